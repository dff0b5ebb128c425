"""Status: done, planned, proposed, conditional, refused, denied or alleged, from the words that govern a cue."""

from __future__ import annotations

import re

from .context import Context, Part
from .marks import Mark
from .participles import ATTRIBUTE
from .text import Sentence


def status_of(ctx: Context, part: Part, mark: Mark) -> str | None:
    """The status of a finite cue; None where it is negated and so says nothing that happened."""
    if mark.data == ATTRIBUTE:
        return "done"
    governed = governors(ctx, part, mark, wide=False)
    values = [m.value for m in governed]
    ahead = mark.form in ("future", "ongoing")
    if "denied" in values:
        return "denied"
    if "refused" in values:
        return "refused"
    if "not" in values and ahead and _only_if(ctx, part, mark):
        return "conditional"
    if "not" in values:
        return "refused" if ahead or "planned" in values or _negated_present(ctx, mark) else None
    if "conditional" in values:
        return None if _is_condition(ctx, part, mark, governed) else "conditional"
    if (ahead or {"planned", "proposed"} & set(values)) and condition_follows(ctx, part, mark):
        return "conditional"
    if ahead:
        return "planned"
    if "agreed" in values:
        return "planned"
    for value in ("planned", "proposed", "alleged"):
        if value in values:
            return value
    return "done"


def _only_if(ctx: Context, part: Part, mark: Mark) -> bool:
    """ "ne ratifiera le traité que si …": a negation that leaves one condition."""
    _, right = part.sentence.segment(mark.start)
    that = {m.start for m in part.sentence.of("that")}
    return any(
        m.value == "conditional" and m.start in that and 0 <= m.start - right <= 2
        for m in part.sentence.of("status")
    )


def _negated_present(ctx: Context, mark: Mark) -> bool:
    """ "Polen unterschreibt den Pakt nicht": in German the present tells what will not be done."""
    if not ctx.view.pack.bracket or mark.form != "done":
        return False
    verb = ctx.view.folded[mark.start : mark.end].split(" ", 1)[0]
    after = any(
        m.value == "not" and m.start >= mark.end for m in ctx.view.sentence_at(mark.start).of("status")
    )
    return after and verb.endswith("t") and not verb.endswith(("tat", "trat"))


def _is_condition(ctx: Context, part: Part, mark: Mark, governed: list[Mark]) -> bool:
    """如果甲批准,乙将生效: a condition only, where the next clause has what depends on it."""
    if ctx.view.pack.spaces or ctx.view.pack.order != "svo":
        return False
    folded = ctx.view.folded
    own = any(
        m.value == "conditional" and "," not in folded[m.end : mark.start]
        for m in governed
        if m.end <= mark.start
    )
    return own and any(
        m.form != "bare" and m.start > mark.end and "," in folded[mark.end : m.start] for m in part.acts
    )


