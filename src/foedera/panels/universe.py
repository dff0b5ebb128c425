"""The universe of a table: which members of a system of states stood beside each other in which year.

Two members make a dyad-year where they share a day of that year under the convention. The shared day is
what counts: in 1916 of the Correlates of War list there is no difference, in 1945 and 1975 there is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from .actors import membership
from .vocabulary import Convention, System

if TYPE_CHECKING:
    import polars as pl

Membership = Sequence[tuple[int, str, date, date | None]]
"""(number, register id, first day, last day or None for open) of each spell in the system."""


def member_years(
    system: System,
    first: int,
    last: int,
    convention: Convention = "any_day",
    *,
    spells: Membership | None = None,
) -> pl.DataFrame:
    """``actor``, ``state``, ``year``, ``lo``, ``hi``: the days of the year on which it was a member.

    A number that changed hands during the year stands once for each unbroken stretch of days, with the
    State that bore it last in ``state``. ``spells``: another list of members instead of the own one.
    """
    import polars as pl

    rows = list(spells if spells is not None else membership(system))
    frame = pl.DataFrame(
        [(a, s, lo, hi or date(last, 12, 31)) for a, s, lo, hi in rows],
        schema={"actor": pl.Int32, "state": pl.String, "from": pl.Date, "to": pl.Date},
        orient="row",
    )
    frame = _unbroken(frame)
    years = (
        frame.with_columns(
            begin=pl.max_horizontal(pl.col("from").dt.year(), pl.lit(first, pl.Int32)),
            end=pl.min_horizontal(pl.col("to").dt.year(), pl.lit(last, pl.Int32)),
        )
        .filter(pl.col("begin") <= pl.col("end"))
        .with_columns(year=pl.int_ranges("begin", pl.col("end") + 1, dtype=pl.Int32))
        .explode("year")
        .with_columns(
            lo=pl.max_horizontal("from", pl.date("year", 1, 1)),
            hi=pl.min_horizontal("to", pl.date("year", 12, 31)),
        )
        .select("actor", "state", "year", "lo", "hi", "states")
    )
    years = _named(years, frame)
    return years.filter(within_year(convention)).select("actor", "state", "year", "lo", "hi")


def within_year(convention: Convention) -> pl.Expr:
    """Whether ``lo``..``hi`` (within ``year``) satisfies the convention."""
    import polars as pl

    begins = pl.col("lo") == pl.date("year", 1, 1)
    ends = pl.col("hi") == pl.date("year", 12, 31)
    return {
        "any_day": pl.lit(True),
        "january_1": begins,
        "december_31": ends,
        "whole_year": begins & ends,
    }[convention]


def dyad_years(members: pl.DataFrame, *, directed: bool) -> pl.Series:
    """The keys (see ``keys``) of all pairs that share a day, in order; undirected: smaller number first."""
    import polars as pl

    whole = (pl.col("lo") == pl.date("year", 1, 1)) & (pl.col("hi") == pl.date("year", 12, 31))
    full = members.filter(whole).select("year", "actor")
    part = members.filter(~whole).select("year", "actor", "lo", "hi")
    order = (pl.col("a") < pl.col("b")) if not directed else (pl.col("a") != pl.col("b"))
    key = pair_key(pl.col("a"), pl.col("b"), pl.col("year")).alias("key")

    # Members of the whole year meet all others; only those that came or went during it need comparing.
    both = (
        full.lazy().rename({"actor": "a"}).join(full.lazy().rename({"actor": "b"}), on="year").filter(order)
    )
    anyone = members.lazy().select("year", "actor", "lo", "hi")
    some = (
        part.lazy()
        .rename({"actor": "a"})
        .join(anyone.rename({"actor": "b", "lo": "lo_b", "hi": "hi_b"}), on="year")
        .filter(
            (pl.col("a") != pl.col("b")) & (pl.col("lo") <= pl.col("hi_b")) & (pl.col("lo_b") <= pl.col("hi"))
        )
        .select("year", "a", "b")
    )
    some = pl.concat([some, some.select("year", a="b", b="a")]).filter(order).select(key).unique()
    return pl.concat([both.select(key), some]).collect().to_series().sort()


def pair_key(a: pl.Expr, b: pl.Expr, year: pl.Expr) -> pl.Expr:
    """One number for a pair and year; keys in order are pairs in order of member, member, year."""
    import polars as pl

    return a.cast(pl.Int64) * (1 << 28) + b.cast(pl.Int64) * (1 << 12) + year


def from_key(key: pl.Expr) -> dict[str, pl.Expr]:
    """``a``, ``b`` and ``year`` out of a key."""
    import polars as pl

    return {
        "a": (key // (1 << 28)).cast(pl.Int32),
        "b": (key // (1 << 12) % (1 << 16)).cast(pl.Int32),
        "year": (key % (1 << 12)).cast(pl.Int32),
    }


def _unbroken(frame: pl.DataFrame) -> pl.DataFrame:
    """Spells of one number that touch are one, with the register ids it had as ``states``."""
    import polars as pl

    ordered = frame.sort("actor", "from")
    breaks = (pl.col("actor") != pl.col("actor").shift(1)) | (
        pl.col("from") > pl.col("to").shift(1).dt.offset_by("1d")
    )
    return (
        ordered.with_columns(run=breaks.fill_null(True).cum_sum())
        .group_by("run", maintain_order=True)
        .agg(
            pl.col("actor").first(),
            pl.col("from").first(),
            pl.col("to").max(),
            pl.col("state").last(),
            states=pl.struct("from", "state"),
        )
        .drop("run")
    )


def _named(years: pl.DataFrame, frame: pl.DataFrame) -> pl.DataFrame:
    """The id that bore the number last among the days of the year."""
    import polars as pl

    several = frame.filter(pl.col("states").list.len() > 1)["actor"].unique().to_list()
    plain = years.filter(~pl.col("actor").is_in(several)).drop("states")
    mixed = years.filter(pl.col("actor").is_in(several))
    named = [
        next((s["state"] for s in reversed(row["states"]) if s["from"] <= row["hi"]), row["state"])
        for row in mixed.select("states", "hi", "state").iter_rows(named=True)
    ]
    mixed = mixed.drop("states").with_columns(pl.Series("state", named, dtype=pl.String))
    return pl.concat([plain, mixed])
