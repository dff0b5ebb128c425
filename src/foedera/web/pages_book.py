"""Pages on the whole book: duties, conflicts, ledger, audit."""

from __future__ import annotations

from typing import Annotated

from litestar import Response, get
from litestar.params import Parameter

from .api import answers
from .ask import ask, record
from .given import ShelfIn
from .page import Field, StateField, html
from .render import state_name, words

SHOWN = 100
"""Conflicts on one page; the JSON holds all."""

KINDS = ("armed_attack", "threat", "internal", "mobilization")


@get("/duties", sync_to_thread=False)
def duties(
    shelf: ShelfIn,
    attacked: Field = None,
    by: Field = None,
    event: Field = None,
    place: Field = None,
    requested: Field = None,
    war: Field = None,
    on: Field = None,
    known: Field = None,
    trust: Field = None,
) -> Response[str]:
    """If X attacks Y: who must do what."""
    asked = ask(shelf, on, known, trust)
    given = {
        "attacked": attacked or "",
        "by": by or "",
        "event": event or "armed_attack",
        "place": place or "",
        "requested": requested or "unknown",
        "war": war or "unknown",
    }
    found, happening, title = None, None, "If X attacks Y"
    book = shelf.book(asked.trust, asked.known)
    if attacked:
        happening = book.event(
            on=asked.on,
            attacked=attacked,
            by=by or None,
            kind=given["event"],
            place=place or None,
            **answers(requested=given["requested"], state_of_war=given["war"]),
        )
        found = book.duties(happening, known=asked.known)
        attacker = f" by {state_name(happening.by)}" if happening.by else ""
        title = f"{words(happening.kind).capitalize()} on {state_name(happening.attacked)}{attacker}"
    return html(
        "duties.html",
        title=title,
        ask=asked,
        given=given,
        event=happening,
        duties=found,
        kinds=KINDS,
        names=lambda treaty: book.record(treaty).name(),
        words=book.world(asked.known).statement,
    )


@get("/conflicts", sync_to_thread=False)
def conflicts(
    shelf: ShelfIn,
    subject: StateField = None,
    treaty: Field = None,
    on: Field = None,
    known: Field = None,
    trust: Field = None,
) -> Response[str]:
    """Commitments that cannot all be kept."""
    asked = ask(shelf, on, known, trust)
    book = shelf.book(asked.trust, asked.known)
    named = record(book, treaty).id if treaty else None
    # All pairs of all parties of all treaties would be hundreds of megabytes: a state or treaty is asked for.
    wanted = bool(subject or named)
    found = (
        book.conflicts(on=asked.on, state=subject or None, treaty=named, known=asked.known) if wanted else ()
    )
    return html(
        "conflicts.html",
        title="Commitments that cannot all be kept",
        ask=asked,
        conflicts=found[:SHOWN],
        total=len(found),
        wanted=wanted,
        state=subject or "",
        treaty=treaty or "",
    )


@get("/ledger", sync_to_thread=False)
def ledger(
    shelf: ShelfIn,
    treaty: Field = None,
    limit: Annotated[int, Parameter(ge=1, le=2000)] = 200,
) -> Response[str]:
    """What was recorded, when and by whom; whether it is whole."""
    book = shelf.book()
    return html(
        "ledger.html",
        title="The ledger",
        entries=book.entries(treaty=treaty or None, limit=limit)[::-1],
        verified=book.verify(),
        treaty=treaty or "",
        limit=limit,
    )


@get("/audit", sync_to_thread=False)
def audit(shelf: ShelfIn, known: Field = None, trust: Field = None) -> Response[str]:
    """What registers state beside what the rules give."""
    asked = ask(shelf, None, known, trust)
    found = shelf.book(asked.trust, asked.known).audit(known=asked.known)
    return html("audit.html", title="Audit", ask=asked, audit=found)


PAGES = [duties, conflicts, ledger, audit]
