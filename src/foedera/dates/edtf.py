"""Uncertain dates in EDTF (ISO 8601-2): parsing, and the days each may stand for.

An ``EDate`` is a *set of possible days* of one event. Two dates are compared day by day over those
sets (see ``compare``), so a date is never made more precise than its source.

Supported: ``2024-11-12``, ``2024-11``, ``2024``, ``202X``, ``20XX``, ``2024-11-XX``, ``2024-XX``,
``2024-XX-XX``, ``XXXX-11-12``, ``XXXX-11``, the qualifiers ``?``, ``~`` and ``%``, intervals ``a/b``,
``../b``, ``a/..``, sets ``[a,b]``, ``[..a]``, ``[a..b]``, and the seasons ``2024-21`` to ``2024-24``.

The ``edtf`` package serves as a peer in the tests; here its import alone would cost more than a whole
answer may take, and it has no three-valued order.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from ..errors import FoederaError

Span = tuple[date, date]
"""First and last possible day, both inclusive; ``date.min`` and ``date.max`` stand for "open"."""

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)\Z")
_PART = re.compile(r"(\d{4}|\d{3}X|\d\dXX|XXXX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?([?~%]?)\Z")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}


class EDate(NamedTuple):
    """A parsed EDTF date.

    ``text``: canonical EDTF. ``spans``: the possible days as disjoint ranges in order; empty where the
    year is unknown. ``recurring``: (month, day or None) where the year is unknown, else None.
    """

    text: str
    spans: tuple[Span, ...]
    recurring: tuple[int, int | None] | None = None

    @property
    def earliest(self) -> date:
        """First possible day; ``date.min`` where nothing bounds it."""
        return self.spans[0][0] if self.spans else date.min

    @property
    def latest(self) -> date:
        """Last possible day; ``date.max`` where nothing bounds it."""
        return self.spans[-1][1] if self.spans else date.max

    @property
    def day(self) -> date | None:
        """The one possible day, or None where there are several."""
        return self.earliest if self.spans and self.earliest == self.latest else None

    def may_be(self, day: date) -> bool:
        """Whether ``day`` is among the possible days."""
        if self.recurring:
            month, number = self.recurring
            return day.month == month and number in (None, day.day)
        return any(first <= day <= last for first, last in self.spans)

    def __str__(self) -> str:
        return self.text


def parse(text: str | date, where: str = "date") -> EDate:
    """The EDTF date that ``text`` writes; ``where`` names the place in an error.

    Raises ``FoederaError`` for anything else, a day that no calendar has included.
    """
    if isinstance(text, date):
        return EDate(text.isoformat(), ((text, text),))
    try:
        return _parse(text.strip())
    except ValueError as fault:
        raise FoederaError(
            where,
            f"'{text}' is not a date ({fault})",
            "write it as EDTF, e.g. 2024-11-12, 2024-11 or XXXX-11-12",
        ) from None


@lru_cache(maxsize=65536)
def _parse(text: str) -> EDate:
    if match := _DAY.match(text):
        day = _day(*map(int, match.groups()))
        return EDate(text, ((day, day),))
    if text.startswith("[") and text.endswith("]"):
        members = [_member(part.strip()) for part in text[1:-1].split(",")]
        if not members:
            raise ValueError("an empty set")
        return EDate(text, _merge([span for part in members for span in part]))
    if "/" in text:
        first, _, last = text.partition("/")
        return EDate(text, (_interval(first, last),))
    return _part(text)


def _member(text: str) -> tuple[Span, ...]:
    if ".." in text:
        first, _, last = text.partition("..")
        return (_interval(first, last),)
    return _bounded(text).spans


def _interval(first: str, last: str) -> Span:
    start = date.min if first in ("", "..") else _bounded(first).earliest
    end = date.max if last in ("", "..") else _bounded(last).latest
    if start > end:
        raise ValueError("the interval ends before it begins")
    return start, end


def _bounded(text: str) -> EDate:
    part = _part(text)
    if part.recurring:
        raise ValueError("an interval or a set needs years")
    return part


def _part(text: str) -> EDate:
    match = _PART.match(text)
    if not match:
        raise ValueError("the form is not EDTF")
    year, month, day, doubt = match.groups()
    if year == "XXXX":
        return _recurring(text, month, day)
    spans = _spans(year, month, day)
    if doubt:
        spans = _merge([_widen(span) for span in spans])
    return EDate(text, spans)


def _recurring(text: str, month: str | None, day: str | None) -> EDate:
    if month is None or month == "XX":
        raise ValueError("neither year nor month is known")
    number = None if day in (None, "XX") else int(day or 0)
    _day(2000, int(month), number or 1)
    return EDate(text, (), (int(month), number))


def _spans(year: str, month: str | None, day: str | None) -> tuple[Span, ...]:
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if first < 1:
        raise ValueError("the year 0 is out of range")
    if month is None or (month == "XX" and day in (None, "XX")):
        return ((date(first, 1, 1), date(last, 12, 31)),)
    if first != last:
        raise ValueError("a month needs a whole year")
    if month == "XX":
        days = (_try_day(first, number, int(day or 0)) for number in range(1, 13))
        return _merge([(found, found) for found in days if found])
    number = int(month)
    if number in _SEASONS:
        start, end = _SEASONS[number]
        year_of_end, month_of_end = first + (end - 1) // 12, (end - 1) % 12 + 1
        return ((date(first, start, 1), _month_end(year_of_end, month_of_end)),)
    if day in (None, "XX"):
        return ((_day(first, number, 1), _month_end(first, number)),)
    exact = _day(first, number, int(day or 0))
    return ((exact, exact),)


def _widen(span: Span) -> Span:
    """``?``, ``~`` and ``%`` widen a date by one unit of its own precision on either side."""
    first, last = span
    if first == last:
        return _shift(first, days=-1), _shift(last, days=1)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return _shift(first, months=-months), _shift(_shift(last, days=1), months=months, days=-1)


def _shift(day: date, months: int = 0, days: int = 0) -> date:
    try:
        return day + relativedelta(months=months, days=days)
    except (OverflowError, ValueError):
        return date.min if months + days < 0 else date.max


def _merge(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for first, last in sorted(spans):
        if merged and (merged[-1][1] == date.max or first <= merged[-1][1] + timedelta(days=1)):
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    if not merged:
        raise ValueError("no day fits it")
    return tuple(merged)


def _month_end(year: int, month: int) -> date:
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    return date(year, month, calendar.monthrange(year, month)[1])


def _day(year: int, month: int, day: int) -> date:
    last = _month_end(year, month).day
    if not 1 <= day <= last:
        raise ValueError(f"that month has days 1 to {last}")
    return date(year, month, day)


def _try_day(year: int, month: int, day: int) -> date | None:
    try:
        return _day(year, month, day)
    except ValueError:
        return None
