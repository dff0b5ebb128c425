"""The values that pass between the grammar's rules while a sentence is given its meaning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

Rule = dict[str, Any]
Span = tuple[int, int]
"""First and past-the-last word of a stretch, counted in the encoded sentence."""


class Unclear(Exception):
    """The words can be parsed, and yet state no one rule. The message says why."""


class Got(msgspec.Struct, frozen=True, eq=False):
    """What a rule of the grammar yields. ``marks``: (rule path, from, to) in words of the sentence.

    Two values are the same when kind, value and flags are: where the words stand makes no second reading.
    """

    kind: str
    value: Any
    marks: tuple[tuple[str, int, int], ...] = ()
    flags: frozenset[str] = frozenset()

    def same(self, other: object) -> bool:
        return isinstance(other, Got) and (self.kind, self.value, self.flags) == (
            other.kind,
            other.value,
            other.flags,
        )


class Way(msgspec.Struct, frozen=True):
    """A condition and the delay that follows it (None: at once)."""

    when: Any
    after: Rule | None = None

    def branch(self) -> Any:
        """The condition with its delay inside, as a node of a tree."""
        if self.after is None:
            return self.when
        node = {self.when: True} if isinstance(self.when, str) else dict(self.when)
        return {**node, "after": self.after}


def find(children: Sequence[Got], kind: str) -> Got | None:
    """The first value of ``kind``; None where there is none."""
    return next((c for c in children if c.kind == kind), None)


def need(children: Sequence[Got], kind: str) -> Got:
    """The first value of ``kind``; Unclear where there is none."""
    found = find(children, kind)
    if found is None:
        raise Unclear(f"its {kind.replace('_', ' ')} is not said")
    return found
