"""What stands before every handler: hosts, sizes, rates, patience, language, headers."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import Any, cast

import anyio
import msgspec
from litestar.exceptions import HTTPException
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from .tongue import choose, use

BODY_LIMIT = 2 * 1024 * 1024
"""Bytes of one request: a report is a few thousand."""

UPLOAD_LIMIT = 16 * 1024 * 1024
"""Bytes of an uploaded file: a page saved whole, an archive of a few hundred."""

UPLOADS = ("/read/file", "/api/upload")

PATIENCE = 30.0
"""Seconds in which a request's body must arrive, and in which each part of an answer must be taken."""

WRITES = 60
"""Requests that write (or try a token), per minute, from all clients together."""

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})

HEADERS = {
    # Scripts and styles from the server's own files only; none inline, none evaluated.
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
    "vary": "Accept-Language",
}

WRITING = ("/api/statements", "/session", "/accept")


class Guard:
    """ASGI middleware. ``hosts``: names a request may be addressed to.

    A page elsewhere whose name an attacker points at 127.0.0.1 is refused by its Host; a form sent from
    another site by its Origin.
    """

    def __init__(
        self,
        app: ASGIApp,
        hosts: frozenset[str] = LOOPBACK,
        writes: int = WRITES,
        patience: float = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.app, self.hosts, self.writes, self.patience, self.clock = app, hosts, writes, patience, clock
        self._recent: deque[float] = deque()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if str(scope["type"]) != "http":
            await self.app(scope, receive, send)
            return

        # What would be said, without saying it: every page and answer has a head.
        head = cast(HTTPScope, scope)["method"] == "HEAD"
        if head:
            scope = cast(Scope, {**scope, "method": "GET"})

        async def safe_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = _with_headers(list(message["headers"]))
            if head and message["type"] == "http.response.body":
                message["body"] = b""
            with anyio.fail_after(self.patience):
                await send(message)

        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        query = bytes(scope.get("query_string", b"")).decode("latin-1")
        use(choose(query, headers.get("accept-language", "")), scope["path"], query)
        fault = self._fault(scope, headers)
        if fault:
            await _refuse(scope, safe_send, *fault)
        else:
            await self.app(scope, _patient(receive, self.clock, self.patience), safe_send)

    def _fault(self, scope: Any, headers: dict[str, str]) -> tuple[int, str, str] | None:
        host = headers.get("host", "")
        if _name(host) not in self.hosts:
            return 400, "this server answers on loopback only", "open it as http://127.0.0.1 or localhost"
        length = headers.get("content-length", "0")
        limit = UPLOAD_LIMIT if scope["path"] in UPLOADS else BODY_LIMIT
        if not length.isdecimal() or int(length) > limit:
            return 413, f"a request may hold {limit // 1024 // 1024} MB", "send one report at a time"
        if scope["method"] not in ("GET", "HEAD", "OPTIONS"):
            origin = headers.get("origin")
            if origin is not None and origin != f"{scope['scheme']}://{host}":
                return 403, "the form was sent from another site", "open the page here and send it again"
            if scope["path"] in WRITING and self._too_often():
                return 429, f"more than {self.writes} requests to write in a minute", "wait a minute"
        return None

    def _too_often(self) -> bool:
        moment = self.clock()
        while self._recent and self._recent[0] <= moment - 60:
            self._recent.popleft()
        if len(self._recent) >= self.writes:
            return True
        self._recent.append(moment)
        return False


def _patient(receive: Receive, clock: Callable[[], float], patience: float) -> Receive:
    """The request's body, refused with 408 where it does not arrive in time."""
    end, whole = clock() + patience, False

    async def timely() -> Any:
        nonlocal whole
        if whole:  # what follows the body is the client going away: that may take for ever
            return await receive()
        with anyio.move_on_after(max(end - clock(), 0.01)) as limit:
            message = await receive()
            whole = message["type"] != "http.request" or not message.get("more_body", False)
            return message
        if limit.cancelled_caught:
            raise HTTPException("the request did not arrive in time", status_code=408)
        return None

    return timely


def _name(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdecimal() else host).lower()


def _with_headers(present: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    names = {name.lower() for name, _ in present}
    more = [(k.encode(), v.encode()) for k, v in HEADERS.items() if k.encode() not in names]
    return [*present, *more]


async def _refuse(scope: Any, send: Send, status: int, what: str, hint: str) -> None:
    from .problem import TITLES, Problem
    from .render import page

    problem = Problem(title=TITLES[status], status=status, detail=what, hint=hint)
    if scope["path"].startswith("/api"):
        body, kind = msgspec.json.encode(problem), b"application/problem+json"
    else:
        body, kind = (
            page("problem.html", title=problem.title, problem=problem, known=TITLES).encode(),
            b"text/html; charset=utf-8",
        )
    start: Any = {
        "type": "http.response.start",
        "status": status,
        "headers": [(b"content-type", kind), (b"content-length", str(len(body)).encode())],
    }
    end: Any = {"type": "http.response.body", "body": body, "more_body": False}
    await send(start)
    await send(end)
