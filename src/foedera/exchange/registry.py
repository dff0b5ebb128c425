"""The formats by name. A module is loaded when its format is asked for, not before."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module

from foedera.errors import UsageError

from .base import Importer

FORMATS: dict[str, str] = {
    "atop": "foedera.exchange.atop",
    "cow-states": "foedera.exchange.systems",
    "csv": "foedera.exchange.csv",
    "gw-states": "foedera.exchange.systems",
    "ieadb": "foedera.exchange.ieadb",
    "jsonl": "foedera.exchange.jsonl",
    "untc": "foedera.exchange.untc",
}
"""Format name to the module that reads it. The module offers ``IMPORTERS: dict[str, Importer]``."""


def importer(name: str) -> Importer:
    """The importer of a format; raises ``UsageError`` for a name that is none."""
    module = FORMATS.get(name)
    if module is None:
        near = get_close_matches(name, FORMATS, n=1)
        offer = f"did you mean {near[0]}? " if near else ""
        raise UsageError("import", f"there is no format '{name}'", f"{offer}known: {', '.join(FORMATS)}")
    found: Importer = import_module(module).IMPORTERS[name]
    return found
