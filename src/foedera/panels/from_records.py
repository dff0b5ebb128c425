"""Pledges from treaty records: a dataset's coding as imported, and the register's obligations by law.

Two kinds of record. One that a dataset was imported into lists its members' days itself (``extra`` of an
obligation). Any other gives obligations with holders and beneficiaries; who was bound when is then what
the law engine derives from the acts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from foedera.dates import parse
from foedera.model import Obligation, Spell, Treaty

from .atop import atop_source, guarantee_rows
from .pledges import Pledges, apart_schema, empty, member_schema, only_schema
from .vocabulary import ALL_CONDITIONS, CONDITIONS, OBLIGATIONS, condition_bits

Timeline = Callable[[Treaty], Iterable[Spell]]
"""The spells of a treaty and its parties (``Derivation.timeline``)."""

Between = Callable[[Treaty, str, str], Iterable[Spell]]
"""The spells of a treaty between two of its parties; none where it is the same between all of them."""

_FAR = date(2200, 12, 31)
_WORDS = {
    "request": "request",
    "unprovoked": "unprovoked",
    "named_adversary": "adversary",
    "named_area": "place",
    "named_conflict": "conflict",
    "number_of_adversaries": "number",
    "demands_not_met": "demands",
    "attacked_not_attacker": "attacked",
}


def is_dataset_coding(treaty: Treaty) -> bool:
    """Whether the record holds members' days as a dataset codes them."""
    return any("spells" in (o.extra or {}) for o in treaty.obligations)


def has_pledges(treaty: Treaty) -> bool:
    """Whether the record holds one of the five obligations."""
    return any(o.type in OBLIGATIONS for o in treaty.obligations)


def is_general(treaty: Treaty, parties: int) -> bool:
    """Whether a treaty states a duty of everybody towards everybody, which makes no allies.

    By its subject (collective security, renunciation of war), or with a hundred parties and more: the
    Covenant of the League, the pact of 1928, the Charter of the United Nations. The literature's
    definitions of an alliance leave them out.
    """
    subjects = set(treaty.subjects)
    if subjects & {"alliance", "mutual defence", "collective defence"} or "atop" in treaty.identifiers:
        return False  # the CST speaks of collective security, among its own nine
    return parties >= 100 or bool({"collective security", "renunciation of war"} & subjects)


def from_dataset_records(treaties: Iterable[Treaty], names: dict[str, str] | None = None) -> Pledges:
    """Pledges of records that ``foedera import atop`` made. ``names``: record id to the id to show."""
    import polars as pl

    members: list[tuple[Any, ...]] = []
    shown = names or {}
    found = False
    last = date(_last_year(), 12, 31)
    for treaty in treaties:
        name = shown.get(treaty.id, treaty.id)
        for obligation in treaty.obligations:
            extra = obligation.extra or {}
            for cow, start, end, owes, conditions in extra.get("spells", ()):
                found = True
                first = parse(start)
                until = parse(end) if end else None
                members.append(
                    (
                        name,
                        extra["phase"],
                        cow,
                        None,
                        first.earliest,
                        until.latest if until else last,
                        first.latest,
                        until.earliest if until else last,
                        owes,
                        _neutral(owes, conditions),
                        None,
                    )
                )
    if not found:
        return empty()
    frame = pl.DataFrame(members, schema=member_schema(), orient="row")
    frame = with_other_names(frame)
    numbers = {
        int(number): shown.get(t.id, t.id)
        for t in treaties
        for key in ("atop", "atop_coding")
        if (number := t.identifiers.get(key, "")).isdigit()
    }
    coverage, citation = atop_source()
    return Pledges(frame, guarantee_rows(frame, numbers.get), coverage, citation)


def with_other_names(frame: Any) -> Any:
    """Fill ``state`` for numbers of ATOP that are no COW numbers."""
    import polars as pl

    from foedera.exchange.atop import OTHER_NUMBERS

    named = pl.col("cow").replace_strict(OTHER_NUMBERS, default=None, return_dtype=pl.String)
    return frame.with_columns(named.alias("state"))


def from_register(
    treaties: Iterable[Treaty],
    timeline: Timeline,
    *,
    not_before: date | None = None,
    universal: bool = False,
    between: Between | None = None,
) -> Pledges:
    """Pledges of records with obligations, for as long as the law engine has them in force.

    ``not_before``: the first day to take, where a dataset covers the days before. ``universal``: take in
    general treaties, which bind everybody to everybody and are no alliances (see ``is_general``).
    ``between``: the spells of a treaty between two parties, none where it is the same between all.
    """
    import polars as pl

    members: list[tuple[Any, ...]] = []
    only: list[tuple[Any, ...]] = []
    apart: list[tuple[Any, ...]] = []
    for treaty in treaties:
        if not has_pledges(treaty) or is_dataset_coding(treaty):
            continue
        spells = [s for s in timeline(treaty) if s.subject != "treaty" and "~" not in s.subject]
        bound = [s for s in spells if s.status == "party"]
        if is_general(treaty, len({s.subject for s in bound})) and not universal:
            continue
        if between is not None:
            apart += _apart(treaty, sorted({s.subject for s in bound}), between)
        for phase, obligation in enumerate(o for o in treaty.obligations if o.type in OBLIGATIONS):
            rows = _phase(treaty, phase, obligation, bound, not_before)
            members += rows
            only += _only(treaty, phase, obligation, rows)
    return Pledges(
        pl.DataFrame(members, schema=member_schema(), orient="row"),
        pl.DataFrame(only, schema=only_schema(), orient="row"),
        apart=pl.DataFrame(apart, schema=apart_schema(), orient="row"),
    )


