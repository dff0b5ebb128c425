"""When something happens, as far as it is known: the earliest and the latest possible day.

The engine computes with moments: every rule of the law of treaties that it uses (the N-th deposit, the
later of two, a period added) is monotonic in its dates, so applying it to the earliest and to the
latest days gives exact bounds of the result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from .answers import Answer
from .compare import describe
from .edtf import EDate


class Moment(NamedTuple):
    """``lo`` and ``hi``: first and last possible day; ``date.min``/``date.max`` where open."""

    lo: date
    hi: date

    @classmethod
    def of(cls, value: EDate | date) -> Moment:
        if isinstance(value, EDate):
            return cls(value.earliest, value.latest)
        return cls(value, value)

    @property
    def exact(self) -> bool:
        return self.lo == self.hi

    def map(self, function: Callable[[date], date]) -> Moment:
        """Apply a monotonic ``function`` to both ends; an open end stays open."""
        lo = self.lo if self.lo == date.min else function(self.lo)
        hi = self.hi if self.hi == date.max else function(self.hi)
        return Moment(lo, hi)

    def reached(self, on: date) -> Answer:
        """Whether the moment has come by the end of ``on``."""
        if self.hi <= on:
            return Answer.YES
        return Answer.NO if self.lo > on else Answer.UNKNOWN

    @property
    def edtf(self) -> str:
        return describe(self.lo, self.hi)


def latest_of(moments: Iterable[Moment]) -> Moment:
    """The later of all; raises ``ValueError`` for none."""
    items = list(moments)
    return Moment(max(m.lo for m in items), max(m.hi for m in items))


def earliest_of(moments: Iterable[Moment]) -> Moment:
    """The earlier of all; raises ``ValueError`` for none."""
    items = list(moments)
    return Moment(min(m.lo for m in items), min(m.hi for m in items))


def nth(moments: Iterable[Moment], n: int) -> Moment | None:
    """The ``n``-th in time (1 = first), or None where there are fewer."""
    items = list(moments)
    if n < 1 or len(items) < n:
        return None
    return Moment(sorted(m.lo for m in items)[n - 1], sorted(m.hi for m in items)[n - 1])
