"""Signing in with the token and out again. The cookie goes to this site's own requests only."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request, Response, get, post
from litestar.datastructures import Cookie
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect

from .auth import COOKIE
from .given import DoorIn
from .page import html
from .render import link, say

Form = Annotated[dict[str, Any], Body(media_type=RequestEncodingType.URL_ENCODED)]
FileForm = Annotated[dict[str, Any], Body(media_type=RequestEncodingType.MULTI_PART)]


def field(data: dict[str, Any], name: str) -> str:
    """A text field of a form; the first, where it was sent more than once."""
    value = data.get(name, "")
    first = value[0] if isinstance(value, list) and value else value
    return first if isinstance(first, str) else ""


@get("/session", sync_to_thread=False)
def sign_in(request: Request[Any, Any, Any], door: DoorIn) -> Response[str]:
    """The form for the token."""
    session = request.cookies.get(COOKIE)
    return html(
        "session.html", title=say("session.title"), open=door.is_open(session), csrf=door.field(session)
    )


@post("/session", status_code=303, sync_to_thread=False)
def signed_in(request: Request[Any, Any, Any], door: DoorIn, data: Form) -> Response[Any]:
    """Open a session with the token, or close the one there is."""
    present = request.cookies.get(COOKIE)
    if field(data, "leave"):
        door.form(present, field(data, "csrf"))
        door.close(present)
        return Redirect(link("/session"), status_code=303, cookies=[Cookie(key=COOKIE, value="", max_age=0)])
    session = door.open(field(data, "token").strip())
    cookie = Cookie(key=COOKIE, value=session, httponly=True, samesite="strict")
    return Redirect(link("/read"), status_code=303, cookies=[cookie])


PAGES = [sign_in, signed_in]
