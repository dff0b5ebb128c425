"""When the weight of the consents that stand first comes to what a clause asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from foedera.dates import Moment

from .terms import Held, Terms


def reach(
    held: Iterable[Held], weight: Callable[[Held], float], need: float, over: bool = False
) -> Moment | None:
    """When the weight of the consents then standing first comes to ``need`` (``over``: exceeds it).

    Exact bounds: the best case takes the earliest consents and the latest withdrawals, the worst case
    the contrary. None where even all of them do not suffice; ``hi`` is open where only the best case does.
    """
    items = [(h, w) for h in held if (w := weight(h)) > 0]
    best = _sweep(
        ((h.person, w, h.start.lo, h.until.hi if h.until else date.max) for h, w in items), need, over
    )
    if best is None:
        return None
    worst = _sweep(
        ((h.person, w, h.start.hi, h.until.lo if h.until else date.max) for h, w in items), need, over
    )
    return Moment(best, worst or date.max)


def _sweep(spans: Iterable[tuple[str, float, date, date]], need: float, over: bool) -> date | None:
    changes: list[tuple[date, int, str, float]] = []
    for name, weight, start, until in spans:
        if start < until:
            changes += [(start, 0, name, weight), (until, 1, name, -weight)]
    standing: dict[str, list[float]] = {}
    total = 0.0
    for day, kind, name, weight in sorted(changes):
        mine = standing.setdefault(name, [])
        before = max(mine, default=0.0)
        if kind == 0:
            mine.append(weight)
        else:
            mine.remove(-weight)
        total += max(mine, default=0.0) - before
        # Sums of decimal shares: 0.55 must be reached by 0.3 + 0.25.
        if total > need + 1e-9 if over else total >= need - 1e-9:
            return day
    return None


def one(held: Held) -> float:
    """Each consent weighs the same."""
    return 1.0


def named(terms: Terms, persons: Iterable[str], need: int) -> Moment | None:
    """When so many of these persons had consented."""
    wanted = set(persons)
    return reach((h for h in terms.held if h.person in wanted), one, need)
