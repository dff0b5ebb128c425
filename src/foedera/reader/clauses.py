"""Clauses: what a report says that the treaty provides."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from foedera.errors import FoederaError

from .context import Context, Draft, Part
from .marks import Mark
from .quantities import cjk_number


def read(ctx: Context, part: Part) -> list[Draft]:
    """The clauses of one sentence; needs a treaty in it, or one named shortly before."""
    found: list[Draft] = []
    entry = _entry(ctx, part)
    if entry is not None:
        found.append(entry)
    marks = [m for m in part.sentence.marks if m.kind == "clause"]
    marks.sort(key=lambda m: -(m.end - m.start))
    taken: list[Mark] = []
    for mark in marks:
        if any((mark.start < t.end and t.start < mark.end) or t.value == mark.value for t in taken):
            continue
        if entry is not None and entry.fields["clause"] == mark.value:
            continue
        if mark.value == "duration" and any(
            a.value == "extension" and a.start <= mark.start and mark.end <= a.end for a in part.acts
        ):
            continue  # "extended its term by three years": what was done, not what the treaty provides
        if mark.treaty and not _has_treaty(part, mark):
            continue
        near = ctx.treaty_near(part.sentence.index, 3)
        if not part.mentions and not near:
            continue
        taken.append(mark)
        found.append(_clause(ctx, part, mark))
    return found


def _has_treaty(part: Part, mark: Mark) -> bool:
    if mark.treaty == "after":
        return any(-4 <= m.start - mark.end <= 40 and m.end > mark.end for m in part.mentions)
    return any(0 <= mark.start - m.end + 1 <= 40 for m in part.mentions)


def _clause(ctx: Context, part: Part, mark: Mark) -> Draft:
    outside = [m for m in part.mentions if not (mark.start <= m.start and m.end <= mark.end)]
    parties = [s for g in part.groups if g.kind == "actors" and g.end <= mark.start + 1 for s in g.states]
    of = None
    rule: dict[str, Any] | None = None
    if mark.value == "termination_of" and part.mentions:
        target = min(part.mentions, key=lambda m: abs(m.start - mark.end))
        of = ctx.linker.find(target, parties, ctx.seen, ctx.on[:10], None) or target.text
        outside = [m for m in part.mentions if m is not target]
    if mark.value == "no_conflicting_treaty":
        # The treaty in such a pledge is the one not to be made, not the one that contains it.
        outside = [m for m in outside if m.end <= mark.start]
    if mark.value == "duration":
        rule = _after(ctx, part, (mark.start, mark.end))
    elif mark.value == "withdrawal" and (notice := _after(ctx, part, (mark.start, mark.end))):
        rule = {"notice": notice}
    mention = min(outside, key=lambda m: abs(m.start - mark.start), default=None)
    treaty, text = ctx.link(mention, list(dict.fromkeys(parties))[:2], part.sentence.index)
    flags = _quantifier(ctx, part, mark) if mark.value == "defense" else []
    fields = {
        "clause": mark.value,
        "rule": rule,
        "of": of,
        "treaty": treaty,
        "treaty_text": text,
        "status": "done",
    }
    return Draft("clause", mark.start, mark.end, fields, part.sentence.index, (mark.start, mark.end), flags)


def _quantifier(ctx: Context, part: Part, mark: Mark) -> list[str]:
    """ "If both are attacked" is almost always a slip for "if either is attacked"."""
    both = [g for g in part.groups if g.kind == "both" and mark.start - 60 <= g.start and g.end <= mark.end]
    condition = [m for m in part.sentence.marks if m.kind == "status" and m.value == "conditional"]
    if both and any(0 <= both[0].start - c.end <= 4 for c in condition):
        return ["the trigger is worded as an attack on both parties; treaties say either, so check the text"]
    return []


def _entry(ctx: Context, part: Part) -> Draft | None:
    """Entry into force "when …": a clause, whatever the tense, unless it has plainly happened."""
    sentence = part.sentence
    verbs = [m for m in sentence.marks if m.kind == "act" and m.value == "entry_into_force"]
    whens = [m for m in sentence.marks if m.kind == "entry" and m.value == "when"]
    parts = [m for m in sentence.marks if m.kind == "entry" and m.value not in ("when", "first_day")]
    if not verbs:
        return None
    exits = [m for m in sentence.marks if m.kind == "clause" and m.value == "withdrawal"]
    if any(e.start <= v.start and v.end <= e.end for e in exits for v in verbs):
        return None  # "the withdrawal takes effect a year after the notice"
    verb = max(verbs, key=lambda m: (m.form != "bare", m.end - m.start))
    if verb.form in ("done", "passive"):
        return None
    # "… on 1 March, after the exchange in Lima": a day, and what made it possible.
    days = [d for d in part.dates if d.day and verb.end <= d.start]
    whens = [w for w in whens if not any(d.end <= w.start <= d.end + 3 for d in days)]
    if ctx.view.pack.order == "svo" and any(d.month and d.start - verb.end <= 12 for d in days):
        return None  # "which will enter into force on 19 October"
    if not whens:
        return None
    near = ctx.treaty_near(sentence.index, 3)
    if not part.mentions and not near:
        return None
    parts += _told_as_acts(ctx, part, verb, whens, parts)
    exit_ = _exit_before(part, verb)
    if not parts or exit_ is not None:
        return _delayed(ctx, part, verb, whens, exit_)
    order = ("exchange", "notifications", "deposit", "consents", "signature")
    best = min(parts, key=lambda m: (order.index(m.value), abs(m.start - verb.start)))
    rule = _rule(ctx, part, best, verb)
    if rule is None or _INTRICATE.search(ctx.view.folded, sentence.start, sentence.end):
        # The grammar costs milliseconds: only for what the marks cannot tell.
        rule = _grammar(ctx, verb, sentence.end) or rule
    mention = min(part.mentions, key=lambda m: abs(m.start - verb.start), default=None)
    treaty, text = ctx.link(
        mention, [s for g in part.groups if g.kind == "actors" for s in g.states], sentence.index
    )
    lo = min(verb.start, best.start, *(w.start for w in whens), mention.start if mention else verb.start)
    hi = max(verb.end, best.end, mention.end if mention else verb.end)
    fields = {
        "clause": "entry_into_force",
        "rule": rule,
        "of": None,
        "treaty": treaty,
        "treaty_text": text,
        "status": "done",
    }
    when = min(whens, key=lambda w: min(abs(best.start - w.end), abs(w.start - best.end)))
    core = (min(when.start, best.start), max(when.end, best.end))
    return Draft("clause", lo, hi, fields, sentence.index, core)


_ACT_PARTS = {
    "exchange": "exchange",
    "notification": "notifications",
    "signature": "signature",
    "deposit": "deposit",
    "ratification": "deposit",
    "parliamentary_approval": "deposit",
}


def _told_as_acts(ctx: Context, part: Part, verb: Mark, whens: list[Mark], parts: list[Mark]) -> list[Mark]:
    """ "… once the sides have swapped instruments": what the condition names in the words of an act."""
    both = any(g.kind == "both" for g in part.groups)
    found: list[Mark] = []
    for act in part.acts:
        value = _ACT_PARTS.get(act.value)
        if value is None or any(p.start < act.end and act.start < p.end for p in (*parts, verb)):
            continue
        sov = ctx.view.pack.order == "sov"
        if any(
            0 <= act.start - w.end <= 80 or (sov and -1 <= w.start - act.end <= 20)
            for w in whens
            if w.start >= verb.end or w.end <= verb.start
        ):
            if both and act.value in ("ratification", "parliamentary_approval"):
                value = "consents"
            found.append(Mark(act.start, act.end, "entry", value))
    return found


def _exit_before(part: Part, verb: Mark) -> Mark | None:
    """ "A withdrawal takes effect a year after the notice": the exit is what takes effect, not the treaty."""
    exits = [
        m
        for m in part.sentence.of("act")
        if m.value == "denunciation" and m.form == "bare" and m.end <= verb.start
    ]
    if not exits or any(exits[-1].end <= m.start and m.end <= verb.start for m in part.mentions):
        return None
    return exits[-1]


def _delayed(ctx: Context, part: Part, verb: Mark, whens: list[Mark], exit_: Mark | None) -> Draft | None:
    """A delay that the sentence gives without its event: "and will enter into force thirty days later"."""
    delay = _after(ctx, part, (verb.start, verb.end), ("duration",))
    if delay is None:
        return None
    told = next(
        (m.value for m in part.acts if m.value in ("exchange", "signature") and m.form != "bare"), None
    )
    if told is None and ctx.drafts and part.sentence.index - ctx.drafts[-1].sentence == 1:
        before = str(
            ctx.drafts[-1].fields.get("act")
        )  # "They exchanged the instruments. It enters into force …"
        told = before if before in ("exchange", "signature") else None
    rule: dict[str, Any]
    if exit_ is not None:
        clause, rule, lo = "withdrawal", {"notice": delay}, exit_.start
    elif told is not None:
        clause, rule, lo = "entry_into_force", {"when": told, "after": delay}, verb.start
    else:
        return None
    mention = min(part.mentions, key=lambda m: abs(m.start - verb.start), default=None)
    treaty, text = ctx.link(mention, [], part.sentence.index)
    hi = max([verb.end, *(w.end for w in whens if w.start > verb.start)])
    fields = {
        "clause": clause,
        "rule": rule,
        "of": None,
        "treaty": treaty,
        "treaty_text": text,
        "status": "done",
    }
    return Draft("clause", lo, hi, fields, part.sentence.index, (verb.start, hi))


_INTRICATE = re.compile(r"first day|at least|including|representing|per cent|percent|whichever|not earlier")


def _grammar(ctx: Context, verb: Mark, end: int) -> dict[str, Any] | None:
    """What the grammar of final clauses reads in the English words; None where they are looser than a treaty's."""
    if ctx.view.pack.lang != "en":
        return None
    rule = _read_entry(ctx.view.words(verb.start, end).split(", ")[0].rstrip("."))
    return dict(rule) if rule is not None else None


