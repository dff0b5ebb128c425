"""Loading one record."""

from __future__ import annotations

from pathlib import Path

from foedera.errors import FoederaError
from foedera.model import Treaty

from .record import parse_record


def load(path: str | Path) -> Treaty:
    """The treaty that ``ID.yml`` (with ``ID.csv`` beside it, if any) records.

    Raises ``FoederaError`` with file and line at the first fault; ``check`` lists them all.
    """
    file = Path(path)
    parsed, faults = parse_record(file)
    if faults:
        raise min(faults, key=lambda fault: (fault.file.endswith(".csv"), fault.line)).error()
    if parsed is None:  # a record that cannot be built has a fault
        raise FoederaError(str(file), "cannot be read as a record", "run foedera check")
    return parsed.treaty
