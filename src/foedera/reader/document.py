"""From bytes to plain text with its metadata, whatever the format.

Errors are plain: an empty input, a binary one, one that is too large, one that is not the format it claims.
"""

from __future__ import annotations

import codecs
import hashlib
import io
import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from foedera import dates as edtf
from foedera.errors import FoederaError
from foedera.model import Credit

LIMIT = 20_000_000
"""Longest report in characters: a report is pages, not volumes; archives go through the volume run."""
_ODD = re.compile(r"[\x00-\x08\x0e-\x1a\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufffd\ufffe\uffff]")
ARCHIVE_LIMIT = 10 * LIMIT
"""Most bytes that one archive may unpack to."""
FORMATS = ("auto", "text", "html", "ninjs", "rss", "warc", "jsonl")


@dataclass(frozen=True, slots=True)
class Document:
    """One report as text. None where the format does not tell. ``sha256``: of the text."""

    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    credits: tuple[Credit, ...] = ()
    sha256: str | None = None
    notes: tuple[str, ...] = ()


def decode(content: str | bytes, where: str = "report") -> str:
    """Text of ``content``: BOM, UTF-8, then UTF-16 and the legacy encodings that fit; else an error."""
    if isinstance(content, str):
        _size(content, where)
        return content
    _size(content, where)
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            try:
                return content.decode(name)
            except UnicodeDecodeError:
                break
    if b"\x00" in content[:4096]:
        guessed = _utf16(content)
        if guessed is not None:
            return guessed
        raise FoederaError(
            where, "is not text (it holds zero bytes)", "give a text, HTML, RSS, ninjs or WARC file"
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as fault:
        declared = re.search(rb"(?:charset|encoding)=[\"']?([\w-]+)", content[:2048])
        if declared:
            try:
                return content.decode(declared.group(1).decode("ascii"))
            except (LookupError, UnicodeDecodeError):
                pass
        return _legacy(content, where, fault)


def _utf16(content: bytes) -> str | None:
    even, odd = content[0:2000:2].count(0), content[1:2000:2].count(0)
    half = max(1, min(len(content), 2000) // 2)
    for count, name in ((odd, "utf-16-le"), (even, "utf-16-be")):
        if count > half * 0.3:
            try:
                return content.decode(name)
            except UnicodeDecodeError:
                return None
    return None


def _legacy(content: bytes, where: str, fault: UnicodeDecodeError) -> str:
    import warnings

    from charset_normalizer import from_bytes

    printable = sum(byte >= 32 or byte in (9, 10, 13) for byte in content[:4096]) / max(
        1, len(content[:4096])
    )
    if printable > 0.97:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            best = from_bytes(content[:200_000]).best()
        if best is not None and best.encoding:
            text = content.decode(best.encoding, "replace")
            if (
                sum(c.isalpha() or c.isspace() for c in text[:4000]) > 0.7 * len(text[:4000])
                and "\ufffd" not in text[:4000]
            ):
                return text
    raise FoederaError(
        where, f"is not text in a known encoding (byte {fault.start} is not UTF-8)", "convert it to UTF-8"
    )


def _size(content: str | bytes, where: str) -> None:
    if len(content) > LIMIT:
        raise FoederaError(
            where,
            f"is too large for one report ({len(content) / 1_000_000:.0f} million; the limit is {LIMIT // 1_000_000})",
            "split it into reports",
        )


def parse(content: str | bytes, format: str, url: str | None, where: str = "report") -> list[Document]:
    """The documents in ``content``; at least one, or a ``FoederaError``."""
    if format not in FORMATS:
        raise FoederaError("--format", f"'{format}' is not a format", f"use one of {', '.join(FORMATS)}")
    if isinstance(content, bytes):
        _size(content, where)
        found = _warc(content, where) if format in ("warc", "auto") and is_archive(content) else None
        if found is not None:
            return found
        if format == "warc":
            raise FoederaError(where, "is not a WARC file", "give the right --format")
        content = decode(content, where)
    elif format == "warc":
        raise FoederaError(where, "is text, not a WARC file", "give the archive's bytes or another --format")
    if not content.strip():
        raise FoederaError(where, "is empty", "give a report with text")
    if format == "auto":
        format = _guess(content)
    reader = {"text": _text, "html": _html, "ninjs": _ninjs, "rss": _rss, "jsonl": _jsonl}[format]
    documents = [d for d in reader(content, url, where) if d.text.strip()]
    if not documents:
        raise FoederaError(where, f"holds no text to read as {format}", "check the file or give --format")
    return documents


def is_archive(content: bytes) -> bool:
    """Whether the bytes begin as a WARC file, plain or compressed."""
    return content.startswith((b"WARC/", b"\x1f\x8b"))


def _guess(text: str) -> str:
    head = text.lstrip("\ufeff \t\r\n")[:600]
    low = head.lower()
    if low.startswith(("<?xml", "<rss", "<feed", "<rdf")) and any(
        tag in text[:3000].lower() for tag in ("<rss", "<feed", "<rdf:rdf")
    ):
        return "rss"
    if low.startswith(("<!doctype html", "<html")) or ("<html" in low or ("<body" in low and "</" in text)):
        return "html"
    if head.startswith("{"):
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) > 1 and all(
            line.lstrip().startswith("{") and line.rstrip().endswith("}") for line in lines[:5]
        ):
            return "jsonl"
        if '"body_text"' in text or '"body_html"' in text or '"bodies"' in text or '"headline"' in text:
            return "ninjs"
        try:
            if isinstance(json.loads(text), dict):
                return "ninjs" if '"body_' in text else "jsonl"
        except ValueError:
            return "text"
    if low.startswith("<") and re.search(r"<(p|div|article|h1)\b", low):
        return "html"
    return "text"


def _document(text: str, **fields: Any) -> Document:
    # Not a character is changed: the statements' offsets count in the text as it was given.
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(text, sha256=digest, **fields)


def _text(content: str, url: str | None, where: str) -> list[Document]:
    sample = content[:4096]
    odd = len(_ODD.findall(sample))
    if odd > len(sample) * 0.05:
        raise FoederaError(where, "is not text (too many control characters)", "give a text file")
    return [_document(content)]


def _html(content: str, url: str | None, where: str) -> list[Document]:
    import trafilatura

    found = trafilatura.bare_extraction(
        content, url=url, with_metadata=True, include_comments=False, include_tables=False
    )
    if found is None:
        from lxml import html as lxml_html

        try:
            text = str(lxml_html.fromstring(content.encode("utf-8", "replace")).text_content())
        except Exception as fault:
            raise FoederaError(
                where, f"is not HTML ({type(fault).__name__})", "give the right --format"
            ) from None
        return [_document(text)]
    data = found.as_dict() if hasattr(found, "as_dict") else dict(found)
    credits = (Credit(role="author", name=str(data["author"])),) if data.get("author") else ()
    published = (
        str(data["date"])
        if data.get("date") and re.fullmatch(r"\d{4}-\d\d-\d\d", str(data["date"]))
        else None
    )
    return [
        _document(
            str(data.get("text") or data.get("raw_text") or ""),
            title=data.get("title") or None,
            url=data.get("url") or None,
            publisher=data.get("sitename") or data.get("hostname") or None,
            published=published,
            language=_language(data.get("language")),
            credits=credits,
        )
    ]


def _language(value: Any) -> str | None:
    return (
        str(value).split("-")[0].lower()
        if value and re.fullmatch(r"[A-Za-z]{2,3}([-_].*)?", str(value))
        else None
    )


def _strip(text: str) -> str:
    if "<" not in text:
        return text
    from lxml import html as lxml_html

    try:
        spaced = re.sub(r"(?i)</(p|div|li|h\d)>|<br\s*/?>", r"\g<0>\n", text)
        return str(lxml_html.fromstring(f"<div>{spaced}</div>").text_content()).strip()
    except Exception:
        return re.sub(r"<[^>]*>", " ", text)


def _rss(content: str, url: str | None, where: str) -> list[Document]:
    import feedparser

    # A string would be taken for an address or a file name where it looks like one; bytes never are.
    feed = feedparser.parse(io.BytesIO(content.encode("utf-8", "replace")))
    documents = []
    for entry in feed.entries:
        body = entry.content[0].value if entry.get("content") else entry.get("summary", "")
        title = entry.get("title", "")
        stamp = entry.get("published_parsed") or entry.get("updated_parsed")
        documents.append(
            _document(
                "\n".join(
                    filter(
                        None, [title if title and not str(body).startswith(title) else "", _strip(str(body))]
                    )
                ),
                title=title or None,
                url=entry.get("link"),
                publisher=feed.feed.get("title"),
                published=f"{stamp.tm_year:04d}-{stamp.tm_mon:02d}-{stamp.tm_mday:02d}" if stamp else None,
                language=_language(feed.feed.get("language")),
            )
        )
    if not documents:
        raise FoederaError(where, "is not a feed with entries", "give the right --format")
    return documents


def _ninjs(content: str, url: str | None, where: str) -> list[Document]:
    try:
        item = json.loads(content)
    except ValueError as fault:
        raise FoederaError(where, f"is not JSON ({fault})", "give the right --format") from None
    items = item if isinstance(item, list) else [item]
    return [_ninjs_item(i) for i in items if isinstance(i, dict)]


def _ninjs_item(item: dict[str, Any]) -> Document:
    bodies = item.get("bodies") or []
    body = (
        item.get("body_text")
        or item.get("body_html")
        or item.get("body_xhtml")
        or next((b.get("value", "") for b in bodies if isinstance(b, dict)), "")
    )
    headlines = item.get("headlines") or []
    title = item.get("headline") or next((h.get("value") for h in headlines if isinstance(h, dict)), None)
    stamp = str(
        item.get("firstcreated")
        or item.get("versioncreated")
        or item.get("firstCreated")
        or item.get("versionCreated")
        or ""
    )
    credits = []
    if item.get("byline"):
        credits.append(Credit(role="author", name=str(item["byline"])))
    by = item.get("infosources") or []
    publisher = next(
        (str(s.get("name")) for s in by if isinstance(s, dict) and s.get("name")), None
    ) or item.get("copyrightholder")
    return _document(
        _strip(body if isinstance(body, str) else ""),
        title=_words(title),
        url=_words(item.get("uri")),
        publisher=_words(publisher),
        published=_day(stamp),
        language=_language(item.get("language")),
        credits=tuple(credits),
    )


def _words(value: Any) -> str | None:
    """A field that should be text: hostile and sloppy files put anything there."""
    return value.strip() or None if isinstance(value, str) else None


def _day(stamp: str) -> str | None:
    """The day of an ISO date or time; None where it is none."""
    try:
        return date.fromisoformat(stamp[:10]).isoformat()
    except ValueError:
        return None


def _stated_day(value: Any, where: str) -> str | None:
    """A day, an ISO time or an EDTF date; anything else is an error, since years are taken from it."""
    if value is None:
        return None
    if isinstance(value, str) and value.strip():
        if re.match(r"\d{4}-\d\d-\d\d[T ]", value) and (day := _day(value)):
            return day
        edtf.parse(value.strip(), f"{where}, published")
        return value.strip()
    raise FoederaError(f"{where}, published", "is not a date", "write it as text, e.g. 2024-11-12")


def _jsonl(content: str, url: str | None, where: str) -> list[Document]:
    documents = []
    lines = content.rstrip().split("\n")  # only these end a line of JSON; U+2028 may stand inside a text
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        # One line alone is named by whoever took it out of its file.
        place = f"{where}, line {number}" if len(lines) > 1 else where
        try:
            item = json.loads(line)
        except (ValueError, RecursionError) as fault:
            raise FoederaError(place, f"is not JSON ({fault})", "mend the line") from None
        if not isinstance(item, dict):
            raise FoederaError(place, "is not a JSON object", "mend the line")
        if "body_text" in item or "body_html" in item or "bodies" in item:
            documents.append(_ninjs_item(item))
            continue
        text = item.get("text") or item.get("body") or item.get("content")
        if not isinstance(text, str):
            raise FoederaError(place, "has no 'text'", "each line needs the report in 'text'")
        documents.append(
            _document(
                text,
                title=_words(item.get("title")),
                url=_words(item.get("url")),
                publisher=_words(item.get("publisher")),
                published=_stated_day(item.get("published") or item.get("date"), place),
                language=_language(item.get("lang") or item.get("language")),
            )
        )
    return documents


def _warc(content: bytes, where: str) -> list[Document] | None:
    from warcio.archiveiterator import ArchiveIterator

    documents: list[Document] = []
    unpacked = 0
    try:
        for record in ArchiveIterator(io.BytesIO(content)):
            if record.rec_type not in ("response", "resource", "conversion"):
                continue
            kind = (
                record.http_headers.get_header("Content-Type", "") if record.http_headers else ""
            ) or record.rec_headers.get_header("Content-Type", "")
            if not any(t in kind for t in ("html", "text/plain", "xml")):
                continue
            address = record.rec_headers.get_header("WARC-Target-URI")
            body = record.content_stream().read(LIMIT + 1)
            unpacked += len(body)
            if unpacked > ARCHIVE_LIMIT:
                raise FoederaError(where, "the archive unpacks to more than is read", "split it")
            documents += parse(decode(body, where), "auto", address, where)
    except FoederaError:
        raise
    except Exception as fault:
        if content.startswith(b"\x1f\x8b") and not documents:
            raise FoederaError(
                where, f"is compressed but no WARC ({type(fault).__name__})", "unpack it first"
            ) from None
        raise FoederaError(where, f"is a damaged WARC ({type(fault).__name__})", "fetch it again") from None
    return documents or None
