"""The HTTP API for reading: the same JSON as the commands."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import MediaType, Request, Response, get, post
from litestar.params import Body, FromQuery, PathParameter, QueryParameter

from foedera.errors import FoederaError
from foedera.ledger import Verification
from foedera.model import Status

from .answers import (
    AuditFound,
    ClauseRead,
    Conflicts,
    Duties,
    Log,
    ReportRead,
    ReportsRead,
    StatesFound,
    Timeline,
    Treaties,
)
from .ask import Ask, ask, record, two
from .given import ShelfIn, at_desk, in_thread
from .guard import UPLOAD_LIMIT
from .problem import NotFound, spec
from .shelf import Shelf

Text = Annotated[str | None, QueryParameter(max_length=200)]
StateName = Annotated[str | None, QueryParameter(name="state", max_length=200)]
TreatyId = Annotated[str, PathParameter(max_length=200, description="An id, a title or an alias.")]

ASKED = {400: spec("A date, state or word that cannot be understood")}
NAMED = {**ASKED, 404: spec("No such treaty")}
POSTED = {
    400: spec("Text that cannot be read"),
    403: spec("Sent from another site"),
    408: spec("The request did not arrive in time"),
    413: spec("Too large"),
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


def as_answer(value: object, status_code: int = 200) -> Response[Any]:
    """Any record as a JSON answer; the declared type of the handler says which."""
    return as_json(msgspec.json.encode(value), status_code)


def as_json(content: bytes, status_code: int = 200) -> Response[Any]:
    """JSON that is encoded already."""
    return Response(content, media_type=MediaType.JSON, status_code=status_code)


@get("/treaties", responses=ASKED)
@at_desk
def treaties(
    shelf: ShelfIn,
    on: Text = None,
    known: Text = None,
    trust: Text = None,
    subject: StateName = None,
    between: Text = None,
    in_force: FromQuery[bool] = False,
) -> Response[Treaties]:
    """Which treaties: all, of a state, between two states, in force on the date."""
    asked = ask(shelf, on, known, trust)
    rows = shelf.book(asked.trust, asked.known).treaties(
        on=asked.on, known=asked.known, state=subject or None, between=two(between), in_force=in_force
    )
    return as_answer({"on": asked.on, "known": asked.known, "treaties": rows})


@get("/treaties/{treaty:str}/status", responses=NAMED)
@at_desk
def status(
    shelf: ShelfIn,
    treaty: TreatyId,
    on: Text = None,
    known: Text = None,
    trust: Text = None,
    party: Text = None,
    between: Text = None,
    place: Text = None,
) -> Response[Status]:
    """The legal state of a treaty on a date, what is missing, and why. ``pair`` stands only in the answer
    for two states, ``territory`` only in that for a place."""
    asked = ask(shelf, on, known, trust)
    book = shelf.book(asked.trust, asked.known)
    found = book.status(
        record(book, treaty).id,
        on=asked.on,
        known=asked.known,
        party=party or None,
        between=two(between),
        place=place or None,
        now=asked.today,
    )
    return as_answer(found.to_dict())


@get("/treaties/{treaty:str}/timeline", responses=NAMED)
@at_desk
def timeline(shelf: ShelfIn, treaty: TreatyId, known: Text = None, trust: Text = None) -> Response[Timeline]:
    """All spells of a treaty and its parties."""
    asked = ask(shelf, None, known, trust)
    book = shelf.book(asked.trust, asked.known)
    found = record(book, treaty).id
    spells = book.timeline(found, known=asked.known)
    disputes = book.disputes(found, known=asked.known)
    return as_answer({"treaty": found, "known": asked.known, "spells": spells, "contested": disputes})


@get("/duties", responses=ASKED)
@at_desk
def duties(
    shelf: ShelfIn,
    attacked: Text = None,
    by: Text = None,
    event: FromQuery[str] = "armed_attack",
    place: Text = None,
    requested: FromQuery[str] = "unknown",
    war: FromQuery[str] = "unknown",
    provoked: FromQuery[str] = "unknown",
    decision: FromQuery[str] = "unknown",
    claim: Text = None,
    on: Text = None,
    known: Text = None,
    trust: Text = None,
) -> Response[Duties]:
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


@get("/conflicts", responses=NAMED)
@at_desk
def conflicts(
    shelf: ShelfIn,
    subject: StateName = None,
    treaty: Text = None,
    on: Text = None,
    known: Text = None,
    trust: Text = None,
) -> Response[Conflicts]:
    """Commitments that cannot all be kept, of a state or with a treaty; ``foedera conflicts`` gives all."""
    asked = ask(shelf, on, known, trust)
    found = conflicts_asked(shelf, asked, subject, treaty)
    return as_answer({"on": asked.on, "known": asked.known, "conflicts": [c.to_dict() for c in found]})


def conflicts_asked(shelf: Shelf, asked: Ask, subject: str | None, treaty: str | None) -> tuple[Any, ...]:
    """The conflicts of a state, with a treaty, or both; raises ``FoederaError`` where neither is named."""
    if not (subject or treaty):
        # All pairs of all parties of all treaties are hundreds of megabytes.
        raise FoederaError("state", "neither a state nor a treaty is named", "name one of them")
    book = shelf.book(asked.trust, asked.known)
    named = record(book, treaty).id if treaty else None
    return book.conflicts(on=asked.on, state=subject or None, treaty=named, known=asked.known)


@get("/states", responses={**ASKED, 404: spec("No such state")})
@in_thread
def states(name: Annotated[str, QueryParameter(min_length=1, max_length=200)]) -> Response[StatesFound]:
    """The states or organizations that a name or code means."""
    from foedera import states as known_states

    try:
        found = known_states.info(name)
    except FoederaError as fault:
        raise NotFound(f"'{name}'", fault.what, fault.hint) from None
    if not found:
        raise NotFound(f"'{name}'", "no state or organization by that name", "try a code or another name")
    return as_answer({"query": name, "states": found})


@post("/clause", status_code=200, responses=POSTED)
@in_thread
def clause(data: Annotated[TextBody, Body()]) -> Response[ClauseRead]:
    """A final clause in words: the rule it states, and which words gave which part of it."""
    from foedera.clauses import read_clause

    reading = read_clause(data.text)
    return as_answer({"rule": reading.rule, "parts": reading.parts})


@post("/read", status_code=200, responses=POSTED)
@at_desk
def read(shelf: ShelfIn, data: Annotated[Report, Body()]) -> Response[ReportRead | ReportsRead]:
    """The statements a report makes; nothing is recorded."""
    return as_json(read_answer(readings(shelf, data)))


@post(
    "/upload",
    status_code=200,
    responses=POSTED,
    request_max_body_size=UPLOAD_LIMIT,
    description="The request's body is the file itself: a page, a feed, an archive (WARC), JSON Lines. "
    "Nothing is recorded.",
)
async def upload(
    request: Request[Any, Any, Any],
    shelf: ShelfIn,
    published: Text = None,
    url: Annotated[str | None, QueryParameter(max_length=2000)] = None,
    lang: Text = None,
    format: Text = None,
) -> Response[ReportRead | ReportsRead]:
    """The statements of an uploaded file, which is the body of the request."""
    content = await request.body()
    report = Report(text="", published=published, url=url, lang=lang, format=format or "auto")

    def work(*, shelf: Shelf) -> bytes:
        if not content:
            raise FoederaError("body", "the file is empty", "send its content as the request's body")
        return read_answer(content_readings(shelf, content, report, "body"))

    found = await at_desk(work)(shelf=shelf)
    return as_json(found)


def read_answer(found: list[Any]) -> bytes:
    """What ``foedera read --json`` prints: one document, or all under ``documents``."""
    documents = [reading.to_dict() for reading in found]
    return msgspec.json.encode(documents[0] if len(documents) == 1 else {"documents": documents})


TEXTS = ("auto", "text", "html", "ninjs", "rss", "jsonl")
FILES = (*TEXTS, "warc")


def readings(shelf: Shelf, report: Report) -> list[Any]:
    """Every report in the text; raises ``FoederaError`` for what cannot be read."""
    _check(report, TEXTS)
    try:
        content = report.text.encode()
    except UnicodeEncodeError:
        raise FoederaError("text", "this is not Unicode text", "send it as UTF-8") from None
    return _read(shelf, content, report, "text")


def content_readings(shelf: Shelf, content: bytes, report: Report, where: str) -> list[Any]:
    """Every report in an uploaded file, archives too; raises ``FoederaError``."""
    _check(report, FILES)
    return _read(shelf, content, report, where)


def _check(report: Report, formats: tuple[str, ...]) -> None:
    from foedera.reader import languages

    if report.format not in formats:
        raise FoederaError("format", f"'{report.format}' is not a format", f"use {', '.join(formats)}")
    if report.lang and report.lang not in languages():
        raise FoederaError(
            "lang", f"'{report.lang}' is no language it reads", f"use {', '.join(languages())}"
        )


def _read(shelf: Shelf, content: bytes, report: Report, where: str) -> list[Any]:
    return shelf.book().read_all(
        content,
        published=report.published or None,
        url=report.url or None,
        lang=report.lang or None,
        format=report.format,
        where=where,
    )


@get("/log", responses=ASKED)
@at_desk
def log(
    shelf: ShelfIn,
    treaty: Text = None,
    limit: Annotated[int, QueryParameter(ge=1, le=10_000)] = 1000,
) -> Response[Log]:
    """What was recorded, when and by whom: the latest entries, oldest first."""
    return as_answer({"entries": shelf.book().entries(treaty=treaty or None, limit=limit)})


@get("/verify")
@at_desk
def verify(shelf: ShelfIn) -> Response[Verification]:
    """Whether anything in the ledger was altered or lost."""
    return as_answer(shelf.book().verify())


@get("/audit", responses=NAMED)
@at_desk
def audit(
    shelf: ShelfIn, treaty: Text = None, known: Text = None, trust: Text = None
) -> Response[AuditFound]:
    """What registers state beside what the rules give."""
    asked = ask(shelf, None, known, trust)
    book = shelf.book(asked.trust, asked.known)
    found = book.audit(record(book, treaty).id if treaty else None, known=asked.known)
    return as_answer(found.to_dict())


READING = [treaties, status, timeline, duties, conflicts, states, clause, read, upload, log, verify, audit]
