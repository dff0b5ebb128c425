"""What the application gives its handlers: the books, the door, the uploads; and the thread they run in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from litestar import MediaType, Response
from litestar.concurrency import sync_to_thread
from litestar.di import NamedDependency
from litestar.params import SkipValidation

from .auth import Door
from .shelf import Shelf, Shelves
from .tongue import address, current
from .uploads import Uploads

P = ParamSpec("P")
R = TypeVar("R")

ShelfIn = SkipValidation[NamedDependency[Shelf]]
DoorIn = SkipValidation[NamedDependency[Door]]
UploadsIn = SkipValidation[NamedDependency[Uploads]]


def at_desk(handler: Callable[P, R]) -> Callable[P, Awaitable[R]]:
    """A handler run in a worker thread with a shelf of its own while it runs.

    Books are used by one thread at a time: so many requests run side by side as there are desks, and a
    slow one holds up only its own. (Litestar's own ``sync_to_thread`` wraps a handler twice where a path
    has two methods.)
    """

    def work(*args: P.args, **kwargs: P.kwargs) -> R:
        with cast(Shelves, kwargs["shelf"]).desk() as shelf:
            kwargs["shelf"] = shelf
            return handler(*args, **kwargs)

    @wraps(handler)
    async def inner(*args: P.args, **kwargs: P.kwargs) -> R:
        return await sync_to_thread(work, *args, **kwargs)

    return inner


def kept(handler: Callable[P, Response[str]]) -> Callable[P, Response[str]]:
    """A page that is rendered once for its address and language, and again when something was recorded.

    Not for a page that shows who is signed in.
    """

    @wraps(handler)
    def inner(*args: P.args, **kwargs: P.kwargs) -> Response[str]:
        key = (current().lang, current().explicit, *address())
        shelf = cast(Shelf, kwargs["shelf"])
        content = shelf.page(key, lambda: handler(*args, **kwargs).content)
        return Response(content, media_type=MediaType.HTML)

    return inner


def in_thread(handler: Callable[P, R]) -> Callable[P, Awaitable[R]]:
    """A handler run in a worker thread that needs no book."""

    @wraps(handler)
    async def inner(*args: P.args, **kwargs: P.kwargs) -> R:
        return await sync_to_thread(handler, *args, **kwargs)

    return inner
