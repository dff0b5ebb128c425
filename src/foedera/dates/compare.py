"""Three-valued comparison of uncertain dates, and narrowing one to a day as a named choice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from ..errors import FoederaError
from .answers import Answer
from .edtf import EDate, parse

Narrowing = Literal["earliest", "latest", "only"]


def before(a: EDate, b: EDate) -> Answer:
    """Whether ``a`` falls before ``b``: yes or no where every choice of possible days agrees."""
    if a.latest < b.earliest:
        return Answer.YES
    return Answer.NO if a.earliest >= b.latest else Answer.UNKNOWN


def not_after(a: EDate, b: EDate) -> Answer:
    """Whether ``a`` falls on or before ``b``."""
    return ~before(b, a)


def same(a: EDate, b: EDate) -> Answer:
    """Whether both fall on one day: no where they share no possible day."""
    if a.day and a.day == b.day:
        return Answer.YES
    return Answer.UNKNOWN if overlap(a, b) else Answer.NO


def overlap(a: EDate, b: EDate) -> bool:
    """Whether some day is possible for both."""
    if a.recurring and b.recurring:
        return a.recurring[0] == b.recurring[0] and (
            None in (a.recurring[1], b.recurring[1]) or a.recurring[1] == b.recurring[1]
        )
    if a.recurring:
        return overlap(b, a)
    if b.recurring:
        return any(_meets(first, last, b) for first, last in a.spans)
    return any(p <= s and r <= q for p, q in a.spans for r, s in b.spans)


def _meets(first: date, last: date, recurring: EDate) -> bool:
    # Eight years hold every day of a calendar, 29 February across a century included.
    if (last - first).days > 8 * 366 + 1:
        return True
    return any(recurring.may_be(first + timedelta(days=n)) for n in range((last - first).days + 1))


def narrow(value: EDate, how: Narrowing, where: str = "date") -> date:
    """One day out of the possible ones, by a named choice.

    ``only`` raises ``FoederaError`` where there are several; ``earliest`` and ``latest`` raise it
    where nothing bounds the date on that side.
    """
    chosen = {"earliest": value.earliest, "latest": value.latest, "only": value.day}[how]
    if chosen is None or chosen in (date.min, date.max):
        raise FoederaError(where, f"'{value}' does not name one day", "give the day, or say which to take")
    return chosen


def describe(earliest: date, latest: date) -> str:
    """The shortest EDTF for "some day from ``earliest`` to ``latest``"."""
    if earliest == latest:
        return earliest.isoformat()
    if earliest == date.min or latest == date.max:
        start = ".." if earliest == date.min else earliest.isoformat()
        return f"{start}/{'..' if latest == date.max else latest.isoformat()}"
    for text in (f"{earliest:%Y}", f"{earliest:%Y-%m}"):
        whole = parse(text)
        if (whole.earliest, whole.latest) == (earliest, latest):
            return text
    return f"{earliest.isoformat()}/{latest.isoformat()}"
