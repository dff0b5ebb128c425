"""The same statement in many reports: one group, root speakers counted once, differences side by side.

What is compared are the statements' fields, which are codes and dates, so that the language of a report does
not matter. A difference is never settled here: every version stays, with those who say it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from foedera import states
from foedera.dates import overlap, parse
from foedera.model import Act, AnyStatement, Claim, Clause, Response, Source
from foedera.trust import root
from foedera.trust.cluster import NEAR, ONCE

if TYPE_CHECKING:
    from foedera.reader import Reading

SAME_NEWS_DAYS = 45
"""Reports of one conduct or one plan follow each other within weeks; later ones are other news."""

HAPPENED = frozenset({"done", "denied", "alleged"})
"""Whether something happened may be disputed inside one group; a plan and a deed are two statements."""

_COMPARED: dict[type, tuple[str, ...]] = {
    Act: ("treaty", "status", "organ", "date", "place", "effective", "parties"),
    Clause: ("rule", "of"),
    Claim: ("status", "actors", "targets", "place", "quantity", "date"),
    Response: ("response",),
}

Similar = Callable[[Sequence[str], Sequence[str | None]], Any]
"""Quotes and their languages → a square table of whether they mean the same (``foedera.book.alike``)."""


@dataclass(frozen=True, slots=True)
class Told:
    """One statement with where it stands. ``voices``: root speakers; ``day``: published, None if unknown."""

    statement: AnyStatement
    source: Source
    voices: tuple[str, ...]
    day: date | None


Alike = Callable[[Told, Told], bool]


@dataclass(frozen=True, slots=True)
class Group:
    """Statements that say the same. ``voices``: independent root speakers, copies counted once."""

    kind: str
    what: str
    treaty: str | None
    parties: tuple[str, ...]
    statements: tuple[str, ...]
    sources: tuple[str, ...]
    languages: tuple[str, ...]
    voices: tuple[str, ...]
    differences: tuple[dict[str, Any], ...]

    def to_dict(self) -> dict[str, Any]:
        """As ``foedera read`` of several files prints it under ``groups``."""
        plain = {name: getattr(self, name) for name in self.__slots__}
        return {k: list(v) if isinstance(v, tuple) else v for k, v in plain.items()}


def groups(readings: Iterable[Reading], similar: Similar | None = None) -> list[Group]:
    """The statements of several reports, grouped; in the order in which each group is first told.

    ``similar``: where the fields leave it open (no treaty told, a claim without actors), quotes alike in
    meaning are taken for one statement; None: fields alone decide.
    """
    told = [_told(s, reading.source) for reading in readings for s in reading.statements]
    order = {t.statement.id: place for place, t in reversed(list(enumerate(told)))}
    # The fullest statements come first: vaguer ones join them, whatever the order of the reports.
    ranked = sorted({t.statement.id: t for t in told}.values(), key=_fullness)
    alike = _alike(ranked, similar)
    found: list[list[Told]] = []
    for item in ranked:
        home = next((g for g in found if all(_fits(item, other, alike) for other in g)), None)
        if home is None:
            found.append([item])
        else:
            home.append(item)
    made = [_group(sorted(g, key=lambda t: order[t.statement.id])) for g in found]
    return sorted(made, key=lambda g: order[g.statements[0]])


def _told(statement: AnyStatement, source: Source) -> Told:
    when = parse(source.published) if source.published else None
    day = when.latest if when and when.spans and when.latest != date.max else None
    return Told(statement, source, _voices(statement, source), day)


def _voices(statement: AnyStatement, source: Source) -> tuple[str, ...]:
    """The root speaker; several where the innermost speakers are states that say it together."""
    together: list[str] = []
    for name in reversed(statement.said_by):
        if not states.is_id(name):
            break
        together.insert(0, name)
    return tuple(together) if len(together) > 1 else (root(statement, source),)


def _fullness(told: Told) -> tuple[int, str]:
    plain = told.statement.to_dict()
    fields = (*_COMPARED[type(told.statement)], "treaty")
    return (-sum(plain.get(name) not in (None, [], "") for name in fields), told.statement.id)


def _alike(told: Sequence[Told], similar: Similar | None) -> Alike:
    if similar is None or not told:
        return lambda a, b: False
    matrix = similar([t.statement.quote for t in told], [t.source.language for t in told])
    place = {t.statement.id: n for n, t in enumerate(told)}
    return lambda a, b: bool(matrix[place[a.statement.id], place[b.statement.id]])


def _fits(a: Told, b: Told, alike: Alike) -> bool:
    one, other = a.statement, b.statement
    if isinstance(one, Act) and isinstance(other, Act):
        return _same_act(one, other, a, b, alike)
    if isinstance(one, Claim) and isinstance(other, Claim):
        return _same_claim(one, other, a, b, alike)
    if isinstance(one, Response) and isinstance(other, Response):
        return set(one.parties) == set(other.parties) and _same_news(a, b)
    if isinstance(one, Clause) and isinstance(other, Clause):
        return one.clause == other.clause and one.treaty == other.treaty and one.treaty is not None
    return False


def _same_act(one: Act, other: Act, a: Told, b: Told, alike: Alike) -> bool:
    if (one.act, one.step) != (other.act, other.step) or not _same_status(one.status, other.status):
        return False
    if one.organ and other.organ and one.organ != other.organ:
        return False
    if one.parties and other.parties and not set(one.parties) & set(other.parties):
        return False
    if one.treaty and other.treaty:
        if one.treaty != other.treaty:
            return False
    elif not (one.parties and other.parties) and not alike(a, b):
        return False
    return _same_time(one, other, a, b)


def _same_time(one: Act, other: Act, a: Told, b: Told) -> bool:
    if one.date and other.date:
        first, second = parse(one.date), parse(other.date)
        if overlap(first, second):
            return True
        if one.source == other.source:
            return False
        if first.spans and second.spans:
            apart = abs((first.earliest - second.earliest).days)
            return apart <= (NEAR if one.act in ONCE else SAME_NEWS_DAYS)
    return (one.act in ONCE and one.treaty is not None) or _same_news(a, b)


def _same_status(one: str, other: str) -> bool:
    return one == other or (one in HAPPENED and other in HAPPENED)


def _same_claim(one: Claim, other: Claim, a: Told, b: Told, alike: Alike) -> bool:
    if one.topic != other.topic or not _same_news(a, b):
        return False
    for mine, theirs in ((one.actors, other.actors), (one.targets, other.targets)):
        if mine and theirs and not set(mine) & set(theirs):
            return False
    if one.date and other.date and not overlap(parse(one.date), parse(other.date)):
        return False
    if one.source == other.source and _unit(one) != _unit(other):
        return False
    if not (one.actors and other.actors) and not (one.targets and other.targets):
        return alike(a, b)
    return True


def _unit(claim: Claim) -> str | None:
    return claim.quantity.unit if claim.quantity else None


def _same_news(a: Told, b: Told) -> bool:
    return a.day is None or b.day is None or abs((a.day - b.day).days) <= SAME_NEWS_DAYS


def _group(told: Sequence[Told]) -> Group:
    first = told[0].statement
    plain = [t.statement.to_dict() for t in told]
    parties = {p for one in plain for p in (one.get("parties") or one.get("actors") or ())}
    treaty = next((t.statement.treaty for t in told if t.statement.treaty), None)
    return Group(
        kind=plain[0]["kind"],
        what=str(
            plain[0].get("act") or plain[0].get("clause") or plain[0].get("topic") or plain[0].get("kind")
        ),
        treaty=treaty,
        parties=tuple(sorted(parties)),
        statements=tuple(t.statement.id for t in told),
        sources=tuple(dict.fromkeys(t.source.id for t in told)),
        languages=tuple(sorted({t.source.language for t in told if t.source.language})),
        voices=tuple(dict.fromkeys(v for t in told for v in t.voices)),
        differences=tuple(_differences(told, plain, _COMPARED[type(first)])),
    )


def _differences(
    told: Sequence[Told], plain: Sequence[dict[str, Any]], fields: Sequence[str]
) -> Iterable[dict[str, Any]]:
    """Fields for which the reports give more than one value; a report that is silent on one gives none."""
    for name in fields:
        versions: list[dict[str, Any]] = []
        for item, one in zip(told, plain, strict=True):
            value = one.get(name)
            if value in (None, [], ""):
                continue
            value = sorted(value) if isinstance(value, list) else value
            known = next((v for v in versions if v["value"] == value), None)
            if known is None:
                versions.append(known := {"value": value, "voices": [], "statements": []})
            known["statements"].append(item.statement.id)
            known["voices"] += [v for v in item.voices if v not in known["voices"]]
        if len(versions) > 1:
            yield {"field": name, "versions": versions}
