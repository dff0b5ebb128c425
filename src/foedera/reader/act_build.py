"""Putting an act together: parties, organ, step, date, place, and the words that say it."""

from __future__ import annotations

from typing import Any

from .act_date import act_date
from .act_kinds import EXIT, JOINT, OF_TREATY, SELF_SUFFICIENT
from .actor_types import Group
from .context import PARLIAMENT, Context, Draft, Part, segment_groups
from .link import Mention
from .marks import Mark
from .resolve import resolve_group


def draft_act(
    ctx: Context,
    part: Part,
    mark: Mark,
    act: str,
    status: str,
    actor: Group | None,
    mention: Mention | None,
    passive: bool,
    *,
    step: str | None = None,
    organ: str | None = None,
    span: Mark | None = None,
) -> Draft:
    left, right = part.sentence.segment(mark.start)
    parties = list(actor.states) if actor else []
    organ = organ or (actor.organ if actor else None)
    joined: list[Group] = []
    if act in JOINT:
        joined = [
            g
            for g in segment_groups(part, left, right)
            if set(g.roles) & {"with", "between"} and g.kind == "actors" and g is not actor
        ]
        for group in joined:
            parties += [s for s in group.states if s not in parties]
    if act == "entry_into_force" or (act == "termination" and not parties):
        affected = [
            g
            for g in segment_groups(part, left, right)
            if "for" in g.roles or ("to" in g.roles and "for" in g.roles)
        ]
        parties = (
            resolve_group(ctx, part, affected[0]).states
            if affected
            else parties
            if mention and mention.pronoun
            else []
        )
    if act == "entry_into_force" and not parties and _for_the_one_who_joined(ctx, part, left, right):
        parties = list(ctx.drafts[-1].fields["parties"])
    treaty, text = ctx.link(mention, parties, part.sentence.index)
    if mention is not None and act in JOINT and (parties or len(mention.parties) != 1):
        parties += [s for s in mention.parties if s not in parties]
    if len(parties) == 1 and passive and actor is None and act in JOINT and joined:
        # "denounces the treaty signed with Chile in 1993": by the one whose treaty the sentence is about.
        own = [g for g in part.groups if g.kind == "actors" and g.states and not g.role and not g.city]
        if own and len(own[0].states) == 1 and own[0].end <= mark.start:
            parties += [s for s in own[0].states if s not in parties]
    if len(parties) == 1 and passive and actor is None and act in JOINT:
        both = ctx.parties_of(treaty, mention)
        parties = (
            list(both) if set(parties) < set(both) else parties
        )  # "the accord with the EU, initialled in …"
    if (
        not parties
        and passive
        and act in ("signature", "initialling")
        and mention
        and len(mention.parties) < 2
    ):
        # "A and B forged a pact that was signed on Monday": made by those who forged it.
        makers = [g for g in part.groups if g.end <= mention.start and len(g.states) == 2 and not g.role]
        if makers and len(part.mentions) == 1:
            parties = list(makers[-1].states)
    if (
        not parties
        and (act in OF_TREATY or act in SELF_SUFFICIENT)
        and act not in ("consent_withdrawal", "signature_withdrawal", "deposit")
    ):
        parties = list(ctx.parties_of(treaty, mention))
    if not parties and act in OF_TREATY and mention is not None and mention.back and ctx.drafts:
        # "A and B have notified each other … . The accord enters into force on 1 January."
        before = ctx.drafts[-1]
        notes = before.fields.get("act") in ("notification", "exchange")
        if notes and len(before.fields["parties"]) == 2 and part.sentence.index - before.sentence == 1:
            parties = list(before.fields["parties"])
    if status in ("refused", "denied") and actor and actor.states:
        parties = list(actor.states)  # who refuses or denies; the other side may well be willing
    if act in JOINT and len(set(parties)) == 2 and treaty == ctx.last_id and not ctx.last_parties:
        ctx.last_parties = list(
            parties
        )  # a treaty named by its title alone: these two signed or exchanged it
    date, date_text, place_of_date = act_date(ctx, part, mark, status, mention, span)
    on_the_day = date and ctx.anchor.day and date == ctx.anchor.day.isoformat()
    if (
        status == "planned"
        and mark.form == "future"
        and act in ("entry_into_force", "termination")
        and on_the_day
    ):
        status = "done"  # "takes effect today"
    if (
        act == "entry_into_force"
        and status == "planned"
        and ctx.anchor.day
        and date == ctx.anchor.day.isoformat()
    ):
        status = "done"  # "entra hoy en vigor"
    if status == "done" and date and len(date) == 10 and ctx.anchor.day and date > ctx.anchor.day.isoformat():
        status = "planned"  # dated after the report: "takes effect on 1 July"
    end_marks = [
        max(mark.end, mark.reach),
        *([span.end] if span else []),
        *([mention.end] if mention else []),
        *([actor.end] if actor else []),
        *([place_of_date[1]] if place_of_date else []),
    ]
    starts = [
        mark.start,
        *([span.start] if span else []),
        *([mention.start] if mention else []),
        *([actor.start] if actor else []),
        *([place_of_date[0]] if place_of_date else []),
    ]
    lo, hi = max(part.sentence.start, min(starts)), min(part.sentence.end, max(end_marks))
    core = (
        min(mark.start, span.start if span else mark.start),
        max(mark.end, span.end if span else mark.end),
    )
    fields: dict[str, Any] = {
        "act": act,
        "step": step or _step(ctx, part, mark, act, organ),
        "parties": tuple(dict.fromkeys(parties)),
        "organ": organ
        if act != "entry_into_force"
        and organ in ("head_of_state", "government", "parliament", "lower_house", "upper_house", "court")
        else None,
        "status": status,
        "treaty": treaty,
        "treaty_text": text,
        "date": date,
        "date_text": date_text,
        "place": _place(ctx, part, left, right, mark),
    }
    alone = status == "done" and organ is None and len(set(parties)) == 1
    if act == "suspension" and alone and _decreed(ctx, part, mark):
        fields["organ"] = "head_of_state"  # "par un décret signé mercredi du président"
    told = act == "termination" or (act == "denunciation" and mark.form in ("done", "ending"))
    # "is ending the agreement: the decree has been signed".
    signed = mark.form == "ongoing" and any(m.value == "signature" and m.form == "done" for m in part.acts)
    decreed = told and (status == "done" or signed) and _decreed(ctx, part, mark)
    if decreed and len(fields["parties"]) == 1:
        fields.update(status="done", step="domestic", organ=fields["organ"] or "head_of_state")
    if act == "termination" and fields["step"] == "domestic" and len(fields["parties"]) == 1:
        # One state's organs that end a treaty decide to leave it.
        fields["act"] = act = "denunciation"
    if act == "termination" and date and mark.end - mark.start > 0:
        fields["effective"] = date
    flags = [a.flag for a in actor.actors if a.flag] if actor else []
    draft = Draft("act", lo, hi, fields, part.sentence.index, core, flags, actor)
    draft.treaty_parties = list(mention.parties) if mention else []
    draft.also = any(
        m.kind == "status" and m.value == "also" and part.sentence.start <= m.start <= right
        for m in part.sentence.marks
    )
    if act == "signature" and mention and _told_in_passing(part, mark, mention, passive):
        fields["role"] = "background"
    return draft


