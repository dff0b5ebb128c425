"""Contiguous phases of one subject: from the beginning of time to its end, without gap or overlap."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from foedera.dates import Answer, Moment
from foedera.model import Reason, Spell


class Phase(NamedTuple):
    """A status that holds from ``start`` (None: always before) up to, not including, ``until``."""

    status: str
    start: Moment | None
    until: Moment | None
    reason: Reason | None

    def covers(self, on: date) -> Answer:
        """Whether ``on`` lies in the phase."""
        begun = Answer.YES if self.start is None else self.start.reached(on)
        over = Answer.NO if self.until is None else self.until.reached(on)
        return begun & ~over


class Change(NamedTuple):
    """From ``at`` on the status is ``status``."""

    at: Moment
    status: str
    reason: Reason
    step: str = ""
    """``loss``: a step down by an act of its own; ``resumption``; ``unsigned``: a signature taken back."""


class History(NamedTuple):
    """Phases in order of time; the first is open at its beginning, the last at its end."""

    phases: tuple[Phase, ...]

    @classmethod
    def of(cls, first: str, changes: Iterable[Change]) -> History:
        """The history that begins with ``first`` and changes as told, in the order given.

        Uncertain moments may cross; a later change is then bounded by the one before it, so that the
        phases stay in order.
        """
        phases = [Phase(first, None, None, None)]
        for change in changes:
            last = phases[-1]
            at = change.at
            if last.start is not None:
                at = Moment(max(at.lo, last.start.lo), max(at.hi, last.start.hi))
            if change.status == last.status:
                continue
            if last.start == at and at.exact:
                phases.pop()
                if phases[-1].status == change.status:
                    phases[-1] = phases[-1]._replace(until=None)
                    continue
            else:
                phases[-1] = last._replace(until=at)
            phases.append(Phase(change.status, at, None, change.reason))
        return cls(tuple(phases))

    def possible(self, on: date) -> list[Phase]:
        """The phases that ``on`` may lie in: one where the dates are known, more where they are not."""
        return [phase for phase in self.phases if phase.covers(on) is not Answer.NO]

    def answer(self, on: date, statuses: frozenset[str] | set[str]) -> Answer:
        """Whether the status on ``on`` is among ``statuses``."""
        found = {phase.status in statuses for phase in self.possible(on)}
        return Answer.UNKNOWN if len(found) != 1 else Answer.of(found.pop())

    def spells(self, subject: str) -> list[Spell]:
        return [
            Spell(
                subject=subject,
                status=phase.status,
                start=phase.start.edtf if phase.start else None,
                until=phase.until.edtf if phase.until else None,
                why=(phase.reason,) if phase.reason else (),
            )
            for phase in self.phases
        ]
