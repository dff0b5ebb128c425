"""The page that reads what a person pastes or uploads, shows what it would change, and records it."""

from __future__ import annotations

from typing import Any

from litestar import MediaType, Request, Response, get, post

from foedera.errors import FoederaError

from .api import Report, content_readings, read_answer, readings
from .ask import Ask, ask
from .auth import COOKIE, Door
from .given import DoorIn, ShelfIn, UploadsIn, at_desk
from .guard import UPLOAD_LIMIT
from .highlight import pieces
from .page import Field, html
from .pages_session import FileForm, Form, field
from .render import say
from .shelf import Shelf
from .uploads import Uploads

EMPTY = {"text": "", "published": "", "lang": "", "url": ""}
SHOWN = 25
"""Reports of an archive or feed on one page."""


@get("/read")
@at_desk
def read_form(
    request: Request[Any, Any, Any],
    shelf: ShelfIn,
    door: DoorIn,
    on: Field = None,
    known: Field = None,
    trust: Field = None,
) -> Response[str]:
    """Paste or upload a report."""
    asked = ask(shelf, on, known, trust)
    return _page(request, shelf, door, EMPTY, [], None, asked)


@post("/read", status_code=200)
@at_desk
def read_report(
    request: Request[Any, Any, Any],
    shelf: ShelfIn,
    door: DoorIn,
    uploads: UploadsIn,
    data: Form,
    on: Field = None,
    known: Field = None,
    trust: Field = None,
) -> Response[str]:
    """The report with its statements marked, and what those kept would change; nothing is recorded."""
    given = {name: field(data, name) for name in EMPTY}
    upload = field(data, "upload")
    if not upload and not given["text"].strip():
        raise FoederaError("text", "there is no text", "paste a report")
    found = _readings(shelf, uploads, given, upload)
    # Sent from a page that already shows statements: what was not ticked is left out.
    kept = _kept(data) if "csrf" in data else None
    return _page(request, shelf, door, given, found, kept, ask(shelf, on, known, trust), upload)


@post("/read/file", status_code=200, request_max_body_size=UPLOAD_LIMIT)
@at_desk
def read_file(
    request: Request[Any, Any, Any],
    shelf: ShelfIn,
    door: DoorIn,
    uploads: UploadsIn,
    data: FileForm,
    on: Field = None,
    known: Field = None,
    trust: Field = None,
) -> Response[str]:
    """An uploaded report, page, feed or archive, read like a pasted one."""
    given = {**{name: field(data, name) for name in EMPTY}, "text": ""}
    sent = data.get("file")
    if sent is None or not hasattr(sent, "file"):
        raise FoederaError("file", "no file was sent", "choose one")
    sent.file.seek(0)
    content = sent.file.read()
    if not content:
        raise FoederaError("file", "the file is empty", "choose another")
    upload = uploads.keep(content, str(sent.filename or "upload"))
    found = _readings(shelf, uploads, given, upload)
    return _page(request, shelf, door, given, found, None, ask(shelf, on, known, trust), upload)


@post("/read.json", status_code=200)
@at_desk
def read_json(shelf: ShelfIn, uploads: UploadsIn, data: Form) -> Response[bytes]:
    """The statements of a pasted report, as ``foedera read --json`` gives them."""
    given = {name: field(data, name) for name in EMPTY}
    content = read_answer(_readings(shelf, uploads, given, field(data, "upload")))
    return Response(content, media_type=MediaType.JSON)


def _kept(data: dict[str, Any]) -> set[str]:
    value = data.get("keep", [])
    return set(value if isinstance(value, list) else [value])


def _page(
    request: Request[Any, Any, Any],
    shelf: Shelf,
    door: Door,
    given: dict[str, str],
    found: list[Any],
    kept: set[str] | None,
    asked: Ask,
    upload: str = "",
) -> Response[str]:
    shown = found[:SHOWN]
    statements = [s for reading in shown for s in reading.statements]
    if kept is None:
        kept = {s.id for s in statements}
    wanted = [s for s in statements if s.id in kept]
    book = shelf.book(asked.trust, asked.known)
    changes = book.effects([r.source for r in shown], wanted, on=asked.on, known=asked.known)
    return html(
        "read.html",
        title=(found[0].source.title or say("read.one")) if found else say("read.title"),
        here="/read",
        given=given,
        upload=upload,
        readings=[(reading, pieces(reading.text, reading.statements)) for reading in shown],
        left=len(found) - len(shown),
        found=bool(statements),
        kept=kept,
        register=book.register,
        effects=changes,
        today=asked.on,
        ask=asked,
        csrf=door.field(request.cookies.get(COOKIE)),
    )


def _readings(shelf: Shelf, uploads: Uploads, given: dict[str, str], upload: str) -> list[Any]:
    report = Report(
        # A form sends line ends as CR LF; a report pasted is one text with plain ones.
        text=given["text"].replace("\r\n", "\n"),
        published=given["published"].strip(),
        lang=given["lang"].strip(),
        url=given["url"].strip(),
    )
    if not upload:
        return readings(shelf, report)
    content, name = uploads.take(upload)
    return content_readings(shelf, content, report, name)


@post("/accept", status_code=200)
@at_desk
def accept(
    request: Request[Any, Any, Any], shelf: ShelfIn, door: DoorIn, uploads: UploadsIn, data: Form
) -> Response[str]:
    """Record the statements that were ticked; the report is read again, so that no form can make one up."""
    door.form(request.cookies.get(COOKIE), field(data, "csrf"))
    given = {name: field(data, name) for name in EMPTY}
    kept = _kept(data)
    added = skipped = 0
    treaties: dict[str, None] = {}
    found = 0
    for reading in _readings(shelf, uploads, given, field(data, "upload"))[:SHOWN]:
        wanted = [s for s in reading.statements if s.id in kept]
        found += len(wanted)
        if wanted:
            result = shelf.book().accept(reading.source, wanted, at=shelf.now(), by="web")
            added, skipped = added + result.added, skipped + result.skipped
            treaties.update(dict.fromkeys(s.treaty for s in wanted if s.treaty))
    if not found:
        raise FoederaError("keep", "no statement of this report was ticked", "tick those to record")
    shelf.forget()
    register = shelf.book().register
    return html(
        "accepted.html",
        title=say("accepted.title"),
        here="/read",
        added=added,
        skipped=skipped,
        treaties=[register.get(treaty) for treaty in treaties if treaty in register],
    )


PAGES = [read_form, read_report, read_file, read_json, accept]
