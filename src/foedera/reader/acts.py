"""Acts: what a state, its organs or leaders did, plan or refuse to do about a treaty.

The order of the rules: silence (ignored phrases, longer cues), then what the cue needs (a treaty, an
actor), then the organ (parliament, decree), then status. A form that says nothing by itself (infinitive,
noun) becomes an act only under a word that governs it.
"""

from __future__ import annotations

from functools import lru_cache

from .act_build import draft_act, unique
from .act_cues import (
    DECREED,
    EXIT,
    JOINT,
    MEMBERSHIP,
    MUTUAL,
    OF_INSTRUMENTS,
    OF_STATES,
    OF_TREATY,
    SELF_SUFFICIENT,
    actor_within,
    agent_of,
    is_passive,
    law_is_subject,
    membership_only,
    mention_of,
    names_instrument,
    object_missing,
    refers_back,
    treaty_is_subject,
)
from .act_status import condition_follows, governors, status_of
from .actors import Group
from .context import PARLIAMENT, Context, Draft, Part, resolve_group, subject
from .dates import resolve as resolve_date
from .link import Mention
from .marks import Mark
from .text import has_comma

ASSEMBLIES = frozenset({"UN", "WHO", "COE", "AFU", "LAS", "OAS", "UNESCO", "ILO"})
"""Organizations whose assemblies adopt treaties for their members, where a parliament would approve one."""


def read(ctx: Context, part: Part) -> list[Draft]:
    """The acts of one sentence, in order of their cues."""
    found: list[Draft] = []
    nested: set[int] = set()
    for mark in part.acts:
        if id(mark) in nested:
            continue
        if mark.form == "bare" or _untold(ctx, part, mark):
            found += _bare(ctx, part, mark)
        else:
            found += _finite(ctx, part, mark, nested)
    found += _approvals(ctx, part, found)
    _complete(part, found)
    return unique(found)


def _complete(part: Part, found: list[Draft]) -> None:
    """What one act of a sentence tells of another: who made the treaty; an exit "after having notified it"."""
    for draft in found:
        if draft.fields["act"] in JOINT and draft.subject is None and len(draft.fields["parties"]) < 2:
            known = {*draft.fields["parties"], *draft.treaty_parties}
            for other in found:
                if other is not draft and other.fields["treaty_text"] == draft.fields["treaty_text"]:
                    known |= {*other.fields["parties"], *other.treaty_parties}
            if len(known) == 2:
                draft.fields["parties"] = tuple(sorted(known, key=lambda s: s in draft.fields["parties"]))
        if (
            draft.fields["act"] == "denunciation"
            and draft.fields["status"] == "done"
            and _notice_before(part, draft)
        ):
            draft.fields.update(act="termination", effective=draft.fields["date"])


def _notice_before(part: Part, draft: Draft) -> bool:
    """ "left on Wednesday, a year after having notified their withdrawal": the exit itself, not its notice."""
    return any(
        op.value == "anterior"
        and op.start >= draft.core[1]
        and any(
            m.kind == "act" and m.value in ("denunciation", "notification") and 0 <= m.start - op.end <= 40
            for m in part.sentence.marks
        )
        for op in part.sentence.of("op")
    )


def _untold(ctx: Context, part: Part, mark: Mark) -> bool:
    """Where verbs show no tense, "decided to withdraw" and "announced to withdraw" look like acts done."""
    if not ctx.view.pack.tenseless or mark.form != "done":
        return False
    nearest = next(iter(governors(ctx, part, mark, wide=True)), None)
    return (
        nearest is not None
        and nearest.value in ("decided", "announced")
        and 0 <= mark.start - nearest.end <= 20
        # "announced that Moscow suspends": the clause has its own subject.
        and not any(nearest.end <= g.start and g.end <= mark.start for g in part.groups)
    )


def _signs_a_law(part: Part, mark: Mark, mention: Mention | None) -> bool:
    """ "… : the decree was signed by the president": what is signed is the law beside the verb, not the treaty."""
    laws = [m for m in part.sentence.of("treaty") if m.value == "law"]
    near = [min(abs(m.start - mark.end), abs(mark.start - m.end)) for m in laws]
    if not near or min(near) > 3:
        return False
    return (
        mention is None or min(abs(mention.start - mark.end), abs(mark.start - mention.end)) > min(near) + 12
    )


