"""The dyad-spell table: day-exact stretches under one treaty, the ground on which all years stand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from .actors import OWN, labels
from .pairs import pair_spells
from .pledges import Pledges
from .vocabulary import CONDITIONS, LAW, OBLIGATIONS, System

if TYPE_CHECKING:
    import polars as pl


def dyad_spell(
    pledges: Pledges,
    first: int,
    last: int,
    *,
    directed: bool = True,
    system: System = "none",
    sure: bool = False,
) -> pl.DataFrame:
    """One row for each pair, treaty, phase and stretch of days ``from``..``until``, both inclusive.

    ``until`` null: no end is known. Undirected: the smaller number first, 1 where either owes it.
    ``day_uncertain``: the first day is one of several that the source leaves open.
    """
    import polars as pl

    pairs = pair_spells(pledges, system, sure=sure).filter(
        (pl.col("hi") >= date(first, 1, 1)) & (pl.col("lo") <= date(last, 12, 31))
    )
    if not directed:
        forward = pl.col("a") < pl.col("b")
        swap = {
            c: (
                pl.when(forward).then(f"{c}_a").otherwise(f"{c}_b"),
                pl.when(forward).then(f"{c}_b").otherwise(f"{c}_a"),
            )
            for c in ("state",)
        }
        pairs = pairs.with_columns(
            a=pl.min_horizontal("a", "b"),
            b=pl.max_horizontal("a", "b"),
            state_a=swap["state"][0],
            state_b=swap["state"][1],
        )
        keys = ["a", "b", "state_a", "state_b", "treaty", "lo", "hi"]
        pairs = pairs.group_by(keys, maintain_order=True).agg(
            pl.col("owes").bitwise_or(),
            pl.col("conditions").bitwise_and(),
            pl.col("firmness").max(),
            pl.col("vague").any(),
            pl.col("coded").any(),
        )
    name = ", ".join(dict.fromkeys(c.source for c in pledges.coverage)) or "dataset"
    years = labels(first, last)
    pairs = pairs.with_columns(year=pl.max_horizontal(pl.col("lo").dt.year(), pl.lit(first)).cast(pl.Int32))
    for side in ("a", "b"):
        pairs = pairs.join(
            years.rename({"state": f"state_{side}", "cow": f"cow_{side}", "gw": f"gw_{side}"}),
            on=[f"state_{side}", "year"],
            how="left",
            maintain_order="left",
        )
        if system in ("cow", "none"):
            told = pl.when(
                (pl.col(side) < OWN) & (pl.col("coded") | pl.col(f"cow_{side}").is_not_null())
            ).then(side)
            pairs = pairs.with_columns(told.alias(f"cow_{side}"))
    far = date(2200, 12, 31)
    return pairs.select(
        *("state_a", "state_b", "cow_a", "cow_b", "gw_a", "gw_b", "treaty"),
        pl.col("lo").alias("from"),
        pl.when(pl.col("hi") < far).then("hi").alias("until"),
        *(((pl.col("owes") & (1 << k)) > 0).cast(pl.Int8).alias(name) for k, name in enumerate(OBLIGATIONS)),
        "firmness",
        *(
            pl.when((pl.col("owes") & (1 << k)) > 0)
            .then((pl.col("conditions") & (1 << CONDITIONS.index(name))) > 0)
            .cast(pl.Int8)
            .alias(name)
            for k, obligation in enumerate(OBLIGATIONS)
            for name in CONDITIONS
            if name.startswith(f"{obligation}_")
        ),
        pl.col("vague").cast(pl.Int8).alias("day_uncertain"),
        pl.when("coded").then(pl.lit(name)).otherwise(pl.lit(LAW)).alias("source"),
    ).sort("cow_a", "cow_b", "state_a", "state_b", "from", "treaty", nulls_last=True)
