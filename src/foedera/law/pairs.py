"""The treaty between two States through time: both bound, and nothing between them that bars it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from foedera.dates import Moment, latest_of
from foedera.model import Reason

from . import accessions, amendments, reservations
from .ending import replacements
from .history import Change, History, Phase
from .succession import person
from .suspension import toward

if TYPE_CHECKING:
    from .derivation import Derivation


class Pair(NamedTuple):
    """``history``: ``in_force``, ``suspended`` or ``not_in_force`` between the two."""

    a: str
    b: str
    history: History
    derivation: Any

    def why(self, on: date) -> Reason | None:
        """Why it is, or is not, in force between the two on the day; None where one of them has no act."""
        one, two = self.derivation.member(self.a), self.derivation.member(self.b)
        if one is None or two is None:
            return None
        bars = _bars(self.derivation, one.person, two.person)
        return _status_at(Moment.of(on), one.history, two.history, bars)[1]

    def modifications(self, on: date) -> tuple[dict[str, Any], ...]:
        """What reservations, objections and amendments change between the two on the day."""
        return modifications(self.derivation, self.a, self.b, on)


def pair_of(derivation: Derivation, a: str, b: str) -> Pair:
    """The history between ``a`` and ``b``: both bound, and nothing between them that bars it."""
    one, two = derivation.member(a), derivation.member(b)
    if one is None or two is None:
        return Pair(a, b, History.of("not_in_force", ()), derivation)
    changes: list[Change] = []
    bars = _bars(derivation, one.person, two.person)
    starts = {p.start for m in (one, two) for p in m.history.phases if p.start is not None}
    cuts = sorted(starts | {change.at for change in bars})
    for at in cuts:
        status, reason = _status_at(at, one.history, two.history, bars)
        changes.append(Change(at, status, reason))
    return Pair(a, b, History.of("not_in_force", changes), derivation)


def _status_at(at: Moment, one: History, two: History, bars: list[Change]) -> tuple[str, Reason]:
    phases = [_phase(history, at) for history in (one, two)]
    worst = next((p for p in phases if p.status not in ("party", "suspended")), None)
    if worst is not None:
        reason = worst.reason or Reason(rule="VCLT 24(3)", text="not in force for both")
        return "not_in_force", reason
    standing: dict[str, Change] = {}
    for bar in bars:
        if bar.at <= at:
            # What lifts one obstacle (an objection withdrawn) leaves another (a suspension) in place.
            standing[_kind(bar)] = bar
    barred = next((bar for _, bar in sorted(standing.items()) if bar.status != "in_force"), None)
    if barred is not None:
        return barred.status, barred.reason
    suspended = next((p for p in phases if p.status == "suspended"), None)
    if suspended is not None and suspended.reason is not None:
        return "suspended", suspended.reason
    because = tuple(p.reason for p in phases if p.reason is not None)
    return "in_force", Reason(rule="VCLT 26", text=f"in force for both from {at.edtf}", because=because)


def _kind(bar: Change) -> str:
    """Obstacles that undo each other: by the family of their rule."""
    if bar.reason.rule.startswith(("VCLT 20", "VCLT 22")):
        return "reservation"
    return "suspension" if "72" in bar.reason.rule else bar.reason.rule


def _phase(history: History, at: Moment) -> Phase:
    current = history.phases[0]
    for phase in history.phases[1:]:
        if phase.start is not None and phase.start <= at:
            current = phase
    return current


def _bars(derivation: Derivation, one: str, two: str) -> list[Change]:
    """Changes that concern the pair alone, in order of time."""
    found = toward(derivation.treaty, derivation.acts, one, two, derivation.context)
    for sides in _sides(derivation, one, two, {one: _code(derivation, one), two: _code(derivation, two)}):
        found += reservations.bars(sides)
    found += accessions.bars(derivation, one, two)
    found += _replaced(derivation, one, two)
    return sorted(found, key=lambda change: (change.at, change.status))


def _code(derivation: Derivation, name: str) -> str:
    member = derivation.members.get(name)
    return member.codes[-1] if member is not None else name


def _sides(derivation: Derivation, one: str, two: str, codes: dict[str, str]) -> list[reservations.Sides]:
    return [
        reservations.Sides(derivation, maker, other, codes[maker], codes[other])
        for maker, other in ((one, two), (two, one))
    ]


def _replaced(derivation: Derivation, one: str, two: str) -> list[Change]:
    """Between parties to a later treaty that replaces this one, the later one alone applies."""
    found = []
    for other, entry, joined, _, _ in replacements(derivation.treaty, derivation.context):
        if one in joined and two in joined:
            at = latest_of([entry, joined[one], joined[two]])
            text = f"replaced between the two by {other} from {at.edtf}"
            found.append(Change(at, "not_in_force", Reason(rule="VCLT 30(4)(a), 59(1)", text=text)))
    return found


def modifications(derivation: Derivation, a: str, b: str, on: date) -> tuple[dict[str, Any], ...]:
    """What stands between the two on the day: reservations with the other side's answer, amendments."""
    one, two = person(a, derivation.context), person(b, derivation.context)
    found: list[dict[str, Any]] = []
    for sides in _sides(derivation, one, two, {one: a, two: b}):
        found += reservations.modifications(sides, on)
    return (*found, *amendments.modifications(derivation, a, b, on))
