"""Where each state stood with each treaty, as spells of days: what party and treaty tables are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from foedera.dates import parse
from foedera.model import CONSENT_ACTS, Event, Reason, Spell, Treaty

from .vocabulary import LAW

if TYPE_CHECKING:
    import polars as pl

    from .pledges import Pledges

COUNTED = ("signatory", "contracting", "provisional", "party", "suspended")
"""Statuses that make a row or a count; ``none``, ``former`` and ``unknown`` make none."""

_FAR = date(2200, 12, 31)


def schema() -> dict[str, type[pl.DataType]]:
    """``subject``: a register id, or ``treaty``. ``lo``, ``hi``: possible days, both inclusive.

    ``source``: the dataset, or ``law``; ``rule``: by which article, ``statements``: ids of those it rests on
    (their first 12 digits, joined by ``;``), both null in a dataset's rows.
    """
    import polars as pl

    return {
        "treaty": pl.String, "subject": pl.String, "status": pl.String, "lo": pl.Date, "hi": pl.Date,
        "source": pl.String, "rule": pl.String, "statements": pl.String,
    }  # fmt: skip


def from_timelines(treaties: Iterable[Treaty], timeline: Callable[[Treaty], Iterable[Spell]]) -> pl.DataFrame:
    """The law's spells of every treaty and state."""
    import polars as pl

    rows: list[tuple[Any, ...]] = []
    for treaty in treaties:
        for spell in timeline(treaty):
            if spell.start is None or "~" in spell.subject:
                continue
            lo = parse(spell.start).earliest
            until = parse(spell.until).latest if spell.until else None
            hi = _FAR if until is None or until == date.max else until - timedelta(days=1)
            if lo <= hi:
                rule = spell.why[0].rule if spell.why else None
                told = ";".join(dict.fromkeys(s[:12] for reason in spell.why for s in _statements(reason)))
                rows.append((treaty.id, spell.subject, spell.status, lo, hi, LAW, rule, told or None))
    return pl.DataFrame(rows, schema=schema(), orient="row")


def from_members(pledges: Pledges) -> pl.DataFrame:
    """A dataset's members as parties of treaties in force."""
    import polars as pl

    from .pairs import members_of

    if not pledges.members.height:
        return pl.DataFrame(schema=schema())
    members = members_of(pledges, "none")
    parties = members.select("treaty", subject="state", status=pl.lit("party"), lo="lo", hi="hi")
    treaties = members.group_by("treaty").agg(pl.col("lo").min(), pl.col("hi").max())
    name = ", ".join(dict.fromkeys(c.source for c in pledges.coverage)) or "dataset"
    return pl.concat(
        [
            parties,
            treaties.select("treaty", subject=pl.lit("treaty"), status=pl.lit("in_force"), lo="lo", hi="hi"),
        ]
    ).with_columns(source=pl.lit(name), rule=pl.lit(None, pl.String), statements=pl.lit(None, pl.String))


def _statements(reason: Reason) -> Iterator[str]:
    """The statements that a reason rests on at first hand, or where it names none, those below it."""
    if reason.statements:
        yield from reason.statements
        return
    for below in reason.because:
        yield from _statements(below)


def consents(events: Iterable[Event]) -> pl.DataFrame:
    """``treaty``, ``state``, ``year`` of international acts of consent, for those whose year is certain."""
    import polars as pl

    rows = []
    for event in events:
        if event.act not in CONSENT_ACTS or event.step != "international" or event.status != "done":
            continue
        if event.date is None:
            continue
        day = parse(event.date)
        if day.spans and day.earliest.year == day.latest.year:
            rows.append((event.treaty, event.party, day.earliest.year))
    return pl.DataFrame(
        rows, schema={"treaty": pl.String, "state": pl.String, "year": pl.Int32}, orient="row"
    ).unique()
