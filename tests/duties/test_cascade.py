"""Cascades, many runs and conflicts on treaties made up for the case: what ends, loops, is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from foedera.dates import Answer
from foedera.duties import Commitment, Duty, Event, Scenario, conflicts, load_scenario, play, simulate
from foedera.errors import FoederaError

ON = date(1914, 8, 1)
PLEDGE = "no_conflicting_treaty"
RING = {"FRA": "GBR", "GBR": "RUS", "RUS": "FRA", "DEU": "ITA", "ITA": "AUH", "AUH": "DEU"}


def ring(event: Event) -> tuple[Duty, ...]:
    """Each state is defended by the next of its ring, whoever fights it and why."""
    holder = RING.get(event.attacked)
    if holder is None:
        return ()
    return (
        Duty(
            holder=holder,
            beneficiary=event.attacked,
            treaty=f"{event.attacked}-{holder}".lower(),
            article=None,
            type="defense",
            duty=None,
            firmness=5,
            engaged=Answer.of(holder != event.by),
        ),
    )


ATTACK = Scenario(title="ring", events=(Event(kind="armed_attack", attacked="FRA", by="DEU", on=ON),))


def test_a_scenario_that_loops_ends_with_every_pair_once() -> None:
    steps = play(ATTACK, ring).steps
    pairs = [(step.event.by, step.event.attacked) for step in steps]
    assert len(pairs) == len(set(pairs))
    assert pairs[0] == ("DEU", "FRA")
    assert ("GBR", "DEU") in pairs
    assert ("ITA", "GBR") in pairs


def test_who_does_not_honour_breaks_the_chain() -> None:
    refusing = Scenario(title="ring", events=ATTACK.events, honours={("GBR", None): False})
    (only,) = play(refusing, ring).steps
    assert len(only.refused) == 1


@pytest.mark.parametrize(("chance", "share"), [(0.0, 0.0), (1.0, 1.0)])
def test_certain_and_impossible_duties(chance: float, share: float) -> None:
    odds = simulate(ATTACK, ring, runs=100, probabilities={5: chance})
    shares = {(e["by"], e["attacked"]): e["share"] for e in odds.events}
    assert shares.pop(("DEU", "FRA")) == 1.0
    assert set(shares.values()) == {share}
    assert odds.states["DEU"] == 1.0


def test_independent_duties_multiply() -> None:
    odds = simulate(ATTACK, ring, runs=200_000, seed=3, probabilities={5: 0.5})
    shares = {(e["by"], e["attacked"]): e["share"] for e in odds.events}
    assert shares["GBR", "DEU"] == pytest.approx(0.5, abs=0.01)
    assert shares["ITA", "GBR"] == pytest.approx(0.25, abs=0.01)


@pytest.mark.parametrize(
    ("runs", "chances", "words"), [(0, {}, "take 1 to"), (10, {5: 1.5}, "outside 0 to 1")]
)
def test_what_cannot_be_simulated(runs: int, chances: dict[int, float], words: str) -> None:
    with pytest.raises(FoederaError, match=words):
        simulate(ATTACK, ring, runs=runs, probabilities=chances)


BROKEN = [
    ("events: [{on: 1914-08-01, attacked: FRA, by: FRA}]", "cannot attack itself"),
    ("events: [{on: 1914-08-01, attacked: Atlantis, by: DEU}]", "Atlantis"),
    ("events: [{on: 1850-08-01, attacked: ITA, by: FRA}]", "did not exist"),
    ("events: [{on: 1914-08, attacked: FRA, by: DEU}]", "events"),
    ("events: []", "needs a list of events"),
    ("events: [{on: 1914-08-01, attacked: FRA, by: DEU, provoked: maybe}]", "not an answer"),
    ("events: [{on: 1914-08-01, attacked: FRA, by: DEU}]\nhonors: {}", "unknown key 'honors'"),
    ("events: [", "not YAML"),
]


@pytest.mark.parametrize(("content", "words"), BROKEN)
def test_a_scenario_that_is_wrong_says_where(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "wrong.yml"
    path.write_text(content, "utf-8")
    with pytest.raises(FoederaError, match=words) as fault:
        load_scenario(path)
    assert "wrong.yml" in str(fault.value)


def commitment(
    kind: str, beneficiary: str, treaty: str, concluded: str = "1900-01-01", **more: object
) -> Commitment:
    return Commitment(
        holder="ITA", beneficiary=beneficiary, treaty=treaty, article="1", type=kind, concluded=concluded,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


# (two commitments of Italy, the kind of conflict or None, the answer)
CLASHES = [
    (("offense", "FRA", {"adversary": ("AUH",)}), ("nonaggression", "AUH", {}),
     "offense_against_nonaggression", Answer.YES),
    (("defense", "FRA", {}), ("nonaggression", "AUH", {}), "defense_against_nonaggression", Answer.UNKNOWN),
    (("defense", "FRA", {"not_against": ("AUH",)}), ("nonaggression", "AUH", {}), None, None),
    (("defense", "FRA", {"adversary": ("DEU",)}), ("nonaggression", "AUH", {}), None, None),
    (("offense", "FRA", {"adversary": ("AUH",)}), ("neutrality", "AUH", {"trigger": ("war",)}),
     "offense_against_neutrality", Answer.YES),
    (("offense", "FRA", {"adversary": ("AUH",)}), ("neutrality", "AUH", {"adversary": ("RUS",)}), None, None),
    (("offense", "FRA", {"adversary": ("AUH",), "concluded": "1915-04-26"}), (PLEDGE, "AUH", {}),
     "pledge_broken", Answer.YES),
    (("offense", "FRA", {"adversary": ("AUH",), "concluded": "1880-01-01"}), (PLEDGE, "AUH", {}),
     None, None),
    (("neutrality", "RUS", {"concluded": "1939-08-23"}), (PLEDGE, "JPN", {"adversary": ("RUS",)}),
     "pledge_broken", Answer.YES),
    (("neutrality", "GBR", {"concluded": "1939-08-23"}), (PLEDGE, "JPN", {"adversary": ("RUS",)}),
     None, None),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "kind", "answer"), CLASHES)
def test_commitments_that_clash(
    one: tuple[str, str, dict[str, object]],
    other: tuple[str, str, dict[str, object]],
    kind: str | None,
    answer: Answer | None,
) -> None:
    pair = [commitment(t, b, f"t{n}", **m) for n, (t, b, m) in enumerate((one, other))]  # type: ignore[arg-type]
    found = conflicts(pair, date(1915, 5, 1))
    assert [(c.kind, c.answer) for c in found] == ([(kind, answer)] if kind else [])
    assert all(c.rules and c.scenario for c in found)
