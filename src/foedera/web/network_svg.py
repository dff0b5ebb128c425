"""The alliance graph as SVG: States as links that can be reached by keyboard, lines by kind of pledge."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from markupsafe import Markup, escape

from foedera import states
from foedera.book.alliances import Link
from foedera.panels import OBLIGATIONS

from .network_layout import HEIGHT, WIDTH, Hub, Picture
from .render import clean, link, say, state_name, term

NAMED = 34
"""Up to so many States their names stand below their codes."""

BLOCS = 8
"""Blocs with a colour and a shape of their own."""

RADIUS = 16.0
CORNERS = (0, 4, 6, 5, 8, 0, 4, 6)
"""By bloc: corners of the shape (0: a circle)."""


def svg(drawn: Picture, label: str, ask: object, title_of: Callable[[str], str]) -> Markup:
    """The graph. ``title_of``: a treaty's name in the page's language."""
    around = neighbours(drawn, title_of)
    parts = [
        f'<svg class="network" id="network" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" role="group" '
        f'aria-label="{escape(clean(label))}">',
        *_spokes(drawn, title_of),
        *_lines(drawn, title_of),
        *_nodes(drawn, around, ask),
        *_hubs(drawn, title_of, ask),
        "</svg>",
    ]
    return Markup("".join(parts))


def neighbours(drawn: Picture, title_of: Callable[[str], str]) -> dict[str, dict[str, set[str]]]:
    """By State, the treaties drawn and with whom each links it."""
    found: dict[str, dict[str, set[str]]] = {code: {} for code in drawn.nodes}
    for pair in drawn.pairs:
        for treaty in pair.treaties:
            for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
                found[one].setdefault(treaty, set()).add(other)
    for hub in drawn.hubs:
        for code in hub.members:
            found[code].setdefault(hub.treaty, set()).update(set(hub.members) - {code})
    return found


def kind_of(types: Iterable[str]) -> str:
    """The first of the five pledges: how a line is drawn."""
    held = set(types)
    return next(name for name in OBLIGATIONS if name in held)


def pledged(types: Iterable[str]) -> str:
    """The pledges in words."""
    return say("and.comma").join(term(name) for name in types)


def _line(drawn: Picture, a: str, b: str, kind: str, title: str) -> str:
    (x1, y1), (x2, y2) = drawn.at[a], drawn.at[b]
    spot = f'x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}"'
    return (
        f'<g class="link is-{kind}" data-a="{escape(a)}" data-b="{escape(b)}">'
        f'<title>{escape(clean(title))}</title><line class="reach" {spot}/><line {spot}/></g>'
    )


def _spokes(drawn: Picture, title_of: Callable[[str], str]) -> list[str]:
    return [
        _line(
            drawn, code, hub.treaty, kind_of(hub.types),
            f"{state_name(code)}: {title_of(hub.treaty)} ({pledged(hub.types)})",
        )
        for hub in drawn.hubs
        for code in hub.members
    ]  # fmt: skip


def _lines(drawn: Picture, title_of: Callable[[str], str]) -> list[str]:
    central = {hub.treaty for hub in drawn.hubs}
    found = []
    for pair in drawn.pairs:
        own = {t: types for t, types in pair.by.items() if t not in central}
        kind = kind_of(name for types in own.values() for name in types)
        told = "; ".join(f"{title_of(t)} ({pledged(types)})" for t, types in own.items())
        title = f"{state_name(pair.a)} – {state_name(pair.b)}: {told}"
        found.append(_line(drawn, pair.a, pair.b, kind, title))
    return found


def lettered(drawn: Picture) -> list[tuple[str, Hub]]:
    """The treaties drawn as points, each with the letter that stands in it."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return [(letters[i] if i < len(letters) else str(i + 1), hub) for i, hub in enumerate(drawn.hubs)]


