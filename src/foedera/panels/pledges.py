"""What the tables are made of: who was bound by which treaty from when to when, and what it owes.

One row of ``members`` says that a state was within a phase of a treaty from ``lo`` to ``hi`` (days, both
inclusive), and which obligations it held there. Two states within the same phase on the same day are
allied on that day; each owes what its own row says. ``only`` narrows that: the obligations in ``mask``
that ``holder`` has under ``treaty`` are owed to the named ``beneficiary`` alone (rows for the same holder
and bit add up; a null beneficiary is nobody), which is how a guarantee stays one-sided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class Coverage:
    """The years for which a source lists all pledges, so that an absent one is a 0 and not an empty cell.

    ``cow_members_only``: it lists them for members of the Correlates of War system only.
    """

    source: str
    first_year: int
    last_year: int
    cow_members_only: bool = True


@dataclass(frozen=True)
class Citation:
    """How to cite a source: a key and a BibTeX entry."""

    key: str
    bibtex: str


@dataclass(frozen=True)
class Pledges:
    """Members of treaties with their obligations (``members``), narrowed by ``only``.

    ``notes``: what of the source could not be used. ``apart``: days on which a treaty did not hold between
    two of its parties (a suspension toward one, an accession not accepted); None for none.
    """

    members: pl.DataFrame
    only: pl.DataFrame
    coverage: tuple[Coverage, ...] = ()
    citations: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
    apart: pl.DataFrame | None = None


def member_schema() -> dict[str, type[pl.DataType]]:
    """The columns of ``members``.

    ``cow``: the COW number under which a dataset lists the state, or null with ``state`` (register id)
    given. ``lo``..``hi``: widest possible days; ``lo_sure``..``hi_sure``: the certain ones. ``owes``,
    ``conditions``: bits. ``firmness``: 0 to 5, null where not rated.
    """
    import polars as pl

    return {
        "treaty": pl.String,
        "phase": pl.Int32,
        "cow": pl.Int32,
        "state": pl.String,
        "lo": pl.Date,
        "hi": pl.Date,
        "lo_sure": pl.Date,
        "hi_sure": pl.Date,
        "owes": pl.UInt8,
        "conditions": pl.UInt32,
        "firmness": pl.Int8,
    }


def only_schema() -> dict[str, type[pl.DataType]]:
    """The columns of ``only``; ``holder`` and ``beneficiary`` are register ids."""
    import polars as pl

    return {
        "treaty": pl.String,
        "phase": pl.Int32,
        "holder": pl.String,
        "mask": pl.UInt8,
        "beneficiary": pl.String,
    }


def apart_schema() -> dict[str, type[pl.DataType]]:
    """The columns of ``apart``: register ids ``a`` and ``b``, in both orders; days both inclusive."""
    import polars as pl

    return {"treaty": pl.String, "state_a": pl.String, "state_b": pl.String, "off": pl.Date, "on": pl.Date}


def empty() -> Pledges:
    """No pledge at all."""
    import polars as pl

    return Pledges(pl.DataFrame(schema=member_schema()), pl.DataFrame(schema=only_schema()))


def together(parts: Sequence[Pledges]) -> Pledges:
    """Several sources as one; a treaty that two of them hold stands once in the tables."""
    import polars as pl

    if not parts:
        return empty()
    # The same treaty from two sources has different phases: they must not pair with each other.
    shift = 0
    members, only = [], []
    for part in parts:
        members.append(part.members.with_columns(pl.col("phase") + shift))
        only.append(part.only.with_columns(pl.col("phase") + shift))
        shift += 1000
    citations = {c.key: c for part in parts for c in part.citations}
    return Pledges(
        pl.concat(members),
        pl.concat(only),
        tuple(c for part in parts for c in part.coverage),
        tuple(citations.values()),
        tuple(note for part in parts for note in part.notes),
        pl.concat(
            [part.apart for part in parts if part.apart is not None] or [pl.DataFrame(schema=apart_schema())]
        ),
    )
