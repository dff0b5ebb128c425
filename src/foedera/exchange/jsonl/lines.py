"""Lines of JSON → sources and statements, each checked against its own hash.

A line is a source ``{"source": {…}}``, a statement (an object with ``kind``), or both as ``read`` prints
them: ``{"source": {…}, "statements": […]}``. A statement belongs to the source that its ``source`` names,
else to the last source above it.
"""

from __future__ import annotations

from typing import Any

import msgspec

from foedera import states
from foedera.dates import parse
from foedera.errors import FoederaError
from foedera.exchange.base import Imported, Limits, Notice, Skipped, real_date, sha256
from foedera.model import AnyStatement, Source, seal, seal_source, statement_from_dict

KINDS = ("act", "clause", "claim", "response")


def read_lines(text: str, where: str, treaty: str | None, published: str | None, limits: Limits) -> Imported:
    """All lines; a line that is no JSON, or whose hash is wrong, refuses the file."""
    read = _Reader(where, treaty, published, text)
    lines = text.splitlines()
    if len(lines) > limits.rows:
        raise FoederaError(where, f"has more than {limits.rows:,} lines", "split it")
    for number, line in enumerate(lines, start=1):
        if line.strip():
            read.line(line, f"{where}:{number}")
    if not read.statements and not read.skipped:
        raise FoederaError(
            where, "holds no statement", "give the output of foedera read --json or export jsonl"
        )
    return Imported(
        sources=tuple(read.sources.values()),
        statements=tuple(read.statements.values()),
        skipped=tuple(read.skipped),
        notices=tuple(read.notices),
    )


class _Reader:
    def __init__(self, where: str, treaty: str | None, published: str | None, text: str) -> None:
        self.where, self.treaty, self.published, self.text = where, treaty, published, text
        self.sources: dict[str, Source] = {}
        self.named: dict[str, Source] = {}
        self.statements: dict[str, AnyStatement] = {}
        self.skipped: list[Skipped] = []
        self.notices: list[Notice] = []
        self.last: Source | None = None

    def line(self, line: str, where: str) -> None:
        try:
            plain = msgspec.json.decode(line)
        except (msgspec.DecodeError, RecursionError) as fault:
            raise FoederaError(where, f"is not JSON ({fault})", "one whole object a line") from None
        if not isinstance(plain, dict):
            raise FoederaError(where, "is not a JSON object", "one whole object a line")
        if isinstance(plain.get("source"), dict) or "statement" in plain or "statements" in plain:
            self._both(plain, where)
        elif plain.get("kind") in KINDS:
            self._statement(plain, where)
        else:
            raise FoederaError(
                where, "is neither a source nor a statement", f"kind is one of {', '.join(KINDS)}"
            )

    def _both(self, plain: dict[str, Any], where: str) -> None:
        """A source with what it says, as ``read --json`` (``statements``) and ``export`` do."""
        if plain.get("source") is not None:
            if not isinstance(plain["source"], dict):
                raise FoederaError(where, "source: is not an object", "see docs/importers.md")
            self._source(plain["source"], where)
        told = plain.get("statements", [])
        if not isinstance(told, list):
            raise FoederaError(where, "statements: is not a list", "see docs/importers.md")
        for inner in told:
            self._statement(inner, where)
        if plain.get("statement") is not None:
            self._statement(plain["statement"], where)

    def _source(self, plain: dict[str, Any], where: str) -> None:
        try:
            source = msgspec.convert(plain, Source)
        except msgspec.ValidationError as fault:
            raise FoederaError(where, f"source: {fault}", "see docs/importers.md") from None
        sealed = seal_source(source)
        if len(source.id) == 64 and source.id != sealed.id:
            raise FoederaError(where, "the source's id is not the hash of its content: it was altered",
                               "take the file from where it was written")  # fmt: skip
        if source.published is not None:
            parse(source.published, f"{where}: published")
        self.named[source.id or sealed.id] = self.sources[sealed.id] = self.last = sealed

    def _statement(self, plain: Any, where: str) -> None:
        try:
            found = statement_from_dict(plain)
        except (msgspec.ValidationError, TypeError) as fault:
            raise FoederaError(where, f"statement: {fault}", "see docs/importers.md") from None
        unread = set(plain) - set(found.to_dict())
        if unread:
            self.notices.append(
                Notice(where=where, what=f"the field '{min(unread)}' is none and was left out")
            )
        if found.quote and found.end - found.start != len(found.quote):
            raise FoederaError(where, f"start {found.start} and end {found.end} do not span the quote",
                               "count characters, not bytes")  # fmt: skip
        amount = getattr(found, "quantity", None)
        if amount is not None and None not in (amount.min, amount.max) and amount.min > amount.max:
            raise FoederaError(
                where, f"quantity: min {amount.min} is more than max {amount.max}", "swap them"
            )
        if len(found.id) == 64 and seal(found).id != found.id:
            raise FoederaError(where, "the statement's id is not the hash of its content: it was altered",
                               "take the file from where it was written")  # fmt: skip
        for day in (getattr(found, "date", None), getattr(found, "effective", None)):
            if day is not None:
                real_date(day, where, "give null where no day is known")
        unknown = [code for code in _codes(found) if not _is_state(code)]
        if unknown:
            self.skipped.append(
                Skipped(where=where, why=f"'{unknown[0]}' is no code of the register of states")
            )
            return
        source = self._whose(found, where)
        made = seal(msgspec.structs.replace(found, source=source.id, treaty=found.treaty or self.treaty))
        self.statements.setdefault(made.id, made)

    def _whose(self, found: AnyStatement, where: str) -> Source:
        if found.source:
            if found.source not in self.named:
                raise FoederaError(
                    where, f"the source '{found.source[:16]}' stands nowhere above", "write it first"
                )
            return self.named[found.source]
        if self.last is None:
            self.last = seal_source(
                Source(title="statements without a source", kind="dataset", published=self.published,
                       sha256=sha256(self.text))
            )  # fmt: skip
            self.sources[self.last.id] = self.last
        return self.last


def _codes(found: AnyStatement) -> tuple[str, ...]:
    fields = ("parties", "to", "actors", "targets")
    return tuple(code for field in fields for code in getattr(found, field, ()))


def _is_state(code: str) -> bool:
    try:
        states.get(code)
    except FoederaError:
        return False
    return True
