"""Errors as a page or as a JSON problem (RFC 9457): where, what, what to do. Never a traceback."""

from __future__ import annotations

import logging
from typing import Any

import msgspec
from litestar import MediaType, Request, Response
from litestar.exceptions import HTTPException
from litestar.openapi.datastructures import ResponseSpec

from foedera.errors import FoederaError

from .render import page

TITLES = {
    400: "That cannot be answered as asked",
    401: "A token is needed",
    403: "Not allowed",
    404: "Not found",
    405: "Not done that way",
    408: "Too slow",
    413: "Too large",
    429: "Too often",
}


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """``where``: the option or field at fault; ``hint``: what to do; both may be empty."""

    title: str
    status: int
    detail: str
    where: str = ""
    hint: str = ""
    type: str = "about:blank"


class NotFound(FoederaError):
    """The address names something that is not there."""


class Refused(FoederaError):
    """Who asks may not: ``status`` 401 (no token) or 403 (a wrong one, or a forged form)."""

    def __init__(self, where: str, what: str, hint: str = "", status: int = 403) -> None:
        super().__init__(where, what, hint)
        self.status = status


def spec(text: str) -> ResponseSpec:
    """How an error answer is declared in the OpenAPI document."""
    return ResponseSpec(
        Problem, description=text, media_type="application/problem+json", generate_examples=False
    )


def problem_of(fault: Exception) -> Problem:
    """Any fault as a problem; one that is ours tells nothing about the inside."""
    if isinstance(fault, FoederaError):
        status = 404 if isinstance(fault, NotFound) else 400
        if isinstance(fault, Refused):
            status = fault.status
        return Problem(
            title=TITLES[status],
            status=status,
            detail=fault.what,
            where=fault.where.lstrip("-"),
            hint=fault.hint,
        )
    if isinstance(fault, HTTPException):
        status = fault.status_code
        detail = _detail(fault) if status < 500 else "a fault of ours"
        return Problem(title=TITLES.get(status, "That did not work"), status=status, detail=detail)
    logging.getLogger("foedera.web").exception("a fault of ours", exc_info=fault)
    return Problem(title="A fault of ours", status=500, detail="the log of foedera serve says what happened")


def _detail(fault: HTTPException) -> str:
    extra = fault.extra if isinstance(fault.extra, list) else []
    parts = [f"{e.get('key', '')}: {e.get('message', '')}".strip(": ") for e in extra if isinstance(e, dict)]
    plain = fault.detail.split(" for http", 1)[0] or TITLES.get(fault.status_code, "")
    return f"{plain}: {'; '.join(parts)}" if parts else plain


def answer(request: Request[Any, Any, Any], fault: Exception) -> Response[bytes]:
    """The exception handler of the whole application."""
    problem = problem_of(fault)
    headers = {"WWW-Authenticate": "Bearer"} if problem.status == 401 else {}
    allowed = fault.headers if isinstance(fault, HTTPException) else None
    headers.update({k: v for k, v in (allowed or {}).items() if k.lower() == "allow"})
    if request.scope["path"].startswith("/api"):
        content = msgspec.json.encode(problem)
        return Response(
            content, status_code=problem.status, media_type="application/problem+json", headers=headers
        )
    content = page("problem.html", title=problem.title, problem=problem, known=TITLES).encode()
    return Response(content, status_code=problem.status, media_type=MediaType.HTML, headers=headers)