def _by_decree(ctx: Context, part: Part, mark: Mark) -> bool:
    """ "was ratified by royal decree"."""
    return any(
        m.value == "law"
        and -1 <= m.start - mark.end <= 20
        and not has_comma(ctx.view.folded[mark.end : m.start])
        for m in part.sentence.of("treaty")
    )


def _attribute(ctx: Context, part: Part, mark: Mark) -> bool:
    """ "瑞典加入北约的议定书": the act only says which protocol is meant."""
    if ctx.view.pack.spaces:
        return False
    end = next((n.end for n in part.sentence.of("name", "alias") if 0 <= n.start - mark.end <= 2), mark.end)
    return ctx.view.folded[end : end + 1] == "的"


def _finite(ctx: Context, part: Part, mark: Mark, nested: set[int]) -> list[Draft]:
    _left, _right = part.sentence.segment(mark.start)
    act = mark.value
    status = status_of(ctx, part, mark)
    if status is None:
        return []
    inner = _decreed(ctx, part, mark) if act == "signature" else None
    mention = mention_of(ctx, part, mark)
    if act == "signature" and inner is None and _signs_a_law(part, mark, mention):
        return []
    if act in ("accession", "denunciation") and _attribute(ctx, part, mark):
        return []
    if act == "termination" and membership_only(ctx, part, mark, mention):
        return []
    if (
        mention is None
        and act not in SELF_SUFFICIENT
        and not names_instrument(part, mark)
        and not refers_back(ctx, part, mark, inner)
    ):
        return []
    passive = is_passive(ctx, part, mark)
    actor = (
        agent_of(part, mark) or actor_within(part, mark, ctx.view.pack.order)
        if passive
        else actor_within(part, mark, ctx.view.pack.order) or subject(ctx, part, mark)
    )
    if act in OF_STATES and mention is None and not (actor and resolve_group(ctx, part, actor).states):
        return []
    if actor is None and not passive and law_is_subject(part, mark):
        return [draft_act(ctx, part, mark, act, status, None, mention, True, step="domestic")]
    if actor is None and act == "termination" and (mention is None or mention.pronoun):
        # "The withdrawal took effect on 3 March": of the one whose notice was told before.
        told = next((d for d in reversed(ctx.drafts) if d.fields.get("act") in EXIT and d.subject), None)
        if told is None or not part.dates or any(m.kind == "clause" for m in part.sentence.marks):
            return []
        actor = told.subject
    elif actor is None and passive:
        actor = None
    elif actor is None and act in OF_TREATY and mention and not inner:
        # "The treaty entered into force"; "Talks on the accord ended"; a headline without its subject.
        if not treaty_is_subject(ctx, part, mark, mention):
            return []
        known = mention.parties or mention.proper or mention.back or mention.ids
        if ctx.view.pack.order == "sov" and mark.form == "done" and act in JOINT and not known:
            return []  # an active verb whose subject no table knows: "artists signed a petition on the treaty"
        passive = True
    elif actor is None and not inner and act not in SELF_SUFFICIENT:
        return []
    if act == "suspension" and (ended := _ending_suspended(ctx, part, mark, mention)) is not None:
        # "suspended the termination": the treaty goes on.
        nested.add(id(ended))
        act = "denunciation_revocation"
    if not passive and not inner and mention and object_missing(ctx, part, mark, mention):
        return []
    if actor is not None:
        if actor.kind in ("nonstate", "agency", "troops"):
            return []
        actor = resolve_group(ctx, part, actor)
        if actor.kind == "pronoun":
            return []  # "she signed": nobody whom the report names
    if inner is not None:
        nested.add(id(inner))
        return [
            draft_act(
                ctx,
                part,
                inner,
                "ratification" if foreign_accession(part, inner, actor) else inner.value,
                status,
                actor,
                mention,
                passive,
                step="domestic",
                organ=(
                    actor.organ
                    if actor and actor.organ in ("head_of_state", "government")
                    else "head_of_state"
                ),
                span=mark,
            )
        ]
    organ = actor.organ if actor else None
    if act == "termination" and any(
        m.value == "decided" and -1 <= mark.start - m.end <= 1 for m in part.sentence.of("status")
    ):
        # "宣布决定正式退出": no tense, but only decided.
        return [
            draft_act(
                ctx,
                part,
                mark,
                "denunciation",
                status,
                actor,
                mention,
                passive,
                step="domestic",
                organ=organ or "government",
            )
        ]
    if act == "ratification" and passive and actor is None and _by_decree(ctx, part, mark):
        return [
            draft_act(
                ctx, part, mark, act, status, None, mention, True, step="domestic", organ="head_of_state"
            )
        ]
    if act == "signature" and organ in PARLIAMENT:
        return []
    if (
        actor is not None
        and organ in PARLIAMENT
        and act
        in (
            "ratification",
            "parliamentary_approval",
            "adoption",
            "approval",
            "acceptance",
        )
    ):
        return [
            draft_act(ctx, part, mark, "parliamentary_approval", status, actor, mention, passive),
            *_domestic(ctx, part, mark, status, actor, mention),
        ]
    if actor is not None and organ in PARLIAMENT and act in EXIT:
        # "The Duma terminated the treaty": a house's decision to leave.
        return [draft_act(ctx, part, mark, "denunciation", status, actor, mention, passive, step="domestic")]
    if act == "parliamentary_approval":
        # "approved the ratification" by a president is his ratification; other subjects approve nothing.
        if organ == "head_of_state" and any(m.value == "ratification" and _same(m, mark) for m in part.acts):
            return []
        if organ in ("head_of_state", "government"):
            return []
        return [draft_act(ctx, part, mark, act, status, actor, mention, passive, organ=organ or "parliament")]
    return [draft_act(ctx, part, mark, act, status, actor, mention, passive)]


