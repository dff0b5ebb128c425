"""Later treaties and amendments: which text governs between whom (VCLT 30, 40, 59)."""

from __future__ import annotations

from typing import Any

import pytest
from tests.law.test_families import THREE, World, answer, deposits, event, record

from foedera.dates import Answer
from foedera.law import Derivation, StatesContext, derive
from foedera.model.conditions import Consents, OnDate

TWO = deposits(("FRA", "1995-01-01"), ("ITA", "1995-02-01"))
ALL = [*TWO, *deposits(("POL", "1997-01-01"))]


def later(events: list[Any], **more: Any) -> Derivation:
    return derive(record(Consents(n=2), id="later", terminates=("t",), **more), events, StatesContext())


@pytest.mark.parametrize(
    ("case", "new", "on", "expected"),
    [
        ("two of three joined the later one", later(TWO), "1996-01-01", "yes"),
        ("all three", later(ALL), "1997-01-01", "no"),
        ("before the last of them", later(ALL), "1996-12-31", "yes"),
        (
            "the later record does not hold everybody's acts",
            later(TWO, participation="partial"),
            "1996-01-01",
            "unknown",
        ),
        ("the later one is not in force", later(TWO[:1]), "1999-01-01", "yes"),
    ],
)
def test_a_later_treaty_ends_the_earlier_when_all_parties_are_bound_by_it(
    case: str, new: Derivation, on: str, expected: str
) -> None:
    assert answer(record(Consents(n=3)), THREE, on, World(later=new)).in_force.value == expected, case


@pytest.mark.parametrize(
    ("pair", "on", "expected"),
    [
        (("FRA", "ITA"), "1995-01-31", Answer.YES),
        (("FRA", "ITA"), "1995-02-01", Answer.NO),
        (("FRA", "POL"), "1996-01-01", Answer.YES),
    ],
)
def test_between_parties_to_both_the_later_one_alone_applies(
    pair: tuple[str, str], on: str, expected: Answer
) -> None:
    found = answer(record(Consents(n=3)), THREE, on, World(later=later(TWO)), between=pair)
    assert found.pair is not None
    assert found.pair.in_force is expected


def test_a_party_that_left_before_does_not_keep_the_earlier_treaty_alive() -> None:
    exit_ = event("POL", "termination", "1993-01-01")
    found = answer(record(Consents(n=3)), [*THREE, exit_], "1996-01-01", World(later=later(TWO)))
    assert (found.in_force, found.until) == (Answer.NO, "1995-02-01")


class Amended(World):
    def amenders(self, treaty_id: str) -> tuple[str, ...]:
        return ("amending",) if treaty_id == "t" else ()


def amended(events: list[Any], a: str, b: str, on: str, **more: Any) -> list[tuple[str, str]]:
    amending = derive(record(Consents(n=1), id="amending", amends="t", **more), events, StatesContext())
    members = [*THREE, *deposits(("ESP", "2000-01-01"))]
    found = answer(record(Consents(n=1)), members, on, Amended(amending=amending), between=(a, b))
    assert found.pair is not None
    return [(m["type"], m["rule"]) for m in found.pair.modifications]


ORIGINAL, AS_AMENDED = ("original_text", "VCLT 40(4), 30(4)"), ("amendment", "VCLT 40(4), 30(4)")
NEW_ORIGINAL, NEW_AMENDED = ("original_text", "VCLT 40(4)-(5)"), ("amendment", "VCLT 40(4)-(5)")


@pytest.mark.parametrize(
    ("case", "pair", "on", "more", "expected"),
    [
        ("both accepted the amendment", ("FRA", "ITA"), "1996-01-01", {}, [AS_AMENDED]),
        ("one did not: the original governs", ("FRA", "POL"), "1996-01-01", {}, [ORIGINAL]),
        ("before it was in force", ("FRA", "POL"), "1994-01-01", {}, []),
        ("a newcomer and one who accepted it", ("FRA", "ESP"), "2001-01-01", {}, [NEW_AMENDED]),
        ("a newcomer and one who did not", ("POL", "ESP"), "2001-01-01", {}, [NEW_ORIGINAL]),
        (
            "the text binds newcomers to the original",
            ("FRA", "ESP"),
            "2001-01-01",
            {"newcomers": "original"},
            [ORIGINAL],
        ),
        (
            "the record is partial",
            ("FRA", "POL"),
            "1996-01-01",
            {"participation": "partial"},
            [("amendment_unknown", "VCLT 40(4), 30(4)")],
        ),
    ],
)
def test_which_text_governs(
    case: str, pair: tuple[str, str], on: str, more: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert amended(TWO, *pair, on, **more) == expected, case


def test_a_later_treaty_that_names_nobody_is_taken_at_its_word() -> None:
    new = derive(record(OnDate(date="2024-12-04"), id="new", terminates=("t",)), [], StatesContext())
    assert answer(record(Consents(n=2)), THREE, "2024-12-04", World(new=new)).in_force is Answer.NO


@pytest.mark.parametrize(
    ("case", "state", "on", "more", "expected"),
    [
        ("a newcomer to the treaty", "ESP", "2001-01-01", {}, ("party", "yes", "2000-01-01")),
        ("before it joined", "ESP", "1999-01-01", {}, ("none", "no", None)),
        (
            "the text binds newcomers to the original",
            "ESP",
            "2001-01-01",
            {"newcomers": "original"},
            ("none", "no", None),
        ),
        ("one who was there before and did not accept", "POL", "2001-01-01", {}, ("none", "no", None)),
    ],
)
def test_whether_a_state_without_an_act_is_bound_by_the_amendment(
    case: str, state: str, on: str, more: dict[str, Any], expected: tuple[str, str, str | None]
) -> None:
    original = derive(
        record(Consents(n=1), id="parent"), [*THREE, *deposits(("ESP", "2000-01-01"))], StatesContext()
    )
    found = answer(
        record(Consents(n=1), amends="parent", **more), TWO, on, World(parent=original), party=state
    )
    held = found.parties[state]
    assert (held.status, held.in_force.value, held.start) == expected, case
    assert found.counts.parties == 2
