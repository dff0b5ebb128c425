"""Pages on treaties and states: home, treaty, state, between."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from litestar import Response, get

from foedera import states
from foedera.book import Book
from foedera.dates import Answer, Period, add_period, parse
from foedera.errors import FoederaError
from foedera.model import Clause, Source
from foedera.register import known_from
from foedera.states.normal import fold

from .ask import Ask, ask, record
from .clause_words import in_words
from .given import ShelfIn, at_desk, kept
from .page import Field, Named, html
from .problem import NotFound
from .render import own, say, state_name
from .timeline import svg
from .tongue import current

SAID = 80
"""Statements listed on a treaty's page; the export holds all."""

TOLD = ("reservation", "objection", "declaration", "reservation_withdrawal")


@get("/")
@at_desk
@kept
def home(
    shelf: ShelfIn, q: Field = None, on: Field = None, known: Field = None, trust: Field = None
) -> Response[str]:
    """Search; without words, all treaties."""
    asked = ask(shelf, on, known, trust)
    book = shelf.book(asked.trust, asked.known)
    text = (q or "").strip()
    found = search(book, text) if text else book.register.all()
    several = sorted((t for t in found if t.form == "multilateral"), key=lambda t: t.done.date or "~")
    two = sorted((t for t in found if t.form == "bilateral"), key=lambda t: t.done.date or "~")
    return html(
        "home.html",
        title=f"“{text}”" if text else "Foedera",
        here="/",
        ask=asked,
        q=text,
        treaties=found,
        groups=((say("home.found"), found),)
        if text
        else ((say("home.multilateral"), several), (say("home.bilateral"), two)),
        states=meant_by(text) if text else [],
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


STATUS_ORDER = ("party", "provisional", "suspended", "contracting", "signatory", "former", "none", "unknown")

SORTS = {
    "state": lambda row: fold(state_name(row[0])),
    "standing": lambda row: STATUS_ORDER.index(row[1].status),
    "since": lambda row: row[1].since or "~",
    "in_force": lambda row: row[1].in_force.value,
    "from": lambda row: row[1].start or "~",
    "until": lambda row: row[1].until or "~",
}


@get("/treaties/{treaty:str}")
@at_desk
@kept
def treaty_page(
    shelf: ShelfIn,
    treaty: Named,
    on: Field = None,
    known: Field = None,
    trust: Field = None,
    standing: Field = None,
    sort: Field = None,
    find: Field = None,
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
    counted: dict[str, int] = {}
    for held in status.parties.values():
        counted[held.status] = counted.get(held.status, 0) + 1
    return html(
        "treaty.html",
        title=found.name(current().lang),
        ask=asked,
        treaty=found,
        status=status,
        parties=party_rows(status.parties, standing or "", sort or "", find or ""),
        total=len(status.parties),
        standings={key: counted[key] for key in STATUS_ORDER if key in counted},
        standing=standing or "",
        sort=sort or "",
        find=find or "",
        timeline=svg(
            book.timeline(found.id, known=asked.known),
            events,
            asked.on,
            f"{say('treaty.timeline')}: {found.name(current().lang)}",
        ),
        acts=sorted(events, key=lambda e: (e.date or "~", e.party)),
        clauses=clauses(found, [s for s in said if isinstance(s, Clause)]),
        reservations=by_pair([event for event in events if event.act in TOLD]),
        sources=sources,
        said=said[:SAID],
        said_in=len({s.source for s in said}),
        more=max(len(said) - SAID, 0),
        words=world.statement,
    )


def party_rows(parties: Mapping[str, Any], standing: str, sort: str, find: str) -> list[tuple[str, Any]]:
    """The parties table: of one standing, with a name or code that holds ``find``, sorted."""
    wanted = fold(find)
    rows = [
        (code, held)
        for code, held in parties.items()
        if (not standing or held.status == standing)
        and (not wanted or wanted in fold(state_name(code)) or wanted in code.lower())
    ]
    rows.sort(key=SORTS["state"])
    key = sort.removeprefix("-")
    if sort and key not in SORTS:
        raise FoederaError("sort", f"'{sort}' is no column", f"use {', '.join(SORTS)}")
    if key:
        rows.sort(key=SORTS[key], reverse=sort.startswith("-"))
    return rows


def by_pair(told: list[Any]) -> list[tuple[Any, list[Any]]]:
    """Each reservation or declaration with the objections to it; objections to none stand alone."""
    answers: dict[str, list[Any]] = {}
    for event in told:
        if event.act == "objection":
            for state in event.to:
                answers.setdefault(state, []).append(event)
    rows: list[tuple[Any, list[Any]]] = []
    placed: set[int] = set()
    for event in sorted((e for e in told if e.act != "objection"), key=lambda e: (e.party, e.date or "~")):
        mine = [o for o in answers.get(event.party, []) if _about(o, event)]
        placed.update(map(id, mine))
        rows.append((event, sorted(mine, key=lambda o: o.date or "~")))
    rows.extend((e, []) for e in told if e.act == "objection" and id(e) not in placed)
    return rows


def _about(objection: Any, event: Any) -> bool:
    """An objection is to a reservation (or declaration) on the same articles, or says of none which."""
    if event.act == "reservation_withdrawal":
        return False
    return not objection.articles or not event.articles or bool(set(objection.articles) & set(event.articles))


def clauses(treaty: Any, said: list[Clause]) -> list[dict[str, Any]]:
    """The final clauses of the record in the contract's form, each with the words that state it."""
    entry, leaving, lasting = treaty.entry_into_force, treaty.withdrawal, treaty.duration
    rows = [
        {
            "name": "entry_into_force",
            "article": entry.article,
            "text": entry.text,
            "rule": in_words(entry) if entry.when is not None else "",
        },
        {
            "name": "withdrawal",
            "article": leaving.article if leaving else None,
            "text": leaving.text if leaving else None,
            "rule": in_words(leaving) if leaving else "",
        },
        {
            "name": "duration",
            "article": lasting.article,
            "text": None,
            "rule": "indefinite" if lasting.indefinite else in_words(lasting),
        },
        {
            "name": "reservations",
            "article": ", ".join(treaty.reservation_articles) or None,
            "text": None,
            "rule": treaty.reservations,
        },
    ]
    for row in rows:
        row["said"] = [s for s in said if s.clause == row["name"]]
    names = {row["name"] for row in rows}
    for other in dict.fromkeys(s.clause for s in said if s.clause not in names):
        found = [s for s in said if s.clause == other]
        rows.append({"name": other, "article": None, "text": None, "rule": "", "said": found})
    return [row for row in rows if row["rule"] or row["text"] or row["said"]]


def ahead(book: Book, asked: Ask, years: int, treaties: list[str] | None = None) -> list[Any]:
    """Deadlines from the date on; none where the years would pass the end of the calendar."""
    start = parse(asked.on).earliest
    if start.year + years > 9998:
        raise FoederaError("on", "the years ahead pass the end of the calendar", "ask an earlier date")
    end = add_period(start, Period(years=years))
    return book.deadlines(start=start, end=end, known=asked.known, treaties=treaties)


def code_of(named: str, asked: Ask) -> str:
    """The State that an address names; ``NotFound`` where it names none."""
    try:
        return states.resolve(named, parse(asked.on).earliest)
    except FoederaError as fault:
        raise NotFound(fault.where, fault.what, fault.hint) from None


def ahead_of(book: Book, asked: Ask, code: str, rows: list[dict[str, Any]], years: int = 2) -> list[Any]:
    """The deadlines that concern one State: of its bilateral treaties all, of the others its own."""
    mine = {row["id"]: row["form"] for row in rows}
    return [
        day
        for day in ahead(book, asked, years, list(mine))
        if (mine[day.treaty] == "bilateral" or code in day.what.split() or " " not in day.what)
    ]


@get("/states/{named:str}")
@at_desk
@kept
def state_page(
    shelf: ShelfIn, named: Named, on: Field = None, known: Field = None, trust: Field = None
) -> Response[str]:
    """A state's treaties on the date, its allies, its deadlines, its conflicts."""
    asked = ask(shelf, on, known, trust)
    code = code_of(named, asked)
    book = shelf.book(asked.trust, asked.known)
    rows = book.treaties(on=asked.on, known=asked.known, state=code)
    conflicts = book.conflicts(on=asked.on, state=code, known=asked.known)
    groups: dict[tuple[Any, ...], list[Any]] = {}
    for c in conflicts:
        groups.setdefault((c.first.treaty, c.second.treaty, c.answer, c.kind), []).append(c)
    return html(
        "state.html",
        title=state_name(code),
        ask=asked,
        code=code,
        info=next((item for item in states.info(code) if item["id"] == code), None),
        rows=[
            {**row, "record": book.record(row["id"]), "pledges": _pledges(book, row["id"])} for row in rows
        ],
        allies=allies(book, asked, code, rows),
        deadlines=ahead_of(book, asked, code, rows),
        names=lambda treaty: own(book.record(treaty)),
        conflicts=conflicts,
        groups=list(groups.items()),
    )


class Tie(NamedTuple):
    """One alliance: the treaty, what is pledged, and whether it holds on the day."""

    treaty: str
    types: tuple[str, ...]
    answer: str


def allies(book: Book, asked: Ask, code: str, rows: list[dict[str, Any]]) -> list[tuple[str, list[Tie]]]:
    """States bound to help, to stay neutral or to consult with this one on the day, by which treaty."""
    found: dict[str, list[Tie]] = {}
    for row in rows:
        party = row["party"]
        if party is None or party.in_force is Answer.NO or row["nature"] != "treaty":
            continue
        pledged = tuple(t for t in _pledges(book, row["id"]) if t in ("defense", "offense"))
        if not pledged:
            continue
        status = book.status(row["id"], on=asked.on, known=asked.known, party=code)
        for other, held in status.parties.items():
            if other != code and held.in_force is not Answer.NO:
                answer = party.in_force & held.in_force
                found.setdefault(other, []).append(Tie(row["id"], pledged, answer.value))
    return sorted(found.items(), key=lambda item: fold(state_name(item[0])))


def _pledges(book: Book, treaty: str) -> list[str]:
    return list(dict.fromkeys(o.type for o in book.record(treaty).obligations))


@get("/between")
@at_desk
@kept
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
        found = book.treaties(on=asked.on, known=asked.known, between=pair)
        rows = [{**row, "record": book.record(row["id"])} for row in found]
    title = (
        say("between.pair", a=state_name(pair[0]), b=state_name(pair[1])) if pair else say("between.title")
    )
    return html(
        "between.html", title=title, here="/between", ask=asked, rows=rows, pair=pair, a=a or "", b=b or ""
    )


PAGES = [home, treaty_page, state_page, between]
