"""Outlines of today, and which State each stands for on a day.

The outlines are Natural Earth's (see ``scripts/world.py``); borders of the past are not drawn. Where the
outlines of successors stand in for a State of the past, that is said.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from foedera import states
from foedera.dates import Answer

DATA = Path(__file__).parent / "data"

LAST_CHANGE = date(2011, 7, 9)
"""The last day on which a State of the register came into being (South Sudan): from then on all exist."""


class World(msgspec.Struct, frozen=True):
    """``outlines``: path by code; ``points``: States too small to see; ``centres``: the middle of each
    State's largest part; ``places``: capitals of former States; ``other``: land that is nobody's; ``views``:
    x, y, width and height of each region."""

    source: str
    projection: str
    size: tuple[int, int]
    views: dict[str, tuple[int, int, int, int]]
    outlines: dict[str, str]
    points: dict[str, tuple[int, int]]
    places: dict[str, tuple[int, int]]
    centres: dict[str, tuple[int, int]]
    other: str


class StandIn(msgspec.Struct, frozen=True):
    """From ``start`` to ``end``, both inclusive, ``outlines`` stand for ``state``; None: unbounded."""

    state: str
    outlines: tuple[str, ...]
    start: date | None
    end: date | None


class Shape(msgspec.Struct, frozen=True):
    """What is drawn on a day: an outline (``path``) or a point (``at``).

    ``id``: the outline's own code; ``state``: whom it stands for, None where it is nobody's, and then
    ``why_blank`` says why: ``territory`` or ``no_state``.
    """

    id: str
    state: str | None
    stands_in: bool = False
    why_blank: str = ""
    path: str = ""
    at: tuple[int, int] | None = None


@cache
def world() -> World:
    """The outlines, read once."""
    return msgspec.json.decode((DATA / "world.json").read_bytes(), type=World)


@cache
def stand_ins() -> tuple[StandIn, ...]:
    """The table of today's outlines that stand for States of the past."""
    import yaml

    plain: list[dict[str, Any]] = yaml.safe_load((DATA / "stand_ins.yml").read_text("utf-8"))
    return tuple(
        StandIn(entry["state"], tuple(entry["outlines"]), entry.get("from"), entry.get("until"))
        for entry in plain
    )


def shapes(on: date, acted: frozenset[str] = frozenset()) -> list[Shape]:
    """Every outline and point of the day. ``acted``: States with a standing of their own, whose outline is
    theirs even while their existence is contested (Ukraine among the United Nations in 1950)."""
    found = world()
    past = _past(on)
    drawn = []
    for code, path in found.outlines.items():
        drawn.append(_shape(code, on, past, acted, path=path))
    for code, at in found.points.items():
        if code not in found.outlines or states.get(code).kind == "state":
            drawn.append(_shape(code, on, past, acted, at=at))
    for code, at in found.places.items():
        if states.exists(code, on) is not Answer.NO:
            drawn.append(Shape(code, code, at=at))
    return drawn


def _past(on: date) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in stand_ins():
        covers = (entry.start is None or entry.start <= on) and (entry.end is None or on <= entry.end)
        if covers and states.exists(entry.state, on) is not Answer.NO:
            for code in entry.outlines:
                found.setdefault(code, entry.state)
    return found


def _shape(code: str, on: date, past: dict[str, str], acted: frozenset[str], **drawn: Any) -> Shape:
    if states.get(code).kind == "territory":
        return Shape(code, None, why_blank="territory", **drawn)
    exists = states.exists(code, on)
    own = exists is Answer.YES or code in acted
    other = past.get(code)
    if not own and other is not None and (exists is Answer.NO or other in acted):
        return Shape(code, other, stands_in=True, **drawn)
    if exists is Answer.NO and code not in acted:
        return Shape(code, None, why_blank="no_state", **drawn)
    return Shape(code, code, **drawn)


@cache
def centre(code: str) -> tuple[float, float]:
    """Where a State lies on the map; of the past: the middle of what stands in for it. The map's middle
    for one that is nowhere (an organization)."""
    found = world()
    if code in found.places:
        return found.places[code]
    if code in found.centres:
        return found.centres[code]
    outlines = dict.fromkeys(c for entry in stand_ins() if entry.state == code for c in entry.outlines)
    there = [found.centres[c] for c in outlines if c in found.centres]
    if not there:
        return found.size[0] / 2, found.size[1] / 2
    return sum(x for x, _ in there) / len(there), sum(y for _, y in there) / len(there)
