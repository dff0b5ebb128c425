"""Sentences with exact offsets, and the working view of a text that the rules share."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date

from .marks import Mark, fold_text, scanner
from .pack import Pack

_END = re.compile(
    r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|[。！？｡]+[」』”’）\"]*|[۔؟।॥]+[\"'”’»)\]]*|[\n\r\u2028\u2029]+"
)
_OPEN = {"「": "」", "『": "』", "“": "”"}


_DIGITS = {
    ord(char): str(unicodedata.decimal(char)) for char in map(chr, range(0x80, 0x1FFF)) if char.isdecimal()
}


def has_comma(text: str) -> bool:
    """Whether a comma of any script stands in the text."""
    return "," in text or "،" in text or "、" in text


LONGEST = 900
"""Characters of the longest stretch that is read as one sentence."""


def sentences(text: str, abbreviations: frozenset[str]) -> list[tuple[int, int]]:
    """Spans of the sentences of ``text`` without the white space around them; a line break always ends one."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        mark = match.group()
        if mark[0] == "." and _abbreviated(text, match.start(), match.end(), abbreviations):
            continue
        if mark[0] in "。！？｡" and match.end() < len(text):
            head = text[start : match.end()]
            if any(head.count(o) > head.count(c) for o, c in _OPEN.items()) and match.end() - start < 600:
                continue
        end = match.start() if mark[0].isspace() else match.end()
        _add(found, text, start, end)
        start = match.end()
    _add(found, text, start, len(text))
    return found


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        # No sentence is so long; lists and broken pages are cut so that the work stays in step with the length.
        cut = max(text.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in (" ", ",", "，", "、"))
        cut = cut if cut > start else start + LONGEST
        found.append((start, cut))
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if end > start:
        found.append((start, end))


def _abbreviated(text: str, dot: int, end: int, abbreviations: frozenset[str]) -> bool:
    start = dot
    while start and not text[start - 1].isspace() and dot - start < 12:
        start -= 1
    word = text[start:dot].lstrip("(\"'“«").lower()
    if word + "." in abbreviations or (len(word) == 1 and word.isalpha() and text[start].isupper()):
        return True
    following = text[end : end + 2].strip()
    return bool(following) and (
        following[0].islower() or (word.isdigit() and len(word) <= 3 and "#." in abbreviations)
    )


_NONE: list[Mark] = []


@dataclass(slots=True)
class Sentence:
    """One sentence in folded coordinates; ``marks`` sorted by place. ``line``: its line in the text."""

    index: int
    start: int
    end: int
    marks: list[Mark] = field(default_factory=list)
    skip: str = ""
    line: int = 0
    _roles: list[Mark] | None = None
    _by: dict[tuple[str, ...], list[Mark]] = field(default_factory=dict)
    _kept: list[Mark] | None = None
    _size: int = 0

    def of(self, *kinds: str) -> list[Mark]:
        """Marks of some kinds, in order of their places. The list is kept: do not change it."""
        marks = self.marks
        if self._kept is not marks or self._size != len(marks):
            self._kept, self._size, self._by = marks, len(marks), {}
            for mark in marks:
                self._by.setdefault((mark.kind,), []).append(mark)
        found = self._by.get(kinds)
        if found is None:
            several = len(kinds) > 1
            found = self._by[kinds] = [m for m in self.marks if m.kind in kinds] if several else _NONE
        return found

    def roles(self) -> list[Mark]:
        """Role markers without those inside a longer one ("کے" in "کے خلاف", "with" in "together with")."""
        if self._roles is None:
            found = self.of("role")
            self._roles = [
                m
                for m in found
                if not any(
                    o is not m
                    and o.start <= m.start
                    and (
                        (m.end <= o.end and o.end - o.start > m.end - m.start)
                        or (o.start < m.start < o.end and o.form == m.form == "before")
                    )
                    for o in found
                )
            ]
        return self._roles

    def segment(self, place: int) -> tuple[int, int]:
        """The clause around a place: between the nearest clause openers and strong punctuation."""
        left, right = self.start, self.end
        for mark in (*self.of("break"), *self.of("that")):
            if mark.end <= place:
                left = max(left, mark.end)
            elif mark.start > place:
                right = min(right, mark.start)
        return left, right


_WORDY = frozenset({"subject", "op", "status", "report", "treaty", "actor"})


