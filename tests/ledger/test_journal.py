"""The journal forgets nothing, is never rewritten, and tells when it was tampered with."""

from __future__ import annotations

import os
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedera.errors import FoederaError
from foedera.ledger import Ledger
from foedera.ledger.chain import link
from foedera.model import Act, Source, Treaty, seal, seal_source

NO_GUARDS = "".join(
    f"DROP TRIGGER no_{verb}{suffix};" for verb in ("update", "delete") for suffix in ("", "_of_heads")
)
AT = "2024-11-12T08:00:00+00:00"


def source(published: str | None, name: str = "A Paper") -> Source:
    return seal_source(Source(publisher=name, published=published))


def act(of: Source, day: str | None = "2024-11-12", party: str = "PRK", treaty: str = "prk-rus-2024") -> Act:
    return seal(
        Act(
            act="ratification",
            step="domestic",
            source=of.id,
            treaty=treaty,
            parties=(party,),
            date=day,
            quote="q",
        )
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "ledger.sqlite"


@pytest.fixture
def ledger(path: Path) -> Ledger:
    return Ledger.open(f"sqlite:///{path}")


def test_what_is_appended_comes_back_and_twice_adds_nothing(ledger: Ledger) -> None:
    paper = source("2024-11-12")
    statements = [act(paper), act(paper, party="RUS")]
    assert ledger.append(paper, statements, at=AT).added == 2
    again = ledger.append(paper, statements, at="2024-11-13T08:00:00+00:00")
    assert (again.added, again.skipped) == (0, 2)
    sources, found = ledger.statements(treaty="prk-rus-2024")
    assert (sources, list(found)) == ({paper.id: paper}, statements)
    assert [entry.kind for entry in ledger.log()] == ["source", "statement", "statement"]
    assert ledger.verify().ok


@pytest.mark.parametrize(
    ("published", "known", "there"),
    [
        ("2024-11-12", "2024-11-11", False),
        ("2024-11-12", "2024-11-12", True),
        ("2024-11", "2024-11-29", False),
        ("2024-11", "2024-11-30", True),
        (None, "2024-11-11", False),
        (None, "2024-11-12", True),
    ],
)
def test_as_known_on_a_date(ledger: Ledger, published: str | None, known: str, there: bool) -> None:
    paper = source(published)
    ledger.append(paper, [act(paper)], at=AT)
    assert bool(ledger.statements(known=date.fromisoformat(known))[1]) is there


def test_a_retraction_is_a_new_entry_and_was_not_known_before(ledger: Ledger) -> None:
    paper = source("2024-11-12")
    statement = act(paper)
    ledger.append(paper, [statement], at=AT)
    ledger.retract(statement.id, "the agency corrected it", at="2024-11-20T00:00:00+00:00", by="an editor")
    assert ledger.statements()[1][0].flags == ("retracted",)
    assert ledger.statements(known=date(2024, 11, 19))[1][0].flags == ()
    assert len(ledger.log()) == 3
    assert ledger.verify().ok


def test_a_correction_keeps_both(ledger: Ledger) -> None:
    paper = source("2024-11-12")
    wrong, right = act(paper, "2024-11-12"), act(paper, "2024-11-11")
    ledger.append(paper, [wrong], at=AT)
    ledger.correct(wrong.id, right, "misprint", at=AT)
    assert {(s.id, s.flags) for s in ledger.statements()[1]} == {(wrong.id, ("retracted",)), (right.id, ())}


def test_a_source_is_withdrawn_as_a_whole(ledger: Ledger) -> None:
    paper, other = source("2024-11-12"), source("2024-11-12", "Another")
    ledger.append_all([(paper, [act(paper), act(paper, party="RUS")]), (other, [act(other)])], at=AT)
    ledger.retract_source(paper.id, "a forgery", at=AT)
    assert [bool(s.flags) for s in ledger.statements()[1]] == [True, True, False]


def test_records_and_facts_are_kept_beside_the_statements(ledger: Ledger) -> None:
    record = Treaty(id="atop-1", title={"en": "A treaty"}, negotiating=("FRA", "GBR"))
    facts = {"treaty": "atop-1", "parties": 2}
    ledger.append_all([], at=AT, records=[record], facts=[facts])
    ledger.append_all([], at=AT, records=[record], facts=[facts])
    assert ledger.records() == (record,)
    assert ledger.facts("atop-1") == (facts,)
    assert ledger.verify().entries == 2


def test_nothing_is_half_written(ledger: Ledger) -> None:
    paper = source("2024-11-12")

    def breaks() -> Any:
        yield paper, [act(paper)]
        raise FoederaError("page.html", "it was cut off", "")

    with pytest.raises(FoederaError, match="cut off"):
        ledger.append_all(breaks(), at=AT)
    assert ledger.log() == []


@pytest.mark.parametrize(
    "sql", ["UPDATE entries SET recorder = 'x'", "DELETE FROM entries", "DELETE FROM heads"]
)
def test_the_database_itself_refuses_to_rewrite(ledger: Ledger, path: Path, sql: str) -> None:
    paper = source("2024-11-12")
    ledger.append(paper, [act(paper)], at=AT)
    with sqlite3.connect(path) as raw, pytest.raises(sqlite3.Error, match="append-only"):
        raw.execute(sql)


@pytest.mark.parametrize(
    ("sql", "entry", "words"),
    [
        (
            "UPDATE entries SET payload = replace(payload, '2024-11-12', '2024-11-13') WHERE seq = 2",
            2,
            "altered",
        ),
        ("UPDATE entries SET recorded = '2020-01-01T00:00:00+00:00' WHERE seq = 1", 1, "altered"),
        ("UPDATE entries SET recorder = 'someone' WHERE seq = 3", 3, "altered"),
        ("UPDATE entries SET hash = replace(hash, 'a', 'b') WHERE seq = 3", 3, "altered"),
        ("DELETE FROM entries WHERE seq = 2", 2, "missing"),
        ("UPDATE entries SET treaty = 'other' WHERE seq = 2", 2, "altered"),
        ("DELETE FROM entries WHERE seq = 3", 3, "missing"),
        ("DELETE FROM entries", 1, "missing"),
        ("UPDATE heads SET hash = replace(hash, 'a', 'b')", 3, "noted"),
    ],
)
def test_tampering_is_found_where_it_happened(
    ledger: Ledger, path: Path, sql: str, entry: int, words: str
) -> None:
    paper = source("2024-11-12")
    ledger.append(paper, [act(paper), act(paper, party="RUS")], at=AT, by="me")
    with sqlite3.connect(path) as raw:
        raw.executescript(NO_GUARDS)
        raw.execute(sql)
    result = ledger.verify()
    assert (result.ok, result.first_bad) == (False, entry)
    assert words in str(result.what)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda p: p.mkdir(), "a folder"),
        (lambda p: p.write_text("a shopping list\n" * 200), "not a ledger"),
    ],
)
def test_what_is_no_ledger_is_named_and_left_alone(tmp_path: Path, make: Any, words: str) -> None:
    path = tmp_path / "it.sqlite"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(FoederaError, match=words):
        Ledger.open(f"sqlite:///{path}")
    assert (path.read_bytes() if path.is_file() else None) == before


