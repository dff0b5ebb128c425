"""A final clause pasted: the rule, the words that gave it, and the date it would give."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Response, get, post

from foedera.errors import FoederaError

from .ask import Ask, ask, record
from .given import ShelfIn, at_desk
from .page import Field, html
from .pages_session import Form, field
from .render import say, state_name
from .shelf import Shelf

LONGEST = 20_000
EMPTY = {"text": "", "acts": "", "treaty": "", "on": ""}


@get("/clause")
@at_desk
def clause_form(shelf: ShelfIn, on: Field = None, known: Field = None, trust: Field = None) -> Response[str]:
    """Paste a final clause."""
    asked = ask(shelf, on, known, trust)
    return _page(asked, {**EMPTY, "on": asked.kept.get("on", "")})


@post("/clause", status_code=200)
@at_desk
def clause_read(
    shelf: ShelfIn, data: Form, on: Field = None, known: Field = None, trust: Field = None
) -> Response[str]:
    """The rule that the clause states, which words gave it, and the date for the acts given."""
    import yaml

    from foedera.clauses import read_clause

    given = {name: field(data, name) for name in EMPTY}
    asked = ask(shelf, given["on"] or on, known, trust)
    if len(given["text"]) > LONGEST:
        raise FoederaError("text", "a clause of more than 20 000 characters", "paste the final clauses only")
    reading = read_clause(given["text"])
    plain = msgspec.to_builtins(reading.rule)
    shown: dict[str, Any] = {
        "rule": yaml.safe_dump(plain, allow_unicode=True, sort_keys=False),
        "parts": reading.parts,
    }
    if given["acts"].strip() or given["treaty"].strip():
        shown.update(_computed(shelf, plain, given, asked))
    return _page(asked, given, **shown)


def _computed(shelf: Shelf, rule: dict[str, Any], given: dict[str, str], asked: Ask) -> dict[str, Any]:
    from foedera.book.draft import acts_of

    book = shelf.book(asked.trust, asked.known)
    named = given["treaty"].strip()
    status, entry = book.try_clause(
        rule,
        on=asked.on,
        acts=acts_of(given["acts"]) if not named else (),
        treaty=record(book, named).id if named else None,
        known=asked.known,
    )
    parties = sorted(status.parties.items(), key=lambda row: state_name(row[0]))
    words = book.world(asked.known).statement
    return {"computed": status, "entry": entry, "parties": parties, "words": words}


def _page(asked: Ask, given: dict[str, str], **shown: Any) -> Response[str]:
    values: dict[str, Any] = {"rule": None, "parts": (), "computed": None, "entry": None, "words": None}
    title = say("clause.read" if shown else "clause.title")
    return html("clause.html", title=title, here="/clause", ask=asked, given=given, **{**values, **shown})


PAGES = [clause_form, clause_read]
