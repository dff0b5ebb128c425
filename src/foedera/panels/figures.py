"""Figures for a paper: one plain look for Altair charts, the alliance graph drawn, saving offline.

Needs the extra ``plots`` (altair, vl-convert); the graph needs ``network`` besides.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from foedera import states
from foedera.errors import FoederaError, UsageError

PALETTE = ("#1b4965", "#bc4b51", "#5b8e7d", "#d1892c", "#6d597a", "#7a7a7a", "#3a86c8", "#8c5e3c")
"""Colours that stay apart in print and for most colour-blind readers; repeated for more groups."""

SUFFIXES = (".svg", ".png", ".html", ".json")


def paper(chart: Any, width: int = 560, height: int = 320) -> Any:
    """The chart in one plain look: serif, no frame, thin grid, titles to the left. Width and height in px."""
    sized = chart.properties(width=width, height=height) if _sizable(chart) else chart
    return (
        sized.configure(font="Georgia, 'Times New Roman', serif", background="white", padding=12)
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=12, titleFontSize=12, titleFontWeight="normal", labelColor="#333",
            titleColor="#333", gridColor="#e6e6e6", domainColor="#888", tickColor="#888", titlePadding=8,
        )
        .configure_title(anchor="start", fontSize=15, fontWeight="normal", subtitleFontSize=12,
                         subtitleColor="#555", offset=12)
        .configure_legend(
            labelLimit=360, labelFontSize=12, titleFontSize=12, titleFontWeight="normal", symbolStrokeWidth=3
        )
        .configure_range(category=list(PALETTE))
    )  # fmt: skip


def save(chart: Any, path: str | Path, scale: float = 2) -> Path:
    """Write a chart as ``.svg``, ``.png`` (``scale``: pixels per point), ``.html`` (whole, opens without a
    network) or ``.json`` (Vega-Lite). Raises ``FoederaError`` where that fails.
    """
    file = Path(path)
    if file.suffix not in SUFFIXES:
        raise UsageError(
            str(path), f"'{file.suffix}' is no format of a figure", f"name it {', '.join(SUFFIXES)}"
        )
    try:
        import vl_convert as vl
    except ImportError:
        hint = "install the extra: pip install 'foedera[plots]'"
        raise FoederaError(str(path), "vl-convert is not installed", hint) from None
    spec = chart.to_json()
    content: bytes | str
    if file.suffix == ".svg":
        content = vl.vegalite_to_svg(spec)
    elif file.suffix == ".png":
        content = vl.vegalite_to_png(spec, scale=scale)
    elif file.suffix == ".html":
        content = vl.vegalite_to_html(spec, bundle=True)
    else:
        content = spec
    try:
        file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    except OSError as fault:
        raise FoederaError(
            str(path), f"cannot be written ({fault.strerror})", "check name and rights"
        ) from None
    return file


def network_figure(
    network: Any, title: str | None = None, *, language: str = "en", width: int = 640, height: int = 520
) -> Any:
    """The graph of ``graph`` as an Altair chart: states by bloc, lines where a pledge links them.

    A solid line holds defense or offense, a dashed one less. Directed: an arrowhead points to whom it is
    owed. States without a link are left out, and told in the subtitle. The same graph gives the same picture.
    """
    alt = _altair()
    from .networks import blocs

    linked = network.subgraph([n for n in network if network.degree(n)])
    alone = network.number_of_nodes() - linked.number_of_nodes()
    if not linked.number_of_nodes():
        raise UsageError("figure", "the graph has no link", "ask for another day or obligation")
    small = linked.number_of_nodes() <= 40
    names = {n: states.name_of(n, language) if small and ":" not in n else n for n in sorted(linked)}
    font, dot, arrow, line = (11, 150, 45, 1.3) if small else (8, 50, 14, 0.6)
    place = _places(linked, names, width, height, font)
    group = dict(blocs(linked).select("state", "bloc").iter_rows())
    nodes = [
        {
            "state": names[n],
            "x": place[n][0],
            "y": place[n][1],
            "bloc": PALETTE[(group[n] - 1) % len(PALETTE)],
        }
        for n in sorted(linked)
    ]
    lines, heads = _edges(linked, place)
    axes: dict[str, Any] = {
        "x": alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, width])),
        "y": alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, height])),
    }
    dash = alt.StrokeDash(
        "pledge:N",
        scale=alt.Scale(domain=list(_KINDS), range=[[1, 0], [4, 3]]),
        legend=alt.Legend(title=None, orient="bottom", symbolType="stroke", labelLimit=420),
    )
    rules = alt.Chart(alt.Data(values=lines)).mark_rule(
        color="#9aa0a6", strokeWidth=line, opacity=0.9 if small else 0.45
    )
    layers = [rules.encode(**axes, x2="x2:Q", y2="y2:Q", strokeDash=dash)]
    if heads:
        layers.append(
            alt.Chart(alt.Data(values=heads))
            .mark_point(shape="triangle-up", filled=True, size=arrow, color="#5f6368", opacity=1)
            .encode(**axes, angle=alt.Angle("turn:Q", scale=None))
        )
    circles = alt.Chart(alt.Data(values=nodes)).encode(**axes)
    look = {"dy": -13 if small else -8, "fontSize": font}
    layers += [
        circles.mark_circle(size=dot, opacity=1, stroke="white").encode(
            color=alt.Color("bloc:N", scale=None)
        ),
        # A white rim keeps the names legible over the lines.
        circles.mark_text(**look, color="white", stroke="white", strokeWidth=3).encode(text="state:N"),
        circles.mark_text(**look, color="#222").encode(text="state:N"),
    ]
    size = f"{linked.number_of_nodes()} states, {linked.number_of_edges()} links"
    words = [f"{size}; colours: blocs by modularity"]
    if alone:
        words.append(f"{alone} states of the system without a link are not drawn")
    head = title or f"Alliances, {network.graph.get('on', '')}"
    return paper(alt.layer(*layers).properties(title={"text": head, "subtitle": words}), width, height)


_KINDS = ("defense or offense", "neutrality, non-aggression or consultation")


def _edges(linked: Any, place: dict[str, tuple[float, float]]) -> tuple[list[dict[str, Any]], list[Any]]:
    """Lines, and for a directed graph the arrowheads. A pair has one line, by the stronger of its pledges:
    two dashed ones over each other would look whole.
    """
    kind: dict[tuple[str, str], bool] = {}
    heads = []
    for a, b, data in linked.edges(data=True):
        pair = (min(a, b), max(a, b))
        kind[pair] = kind.get(pair, False) or bool(data.get("defense") or data.get("offense"))
        if linked.is_directed():
            (x, y), (x2, y2) = place[a], place[b]
            # Vega counts angles clockwise from north; y points up on the page.
            turn = math.degrees(math.atan2(x2 - x, y2 - y))
            heads.append({"x": x + 0.72 * (x2 - x), "y": y + 0.72 * (y2 - y), "turn": turn})
    lines = [
        {"x": place[a][0], "y": place[a][1], "x2": place[b][0], "y2": place[b][1],
         "pledge": _KINDS[0] if strong else _KINDS[1]}
        for (a, b), strong in sorted(kind.items())
    ]  # fmt: skip
    return lines, heads


def _places(
    network: Any, names: dict[str, str], width: int, height: int, font: int
) -> dict[str, tuple[float, float]]:
    """Where each state stands, in pixels: components apart, springs within, and no name over another.

    Nodes in order and a fixed seed: the same graph gives the same picture.
    """
    import networkx as nx
    import numpy as np

    parts = nx.connected_components(network.to_undirected() if network.is_directed() else network)
    components = sorted((sorted(c) for c in parts), key=lambda c: (-len(c), c))
    found: dict[str, Any] = {}
    across = max(2.0, 1.5 * math.sqrt(sum(max(1.0, len(c)) for c in components)))
    left, top, row = 0.0, 0.0, 0.0
    for members in components:
        size = max(1.0, math.sqrt(len(members)))
        if left and left + size > across:
            left, top, row = 0.0, top - row - 0.6, 0.0
        own = nx.Graph()
        own.add_nodes_from(members)
        own.add_edges_from(sorted(tuple(sorted(edge)) for edge in network.subgraph(members).edges))
        spots = nx.spring_layout(own, seed=1914, iterations=300, k=2.6 / math.sqrt(len(members)))
        points = np.array([spots[n] for n in members])
        span = np.ptp(points, axis=0)
        points = (points - points.min(axis=0)) / np.maximum(span, max(0.35 * span.max(), 1e-9)) * size
        for n, point in zip(members, points, strict=True):
            found[n] = (left + point[0], top - point[1])
        left, row = left + size + 0.8, max(row, size)
    order = sorted(found)
    page, margin = np.array([width, height], dtype=float), np.array([60.0, 36.0])
    points = np.array([found[n] for n in order])
    points = points - points.min(axis=0)
    points = points / np.maximum(np.ptp(points, axis=0), 1e-9) * (page - 2 * margin) + margin
    boxes = np.array([[max(14.0, len(names[n]) * font * 0.62 + 4), font + 14.0] for n in order])
    apart = _apart(np, points, boxes, margin / 2, page - margin / 2)
    return {n: (float(x), float(y)) for n, (x, y) in zip(order, apart, strict=True)}


def _apart(np: Any, points: Any, boxes: Any, low: Any, high: Any) -> Any:
    """The points moved until the boxes around them no longer overlap, as far as the page allows."""
    need = (boxes[:, None, :] + boxes[None, :, :]) / 2
    order = np.sign(np.arange(len(points))[:, None] - np.arange(len(points)))[..., None]
    for _ in range(400):
        gap = points[:, None, :] - points[None, :, :]
        over = need - np.abs(gap)
        hit = (over > 0).all(axis=2)
        np.fill_diagonal(hit, False)
        if not hit.any():
            break
        # Push along the axis on which less is missing; equal points go by their order.
        sign = np.where(gap == 0, order, np.sign(gap))
        side = over[..., 0] * 0.6 > over[..., 1]
        push = np.stack(
            [
                (hit & ~side) * over[..., 0] * sign[..., 0],
                (hit & side) * over[..., 1] * sign[..., 1],
            ],
            axis=-1,
        ).sum(axis=1)
        points = np.clip(points + np.clip(0.25 * push, -6, 6), low, high)
    return points


def _sizable(chart: Any) -> bool:
    return type(chart).__name__ in ("Chart", "LayerChart")


def _altair() -> Any:
    try:
        import altair
    except ImportError:
        raise FoederaError(
            "figures", "altair is not installed", "install the extra: pip install 'foedera[plots]'"
        ) from None
    return altair


class Shown:
    """A chart as a picture in a notebook, drawn here and not by a page's script."""

    def __init__(self, chart: Any, scale: float = 1.5) -> None:
        self.chart, self.scale = chart, scale

    def _repr_png_(self) -> bytes:
        import vl_convert as vl

        return bytes(vl.vegalite_to_png(self.chart.to_json(), scale=self.scale))


def show(chart: Any, scale: float = 1.5) -> Shown:
    """The chart as a PNG that a notebook shows and keeps, also where its page runs no script."""
    return Shown(chart, scale)
