"""International Environmental Agreements Database: who did what about which agreement, as stated facts."""

from __future__ import annotations

from pathlib import Path

from foedera.exchange.base import LIMITS, Imported, Importer, Limits, Lookup, read_text

CITE = (
    "Mitchell, R. B. et al. (2020). What We Know (and Could Know) About International Environmental "
    "Agreements. Global Environmental Politics 20(1), 103-121. International Environmental Agreements "
    "Database Project, https://www.iea.ulaval.ca"
)


class Ieadb:
    """Reads the table of members' actions, plain or packed with gzip (see ``README.md``)."""

    name = "ieadb"
    cite = CITE

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
        """Everything the table states. ``treaty``: refused, since the table names its agreements."""
        from .members import read_members

        return read_members(read_text(path, limits), str(path), treaty, published, lookup, limits)


IMPORTERS: dict[str, Importer] = {"ieadb": Ieadb()}
