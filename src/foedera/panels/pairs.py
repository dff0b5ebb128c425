"""From members to pairs: who was bound together with whom on which days, and what the one owes the other."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from foedera import states

from .actors import by_cow_number, by_state, persons
from .pledges import Pledges
from .vocabulary import ALL_CONDITIONS, OBLIGATIONS, System, condition_bits

if TYPE_CHECKING:
    import polars as pl


def members_of(pledges: Pledges, system: System, *, sure: bool = False) -> pl.DataFrame:
    """The members with ``actor`` and ``state`` for the system, split where a number changes hands.

    ``sure``: count certain days only; otherwise every possible day.
    """
    import polars as pl

    members = pledges.members
    if sure:
        members = members.with_columns(lo="lo_sure", hi="hi_sure").filter(pl.col("lo") <= pl.col("hi"))
    numbered = members.filter(pl.col("cow").is_not_null())
    named = members.filter(pl.col("cow").is_null())
    names = dict(numbered.filter(pl.col("state").is_not_null()).select("cow", "state").unique().iter_rows())
    parts = []
    if numbered.height:
        table = by_cow_number(numbered["cow"].unique().to_list(), system, names)
        parts.append(_split(numbered, table, "cow"))
    if named.height:
        parts.append(_split(named, by_state(named["state"].unique().to_list(), system), "state"))
    return pl.concat(parts) if parts else _split(members, by_state([], system), "state")


def pair_spells(pledges: Pledges, system: System, *, sure: bool = False) -> pl.DataFrame:
    """One row for each treaty phase, ordered pair and stretch of days on which both were bound.

    ``a``, ``b`` (actors), ``state_a``, ``state_b``, ``treaty``, ``lo``, ``hi``, ``vague`` (the first
    day is one possible day of several), ``run`` (first day of the unbroken time under the treaty),
    ``owes``, ``conditions``, ``firmness`` (what ``a`` owes ``b``), ``coded`` (from a COW-coded dataset).

    A state is never its own ally, and never that of a State which it succeeded to and which had ended.
    """
    import polars as pl

    one = members_of(pledges, system, sure=sure).with_columns(
        group=pl.struct("treaty", "phase").rank("dense").cast(pl.UInt32)
    )
    other = one.select(
        "group",
        b="actor",
        state_b="state",
        lo_b="lo",
        hi_b="hi",
        vague_b=pl.col("vague"),
    )
    pairs = (
        one.lazy()
        .rename({"actor": "a", "state": "state_a"})
        .join(other.lazy(), on="group")
        .with_columns(
            pl.max_horizontal("lo", "lo_b").alias("lo"),
            pl.min_horizontal("hi", "hi_b").alias("hi"),
            pl.when(pl.col("lo") == pl.col("lo_b"))
            .then(pl.col("vague") | pl.col("vague_b"))
            .when(pl.col("lo") > pl.col("lo_b"))
            .then("vague")
            .otherwise("vague_b")
            .alias("vague"),
        )
        .filter(
            (pl.col("lo") <= pl.col("hi"))
            & (pl.col("a") != pl.col("b"))
            & (pl.col("state_a") != pl.col("state_b"))
        )
        .drop("lo_b", "hi_b", "vague_b")
        .collect()
    )
    kept = _between(_without_predecessors(pairs), pledges.apart)
    return _runs(_narrow(kept, pledges.only)).drop("group", "phase")


def _split(members: pl.DataFrame, pieces: pl.DataFrame, key: str) -> pl.DataFrame:
    import polars as pl

    table = pieces.rename({"state": "named"})
    return (
        members.rename({"state": "told"})
        .with_columns(pl.col("cow" if key == "cow" else "told").alias("key"))
        .join(table, on="key")
        .filter((pl.col("lo") <= pl.col("to")) & (pl.col("hi") >= pl.col("from")))
        .with_columns(
            vague=(pl.col("lo") != pl.col("lo_sure")) & (pl.col("lo") >= pl.col("from")),
            lo=pl.max_horizontal("lo", "from"),
            hi=pl.min_horizontal("hi", "to"),
            coded=pl.col("cow").is_not_null(),
        )
        .select(
            "treaty", "phase", "actor", pl.col("named").alias("state"), "lo", "hi", "vague", "coded", "owes",
            "conditions", "firmness",
        )
    )  # fmt: skip


def _without_predecessors(pairs: pl.DataFrame) -> pl.DataFrame:
    """Drop days on which one of two was already extinct and the other its successor."""
    import polars as pl

    rows = []
    for state in states.all_states():
        if not state.existence or state.existence[-1].end is None:
            continue
        for link in states.successors(state.id):
            rows.append((state.id, link.successor, state.existence[-1].end))
    if not rows or not pairs.height:
        return pairs
    ended = pl.DataFrame(
        [(a, b, day) for x, y, day in rows for a, b in ((x, y), (y, x))],
        schema={"state_a": pl.String, "state_b": pl.String, "ended": pl.Date},
        orient="row",
    ).unique(["state_a", "state_b"], keep="first")
    return (
        pairs.join(ended, on=["state_a", "state_b"], how="left", maintain_order="left")
        .filter(pl.col("ended").is_null() | (pl.col("lo") <= pl.col("ended")))
        .with_columns(hi=pl.min_horizontal("hi", "ended"))
        .drop("ended")
    )


def _between(pairs: pl.DataFrame, apart: pl.DataFrame | None) -> pl.DataFrame:
    """Take out the days on which the treaty did not hold between the two, though both were parties.

    Row by row: such days are rare (the United States and New Zealand since 1986).
    """
    import polars as pl

    if apart is None or not apart.height:
        return pairs
    key = ["treaty", "state_a", "state_b"]
    touched = pairs.join(apart.select(key).unique(), on=key, how="semi")
    if not touched.height:
        return pairs
    bars: dict[tuple[str, ...], list[tuple[date, date]]] = {}
    for *names, off, on in apart.select(*key, "off", "on").iter_rows():
        bars.setdefault(tuple(names), []).append((off, on))
    day = timedelta(days=1)
    rows = []
    for row in touched.iter_rows(named=True):
        spans = [(row["lo"], row["hi"], row["vague"])]
        for off, on in bars[tuple(row[k] for k in key)]:
            left = [(lo, min(hi, off - day), vague) for lo, hi, vague in spans if lo < off]
            spans = left + [(max(lo, on + day), hi, vague and lo > on) for lo, hi, vague in spans if hi > on]
        rows += [{**row, "lo": lo, "hi": hi, "vague": vague} for lo, hi, vague in spans]
    return pl.concat(
        [pairs.join(apart.select(key).unique(), on=key, how="anti"), pl.DataFrame(rows, schema=pairs.schema)]
    )


def _narrow(pairs: pl.DataFrame, only: pl.DataFrame) -> pl.DataFrame:
    """Take away, pair by pair, what a guarantee leaves to others."""
    import polars as pl

    if not only.height:
        return pairs
    key = ["treaty", "phase"]
    touched = pairs.join(only.select(*key, state_a="holder").unique(), on=[*key, "state_a"], how="semi")
    rest = pairs.join(only.select(*key, state_a="holder").unique(), on=[*key, "state_a"], how="anti")
    limited = only.group_by(*key, state_a="holder").agg(pl.col("mask").bitwise_or().alias("limited"))
    granted = only.group_by(*key, state_a="holder", state_b="beneficiary").agg(
        pl.col("mask").bitwise_or().alias("granted")
    )
    touched = (
        touched.join(limited, on=[*key, "state_a"], how="left")
        .join(granted, on=[*key, "state_a", "state_b"], how="left")
        .with_columns(lost=pl.col("limited") & ~pl.col("granted").fill_null(0))
        .with_columns(owes=pl.col("owes") & ~pl.col("lost"))
    )
    # A condition of a pledge that is not owed must not weaken the others' in the AND of conditions.
    conditions = pl.col("conditions")
    for bit, name in enumerate(OBLIGATIONS):
        gone = (pl.col("lost") & (1 << bit)) > 0
        conditions = pl.when(gone).then(conditions | condition_bits(name)).otherwise(conditions)
    touched = touched.with_columns(conditions=conditions.cast(pl.UInt32)).select(rest.columns)
    return pl.concat([rest, touched])


def _runs(pairs: pl.DataFrame) -> pl.DataFrame:
    """Add ``run``: since when, without a day between, both have been bound by the treaty."""
    import polars as pl

    if not pairs.height:
        return pairs.with_columns(run=pl.col("lo"), run_vague=pl.col("vague"))
    same_person = persons()
    ordered = pairs.with_columns(
        pl.col(f"state_{side}").replace(same_person).alias(f"_{side}") for side in ("a", "b")
    ).sort("treaty", "_a", "_b", "lo")
    keys = ("treaty", "_a", "_b")
    same = pl.all_horizontal([pl.col(c) == pl.col(c).shift(1) for c in keys])
    # The farthest day reached so far within the same treaty and pair.
    reached = pl.col("hi").cum_max().over(keys).shift(1)
    begins = (~same | (pl.col("lo") > reached.dt.offset_by("1d"))).fill_null(True)
    return (
        ordered.with_columns(number=begins.cum_sum())
        .with_columns(
            run=pl.col("lo").first().over("number"), run_vague=pl.col("vague").first().over("number")
        )
        .drop("number", "_a", "_b")
    )


def neutral_conditions(owes: pl.Expr, conditions: pl.Expr) -> pl.Expr:
    """Conditions with all bits set for obligations that are not held, so that AND leaves the held ones."""
    import polars as pl

    held = conditions
    for bit, name in enumerate(OBLIGATIONS):
        bits = condition_bits(name)
        if bits:
            lacking = (owes & (1 << bit)) == 0
            held = pl.when(lacking).then(held | bits).otherwise(held)
    return (held & ALL_CONDITIONS).cast(pl.UInt32)
