"""What handlers of pages share: the answer, its dates, and links to the same as data."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import MediaType, Response
from litestar.params import PathParameter, QueryParameter

from .ask import Ask
from .render import page

Field = Annotated[str | None, QueryParameter(max_length=400)]
Named = Annotated[str, PathParameter(max_length=400)]
StateField = Annotated[str | None, QueryParameter(name="state", max_length=400)]
# Litestar keeps the name "state" for its own.


def html(template: str, *, title: str, ask: Ask | None = None, **values: Any) -> Response[str]:
    """A page as an answer."""
    content = page(template, title=title, ask=ask, **values)
    return Response(content, media_type=MediaType.HTML)


def download(content: bytes, kind: str, name: str) -> Response[bytes]:
    """A file to keep. ``name``: made of letters that no header can be broken with."""
    safe = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "-" for c in name)
    headers = {"content-disposition": f'attachment; filename="{safe}"'}
    return Response(content, media_type=kind, headers=headers)
