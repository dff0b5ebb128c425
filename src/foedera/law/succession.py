"""Succession of States (VCSSRT 1978) and State continuity.

Continuing State: same person, same treaties. New State: clean slate (VCSSRT 16), may notify succession
with effect from its independence (VCSSRT 23): the effect precedes the act. Separation and merger:
continuity is the default (VCSSRT 31, 34), in practice notified; without notice the answer is unknown.
"""

from __future__ import annotations

from typing import NamedTuple

from foedera.dates import Moment

from .context import Context, Link

ENDING = frozenset({"dissolution", "merger", "continuation"})
"""Kinds of succession in which the predecessor ceases to exist under its name."""
CONTINUITY = frozenset({"dissolution", "separation", "merger"})
"""Kinds for which the Convention's default is that the predecessor's treaties go on."""


def person(code: str, context: Context) -> str:
    """The legal person behind ``code``: the last State that continues it (``SUHH`` → ``RUS``)."""
    seen = {code}
    here = code
    while True:
        following = [link for link in context.successors(here) if link.kind == "continuation"]
        if not following or following[0].successor in seen:
            return here
        here = following[0].successor
        seen.add(here)


class Name(NamedTuple):
    """A code under which a person stood. ``start``, ``until``: None for open."""

    code: str
    start: Moment | None
    until: Moment | None


def names(last: str, context: Context) -> list[Name]:
    """The codes of one person in order of time."""
    chain: list[Name] = []
    code, until = last, None
    seen = {last}
    while True:
        link = next((x for x in context.predecessors(code) if x.kind == "continuation"), None)
        if link is None or link.predecessor in seen:
            chain.append(Name(code, None, until))
            return chain[::-1]
        day = Moment.of(link.date)
        chain.append(Name(code, day, until))
        code, until = link.predecessor, day
        seen.add(code)


def ceased(code: str, context: Context) -> Link | None:
    """How a State came to its end by dissolution or merger; None where it goes on or is continued."""
    links = [link for link in context.successors(code) if link.kind in ENDING and link.kind != "continuation"]
    return min(links, key=lambda link: (link.date, link.successor)) if links else None


def began(code: str, context: Context) -> Link | None:
    """The succession by which a State came into being; None for none recorded."""
    links = [link for link in context.predecessors(code) if link.kind != "continuation"]
    return min(links, key=lambda link: (link.date, link.predecessor)) if links else None