def _hubs(drawn: Picture, title_of: Callable[[str], str], ask: object) -> list[str]:
    found = []
    for sign, hub in lettered(drawn):
        x, y = drawn.at[hub.treaty]
        name = f"{title_of(hub.treaty)}: {say('n.states', n=len(hub.members))} ({pledged(hub.types)})"
        spot = f"M{x:.0f} {y - 13:.0f}l13 13-13 13-13-13z"
        found.append(
            f'<a class="hub" href="{escape(link(f"/treaties/{hub.treaty}", ask))}" '
            f'data-id="{escape(hub.treaty)}" aria-label="{escape(clean(name))}">'
            f'<title>{escape(clean(name))}</title><path d="{spot}"/>'
            f'<text x="{x:.0f}" y="{y + 4:.0f}">{sign}</text></a>'
        )
    return found


def _nodes(drawn: Picture, around: dict[str, dict[str, set[str]]], ask: object) -> list[str]:
    found = []
    named = len(drawn.nodes) <= NAMED
    for code in drawn.nodes:
        x, y = drawn.at[code]
        bloc = min(drawn.blocs.get(code, BLOCS), BLOCS)
        allies = {other for others in around[code].values() for other in others}
        title = (
            f"{state_name(code)}: {say('network.bloc', n=drawn.blocs.get(code, 0))}; "
            f"{say('n.allies', n=len(allies))}; {say('n.treaties', n=len(around[code]))}"
        )
        below = f'<text class="name" x="{x:.0f}" y="{y + 28:.0f}">{escape(state_name(code))}</text>'
        found.append(
            f'<a class="node bloc-{bloc}" href="{escape(link(f"/states/{code}", ask))}" data-id="{code}" '
            f'aria-label="{escape(clean(title))}"><title>{escape(clean(title))}</title>{_shape(x, y, bloc)}'
            f'<text x="{x:.0f}" y="{y + 3.7:.1f}">{code}</text>{below if named else ""}</a>'
        )
    return found


def _shape(x: float, y: float, bloc: int) -> str:
    corners = CORNERS[(bloc - 1) % len(CORNERS)]
    if corners == 0:
        return f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{RADIUS:.0f}"/>'
    reach = RADIUS * (1.22 if corners in (4, 5) else 1.12)
    turn = math.pi / corners if corners % 2 == 0 else 0.0
    points = [
        (x + reach * math.sin(turn + 2 * math.pi * i / corners),
         y - reach * math.cos(turn + 2 * math.pi * i / corners))
        for i in range(corners)
    ]  # fmt: skip
    return f'<path d="M{"L".join(f"{px:.1f} {py:.1f}" for px, py in points)}z"/>'


def bloc_sample(bloc: int) -> Markup:
    """The sample of a bloc in the legend."""
    shown = min(bloc, BLOCS)
    return Markup(
        f'<svg class="network sample" viewBox="0 0 48 48" width="22" height="22" aria-hidden="true">'
        f'<g class="node bloc-{shown}">{_shape(24, 24, shown)}</g></svg>'
    )


def hub_sample(sign: str) -> Markup:
    """The sample of a treaty in the legend."""
    return Markup(
        '<svg class="network sample" viewBox="0 0 28 28" width="20" height="20" aria-hidden="true">'
        f'<g class="hub"><path d="M14 1l13 13-13 13-13-13z"/><text x="14" y="18">{sign}</text></g></svg>'
    )


def line_sample(kind: str) -> Markup:
    """The sample of a pledge in the legend."""
    return Markup(
        '<svg class="network sample" viewBox="0 0 40 12" width="40" height="12" aria-hidden="true">'
        f'<g class="link is-{kind}"><line x1="1" y1="6" x2="39" y2="6"/></g></svg>'
    )


def by_name(codes: Iterable[str]) -> list[str]:
    """States in the order of their names."""
    return sorted(codes, key=lambda code: states.fold(state_name(code)))


def degree(links: Iterable[Link]) -> dict[str, int]:
    """How many others each State is linked with."""
    found: dict[str, int] = {}
    for pair in links:
        found[pair.a] = found.get(pair.a, 0) + 1
        found[pair.b] = found.get(pair.b, 0) + 1
    return found
