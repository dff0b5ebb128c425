"""Language packs: one YAML file per language, compiled to cues (see docs/language-packs.md).

A pack is facts only. A wrong section name or an empty cue is an error that names the file, so that a
misspelt key never silently reads nothing.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any, ClassVar, get_args

from foedera.errors import FoederaError
from foedera.model import ACT_TYPES
from foedera.model.vocabulary import ClauseType, ResponseType, Topic
from foedera.states.normal import fold

FORMS = ("done", "active", "passive", "future", "ongoing", "bare")
STATUSES = (
    "not",
    "planned",
    "proposed",
    "conditional",
    "refused",
    "denied",
    "alleged",
    "decided",
    "announced",
    "background",
    "also",
)
ORGANS = (
    "head_of_state",
    "government",
    "parliament",
    "lower_house",
    "upper_house",
    "court",
    "official",
    "nonstate",
)
ROLES = ("subject", "object", "with", "agent", "between", "of", "to", "from", "against", "in", "for")
TOPICS: tuple[str, ...] = get_args(Topic)
RESPONSES: tuple[str, ...] = (*get_args(ResponseType), "negated")
CLAUSES: tuple[str, ...] = get_args(ClauseType)
FURNITURE = ("comments", "source", "photo", "related", "agency_line", "translation")
# Section → allowed keys; None: any key; (): a plain list.
SCHEMA: dict[str, Any] = {
    "language": str,
    "order": ("svo", "sov", "vso"),
    "spaces": bool,
    "capitals": bool,
    "endings": (),
    "prefixes": (),
    "abbreviations": (),
    "function_words": (),
    "link_words": (),
    "breaks": (),
    "that": (),
    "and": (),
    "passive": (),
    "ignore": (),
    "actors": (*ORGANS, "both", "pronoun", "troops", "accused", "counterpart"),
    "roles": ROLES,
    "treaties": ("nouns", "this", "law", "instrument", "not", "names"),
    "subjects": None,
    "acts": ACT_TYPES,
    "operators": ("approve", "complete"),
    "status": STATUSES,
    "report": ("say", "accuse", "criticise", "according", "deny"),
    "claims": TOPICS,
    "responses": RESPONSES,
    "clauses": CLAUSES,
    "entry": ("when", "exchange", "signature", "notifications", "consents", "deposit"),
    "dates": (
        "months",
        "weekdays",
        "relative",
        "ago",
        "last",
        "next",
        "this",
        "units",
        "link",
        "from",
        "until",
        "after_day",
        "year_word",
    ),
    "numbers": ("words", "multipliers", "vague", "more_than", "up_to", "about", "ordinals", "decimal_comma"),
    "units": None,
    "region": (),
    "furniture": FURNITURE,
}


@dataclass(frozen=True, slots=True)
class Cue:
    """One pattern: its leading literal and, where it has wildcards, the expression that checks the rest."""

    kind: str
    value: str
    form: str
    literal: str
    pattern: str | None
    treaty: str = ""  # "before" or "after": a treaty noun must stand there
    data: Any = None
    open_right: bool = False


@dataclass(slots=True)
class Pack:
    """A compiled pack. ``cues`` in no order; the flags as in the YAML."""

    lang: str
    order: str = "svo"
    spaces: bool = True
    capitals: bool = False
    endings: frozenset[str] = frozenset()
    prefixes: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    function_words: frozenset[str] = frozenset()
    link_words: frozenset[str] = frozenset()
    decimal_comma: bool = False
    cues: list[Cue] = field(default_factory=list)
    furniture: dict[str, tuple[str, ...]] = field(default_factory=dict)
    missing: bool = False


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
    return Pack(lang=lang, missing=True, cues=list(_calendar(lang)))


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
        _check(where, section, value)
    pack = Pack(
        lang=plain["language"],
        order=plain.get("order", "svo"),
        spaces=plain.get("spaces", True),
        capitals=plain.get("capitals", False),
        endings=_folded(plain, "endings"),
        prefixes=_folded(plain, "prefixes"),
        abbreviations=_folded(plain, "abbreviations"),
        function_words=_folded(plain, "function_words"),
        link_words=_folded(plain, "link_words"),
        decimal_comma=bool((plain.get("numbers") or {}).get("decimal_comma", False)),
        furniture={k: tuple(v) for k, v in (plain.get("furniture") or {}).items()},
    )
    pack.cues = [
        cue
        for kind, value, form, text, data in itertools.chain(_entries(plain), ())
        for cue in _compile(kind, value, form, str(text), data, pack.spaces, where)
    ]
    pack.cues.extend(_calendar(pack.lang, pack.spaces))
    return pack


def _folded(plain: dict[str, Any], key: str) -> frozenset[str]:
    return frozenset(fold(str(word)).strip() for word in plain.get(key) or ())


def _check(where: str, section: str, value: Any) -> None:
    if section not in SCHEMA:
        raise FoederaError(where, f"unknown section '{section}'", f"sections are {', '.join(SCHEMA)}")
    allowed = SCHEMA[section]
    if allowed is str or allowed is bool:
        if not isinstance(value, allowed):
            raise FoederaError(f"{where}, {section}", f"must be a {allowed.__name__}")
    elif section == "order":
        if value not in allowed:
            raise FoederaError(f"{where}, order", f"'{value}' is none of {', '.join(allowed)}")
    elif allowed == ():
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise FoederaError(f"{where}, {section}", "must be a list of words", "quote yes, no, on and off")
    else:
        if not isinstance(value, dict):
            raise FoederaError(f"{where}, {section}", "must be a mapping")
        for key in value:
            if allowed is not None and key not in allowed:
                raise FoederaError(
                    f"{where}, {section}", f"unknown key '{key}'", f"keys are {', '.join(allowed)}"
                )


Entry = tuple[str, str, str, Any, Any]


def _entries(plain: dict[str, Any]) -> Iterator[Entry]:
    """(kind, value, form, text, data) for every cue of the pack."""
    for kind in ("that", "and", "passive", "ignore", "region"):
        for text in plain.get(kind) or ():
            yield kind, "", "", text, None
    for text in plain.get("breaks") or ():
        yield "break", "", "", text, None
    simple = (
        "actors",
        "treaties",
        "operators",
        "status",
        "report",
        "claims",
        "responses",
        "clauses",
        "entry",
        "subjects",
        "units",
    )
    names = {
        "actors": "actor",
        "treaties": "treaty",
        "operators": "op",
        "claims": "claim",
        "responses": "response",
        "clauses": "clause",
        "subjects": "subject",
        "units": "unit",
    }
    for section in simple:
        for key, texts in (plain.get(section) or {}).items():
            for text in texts or ():
                yield names.get(section, section), key, "", text, None
    for key, sides in (plain.get("roles") or {}).items():
        for side, texts in sides.items():
            for text in texts or ():
                yield "role", key, side, text, None
    for act, forms in (plain.get("acts") or {}).items():
        for form, texts in forms.items():
            if form not in FORMS:
                raise FoederaError(
                    f"{plain.get('language')}.yml, acts.{act}", f"unknown form '{form}'", f"{FORMS}"
                )
            for text in texts or ():
                yield "act", act, form, text, None
    yield from _date_entries(plain.get("dates") or {})
    numbers = plain.get("numbers") or {}
    for section in ("words", "multipliers", "vague", "ordinals"):
        for text, number in (numbers.get(section) or {}).items():
            yield "number", section, "", text, number
    for section in ("more_than", "up_to", "about"):
        sides = numbers.get(section) or {}
        for side, texts in (sides if isinstance(sides, dict) else {"before": sides}).items():
            for text in texts or ():
                yield "bound", section, side, text, None


def _date_entries(dates: dict[str, Any]) -> Iterator[Entry]:
    for number, texts in (dates.get("months") or {}).items():
        for text in texts:
            yield "month", str(number), "", text, int(number)
    for number, texts in (dates.get("weekdays") or {}).items():
        for text in texts:
            yield "weekday", str(number), "", text, int(number)
    for text, shift in (dates.get("relative") or {}).items():
        yield "relative", "", "", text, dict(shift)
    for key in ("last", "next", "this"):
        for text in dates.get(key) or ():
            yield "deixis", key, "", text, None
    for unit, texts in (dates.get("units") or {}).items():
        for text in texts:
            yield "span", unit, "", text, None
    for key in ("ago", "link", "from", "until", "after_day", "year_word"):
        for text in dates.get(key) or ():
            yield "datelink", key, "", text, None


def _calendar(lang: str, spaces: bool = True) -> Iterator[Cue]:
    """Month and weekday names of CLDR, wide and abbreviated, in both grammatical forms."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(lang.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return
    if not spaces:
        return  # 年月日 with digits is read by the date rules themselves
    seen: set[tuple[str, str]] = set()
    for context, width in itertools.product(("format", "stand-alone"), ("wide", "abbreviated")):
        for kind, table in (("month", locale.months), ("weekday", locale.days)):
            for number, text in table[context][width].items():
                name = fold(text).strip().rstrip(".")
                # "mar", "5" and the like would also be words or numbers.
                if (
                    len(name) < 3
                    or name.isdigit()
                    or (kind, name) in seen
                    or (width == "abbreviated" and kind == "weekday")
                ):
                    continue
                seen.add((kind, name))
                yield Cue(kind, str(number), "", name, None, data=int(number))