@pytest.mark.parametrize(
    ("url", "words"), [("mysql://here", "'mysql'"), ("sqlite:////nowhere/at/all.sqlite", "no such ledger")]
)
def test_an_address_that_cannot_be(url: str, words: str) -> None:
    with pytest.raises(FoederaError, match=words):
        Ledger.open(url, create=False)


def test_an_entry_slipped_in_past_the_end_is_found(ledger: Ledger, path: Path) -> None:
    paper = source("2024-11-12")
    ledger.append(paper, [act(paper)], at=AT)
    with sqlite3.connect(path) as raw:
        (last,) = raw.execute("SELECT hash FROM entries ORDER BY seq DESC LIMIT 1").fetchone()
        forged = (3, "facts", "x", None, AT, None, "{}")
        values = (*forged, link(last, forged))
        raw.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
    result = ledger.verify()
    assert (result.ok, result.first_bad) == (False, 3)


def test_a_changed_byte_is_found_wherever_it_changes_what_is_kept(ledger: Ledger, path: Path) -> None:
    paper = source("2024-11-12")
    ledger.append(paper, [act(paper), act(paper, party="RUS")], at=AT, by="me")
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    kept, content = ledger.log(), path.read_bytes()
    ledger.close()
    unseen = 0
    for place in range(0, len(content), 97):
        path.write_bytes(content[:place] + bytes([content[place] ^ 0x05]) + content[place + 1 :])
        try:
            found = Ledger.open(f"sqlite:///{path}", create=False)
            if found.verify().ok:
                unseen += 1
                assert found.log() == kept, place
            found.close()
        except FoederaError as fault:
            assert "ledger.sqlite" in str(fault)
    assert unseen < len(content) / 97  # most of an almost empty file is unused, but not all of it


