"""Acts: what a state, its organs or leaders did, plan or refuse to do about a treaty.

The order of the rules: silence (ignored phrases, longer cues), then what the cue needs (a treaty, an
actor), then the organ (parliament, decree), then status. A form that says nothing by itself (infinitive,
noun) becomes an act only under a word that governs it.
"""

from __future__ import annotations

from typing import Any

from . import dates
from .actors import Group
from .context import PARLIAMENT, Context, Draft, Part, resolve_group, segment_groups, subject
from .link import Mention
from .marks import Mark
from .text import Sentence

JOINT = frozenset({"negotiation", "signature", "initialling", "exchange"})
OF_TREATY = frozenset(
    {
        "entry_into_force",
        "termination",
        "extension",
        "suspension",
        "signature",
        "adoption",
        "exchange",
        "negotiation",
        "provisional_application",
        "initialling",
    }
)
DECREED = frozenset(
    {
        "ratification",
        "denunciation",
        "suspension",
        "termination",
        "extension",
        "accession",
        "consent_withdrawal",
        "acceptance",
        "approval",
        "resumption",
        "signature_withdrawal",
        "denunciation_revocation",
        "amendment",
        "reservation_withdrawal",
        "provisional_application",
    }
)
OF_INSTRUMENTS = frozenset({"ratification", "acceptance", "approval", "accession", "succession"})
EXIT = frozenset({"denunciation", "termination"})
SELF_SUFFICIENT = frozenset(
    {
        "exchange",
        "deposit",
        "consent_withdrawal",
        "signature_withdrawal",
        "notification",
        "reservation",
        "objection",
        "reservation_withdrawal",
    }
)
OF_STATES = frozenset({"reservation", "objection", "reservation_withdrawal"})
MEMBERSHIP = frozenset({"accession", "denunciation", "suspension"})


def clean(part: Part) -> list[Mark]:
    """Act cues without those that a longer cue, an ignored phrase or a treaty's name covers."""
    marks = [m for m in part.sentence.marks if m.kind == "act"]
    ignored = part.sentence.of("ignore")
    covers = [m for m in part.sentence.marks if m.kind == "alias"]
    instruments = [m for m in part.sentence.marks if m.kind == "treaty" and m.value == "instrument"]
    kept: list[Mark] = []
    rank = {"done": 0, "passive": 0, "future": 0, "bare": 1}
    for mark in sorted(marks, key=lambda m: (-(m.end - m.start), rank.get(m.form, 2))):
        if any(c.start <= mark.start < c.end for c in ignored) or any(
            c.start <= mark.start and mark.end <= c.end for c in covers
        ):
            continue
        if mark.value in OF_INSTRUMENTS and any(
            c.start <= mark.start and mark.end <= c.end for c in instruments
        ):
            continue
        if mark.treaty and not _has_treaty(part, mark):
            continue
        if any(mark.start < k.end and k.start < mark.end and not _twin(mark, k) for k in kept):
            continue
        if any(k.value == mark.value and k.start < mark.end and mark.start < k.end for k in kept):
            continue
        kept.append(mark)
    return sorted(kept, key=lambda m: m.start)


def _twin(a: Mark, b: Mark) -> bool:
    """Two readings of the same words (a parliament's approval, a head of state's)."""
    return a.start == b.start and a.end == b.end and a.value != b.value


def _has_treaty(part: Part, mark: Mark) -> bool:
    if mark.value in MEMBERSHIP and _organization(part, mark) is not None:
        return True
    left, right = part.sentence.segment(mark.start)
    for mention in part.mentions:
        if mark.treaty == "after" and mention.start - mark.end + 1 >= 0 and mention.start <= right:
            gap = (mark.end, mention.start)
        elif mark.treaty == "before" and mention.end <= mark.start + 1 and mention.start >= left:
            gap = (mention.end, mark.start)
        else:
            continue
        if gap[1] - gap[0] > 60:
            continue
        if not any(
            (m.kind in ("break", "report", "claim", "op") or (m.kind == "treaty" and m.value == "law"))
            and gap[0] <= m.start
            and m.end <= gap[1]
            for m in part.sentence.marks
        ):
            return True
    return False