def governors(ctx: Context, part: Part, mark: Mark, wide: bool) -> list[Mark]:
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
    bracket = ctx.view.pack.bracket
    told = _named_by(ctx, part, mark)
    words_of_status = [m for m in sentence.marks if m.kind in ("status", "op")]
    for status in words_of_status:
        if _overridden(sentence, status, words_of_status):
            continue
        if status.kind == "op" and (not wide or status.value == "headline"):
            continue
        if status.start >= mark.start and status.end <= mark.end:
            if status.value == "not" and _verbal(ctx, status):
                continue  # "유보가 … 양립하지 않는다며 이의를 제기했다": of another verb
            words = ctx.view.folded[status.start : status.end]
            if (
                status.kind == "status"
                and (
                    status.value in ("not", "planned", "refused", "alleged")
                    or (status.value == "proposed" and order == "sov" and mark.form == "bare")
                )
                and (not _spelt(words, mark) or (status.start, status.end) == (mark.start, mark.end))
            ):
                found.append((0, status))
            continue
        if status.value == "refused" and status.start < mark.start and mark.end < status.end:
            found.append((0, status))  # 没有加入公约的计划
            continue
        # "plans to" governs "to sign", "said to have" governs "have signed": they share a word.
        shared = status.start < mark.start and status.end < mark.end
        before = status.end <= mark.start + (5 if shared else 1) and (
            status.start >= opener
            or (status.value == "denied" and _opens(sentence, left))
            or (status.value in _REPORTED and _adjoins(sentence, status, left))
        )
        # "서명하기로 했다": what governs begins in the ending of the verb.
        glued = order == "sov" and mark.start <= status.start < mark.end < status.end
        after = (glued or status.start >= mark.end - 1) and status.end <= right
        if before and told and status.end <= told:
            continue  # "committed to defend each other under a treaty signed in June"
        if (
            after
            and not ctx.view.pack.spaces
            and order == "svo"
            and "," in ctx.view.folded[mark.end : status.start]
        ):
            continue  # a comma ends the clause
        if (
            before
            and status.value in ("decided", "refused", "not")
            and not ctx.view.pack.spaces
            and order == "svo"
            and "," in ctx.view.folded[status.end : mark.start]
        ):
            continue
        over = order == "sov" and ctx.view.pack.spaces
        if before and over and any(0 <= a.start - status.end <= 1 for a in sentence.of("and")):
            continue  # "… اعلام کرد و لوکزامبورگ …": its clause is over
        distance = mark.start - status.end if before else max(status.start - mark.end, -1)
        if wide and not before:
            # "The signing of an extradition treaty between A and B is scheduled": the title takes no room.
            distance -= _title_between(part, mark.end, status.start)
        if status.value == "anterior" and not (before and distance <= 12):
            continue
        if not (before or after) or distance > reach:
            continue
        span = (status.end, mark.start) if before else (mark.end, status.start)
        leans = order == "sov" and status.start >= mark.end and _leans(ctx, mark)
        asian = not ctx.view.pack.spaces and order == "svo"
        crosses = asian and before and "," in ctx.view.folded[status.end : mark.start]
        supposed = crosses and status.value == "conditional"  # 如果甲批准,乙将生效
        if (
            not supposed and any(o.form != "bare" and span[0] <= o.start and o.end <= span[1] for o in others)
        ) or (leans and any(mark.end <= o.start < status.end for o in others)):
            continue
        if (
            any(m.kind == "report" and span[0] <= m.start and m.end <= span[1] for m in sentence.marks)
            and status.value != "denied"
            and not (asian and status.value == "alleged")
        ):
            continue
        if order == "sov" and ctx.view.pack.spaces:
            ok = (
                after
                or ctx.view.pack.governs_before
                or (status.value in ("conditional", "alleged", "background", "also", "planned", "denied"))
                or (status.value == "not" and distance <= 8 and not _verbal(ctx, status))
            )
        elif order == "sov":
            ok = after or status.value in ("conditional", "alleged") or (distance <= 8)
        else:
            ok = (
                before
                or (status.kind == "op")
                or (
                    wide
                    and status.value in ("planned", "refused", "proposed")
                    and (
                        distance <= (60 if ctx.view.pack.inverts else 30)
                        or _beside_object(ctx, part, mark, status)
                    )
                )
                or (wide and status.value in ("announced", "decided") and _passive_before(sentence, status))
                or (bracket and after and _closes(ctx, mark, status))
                or status.value == "alleged"
                or (asian and status.value == "denied")
            )
        if bracket and before and status.value == "not" and ", " in ctx.view.folded[span[0] : span[1]]:
            continue  # "Sollte es keine Einigung geben, werde Ungarn …"
        if not wide and status.value in ("announced", "decided", "background", "also"):
            continue
        if (
            not wide
            and order == "sov"
            and after
            and _told(ctx, mark)
            and status.value in _AHEAD
            and distance > 4
        ):
            continue  # "the treaty that it signed it plans to ratify": the past verb before is told as done
        if (
            status.value == "not"
            and distance > (70 if bracket else 30)
            and not _negates_a_plan(sentence, status, mark)
        ):
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


def _named_by(ctx: Context, part: Part, mark: Mark) -> int:
    """Where the treaty begins that a participle right behind it names ("the treaty signed in June"); 0 for none."""
    if mark.form not in ("done", "passive") or ctx.view.pack.order != "svo" or ctx.view.pack.bracket:
        return 0
    return next((m.start for m in part.mentions if not m.pronoun and 0 <= mark.start - m.end <= 1), 0)


def _title_between(part: Part, start: int, end: int) -> int:
    """How much of a stretch a treaty's name and its parties take."""
    ends = [m.end for m in part.mentions if start <= m.start and m.end <= end]
    ends += [g.end for g in part.groups if start <= g.start and g.end <= end]
    return max(ends, default=start) - start


_PIECES = re.compile(r"[\s.|()]+")


def _spelt(words: str, mark: Mark) -> bool:
    """Whether the cue itself spells the status word ("연장하기로 합의했*"), so that it does not govern the cue."""
    if words in str(mark.data):
        return True
    return (
        mark.form != "bare"
        and "*" in str(mark.data)
        and any(
            len(stem := piece.rstrip("*")) > 1 and words.startswith(stem)
            for piece in _PIECES.split(str(mark.data))
        )
    )


