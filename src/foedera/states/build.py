"""Compiles data/*.yml and the CLDR names into the files that are read at run time.

Run ``python -m foedera.states.build`` after any change of the YAML; a test compares the result. It writes
``compiled/facts.json`` (states, links, groups, agencies), ``compiled/lexicon/XX.json`` (every form of a name
in a language that has a pack) and ``compiled/index.tsv`` (every name in every language, folded, sorted).
CLDR names are those of the installed Babel; ``compiled/cldr.txt`` says which.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from .inflect import forms
from .normal import bare, fold
from .records import CodeSpell, Interval, LexEntry, Link, State
from .table import COMPILED, Facts, Group, Member

DATA = Path(__file__).parent / "data"


def load(name: str) -> Any:
    import yaml

    text = (DATA / f"{name}.yml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}


def languages() -> list[str]:
    """Languages that have a pack of names of our own."""
    return sorted(path.stem for path in (DATA / "languages").glob("*.yml"))


def _day(text: str | date | None) -> date | None:
    return (
        text if isinstance(text, date) or text is None else None if text == ".." else date.fromisoformat(text)
    )


def _interval(text: str) -> Interval:
    days, _, mark = text.partition(" ")
    if mark not in ("", "contested"):
        raise ValueError(f"a spell ends in {mark!r}: {text}")
    start, end = days.split("/")
    return Interval(_day(start), _day(end), mark == "contested")


def _codes(spells: dict[int, list[str]]) -> tuple[CodeSpell, ...]:
    found = []
    for code, texts in spells.items():
        for text in texts:
            spell = _interval(text)
            assert spell.start is not None
            found.append(CodeSpell(code, spell.start, spell.end))
    return tuple(sorted(found, key=lambda s: s.start))


def facts() -> Facts:
    """Everything about states but their names."""
    extra = load("codes")
    states: list[State] = []
    for id, row in load("states").items():
        more = extra.get(id, {})
        withdrawn = (id,) if len(id) == 4 else ()
        states.append(
            State(
                id=id,
                label=row["name"],
                official=row.get("official", ""),
                iso2=row.get("iso2"),
                iso3166_3=(*withdrawn, *more.get("iso3166_3", ())),
                old_codes=tuple(more.get("old", ())),
                existence=tuple(_interval(text) for text in row["exists"]),
                un=tuple(_interval(text) for text in row.get("un", ())),
                cow=_codes(row.get("cow", {})),
                gw=_codes(row.get("gw", {})),
                note=row.get("note", ""),
            )
        )
    for id, row in load("organizations").items():
        spell = Interval(row["from"], row.get("until"))
        states.append(
            State(
                id=id,
                label=row["name"],
                kind="organization",
                existence=(spell,),
                regional_integration=row.get("regional", False),
                note=row.get("previous", ""),
            )
        )
    for id, row in load("territories").items():
        states.append(State(id, row["name"], "territory", iso2=row["iso2"], responsible=row.get("of")))
    links = tuple(
        Link(row["from"], row["to"], row["kind"], row["date"], row.get("note", ""))
        for row in load("succession")
    )
    groups = tuple(
        Group(id, row["name"], tuple(Member(m, _interval(spell)) for m, spell in row["members"].items()))
        for id, row in load("groups").items()
    )
    agencies = {name: row.get("state") for name, row in load("agencies").items()}
    return Facts(tuple(states), links, groups, agencies)


def own_entries() -> list[LexEntry]:
    """Names that the YAML states, one entry per form a person would write down (no inflection)."""
    found: list[LexEntry] = []
    for id, row in load("states").items():
        found.append(LexEntry(row["name"], "name", id, None, "en"))
        if row.get("official"):
            found.append(LexEntry(row["official"], "name", id, None, "en"))
    for id, row in load("organizations").items():
        found.append(LexEntry(id, "organization", id, None, "en"))
        found.append(LexEntry(row["name"], "organization", id, None, "en"))
        found.extend(LexEntry(text, "organization", id, None, "en") for text in row.get("also", ()))
    for id, row in load("territories").items():
        found.append(LexEntry(row["name"], "name", id, None, "en"))
    for lang in languages():
        found.extend(_pack(lang))
    for id, people in load("leaders").items():
        for person in people:
            start, end = person.get("from"), person.get("until")
            for lang, text in _by_language(person["names"], latin=True):
                found.append(LexEntry(text, "leader", id, person["role"], lang, start, end))
    for name, row in load("agencies").items():
        texts = _by_language(row["names"], latin=True)
        found.extend(LexEntry(text, "agency", name, None, lang) for lang, text in texts)
    for row in load("institutions"):
        texts = _by_language(row["names"], latin=False)
        found.extend(LexEntry(text, "institution", row["of"], row["organ"], lang) for lang, text in texts)
    for row in load("former"):
        start, end = row.get("from"), row.get("until")
        texts = _by_language(row["names"], latin=False)
        found.extend(LexEntry(text, "former", row["of"], None, lang, start, end) for lang, text in texts)
    _check(found)
    return found


def _check(entries: list[LexEntry]) -> None:
    """Every name is a text (YAML reads a bare No as false) and means something that exists."""
    known = {state.id for state in facts().states}
    for e in entries:
        refs = () if e.kind == "agency" else e.ref.split()
        if not isinstance(e.text, str) or not e.text.strip() or not set(refs) <= known:
            raise ValueError(f"{e.kind} in {e.lang}: {e.text!r} means {e.ref!r}")


def _pack(lang: str) -> Iterator[LexEntry]:
    pack = load(f"languages/{lang}")
    kinds = {"names": "short", "demonyms": "demonym", "capitals": "capital", "organizations": "organization"}
    if unknown := set(pack) - set(kinds) - {"pairs"}:
        raise ValueError(f"languages/{lang}.yml: unknown section {sorted(unknown)}")
    for section, kind in kinds.items():
        for ref, texts in (pack.get(section) or {}).items():
            for text in _list(texts):
                yield LexEntry(text, kind, ref, None, lang)  # type: ignore[arg-type]

    for text, refs in (pack.get("pairs") or {}).items():
        yield LexEntry(text, "pair", " ".join(refs), None, lang)


def _by_language(names: dict[str, Any], *, latin: bool) -> Iterator[tuple[str, str]]:
    """(language, name). Without a line of its own, zh-Hant borrows from zh, Latin scripts from English."""
    lent = {"zh-Hant": "zh"}
    if latin:
        lent |= dict.fromkeys(("de", "es", "fr", "id", "it", "pl", "pt", "tr", "vi"), "en")
    for lang, texts in names.items():
        yield from ((lang, text) for text in _list(texts))
    for lang, source in lent.items():
        if lang not in names and source in names:
            yield from ((lang, text) for text in _list(names[source]))


def _list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def cldr() -> dict[str, dict[str, list[str]]]:
    """Language → register id → CLDR names (the usual one, then short and variant ones)."""
    from babel import Locale
    from babel.localedata import locale_identifiers

    ids = {state.iso2: state.id for state in facts().states if state.iso2}
    found: dict[str, dict[str, list[str]]] = {}
    for identifier in sorted(locale_identifiers()):
        # Regional locales repeat their language; scripts (zh_Hant) do not.
        if identifier.count("_") > 1 or ("_" in identifier and len(identifier.split("_")[1]) != 4):
            continue
        lang = identifier.replace("_", "-")
        for code, text in Locale.parse(identifier).territories.items():
            id = "EU" if code == "EU" else "UN" if code == "UN" else ids.get(code.split("-")[0])
            if id and text and text.upper() != code:
                found.setdefault(lang, {}).setdefault(id, []).append(text)
    return found


def cldr_entries() -> Iterator[LexEntry]:
    organizations = {"EU", "UN"}
    for lang, names in cldr().items():
        for id, texts in names.items():
            for text in texts:
                yield LexEntry(text, "organization" if id in organizations else "name", id, None, lang)


def index(entries: list[LexEntry]) -> str:
    """One line per name: folded, id, kind, organ, from, until, languages, as written. Sorted.

    A name with accents also stands under its bare form.
    """
    rows: dict[tuple[str, ...], list[str]] = {}
    keyed = (
        (entry, key)
        for entry in entries
        for key in sorted({fold(entry.text).strip(), bare(entry.text).strip()})
    )
    for e, folded in keyed:
        key = (
            folded, e.ref, e.kind, e.organ or "",
            e.from_.isoformat() if e.from_ else "", e.until.isoformat() if e.until else "", e.text,
        )  # fmt: skip
        langs = rows.setdefault(key, [])
        if e.lang not in langs:
            langs.append(e.lang)
    lines = ["\t".join((*key[:6], " ".join(sorted(langs)), key[6])) for key, langs in sorted(rows.items())]
    return "\n" + "\n".join(lines) + "\n"


def lexicon(lang: str, entries: list[LexEntry]) -> list[LexEntry]:
    """All forms for one language, inflected ones included, and the Latin acronyms and agencies of English."""
    base = lang.split("-")[0]
    wanted: dict[tuple[str, str, str, str | None, date | None], LexEntry] = {}
    for e in entries:
        here = e.lang in (lang, base)
        acronym = e.lang == "en" and (e.kind == "agency" or (e.kind == "organization" and e.text.isupper()))
        if here or acronym:
            for text in forms(e.text, e.kind, base) if here else [e.text]:
                entry = LexEntry(text, e.kind, e.ref, e.organ, lang, e.from_, e.until)
                wanted.setdefault((text, e.kind, e.ref, e.organ, e.from_), entry)
    return list(wanted.values())


def compile_all() -> dict[str, bytes]:
    """File name under compiled/ → content."""
    import babel

    own = own_entries()
    every = [*own, *cldr_entries()]
    files = {
        "facts.json": msgspec.json.format(msgspec.json.encode(facts()), indent=1),
        "index.tsv": index(every).encode(),
        "cldr.txt": f"Babel {babel.__version__}\n".encode(),
    }
    for lang in languages():
        files[f"lexicon/{lang}.json"] = (
            b"[" + b",\n".join(map(msgspec.json.encode, lexicon(lang, every))) + b"]\n"
        )
    return files


def main() -> None:
    for name, content in compile_all().items():
        path = COMPILED / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    main()
