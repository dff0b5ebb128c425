"""Pages on treaties and states: home, treaty, state, between; and the same as files."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

from litestar import Response, get

from foedera import states
from foedera.book import Book
from foedera.dates import Period, add_period, parse
from foedera.errors import FoederaError
from foedera.exchange.out.calendar import ics
from foedera.model import Source
from foedera.register import known_from
from foedera.states.normal import fold

from .ask import Ask, ask, record
from .given import ShelfIn
from .page import Field, download, html
from .problem import NotFound
from .render import HERE, state_name
from .timeline import svg

SAID = 80
"""Statements listed on a treaty's page; the export holds all."""

TOLD = ("reservation", "objection", "declaration", "reservation_withdrawal")


@get("/", sync_to_thread=False)
def home(
    shelf: ShelfIn, q: Field = None, on: Field = None, known: Field = None, trust: Field = None
) -> Response[str]:
    """Search; without words, all treaties."""
    asked = ask(shelf, on, known, trust)
    book = shelf.book(asked.trust, asked.known)
    text = (q or "").strip()
    found = search(book, text) if text else book.register.all()
    meant = meant_by(text) if text else []
    return html(
        "home.html", title=f"“{text}”" if text else "Foedera", ask=asked, q=text, treaties=found, states=meant
    )


def published_by(statement: Any, sources: Mapping[str, Source], known: str | None) -> bool:
    """Whether the statement had been published on the day, as the law's view counts it."""
    when = known_from(statement, sources.get(statement.source))
    return known is None or when is None or when.latest <= parse(known).latest


def meant_by(text: str) -> list[dict[str, Any]]:
    """States that the words may mean; none where they mean no state."""
    try:
        return states.info(text)[:8]
    except FoederaError:
        return []


def search(book: Book, text: str) -> list[Any]:
    """Treaties that the text names, then those in whose names every word of it stands."""
    exact = book.register.find(text)
    parts = fold(text).split()
    near = []
    for treaty in book.register.all():
        names = [*treaty.title.values(), *(a for group in treaty.aliases.values() for a in group)]
        hay = fold(" ".join([treaty.id, *names, *treaty.subjects, *treaty.identifiers.values()]))
        if treaty.id not in exact and all(part in hay for part in parts):
            near.append(treaty)
    return [*(book.record(treaty) for treaty in exact), *near]


@get("/treaties/{treaty:str}", sync_to_thread=False)
def treaty_page(
    shelf: ShelfIn,
    treaty: str,
    on: Field = None,
    known: Field = None,
    trust: Field = None,
    standing: Field = None,
) -> Response[str]:
    """Is it in force, since when, for whom, what is missing, and why."""
    asked = ask(shelf, on, known, trust)
    book = shelf.book(asked.trust, asked.known)
    found = record(book, treaty)
    world = book.world(asked.known)
    status = book.status(found.id, on=asked.on, known=asked.known, now=asked.today)
    events = world.events(found.id)
    sources, told = world.told(found.id)
    said = [s for s in told if published_by(s, sources, asked.known)]
    parties = sorted(status.parties.items(), key=lambda row: state_name(row[0]))
    return html(
        "treaty.html",
        title=found.name(),
        ask=asked,
        treaty=found,
        status=status,
        parties=[row for row in parties if not standing or row[1].status == standing],
        standings=sorted({held.status for _, held in parties}),
        standing=standing or "",
        timeline=svg(
            book.timeline(found.id, known=asked.known), events, asked.on, f"Timeline of {found.name()}"
        ),
        acts=sorted(events, key=lambda e: (e.date or "~", e.party)),
        reservations=[event for event in events if event.act in TOLD],
        sources=sources,
        said=said[:SAID],
        said_in=len({s.source for s in said}),
        more=max(len(said) - SAID, 0),
        words=world.statement,
    )


@get("/treaties/{treaty:str}/parties.csv", sync_to_thread=False)
def parties_csv(
    shelf: ShelfIn, treaty: str, on: Field = None, known: Field = None, trust: Field = None
) -> Response[bytes]:
    """The parties on the date as a table."""
    asked = ask(shelf, on, known, trust)
    book = shelf.book(asked.trust, asked.known)
    found = record(book, treaty)
    status = book.status(found.id, on=asked.on, known=asked.known, now=asked.today)
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["treaty", "on", "state", "name", "status", "since", "in_force", "from", "until"])
    for code, held in sorted(status.parties.items()):
        dates = (held.start, held.until)
        table.writerow(
            [found.id, asked.on, code, state_name(code), held.status, held.since, held.in_force.value, *dates]
        )
    return download(out.getvalue().encode(), "text/csv; charset=utf-8", f"{found.id}-{asked.on}.csv")


