"""One kind of damage after the other, for every tabular format: the line is named, and nothing is taken."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

import foedera
import foedera.exchange
from foedera.errors import FoederaError
from foedera.exchange import importer

HERE = Path(foedera.exchange.__file__).parent
SAMPLES = {
    "atop": "atop/sample.csv",
    "ieadb": "ieadb/sample.csv",
    "cow-states": "systems/sample.csv",
    "csv": None,
}
OWN = "treaty,party,act,date\nx-1,NOR,signature,1995-05-01\nx-1,DNK,ratification,1996-02-03\n"


def text_of(form: str) -> str:
    file = SAMPLES[form]
    return (HERE / file).read_text(encoding="utf-8") if file else OWN


def read(form: str, content: str | bytes, tmp_path: Path, **options: Any) -> Any:
    file = tmp_path / "table.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return importer(form).read(file, **options)


@pytest.mark.parametrize("form", SAMPLES)
@pytest.mark.parametrize(
    "same",
    [
        lambda t: "\ufeff" + t,
        lambda t: t.replace("\n", "\r\n"),
        lambda t: t.replace("\n", "\r"),
        lambda t: t.rstrip("\n"),
        lambda t: t + "\n\n",
        lambda t: t.replace("\n", "\n\n", 1),
        lambda t: t.partition("\n")[0].upper() + "\n" + t.partition("\n")[2],
        lambda t: gzip.compress(t.encode()),
    ],
    ids=["bom", "crlf", "cr", "no end of line", "blank end", "blank line", "capitals", "gzip"],
)
def test_what_a_spreadsheet_does_to_a_file_changes_nothing(form: str, same: Any, tmp_path: Path) -> None:
    plain = read(form, text_of(form), tmp_path)
    found = read(form, same(text_of(form)), tmp_path)
    acts = [[(s.act, s.parties, s.date, s.treaty) for s in f.statements] for f in (plain, found)]
    assert acts[0] == acts[1]
    assert [s.why for s in plain.skipped] == [s.why for s in found.skipped]


@pytest.mark.parametrize("form", SAMPLES)
@pytest.mark.parametrize(
    ("bend", "words"),
    [
        (lambda t: t.replace(",", ";"), [":1", "semicolons"]),
        (lambda t: t.replace(",", "\t"), [":1", "tabs"]),
        (lambda t: t.rstrip("\n").rsplit(",", 2)[0], ["cut off|fields"]),
        (lambda t: t.replace("\n", '\n"', 1), [":2", "not CSV"]),
        (lambda t: t.partition("\n")[0] + "\n", ["no rows"]),
        (lambda t: t.encode("utf-16"), ["binary"]),
        (lambda t: t.encode() + b"\xe9\n", ["UTF-8"]),
        (lambda t: gzip.compress(t.encode())[:-9], ["breaks off"]),
        (lambda t: "<!DOCTYPE html><title>404</title>", ["."]),
    ],
    ids=["semicolons", "tabs", "cut", "quote", "no rows", "utf-16", "latin-1", "gzip cut", "html"],
)
def test_a_damaged_file_is_refused(form: str, bend: Any, words: list[str], tmp_path: Path) -> None:
    with pytest.raises(FoederaError) as fault:
        read(form, bend(text_of(form)), tmp_path)
    said = str(fault.value)
    assert "\n" not in said and "Traceback" not in said
    for word in words:
        assert any(w in said for w in word.split("|")), said


ATOP_CELLS = [
    ("yrent", "1900.7", "whole number"),
    ("yrent", "1111", "no possible year"),
    ("yrexit", "9999", "no possible year"),
    ("dayent", "-9", "a day that is none"),
    ("moent", "13", "a month that is none"),
    ("member", "-200", "a member number that is none"),
    ("member", "1e2", "whole number"),
    ("defense", "1.5", "whole number"),
    ("atopid", "9001.5", "whole number"),
]


def with_cell(form: str, line: int, column: str, value: str) -> str:
    rows = [row.split(",") for row in text_of(form).splitlines()]
    rows[line - 1][rows[0].index(column)] = value
    return "\n".join(",".join(row) for row in rows) + "\n"


@pytest.mark.parametrize(("column", "value", "words"), ATOP_CELLS)
def test_a_cell_of_atop_that_cannot_be(column: str, value: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(FoederaError, match=f":3: .*{words}"):
        read("atop", with_cell("atop", 3, column, value), tmp_path)


def test_a_number_that_no_state_bore_skips_its_row(tmp_path: Path) -> None:
    found = read("atop", with_cell("atop", 2, "member", "999"), tmp_path)
    ((where, why),) = [(s.where.rpartition(":")[2], s.why) for s in found.skipped]
    assert where == "2" and "999 is no number" in why
    assert not any("cow:" in party for s in found.statements for party in s.parties)


def test_a_row_twice_counts_once_and_two_unlike_rows_do_not_stand(tmp_path: Path) -> None:
    text = text_of("atop")
    again = read("atop", text + text.splitlines()[1] + "\n", tmp_path)
    assert [n.what for n in again.notices] == ["stands twice"]
    first = text.splitlines()[1].split(",")
    first[text.splitlines()[0].split(",").index("defense")] = "0"
    with pytest.raises(FoederaError, match=r":11: .*in another row too, on the same days"):
        read("atop", text + ",".join(first) + "\n", tmp_path)


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("1111-11-11", "placeholder"),
        ("9999-12-31", "placeholder"),
        ("2999", "placeholder"),
        ("31/02/1999", "is not a date"),
        ("1999-02-31", "days 1 to 28"),
        ("12 May 1999", "is not a date"),
    ],
)
def test_days_that_never_were(date: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(FoederaError, match=f":2: .*{words}"):
        read("csv", f"treaty,party,act,date\nx-1,NOR,signature,{date}\n", tmp_path)
    line = {"kind": "act", "act": "signature", "parties": ["NOR"], "date": date}
    with pytest.raises(FoederaError, match=words):
        read("jsonl", json.dumps(line), tmp_path)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"Mitch ID": "../../x"}, "not an agreement's number"),
        ({"Mitch ID": ""}, "not an agreement's number"),
        ({"Year": "1951", "Month": "", "Day": "5"}, "has no month"),
        ({"Year": "3000"}, "placeholder"),
        ({"Signature Date": "31/02/1999"}, "is not a date"),
    ],
)
def test_a_row_of_ieadb_that_cannot_be(row: dict[str, str], words: str, tmp_path: Path) -> None:
    rows = [r.split(",") for r in text_of("ieadb").splitlines()]
    for column, value in row.items():
        rows[1][rows[0].index(column)] = value
    with pytest.raises(FoederaError, match=f":2: .*{words}"):
        read("ieadb", "\n".join(",".join(r) for r in rows), tmp_path)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("XXX,-2,Nowhere,1900,1,1,1901,1,1,2016", "no number of a state"),
        ("XXX,2.5,Nowhere,1900,1,1,1901,1,1,2016", "whole number"),
        ("XXX,300,Nowhere,1900,2,31,1901,1,1,2016", "is no day"),
        ("XXX,300,Nowhere,1900,1,1,9999,12,31,2016", "placeholder"),
        ("XXX,300,Nowhere,1111,11,11,1900,12,31,2016", "placeholder"),
    ],
)
def test_a_row_of_a_list_of_states_that_cannot_be(row: str, words: str, tmp_path: Path) -> None:
    head = "stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version"
    with pytest.raises(FoederaError, match=f":2: .*{words}"):
        read("cow-states", f"{head}\n{row}\n", tmp_path)


def test_jsonl_takes_what_export_writes(tmp_path: Path) -> None:
    book = foedera.open(ledger=f"sqlite:///{tmp_path / 'none.sqlite'}")
    file = tmp_path / "out.jsonl"
    told = book.export("jsonl", file, treaties=["prk-rus-2024"])
    found = importer("jsonl").read(file)
    assert len(found.statements) == told["rows"] > 0
    assert {s.treaty for s in found.statements} == {"prk-rus-2024"}


def test_jsonl_says_what_it_did_not_read(tmp_path: Path) -> None:
    line = {"kind": "act", "act": "signature", "parties": ["NOR"], "partys": ["SWE"]}
    assert "'partys'" in read("jsonl", json.dumps(line), tmp_path).notices[0].what
    quote = {"kind": "act", "act": "signature", "parties": ["NOR"], "quote": "signed", "start": 0, "end": 5}
    with pytest.raises(FoederaError, match="do not span the quote"):
        read("jsonl", json.dumps(quote), tmp_path)


def test_one_damaged_file_of_several_leaves_the_ledger_empty(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text(OWN)
    bad.write_text(OWN.replace("1995-05-01", "1995-02-31"))
    book = foedera.open(ledger=f"sqlite:///{tmp_path / 'l.sqlite'}")
    with pytest.raises(FoederaError, match=r"bad\.csv:2"):
        book.import_files("csv", [good, bad], at="2026-01-01T00:00:00+00:00")
    assert book.entries() == []


@pytest.mark.parametrize("form", ["atop", "ieadb", "csv"])
def test_importing_twice_adds_nothing(form: str, tmp_path: Path) -> None:
    book = foedera.open(ledger=f"sqlite:///{tmp_path / 'l.sqlite'}")
    file = tmp_path / "table.csv"
    file.write_text(text_of(form))
    first = book.import_files(form, [file], at="2026-01-01T00:00:00+00:00")
    again = book.import_files(form, [file], at="2026-02-01T00:00:00+00:00")
    assert first["added"] == first["statements"] > 0
    assert (again["added"], again["statements"]) == (0, first["statements"])
    assert set(first) >= {"treaties", "statements", "added", "skipped"}


def test_a_day_of_publication_that_is_none(tmp_path: Path) -> None:
    book = foedera.open(ledger=f"sqlite:///{tmp_path / 'l.sqlite'}")
    with pytest.raises(FoederaError, match="--published"):
        book.import_files("csv", [tmp_path / "x.csv"], at=None, published="yesterday")
