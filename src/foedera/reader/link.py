"""From words to a treaty of the register: by title or alias, by parties and subject, by what went before.

A name that fits several states' treaties ("mutual defence treaty") links only where the parties fit. A
treaty that the register does not hold gets a provisional id, ``x-…``, made of its parties and subject (or of
its name where no parties are told), which is the same in every report and language.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Protocol, runtime_checkable

import ahocorasick

from foedera.states.normal import fold

from .inflected import LANGUAGES, Inflected
from .marks import Mark, scanner
from .pack import Pack
from .pack_cues import letter


@dataclass(frozen=True, slots=True)
class TreatyName:
    """What linking needs to know of a treaty. ``names``: titles and aliases, any language.

    ``by_language``: those of the languages that inflect them.
    """

    id: str
    names: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    bilateral: bool = False
    done: str | None = None
    subjects: frozenset[str] = frozenset()
    successors: tuple[str, ...] = ()
    by_language: dict[str, tuple[str, ...]] = field(default_factory=dict)


@runtime_checkable
class TreatyNames(Protocol):
    """A register, as far as the reader looks at it: its records in any order."""

    def all(self) -> Iterable[Any]: ...


@dataclass(slots=True)
class Mention:
    """One treaty as a sentence names it. ``ids``: register ids its words may name. ``back``: "this treaty"."""

    start: int
    end: int
    text: str
    ids: tuple[str, ...] = ()
    back: bool = False
    parties: list[str] = field(default_factory=list)
    subjects: frozenset[str] = frozenset()
    proper: bool = False
    year: int | None = None
    distinctive: bool = False
    key: str = ""
    linked: str | None = None
    pronoun: bool = False


class Linker:
    """The names of a register's treaties, ready for matching; built once per register."""

    def __init__(self, treaties: Iterable[TreatyName]) -> None:
        self.treaties = {t.id: t for t in treaties}
        self._of_two: dict[frozenset[str], list[TreatyName]] = {}
        for treaty in self.treaties.values():
            if treaty.bilateral:
                self._of_two.setdefault(frozenset(treaty.parties), []).append(treaty)
        self._automaton = ahocorasick.Automaton()
        names: dict[str, set[str]] = {}
        for treaty in self.treaties.values():
            for name in treaty.names:
                folded = fold(name).strip()
                if len(folded) >= 2:
                    names.setdefault(folded, set()).add(treaty.id)
                    if folded.startswith("the "):
                        names.setdefault(folded[4:], set()).add(treaty.id)
        for name, ids in names.items():
            self._automaton.add_word(name, (len(name), tuple(sorted(ids))))
        self._inflected = {
            lang: Inflected(
                (fold(n), t.id) for t in self.treaties.values() for n in t.by_language.get(lang, ())
            )
            for lang in LANGUAGES
        }
        self._empty = not names
        self._automaton.add_word("\0", (1, ()))  # an empty automaton cannot be asked
        self._automaton.make_automaton()

    def marks(self, folded: str, pack: Pack) -> list[Mark]:
        """Where the register's titles and aliases stand in the text, in some languages with any ending."""
        if self._empty:
            return []
        found = []
        for last, (size, ids) in self._automaton.iter(folded):
            start, end = last - size + 1, last + 1
            inside = bool(start) and letter(folded[start - 1]) and letter(folded[start]) and pack.spaces
            if inside and not _prefixed(folded, start, pack):
                continue
            if pack.spaces and end < len(folded) and letter(folded[end]) and letter(folded[end - 1]):
                word = re.match(r"\w{0,6}", folded[end:])
                rest = word.group() if word else ""
                # Case endings, but not of acronyms: "att" is not in Turkish "attı" ("договора о …" is another form; "договором" of the last word).
                if rest not in pack.endings and (len(rest) > 2 or size < 5):
                    continue
            found.append(Mark(start, end, "alias", "", "", ids))
        if pack.lang in self._inflected:
            found += self._inflected[pack.lang].marks(folded)
        kept: list[Mark] = []
        for mark in sorted(found, key=lambda m: (m.start, -m.end)):
            if not kept or mark.start >= kept[-1].end:
                kept.append(mark)
        return kept

    def find(
        self, mention: Mention, parties: list[str], seen: set[str], on: str, last: str | None
    ) -> str | None:
        """The register's id for a mention, or None. ``seen``: states that the report names anywhere."""
        if mention.ids:
            fitting = [
                i for i in mention.ids if self._fits(self.treaties[i], parties, seen, mention.distinctive)
            ]
            if fitting:
                return self._latest(fitting, on)
        if mention.back and last and last in self.treaties:
            known = self.treaties[last]
            if not parties or not known.bilateral or set(parties) <= set(known.parties):
                return last
        wanted = set(parties)
        if len(wanted) != 2 or (mention.proper and not mention.subjects):
            return None
        pool = [
            t
            for t in self._of_two.get(frozenset(wanted), ())
            if (
                bool(mention.subjects & t.subjects)
                or (not mention.proper and not (mention.subjects and t.subjects))
            )
            and (mention.year is None or (t.done or "").startswith(str(mention.year)))
        ]
        return self._latest([t.id for t in pool], on) if pool else None

    def _fits(self, treaty: TreatyName, parties: list[str], seen: set[str], distinctive: bool) -> bool:
        """A bilateral treaty's name fits if nobody else acts; a name of common words needs both parties named."""
        if not treaty.bilateral:
            return True
        own = {*treaty.parties, *treaty.successors}
        if parties and not set(parties) <= own:
            return False
        return distinctive or all(
            p in seen or p in parties or set(treaty.successors) & seen for p in treaty.parties
        )

    def _latest(self, ids: list[str], on: str) -> str:
        def rank(treaty_id: str) -> tuple[bool, str]:
            done = self.treaties[treaty_id].done or ""
            return (not on or done[: len(on)] <= on, done)

        return max(ids, key=rank)


