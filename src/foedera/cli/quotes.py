"""The words a statement rests on, for showing beside a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedera.book import Book


def words_of(book: Book, known: str | None) -> Callable[[str], str | None]:
    """A function from a statement id to "who, when: the quoted words" (None for an unknown id)."""
    from .show import quoted, safe

    world = book.world(known)

    def words(statement_id: str) -> str | None:
        found = world.statement(statement_id)
        if found is None:
            return None
        statement, source = found
        publisher = (source.publisher or source.title or source.url or source.id[:12]) if source else "?"
        speakers = " ← ".join([publisher, *statement.said_by])
        day = f", {source.published}" if source and source.published else ""
        quote = f": {quoted(statement.quote)}" if statement.quote else ""
        return f"{safe(speakers)}{safe(day)}{safe(quote)}"

    return words
