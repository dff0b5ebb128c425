"""Many cascades at once: each engaged duty is honoured with a probability by its firmness.

The events that can happen are those of the cascade in which everybody honours everything. Each is a
column, each duty an edge, each run a row of booleans; the edges are followed in waves until no event is
added. Deterministic for a seed.
"""

from __future__ import annotations

from typing import Any

import msgspec

from foedera.dates import Answer
from foedera.errors import FoederaError
from foedera.model.canonical import as_json

from .cascade import Evaluate, consequence, event_key, label, play
from .scenario import Scenario

PROBABILITIES: dict[int, float] = {5: 0.9, 4: 0.8, 3: 0.65, 2: 0.5, 1: 0.1, 0: 0.0}
"""Assumptions of the model, not findings: give your own with ``probabilities``."""


class Odds(msgspec.Struct, frozen=True, kw_only=True):
    """Shares of runs. ``events``: who came to use force against whom; ``states``: who fought at all."""

    runs: int
    seed: int
    probabilities: dict[int, float]
    events: tuple[dict[str, Any], ...]
    states: dict[str, float]

    def to_dict(self) -> dict[str, Any]:
        return as_json(self)


def simulate(
    scenario: Scenario,
    evaluate: Evaluate,
    runs: int = 10_000,
    seed: int = 0,
    probabilities: dict[int, float] | None = None,
) -> Odds:
    """Shares of ``runs`` in which each event of the full cascade comes about.

    A duty that is only contested or unknown is not honoured here. Raises ``FoederaError`` for a number
    of runs outside 1 to 10 million or a probability outside 0 to 1.
    """
    import numpy as np

    odds = {**PROBABILITIES, **(probabilities or {})}
    if not 1 <= runs <= 10_000_000:
        raise FoederaError("--runs", f"{runs} runs", "take 1 to 10 000 000")
    if any(not 0 <= value <= 1 for value in odds.values()):
        raise FoederaError("--probability", "a probability lies outside 0 to 1", "give a share")
    steps = play(msgspec.structs.replace(scenario, honours={}), evaluate).steps
    place = {event_key(step.event): step.index for step in steps}
    edges = []
    for step in steps:
        for duty in step.duties:
            if (
                duty.engaged is not Answer.YES
                or duty.type not in ("defense", "offense")
                or step.event.by is None
            ):
                continue
            act = consequence(duty, step.event)
            target = place.get(act) if act else None
            if target is not None:
                edges.append((step.index, target, odds.get(duty.firmness or 0, 0.0), label(duty)))
    happened = np.zeros((runs, len(steps)), dtype=bool)
    given = {event_key(event) for event in scenario.events}
    happened[:, [step.index for step in steps if event_key(step.event) in given]] = True
    draw = np.random.default_rng(seed)
    honours = [draw.random(runs, dtype=np.float32) < chance for _, _, chance, _ in edges]
    count = -1
    while count != (count := int(happened.sum())):
        for (start, target, _, _), honoured in zip(edges, honours, strict=True):
            happened[:, target] |= happened[:, start] & honoured
    shares = happened.mean(axis=0)
    fighters = sorted({state for step in steps for state in (step.event.by, step.event.attacked) if state})
    return Odds(
        runs=runs,
        seed=seed,
        probabilities=odds,
        events=tuple(
            {
                "attacked": s.event.attacked,
                "by": s.event.by,
                "on": s.event.on.isoformat(),
                "share": float(shares[s.index]),
            }
            for s in steps
        ),
        states={
            state: float(
                happened[:, [s.index for s in steps if state in (s.event.by, s.event.attacked)]]
                .any(axis=1)
                .mean()
            )
            for state in fighters
        },
    )
