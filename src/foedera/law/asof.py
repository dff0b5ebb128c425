"""Questions "as of a day" over many derived treaties: one search in a sorted array each."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING

from foedera.dates import Answer

if TYPE_CHECKING:
    import polars as pl

    from .bulk import Timelines

_DAYS = 22
"""Bits of a day's ordinal in a key (the last day of the year 9999 needs 22)."""
_BOUND = frozenset({"party"})


class AsOf:
    """An index over ``Timelines.spells``; build it once, ask it often.

    A key is (treaty, party, first day): the spell of a day is the last one that begins by then.
    """

    def __init__(self, timelines: Timelines) -> None:
        import polars as pl

        spells = timelines.spells
        self._treaties = {name: n for n, name in enumerate(timelines.treaties["treaty"].to_list())}
        names = spells["party"].unique().sort().to_list()
        self._parties = {name: n for n, name in enumerate(names)}
        codes = pl.DataFrame(
            {"party": names, "p": range(len(names))}, schema={"party": pl.String, "p": pl.Int64}
        )
        ids = pl.DataFrame(
            {"treaty": list(self._treaties), "t": range(len(self._treaties))},
            schema={"treaty": pl.String, "t": pl.Int64},
        )
        begins, surely = (_ordinal(pl.col(name)) for name in ("from", "from_latest"))
        pair = pl.col("t") * len(names) + pl.col("p")
        keyed = (
            spells.join(ids, on="treaty")
            .join(codes, on="party")
            .select((pair * (1 << _DAYS) + begins).alias("key"), surely.alias("surely"), "status")
            .sort("key", maintain_order=True)
        )
        self._keys = array("q", keyed["key"].to_list())
        self._surely = array("l", keyed["surely"].to_list())
        statuses = keyed["status"].unique().sort().to_list()
        self._statuses = statuses
        code = keyed["status"].cast(pl.Enum(statuses)).to_physical().cast(pl.UInt8)
        self._status = bytes(code.to_list())

    def standing(self, treaty: str, party: str, on: date) -> str:
        """The party's status on the day: ``none`` without an act, ``unknown`` where the day of a change
        is not known well enough. ``party`` is the legal person (see ``succession.person``).
        Raises ``KeyError`` for a treaty that was not derived."""
        t, p = self._treaties[treaty], self._parties.get(party)
        if p is None:
            return "none"
        pair = (t * len(self._parties) + p) << _DAYS
        day = on.toordinal()
        found = bisect_right(self._keys, pair + day) - 1
        if found < 0 or self._keys[found] < pair:
            return "none"
        return self._statuses[self._status[found]] if self._surely[found] <= day else "unknown"

    def bound(self, treaty: str, party: str, on: date) -> Answer:
        """Whether the treaty is in force for the party on the day."""
        status = self.standing(treaty, party, on)
        return Answer.UNKNOWN if status == "unknown" else Answer.of(status in _BOUND)


def _ordinal(day: pl.Expr) -> pl.Expr:
    """Days as Python counts them (``date.toordinal``); 0 for open."""
    import polars as pl

    return (day.cast(pl.Int64) + date(1970, 1, 1).toordinal()).fill_null(0)
