"""The cascade as a picture: an SVG of our own drawing, and PNG by ``vl-convert`` where it is installed."""

from __future__ import annotations

from html import escape
from pathlib import Path

from foedera import states
from foedera.errors import FoederaError

from .cascade import Cascade, Step

ROW, COLUMN, BOX, HIGH, EDGE = 74, 300, 250, 50, 24


def svg(cascade: Cascade, language: str = "en") -> str:
    """The chain from top to bottom; what an event set off stands to the right of it."""
    depth: dict[int, int] = {}
    for step in cascade.steps:
        depth[step.index] = 0 if step.cause is None else depth[step.cause] + 1
    width = EDGE * 2 + COLUMN * max(depth.values(), default=0) + BOX
    height = EDGE * 2 + 34 + ROW * len(cascade.steps)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" '
        f'role="img" font-family="Georgia, serif" font-size="13"><title>{escape(cascade.title)}</title>',
        f'<rect width="{width}" height="{height}" fill="#fbfaf6"/>',
        f'<text x="{EDGE}" y="{EDGE + 12}" font-size="18" fill="#222">{escape(cascade.title)}</text>',
    ]
    for step in cascade.steps:
        parts.extend(_edge(step, depth))
    for step in cascade.steps:
        parts.extend(_box(step, depth[step.index], language))
    return "".join([*parts, "</svg>"])


def _corner(index: int, level: int) -> tuple[int, int]:
    return EDGE + COLUMN * level, EDGE + 34 + ROW * index


def _edge(step: Step, depth: dict[int, int]) -> list[str]:
    if step.cause is None:
        return []
    x1, y1 = _corner(step.cause, depth[step.cause])
    x2, y2 = _corner(step.index, depth[step.index])
    start, end = (x1 + 30, y1 + HIGH), (x2, y2 + HIGH // 2)
    return [
        f'<path d="M{start[0]} {start[1]} V{end[1]} H{end[0]}" fill="none" stroke="#7a5c2e"/>',
        f"<title>{escape(step.by_duty or '')}</title>",
    ]


def _box(step: Step, level: int, language: str) -> list[str]:
    x, y = _corner(step.index, level)
    event = step.event

    def name(code: str | None) -> str:
        return states.name_of(code, language) if code else "?"

    verb = {
        "armed_attack": "attacks",
        "assistance": "fights",
        "threat": "threatens",
        "mobilization": "mobilises against",
    }
    if event.kind == "internal":
        head = f"{name(event.attacked)}: internal event"
    else:
        head = f"{name(event.by)} {verb.get(event.kind, event.kind)} {name(event.attacked)}"
    counts = f"{event.on} · {len(step.honoured)} duties honoured, {len(step.refused)} refused"
    colour = "#f1e4c8" if step.cause is None else "#e3ebe6"
    return [
        f"<g><title>{escape('; '.join((*step.honoured, *step.refused)) or 'no duty engaged')}</title>",
        f'<rect x="{x}" y="{y}" width="{BOX}" height="{HIGH}" rx="4" fill="{colour}" stroke="#6b6455"/>',
        f'<text x="{x + 10}" y="{y + 20}" fill="#222">{escape(_short(head))}</text>',
        f'<text x="{x + 10}" y="{y + 39}" fill="#555" font-size="11">{escape(counts)}</text></g>',
    ]


def _short(text: str, limit: int = 36) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def write(cascade: Cascade, path: Path) -> None:
    """Write ``.svg`` or ``.png``; raises ``FoederaError`` for another ending or a missing library."""
    drawing = svg(cascade)
    if path.suffix == ".svg":
        path.write_text(drawing, "utf-8")
    elif path.suffix == ".png":
        try:
            import vl_convert
        except ImportError:
            raise FoederaError(
                str(path), "PNG needs vl-convert-python", "install foedera[plots], or ask for .svg"
            ) from None
        path.write_bytes(vl_convert.svg_to_png(drawing, scale=2))
    else:
        raise FoederaError(
            str(path), f"no picture has the ending '{path.suffix}'", "name a .svg or .png file"
        )
