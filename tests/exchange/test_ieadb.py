"""Members' actions of environmental agreements, as stated, with slips reported."""

from __future__ import annotations

from pathlib import Path

import pytest

import foedera.exchange.ieadb
from foedera.errors import FoederaError
from foedera.exchange import Imported, importer
from foedera.model import Act

TITLE = "Agreement On The Care Of Shared Lighthouses"
SAMPLE = Path(foedera.exchange.ieadb.__file__).parent / "sample.csv"


@pytest.fixture
def found() -> Imported:
    return importer("ieadb").read(SAMPLE, published="2020")


def test_acts_as_stated(found: Imported) -> None:
    assert [(a.parties, a.act, a.date) for a in found.statements if isinstance(a, Act)] == [
        (("NOR",), "signature", "1951-03-01"),
        (("NOR",), "deposit", "1952-04-02"),
        (("NOR",), "entry_into_force", "1953-06-01"),
        (("DNK",), "accession", "1954"),
        (("ISL",), "accession", "1955-05-05"),
        (("ISL",), "entry_into_force", "1953-06-01"),
        (("SWE",), "termination", None),
    ]


def test_what_cannot_be_used_is_named_with_its_line(found: Imported) -> None:
    assert [(s.where.rpartition(":")[2], s.why) for s in found.skipped] == [
        ("9", "'Mauritania (pre-1960)' was no state on that day as far as is known"),
        ("10", "'Partial termination of agreement' is no act of the vocabulary"),
    ]


def test_a_slip_is_reported_and_left_as_it_is(found: Imported) -> None:
    assert [n.what for n in found.notices] == ["in force 1953-06-01, before its consent of 1955-05-05"]


def test_the_agreement(found: Imported) -> None:
    (record,) = found.treaties
    assert (record.id, record.done.date) == ("ieadb-90001", "1951-03-01")
    assert found.checkpoints["ieadb-90001"][0].entry_into_force == "1953-06-01"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("Mitch ID", "Number"), "the column 'Mitch ID' is missing"),
        (("1952,4,2", "1952,2,30"), ":3: '1952-02-30' is not a date"),
        (("Denmark,Accession,Accession,", "Denmark,Accession,"), ":5: the row has 12 cells, the heading 13"),
    ],
)
def test_a_damaged_table(change: tuple[str, str], words: str, tmp_path: Path) -> None:
    file = tmp_path / "members.csv"
    file.write_text(SAMPLE.read_text(encoding="utf-8").replace(*change, 1), encoding="utf-8")
    with pytest.raises(FoederaError, match=words):
        importer("ieadb").read(file)


def test_the_real_table(shared_data: Path) -> None:
    found = importer("ieadb").read(shared_data / "ieadb" / "members.csv.gz", published="2020")
    assert len(found.treaties) == 63
    assert len(found.statements) + len(found.skipped) >= 5965 - len(found.notices)
    assert not [
        a for a in found.statements if isinstance(a, Act) and a.date and a.date[:4] in ("1111", "9999")
    ]
    assert any("SLV" in n.where and "before its consent" in n.what for n in found.notices)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({("ieadb", "90001"): "lighthouses-1951"}, "lighthouses-1951"),
        ({("iea", "90001"): "lighthouses-1951"}, "lighthouses-1951"),
        ({("title", f"{TITLE}|1951"): "lighthouses-1951"}, "lighthouses-1951"),
        ({("title", f"{TITLE}|1952"): "another-1952"}, "ieadb-90001"),
    ],
)  # fmt: skip
def test_the_registers_treaty_is_found_by_number_or_by_title_and_year(
    known: dict[tuple[str, str], str], expected: str
) -> None:
    found = importer("ieadb").read(
        SAMPLE, published="2020", lookup=lambda kind, what: known.get((kind, what))
    )
    assert found.treaty_ids == (expected,)
    assert bool(found.treaties) == expected.startswith("ieadb-")


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("Czechia", "1969", "CSHH"),
        ("Czechia", "1994", "CZE"),
        ("Slovenia", "1980", "YUCS"),
        ("Russian Federation", "1986", "SUHH"),
        ("Denmark", "1954", "DNK"),
    ],
)
def test_a_successors_name_before_it_was_there_is_its_predecessor(
    name: str, year: str, expected: str, tmp_path: Path
) -> None:
    file = tmp_path / "members.csv"
    text = SAMPLE.read_text(encoding="utf-8").replace(
        "Norway,Ratification,Ratification,1952,4,2", f"{name},Ratification,Ratification,{year},4,2"
    )
    file.write_text(text, encoding="utf-8")
    found = importer("ieadb").read(file, published="2020")
    (act,) = [a for a in found.statements if isinstance(a, Act) and a.act == "deposit"]
    assert act.parties == (expected,)


def test_a_title_of_two_treaties_of_one_year_finds_neither() -> None:
    from foedera.register import Register

    register = Register()
    assert register.lookup("title", "Convention on Biological Diversity|1992") == "cbd-1992"
    assert register.lookup("title", "Convention on Biological Diversity|1993") is None
    assert register.lookup("title", "Convention on Nothing|1992") is None
