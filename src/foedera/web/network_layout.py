"""Where the States of an alliance graph stand: drawn to their treaties, pushed apart, near home.

Deterministic: every State starts where it lies on the map, and nothing is random; from one year to the next
the picture changes as little as its links do. A treaty that links five States or more is drawn as a point of
its own, with a line to each, instead of a line between each two of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from foedera.book.alliances import Link
from foedera.panels import OBLIGATIONS

from .atlas import centre, world

WIDTH, HEIGHT, EDGE = 1000.0, 680.0, 34.0
APART = 39.0
"""Between the middles of two States."""

ROUNDS = 140
HUB = 5
"""From so many States on a treaty is drawn as a point."""


class Hub(NamedTuple):
    """A treaty of many; ``types``: what it pledges among those drawn."""

    treaty: str
    members: tuple[str, ...]
    types: tuple[str, ...]


class Picture(NamedTuple):
    """``at``: positions of States by code, of treaties by id. ``blocs``: number by State, 1 the largest."""

    nodes: tuple[str, ...]
    hubs: tuple[Hub, ...]
    pairs: tuple[Link, ...]
    at: dict[str, tuple[float, float]]
    blocs: dict[str, int]
    by_modularity: bool


def picture(links: Sequence[Link], types: Sequence[str]) -> Picture:
    """The graph of the links, laid out."""
    nodes = tuple(sorted({code for link in links for code in (link.a, link.b)}))
    hubs = hubs_of(links, types)
    central = {hub.treaty for hub in hubs}
    pairs = tuple(link for link in links if _beside(link, central, types))
    blocs, by_modularity = blocs_of(links)
    spots = [*nodes, *(hub.treaty for hub in hubs)]
    at = _placed(nodes, hubs, pairs, spots)
    return Picture(nodes, hubs, pairs, at, blocs, by_modularity)


def hubs_of(links: Sequence[Link], types: Sequence[str]) -> tuple[Hub, ...]:
    """Treaties that link five States and more by one of the types."""
    members: dict[str, set[str]] = {}
    pledged: dict[str, set[str]] = {}
    for link in links:
        for treaty, told in link.by.items():
            if set(told) & set(types):
                members.setdefault(treaty, set()).update((link.a, link.b))
                pledged.setdefault(treaty, set()).update(told)
    return tuple(
        Hub(treaty, tuple(sorted(found)), tuple(o for o in OBLIGATIONS if o in pledged[treaty]))
        for treaty, found in sorted(members.items())
        if len(found) >= HUB
    )


def _beside(link: Link, hubs: set[str], types: Sequence[str]) -> bool:
    """Whether some treaty that is no point of its own links the two."""
    return any(set(told) & set(types) for treaty, told in link.by.items() if treaty not in hubs)


def blocs_of(links: Sequence[Link]) -> tuple[dict[str, int], bool]:
    """Blocs by greedy modularity; without networkx the connected parts. Whether it was the former."""
    if not links:
        return {}, True
    try:
        import networkx
    except ImportError:
        return _components(links), False
    from foedera.panels import blocs

    graph: Any = networkx.Graph()
    graph.add_nodes_from(sorted({code for link in links for code in (link.a, link.b)}))
    graph.add_edges_from((link.a, link.b) for link in links)
    return {state: bloc for state, _, bloc in blocs(graph).rows()}, True


def _components(links: Sequence[Link]) -> dict[str, int]:
    group: dict[str, set[str]] = {}
    for link in links:
        joined = group.get(link.a, {link.a}) | group.get(link.b, {link.b})
        for code in joined:
            group[code] = joined
    ordered = sorted({tuple(sorted(g)) for g in group.values()}, key=lambda g: (-len(g), g))
    return {code: number for number, codes in enumerate(ordered, 1) for code in codes}


def _placed(
    nodes: Sequence[str], hubs: Sequence[Hub], pairs: Sequence[Link], spots: Sequence[str]
) -> dict[str, tuple[float, float]]:
    where = {code: centre(code) for code in nodes}
    homes = [where[code] for code in nodes]
    for hub in hubs:
        there = [where[code] for code in hub.members]
        homes.append((sum(x for x, _ in there) / len(there), sum(y for _, y in there) / len(there)))
    ends = [(p.a, p.b) for p in pairs] + [(m, hub.treaty) for hub in hubs for m in hub.members]
    return spread(spots, ends, homes, (WIDTH, HEIGHT))


def spread(
    spots: Sequence[str],
    ends: Sequence[tuple[str, str]],
    homes: Sequence[tuple[float, float]],
    size: tuple[float, float],
) -> dict[str, tuple[float, float]]:
    """Places on a page of ``size`` for ``spots``, which lie on the map at ``homes`` and are joined by
    ``ends``."""
    if not spots:
        return {}
    index = {name: i for i, name in enumerate(spots)}
    room, whole = np.array(size), np.array(world().size, dtype=float)
    start = np.array(homes, dtype=float) / whole * room
    # The used part of the world fills the page; equal starts are parted by their order, never by chance.
    low, high = start.min(axis=0), start.max(axis=0)
    span = np.where(high - low > 1, high - low, 1.0)
    start = (start - low) / span * (room - 2 * EDGE) + EDGE
    order = np.arange(len(spots))
    start = start + np.column_stack([np.cos(order * 2.4), np.sin(order * 2.4)]) * 4
    joined = np.array([(index[a], index[b]) for a, b in ends], dtype=int).reshape(-1, 2)
    at = _relaxed(start, joined, room)
    return {name: (float(at[i][0]), float(at[i][1])) for i, name in enumerate(spots)}


def _relaxed(start: Any, ends: Any, room: Any) -> Any:
    """Springs along lines, a push between all, a weak pull home; then whoever overlaps is moved apart."""
    at = start.copy()
    count = len(at)
    ideal = max(APART * 1.4, 0.5 * float(np.sqrt(room.prod() / count)))
    middle = room / 2
    for step in range(ROUNDS):
        weight = 1.0 / (_squares(at) + 1.0)
        np.fill_diagonal(weight, 0.0)
        # The sum over the others of (own - theirs) * weight, without a table of every difference.
        force = (at * weight.sum(axis=1, keepdims=True) - weight @ at) * ideal * ideal
        if len(ends):
            pull = at[ends[:, 1]] - at[ends[:, 0]]
            length = np.sqrt((pull**2).sum(axis=1, keepdims=True)) + 1e-9
            tug = pull * (length / ideal)
            np.add.at(force, ends[:, 0], tug)
            np.add.at(force, ends[:, 1], -tug)
        force += (start - at) * 0.04 + (middle - at) * 0.8
        heat = 42.0 * (1 - step / ROUNDS) + 1.0
        norm = np.sqrt((force**2).sum(axis=1, keepdims=True)) + 1e-9
        at = at + force / norm * np.minimum(norm, heat)
    at = _fitted(at, room)
    for _ in range(60):
        length = np.sqrt(_squares(at)) + 1e-9
        np.fill_diagonal(length, np.inf)
        close = np.maximum(APART - length, 0.0) / length * 0.5
        if not close.any():
            break
        at = _within(at + at * close.sum(axis=1, keepdims=True) - close @ at, room)
    return at


def _squares(at: Any) -> Any:
    """The squared distance between each two."""
    own = (at**2).sum(axis=1)
    return np.maximum(own[:, None] + own[None, :] - 2.0 * (at @ at.T), 0.0)


def _fitted(at: Any, room: Any) -> Any:
    """Moved and scaled, never enlarged more in one direction than half as much again as in the other."""
    low, high = at.min(axis=0), at.max(axis=0)
    scale = np.minimum((room - 2 * EDGE) / np.maximum(high - low, 1.0), 3.0)
    scale = np.minimum(scale, scale.min() * 1.5)
    return (at - (low + high) / 2) * scale + room / 2


def _within(at: Any, room: Any) -> Any:
    return np.clip(at, EDGE, room - EDGE)
