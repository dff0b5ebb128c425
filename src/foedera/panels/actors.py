"""Who acts in a table: the members of a system of states, day by day, and what each is called.

A table needs one number per member. In the Correlates of War system and where no system is asked for, it
is the COW number; in the Gleditsch-Ward system that list's number; elsewhere, and for a state without a
number, one made from its place in the register. A number that passes from one State to another (365: the
Russian Empire, the USSR, Russia) stays one member; a year is labelled with the State that bore it last.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, TypeVar

from foedera import states

from .vocabulary import System

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import polars as pl

    from foedera.states import SystemSpell

T = TypeVar("T")

_unlisted = count()

OWN = 20000
"""Members without a number in the system are numbered from here on, by their place in the register."""

_FIRST, _LAST = date(1600, 1, 1), date(2200, 12, 31)


@dataclass(frozen=True)
class Piece:
    """``key`` (a number or a register id) is the member ``actor``, called ``state``, on these days."""

    key: int | str
    lo: date
    hi: date
    actor: int
    state: str


def by_cow_number(numbers: Iterable[int], system: System, names: dict[int, str]) -> pl.DataFrame:
    """Pieces for rows of datasets that list states by COW number.

    Days on which nobody bore the number go to who bore it next, else last: a dataset may list a state
    before it entered the system. ``names``: register ids of numbers that are not COW's.
    """
    spells = _by_code("cow")
    pieces: list[Piece] = []
    for number in numbers:
        held = _stretched([(s.start, s.end or _LAST, s.id) for s in spells.get(number, ())])
        held = held or [(_FIRST, _LAST, names.get(number, f"cow:{number}"))]
        for lo, hi, state in held:
            if system in ("cow", "none"):
                pieces.append(Piece(number, lo, hi, number, state))
            else:
                pieces += (
                    Piece(number, max(lo, p.lo), min(hi, p.hi), p.actor, p.state)
                    for p in _of_state(state, system)
                    if p.lo <= hi and lo <= p.hi
                )
    return _frame(pieces, number=True)


def by_state(ids: Iterable[str], system: System) -> pl.DataFrame:
    """Pieces for rows that name states by register id."""
    return _frame([piece for state in ids for piece in _of_state(state, system)], number=False)


def labels(first: int, last: int) -> pl.DataFrame:
    """``state``, ``year``, ``cow``, ``gw``: the numbers a State had last in each year; null for none."""
    import polars as pl

    rows: dict[tuple[str, int], list[int | None]] = {}
    for slot, name in enumerate(("cow", "gw")):
        for spell in _spells(name):
            end = spell.end or _LAST
            for year in range(max(first, spell.start.year), min(last, end.year) + 1):
                rows.setdefault((spell.id, year), [None, None])[slot] = spell.code
    return pl.DataFrame(
        [(state, year, cow, gw) for (state, year), (cow, gw) in rows.items()],
        schema={"state": pl.String, "year": pl.Int32, "cow": pl.Int32, "gw": pl.Int32},
        orient="row",
    )


def numbered(first: int, last: int) -> pl.DataFrame:
    """``actor``, ``year``, ``member``: the COW numbers that were members on a day of the year."""
    import polars as pl

    found = {
        (s.code, year)
        for s in _spells("cow")
        for year in range(max(first, s.start.year), min(last, (s.end or _LAST).year) + 1)
    }
    schema = {"actor": pl.Int32, "year": pl.Int32}
    return pl.DataFrame(sorted(found), schema=schema, orient="row").with_columns(member=pl.lit(True))


def membership(system: System) -> list[tuple[int, str, date, date | None]]:
    """(actor, state, first day, last day or None) of every spell of membership in a system."""
    if system == "un":
        return [(_own(s.id), s.id, s.start, s.end) for s in _spells("un")]
    return [(s.code or 0, s.id, s.start, s.end) for s in _spells(system)]


@cache
def persons() -> dict[str, str]:
    """Register id to one id for all that went on under the same COW number: DEU to PRU, RUS to SUHH.

    The unbroken time under a treaty is counted over them: neither the USSR's last day nor a new number
    (Germany in 1990) interrupts an alliance that went on.
    """
    root: dict[str, str] = {}

    def find(state: str) -> str:
        while root.setdefault(state, state) != state:
            state = root[state]
        return state

    for spells in _by_code("cow").values():
        for spell in spells:
            one, other = sorted((find(spells[0].id), find(spell.id)))
            root[one] = other
    return {state: find(state) for state in list(root)}


@cache
def _own(state: str) -> int:
    """The register's place, else the next free number: only unlike numbers matter, not which they are."""
    place = _places().get(state)
    return OWN + (place if place is not None else len(_places()) + next(_unlisted))


@cache
def _places() -> dict[str, int]:
    everyone = states.all_states(organizations=True, territories=True)
    return {state.id: place for place, state in enumerate(everyone)}


@cache
def _spells(name: str) -> tuple[SystemSpell, ...]:
    return tuple(sorted(states.system(name), key=lambda s: (s.start, s.id)))  # type: ignore[arg-type]


@cache
def _by_code(name: str) -> dict[int, tuple[SystemSpell, ...]]:
    found: dict[int, list[SystemSpell]] = {}
    for spell in _spells(name):
        found.setdefault(spell.code or 0, []).append(spell)
    return {code: tuple(spells) for code, spells in found.items()}


@cache
def _by_id(name: str) -> dict[str, tuple[SystemSpell, ...]]:
    found: dict[str, list[SystemSpell]] = {}
    for spell in _spells(name):
        found.setdefault(spell.id, []).append(spell)
    return {state: tuple(spells) for state, spells in found.items()}


@cache
def _of_state(state: str, system: System) -> tuple[Piece, ...]:
    if system == "un":
        return (Piece(state, _FIRST, _LAST, _own(state), state),)
    spells = _by_id("gw" if system == "gw" else "cow").get(state, ())
    held = _stretched([(s.start, s.end or _LAST, s.code or 0) for s in spells])
    held = held or [(_FIRST, _LAST, _own(state))]
    return tuple(Piece(state, lo, hi, actor, state) for lo, hi, actor in held)


def _stretched(spells: Sequence[tuple[date, date, T]]) -> list[tuple[date, date, T]]:
    found: list[tuple[date, date, T]] = []
    at = _FIRST
    for _, end, what in sorted(spells, key=lambda spell: spell[0]):
        if found and found[-1][2] == what:
            found[-1] = (found[-1][0], end, what)
        else:
            found.append((at, end, what))
        at = end + timedelta(days=1)
    if found:
        found[-1] = (found[-1][0], _LAST, found[-1][2])
    return found


def _frame(pieces: list[Piece], *, number: bool) -> pl.DataFrame:
    import polars as pl

    return pl.DataFrame(
        [(p.key, p.lo, p.hi, p.actor, p.state) for p in pieces],
        schema={
            "key": pl.Int32 if number else pl.String,
            "from": pl.Date,
            "to": pl.Date,
            "actor": pl.Int32,
            "state": pl.String,
        },
        orient="row",
    )
