"""The cascade: each attack engages duties, each duty honoured is an act that may engage others.

A state that honours a duty of defence uses force against the attacker. That act is an event of kind
``assistance``: it lets loose what is keyed to war as such; whether it is an "armed attack" on the
aggressor is no under the Charter (article 51), and unknown for clauses before it. A fixed point is
always reached, because there are finitely many (kind, attacked, by) and each is played once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from foedera.dates import Answer
from foedera.model.canonical import as_json

from .evaluate import Duty
from .event import Event
from .scenario import Deed, Scenario

Evaluate = Callable[[Event], tuple[Duty, ...]]


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One event, the duties it concerns, and what honouring them set off.

    ``cause``: index of the step whose duty this event honours, None for an event of the scenario.
    """

    index: int
    event: Event
    duties: tuple[Duty, ...]
    cause: int | None = None
    by_duty: str | None = None
    honoured: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """What the law demanded of a state against what it did. ``kept``: None where no duty was engaged."""

    state: str
    did: str
    demanded: tuple[str, ...]
    kept: Answer | None


class Cascade(msgspec.Struct, frozen=True, kw_only=True):
    """The whole chain."""

    title: str
    steps: tuple[Step, ...]
    comparisons: tuple[Comparison, ...] = ()
    later_known: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return as_json(self)


def event_key(event: Event) -> tuple[str, str, str | None]:
    """What makes two events the same: the kind (any use of force is one), and who acts against whom."""
    kind = "force" if event.kind in ("armed_attack", "assistance") else event.kind
    return kind, event.attacked, event.by


def label(duty: Duty) -> str:
    """A duty in one line."""
    return f"{duty.holder} → {duty.beneficiary}: {duty.type} ({_clause(duty)})"


def _clause(duty: Duty) -> str:
    return f"{duty.treaty} art. {duty.article}" if duty.article else duty.treaty


def play(scenario: Scenario, evaluate: Evaluate) -> Cascade:
    """Play the scenario to its fixed point. Same scenario and register, same cascade."""
    steps: list[Step] = []
    waiting: list[tuple[Event, int | None, str | None]] = [(event, None, None) for event in scenario.events]
    seen: set[tuple[str, str, str | None]] = set()
    while waiting:
        event, cause, by_duty = waiting.pop(0)
        key = event_key(event)
        if key in seen:
            continue
        seen.add(key)
        duties = evaluate(event)
        engaged = [
            duty for duty in duties if duty.engaged is Answer.YES and duty.type in ("defense", "offense")
        ]
        honoured = [duty for duty in engaged if scenario.honoured(duty.holder, duty.treaty)]
        refused = [duty for duty in engaged if duty not in honoured]
        index = len(steps)
        steps.append(
            Step(
                index=index,
                event=event,
                duties=duties,
                cause=cause,
                by_duty=by_duty,
                honoured=tuple(map(label, honoured)),
                refused=tuple(map(label, refused)),
            )
        )
        follow = [
            (act, index, label(duty)) for duty in honoured if (act := _assistance(duty, event)) is not None
        ]
        # What follows from an event is played before the next event of the scenario.
        waiting[:0] = follow
    return Cascade(
        title=scenario.title,
        steps=tuple(steps),
        comparisons=tuple(_compare(deed, steps) for deed in scenario.happened),
        later_known=_later_known(steps),
    )


def consequence(duty: Duty, event: Event) -> tuple[str, str, str] | None:
    """The key of the event that honouring the duty is; None where it is none."""
    if event.by is None:
        return None
    enemy = event.attacked if duty.beneficiary == event.by else event.by
    if enemy == duty.holder:
        return None
    return duty.act, enemy, duty.holder


def _assistance(duty: Duty, event: Event) -> Event | None:
    found = consequence(duty, event)
    if found is None:
        return None
    act, enemy, _ = found
    return Event(
        kind="mobilization" if act == "mobilization" else "assistance",
        attacked=enemy,
        by=duty.holder,
        on=event.on,
        place=enemy,
        provoked=Answer.YES,
    )


def _compare(deed: Deed, steps: list[Step]) -> Comparison:
    demanded = [
        duty
        for step in steps
        for duty in step.duties
        if duty.holder == deed.state and duty.engaged in (Answer.YES, Answer.CONTESTED)
    ]
    to_fight = any(duty.type in ("defense", "offense") for duty in demanded)
    to_stay_out = any(duty.type in ("neutrality", "nonaggression") for duty in demanded)
    fought = deed.did in ("fought", "attacked", "joined")
    kept = None
    if to_fight or to_stay_out:
        kept = Answer.of((fought or not to_fight) and (not fought or not to_stay_out or to_fight))
    lines = tuple(dict.fromkeys(map(label, demanded)))
    return Comparison(state=deed.state, did=deed.did, demanded=lines, kept=kept)


def _later_known(steps: list[Step]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            f"{_clause(duty)} was secret until {duty.secret_until}"
            for step in steps
            for duty in step.duties
            if duty.secret_until and duty.secret_until > step.event.on.isoformat()
        )
    )
