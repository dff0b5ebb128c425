"""The words a statement rests on, for showing beside a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedera.book import Book
    from foedera.model import Source, Statement


def words_of(book: Book, known: str | None) -> Callable[[str], str | None]:
    """A function from a statement id to "who, when: the quoted words" (None for an unknown id)."""
    from .show import quoted, safe

    world = book.world(known)

    def words(statement_id: str) -> str | None:
        found = world.statement(statement_id)
        if found is None:
            return None
        statement, source = found
        day = f", {source.published}" if source and source.published else ""
        quote = f": {quoted(statement.quote)}" if statement.quote else ""
        return f"{safe(speakers(statement, source))}{safe(day)}{safe(quote)}"

    return words


def speakers_of(book: Book, known: str | None) -> Callable[[str], str | None]:
    """A function from a statement id to "publisher ← whom it quotes" (None for an unknown id)."""
    world = book.world(known)

    def told(statement_id: str) -> str | None:
        found = world.statement(statement_id)
        return speakers(*found) if found else None

    return told


def speakers(statement: Statement, source: Source | None) -> str:
    """Who published it, and whom it quotes."""
    if source is None:
        return " ← ".join(["?", *statement.said_by])
    origin = next((credit.name for credit in source.credits if credit.role == "origin"), None)
    publisher = source.publisher or origin or source.title or source.url or f"report {source.id[:8]}"
    return " ← ".join([publisher, *statement.said_by])
