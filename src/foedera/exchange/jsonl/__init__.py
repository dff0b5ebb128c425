"""Statements as JSON Lines: what ``foedera read --json`` and ``foedera export jsonl`` write."""

from __future__ import annotations

from pathlib import Path

from foedera.exchange.base import LIMITS, Imported, Importer, Limits, Lookup, read_text


class Jsonl:
    """Reads sources and statements, one object a line (see ``README.md``)."""

    name = "jsonl"
    cite = "as the sources in the file say"

    def read(
        self,
        path: str | Path,
        *,
        treaty: str | None = None,
        published: str | None = None,
        lookup: Lookup | None = None,
        mapping: str | Path | None = None,
        limits: Limits = LIMITS,
    ) -> Imported:
        """Everything the file states. ``treaty``: for statements that name none."""
        from .lines import read_lines

        return read_lines(read_text(path, limits), str(path), treaty, published, limits)


IMPORTERS: dict[str, Importer] = {"jsonl": Jsonl()}
