"""The map as SVG: colour by class, and a hatching for each, so that colour is not the only sign."""

from __future__ import annotations

from markupsafe import Markup, escape

from .atlas import Shape, world
from .marks import Drawn
from .render import clean, say, state_name

RADIUS = 12

HATCHES = {
    "provisional": '<path d="M0 3.5h7"/>',
    "contracting": '<path d="M-1 8L8-1M-1 1l2-2M6 8l2-2"/>',
    "signatory": '<path d="M-1-1L8 8M6-1l2 2M-1 6l2 2"/>',
    "suspended": '<path d="M3.5 0v7"/>',
    "former": '<path d="M0 0l7 7M7 0L0 7"/>',
    "contested": '<circle cx="2" cy="2" r="1.3"/><circle cx="5.5" cy="5.5" r="1.3"/>',
    "unknown": '<circle cx="3.5" cy="3.5" r=".9"/>',
    "offense": '<path d="M0 3.5h7"/>',
    "neutrality": '<path d="M-1 8L8-1M-1 1l2-2M6 8l2-2"/>',
    "nonaggression": '<path d="M-1-1L8 8M6-1l2 2M-1 6l2 2"/>',
    "consultation": '<circle cx="3.5" cy="3.5" r="1.2"/>',
}
"""Strokes of a tile of 7 by 7. ``party``, ``defense``, ``self`` are plain and dark, ``none`` is plain."""


def svg(drawn: Drawn, view: str, label: str) -> Markup:
    """The map of the view. ``label``: what it shows, for those who do not see it."""
    x, y, width, height = world().views[view]
    parts = [
        f'<svg class="map view-{view}" id="map" viewBox="{x} {y} {width} {height}" role="img" '
        f'aria-label="{escape(clean(label))}">',
        "<defs>",
        *(hatch(kind, width / 1000) for kind in drawn.kinds if kind in HATCHES),
        *(hatch(kind, 1.0, "swatch") for kind in drawn.kinds if kind in HATCHES),
        "</defs>",
        f'<path class="other" d="{world().other}"/>',
    ]
    # Points last: they lie on the outlines.
    for shape in sorted(drawn.shapes, key=lambda s: s.at is not None):
        kind, title = told(shape, drawn)
        drawing = (
            f'path d="{shape.path}"'
            if shape.at is None
            else f'circle cx="{shape.at[0]}" cy="{shape.at[1]}" r="{RADIUS}"'
        )
        parts.append(
            f'<{drawing} class="is-{kind}" data-id="{shape.id}"><title>{escape(clean(title))}</title>'
            f"</{drawing.split(' ', 1)[0]}>"
        )
    return Markup("".join([*parts, "</svg>"]))


def hatch(kind: str, scale: float, name: str = "hatch") -> str:
    """The tile of a kind, about 7 pixels wide; its colours are the style sheet's."""
    return (
        f'<pattern id="{name}-{kind}" class="hatch is-{kind}" width="7" height="7" '
        f'patternUnits="userSpaceOnUse" patternTransform="scale({scale:.2f})">'
        f'<rect width="7" height="7"/>{HATCHES[kind]}</pattern>'
    )


def swatch(kind: str) -> Markup:
    """The sample of a kind in the legend."""
    return Markup(
        f'<svg class="map swatch" viewBox="0 0 28 16" width="28" height="16" aria-hidden="true">'
        f'<rect class="is-{kind}" x="1" y="1" width="26" height="14"/></svg>'
    )


def told(shape: Shape, drawn: Drawn) -> tuple[str, str]:
    """The kind of a shape and its title."""
    if shape.state is None:
        return "blank", f"{state_name(shape.id)}: {say('map.' + shape.why_blank)}"
    mark = drawn.marks.get(shape.state)
    name = state_name(shape.state)
    if shape.stands_in:
        name = say("map.stands_for", outline=state_name(shape.id), state=name)
    if mark is None:
        return "none", name
    since = f", {say('span.since', start=mark.since)}" if mark.since else ""
    return mark.kind, f"{name}: {mark.words}{since}"
