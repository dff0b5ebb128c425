"""What a map says of each State: its standing under a treaty, or what links it with one State."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from foedera import states
from foedera.book import Book
from foedera.book.ties import Tie, standings, ties
from foedera.dates import Answer
from foedera.model import PartyState, Status
from foedera.panels import OBLIGATIONS

from .ask import Ask
from .atlas import LAST_CHANGE, Shape, shapes, world
from .render import say, state_name, term

STANDINGS = (
    "party", "provisional", "suspended", "contracting", "signatory", "former", "contested", "unknown", "none",
)  # fmt: skip
"""In the order of the legend. ``contested``: whether it is bound is."""

PLEDGES = ("self", *OBLIGATIONS, "contested", "unknown", "none")
"""A State is drawn by the first of these that is pledged to it or by it."""


class Mark(NamedTuple):
    """``kind``: a word of the legend; ``words``: what it is; ``since``: EDTF."""

    kind: str
    words: str
    since: str | None = None
    held: PartyState | None = None
    ties: tuple[Tie, ...] = ()


class Drawn(NamedTuple):
    """A map. ``listed``: States and organizations with a mark that nothing is drawn for."""

    kinds: tuple[str, ...]
    marks: dict[str, Mark]
    shapes: list[Shape]
    status: Status | None

    @property
    def listed(self) -> list[str]:
        there = {shape.state for shape in self.shapes}
        return [code for code, mark in self.marks.items() if mark.kind != "none" and code not in there]

    @property
    def stand_ins(self) -> dict[str, list[str]]:
        """By State of the past, the outlines of today that stand for it."""
        found: dict[str, list[str]] = {}
        for shape in self.shapes:
            if shape.stands_in and shape.state and shape.path:
                found.setdefault(shape.state, []).append(shape.id)
        return found

    @property
    def as_points(self) -> list[str]:
        """States of the past that are drawn as a point, for no outline fits them."""
        return [s.id for s in self.shapes if s.at and s.id in world().places]

    def of(self, kind: str) -> list[tuple[str, Mark]]:
        """The States of a kind, by name."""
        found = [(code, mark) for code, mark in self.marks.items() if mark.kind == kind]
        return sorted(found, key=lambda item: states.fold(state_name(item[0])))


def of_treaty(book: Book, treaty: str, asked: Ask) -> Drawn:
    """Everybody's standing under a treaty on the day."""
    on = _day(asked)
    plain = book.status(treaty, on=on, known=asked.known, now=asked.today)
    drawn = shapes(on, frozenset(plain.parties))
    there = sorted({shape.state for shape in drawn if shape.state})
    status, others = standings(book, treaty, on, there, asked.known, asked.today)
    marks = {code: standing(held) for code, held in {**status.parties, **others}.items()}
    return Drawn(STANDINGS, marks, drawn, status)


def standing(held: PartyState) -> Mark:
    """One State's standing as a mark."""
    words = term(held.status)
    if held.in_force is Answer.CONTESTED:
        return Mark("contested", f"{words} ({term('contested')})", held.since, held)
    return Mark(held.status, words, held.since, held)


def of_state(book: Book, code: str, asked: Ask) -> Drawn:
    """Who is pledged to a State, or it to them, on the day."""
    on = _day(asked)
    found = ties(book, code, on, asked.known)
    drawn = shapes(on, frozenset({code, *found}))
    marks = {other: linked(held) for other, held in found.items()}
    for shape in drawn:
        if shape.state:
            marks.setdefault(shape.state, Mark("none", term("none")))
    marks[code] = Mark("self", say("map.self"))
    return Drawn(PLEDGES, dict(sorted(marks.items())), drawn, None)


def linked(held: tuple[Tie, ...]) -> Mark:
    """What links two States as a mark: the first of the five pledges that certainly holds."""
    sure = [tie for tie in held if tie.answer is Answer.YES]
    types = [t for t in OBLIGATIONS if any(tie.type == t for tie in (sure or held))]
    words = say("and.comma").join(term(t) for t in types)
    if sure:
        return Mark(types[0], words, None, None, held)
    contested = any(tie.answer is Answer.CONTESTED for tie in held)
    kind = "contested" if contested else "unknown"
    return Mark(kind, f"{words} ({term(kind)})", None, None, held)


def older(asked: Ask) -> bool:
    """Whether borders may have run elsewhere on the day than today."""
    return _day(asked) < LAST_CHANGE


def _day(asked: Ask) -> date:
    return date.fromisoformat(asked.on)