@get("/treaties/{treaty:str}/deadlines.ics", sync_to_thread=False)
def deadlines_ics(
    shelf: ShelfIn, treaty: str, on: Field = None, known: Field = None, trust: Field = None
) -> Response[bytes]:
    """The treaty's days in the ten years after the date, as a calendar."""
    asked = ask(shelf, on, known, trust)
    book = shelf.book(asked.trust, asked.known)
    found = record(book, treaty)
    days = [d for d in ahead(book, asked, years=10) if d.treaty == found.id]
    return download(ics(days), "text/calendar; charset=utf-8", f"{found.id}.ics")


def ahead(book: Book, asked: Ask, years: int) -> list[Any]:
    """Deadlines from the date on; none where the years would pass the end of the calendar."""
    start = parse(asked.on).earliest
    if start.year + years > 9998:
        raise FoederaError("on", "the years ahead pass the end of the calendar", "ask an earlier date")
    return book.deadlines(start=start, end=add_period(start, Period(years=years)), known=asked.known)


@get("/states/{named:str}", sync_to_thread=False)
def state_page(
    shelf: ShelfIn, named: str, on: Field = None, known: Field = None, trust: Field = None
) -> Response[str]:
    """A state's treaties on the date, its pledges, its deadlines, its conflicts."""
    asked = ask(shelf, on, known, trust)
    try:
        code = states.resolve(named, parse(asked.on).earliest)
    except FoederaError as fault:
        raise NotFound(fault.where, fault.what, fault.hint) from None
    book = shelf.book(asked.trust, asked.known)
    rows = book.treaties(on=asked.on, known=asked.known, state=code)
    mine = {row["id"]: row["form"] for row in rows}
    days = [
        day
        for day in ahead(book, asked, years=2)
        if day.treaty in mine
        and (mine[day.treaty] == "bilateral" or code in day.what.split() or " " not in day.what)
    ]
    info = next((item for item in states.info(code) if item["id"] == code), None)
    return html(
        "state.html",
        title=state_name(code),
        ask=asked,
        code=code,
        info=info,
        rows=[{**row, "pledges": _pledges(book, row["id"])} for row in rows],
        deadlines=days,
        conflicts=book.conflicts(on=asked.on, state=code, known=asked.known),
    )


def _pledges(book: Book, treaty: str) -> list[str]:
    return list(dict.fromkeys(o.type for o in book.record(treaty).obligations))


@get("/between", sync_to_thread=False)
def between(
    shelf: ShelfIn,
    a: Field = None,
    b: Field = None,
    on: Field = None,
    known: Field = None,
    trust: Field = None,
) -> Response[str]:
    """Treaties between two states."""
    asked = ask(shelf, on, known, trust)
    rows, pair = None, None
    if a and b:
        day = parse(asked.on).earliest
        pair = (states.resolve(a, day), states.resolve(b, day))
        if pair[0] == pair[1]:
            raise FoederaError("b", "both names mean one state", "name two states")
        book = shelf.book(asked.trust, asked.known)
        rows = book.treaties(on=asked.on, known=asked.known, between=pair)
    title = f"{state_name(pair[0])} and {state_name(pair[1])}" if pair else "Between two states"
    return html("between.html", title=title, ask=asked, rows=rows, pair=pair, a=a or "", b=b or "")


@get("/static/foedera.css", sync_to_thread=False, include_in_schema=False)
def style() -> Response[bytes]:
    """The one style sheet."""
    content = (HERE / "static" / "foedera.css").read_bytes()
    return Response(content, media_type="text/css; charset=utf-8", headers={"cache-control": "max-age=300"})


@get("/favicon.ico", sync_to_thread=False, include_in_schema=False, status_code=204)
def icon() -> None:
    """None: browsers ask for it."""


PAGES = [home, treaty_page, parties_csv, deadlines_ics, state_page, between, style, icon]
