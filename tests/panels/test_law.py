"""Tables from the shipped register alone, and that they say what ``status`` says day by day."""

from __future__ import annotations

import random
from datetime import date, timedelta

import polars as pl
import pytest

import foedera
from foedera.book import Book
from foedera.dates import Answer
from foedera.panels import OBLIGATIONS, build, gather


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return foedera.open(ledger=f"sqlite:///{tmp_path_factory.mktemp('ledger') / 'none.sqlite'}")


@pytest.fixture(scope="module")
def dyads(book: Book) -> pl.DataFrame:
    return book.panel("dyad-year", directed=True, start=1990, end=2026, system="cow").frame


def row(table: pl.DataFrame, a: str, b: str, year: int) -> dict[str, object]:
    found = table.filter((pl.col("state_a") == a) & (pl.col("state_b") == b) & (pl.col("year") == year))
    assert found.height == 1
    return found.row(0, named=True)


def test_an_alliance_begins_in_the_year_of_its_entry_into_force(dyads: pl.DataFrame) -> None:
    after, before = row(dyads, "PRK", "RUS", 2024), row(dyads, "PRK", "RUS", 2023)
    assert after["defense"] == 1 and before["defense"] == 0
    assert "prk-rus-2024" in str(after["treaties"]) and "prk-rus-2024" not in str(before["treaties"])
    assert (after["cow_a"], after["cow_b"], after["gw_a"], after["gw_b"]) == (731, 365, 731, 365)


def test_it_does_not_count_on_a_day_before(book: Book) -> None:
    table = book.panel(
        "dyad-year", directed=True, start=2024, end=2025, system="cow", convention="january_1"
    ).frame
    assert row(table, "PRK", "RUS", 2024)["defense"] == 0
    assert row(table, "PRK", "RUS", 2025)["defense"] == 1


def test_a_pair_that_no_record_links_is_empty_and_not_0(dyads: pl.DataFrame) -> None:
    found = row(dyads, "BOL", "NPL", 2020)
    assert [found[o] for o in OBLIGATIONS] == [None] * 5
    assert (found["treaties"], found["covered"]) == (None, 0)


def test_general_treaties_make_no_allies(dyads: pl.DataFrame) -> None:
    named = ";".join(dyads["treaties"].drop_nulls().unique().to_list())
    assert "north-atlantic-1949" in named
    assert "un-charter-1945" not in named and "kellogg-briand-1928" not in named


def test_an_alliance_that_speaks_of_collective_security_is_one(dyads: pl.DataFrame) -> None:
    assert row(dyads, "KAZ", "RUS", 2024)["defense"] == 1
    assert "cst-1992" in str(row(dyads, "BLR", "TJK", 2020)["treaties"])


def test_germany_counts_from_its_accession_over_the_change_of_its_number(dyads: pl.DataFrame) -> None:
    found = row(dyads, "USA", "DEU", 2024)
    assert (found["cow_b"], found["since"]) == (255, "1955-05-06")


def test_state_years_count_treaties_in_force(book: Book) -> None:
    table = book.panel("state-year", start=2021, end=2021, system="un").frame
    korea = table.filter(pl.col("state") == "KOR").row(0, named=True)
    own = sum(
        "KOR" in (status := book.status(t.id, on="2021-12-31")).parties
        and status.parties["KOR"].in_force is Answer.YES
        for t in book.register.all()
    )
    assert korea["treaties_in_force"] >= own > 5


def test_party_years_follow_the_spells(book: Book) -> None:
    table = book.panel("party-year", start=1996, end=2000, system="none").frame
    usa = table.filter((pl.col("treaty") == "ctbt-1996") & (pl.col("state") == "USA"))
    assert set(usa["status"]) == {"signatory"} and set(usa["party"]) == {0}


def test_treaty_years_begin_with_the_first_act(book: Book) -> None:
    table = book.panel("treaty-year", start=1990, end=2005, system="un").frame
    ottawa = table.filter(pl.col("treaty") == "ottawa-1997").sort("year")
    assert ottawa["year"].min() == 1997
    assert dict(ottawa.select("year", "in_force").iter_rows())[1998] == 0
    assert dict(ottawa.select("year", "in_force").iter_rows())[1999] == 1


def test_bulk_equals_single(book: Book) -> None:
    """For random pairs, treaties and days a spell holds exactly where ``status`` has both bound."""
    spells = book.panel("dyad-spell", directed=True, start=1900, end=2026, system="none").frame
    certain = spells.filter(pl.col("day_uncertain") == 0)
    chance = random.Random(1969)
    picked = certain.sample(70, seed=7)
    agreed = 0
    for a, b, treaty, lo, hi in picked.select("state_a", "state_b", "treaty", "from", "until").iter_rows():
        record = book.record(treaty)
        if any(not isinstance(o.beneficiaries, str) or o.since or o.until for o in record.obligations):
            continue
        for day in {
            lo,
            lo - timedelta(days=1),
            (hi or date(2026, 1, 1)),
            lo + timedelta(chance.randrange(400)),
        }:
            there = certain.filter(
                (pl.col("treaty") == treaty)
                & (pl.col("state_a") == a)
                & (pl.col("state_b") == b)
                & (pl.col("from") <= day)
                & (pl.col("until").is_null() | (pl.col("until") >= day))
            ).height
            status = book.status(treaty, on=day)
            both = [status.parties[s].in_force if s in status.parties else Answer.NO for s in (a, b)]
            if Answer.UNKNOWN in both or Answer.CONTESTED in both:
                continue
            assert (there > 0) == all(answer is Answer.YES for answer in both), (treaty, a, b, day)
            agreed += 1
    assert agreed > 100


def test_what_was_not_yet_published_is_not_in_the_table(book: Book) -> None:
    before = book.panel(
        "dyad-year", directed=True, start=2024, end=2024, system="cow", known="2024-11-01"
    ).frame
    assert row(before, "PRK", "RUS", 2024)["defense"] != 1


def test_gather_takes_the_law_beside_or_before_a_dataset(book: Book) -> None:
    records = [book.record("north-atlantic-1949")]
    derivation = book.world().derivation("north-atlantic-1949")
    assert derivation is not None
    known = gather(records, lambda _: derivation.timeline(), standing=False, prefer="law")
    table = build("dyad-year", known, directed=True, start=1949, end=1949, system="cow").frame
    assert row(table, "USA", "GBR", 1949)["since"] == "1949-08-24"
