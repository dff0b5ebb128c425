"""Infinitives and nouns: an act only under a word that governs it ("decided to withdraw", "completed the exchange")."""

from __future__ import annotations

from dataclasses import replace

from .act_approval import ASSEMBLIES
from .act_build import draft_act
from .act_kinds import DECREED, JOINT, MEMBERSHIP, MUTUAL, OF_INSTRUMENTS, OF_TREATY, SELF_SUFFICIENT
from .act_law import signs_a_law
from .act_mention import all_organizations, is_organization_code, mention_of
from .act_status import condition_follows, governors
from .actor_types import Actor, Group
from .context import PARLIAMENT, Context, Draft, Part
from .link import Mention
from .marks import Mark
from .participles import TO_BE
from .resolve import resolve_group
from .subject import subject


def read_bare(ctx: Context, part: Part, mark: Mark) -> list[Draft]:
    """An infinitive or noun: an act only under a governing word."""
    act = mark.value
    mention = mention_of(ctx, part, mark)
    if mention is None and act not in SELF_SUFFICIENT and not ctx.treaty_near(part.sentence.index, 2):
        return []
    if act in ("entry_into_force",) and any(m.kind == "clause" for m in part.sentence.marks):
        return []
    if fronted := _fronted(ctx, part, mark, mention):
        return fronted
    governed = governors(ctx, part, mark, wide=True)
    headline = not governed and ctx.view.pack.headlines and _ends_sentence(ctx, part, mark)
    if not governed and not headline:
        return _headline(ctx, part, mark, mention)
    values = [m.value for m in governed]
    first = governed[0] if governed else mark
    governing = next((g for g in governed if g.value not in ("also", "background")), first)
    actor = _actor_of_bare(ctx, part, mark, governing)
    if actor is None and first.value == "anterior" and ctx.view.pack.order == "svo":
        # "With the deposit of its instrument on Monday, Ghana became …"
        _, right = part.sentence.segment(mark.start)
        actor = next((g for g in part.groups if g.start >= right and g.states and not g.role), None)
    if actor is not None and actor.kind in ("nonstate", "agency"):
        return []
    actor = resolve_group(ctx, part, actor) if actor else None
    if act in JOINT and mention and mention.end <= mark.start and ctx.view.pack.order == "svo":
        both = ctx.parties_of(ctx.last_id, mention) if mention.back else mention.parties
        if actor is not None and len(both) == 2 and set(actor.states) < set(both):
            actor = None  # "hopes that the agreement will be signed": by both, not by the one who hopes
    if act == "signature" and signs_a_law(ctx, part, mark, mention):
        return []  # "refused to sign the law on ratification"
    organ = actor.organ if actor else None
    status: str
    if "denied" in values:
        status = "denied"
    elif "refused" in values or ("not" in values and ("decided" in values or "planned" in values)):
        status = "refused"
    elif "not" in values:
        if not _not_doing(ctx, mark, governed):
            return []
        # "is not pulling out of the treaty", said "denying a report"
        denied = any(m.value == "deny" for m in part.sentence.of("report"))
        status = "denied" if denied else "refused"
    elif "conditional" in values:
        status = "conditional"
    elif first.value == "anterior":
        if any(m.kind == "status" and m.value in ("planned", "proposed") for m in part.sentence.marks):
            return []  # "after signing, both parliaments must ratify"
        if any(m.form in ("future", "ongoing") and m.start < first.start for m in part.acts):
            return []  # "will enter into force after the exchange"
        if act in JOINT and not (actor and actor.states) and not ctx.parties_of(ctx.last_id, mention):
            return []  # "envoys pose after the signing of an accord": nobody's whom the report names
        status = "done"
    elif "approve" in values and organ in PARLIAMENT:
        return []  # read_approvals
    elif (
        "decided" in values
        and (act == "denunciation" or (act == "termination" and actor and len(actor.states) == 1))
        and "proposed" not in values
    ):
        voted = [
            draft_act(ctx, part, first, "parliamentary_approval", "done", actor, mention, False, span=mark)
        ]
        return (voted if organ in PARLIAMENT else []) + [
            draft_act(
                ctx,
                part,
                mark,
                "denunciation",
                "done",
                actor,
                mention,
                False,
                step="domestic",
                organ=organ or "government",
                span=first,
            )
        ]
    elif "proposed" in values and act == "negotiation":
        return []  # an appeal to return to talks
    elif "proposed" in values:
        status = "conditional" if condition_follows(ctx, part, mark) else "proposed"
    elif (
        first.value == "agreed" and act in MUTUAL and actor and len(together := _with(part, mark, actor)) > 1
    ):
        status = "done"  # two states that agree to extend a treaty have extended it
        actor = replace(actor, actors=[Actor(state) for state in together])
    elif act == "suspension" and first.value == "decided" and ctx.view.pack.order == "sov":
        status = "done"  # "이행을 중단하기로 했다": what stops by being decided
    elif {"planned", "decided", "agreed"} & set(values):
        status = "conditional" if condition_follows(ctx, part, mark) else "planned"
    elif "announced" in values:
        # "announced its withdrawal" lies ahead; "its accession was announced" tells of one that happened.
        told = first.start > mark.end and act in OF_INSTRUMENTS and ctx.view.pack.order != "sov"
        named = not ctx.view.pack.bracket or ctx.view.words(mark.start, mark.end)[:1].isupper()
        status = "done" if told or (act in ("suspension", "resumption") and named) else "planned"
    elif "complete" in values:
        status = "done"
    elif "approve" in values and organ in ("government", "head_of_state"):
        if mention and any(m.value == "approve" and m.end <= mention.start < mark.start for m in governed):
            return []  # "approved the agreement and authorized the ambassador to sign it"
        status = "done" if act in DECREED else "planned"
        if act == "ratification" and organ == "government":
            return []
        return [draft_act(ctx, part, mark, act, status, actor, mention, False, step="domestic", span=first)]
    elif "alleged" in values:
        status = "alleged"
    elif headline:
        status = "done"
    else:
        return []
    if actor is None and act not in OF_TREATY | SELF_SUFFICIENT:
        return []
    if actor is None and (mention is None or mention.pronoun) and act not in SELF_SUFFICIENT:
        # "A and B initialled the accord. The signing is expected in June": the noun goes on about it.
        lately = act in OF_TREATY and ctx.treaty_near(part.sentence.index) and ctx.last is not None
        if not lately or status != "planned" or (ctx.view.pack.order == "sov" and ctx.view.pack.spaces):
            return []
    if (
        actor is None
        and act == "signature"
        and ctx.view.pack.order == "svo"
        and mention
        and not mention.pronoun
        and mark.data != TO_BE
        and not 0 <= mention.start - mark.end < 40
    ):
        return []
    if status in ("proposed", "conditional") and not (actor and actor.states):
        return []
    if status == "proposed" and actor and not set(actor.states) - ASSEMBLIES:
        return []  # "The UN called on the parties to …": an appeal
    if status == "planned" and actor is None and act == "ratification":
        return []
    if organ in PARLIAMENT and (act == "ratification" or (act in OF_INSTRUMENTS and status == "refused")):
        act = "parliamentary_approval"  # "rejected the bill on accession"
    return [draft_act(ctx, part, mark, act, status, actor, mention, False, span=first)]


