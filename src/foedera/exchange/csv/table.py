"""Rows of somebody's table, by a mapping → acts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from foedera import states
from foedera.dates import parse
from foedera.errors import FoederaError
from foedera.exchange.base import (
    Imported,
    Limits,
    Lookup,
    Notice,
    Skipped,
    other_delimiter,
    real_date,
    sha256,
)
from foedera.exchange.rows import Line, read_rows
from foedera.model import ACT_TYPES, Act, Source, seal, seal_source

from .mapping import FIELDS, Mapping


def read_table(
    text: str, where: str, mapping: Mapping, treaty: str | None, published: str | None,
    lookup: Lookup | None, limits: Limits,
) -> Imported:  # fmt: skip
    """Every row as one act. Bad dates and cut rows refuse the file; unknown names and words skip the row."""
    columns = mapping.columns or _own_columns(text, mapping, where)
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
        notices=tuple(read.notices) + _unheld(read.acts.values(), lookup, where),
    )


def _unheld(acts: Iterable[Act], lookup: Lookup | None, where: str) -> tuple[Notice, ...]:
    """Treaties that no register holds: their acts are kept, and answer nothing until a record is there."""
    if lookup is None:
        return ()
    unknown = {a.treaty: None for a in acts if a.treaty and lookup("id", a.treaty) is None}
    return tuple(
        Notice(where=where, what=f"no register holds the treaty '{name}': add a record (--register)")
        for name in unknown
    )


def _own_columns(text: str, mapping: Mapping, where: str) -> dict[str, str]:
    """Without a mapping the columns bear the names of the fields, as in a record's own table of acts."""
    first = text.lstrip("\r\n").replace("\r", "\n").partition("\n")[0].split(mapping.delimiter)
    parted = other_delimiter(first)
    if parted and mapping.delimiter == ",":
        raise FoederaError(f"{where}:1", f"its cells are parted by {parted}, not by commas",
                           "name the delimiter in a mapping file, or save it with commas")  # fmt: skip
    names = [name.strip(' "') for name in first]
    return {name.casefold(): name for name in names if name.casefold() in FIELDS}


class _Reader:
    def __init__(
        self, where: str, mapping: Mapping, columns: dict[str, str], treaty: str | None,
        published: str | None, lookup: Lookup | None, digest: str,
    ) -> None:  # fmt: skip
        self.where, self.mapping, self.columns, self.treaty = where, mapping, columns, treaty
        self.published, self.lookup, self.digest = published, lookup, digest
        self.sources: dict[tuple[str | None, str | None], Source] = {}
        self.acts: dict[str, Act] = {}
        self.lines: dict[str, int] = {}
        self.skipped: list[Skipped] = []
        self.notices: list[Notice] = []

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
        if made.id in self.acts:
            self.notices.append(Notice(where=where, what=f"says again what line {self.lines[made.id]} says"))
            return
        self.acts[made.id], self.lines[made.id] = made, line.number

    def _treaty(self, values: dict[str, str]) -> str:
        number = values.get("treaty")
        if number is None:
            if self.treaty is None:
                raise _Unusable("names no treaty")
            return self.treaty
        if self.mapping.treaties is None:
            if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}", number):
                raise _Unusable(f"'{number[:80]}' is no id of a treaty")
            return number
        return (self.lookup(self.mapping.treaties, number) if self.lookup else None) or (
            f"{self.mapping.treaties}-{number}"
        )

    def _party(self, name: str, values: dict[str, str], where: str) -> str:
        when = _date(values.get("date"), self.mapping, where)
        on = parse(when).earliest if when and parse(when).spans else None
        if self.mapping.parties != "name":
            # Numbers that went through a spreadsheet or a data frame come back as 2.0.
            number = re.sub(r"\.0+$", "", name)
            name = f"{self.mapping.parties}:{number}"
        text = name
        try:
            return states.resolve(text, on)
        except FoederaError as fault:
            raise _Unusable(fault.what) from None

    def _act(self, word: str | None) -> str:
        act = self.mapping.acts.get(word or "", word)
        act = act.casefold().replace(" ", "_") if act else act
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
    return real_date(text, where, "list it under unknown in the mapping, or leave the cell empty")
