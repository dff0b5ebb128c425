"""The one way to write over HTTP: statements in the form that ``read`` gives them, with a token."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, post
from litestar.params import Body

from foedera import states
from foedera.dates import parse
from foedera.errors import FoederaError
from foedera.ledger import AppendResult
from foedera.model import AnyStatement, Source, seal, seal_source, statement_from_dict

from .api import POSTED, as_answer
from .given import DoorIn, ShelfIn, at_desk
from .problem import spec

WRITTEN = {**POSTED, 401: spec("No token"), 403: spec("A wrong token"), 429: spec("More than 60 a minute")}


class Accepted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A source and its statements as ``read`` printed them, ids unchanged; or without ids."""

    source: dict[str, Any]
    statements: list[dict[str, Any]]


@post("/statements", status_code=201, responses=WRITTEN, security=[{"token": []}])
@at_desk
def statements(
    request: Request[Any, Any, Any], shelf: ShelfIn, door: DoorIn, data: Annotated[Accepted, Body()]
) -> Response[AppendResult]:
    """Append statements to the ledger; those already there are skipped."""
    door.bearer(request.headers.get("authorization"))
    source, found = checked(data)
    result = shelf.book().accept(source, found, at=shelf.now(), by="api")
    shelf.forget()
    return as_answer(result, 201)


def checked(data: Accepted) -> tuple[Source, list[AnyStatement]]:
    """What may be recorded: the right shape, ids that are the content's hash, dates that are dates."""
    try:
        source = msgspec.convert(data.source, Source)
        found = [statement_from_dict(plain) for plain in data.statements]
    except msgspec.ValidationError as fault:
        raise FoederaError("body", str(fault), "send what foedera read --json prints") from None
    sealed = seal_source(source)
    if source.id not in ("", sealed.id):
        raise FoederaError("source.id", "it is not the hash of the source", "leave it out or unchanged")
    _dates("source", source, ("published", "consulted"))
    return sealed, [_statement(n, statement, sealed) for n, statement in enumerate(found)]


def _statement(number: int, statement: AnyStatement, source: Source) -> AnyStatement:
    where = f"statements[{number}]"
    if statement.source not in ("", source.id):
        raise FoederaError(f"{where}.source", "it names another source", "send one source at a time")
    sealed = seal(msgspec.structs.replace(statement, source=source.id))
    if statement.id not in ("", sealed.id):
        raise FoederaError(f"{where}.id", "it is not the hash of the statement", "leave it out or unchanged")
    _dates(where, statement, ("date", "effective", "published"))
    for field in ("parties", "actors", "targets", "to"):
        for code in getattr(statement, field, ()):
            if states.resolve(code) != code:
                raise FoederaError(
                    f"{where}.{field}", f"'{code}' is no code", f"write {states.resolve(code)}"
                )
    return sealed


def _dates(where: str, record: object, fields: tuple[str, ...]) -> None:
    for field in fields:
        value = getattr(record, field, None)
        if value is not None:
            parse(value, f"{where}.{field}")
