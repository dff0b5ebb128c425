"""The server's own files: read once, served by exact name, so that no path can climb out of the folder."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath

from .problem import NotFound
from .render import HERE

KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}


@cache
def files() -> dict[str, tuple[bytes, str, str]]:
    """Content, kind and version of every file by its name."""
    found = {}
    for path in sorted((HERE / "static").iterdir()):
        if path.suffix in KINDS and path.is_file():
            content = path.read_bytes()
            found[path.name] = (content, KINDS[path.suffix], hashlib.sha256(content).hexdigest()[:12])
    return found


@cache
def address(name: str) -> str:
    """The file's address with its version: a browser may keep it until it changes."""
    return f"/static/{name}?v={files()[name][2]}"


@get("/static/{name:str}", sync_to_thread=False, include_in_schema=False)
def static(request: Request[Any, Any, Any], name: FromPath[str]) -> Response[bytes]:
    """One of the server's own files."""
    if name not in files():
        raise NotFound("static", "there is no such file", "")
    content, kind, version = files()[name]
    headers = {
        "cache-control": "max-age=31536000, immutable" if "v" in request.query_params else "max-age=300"
    }
    headers["etag"] = f'"{version}"'
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(b"", status_code=304, media_type=kind, headers=headers)
    return Response(content, media_type=kind, headers=headers)


@get("/favicon.ico", sync_to_thread=False, include_in_schema=False, status_code=204)
def icon() -> None:
    """None: browsers ask for it."""


PAGES = [static, icon]
