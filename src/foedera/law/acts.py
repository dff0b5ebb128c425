"""Acts ready for the law: dated with moments, told apart by step and status, grouped by legal person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from foedera.dates import Moment, parse
from foedera.model import Event, Treaty

from .context import Context

NOTICES = frozenset({"extension", "provisional_application"})
"""Acts whose refusal is a notice of its own: not to renew, not (or no longer) to apply provisionally."""


class Act(NamedTuple):
    """An international act that was done. ``person``: the legal person behind the party's code."""

    person: str
    at: Moment
    event: Event

    @property
    def kind(self) -> str:
        return self.event.act

    @property
    def statements(self) -> tuple[str, ...]:
        return self.event.statements


@dataclass(frozen=True)
class Acts:
    """``done``: international acts in order of time. ``domestic``: steps at home, which bind nobody.
    ``idle``: acts planned, refused, denied, alleged …, which have no effect but are named.
    ``territorial``: notices, suspensions and resumptions for some territories only, which leave the State's
    own standing as it is (VCLT 29).
    """

    done: tuple[Act, ...]
    domestic: tuple[Act, ...]
    idle: tuple[Act, ...]
    territorial: tuple[Act, ...] = ()

    @cached_property
    def _by_kind(self) -> dict[str, list[tuple[int, Act]]]:
        found: dict[str, list[tuple[int, Act]]] = {}
        for place, act in enumerate(self.done):
            found.setdefault(act.event.act, []).append((place, act))
        return found

    def of(self, *kinds: str) -> list[Act]:
        """International acts of these kinds, in order of time."""
        if len(kinds) == 1:
            return [act for _, act in self._by_kind.get(kinds[0], ())]
        return [act for _, act in sorted(pair for kind in kinds for pair in self._by_kind.get(kind, ()))]


@lru_cache(maxsize=65536)
def moment(text: str) -> Moment:
    """The days that an EDTF date may stand for."""
    return Moment.of(parse(text))


def opening(treaty: Treaty) -> Moment | None:
    """When the treaty was opened for signature; else when it was done. None where not recorded."""
    text = treaty.opened or treaty.done.date
    return moment(text) if text else None


def effective(event: Event) -> Moment | None:
    """The day of effect that a source itself states."""
    return moment(event.effective) if event.effective else None


def when(event: Event, treaty: Treaty) -> Moment:
    """The days on which the act may have been done.

    Without a date: not before the text was there, and not after the act was first reported.
    """
    found = moment(event.date) if event.date else Moment(date.min, date.max)
    lo, hi = found
    if lo == date.min and treaty.done.date:
        lo = moment(treaty.done.date).lo
    if hi == date.max and event.known:
        hi = moment(event.known).hi
    return Moment(lo, max(lo, hi))


def gather(treaty: Treaty, events: Sequence[Event], context: Context) -> Acts:
    """Sort the events of one treaty for the engine; the result does not depend on their order."""
    from .claims import CLAIMS, answered
    from .succession import person

    done: list[Act] = []
    domestic: list[Act] = []
    idle: list[Act] = []
    territorial: list[Act] = []
    for event in answered(treaty, events):
        act = Act(person(event.party, context), when(event, treaty), event)
        if event.status != "done" and not (event.act in NOTICES and event.status == "refused"):
            idle.append(act)
        elif event.step == "domestic":
            domestic.append(act)
        elif event.territory and (event.act in CLAIMS or event.act == "resumption"):
            territorial.append(act)
        elif event.act not in ("promulgation", "parliamentary_approval"):
            done.append(act)
        else:
            domestic.append(act)
    return Acts(_sorted(done), _sorted(domestic), _sorted(idle), _sorted(territorial))


# On one day a signature comes before consent, consent before what presupposes it.
_ORDER = {
    name: n for n, name in enumerate(("signature", "succession", "accession", "ratification", "deposit"))
}


def _sorted(acts: Iterable[Act]) -> tuple[Act, ...]:
    return tuple(
        sorted(
            acts, key=lambda a: (a.at, _ORDER.get(a.event.act, 9), a.event.act, a.event.party, repr(a.event))
        )
    )


def first_by_person(acts: Iterable[Act]) -> dict[str, Act]:
    """The first act of each person."""
    found: dict[str, Act] = {}
    for act in acts:
        found.setdefault(act.person, act)
    return found
