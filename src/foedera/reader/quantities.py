"""Quantities: "more than 10,000 troops", "tens of thousands of soldiers", 1万人, دس ہزار."""

from __future__ import annotations

import re

from foedera.model import Quantity

from .marks import Mark
from .text import Sentence, View

_DIGITS = re.compile(r"\d[\d,.' \u00a0\u202f٬٫]*\d|\d")
Item = tuple[int, int, float, float]


def find(view: View, sentence: Sentence) -> list[tuple[int, int, Quantity]]:
    """(start, end, quantity) for every counted thing that has a unit."""
    units = sentence.of("unit")
    if not units:
        return []
    items = _items(view, sentence)
    found = []
    for unit in units:
        best = min(
            (i for i in items if _beside(view, sentence, i, unit)),
            key=lambda i: min(abs(unit.start - i[1]), abs(i[0] - unit.end)),
            default=None,
        )
        if best:
            low, high = _bounded(view, sentence, best)
            found.append(
                (
                    min(best[0], unit.start),
                    max(best[1], unit.end),
                    Quantity(min=low, max=high, unit=unit.value),
                )
            )
    return found


def _items(view: View, sentence: Sentence) -> list[Item]:
    text = view.folded[sentence.start : sentence.end]
    items: list[Item] = []
    vague = [m for m in sentence.of("number") if m.value == "vague"]
    for mark in vague:
        if not any(v is not mark and v.start <= mark.start and mark.end <= v.end for v in vague):
            items.append((mark.start, mark.end, float(mark.data[0]), float(mark.data[1])))
    multipliers = [m for m in sentence.of("number") if m.value == "multipliers"]
    if any(c.isdigit() for c in text):
        for match in _DIGITS.finditer("".join(str(int(c)) if c.isdecimal() else c for c in text)):
            value = _number(match.group(), view.pack.decimal_comma)
            if value is not None:
                items.append(
                    _multiplied(
                        view, sentence.start + match.start(), sentence.start + match.end(), value, multipliers
                    )
                )
    for mark in sentence.of("number"):
        if mark.value == "words" and not _inside(items, mark):
            items.append(_multiplied(view, mark.start, mark.end, float(mark.data), multipliers))
    return items


def _inside(items: list[Item], mark: Mark) -> bool:
    return any(a <= mark.start and mark.end <= b for a, b, _, _ in items)


def _number(text: str, decimal_comma: bool) -> float | None:
    text = text.replace("٬", ",").replace("٫", ".").strip(" ,.'\u00a0\u202f")
    text = re.sub(r"(?<=\d)[ \u00a0\u202f'](?=\d{3}(\D|$))", "", text)
    if " " in text or "\u00a0" in text:
        return None
    point, comma = (",", ".") if decimal_comma else (".", ",")
    groups = re.fullmatch(r"\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3}", text)
    if groups and (text.count(point) == 0 or len(text.split(point)[-1]) == 3):
        # 10,000 and 10.000 both stand for ten thousand: nobody counts people to three decimals.
        text = text.replace(",", "").replace(".", "")
    else:
        text = text.replace(comma, "").replace(point, ".")
    try:
        return float(text)
    except ValueError:
        return None


def _multiplied(view: View, start: int, end: int, value: float, multipliers: list[Mark]) -> Item:
    for mark in multipliers:
        if 0 <= mark.start - end <= 1:
            return start, mark.end, value * mark.data, value * mark.data
    return start, end, value, value


def _beside(view: View, sentence: Sentence, item: Item, unit: Mark) -> bool:
    """A number belongs to a unit that follows within a few words (or precedes, 兵士1万人) in the same clause."""
    if item[1] <= unit.start:
        gap = view.folded[item[1] : unit.start]
        limit = 45 if view.pack.spaces else 12
    elif item[0] >= unit.end:
        gap = view.folded[unit.end : item[0]]
        limit = 14 if view.pack.spaces else 8
        if view.pack.lang not in ("ja", "ko", "zh", "hi", "ur", "fa", "ar"):
            return False
    else:
        return True
    if len(gap) > limit or any(c in gap for c in ",;。、،()") or any(c.isdigit() for c in gap):
        return False
    a, b = min(item[1], unit.end), max(item[0], unit.start)
    return not any(
        m.kind == "month" and a <= m.start and m.end <= b + 12 and m.start < b for m in sentence.marks
    ) and not any(m.kind in ("month", "span") and 0 <= m.start - item[1] <= 2 for m in sentence.marks)


def _bounded(view: View, sentence: Sentence, item: Item) -> tuple[float | int | None, float | int | None]:
    low: float | int | None = int(item[2]) if item[2].is_integer() else item[2]
    high: float | int | None = int(item[3]) if item[3].is_integer() else item[3]
    for mark in sentence.of("bound"):
        near = (mark.form == "before" and 0 <= item[0] - mark.end <= 3) or (
            mark.form == "after" and 0 <= mark.start - item[1] <= 8
        )
        if near and mark.value == "more_than":
            return low, None
        if near and mark.value == "up_to":
            return None, high
    return low, high
