"""Marks: every cue, name and number in a text, with its place in the folded text.

The leading literals of all cues stand in one automaton; what needs more (wildcards, word boundaries,
capitals) is checked at each hit. One pass over the text whatever the number of cues.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import ahocorasick

from foedera.states.normal import fold, fold_evenly, fold_map

from .pack import Pack, load
from .pack_cues import LETTERS, Cue, letter, without_accent
from .pack_schema import ORGANS
from .participles import resolve

_COUNTED = "만천백여억"
"""What may stand between a Korean number and its counter: 1000명이, 4천명이, 3만여명."""
_WORDS = re.compile(rf"[{LETTERS}]+")


@dataclass(slots=True)
class Mark:
    """``start``, ``end``: in the folded text. ``data``: name entries, a number, a shift …"""

    start: int
    end: int
    kind: str
    value: str = ""
    form: str = ""
    data: Any = None
    treaty: str = ""
    used: bool = field(default=False, compare=False)
    reach: int = 0  # the end of a separable verb's particle, where that stands further on


@dataclass(frozen=True, slots=True)
class Name:
    """One thing a name may mean. ``kind`` as in ``foedera.states.LexEntry``; dates as ISO text or ""."""

    kind: str
    ref: str
    organ: str | None
    since: str
    until: str
    upper: bool
    text: str
    generic: bool = False  # an institution's name that is also any state's ("Quốc hội", 国会)


class Scanner:
    """The automata of one language. ``scan`` gives marks in order; safe to share between threads."""

    def __init__(self, pack: Pack) -> None:
        from foedera.states import lexicon

        self.pack = pack
        # Words after which an ambiguous name is a state's ("tổng thống Nga") though they are capitalised.
        heads = ("actor", "treaty") if pack.capitals else ("actor", "and", "role")
        self._heads = {
            cue.literal.rsplit(" ", 1)[-1]
            for cue in pack.cues
            if cue.kind in heads and (cue.kind != "role" or cue.form == "before")
        }
        cues: dict[str, list[Any]] = {}
        for cue in pack.cues:
            cues.setdefault(cue.literal, []).append([cue, None])
        self._glued_after = _glued(pack, "after") if pack.endings else {}
        self._glued_before = _glued(pack, "before") if pack.prefixes else {}
        self._cues = ahocorasick.Automaton()
        for literal, found in cues.items():
            self._cues.add_word(literal, (len(literal), found, any(e[0].open_left for e in found)))
        if not cues:
            self._cues.add_word("\ue000", (1, [], False))  # a language without pack or calendar
        self._cues.add_word("\0", (1, [], False))  # an empty automaton cannot be asked
        self._cues.make_automaton()
        offices = {cue.literal for cue in pack.cues if cue.kind == "actor" and not cue.pattern}
        names: dict[str, list[Name]] = {}
        # A Chinese report may be in either script.
        both = (*lexicon("zh"), *lexicon("zh-Hant")) if pack.lang == "zh" else lexicon(pack.lang)
        for entry in both or lexicon("en"):
            text = fold(entry.text).strip().translate(pack.variants)
            if len(text) < 2 or (len(text) == 1 and pack.spaces):
                continue
            names.setdefault(text, []).append(
                Name(
                    entry.kind,
                    entry.ref,
                    entry.organ,
                    entry.from_.isoformat() if entry.from_ else "",
                    entry.until.isoformat() if entry.until else "",
                    entry.text.isupper() and entry.text.isascii() and len(entry.text) < 7,
                    entry.text,
                    entry.kind == "institution" and text in offices,
                )
            )
        if pack.bare_capitals:
            for text in [t for t in names if without_accent(t) != t]:
                names.setdefault(without_accent(text), names[text])
        for text, ref in _places(pack.lang):
            names.setdefault(text, []).append(Name("place", ref, None, "", "", False, text))
        self._names = ahocorasick.Automaton()
        for text, entries in names.items():
            self._names.add_word(text, (len(text), tuple(entries)))
        self._names.add_word("\0", (1, ()))
        self._names.make_automaton()
        self._pairs = _pairs(pack) if pack.letters else None

    def scan(self, folded: str, text: str, offsets: list[int] | None, ends: list[int]) -> list[Mark]:
        """Marks of ``folded``; ``offsets`` maps to ``text`` (None: the same), ``ends``: sentence ends."""
        marks = self._scan_names(folded, text, offsets)
        cues = self._scan_cues(folded, ends)
        marks += resolve(cues, folded, ends, self.pack.auxiliaries) if self.pack.auxiliaries else cues
        if self._glued_after or self._glued_before:
            marks += self._particles(folded, marks)
        return marks

    def _particles(self, folded: str, marks: list[Mark]) -> list[Mark]:
        """Markers glued to names and offices (러시아와, 북한군은, وبيلاروس): marks of their own."""
        found: dict[tuple[int, int, str, str], Mark] = {}
        for mark in marks:
            if mark.kind not in ("name", "actor"):
                continue
            word = mark.end
            while word < len(folded) and letter(folded[word]) and word - mark.end < 9:
                word += 1
            if mark.start > 1 and folded[mark.start - 1] == "و" and folded[mark.start - 2].isalpha():
                found[mark.start - 1, mark.start, "and", ""] = Mark(mark.start - 1, mark.start, "and")
            pieces = _pieces(folded, mark.end, word, self._glued_after) if self._glued_after else []
            if self._glued_before:
                word = mark.start
                while word and letter(folded[word - 1]) and mark.start - word < 5:
                    word -= 1
                pieces += _pieces(folded, word, mark.start, self._glued_before)
            for piece in pieces:
                found.setdefault((piece.start, piece.end, piece.kind, piece.value), piece)
        return list(found.values())

    def _scan_names(self, folded: str, text: str, offsets: list[int] | None) -> list[Mark]:
        pack, found = self.pack, []
        for last, (size, entries) in self._names.iter(folded):
            start, end = last - size + 1, last + 1
            if pack.spaces and not self._bounded(folded, start, end):
                continue
            if entries[0].upper or pack.capitals:
                first = text[offsets[start] if offsets else start]
                if first.islower() and not entries[0].text[0].islower():
                    words = text[offsets[start] : offsets[end]] if offsets else text[start:end]
                    if " " not in words or words.islower():
                        continue  # "les îles Salomon" is a name, "polish" is none
                if any(e.upper for e in entries):
                    words = text[offsets[start] : offsets[end]] if offsets else text[start:end]
                    entries = tuple(e for e in entries if not e.upper or words.strip().isupper())
                    if not entries:
                        continue
            found.append(Mark(start, end, "name", entries[0].kind, "", entries))
        found = _longest(found)
        if self._pairs:
            found += self._lettered(folded, found)
        if pack.ambiguous or pack.not_names:
            found = [m for m in found if self._is_name(folded, text, offsets, m)]
        return found

    def _lettered(self, folded: str, names: list[Mark]) -> list[Mark]:
        """States named by one character each (中秘引渡条约); of two that share one, that which the text names."""
        assert self._pairs is not None
        found: list[Mark] = []
        for match in self._pairs.finditer(folded):
            start, end = match.span()
            if any(n.start < end and start < n.end for n in names):
                continue
            named = {e.ref for n in names for e in n.data}
            refs = [self.pack.letters[c] for c in match.group()]
            states = [next((r for r in several if r in named), several[0]) for several in refs]
            if len(states) == 1:
                what = Name("short", states[0], None, "", "", False, match.group())
                found.append(Mark(start, end, "name", "short", "", (what,)))
            elif len(set(states)) == len(states):
                what = Name("pair", " ".join(states), None, "", "", False, match.group())
                found.append(Mark(start, end, "name", "pair", "", (what,)))
        return found

    def _is_name(self, folded: str, text: str, offsets: list[int] | None, mark: Mark) -> bool:
        """Not a word that merely looks like a state's name (Vietnamese "Anh ấy", "bà Nga", "Việt Anh")."""
        pack = self.pack
        if any(p.startswith(folded[mark.start : mark.end]) and folded.startswith(p, mark.start)
               for p in pack.not_names):  # fmt: skip
            return False
        if folded[mark.start : mark.end] not in pack.ambiguous or not folded[: mark.start].endswith(" "):
            return True
        before = folded.rfind(" ", 0, mark.start - 1) + 1
        word = folded[before : mark.start - 1]
        if word + " *" in pack.not_names:
            return False
        if not pack.capitals:
            return word in self._heads  # "کشور مالی", not "کمک مالی"
        first = text[offsets[before] if offsets else before]
        return not (first.isupper() and word.isalpha() and word not in self._heads)

    def parts_of(self, mark: Mark, folded: str, text: str, offsets: list[int] | None) -> list[Mark]:
        """The names within a longer one ("Serbia and Montenegro"), for when that one is out of date."""
        found = []
        for last, (size, entries) in self._names.iter(folded, mark.start, mark.end):
            start, end = last - size + 1, last + 1
            if end - start == mark.end - mark.start or not self._bounded(folded, start, end):
                continue
            if entries[0].kind in ("name", "short") and len({e.ref for e in entries}) == 1:
                found.append(Mark(start, end, "name", entries[0].kind, "", entries))
        return _longest(found)

    def knows(self, folded: str) -> bool:
        """Whether a folded text is a name of the tables."""
        return folded in self._names

    def _bounded(self, folded: str, start: int, end: int) -> bool:
        pack = self.pack
        if start and letter(folded[start - 1]):
            if not pack.prefixes:
                return False
            word = start
            while word and letter(folded[word - 1]):
                word -= 1
            if folded[word:start] not in pack.prefixes and not (
                folded[start - 1] == "و" and self._names.exists(folded[word : start - 1])
            ):
                return False
        if end < len(folded) and (letter(folded[end])):
            if pack.prefixes and folded[end] == "و" and self._joined_on(folded, end + 1):
                return True
            if not pack.endings:
                return False
            word = end
            while word < len(folded) and letter(folded[word]) and word - end < 9:
                word += 1
            if folded[end:word] not in pack.endings:
                return False
        return True

    def _joined_on(self, folded: str, start: int) -> bool:
        """Whether another name goes on without a space (روسياوكوريا)."""
        word = start
        while word < len(folded) and folded[word].isalnum():
            word += 1
        return word - start >= 3 and bool(self._names.match(folded[start:word]))

    def _scan_cues(self, folded: str, ends: list[int]) -> list[Mark]:
        found: list[Mark] = []
        spaces, size_of_text = self.pack.spaces, len(folded)
        sentence = 0
        # A word's first letter and the place after its last: most literals stand within words and end here.
        words = [m.span() for m in _WORDS.finditer(folded)] if spaces else []
        firsts, lasts = {a for a, _ in words}, {b for _, b in words}
        prefixed, korean = bool(self.pack.prefixes), self.pack.lang == "ko"
        for last, (size, cues, opens) in self._cues.iter(folded):
            start, end = last - size + 1, last + 1
            first = start
            counted = korean and start > 0 and (folded[start - 1].isdigit() or folded[start - 1] in _COUNTED)
            inside = spaces and not counted and start not in firsts and bool(start) and letter(folded[start])
            if inside and not (opens or prefixed) and letter(folded[start - 1]):
                continue
            if inside and letter(folded[start - 1]):
                word = start
                while word and letter(folded[word - 1]) and start - word < 30:
                    word -= 1
                if folded[word:start] not in self.pack.prefixes:
                    if not opens:
                        continue
                    first = word
            closed = (
                not spaces
                or end in lasts
                or end >= size_of_text
                or not letter(folded[end])
                or not letter(folded[end - 1])
            )
            for entry in cues:
                cue: Cue = entry[0]
                stop = reach = end
                if first < start and not cue.open_left:
                    continue
                if cue.pattern:
                    if entry[1] is None:
                        entry[1] = re.compile(cue.pattern)
                    while sentence < len(ends) - 1 and ends[sentence] <= start:
                        sentence += 1
                    match = entry[1].match(folded, start, ends[sentence])
                    if not match:
                        continue
                    stop = reach = match.end()
                    if entry[1].groups:
                        reach = match.end(1)
                    if (
                        spaces and stop < size_of_text and letter(folded[stop]) and letter(folded[stop - 1])
                    ) and not self._ending(folded, stop):
                        continue
                elif not closed:
                    if cue.open_right:
                        while stop < size_of_text and letter(folded[stop]) and stop - end < 12:
                            stop += 1
                        if stop < size_of_text and letter(folded[stop]):
                            continue
                    elif not self._ending(folded, end):
                        continue
                found.append(
                    Mark(
                        first,
                        stop,
                        cue.kind,
                        cue.value,
                        cue.form,
                        cue.data,
                        cue.treaty,
                        reach=max(stop, reach),
                    )
                )
        return found

    def _ending(self, folded: str, end: int) -> bool:
        if not self.pack.endings:
            return False
        word = end
        while word < len(folded) and letter(folded[word]) and word - end < 9:
            word += 1
        return folded[end:word] in self.pack.endings


