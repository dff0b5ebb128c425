"""Language packs: one YAML file per language, compiled to cues (see docs/language-packs.md).

A pack is facts only. A wrong section name or an empty cue is an error that names the file, so that a
misspelt key never silently reads nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any, ClassVar

from foedera.errors import FoederaError
from foedera.states.normal import fold

from .pack_cues import Cue, calendar, compile_cue, entries, inflected, spellings, variants
from .pack_schema import check
from .participles import Auxiliaries


@dataclass(slots=True)
class Pack:
    """A compiled pack. ``cues`` in no order; the flags as in the YAML."""

    lang: str
    order: str = "svo"
    inverts: bool = False
    home: str = ""  # the state whose offices a report in this language names without saying whose
    home_of_pair: str = ""  # of two states named as sides of a treaty, the one whose bare offices are meant
    bare_capitals: bool = False  # capitals are printed without accents too: Etat, Egypte
    bracket: bool = False
    spaces: bool = True
    capitals: bool = False
    endings: frozenset[str] = frozenset()
    prefixes: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    ambiguous: frozenset[str] = frozenset()
    not_names: frozenset[str] = frozenset()
    tenseless: bool = False
    noun_first: bool = False
    governs_before: bool = False
    topic_comma: bool = False
    headlines: bool = False
    nominal: tuple[str, ...] = ()
    reports_inside: bool = False  # no "that": what is reported stands before the verb of saying
    function_words: frozenset[str] = frozenset()
    link_words: frozenset[str] = frozenset()
    reported: frozenset[str] = frozenset()
    former: frozenset[str] = frozenset()
    offers: tuple[str, ...] = ()
    decimal_comma: bool = False
    tells_they: bool = False  # "they" is listed apart from the singular pronouns
    multipliers: dict[str, float] = field(default_factory=dict)
    bounds_after: tuple[tuple[str, str], ...] = ()
    cues: list[Cue] = field(default_factory=list)
    furniture: dict[str, tuple[str, ...]] = field(default_factory=dict)
    auxiliaries: Auxiliaries | None = None
    missing: bool = False
    letters: dict[str, tuple[str, ...]] = field(default_factory=dict)  # 秘 → Peru, where two stand together
    variants: dict[int, str] = field(default_factory=dict)  # 條 → 条: texts are read in the pack's own script


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Languages that have a pack."""
    folder = files("foedera.reader").joinpath("languages")
    return tuple(sorted(f.name[:-4] for f in folder.iterdir() if f.name.endswith(".yml")))


@lru_cache(maxsize=32)
def load(lang: str) -> Pack:
    """The pack of a language (``zh-Hant`` falls back on ``zh``); raises ``FoederaError`` for a faulty pack."""
    import yaml

    for name in dict.fromkeys((lang, lang.split("-")[0])):
        if name in languages():
            source = files("foedera.reader").joinpath("languages", f"{name}.yml")
            try:
                plain = yaml.load(source.read_text("utf-8"), Loader=_loader())
            except yaml.YAMLError as fault:
                raise FoederaError(f"{name}.yml", f"is not YAML ({fault})", "mend the pack") from None
            return compile_pack(plain, f"{name}.yml")
    return _without(lang, yaml)


def _without(lang: str, yaml: Any) -> Pack:
    """What names, months and words that travel ("ratificerade", "protokoll") allow where a pack is missing."""
    source = files("foedera.reader").joinpath("loans.yml").read_text("utf-8")
    plain = {**yaml.load(source, Loader=_loader()), "language": lang}
    pack = compile_pack(plain, "loans.yml")
    pack.missing = True
    return pack


