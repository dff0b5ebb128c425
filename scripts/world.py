"""Make the outlines of the map: python scripts/world.py FOLDER (needs Node's npm for the source).

FOLDER: the unpacked npm package ``world-atlas`` 2.0.2 (``npm pack world-atlas``, then ``tar xzf``), which
holds Natural Earth's countries (public domain) as TopoJSON. Reads ``countries-50m.json``, projects it (Equal
Earth, centred on 11° E so that Siberia stays whole), simplifies every border once, so that neighbours still
fit, and writes ``src/foedera/web/data/world.json``: paths and points by our codes.

Natural Earth draws who holds a place. Three parts are drawn with the State that the United Nations counts
them to instead: Northern Cyprus (Security Council resolution 541), Somaliland, and Crimea (General Assembly
resolution 68/262). The Siachen Glacier, which it gives to nobody, stays nobody's.
"""

from __future__ import annotations

import json
import math
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

from babel.core import get_global

from foedera import states
from foedera.dates import Answer

TARGET = Path(__file__).parents[1] / "src" / "foedera" / "web" / "data" / "world.json"

TODAY = date(2026, 1, 1)
"""Each State that exists on this day must have an outline or a point."""

WIDTH = 4000.0
CENTRE = 11.0
TOLERANCE = 0.9
"""How far, in units of the map, a simplified border may lie from the true one."""

ISLAND = 12.0
"""Square units below which a part of a state is left out, unless it is its largest."""

SMALL = 180.0
"""Square units below which a state gets a point besides its outline."""

NAMED = {"Kosovo": "XKX", "N. Cyprus": "CYP", "Somaliland": "SOM"}
"""Natural Earth's features without a number, and the code under which they are drawn."""

MOVED = (("RUS", "UKR", (32.0, 44.2, 36.8, 46.4)),)
"""From, to, and the box of longitudes and latitudes in which a part must lie as a whole."""

VIEWS = {
    "europe": (-12, 34, 46, 72),
    "asia": (30, -11, 150, 56),
    "africa": (-20, -36, 60, 38),
    "americas": (-168, -57, -30, 74),
    "oceania": (110, -50, 188, 22),
}
"""Boxes of longitudes and latitudes, besides the world."""

PLACED = {"TUV": (179.2, -8.5)}
"""States too small for the source: longitude and latitude of their capital."""

FORMER = {
    "ANM": (107.6, 16.5), "BAD": (8.4, 49.0), "BAV": (11.6, 48.1), "DDDE": (13.4, 52.5), "DZG": (18.6, 54.4),
    "HAN": (9.7, 52.4), "HSE": (9.5, 51.3), "HSG": (8.7, 49.9), "HWI": (-157.9, 21.3), "MEC": (11.4, 53.6),
    "MOD": (10.9, 44.6), "OFS": (26.2, -29.1), "PAP": (12.5, 41.9), "PMA": (10.3, 44.8), "PRU": (13.4, 52.5),
    "RVN": (106.7, 10.8), "SAR": (7.7, 45.1), "SAX": (13.7, 51.1), "SIC": (14.3, 40.8), "TBT": (91.1, 29.7),
    "TEX": (-97.7, 30.3), "TRA": (28.2, -25.7), "TUS": (11.3, 43.8), "VDVN": (105.8, 21.0),
    "WRT": (9.2, 48.8), "YDYE": (45.0, 12.8), "ZAN": (39.2, -6.2),
}  # fmt: skip
"""Former States for which no outline of today stands in: longitude and latitude of their capital."""

Point = tuple[float, float]

_A = (1.340264, -0.081106, 0.000893, 0.003796)
_HALF = 2 * math.sqrt(3) * math.pi / (3 * _A[0])


def project(lon: float, lat: float) -> Point:
    """Equal Earth (Šavrič, Patterson and Jenny 2018), scaled to the width, y downwards."""
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    t2 = theta * theta
    t6 = t2 * t2 * t2
    x = (
        2 * math.sqrt(3) * math.radians(lon) * math.cos(theta)
        / (3 * (9 * _A[3] * t6 * t2 + 7 * _A[2] * t6 + 3 * _A[1] * t2 + _A[0]))
    )  # fmt: skip
    y = theta * (_A[0] + _A[1] * t2 + t6 * (_A[2] + _A[3] * t2))
    scale = WIDTH / 2 / _HALF
    return (WIDTH / 2 + x * scale, -y * scale)