def _ending_suspended(ctx: Context, part: Part, mark: Mark, mention: Mention | None) -> Mark | None:
    """The exit that is the object of "suspended", before the treaty itself comes into view."""
    left, right = part.sentence.segment(mark.start)
    for other in part.acts:
        if other.form != "bare" or other.value not in EXIT or not left <= other.start <= right:
            continue
        gap = mark.start - other.end if ctx.view.pack.order == "sov" else other.start - mark.end
        if -1 <= gap <= 40 and (
            mention is None or mention.start >= other.start or ctx.view.pack.order == "sov"
        ):
            return other
    return None


def foreign_accession(part: Part, mark: Mark, actor: Group | None) -> bool:
    """ "Vietnam ratified the accession of the United Kingdom": another state's accession."""
    if mark.value != "accession":
        return False
    owners = [
        g
        for g in part.groups
        if g.states
        and (
            -1 <= mark.start - g.end <= 1
            or ("of" in g.roles and (0 <= mark.start - g.end <= 12 or -1 <= g.start - mark.end <= 14))
        )
    ]
    return any(actor is None or not set(g.states) & set(actor.states) for g in owners)


def _same(a: Mark, b: Mark) -> bool:
    return a.start == b.start and a.end == b.end


def _decreed(ctx: Context, part: Part, mark: Mark) -> Mark | None:
    """The act inside "signed a decree ratifying …": a law or decree and a bare act in the same stretch."""
    left, right = _stretch(part, mark)
    laws = [
        m
        for m in part.sentence.marks
        if m.kind == "treaty" and m.value == "law" and left <= m.start and m.end <= right
    ]
    if not laws:
        return None
    inner = [
        m for m in part.acts if m.form == "bare" and m.value in DECREED and left <= m.start and m.end <= right
    ]
    inner += [
        m
        for m in part.acts
        if m.form != "bare"
        and m is not mark
        and m.value in DECREED
        and left <= m.start
        and m.end <= right
        and any(0 <= m.start - law.end <= 12 for law in laws)
    ]
    return min(inner, key=lambda m: min(abs(m.start - law.start) for law in laws), default=None)