def _pairs(pack: Pack) -> re.Pattern[str]:
    """Two or three one-character names before a treaty, what it is about, or "the two countries"."""
    after = {
        cue.literal
        for cue in pack.cues
        if (
            (cue.kind == "treaty" and cue.value in ("nouns", "names"))
            or cue.kind == "subject"
            or (cue.kind == "actor" and cue.value == "both")
        )
        and not cue.pattern
    }
    offices = {
        cue.literal
        for cue in pack.cues
        if cue.kind == "actor" and cue.value in ORGANS and cue.value != "nonstate" and len(cue.literal) > 1
    }
    letters = "".join(pack.letters)
    words, posts = ("|".join(map(re.escape, sorted(w, key=len, reverse=True))) for w in (after, offices))
    # 俄外交部: one character before an office, where a phrase begins.
    return re.compile(
        rf"(?<![ァ-ー])[{letters}]{{2,3}}(?=[の的]?(?:{words}))|(?<![^\W\d据与和同向对由在被是经获日晚称])[{letters}](?={posts}|方(?![面法案式程针便向位才可圆土言])|军(?![事备民官工火]))"
    )


def _glued(pack: Pack, side: str) -> dict[str, list[tuple[str, str, str]]]:
    """Pieces that may stand glued to a name: role markers, "and", offices (after), words that only link."""
    table: dict[str, list[tuple[str, str, str]]] = {}
    for cue in pack.cues:
        if cue.pattern or cue.open_right or " " in cue.literal:
            continue
        if (
            (cue.kind == "role" and cue.form == side)
            or cue.kind == "and"
            or (cue.kind == "actor" and side == "after")
        ):
            table.setdefault(cue.literal, []).append((cue.kind, cue.value, cue.form))
    for word in pack.link_words:
        table.setdefault(word, [])
    return table


