"""What was known on a date: the law's view of all treaties at once, derived as asked for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from foedera.law import Derivation, StatesContext, derive
from foedera.law.worlds import Worlds, worlds_of
from foedera.model import AnyStatement, Event, Source, Statement, Status, Treaty
from foedera.trust import Policy, select

from .kept import Kept

if TYPE_CHECKING:
    from foedera.ledger import Ledger
    from foedera.register import Register

ANSWERS = 1024
"""Answers kept: a page about one state asks for the same hundred again and again."""


class World(StatesContext):
    """Events and derivations of every treaty, from what had been published by ``known``.

    ``known``: None for everything. Each treaty is derived once; where a circle of treaties closes, the
    one asked for is derived as it was before any later treaty ended it.
    """

    def __init__(self, register: Register, ledger: Ledger | None, policy: Policy, known: date | None) -> None:
        super().__init__()
        self.register, self.ledger, self.policy, self.known = register, ledger, policy, known
        self._derivations: dict[str, Derivation] = {}
        self._worlds: dict[str, Worlds] = {}
        self.answers: Kept[Status] = Kept(ANSWERS)
        self._under_way: set[str] = set()
        self._alone: set[str] = set()
        self._events: dict[str, tuple[Event, ...]] = {}
        self._sources: dict[str, Source] = {}
        self._statements: dict[str, Statement] = {}
        self._imported: frozenset[str] | None = None
        self._known_records: frozenset[str] = frozenset()

    def treaty(self, treaty_id: str) -> Treaty | None:
        return self.record(treaty_id) if treaty_id in self.register else None

    def holds(self, treaty_id: str) -> bool:
        """Whether a record may be used: from a file, or imported, public by then and not withdrawn."""
        if self._imported is None:
            self._imported = frozenset(r.id for r in self.ledger.records()) if self.ledger else frozenset()
            self._known_records = self.ledger.known_records(self.known) if self.ledger else frozenset()
        if treaty_id not in self._imported or self.register.has_file(treaty_id):
            return True
        return treaty_id in self._known_records

    def record(self, treaty_id: str) -> Treaty:
        """The register's record, with what imported lists of participants say of it as a whole."""
        treaty = self.register.get(treaty_id)
        if self.ledger is None and self.known is None:
            return treaty
        from .facts import completed

        return completed(treaty, self.ledger.facts(treaty.id) if self.ledger else (), self.known)

    def terminators(self, treaty_id: str) -> tuple[str, ...]:
        return tuple(self.register.terminators(treaty_id))

    def amenders(self, treaty_id: str) -> tuple[str, ...]:
        return tuple(self.register.amenders(treaty_id))

    def derivation(self, treaty_id: str) -> Derivation | None:
        # Asked on the way to a treaty that ends it: what counts is how it stood before.
        if self._under_way.intersection((treaty_id, *self.terminators(treaty_id))):
            return self._before(treaty_id)
        if treaty_id not in self._derivations:
            treaty = self.treaty(treaty_id)
            if treaty is None:
                return None
            self._under_way.add(treaty_id)
            try:
                self._derivations[treaty_id] = derive(treaty, self.events(treaty_id), self)
            finally:
                self._under_way.discard(treaty_id)
        return self._derivations[treaty_id]

    def worlds(self, treaty_id: str) -> Worlds:
        """The derivation believed and those of the other accounts, kept for every date asked about."""
        if treaty_id not in self._worlds:
            # Kept only where no circle was being followed: inside one the others are cut short.
            found = worlds_of(
                self.record(treaty_id), self.events(treaty_id), self, base=self.derivation(treaty_id)
            )
            if self._under_way:
                return found
            self._worlds[treaty_id] = found
        return self._worlds[treaty_id]

    def _before(self, treaty_id: str) -> Derivation | None:
        """Where a circle closes: the treaty as it is before any later one ends it.

        A treaty that ends this one may itself enter into force by the consents of this one's parties. None
        where the two wait for each other to enter into force.
        """
        if treaty_id in self._alone:
            return None
        treaty = self.treaty(treaty_id)
        if treaty is None:
            return None
        self._alone.add(treaty_id)
        try:
            return derive(treaty, self.events(treaty_id), _Alone(self))
        finally:
            self._alone.discard(treaty_id)

    def events(self, treaty_id: str) -> tuple[Event, ...]:
        """The acts believed, chosen among the register's and the ledger's statements."""
        if treaty_id not in self._events:
            self._events[treaty_id] = self._select(treaty_id)
        return self._events[treaty_id]

    def _select(self, treaty_id: str) -> tuple[Event, ...]:
        sources, found = self.told(treaty_id)
        self._sources.update(sources)
        self._statements.update((statement.id, statement) for statement in found)
        return select(found, sources, treaty_id, known=self.known, policy=self.policy)

    def told(self, treaty_id: str) -> tuple[dict[str, Source], tuple[AnyStatement, ...]]:
        """All that the register and, as known then, the ledger hold on a treaty; nothing is weighed yet."""
        shipped, statements = self.register.statements(treaty_id)
        if self.ledger is None:
            return dict(shipped), statements
        more, recorded = self.ledger.statements(known=self.known, treaty=treaty_id)
        return {**shipped, **more}, (*statements, *recorded)

    def source(self, source_id: str) -> Source | None:
        """A source that some derivation here used; None where it was not met."""
        return self._sources.get(source_id)

    def statement(self, statement_id: str) -> tuple[Statement, Source | None] | None:
        """A statement that some derivation here used, with its source; None where it was not met."""
        statement = self._statements.get(statement_id)
        return None if statement is None else (statement, self._sources.get(statement.source))


class _Alone(StatesContext):
    """``world`` without the later treaties that end others."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self._world = world

    def derivation(self, treaty_id: str) -> Derivation | None:
        return self._world.derivation(treaty_id)

    def treaty(self, treaty_id: str) -> Treaty | None:
        return self._world.treaty(treaty_id)


def differs_by_pair(world: World, treaty: str) -> bool:
    """Whether some act is addressed to single States, so that not all parties may be bound to each other."""
    return any(event.to for event in world.events(treaty))
