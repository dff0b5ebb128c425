"""The two tables: one row a report, one row a statement, each with the day it belongs to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    import polars as pl

    from foedera.reader import Reading

NO_DAY = "unknown"
"""The partition of reports whose day of publication is not known."""

_REPORT = ("source", "where", "url", "publisher", "language", "published", "title", "sha256")
_PLAIN = (
    "id", "source", "kind", "treaty", "treaty_text", "status", "role", "quote", "act", "step", "organ", "date",
    "date_text", "place", "clause", "of", "topic", "response",
)  # fmt: skip
_LISTS = ("said_by", "flags", "parties", "actors", "targets", "about")


def day_of(published: str | None) -> str:
    """The partition: a whole day (EDTF), or ``unknown``."""
    return published if published and re.fullmatch(r"\d{4}-\d\d-\d\d", published) else NO_DAY


def report_row(reading: Reading, where: str) -> dict[str, Any]:
    """One report. ``credits``: JSON of the source's credits; ``statements``: how many it makes."""
    source = reading.source
    row: dict[str, Any] = {name: getattr(source, name) for name in _REPORT if name not in ("source", "where")}
    credits = msgspec.json.encode(source.credits).decode()
    return {
        **row,
        "source": source.id,
        "where": where,
        "credits": credits,
        "notes": list(source.notes),
        "statements": len(reading.statements),
        "day": day_of(source.published),
    }


def statement_rows(reading: Reading) -> list[dict[str, Any]]:
    """The statements of one report; fields that a kind does not have are None."""
    day = day_of(reading.source.published)
    return [_statement_row(statement.to_dict(), day) for statement in reading.statements]


def _statement_row(plain: dict[str, Any], day: str) -> dict[str, Any]:
    quantity = plain.get("quantity") or {}
    row: dict[str, Any] = {name: plain.get(name) for name in _PLAIN}
    row |= {name: plain.get(name) for name in _LISTS}
    row |= {"start": plain["start"], "end": plain["end"], "day": day}
    row |= {"quantity_min": quantity.get("min"), "quantity_max": quantity.get("max")}
    row["unit"] = quantity.get("unit")
    row["rule"] = msgspec.json.encode(plain["rule"]).decode() if plain.get("rule") else None
    return row


def report_schema() -> dict[str, pl.DataType]:
    """Columns of ``reports``, in order."""
    import polars as pl

    text = {name: pl.String() for name in (*_REPORT, "credits")}
    return {**text, "notes": pl.List(pl.String()), "statements": pl.Int64(), "day": pl.String()}


def statement_schema() -> dict[str, pl.DataType]:
    """Columns of ``statements``, in order; ``rule`` is JSON, offsets count characters."""
    import polars as pl

    return {
        **{name: pl.String() for name in _PLAIN},
        **{name: pl.List(pl.String()) for name in _LISTS},
        "start": pl.Int64(),
        "end": pl.Int64(),
        "quantity_min": pl.Float64(),
        "quantity_max": pl.Float64(),
        "unit": pl.String(),
        "rule": pl.String(),
        "day": pl.String(),
    }
