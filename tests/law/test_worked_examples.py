"""The cases in ``cases/``: a record, its acts, questions and answers, each loaded and asked as a user asks.

``worked_examples.yml`` has one case a treaty, ``rules.yml`` one a rule; ``shipped.yml`` asks the register
that comes with the program.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from foedera.book.world import World
from foedera.law import status_in_worlds
from foedera.model import Status
from foedera.register import Register
from foedera.trust import Policy


def cases(name: str) -> list[dict[str, Any]]:
    text = (Path(__file__).parent / "cases" / f"{name}.yml").read_text("utf-8")
    found: list[dict[str, Any]] = yaml.load(text, Loader=yaml.BaseLoader)
    return found


CASES = [*cases("worked_examples"), *cases("rules")]
SHIPPED = cases("shipped")
# Stand-ins for the many States that only count; no case names one of these.
UNNAMED = re.findall(
    "...",
    "AFGAGOATGBDIBENBFABGDBHRBHSBLZBOLBRBBTNBWACAFCHLCIVCMRCOGCOLCOMCPVCRICUBCYPDJIDMADOMDZAECUEGYETHFINF"
    "JIGABGHAGINGMBGNBGNQGRDGTMGUYHNDHTIIDNIRLISRJAMJORKENKHMKWTLAOLBNLBRLBYLKALSOMARMCOMDGMDVMEXMLIMLTMM"
    "RMNGMRTMUSMWIMYSNAM",
)


def write(folder: Path, record: dict[str, Any], acts: list[dict[str, Any]]) -> None:
    whole = {
        "title": {"en": record["id"]},
        **record,
        "sources": {"s1": {"publisher": "the case", "published": "1800-01-01"}},
        "acts": [{**act, "sources": ["s1"]} for act in acts],
    }
    (folder / f"{record['id']}.yml").write_text(yaml.safe_dump(whole, sort_keys=False), "utf-8")


def unnamed(nth: dict[str, str], taken: set[str]) -> list[dict[str, Any]]:
    """N instruments, all but the last a month before the day."""
    states = [code for code in UNNAMED if code not in taken][: int(nth["count"])]
    assert len(states) == int(nth["count"])
    day = date.fromisoformat(nth["date"])
    before = (day - timedelta(days=30)).isoformat()
    return [
        {"parties": states[:-1], "act": "deposit", "date": before},
        {"parties": states[-1:], "act": "deposit", "date": nth["date"]},
    ]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_worked_example(case: dict[str, Any], tmp_path: Path) -> None:
    acts = list(case.get("acts", []))
    taken = {code for act in acts for code in act["parties"]}
    if "nth" in case:
        acts += unnamed(case["nth"], taken)
    record = dict(case["treaty"])
    write(tmp_path, record, acts)
    for other in case.get("others", []):
        write(tmp_path, {k: v for k, v in other.items() if k != "acts"}, other.get("acts", []))
    world = World(Register([tmp_path], shipped=False), None, Policy(), None)
    for question in case["ask"]:
        answered(question, ask(world, question.get("of", record["id"]), question))


@pytest.fixture(scope="module")
def register() -> World:
    return World(Register(), None, Policy(), None)


@pytest.mark.parametrize("case", SHIPPED, ids=[case["treaty"] for case in SHIPPED])
def test_the_shipped_register(case: dict[str, Any], register: World) -> None:
    for question in case["ask"]:
        answered(question, ask(register, case["treaty"], question))


def ask(world: World, treaty_id: str, question: dict[str, Any]) -> Status:
    treaty = world.treaty(treaty_id)
    assert treaty is not None
    between = question.get("between")
    return status_in_worlds(
        treaty,
        world.events(treaty_id),
        world,
        on=date.fromisoformat(question["on"]),
        party=question.get("party"),
        between=(between[0], between[1]) if between else None,
        place=question.get("place"),
    )


def answered(question: dict[str, Any], found: Status) -> None:
    """Every expectation that the question states, and no key that is not understood."""
    party = found.parties.get(question.get("party", ""))
    given: dict[str, Any] = {
        "in_force": found.in_force.value,
        "since": found.since,
        "until": (party.until if "status" in question and party else found.until) or "null",
        "missing": list(found.missing),
        "status": party.status if party else None,
        "bound": party.in_force.value if party else None,
        "from": party.start if party else None,
        "pair": found.pair.in_force.value if found.pair else None,
        "modified": [m["type"] for m in found.pair.modifications] if found.pair else None,
        "applies": found.territory.applies.value if found.territory else None,
        "contested": [c.field for c in found.contested if c.matters],
    }
    words = {"why": repr(found.why), "note": " ".join(found.notes)}
    for key, want in question.items():
        if key in words:
            assert want in words[key], (question, key)
        elif key not in ("on", "of", "party", "between", "place"):
            assert given[key] == want, (question, key, given)
