"""Duties, cascades and conflicts over a book: the register's obligations with the law's answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from foedera.dates import Answer, parse
from foedera.duties import Commitment, Conflict, Duty, Event, checked, commitments, conflicts, evaluate
from foedera.errors import FoederaError
from foedera.model import Claim

from .world import differs_by_pair

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
            if not differs_by_pair(book.world(known), record.id):
                return Answer.YES
            pair = book.status(record.id, on=event.on, known=known, between=(a, b)).pair
            return pair.in_force if pair else Answer.UNKNOWN

        near = [record for record in treaties if _old_enough(record, event.on)]
        return evaluate(checked(event), near, status_of, pair_of, str(known) if known else None)

    return duties


def event_from_claim(book: Book, claim_id: str) -> dict[str, object]:
    """Attacked, attacker, place and speakers of a claim in the ledger; the event is then contested.

    Raises ``FoederaError`` for an id that is no claim about force, or a claim that names no attacker.
    """
    found = book.find_statement(claim_id)
    if not isinstance(found, Claim):
        raise FoederaError(
            "--from-claim", f"'{claim_id}' is no claim in the ledger", "take an id from foedera log"
        )
    if found.topic not in ("armed_attack", "combat") or not found.actors:
        raise FoederaError(
            "--from-claim", f"the claim about {found.topic} names no attacker", "give --attacked and --by"
        )
    denials = [
        party
        for response in book.responses_to(found.id)
        if response.response == "denied"
        for party in response.parties
    ]
    return {
        **({"attacked": found.targets[0]} if found.targets else {}),
        "by": found.actors[0],
        "place": found.place if found.place and known_place(found.place) else None,
        "adversaries": found.actors[1:],
        "said_by": found.said_by,
        "denied_by": tuple(denials),
        "happened": Answer.CONTESTED,
    }


def known_place(text: str) -> bool:
    """Whether the areas know the place that a claim names."""
    from foedera.duties.areas import place

    try:
        place(text)
    except FoederaError:
        return False
    return True


def _old_enough(record: Treaty, on: date) -> bool:
    return record.done.date is None or parse(record.done.date).earliest <= on


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
