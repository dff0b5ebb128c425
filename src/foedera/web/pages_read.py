"""Pages that read what a person pastes: a report, a final clause; and what is accepted of it."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, Response, get, post

from foedera.errors import FoederaError

from .api import Report, readings
from .auth import COOKIE, Door
from .given import DoorIn, ShelfIn
from .highlight import pieces
from .page import html
from .pages_session import Form, field
from .shelf import Shelf

EMPTY = {"text": "", "published": "", "lang": "", "url": ""}


@get("/read", sync_to_thread=False)
def read_form(request: Request[Any, Any, Any], door: DoorIn) -> Response[str]:
    """Paste a report."""
    return _read(request, door, EMPTY, [])


@post("/read", status_code=200, sync_to_thread=False)
def read_report(request: Request[Any, Any, Any], shelf: ShelfIn, door: DoorIn, data: Form) -> Response[str]:
    """The report with its statements marked; nothing is recorded."""
    given = {name: field(data, name) for name in EMPTY}
    if not given["text"].strip():
        raise FoederaError("text", "there is no text", "paste a report")
    return _read(request, door, given, _readings(shelf, given))


def _read(
    request: Request[Any, Any, Any], door: Door, given: dict[str, str], found: list[Any]
) -> Response[str]:
    session = request.cookies.get(COOKIE)
    return html(
        "read.html",
        title=(found[0].source.title or "A report, read") if found else "Read a report",
        given=given,
        readings=[(reading, pieces(reading.text, reading.statements)) for reading in found],
        csrf=door.field(session),
    )


def _readings(shelf: Shelf, given: dict[str, str]) -> list[Any]:
    # A form sends line ends as CR LF; a report pasted is one text with plain ones.
    text = given["text"].replace("\r\n", "\n")
    return readings(
        shelf,
        Report(
            text=text,
            published=given["published"].strip(),
            lang=given["lang"].strip(),
            url=given["url"].strip(),
        ),
    )


@post("/accept", status_code=200, sync_to_thread=False)
def accept(request: Request[Any, Any, Any], shelf: ShelfIn, door: DoorIn, data: Form) -> Response[str]:
    """Record the statements that were ticked; the report is read again, so that no form can make one up."""
    door.form(request.cookies.get(COOKIE), field(data, "csrf"))
    given = {name: field(data, name) for name in EMPTY}
    value = data.get("keep", [])
    kept = set(value if isinstance(value, list) else [value])
    added = skipped = 0
    treaties: dict[str, None] = {}
    found = 0
    for reading in _readings(shelf, given):
        wanted = [s for s in reading.statements if s.id in kept]
        found += len(wanted)
        if wanted:
            result = shelf.book().accept(reading.source, wanted, at=shelf.now(), by="web")
            added, skipped = added + result.added, skipped + result.skipped
            treaties.update(dict.fromkeys(s.treaty for s in wanted if s.treaty))
    if not found:
        raise FoederaError("keep", "no statement of this report was ticked", "tick those to record")
    shelf.forget()
    return html(
        "accepted.html",
        title="Recorded",
        added=added,
        skipped=skipped,
        treaties=_known(shelf, list(treaties)),
    )


def _known(shelf: Shelf, treaties: list[str]) -> list[str]:
    register = shelf.book().register
    return [treaty for treaty in treaties if treaty in register]


@get("/clause", sync_to_thread=False)
def clause_form() -> Response[str]:
    """Paste a final clause."""
    return html("clause.html", title="Read a final clause", text="", rule=None, parts=())


@post("/clause", status_code=200, sync_to_thread=False)
def clause_read(data: Form) -> Response[str]:
    """The rule that the clause states, and which words gave it."""
    import yaml

    from foedera.clauses import read_clause

    text = field(data, "text")
    if len(text) > 20_000:
        raise FoederaError("text", "a clause of more than 20 000 characters", "paste the final clauses only")
    reading = read_clause(text)
    plain = msgspec.to_builtins(reading.rule)
    rule = yaml.safe_dump(plain, allow_unicode=True, sort_keys=False)
    return html("clause.html", title="A final clause, read", text=text, rule=rule, parts=reading.parts)


PAGES = [read_form, read_report, accept, clause_form, clause_read]