def read(ctx: Context, part: Part) -> list[Draft]:
    """The acts of one sentence, in order of their cues."""
    found: list[Draft] = []
    nested: set[int] = set()
    for mark in part.acts:
        if id(mark) in nested:
            continue
        if mark.form == "bare":
            found += _bare(ctx, part, mark)
        else:
            found += _finite(ctx, part, mark, nested)
    found += _approvals(ctx, part, found)
    return _unique(found)


def _finite(ctx: Context, part: Part, mark: Mark, nested: set[int]) -> list[Draft]:
    left, right = part.sentence.segment(mark.start)
    act = mark.value
    status = _status(ctx, part, mark)
    if status is None:
        return []
    inner = _decreed(ctx, part, mark) if act == "signature" else None
    mention = _mention(ctx, part, mark)
    if (
        mention is None
        and act not in SELF_SUFFICIENT
        and not _instrument(part, mark)
        and not _refers_back(ctx, part, mark, inner)
    ):
        return []
    passive = _passive(ctx, part, mark)
    actor = _agent(part, mark) if passive else _within(part, mark) or subject(ctx, part, mark)
    if act in OF_STATES and mention is None and not (actor and actor.states):
        return []
    if actor is None and not passive and _law_is_subject(part, mark):
        return [_draft(ctx, part, mark, act, status, None, mention, True, step="domestic")]
    if actor is None and passive:
        actor = None
    elif actor is None and act in OF_TREATY and mention and not inner:
        # "The treaty entered into force"; "Talks on the accord ended"; a headline without its subject.
        if not _treaty_is_subject(ctx, part, mark, mention):
            return []
        passive = True
    elif actor is None and not inner and act not in SELF_SUFFICIENT:
        return []
    if not passive and not inner and mention and _object_missing(ctx, part, mark, mention):
        return []
    if actor is not None:
        if actor.kind in ("nonstate", "agency", "troops"):
            return []
        actor = resolve_group(ctx, part, actor)
    if inner is not None:
        nested.add(id(inner))
        return [
            _draft(
                ctx,
                part,
                inner,
                inner.value,
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
            _draft(ctx, part, mark, "parliamentary_approval", status, actor, mention, passive),
            *_domestic(ctx, part, mark, status, actor, mention),
        ]
    if act == "parliamentary_approval":
        # "approved the ratification" by a president is his ratification; other subjects approve nothing.
        if organ == "head_of_state" and any(m.value == "ratification" and _same(m, mark) for m in part.acts):
            return []
        if organ in ("head_of_state", "government"):
            return []
        return [_draft(ctx, part, mark, act, status, actor, mention, passive, organ=organ or "parliament")]
    return [_draft(ctx, part, mark, act, status, actor, mention, passive)]


def _object_missing(ctx: Context, part: Part, mark: Mark, mention: Mention) -> bool:
    """ "Students at the convention signed a petition": the treaty before an active verb is not its object,
    unless a new clause or subject stands between ("the treaty that Chile signed")."""
    if (
        ctx.view.pack.order != "svo"
        or mark.value not in ("signature", "ratification", "exchange", "initialling")
        or mention.end > mark.start
    ):
        return False
    if any(
        g.kind in ("actors", "both", "pronoun") and mention.end <= g.start and g.end <= mark.start
        for g in part.groups
    ):
        return False
    return not any(
        m.kind in ("break", "and") and mention.end <= m.start and m.end <= mark.start
        for m in part.sentence.marks
    )


def _instrument(part: Part, mark: Mark) -> bool:
    """Whether the cue itself names the instrument deposited."""
    return any(
        m.kind == "treaty" and m.value == "instrument" and m.start < mark.end and mark.start < m.end
        for m in part.sentence.marks
    )


def _within(part: Part, mark: Mark) -> Group | None:
    """ "The withdrawal of Brazil took effect": who acts stands inside the cue."""
    if mark.value not in ("termination", "accession", "consent_withdrawal", "denunciation_revocation"):
        return None
    owner = [g for g in part.groups if 0 <= mark.start - g.end <= 3 and "of" in g.roles and g.states]
    if owner and mark.value == "termination":
        return owner[-1]
    inside = [
        g
        for g in part.groups
        if mark.start < g.start and g.end < mark.end and g.kind == "actors" and g.states
    ]
    return next((g for g in inside if set(g.roles) & {"of"} or not g.roles), None)


def _law_is_subject(part: Part, mark: Mark) -> bool:
    """ "A decree ratifies the agreement"."""
    return mark.value in DECREED and any(
        m.kind == "treaty"
        and m.value == "law"
        and part.sentence.start <= m.start
        and 0 <= mark.start - m.end <= 45
        for m in part.sentence.marks
    )


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


def _mention(ctx: Context, part: Part, mark: Mark) -> Mention | None:
    """The treaty that an act is about: the nearest in its clause, else in its sentence."""
    left, right = part.sentence.segment(mark.start)
    forward = ctx.view.pack.order != "sov"

    def distance(m: Mention) -> tuple[bool, int]:
        outside = not (left <= m.start and m.end <= right)
        ahead = m.start - mark.end if m.start >= mark.end - 1 else mark.start - m.end
        wrong_side = (m.start >= mark.end) != forward
        return outside, abs(ahead) + (25 if wrong_side else 0)

    found = min(part.mentions, key=distance, default=None)
    if found is None and mark.value in MEMBERSHIP:
        organization = _organization(part, mark)
        if organization is not None:
            found = Mention(
                organization.start,
                organization.end,
                ctx.view.words(organization.start, organization.end),
                proper=True,
            )
            part.mentions.append(found)
    return found


def _organization(part: Part, mark: Mark) -> Mark | None:
    """The organization joined or left: its name right after the cue."""
    names = [m for m in part.sentence.marks if m.kind == "name" and m.value == "organization"]
    return next((m for m in names if -1 <= m.start - mark.end <= 12 or 0 <= mark.start - m.end <= 12), None)


def _refers_back(ctx: Context, part: Part, mark: Mark, inner: Mark | None) -> bool:
    """Whether a sentence without a treaty noun plainly goes on about the treaty of the sentence before."""
    if ctx.last is None or part.sentence.index - ctx.last_sentence > 1:
        return False
    if inner is not None:
        return True
    return mark.value in ("ratification", "exchange", "deposit", "parliamentary_approval") and any(
        m.kind == "treaty" and m.value in ("instrument", "law") for m in part.sentence.marks
    )


def _passive(ctx: Context, part: Part, mark: Mark) -> bool:
    if mark.form == "passive":
        return True
    if mark.form != "done":
        reach = ctx.view.folded[mark.start : mark.end]
        return any(
            m.kind == "passive" and mark.start <= m.start and m.end <= mark.end for m in part.sentence.marks
        ) and bool(reach)
    for aux in part.sentence.of("passive"):
        if ctx.view.pack.order == "sov":
            if 0 <= aux.start - mark.end + 1 <= 8:
                return True
        elif (
            0 <= mark.start - aux.end <= 16
            and not any(m.kind == "and" and aux.end <= m.start < mark.start for m in part.sentence.marks)
        ) or (mark.start <= aux.start and aux.end <= mark.end):
            return True
    # "the treaty signed in June": a participle right after the treaty.
    if ctx.view.pack.order == "svo" and mark.value not in ("entry_into_force",):
        return (
            any(0 <= mark.start - m.end <= 1 for m in part.mentions)
            and mark.value in ("signature", "ratification", "suspension", "termination", "extension")
            and not any(m.kind == "treaty" and m.value == "law" for m in part.sentence.marks)
        )
    return False


def _agent(part: Part, mark: Mark) -> Group | None:
    left, right = part.sentence.segment(mark.start)
    agents = [
        g
        for g in part.groups
        if "agent" in g.roles and left <= g.start and g.end <= right and g.kind != "troops"
    ]
    if agents:
        return min(agents, key=lambda g: abs(g.start - mark.end))
    inside = segment_groups(part, left, right)
    for role in ("between",):
        pairs = [g for g in inside if role in g.roles and g.states]
        if pairs:
            return pairs[0]
    return None


def _treaty_is_subject(ctx: Context, part: Part, mark: Mark, mention: Mention) -> bool:
    if mark.value in ("negotiation",):
        return True
    left, right = part.sentence.segment(mark.start)
    order = ctx.view.pack.order
    if order == "vso":
        return left <= mention.start and mention.end <= right
    laws = [
        m
        for m in part.sentence.marks
        if m.kind == "treaty" and m.value == "law" and left <= m.start and m.end <= mark.start
    ]
    if mark.value == "entry_into_force" and any(
        not any(v.form != "bare" and law.end <= v.start and v.end <= mark.start for v in part.acts)
        and mention.start >= law.start - 30
        for law in laws
    ):
        return False  # "the law on ratification of the treaty came into force"
    if mention.end <= mark.start or (mark.start <= mention.start and mention.end <= mark.end):
        return True
    return mark.value in ("entry_into_force", "exchange") and left <= mention.start <= right


def _status(ctx: Context, part: Part, mark: Mark) -> str | None:
    """The status of a finite cue; None where it is negated and so says nothing that happened."""
    governed = _governors(ctx, part, mark, wide=False)
    values = [m.value for m in governed]
    ahead = mark.form == "future"
    if "denied" in values:
        return "denied"
    if "refused" in values:
        return "refused"
    if "not" in values:
        return "refused" if ahead or "planned" in values else None
    if "conditional" in values:
        return "conditional"
    if ahead:
        return "planned"
    for value in ("planned", "proposed", "alleged"):
        if value in values and not (value == "planned" and _agreed_only(ctx, governed)):
            return value
    return "done"


def _agreed_only(ctx: Context, governed: list[Mark]) -> bool:
    return False


def _governors(ctx: Context, part: Part, mark: Mark, wide: bool) -> list[Mark]:
    """Status words that govern a cue, nearest first."""
    sentence, order = part.sentence, ctx.view.pack.order
    left, right = sentence.segment(mark.start)
    opener = max(
        (m.start for m in sentence.marks if m.kind == "break" and m.end <= left and left - m.end <= 1),
        default=left,
    )
    others = [m for m in part.acts if m is not mark and not (m.start < mark.end and mark.start < m.end)]
    found: list[tuple[int, Mark]] = []
    reach = 110 if wide else 70
    for status in sentence.marks:
        if status.kind not in ("status", "op"):
            continue
        if status.kind == "op" and not wide:
            continue
        if status.start >= mark.start and status.end <= mark.end:
            words = ctx.view.folded[status.start : status.end]
            if (
                status.kind == "status"
                and status.value in ("not", "planned", "refused")
                and words not in str(mark.data)
            ):
                found.append((0, status))
            continue
        before = status.end <= mark.start + 1 and (
            status.start >= opener or (status.value == "denied" and _opens(sentence, left))
        )
        after = status.start >= mark.end - 1 and status.end <= right
        distance = mark.start - status.end if before else status.start - mark.end
        if not (before or after) or distance > reach:
            continue
        span = (status.end, mark.start) if before else (mark.end, status.start)
        if any(o.form != "bare" and span[0] <= o.start and o.end <= span[1] for o in others):
            continue
        if (
            any(m.kind == "report" and span[0] <= m.start and m.end <= span[1] for m in sentence.marks)
            and status.value != "denied"
        ):
            continue
        if order == "sov" and ctx.view.pack.spaces:
            ok = (
                after
                or (status.value in ("conditional", "alleged", "background", "also", "planned", "denied"))
                or (status.value == "not" and distance <= 8)
            )
        elif order == "sov":
            ok = after or status.value in ("conditional", "alleged") or (distance <= 8)
        else:
            ok = (
                before
                or (status.kind == "op")
                or (wide and status.value in ("planned", "refused", "proposed") and distance <= 30)
                or (
                    status.value == "not"
                    and distance <= 4
                    and not before
                    and order == "svo"
                    and ctx.view.pack.lang in ("de",)
                )
                or status.value == "alleged"
            )
        if not wide and status.value in ("announced", "decided", "background", "also"):
            continue
        if status.value == "not" and distance > 30:
            continue
        if (
            not wide
            and status.value in ("planned", "refused", "proposed", "denied")
            and distance > 45
            and order == "svo"
            and status.value != "denied"
        ):
            continue
        if ok:
            found.append((distance, status))
    found.sort(key=lambda item: item[0])
    return [m for _, m in found]


def _opens(sentence: Sentence, left: int) -> bool:
    """Whether a clause is reported speech ("denied that …")."""
    return any(m.kind == "that" and -1 <= left - m.end <= 1 for m in sentence.marks)


def _bare(ctx: Context, part: Part, mark: Mark) -> list[Draft]:
    """An infinitive or noun: an act only under a governing word."""
    act = mark.value
    mention = _mention(ctx, part, mark)
    if (
        mention is None
        and act not in SELF_SUFFICIENT
        and not (ctx.last and part.sentence.index - ctx.last_sentence <= 1)
    ):
        return []
    if act in ("entry_into_force",) and any(m.kind == "clause" for m in part.sentence.marks):
        return []
    governed = _governors(ctx, part, mark, wide=True)
    if not governed:
        return []
    values = [m.value for m in governed]
    first = governed[0]
    actor = _actor_of_bare(ctx, part, mark, first)
    if actor is not None and actor.kind in ("nonstate", "agency"):
        return []
    actor = resolve_group(ctx, part, actor) if actor else None
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
    elif "approve" in values and organ in PARLIAMENT:
        return []  # _approvals
    elif "decided" in values and act == "denunciation" and "proposed" not in values:
        return [
            _draft(
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
        status = "proposed"
    elif "planned" in values or "decided" in values:
        status = "planned"
    elif "announced" in values:
        status = "done" if act in ("suspension", "resumption") else "planned"
    elif "complete" in values:
        status = "done"
    elif "approve" in values and organ in ("government", "head_of_state"):
        status = "done" if act in DECREED else "planned"
        if act == "ratification" and organ == "government":
            return []
        return [_draft(ctx, part, mark, act, status, actor, mention, False, step="domestic", span=first)]
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
    return [_draft(ctx, part, mark, act, status, actor, mention, False, span=first)]


def _actor_of_bare(ctx: Context, part: Part, mark: Mark, governor: Mark) -> Group | None:
    """Who would act: "Germany's exit", "withdrawal of Brazil", else the subject of the governing word."""
    for group in part.groups:
        if (
            group.kind == "actors"
            and group.states
            and "of" in group.roles
            and not any(a.modifier for a in group.actors)
        ):
            if 0 <= mark.start - group.end <= 4 or 0 <= group.start - mark.end <= 14:
                return group
    found = subject(
        ctx, part, governor if governor.start < mark.start or ctx.view.pack.order == "sov" else mark
    )
    if found is not None and governor.value == "proposed":
        # "called on the government to ratify": the one called upon.
        between = [
            g for g in part.groups if governor.end <= g.start and g.end <= mark.start and g.kind == "actors"
        ]
        if between and ctx.view.pack.order == "svo":
            return between[-1]
    return found


def _approvals(ctx: Context, part: Part, found: list[Draft]) -> list[Draft]:
    """A parliament that approved, voted for or passed: its approval, and the domestic step of an exit."""
    new: list[Draft] = []
    for op in part.sentence.of("op"):
        if op.value != "approve":
            continue
        if any(d.core[0] <= op.start and op.end <= d.core[1] for d in found):
            continue
        left, right = part.sentence.segment(op.start)
        actor = _agent(part, op) if _passive(ctx, part, Mark(op.start, op.end, "act", "x", "done")) else None
        actor = actor or subject(ctx, part, op)
        if actor is None or actor.organ not in PARLIAMENT:
            continue
        inside = [m for m in part.acts if m.form == "bare" and left <= m.start and m.end <= right]
        mention = _mention(ctx, part, op)
        law = any(
            m.kind == "treaty" and m.value == "law" and left <= m.start <= right for m in part.sentence.marks
        )
        if mention is None and not (inside and law):
            continue
        if not inside and not (mention and left <= mention.start <= right):
            continue
        status = _status(ctx, part, Mark(op.start, op.end, "act", "parliamentary_approval", "done"))
        if status is None or any(d.fields["act"] == "parliamentary_approval" for d in [*found, *new]):
            continue
        actor = resolve_group(ctx, part, actor)
        new.append(_draft(ctx, part, op, "parliamentary_approval", status, actor, mention, False))
        new += _domestic(ctx, part, op, status, actor, mention)
    return new


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
            and mark.value in DECREED - {"ratification", "acceptance", "approval"}
        ):
            return [
                _draft(
                    ctx, part, mark, mark.value, status, actor, mention, False, step="domestic", span=approval
                )
            ]
    return []


def _draft(
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
    if act == "entry_into_force":
        affected = [
            g
            for g in segment_groups(part, left, right)
            if "for" in g.roles or ("to" in g.roles and "for" in g.roles)
        ]
        parties = affected[0].states if affected else []
    treaty, text = ctx.link(mention, parties, part.sentence.index)
    if mention is not None and act in JOINT:
        parties += [s for s in mention.parties if s not in parties]
    if (
        not parties
        and (act in OF_TREATY or act in SELF_SUFFICIENT)
        and act not in ("consent_withdrawal", "signature_withdrawal", "deposit")
    ):
        parties = list(ctx.parties_of(treaty, mention))
    date, date_text, place_of_date = _date(ctx, part, mark, status, mention)
    end_marks = [
        mark.end,
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
        if organ in ("head_of_state", "government", "parliament", "lower_house", "upper_house", "court")
        else None,
        "status": status,
        "treaty": treaty,
        "treaty_text": text,
        "date": date,
        "date_text": date_text,
        "place": _place(ctx, part, left, right, mark),
    }
    if act == "termination" and date and mark.end - mark.start > 0:
        fields["effective"] = date
    flags = [a.flag for a in actor.actors if a.flag] if actor else []
    draft = Draft("act", lo, hi, fields, part.sentence.index, core, flags, actor)
    draft.also = any(
        m.kind == "status" and m.value == "also" and part.sentence.start <= m.start <= right
        for m in part.sentence.marks
    )
    if passive and act == "signature" and mention and 0 <= mark.start - mention.end <= 1:
        fields["role"] = "background"
    return draft


def _step(ctx: Context, part: Part, mark: Mark, act: str, organ: str | None) -> str:
    """News that a state "ratified" tells of a domestic step unless it names the instrument or the count."""
    if act in ("parliamentary_approval", "promulgation"):
        return "domestic"
    if act == "ratification":
        return "domestic"
    if organ in PARLIAMENT:
        return "domestic"
    return "international"


def _date(
    ctx: Context, part: Part, mark: Mark, status: str, mention: Mention | None
) -> tuple[str | None, str | None, tuple[int, int] | None]:
    left, right = part.sentence.segment(mark.start)
    verbs = [m for m in part.acts if m.form != "bare" or m is mark]
    best = None
    for found in part.dates:
        if mention and mention.start <= found.start and found.end <= mention.end:
            continue
        inside = left <= found.start and found.end <= right
        if not inside and len(verbs) > 1:
            continue
        gap = found.start - mark.end if found.start >= mark.end else mark.start - found.end
        if not inside and any(_gap(found, r) < gap for r in part.sentence.of("report")):
            continue
        nearer = any(
            v is not mark
            and not (v.start < mark.end and mark.start < v.end)
            and left <= v.start <= right
            and v.form != "bare"
            and _gap(found, v) < gap
            for v in part.acts
        )
        if nearer:
            continue
        key = (not inside, gap)
        if best is None or key < best[0]:
            best = (key, found)
    if best is None:
        return None, None, None
    found = best[1]
    value = dates.resolve(found, ctx.anchor, ahead=status in ("planned", "conditional", "proposed"))
    return value, ctx.view.words(found.start, found.end), (found.start, found.end)


def _gap(found: dates.Found, mark: Mark) -> int:
    return found.start - mark.end if found.start >= mark.end else mark.start - found.end


def _place(ctx: Context, part: Part, left: int, right: int, mark: Mark) -> str | None:
    from .claims import place_in

    return place_in(ctx, part, left, right, mark.start, cities_only=True)


def _unique(drafts: list[Draft]) -> list[Draft]:
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
