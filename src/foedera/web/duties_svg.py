"""Duties and cascades as graphs: who acts against whom, who must help whom, how firmly, and how surely."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from foedera import states
from foedera.dates import Answer
from foedera.duties import Cascade, Duty, Event

from .atlas import centre
from .network_layout import spread
from .render import clean, link, say, state_name, term

WIDTH, RADIUS = 1000.0, 17.0
RING, FIRST_RING, GAP = 84.0, 150.0, 44.0
SURE = (Answer.YES, Answer.CONTESTED, Answer.UNKNOWN, Answer.NO)

Spot = tuple[float, float]


class Arrow(NamedTuple):
    """One arrow: ``kind`` is its class, ``weight`` its width, ``sign`` a word or number in its middle."""

    start: str
    end: str
    kind: str
    title: str
    weight: float = 1.5
    sign: str = ""
    bend: float = 1.0


def duties(event: Event, found: Sequence[Duty], label: str, ask: object) -> Markup:
    """The event in the middle, its duties around it: on the left those to the attacked, on the right those
    to the attacker. One arrow from a State to another for each answer, as wide as the firmest duty of it."""
    pairs: dict[tuple[str, str], list[Duty]] = {}
    for duty in found:
        pairs.setdefault((duty.holder, duty.beneficiary), []).append(duty)
    arrows = [arrow for held in pairs.values() for arrow in _duty_arrows(held, event)]
    at, height = _around(event, pairs)
    if event.by:
        arrows.append(Arrow(event.by, event.attacked, "attack", told(event), 4.0))
    nodes = {code: f"{state_name(code)}: {_summary(code, found)}" for code in at}
    marked = {event.attacked: "attacked", **({event.by: "attacker"} if event.by else {})}
    return _drawn(at, height, arrows, [a[:2] for a in arrows], nodes, marked, label, ask)


def _duty_arrows(held: list[Duty], event: Event) -> Iterable[Arrow]:
    # Beside the attack itself, and beside each other.
    beside = int((held[0].holder, held[0].beneficiary) == (event.by, event.attacked))
    for answer in SURE:
        some = sorted((d for d in held if d.engaged is answer), key=_rank)
        if not some:
            continue
        lines = "; ".join(
            f"{term(d.type)} ({d.treaty}{', ' + say('article', article=d.article) if d.article else ''})"
            for d in some
        )
        first = some[0]
        title = (
            f"{state_name(first.holder)} → {state_name(first.beneficiary)}: {lines}. "
            f"{say('duties.engaged')} {term(answer)}"
        )
        weight = 1.0 + 0.75 * (first.firmness or 0)
        kind = f"duty is-{answer.value}"
        yield Arrow(first.holder, first.beneficiary, kind, title, weight, bend=1.0 + beside)
        beside += 1


def _rank(duty: Duty) -> tuple[int, int]:
    return SURE.index(duty.engaged), -(duty.firmness or 0)


def _summary(code: str, found: Sequence[Duty]) -> str:
    return say("n.duties", n=sum(d.holder == code for d in found))


def _around(event: Event, pairs: Mapping[tuple[str, str], list[Duty]]) -> tuple[dict[str, Spot], float]:
    """Holders stand in rings around the beneficiary of their surest duty, in the order of surety."""
    near: dict[str, list[tuple[tuple[int, int], str]]] = {}
    best: dict[str, tuple[tuple[int, int], str]] = {}
    for (holder, beneficiary), held in pairs.items():
        rank = min(map(_rank, held))
        if holder not in best or rank < best[holder][0]:
            best[holder] = (rank, beneficiary)
    actors = {event.attacked, event.by}
    for holder, (rank, beneficiary) in best.items():
        if holder not in actors:
            side = beneficiary if beneficiary in actors else event.attacked
            near.setdefault(side, []).append((rank, holder))
    left, right = sorted(near.get(event.attacked, ())), sorted(near.get(event.by or "", ()))
    depth = [_rings(len(side)) for side in (left, right)]
    reach = [FIRST_RING + RING * (d - 1) if d else 60.0 for d in depth]
    height = max(2 * max(reach) + 110, 300.0)
    y = height / 2
    # The two actors part the width by what surrounds them.
    total = sum(reach)
    x_attacked = 60 + (WIDTH - 120) * (reach[0] / total) * 0.78 if event.by else WIDTH / 2
    x_attacker = WIDTH - 60 - (WIDTH - 120) * (reach[1] / total) * 0.62
    at = {event.attacked: (x_attacked, y)}
    _place(at, [code for _, code in left], (x_attacked, y), math.pi, event.by is None)
    if event.by:
        at[event.by] = (x_attacker, y)
        _place(at, [code for _, code in right], (x_attacker, y), 0.0, False)
    at = _inside(at, height)
    # The page is as high as what stands on it.
    top, bottom = min(y for _, y in at.values()) - 46, max(y for _, y in at.values()) + 46
    return {code: (x, y - top) for code, (x, y) in at.items()}, bottom - top


def _room(ring: int, whole: bool) -> int:
    """How many States stand on a ring, counted from 0; its arc leaves out the side of the other actor."""
    return max(int((FIRST_RING + RING * ring) * _arc(whole) / GAP), 1)


def _arc(whole: bool) -> float:
    return 2 * math.pi if whole else 1.25 * math.pi


def _rings(count: int) -> int:
    rings = 0
    while count > 0:
        count -= _room(rings, False)
        rings += 1
    return rings


def _place(at: dict[str, Spot], codes: list[str], middle: Spot, toward: float, whole: bool) -> None:
    ring = 0
    while codes:
        here, codes = codes[: _room(ring, whole)], codes[_room(ring, whole) :]
        radius = FIRST_RING + RING * ring
        arc = min(_arc(whole), GAP * 1.6 * len(here) / radius)
        for i, code in enumerate(here):
            turn = toward + arc * ((i + 0.5 + 0.5 * (ring % 2)) / len(here) - 0.5)
            at[code] = (middle[0] + radius * math.cos(turn), middle[1] + radius * math.sin(turn))
        ring += 1


def _inside(at: dict[str, Spot], height: float) -> dict[str, Spot]:
    edge = 34.0
    return {
        code: (min(max(x, edge), WIDTH - edge), min(max(y, edge), height - edge))
        for code, (x, y) in at.items()
    }


def cascade(played: Cascade, shown: int, label: str, ask: object) -> Markup:
    """The steps up to ``shown`` (counted from 1) as numbered arrows; the places of States do not move."""
    nodes = sorted({c for s in played.steps for c in (s.event.attacked, s.event.by) if c})
    pairs = sorted({(s.event.by, s.event.attacked) for s in played.steps if s.event.by})
    height = 520.0
    at = spread(nodes, pairs, [centre(code) for code in nodes], (WIDTH, height))
    arrows, titles = [], {code: state_name(code) for code in nodes}
    for step in played.steps[:shown]:
        event = step.event
        latest = " latest" if step.index == shown - 1 else ""
        if event.by:
            sign = str(step.index + 1)
            weight = 3.2 if event.kind == "armed_attack" else 2.0
            kind = f"act is-{event.kind}{latest}"
            arrows.append(Arrow(event.by, event.attacked, kind, f"{sign}. {told(event)}", weight, sign))
    active = {c for s in played.steps[:shown] for c in (s.event.attacked, s.event.by) if c}
    marked = {code: "in" if code in active else "out" for code in nodes}
    return _drawn(at, height, arrows, pairs, titles, marked, label, ask)


def told(event: Event) -> str:
    """An event in words."""
    if event.by is None or event.kind == "internal":
        return say("event.internal", attacked=state_name(event.attacked))
    return say(f"event.{event.kind}", by=state_name(event.by), attacked=state_name(event.attacked))


def _drawn(
    at: Mapping[str, Spot],
    height: float,
    arrows: Sequence[Arrow],
    pairs: Iterable[tuple[str, str]],
    titles: Mapping[str, str],
    marked: Mapping[str, str],
    label: str,
    ask: object,
) -> Markup:
    parts = [
        f'<svg class="network graph" id="network" viewBox="0 0 {WIDTH:.0f} {height:.0f}" role="group" '
        f'aria-label="{escape(clean(label))}">',
        *(_arrow(arrow, at) for arrow in arrows),
    ]
    few = len(at) <= 40
    # A name stands below, or above where most arrows come from below.
    below = dict.fromkeys(at, 0.0)
    for a, b in pairs:
        length = math.dist(at[a], at[b]) or 1.0
        below[a] += (at[b][1] - at[a][1]) / length
        below[b] += (at[a][1] - at[b][1]) / length
    for code, (x, y) in at.items():
        title = escape(clean(titles[code]))
        y_name = y - 22 if below[code] > 0.3 else y + 30
        name = f'<text class="name" x="{x:.0f}" y="{y_name:.0f}">{escape(state_name(code))}</text>'
        parts.append(
            f'<a class="node role-{marked.get(code, "holder")}" '
            f'href="{escape(link(f"/states/{code}", ask))}" data-id="{code}" aria-label="{title}">'
            f"<title>{title}</title>"
            f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{RADIUS:.0f}"/>'
            f'<text x="{x:.0f}" y="{y + 3.7:.1f}">{code}</text>{name if few else ""}</a>'
        )
    return Markup("".join([*parts, "</svg>"]))


def _arrow(arrow: Arrow, at: Mapping[str, Spot]) -> str:
    (x1, y1), (x2, y2) = at[arrow.start], at[arrow.end]
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    # Bent to its right a little: an arrow and its answer do not cover each other.
    bend = min(max(length * 0.09, 14.0), 22.0) * (2 * arrow.bend - 1)
    mx, my = (x1 + x2) / 2 - uy * bend, (y1 + y2) / 2 + ux * bend
    dx, dy = x2 - mx, y2 - my
    last = math.hypot(dx, dy) or 1.0
    hx, hy = dx / last, dy / last
    head = 7.0 + arrow.weight * 1.6
    tip = (x2 - hx * (RADIUS + 2), y2 - hy * (RADIUS + 2))
    base = (tip[0] - hx * head, tip[1] - hy * head)
    side = head * 0.42
    barbs = (
        f"M{tip[0]:.1f} {tip[1]:.1f}L{base[0] - hy * side:.1f} {base[1] + hx * side:.1f}"
        f"L{base[0] + hy * side:.1f} {base[1] - hx * side:.1f}z"
    )
    start = (x1 + ux * RADIUS, y1 + uy * RADIUS)
    line = f"M{start[0]:.1f} {start[1]:.1f}Q{mx:.1f} {my:.1f} {base[0]:.1f} {base[1]:.1f}"
    sign = ""
    if arrow.sign:
        sx, sy = (start[0] + 2 * mx + base[0]) / 4, (start[1] + 2 * my + base[1]) / 4
        sign = (
            f'<circle class="badge" cx="{sx:.1f}" cy="{sy:.1f}" r="9"/>'
            f'<text class="badge" x="{sx:.1f}" y="{sy + 3.6:.1f}">{escape(arrow.sign)}</text>'
        )
    return (
        f'<g class="link {arrow.kind}" data-a="{escape(arrow.start)}" data-b="{escape(arrow.end)}">'
        f"<title>{escape(clean(arrow.title))}</title>"
        f'<path class="reach" d="{line}"/><path class="line" d="{line}" stroke-width="{arrow.weight:.1f}"/>'
        f'<path class="head" d="{barbs}"/>{sign}</g>'
    )


def premises(found: Iterable[Duty]) -> list[tuple[str, list[str]]]:
    """What is not known, and whose duties wait for it."""
    waiting: dict[str, set[str]] = {}
    for duty in found:
        if duty.engaged in (Answer.UNKNOWN, Answer.CONTESTED):
            for words in duty.unknown:
                waiting.setdefault(words, set()).add(duty.holder)
    return [
        (words, sorted(holders, key=lambda code: states.fold(state_name(code))))
        for words, holders in sorted(waiting.items(), key=lambda item: (-len(item[1]), item[0]))
    ]


def line_sample(kind: str, weight: float) -> Markup:
    """The sample of an arrow in the legend."""
    return Markup(
        '<svg class="network graph sample" viewBox="0 0 48 14" width="48" height="14" aria-hidden="true">'
        f'<g class="link {kind}"><path class="line" d="M1 7H36" stroke-width="{weight}"/>'
        '<path class="head" d="M47 7L36 12V2z"/></g></svg>'
    )
