"""Fuzz the reader: python scripts/fuzz_reader.py [SECONDS] (needs ``atheris``).

Bytes become a report in every format that the reader takes. Nothing but ``FoederaError`` may come out, and
each statement's span must quote the text. A finding is written beside where it was run, as ``crash-…``.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["foedera.reader", "foedera.clauses", "foedera.dates"]):
    from foedera.errors import FoederaError
    from foedera.reader import read_all

FORMATS = ("auto", "text", "html", "rss", "ninjs", "jsonl", "warc")
CASES = Path(__file__).parents[1] / "tests" / "reader" / "cases"


def one(data: bytes) -> None:
    """The first byte chooses the format, whether bytes or text are given, and the day."""
    if not data:
        return
    head, body = data[0], data[1:]
    content: str | bytes = body.decode("utf-8", "surrogateescape") if head & 8 else body
    try:
        found = read_all(
            content, format=FORMATS[head % 7], published="2024-11-12" if head & 16 else None, where="fuzz"
        )
    except FoederaError:
        return
    for reading in found:
        for statement in reading.statements:
            assert reading.text[statement.start : statement.end] == statement.quote
            assert statement.quote.strip()


def main() -> None:
    seconds = sys.argv[1] if len(sys.argv) > 1 else "60"
    corpus = Path("fuzz-corpus")
    corpus.mkdir(exist_ok=True)
    for path in CASES.glob("*.yml"):
        (corpus / path.stem).write_bytes(b"\x11" + path.read_bytes()[:3000])
    atheris.Setup(
        [sys.argv[0], str(corpus), f"-max_total_time={seconds}", "-max_len=4000", "-timeout=20"], one
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
