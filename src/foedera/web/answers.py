"""The shapes of the API's answers, out of the very records that the commands print (contract 3 and 4)."""

from __future__ import annotations

from typing import Any

import msgspec

from foedera.book.audit import Finding
from foedera.clauses.read import Part
from foedera.dates import Answer
from foedera.duties import Conflict, Duty, Event
from foedera.model import AnyStatement, ContestedSpells, PairState, PartyState, Source, Spell


class _Answer(msgspec.Struct, frozen=True, kw_only=True):
    pass


class TreatyRow(_Answer, frozen=True, kw_only=True):
    """``party``: only where a state was asked about, ``pair``: only where two were; null for none."""

    id: str
    title: str
    nature: str
    form: str
    done: str | None
    in_force: Answer
    since: str | None
    until: str | None
    party: PartyState | None = None
    pair: PairState | None = None


class Treaties(_Answer, frozen=True, kw_only=True):
    on: str
    known: str | None
    treaties: tuple[TreatyRow, ...]


class Timeline(_Answer, frozen=True, kw_only=True):
    treaty: str
    known: str | None
    spells: tuple[Spell, ...]
    contested: tuple[ContestedSpells, ...]


class Duties(_Answer, frozen=True, kw_only=True):
    event: Event
    known: str | None
    duties: tuple[Duty, ...]


class Conflicts(_Answer, frozen=True, kw_only=True):
    on: str
    known: str | None
    conflicts: tuple[Conflict, ...]


class StatesFound(_Answer, frozen=True, kw_only=True):
    """``states``: as ``foedera states`` gives them."""

    query: str
    states: list[dict[str, Any]]


class ClauseRead(_Answer, frozen=True, kw_only=True):
    """``rule``: in the form of a record (contract 5). ``parts``: which words gave which part of it."""

    rule: dict[str, Any]
    parts: tuple[Part, ...]


class ReportRead(_Answer, frozen=True, kw_only=True):
    source: Source
    statements: tuple[AnyStatement, ...]


class ReportsRead(_Answer, frozen=True, kw_only=True):
    """Where the text holds several reports: a feed, an archive, JSON Lines."""

    documents: tuple[ReportRead, ...]


class LogEntry(_Answer, frozen=True, kw_only=True):
    """``kind``: source, statement, record, facts or retraction; ``id``: of what was recorded."""

    seq: int
    at: str
    by: str | None
    kind: str
    id: str
    treaty: str | None
    summary: str
    quote: str
    hash: str


class Log(_Answer, frozen=True, kw_only=True):
    entries: list[LogEntry]


class AuditFound(_Answer, frozen=True, kw_only=True):
    """``unexplained``: findings that no record explains."""

    compared: int
    findings: tuple[Finding, ...]
    unexplained: int
