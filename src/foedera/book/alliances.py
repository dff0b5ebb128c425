"""Who is linked with whom by which pledge, for any day or year: all spells at once, derived once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

import msgspec

from foedera.panels import OBLIGATIONS

from .kept import Kept

if TYPE_CHECKING:
    from .facade import Book
    from .world import World

V = TypeVar("V")

FIRST_YEAR, LAST_YEAR = 1815, 2199
"""The years of the tables."""


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """Two States and what links them. ``types``: of the five, those that one owes the other;
    ``by``: the same for each treaty. ``uncertain``: the day of some beginning or end is not known."""

    a: str
    b: str
    types: tuple[str, ...]
    by: dict[str, tuple[str, ...]]
    uncertain: bool = False

    @property
    def treaties(self) -> tuple[str, ...]:
        return tuple(self.by)


class Alliances:
    """The spells of alliance of one book, as known on one day; the same links as ``foedera network``."""

    def __init__(self, book: Book, known: str | date | None) -> None:
        from foedera.panels import build

        from .tables import gathered

        found, self.notes = gathered(book, known, None)
        table = build("dyad-spell", found, start=FIRST_YEAR, end=LAST_YEAR, system="none").frame
        columns = ["state_a", "state_b", "treaty", "from", "until", "day_uncertain", *OBLIGATIONS]
        self.rows: list[tuple[Any, ...]] = table.select(columns).rows()
        self._pictures: Kept[Any] = Kept(48)

    def links(self, start: date, end: date, types: Sequence[str] = OBLIGATIONS) -> list[Link]:
        """The links that hold on any day from ``start`` to ``end``, with any of ``types``."""
        found: dict[tuple[str, str], dict[str, set[str]]] = {}
        unsure: set[tuple[str, str]] = set()
        for a, b, treaty, first, last, uncertain, *flags in self.rows:
            if first > end or (last is not None and last < start):
                continue
            held = {name for name, flag in zip(OBLIGATIONS, flags, strict=True) if flag}
            found.setdefault((a, b), {}).setdefault(treaty, set()).update(held)
            if uncertain:
                unsure.add((a, b))
        links = []
        for (a, b), by in sorted(found.items()):
            every = set().union(*by.values())
            if every & set(types):
                told = {t: tuple(o for o in OBLIGATIONS if o in by[t]) for t in sorted(by)}
                links.append(
                    Link(
                        a=a, b=b, types=tuple(o for o in OBLIGATIONS if o in every), by=told,
                        uncertain=(a, b) in unsure,
                    )
                )  # fmt: skip
        return links

    def kept(self, key: Any, make: Callable[[], V]) -> V:
        """What was made of these links once, for the next time."""
        made: V = self._pictures.get(key, make)
        return made


_KNOWN: WeakKeyDictionary[World, Alliances] = WeakKeyDictionary()


def alliances(book: Book, known: str | date | None) -> Alliances:
    """The alliances as known on a day; kept as long as the book's view is."""
    world = book.world(known)
    if world not in _KNOWN:
        _KNOWN[world] = Alliances(book, known)
    return _KNOWN[world]
