"""Comma-separated rows with the line each stands on, and the faults of a damaged file."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import NamedTuple

from foedera.errors import FoederaError

from .base import Limits


class Line(NamedTuple):
    """``number``: of the line on which the row ends, counted from 1."""

    number: int
    cells: dict[str, str]


def read_rows(
    text: str, where: str, needs: Sequence[str], limits: Limits, what: str, delimiter: str = ","
) -> list[Line]:
    """All rows; raises ``FoederaError`` where the file is not ``what``: columns missing, a row cut off."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: list[Line] = []
    header: list[str] = []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = [cell.strip() for cell in cells]
                _check_header(header, where, needs, what)
                continue
            if len(cells) != len(header):
                raise FoederaError(
                    f"{where}:{reader.line_num}",
                    f"the row has {len(cells)} cells, the heading {len(header)}: cut off or damaged",
                    "fetch the file again",
                )
            if len(found) >= limits.rows:
                raise FoederaError(where, f"has more than {limits.rows:,} rows", "split it")
            found.append(Line(reader.line_num, {k: v.strip() for k, v in zip(header, cells, strict=True)}))
    except csv.Error as fault:
        raise FoederaError(f"{where}:{reader.line_num}", f"is not CSV ({fault})", "fetch it again") from None
    if not found:
        raise FoederaError(where, f"holds no rows: not {what}, or cut off", "fetch the file again")
    return found


def _check_header(header: list[str], where: str, needs: Sequence[str], what: str) -> None:
    missing = [name for name in needs if name not in header]
    if missing:
        raise FoederaError(
            f"{where}:1",
            f"is not {what}: the column '{missing[0]}' is missing",
            f"it has: {', '.join(header[:12])}",
        )
    twice = next((name for name in header if name and header.count(name) > 1), None)
    if twice:
        raise FoederaError(f"{where}:1", f"the column '{twice}' stands twice", "name each column once")
