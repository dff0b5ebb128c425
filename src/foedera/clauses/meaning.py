"""From a parsed sentence to what it states."""

from __future__ import annotations

from typing import Any

import msgspec

from .encode import Encoded
from .entering import Entering
from .forest import Row, readings
from .leaving import Leaving
from .values import Got, Span, Unclear


class Meaning(Entering, Leaving):
    """All rules of the grammar that carry meaning. A rule without a method here adds none of its own."""


def evaluate(root: Any, encoded: Encoded, text: str) -> Got:
    """The one meaning of a parsed sentence. Unclear where it has none, or two that differ."""
    meaning = Meaning(encoded, text)

    def apply(name: str, values: list[Got], tokens: list[str], span: Span) -> Row:
        method = getattr(meaning, f"on_{name}", None)
        if method is None:
            return tuple(values)
        got: Got | None = method(values, tokens, span)
        if got is None:
            return tuple(v for v in values if v.flags)
        marks = (*got.marks, *(m for v in values for m in v.marks))
        flags = got.flags.union(*(v.flags for v in values))
        return (msgspec.structs.replace(got, marks=marks, flags=flags),)

    found = readings(root, apply)
    if len(found) > 1:
        raise Unclear("the words have two readings")
    return found[0]
