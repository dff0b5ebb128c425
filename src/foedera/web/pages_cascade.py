"""A chain of attacks, duties and acts, step by step: the scenarios in the documentation, or one's own."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Any
from weakref import WeakKeyDictionary

import msgspec
from litestar import MediaType, Response, get
from litestar.params import QueryParameter

from foedera.book import Book
from foedera.book.crisis import evaluator
from foedera.book.kept import Kept
from foedera.duties import Cascade, Duty, Event, play, read_scenario
from foedera.errors import FoederaError

from .ask import ask
from .duties_svg import cascade, line_sample, told
from .given import ShelfIn, at_desk
from .page import Field, download, html
from .problem import NotFound
from .render import HERE, own, say

FOLDERS = (HERE / "scenarios", Path(__file__).parents[3] / "docs" / "scenarios")
"""In the wheel; in a checkout."""

LONGEST = 6000
"""Characters of a pasted scenario: it travels in the address, so that the page can be linked."""

EVENTS = 40
STEPS = 200
"""Events of a pasted scenario, and events in all that a page plays; the command line plays on."""

KINDS = (("armed_attack", 3.2), ("assistance", 2.0), ("mobilization", 2.0), ("threat", 2.0))

Pasted = Annotated[str | None, QueryParameter(max_length=LONGEST)]
Step = Annotated[int | None, QueryParameter(ge=1, le=STEPS)]

_PLAYED: WeakKeyDictionary[Any, Kept[Cascade]] = WeakKeyDictionary()


@cache
def scenarios() -> dict[str, tuple[str, bytes]]:
    """Title and text of each shipped scenario, by its name."""
    found: dict[str, tuple[str, bytes]] = {}
    for folder in FOLDERS:
        for path in sorted(folder.glob("*.yml")) if folder.is_dir() else ():
            content = path.read_bytes()
            found.setdefault(path.stem, (read_scenario(content, path.name, path.stem).title, content))
    return found


def played(book: Book, content: bytes, name: str, known: str | None) -> Cascade:
    """The scenario played to its end; kept for the next step. Raises ``FoederaError`` for one too long."""
    scenario = read_scenario(content, "scenario", name)
    if len(scenario.events) > EVENTS:
        raise FoederaError("scenario", f"more than {EVENTS} events", "play it by foedera cascade")
    duties, count = evaluator(book, known), 0

    def bounded(event: Event) -> tuple[Duty, ...]:
        nonlocal count
        count += 1
        if count > STEPS:
            raise FoederaError("scenario", f"more than {STEPS} steps", "play it by foedera cascade")
        return duties(event)

    kept = _PLAYED.setdefault(book.world(known), Kept(8))
    return kept.get((content, known), lambda: play(scenario, bounded))


def chosen(scenario: str | None, yaml: str | None) -> tuple[str, bytes]:
    """The name of a shipped scenario and its text; no name and one's own text where that is given."""
    text = (yaml or "").strip()
    name = (scenario or "").strip() or ("" if text else "july-1914")
    if name and name not in scenarios():
        raise NotFound("scenario", f"there is no scenario '{name}'", f"take {', '.join(scenarios())}")
    return name, scenarios()[name][1] if name else text.encode("utf-8", "replace")


@get("/cascade")
@at_desk
def cascade_page(
    shelf: ShelfIn,
    scenario: Field = None,
    yaml: Pasted = None,
    step: Step = None,
    on: Field = None,
    known: Field = None,
    trust: Field = None,
) -> Response[str]:
    """The chain up to a step."""
    asked = ask(shelf, on, known, trust)
    name, content = chosen(scenario, yaml)
    book = shelf.book(asked.trust, asked.known)
    found = played(book, content, say("cascade.own_title"), asked.known)
    total = len(found.steps)
    shown = min(step or total, total)
    return html(
        "cascade.html",
        title=found.title[:200],
        here="/cascade",
        ask=asked,
        found=found,
        shown=shown,
        total=total,
        picture=cascade(found, shown, found.title[:200], asked),
        told=told,
        scenarios={key: title for key, (title, _) in scenarios().items()},
        scenario=name,
        yaml=content.decode(),
        longest=LONGEST,
        kinds=[
            (kind, line_sample(f"act is-{kind}", weight))
            for kind, weight in KINDS
            if any(s.event.kind == kind for s in found.steps)
        ],
        names=lambda treaty: own(book.record(treaty)),
    )


@get("/cascade.json")
@at_desk
def cascade_json(
    shelf: ShelfIn,
    scenario: Field = None,
    yaml: Pasted = None,
    known: Field = None,
    trust: Field = None,
) -> Response[bytes]:
    """The whole chain, as ``foedera cascade --json`` gives it."""
    asked = ask(shelf, None, known, trust)
    name, content = chosen(scenario, yaml)
    book = shelf.book(asked.trust, asked.known)
    found = played(book, content, say("cascade.own_title"), asked.known)
    body = msgspec.json.encode(found.to_dict())
    return download(body, MediaType.JSON, f"cascade-{name or 'own'}.json")


CASCADES = [cascade_page, cascade_json]
