"""English numbers in words and digits, to 9 999: ``twenty-second``, ``one hundred and eighty``, ``22nd``."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from .lists import in_order

_UNITS = in_order(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = in_order("twenty thirty forty fifty sixty seventy eighty ninety")
_IRREGULAR = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}

CARDINALS: dict[str, int] = {w: i for i, w in enumerate(_UNITS)} | {
    w: 10 * i for i, w in enumerate(_TENS, start=2)
}
ORDINALS: dict[str, int] = {
    _IRREGULAR.get(w, w[:-1] + "ieth" if w.endswith("y") else w + "th"): n for w, n in CARDINALS.items() if n
} | {"fourtieth": 40}
WORDS: frozenset[str] = frozenset({*CARDINALS, *ORDINALS, "hundred", "hundredth", "thousand"})

FRACTIONS: dict[tuple[str, ...], float] = {
    ("two", "thirds"): 2 / 3,
    ("two", "third"): 2 / 3,
    ("three", "fourths"): 0.75,
    ("three", "fourth"): 0.75,
    ("three", "quarters"): 0.75,
    ("four", "fifths"): 0.8,
    ("one", "half"): 0.5,
    ("one", "third"): 1 / 3,
}


class Number(msgspec.Struct, frozen=True):
    """``value``, how many words it took (``length``), and whether it was an ordinal."""

    value: int
    length: int
    ordinal: bool


def read_number(words: Sequence[str]) -> Number | None:
    """The number that ``words`` (lower case, hyphens split) begin with; None where they begin with none."""
    if not words:
        return None
    if (digits := _digits(words[0])) is not None:
        return digits
    total, at, last = 0, 0, ""
    while at < len(words):
        word = words[at]
        if word in ("hundred", "hundredth") and last in ("", "unit") and total < 10:
            total = max(total, 1) * 100
            last, at = "hundred", at + 1
            if word == "hundredth":
                return Number(total, at, True)
        elif word == "and" and last == "hundred" and at + 1 < len(words) and _small(words[at + 1]):
            at += 1
        elif (small := _small(word)) is not None and _fits(small[0], last):
            value, ordinal = small
            total, at = total + value, at + 1
            last = "tens" if value >= 20 else "teen" if value >= 10 else "unit"
            if ordinal:
                return Number(total, at, True)
        else:
            break
    return Number(total, at, False) if at else None


def _small(word: str) -> tuple[int, bool] | None:
    if word in CARDINALS:
        return CARDINALS[word], False
    if word in ORDINALS:
        return ORDINALS[word], True
    return None


def _fits(value: int, last: str) -> bool:
    if last == "tens":
        return 0 < value < 10
    return last in ("", "hundred")


def _digits(word: str) -> Number | None:
    head = word.rstrip("stndrh")
    if not (head.isascii() and head.isdigit() and len(head) <= 4):
        return None
    if word == head:
        return Number(int(head), 1, False)
    return Number(int(head), 1, True) if word[len(head) :] in ("st", "nd", "rd", "th") else None


def spell(value: int) -> str:
    """``value`` (1 to 999) as English cardinal words, as treaties write them."""
    if value >= 100:
        rest = value % 100
        return f"{spell(value // 100)} hundred" + (f" and {spell(rest)}" if rest else "")
    if value < 20:
        return _UNITS[value]
    tens, unit = divmod(value, 10)
    return _TENS[tens - 2] + (f"-{_UNITS[unit]}" if unit else "")


def spell_ordinal(value: int) -> str:
    """``value`` (1 to 999) as an English ordinal in words."""
    words = spell(value)
    cut = max(words.rfind("-"), words.rfind(" ")) + 1
    last = words[cut:]
    if last == "hundred":
        return words + "th"
    return words[:cut] + next(o for o, n in ORDINALS.items() if n == CARDINALS[last])
