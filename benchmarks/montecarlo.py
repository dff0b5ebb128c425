"""Many runs of one scenario: seconds for 100,000 runs among 40 states, and against a plain loop.

The scenario is made up: 40 states in a ring of alliances and some long chords, one attack. Nothing of it
comes from the register; duties are given directly, so that only the simulation is measured.

    python benchmarks/montecarlo.py [RUNS]
"""

from __future__ import annotations

import random
import sys
from datetime import date
from time import perf_counter

from foedera.dates import Answer
from foedera.duties import Duty, Event, Scenario, play, simulate
from foedera.duties.cascade import consequence, event_key
from foedera.duties.montecarlo import PROBABILITIES

STATES = tuple(f"S{n:02}" for n in range(40))
ALLIES = {
    state: tuple(STATES[(n + step) % len(STATES)] for step in (1, 2, 7, 13)) for n, state in enumerate(STATES)
}
SAMPLE = 2_000


def evaluate(event: Event) -> tuple[Duty, ...]:
    """Each ally of the attacked owes it help, with a firmness of 1 to 5 by its place in the list."""
    return tuple(
        Duty(
            holder=ally, beneficiary=event.attacked, treaty=f"{event.attacked}-{ally}", article=None,
            type="defense", duty=None, firmness=5 - n, engaged=Answer.of(ally != event.by),
        )
        for n, ally in enumerate(ALLIES[event.attacked])
    )  # fmt: skip


def plain(scenario: Scenario, runs: int, seed: int) -> float:
    """The same model run by run over dictionaries; gives the share in which the last state fights."""
    steps = play(scenario, evaluate).steps
    edges: dict[tuple[str, str, str | None], list[tuple[tuple[str, str, str], float]]] = {}
    for step in steps:
        found = edges.setdefault(event_key(step.event), [])
        for duty in step.duties:
            act = consequence(duty, step.event)
            if duty.engaged is Answer.YES and act:
                found.append((act, PROBABILITIES[duty.firmness or 0]))
    draw, fights = random.Random(seed), 0
    for _ in range(runs):
        happened = {event_key(event) for event in scenario.events}
        waiting = list(happened)
        while waiting:
            for act, chance in edges.get(waiting.pop(), ()):
                if act not in happened and draw.random() < chance:
                    happened.add(act)
                    waiting.append(act)
        fights += any(by == STATES[-1] for _, _, by in happened)
    return fights / runs


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    attack = Event(kind="armed_attack", attacked=STATES[0], by=STATES[20], on=date(1914, 8, 1))
    scenario = Scenario(title="forty states", events=(attack,))
    start = perf_counter()
    odds = simulate(scenario, evaluate, runs=runs, seed=1)
    seconds = perf_counter() - start
    start = perf_counter()
    share = plain(scenario, SAMPLE, 1)
    per_run = (perf_counter() - start) / SAMPLE
    print(f"{len(STATES)} states, {len(odds.events)} possible events, {runs} runs: {seconds:.2f} s")
    print(f"plain loop, from {SAMPLE} runs: {per_run * runs:.2f} s; ratio {per_run * runs / seconds:.1f}")
    print(f"share in which {STATES[-1]} fights: {odds.states.get(STATES[-1], 0):.3f} and {share:.3f}")


if __name__ == "__main__":
    main()
