"""Lists of the members of a system of states: Correlates of War, Gleditsch and Ward (see README.md here).

Membership is no act under a treaty, so an import records nothing: it compares the list with the states
that Foedera knows and reports the differences. ``load_system`` gives the list to a table as its universe.
"""

from __future__ import annotations

from pathlib import Path

from foedera.errors import UsageError
from foedera.exchange.base import LIMITS, Imported, Importer, Limits, Lookup

from .lists import CITE, LAYOUTS, compare, load_system

__all__ = ["CITE", "IMPORTERS", "LAYOUTS", "SystemList", "load_system"]


class SystemList:
    """Reads one system's list. ``name``: ``cow-states`` or ``gw-states``."""

    def __init__(self, system: str) -> None:
        self.system, self.name, self.cite = system, f"{system}-states", CITE[system]

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
        """What differs between the list and the states known here, as notices; no statements."""
        if treaty is not None:
            raise UsageError("--treaty", "a list of states is about no treaty", "leave the option out")
        return compare(path, self.system, published, limits)


IMPORTERS: dict[str, Importer] = {f"{system}-states": SystemList(system) for system in LAYOUTS}
