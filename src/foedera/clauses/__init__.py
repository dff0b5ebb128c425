"""Final clauses in words → rules (contract section 5). Nothing is guessed: what is not read is refused."""

from __future__ import annotations

from .read import ClauseReading, Part, explain, read_clause

__all__ = ["ClauseReading", "Part", "explain", "read_clause"]