_GAP = re.compile(r"\s*(\.\.\.?|…)\s*")


def _compile(
    kind: str, value: str, form: str, text: str, data: Any, spaces: bool, where: str
) -> Iterator[Cue]:
    text, treaty = text.strip(), ""
    if text.startswith("<treaty>"):
        treaty, text = "before", text[8:].strip(" .")
    elif text.endswith("<treaty>"):
        treaty, text = "after", text[:-8].strip(" .")
    gap = _first_gap(text)
    # Alternatives before the first gap are spelled out, for the automaton; later ones stay in the expression.
    for head in _expand(text[:gap]):
        variant = " ".join((head + text[gap:]).split())
        folded = fold(variant.replace("...", "\ue001").replace("..", "\ue000")).strip()
        folded = folded.replace("\ue001", "...").replace("\ue000", "..").removesuffix(" *")
        if kind == "act":
            data = folded
        if not folded.strip(".* "):
            raise FoederaError(f"{where}, {kind} {value}", f"'{text}' is empty", "remove it")
        literal = re.split(r"\*|\s*\.\.", folded, maxsplit=1)[0]
        if not literal.strip():
            raise FoederaError(
                f"{where}, {kind} {value}", f"'{text}' begins with a wildcard", "begin with letters"
            )
        if literal == folded:
            yield Cue(kind, value, form, literal, None, treaty, data)
        elif folded == literal + "*":
            yield Cue(kind, value, form, literal, None, treaty, data, open_right=True)
        else:
            yield Cue(kind, value, form, literal, _regex(folded, spaces), treaty, data)


