"""Names of States in a clause, found with the register of states."""

from __future__ import annotations

from functools import lru_cache

from foedera.errors import FoederaError

from .page import Word

_LONGEST = 10
_INSIDE = ("of", "the", "and")


def party_at(words: list[Word], at: int, vocabulary: frozenset[str], text: str) -> tuple[str, int] | None:
    """The code of the State that is named at ``at`` and how many words its name takes; None where none is.

    The longest name wins: "the United Kingdom of Great Britain and Northern Ireland" is one State.
    """
    if not words[at].capital or (words[at].text in vocabulary and words[at].text not in ("states",)):
        return None
    reach = at
    limit = min(len(words), at + _LONGEST)
    while reach < limit and (words[reach].capital or words[reach].text in _INSIDE):
        reach += 1
    for end in range(reach, at, -1):
        if not words[end - 1].capital:
            continue
        name = " ".join(text[words[at].start : words[end - 1].end].split())
        if code := _code(name):
            return code, end - at
    return None


@lru_cache(maxsize=4096)
def _code(name: str) -> str | None:
    from foedera.states import resolve

    try:
        found: str | None = resolve(name)
    except FoederaError:
        return None
    return found
