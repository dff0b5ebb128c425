"""A report's text with every statement marked where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from foedera.model import AnyStatement


class Piece(NamedTuple):
    """A run of text. ``numbers``: the statements, from 1, that it belongs to; ``first``: of them, those
    that begin here."""

    text: str
    numbers: tuple[int, ...]
    first: tuple[int, ...]


def pieces(text: str, statements: Sequence[AnyStatement]) -> list[Piece]:
    """The text cut at every statement's ends; the pieces together are the text."""
    spans = [(s.start, s.end, n) for n, s in enumerate(statements, 1) if 0 <= s.start < s.end <= len(text)]
    cuts = sorted({0, len(text), *(edge for start, end, _ in spans for edge in (start, end))})
    found = []
    for start, end in pairwise(cuts):
        over = tuple(n for a, b, n in spans if a <= start and end <= b)
        found.append(Piece(text[start:end], over, tuple(n for a, _, n in spans if a == start)))
    return found
