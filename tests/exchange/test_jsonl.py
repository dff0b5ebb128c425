"""Statements as JSON Lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import foedera.exchange.jsonl
from foedera.errors import FoederaError
from foedera.exchange import importer

SAMPLE = Path(foedera.exchange.jsonl.__file__).parent / "sample.jsonl"


def test_sources_and_statements() -> None:
    found = importer("jsonl").read(SAMPLE)
    assert [type(s).__name__ for s in found.statements] == ["Act", "Claim", "Act"]
    assert {s.source for s in found.statements} == {found.sources[0].id}
    assert found.treaty_ids == ("mtdsg-XXX-1",)


def test_a_statement_without_a_source_gets_one_for_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"kind":"act","act":"signature","parties":["TCD"]}\n', encoding="utf-8")
    found = importer("jsonl").read(file, treaty="x-1", published="2020-01-01")
    assert found.statements[0].treaty == "x-1" and found.sources[0].published == "2020-01-01"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", ":1: is not JSON"),
        ("[1]", ":1: is not a JSON object"),
        ('{"a": 1}', ":1: is neither a source nor a statement"),
        ('{"kind":"act","act":"ratified"}', ":1: statement: Invalid enum value 'ratified'"),
        ('{"kind":"act","act":"signature","source":"abc"}', "the source 'abc' stands nowhere above"),
        ('{"kind":"act","act":"signature","date":"2024-02-30"}', "'2024-02-30' is not a date"),
        ('{"source":{"publisher":5}}', ":1: source: Expected"),
        ('{"source":{"publisher":"x"}}', "holds no statement"),
        ("[" * 100000, ":1: is not JSON"),
    ],
)
def test_faults(line: str, words: str, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(FoederaError, match=words):
        importer("jsonl").read(file)


def test_an_altered_statement(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(SAMPLE.read_text(encoding="utf-8").replace("1996-06-12", "1997-06-12"), encoding="utf-8")
    with pytest.raises(FoederaError, match=":2: the statement's id is not the hash of its content"):
        importer("jsonl").read(file)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 600), what=st.binary(max_size=12))
def test_a_bent_file_is_read_or_refused(at: int, what: bytes, tmp_path: Path) -> None:
    content = SAMPLE.read_bytes()
    file = tmp_path / "a.jsonl"
    file.write_bytes(content[:at] + what + content[at + len(what) :])
    try:
        importer("jsonl").read(file)
    except FoederaError as refused:
        assert refused.what