def _first_gap(text: str) -> int:
    depth = 0
    for at, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if depth == 0 and text.startswith("..", at):
            return at
    return len(text)


_TOKENS = re.compile(r"\.{2,3}|[*()|]|[^*().|]+|\.")


def _regex(folded: str, spaces: bool) -> str:
    """``*`` any letters; ``..`` up to 4 words without punctuation; ``...`` up to 20 words.

    Possessive quantifiers: a gap is tried word by word, never letter by letter.
    """
    longest_first = re.sub(
        r"\(([^()]*)\)",
        lambda m: "(" + "|".join(sorted(m.group(1).split("|"), key=len, reverse=True)) + ")",
        folded,
    )
    out = []
    for part in _TOKENS.findall(re.sub(r"\s*(\.{2,3})\s*", r"\1", longest_first)):
        token = part.strip()
        if token == "*":
            out.append(r"\w{0,12}" if spaces else r"\w{0,4}")
        elif token == "..":
            out.append(r"(?:[ '\"-]++[^\s,;:]++){0,4}?[ '\"-]++" if spaces else r"[^，。、；,;]{0,12}?")
        elif token == "...":
            out.append(r"[^\w\s;]{0,2}(?: ++[^\s;]++){0,20}? ++" if spaces else r"[^。；;]{0,30}?")
        elif token == "(":
            out.append("(?:")
        elif token in ("|", ")"):
            out.append(token)
        else:
            out.append(re.escape(part).replace(r"\ ", " "))
    if spaces and folded[-1] not in "*":
        out.append(r"(?!\w)" if folded[-1] == ")" else "")
    return "".join(out)


def _expand(text: str) -> Iterator[str]:
    """``(a|b|)`` spelled out."""
    match = re.search(r"\(([^()]*)\)", text)
    if not match:
        yield text
        return
    for option in match.group(1).split("|"):
        yield from _expand(text[: match.start()] + option + text[match.end() :])
