"""Folding of names: one form for every way in which the same name is typed.

Unicode NFKC, case folding, no zero-width characters, no Arabic vowel signs or tatweel, one yeh, kaf and heh
for Arabic, Persian and Urdu keyboards, one hyphen, one apostrophe, single spaces. Latin accents stay: without
them Vietnamese "Mỹ" (the United States) would be English "my". ``bare`` drops them too, for a second try.
"""

from __future__ import annotations

import unicodedata

_SAME = {
    "ي": "ی", "ى": "ی", "ې": "ی", "ۍ": "ی",
    "ك": "ک", "ڪ": "ک",
    "ہ": "ه", "ھ": "ه", "ە": "ه", "ة": "ه", "ۃ": "ه",
    "ٱ": "ا",
    "ё": "е",
    "ı": "i",
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-",
    "\u2212": "-", "־": "-",
    "’": "'", "‘": "'", "‛": "'", "ʼ": "'", "ʻ": "'", "ʹ": "'", "´": "'", "`": "'", "′": "'", "＇": "'",
}  # fmt: skip
_DROP = frozenset(
    "\u00ad\u061c\u0640\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
# Devanagari: the dot below is often left out in print; Turkish İ folds to i and a loose dot.
_LOOSE = frozenset("\u093c\u0307")


def fold(text: str) -> str:
    """The form in which names are compared; display keeps the original."""
    plain = fold_evenly(text)
    return fold_map(text)[0] if plain is None else plain


def fold_evenly(text: str) -> str | None:
    """The folded text where each character folds to one in its place; None where it does not.

    Most texts fold so, and then no offsets are needed: place i of the one is place i of the other.
    """
    folded = text.translate(_EVEN)
    return None if len(folded) != len(text) or "  " in folded else folded


def fold_map(text: str) -> tuple[str, list[int]]:
    """The folded text and, for each of its characters, the index in ``text`` where it comes from.

    The list has one more element, ``len(text)``: ``text[offsets[i]:offsets[j]]`` is the original of
    ``folded[i:j]`` (with ignorable characters that follow it).
    """
    marked = text.translate(_MARKED)
    out: list[str] = []
    offsets: list[int] = []
    space = False
    start, size = 0, len(text)
    while start < size:
        at = marked.find(_UNEVEN, start)
        at = size if at < 0 else at
        stop = at - 1 if start < at < size and _joins(text[at]) else at
        while start < stop:  # runs in which each character folds to one
            if space and marked[start] == " ":
                start += 1
                continue
            doubled = marked.find("  ", start, stop)
            after = stop if doubled < 0 else doubled + 1
            out.append(marked[start:after])
            offsets.extend(range(start, after))
            space = marked[after - 1] == " "
            start = after
        if start == size:
            break
        end = start + 1
        while end < size and _joins(text[end]):
            end += 1
        for char in _fold_cluster(text[start:end]):
            if not (space and char == " "):
                out.append(char)
                offsets.append(start)
                space = char == " "
        start = end
    offsets.append(size)
    return "".join(out), offsets


class _Even(dict[int, str]):
    """What a character alone folds to; two characters, which no text has, where that is not one character."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = "" if _joins(char) else _fold_cluster(char)
        self[code] = folded if len(folded) == 1 else _UNEVEN * 2
        return self[code]


def bare(text: str) -> str:
    """The folded text without Latin, Greek and Cyrillic accents: "cote d'ivoire". Not for running text."""
    decomposed = unicodedata.normalize("NFD", fold(text))
    kept = "".join(c for c in decomposed if not "\u0300" <= c <= "\u036f")
    return unicodedata.normalize("NFC", kept).replace("đ", "d").replace("ł", "l")


def _joins(char: str) -> bool:
    """Whether a character belongs to the one before it: a combining mark, or a trailing Hangul letter."""
    return unicodedata.combining(char) != 0 or "\u1160" <= char <= "\u11ff"


class _Marked(dict[int, str]):
    """What a character alone folds to; a private character in its place where that is not one character."""

    def __missing__(self, code: int) -> str:
        folded = _EVEN[code]
        self[code] = folded if len(folded) == 1 else _UNEVEN
        return self[code]


_UNEVEN = "\ue0ff"
_EVEN = _Even()
_MARKED = _Marked()
_CACHE: dict[str, str] = {}


def _fold_cluster(cluster: str) -> str:
    known = _CACHE.get(cluster)
    if known is None:
        known = _compute(cluster)
        if len(cluster) <= 2:
            _CACHE[cluster] = known
    return known


def _compute(cluster: str) -> str:
    text = unicodedata.normalize("NFKC", cluster).casefold()
    text = unicodedata.normalize("NFKC", text)
    chars: list[str] = []
    for char in text:
        if char in _DROP:
            continue
        parts = unicodedata.normalize("NFD", char) if "\u0600" <= char <= "\u06ff" else char
        for part in parts:
            if (
                "\u0610" <= part <= "\u061a"
                or "\u064b" <= part <= "\u065f"
                or part == "\u0670"
                or part in _DROP
            ):
                continue
            if part in _LOOSE or "\u06d6" <= part <= "\u06ed":
                continue
            blank = part.isspace() or part < " " or part == "\x7f"
            chars.append(" " if blank else _SAME.get(part, part))
    return "".join(chars)
