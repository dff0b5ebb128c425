"""What parliaments and cabinets approve or reject, and the domestic step that an approved exit is."""

from __future__ import annotations

from .act_build import draft_act
from .act_kinds import EXIT
from .act_mention import mention_of
from .act_status import status_of
from .act_voice import agent_of, is_passive
from .actor_types import Group
from .context import PARLIAMENT, Context, Draft, Part
from .dates import resolve as resolve_date
from .link import Mention
from .marks import Mark
from .resolve import resolve_group
from .subject import subject

ASSEMBLIES = frozenset({"UN", "WHO", "COE", "AFU", "LAS", "OAS", "UNESCO", "ILO"})
"""Organizations whose assemblies adopt treaties for their members, where a parliament would approve one."""


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


def read_approvals(ctx: Context, part: Part, found: list[Draft]) -> list[Draft]:
    """A parliament that approved, voted for or passed: its approval, and the domestic step of an exit."""
    new: list[Draft] = _rejections(ctx, part)
    for op in part.sentence.of("op"):
        if op.value != "approve" or any(
            i.start <= op.start and op.end <= i.end for i in part.sentence.of("ignore")
        ):
            continue
        if any(d.core[0] <= op.start and op.end <= d.core[1] for d in found):
            continue
        left, right = part.sentence.segment(op.start)
        if ctx.view.folded.startswith("的", op.end) and not ctx.view.pack.spaces:
            continue  # 议会通过的法律: only which law is meant
        actor = (
            agent_of(part, op) if is_passive(ctx, part, Mark(op.start, op.end, "act", "x", "done")) else None
        )
        beside = [
            g
            for g in part.groups
            if g.organ in PARLIAMENT and 0 <= g.start - op.end <= 3 and ctx.view.pack.order != "sov"
        ]
        if not ctx.view.pack.spaces:  # 经国会三读通过
            beside += [
                g for g in part.groups
                if g.organ in PARLIAMENT and "agent" in g.roles and 0 <= op.start - g.end <= 8
            ]  # fmt: skip
        if ctx.view.pack.order == "sov" and not ctx.view.pack.spaces:  # 参院でも可決され, 議会の承認を得た
            beside += [
                g for g in part.groups
                if g.organ in PARLIAMENT and set(g.roles) & {"in", "of", "agent"} and 0 <= op.start - g.end <= 8
                and "subject" not in g.roles
            ]  # fmt: skip
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
        if (
            actor is not None
            and actor.organ == "government"
            and any(m.value == "agreed" and m.start == op.start for m in part.sentence.of("status"))
        ):
            continue  # 政府同意与英国签署: agreed to
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
        again = mention is None and _other_house(ctx, part, actor)
        if mention is None and not (inside and law and near) and not again:
            continue
        if not inside and not again and not (mention and left <= mention.start <= right):
            continue
        if not inside and not again and mention and _of_another_verb(ctx, part, op, mention):
            continue
        if not ctx.view.pack.spaces and mention and any(
            m.kind == "treaty" and m.value == "law" and m.end <= mention.start
            and "," in ctx.view.folded[mention.end : op.start]
            for m in part.sentence.marks
        ):  # fmt: skip
            continue  # 该法落实了协定中的承诺,人大已表决通过: the law
        status = status_of(ctx, part, Mark(op.start, op.end, "act", "parliamentary_approval", "done"))
        if (
            (status == "conditional" and not actor.states)
            or status is None
            or any(d.fields["act"] == "parliamentary_approval" for d in [*found, *new])
        ):
            continue
        actor = resolve_group(ctx, part, actor)
        # "voted 134 to 37 on Thursday to quit": the date is that of the vote.
        exits = [m for m in part.acts if m.value in EXIT and op.end <= m.start and m.end <= right]
        span = exits[0] if exits and ctx.view.pack.order == "svo" else None
        new.append(
            draft_act(ctx, part, op, "parliamentary_approval", status, actor, mention, False, span=span)
        )
        new += domestic_step(ctx, part, op, status, actor, mention)
    return new


def _of_another_verb(ctx: Context, part: Part, op: Mark, mention: Mention) -> bool:
    """ "approved the budget and put off the debate on the treaty"."""
    if ctx.view.pack.order != "svo" or mention.start < op.end:
        return False
    return any(
        op.end <= m.start
        and m.end <= mention.start
        and (m.kind == "beside" or (m.kind == "and" and mention.start - m.end > 16))
        for m in part.sentence.of("and", "beside")
    )


def _cabinet(ctx: Context, part: Part, op: Mark, actor: Group, found: list[Draft]) -> list[Draft]:
    """A cabinet that approves the treaty: ``approval``, a domestic step."""
    left, right = part.sentence.segment(op.start)
    mention = mention_of(ctx, part, op)
    if ctx.view.pack.order == "sov":  # what follows the verb is another decision
        mention = next((m for m in reversed(part.mentions) if m.end <= op.start), mention)
    if mention is None or not left <= mention.start <= right:
        return []
    if any(left <= d.core[0] <= right and d.fields["step"] == "domestic" for d in found):
        return []
    if any(
        m.form == "bare"
        and m.value != "ratification"
        and left <= m.start <= right
        and m.start < mention.start
        for m in part.acts
    ):
        return []
    after = ctx.view.pack.order != "sov"
    ahead = after and mention.start >= op.end
    a, b = (op.end, mention.start) if ahead else (mention.end, op.start)
    between = [
        g for g in part.groups if g is not actor and a <= g.start and g.end <= b and "with" not in g.roles
    ]
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


def _other_house(ctx: Context, part: Part, actor: Group) -> bool:
    """ "参院は協定を承認した。衆院は先月可決している": the same treaty, in the other house."""
    last = next((d for d in reversed(ctx.drafts) if d.kind == "act"), None)
    return (
        last is not None
        and last.fields["act"] == "parliamentary_approval"
        and part.sentence.index - last.sentence == 1
        and {actor.organ, last.fields["organ"]} == {"lower_house", "upper_house"}
    )


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


def domestic_step(
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
