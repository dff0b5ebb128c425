"""Comma-separated rows with the line each stands on, and the faults of a damaged file."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import NamedTuple

from foedera.errors import FoederaError

from .base import Limits, other_delimiter


class Line(NamedTuple):
    """``number``: of the line on which the row begins, counted from 1."""

    number: int
    cells: dict[str, str]


def read_rows(
    text: str,
    where: str,
    needs: Sequence[str],
    limits: Limits,
    what: str,
    delimiter: str = ",",
    *,
    uses: Sequence[str] = (),
) -> list[Line]:
    """All rows; raises ``FoederaError`` where the file is not ``what``: columns missing, a row cut off.

    ``uses``: columns that are read where they are there. Capitals in the heading make no difference.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: list[Line] = []
    header: list[str] = []
    begun = 1
    try:
        for cells in reader:
            line, begun = begun, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = _named([cell.strip() for cell in cells], (*needs, *uses))
                _check_header(header, f"{where}:{line}", needs, what, delimiter)
                continue
            if len(cells) != len(header):
                raise FoederaError(
                    f"{where}:{line}",
                    f"the row has {len(cells)} cells, the heading {len(header)}: cut off or damaged",
                    "fetch the file again",
                )
            if len(found) >= limits.rows:
                raise FoederaError(where, f"has more than {limits.rows:,} rows", "split it")
            found.append(Line(line, {k: v.strip() for k, v in zip(header, cells, strict=True)}))
    except csv.Error as fault:
        what_is = f"the row that begins here is not CSV ({fault})"
        raise FoederaError(f"{where}:{begun}", what_is, "look for a stray quotation mark, or fetch it again"
        ) from None  # fmt: skip
    if not found:
        raise FoederaError(where, f"holds no rows: not {what}, or cut off", "fetch the file again")
    return found


def _named(header: list[str], needs: Sequence[str]) -> list[str]:
    """The heading, the columns that are needed spelt as they are needed: capitals aside."""
    spelt = {name.casefold(): name for name in needs}
    return [name if name in needs else spelt.get(name.casefold(), name) for name in header]


def _check_header(header: list[str], where: str, needs: Sequence[str], what: str, delimiter: str) -> None:
    missing = [name for name in needs if name not in header]
    if missing:
        parted = other_delimiter(header)
        if parted and delimiter == ",":
            raise FoederaError(
                where,
                f"is not {what}: its cells are parted by {parted}, not by commas",
                "save it with commas",
            )
        raise FoederaError(
            where,
            f"is not {what}: the column '{missing[0]}' is missing",
            f"it has: {', '.join(header[:12])[:300]}",
        )
    twice = next((name for name in header if name and header.count(name) > 1), None)
    if twice:
        raise FoederaError(where, f"the column '{twice}' stands twice", "name each column once")
