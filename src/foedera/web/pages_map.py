"""The map: who is bound by a treaty, or who is pledged to a State, on a day; and its slider."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

import msgspec
from litestar import MediaType, Response, get

from foedera.book import Book
from foedera.dates import parse
from foedera.errors import FoederaError

from .ask import Ask, ask, record
from .atlas import world
from .files import CSV, english, table
from .given import ShelfIn, at_desk
from .map_svg import svg, swatch, told
from .marks import Drawn, of_state, of_treaty, older
from .page import Field, StateField, download, html
from .pages import code_of
from .render import environment, own, say, state_name
from .tongue import current

FIRST = date(1815, 1, 1)
"""The slider's first day where nothing is older."""


class Asked(NamedTuple):
    """What a map was asked about: a treaty's record or a State's code, and the picture of the day."""

    book: Book
    asked: Ask
    treaty: Any
    state: str | None
    drawn: Drawn

    @property
    def keep(self) -> dict[str, str]:
        return {"treaty": self.treaty.id} if self.treaty else {"state": self.state or ""}

    @property
    def title(self) -> str:
        if self.treaty:
            return say("map.of_treaty", treaty=self.treaty.name(current().lang), on=self.asked.on)
        return say("map.of_state", state=state_name(self.state or ""), on=self.asked.on)


def _asked(
    shelf: Any, treaty: str | None, state: str | None, on: str | None, known: str | None, trust: str | None
) -> Asked:
    asked = ask(shelf, on, known, trust)
    book = shelf.book(asked.trust, asked.known)
    if state and state.strip():
        code = code_of(state.strip(), asked)
        return Asked(book, asked, None, code, of_state(book, code, asked))
    found = record(book, treaty.strip()) if treaty and treaty.strip() else None
    if found is None:
        raise FoederaError("treaty", "neither a treaty nor a State is named", "give treaty= or state=")
    return Asked(book, asked, found, None, of_treaty(book, found.id, asked))


def view_of(area: str | None) -> str:
    """The region; raises ``FoederaError`` for one that is not drawn."""
    if not area:
        return "world"
    if area not in world().views:
        raise FoederaError("area", f"'{area}' is no region of the map", f"use {', '.join(world().views)}")
    return area


@get("/map")
@at_desk
def map_page(
    shelf: ShelfIn,
    treaty: Field = None,
    subject: StateField = None,
    area: Field = None,
    on: Field = None,
    known: Field = None,
    trust: Field = None,
) -> Response[str]:
    """The world on a day."""
    view = view_of(area)
    if not (treaty and treaty.strip()) and not (subject and subject.strip()):
        asked = ask(shelf, on, known, trust)
        book = shelf.book(asked.trust, asked.known)
        return html(
            "map.html", title=say("map.title"), here="/map", ask=asked, found=None, treaties=choices(book),
            treaty="", state="", area=view, views=tuple(world().views),
        )  # fmt: skip
    found = _asked(shelf, treaty, subject, on, known, trust)
    days = event_days(found)
    day = date.fromisoformat(found.asked.on)
    first = min([FIRST if found.state else day, day, *days[:1]])
    last = max([date.fromisoformat(found.asked.today), day, *days[-1:]])
    return html(
        "map.html",
        title=found.title,
        here="/map",
        ask=found.asked,
        found=found,
        treaties=choices(found.book),
        treaty=found.treaty.id if found.treaty else "",
        state=found.state or "",
        area=view,
        views=tuple(world().views),
        picture=svg(found.drawn, view, found.title),
        months=(months(first), months(day), months(last)),
        before=max((d for d in days if d < day), default=None),
        after=min((d for d in days if d > day), default=None),
        **facts(found),
    )


@get("/map/on", include_in_schema=False)
@at_desk
def map_on(
    shelf: ShelfIn,
    treaty: Field = None,
    subject: StateField = None,
    on: Field = None,
    known: Field = None,
    trust: Field = None,
) -> Response[bytes]:
    """What changes when the slider moves: the class and title of each outline, and the words beside them."""
    found = _asked(shelf, treaty, subject, on, known, trust)
    shown = {shape.id + ("" if shape.path else "."): told(shape, found.drawn) for shape in found.drawn.shapes}
    words = environment().get_template("map_facts.html").render(
        tongue=current(), ask=found.asked, found=found, **facts(found)
    )  # fmt: skip
    body = {"on": found.asked.on, "title": found.title, "shapes": shown, "facts": words}
    return Response(msgspec.json.encode(body), media_type=MediaType.JSON)


