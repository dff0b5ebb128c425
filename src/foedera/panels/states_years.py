"""The state-year table: allies, pledges given and received, treaties in force, acts of consent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .actors import labels
from .universe import Membership, member_years
from .vocabulary import LAW, OBLIGATIONS, Convention, System
from .years import in_years

if TYPE_CHECKING:
    import polars as pl


def state_year(
    dyads: pl.DataFrame,
    first: int,
    last: int,
    *,
    system: System,
    convention: Convention,
    standing: pl.DataFrame | None = None,
    consents: pl.DataFrame | None = None,
    members: Membership | None = None,
) -> pl.DataFrame:
    """One row for each state and year, from the directed dyad-years of the same universe.

    ``allies``: states linked to it by an alliance; ``alliances``: treaties that link it;
    ``owes_defense`` …: states to which it owes the obligation; ``owed_defense`` …: states that owe it. Null
    where no source covers the state in that year. ``treaties_in_force``, ``consents``: of the register.
    """
    import polars as pl

    key = ["state", "cow", "year"]
    kind = dyads.schema["source"]
    words = kind.categories.to_list() if isinstance(kind, pl.Enum) else []
    given = dyads.group_by(state="state_a", cow="cow_a", year="year").agg(
        pl.col("covered").max(),
        *((pl.col("source") == word).any().fill_null(False).alias(f"_{n}") for n, word in enumerate(words)),
        pl.col("treaties").count().cast(pl.Int32).alias("allies"),
        *(pl.col(o).sum().cast(pl.Int32).alias(f"owes_{o}") for o in OBLIGATIONS),
    )
    received = dyads.group_by(state="state_b", cow="cow_b", year="year").agg(
        pl.col(o).sum().cast(pl.Int32).alias(f"owed_{o}") for o in OBLIGATIONS
    )
    linking = (
        dyads.lazy()
        .filter(pl.col("treaties").is_not_null())
        .select(state="state_a", cow="cow_a", year="year", treaty=pl.col("treaties").str.split(";"))
        .explode("treaty")
        .unique()
        .group_by(key)
        .agg(pl.len().cast(pl.Int32).alias("alliances"))
        .collect()
    )
    table = given.join(received, on=key, how="full", coalesce=True, nulls_equal=True).join(
        linking, on=key, how="left", nulls_equal=True
    )
    table = table.with_columns(pl.col("state").cast(pl.String), pl.col("alliances").fill_null(0))
    told = (pl.col("covered") == 1) | (pl.col("allies") > 0)
    counts = ["allies", "alliances", *(f"owes_{o}" for o in OBLIGATIONS), *(f"owed_{o}" for o in OBLIGATIONS)]
    table = table.with_columns(pl.when(told).then(pl.col(counts)).name.keep())
    if system != "none":
        everyone = _everyone(system, first, last, convention, members)
        table = everyone.join(table, on=key, how="left", nulls_equal=True)
    if standing is not None:
        table = table.join(_in_force(standing, first, last, convention), on=["state", "year"], how="left")
    if consents is not None:
        counted = consents.group_by("state", "year").agg(pl.len().cast(pl.Int32).alias("consents"))
        table = table.join(counted, on=["state", "year"], how="left")
    gw = labels(first, last).select("state", "year", "gw").unique(["state", "year"])
    extra = [c for c in ("treaties_in_force", "consents") if c in table.columns]
    return (
        table.join(gw, on=["state", "year"], how="left")
        .with_columns(pl.col("covered").fill_null(0), *(pl.col(c).fill_null(0) for c in extra))
        .with_columns(source=_source(words, standing is not None))
        .select("state", "cow", "gw", "year", *counts, *extra, "covered", "source")
        .sort("cow", pl.when(pl.col("cow").is_null()).then("state"), "year", nulls_last=True)
    )


def _source(words: Sequence[str], law: bool) -> pl.Expr:
    """Who says it: the dataset where one was asked, and the law where it derived pledges or counts."""
    import polars as pl

    parts = sorted({part for word in words for part in word.split(";")})
    said = [
        pl.when(
            pl.any_horizontal(
                [pl.col(f"_{n}").fill_null(False) for n, word in enumerate(words) if part in word.split(";")]
            )
            | pl.lit(law and part == LAW)
        ).then(pl.lit(part))
        for part in parts
    ]
    return pl.concat_str(said, separator=";", ignore_nulls=True).replace("", None) if said else pl.lit(None)


def _everyone(
    system: System, first: int, last: int, convention: Convention, members: Membership | None
) -> pl.DataFrame:
    import polars as pl

    found = member_years(system, first, last, convention, spells=members)
    who = found.sort("lo").group_by("actor", "year", maintain_order=True).agg(pl.col("state").last())
    if system == "cow":
        return who.select("state", cow="actor", year="year")
    numbers = labels(first, last).select("state", "year", "cow").unique(["state", "year"])
    return who.join(numbers, on=["state", "year"], how="left").select("state", "cow", "year")


def _in_force(standing: pl.DataFrame, first: int, last: int, convention: Convention) -> pl.DataFrame:
    import polars as pl

    bound = standing.filter((pl.col("status") == "party") & (pl.col("subject") != "treaty"))
    return (
        in_years(bound.lazy(), first, last, convention)
        .select("treaty", state="subject", year="year")
        .unique()
        .group_by("state", "year")
        .agg(pl.len().cast(pl.Int32).alias("treaties_in_force"))
        .collect()
    )
