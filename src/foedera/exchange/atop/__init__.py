"""ATOP, the Alliance Treaty Obligations and Provisions dataset, version 5.1 (see README.md here)."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from foedera.errors import UsageError
from foedera.exchange.base import LIMITS, Imported, Importer, Limits, Lookup, Notice, Skipped, read_bytes

from .columns import CONDITIONS, LAST_YEAR, OBLIGATIONS, OTHER_NUMBERS, load_members
from .guarantees import guarantee_records, guarantees

BIBTEX = """@article{leeds2002,
  author  = {Leeds, Brett Ashley and Ritter, Jeffrey M. and Mitchell, Sara McLaughlin and Long, Andrew G.},
  title   = {Alliance Treaty Obligations and Provisions, 1815-1944},
  journal = {International Interactions},
  volume  = {28},
  number  = {3},
  pages   = {237--260},
  year    = {2002},
  doi     = {10.1080/03050620213653}
}"""

PUBLISHER = "Alliance Treaty Obligations and Provisions"

CITE = (
    "Leeds, Brett Ashley, Jeffrey M. Ritter, Sara McLaughlin Mitchell and Andrew G. Long. 2002. "
    "Alliance Treaty Obligations and Provisions, 1815-1944. International Interactions 28 (3): 237-260. "
    "Data version 5.1."
)


class Atop:
    """Reads the member level (``atop5_1m.csv``) or the alliance level (``atop5_1a.csv``)."""

    name = "atop"
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
        """The member level: records, acts and conditions. The alliance level: checkpoints to compare.

        ``treaty``: refused, since the file numbers its alliances.
        """
        if treaty is not None:
            raise UsageError("--treaty", "ATOP's file names its alliances itself", "leave the option out")
        from .alliances import is_alliance_level, read_alliances
        from .records import imported

        content = read_bytes(path, limits)
        if is_alliance_level(content):
            return read_alliances(path, content, published, lookup, limits)
        skipped: list[Skipped] = []
        notices: list[Notice] = []
        members = load_members(path, limits, skipped=skipped, notices=notices)
        found = imported(members, content, published, lookup)
        return replace(found, skipped=tuple(skipped), notices=(*notices, *found.notices))


IMPORTERS: dict[str, Importer] = {"atop": Atop()}

__all__ = [
    "BIBTEX",
    "CITE",
    "CONDITIONS",
    "IMPORTERS",
    "LAST_YEAR",
    "OBLIGATIONS",
    "OTHER_NUMBERS",
    "PUBLISHER",
    "guarantee_records",
    "guarantees",
    "load_members",
]
