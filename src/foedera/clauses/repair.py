"""Mends what scanning broke: split words, hyphens at line ends, single wrong letters.

A word is changed only into a word of the grammar, and only where no second word is as near. Words that
carry a number are held to a stricter measure: a wrong number is worse than a refusal.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import msgspec

from .lists import listed
from .numbers import WORDS as NUMBER_WORDS
from .page import Word

_SLIPS = {
    "ths": "the",
    "tho": "the",
    "tne": "the",
    "tbe": "the",
    "lhe": "the",
    "thc": "the",
    "ofthe": "of the",
    "oi": "of",
    "sane": "same",
    "aay": "day",
    "vith": "with",
    "wilh": "with",
    "witli": "with",
    "nay": "may",
    "rhis": "this",
    "itiis": "this",
    "tliis": "this",
    "tbis": "this",
    "iorce": "force",
    "forge": "force",
    "torce": "force",
    "atter": "after",
    "aiter": "after",
}
# True words that stand one letter from a word of the grammar; mending them would change what was said.
_LEAVE = listed(
    "forth weeks hours sight night fight parity noticed deposed depose patty united untied forte later "
    "latter latest sixths tenths ninths fifths eights nights month mouth south north states statue stated "
    "given giver never ever other mother rather either neither whether force forces dates party partly "
    "treatise trusty pack past tenet tenets tends effected affect affects effects offect shill "
    "unilateral bilateral trilateral members number numbers rules article articles"
)
_STRANGE = 5000
"""Different unknown words above which nothing is respelled: no scan of a clause has so many."""
_LOOKALIKE = {frozenset(p) for p in ("li", "l1", "i1", "o0", "ce", "ec", "s5", "un", "nu", "hb", "rn", "bh")}


def mend(words: list[Word], vocabulary: frozenset[str]) -> list[Word]:
    """``words`` with split words joined and slips set right, as far as ``vocabulary`` makes it certain."""
    known = vocabulary | NUMBER_WORDS
    joined = _join(_without_page_numbers(words), known)
    if len({w.text for w in joined if w.text not in known}) > _STRANGE:
        return joined
    return [_respell(w, known) for w in joined]


def _without_page_numbers(words: list[Word]) -> list[Word]:
    """Leaves out ``- 20 -`` and ``-22-``: a page's number, which runs into the text when it is scanned."""
    kept: list[Word] = []
    at = 0
    while at < len(words):
        trio = [w.text for w in words[at : at + 3]]
        if len(trio) == 3 and trio[0] == trio[2] == "-" and len(trio[1]) <= 3 and not words[at].glued:
            at += 3
            continue
        kept.append(words[at])
        at += 1
    return kept


def _join(words: list[Word], known: frozenset[str]) -> list[Word]:
    joined: list[Word] = []
    at = 0
    while at < len(words):
        length = _joinable(words, at, known)
        if length > 1:
            pieces = words[at : at + length]
            text = "".join(p.text for p in pieces if not p.mark)
            joined.append(msgspec.structs.replace(words[at], text=text, end=pieces[-1].end))
        else:
            joined.append(words[at])
        at += length
    return joined


def _joinable(words: list[Word], at: int, known: frozenset[str]) -> int:
    """How many words from ``at`` are the pieces of one word; 1 where none are."""
    if words[at].mark:
        return 1
    best, text, strange = 1, words[at].text, words[at].text not in known
    pieces, hyphen = 1, False
    for length, word in enumerate(words[at + 1 : at + 14], start=2):
        if word.mark:
            # "acces- sion": a hyphen glued to the first half, a space before the second.
            if word.text != "-" or not word.glued or hyphen:
                break
            hyphen = True
            continue
        if word.glued and hyphen and text in NUMBER_WORDS:
            break
        if word.capital and not words[at].capital:
            break
        text += word.text
        strange = strange or word.text not in known
        pieces += 1
        if pieces > 12 or len(text) > 24:
            break
        if text in known and strange:
            best = length
        hyphen = False
    return best


def _respell(word: Word, known: frozenset[str]) -> Word:
    if word.mark or word.text in known:
        return word
    if (slip := _SLIPS.get(word.text)) in known and slip is not None:
        return msgspec.structs.replace(word, text=slip)
    if word.text in _LEAVE or len(word.text) < 5:
        return word
    found = _nearest(word.text, known)
    return msgspec.structs.replace(word, text=found) if found else word


@lru_cache(maxsize=4096)
def _nearest(text: str, known: frozenset[str]) -> str | None:
    if not any(c.isalpha() for c in text) or text[0].isdigit() or not text.isascii():
        return None
    allowed = 1.0 if len(text) < 8 else 2.0
    near = sorted(_within(text, _candidates(text, known), allowed + 1.5))
    if not near or near[0][0] > allowed:
        return None
    cost, best = near[0]
    others = [c for c, other in near[1:] if not _same_stem(other, best)]
    if best in NUMBER_WORDS:
        sure = cost <= 1.0 and len(text) >= 6 and all(c >= cost + 1.0 for c in others)
        return best if sure else None
    # A word near a number word is left alone: "forty" must not be read as "forth" nor the reverse.
    if any(other in NUMBER_WORDS and c < cost + 1.0 for c, other in near[1:]):
        return None
    return best if all(c > cost for c, _ in near[1:]) else None


def _within(text: str, known: Iterable[str], limit: float) -> Iterable[tuple[float, str]]:
    for candidate in known:
        if (
            len(candidate) >= 5
            and abs(len(candidate) - len(text)) <= limit
            and (cost := _distance(text, candidate, limit)) <= limit
        ):
            yield cost, candidate


def _candidates(text: str, known: frozenset[str]) -> set[str]:
    """The words that begin or end as ``text`` does: a slip spoils one end of a word, not both."""
    index = _index(known)
    return index.get(text[:2], set()) | index.get("-" + text[-2:], set())


@lru_cache(maxsize=4)
def _index(known: frozenset[str]) -> dict[str, set[str]]:
    index: dict[str, set[str]] = {}
    for word in known:
        if len(word) >= 5:
            index.setdefault(word[:2], set()).add(word)
            index.setdefault("-" + word[-2:], set()).add(word)
    return index


def _same_stem(one: str, other: str) -> bool:
    return one.rstrip("s") == other.rstrip("s")


def _distance(one: str, other: str, limit: float) -> float:
    """Letters to change; a look-alike or stroke for a letter counts half; ``limit`` + 1 for further."""
    row = [float(i) for i in range(len(other) + 1)]
    for i, a in enumerate(one, start=1):
        before, row = row, [float(i)]
        for j, b in enumerate(other, start=1):
            change = 0.0 if a == b else 0.5 if not a.isalnum() or frozenset((a, b)) in _LOOKALIKE else 1.0
            row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + change))
        if min(row) > limit:
            return limit + 1
    return row[-1]
