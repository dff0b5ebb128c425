"""Where it happened: a city or area with a marker of place."""

from __future__ import annotations

from functools import lru_cache

from .context import Context, Part, segment_groups
from .marks import Mark


def place_in(
    ctx: Context, part: Part, left: int, right: int, at: int, *, cities_only: bool = False
) -> str | None:
    """A place named in a clause: a city or area with a marker of place; else a state in which it happened."""
    named = [
        m
        for m in part.sentence.marks
        if m.kind == "name" and m.value == "place" and left <= m.start and m.end <= right
    ]
    named = [m for m in named if not any(x.start <= m.start and m.end <= x.end for x in part.mentions)]
    if named and (not cities_only or _marked(ctx, part, named[0])):
        nearest = min(named, key=lambda m: abs(m.start - at))
        return str(nearest.data[0].ref)
    inside = [
        g for g in segment_groups(part, left, right) if "in" in g.roles and g.states and g.kind == "actors"
    ]
    for group in sorted(inside, key=lambda g: abs(g.start - at)):
        if group.city:
            return capital(group.states[-1])
    if cities_only:
        return None
    for group in sorted(inside, key=lambda g: abs(g.start - at)):
        return group.states[-1]
    return None


def _marked(ctx: Context, part: Part, mark: Mark) -> bool:
    for role in part.sentence.of("role"):
        if role.value == "in" and (
            (role.form == "before" and 0 <= mark.start - role.end <= 2)
            or (role.form == "after" and -1 <= role.start - mark.end <= 2)
        ):
            return True
    return False


@lru_cache(maxsize=1)
def _capitals() -> dict[str, str]:
    from foedera.states import lexicon

    found: dict[str, str] = {}
    for entry in lexicon("en"):
        if entry.kind == "capital":
            found.setdefault(entry.ref, entry.text)
    return found


def capital(state: str) -> str:
    """The capital's English name; the code itself where the tables have none."""
    return _capitals().get(state, state)
