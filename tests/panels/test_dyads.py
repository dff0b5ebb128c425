"""Dyad-years from pledges small enough to check by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import foedera.exchange.atop as atop
from foedera.panels import OBLIGATIONS, Coverage, Pledges, build, from_atop
from foedera.panels.pledges import member_schema, only_schema

SAMPLE = Path(atop.__file__).with_name("sample.csv")
FULL = (1 << 22) - 1


def pledges(
    *rows: tuple[str, str, str, str, int], only: list[tuple[Any, ...]] | None = None, covered: bool = True
) -> Pledges:
    """Rows of (treaty, state, first day, last day, bits owed)."""
    members = [
        (t, 0, None, s, *(date.fromisoformat(d) for d in (lo, hi, lo, hi)), owes, FULL, None)
        for t, s, lo, hi, owes in rows
    ]
    return Pledges(
        pl.DataFrame(members, schema=member_schema(), orient="row"),
        pl.DataFrame(only or [], schema=only_schema(), orient="row"),
        (Coverage("invented", 1816, 2018),) if covered else (),
    )


def cells(table: pl.DataFrame, *columns: str) -> set[tuple[Any, ...]]:
    return set(table.select(columns).iter_rows())


def years(table: pl.DataFrame, a: str, b: str) -> list[int]:
    return table.filter((pl.col("state_a") == a) & (pl.col("state_b") == b))["year"].to_list()


ALLIANCE = pledges(
    ("pact", "FRA", "1900-06-01", "1903-02-10", 1), ("pact", "GBR", "1901-01-01", "1903-12-31", 16)
)


@pytest.mark.parametrize(
    ("convention", "expected"),
    [
        ("any_day", [1901, 1902, 1903]),
        ("january_1", [1901, 1902, 1903]),
        ("december_31", [1901, 1902]),
        ("whole_year", [1901, 1902]),
    ],
)
def test_conventions_say_when_a_year_counts(convention: str, expected: list[int]) -> None:
    table = build("dyad-year", ALLIANCE, directed=True, system="none", convention=convention).frame
    assert years(table, "FRA", "GBR") == expected


def test_each_owes_what_its_own_row_says() -> None:
    table = build("dyad-year", ALLIANCE, directed=True, system="none", start=1902, end=1902).frame
    assert cells(table, "state_a", "state_b", "defense", "consultation", "treaties", "since") == {
        ("FRA", "GBR", 1, 0, "pact", "1901-01-01"),
        ("GBR", "FRA", 0, 1, "pact", "1901-01-01"),
    }


def test_columns_begin_as_the_contract_says() -> None:
    table = build("dyad-year", ALLIANCE, directed=True, system="none").frame
    head = ["state_a", "state_b", "cow_a", "cow_b", "gw_a", "gw_b", "year", *OBLIGATIONS, "treaties"]
    assert table.columns[: len(head)] == head


def test_undirected_has_each_pair_once_and_keeps_what_either_owes() -> None:
    table = build("dyad-year", ALLIANCE, system="none", start=1902, end=1902).frame
    assert cells(table, "state_a", "state_b", "cow_a", "cow_b", "defense", "consultation", "asymmetric") == {
        ("GBR", "FRA", 200, 220, 1, 1, 1)
    }


def test_one_shared_day_is_enough_and_none_is_not() -> None:
    touching = pledges(
        ("p", "FRA", "1900-01-01", "1900-05-01", 1), ("p", "GBR", "1900-05-01", "1900-12-31", 1)
    )
    apart = pledges(("p", "FRA", "1900-01-01", "1900-05-01", 1), ("p", "GBR", "1900-05-02", "1900-12-31", 1))
    assert build("dyad-year", touching, directed=True, system="none").frame.height == 2
    assert build("dyad-year", apart, directed=True, system="none").frame.height == 0


def test_zero_is_said_only_where_a_source_covers_the_pair() -> None:
    table = build("dyad-year", ALLIANCE, directed=True, system="cow", start=2017, end=2020).frame
    prussia = table.filter((pl.col("state_a") == "FRA") & (pl.col("state_b") == "ITA")).sort("year")
    assert prussia["defense"].to_list() == [0, 0, None, None]
    assert prussia["covered"].to_list() == [1, 1, 0, 0]


def test_without_a_complete_source_only_linked_pairs_have_zeros() -> None:
    known = pledges(*[tuple(r) for r in _rows(ALLIANCE)], covered=False)  # type: ignore[arg-type]
    table = build("dyad-year", known, directed=True, system="cow", start=1902, end=1902).frame
    linked = table.filter(pl.col("treaties").is_not_null())
    assert cells(linked, "state_a", "offense") == {("FRA", 0), ("GBR", 0)}
    assert table.filter(pl.col("treaties").is_null())["offense"].null_count() == table.height - 2


def _rows(source: Pledges) -> list[tuple[Any, ...]]:
    return [
        (t, s, lo.isoformat(), hi.isoformat(), owes)
        for t, s, lo, hi, owes in source.members.select("treaty", "state", "lo", "hi", "owes").iter_rows()
    ]


def test_a_guarantee_is_owed_to_the_guaranteed_alone() -> None:
    three = [(f, "1900-01-01", "1900-12-31", 1) for f in ("FRA", "GBR", "BEL")]
    known = pledges(
        *[("guarantee", *row) for row in three],  # type: ignore[misc]
        only=[
            ("guarantee", 0, "FRA", 1, "BEL"),
            ("guarantee", 0, "GBR", 1, "BEL"),
            ("guarantee", 0, "BEL", 1, None),
        ],
    )
    table = build("dyad-year", known, directed=True, system="none").frame
    assert cells(table.filter(pl.col("defense") == 1), "state_a", "state_b") == {
        ("FRA", "BEL"),
        ("GBR", "BEL"),
    }
    assert table.height == 6  # the six directions stand, four of them with 0


def test_a_treaty_that_two_phases_bring_is_named_once_and_counted_from_its_first_day() -> None:
    table = build("dyad-year", from_atop(SAMPLE), directed=True, system="none", end=1912).frame
    row = table.filter((pl.col("cow_a") == 200) & (pl.col("cow_b") == 220) & (pl.col("year") == 1904))
    assert row.select("treaties", "since", "defense").row(0) == ("atop-9001", "1900-03-01", 1)


def test_a_month_without_a_day_stays_a_month() -> None:
    table = build("dyad-year", from_atop(SAMPLE), directed=True, system="none", start=1903, end=1903).frame
    assert table.filter(pl.col("cow_a") == 325)["since"].unique().to_list() == ["1902-05"]


def test_re_entry_starts_anew() -> None:
    table = build("dyad-year", from_atop(SAMPLE), directed=True, system="none", end=1910).frame
    italy = table.filter((pl.col("cow_a") == 325) & (pl.col("cow_b") == 200))
    assert dict(italy.select("year", "since").iter_rows()) == {
        **dict.fromkeys(range(1902, 1909), "1902-05"),
        1909: "1909-02-03",
        1910: "1909-02-03",
    }


def test_sure_days_leave_out_what_is_only_possible() -> None:
    rows = pledges(("p", "FRA", "1900-01-01", "1900-12-31", 1), ("p", "GBR", "1900-12-01", "1900-12-31", 1))
    vague = rows.members.with_columns(
        lo_sure=pl.when(pl.col("state") == "GBR").then(date(1901, 1, 5)).otherwise("lo_sure")
    )
    known = Pledges(vague, rows.only, rows.coverage)
    assert build("dyad-year", known, directed=True, system="none").frame.height == 2
    assert build("dyad-year", known, directed=True, system="none", sure=True).frame.height == 0


def test_conditions_hold_where_every_pledge_has_them() -> None:
    table = build("dyad-year", from_atop(SAMPLE), directed=True, system="none", start=1901, end=1905).frame
    pair = table.filter((pl.col("cow_a") == 200) & (pl.col("cow_b") == 220)).sort("year")
    assert pair["defense_adversary"].to_list() == [1, 1, 1, 1, None]
    assert pair["consultation_request"].to_list() == [0] * 5


def test_whole_year_joins_an_obligation_that_passes_from_treaty_to_treaty() -> None:
    known = pledges(
        ("first", "FRA", "1900-01-01", "1901-06-30", 1),
        ("first", "GBR", "1900-01-01", "1901-06-30", 1),
        ("second", "FRA", "1901-07-01", "1903-12-31", 1),
        ("second", "GBR", "1901-07-01", "1903-12-31", 1),
    )
    table = build("dyad-year", known, directed=True, system="none", convention="whole_year").frame
    mine = table.filter(pl.col("state_a") == "FRA").sort("year")
    assert mine.select("year", "defense", "treaties").rows() == [
        (1900, 1, "first"),
        (1901, 1, "first;second"),
        (1902, 1, "second"),
        (1903, 1, "second"),
    ]


def test_a_state_is_never_allied_to_the_state_it_succeeded() -> None:
    known = pledges(
        ("pact", "DDDE", "1975-08-01", "1990-10-03", 1),
        ("pact", "DEU", "1975-08-01", "1995-12-31", 1),
        ("pact", "POL", "1975-08-01", "1995-12-31", 1),
        ("unity", "DDDE", "1990-10-03", "1990-10-03", 1),
        ("unity", "DEU", "1990-10-03", "1990-10-03", 1),
    )
    table = build("dyad-spell", known, directed=True, system="none").frame
    germanies = table.filter((pl.col("state_a") == "DDDE") & (pl.col("state_b") == "DEU"))
    assert germanies["treaty"].to_list() == ["pact"]
    assert germanies["until"].to_list() == [date(1990, 10, 2)]


def test_spells_keep_their_days() -> None:
    table = build("dyad-spell", ALLIANCE, directed=True, system="none").frame
    assert cells(table, "state_a", "from", "until", "defense") == {
        ("FRA", date(1901, 1, 1), date(1903, 2, 10), 1),
        ("GBR", date(1901, 1, 1), date(1903, 2, 10), 0),
    }
