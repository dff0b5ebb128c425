"""Where each state stood with each treaty, as spells of days: what party and treaty tables are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from foedera.dates import parse
from foedera.model import CONSENT_ACTS, Event, Spell, Treaty

if TYPE_CHECKING:
    import polars as pl

    from .pledges import Pledges

COUNTED = ("signatory", "contracting", "provisional", "party", "suspended")
"""Statuses that make a row or a count; ``none``, ``former`` and ``unknown`` make none."""

_FAR = date(2200, 12, 31)


def schema() -> dict[str, type[pl.DataType]]:
    """``subject``: a register id, or ``treaty``. ``lo``, ``hi``: possible days, both inclusive."""
    import polars as pl

    return {"treaty": pl.String, "subject": pl.String, "status": pl.String, "lo": pl.Date, "hi": pl.Date}


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
                rows.append((treaty.id, spell.subject, spell.status, lo, hi))
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
    return pl.concat(
        [
            parties,
            treaties.select("treaty", subject=pl.lit("treaty"), status=pl.lit("in_force"), lo="lo", hi="hi"),
        ]
    )


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
