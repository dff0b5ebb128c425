"""The systems of states: our spells against the lists of COW and GW, and the dyad-years that follow."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

from foedera import states

Spells = dict[int, set[tuple[date, date]]]


def _union(system: str, last: date) -> Spells:
    """Per number, the spells joined where they touch, cut at the end of the dataset."""
    found: dict[int, list[tuple[date, date]]] = defaultdict(list)
    for s in sorted(states.system(system), key=lambda s: s.start):  # type: ignore[arg-type]
        assert s.code is not None
        end = min(s.end or last, last)
        mine = found[s.code]
        if mine and mine[-1][1] + timedelta(days=1) == s.start:
            mine[-1] = (mine[-1][0], end)
        else:
            mine.append((s.start, end))
    return {code: set(spells) for code, spells in found.items()}


def _cow_day(row: dict[str, str], part: str) -> date:
    return date(*(int(float(row[f"{part}{unit}"])) for unit in ("year", "month", "day")))


def test_cow_spells_are_those_of_v2016(shared_data: Path) -> None:
    expected: Spells = defaultdict(set)
    with (shared_data / "states" / "cow_states.csv").open() as file:
        for row in csv.DictReader(file):
            expected[int(float(row["ccode"]))].add((_cow_day(row, "st"), _cow_day(row, "end")))
    assert _union("cow", date(2016, 12, 31)) == dict(expected)


def test_gw_spells_are_those_of_the_list(shared_data: Path) -> None:
    expected: Spells = defaultdict(set)
    with (shared_data / "states" / "gw_states.csv").open() as file:
        for row in csv.DictReader(file):
            spell = (date.fromisoformat(row["startdate"]), date.fromisoformat(row["enddate"]))
            expected[int(float(row["gwcode"]))].add(spell)
    assert _union("gw", date(2017, 12, 31)) == dict(expected)


def test_directed_dyad_years_1816_to_2016() -> None:
    """Pairs of COW members that share at least one day of a year: the number that the literature uses."""
    spells = _union("cow", date(2016, 12, 31))
    total = 0
    for year in range(1816, 2017):
        first, last = date(year, 1, 1), date(year, 12, 31)
        whole, part = 0, []
        for mine in spells.values():
            here = [(max(a, first), min(b, last)) for a, b in mine if a <= last and b >= first]
            if here == [(first, last)]:
                whole += 1
            elif here:
                part.append(here)
        total += whole * (whole - 1) + 2 * whole * len(part)
        for i, mine in enumerate(part):
            for other in part[:i]:
                total += 2 * any(a <= d and c <= b for a, b in mine for c, d in other)
    assert total == 1_912_290
