"""``on``, ``known`` and ``trust`` in the address of every page and answer."""

from __future__ import annotations

from typing import Any

import msgspec

from foedera.book import Book
from foedera.dates import narrow, parse
from foedera.errors import FoederaError

from .problem import NotFound
from .shelf import Shelf


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """``on``: ISO day, today where none is given. ``kept``: what links carry on, as it was given."""

    on: str
    known: str | None
    trust: str | None
    today: str
    kept: dict[str, str]


def ask(shelf: Shelf, on: str | None, known: str | None, trust: str | None) -> Ask:
    """The question's dates, checked; raises ``FoederaError``. An empty field is one not given."""
    today = shelf.today().isoformat()
    given = {"on": on, "known": known, "trust": trust}
    kept = {name: value.strip() for name, value in given.items() if value and value.strip()}
    return Ask(
        on=_day(kept["on"], "on") if "on" in kept else today,
        known=_day(kept["known"], "known") if "known" in kept else None,
        trust=kept.get("trust"),
        today=today,
        kept=kept,
    )


def _day(text: str, where: str) -> str:
    return narrow(parse(text, where), "only", where).isoformat()


def two(text: str | None) -> tuple[str, str] | None:
    """``A,B`` as two states; None where nothing is given."""
    if not text:
        return None
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 2 or not all(parts):
        raise FoederaError("between", "two states are needed", "write between=PRK,RUS")
    return parts[0], parts[1]


def record(book: Book, treaty: str) -> Any:
    """The treaty's record; ``NotFound`` where the address names none."""
    try:
        return book.record(treaty)
    except FoederaError as fault:
        if fault.where == "treaty":
            raise NotFound(fault.where, fault.what, fault.hint) from None
        raise
