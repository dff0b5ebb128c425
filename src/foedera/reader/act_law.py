"""Laws and decrees about a treaty: what is signed is the law, what is done the act inside it."""

from __future__ import annotations

from .act_build import draft_act
from .act_kinds import DECREED
from .act_voice import (
    agent_of,
    is_passive,
)
from .context import Context, Draft, Part
from .link import Mention
from .marks import Mark
from .resolve import resolve_group
from .subject import subject
from .text import has_comma


def signs_a_law(ctx: Context, part: Part, mark: Mark, mention: Mention | None) -> bool:
    """ "… : the decree was signed by the president": what is signed is the law beside the verb, not the treaty."""
    if ctx.view.pack.order == "svo" and mark.form == "done":
        # "signed the corresponding law": the first noun after the verb.
        ahead = [m for m in part.sentence.of("treaty") if 0 <= m.start - mark.end <= 30]
        if ahead and ahead[0].value == "law":
            return True
    laws = [m for m in part.sentence.of("treaty") if m.value == "law"]
    ahead_of = mention is not None and mark.end <= mention.start and not ctx.view.pack.spaces
    if mention and ahead_of and any(0 <= m.start - mention.end <= 3 for m in laws):
        return True  # 签署退出公约的法律
    near = [min(abs(m.start - mark.end), abs(mark.start - m.end)) for m in laws]
    if not near or min(near) > 3:
        return False
    return (
        mention is None or min(abs(mention.start - mark.end), abs(mark.start - mention.end)) > min(near) + 12
    )


def law_after_approval(
    ctx: Context, part: Part, mark: Mark, status: str, mention: Mention | None
) -> list[Draft]:
    """A head of state who signs "the law" that parliament passed about the treaty: the act of that law."""
    actor = agent_of(part, mark) if is_passive(ctx, part, mark) else subject(ctx, part, mark)
    if actor is None or actor.organ != "head_of_state" or status not in ("done", "planned", "refused"):
        return []
    actor = resolve_group(ctx, part, actor)
    decided = [
        d.fields["act"]
        for d in ctx.drafts
        if d.kind == "act"
        and d.fields["step"] == "domestic"
        and part.sentence.index - d.sentence <= 3
        and (not actor.states or set(d.fields["parties"]) == set(actor.states))
    ]
    decided += [
        m.value
        for m in part.acts
        if m.end <= mark.start and m.value in ("ratification", "parliamentary_approval")
    ]
    if not decided:
        return []
    act = next((a for a in reversed(decided) if a != "parliamentary_approval"), "ratification")
    return [
        draft_act(ctx, part, mark, act, status, actor, mention, False, step="domestic", organ="head_of_state")
    ]


def by_decree(ctx: Context, part: Part, mark: Mark) -> bool:
    """ "was ratified by royal decree"."""
    return any(
        m.value == "law"
        and (
            (-1 <= m.start - mark.end <= 20 and not has_comma(ctx.view.folded[mark.end : m.start]))
            or (mark.start <= m.start and m.end <= mark.end)  # "صدر مرسوم ملكي بالتصديق"
        )
        for m in part.sentence.of("treaty")
    )


def decreed_in(ctx: Context, part: Part, mark: Mark) -> Mark | None:
    """The act inside "signed a decree ratifying …": a law or decree and a bare act in the same stretch."""
    left, right = _stretch(ctx, part, mark)
    laws = [
        m
        for m in part.sentence.marks
        if m.kind == "treaty" and m.value == "law" and left <= m.start and m.end <= right
    ]
    if not laws:
        return None
    if (
        mark.form == "passive"
        and ctx.view.pack.order == "svo"
        and any(laws[0].end <= m.start and m.end <= mark.start for m in part.mentions)
    ):
        # "the law on denunciation of the agreement concluded in Moscow": what was concluded is the agreement.
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


def _stretch(ctx: Context, part: Part, mark: Mark) -> tuple[int, int]:
    """The clause of a verb, with a relative clause that belongs to its object ("a law that revokes")."""
    left, right = part.sentence.segment(mark.start)
    opener = next((m for m in part.sentence.marks if m.kind in ("break", "that") and m.start >= right), None)
    if opener is not None:
        further = part.sentence.segment(opener.end + 1)
        if any(
            m.kind == "treaty"
            and m.value == "law"
            # Where verbs come last the verb stands between: "ایک قانون پر دستخط کیے جو … کی توثیق کرتا ہے".
            and (
                0 <= opener.start - m.end <= (20 if ctx.view.pack.bracket else 3)
                or (0 <= mark.start - m.end <= 5 and 0 <= opener.start - mark.end <= 5)
            )
            for m in part.sentence.marks
        ):
            right = further[1]
    return left, right
