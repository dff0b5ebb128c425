"""Rows of somebody's table, by a mapping → acts."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from foedera import states
from foedera.dates import parse
from foedera.errors import FoederaError
from foedera.exchange.base import Imported, Limits, Lookup, Skipped, sha256
from foedera.exchange.rows import Line, read_rows
from foedera.model import ACT_TYPES, Act, Source, seal, seal_source

from .mapping import FIELDS, Mapping


def read_table(
    text: str, where: str, mapping: Mapping, treaty: str | None, published: str | None,
    lookup: Lookup | None, limits: Limits,
) -> Imported:  # fmt: skip
    """Every row as one act. Bad dates and cut rows refuse the file; unknown names and words skip the row."""
    columns = mapping.columns or _own_columns(text, mapping)
    given = set(columns) | set(mapping.constants) | ({"treaty"} if treaty else set())
    for field in ("treaty", "party", "act"):
        if field not in given:
            hint = (
                "give --treaty ID" if field == "treaty" else "name it in the mapping's columns or constants"
            )
            raise FoederaError(where, f"nothing tells the {field}", hint)
    lines = read_rows(
        text, where, list(columns.values()), limits, "the table of the mapping", mapping.delimiter
    )
    read = _Reader(where, mapping, columns, treaty, published, lookup, sha256(text))
    for line in lines:
        read.line(line)
    return Imported(
        sources=tuple(read.sources.values()),
        statements=tuple(read.acts.values()),
        skipped=tuple(read.skipped),
    )


def _own_columns(text: str, mapping: Mapping) -> dict[str, str]:
    """Without a mapping the columns bear the names of the fields, as in a record's own table of acts."""
    first = text.partition("\n")[0].strip("\r").split(mapping.delimiter)
    return {name.strip(' "'): name.strip(' "') for name in first if name.strip(' "') in FIELDS}


class _Reader:
    def __init__(
        self, where: str, mapping: Mapping, columns: dict[str, str], treaty: str | None,
        published: str | None, lookup: Lookup | None, digest: str,
    ) -> None:  # fmt: skip
        self.where, self.mapping, self.columns, self.treaty = where, mapping, columns, treaty
        self.published, self.lookup, self.digest = published, lookup, digest
        self.sources: dict[tuple[str | None, str | None], Source] = {}
        self.acts: dict[str, Act] = {}
        self.skipped: list[Skipped] = []

    def line(self, line: Line) -> None:
        where = f"{self.where}:{line.number}"
        values = dict(self.mapping.constants)
        for field, column in self.columns.items():
            value = line.cells[column]
            if value and value not in self.mapping.unknown:
                values[field] = value
        try:
            treaty = self._treaty(values)
            parties = tuple(self._party(name, values, where) for name in _several(values.get("party", "")))
            to = tuple(self._party(name, values, where) for name in _several(values.get("to", "")))
            act = self._act(values.get("act"))
        except _Unusable as fault:
            self.skipped.append(Skipped(where=where, why=str(fault)))
            return
        if not parties:
            self.skipped.append(Skipped(where=where, why="names no party"))
            return
        source = self._source(values, where)
        plain: dict[str, Any] = {
            "kind": "act", "act": act, "parties": parties, "to": to, "treaty": treaty, "source": source.id,
            "date": _date(values.get("date"), self.mapping, where),
            "effective": _date(values.get("effective"), self.mapping, where),
            "date_text": values.get("date"), "organ": values.get("organ"), "place": values.get("place"),
            "note": values.get("note"), "step": values.get("step", "international"),
            "status": values.get("status", "done"), "said_by": tuple(_several(values.get("said_by", ""))),
        }  # fmt: skip
        try:
            made = seal(msgspec.convert(plain, Act))
        except msgspec.ValidationError as fault:
            self.skipped.append(Skipped(where=where, why=str(fault)))
            return
        self.acts.setdefault(made.id, made)

    def _treaty(self, values: dict[str, str]) -> str:
        number = values.get("treaty")
        if number is None:
            if self.treaty is None:
                raise _Unusable("names no treaty")
            return self.treaty
        if self.mapping.treaties is None:
            return number
        return (self.lookup(self.mapping.treaties, number) if self.lookup else None) or (
            f"{self.mapping.treaties}-{number}"
        )

    def _party(self, name: str, values: dict[str, str], where: str) -> str:
        when = _date(values.get("date"), self.mapping, where)
        on = parse(when).earliest if when and parse(when).spans else None
        text = f"{self.mapping.parties}:{name}" if self.mapping.parties != "name" else name
        try:
            return states.resolve(text, on)
        except FoederaError as fault:
            raise _Unusable(fault.what) from None

    def _act(self, word: str | None) -> str:
        act = self.mapping.acts.get(word or "", word)
        if act not in ACT_TYPES:
            raise _Unusable(f"'{word or ''}' is no act; map it under acts")
        return act

    def _source(self, values: dict[str, str], where: str) -> Source:
        published = _date(values.get("published"), self.mapping, where) or self.published
        key = (values.get("source"), published)
        if key not in self.sources:
            said = self.mapping.source
            self.sources[key] = seal_source(
                Source(
                    publisher=values.get("source") or said.publisher,
                    title=said.title,
                    url=said.url,
                    language=said.language,
                    kind=said.kind,
                    published=published,
                    sha256=self.digest,
                )
            )
        return self.sources[key]


class _Unusable(Exception):
    """Why one row cannot be used."""


def _several(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


_ORDERS = {"dmy": ("day", "month", "year"), "mdy": ("month", "day", "year")}


def _date(text: str | None, mapping: Mapping, where: str) -> str | None:
    """EDTF; a day written with numbers is turned by the order that the mapping names, never guessed."""
    if text is None:
        return None
    if mapping.dates in _ORDERS:
        parts = re.fullmatch(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4})", text)
        if parts:
            named = dict(zip(_ORDERS[mapping.dates], parts.groups(), strict=True))
            text = f"{named['year']}-{named['month']:0>2}-{named['day']:0>2}"
    if mapping.dates == "year" and not re.fullmatch(r"\d{4}", text):
        raise FoederaError(where, f"'{text}' is not a year", "correct the row, or list it under unknown")
    return parse(text, where).text