def _stretch(part: Part, mark: Mark) -> tuple[int, int]:
    """The clause of a verb, with a relative clause that belongs to its object ("a law that revokes")."""
    left, right = part.sentence.segment(mark.start)
    opener = next((m for m in part.sentence.marks if m.kind in ("break", "that") and m.start >= right), None)
    if opener is not None:
        further = part.sentence.segment(opener.end + 1)
        if any(
            m.kind == "treaty" and m.value == "law" and 0 <= opener.start - m.end <= 3
            for m in part.sentence.marks
        ):
            right = further[1]
    return left, right


def _bare(ctx: Context, part: Part, mark: Mark) -> list[Draft]:
    """An infinitive or noun: an act only under a governing word."""
    act = mark.value
    mention = mention_of(ctx, part, mark)
    if mention is None and act not in SELF_SUFFICIENT and not ctx.treaty_near(part.sentence.index, 2):
        return []
    if act in ("entry_into_force",) and any(m.kind == "clause" for m in part.sentence.marks):
        return []
    governed = governors(ctx, part, mark, wide=True)
    if not governed:
        return []
    values = [m.value for m in governed]
    first = governed[0]
    actor = _actor_of_bare(ctx, part, mark, first)
    if actor is not None and actor.kind in ("nonstate", "agency"):
        return []
    actor = resolve_group(ctx, part, actor) if actor else None
    if act in JOINT and mention and mention.end <= mark.start and ctx.view.pack.order == "svo":
        both = ctx.parties_of(ctx.last_id, mention) if mention.back else mention.parties
        if actor is not None and len(both) == 2 and set(actor.states) < set(both):
            actor = None  # "hopes that the agreement will be signed": by both, not by the one who hopes
    organ = actor.organ if actor else None
    status: str
    if "denied" in values:
        status = "denied"
    elif "refused" in values or ("not" in values and ("decided" in values or "planned" in values)):
        status = "refused"
    elif "not" in values:
        return []
    elif "conditional" in values:
        status = "conditional"
    elif first.value == "anterior":
        if any(m.kind == "status" and m.value in ("planned", "proposed") for m in part.sentence.marks):
            return []  # "after signing, both parliaments must ratify"
        if any(m.form in ("future", "ongoing") and m.start < first.start for m in part.acts):
            return []  # "will enter into force after the exchange"
        status = "done"
    elif "approve" in values and organ in PARLIAMENT:
        return []  # _approvals
    elif "decided" in values and act == "denunciation" and "proposed" not in values:
        return [
            draft_act(
                ctx,
                part,
                mark,
                act,
                "done",
                actor,
                mention,
                False,
                step="domestic",
                organ=organ or "government",
                span=first,
            )
        ]
    elif "proposed" in values:
        status = "conditional" if condition_follows(ctx, part, mark) else "proposed"
    elif first.value == "agreed" and act in MUTUAL and len(actor.states if actor else []) > 1:
        status = "done"  # two states that agree to extend a treaty have extended it
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
        status = "done" if act in DECREED else "planned"
        if act == "ratification" and organ == "government":
            return []
        return [draft_act(ctx, part, mark, act, status, actor, mention, False, step="domestic", span=first)]
    elif "alleged" in values:
        status = "alleged"
    else:
        return []
    if actor is None and act not in OF_TREATY | SELF_SUFFICIENT:
        return []
    if actor is None and mention is None and act not in SELF_SUFFICIENT:
        return []
    if (
        actor is None
        and act == "signature"
        and ctx.view.pack.order == "svo"
        and mention
        and not 0 <= mention.start - mark.end < 40
    ):
        return []
    if status in ("proposed", "conditional") and not (actor and actor.states):
        return []
    if status == "planned" and actor is None and act == "ratification":
        return []
    if organ in PARLIAMENT and act == "ratification":
        act = "parliamentary_approval"
    return [draft_act(ctx, part, mark, act, status, actor, mention, False, span=first)]


