"""The network of alliances in a year or on a day, with its slider and its files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, NamedTuple

import msgspec
from litestar import MediaType, Response, get
from litestar.params import QueryParameter

from foedera.book import Book
from foedera.book.alliances import FIRST_YEAR, LAST_YEAR, Link, alliances
from foedera.errors import FoederaError
from foedera.panels import OBLIGATIONS

from .ask import Ask, ask
from .files import CSV, english, table
from .given import ShelfIn, at_desk
from .network_layout import HUB, Picture, picture
from .network_svg import bloc_sample, by_name, degree, hub_sample, lettered, line_sample, neighbours, svg
from .page import Field, download, html
from .render import environment, own, say
from .tongue import current

CHOICES = {"alliance": ("defense", "offense"), "all": OBLIGATIONS, **{name: (name,) for name in OBLIGATIONS}}
"""``pledge`` in the address: which links are drawn. Alliances proper are those to fight."""

Year = Annotated[int | None, QueryParameter(ge=FIRST_YEAR, le=LAST_YEAR)]


class Asked(NamedTuple):
    """``when``: the year, or the day, in words."""

    book: Book
    asked: Ask
    year: int | None
    when: str
    pledge: str
    links: list[Link]
    drawn: Picture
    notes: tuple[str, ...]

    @property
    def types(self) -> Sequence[str]:
        return CHOICES[self.pledge]

    @property
    def title(self) -> str:
        return say("network.in" if self.year else "network.on", when=self.when)

    @property
    def keep(self) -> dict[str, str]:
        return {"year": str(self.year or ""), "pledge": "" if self.pledge == "alliance" else self.pledge}


def _asked(
    shelf: Any, year: int | None, pledge: str | None, on: str | None, known: str | None, trust: str | None
) -> Asked:
    asked = ask(shelf, on, known, trust)
    kind = pledge or "alliance"
    if kind not in CHOICES:
        raise FoederaError("pledge", f"'{kind}' is no kind of link", f"use {', '.join(CHOICES)}")
    book = shelf.book(asked.trust, asked.known)
    day = date.fromisoformat(asked.on)
    known_links = alliances(book, asked.known)
    start, end = (date(year, 1, 1), date(year, 12, 31)) if year else (day, day)

    def make() -> tuple[list[Link], Picture]:
        links = known_links.links(start, end, CHOICES[kind])
        return links, picture(links, CHOICES[kind])

    links, drawn = known_links.kept((start, end, kind), make)
    when = str(year) if year else asked.on
    return Asked(book, asked, year, when, kind, links, drawn, known_links.notes)


@get("/network")
@at_desk
def network_page(
    shelf: ShelfIn,
    year: Year = None,
    pledge: Field = None,
    on: Field = None,
    known: Field = None,
    trust: Field = None,
) -> Response[str]:
    """Who is allied with whom."""
    found = _asked(shelf, year, pledge, on, known, trust)
    return html(
        "network.html",
        title=found.title,
        here="/network",
        ask=found.asked,
        picture=_svg(found),
        choices=tuple(CHOICES),
        years=(FIRST_YEAR, found.year or int(found.asked.on[:4]), max(int(found.asked.today[:4]), 0)),
        **facts(found),
    )


@get("/network/on", include_in_schema=False)
@at_desk
def network_on(
    shelf: ShelfIn,
    year: Year = None,
    pledge: Field = None,
    on: Field = None,
    known: Field = None,
    trust: Field = None,
) -> Response[bytes]:
    """What changes when the slider moves: the picture and the words beside it."""
    found = _asked(shelf, year, pledge, on, known, trust)
    words = environment().get_template("network_facts.html").render(
        tongue=current(), ask=found.asked, **facts(found)
    )  # fmt: skip
    body = {"title": found.title, "picture": str(_svg(found)), "facts": words}
    return Response(msgspec.json.encode(body), media_type=MediaType.JSON)


def _svg(found: Asked) -> Any:
    lang = current().lang
    return svg(found.drawn, found.title, found.asked, lambda t: found.book.record(t).name(lang))


def facts(found: Asked) -> dict[str, Any]:
    """What stands beside the picture."""
    drawn = found.drawn
    links = degree(found.links)
    around = neighbours(drawn, str)
    groups: dict[int, list[str]] = {}
    for code in by_name(drawn.nodes):
        groups.setdefault(drawn.blocs[code], []).append(code)
    shown = {name for pair in found.links for name in pair.types}
    treaties = sorted({t for told in around.values() for t in told})
    return {
        "found": found,
        "groups": [(number, bloc_sample(number), codes) for number, codes in sorted(groups.items())],
        "lines": [(name, line_sample(name)) for name in OBLIGATIONS if name in shown],
        "links": links,
        "around": {code: sorted(told) for code, told in around.items()},
        "treaties": [(t, _members(found, t)) for t in treaties],
        "hubs": [(sign, hub_sample(sign), hub.treaty) for sign, hub in lettered(drawn)],
        "hub": HUB,
        "names": lambda treaty: own(found.book.record(treaty)),
    }


def _members(found: Asked, treaty: str) -> list[str]:
    return by_name({code for pair in found.links if treaty in pair.by for code in (pair.a, pair.b)})


@get("/network.csv")
@at_desk
def network_csv(
    shelf: ShelfIn,
    year: Year = None,
    pledge: Field = None,
    on: Field = None,
    known: Field = None,
    trust: Field = None,
) -> Response[bytes]:
    """The links as a list of edges."""
    found = _asked(shelf, year, pledge, on, known, trust)
    columns = ["when", "state_a", "state_b", "name_a", "name_b", *OBLIGATIONS, "treaties"]
    rows = (
        [found.when, e.a, e.b, english(e.a), english(e.b), *(int(o in e.types) for o in OBLIGATIONS),
         e.treaties]
        for e in found.links
    )  # fmt: skip
    return download(table(columns, rows), CSV, f"network-{found.when}.csv")


@get("/network.json")
@at_desk
def network_json(
    shelf: ShelfIn,
    year: Year = None,
    pledge: Field = None,
    on: Field = None,
    known: Field = None,
    trust: Field = None,
) -> Response[bytes]:
    """States with their bloc, and the links with their treaties."""
    found = _asked(shelf, year, pledge, on, known, trust)
    links = degree(found.links)
    body = {
        "on": found.when,
        "known": found.asked.known,
        "pledges": list(found.types),
        "blocs": "greedy modularity" if found.drawn.by_modularity else "connected parts",
        "nodes": [
            {"state": c, "name": english(c), "bloc": found.drawn.blocs[c], "degree": links.get(c, 0)}
            for c in found.drawn.nodes
        ],
        "edges": [
            {
                "state_a": e.a, "state_b": e.b, **{o: int(o in e.types) for o in OBLIGATIONS},
                "treaties": list(e.treaties), "day_uncertain": e.uncertain,
            }
            for e in found.links
        ],
        "notes": list(found.notes),
    }  # fmt: skip
    return download(msgspec.json.encode(body), MediaType.JSON, f"network-{found.when}.json")


@get("/network.graphml")
@at_desk
def network_graphml(
    shelf: ShelfIn,
    year: Year = None,
    pledge: Field = None,
    on: Field = None,
    known: Field = None,
    trust: Field = None,
) -> Response[bytes]:
    """The graph as GraphML, for Gephi, igraph and networkx."""
    found = _asked(shelf, year, pledge, on, known, trust)
    return download(graphml(found), "application/graphml+xml", f"network-{found.when}.graphml")


def graphml(found: Asked) -> bytes:
    """GraphML by its own schema; written here, so that it needs no library."""
    from xml.sax.saxutils import escape, quoteattr

    keys = [("name", "node", "string"), ("bloc", "node", "int")]
    keys += [(o, "edge", "int") for o in OBLIGATIONS] + [("treaties", "edge", "string")]
    out = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *(f'<key id="{n}" for="{f}" attr.name="{n}" attr.type="{t}"/>' for n, f, t in keys),
        f'<graph id={quoteattr(found.when)} edgedefault="undirected">',
    ]
    for code in found.drawn.nodes:
        out.append(
            f'<node id={quoteattr(code)}><data key="name">{escape(english(code))}</data>'
            f'<data key="bloc">{found.drawn.blocs[code]}</data></node>'
        )
    for e in found.links:
        flags = "".join(f'<data key="{o}">{int(o in e.types)}</data>' for o in OBLIGATIONS)
        told = escape(";".join(e.treaties))
        out.append(
            f"<edge source={quoteattr(e.a)} target={quoteattr(e.b)}>{flags}"
            f'<data key="treaties">{told}</data></edge>'
        )
    return "\n".join([*out, "</graph>", "</graphml>\n"]).encode()


NETWORKS = [network_page, network_on, network_csv, network_json, network_graphml]
