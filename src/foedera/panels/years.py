"""From spells of days to years, under a named convention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .vocabulary import OBLIGATIONS, Convention

if TYPE_CHECKING:
    import polars as pl


def bounds(first: int, last: int, convention: Convention) -> dict[str, pl.Expr]:
    """``begin`` and ``end``: the first and last year in which a spell ``lo``..``hi`` (inclusive) counts.

    ``any_day``: it holds on a day of the year; ``january_1``, ``december_31``: on that day;
    ``whole_year``: on all days. A spell that counts in no year gets an ``end`` before its ``begin``.
    """
    import polars as pl

    on_first = (pl.col("lo").dt.month() == 1) & (pl.col("lo").dt.day() == 1)
    on_last = (pl.col("hi").dt.month() == 12) & (pl.col("hi").dt.day() == 31)
    begin, end = pl.col("lo").dt.year(), pl.col("hi").dt.year()
    if convention in ("january_1", "whole_year"):
        begin = begin + (~on_first).cast(pl.Int32)
    if convention in ("december_31", "whole_year"):
        end = end - (~on_last).cast(pl.Int32)
    return {
        "begin": pl.max_horizontal(begin, pl.lit(first, pl.Int32)),
        "end": pl.min_horizontal(end, pl.lit(last, pl.Int32)),
    }


def in_years(spells: pl.LazyFrame, first: int, last: int, convention: Convention) -> pl.LazyFrame:
    """Each spell once for every year in which it counts (see ``bounds``), as ``year``."""
    return spread(spells.with_columns(**bounds(first, last, convention)))


def spread(spells: pl.LazyFrame) -> pl.LazyFrame:
    """One row for each ``year`` from ``begin`` to ``end``."""
    import polars as pl

    return (
        spells.filter(pl.col("begin") <= pl.col("end"))
        .with_columns(year=pl.int_ranges("begin", pl.col("end") + 1, dtype=pl.Int32))
        .explode("year")
        .drop("begin", "end")
    )


def joined(pairs: pl.DataFrame) -> pl.DataFrame:
    """The same pairs with one row for each obligation and unbroken time in which some spell gives it.

    For the convention ``whole_year``: an obligation that passes from one treaty or phase to the next
    without a day between has held for the whole year. A pair's bare alliance stands as owing nothing.
    """
    import polars as pl

    parts = [pairs.with_columns(owes=pl.lit(0, pl.UInt8), bit=pl.lit(0, pl.UInt8))]
    for k in range(len(OBLIGATIONS)):
        bit = 1 << k
        held = pairs.filter((pl.col("owes") & bit) > 0)
        parts.append(held.with_columns(owes=pl.lit(bit, pl.UInt8), bit=pl.lit(bit, pl.UInt8)))
    keys = ["bit", "a", "b"]
    ordered = pl.concat(parts).sort(*keys, "lo")
    reached = pl.col("hi").cum_max().over(keys).shift(1)
    same = pl.all_horizontal([pl.col(c) == pl.col(c).shift(1) for c in keys])
    begins = (~same | (pl.col("lo") > reached.dt.offset_by("1d"))).fill_null(True)
    numbered = ordered.with_columns(number=begins.cum_sum())
    # A spell takes over the stretch's days; ``own_lo``, ``own_hi`` still say when its treaty gave it.
    return numbered.with_columns(
        lo=pl.col("lo").min().over("number"),
        hi=pl.col("hi").max().over("number"),
        own_lo="lo",
        own_hi="hi",
    ).drop("number", "bit")