def _actor_of_bare(ctx: Context, part: Part, mark: Mark, governor: Mark) -> Group | None:
    """Who would act: "Germany's exit", "withdrawal of Brazil", else the subject of the governing word."""
    for group in part.groups:
        if group.kind != "actors" or not group.states:
            continue
        if "agent" in group.roles and 0 <= group.start - mark.end <= 20:
            return group  # "the ratification by Norway of …"
        if mark.value in MEMBERSHIP and all(_organization(s) for s in group.states):
            continue  # "their withdrawal from the Court": what is left
        if "of" in group.roles and (
            0 <= mark.start - group.end <= 4 or (0 <= group.start - mark.end <= 14 and not _modifier(group))
        ):
            return group
        if ctx.view.pack.lang in ("ru", "uk", "pl") and group.start - mark.end == 1 and not group.roles:
            return group  # "ратификация Норвегией договора": the instrumental tells who acts
        if _modifier(group) and 0 <= mark.start - group.end <= 1 and ctx.view.pack.order != "sov":
            return group  # "the Russian withdrawal from …"
    found = subject(
        ctx, part, governor if governor.start < mark.start or ctx.view.pack.order == "sov" else mark
    )
    if found is not None and mark.value == "denunciation" and _all_organizations(found):
        # "left the bloc a year after notifying their withdrawal": by those who left, not by what is left.
        found = next((g for g in part.groups if g.kind == "actors" and g.states and not g.role), found)
    if found is not None and governor.value == "proposed":
        # "called on the government to ratify": the one called upon.
        aside = {"with", "between", "against", "from"}
        between = [
            g
            for g in part.groups
            if governor.end <= g.start
            and g.end <= mark.start
            and g.kind == "actors"
            and not set(g.roles) & aside
        ]
        if between and ctx.view.pack.order == "svo":
            return between[-1]
    return found


def _all_organizations(group: Group) -> bool:
    return bool(group.states) and all(_organization(s) for s in group.states)


@lru_cache(maxsize=512)
def _organization(code: str) -> bool:
    from foedera.errors import FoederaError
    from foedera.states import is_organization

    try:
        return is_organization(code)
    except FoederaError:
        return False


def _modifier(group: Group) -> bool:
    return all(a.modifier for a in group.actors)


def _approvals(ctx: Context, part: Part, found: list[Draft]) -> list[Draft]:
    """A parliament that approved, voted for or passed: its approval, and the domestic step of an exit."""
    new: list[Draft] = _rejections(ctx, part)
    for op in part.sentence.of("op"):
        if op.value != "approve":
            continue
        if any(d.core[0] <= op.start and op.end <= d.core[1] for d in found):
            continue
        left, right = part.sentence.segment(op.start)
        actor = (
            agent_of(part, op) if is_passive(ctx, part, Mark(op.start, op.end, "act", "x", "done")) else None
        )
        beside = [
            g
            for g in part.groups
            if g.organ in PARLIAMENT and 0 <= g.start - op.end <= 3 and ctx.view.pack.order != "sov"
        ]
        # "одобрена Советом Федерации", "aprobó el Senado": who approves right after the verb.
        actor = actor or (beside[0] if beside else None) or subject(ctx, part, op)
        if actor is None and _dates_the_last(ctx, part, op):
            continue
        if (
            actor is not None
            and actor.states
            and actor.organ in (None, *PARLIAMENT)
            and not set(actor.states) - ASSEMBLIES
        ):
            mention = mention_of(ctx, part, op)
            if mention is not None and left <= mention.start <= right:
                new.append(draft_act(ctx, part, op, "adoption", "done", None, mention, True))
            continue
        if actor is not None and actor.organ == "government":
            new += _cabinet(ctx, part, op, actor, found)
            continue
        if actor is None or actor.organ not in PARLIAMENT:
            continue
        inside = [m for m in part.acts if m.form == "bare" and left <= m.start and m.end <= right]
        mention = mention_of(ctx, part, op)
        law = any(
            m.kind == "treaty" and m.value == "law" and left <= m.start <= right for m in part.sentence.marks
        )
        near = ctx.treaty_near(part.sentence.index)
        if mention is None and not (inside and law and near):
            continue
        if not inside and not (mention and left <= mention.start <= right):
            continue
        status = status_of(ctx, part, Mark(op.start, op.end, "act", "parliamentary_approval", "done"))
        if (
            (status == "conditional" and not actor.states)
            or status is None
            or any(d.fields["act"] == "parliamentary_approval" for d in [*found, *new])
        ):
            continue
        actor = resolve_group(ctx, part, actor)
        new.append(draft_act(ctx, part, op, "parliamentary_approval", status, actor, mention, False))
        new += _domestic(ctx, part, op, status, actor, mention)
    return new


