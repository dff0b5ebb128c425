"""Finding records, and what their acts say as statements."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from foedera.errors import FoederaError
from foedera.model import Treaty
from foedera.register import Register
from foedera.trust import select

PACT = """\
id: aaa-bbb-1950
title: {en: Pact of Friendship, fr: Pacte d'amitié}
aliases: {ur: [دوستی کا معاہدہ]}
identifiers: {mtdsg: XXVI-4, atop: [1005, 1006]}
done: {date: 1950-03-01}
negotiating: [FRA, ITA]
sources:
  page: {publisher: A Register, kind: register, consulted: 2026-02-03}
  paper: {publisher: A Paper, kind: outlet, published: 1950-03-05}
checkpoint: {parties: 2}
acts:
  - {parties: [FRA, ITA], act: signature, date: 1950-03-01, sources: [page, paper]}
  - {party: FRA, act: deposit, date: 1950-06-01, sources: [page]}
  - {party: ITA, act: deposit, date: 1950-07-01, published: 1950-07-09, sources: [page]}
  - {act: termination, date: 1960-01-01}
"""
LATER = """\
id: aaa-bbb-1960
title: {en: Second Pact}
terminates: [aaa-bbb-1950]
public_from: 1970-01-01
checkpoint: {parties: 2}
acts:
  - {parties: [FRA, ITA], act: signature, date: 1960-01-01}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "aaa-bbb-1950.yml").write_text(PACT, encoding="utf-8")
    (folder / "aaa-bbb-1960.yml").write_text(LATER, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "text",
    ["aaa-bbb-1950", "Pact of Friendship", "PACTE D'AMITIÉ", "دوستی کا معاہدہ", "MTDSG XXVI-4", "XXVI-4"],
)
def test_a_treaty_is_found_by_any_of_its_names(folder: Path, text: str) -> None:
    register = Register([folder], shipped=False)
    assert register.find(text) == ["aaa-bbb-1950"]
    assert register.get(text).id == "aaa-bbb-1950"


@pytest.mark.parametrize(
    ("kind", "identifier", "found"),
    [
        ("mtdsg", "XXVI-4", "aaa-bbb-1950"),
        ("MTDSG", "xxvi-4", "aaa-bbb-1950"),
        ("atop", "1006", "aaa-bbb-1950"),
        ("atop", "1007", None),
        ("unts", "XXVI-4", None),
    ],
)
def test_a_treaty_is_found_by_another_registers_identifier(
    folder: Path, kind: str, identifier: str, found: str | None
) -> None:
    assert Register([folder], shipped=False).lookup(kind, identifier) == found


@pytest.mark.parametrize(
    ("text", "offered"),
    [("aaa-bbb-1951", "aaa-bbb-1950"), ("Pact of Freindship", "aaa-bbb-1950"), ("zzz", "foedera treaties")],
)
def test_an_unknown_treaty_is_answered_with_near_names(folder: Path, text: str, offered: str) -> None:
    with pytest.raises(FoederaError) as fault:
        Register([folder], shipped=False).get(text)
    assert text in fault.value.what
    assert offered in fault.value.hint


def test_a_later_folder_takes_a_records_place_and_an_import_does_not(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "own"
    other.mkdir()
    (other / "aaa-bbb-1960.yml").write_text("id: aaa-bbb-1960\ntitle: {en: My reading of it}\n")
    register = Register([folder, other], shipped=False)
    register.add([Treaty(id="aaa-bbb-1960", title={"en": "no"}), Treaty(id="new-1", title={"en": "New"})])
    assert register.get("aaa-bbb-1960").name() == "My reading of it"
    assert register.get("new-1").name() == "New"
    assert register.ids() == ["aaa-bbb-1950", "aaa-bbb-1960", "new-1"]
    assert "new-1" in register


def test_who_ends_a_treaty(folder: Path) -> None:
    register = Register([folder], shipped=False)
    assert register.terminators("aaa-bbb-1950") == ["aaa-bbb-1960"]
    assert register.terminators("aaa-bbb-1960") == []


def test_all_records_are_the_same_through_the_cache_and_a_change_is_seen(folder: Path) -> None:
    cache = Path(os.environ["FOEDERA_CACHE"])
    first = Register([folder], shipped=False).all()
    (compiled,) = cache.glob("register-*.msgpack")
    assert Register([folder], shipped=False).all() == first
    compiled.write_bytes(b"\xc1 not what was written")
    assert Register([folder], shipped=False).all() == first
    path = folder / "aaa-bbb-1960.yml"
    path.write_text(LATER.replace("Second Pact", "A Second Pact"), encoding="utf-8")
    assert Register([folder], shipped=False).get("aaa-bbb-1960").name() == "A Second Pact"
    assert Register([folder], shipped=False).all()[1].name() == "A Second Pact"


def test_a_cache_that_cannot_be_written_costs_only_time(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "occupied").write_text("a file where the folder should be")
    monkeypatch.setenv("FOEDERA_CACHE", str(tmp_path / "occupied" / "cache"))
    assert len(Register([folder], shipped=False).all()) == 2


def test_each_source_of_an_act_is_a_statement_with_its_day_of_knowledge(folder: Path) -> None:
    sources, statements = Register([folder], shipped=False).statements("aaa-bbb-1950")
    told = [(s.act, s.parties, s.source.split("#")[1], s.published) for s in statements]
    assert told == [
        ("signature", ("FRA", "ITA"), "page", "1950-03-01"),
        ("signature", ("FRA", "ITA"), "paper", "1950-03-05"),
        ("deposit", ("FRA",), "page", "1950-06-01"),
        ("deposit", ("ITA",), "page", "1950-07-09"),
        ("termination", ("FRA", "ITA"), "record", "1960-01-01"),
    ]
    assert {source.id for source in sources.values()} == {s.source for s in statements}
    assert len({s.id for s in statements}) == len(statements)


@pytest.mark.parametrize(("known", "acts"), [("1969-12-31", 0), ("1970-01-01", 2)])
def test_a_secret_treaty_is_not_known_before_it_became_public(folder: Path, known: str, acts: int) -> None:
    sources, statements = Register([folder], shipped=False).statements("aaa-bbb-1960")
    events = select(statements, sources, "aaa-bbb-1960", known=date.fromisoformat(known))
    assert len(events) == acts
    assert all(event.date == "1960-01-01" for event in events)
