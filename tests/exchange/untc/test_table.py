# ruff: noqa: E501 (footnotes and tables stand as they are printed)
"""Participation tables as CSV, and two editions of one register."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from foedera.errors import FoederaError
from foedera.exchange import Imported, importer
from foedera.exchange.untc.compare import compare, with_editions
from foedera.model import Act, Source

HEADER = 'Participant,Signature,"Ratification, Acceptance(A), Accession(a), Succession(d)"\n'


def read(
    text: str, tmp_path: Path, name: str = "27-7-d.csv", published: str | None = "2015-06-01"
) -> Imported:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return importer("untc").read(file, published=published)


def told(found: Imported) -> list[tuple[str, str, str | None]]:
    return [(a.parties[0], a.act, a.date) for a in found.statements if isinstance(a, Act)]


def test_a_table(tmp_path: Path) -> None:
    found = read(HEADER + 'Serbia2,,12 Mar 2001 d\n"Cambodia9,10",17 Oct 1980,15 Oct 1992 a\n', tmp_path)
    assert told(found) == [("SRB", "succession", "2001-03-12"), ("KHM", "signature", "1980-10-17"),
                           ("KHM", "accession", "1992-10-15")]  # fmt: skip
    assert found.treaty_ids == ("mtdsg-XXVII-7-d",)
    assert (found.sources[0].published, found.sources[0].kind) == ("2015-06-01", "register")


def test_a_table_of_notified_consent_and_one_of_provisional_application(tmp_path: Path) -> None:
    one = read(
        'Participant,"Consent to be bound(P), Succession(d)"\nChad,2 Nov 1994 P\n', tmp_path, "26-2-a.csv"
    )
    two = read("Participant,Signature,Provisional application(n)\nChad,,2 Nov 1994 n\n", tmp_path, "26-6.csv")
    assert told(one) == [("TCD", "notification", "1994-11-02")]
    assert told(two) == [("TCD", "provisional_application", "1994-11-02")]


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("a,b\n1,2\n", "27-7.csv", "no column 'Participant'"),
        (HEADER, "27-7.csv", "no rows"),
        (HEADER + "Chad,5 May 1995\n", "27-7.csv", "line 2: has 2 cells where the heading has 3"),
        (
            HEADER + "Chad,5 May 1995,\nNorway,,29 Feb 2001\n",
            "27-7.csv",
            "line 3: '29 Feb 2001' is not a day",
        ),
        (HEADER + "Chad,,1 Jul 2002\n", "treaty.csv", "does not tell the treaty"),
        (HEADER + 'Chad,,"1 Jul 2002\n', "27-7.csv", "is not CSV"),
    ],
)
def test_what_is_refused(text: str, name: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(FoederaError, match=words):
        read(text, tmp_path, name)


EDITION_2015 = (
    HEADER
    + "Swaziland,1 Jan 1990,\nIraq,,14 Jan 1970\nChad,,2 Feb 1980 a\nNorway,3 Mar 1991,4 Apr 1992\nPeru,,5 May 1993\n"
)
EDITION_2026 = (
    HEADER
    + "Eswatini,1 Jan 1990,\nIraq,,13 Feb 1970\nChad,,2 Feb 1980 a\nNorway,3 Mar 1991,\nTogo,,6 Jun 2020 a\n"
)


@pytest.fixture
def editions(tmp_path: Path) -> tuple[Imported, Imported]:
    return read(EDITION_2015, tmp_path), read(EDITION_2026, tmp_path, published="2026-02-03")


def test_what_changed_between_two_editions(editions: tuple[Imported, Imported]) -> None:
    old, new = editions
    found = compare([*old.statements], [*new.statements], old.sources[0], new.sources[0])
    assert [(d.kind, d.party, d.was, d.now) for d in found.differences] == [
        ("changed", "IRQ", "deposit 1970-01-14", "deposit 1970-02-13"),
        ("vanished", "NOR", "deposit 1992-04-04", None),
        ("vanished", "PER", "deposit 1993-05-05", None),
        ("new", "TGO", None, "accession 2020-06-06"),
    ]
    assert [(a.act, a.parties, a.status, a.date) for a in found.statements] == [
        ("consent_withdrawal", ("NOR",), "done", "2015-06-01/2026-02-03"),
        ("consent_withdrawal", ("PER",), "done", "2015-06-01/2026-02-03"),
    ]
    assert all(a.source == new.sources[0].id for a in found.statements)
    ids = {a.id: a.date for a in (*old.statements, *new.statements) if isinstance(a, Act)}
    assert [(ids[c.retracts], ids[c.by_statement]) for c in found.corrections] == [
        ("1970-01-14", "1970-02-13")
    ]


def test_an_exit_that_the_later_edition_tells_is_no_removal(editions: tuple[Imported, Imported]) -> None:
    old, new = editions
    left = Act(act="denunciation", parties=("PER",), date="2018-01-01", source=new.sources[0].id, treaty="x")
    found = compare([*old.statements], [*new.statements, left], old.sources[0], new.sources[0])
    notes = {d.party: d.note for d in found.differences if d.kind == "vanished"}
    assert notes["PER"] == "withdrawal told by the later edition"
    assert not [a for a in found.statements if a.parties == ("PER",)]


def test_editions_may_be_imported_in_any_order(editions: tuple[Imported, Imported]) -> None:
    old, new = editions

    def held(found: Imported) -> list[tuple[Source, list[Act]]]:
        return [(found.sources[0], [a for a in found.statements if isinstance(a, Act)])]

    forward = {s.id for s in old.statements} | {s.id for s in with_editions(new, held(old)).statements}
    backward = {s.id for s in new.statements} | {s.id for s in with_editions(old, held(new)).statements}
    assert forward == backward
    assert with_editions(new, held(new)) == new
    assert with_editions(new, held(old)) == with_editions(new, held(old))


def test_another_publishers_table_is_not_an_edition(editions: tuple[Imported, Imported]) -> None:
    old, new = editions
    other = msgspec.structs.replace(old.sources[0], publisher="somebody else")
    assert with_editions(new, [(other, [a for a in old.statements if isinstance(a, Act)])]) == new


def test_real_tables_are_read_whole(shared_data: Path) -> None:
    tables = sorted((shared_data / "entry_into_force" / "mtdsg2015").glob("*.csv"))
    found = [importer("untc").read(path, published="2015-06-01") for path in tables]
    assert len(found) > 50
    assert [s for one in found for s in one.skipped] == []


def test_real_editions_ten_years_apart(shared_data: Path) -> None:
    old = importer("untc").read(
        shared_data / "entry_into_force" / "mtdsg2015" / "4-2.csv", published="2015-06-01"
    )
    new = importer("untc").read(shared_data / "untc" / "cerd.html")
    found = compare([*old.statements], [*new.statements], old.sources[0], new.sources[0])
    assert [(d.party, d.was, d.now) for d in found.differences if d.kind == "changed"] == [
        ("IRQ", "deposit 1970-01-14", "deposit 1970-02-13")]  # fmt: skip
    assert not [d for d in found.differences if d.kind in ("vanished", "renamed")]
