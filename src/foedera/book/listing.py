"""Which treaties: the list that ``foedera treaties`` prints."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from foedera import states
from foedera.dates import Answer

if TYPE_CHECKING:
    from .facade import Book


def treaties(
    book: Book,
    on: date,
    state: str | None,
    between: Sequence[str] | None,
    in_force: bool,
    known: str | date | None,
) -> list[dict[str, Any]]:
    """One row a treaty: ``id``, ``title``, ``nature``, ``form``, ``done``, ``in_force``, ``since``,
    ``until``, and ``party`` (with ``state``) or ``pair`` (with ``between``).

    With a state, treaties on which it has no act are left out; with two, those that are not in force
    and never were between them. ``in_force`` keeps the answers yes and contested.
    """
    subject = states.resolve(state, on) if state else None
    pair = tuple(states.resolve(name, on) for name in between) if between else None
    rows = []
    for treaty_id in book.register.ids():
        record = book.register.get(treaty_id)
        if not _touches(book, treaty_id, known, subject, pair):
            continue
        status = book.status(treaty_id, on=on, known=known, party=subject, between=pair)
        row: dict[str, Any] = {
            "id": treaty_id,
            "title": record.name(),
            "nature": record.nature,
            "form": record.form,
            "done": record.done.date,
            "in_force": status.in_force,
            "since": status.since,
            "until": status.until,
        }
        answer = status.in_force
        if subject:
            row["party"] = status.parties.get(subject)
            answer = status.parties[subject].in_force if subject in status.parties else Answer.NO
        if pair:
            row["pair"] = status.pair
            answer = status.pair.in_force if status.pair else Answer.NO
        if not in_force or answer in (Answer.YES, Answer.CONTESTED):
            rows.append(row)
    return rows


def _touches(
    book: Book, treaty_id: str, known: str | date | None, subject: str | None, pair: tuple[str, ...] | None
) -> bool:
    wanted = {subject} if subject else set(pair or ())
    if not wanted:
        return True
    acted = {event.party for event in book.world(known).events(treaty_id)}
    record = book.register.get(treaty_id)
    return wanted <= acted | set(record.negotiating)
