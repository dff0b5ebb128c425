"""Cues: the entries of a pack, and how each becomes a literal with, where needed, an expression for the rest."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from foedera.errors import FoederaError
from foedera.states.normal import fold

from .pack_schema import FORMS

LETTERS = r"\w\u0900-\u0963\u0966-\u0dff"
"""Letters, with the vowel signs of Indian scripts, which ``\\w`` leaves out: की is one word, not क and a sign."""


def letter(char: str) -> bool:
    """Whether a character is part of a word, as ``LETTERS``."""
    return char.isalnum() or ("\u0900" <= char <= "\u0dff" and char not in "।॥")


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
    open_left: bool = False


Entry = tuple[str, str, str, Any, Any]


def entries(plain: dict[str, Any]) -> Iterator[Entry]:
    """(kind, value, form, text, data) for every cue of the pack."""
    for kind in ("that", "and", "passive", "ignore", "beside", "region"):
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
            # A cabinet is a government; the form tells that what it ratifies it approves.
            value, form = ("government", key) if (section, key) == ("actors", "cabinet") else (key, "")
            for text in texts or ():
                written = _all_troops(text, plain) if section == "claims" else text
                yield names.get(section, section), value, form, written, None
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


_CHOICE = re.compile(r"\(([^()]*)\)")


def _all_troops(text: str, plain: dict[str, Any]) -> str:
    """A choice in a claim's cue that names two words for troops means all words that the pack has for them."""
    listed = (plain.get("units") or {}).get("troops") or ()
    last = plain.get("order") == "sov"  # where the noun leads the cue
    words = [str(w) for w in listed if "*" not in str(w) and "(" not in str(w)]

    def widened(match: re.Match[str]) -> str:
        members = match.group(1).split("|")
        if len({m.strip("*") for m in members} & set(words)) < 2 or (match.start() == 0 and not last):
            return match.group()
        return "(" + "|".join(dict.fromkeys([*members, *words])) + ")"

    return _CHOICE.sub(widened, text)


def _date_entries(dates: dict[str, Any]) -> Iterator[Entry]:
    for number, texts in (dates.get("months") or {}).items():
        for text in texts:
            yield "month", str(number), "", text, int(number)
    for number, texts in (dates.get("jalali") or {}).items():
        for text in texts:
            yield "month", str(number), "jalali", text, int(number)
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


_WORDS = {"es": ("mar",), "pt": ("mar", "set"), "it": ("mar", "set")}
"""Abbreviated months that are everyday words: "Tratado de Alta Mar"."""


def calendar(lang: str, spaces: bool = True) -> Iterator[Cue]:
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
                    or (width == "abbreviated" and name in _WORDS.get(lang, ()))
                ):
                    continue
                seen.add((kind, name))
                yield Cue(kind, str(number), "", name, None, data=int(number))


_GAP = re.compile(r"\s*(\.\.\.?|…)\s*")


def variants(pairs: str) -> dict[int, str]:
    """The table of ``variants``: from each character of the other script to that of the pack's own before it."""
    return {ord(b): a for a, b in zip(pairs[::2], pairs[1::2], strict=True)}


_ACCENTED = re.compile(r"(?<!\w)[àâçéèêîôÀÂÇÉÈÊÎÔ]")
_BARE = str.maketrans("àâçéèêîôÀÂÇÉÈÊÎÔ", "aaceeeioAACEEEIO")


def without_accent(text: str) -> str:
    """A word's first letter without its accent, as capitals are printed: "chef de l'Etat", "Egypte"."""
    return _ACCENTED.sub(lambda m: m.group().translate(_BARE), text)


def spellings(text: str, half_spaces: dict[str, list[str]], capitals: bool = False) -> list[str]:
    """Persian "می شود" is also written with a half space, which folding drops: "میشود"; French "État" as "Etat"."""
    if capitals:
        return list(dict.fromkeys([text, without_accent(text)]))
    if not half_spaces:
        return [text]
    after = "|".join(half_spaces.get("after") or ["\0"])
    before = "|".join(half_spaces.get("before") or ["\0"])
    places = re.compile(rf"(?<![^\s(|])(?:{after})( )(?=\w)|(?<=\w)( )(?:{before})(?![^\s)|*])")
    spots = [m.start(1) if m.group(1) else m.start(2) for m in places.finditer(text)]
    found = [text]
    for spot in sorted(spots, reverse=True)[-3:]:
        found += [t[:spot] + t[spot + 1 :] for t in found]
    if len(spots) > 3:
        found.append("".join(c for i, c in enumerate(text) if i not in spots))
    return list(dict.fromkeys(found))


def inflected(text: str, table: dict[str, list[str]]) -> str:
    """A cue with the further forms of its verbs as alternatives: ``서명했*`` → ``(서명했*|서명하였*|서명한)``."""
    if not table:
        return text
    endings = "|".join(re.escape(e) for e in sorted(table, key=len, reverse=True))

    def forms(match: re.Match[str]) -> str:
        found = "|".join([match[0], *(match[1] + other for other in table[match[2]])])
        inside = text.count("(", 0, match.start()) > text.count(")", 0, match.start())
        return found if inside else f"({found})"

    return re.sub(rf"([^\s(|)]*)({endings})(?=$|[\s|)])", forms, text)