def test_the_database_of_another_program_is_left_alone(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE shopping (item TEXT)")
    raw.close()
    for create in (True, False):
        with pytest.raises(FoederaError, match="holds no ledger"):
            Ledger.open(f"sqlite:///{path}", create=create)
    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT count(*) FROM sqlite_master").fetchone() == (1,)
    raw.close()


def test_a_ledger_that_another_process_writes_to_says_so_and_stays(ledger: Ledger, path: Path) -> None:
    paper = source("2024-11-12")
    ledger.append(paper, [act(paper)], at=AT)
    ledger._database._connection.execute("PRAGMA busy_timeout = 0")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(FoederaError, match="another process"):
        ledger.append(paper, [act(paper, party="RUS")], at=AT)
    other.execute("ROLLBACK")
    other.close()
    assert len(ledger.log()) == 2
    assert ledger.append(paper, [act(paper, party="RUS")], at=AT).added == 1


def test_a_living_page_counts_as_known_from_the_day_of_the_act(ledger: Ledger) -> None:
    page = seal_source(Source(publisher="A Register", kind="register", consulted="2026-02-03"))
    ledger.append(page, [act(page, "1996-05-01")], at="2026-02-03T10:00:00+00:00")
    assert len(ledger.statements(known=date(1996, 5, 1))[1]) == 1
    assert ledger.statements(known=date(1996, 4, 30))[1] == ()


def test_an_empty_file_is_no_ledger_yet(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    assert not Ledger.exists(f"sqlite:///{path}")
    assert Ledger.open(f"sqlite:///{path}").verify().ok


DAYS = st.dates(date(2020, 1, 1), date(2026, 1, 1))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(DAYS, DAYS), max_size=6), DAYS, DAYS)
def test_a_later_known_never_loses_a_statement(items: list[tuple[date, date]], a: date, b: date) -> None:
    ledger = Ledger.open("sqlite:///:memory:")
    for number, (published, day) in enumerate(items):
        paper = source(published.isoformat(), f"paper {number}")
        ledger.append(paper, [act(paper, day.isoformat())], at=AT)
        if number % 2:
            ledger.retract(act(paper, day.isoformat()).id, "wrong", at=f"{day}T00:00:00+00:00")
    early = {s.id for s in ledger.statements(known=min(a, b))[1]}
    late = {s.id for s in ledger.statements(known=max(a, b))[1]}
    assert early <= late
    assert ledger.verify().ok


@pytest.mark.skipif(
    "FOEDERA_TEST_POSTGRES" not in os.environ,
    reason="FOEDERA_TEST_POSTGRES names no empty PostgreSQL database to try the journal on",
)
def test_the_same_journal_on_postgresql() -> None:
    ledger = Ledger.open(os.environ["FOEDERA_TEST_POSTGRES"])
    paper = source("2024-11-12")
    first, second = act(paper), act(paper, party="RUS")
    ledger.append(paper, [first, second], at=AT)
    assert ledger.append(paper, [first], at=AT).skipped == 1
    assert ledger.find(first.id[:10]) == first
    ledger.retract(first.id, "wrong", at=AT)
    assert [s.flags for s in ledger.statements(treaty="prk-rus-2024")[1]] == [("retracted",), ()]
    ledger._database._connection.execute("DELETE FROM entries")
    assert ledger.verify().entries == 4
