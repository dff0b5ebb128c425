"""All importers alike: samples, wrong files, and nothing half-imported."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

import foedera.exchange
from foedera.errors import FoederaError, UsageError
from foedera.exchange import importer
from foedera.exchange.base import Imported, Limits

HERE = Path(foedera.exchange.__file__).parent
SAMPLES = [
    ("untc", "untc/samples/telescopes.html", None),
    ("untc", "untc/samples/30-4-b.csv", None),
    ("ieadb", "ieadb/sample.csv", None),
    ("csv", "csv/sample.csv", "csv/sample-mapping.yml"),
    ("jsonl", "jsonl/sample.jsonl", None),
]


def sample(name: str, file: str, mapping: str | None) -> Imported:
    return importer(name).read(HERE / file, mapping=HERE / mapping if mapping else None)


@pytest.mark.parametrize(("name", "file", "mapping"), SAMPLES)
def test_samples_are_read_and_twice_the_same(name: str, file: str, mapping: str | None) -> None:
    found = sample(name, file, mapping)
    assert found.statements and found == sample(name, file, mapping)
    assert len({s.id for s in found.statements}) == len(found.statements)
    assert {s.source for s in found.statements} <= {source.id for source in found.sources}
    assert all(len(source.id) == 64 for source in found.sources)


@pytest.mark.parametrize("name", sorted({name for name, _, _ in SAMPLES}))
def test_each_format_has_a_page_and_a_citation(name: str) -> None:
    text = (HERE / name / "README.md").read_text(encoding="utf-8")
    for word in ("Bounds", "wrong file", "Cite", "ample"):
        assert word in text
    assert importer(name).cite and importer(name).name == name


def test_an_unknown_format_offers_a_near_one() -> None:
    with pytest.raises(UsageError, match="there is no format 'untk'; did you mean untc"):
        importer("untk")


@pytest.mark.parametrize("name", ["untc", "ieadb", "csv", "jsonl"])
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"   \n", "is empty"),
        (b"\x00\x01\x02\x03\x04" * 9000, "binary"),
        (gzip.compress(b"Participant,Signature\n" * 99)[:40], "gzip stream breaks off"),
        (b"Pays,Annexe\nC\xf4te d'Ivoire,1\n", r"UTF-8|not HTML"),
    ],
)
def test_files_that_are_no_text(name: str, content: bytes, words: str, tmp_path: Path) -> None:
    file = tmp_path / "27-7.csv"
    file.write_bytes(content)
    with pytest.raises(FoederaError, match=words):
        importer(name).read(file, treaty=None)


@pytest.mark.parametrize("name", ["untc", "ieadb", "csv", "jsonl"])
def test_missing_too_large_and_unpacking_too_far(name: str, tmp_path: Path) -> None:
    with pytest.raises(FoederaError, match="cannot be read"):
        importer(name).read(tmp_path / "absent.csv")
    with pytest.raises(FoederaError, match=r"is not a file|cannot be read"):
        importer(name).read(tmp_path)
    large = tmp_path / "27-8.csv"
    large.write_bytes(b"Participant,Signature\n" * 99)
    with pytest.raises(FoederaError, match="more than the 100 that are read"):
        importer(name).read(large, limits=Limits(size=100))
    packed = tmp_path / "27-9.csv"
    packed.write_bytes(gzip.compress(b"Participant,Signature\n" * 9999))
    with pytest.raises(FoederaError, match="unpacks to more than 1,000"):
        importer(name).read(packed, limits=Limits(unpacked=1000))