@lru_cache(maxsize=1024)
def _read_entry(words: str) -> dict[str, Any] | None:
    from foedera.clauses import read_clause

    try:
        rule = read_clause(f"This treaty {words}.").rule.get("entry_into_force")
    except FoederaError:
        return None
    return rule if isinstance(rule, dict) else None


def _rule(ctx: Context, part: Part, cue: Mark, verb: Mark) -> dict[str, Any] | None:
    when: Any
    if cue.value == "exchange":
        when = "exchange"
    elif cue.value == "notifications":
        when = "notifications"
    elif cue.value == "signature":
        when = "signature"
    elif cue.value == "consents":
        when = {"consents": "all"}
    else:
        ordinal = [m for m in part.sentence.of("number") if m.value == "ordinals"]
        words = [m for m in part.sentence.of("number") if m.value == "words"]
        text = ctx.view.folded[part.sentence.start : part.sentence.end]
        digits = re.search(r"(\d+)(?:th|st|nd|rd)\b|(\d+)[^\w]{1,2}(?:instrument|state|countr|ratif)", text)
        which = re.search(r"第([一二三四五六七八九十百]+|\d+)[份件个個]", text)
        if which:
            count = int(which.group(1)) if which.group(1).isdigit() else cjk_number(which.group(1))
        elif beside := re.search(
            r"(\d+)\s?$", ctx.view.folded[max(part.sentence.start, cue.start - 6) : cue.start]
        ):
            count = int(beside.group(1))  # "40 nước phê chuẩn", "50 negara meratifikasi"
        elif counted := re.search(r"(\d+)\s?(?:번째|개국|개 국가)", text):
            count = int(counted.group(1))
        elif ordinal:
            count = int(ordinal[-1].data)
        elif digits:
            count = int(digits.group(1) or digits.group(2))
        elif words:
            count = int(words[-1].data)
        else:
            return None
        when = {"consents": count}
    rule: dict[str, Any] = {"when": when}
    delay = _after(ctx, part, (cue.start, cue.end), ("duration", "withdrawal"))
    if delay:
        rule["after"] = delay
    return rule