def _headline(ctx: Context, part: Part, mark: Mark, mention: Mention | None) -> list[Draft]:
    """ "Signature à Berne d'un accord entre …": a noun that opens the sentence, with the treaty as its object."""
    opener = next(
        (
            op
            for op in part.sentence.of("op")
            if op.value == "headline" and mark.start <= op.start < mark.end and _opens(ctx, part, op)
        ),
        None,
    )
    if opener is None or (mention is None and mark.value not in SELF_SUFFICIENT):
        return []
    if mention is not None and not -1 <= mention.start - mark.end <= 60 and mention.start > mark.end:
        return []
    actor = _actor_of_bare(ctx, part, mark, opener)
    if actor is not None and (actor.kind != "actors" or not actor.states):
        return []
    if actor is None and ctx.view.pack.bracket:
        # "Beim Hinterlegen der Urkunde brachte Frankreich …": who acts in the main clause.
        actor = next(
            (
                g
                for g in part.groups
                if g.start >= mark.end and g.kind == "actors" and g.states and not g.role
            ),
            None,
        )
    if actor is None and mark.value not in OF_TREATY:
        return []
    act, step = mark.value, None
    if act == "parliamentary_approval" and actor is not None and actor.organ == "government":
        act, step = "approval", "domestic"  # "Feu vert du gouvernement à l'accord"
    vague = actor is None or act in JOINT
    return [draft_act(ctx, part, mark, act, "done", actor, mention, vague, step=step)]


