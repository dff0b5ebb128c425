"""The application: handlers, guards, error answers and the OpenAPI document, put together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from litestar import Litestar, Router
from litestar.di import Provide
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin, YamlRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme

from foedera.errors import FoederaError

from . import (
    api,
    api_write,
    files,
    nav,
    pages,
    pages_book,
    pages_cascade,
    pages_clause,
    pages_map,
    pages_network,
    pages_read,
    pages_session,
    problem,
    static,
)
from .auth import Door
from .guard import BODY_LIMIT, LOOPBACK, PATIENCE, WRITES, Guard
from .render import environment
from .shelf import BookOptions, Shelves
from .uploads import Uploads


def create_app(
    book_options: BookOptions,
    *,
    token_hash: str,
    today: Callable[[], date],
    now: Callable[[], str],
    hosts: frozenset[str] = LOOPBACK,
    writes: int = WRITES,
    patience: float = PATIENCE,
) -> Litestar:
    """The web application.

    ``token_hash``: SHA-256 of the token that writing needs, in hexadecimal. ``today``: the legal date
    where an address gives none; ``now``: the moment of recording, ISO, UTC. ``hosts``: names it may be
    addressed by. ``writes``: requests that write, per minute. ``patience``: seconds a slow client has.
    """
    shelves, door, uploads = Shelves(book_options, today, now), Door(token_hash), Uploads()
    app = Litestar(
        route_handlers=[
            Router("/api", route_handlers=[*api.READING, api_write.statements], include_in_schema=True),
            *pages.PAGES,
            *pages_book.PAGES,
            *pages_read.PAGES,
            *pages_clause.PAGES,
            *pages_map.MAPS,
            *pages_cascade.CASCADES,
            *pages_network.NETWORKS,
            *pages_session.PAGES,
            *files.FILES,
            *static.PAGES,
        ],
        dependencies={"shelf": _given(shelves), "door": _given(door), "uploads": _given(uploads)},
        exception_handlers={FoederaError: problem.answer, Exception: problem.answer},
        request_max_body_size=BODY_LIMIT,
        include_in_schema=False,  # the pages are for people
        openapi_config=OpenAPIConfig(
            title="Foedera",
            version=_version(),
            description="Treaties: what is in force, for whom, since when, and why.",
            path="/api/schema",
            # No page of documentation: those fetch their scripts from elsewhere.
            render_plugins=[JsonRenderPlugin(), YamlRenderPlugin()],
            components=Components(security_schemes={"token": SecurityScheme(type="http", scheme="bearer")}),
        ),
        logging_config=None,
        debug=False,
    )
    # Around the router too: an address that leads nowhere gets the same headers as the rest.
    app.asgi_handler = Guard(app.asgi_handler, hosts=hosts, writes=writes, patience=patience)
    environment().globals["items"] = nav.present(route.path for route in app.routes)
    app.state.shelves = shelves
    return app


def _given(value: Any) -> Provide:
    return Provide(lambda: value, use_cache=True, sync_to_thread=False)


def _version() -> str:
    from foedera import __version__

    return __version__
