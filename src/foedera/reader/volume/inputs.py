"""What a run reads: files, folders, JSON Lines and archives, one item at a time, never a whole archive."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from foedera.errors import FoederaError
from foedera.reader.document import LIMIT

from .batch import Batch, Item

LINES = (".jsonl", ".ndjson")
ARCHIVES = (".warc", ".warc.gz")
MOST_ITEMS, MOST_BYTES = 256, 4_000_000
"""Bounds of a batch: what one worker holds at a time."""


def files(paths: Iterable[str]) -> list[Path | None]:
    """All files that ``paths`` name, folders in order of name; None stands for standard input.

    Raises ``FoederaError`` for a path that does not exist, and where there is nothing to read.
    """
    found: list[Path | None] = []
    for name in paths:
        path = Path(name)
        if name == "-":
            found.append(None)
        elif name.startswith(("http://", "https://")):
            raise FoederaError(name, "addresses are not fetched in a volume run", "save the pages first")
        elif path.is_dir():
            found += sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))
        elif path.exists():
            found.append(path)
        else:
            raise FoederaError(name, "there is no such file or folder", "check the path")
    if not found:
        raise FoederaError("read", "there is nothing to read", "name files or folders that hold reports")
    return found


def total_size(found: Iterable[Path | None]) -> int | None:
    """Bytes of all files; None where standard input is among them."""
    listed = list(found)
    return None if None in listed else sum(path.stat().st_size for path in listed if path is not None)


def items(found: Iterable[Path | None], format: str) -> Iterator[Item]:
    """Every report or feed of the files, in order. ``format``: as for one report, ``auto`` by the file."""
    for path in found:
        if path is None:
            yield from _lines(sys.stdin.buffer, "standard input")
            continue
        name = path.name.lower()
        try:
            if format == "warc" or (format == "auto" and name.endswith(ARCHIVES)):
                yield from _archive(path)
            elif format == "jsonl" or (format == "auto" and name.endswith(LINES)):
                with path.open("rb") as file:
                    yield from _lines(file, str(path))
            else:
                yield _file(path)
        except OSError as fault:
            why = f"{path}: it cannot be read ({fault.strerror}); check its permissions"
            yield Item(str(path), b"", fault=why)


def batches(stream: Iterable[Item]) -> Iterator[Batch]:
    """Items in batches of at most ``MOST_ITEMS`` and about ``MOST_BYTES``; the same input, the same batches."""
    number, size, held = 0, 0, list[Item]()
    for item in stream:
        held.append(item)
        size += len(item.content)
        if len(held) >= MOST_ITEMS or size >= MOST_BYTES:
            yield Batch(number, tuple(held))
            number, size, held = number + 1, 0, []
    if held:
        yield Batch(number, tuple(held))


def _file(path: Path) -> Item:
    size = path.stat().st_size
    if size > LIMIT:
        why = f"{path}: is larger than one report may be ({LIMIT // 1_000_000} MB); split it into reports"
        return Item(str(path), b"", size=size, fault=why)
    return Item(str(path), path.read_bytes(), size=size)


def _lines(file: IO[bytes], where: str) -> Iterator[Item]:
    number = 0
    while line := file.readline(LIMIT + 1):
        number += 1
        place = f"{where}, line {number}"
        if len(line) > LIMIT and not line.endswith(b"\n"):
            size = len(line)
            while not line.endswith(b"\n") and (line := file.readline(LIMIT)):
                size += len(line)
            yield Item(place, b"", size=size, fault=f"{place}: the line is too long; split it into reports")
        elif line.strip():
            yield Item(place, line, "jsonl", size=len(line))


def _archive(path: Path) -> Iterator[Item]:
    from warcio.archiveiterator import ArchiveIterator

    number, before = 0, 0
    with path.open("rb") as file:
        try:
            for record in ArchiveIterator(file):
                if record.rec_type not in ("response", "resource", "conversion"):
                    continue
                number += 1
                headers = record.http_headers
                kind = (headers.get_header("Content-Type", "") if headers else "") or (
                    record.rec_headers.get_header("Content-Type", "")
                )
                if not any(known in kind for known in ("html", "text/plain", "xml")):
                    continue
                address = record.rec_headers.get_header("WARC-Target-URI")
                place = f"{path}, record {number}"
                body = record.content_stream().read(LIMIT + 1)
                size, before = max(0, file.tell() - before), file.tell()
                if len(body) > LIMIT:
                    why = f"{place}: unpacks to more than one report may hold; split it"
                    yield Item(place, b"", size=size, fault=why)
                elif getattr(record.raw_stream, "limit", 0) > 0:
                    # warcio gives what there is of a record that is cut; half a page is no report.
                    yield Item(place, b"", size=size, fault=f"{place}: is cut off; fetch the archive again")
                else:
                    yield Item(place, body, url=address, size=size)
        except Exception as fault:
            why = f"{path}, after record {number}: is a damaged archive ({type(fault).__name__}); fetch it again"
            yield Item(f"{path}, after record {number}", b"", fault=why)