def _opens(ctx: Context, part: Part, op: Mark) -> bool:
    """At the beginning of a sentence, or after the colon of a headline."""
    before = ctx.view.folded[part.sentence.start : op.start].rstrip()
    return not before or before.endswith((":", " -", "–", "—", "«"))


def _not_doing(ctx: Context, mark: Mark, governed: list[Mark]) -> bool:
    """ "is not leaving": a present participle right behind its negation."""
    return ctx.view.pack.lang == "en" and any(
        m.value == "not"
        and 0 <= mark.start - m.end <= 1
        and ctx.view.folded[mark.start : mark.end].split(" ")[0].endswith("ing")
        for m in governed
    )


def _fronted(ctx: Context, part: Part, mark: Mark, mention: Mention | None) -> list[Draft]:
    """ "Signing the convention on Monday, Malaysia made a reservation": what the subject did meanwhile."""
    if ctx.view.pack.lang != "en" or mark.start > part.sentence.start + 1 or mention is None:
        return []
    if not ctx.view.folded[mark.start : mark.end].split(" ")[0].endswith("ing"):
        return []
    after = next((g for g in part.groups if g.states and not g.role and g.start > mark.end), None)
    if after is None or not ctx.view.folded[mark.end : after.start].removesuffix("the ").endswith(", "):
        return []
    actor = resolve_group(ctx, part, after)
    one_side = mark.value == "termination" and len(actor.states) == 1
    act = "denunciation" if one_side else mark.value
    return [draft_act(ctx, part, mark, act, "done", actor, mention, False)]


def _ends_sentence(ctx: Context, part: Part, mark: Mark) -> bool:
    """ "칠레·페루, 국경조약 서명": a headline ends with the noun of what was done."""
    rest = ctx.view.folded[mark.end : part.sentence.end].strip(" .\"'”’…!")
    return not rest or (rest[0] == "(" and rest[-1] == ")")


