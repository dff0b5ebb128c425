"""The HTTP API for reading: the same JSON as the commands."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import MediaType, Response, get, post
from litestar.params import Body, Parameter

from foedera.errors import FoederaError

from .ask import ask, record, two
from .given import ShelfIn
from .problem import spec
from .shelf import Shelf

Json = dict[str, Any]
Text = Annotated[str | None, Parameter(max_length=200)]
StateName = Annotated[str | None, Parameter(query="state", max_length=200)]
TreatyId = Annotated[str, Parameter(max_length=200, description="An id, a title or an alias.")]

ASKED = {400: spec("A date, state or word that cannot be understood")}
NAMED = {**ASKED, 404: spec("No such treaty")}
POSTED = {
    400: spec("Text that cannot be read"),
    403: spec("Sent from another site"),
    413: spec("More than 2 MB"),
}


class TextBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text to be read, by itself."""

    text: Annotated[str, msgspec.Meta(max_length=20_000)]


class Report(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A report. ``published``: EDTF; ``lang``: None to tell it from the text; ``format``: as ``read``'s."""

    text: str
    published: str | None = None
    url: str | None = None
    lang: str | None = None
    format: str = "auto"


def as_answer(value: object) -> Response[Json]:
    """Any record as a JSON answer."""
    plain: Json = msgspec.json.decode(msgspec.json.encode(value))
    return Response(plain, media_type=MediaType.JSON)


@get("/treaties", responses=ASKED, sync_to_thread=False)
def treaties(
    shelf: ShelfIn,
    on: Text = None,
    known: Text = None,
    trust: Text = None,
    subject: StateName = None,
    between: Text = None,
    in_force: bool = False,
) -> Response[Json]:
    """Which treaties: all, of a state, between two states, in force on the date."""
    asked = ask(shelf, on, known, trust)
    rows = shelf.book(asked.trust, asked.known).treaties(
        on=asked.on, known=asked.known, state=subject or None, between=two(between), in_force=in_force
    )
    return as_answer({"on": asked.on, "known": asked.known, "treaties": rows})


@get("/treaties/{treaty:str}/status", responses=NAMED, sync_to_thread=False)
def status(
    shelf: ShelfIn,
    treaty: TreatyId,
    on: Text = None,
    known: Text = None,
    trust: Text = None,
    party: Text = None,
    between: Text = None,
) -> Response[Json]:
    """The legal state of a treaty on a date, what is missing, and why."""
    asked = ask(shelf, on, known, trust)
    book = shelf.book(asked.trust, asked.known)
    found = book.status(
        record(book, treaty).id,
        on=asked.on,
        known=asked.known,
        party=party or None,
        between=two(between),
        now=asked.today,
    )
    return as_answer(found.to_dict())


@get("/treaties/{treaty:str}/timeline", responses=NAMED, sync_to_thread=False)
def timeline(shelf: ShelfIn, treaty: TreatyId, known: Text = None, trust: Text = None) -> Response[Json]:
    """All spells of a treaty and its parties."""
    asked = ask(shelf, None, known, trust)
    book = shelf.book(asked.trust, asked.known)
    found = record(book, treaty).id
    spells = book.timeline(found, known=asked.known)
    return as_answer({"treaty": found, "known": asked.known, "spells": spells})


@get("/duties", responses=ASKED, sync_to_thread=False)
def duties(
    shelf: ShelfIn,
    attacked: Text = None,
    by: Text = None,
    event: str = "armed_attack",
    place: Text = None,
    requested: str = "unknown",
    war: str = "unknown",
    provoked: str = "unknown",
    decision: str = "unknown",
    claim: Text = None,
    on: Text = None,
    known: Text = None,
    trust: Text = None,
) -> Response[Json]:
    """Who must do what if X is attacked by Y, how firmly, and what is unmet or unknown."""
    asked = ask(shelf, on, known, trust)
    book = shelf.book(asked.trust, asked.known)
    happening = book.event(
        on=asked.on,
        attacked=attacked or None,
        by=by or None,
        kind=event,
        place=place or None,
        claim=claim or None,
        **answers(requested=requested, state_of_war=war, provoked=provoked, decision=decision),
    )
    found = book.duties(happening, known=asked.known)
    return as_answer({"event": happening, "known": asked.known, "duties": [d.to_dict() for d in found]})


def answers(**given: str) -> dict[str, str]:
    """Premises checked to be one of the four answers; an empty field is unknown."""
    from foedera.dates import Answer

    for name, value in given.items():
        if value and value not in [answer.value for answer in Answer]:
            raise FoederaError(name, f"'{value}' is no answer", "say yes, no, contested or unknown")
    return {name: value or "unknown" for name, value in given.items()}


@get("/conflicts", responses=NAMED, sync_to_thread=False)
def conflicts(
    shelf: ShelfIn,
    subject: StateName = None,
    treaty: Text = None,
    on: Text = None,
    known: Text = None,
    trust: Text = None,
) -> Response[Json]:
    """Commitments that cannot all be kept, of a state or with a treaty; ``foedera conflicts`` gives all."""
    if not (subject or treaty):
        # All pairs of all parties of all treaties are hundreds of megabytes.
        raise FoederaError("state", "neither a state nor a treaty is named", "name one of them")
    asked = ask(shelf, on, known, trust)
    book = shelf.book(asked.trust, asked.known)
    named = record(book, treaty).id if treaty else None
    found = book.conflicts(on=asked.on, state=subject or None, treaty=named, known=asked.known)
    return as_answer({"on": asked.on, "known": asked.known, "conflicts": [c.to_dict() for c in found]})


@get("/states", responses={**ASKED, 404: spec("No such state")}, sync_to_thread=False)
def states(name: Annotated[str, Parameter(min_length=1, max_length=200)]) -> Response[Json]:
    """The states or organizations that a name or code means."""
    from foedera import states as known_states

    from .problem import NotFound

    try:
        found = known_states.info(name)
    except FoederaError as fault:
        raise NotFound(f"'{name}'", fault.what, fault.hint) from None
    if not found:
        raise NotFound(f"'{name}'", "no state or organization by that name", "try a code or another name")
    return as_answer({"query": name, "states": found})


@post("/clause", status_code=200, responses=POSTED, sync_to_thread=False)
def clause(data: Annotated[TextBody, Body()]) -> Response[Json]:
    """A final clause in words: the rule it states, and which words gave which part of it."""
    from foedera.clauses import read_clause

    reading = read_clause(data.text)
    return as_answer({"rule": reading.rule, "parts": reading.parts})


@post("/read", status_code=200, responses=POSTED, sync_to_thread=False)
def read(shelf: ShelfIn, data: Annotated[Report, Body()]) -> Response[Json]:
    """The statements a report makes; nothing is recorded."""
    documents = [reading.to_dict() for reading in readings(shelf, data)]
    return as_answer(documents[0] if len(documents) == 1 else {"documents": documents})


FORMATS = ("auto", "text", "html", "ninjs", "rss", "jsonl")


def readings(shelf: Shelf, report: Report) -> list[Any]:
    """Every report in the text; raises ``FoederaError`` for what cannot be read."""
    if report.format not in FORMATS:
        raise FoederaError("format", f"'{report.format}' is not a format", f"use {', '.join(FORMATS)}")
    from foedera.reader import languages

    if report.lang and report.lang not in languages():
        raise FoederaError(
            "lang", f"'{report.lang}' is no language it reads", f"use {', '.join(languages())}"
        )
    try:
        content = report.text.encode()
    except UnicodeEncodeError:
        raise FoederaError("text", "this is not Unicode text", "send it as UTF-8") from None
    return shelf.book().read_all(
        content,
        published=report.published or None,
        url=report.url or None,
        lang=report.lang or None,
        format=report.format,
        where="text",
    )


@get("/log", responses=ASKED, sync_to_thread=False)
def log(
    shelf: ShelfIn,
    treaty: Text = None,
    limit: Annotated[int, Parameter(ge=1, le=10_000)] = 1000,
) -> Response[Json]:
    """What was recorded, when and by whom: the latest entries, oldest first."""
    return as_answer({"entries": shelf.book().entries(treaty=treaty or None, limit=limit)})


@get("/verify", sync_to_thread=False)
def verify(shelf: ShelfIn) -> Response[Json]:
    """Whether anything in the ledger was altered or lost."""
    return as_answer(shelf.book().verify())


@get("/audit", responses=NAMED, sync_to_thread=False)
def audit(shelf: ShelfIn, treaty: Text = None, known: Text = None, trust: Text = None) -> Response[Json]:
    """What registers state beside what the rules give."""
    asked = ask(shelf, None, known, trust)
    book = shelf.book(asked.trust, asked.known)
    found = book.audit(record(book, treaty).id if treaty else None, known=asked.known)
    return as_answer(found.to_dict())


READING = [treaties, status, timeline, duties, conflicts, states, clause, read, log, verify, audit]