def _cabinet(ctx: Context, part: Part, op: Mark, actor: Group, found: list[Draft]) -> list[Draft]:
    """A cabinet that approves the treaty: ``approval``, a domestic step."""
    left, right = part.sentence.segment(op.start)
    mention = mention_of(ctx, part, op)
    if mention is None or not left <= mention.start <= right:
        return []
    if any(left <= d.core[0] <= right and d.fields["step"] == "domestic" for d in found):
        return []
    if any(m.form == "bare" and m.value != "ratification" and left <= m.start <= right for m in part.acts):
        return []
    after = ctx.view.pack.order != "sov"
    a, b = (op.end, mention.start) if after else (mention.end, op.start)
    between = [g for g in part.groups if a <= g.start and g.end <= b and "with" not in g.roles]
    if not -1 <= b - a <= 60 or (between and after):
        return []
    status = status_of(ctx, part, Mark(op.start, op.end, "act", "approval", "done"))
    if status is None:
        return []
    return [
        draft_act(
            ctx,
            part,
            op,
            "approval",
            status,
            resolve_group(ctx, part, actor),
            mention,
            False,
            step="domestic",
        )
    ]


def _dates_the_last(ctx: Context, part: Part, op: Mark) -> bool:
    """ "The text was passed on Tuesday": the date of the approval told before without one."""
    last = next((d for d in reversed(ctx.drafts) if d.kind == "act"), None)
    if (
        last is None
        or last.fields["act"] != "parliamentary_approval"
        or last.fields["date"]
        or part.sentence.index - last.sentence > 1
        or not part.dates
        or not is_passive(ctx, part, Mark(op.start, op.end, "act", "approval", "done"))
    ):
        return False
    found = min(part.dates, key=lambda f: abs(f.start - op.end))
    last.fields["date"] = resolve_date(found, ctx.anchor)
    last.fields["date_text"] = ctx.view.words(found.start, found.end)
    return True


def _rejections(ctx: Context, part: Part) -> list[Draft]:
    """A parliament that rejects the treaty itself: its approval, refused."""
    found: list[Draft] = []
    for mark in part.sentence.of("status"):
        if mark.value != "refused" or found:
            continue
        left, right = part.sentence.segment(mark.start)
        if any(left <= m.start and m.end <= right for m in part.acts):
            continue
        as_act = Mark(mark.start, mark.end, "act", "parliamentary_approval", "done")
        passive = is_passive(ctx, part, as_act)
        actor = (agent_of(part, mark) if passive else None) or subject(ctx, part, mark)
        mention = mention_of(ctx, part, mark)
        if actor is None or actor.organ not in PARLIAMENT or mention is None:
            continue
        if not left <= mention.start <= right or (status_of(ctx, part, as_act) or "") not in (
            "done",
            "refused",
        ):
            continue
        actor = resolve_group(ctx, part, actor)
        found.append(draft_act(ctx, part, mark, "parliamentary_approval", "refused", actor, mention, False))
    return found


def _domestic(
    ctx: Context, part: Part, approval: Mark, status: str, actor: Group, mention: Mention | None
) -> list[Draft]:
    """What a parliament approved, where that is more than ratification: the domestic step of that act."""
    left, right = part.sentence.segment(approval.start)
    for mark in part.acts:
        if (
            mark.form == "bare"
            and left <= mark.start
            and mark.end <= right
            and mark.value in EXIT | {"consent_withdrawal", "suspension", "signature_withdrawal"}
            and not foreign_accession(part, mark, actor)
        ):
            return [
                draft_act(
                    ctx, part, mark, mark.value, status, actor, mention, False, step="domestic", span=approval
                )
            ]
    return []
