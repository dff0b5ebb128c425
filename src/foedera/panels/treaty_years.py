"""The treaty-year and party-year tables: how many stood where, and where each stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .actors import labels
from .standing import COUNTED
from .universe import Membership, member_years
from .vocabulary import Convention, System
from .years import in_years

if TYPE_CHECKING:
    import polars as pl

_PLURAL = {
    "signatory": "signatories",
    "contracting": "contracting",
    "provisional": "provisional",
    "party": "parties",
    "suspended": "suspended",
}


def treaty_year(
    standing: pl.DataFrame,
    first: int,
    last: int,
    *,
    system: System = "cow",
    convention: Convention = "any_day",
    members: Membership | None = None,
) -> pl.DataFrame:
    """One row for each treaty and year from its first act on.

    ``in_force``: 1 or 0; ``signatories`` (that have not consented), ``contracting``, ``provisional``,
    ``parties``, ``suspended``: how many; ``share``: of the system's members in that year, how many parts
    of one were parties (null where ``system`` is none). Under ``any_day`` a state that changed its
    standing within the year counts in each.
    """
    import polars as pl

    years = in_years(standing.lazy(), first, last, convention).collect()
    states_ = years.filter(pl.col("subject") != "treaty")
    begun = standing.filter(pl.col("status") != "none").group_by("treaty").agg(pl.col("lo").min().dt.year())
    base = (
        begun.with_columns(
            year=pl.int_ranges(pl.max_horizontal("lo", pl.lit(first)), last + 1, dtype=pl.Int32)
        )
        .explode("year")
        .drop("lo")
        .filter(pl.col("year").is_not_null())
    )
    told = standing.group_by("treaty").agg(pl.col("source").unique().sort().str.join(";"))
    force = (
        years.filter((pl.col("subject") == "treaty") & (pl.col("status") == "in_force"))
        .select("treaty", "year", in_force=pl.lit(1, pl.Int8))
        .unique()
    )
    table = base.join(force, on=["treaty", "year"], how="left").with_columns(pl.col("in_force").fill_null(0))
    counts = states_.group_by("treaty", "year").agg(
        pl.col("subject").filter(pl.col("status") == status).n_unique().cast(pl.Int32).alias(name)
        for status, name in _PLURAL.items()
    )
    table = table.join(counts, on=["treaty", "year"], how="left").with_columns(
        pl.col(list(_PLURAL.values())).fill_null(0)
    )
    share = pl.lit(None, pl.Float64)
    if system != "none":
        everyone = member_years(system, first, last, convention, spells=members)
        size = everyone.group_by("year").agg(pl.col("actor").n_unique().alias("size"))
        inside = (
            states_.filter(pl.col("status") == "party")
            .join(everyone.select("year", subject="state").unique(), on=["year", "subject"], how="semi")
            .group_by("treaty", "year")
            .agg(pl.col("subject").n_unique().alias("inside"))
        )
        table = table.join(size, on="year", how="left").join(inside, on=["treaty", "year"], how="left")
        share = (pl.col("inside").fill_null(0) / pl.col("size")).round(6)
    return (
        table.join(told, on="treaty", how="left")
        .select("treaty", "year", "in_force", *_PLURAL.values(), share.alias("share"), "source")
        .sort("treaty", "year")
    )


def party_year(
    standing: pl.DataFrame,
    first: int,
    last: int,
    *,
    system: System = "none",
    convention: Convention = "any_day",
    members: Membership | None = None,
) -> pl.DataFrame:
    """One row for each treaty, state and year in which the state stood to the treaty at all.

    ``status``: the last in the year under the convention (of the days it counts); ``since``: its first
    day; ``party``: whether it was a party under the convention; ``rule``, ``statements``: the article by
    which it stood so, and the ids of the statements it rests on (``foedera log`` shows them).
    """
    import polars as pl

    spells = standing.filter((pl.col("subject") != "treaty") & pl.col("status").is_in(COUNTED))
    table = (
        in_years(spells.lazy(), first, last, convention)
        .sort("lo", "hi")
        .group_by("treaty", "subject", "year", maintain_order=True)
        .agg(
            pl.col("status").last(),
            pl.col("lo").last().dt.strftime("%Y-%m-%d").alias("since"),
            pl.col("rule", "statements", "source").last(),
            party=(pl.col("status") == "party").any().cast(pl.Int8),
        )
        .collect()
        .rename({"subject": "state"})
    )
    if system != "none":
        everyone = member_years(system, first, last, convention, spells=members)
        table = table.join(everyone.select("year", "state").unique(), on=["year", "state"], how="semi")
    numbers = labels(first, last).unique(["state", "year"])
    return (
        table.join(numbers, on=["state", "year"], how="left")
        .select(
            *("treaty", "state", "cow", "gw", "year", "status", "party", "since"),
            *("rule", "statements", "source"),
        )
        .sort("treaty", "state", "year")
    )
