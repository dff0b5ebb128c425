"""Pages on the whole book: duties, conflicts, ledger, audit."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Response, get
from litestar.params import FromQuery, QueryParameter

from . import duties_svg
from .api import answers
from .ask import ask, record
from .given import ShelfIn, at_desk, kept
from .page import Field, StateField, html
from .render import own, say, state_name, term

SHOWN = 100
"""Conflicts on one page; the JSON holds all."""

VERIFIED = 20_000
"""Entries up to which the page verifies the whole journal by itself."""

KINDS = ("armed_attack", "threat", "internal", "mobilization")


@get("/duties")
@at_desk
@kept
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
    found, happening, title = None, None, say("duties.title")
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
        kind, victim = term(happening.kind), state_name(happening.attacked)
        title = (
            say("duties.on_by", kind=kind, victim=victim, attacker=state_name(happening.by))
            if happening.by
            else say("duties.on", kind=kind, victim=victim)
        )
        title = title[:1].upper() + title[1:]
    return html(
        "duties_graph.html",
        title=title,
        here="/duties",
        ask=asked,
        given=given,
        event=happening,
        duties=found,
        kinds=KINDS,
        names=lambda treaty: own(book.record(treaty)),
        words=book.world(asked.known).statement,
        **_graph(happening, found, title, asked),
    )


def _graph(happening: Any, found: Any, title: str, asked: Any) -> dict[str, Any]:
    """The picture, its legend and what is not known; None and nothing where nothing was asked."""
    if happening is None:
        return {"graph": None, "samples": (), "premises": ()}
    shown = [a for a in duties_svg.SURE if any(duty.engaged is a for duty in found)]
    samples = [duties_svg.line_sample(f"duty is-{a.value}", 2.5) for a in shown]
    return {
        "graph": duties_svg.duties(happening, found, title, asked),
        "samples": [duties_svg.line_sample("attack", 4.0), *zip(shown, samples, strict=True)],
        "premises": duties_svg.premises(found),
    }


@get("/conflicts")
@at_desk
@kept
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
        title=say("conflicts.title"),
        here="/conflicts",
        names=lambda treaty: own(book.record(treaty)),
        ask=asked,
        conflicts=found[:SHOWN],
        total=len(found),
        wanted=wanted,
        state=subject or "",
        treaty=treaty or "",
    )


@get("/ledger")
@at_desk
def ledger(
    shelf: ShelfIn,
    treaty: Field = None,
    limit: Annotated[int, QueryParameter(ge=1, le=2000)] = 200,
    verify: FromQuery[bool] = False,
    on: Field = None,
    known: Field = None,
    trust: Field = None,
) -> Response[str]:
    """What was recorded, when and by whom; whether it is whole (where it is large, only when asked)."""
    asked = ask(shelf, on, known, trust)
    book = shelf.book()
    latest = book.entries(limit=1)
    size = latest[0]["seq"] if latest else 0
    return html(
        "ledger.html",
        title=say("ledger.title"),
        here="/ledger",
        ask=asked,
        entries=book.entries(treaty=treaty or None, limit=limit)[::-1],
        verified=book.verify() if verify or size <= VERIFIED else None,
        size=size,
        treaty=treaty or "",
        limit=limit,
    )


@get("/audit")
@at_desk
@kept
def audit(
    shelf: ShelfIn, treaty: Field = None, on: Field = None, known: Field = None, trust: Field = None
) -> Response[str]:
    """What registers state beside what the rules give."""
    asked = ask(shelf, on, known, trust)
    book = shelf.book(asked.trust, asked.known)
    found = book.audit(record(book, treaty).id if treaty else None, known=asked.known)
    return html("audit.html", title=say("audit.short"), here="/audit", ask=asked, audit=found)


PAGES = [duties, conflicts, ledger, audit]
