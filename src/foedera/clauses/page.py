"""The text as words with their places: the first, lossless step of reading a clause."""

from __future__ import annotations

import re
import unicodedata

import msgspec

from foedera.errors import FoederaError

LIMIT = 100_000
"""Characters. A final clause is a page at most; more is a whole treaty or a mistake."""

_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_LETTERS = rf"[^\W_{_INVISIBLE}]"
# A stroke that OCR put for a letter stands inside or at the end of a word: "sL~teenth", "States'".
_CHUNK = re.compile(
    rf"{_LETTERS}(?:[\u0300-\u036f{_INVISIBLE}]|{_LETTERS}|[~^$!|](?={_LETTERS}))*(?:['’]s\b)?"
    r"|\n[ \t\r]*\n|\S"
)

_MARKS = frozenset(".,;:()[]{}\"'`´“”„‘’«»*§-/_^~•·|!?¶†‡…\\")
"""Punctuation that carries no meaning a clause needs. Any other sign is a word, and unread unless known."""


class Word(msgspec.Struct, frozen=True):
    """``text``: folded to lower-case ASCII where it can be. ``start``, ``end``: places in the source.

    ``capital``: it begins with a capital letter. ``glued``: no space stands before it.
    ``mark``: it is punctuation.
    """

    text: str
    start: int
    end: int
    capital: bool = False
    glued: bool = False
    mark: bool = False


def words_of(text: str) -> list[Word]:
    """The words and marks of ``text``. FoederaError where it is empty or above ``LIMIT`` characters."""
    if len(text) > LIMIT:
        raise FoederaError(
            "clause",
            f"the text has {len(text)} characters, more than {LIMIT}",
            "give the final clauses only, not the whole treaty",
        )
    words: list[Word] = []
    end = -1
    for chunk in _CHUNK.finditer(text):
        raw = chunk.group()
        if raw.startswith("\n"):
            words.append(Word("\n", chunk.start(), chunk.end(), mark=True))
        elif raw == "%":
            words.append(Word("percent", chunk.start(), chunk.end(), glued=chunk.start() == end))
        elif folded := _fold(raw.removesuffix("'s").removesuffix("’s")):
            words.append(
                Word(
                    folded.lower(),
                    chunk.start(),
                    chunk.end(),
                    capital=folded[0].isupper(),
                    glued=chunk.start() == end,
                    mark=folded in _MARKS,
                )
            )
        end = chunk.end()
    if not any(not w.mark for w in words):
        raise FoederaError("clause", "the text holds no words", "give the clause's words")
    return words


def _fold(raw: str) -> str:
    return "".join(_fold_character(c) for c in unicodedata.normalize("NFD", raw))


def _fold_character(character: str) -> str:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return ""
    if character in "\u2010\u2011\u2012\u2013\u2014\u2212":
        return "-"
    # A raised or circled figure is a note's mark, not a digit of the number before it: left as it is, unread.
    if unicodedata.decomposition(character).startswith(("<super>", "<sub>", "<fraction>", "<circle>")):
        return character
    return unicodedata.normalize("NFKC", character)