@lru_cache(maxsize=1)
def _loader() -> Any:
    """YAML in which only ``true`` and ``false`` are truth values: "no" and "on" are words of a language."""
    import yaml

    class Words(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {
            first: [(tag, form) for tag, form in found if tag != "tag:yaml.org,2002:bool"]
            for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

    Words.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
    return Words


def compile_pack(plain: Any, where: str) -> Pack:
    """Check and compile; raises ``FoederaError`` that names the section."""
    if not isinstance(plain, dict):
        raise FoederaError(where, "is not a mapping", "see docs/language-packs.md")
    for section, value in plain.items():
        check(where, section, value)
    pack = Pack(
        lang=plain["language"],
        order=plain.get("order", "svo"),
        home=plain.get("home", ""),
        home_of_pair=plain.get("home_of_pair", ""),
        bare_capitals=plain.get("bare_capitals", False),
        inverts=plain.get("inverts", False),
        bracket=plain.get("bracket", False),
        spaces=plain.get("spaces", True),
        capitals=plain.get("capitals", False),
        endings=_folded(plain, "endings"),
        prefixes=_folded(plain, "prefixes"),
        abbreviations=_folded(plain, "abbreviations"),
        ambiguous=_folded(plain, "ambiguous"),
        not_names=_folded(plain, "not_names"),
        tenseless=plain.get("tenseless", False),
        noun_first=plain.get("noun_first", False),
        governs_before=plain.get("governs_before", False),
        topic_comma=plain.get("topic_comma", False),
        headlines=plain.get("headlines", False),
        nominal=tuple(sorted(_folded(plain, "nominal"))),
        reports_inside=plain.get("order") == "sov" and not plain.get("that"),
        function_words=_folded(plain, "function_words"),
        link_words=_folded(plain, "link_words"),
        reported=_folded(plain, "reported"),
        former=_folded(plain, "former"),
        offers=tuple(sorted(_folded(plain, "offers"))),
        decimal_comma=bool((plain.get("numbers") or {}).get("decimal_comma", False)),
        tells_they=bool((plain.get("actors") or {}).get("they")),
        multipliers={
            fold(str(k)).strip(): float(v)
            for k, v in ((plain.get("numbers") or {}).get("multipliers") or {}).items()
        },
        bounds_after=_bounds_after(plain),
        auxiliaries=Auxiliaries(plain["auxiliaries"]) if "auxiliaries" in plain else None,
        variants=variants(plain.get("variants", "")),
        letters={str(k): tuple(v) for k, v in (plain.get("letters") or {}).items()},
        furniture={
            k: tuple(fold(word).strip() for word in v) for k, v in (plain.get("furniture") or {}).items()
        },
    )
    # Where verbs come last a comma ends a clause; Arabic script sets appositions between commas.
    stops = "،؛۔" if pack.order == "sov" else "؛"
    inflections = plain.get("inflections") or {}
    told = {**(inflections.get("told") or {}), **(inflections.get("all") or {})}
    for ending in set(inflections.get("told") or {}) & set(inflections.get("all") or {}):
        told[ending] = [*inflections["all"][ending], *inflections["told"][ending]]
    # Two spellings of one folded form are one cue.
    unique = {
        (
            cue.kind,
            cue.value,
            cue.form,
            cue.literal,
            cue.pattern,
            cue.treaty,
            cue.open_right,
            cue.open_left,
        ): cue
        for kind, value, form, written, data in entries(plain)
        for text in spellings(
            inflected(str(written), told if _tells(kind, form) else inflections.get("all") or {}),
            plain.get("half_spaces") or {},
            pack.bare_capitals and kind in ("actor", "treaty"),
        )
        for cue in compile_cue(kind, value, form, text, data, pack.spaces, where, plain.get("gap", 4), stops)
    }
    pack.cues = list(unique.values())
    if pack.auxiliaries is None and any(cue.form == "participle" for cue in pack.cues):
        raise FoederaError(where, "has participles but no 'auxiliaries'", "see docs/language-packs.md")
    pack.cues.extend(calendar(pack.lang, pack.spaces))
    return pack


def _tells(kind: str, form: str) -> bool:
    """Whether a cue's verb tells what was done, so that its linking and attributive forms tell it as well."""
    return kind in ("claim", "response", "op") or (kind == "act" and form in ("done", "active", "passive"))


def _bounds_after(plain: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """(``more_than`` or ``up_to``, word) for words that may stand glued to a number (3만여, 3000多)."""
    numbers = plain.get("numbers") or {}
    return tuple(
        (section, fold(str(text)).strip())
        for section in ("more_than", "up_to")
        if isinstance(numbers.get(section), dict)
        for text in numbers[section].get("after") or ()
    )


def _folded(plain: dict[str, Any], key: str) -> frozenset[str]:
    return frozenset(fold(str(word)).strip() for word in plain.get(key) or ())
