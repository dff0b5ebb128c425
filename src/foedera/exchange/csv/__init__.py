"""Any table with one act a row, read by a mapping of its columns."""

from __future__ import annotations

from pathlib import Path

from foedera.exchange.base import LIMITS, Imported, Importer, Limits, Lookup, read_text


class Csv:
    """Reads a table (see ``README.md``); without a mapping the columns bear the names of the fields."""

    name = "csv"
    cite = "as the mapping's source says"

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
        """Everything the table states."""
        from .mapping import Mapping, load
        from .table import read_table

        found = load(mapping) if mapping is not None else Mapping()
        return read_table(read_text(path, limits), str(path), found, treaty, published, lookup, limits)


IMPORTERS: dict[str, Importer] = {"csv": Csv()}
