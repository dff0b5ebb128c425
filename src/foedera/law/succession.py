"""Succession of States (VCSSRT 1978) and State continuity.

Continuing State: same person, same treaties. New State: clean slate (VCSSRT 16), may notify succession
with effect from its independence (VCSSRT 23): the effect precedes the act. Separation and merger:
continuity is the default (VCSSRT 31, 34), in practice notified; without notice the answer is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from foedera.dates import Answer, Moment

from .context import Context, Link

if TYPE_CHECKING:
    from .membership import Membership

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


def silent(code: str, members: Mapping[str, Membership], context: Context, on: date) -> Link | None:
    """The succession by which a State came out of one that was then bound or had consented, where it has not
    said whether it succeeds; None where there is none.

    By separation, dissolution or merger the predecessor's treaties go on by default (VCSSRT 31, 34); in
    practice States notify, so that silence tells nothing. A new State begins with a clean slate (16).
    """
    for link in context.predecessors(code):
        if link.kind not in CONTINUITY or link.date > on:
            continue
        before = members.get(person(link.predecessor, context))
        if before is None:
            continue
        eve = link.date - timedelta(days=1)
        if any(p.status in ("party", "suspended", "contracting") for p in before.history.possible(eve)):
            return link
    return None


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
            begun = _earlier_life(last, code, until, context)
            if begun is None:
                return [Name(code, None, end), *chain]
            return [Name(last, None, Moment.of(begun)), Name(code, Moment.of(begun), end), *chain]
        link = max(links, key=lambda x: (x.date, x.predecessor))
        chain.insert(0, Name(code, Moment.of(link.date), end))
        code, until = link.predecessor, link.date


def _earlier_life(last: str, code: str, until: date, context: Context) -> date | None:
    """The day on which ``code`` came into being, where the State now called ``last`` had lived before it.

    Serbia of 1878 to 1918 is not "Serbia and Montenegro", whose continuation the Serbia of 2006 is.
    """
    born = max((link.date for link in context.predecessors(code) if link.date < until), default=None)
    if last == code or born is None:
        return None
    ended = [link.date for link in context.successors(last) if link.date < born]
    return born if ended else None


def ceased(code: str, context: Context) -> Link | None:
    """How a State came to its end by dissolution or merger; None where it goes on or is continued.

    Of a dissolution in steps (Yugoslavia 1991-1992) the first step after which the State was no longer there.
    """
    links = [link for link in context.successors(code) if link.kind in ENDING and link.kind != "continuation"]
    links.sort(key=lambda link: (link.date, link.successor))
    over = (link for link in links if context.exists(code, link.date) is not Answer.YES)
    return next(over, links[-1] if links else None)


def heirs(code: str, context: Context) -> list[str]:
    """The States that came out of one that ceased or lost a part, and those that came out of these."""
    found: list[str] = []
    open_ = [code]
    while open_:
        for link in context.successors(open_.pop()):
            if link.successor not in found:
                found.append(link.successor)
                open_.append(link.successor)
    return found


def began(code: str, context: Context, on: date = date.max) -> Link | None:
    """The latest succession, up to the day ``on``, by which the State came into being (Montenegro: 2006,
    not 1878); None for none recorded by then."""
    links = [x for x in context.predecessors(code) if x.kind != "continuation" and x.date <= on]
    return max(links, key=lambda link: (link.date, link.predecessor)) if links else None


def revived(code: str, gone: Link, context: Context) -> Link | None:
    """How a State that was merged into another came to exist again (Syria 1961); None where it did not."""
    links = [link for link in context.predecessors(code) if link.date > gone.date]
    return min(links, key=lambda link: (link.date, link.predecessor)) if links else None
