"""Where the journal lives: a thin layer over DB-API for SQLite and PostgreSQL.

The standard library's ``sqlite3`` and ``psycopg`` are used directly: importing SQLAlchemy would cost half
of what a whole ``status`` may take, and the journal needs six statements of SQL.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from foedera.errors import FoederaError

SCHEMA = """
CREATE TABLE IF NOT EXISTS entries (
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  ref TEXT NOT NULL,
  treaty TEXT,
  recorded TEXT NOT NULL,
  recorder TEXT,
  payload TEXT NOT NULL,
  hash TEXT NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS entries_ref ON entries (kind, ref);
CREATE INDEX IF NOT EXISTS entries_treaty ON entries (treaty, kind);
CREATE TABLE IF NOT EXISTS heads (seq INTEGER PRIMARY KEY, hash TEXT NOT NULL);
"""
# ``heads`` keeps the end of the chain after each writing: entries cut off at the end are missed by it.
COLUMNS = "seq, kind, ref, treaty, recorded, recorder, payload, hash"
# Nothing is updated or deleted: the database itself refuses.
TABLES = ("entries", "heads")
SQLITE_GUARDS = "".join(
    f"CREATE TRIGGER IF NOT EXISTS no_{verb.lower()}{suffix} BEFORE {verb} ON {table} "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;"
    for table, suffix in (("entries", ""), ("heads", "_of_heads"))
    for verb in ("UPDATE", "DELETE")
)
POSTGRES_GUARDS = "".join(
    f"CREATE OR REPLACE RULE {table}_no_{verb.lower()} AS ON {verb} TO {table} DO INSTEAD NOTHING;"
    for table in TABLES
    for verb in ("UPDATE", "DELETE")
)


class Address(NamedTuple):
    """``kind``: ``sqlite`` or ``postgresql``; ``place``: a path, ``:memory:`` or the whole URL."""

    kind: str
    place: str
    shown: str


class Database:
    """One connection, for one thread at a time. Every fault of the database becomes a ``FoederaError``
    that names the ledger."""

    def __init__(self, address: Address, create: bool) -> None:
        self.address = address
        self._mark = "?" if address.kind == "sqlite" else "%s"
        opener: Callable[[bool], Any] = self._sqlite if address.kind == "sqlite" else self._postgres
        self._connection = opener(create)

    def _sqlite(self, create: bool) -> Any:
        import sqlite3

        self._faults: tuple[type[Exception], ...] = (sqlite3.Error,)
        place = self.address.place
        if place != ":memory:":
            path = Path(place)
            if path.is_dir():
                raise FoederaError(place, "this is a folder, not a ledger", "name a file")
            if not path.exists():
                if not create:
                    raise FoederaError(
                        place, "there is no such ledger", "record something first, or check the name"
                    )
                self._make_folder(path)
        try:
            connection = sqlite3.connect(place, timeout=10, isolation_level=None, check_same_thread=False)
            try:
                tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            except sqlite3.OperationalError:
                if create or place == ":memory:":
                    raise
                # In a folder that cannot be written, a journal at rest can still be read.
                unwritable = f"{Path(place).absolute().as_uri()}?mode=ro&immutable=1"
                connection = sqlite3.connect(
                    unwritable, uri=True, isolation_level=None, check_same_thread=False
                )
                tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            if tables and ("entries",) not in tables:
                raise FoederaError(
                    place, "this database holds no ledger", "name the right one, or a new file"
                )
            if create:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.executescript(SCHEMA + SQLITE_GUARDS)
        except sqlite3.Error as fault:
            raise self._error(fault) from None
        return connection

    def _make_folder(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise FoederaError(
                str(path), f"its folder cannot be made ({fault.strerror})", "name another"
            ) from None
        if not os.access(path.parent, os.W_OK):
            raise FoederaError(str(path), "its folder cannot be written", "name a ledger elsewhere")

    def _postgres(self, create: bool) -> Any:
        try:
            import psycopg
        except ImportError:
            raise FoederaError(
                self.address.shown, "PostgreSQL needs psycopg", "install foedera[postgres]"
            ) from None
        self._faults = (psycopg.Error,)
        try:
            connection = psycopg.connect(self.address.place, autocommit=True, connect_timeout=10)
            if create:
                connection.execute(SCHEMA)
                connection.execute(POSTGRES_GUARDS)
        except psycopg.Error as fault:
            raise self._error(fault) from None
        return connection

    def rows(self, sql: str, values: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query; ``?`` stands for a value."""
        try:
            yield from self._connection.execute(sql.replace("?", self._mark), values)
        except self._faults as fault:
            raise self._error(fault) from None

    def damage(self) -> str | None:
        """What the database itself finds wrong with its file; None where it finds nothing."""
        if self.address.kind != "sqlite":
            return None
        found = [str(row[0]) for row in self.rows("PRAGMA integrity_check(1)")]
        return None if found == ["ok"] else f"the file is damaged ({found[0] if found else 'no answer'})"

    @contextmanager
    def transaction(self) -> Iterator[Callable[[str, list[tuple[Any, ...]]], None]]:
        """All or nothing; one writer at a time."""
        begin = "BEGIN IMMEDIATE" if self.address.kind == "sqlite" else "BEGIN"

        def write(sql: str, values: list[tuple[Any, ...]]) -> None:
            cursor = self._connection.cursor()
            cursor.executemany(sql.replace("?", self._mark), values)

        try:
            self._connection.execute(begin)
            if self.address.kind == "postgresql":
                self._connection.execute("LOCK TABLE entries IN EXCLUSIVE MODE")
            yield write
            self._connection.execute("COMMIT")
        except BaseException as fault:
            with suppress(*self._faults):  # the fault that matters is the first one
                self._connection.execute("ROLLBACK")
            if isinstance(fault, self._faults):
                raise self._error(fault) from None
            raise

    def close(self) -> None:
        self._connection.close()

    def _error(self, fault: Exception) -> FoederaError:
        text = str(fault).splitlines()[0] if str(fault) else type(fault).__name__
        if "not a database" in text:
            return FoederaError(
                self.address.shown, "this file is not a ledger", "name another, or restore a copy"
            )
        if "malformed" in text or "corrupt" in text:
            return FoederaError(
                self.address.shown, f"the ledger is damaged ({text})", "restore it from a copy"
            )
        if "locked" in text:
            return FoederaError(self.address.shown, "another process is writing to the ledger", "try again")
        if "readonly" in text or "unable to open" in text or "permission" in text.lower():
            return FoederaError(
                self.address.shown, f"the ledger cannot be written ({text})", "check its permissions"
            )
        if "no such table" in text or "does not exist" in text:
            return FoederaError(self.address.shown, "this database holds no ledger", "name the right one")
        return FoederaError(
            self.address.shown, f"the ledger failed ({text})", "check the address and the file"
        )


def default_url() -> str:
    """``FOEDERA_LEDGER``, else a file in the user's own data folder."""
    if named := os.environ.get("FOEDERA_LEDGER"):
        return named
    import platformdirs

    return f"sqlite:///{Path(platformdirs.user_data_dir('foedera')) / 'ledger.sqlite'}"


def address_of(url: str) -> Address:
    """What a URL or path names; raises ``FoederaError`` for a database that Foedera does not speak to."""
    if url.startswith(("postgresql://", "postgres://")):
        return Address("postgresql", url, _without_password(url))
    if url.startswith("sqlite://"):
        place = url.removeprefix("sqlite://").removeprefix("/")
        place = ":memory:" if place in ("", ":memory:") else place
        return Address("sqlite", place, place)
    if "://" in url:
        scheme = url.split("://", 1)[0]
        raise FoederaError(
            "--ledger", f"'{scheme}' is not a database Foedera speaks to", "use sqlite:/// or postgresql://"
        )
    return Address("sqlite", url, url)


def _without_password(url: str) -> str:
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or ''}{parts.path}"
