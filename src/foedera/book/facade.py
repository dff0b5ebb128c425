"""``Book``: every question of the public contract as a method."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedera import dates, states
from foedera.errors import FoederaError
from foedera.ledger import Ledger, default_url
from foedera.register import Register
from foedera.trust import Policy, load_policy

from .world import World

if TYPE_CHECKING:
    from foedera.duties import Cascade, Conflict, Duty, Event, Odds, Scenario
    from foedera.exchange.out.calendar import Deadline
    from foedera.ledger import AppendResult, Verification
    from foedera.model import (
        AnyStatement,
        ContestedSpells,
        Response,
        Source,
        Spell,
        Statement,
        Status,
        Treaty,
    )
    from foedera.panels import Panel
    from foedera.reader import Reading

    from .audit import Audit
    from .groups import Group
    from .preview import Effect

When = str | date


class Book:
    """Ledger, register and trust, opened together. Frozen answers come out; ``accept`` alone writes."""

    def __init__(self, register: Register, ledger: Ledger | None, policy: Policy, ledger_url: str) -> None:
        self.register, self.policy, self.ledger_url = register, policy, ledger_url
        self._ledger = ledger
        self._worlds: dict[date | None, World] = {}

    # -- what is known -----------------------------------------------------------------

    def world(self, known: When | None = None) -> World:
        """All derivations from what had been published by ``known`` (None: everything)."""
        day = _day(known, "--known") if known is not None else None
        if day not in self._worlds:
            self._worlds[day] = World(self.register, self._ledger, self.policy, day)
        return self._worlds[day]

    @property
    def ledger(self) -> Ledger:
        """The ledger, made on first use; raises ``FoederaError`` where it cannot be."""
        if self._ledger is None:
            self._ledger = Ledger.open(self.ledger_url)
        return self._ledger

    @property
    def has_ledger(self) -> bool:
        """Whether anything was ever recorded here; asking creates nothing."""
        return self._ledger is not None

    # -- questions ---------------------------------------------------------------------

    def status(
        self,
        treaty: str,
        *,
        on: When,
        known: When | None = None,
        party: str | None = None,
        between: Sequence[str] | None = None,
        place: str | None = None,
        now: When | None = None,
    ) -> Status:
        """The legal state of ``treaty`` on the day ``on``.

        ``known``: as published by then. ``party``, ``between``: states by any name or code. ``place``: a
        territory of ``party``, else of the state that answers for it: whether the treaty applies there.
        ``now``: the day of asking, None where it does not matter; the answer is ``projected`` where ``on``
        lies after ``known``, else after ``now``. Raises ``FoederaError`` for an unknown treaty or state.
        """
        from foedera.law import status_in_worlds

        day, world = _day(on, "--on"), self.world(known)
        record = world.record(self.register.get(treaty).id)
        horizon = known if known is not None else now
        pair = tuple(states.resolve(name, day) for name in between) if between else None
        if pair is not None and (len(pair) != 2 or pair[0] == pair[1]):
            raise FoederaError("--between", "two different states are needed", "name both")
        subject = states.resolve(party, day) if party else None
        projected = horizon is not None and day > _day(horizon, "now")
        return world.answers.get(
            (record.id, day, subject, pair, place, projected),
            lambda: status_in_worlds(
                record,
                world.events(record.id),
                world,
                worlds=world.worlds(record.id),
                on=day,
                known=_day(known, "--known").isoformat() if known is not None else None,
                party=subject,
                between=(pair[0], pair[1]) if pair else None,
                place=place,
                projected=projected,
            ),
        )

    def timeline(self, treaty: str, *, known: When | None = None) -> tuple[Spell, ...]:
        """All spells of the treaty and of each state that has acted on it."""
        derivation = self.world(known).derivation(self.register.get(treaty).id)
        return derivation.timeline() if derivation else ()

    def disputes(self, treaty: str, *, known: When | None = None) -> tuple[ContestedSpells, ...]:
        """What each unsettled disagreement would change in the timeline of the treaty."""
        from foedera.law.worlds import contested_spells

        return contested_spells(self.world(known).worlds(self.register.get(treaty).id))

    def treaties(
        self,
        *,
        on: When,
        state: str | None = None,
        between: Sequence[str] | None = None,
        in_force: bool = False,
        known: When | None = None,
    ) -> list[dict[str, Any]]:
        """Which treaties: of a state, between two states, in force on the day (yes or contested)."""
        from .listing import treaties

        return treaties(self, _day(on, "--on"), state, between, in_force, known)

    # -- duties ------------------------------------------------------------------------

    def event(
        self,
        *,
        on: When,
        attacked: str | None = None,
        by: str | None = None,
        kind: str = "armed_attack",
        place: str | None = None,
        claim: str | None = None,
        adversaries: Sequence[str] = (),
        **premises: str,
    ) -> Event:
        """An event out of names and codes, or out of a claim in the ledger (which makes it contested).

        ``premises``: ``requested``, ``state_of_war``, ``provoked``, ``decision``, each one of the four
        answers. Raises ``FoederaError`` for an unknown state, or an event that cannot be.
        """
        from foedera.duties import Event, checked
        from foedera.duties.areas import place as known_place

        from .crisis import event_from_claim

        day = _day(on, "--on")
        found: dict[str, Any] = event_from_claim(self, claim) if claim else {}
        if attacked:
            found["attacked"] = states.resolve(attacked, day)
        if "attacked" not in found:
            raise FoederaError("--attacked", "no state is named", "name the state that is attacked")
        if by:
            found["by"] = states.resolve(by, day)
        if place:
            known_place(place)
            found["place"] = place
        if adversaries:
            found["adversaries"] = tuple(states.resolve(name, day) for name in adversaries)
        answers = {name: dates.Answer(value) for name, value in premises.items()}
        return checked(Event(**{"kind": kind, "on": day, "by": None, **found, **answers}))

    def duties(self, event: Event, *, known: When | None = None) -> tuple[Duty, ...]:
        """Every duty the event concerns: engaged, not engaged and why, contested, unknown."""
        from .crisis import evaluator

        return evaluator(self, known)(event)

    def cascade(self, scenario: Scenario, *, known: When | None = None) -> Cascade:
        """The scenario played to its end."""
        from foedera.duties import play

        from .crisis import evaluator

        return play(scenario, evaluator(self, known))

    def simulate(self, scenario: Scenario, *, known: When | None = None, **options: Any) -> Odds:
        """Many runs of the scenario, each duty honoured with a probability by its firmness."""
        from foedera.duties import simulate

        from .crisis import evaluator

        return simulate(scenario, evaluator(self, known), **options)

    def conflicts(
        self,
        *,
        on: When,
        state: str | None = None,
        treaty: str | None = None,
        draft: Treaty | None = None,
        known: When | None = None,
    ) -> tuple[Conflict, ...]:
        """Commitments that cannot all be kept on the day; ``draft``: a treaty as if it were in force."""
        from .crisis import find_conflicts

        day = _day(on, "--on")
        subject = states.resolve(state, day) if state else None
        record = self.register.get(treaty).id if treaty else None
        return find_conflicts(self, day, subject, record, known, draft)

    def panel(
        self,
        unit: str,
        *,
        known: When | None = None,
        atop: str | Path | None = None,
        prefer: str = "dataset",
        universal: bool = False,
        **options: Any,
    ) -> Panel:
        """A research table (see ``foedera.panels.build`` for the options); ``.frame`` is a Polars frame.

        ``atop``: ATOP's member-level file, read in bulk beside the register and the ledger. ``prefer``:
        ``dataset`` (years that a dataset covers come from it alone), ``both`` or ``law``. ``universal``:
        take in general treaties, which make no allies. ``similarity``: ``valued`` or ``binary`` adds S,
        kappa and pi to a dyad-year table.
        """
        from .tables import panel

        return panel(self, unit, known, atop, prefer, universal, options)

    def network(
        self,
        on: When | int,
        *,
        known: When | None = None,
        atop: str | Path | None = None,
        prefer: str = "dataset",
        **options: Any,
    ) -> Any:
        """The alliance graph of a day or of a year (a number), as a ``networkx`` graph.

        Options as ``foedera.panels.graph``: ``directed``, ``obligations``, ``system``.
        """
        from .tables import network

        return network(self, on, known, atop, prefer, options)

    # -- reading and keeping -----------------------------------------------------------

    def read(self, text: str | bytes, **options: Any) -> Reading:
        """The statements a report makes; nothing is recorded (see ``foedera.reader.read``)."""
        from foedera.reader import read

        return read(text, register=self.register, **options)

    def accept(
        self, source: Source, statements: Sequence[AnyStatement], *, at: str, by: str | None = None
    ) -> AppendResult:
        """Append statements to the ledger; those already there are skipped. ``at``: ISO time, UTC."""
        result = self.ledger.append(source, statements, by=by, at=at)
        self._worlds.clear()
        return result

    def read_all(self, content: bytes, **options: Any) -> list[Reading]:
        """Every report in a file: one for a text or page, several for a feed, an archive or JSON Lines."""
        from foedera.reader import read_all

        return list(read_all(content, register=self.register, **options))

    def groups(self, readings: Sequence[Reading], *, embed: bool = False) -> list[Group]:
        """The same statement in many reports as one group: root speakers once, differences side by side.

        ``embed``: where fields leave it open, let the meaning of the quotes decide (``foedera[embed]``).
        """
        from .groups import groups

        if not embed:
            return groups(readings)
        from .alike import alike

        return groups(readings, alike)

    def import_files(
        self, form: str, paths: Sequence[str | Path], *, at: str | None, by: str | None = None, **options: Any
    ) -> dict[str, Any]:
        """Import files of one format (contract section 4); ``at`` None records nothing.

        Everything is read before anything is recorded. Raises ``FoederaError`` for a file that is not
        what it should be.
        """
        from .keeping import import_files

        return import_files(self, form, paths, at, by, options)

    def effects(
        self,
        sources: Sequence[Source],
        statements: Sequence[AnyStatement],
        *,
        on: When,
        known: When | None = None,
    ) -> list[Effect]:
        """What recording the statements would change in the answers for the day; nothing is recorded."""
        from .preview import effects

        return effects(self, sources, statements, _day(on, "--on"), known)

    def try_clause(
        self,
        rule: dict[str, Any],
        *,
        on: When,
        acts: Sequence[dict[str, str]] = (),
        treaty: str | None = None,
        known: When | None = None,
    ) -> tuple[Status, str | None]:
        """What a rule as ``foedera clause`` prints it gives for some acts, or for those of a treaty: the
        status on the day, and the date of entry into force (None where it is not reached)."""
        from .draft import try_clause

        day = _day(known, "--known") if known is not None else None
        return try_clause(self, rule, on=_day(on, "--on"), acts=acts, treaty=treaty, known=day)

    def audit(
        self, treaty: str | None = None, *, known: When | None = None, explained: str | Path | None = None
    ) -> Audit:
        """What registers state beside what the rules give, of one treaty or of all.

        ``explained``: a file of explanations (see docs/audit.md); raises ``FoederaError`` where it is none.
        """
        from .audit import audit
        from .explained import load_explanations

        return audit(self, treaty, known, load_explanations(Path(explained)) if explained else ())

    def deadlines(
        self,
        *,
        start: When,
        end: When,
        known: When | None = None,
        treaties: Sequence[str] | None = None,
    ) -> list[Deadline]:
        """Entries into force, exits, ends, last days for notice or objection; both ends inclusive.

        ``treaties``: ids; None for all.
        """
        from .deadlines import deadlines

        return deadlines(self, _day(start, "--from"), _day(end, "--to"), known, treaties)

    def export(
        self,
        form: str,
        path: str | Path,
        *,
        treaties: Sequence[str] = (),
        known: When | None = None,
        start: When | None = None,
        end: When | None = None,
    ) -> dict[str, Any]:
        """Write statements (register and ledger) or, as ``ics``, the deadlines from ``start``, to a file."""
        from .keeping import export

        return export(self, form, path, treaties, known, start, end)

    def entries(self, *, treaty: str | None = None, limit: int | None = None) -> list[dict[str, Any]]:
        """What was recorded, oldest first."""
        from .keeping import entries

        return entries(self._ledger, treaty, limit)

    def verify(self) -> Verification:
        """Whether the ledger's chain is whole; an absent ledger is whole and empty."""
        from foedera.ledger import Verification

        return self._ledger.verify() if self._ledger else Verification(ok=True, entries=0)

    def record_batches(
        self,
        batches: Sequence[tuple[Source, Sequence[AnyStatement]]],
        *,
        at: str,
        by: str | None = None,
        records: Sequence[Treaty] = (),
        facts: Sequence[dict[str, Any]] = (),
    ) -> AppendResult:
        """Append many sources, with records of treaties no register holds, in one transaction."""
        result = self.ledger.append_all(batches, at=at, by=by, records=records, facts=facts)
        self.register.add(records)
        self._worlds.clear()
        return result

    def responses_to(self, claim_id: str) -> list[Response]:
        """The recorded responses that answer a claim."""
        from foedera.model import Response

        if self._ledger is None:
            return []
        _, statements = self._ledger.statements()
        return [s for s in statements if isinstance(s, Response) and claim_id in s.about]

    def find_statement(self, statement_id: str) -> Statement | None:
        """A statement in the ledger by its id or an unambiguous beginning of it."""
        return self._ledger.find(statement_id) if self._ledger else None

    def record(self, treaty: str) -> Treaty:
        """The register's record."""
        return self.register.get(treaty)


def open_book(
    *,
    ledger: str | None = None,
    registers: Sequence[str | Path] = (),
    shipped: bool = True,
    trust: str | Path | None = None,
) -> Book:
    """Open a book. ``ledger``: URL or file, None for the user's own; it is created on first writing."""
    url = ledger or default_url()
    register = Register([Path(directory) for directory in registers], shipped=shipped)
    journal = Ledger.open(url, create=False) if Ledger.exists(url) else None
    if journal is not None:
        register.add(journal.records())
    return Book(register, journal, load_policy(Path(trust)) if trust else Policy(), url)


def _day(value: When, where: str) -> date:
    if isinstance(value, date):
        return value
    return dates.narrow(dates.parse(value, where), "only", where)
