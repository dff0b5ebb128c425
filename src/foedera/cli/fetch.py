"""Getting the bytes of what a person named: a file, an address, or standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from foedera.errors import FoederaError

LIMIT = 20 * 1024 * 1024
"""Bytes; a report is a few thousand, a large web page a few million."""


def load(name: str) -> tuple[bytes, str | None]:
    """The content and, for an address, the URL. An address is fetched because it was asked for."""
    if name == "-":
        return _limited(sys.stdin.buffer.read(LIMIT + 1), "standard input"), None
    if name.startswith(("http://", "https://")):
        return _limited(_download(name), name), name
    path = Path(name)
    if not path.exists():
        raise FoederaError(name, "there is no such file", "check the path")
    if path.is_dir():
        raise FoederaError(name, "this is a folder", "name one report, or use --to DIR for many")
    try:
        with path.open("rb") as file:
            return _limited(file.read(LIMIT + 1), name), None
    except OSError as fault:
        raise FoederaError(name, f"it cannot be read ({fault.strerror})", "check its permissions") from None


def _limited(content: bytes, where: str) -> bytes:
    if len(content) > LIMIT:
        raise FoederaError(
            where,
            f"it is larger than {LIMIT // 1024 // 1024} MB",
            "read reports one at a time, or use --to DIR",
        )
    return content


def _download(url: str) -> bytes:
    from urllib.error import URLError
    from urllib.request import Request, urlopen

    try:
        with urlopen(Request(url, headers={"User-Agent": "foedera"}), timeout=30) as answer:
            content: bytes = answer.read(LIMIT + 1)
            return content
    except (URLError, OSError, ValueError) as fault:
        reason = getattr(fault, "reason", fault)
        raise FoederaError(
            url, f"it could not be fetched ({reason})", "save the page and read the file"
        ) from None