def _pieces(folded: str, start: int, end: int, table: dict[str, list[tuple[str, str, str]]]) -> list[Mark]:
    """The stretch cut into known pieces, the longest first; what stands after an unknown piece is left."""
    found: list[Mark] = []
    while start < end:
        stop = next((e for e in range(end, start, -1) if folded[start:e] in table), None)
        if stop is None:
            return found
        found += [Mark(start, stop, *what) for what in table[folded[start:stop]]]
        start = stop
    return found


def _longest(marks: list[Mark]) -> list[Mark]:
    """Without those that another one of the list covers or overlaps from the left."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if kept and mark.start < kept[-1].end:
            if mark.end - mark.start > kept[-1].end - kept[-1].start:
                kept[-1] = mark
            continue
        kept.append(mark)
    return kept


def fold_text(text: str) -> tuple[str, list[int] | None]:
    """The folded text and its offsets; None for offsets where they are the same."""
    if text.isascii() and "  " not in text and "\r" not in text:
        plain = text.translate(_BLANK).lower()
        if "  " not in plain:
            return plain.replace("`", "'"), None
    if (even := fold_evenly(text)) is not None:
        return even, None
    return fold_map(text)


_BLANK = str.maketrans(dict.fromkeys([*map(chr, range(32)), "\x7f"], " "))


@lru_cache(maxsize=32)
def scanner(lang: str) -> Scanner:
    """The scanner of a language; one without a pack knows names and months only."""
    return Scanner(load(lang))


@lru_cache(maxsize=1)
def _places_table() -> dict[str, dict[str, list[str]]]:
    from importlib.resources import files

    import yaml

    source = files("foedera.reader").joinpath("places.yml").read_text("utf-8")
    table: dict[str, dict[str, list[str]]] = yaml.load(
        source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    return table


def _places(lang: str) -> list[tuple[str, str]]:
    found = []
    for name, by_language in _places_table().items():
        for text in [*by_language.get(lang.split("-")[0], []), *([name] if lang == "en" else [])]:
            found.append((fold(text).strip(), name))
    return found
