"""United Nations Treaty Collection: status pages as HTML, participation tables as CSV."""

from __future__ import annotations

from pathlib import Path

from foedera.exchange.base import LIMITS, Imported, Importer, Limits, Lookup, read_bytes, read_text, sha256

CITE = (
    "United Nations, Multilateral Treaties Deposited with the Secretary-General, "
    "United Nations Treaty Collection, https://treaties.un.org"
)


class Untc:
    """Reads one page or table (see ``README.md`` for what it takes and what it refuses)."""

    name = "untc"
    cite = CITE

    def read(
        self,
        path: str | Path,
        *,
        treaty: str | None = None,
        published: str | None = None,
        lookup: Lookup | None = None,
        mapping: str | Path | None = None,
        limits: Limits = LIMITS,
    ) -> Imported:
        """Everything the file states. ``published``: needed for a table; a page says its own day."""
        from .build import from_page
        from .page import parse
        from .table import read_table

        content = read_bytes(path, limits)
        if Path(path).suffix.casefold() == ".csv" or not _looks_like_markup(content):
            text = read_text(path, limits)
            if Path(path).suffix.casefold() == ".csv" and not _looks_like_markup(content):
                return read_table(text, Path(path), sha256(content), treaty, published, lookup)
        return from_page(parse(content, str(path)), str(path), sha256(content), treaty, lookup)


def _looks_like_markup(content: bytes) -> bool:
    plain = content.removeprefix(b"\xef\xbb\xbf")
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        plain = content[:512].decode("utf-16", "ignore").encode()
    return plain.lstrip()[:1] == b"<"


IMPORTERS: dict[str, Importer] = {"untc": Untc()}
