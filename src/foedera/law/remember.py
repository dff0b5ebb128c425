"""A context that looks up each fact of a State once: many treaties ask for the same States."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from foedera.dates import Answer
from foedera.model import Treaty

from .context import Context, Link

if TYPE_CHECKING:
    from .derivation import Derivation


class Remembering:
    """The same answers as ``context``, which must not change while this is in use."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._before: dict[str, Sequence[Link]] = {}
        self._after: dict[str, Sequence[Link]] = {}
        self._organizations: dict[str, bool] = {}

    def predecessors(self, state: str) -> Sequence[Link]:
        if state not in self._before:
            self._before[state] = self._context.predecessors(state)
        return self._before[state]

    def successors(self, state: str) -> Sequence[Link]:
        if state not in self._after:
            self._after[state] = self._context.successors(state)
        return self._after[state]

    def is_organization(self, code: str) -> bool:
        if code not in self._organizations:
            self._organizations[code] = self._context.is_organization(code)
        return self._organizations[code]

    def derivation(self, treaty_id: str) -> Derivation | None:
        return self._context.derivation(treaty_id)

    def treaty(self, treaty_id: str) -> Treaty | None:
        return self._context.treaty(treaty_id)

    def terminators(self, treaty_id: str) -> Sequence[str]:
        return self._context.terminators(treaty_id)

    def amenders(self, treaty_id: str) -> Sequence[str]:
        return self._context.amenders(treaty_id)

    def exists(self, state: str, on: date) -> Answer:
        return self._context.exists(state, on)

    def armed_conflict(self, state: str, on: date) -> Answer:
        return self._context.armed_conflict(state, on)

    def members(self, group: str, on: date | None) -> frozenset[str] | None:
        return self._context.members(group, on)
