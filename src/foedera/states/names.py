"""Names as compiled: look one up, show one, list all forms of a language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

import msgspec

from .normal import fold
from .records import LexEntry, Match, NameKind
from .table import COMPILED, by_id

NAMING: frozenset[str] = frozenset({"name", "short", "former", "organization"})


@cache
def _index() -> bytes:
    return (COMPILED / "index.tsv").read_bytes()


def lookup(folded: str) -> list[Match]:
    """Every name, of any kind and language, whose folded form is exactly ``folded``."""
    data, key = _index(), f"\n{folded}\t".encode()
    found = []
    at = data.find(key)
    while at >= 0 and data.startswith(key, at):
        end = data.index(b"\n", at + 1)
        found.append(parse_line(data[at + 1 : end]))
        at = end
    return found


def containing(folded: str, limit: int = 400) -> Iterator[tuple[str, Match]]:
    """Names of States and organizations of which ``folded`` begins a word, with their folded form."""
    data, needle = _index(), folded.encode()
    at = data.find(needle)
    while at >= 0 and limit:
        start = data.rfind(b"\n", 0, at) + 1
        end = data.index(b"\n", at)
        key, _, rest = data[start:end].partition(b"\t")
        before = data[at - 1 : at]
        if at - start < len(key) and before in b"\n -'(" and rest.split(b"\t", 2)[1].decode() in NAMING:
            limit -= 1
            yield key.decode(), parse_line(data[start:end])
        at = data.find(needle, end)


def keys(first: str, shortest: int, longest: int) -> list[str]:
    """Folded names that begin with a character and are of a length in bounds."""
    data, found, prefix = _index(), [], f"\n{first}".encode()
    at = data.find(prefix)
    while at >= 0 and data.startswith(prefix, at):
        tab = data.index(b"\t", at)
        key = data[at + 1 : tab].decode()
        kind = data[tab + 1 : tab + 40].split(b"\t")[1].decode()
        if shortest <= len(key) <= longest and (kind in NAMING or kind in ("capital", "leader", "demonym")):
            found.append(key)
        at = data.index(b"\n", at + 1)
    return list(dict.fromkeys(found))


def parse_line(line: bytes) -> Match:
    _, ref, kind, organ, start, end, langs, text = line.decode().split("\t")
    return Match(
        id=ref,
        kind=msgspec.convert(kind, NameKind),
        matched=text,
        languages=tuple(langs.split()),
        organ=organ or None,
        from_=date.fromisoformat(start) if start else None,
        until=date.fromisoformat(end) if end else None,
    )


@cache
def names_of(id: str) -> tuple[Match, ...]:
    """All names that mean a State or organization at any time, without its capital, people and organs."""
    data, found = _index(), []
    for kind in sorted(NAMING):
        needle = f"\t{id}\t{kind}\t".encode()
        at = data.find(needle)
        while at >= 0:
            end = data.index(b"\n", at)
            found.append(parse_line(data[data.rfind(b"\n", 0, at) + 1 : end]))
            at = data.find(needle, end)
    return tuple(found)


def display_name(id: str, lang: str = "en") -> str | None:
    """The usual name in a language (``zh-Hant`` falls back on ``zh``); None when there is none."""
    state = by_id().get(id)
    if lang == "en" or lang.startswith("en-"):
        return state.label if state else None
    for wanted in dict.fromkeys((lang.replace("_", "-"), lang.split("-")[0].split("_")[0])):
        mine = [match for match in names_of(id) if wanted in match.languages]
        if mine:
            return _usual(id, mine, wanted)
    return None


def _usual(id: str, mine: list[Match], lang: str) -> str | None:
    if cldr := next((match.matched for match in mine if match.kind == "name"), None):
        return cldr
    # What CLDR does not know: a pack gives the usual name first; an acronym is no name for display.
    written = {match.matched for match in mine if match.kind != "former"}
    ordered = [e.text for e in _pack(lang).get(id, ()) if e.text in written and e.text != id]
    return ordered[0] if ordered else None


@cache
def _pack(lang: str) -> dict[str, tuple[LexEntry, ...]]:
    found: dict[str, list[LexEntry]] = {}
    for entry in lexicon(lang):
        found.setdefault(entry.ref, []).append(entry)
    return {ref: tuple(entries) for ref, entries in found.items()}


@cache
def display_names(lang: str) -> dict[str, str]:
    """The usual name of every State and organization that has one in the language: one pass for a page
    that names two hundred."""
    if lang == "en":
        return {id: state.label for id, state in by_id().items()}
    mine: dict[str, list[Match]] = {}
    tag = lang.encode()
    for line in _index().splitlines():
        cells = line.split(b"\t")
        if len(cells) == 8 and tag in cells[6].split() and cells[2].decode() in NAMING:
            match = parse_line(line)
            mine.setdefault(match.id, []).append(match)
    order = {kind: n for n, kind in enumerate(sorted(NAMING))}  # as ``names_of`` gives them
    names = {id: _usual(id, sorted(found, key=lambda m: order[m.kind]), lang) for id, found in mine.items()}
    return {id: name for id, name in names.items() if name}


@cache
def lexicon(lang: str) -> tuple[LexEntry, ...]:
    """Every form for a language (CLDR code), inflected ones too, and the Latin acronyms of agencies.

    A language without a pack of its own has its CLDR names and the acronyms; an unknown one only these.
    """
    path = COMPILED / "lexicon" / f"{lang}.json"
    if path.is_file():
        return msgspec.json.decode(path.read_bytes(), type=tuple[LexEntry, ...])
    found: list[LexEntry] = []
    tag = lang.encode()
    for line in _index().splitlines():
        cells = line.split(b"\t")
        if len(cells) == 8 and tag in cells[6].split():
            m = parse_line(line)
            found.append(LexEntry(m.matched, m.kind, m.id, m.organ, lang, m.from_, m.until))
    if lang == "en":
        return tuple(found)
    english = (
        e for e in lexicon("en") if e.kind == "agency" or (e.kind == "organization" and e.text.isupper())
    )
    return (*found, *english)


def folded(text: str) -> str:
    return fold(text).strip()
