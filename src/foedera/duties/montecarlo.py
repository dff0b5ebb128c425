"""Many cascades at once: each engaged duty is honoured with a probability by its firmness.

The events that can happen are those of the cascade in which everybody honours everything. Each is a
row, each duty an edge, each run a bit in the rows; the edges are followed until no bit is added.
Deterministic for a seed.
"""

from __future__ import annotations

from typing import Any

import msgspec

from foedera.dates import Answer
from foedera.errors import FoederaError
from foedera.model.canonical import as_json

from .cascade import Evaluate, consequence, event_key, play
from .scenario import Scenario

PROBABILITIES: dict[int, float] = {5: 0.9, 4: 0.8, 3: 0.65, 2: 0.5, 1: 0.1, 0: 0.0}
"""Assumptions of the model, not findings: give your own with ``probabilities``."""
BLOCK = 131_072
"""Runs computed together; more runs are computed block by block, so memory stays bounded."""
FORCE = frozenset({"armed_attack", "assistance"})
Edge = tuple[int, int, float]
"""Index of the event, index of the event that honouring its duty is, and the chance of that."""


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
    edges: list[Edge] = []
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
                edges.append((step.index, target, odds.get(duty.firmness or 0, 0.0)))
    given = {event_key(event) for event in scenario.events}
    certain = [step.index for step in steps if event_key(step.event) in given]
    fighters = sorted({state for step in steps for state in (step.event.by, step.event.attacked) if state})
    of_state = [
        [s.index for s in steps if state in (s.event.by, s.event.attacked) and s.event.kind in FORCE]
        for state in fighters
    ]
    counts, fought = np.zeros(len(steps), dtype=np.int64), np.zeros(len(fighters), dtype=np.int64)
    draw = np.random.default_rng(seed)
    for first in range(0, runs, BLOCK):
        size = min(BLOCK, runs - first)
        happened = _block(draw, size, len(steps), certain, edges)
        counts += _ones(happened)
        for n, rows in enumerate(of_state):
            fought[n] += _ones(np.bitwise_or.reduce(happened[rows], axis=0)[None, :])[0] if rows else 0
    shares = counts / runs
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
        states={state: float(count / runs) for state, count in zip(fighters, fought, strict=True)},
    )


def _block(draw: Any, runs: int, events: int, certain: list[int], edges: list[Edge]) -> Any:
    """One block of runs: an array of bits, a row per event and a bit per run.

    A chance is drawn as 16 bits per run, so probabilities are kept to 1/65536.
    """
    import numpy as np

    width = (runs + 7) // 8
    full = np.packbits(np.ones(runs, dtype=bool))
    happened = np.zeros((events, width), dtype=np.uint8)
    happened[certain] = full
    honours: dict[int, list[tuple[int, Any]]] = {}
    for start, target, chance in edges:
        words = draw.integers(0, 2**64, size=(runs + 3) // 4, dtype=np.uint64).view(np.uint16)[:runs]
        bits = np.packbits(words < round(chance * 65536)) if chance < 1 else full
        honours.setdefault(start, []).append((target, bits))
    waiting, queued = list(certain), set(certain)
    while waiting:
        start = waiting.pop(0)
        queued.discard(start)
        for target, bits in honours.get(start, ()):
            joined = happened[start] & bits & ~happened[target]
            if joined.any():
                happened[target] |= joined
                if target not in queued:
                    queued.add(target)
                    waiting.append(target)
    return happened


def _ones(bits: Any) -> Any:
    """How many bits of each row are set."""
    import numpy as np

    counts = np.array([bin(byte).count("1") for byte in range(256)], dtype=np.uint8)
    return counts[bits].sum(axis=1, dtype=np.int64)