_CJK_COUNT = re.compile(r"([一二两兩三四五六七八九十百]+)(?:个|個)?$")


def _after(
    ctx: Context, part: Part, around: tuple[int, int], apart: tuple[str, ...] = ()
) -> dict[str, int] | None:
    """ "30 days after", "three months after", "the first day of the third month after": the time told nearest to
    the words at ``around``; none that a clause of a kind in ``apart`` tells."""
    other = [
        m for m in part.sentence.of("clause") if m.value in apart and not _overlaps(m.start, m.end, around)
    ]
    first_day = any(m.value == "first_day" for m in part.sentence.of("entry"))
    found: list[tuple[bool, int, dict[str, int]]] = []
    for span in part.sentence.of("span"):
        if span.value not in ("day", "month", "year"):
            continue
        count = _count_before(ctx, part, span)
        if count is None or any(m.start - 12 <= span.start and span.end <= m.end + 12 for m in other):
            continue
        month = first_day and span.value == "month"
        gap = (
            0
            if _overlaps(span.start, span.end, around)
            else min(abs(span.start - around[1]), abs(around[0] - span.end))
        )
        found.append((not month, gap, {"first_of_month" if month else span.value + "s": count}))
    return min(found, key=lambda f: f[:2])[2] if found else None


def _overlaps(start: int, end: int, other: tuple[int, int]) -> bool:
    return start < other[1] and other[0] < end


def _count_before(ctx: Context, part: Part, span: Mark) -> int | None:
    """The number right before a unit of time: digits, a word, an ordinal."""
    before = ctx.view.folded[part.sentence.start : span.start]
    if not ctx.view.pack.spaces and (cjk := _CJK_COUNT.search(before)):
        return cjk_number(cjk.group(1))
    if number := re.search(r"(\d+)\D{0,3}$", before):
        return int(number.group(1))
    words = [m for m in part.sentence.of("number") if m.value in ("words", "ordinals")]
    word = next((m for m in words if 0 <= span.start - m.end <= 2), None)
    return int(word.data) if word else None
