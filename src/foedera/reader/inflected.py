"""Titles in their cases: «Римского статута», "konwencji ottawskiej", "dem Römischen Statut".

A title is found where each of its words begins as the text's word does and only the ending differs. Titles of one
word and acronyms are left to exact matching: a stem alone would take too much.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from .marks import Mark
from .pack_cues import LETTERS

LANGUAGES = ("de", "hi", "pl", "ru", "uk", "ur")
"""Languages whose titles change with their case, word by word."""

_WORD = re.compile(rf"[{LETTERS}]+|\d+")
_KEY = 3
_ENDING = 3


class Inflected:
    """The titles of one language. ``names``: (folded title, id)."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        titles: dict[tuple[str, ...], set[str]] = {}
        for name, treaty in names:
            words = tuple(_WORD.findall(name))
            if len(words) >= 2 and len(words[0]) > _KEY and sum(map(len, words)) >= 10:
                titles.setdefault(words, set()).add(treaty)
        self._by_key: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        for words, ids in titles.items():
            self._by_key.setdefault(words[0][:_KEY], []).append((words, tuple(sorted(ids))))
        for found in self._by_key.values():
            found.sort(key=lambda t: -len(t[0]))

    def marks(self, folded: str) -> list[Mark]:
        """Where titles stand in the text, the longest first at each place."""
        if not self._by_key:
            return []
        tokens = [(m.start(), m.end(), m.group()) for m in _WORD.finditer(folded)]
        found: list[Mark] = []
        for i, (start, _end, word) in enumerate(tokens):
            for words, ids in self._by_key.get(word[:_KEY], ()):
                last = i + len(words)
                if last <= len(tokens) and all(_same(own, tokens[i + n][2]) for n, own in enumerate(words)):
                    found.append(Mark(start, tokens[last - 1][1], "alias", "", "", ids))
                    break
        return found


_GENITIVE = frozenset({"کا", "کی", "کے", "का", "की", "के"})
"""Hindustani "of", which agrees with what follows it."""


def _same(own: str, other: str) -> bool:
    """Whether two words differ by their ending only."""
    if own == other or (own in _GENITIVE and other in _GENITIVE):
        return True
    if len(own) < 5 or len(other) > len(own) + _ENDING:
        return False
    return other.startswith(own[: max(4, len(own) - 2)])