_REPORTED = frozenset({"conditional", "decided", "proposed", "planned", "refused"})


def _adjoins(sentence: Sentence, status: Mark, left: int) -> bool:
    """Whether a clause is what was threatened, decided, asked or promised ("تهدید کرد که …")."""
    return any(
        m.kind == "that" and -1 <= left - m.end <= 1 and 0 <= m.start - status.end <= 2
        for m in sentence.marks
    )


_AHEAD = frozenset({"planned", "proposed", "conditional", "refused"})


def _verbal(ctx: Context, negation: Mark) -> bool:
    """Korean 않다, 없다, 못하다 negate the verb before them; only 안 and 못 stand before their own."""
    return ctx.view.pack.lang == "ko" and ctx.view.folded[negation.start : negation.end] not in ("안", "못")


def _leans(ctx: Context, mark: Mark) -> bool:
    """Korean "가서명하고 … 서명하기로 했다": what comes after another act governs that one."""
    return mark.form == "done" and ctx.view.folded[mark.start : mark.end].endswith(("고", "며", "면서"))


def _told(ctx: Context, mark: Mark) -> bool:
    """A past verb, not one that leans on the next ("署名し、…", "서명하고 …")."""
    words = ctx.view.folded[mark.start : mark.end]
    return mark.form in ("done", "passive") and not words.endswith(
        ("、", "て", "고", "며", "면서", "해", "돼")
    )


def condition_follows(ctx: Context, part: Part, mark: Mark) -> bool:
    """ "would suspend the treaty if …", "ready to sign on condition that …": opens the next clause or ends this one."""
    _, right = part.sentence.segment(mark.start)
    return ctx.view.pack.order != "sov" and any(
        m.kind == "status"
        and m.value == "conditional"
        and (0 <= m.start - right <= 2 or (mark.end <= m.start < right and m.start - mark.end <= 60))
        for m in part.sentence.marks
    )


def _passive_before(sentence: Sentence, status: Mark) -> bool:
    return any(
        0 <= status.start - p.end <= 2 or status.start <= p.start < status.end for p in sentence.of("passive")
    )


def _negates_a_plan(sentence: Sentence, negation: Mark, mark: Mark) -> bool:
    """ "Neither Moscow nor Tehran had any plans to suspend": the negation governs the plan, far from the act."""
    return any(
        m.kind == "status"
        and m.value in ("planned", "decided")
        and negation.end <= m.start
        and m.end <= mark.start
        and m.start - negation.end <= 45
        and mark.start - m.end <= 30
        for m in sentence.marks
    )


def _overridden(sentence: Sentence, status: Mark, others: list[Mark]) -> bool:
    """A longer phrase that begins with the same word ("soll … haben"), or an ignored one ("nicht nur")."""
    reach = max(status.end, status.reach)
    return any(
        o.value != status.value
        and o.start <= status.start
        and reach <= max(o.end, o.reach)
        and (o.start == status.start or status.end <= o.end)
        and max(o.end, o.reach) - o.start > reach - status.start
        for o in others
    ) or any(c.start <= status.start and status.end <= c.end for c in sentence.of("ignore"))


def _beside_object(ctx: Context, part: Part, mark: Mark, status: Mark) -> bool:
    """ "The signing of the accord between A and B is set for June": right behind the object of a noun."""
    if mark.form != "bare" or status.start < mark.end:
        return False
    spans = [(m.start, m.end) for m in part.mentions] + [(g.start, g.end) for g in part.groups]
    ends = [end for start, end in spans if mark.end <= start and end <= status.start]
    gap = ctx.view.folded[max(ends, default=mark.end) : status.start]
    return len(gap) <= 14 and "," not in gap and not any(f" {w} " in gap for w in ("et", "y", "e", "and"))


def _closes(ctx: Context, mark: Mark, status: Mark) -> bool:
    """In a verb bracket the negation of a finite verb and the governing verb of a subordinate clause come last:
    "unterzeichnete den Vertrag nicht", "unterzeichnet werden soll"."""
    gap = ctx.view.folded[mark.end : status.start]
    if any(c in gap for c in ",;:") or " und " in gap:
        return False
    if status.value == "not":
        return True
    return status.value in ("planned", "refused", "proposed", "conditional") and len(gap) <= 30


def _opens(sentence: Sentence, left: int) -> bool:
    """Whether a clause is reported speech ("denied that …")."""
    return any(m.kind == "that" and -1 <= left - m.end <= 1 for m in sentence.marks)
