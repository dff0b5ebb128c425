"""Parts of a whole that must consent: of the signatories, of a frozen table, of another treaty's parties."""

from __future__ import annotations

from datetime import date
from math import ceil, floor
from typing import Any

from foedera.dates import Moment
from foedera.model.conditions import PartiesOf, Signatories

from .acts import moment
from .reach import named
from .terms import Terms


def signatory_need(condition: Signatories, terms: Terms, on: date = date.max) -> tuple[set[str], int]:
    """The signatories that count, those left out who took their signature back by the day ``on``
    (VCLT 18(a)), and how many of them must consent."""
    names = set(terms.signatures) or {terms.person(code) for code in terms.treaty.negotiating}
    names -= {n for n, at in terms.unsigned.items() if at.lo <= on}
    if not terms.treaty.entry_into_force.counting.organizations:
        names = {n for n in names if not terms.context.is_organization(n)}
    total = len(names)
    need = {"all": total, "majority": floor(total / 2) + 1, "two_thirds": ceil(total * 2 / 3)}
    return names, need[condition.share]


def signatories(condition: Signatories, terms: Terms) -> Moment | None:
    """When so many signatories had consented: on a consent, or when another took its signature back."""

    def first(late: bool) -> date | None:
        back = {n: at.hi if late else at.lo for n, at in terms.unsigned.items()}
        cuts = {start for h in terms.held if (start := h.start.hi if late else h.start.lo)}
        for day in sorted(cuts | set(back.values())):
            names, need = signatory_need(condition, _as_of(terms, back, day))
            if names and len(names & standing_on(terms, day, late)) >= need:
                return day
        return None

    best = first(late=False)
    return None if best is None else Moment(best, first(late=True) or date.max)


def _as_of(terms: Terms, back: dict[str, date], day: date) -> Terms:
    gone = {n: Moment.of(at) for n, at in back.items() if at <= day}
    return terms._replace(unsigned=gone)


def standing_on(terms: Terms, day: date, late: bool = False) -> set[str]:
    """Persons whose consent stands on the day; ``late``: in the worst case, where uncertain consents came as
    late and went as early as possible."""
    return {
        h.person
        for h in terms.held
        if (h.start.hi if late else h.start.lo) <= day
        and (h.until is None or day < (h.until.lo if late else h.until.hi))
    }


def table_whole(table: dict[str, float]) -> float:
    """The whole that the weights of a frozen table are parts of.

    Shares are parts of 1, percentages (which add up to nearly 100) of 100, other weights of their sum.
    """
    total = sum(table.values())
    if total <= 1.005:
        return 1.0
    return 100.0 if 90 <= total <= 100.5 else total


def parties_need(condition: PartiesOf, terms: Terms, on: date | None = None) -> tuple[set[str], int] | None:
    """Whose consents count (the other treaty's parties) and how many; None where that is not known.

    ``on``: a current denominator is that of this day; None: of the day on which the fraction is reached.
    """
    other = terms.context.derivation(condition.treaty)
    if other is None:
        return None
    if condition.counted == "current":
        # The denominator follows the parties as they change: take the day on which it is met.
        names = other.parties_on(on) if on is not None else _current(condition, terms, other)
    else:
        text = terms.treaty.done.date or terms.treaty.opened
        if text is None:
            return None
        names = other.parties_on(moment(text).lo)
    return names, _least(condition, names)


def _least(condition: PartiesOf, names: set[str]) -> int:
    return ceil(len(names) * condition.fraction - 1e-9)


def _current(condition: PartiesOf, terms: Terms, other: Any) -> set[str]:
    """The other treaty's parties on the day the fraction is reached, else on the last day of change."""
    names: set[str] = set()
    for day in _days(terms, other):
        names = other.parties_on(day)
        if _enough(condition, terms, names, day):
            break
    return names


def _days(terms: Terms, other: Any) -> list[date]:
    """Days on which the count or the denominator may change."""
    given = {day for h in terms.held for day in h.start}
    phases = (phase for member in other.members.values() for phase in member.history.phases)
    return sorted(given | {day for phase in phases if phase.start is not None for day in phase.start})


def _enough(condition: PartiesOf, terms: Terms, names: set[str], day: date, late: bool = False) -> bool:
    return bool(names) and len(standing_on(terms, day, late) & names) >= _least(condition, names)


def parties_of(condition: PartiesOf, terms: Terms) -> Moment | None:
    """When the fraction of another treaty's parties had consented."""
    if condition.counted == "fixed":
        needed = parties_need(condition, terms)
        return named(terms, *needed) if needed and needed[0] else None
    other = terms.context.derivation(condition.treaty)
    if other is None:
        return None
    days = _days(terms, other)
    best = next((d for d in days if _enough(condition, terms, other.parties_on(d), d)), None)
    if best is None:
        return None
    worst = next(
        (d for d in days if d >= best and _enough(condition, terms, other.parties_on(d), d, True)), None
    )
    return Moment(best, worst or date.max)
