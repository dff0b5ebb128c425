"""Outside formats: each folder reads or writes one, and knows its bounds.

An importer proposes statements and, for treaties that the register does not hold, records. It never
writes: who calls it appends to the ledger. ``importer(name)`` loads the one that is asked for.
"""

from .base import (
    Correction,
    Difference,
    Imported,
    Importer,
    Limits,
    Lookup,
    Notice,
    Skipped,
)
from .registry import FORMATS, importer

__all__ = [
    "FORMATS",
    "Correction",
    "Difference",
    "Imported",
    "Importer",
    "Limits",
    "Lookup",
    "Notice",
    "Skipped",
    "importer",
]
