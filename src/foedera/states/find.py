"""All that a text may mean, ranked, and the content of ``foedera states NAME``."""

from __future__ import annotations

import msgspec

from . import names, resolve, table
from .normal import bare
from .records import Match, NameKind

_ORDER: dict[NameKind, int] = {
    "code": 0, "name": 1, "organization": 1, "short": 1, "former": 2, "capital": 3, "demonym": 3,
    "leader": 4, "institution": 4, "agency": 5, "pair": 5,
}  # fmt: skip


def find(text: str) -> list[Match]:
    """Every match: codes and exact names first, then names that contain the text, else near spellings.

    A news agency stands for the State it belongs to. Score: 1 exact, below 1 part of a name or near it.
    """
    exact = _exact(text)
    parts = _partial(text)
    return _rank([*exact, *parts]) or _rank(_near(text))


def exact(text: str) -> list[Match]:
    """Only what the text means as it stands."""
    return _rank(_exact(text))


def _exact(text: str) -> list[Match]:
    typed = text.strip()
    if not typed:
        return []
    if number := resolve.NUMBER.fullmatch(typed):
        system = "cow" if number[1].lower() == "cow" else "gw"
        spells = table.holders(system, int(number[2]))  # type: ignore[arg-type]
        return [Match(s.id, "code", typed, from_=s.start, until=s.end) for s in reversed(spells)]
    found: list[Match] = []
    code = resolve.by_code(typed) or (resolve.by_code(typed.upper()) if len(typed) <= 4 else None)
    if code:
        found.append(Match(code, "code", typed))
    for form in dict.fromkeys(resolve.variants(typed)):
        found.extend(names.lookup(form))
        if len(found) > bool(code):
            break
    if not found:
        found = names.lookup(bare(typed))
    return [mine for match in found for mine in _of_states(match)]


def _of_states(match: Match) -> list[Match]:
    """An agency stands for its State, a pair for each of its States."""
    owners = [table.agency_state(match.id)] if match.kind == "agency" else match.id.split()
    return [msgspec.structs.replace(match, id=owner) for owner in owners if owner]


def _partial(text: str) -> list[Match]:
    key = names.folded(text)
    if len(key) < 3:
        return []
    return [
        Match(
            m.id, m.kind, m.matched, m.languages, m.organ, m.from_, m.until, score=0.9 * len(key) / len(name)
        )
        for name, m in names.containing(key)
        if name != key
    ]


def _near(text: str) -> list[Match]:
    from difflib import SequenceMatcher

    found: list[Match] = []
    for name, id in resolve.near(text):
        ratio = SequenceMatcher(None, names.folded(name), names.folded(text)).ratio()
        exact = (m for m in names.lookup(names.folded(name)) if m.id == id)
        found.extend(msgspec.structs.replace(m, score=0.8 * ratio) for m in exact)
    return found


def _rank(matches: list[Match]) -> list[Match]:
    """Best first; of several matches with one State, the best only."""

    def key(match: Match) -> tuple[float, int, bool, bool, int]:
        english = "en" in match.languages
        return (-match.score, _ORDER[match.kind], match.until is not None, not english, -len(match.languages))

    best: dict[str, Match] = {}
    for match in sorted(matches, key=key):
        best.setdefault(match.id, match)
    return list(best.values())


def info(text: str) -> list[dict[str, object]]:
    """What ``foedera states NAME`` shows: each State or organization that the text means.

    Exact meanings; only when there are none, parts of names and near spellings. FoederaError when
    nothing is even near.
    """
    matches = exact(text) or find(text)[:10]
    if not matches:
        raise resolve.unknown(text.strip())
    return [_describe(match) for match in matches]


def _describe(match: Match) -> dict[str, object]:
    state = table.get(match.id)
    languages = [*dict.fromkeys(("en", *match.languages))][:12]
    return {
        "id": state.id,
        "kind": state.kind,
        "name": state.label,
        "official": state.official or None,
        "names": {lang: state.name(lang) for lang in languages},
        "codes": {
            "iso2": state.iso2,
            "iso3": state.iso3,
            "iso3166_3": list(state.iso3166_3),
            "cow": table.codes(state.cow),
            "gw": table.codes(state.gw),
        },
        "existence": [spell.to_dict() for spell in state.existence],
        "un_member": [spell.to_dict() for spell in state.un],
        "predecessors": [link.to_dict() for link in table.predecessors(state.id)],
        "successors": [link.to_dict() for link in table.successors(state.id)],
        "regional_integration": state.regional_integration,
        "responsible_state": state.responsible,
        "note": state.note or None,
        "why": match.to_dict(),
    }