def facts(found: Asked) -> dict[str, Any]:
    """What stands beside the map: legend, lists, and what the picture cannot show."""
    drawn = found.drawn
    groups = [(kind, drawn.of(kind)) for kind in drawn.kinds]
    return {
        "groups": [(kind, rows, swatch(kind)) for kind, rows in groups if rows],
        "blank": swatch("blank"),
        "listed": drawn.listed,
        "stand_ins": drawn.stand_ins,
        "as_points": drawn.as_points,
        "older": older(found.asked),
        "status": drawn.status,
        "names": lambda treaty: own(found.book.record(treaty)),
    }


def choices(book: Book) -> list[tuple[str, str]]:
    """Treaties for the list of suggestions: id and name."""
    return [(t.id, t.name(current().lang)) for t in book.register.all()]


def event_days(found: Asked) -> list[date]:
    """The days on which something on the map changes, as far as they are known to the day."""
    if found.treaty:
        return days_of(found.book, [found.treaty.id], None, found.asked.known)
    tied = {tie.treaty for mark in found.drawn.marks.values() for tie in mark.ties}
    acted = [
        t.id
        for t in found.book.register.all()
        if t.obligations
        and (
            t.id in tied or found.state in {e.party for e in found.book.world(found.asked.known).events(t.id)}
        )
    ]
    return days_of(found.book, acted, found.state, found.asked.known)


def days_of(book: Book, treaties: Iterable[str], state: str | None, known: str | None) -> list[date]:
    """The first days of new standings under the treaties; of one State's own where it is named."""
    found: set[date] = set()
    for treaty in treaties:
        for spell in book.timeline(treaty, known=known):
            if "~" in spell.subject or (state is not None and spell.subject != state):
                continue
            found.update(day for text in (spell.start, spell.until) if (day := _day(text)) is not None)
    return sorted(found)


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        when = parse(text)
    except FoederaError:
        return None
    return when.earliest if when.earliest == when.latest else None


def months(day: date) -> int:
    """Months since the year 0: the slider's unit."""
    return day.year * 12 + day.month - 1


@get("/map.csv")
@at_desk
def map_csv(
    shelf: ShelfIn,
    treaty: Field = None,
    subject: StateField = None,
    on: Field = None,
    known: Field = None,
    trust: Field = None,
) -> Response[bytes]:
    """What the map shows as a table: one row a State."""
    found = _asked(shelf, treaty, subject, on, known, trust)
    of = found.treaty.id if found.treaty else found.state
    columns = ["of", "on", "state", "name", "kind", "since", "treaties", "pledges"]
    rows = (
        [of, found.asked.on, code, english(code), mark.kind, mark.since,
         sorted({t.treaty for t in mark.ties}), sorted({t.type for t in mark.ties})]
        for code, mark in sorted(found.drawn.marks.items())
    )  # fmt: skip
    return download(table(columns, rows), CSV, f"map-{of}-{found.asked.on}.csv")


@get("/map.json")
@at_desk
def map_json(
    shelf: ShelfIn,
    treaty: Field = None,
    subject: StateField = None,
    on: Field = None,
    known: Field = None,
    trust: Field = None,
) -> Response[bytes]:
    """What the map shows: each State's kind and pledges, and what stands in for whom."""
    found = _asked(shelf, treaty, subject, on, known, trust)
    drawn = found.drawn
    body = {
        **found.keep,
        "on": found.asked.on,
        "known": found.asked.known,
        "states": [
            {
                "state": code, "name": english(code), "kind": mark.kind, "since": mark.since,
                "ties": list(mark.ties),
            }
            for code, mark in sorted(drawn.marks.items())
        ],
        "stand_ins": drawn.stand_ins,
        "as_points": drawn.as_points,
        "not_drawn": drawn.listed,
    }  # fmt: skip
    name = f"map-{found.treaty.id if found.treaty else found.state}-{found.asked.on}.json"
    return download(msgspec.json.encode(body), MediaType.JSON, name)


MAPS = [map_page, map_on, map_csv, map_json]