def _actor_of_bare(ctx: Context, part: Part, mark: Mark, governor: Mark) -> Group | None:
    """Who would act: "Germany's exit", "withdrawal of Brazil", else the subject of the governing word."""
    for group in part.groups:
        if group.kind != "actors" or not group.states:
            continue
        if "agent" in group.roles and mark.start < group.start <= mark.end + 60:
            return group  # "the ratification by Norway of …"
        if mark.value in MEMBERSHIP and all(is_organization_code(s) for s in group.states):
            continue  # "their withdrawal from the Court": what is left
        if (
            "of" in group.roles
            and not set(group.roles) & {"between", "with"}
            and (
                0 <= mark.start - group.end <= 4
                or (0 <= group.start - mark.end <= 14 and not _modifier(group))
            )
        ):
            return group
        if (
            ctx.view.pack.lang in ("ru", "uk", "pl", "ar", "fa")
            and group.start - mark.end == 1
            and not group.roles
        ):
            # "ратификация Норвегией договора", "خروج ارمنستان از …": case or place tells who acts
            return group
        if _modifier(group) and 0 <= mark.start - group.end <= 1 and ctx.view.pack.order != "sov":
            return group  # "the Russian withdrawal from …"
    found = subject(
        ctx, part, governor if governor.start < mark.start or ctx.view.pack.order == "sov" else mark
    )
    if (
        found is not None
        and mark.value == "denunciation"
        and all_organizations(resolve_group(ctx, part, found))
    ):
        # "left the bloc a year after notifying their withdrawal": by those who left, not by what is left.
        # "The leaders of the three nations said it was a decision to leave the bloc": not the bloc's own.
        found = next(
            (g for g in part.groups if not g.role and (g.many or (g.kind == "actors" and g.states))), found
        )
    if found is not None and found.kind == "pronoun" and governor.value == "decided":
        # "The leaders of the three nations called it a decision to leave"
        found = next((g for g in part.groups if g.kind == "both" and g.end <= found.start), found)
    if found is None and governor.end <= mark.start:
        # "Pas question pour Varsovie de signer": for whom it is out of the question.
        aimed = [
            g for g in part.groups if "for" in g.roles and governor.end <= g.start and g.end <= mark.start
        ]
        found = aimed[-1] if aimed and aimed[-1].states else None
    if governor.value == "proposed" and not ctx.view.pack.spaces and ctx.view.pack.order == "sov":
        asked = [
            g for g in part.groups if g.end <= mark.start and g.states and set(g.roles) & {"to", "object"}
        ]
        if asked:
            return asked[-1]  # インドに条約への署名を求めた
    if governor.value == "proposed":
        # "called on the government to ratify": the one called upon.
        if found is not None and found.kind == "nonstate":
            return found  # "the opposition urged the government to denounce": no State's proposal
        aside = {"with", "between", "against", "from"}
        if ctx.view.pack.inverts:
            aside.add("of")  # "предложила Алжиру продлить": to whom, in the dative
        between = [
            g
            for g in part.groups
            if governor.start <= g.start  # "appelé Khartoum à reprendre": within the governing words
            and g.end <= mark.start
            and g.kind == "actors"
            and not set(g.roles) & aside
        ]
        if not between and ctx.view.pack.bracket and found is not None:
            # "Die UN haben Vanuatu aufgerufen, … beizutreten": the object before the participle.
            between = [
                g
                for g in part.groups
                if found.end <= g.start
                and g.end <= governor.start
                and g.kind == "actors"
                and g.states
                and g.role not in aside
            ]
        if between and ctx.view.pack.order == "svo":
            words = ctx.view.folded[governor.start : governor.end].split()
            offered = any(w.startswith(ctx.view.pack.offers) for w in words if ctx.view.pack.offers)
            if not offered or found is None or not found.states:
                return between[-1]
            if mark.value not in JOINT:
                return found  # "A proposes to B to amend the treaty": A's proposal
            both = [*found.actors, *between[-1].actors]  # "A proposed to B to sign a treaty"
            return Group(found.start, found.end, "actors", both, found.role, found.roles)
    return found or _told_of_capital(part, governor)


def _told_of_capital(part: Part, governor: Mark) -> Group | None:
    """ "В Оттаве пообещали ратифицировать": a governing verb without subject, right behind a capital."""
    return next(
        (
            g
            for g in part.groups
            if g.city and "in" in g.roles and g.states and 0 <= governor.start - g.end <= 3
        ),
        None,
    )


def _with(part: Part, mark: Mark, actor: Group) -> list[str]:
    """Who agrees: the subject, and those with whom it does."""
    states = list(actor.states)
    left, right = part.sentence.segment(mark.start)
    for group in part.groups:
        if "with" in group.roles and group.kind == "actors" and left <= group.start and group.end <= right:
            states += [s for s in group.states if s not in states]
    return states


def _modifier(group: Group) -> bool:
    return all(a.modifier for a in group.actors)
