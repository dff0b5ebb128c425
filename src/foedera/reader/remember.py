"""What the sentences after this one may refer to."""

from __future__ import annotations

from . import dates as datefinder
from .context import Context, Part
from .resolve import stands_for_state


def keep(ctx: Context, part: Part) -> None:
    """What the sentences after this one may refer to."""
    told = [v for f in part.dates if (v := datefinder.resolve(f, ctx.anchor, same=ctx.last_date))]
    ctx.last_date = told[-1] if told else ctx.last_date
    if part.mentions:
        ctx.noun_sentence = part.sentence.index
    _name_treaty(ctx, part)
    _remember(ctx, part)


def _name_treaty(ctx: Context, part: Part) -> None:
    """A treaty that a sentence introduces without an act that the reader knows: "the agreement" goes on about it."""
    if any(m.linked or (m.back and not m.pronoun) for m in part.mentions):
        return
    who = [g for g in part.groups if g.kind == "actors" and g.states and not set(g.roles) - {"subject"}]
    actors = who[0].states if who and len(who[0].states) < 3 else []
    for mention in part.mentions:
        if mention.parties and not mention.pronoun and len({*mention.parties, *actors}) == 2:
            ctx.link(mention, actors, part.sentence.index)
            return


def _remember(ctx: Context, part: Part) -> None:
    for group in part.groups:
        if group.kind != "actors":
            continue
        if len(group.states) > 2:
            ctx.last_several = group.states
        if not group.city or stands_for_state(ctx, part, group):
            aside = bool(set(group.roles) & {"with", "between"})
            for state in group.states:
                ctx.named[state] = ctx.named.get(state, True) and aside
        for actor in group.actors:
            if actor.state and actor.organ:
                ctx.offices.setdefault(actor.organ, set()).add(actor.state)
    named = list(dict.fromkeys(s for g in part.groups if g.kind == "actors" for s in g.states))
    if len(named) == 2:
        ctx.last_pair = (part.sentence.index, named)  # whom "both governments" of the next sentence may mean
    main = [
        g
        for g in part.groups
        if g.kind == "actors"
        and g.states
        and not set(g.roles) - {"subject"}
        and (not g.city or stands_for_state(ctx, part, g))
    ]
    if main:
        ctx.last_subject, ctx.subject_sentence = main[0], part.sentence.index
