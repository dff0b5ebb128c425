"""Whether a place lies in a treaty's area: facts in ``data/areas.yml``, three-valued.

A place is a state's territory (any name or code), or one of the places named in the file. An area lists
states whose home territory it takes in and places that are inside or outside; what it does not list is
unknown, unless the area is ``closed`` (then it is outside).
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
import yaml

from foedera.dates import Answer
from foedera.errors import FoederaError


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A named place. ``under``: the state that administers it (None: nobody or disputed)."""

    id: str
    names: tuple[str, ...]
    under: str | None = None
    sea: bool = False


class Area(msgspec.Struct, frozen=True, kw_only=True):
    """A treaty area. ``closed``: what is not listed lies outside."""

    id: str
    about: str
    source: str
    states: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()
    closed: bool = True


@cache
def _facts() -> tuple[dict[str, Place], dict[str, Area]]:
    text = (files("foedera.duties") / "data" / "areas.yml").read_text("utf-8")
    plain: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    places = {
        key: Place(
            id=key,
            names=(key, *value.get("names", ())),
            under=value.get("under"),
            sea=value.get("sea", False),
        )
        for key, value in plain["places"].items()
    }
    areas = {key: msgspec.convert({"id": key, **value}, Area) for key, value in plain["areas"].items()}
    return places, areas


def areas() -> dict[str, Area]:
    """All areas by their word in the records."""
    return _facts()[1]


def place(text: str) -> Place:
    """The place that ``text`` names: one of the file's, else a state's territory.

    Raises ``FoederaError`` where it is neither.
    """
    from foedera import states
    from foedera.states.normal import fold

    wanted = fold(text)
    for known in _facts()[0].values():
        if wanted in map(fold, known.names):
            return known
    try:
        state = states.resolve(text)
    except FoederaError:
        raise FoederaError(
            "--place",
            f"'{text}' is not a place Foedera knows",
            "name a state or one of: " + ", ".join(_facts()[0]),
        ) from None
    return Place(id=state, names=(state,), under=state)


def lies_in(where: Place, area_id: str) -> Answer:
    """Whether the place lies in the area."""
    area = areas().get(area_id)
    if area is None:
        return Answer.UNKNOWN
    if where.id in area.inside:
        return Answer.YES
    if where.id in area.outside:
        return Answer.NO
    if where.id == where.under and where.under in area.states:
        return Answer.YES
    return Answer.NO if area.closed else Answer.UNKNOWN