def _apart(treaty: Treaty, parties: Sequence[str], between: Between) -> list[tuple[Any, ...]]:
    """The days on which the treaty certainly did not hold between two parties, in both orders."""
    rows: list[tuple[Any, ...]] = []
    for place, a in enumerate(parties):
        for b in parties[place + 1 :]:
            for spell in between(treaty, a, b):
                if spell.status == "in_force":
                    continue
                off = parse(spell.start).latest if spell.start else date(1600, 1, 1)
                on = _before(parse(spell.until).earliest) if spell.until else _FAR
                if off <= on:
                    rows += [(treaty.id, a, b, off, on), (treaty.id, b, a, off, on)]
    return rows


def _phase(
    treaty: Treaty, phase: int, obligation: Obligation, bound: Sequence[Spell], start: date | None
) -> list[tuple[Any, ...]]:
    bit = 1 << OBLIGATIONS.index(obligation.type)
    rows = []
    outsiders: dict[str, Spell] = {}
    parties = {s.subject for s in bound}
    beneficiaries = obligation.beneficiaries
    if not isinstance(beneficiaries, str) and bound:
        # A guaranteed State that is no party is owed the duty for as long as some party is bound.
        for state in set(beneficiaries) - parties:
            outsiders[state] = bound[0]
    spells = [(s.subject, s) for s in bound] + list(outsiders.items())
    for state, spell in spells:
        days = _days(spell, obligation, start)
        if days is None:
            continue
        lo, hi, lo_sure, hi_sure = days
        holds = state not in outsiders and (
            obligation.holders == "each"
            or (not isinstance(obligation.holders, str) and state in obligation.holders)
        )
        owes = bit if holds else 0
        conditions = _neutral(owes, _conditions(obligation))
        firmness = obligation.firmness if holds else None
        rows.append((treaty.id, phase, None, state, lo, hi, lo_sure, hi_sure, owes, conditions, firmness))
    return rows


def _only(
    treaty: Treaty, phase: int, obligation: Obligation, rows: list[tuple[Any, ...]]
) -> list[tuple[Any, ...]]:
    if isinstance(obligation.beneficiaries, str):
        return []
    bit = 1 << OBLIGATIONS.index(obligation.type)
    holders = {row[3] for row in rows if row[8]}
    return [
        (treaty.id, phase, holder, bit, to)
        for holder in sorted(holders)
        for to in (obligation.beneficiaries or (None,))
    ]


def _days(spell: Spell, obligation: Obligation, start: date | None) -> tuple[date, date, date, date] | None:
    """Widest and certain days, both inclusive: a spell's ``until`` is the first day it no longer holds."""
    if spell.start is None:
        return None
    begin = [parse(spell.start)] + ([parse(obligation.since)] if obligation.since else [])
    ends = [parse(e) for e in (spell.until, obligation.until) if e]
    lo, lo_sure = max(b.earliest for b in begin), max(b.latest for b in begin)
    hi = min([_before(e.latest) for e in ends], default=_FAR)
    hi_sure = min([_before(e.earliest) for e in ends], default=_FAR)
    if start is not None:
        lo, lo_sure = max(lo, start), max(lo_sure, start)
    return (lo, hi, lo_sure, hi_sure) if lo <= hi else None


def _before(day: date) -> date:
    return _FAR if day == date.max else day - timedelta(days=1) if day > date.min else day


def _conditions(obligation: Obligation) -> int:
    words = {_WORDS[w] for w in obligation.requires if w in _WORDS}
    if obligation.adversary or obligation.not_against:
        words.add("adversary")
    if obligation.place or obligation.outside:
        words.add("place")
    if obligation.minimum_adversaries:
        words.add("number")
    return sum(
        1 << k for k, name in enumerate(CONDITIONS) if name in {f"{obligation.type}_{w}" for w in words}
    )


def _neutral(owes: int, conditions: int) -> int:
    """Conditions with all bits of obligations that are not held set, so that AND leaves the held ones'."""
    for bit, name in enumerate(OBLIGATIONS):
        if not owes >> bit & 1:
            conditions |= condition_bits(name)
    return conditions & ALL_CONDITIONS


def _last_year() -> int:
    from foedera.exchange.atop import LAST_YEAR

    return LAST_YEAR