class View:
    """A text folded and marked. Offsets of marks are in ``folded``; ``span`` gives those of the source."""

    def __init__(self, text: str, pack: Pack, lang: str) -> None:
        self.text, self.pack = text, pack
        self.folded, self.offsets = fold_text(text)
        if pack.variants:
            self.folded = self.folded.translate(pack.variants)
        self.digits = self.folded if self.folded.isascii() else self.folded.translate(_DIGITS)
        spans = sentences(text, pack.abbreviations)
        self.sentences = [
            Sentence(i, self._to_folded(a), self._to_folded(b)) for i, (a, b) in enumerate(spans)
        ]
        lines = [m.start() for m in re.finditer("[\n\r]", text)]
        for sentence, (a, _) in zip(self.sentences, spans, strict=True):
            sentence.line = bisect_left(lines, a)
        ends = [s.end for s in self.sentences]
        self._scanner = scanner(lang)
        self.marks = self._scanner.scan(self.folded, text, self.offsets, ends) if spans else []
        self.distribute(self.marks)

    def sentence_at(self, place: int) -> Sentence:
        """The sentence that holds a folded place."""
        return next(s for s in reversed(self.sentences) if s.start <= place)

    def distribute(self, marks: list[Mark]) -> None:
        """Give each mark to its sentence; marks outside all sentences are dropped."""
        starts = [s.start for s in self.sentences]
        for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
            at = bisect_right(starts, mark.start) - 1
            if at >= 0 and mark.end <= self.sentences[at].end + 1:
                self.sentences[at].marks.append(mark)

    def revise_names(self, on: str) -> None:
        """Names of former states that are older than the report fall apart: "Serbia and Montenegro" in 2022."""
        former = [
            m
            for m in self.marks
            if m.kind == "name" and all(len(e.ref) == 4 and e.kind in ("name", "short") for e in m.data)
        ]
        if not former or len(on) != 10 or not on[:4].isdigit():
            return
        from foedera.states import exists

        day = date.fromisoformat(on)
        for mark in former:
            if exists(mark.data[0].ref, day).value == "no":
                parts = self._scanner.parts_of(mark, self.folded, self.text, self.offsets)
                if len(parts) >= 2:
                    self.marks.remove(mark)
                    self.marks += parts
                    for sentence in self.sentences:
                        if sentence.start <= mark.start < sentence.end and mark in sentence.marks:
                            sentence.marks.remove(mark)
                            sentence.marks += parts

    def silence(self) -> None:
        """Drop cues that stand inside a longer name ("states" in "United States", "duma" in "State Duma")."""
        for sentence in self.sentences:
            if not self.pack.spaces and (topics := [m for m in sentence.marks if m.kind == "subject"]):
                # 部隊間協力円滑化協定: no troops, but what the treaty is about.
                sentence.marks = [
                    m
                    for m in sentence.marks
                    if m.kind not in ("actor", "unit")
                    or not any(t.start <= m.start and m.end < t.end and t.end - t.start > 3 for t in topics)
                ]
            if not self.pack.spaces:
                # 经 in 经济, 同 in 同意: part of a word, no preposition.
                words = [m for m in sentence.marks if m.kind in _WORDY and 1 < m.end - m.start < 10]
                sentence.marks = [
                    m
                    for m in sentence.marks
                    if m.kind != "role"
                    or m.form != "before"
                    or not any(
                        w.start <= m.start and m.end <= w.end and w.end - w.start > m.end - m.start
                        for w in words
                    )
                ]
            names = [m for m in sentence.marks if m.kind == "name" and m.value != "place"]
            if names:
                sentence.marks = [
                    m
                    for m in sentence.marks
                    if m.kind in ("name", "alias", "unit", "role", "datelink", "month")
                    or (
                        not any(
                            n.start <= m.start and m.end <= n.end and n.end - n.start > m.end - m.start
                            for n in names
                        )
                        and not (
                            m.kind == "actor" and any(n.start <= m.start and m.end <= n.end for n in names)
                        )
                    )
                ]

    def _to_folded(self, place: int) -> int:
        return place if self.offsets is None else bisect_left(self.offsets, place)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the source text."""
        if self.offsets is None:
            a, b = start, end
        else:
            a, b = self.offsets[start], self.offsets[min(end, len(self.offsets) - 1)]
        while b > a and self.text[b - 1].isspace():
            b -= 1
        while a < b and self.text[a].isspace():
            a += 1
        return a, b

    def words(self, start: int, end: int) -> str:
        """The source's words of a folded span."""
        a, b = self.span(start, end)
        return self.text[a:b]
