"""Every format written, read back by a library that is not the one that wrote it."""

from __future__ import annotations

import csv
import sqlite3
from datetime import date
from pathlib import Path

import msgspec
import pytest

import foedera
from foedera.book import Book
from foedera.errors import UsageError

TREATIES = ["prk-rus-2024", "new-start-2010", "ctbt-1996"]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return foedera.open(ledger=f"sqlite:///{tmp_path_factory.mktemp('l') / 'none.sqlite'}")


@pytest.fixture(scope="module")
def told(book: Book) -> int:
    return sum(len(book.world().told(treaty)[1]) for treaty in TREATIES)


def written(book: Book, form: str, tmp_path: Path) -> Path:
    file = tmp_path / f"out.{form}"
    book.export(form, file, treaties=TREATIES, start=date(2026, 1, 1))
    return file


def test_json_lines(book: Book, told: int, tmp_path: Path) -> None:
    lines = [msgspec.json.decode(line) for line in written(book, "jsonl", tmp_path).read_bytes().splitlines()]
    assert len(lines) == told
    assert all(line["statement"]["source"] == line["source"]["id"] for line in lines)


def test_csv(book: Book, told: int, tmp_path: Path) -> None:
    with written(book, "csv", tmp_path).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == told and {row["treaty"] for row in rows} == set(TREATIES)


@pytest.mark.parametrize("form", ["parquet", "arrow"])
def test_columns_by_pyarrow(form: str, book: Book, told: int, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    import pyarrow.feather
    import pyarrow.parquet

    file = written(book, form, tmp_path)
    table = pyarrow.parquet.read_table(file) if form == "parquet" else pyarrow.feather.read_table(file)
    assert table.num_rows == told
    assert "2024-12-04" in table.column("date").to_pylist()


def test_sqlite_is_whole_and_joins(book: Book, told: int, tmp_path: Path) -> None:
    with sqlite3.connect(written(book, "sqlite", tmp_path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        joined = database.execute(
            "SELECT count(*) FROM statements JOIN sources ON sources.id = statements.source"
        ).fetchone()
    database.close()
    assert joined == (told,)


def test_datasette_opens_it(book: Book, told: int, tmp_path: Path) -> None:
    pytest.importorskip("datasette")
    import asyncio
    from concurrent.futures import ThreadPoolExecutor

    from datasette.app import Datasette

    async def ask() -> object:
        app = Datasette([str(written(book, "sqlite", tmp_path))])
        answer = await app.client.get("/out/statements.json?_size=max&_shape=array")
        return answer.json()

    # In a thread of its own: a browser test in the same process may keep a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        rows = thread.submit(lambda: asyncio.run(ask())).result()
    assert isinstance(rows, list) and len(rows) == told


def test_json_ld_is_rdf_with_provenance(book: Book, told: int, tmp_path: Path) -> None:
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph().parse(written(book, "jsonld", tmp_path), format="json-ld")
    prov, schema = rdflib.Namespace("http://www.w3.org/ns/prov#"), rdflib.Namespace("https://schema.org/")
    claims = set(graph.subjects(rdflib.RDF.type, schema.Claim))
    assert len(claims) == told
    for claim in claims:
        source = graph.value(claim, prov.wasDerivedFrom)
        assert (source, rdflib.RDF.type, prov.Entity) in graph
        assert graph.value(claim, schema.about) is not None
    for agent in graph.objects(None, prov.wasAttributedTo):
        assert (agent, rdflib.RDF.type, prov.Agent) in graph
    pyongyang = rdflib.URIRef("urn:foedera:state:PRK")
    assert (None, rdflib.URIRef("urn:foedera:parties"), pyongyang) in graph


def test_calendar_holds_the_last_days_for_notice(book: Book, tmp_path: Path) -> None:
    icalendar = pytest.importorskip("icalendar")
    file = tmp_path / "ahead.ics"
    book.export("ics", file, start=date(2026, 1, 1), end=date(2026, 12, 31))
    calendar = icalendar.Calendar.from_ical(file.read_bytes())
    events = [(event.decoded("dtstart"), str(event["summary"])) for event in calendar.walk("VEVENT")]
    assert len({str(event["uid"]) for event in calendar.walk("VEVENT")}) == len(events) > 0
    # In force from 2002-02-28 for twenty years, then five at a time unless notice is given a year before.
    notice = [day for day, text in events if text.startswith("chn-rus-2001") and "notice" in text]
    assert notice == [date(2026, 2, 28)]
    assert all(date(2026, 1, 1) <= day <= date(2026, 12, 31) for day, _ in events)


@pytest.mark.parametrize(
    ("treaty", "start", "end", "expected"),
    [
        # 1961-09-10, ten years, then five at a time; notice of 1995-09-07 ended it on 1996-09-10.
        ("prk-suhh-1961", "1961-01-01", "2000-01-01",
         ["1970-09-10", "1975-09-10", "1980-09-10", "1985-09-10", "1990-09-10", "1995-09-10"]),
        # 1941-04-25, five years; the notice of 1945-04-05 came before this day.
        ("jpn-suhh-1941", "1941-01-01", "1950-01-01", ["1945-04-25"]),
        # 1979-10-23, ten years, then without end.
        ("chn-jpn-1978", "1979-01-01", "2026-01-01", ["1987-10-23"]),
    ],
)  # fmt: skip
def test_last_days_for_notice(book: Book, treaty: str, start: str, end: str, expected: list[str]) -> None:
    found = [d.on.isoformat() for d in book.deadlines(start=start, end=end) if d.treaty == treaty
             and "last day for notice" in d.what]  # fmt: skip
    assert found == expected


def test_an_unknown_format_and_nothing_left_behind(book: Book, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="known: jsonl, csv, parquet, arrow, sqlite, jsonld, ics"):
        book.export("xlsx", tmp_path / "x.xlsx")
    assert list(tmp_path.iterdir()) == []
