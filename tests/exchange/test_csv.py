# ruff: noqa: E501 (tables and words stand as they are)
"""Tables by a mapping of their columns."""

from __future__ import annotations

from pathlib import Path

import pytest

import foedera.exchange.csv
from foedera.errors import FoederaError
from foedera.exchange import importer
from foedera.model import Act

HERE = Path(foedera.exchange.csv.__file__).parent


def test_a_mapped_table() -> None:
    found = importer("csv").read(HERE / "sample.csv", mapping=HERE / "sample-mapping.yml", published="1999")
    assert [(a.treaty, a.parties, a.act, a.date, a.note) for a in found.statements if isinstance(a, Act)] == [
        ("mtdsg-XXX-1", ("NOR",), "deposit", "1996-06-12", None),
        ("mtdsg-XXX-1", ("TCD",), "accession", "2005-02-04", "mit Vorbehalt"),
        ("mtdsg-XXX-1", ("CHE",), "signature", None, None),
    ]
    assert [(s.where.rpartition(":")[2], s.why[:40]) for s in found.skipped] == [
        ("5", "no state or organization is called 'Utop"), ("6", "'Z' is no act; map it under acts")]  # fmt: skip
    assert (found.sources[0].publisher, found.sources[0].published) == ("An institute's card index", "1999")


def test_a_records_own_table_needs_no_mapping(tmp_path: Path) -> None:
    file = tmp_path / "acts.csv"
    file.write_text("party,act,date,effective,source,published\nNOR;DNK,signature,1995-05,,Gazette,1995-06-01\n"
                    "PER,denunciation,2001-01-01,2002-01-01,,\n", encoding="utf-8")  # fmt: skip
    found = importer("csv").read(file, treaty="x-1")
    assert [(a.parties, a.act, a.date, a.effective) for a in found.statements if isinstance(a, Act)] == [
        (("NOR", "DNK"), "signature", "1995-05", None), (("PER",), "denunciation", "2001-01-01", "2002-01-01")]  # fmt: skip
    assert [(s.publisher, s.published) for s in found.sources] == [("Gazette", "1995-06-01"), (None, None)]


def test_numbers_of_states_mean_who_held_them_then(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(
        "c,when\n255,1914-01-01\n260,1960-01-01\n365,1914-01-01\n", encoding="utf-8"
    )
    (tmp_path / "m.yml").write_text(
        "columns: {party: c, date: when}\nconstants: {act: signature}\nparties: cow\n", encoding="utf-8"
    )
    found = importer("csv").read(tmp_path / "t.csv", treaty="x", mapping=tmp_path / "m.yml")
    assert len(found.statements) == 3 and not found.skipped


@pytest.mark.parametrize(
    ("mapping", "table", "words"),
    [
        ("columns: {party: p, act: a, partei: d}", "p,a,d\n", "'partei' is no field of an act; did you mean party"),
        ("column: {party: p}", "p\n", "unknown field `column`"),
        ("columns: [1", "p\n", "is not YAML"),
        ("columns: {party: p}\nacts: {R: ratified}", "p\n", "'ratified', which is no act; did you mean ratification"),
        ("columns: {party: p, act: a}\ndates: ymd", "p,a\n", "dates"),
        ("columns: {party: p, act: a}", "p,b\nNOR,signature\n", "the column 'a' is missing"),
        ("columns: {party: p}", "p\nNOR\n", "nothing tells the act"),
        ("columns: {party: p, act: a, date: d}", "p,a,d\nNOR,signature,2024-02-30\n", ":2: '2024-02-30' is not a date"),
        ("columns: {party: p, act: a}", "p,a\nNOR\n", ":2: the row has 1 cells, the heading 2"),
        ("columns: {party: p, act: a}", "p,a\n", "holds no rows"),
    ],
)  # fmt: skip
def test_faults(mapping: str, table: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "m.yml").write_text(mapping, encoding="utf-8")
    (tmp_path / "t.csv").write_text(table, encoding="utf-8")
    with pytest.raises(FoederaError, match=words):
        importer("csv").read(tmp_path / "t.csv", treaty="x", mapping=tmp_path / "m.yml")


def test_a_table_without_a_treaty(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("party,act\nNOR,signature\n", encoding="utf-8")
    with pytest.raises(FoederaError, match="nothing tells the treaty; give --treaty ID"):
        importer("csv").read(tmp_path / "t.csv")
