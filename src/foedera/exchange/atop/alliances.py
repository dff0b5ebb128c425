"""ATOP's alliance level: when each alliance began and ended, as a checkpoint beside the member level."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from foedera.exchange.base import Imported, Limits, Lookup, sha256
from foedera.model import Checkpoint, Source, seal_source

from .columns import LAST_YEAR, dated, numbers_of, read_table, refuse
from .records import edtf

_NEEDED = ("atopid", "begyr", "begmo", "begday", "endyr", "endmo", "endday", "mem1", "mem2")
_MAY_BE_EMPTY = ("begday", "endday")


def is_alliance_level(content: bytes) -> bool:
    """Whether the header is that of the alliance level."""
    header = content[: content.find(b"\n")].lower()
    return b"begyr" in header and b"yrent" not in header


def read_alliances(
    path: str | Path, content: bytes, published: str | None, lookup: Lookup | None, limits: Limits
) -> Imported:
    """A checkpoint for each alliance; raises ``FoederaError`` with the line for a damaged file."""
    import polars as pl

    raw = read_table(path, _NEEDED, ("version",), limits, "the alliance level of ATOP 5.1 (atop5_1a.csv)")
    frame = numbers_of(raw, str(path), _MAY_BE_EMPTY)
    frame = frame.rename({"mem1": "member"})
    is_open = pl.col("endyr") == 0
    refuse(
        frame,
        {
            "has no possible year of its beginning": ~pl.col("begyr").is_between(1648, LAST_YEAR),
            "has no possible year of its end": ~pl.col("endyr").is_between(1648, LAST_YEAR) & ~is_open,
        },
        str(path),
    )
    frame = dated(frame, "begyr", "begmo", "begday", "lo", "lo_sure")
    frame = dated(frame, "endyr", "endmo", "endday", "hi", "hi_sure", backward=True)
    refuse(
        frame,
        {
            "has a date that no calendar has": pl.col("lo").is_null() | (pl.col("hi").is_null() & ~is_open),
            "ends before it begins": pl.col("hi") < pl.col("lo"),
        },
        str(path),
    )
    first = frame.group_by("atopid").agg(pl.col("line").min().alias("first"))
    doubled = frame.join(first, on="atopid").filter(pl.col("line") > pl.col("first"))
    refuse(doubled.with_columns(twice=True), {"stands twice": pl.col("twice")}, str(path))
    source = seal_source(
        Source(
            publisher="Alliance Treaty Obligations and Provisions",
            title="ATOP 5.1, alliance level",
            url="http://www.atopdata.org/",
            language="en",
            published=published,
            kind="dataset",
            sha256=sha256(content),
        )
    )
    checkpoints: dict[str, tuple[Checkpoint, ...]] = {}
    columns = ("atopid", "lo", "lo_sure", "hi", "hi_sure")
    rows: list[tuple[int, date, date, date | None, date | None]] = list(frame.select(columns).iter_rows())
    for number, lo, lo_sure, hi, hi_sure in rows:
        treaty = (lookup("atop", str(number)) if lookup else None) or f"atop-{number}"
        checkpoints[treaty] = (
            Checkpoint(
                entry_into_force=edtf(lo, lo_sure),
                until=edtf(hi_sure, hi) if hi is not None and hi_sure is not None else None,
                as_of=f"{LAST_YEAR}-12-31",
                source=source.id,
                note="ATOP dates an alliance mostly from its signature",
            ),
        )
    return Imported(sources=(source,), checkpoints=checkpoints)
