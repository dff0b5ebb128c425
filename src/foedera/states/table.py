"""The facts of states, read once: who, when, under which codes, after whom, in which group."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from foedera.dates import Answer
from foedera.errors import FoederaError

from .records import CodeSpell, Interval, Link, State, SystemSpell

COMPILED = Path(__file__).parent / "compiled"
BEGINS = date(1816, 1, 1)


class Member(msgspec.Struct, frozen=True):
    id: str
    spell: Interval


class Group(msgspec.Struct, frozen=True):
    id: str
    name: str
    members: tuple[Member, ...]


class Facts(msgspec.Struct, frozen=True):
    states: tuple[State, ...]
    links: tuple[Link, ...]
    groups: tuple[Group, ...]
    agencies: dict[str, str | None]


@cache
def facts() -> Facts:
    return msgspec.json.decode((COMPILED / "facts.json").read_bytes(), type=Facts)


@cache
def by_id() -> dict[str, State]:
    return {state.id: state for state in facts().states}


def get(id: str) -> State:
    """The record of a register id; FoederaError when there is none (names: use ``resolve`` first)."""
    found = by_id().get(id)
    if found is None:
        raise FoederaError(
            "state", f"no state or organization has the id {id!r}", "give an id such as PRK, SUHH or EU"
        )
    return found


def all_states(*, organizations: bool = False, territories: bool = False) -> tuple[State, ...]:
    """Every State since 1816, in the order of the register; others only when asked for."""
    kinds = (
        {"state"} | ({"organization"} if organizations else set()) | ({"territory"} if territories else set())
    )
    return tuple(state for state in facts().states if state.kind in kinds)


def exists(id: str, on: date) -> Answer:
    """Whether the State existed on a day; ``unknown`` before 1816 where its origin lies before.

    ``contested`` where States or registers differ (occupation, disputed recognition, dependent
    members of the United Nations). A territory that is no State: ``no``.
    """
    for spell in get(id).existence:
        if spell.covers(on):
            if spell.start is None and on < BEGINS:
                return Answer.UNKNOWN
            return Answer.CONTESTED if spell.contested else Answer.YES
    return Answer.NO


def is_id(text: str) -> bool:
    """Whether ``text`` is the register id of a State or organization; "AFP", in capitals too, is none."""
    return text in by_id()


def is_organization(id: str) -> bool:
    return get(id).kind == "organization"


def cow_code(id: str, on: date) -> int | None:
    """Correlates of War number on a day; None outside its membership of the state system."""
    return next((spell.code for spell in get(id).cow if spell.covers(on)), None)


def gw_code(id: str, on: date) -> int | None:
    """Gleditsch-Ward number on a day; None where the list does not have the State."""
    return next((spell.code for spell in get(id).gw if spell.covers(on)), None)


def from_cow(code: int, on: date) -> str | None:
    """Register id of a Correlates of War number on a day; None when nobody bore it then."""
    return _holder("cow", code, on)


def from_gw(code: int, on: date) -> str | None:
    """Register id of a Gleditsch-Ward number on a day; None when nobody bore it then."""
    return _holder("gw", code, on)


def holders(system: Literal["cow", "gw"], code: int) -> list[SystemSpell]:
    """All who ever bore a number, in order of time."""
    return sorted((s for s in _system(system) if s.code == code), key=lambda s: s.start)


def _holder(name: Literal["cow", "gw"], code: int, on: date) -> str | None:
    spells = (s for s in _system(name) if s.code == code)
    return next((s.id for s in spells if s.start <= on and (s.end is None or on <= s.end)), None)


def system(name: Literal["cow", "gw", "un"]) -> list[SystemSpell]:
    """Every spell of membership: id, code, first and last day (None: open).

    One number can pass from one id to another (365: RUS, SUHH, RUS); such spells touch, so that the
    union over a number is the spell that the system's own list states.
    """
    return list(_system(name))


@cache
def _system(name: str) -> tuple[SystemSpell, ...]:
    if name == "un":
        found = [
            SystemSpell(s.id, None, spell.start or BEGINS, spell.end)
            for s in facts().states
            for spell in s.un
        ]
    elif name in ("cow", "gw"):
        found = [
            SystemSpell(s.id, spell.code, spell.start, spell.end)
            for s in facts().states
            for spell in (s.cow if name == "cow" else s.gw)
        ]
    else:
        raise FoederaError("system", f"there is no system of states {name!r}", "use cow, gw or un")
    return tuple(sorted(found, key=lambda s: (s.code or 0, s.id, s.start)))


def successors(id: str) -> list[Link]:
    """Links from this State to those that came after it or out of it, by date."""
    get(id)
    return sorted((link for link in facts().links if link.predecessor == id), key=lambda link: link.date)


def predecessors(id: str) -> list[Link]:
    """Links to this State from those that it came after or out of, by date."""
    get(id)
    return sorted((link for link in facts().links if link.successor == id), key=lambda link: link.date)


def continuing(id: str, on: date) -> str:
    """The id under which the same legal person stood on a day (RUS in 1961: SUHH); ``id`` itself if none did.

    Follows links of kind ``continuation`` only, in both directions.
    """
    seen, queue = {id}, [id]
    while queue:
        here = queue.pop(0)
        if exists(here, on) is Answer.YES:
            return here
        for link in facts().links:
            if link.kind == "continuation" and here in (link.predecessor, link.successor):
                other = link.successor if here == link.predecessor else link.predecessor
                if other not in seen:
                    seen.add(other)
                    queue.append(other)
    return id


def members(group: str, on: date) -> frozenset[str]:
    """Ids of the members of a named group (``P5``, ``EU``, ``NATO`` …) on a day."""
    found = next((g for g in facts().groups if g.id == group), None)
    if found is None:
        known = ", ".join(sorted(g.id for g in facts().groups))
        raise FoederaError("group", f"no group of states is called {group!r}", f"known groups: {known}")
    return frozenset(member.id for member in found.members if member.spell.covers(on))


def groups() -> dict[str, str]:
    """Ids and names of the groups that ``members`` knows."""
    return {group.id: group.name for group in facts().groups}


def agency_state(agency: str) -> str | None:
    """The State to which a news agency belongs or in which it sits; None when it has none we know."""
    return facts().agencies.get(agency)


def codes(spells: tuple[CodeSpell, ...]) -> list[dict[str, object]]:
    return [spell.to_dict() for spell in spells]