def compile_cue(
    kind: str,
    value: str,
    form: str,
    text: str,
    data: Any,
    spaces: bool,
    where: str,
    gap_words: int = 4,
    stops: str = "",
) -> Iterator[Cue]:
    text, treaty = text.strip(), ""
    if text.startswith("<aux>"):
        form, text = "participle", text[5:].strip()
    if text.startswith("<treaty>"):
        treaty, text = "before", text[8:].strip(" .")
    elif text.endswith("<treaty>"):
        treaty, text = "after", text[:-8].strip(" .")
    text, _, particle = (piece.strip() for piece in text.partition("~"))
    ahead = _particle(particle, spaces, gap_words) if particle else ""
    open_left = text.startswith("*")
    text = text.removeprefix("*")
    gap = _first_gap(text)
    # Alternatives before the first gap are spelled out, for the automaton; later ones stay in the expression.
    for head in _expand(text[:gap]):
        variant = " ".join((head + text[gap:]).split())
        folded = fold(variant.replace("...", "\ue001").replace("..", "\ue000")).strip()
        folded = folded.replace("\ue001", "...").replace("\ue000", "..").removesuffix(" *")
        if not spaces:
            folded = re.sub(r"(?<![a-z0-9]) | (?![a-z0-9])", "", folded)
        if kind == "act":
            data = f"{folded} {fold(particle)}".strip()
        if not folded.strip(".* "):
            raise FoederaError(f"{where}, {kind} {value}", f"'{text}' is empty", "remove it")
        literal = re.split(r"\*|\s*\.\.", folded, maxsplit=1)[0]
        if not literal.strip():
            raise FoederaError(
                f"{where}, {kind} {value}", f"'{text}' begins with a wildcard", "begin with letters"
            )
        if literal == folded and not ahead:
            yield Cue(kind, value, form, literal, None, treaty, data, open_left=open_left)
        elif folded == literal + "*" and not ahead:
            yield Cue(kind, value, form, literal, None, treaty, data, open_right=True, open_left=open_left)
        else:
            pattern = _regex(folded, spaces, gap_words, stops) + ahead
            yield Cue(kind, value, form, literal, pattern, treaty, data, open_left=open_left)


_CLAUSE_END = r"(?=\s*(?:$|[,.;:!?)»”“\"'-]|(?:und|oder|sowie|aber)\b))"


def _particle(text: str, spaces: bool, gap_words: int) -> str:
    """What ``verb ~ particle`` demands further on in the clause, without taking it into the cue.

    A short particle ("an", "auf") is also a preposition: it counts only where a clause ends.
    """
    end = _CLAUSE_END if len(text) < 7 else rf"(?![{LETTERS}])"
    return (
        rf"(?=[^{LETTERS}\s;]{{0,2}}(?: ++[^\s;]++){{0,20}}? ++("
        + _regex(fold(text), spaces, gap_words)
        + ")"
        + end
        + ")"
    )


def _first_gap(text: str) -> int:
    depth = 0
    for at, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if depth == 0 and text.startswith("..", at):
            return at
    return len(text)


_TOKENS = re.compile(r"\.{2,3}|[*()|]|[^*().|]+|\.")


def _regex(folded: str, spaces: bool, gap_words: int, stops: str = "") -> str:
    """``*`` up to 20 letters; ``..`` up to ``gap_words`` words without punctuation; ``...`` up to 20 words.

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
            out.append(rf"[{LETTERS}]{{0,20}}" if spaces else r"\w{0,4}")
        elif token == "..":
            out.append(
                rf"(?:[ '\"“”«»„-]++[^\s,;:'{stops}]++(?:,\d{{3}}(?!\d))*+){{0,{gap_words}}}?[ '\"“”«»„-]++"
                if spaces
                else rf"[^，。、；,;]{{0,{max(12, gap_words * 3)}}}?"
            )
        elif token == "...":
            out.append(
                rf"[^{LETTERS}\s;]{{0,2}}(?:[ ']++[^\s;']++){{0,20}}?[ ']++[\"'“”«»„]?"
                if spaces
                else r"[^。；;]{0,30}?"
            )
        elif token == "(":
            out.append("(?:")
        elif token in ("|", ")"):
            out.append(token)
        else:
            out.append(re.escape(part).replace(r"\ ", " "))
    if spaces and folded[-1] not in "*":
        # "convenu (de|d')": after an apostrophe the next word begins.
        out.append(rf"(?:(?<=')|(?![{LETTERS}]))" if folded[-1] == ")" else "")
    return "".join(out)


def _expand(text: str) -> Iterator[str]:
    """``(a|b|)`` spelled out."""
    match = re.search(r"\(([^()]*)\)", text)
    if not match:
        yield text
        return
    for option in match.group(1).split("|"):
        yield from _expand(text[: match.start()] + option + text[match.end() :])
