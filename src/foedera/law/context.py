"""What the law needs to know beyond one treaty: other treaties, and which States existed when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from foedera.dates import Answer
from foedera.model import Treaty

if TYPE_CHECKING:
    from .derivation import Derivation


class Link(Protocol):
    """A succession of States; ``date`` is the first day of the new situation."""

    @property
    def predecessor(self) -> str: ...
    @property
    def successor(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def date(self) -> date: ...


class Context(Protocol):
    """The world around one treaty. Codes that it does not know must give "nothing", never an error."""

    def derivation(self, treaty_id: str) -> Derivation | None:
        """Another treaty's derivation; None where there is no record, or where a circle closes."""

    def treaty(self, treaty_id: str) -> Treaty | None: ...

    def terminators(self, treaty_id: str) -> Sequence[str]:
        """Ids of later treaties that say they terminate or replace this one."""

    def amenders(self, treaty_id: str) -> Sequence[str]:
        """Ids of treaties that amend this one (VCLT 40)."""

    def exists(self, state: str, on: date) -> Answer: ...

    def is_organization(self, code: str) -> bool: ...

    def predecessors(self, state: str) -> Sequence[Link]: ...

    def successors(self, state: str) -> Sequence[Link]: ...

    def armed_conflict(self, state: str, on: date) -> Answer:
        """Whether the State is engaged in an armed conflict (clauses that hold a withdrawal in war)."""

    def members(self, group: str, on: date | None) -> frozenset[str] | None:
        """Members of a named group of States; None where no such group is known."""


class StatesContext:
    """The facts of ``foedera.states``; no other treaties. The façade's world extends it."""

    def derivation(self, treaty_id: str) -> Derivation | None:
        return None

    def treaty(self, treaty_id: str) -> Treaty | None:
        return None

    def terminators(self, treaty_id: str) -> Sequence[str]:
        return ()

    def amenders(self, treaty_id: str) -> Sequence[str]:
        return ()

    def exists(self, state: str, on: date) -> Answer:
        from foedera import states

        return states.exists(state, on) if _known(state) else Answer.UNKNOWN

    def is_organization(self, code: str) -> bool:
        from foedera import states

        return _known(code) and states.is_organization(code)

    def predecessors(self, state: str) -> Sequence[Link]:
        from foedera import states

        return states.predecessors(state) if _known(state) else ()

    def successors(self, state: str) -> Sequence[Link]:
        from foedera import states

        return states.successors(state) if _known(state) else ()

    def armed_conflict(self, state: str, on: date) -> Answer:
        return Answer.NO

    def members(self, group: str, on: date | None) -> frozenset[str] | None:
        from foedera import states

        if on is None or group not in states.groups():
            return None
        return states.members(group, on)


def _known(code: str) -> bool:
    from foedera.errors import FoederaError
    from foedera.states import get

    try:
        get(code)
    except FoederaError:
        return False
    return True
