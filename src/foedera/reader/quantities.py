"""Quantities: "more than 10,000 troops", "tens of thousands of soldiers", 1万余人, دس ہزار, 3만여 명."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foedera.model import Quantity

from .marks import Mark
from .pack import Pack
from .text import Sentence, View

_DIGITS = re.compile(r"\d[\d,.' \u00a0\u202f٬٫]*\d|\d")
_CJK = re.compile(
    r"(?:[一二两兩三四五六七八九零〇]*[十百千万萬亿億]+)+[一二三四五六七八九]?|[一二两兩三四五六七八九](?=[名個个枚架辆輛])"
)
_CJK_DIGITS = {
    c: n
    for n, cs in enumerate(("零〇", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九"))
    for c in cs
}
_CJK_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "萬": 10_000, "亿": 10**8, "億": 10**8}
_RANGE = re.compile(r"^\s?[-~〜～]\s?$")
COUNTER = "counter"
"""A unit that only counts persons (명, 名): what they are, the rest of the clause tells."""
_POSTPOSED = frozenset({"ja", "ko", "zh", "hi", "ur", "fa", "ar"})


@dataclass(slots=True)
class Item:
    """One number in the text; ``low`` and ``high`` differ for "tens of thousands" and for ranges."""

    start: int
    end: int
    low: float
    high: float


def find(view: View, sentence: Sentence) -> list[tuple[int, int, Quantity]]:
    """(start, end, quantity) for every counted thing that has a unit."""
    units = sentence.of("unit")
    if not units:
        return []
    items = _ranges(view, sentence, _items(view, sentence))
    found = []
    for unit in units:
        best = min(
            (i for i in items if _beside(view, sentence, i, unit)),
            key=lambda i: min(abs(unit.start - i.end), abs(i.start - unit.end)),
            default=None,
        )
        if best:
            low, high = _bounded(view, sentence, best)
            name = unit.value
            if name == COUNTER:
                troops = any(m.kind == "actor" and m.value == "troops" for m in sentence.marks)
                name = "troops" if troops else "people"
            found.append(
                (min(best.start, unit.start), max(best.end, unit.end), Quantity(min=low, max=high, unit=name))
            )
    return found


def _items(view: View, sentence: Sentence) -> list[Item]:
    pack = view.pack
    numbers = sentence.of("number")
    vague = [m for m in numbers if m.value == "vague"]
    items = [
        Item(m.start, m.end, float(m.data[0]), float(m.data[1]))
        for m in vague
        if not any(v is not m and v.start <= m.start and m.end <= v.end for v in vague)
    ]
    # (start, end, value, is a multiplier), in order
    pieces = [
        (m.start, m.end, float(m.data), m.value == "multipliers")
        for m in numbers
        if m.value in ("words", "multipliers")
    ]
    text = view.folded[sentence.start : sentence.end]
    if any(c.isdigit() for c in text):
        plain = text if text.isascii() else "".join(str(int(c)) if c.isdecimal() else c for c in text)
        for match in _DIGITS.finditer(plain):
            value = _number(match.group(), pack.decimal_comma)
            if value is not None:
                start, end = sentence.start + match.start(), sentence.start + match.end()
                pieces.append((start, end, value, False))
                pieces += _glued_multipliers(view.folded, end, sentence.end, pack)
    if pack.lang in ("zh", "ja"):
        pieces = [p for p in pieces if view.folded[p[0]].isdigit()]
        pieces += [
            (sentence.start + m.start(), sentence.start + m.end(), *_cjk(m.group()))
            for m in _CJK.finditer(text)
        ]
    pieces.sort(key=lambda p: (p[0], -p[1]))
    run: list[tuple[int, int, float, bool]] = []
    for piece in pieces:
        if any(i.start <= piece[0] and piece[1] <= i.end for i in items):
            continue
        if run and piece[0] < run[-1][1]:
            continue
        if run and not _continues(view, run, piece):
            items.append(_composed(run))
            run = []
        run.append(piece)
    if run:
        items.append(_composed(run))
    return items


def _glued_multipliers(folded: str, at: int, limit: int, pack: Pack) -> list[tuple[int, int, float, bool]]:
    """Multipliers written to the digits (3만, 5万, 10тыс)."""
    found: list[tuple[int, int, float, bool]] = []
    while at < limit:
        word = next(
            (w for w in sorted(pack.multipliers, key=len, reverse=True) if folded.startswith(w, at)), None
        )
        if word is None or (
            pack.spaces and pack.lang != "ko" and folded[at + len(word) : at + len(word) + 1].isalpha()
        ):
            return found
        found.append((at, at + len(word), pack.multipliers[word], True))
        at += len(word)
    return found


def _cjk(text: str) -> tuple[float, bool]:
    """The value of a Chinese numeral; a mere 万 or 千 after digits multiplies them."""
    if all(c in _CJK_UNITS for c in text) and text[0] != "十":
        value = 1.0
        for char in text:
            value *= _CJK_UNITS[char]
        return value, True
    total, part, digit = 0, 0, 0
    for char in text:
        if char in _CJK_DIGITS:
            digit = _CJK_DIGITS[char]
            continue
        unit = _CJK_UNITS[char]
        if unit >= 10_000:
            total += (part + digit or 1) * unit
            part = digit = 0
        else:
            part += (digit or 1) * unit
            digit = 0
    return float(total + part + digit), False


def cjk_number(text: str) -> int:
    """A whole number in Chinese numerals: 六十 is 60."""
    digits = [c for c in text if c in _CJK_DIGITS or c in _CJK_UNITS]
    if all(c in _CJK_DIGITS for c in digits):
        return int("".join(str(_CJK_DIGITS[c]) for c in digits))
    return int(_cjk(text)[0])


def _continues(
    view: View, run: list[tuple[int, int, float, bool]], piece: tuple[int, int, float, bool]
) -> bool:
    """Whether a number word goes on: "two thousand", "ten thousand five hundred", "2 万"."""
    gap = view.folded[run[-1][1] : piece[0]]
    if gap not in ("", " ", "-", " و") and gap.strip() not in ("and", "و", "et", "y", "e", "und"):
        return False
    if view.folded[piece[0]].isdigit():
        return (run[-1][3] and gap == "") or (run[-1][3] and view.pack.lang == "ko")
    if gap.strip() and not run[-1][3]:
        return False
    return piece[3] or run[-1][3] or (run[-1][2] >= 20 and piece[2] < 10 and gap in (" ", "-"))


def _composed(run: list[tuple[int, int, float, bool]]) -> Item:
    total = current = 0.0
    for _, _, value, multiplies in run:
        if not multiplies:
            current += value
        elif value >= 1000:
            total, current = total + (current or 1) * value, 0.0
        else:
            current = (current or 1) * value
    return Item(run[0][0], run[-1][1], total + current, total + current)


def _ranges(view: View, sentence: Sentence, items: list[Item]) -> list[Item]:
    """ "10,000 to 12,000", "10-12 thousand", "от 3 до 5 тысяч": one item with both ends."""
    items.sort(key=lambda i: i.start)
    joined: list[Item] = []
    to = [
        m
        for m in sentence.marks
        if (m.kind == "role" and m.value == "to") or (m.kind == "bound" and m.value == "up_to")
    ]
    to += [
        m
        for m in sentence.of("and")
        if any(r.value == "between" and 0 < m.start - r.end < 30 for r in sentence.of("role"))
    ]
    for item in items:
        last = joined[-1] if joined else None
        if last is not None and last.low == last.high and item.low == item.high and last.end < item.start:
            gap = view.folded[last.end : item.start]
            worded = any(
                last.end <= m.start and m.end <= item.start and m.end - m.start >= len(gap) - 3 for m in to
            )
            if _RANGE.match(gap) or (worded and len(gap) <= 6):
                low, high = last.low, item.high
                while low * 1000 <= high and high >= 1000:
                    low *= 1000  # "10 to 12 thousand"
                if low < high:
                    joined[-1] = Item(last.start, item.end, low, high)
                    continue
        joined.append(item)
    return joined


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


def _beside(view: View, sentence: Sentence, item: Item, unit: Mark) -> bool:
    """A number belongs to a unit that follows within a few words (or precedes, 兵士1万人) in the same clause."""
    if item.end <= unit.start:
        gap = view.folded[item.end : unit.start]
        limit = 45 if view.pack.spaces else 12
    elif item.start >= unit.end:
        gap = view.folded[unit.end : item.start]
        limit = 14 if view.pack.spaces else 8
        if view.pack.lang not in _POSTPOSED:
            return False
    else:
        return True
    if len(gap) > limit or any(c in gap for c in ",;。、،()") or any(c.isdigit() for c in gap):
        return False
    a, b = min(item.end, unit.end), max(item.start, unit.start)
    return not any(
        m.kind == "month" and a <= m.start and m.end <= b + 12 and m.start < b for m in sentence.marks
    ) and not any(m.kind in ("month", "span") and 0 <= m.start - item.end <= 2 for m in sentence.marks)


def _bounded(view: View, sentence: Sentence, item: Item) -> tuple[float | int | None, float | int | None]:
    low: float | int | None = int(item.low) if item.low.is_integer() else item.low
    high: float | int | None = int(item.high) if item.high.is_integer() else item.high
    glued = next((v for v, w in view.pack.bounds_after if view.folded.startswith(w, item.end)), "")
    if glued:
        return (low, None) if glued == "more_than" else (None, high)
    for mark in sentence.of("bound"):
        near = (mark.form == "before" and 0 <= item.start - mark.end <= 3) or (
            mark.form == "after" and 0 <= mark.start - item.end <= 8
        )
        if near and mark.value == "more_than":
            return low, None
        if near and mark.value == "up_to":
            return None, high
    return low, high
