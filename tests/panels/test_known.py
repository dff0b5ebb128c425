"""``--known`` and ``--trust`` apply to imported codings, and each row says what it rests on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

import foedera
import foedera.exchange.atop as atop
from foedera.book import Book

SAMPLE = Path(atop.__file__).with_name("sample.csv")


def book_with_sample(tmp_path: Path, trust: Path | None = None) -> Book:
    book = foedera.open(
        ledger=f"sqlite:///{tmp_path / 'l.sqlite'}", trust=str(trust) if trust is not None else None
    )
    book.import_files("atop", [SAMPLE], at="2026-01-01T00:00:00+00:00", published="2022-08-01")
    return book


def table(book: Book, known: str | None = None, **options: object) -> pl.DataFrame:
    return book.panel(
        "dyad-year", directed=True, start=1903, end=1903, system="none", known=known, **options
    ).frame


@pytest.mark.parametrize(("known", "there"), [("2022-07-31", False), ("2022-08-01", True), (None, True)])
def test_an_imported_coding_counts_from_its_publication(
    known: str | None, there: bool, tmp_path: Path
) -> None:
    named = ";".join(table(book_with_sample(tmp_path), known)["treaties"].drop_nulls())
    assert ("atop-9001" in named) is there


def test_without_a_day_of_publication_it_counts_from_its_recording(tmp_path: Path) -> None:
    book = foedera.open(ledger=f"sqlite:///{tmp_path / 'l.sqlite'}")
    book.import_files("atop", [SAMPLE], at="2026-01-01T00:00:00+00:00")
    assert "atop-9001" not in ";".join(table(book, "2025-12-31")["treaties"].drop_nulls())
    assert "atop-9001" in ";".join(table(book, "2026-01-01")["treaties"].drop_nulls())


def test_a_withdrawn_source_takes_its_coding_with_it(tmp_path: Path) -> None:
    book = book_with_sample(tmp_path)
    (source,) = book.record("atop-9001").sources
    book.ledger.retract_source(source.id, "a wrong file", at="2026-02-01T00:00:00+00:00")
    again = foedera.open(ledger=f"sqlite:///{tmp_path / 'l.sqlite'}")
    assert "atop-9001" not in ";".join(table(again)["treaties"].drop_nulls())
    assert "atop-9001" in ";".join(table(again, "2026-01-15")["treaties"].drop_nulls())


def test_a_distrusted_dataset_covers_nothing(tmp_path: Path) -> None:
    policy = tmp_path / "trust.yml"
    policy.write_text(f'distrust: ["{atop.PUBLISHER}"]\n')
    panel = book_with_sample(tmp_path, policy).panel(
        "dyad-year", directed=True, start=1903, end=1903, system="cow"
    )
    bolivia = panel.frame.filter((pl.col("state_a") == "BOL") & (pl.col("state_b") == "PER"))
    assert bolivia.select("defense", "covered", "source").row(0) == (None, 0, None)
    # It is still heard where no record tells of the treaty.
    assert "atop-9001" in panel.treaties()
    assert any("distrusted" in note for note in panel.notes)


def test_a_file_that_cannot_have_been_public_is_left_out(tmp_path: Path) -> None:
    book = foedera.open(ledger=f"sqlite:///{tmp_path / 'l.sqlite'}")
    panel = book.panel("dyad-year", atop=SAMPLE, known="2010-01-01", start=1903, end=1903, system="none")
    assert "atop-9001" not in panel.treaties()
    assert any("was left out" in note for note in panel.notes)


def test_a_row_of_a_file_that_cannot_be_used_is_a_note_of_the_table(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(SAMPLE.read_text().replace("9001,325,1902", "9001,999,1902"))
    book = foedera.open(ledger=f"sqlite:///{tmp_path / 'l.sqlite'}")
    panel = book.panel("dyad-year", atop=file, start=1903, end=1903, system="none")
    assert any("a.csv:4" in note and "999" in note for note in panel.notes)


def test_every_row_says_who_says_it(tmp_path: Path) -> None:
    book = book_with_sample(tmp_path)
    known = book.panel("dyad-year", directed=True, start=2018, end=2019, system="cow")
    frame = known.frame
    filled = frame.filter(pl.col("defense").is_not_null())
    assert filled["source"].null_count() == 0
    assert frame.filter(pl.col("defense").is_null())["source"].null_count() == frame.height - filled.height
    assert set(frame.filter(pl.col("year") == 2019)["source"].drop_nulls()) == {"law"}
    for unit in ("dyad-day", "state-year", "treaty-year", "party-year"):
        told = book.panel(unit, start=2018, end=2019, system="cow").frame
        assert told["source"].null_count() == 0, unit


def test_provenance_names_the_sources_of_each_treaty(tmp_path: Path) -> None:
    book = book_with_sample(tmp_path)
    panel = book.panel("dyad-year", directed=True, start=2024, end=2024, system="none")
    told = panel.provenance()
    assert set(told["treaty"]) == set(panel.treaties())
    mine = told.filter(pl.col("treaty") == "prk-rus-2024")
    assert mine["statements"].sum() > 0 and mine["publisher"].null_count() < mine.height
    file = panel.write_provenance(tmp_path / "sources.csv")
    assert pl.read_csv(file).height == told.height


def test_a_party_year_names_article_and_statements(tmp_path: Path) -> None:
    book = foedera.open(ledger=f"sqlite:///{tmp_path / 'l.sqlite'}")
    frame = book.panel("party-year", start=2023, end=2023, system="none").frame
    russia = frame.filter((pl.col("treaty") == "ctbt-1996") & (pl.col("state") == "RUS")).row(0, named=True)
    assert (russia["status"], russia["rule"]) == ("signatory", "VCLT 18")
    ids = {s.id[:12] for s in book.world().told("ctbt-1996")[1]}
    assert set(russia["statements"].split(";")) <= ids


def test_the_day_of_the_network(tmp_path: Path) -> None:
    pytest.importorskip("networkx")
    book = foedera.open(ledger=f"sqlite:///{tmp_path / 'l.sqlite'}")
    before, after = book.network("2024-12-03"), book.network(date(2024, 12, 4))
    assert not before.has_edge("PRK", "RUS") or not before.edges["PRK", "RUS"]["defense"]
    assert after.edges["PRK", "RUS"]["defense"] == 1
