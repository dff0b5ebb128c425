"""From what a person types to a register id; and every State that a text may mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from foedera.dates import Answer
from foedera.errors import FoederaError

from . import names, table
from .normal import bare
from .records import Match

NUMBER = re.compile(r"(cow|gw)\s*:\s*(\d{1,4})", re.IGNORECASE)


def resolve(text: str, on: date | None = None) -> str:
    """The register id that a code or a name in any language means (on a day, where that matters).

    Takes ISO alpha-2, -3 and 3166-3 alpha-4 codes, ``cow:365``, ``gw:365``, names, short and former names.
    Not capitals, leaders or demonyms: ``find`` has those. FoederaError when nothing or more than one
    State is meant; it names what is near.
    """
    typed = text.strip()
    if not typed:
        raise FoederaError("state", "an empty name", "give a code such as PRK or a name")
    if number := NUMBER.fullmatch(typed):
        return _by_number(number[1].lower(), int(number[2]), on)
    if code := by_code(typed):
        return code
    for form in variants(typed):
        matches = _named(form)
        if matches:
            return _choose(typed, matches, on)
    if code := by_code(typed.upper()) or _both_parts(typed, on):
        return code
    matches = [m for form in variants(typed) for m in names.lookup(bare(form)) if m.kind in names.NAMING]
    if matches:
        return _choose(typed, matches, on)
    raise unknown(typed)


def by_code(text: str) -> str | None:
    return text if text in table.by_id() else _codes().get(text)


@cache
def _codes() -> dict[str, str]:
    """Alpha-2, former and withdrawn codes. Current ISO codes win over withdrawn ones."""
    found: dict[str, str] = {}
    states = table.facts().states
    for state in states:
        for code in (*state.iso3166_3, *state.old_codes):
            found[code] = state.id
    found.update({state.iso2: state.id for state in states if state.iso2})
    return found


def _by_number(system: str, code: int, on: date | None) -> str:
    spells = table.holders("cow" if system == "cow" else "gw", code)
    if not spells:
        raise FoederaError(
            "state", f"no state has the number {system}:{code}", "give the number of a state in the system"
        )
    if on is not None:
        for spell in spells:
            if spell.start <= on and (spell.end is None or on <= spell.end):
                return spell.id
    ids = {spell.id for spell in spells}
    return spells[-1].id if on is None or len(ids) > 1 else ids.pop()


def _both_parts(text: str, on: date | None) -> str | None:
    """The State of "Burkina Faso (Upper Volta)", where both names mean the same one; else None."""
    parts = re.fullmatch(r"(.+?)\s*\((.+)\)", text)
    found = set()
    for part in parts.groups() if parts else ():
        matches = _named(names.folded(part))
        if not matches:
            return None
        found.add(_choose(text, matches, on))
    return found.pop() if len(found) == 1 else None


def _named(form: str) -> list[Match]:
    matches = [m for m in names.lookup(form) if m.kind in names.NAMING and names.folded(m.matched) == form]
    english = [m for m in matches if "en" in m.languages]
    return english or matches


_REVERSED = re.compile(r"^(.+?)\s*\((.+)\)$|^(.+?), (.+)$")


def variants(text: str) -> Iterator[str]:
    """The folded text, then the ways in which registers turn it round: "Iran (Islamic Republic of)"."""
    plain = names.folded(text)
    yield plain
    parts = _REVERSED.match(plain)
    turned = [plain]
    if parts:
        head, tail = parts[1] or parts[3], parts[2] or parts[4]
        turned += [f"{tail} {head}", f"{tail} of {head}"]
    for form in turned:
        for other in (
            form,
            form.replace("st. ", "saint "),
            form.replace(" & ", " and "),
            form.replace(" and ", " & "),
        ):
            without = other.removeprefix("the ")
            for last in (other, without, without.replace("republic of the ", "republic of ")):
                if last != plain:
                    yield last


def _choose(text: str, matches: list[Match], on: date | None) -> str:
    if on is None:
        ranked = (
            [m for m in matches if m.until is None and _open(m.id)]
            or [m for m in matches if m.kind != "former"]
            or matches
        )
        ids = _distinct(m.id for m in ranked)
    else:
        timely = [
            m for m in matches if (m.from_ is None or m.from_ <= on) and (m.until is None or on <= m.until)
        ]
        pool = _distinct(m.id for m in timely or matches)
        living = [id for id in pool if table.exists(id, on) in (Answer.YES, Answer.UNKNOWN)]
        living = living or [id for id in pool if table.exists(id, on) is Answer.CONTESTED]
        ids = living or _distinct(table.continuing(id, on) for id in pool)
    if len(ids) > 1:
        offered = " or ".join(f"{id} ({table.get(id).label})" for id in sorted(ids))
        when = f" on {on.isoformat()}" if on else ""
        raise FoederaError("state", f"{text!r} means more than one state{when}", f"say {offered}")
    return ids[0]


def _distinct(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))


def _open(id: str) -> bool:
    state = table.get(id)
    return state.kind == "territory" or any(spell.end is None for spell in state.existence)


def unknown(text: str) -> FoederaError:
    """The error for a text that is no name of a State: what it is instead, or what is near."""
    meant = [m for m in names.lookup(names.folded(text)) if m.kind != "pair"]
    if meant:
        kind = "news agency" if meant[0].kind == "agency" else meant[0].kind
        owners = {table.agency_state(m.id) if m.kind == "agency" else m.id for m in meant}
        offered = ", ".join(f"{id} ({table.get(id).label})" for id in sorted(filter(None, owners)))
        return FoederaError(
            "state", f"{text!r} is no name of a state but a {kind}", f"did you mean {offered}?"
        )
    offered = ", ".join(f"{name} ({id})" for name, id in near(text))
    hint = f"near names: {offered}" if offered else "give a code such as PRK, SUHH, cow:731, or a name"
    return FoederaError("state", f"no state or organization is called {text!r}", hint)


def near(text: str, limit: int = 5) -> list[tuple[str, str]]:
    """Names spelled nearly like ``text``, nearest first, each with its id; at most one per State."""
    import difflib

    key = names.folded(text)[:80]
    if not key:
        return []
    pool = dict.fromkeys(names.keys(key[0], len(key) - 2, len(key) + 2))
    pool.update(dict.fromkeys(_english()))
    found: dict[str, str] = {}
    for name in difflib.get_close_matches(key, list(pool), n=4 * limit, cutoff=0.7):
        for match in names.lookup(name):
            if match.kind not in ("agency", "pair"):
                found.setdefault(match.id, match.matched)
    return [(name, id) for id, name in found.items()][:limit]


@cache
def _english() -> tuple[str, ...]:
    return tuple(names.folded(state.label) for state in table.facts().states)
