"""One writer per format, by name."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from foedera.errors import FoederaError, UsageError
from foedera.model import AnyStatement, Source

from .calendar import Deadline, ics
from .linked import jsonld

if TYPE_CHECKING:
    import polars as pl


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What is exported. ``spells``: rows of timelines; ``deadlines``: days ahead."""

    sources: Mapping[str, Source] = {}
    statements: Sequence[AnyStatement] = ()
    deadlines: Sequence[Deadline] = ()


def write(form: str, content: Content, path: str | Path) -> None:
    """Write ``content`` to ``path``; raises ``UsageError`` for an unknown format.

    The file is written beside its place and moved there, so that nothing half-written is left.
    """
    writer = FORMATS.get(form)
    if writer is None:
        raise UsageError("export", f"there is no format '{form}'", f"known: {', '.join(FORMATS)}")
    target = Path(path)
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        fresh.write_bytes(writer(content))
        fresh.replace(target)
    except OSError as fault:
        fresh.unlink(missing_ok=True)
        raise FoederaError(
            str(path), f"it cannot be written ({fault.strerror})", "name another file"
        ) from None


def rows(content: Content) -> list[dict[str, Any]]:
    """One flat row per statement: lists joined by ``;``, the source's own columns beside."""
    found = []
    for statement in content.statements:
        source = content.sources.get(statement.source)
        row = {key: _flat(value) for key, value in statement.to_dict().items()}
        row["publisher"] = source.publisher if source else None
        row["published"] = row.get("published") or (source.published if source else None)
        row["url"] = source.url if source else None
        found.append(row)
    return found


def _flat(value: Any) -> Any:
    if isinstance(value, list):
        return ";".join(map(str, value))
    if isinstance(value, dict):
        return msgspec.json.encode(value).decode()
    return int(value) if isinstance(value, bool) else value


def _columns(found: list[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(key for row in found for key in row)) or ["id", "kind", "treaty", "source"]


def _jsonl(content: Content) -> bytes:
    lines = [
        msgspec.json.encode({"source": content.sources.get(s.source), "statement": s})
        for s in content.statements
    ]
    return b"".join(line + b"\n" for line in lines)


def _csv(content: Content) -> bytes:
    found = rows(content)
    out = io.StringIO()
    table = csv.DictWriter(out, _columns(found), lineterminator="\n")
    table.writeheader()
    # A cell that begins like a formula would be run by a spreadsheet.
    table.writerows({k: f"'{v}" if str(v)[:1] in "=+@\t" else v for k, v in row.items()} for row in found)
    return out.getvalue().encode()


def _frame(content: Content) -> pl.DataFrame:
    import polars as pl

    found = rows(content)
    columns = _columns(found)
    text = {name: [None if row.get(name) is None else str(row[name]) for row in found] for name in columns}
    return pl.DataFrame(text, schema=dict.fromkeys(columns, pl.String))


def _parquet(content: Content) -> bytes:
    out = io.BytesIO()
    _frame(content).write_parquet(out)
    return out.getvalue()


def _arrow(content: Content) -> bytes:
    out = io.BytesIO()
    _frame(content).write_ipc(out, compression="zstd")
    return out.getvalue()


def _sqlite(content: Content) -> bytes:
    """Tables ``sources`` and ``statements``, joined by ``source``; a person opens it with datasette."""
    import sqlite3

    found = rows(content)
    columns = _columns(found)
    told = [msgspec.to_builtins(source) for source in content.sources.values()]
    with sqlite3.connect(":memory:") as database:
        database.execute(
            "CREATE TABLE sources (id TEXT PRIMARY KEY, publisher TEXT, title TEXT, url TEXT, published TEXT,"
            " kind TEXT, language TEXT, sha256 TEXT)"
        )
        fields = ("id", "publisher", "title", "url", "published", "kind", "language", "sha256")
        database.executemany(
            "INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [[s.get(f) for f in fields] for s in told]
        )
        kinds = {"start": "INTEGER", "end": "INTEGER"}
        spelt = ", ".join(
            f'"{c}" {kinds.get(c, "TEXT")}{" PRIMARY KEY" if c == "id" else ""}' for c in columns
        )
        database.execute(f"CREATE TABLE statements ({spelt}, FOREIGN KEY (source) REFERENCES sources(id))")
        marks = ", ".join("?" for _ in columns)
        database.executemany(
            f"INSERT OR IGNORE INTO statements VALUES ({marks})", [[r.get(c) for c in columns] for r in found]
        )
        for name in ("treaty", "source"):
            database.execute(f"CREATE INDEX by_{name} ON statements ({name})")
        database.commit()
        content_ = database.serialize()
    database.close()
    return content_


def _jsonld(content: Content) -> bytes:
    return msgspec.json.format(msgspec.json.encode(jsonld(content.sources, content.statements)), indent=2)


def _ics(content: Content) -> bytes:
    return ics(content.deadlines)


FORMATS: dict[str, Callable[[Content], bytes]] = {
    "jsonl": _jsonl,
    "csv": _csv,
    "parquet": _parquet,
    "arrow": _arrow,
    "sqlite": _sqlite,
    "jsonld": _jsonld,
    "ics": _ics,
}
"""Format name to its writer."""