_LINKERS: dict[int, tuple[Any, Linker]] = {}


def linker(register: Any) -> Linker:
    """The linker of a register; of None an empty one."""
    if register is None:
        return Linker(())
    known = _LINKERS.get(id(register))
    if known is None or known[0] is not register:
        records = register.all() if isinstance(register, TreatyNames) else register
        known = (register, Linker([_name(r) for r in records]))
        if len(_LINKERS) > 8:
            _LINKERS.clear()
        _LINKERS[id(register)] = known
    return known[1]


def _name(record: Any) -> TreatyName:
    if isinstance(record, TreatyName):
        return record
    names = [*record.title.values(), *(a for group in record.aliases.values() for a in group)]
    parties = tuple(record.negotiating or ())
    subjects = _subjects(
        [
            *(record.title.get(k, "") for k in ("en",)),
            *record.aliases.get("en", ()),
            *getattr(record, "subjects", ()),
        ]
    )
    for obligation in record.obligations:
        if obligation.type in ("defense", "nonaggression", "consultation", "offense", "neutrality"):
            subjects |= {"defense"}
    return TreatyName(
        id=record.id,
        names=tuple(names),
        parties=parties,
        bilateral=len(parties) == 2 or getattr(record, "form", "") == "bilateral",
        done=record.done.date if record.done else None,
        subjects=frozenset(subjects),
        successors=_successors(parties),
        by_language={
            lang: (*([record.title[lang]] if lang in record.title else []), *record.aliases.get(lang, ()))
            for lang in LANGUAGES
        },
    )


def _prefixed(folded: str, start: int, pack: Pack) -> bool:
    """ "لاتفاقية باريس": a particle written together with the first word of a title."""
    word = start
    while word and letter(folded[word - 1]) and start - word < 4:
        word -= 1
    return folded[word:start] in pack.prefixes


@lru_cache(maxsize=256)
def _later(party: str) -> str:
    """The state that continues a former one, so that a treaty of the USSR is found again as one of Russia."""
    return next(iter(_successors((party,))), party)


def _successors(parties: tuple[str, ...]) -> tuple[str, ...]:
    """States that continue a party that no longer exists under its old code (SUHH: RUS)."""
    from foedera.states import continuing

    today = date(2100, 1, 1)
    found = []
    for party in parties:
        if len(party) == 4:
            later = continuing(party, today)
            if later != party:
                found.append(later)
    return tuple(found)


@lru_cache(maxsize=1)
def _subject_cues() -> tuple[tuple[str, str], ...]:
    return tuple((cue.literal, cue.value) for cue in scanner("en").pack.cues if cue.kind == "subject")


def _subjects(texts: list[str]) -> set[str]:
    words = " | ".join(fold(t) for t in texts)
    return {value for literal, value in _subject_cues() if re.search(rf"\b{re.escape(literal)}\b", words)}


def provisional(mention: Mention, parties: list[str]) -> str | None:
    """A stable id for a treaty that no register holds; None where too little is said to tell it apart."""
    parties = [_later(p) for p in parties]
    if len(set(parties)) >= 2 and len(set(parties)) <= 4:
        head = "-".join(sorted({p.lower() for p in parties}))
        subject = min(mention.subjects) if mention.subjects else "treaty"
        return f"x-{head}-{subject}"
    if mention.key:
        return f"x-{mention.key.lower()}"
    if mention.proper:
        name = re.sub(r"[^\w]+", " ", fold(mention.text)).strip()
        # "the 1960 Indus Waters Treaty" is the Indus Waters Treaty.
        name = re.sub(r"\b(1[89]|20)\d\d\b ?", "", name)
        name = re.sub(r"^(the|this|a|an) ", "", name).strip()
        return "x-" + hashlib.sha256(name.encode()).hexdigest()[:10]
    return None
