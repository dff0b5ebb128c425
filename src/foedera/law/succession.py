"""Succession of States (VCSSRT 1978) and State continuity.

Continuing State: same person, same treaties. New State: clean slate (VCSSRT 16), may notify succession
with effect from its independence (VCSSRT 23): the effect precedes the act. Separation and merger:
continuity is the default (VCSSRT 31, 34), in practice notified; without notice the answer is unknown.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from foedera.dates import Moment

from .context import Context, Link

ENDING = frozenset({"dissolution", "merger", "continuation"})
"""Kinds of succession in which the predecessor ceases to exist under its name."""
CONTINUITY = frozenset({"dissolution", "separation", "merger"})
"""Kinds for which the Convention's default is that the predecessor's treaties go on."""


def person(code: str, context: Context) -> str:
    """The legal person behind ``code``: the last State that continues it (``SUHH`` → ``RUS``)."""
    # A code that was borne twice (Russia, Serbia) stands for the later State.
    here = code
    since = max((link.date for link in context.predecessors(code)), default=date.min)
    while True:
        # The Soviet Union, then Russia: each link is later than the one before.
        following = [x for x in context.successors(here) if x.kind == "continuation" and x.date > since]
        if not following:
            return here
        link = min(following, key=lambda x: (x.date, x.successor))
        here, since = link.successor, link.date


class Name(NamedTuple):
    """A code under which a person stood. ``start``, ``until``: None for open."""

    code: str
    start: Moment | None
    until: Moment | None


def names(last: str, context: Context) -> list[Name]:
    """The codes of one person in order of time."""
    chain: list[Name] = []
    code, until = last, date.max
    while True:
        links = [x for x in context.predecessors(code) if x.kind == "continuation" and x.date < until]
        end = None if until == date.max else Moment.of(until)
        if not links:
            return [Name(code, None, end), *chain]
        link = max(links, key=lambda x: (x.date, x.predecessor))
        chain.insert(0, Name(code, Moment.of(link.date), end))
        code, until = link.predecessor, link.date


def ceased(code: str, context: Context) -> Link | None:
    """How a State came to its end by dissolution or merger; None where it goes on or is continued."""
    links = [link for link in context.successors(code) if link.kind in ENDING and link.kind != "continuation"]
    return min(links, key=lambda link: (link.date, link.successor)) if links else None


def began(code: str, context: Context, on: date = date.max) -> Link | None:
    """The latest succession, up to the day ``on``, by which the State came into being (Montenegro: 2006,
    not 1878); None for none recorded by then."""
    links = [x for x in context.predecessors(code) if x.kind != "continuation" and x.date <= on]
    return max(links, key=lambda link: (link.date, link.predecessor)) if links else None


def revived(code: str, gone: Link, context: Context) -> Link | None:
    """How a State that was merged into another came to exist again (Syria 1961); None where it did not."""
    links = [link for link in context.predecessors(code) if link.date > gone.date]
    return min(links, key=lambda link: (link.date, link.predecessor)) if links else None
