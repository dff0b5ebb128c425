"""The books that answer: one for each ranking of sources asked for, opened on first use."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from datetime import date

import msgspec

from foedera import states
from foedera.book import Book, open_book
from foedera.book.kept import Kept
from foedera.errors import FoederaError
from foedera.ledger import Ledger
from foedera.trust import Policy
from foedera.trust.policy import KINDS

BOOKS = 4
"""Rankings kept open at once."""

VIEWS = 24
"""Dates of knowledge kept derived in one book; past that it is opened afresh."""

QUEUE = 0.2
"""Seconds that a question waits for a warm desk before it opens another."""

PAGES = 64
"""Pages kept as they were rendered, until something is recorded."""

DESKS = 4
"""Requests that may use books side by side; each desk holds its own."""


class BookOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line's data options name; the meaning is ``foedera.open``'s."""

    ledger: str | None = None
    registers: tuple[str, ...] = ()
    shipped: bool = True
    trust: str | None = None


class Shelf:
    """Books by ranking, for one thread at a time.

    ``today``, ``now``: the only clocks of the pages, given by the command line.
    """

    def __init__(self, options: BookOptions, today: Callable[[], date], now: Callable[[], str]) -> None:
        self.options, self.today, self.now = options, today, now
        self._books: OrderedDict[str, Book] = OrderedDict()
        self._views: dict[str, set[str]] = {}
        self._seen: object = None
        self._pages: Kept[str] = Kept(PAGES)

    def page(self, key: Hashable, make: Callable[[], str]) -> str:
        """A page that depends on its address, language and day, and on what is recorded, on nothing else."""
        self._notice_writing()
        return self._pages.get((key, self.today()), make)

    def book(self, trust: str | None = None, known: str | None = None) -> Book:
        """The book for a ranking written ``depositary,official,…`` (None: as the server was started)."""
        key = trust or ""
        self._notice_writing()
        views = self._views.setdefault(key, set())
        views.add(known or "")
        if len(views) > VIEWS:
            self._books.pop(key, None)
            self._views[key] = {known or ""}
        if key not in self._books:
            self._books[key] = self._open(trust)
            if len(self._books) == 1:
                self._seen = _end(self._books[key])
            while len(self._books) > BOOKS:
                self._books.popitem(last=False)
        self._books.move_to_end(key)
        return self._books[key]

    def forget(self) -> None:
        """After writing: every book is opened afresh. Other desks notice at their next question."""
        self._books.clear()
        self._views.clear()
        self._pages = Kept(PAGES)

    def _notice_writing(self) -> None:
        """Another process may have written to the ledger: then what was derived is stale."""
        if not self._books:
            return
        state = _end(next(iter(self._books.values())))
        if state != self._seen:
            self.forget()

    def _open(self, trust: str | None) -> Book:
        options = self.options
        policy = ranking(trust) if trust else None
        book = open_book(
            ledger=options.ledger, registers=options.registers, shipped=options.shipped, trust=options.trust
        )
        if policy is not None:
            book.policy = msgspec.structs.replace(book.policy, rank=policy.rank)
        return book


def _end(book: Book) -> tuple[bool, str | None]:
    """Whether there is a ledger, and the hash of its last entry."""
    last = book.entries(limit=1)
    return Ledger.exists(book.ledger_url), last[0]["hash"] if last else None


class Shelves(Shelf):
    """The desks. Itself the one of the server's own thread, for handlers that stay there."""

    def __init__(
        self, options: BookOptions, today: Callable[[], date], now: Callable[[], str], desks: int = DESKS
    ) -> None:
        super().__init__(options, today, now)
        self._free = [Shelf(options, today, now)]
        self._fresh = [Shelf(options, today, now) for _ in range(desks - 1)]
        self._wait = threading.Condition()

    @contextmanager
    def desk(self) -> Iterator[Shelf]:
        """A desk of one's own; the one used last comes first, for its books are warm.

        A desk that nobody used yet is taken only after a while: quick questions one after another at a
        warm desk are sooner answered than side by side at cold ones.
        """
        with self._wait:
            end = time.monotonic() + QUEUE
            while not self._free:
                left = end - time.monotonic()
                if self._fresh and left <= 0:
                    self._free.append(self._fresh.pop())
                else:
                    self._wait.wait(left if self._fresh else None)
            mine = self._free.pop()
        try:
            yield mine
        finally:
            with self._wait:
                self._free.append(mine)
                self._wait.notify()

    def warm(self) -> None:
        """Derive every treaty once, so that the first question is as quick as the next."""
        with self.desk() as mine:
            book = mine.book()
            book.treaties(on=self.today())
            for code in ("en",):
                states.display_names(code)


def ranking(text: str) -> Policy:
    """``official,depositary``: kinds of source, best first; those not named follow in the usual order.

    A page never takes the name of a file: an address could then make the server read any.
    """
    named = [part.strip() for part in text.split(",") if part.strip()]
    for kind in named:
        if kind not in KINDS:
            raise FoederaError("trust", f"'{kind}' is not a kind of source", f"use {', '.join(KINDS)}")
    return Policy(rank=tuple(dict.fromkeys((*named, *KINDS))))
