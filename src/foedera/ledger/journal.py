"""``Ledger``: the append-only journal of sources, statements, records and retractions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from foedera.dates import parse
from foedera.errors import FoederaError
from foedera.model import AnyStatement, Source, Statement, Treaty, seal, seal_source, statement_from_dict
from foedera.register import known_from

from .chain import GENESIS, Row, Verification, link, verify
from .store import COLUMNS, Address, Database, address_of, default_url

Batch = tuple[Source, Sequence[AnyStatement]]


class AppendResult(msgspec.Struct, frozen=True, kw_only=True):
    """``added``, ``skipped``: statements; sources and records are not counted."""

    added: int
    skipped: int


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One journal entry. ``kind``: source, statement, record, facts or retraction; ``content``: it."""

    seq: int
    kind: str
    ref: str
    treaty: str | None
    at: str
    by: str | None
    hash: str
    content: Any


class Ledger:
    """The journal. It is only ever added to; a correction or a retraction is a new entry.

    ``at`` is the moment of recording (ISO 8601, UTC), given by the caller: the library reads no clock.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, url: str | None = None, create: bool = True) -> Ledger:
        """Open the ledger at ``url`` (None: the user's own); raises ``FoederaError``."""
        return cls(Database(address_of(url or default_url()), create))

    @staticmethod
    def exists(url: str) -> bool:
        """Whether there is a ledger to open: not in an empty file, always at a PostgreSQL address."""
        address: Address = address_of(url)
        if address.kind == "postgresql":
            return True
        path = Path(address.place)
        return address.place != ":memory:" and path.exists() and (path.is_dir() or path.stat().st_size > 0)

    def close(self) -> None:
        self._database.close()

    # -- adding ------------------------------------------------------------------------

    def append(
        self, source: Source, statements: Sequence[AnyStatement], *, at: str, by: str | None = None
    ) -> AppendResult:
        """Add a source and its statements in one transaction; what is there already is skipped."""
        return self.append_all([(source, statements)], at=at, by=by)

    def append_all(
        self,
        batches: Iterable[Batch],
        *,
        at: str,
        by: str | None = None,
        records: Sequence[Treaty] = (),
        facts: Sequence[dict[str, Any]] = (),
    ) -> AppendResult:
        """Add many sources with their statements, treaty records and facts about treaties: all or nothing.

        ``records``: treaties that no register holds. ``facts``: ``{"treaty": id, ...}``, what a source
        states of a treaty as a whole (its totals, that its list of participants is complete).
        """
        wanted: list[tuple[str, str, str | None, str]] = []
        total = 0
        for source, statements in batches:
            sealed = source if source.id else seal_source(source)
            wanted.append(("source", sealed.id, None, _json(sealed)))
            for statement in statements:
                own = statement if statement.id else seal(statement)
                wanted.append(("statement", own.id, own.treaty, _json(own)))
                total += 1
        for record in records:
            plain = _json(record)
            wanted.append(("record", _name(plain), record.id, plain))
        for fact in facts:
            plain = _json(fact)
            wanted.append(("facts", _name(plain), fact["treaty"], plain))
        return self._write(wanted, at, by, total)

    def retract(
        self,
        statement_id: str,
        reason: str,
        *,
        at: str,
        by: str | None = None,
        by_statement: str | None = None,
    ) -> None:
        """Withdraw one statement by a new entry; raises ``FoederaError`` where there is none such.

        ``by_statement``: the recorded statement that takes its place; the withdrawal is then known from that
        statement's publication, not only from the day of recording.
        """
        found = self.find(statement_id)
        if found is None:
            raise FoederaError(
                "retract", f"there is no statement '{statement_id}'", "take an id from foedera log"
            )
        told = {"by_statement": by_statement} if by_statement else {}
        plain = _json({"retracts": found.id, "reason": reason, **told})
        self._write([("retraction", _name(plain), found.treaty, plain)], at, by, 0)

    def retract_source(self, source_id: str, reason: str, *, at: str, by: str | None = None) -> None:
        """Withdraw all statements of one source by a new entry."""
        if not any(
            self._database.rows("SELECT 1 FROM entries WHERE kind = 'source' AND ref = ?", (source_id,))
        ):
            raise FoederaError("retract", f"there is no source '{source_id}'", "take an id from foedera log")
        plain = _json({"retracts_source": source_id, "reason": reason})
        self._write([("retraction", _name(plain), None, plain)], at, by, 0)

    def correct(
        self, statement_id: str, statement: AnyStatement, reason: str, *, at: str, by: str | None = None
    ) -> str:
        """Retract a statement and add the right one, in one transaction; its id is returned."""
        found = self.find(statement_id)
        if found is None:
            raise FoederaError(
                "correct", f"there is no statement '{statement_id}'", "take an id from foedera log"
            )
        own = seal(statement)
        plain = _json({"retracts": found.id, "reason": reason, "by_statement": own.id})
        self._write(
            [
                ("statement", own.id, own.treaty, _json(own)),
                ("retraction", _name(plain), found.treaty, plain),
            ],
            at,
            by,
            1,
        )
        return own.id

    def _write(
        self, wanted: Sequence[tuple[str, str, str | None, str]], at: str, by: str | None, total: int
    ) -> AppendResult:
        added = 0
        with self._database.transaction() as write:
            known = self._present(wanted)
            seq, previous = self._head()
            rows = []
            for kind, ref, treaty, payload in wanted:
                if (kind, ref) in known:
                    continue
                known.add((kind, ref))
                seq += 1
                values = (seq, kind, ref, treaty, at, by, payload)
                previous = link(previous, values)
                rows.append((*values, previous))
                added += kind == "statement"
            if rows:
                write(f"INSERT INTO entries ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
                write("INSERT INTO heads (seq, hash) VALUES (?, ?)", [(seq, previous)])
        return AppendResult(added=added, skipped=total - added)

    def _present(self, wanted: Sequence[tuple[str, str, str | None, str]]) -> set[tuple[str, str]]:
        found: set[tuple[str, str]] = set()
        refs = [ref for _, ref, _, _ in wanted]
        for start in range(0, len(refs), 500):
            part = refs[start : start + 500]
            marks = ", ".join("?" * len(part))
            found.update(
                self._database.rows(f"SELECT kind, ref FROM entries WHERE ref IN ({marks})", tuple(part))
            )
        return {(kind, ref) for kind, ref in found}

    def _head(self) -> tuple[int, str]:
        for seq, last in self._database.rows("SELECT seq, hash FROM entries ORDER BY seq DESC LIMIT 1"):
            return seq, last
        return 0, GENESIS

    # -- asking ------------------------------------------------------------------------

    def statements(
        self, *, known: date | None = None, treaty: str | None = None
    ) -> tuple[dict[str, Source], tuple[AnyStatement, ...]]:
        """Sources by id, and the statements known by ``known`` (None: all), oldest entry first.

        A statement is known from the publication of its source, or as ``known_from`` tells of a living
        page; where nothing tells, from the day it was recorded. A later ``known`` never loses one: a
        retracted statement stays, flagged ``retracted`` once the retraction itself was known.
        """
        retracted, retracted_sources = self._retractions(known)
        rows = [(row, self._statement(row)) for row in self._rows("statement", treaty)]
        sources = self._sources(statement.source for _, statement in rows)
        found = []
        for row, statement in rows:
            if known is not None and self._known_from(statement, sources, row) > known:
                continue
            if statement.id in retracted or statement.source in retracted_sources:
                statement = msgspec.structs.replace(statement, flags=(*statement.flags, "retracted"))
            found.append(statement)
        return {s: sources[s] for s in dict.fromkeys(f.source for f in found) if s in sources}, tuple(found)

    def find(self, statement_id: str) -> AnyStatement | None:
        """A statement by its id, or by an unambiguous beginning of at least six characters."""
        rows = list(
            self._database.rows(
                f"SELECT {COLUMNS} FROM entries WHERE kind = 'statement' AND ref >= ? AND ref < ? LIMIT 2",
                (statement_id, statement_id + "g"),  # after every hexadecimal digit
            )
        )
        if len(rows) != 1 or len(statement_id) < 6:
            return None
        return self._statement(Row(*rows[0]))

    def records(self) -> tuple[Treaty, ...]:
        """Treaty records that imports brought, the latest of each id."""
        latest = {row.treaty or row.ref: row for row in self._rows("record", None)}
        return tuple(msgspec.json.decode(row.payload, type=Treaty) for row in latest.values())

    def known_records(self, known: date | None = None) -> frozenset[str]:
        """Ids of the imported records that were public by ``known`` and are not withdrawn.

        Public from their latest source's publication, or where none tells, from the day of recording.
        Withdrawn where all their sources were (``retract_source``).
        """
        _, gone = self._retractions(known)
        found = set()
        for row in self._rows("record", None):
            record = self._decode(row, Treaty)
            days = [parse(s.published).latest for s in record.sources if s.published]
            when = max(days) if days else date.fromisoformat(row.recorded[:10])
            if known is not None and when > known:
                continue
            if record.sources and all(s.id in gone for s in record.sources):
                continue
            found.add(record.id)
        return frozenset(found)

    def facts(self, treaty: str | None = None) -> tuple[dict[str, Any], ...]:
        """What sources state of treaties as a whole, oldest first."""
        return tuple(msgspec.json.decode(row.payload) for row in self._rows("facts", treaty))

    def log(self, *, limit: int | None = None, treaty: str | None = None) -> list[Entry]:
        """Journal entries, oldest first; ``limit``: only the latest so many."""
        where, values = ("WHERE treaty = ?", (treaty,)) if treaty else ("", ())
        cut = f" LIMIT {int(limit)}" if limit else ""
        sql = f"SELECT {COLUMNS} FROM entries {where} ORDER BY seq DESC{cut}"
        return [self._entry(Row(*row)) for row in self._database.rows(sql, values)][::-1]

    def verify(self) -> Verification:
        """Whether every entry is as it was written and none is missing.

        The chain is walked, content hashes are recomputed, the ends noted at each writing are compared, and
        a file is checked for damage (to its indexes too, which would hide entries from answers). Whoever
        cuts off both the last entries and their notes leaves a shorter chain that is whole in itself: keep
        ``head`` elsewhere to see that.
        """
        count = 0

        def rows() -> Iterator[Row]:
            nonlocal count
            for row in self._database.rows(f"SELECT {COLUMNS} FROM entries ORDER BY seq"):
                count += 1
                yield Row(*row)

        try:
            result = verify(rows(), _content_id, dict(self._noted_heads()))
            damage = self._database.damage() if result.ok else None
        except FoederaError as fault:
            return Verification(ok=False, entries=count, first_bad=count, what=fault.what)
        if damage is None:
            return result
        return Verification(ok=False, entries=count, head=result.head, first_bad=count, what=damage)

    def _noted_heads(self) -> list[tuple[int, str]]:
        return [(seq, noted) for seq, noted in self._database.rows("SELECT seq, hash FROM heads")]

    def _rows(self, kind: str, treaty: str | None) -> Iterator[Row]:
        where = " AND treaty = ?" if treaty else ""
        sql = f"SELECT {COLUMNS} FROM entries WHERE kind = ?{where} ORDER BY seq"
        for row in self._database.rows(sql, (kind, treaty) if treaty else (kind,)):
            yield Row(*row)

    def _sources(self, ids: Iterable[str]) -> dict[str, Source]:
        wanted, found = list(dict.fromkeys(ids)), {}
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            marks = ", ".join("?" * len(part))
            sql = f"SELECT {COLUMNS} FROM entries WHERE kind = 'source' AND ref IN ({marks})"
            for values in self._database.rows(sql, tuple(part)):
                row = Row(*values)
                found[row.ref] = self._decode(row, Source)
        return found

    def _retractions(self, known: date | None) -> tuple[set[str], set[str]]:
        single: set[str] = set()
        whole: set[str] = set()
        for row in self._rows("retraction", None):
            plain = self._decode(row, dict[str, str])
            if known is not None and self._retracted_from(plain, row) > known:
                continue
            single.update([plain["retracts"]] if "retracts" in plain else [])
            whole.update([plain["retracts_source"]] if "retracts_source" in plain else [])
        return single, whole

    def _retracted_from(self, plain: dict[str, str], row: Row) -> date:
        """From when a retraction is known: with what takes its place, if it was recorded by then."""
        recorded = date.fromisoformat(row.recorded[:10])
        if recorded and "by_statement" in plain:
            for other in self._database.rows(
                f"SELECT {COLUMNS} FROM entries WHERE kind = 'statement' AND ref = ?",
                (plain["by_statement"],),
            ):
                found = Row(*other)
                statement = self._statement(found)
                return min(recorded, self._known_from(statement, self._sources([statement.source]), found))
        return recorded

    def _known_from(self, statement: AnyStatement, sources: dict[str, Source], row: Row) -> date:
        when = known_from(statement, sources.get(statement.source))
        recorded = date.fromisoformat(row.recorded[:10])
        return recorded if when is None or when.latest == date.max else when.latest

    def _statement(self, row: Row) -> AnyStatement:
        return statement_from_dict(self._decode(row, dict[str, Any]))

    def _entry(self, row: Row) -> Entry:
        types: dict[str, Any] = {"source": Source, "record": Treaty}
        content = (
            self._statement(row)
            if row.kind == "statement"
            else self._decode(row, types.get(row.kind, dict[str, Any]))
        )
        return Entry(
            seq=row.seq,
            kind=row.kind,
            ref=row.ref,
            treaty=row.treaty,
            at=row.recorded,
            by=row.recorder,
            hash=row.hash,
            content=content,
        )

    def _decode(self, row: Row, kind: Any) -> Any:
        try:
            return msgspec.json.decode(row.payload, type=kind)
        except (msgspec.DecodeError, msgspec.ValidationError):
            raise FoederaError(
                self._database.address.shown,
                f"entry {row.seq} was altered",
                "run foedera verify; restore a copy",
            ) from None


def _json(content: object) -> str:
    return msgspec.json.encode(content, order="deterministic").decode()


def _name(payload: str) -> str:
    import hashlib

    return hashlib.sha256(payload.encode()).hexdigest()


def _content_id(kind: str, payload: str) -> str | None:
    try:
        if kind == "statement":
            statement: Statement = statement_from_dict(msgspec.json.decode(payload))
            return seal(statement).id
        if kind in ("record", "facts", "retraction"):
            return _name(payload)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return "unreadable"
    return None
