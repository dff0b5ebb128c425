"""The dyad-year table: what A owes B in a year, under which treaties, since when, on which conditions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .actors import OWN, labels, numbered
from .pairs import pair_spells
from .pledges import Coverage, Pledges
from .universe import Membership, dyad_years, from_key, member_years, pair_key
from .vocabulary import ALL_CONDITIONS, CONDITIONS, LAW, OBLIGATIONS, Convention, System
from .years import bounds, in_years, joined, spread

if TYPE_CHECKING:
    import polars as pl


def dyad_year(
    pledges: Pledges,
    first: int,
    last: int,
    *,
    directed: bool = True,
    system: System = "cow",
    convention: Convention = "any_day",
    sure: bool = False,
    members: Membership | None = None,
) -> pl.DataFrame:
    """One row for each pair and year of the universe (``system`` "none": that something links).

    An obligation is 1 where it is owed, 0 where no source that covers the pair and year has it, and null
    where none covers them. Sorted by member number of A, of B, and year.
    """

    pairs = pair_spells(pledges, system, sure=sure)
    held = _by_year(pairs, first, last, directed, convention)
    universe = None
    if system != "none":
        universe = member_years(system, first, last, convention, spells=members)
        everyone = dyad_years(universe, directed=directed).to_frame("key")
        held = everyone.join(held, on="key", how="left", maintain_order="left")
    else:
        held = held.sort("key")
    names = _names(pairs, universe, first, last)
    return _finish(held, names, system, pledges.coverage, directed)


def _by_year(
    pairs: pl.DataFrame, first: int, last: int, directed: bool, convention: Convention
) -> pl.DataFrame:
    """What is owed by pair and year, under ``key``."""
    import polars as pl

    spells = joined(pairs) if convention == "whole_year" else pairs.with_columns(own_lo="lo", own_hi="hi")
    if not directed:
        forward = pl.col("a") < pl.col("b")
        spells = spells.with_columns(
            a=pl.min_horizontal("a", "b"),
            b=pl.max_horizontal("a", "b"),
            ab=pl.when(forward).then("owes").otherwise(pl.lit(0, pl.UInt8)),
            ba=pl.when(forward).then(pl.lit(0, pl.UInt8)).otherwise("owes"),
        )
    # A treaty is named once a year although phases or, undirected, both sides bring it twice: a spell names
    # it only in years after those in which an earlier one did.
    spells = (
        spells.sort("treaty", "a", "b", "own_lo")
        .with_columns(**bounds(first, last, convention))
        .filter(pl.col("begin") <= pl.col("end"))
        .with_columns(
            own_begin=pl.max_horizontal("begin", pl.col("own_lo").dt.year()),
            own_end=pl.min_horizontal("end", pl.col("own_hi").dt.year()),
        )
        .with_columns(named=pl.col("own_end").cum_max().over("treaty", "a", "b"))
        .with_columns(named=pl.col("named").shift(1).over("treaty", "a", "b").fill_null(0))
        .with_columns(since=pl.col("run").to_physical() * 2 + pl.col("run_vague").cast(pl.Int32))
    )
    sides = [] if directed else ["ab", "ba"]
    # Under whole_year an obligation may be carried by several treaties in turn: each for its own years.
    own = pl.col("year").is_between("own_begin", "own_end")
    rows = (
        spread(spells.lazy())
        .select(
            pair_key(pl.col("a"), pl.col("b"), pl.col("year")).alias("key"),
            pl.when(own & (pl.col("year") > pl.col("named"))).then("treaty").alias("treaties"),
            pl.when(own).then("since").alias("since"),
            "owes",
            pl.when(own).then("conditions").otherwise(pl.lit(ALL_CONDITIONS, pl.UInt32)).alias("conditions"),
            pl.when(own).then("firmness").alias("firmness"),
            "coded",
            (~pl.col("coded")).alias("derived"),
            *sides,
        )
        .collect()
    )
    # Most pairs are linked by one treaty in a year; only where several meet is there anything to gather.
    several = rows["key"].is_duplicated()
    many = (
        rows.filter(several)
        .group_by("key")
        .agg(
            # Rows of a group keep their order, so the names come sorted.
            pl.col("treaties"),
            pl.col("since").min(),
            pl.col("owes").bitwise_or(),
            pl.col("conditions").bitwise_and(),
            pl.col("firmness").max(),
            pl.col("coded").any(),
            pl.col("derived").any(),
            *(pl.col(side).bitwise_or() for side in sides),
        )
        .with_columns(pl.col("treaties").list.join(";", ignore_nulls=True))
    )
    held = pl.concat([rows.filter(~several), many.select(rows.columns)])
    day = (pl.col("since") // 2).cast(pl.Date)
    words = held.select(pl.col("since").unique()).with_columns(
        edtf=pl.when(pl.col("since") % 2 == 1)
        .then(day.dt.strftime("%Y-%m"))
        .otherwise(day.dt.strftime("%Y-%m-%d"))
    )
    return held.join(words, on="since", how="left").drop("since").rename({"edtf": "since"})


def _names(pairs: pl.DataFrame, universe: pl.DataFrame | None, first: int, last: int) -> pl.DataFrame:
    """``actor``, ``year``, ``state``, ``cow``, ``gw``: what each is called; ``member``: of the COW system."""
    import polars as pl

    if universe is not None:
        who = universe.sort("lo").group_by("actor", "year", maintain_order=True).agg(pl.col("state").last())
    else:
        seen = pl.concat(
            pairs.select(actor=s, state=f"state_{s}", lo="lo", hi="hi") for s in ("a", "b")
        ).unique()
        who = (
            in_years(seen.lazy(), first, last, "any_day")
            .group_by("actor", "year")
            .agg(pl.col("state").sort_by("hi", "lo").last())
            .collect()
        )
    return who.join(labels(first, last), on=["state", "year"], how="left").join(
        numbered(first, last), on=["actor", "year"], how="left"
    )


def _finish(
    table: pl.DataFrame, names: pl.DataFrame, system: System, coverage: Sequence[Coverage], directed: bool
) -> pl.DataFrame:
    import polars as pl

    # One number for member and year: both sides look their names up by it.
    at = pl.col("actor") * (1 << 12) + pl.col("year")
    kind = pl.Enum(names["state"].unique().sort().to_list())
    own = pl.col("actor") < OWN
    named = names.select(
        at.alias("at"),
        pl.col("state").cast(kind),
        # In a year in which a State changed its number, each number is a member of its own.
        (pl.when(own & pl.col("member")).then("actor") if system in ("cow", "none") else pl.col("cow")).alias(
            "cow"
        ),
        (pl.when(own).then("actor") if system == "gw" else pl.col("gw")).alias("gw"),
    )
    key = from_key(pl.col("key"))
    table = table.with_columns(**key)
    for side in ("a", "b"):
        table = (
            table.with_columns(at=pl.col(side) * (1 << 12) + pl.col("year"))
            .join(
                named.rename({"state": f"state_{side}", "cow": f"cow_{side}", "gw": f"gw_{side}"}),
                on="at",
                how="left",
                maintain_order="left",
            )
            .drop("at")
        )
    covered = _covered(coverage)
    linked = pl.col("owes").is_not_null()
    flags = [
        pl.when(linked)
        .then((pl.col("owes") & (1 << k)) > 0)
        .when(covered)
        .then(False)
        .cast(pl.Int8)
        .alias(name)
        for k, name in enumerate(OBLIGATIONS)
    ]
    conditions = [
        pl.when((pl.col("owes") & (1 << k)) > 0)
        .then((pl.col("conditions") & (1 << CONDITIONS.index(name))) > 0)
        .cast(pl.Int8)
        .alias(name)
        for k, obligation in enumerate(OBLIGATIONS)
        for name in CONDITIONS
        if name.startswith(f"{obligation}_")
    ]
    extra = [] if directed else [(pl.col("ab") != pl.col("ba")).cast(pl.Int8).alias("asymmetric")]
    return table.select(
        *("state_a", "state_b", _number("a", system), _number("b", system), "gw_a", "gw_b", "year"),
        *flags,
        *("treaties", "since", "firmness"),
        *conditions,
        *extra,
        covered.cast(pl.Int8).alias("covered"),
        _source(coverage, linked, covered),
    )


def _source(coverage: Sequence[Coverage], linked: pl.Expr, covered: pl.Expr) -> pl.Expr:
    """Who says it: the dataset (whose silence is a 0), the law's derivation, or both; null: nobody."""
    import polars as pl

    name = ", ".join(dict.fromkeys(c.source for c in coverage)) or "dataset"
    both = f"{name};{LAW}"
    # Literals of the final type: two million texts are never made.
    kind = pl.Enum([name, both, LAW])
    return (
        pl.when(linked & pl.col("coded") & pl.col("derived"))
        .then(pl.lit(both, dtype=kind))
        .when(linked & pl.col("derived"))
        .then(pl.lit(LAW, dtype=kind))
        .when((linked & pl.col("coded")) | covered)
        .then(pl.lit(name, dtype=kind))
        .alias("source")
    )


def _number(side: str, system: System) -> pl.Expr:
    # A dataset may list a state before it entered the system: the dataset's own number stands.
    import polars as pl

    if system not in ("cow", "none"):
        return pl.col(f"cow_{side}")  # the member's number is another system's
    told = pl.col("coded").fill_null(False) & (pl.col(side) < OWN) & pl.col(f"cow_{side}").is_null()
    return pl.when(told).then(side).otherwise(f"cow_{side}").alias(f"cow_{side}")


def _covered(coverage: Sequence[Coverage]) -> pl.Expr:
    import polars as pl

    found = pl.lit(False)
    for source in coverage:
        within = pl.col("year").is_between(source.first_year, source.last_year)
        if source.cow_members_only:
            within = within & pl.col("cow_a").is_not_null() & pl.col("cow_b").is_not_null()
        found = found | within
    return found
