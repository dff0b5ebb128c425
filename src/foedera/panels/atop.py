"""Pledges from ATOP's member level, in bulk: the columns of the file, without a record for each alliance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from .pairs import neutral_conditions
from .pledges import Citation, Coverage, Pledges, member_schema, only_schema

if TYPE_CHECKING:
    import polars as pl

FIRST_YEAR = 1815


def from_atop(path: str | Path, *, register_ids: Mapping[str, str] | None = None) -> Pledges:
    """The pledges of ``atop5_1m.csv``, guarantees applied.

    ``register_ids``: ATOP number to register id, for treaties that the register holds itself; the others
    are called ``atop-NUMBER``. Raises ``FoederaError`` for a damaged file.
    """
    import polars as pl

    from foedera.exchange.atop import OTHER_NUMBERS, load_members
    from foedera.exchange.base import Skipped

    skipped: list[Skipped] = []
    columns = load_members(path, skipped=skipped)
    known = dict(register_ids or {})
    named = {str(number): known.get(str(number), f"atop-{number}") for number in columns["alliance"].unique()}
    members = columns.select(
        pl.col("alliance").cast(pl.String).replace_strict(named).alias("treaty"),
        pl.col("phase").cast(pl.Int32),
        "cow",
        pl.col("cow").replace_strict(OTHER_NUMBERS, default=None, return_dtype=pl.String).alias("state"),
        "lo",
        "hi",
        "lo_sure",
        "hi_sure",
        "owes",
        neutral_conditions(pl.col("owes"), pl.col("conditions")).alias("conditions"),
        pl.lit(None, pl.Int8).alias("firmness"),
    )
    return Pledges(
        members.select(member_schema().keys()),
        guarantee_rows(members, lambda number: named.get(str(number))),
        *atop_source(),
        tuple(f"{s.where}: {s.why}" for s in skipped),
    )


def atop_source() -> tuple[tuple[Coverage, ...], tuple[Citation, ...]]:
    """What ATOP covers, and how it is cited."""
    from foedera.exchange.atop import BIBTEX, LAST_YEAR

    return (Coverage("ATOP 5.1", FIRST_YEAR, LAST_YEAR),), (Citation("leeds2002", BIBTEX),)


def guarantee_rows(members: pl.DataFrame, name: Callable[[int], str | None]) -> pl.DataFrame:
    """``only`` for the recorded guarantees. ``name``: the id under which an alliance number stands."""
    import polars as pl

    from foedera.exchange.atop import guarantees

    from .vocabulary import OBLIGATIONS

    phases: dict[str, set[int]] = {}
    for treaty, phase in members.select("treaty", "phase").unique().iter_rows():
        phases.setdefault(treaty, set()).add(phase)
    rows = []
    for pledge in guarantees():
        treaty = name(pledge.alliance)
        if treaty is None or treaty not in phases:
            continue
        mask = 1 << OBLIGATIONS.index(pledge.type)
        for phase in sorted(phases[treaty]):
            if pledge.phases and phase not in pledge.phases:
                continue
            for holder in pledge.holders:
                for beneficiary in pledge.to or (None,):
                    rows.append((treaty, phase, holder, mask, beneficiary))
    return pl.DataFrame(rows, schema=only_schema(), orient="row")