def _decreed(ctx: Context, part: Part, mark: Mark) -> bool:
    """ "Formally left the treaty by presidential decree": what took effect is the decision, not the exit."""
    left, right = part.sentence.segment(mark.start)
    return any(
        m.kind == "treaty"
        and m.value == "law"
        and left <= m.start
        and m.end <= right
        and not (mark.start <= m.start and m.end <= mark.end)  # "the decision to leave took effect"
        for m in part.sentence.marks
    )


def _for_the_one_who_joined(ctx: Context, part: Part, left: int, right: int) -> bool:
    """ "Fiji deposited its instrument of accession. For the country the convention enters into force …": that state."""
    last = ctx.drafts[-1] if ctx.drafts else None
    joined = ("accession", "deposit", "ratification", "acceptance", "approval", "succession")
    if (
        last is None
        or last.kind != "act"
        or last.fields["act"] not in joined
        or len(last.fields["parties"]) != 1
    ):
        return False
    if part.sentence.index - last.sentence > 1:
        return False
    return any(
        r.value == "for"
        and left <= r.start
        and r.end <= right
        and not any(g.start <= r.end + 12 and r.start - 12 <= g.end and g.states for g in part.groups)
        for r in part.sentence.of("role")
    )


def _told_in_passing(part: Part, mark: Mark, mention: Mention, passive: bool) -> bool:
    """ "The treaty signed in June", "the pact, which was signed in Manila"."""
    if not passive:
        return False
    if mark.start <= mention.start and mention.end <= mark.end:
        return mark.form == "passive"  # "das im Juni unterzeichnete Abkommen"
    if mention.end > mark.start:
        return False
    opener = any(
        m.kind in ("break", "that") and 0 <= m.start - mention.end <= 60 and m.end <= mark.start
        for m in part.sentence.marks
    )
    return opener or mark.start - mention.end <= 1


def _step(ctx: Context, part: Part, mark: Mark, act: str, organ: str | None) -> str:
    """News that a state "ratified" tells of a domestic step unless it names the instrument or the count."""
    if act in ("parliamentary_approval", "promulgation"):
        return "domestic"
    took_effect = act == "termination" and mark.form == "done"
    if (
        act in (*EXIT, "consent_withdrawal", "suspension")
        and not took_effect
        and any(
            m.kind == "treaty" and m.value == "law" and mark.start <= m.start and m.end <= mark.end
            for m in part.sentence.marks
        )
    ):
        return "domestic"  # "signed the law on denunciation"
    if act == "ratification":
        return "domestic"
    if organ in PARLIAMENT:
        return "domestic"
    return "international"


def _place(ctx: Context, part: Part, left: int, right: int, mark: Mark) -> str | None:
    from .place import place_in

    return place_in(ctx, part, left, right, mark.start, cities_only=True)


def unique(drafts: list[Draft]) -> list[Draft]:
    kept: list[Draft] = []
    for draft in drafts:
        key = (
            draft.fields["act"],
            draft.fields["parties"],
            draft.fields["status"],
            draft.fields["step"],
            draft.fields["treaty"],
        )
        twin = next(
            (
                k
                for k in kept
                if (
                    k.fields["act"],
                    k.fields["parties"],
                    k.fields["status"],
                    k.fields["step"],
                    k.fields["treaty"],
                )
                == key
            ),
            None,
        )
        if twin is None:
            kept.append(draft)
        elif twin.fields["date"] is None and draft.fields["date"]:
            twin.fields.update(date=draft.fields["date"], date_text=draft.fields["date_text"])
    return kept