def simplified(points: list[Point], tolerance: float) -> list[Point]:
    """Douglas-Peucker; the ends stay. A closed line is cut at its farthest point first."""
    if len(points) < 4:
        return points
    if points[0] == points[-1]:
        far = max(range(len(points)), key=lambda i: _square(points[i], points[0]))
        return [*simplified(points[: far + 1], tolerance), *simplified(points[far:], tolerance)[1:]]
    keep = {0, len(points) - 1}
    work = [(0, len(points) - 1)]
    while work:
        a, b = work.pop()
        if b - a < 2:
            continue
        worst = max(range(a + 1, b), key=lambda i: _off(points[i], points[a], points[b]))
        if _off(points[worst], points[a], points[b]) > tolerance:
            keep.add(worst)
            work += [(a, worst), (worst, b)]
    return [points[i] for i in sorted(keep)]


def _square(p: Point, q: Point) -> float:
    return (p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2


def _off(p: Point, a: Point, b: Point) -> float:
    length = math.sqrt(_square(a, b))
    if length == 0:
        return math.sqrt(_square(p, a))
    return abs((b[0] - a[0]) * (a[1] - p[1]) - (a[0] - p[0]) * (b[1] - a[1])) / length


def area(ring: list[Point]) -> float:
    """Signed; half the sum of the cross products."""
    return sum(p[0] * q[1] - q[0] * p[1] for p, q in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def middle(ring: list[Point]) -> Point:
    """The centre of gravity of a ring; of its corners where it has no area."""
    whole = area(ring)
    if abs(whole) < 1e-6:
        return (sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring))
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    x = sum((p[0] + q[0]) * (p[0] * q[1] - q[0] * p[1]) for p, q in pairs) / (6 * whole)
    y = sum((p[1] + q[1]) * (p[0] * q[1] - q[0] * p[1]) for p, q in pairs) / (6 * whole)
    return (x, y)


def path(rings: list[list[Point]], left: float, top: float) -> str:
    """Rings as one path of whole numbers, relative, with as few separators as SVG allows."""
    parts = []
    for ring in rings:
        whole = [(round(x - left), round(y - top)) for x, y in ring]
        corners = [p for i, p in enumerate(whole) if i == 0 or p != whole[i - 1]]
        if len(corners) > 1 and corners[0] == corners[-1]:
            corners.pop()
        if len(corners) < 3:
            continue
        text = f"M{corners[0][0]} {corners[0][1]}l"
        for (x0, y0), (x1, y1) in pairwise(corners):
            for number in (x1 - x0, y1 - y0):
                text += str(number) if number < 0 or text[-1] == "l" else f" {number}"
        parts.append(text + "z")
    return "".join(parts)


def main(folder: Path) -> None:
    """Read the package, write the data file, and say what was done."""
    topology = json.loads((folder / "countries-50m.json").read_text("utf-8"))
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    lines: list[list[Point]] = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        lines.append(line)
    # Each arc is thinned once, in map units, and then used by both its neighbours.
    thin = [_thinned(line) for line in lines]
    numbers = get_global("territory_aliases")
    iso3 = {s.iso2: s.id for s in states.all_states(territories=True) if s.iso2}
    shapes: dict[str, list[list[list[Point]]]] = {}
    unnamed: list[list[list[Point]]] = []
    for feature in topology["objects"]["countries"]["geometries"]:
        name = feature["properties"]["name"]
        alpha2 = (numbers.get(str(feature.get("id")).zfill(3)) or [None])[0]
        code = NAMED.get(name) or iso3.get(alpha2 or "")
        if code == "ATA":
            continue
        polygons = feature["arcs"] if feature["type"] == "MultiPolygon" else [feature["arcs"]]
        found = [[_ring(ring, thin) for ring in polygon] for polygon in polygons]
        if code is None:
            print(f"no code of ours: {name} ({feature.get('id')})")
            unnamed += found
        else:
            for polygon, drawn in zip(polygons, found, strict=True):
                shapes.setdefault(_owner(code, polygon, lines), []).append(drawn)
    every = [p for parts in shapes.values() for polygon in parts for ring in polygon for p in ring]
    left, right = min(p[0] for p in every) - 6, max(p[0] for p in every) + 6
    top, bottom = min(p[1] for p in every) - 6, max(p[1] for p in every) + 6
    territories = {s.id for s in states.all_states(territories=True) if s.kind == "territory"}
    outlines, points, centres = {}, {}, {}
    for code, parts in sorted(shapes.items()):
        sizes = [abs(area(polygon[0])) for polygon in parts]
        largest = max(range(len(parts)), key=lambda i: sizes[i])
        kept = [p for i, p in enumerate(parts) if sizes[i] >= ISLAND or i == largest]
        drawn = path([ring for polygon in kept for ring in polygon], left, top)
        if drawn:
            outlines[code] = drawn
        if code not in territories:
            x, y = middle(parts[largest][0])
            centres[code] = [round(x - left), round(y - top)]
        if code not in territories and (sum(sizes) < SMALL or not drawn):
            points[code] = centres[code]
    for code, (lon, lat) in PLACED.items():
        points.setdefault(code, _place(lon, lat, left, top))
    known = {s.id for s in states.all_states() if states.exists(s.id, TODAY) is not Answer.NO}
    for code in sorted(known - set(outlines) - set(points)):
        print(f"neither outline nor point: {code}")
    data = {
        "source": "Natural Earth 1:50m countries (public domain), through npm world-atlas 2.0.2",
        "projection": "Equal Earth, centred on 11 degrees east",
        "size": [round(right - left), round(bottom - top)],
        "views": {
            "world": [0, 0, round(right - left), round(bottom - top)],
            **{name: _view(box, left, top, right, bottom) for name, box in VIEWS.items()},
        },
        "places": {code: _place(lon, lat, left, top) for code, (lon, lat) in FORMER.items()},
        "outlines": outlines,
        "points": points,
        "centres": {**centres, **{code: points[code] for code in PLACED}},
        "other": path(
            [r for polygon in unnamed for r in polygon if abs(area(polygon[0])) >= ISLAND], left, top
        ),
    }
    TARGET.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    print(f"{TARGET.name}: {len(outlines)} outlines, {len(points)} points, {TARGET.stat().st_size} bytes")


def _owner(code: str, polygon: list[list[int]], lines: list[list[Point]]) -> str:
    corners = [p for arc in polygon[0] for p in lines[arc if arc >= 0 else ~arc]]
    for source, target, (west, south, east, north) in MOVED:
        if code == source and all(west <= x <= east and south <= y <= north for x, y in corners):
            print(f"moved from {source} to {target}")
            return target
    return code


def _place(lon: float, lat: float, left: float, top: float) -> list[int]:
    x, y = project(lon - CENTRE, lat)
    return [round(x - left), round(y - top)]


def _view(
    box: tuple[float, float, float, float], left: float, top: float, right: float, bottom: float
) -> list[int]:
    """A box of longitudes and latitudes as x, y, width and height of the map, within its edges."""
    west, south, east, north = box
    edges = [project(max(lon - CENTRE, -180), lat) for lon in (west, east) for lat in (south, 0, north)]
    edges = [p for p, lat in zip(edges, (south, 0, north) * 2, strict=True) if south <= lat <= north]
    x0, x1 = max(min(p[0] for p in edges), left), min(max(p[0] for p in edges), right)
    y0, y1 = max(min(p[1] for p in edges), top), min(max(p[1] for p in edges), bottom)
    return [round(x0 - left), round(y0 - top), round(x1 - x0), round(y1 - y0)]


def _thinned(line: list[Point]) -> list[Point]:
    """Projected about the centre and simplified; a line across 180° goes on, one beyond the far side turns.

    The far side lies at 169° W, in the Bering Strait: the tip of Siberia is drawn in the east.
    """
    on = [line[0][0]]
    for x, _ in line[1:]:
        on.append(x + 360 * round((on[-1] - x) / 360))
    turn = 360 * round((sum(on) / len(on) - CENTRE) / 360)
    around = [(x - CENTRE - turn, y) for x, (_, y) in zip(on, line, strict=True)]
    return simplified([project(*p) for p in around], TOLERANCE)


def _ring(arcs: list[int], thin: list[list[Point]]) -> list[Point]:
    ring: list[Point] = []
    for number in arcs:
        line = thin[number] if number >= 0 else thin[~number][::-1]
        ring += line[1:] if ring else line
    return ring[:-1]


if __name__ == "__main__":
    if len(sys.argv) != 2 or not (Path(sys.argv[1]) / "countries-50m.json").is_file():
        sys.exit("world.py: the unpacked npm package world-atlas is needed; name its folder")
    main(Path(sys.argv[1]))
