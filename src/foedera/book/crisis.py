"""Duties, cascades and conflicts over a book: the register's obligations with the law's answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from foedera.dates import Answer, parse
from foedera.duties import Commitment, Conflict, Duty, Event, checked, commitments, conflicts, evaluate

if TYPE_CHECKING:
    from foedera.model import Status, Treaty

    from .facade import Book

Evaluate = Callable[[Event], tuple[Duty, ...]]


def evaluator(book: Book, known: str | date | None) -> Evaluate:
    """A function from an event to its duties; each treaty's status on a day is computed once."""
    treaties = [record for record in book.register.all() if record.obligations]
    statuses: dict[tuple[str, date], Status] = {}

    def duties(event: Event) -> tuple[Duty, ...]:
        def status_of(record: Treaty) -> Status:
            key = (record.id, event.on)
            if key not in statuses:
                statuses[key] = book.status(record.id, on=event.on, known=known)
            return statuses[key]

        def pair_of(record: Treaty, a: str, b: str) -> Answer:
            if not _differs_by_pair(book, record.id, known):
                return Answer.YES
            pair = book.status(record.id, on=event.on, known=known, between=(a, b)).pair
            return pair.in_force if pair else Answer.UNKNOWN

        near = [record for record in treaties if _old_enough(record, event.on)]
        return evaluate(checked(event), near, status_of, pair_of, str(known) if known else None)

    return duties


def _old_enough(record: Treaty, on: date) -> bool:
    return record.done.date is None or parse(record.done.date).earliest <= on


def _differs_by_pair(book: Book, treaty: str, known: str | date | None) -> bool:
    return any(event.to for event in book.world(known).events(treaty))


def find_conflicts(
    book: Book,
    on: date,
    state: str | None,
    treaty: str | None,
    known: str | date | None,
    draft: Treaty | None,
) -> tuple[Conflict, ...]:
    """Conflicts on the day; with ``treaty`` or ``draft`` only those that involve it."""
    found: list[Commitment] = []
    for record in book.register.all():
        if record.obligations and _old_enough(record, on):
            found.extend(commitments(record, book.status(record.id, on=on, known=known)))
    if draft is not None:
        found.extend(commitments(draft, _as_if_in_force(draft, on)))
    wanted = draft.id if draft is not None else treaty
    return tuple(
        conflict
        for conflict in conflicts(found, on, state)
        if wanted is None or wanted in (conflict.first.treaty, conflict.second.treaty)
    )


def _as_if_in_force(draft: Treaty, on: date) -> Status:
    from foedera.model import PartyState, Status

    bound = PartyState(status="party", since=on.isoformat(), in_force=Answer.YES, start=on.isoformat())
    return Status(
        treaty=draft.id,
        on=on.isoformat(),
        known=None,
        in_force=Answer.YES,
        parties=dict.fromkeys(draft.negotiating, bound),
    )
