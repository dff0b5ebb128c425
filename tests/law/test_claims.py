"""Acts against a treaty outside its own clauses are claims (VCLT 42, 56, 60-62, 65)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.law.test_families import BOTH, THREE, event, record

from foedera.dates import Answer, Period
from foedera.law import StatesContext, status_in_worlds
from foedera.law.worlds import contested_spells, worlds_of
from foedera.model import DurationRule, Event, Status, Treaty, WithdrawalRule
from foedera.model.conditions import Consents, Exchange

NONE = WithdrawalRule(clause=False)
YEAR = WithdrawalRule(notice=Period(years=1))
NOTICE = event("FRA", "denunciation", "1997-08-25")


def asked(treaty: Treaty, events: list[Event], on: str, party: str = "FRA") -> Status:
    return status_in_worlds(
        treaty, [*THREE, *events], StatesContext(), on=date.fromisoformat(on), party=party
    )


@pytest.mark.parametrize(
    ("case", "rule", "notice", "on", "expected"),
    [
        ("nobody said anything", NONE, {}, "2000-01-01", ("party", "contested")),
        (
            "the depositary holds it impossible",
            NONE,
            {"disputed_by": ("UN",)},
            "2000-01-01",
            ("party", "contested"),
        ),
        ("within twelve months it is bound either way", NONE, {}, "1998-08-24", ("party", "yes")),
        ("from then on it may not be", NONE, {}, "1998-08-25", ("party", "contested")),
        (
            "a right to leave is implied",
            WithdrawalRule(clause=False, implied=True),
            {},
            "1998-08-25",
            ("former", "no"),
        ),
        ("it is not", WithdrawalRule(clause=False, implied=False), {}, "2000-01-01", ("party", "yes")),
        ("the others took it as an exit", NONE, {"effective": "1999-01-01"}, "2000-01-01", ("former", "no")),
        ("it has a clause", YEAR, {}, "2000-01-01", ("former", "no")),
        (
            "it has a clause, and the effect is disputed",
            YEAR,
            {"disputed_by": ("ITA",)},
            "2000-01-01",
            ("party", "contested"),
        ),
        ("a decision at home is no notice", NONE, {"step": "domestic"}, "2000-01-01", ("party", "yes")),
        ("an announcement is none", NONE, {"status": "planned"}, "2000-01-01", ("party", "yes")),
    ],
)
def test_a_notice_under_a_treaty_without_a_clause(
    case: str, rule: WithdrawalRule, notice: dict[str, Any], on: str, expected: tuple[str, str]
) -> None:
    found = asked(
        record(Consents(n=2), withdrawal=rule), [event("FRA", "denunciation", "1997-08-25", **notice)], on
    )
    held = found.parties["FRA"]
    assert (held.status, held.in_force.value) == expected, case


def test_the_reason_names_the_rule_and_both_accounts() -> None:
    found = asked(record(Consents(n=2), withdrawal=NONE), [NOTICE], "2000-01-01")
    assert any("VCLT 56" in note for note in found.notes)
    assert [(c.field, c.matters, [v.value for v in c.versions]) for c in found.contested] == [
        ("FRA denunciation effect", True, ["without effect", "takes effect"])
    ]


def test_a_term_is_a_provision_on_the_end_so_that_no_right_to_leave_is_implied() -> None:
    treaty = record(Consents(n=2), withdrawal=NONE, duration=DurationRule(period=Period(years=50)))
    held = asked(treaty, [NOTICE], "2000-01-01").parties["FRA"]
    assert (held.status, held.in_force) == ("party", Answer.YES)


@pytest.mark.parametrize(
    ("case", "answers", "on", "expected"),
    [
        ("within three months nothing is settled", [], "1997-11-24", "yes"),
        ("nobody objected for three months", [], "1997-11-25", "no"),
        (
            "an objection in time",
            [event("ITA", "objection", "1997-10-01", to=("FRA",))],
            "2000-01-01",
            "contested",
        ),
        ("an objection too late", [event("ITA", "objection", "1998-10-01", to=("FRA",))], "2000-01-01", "no"),
    ],
)
@pytest.mark.parametrize("ground", ["breach", "impossibility", "changed_circumstances"])
@pytest.mark.parametrize("act", ["termination", "denunciation"])
def test_three_months_for_objection(
    case: str, answers: list[Event], on: str, expected: str, ground: str, act: str
) -> None:
    claim = event("FRA", act, "1997-08-25", ground=ground)
    found = asked(record(Consents(n=2)), [claim, *answers], on)
    assert found.parties["FRA"].in_force.value == expected, case


def test_a_boundary_stands_whatever_circumstances_change() -> None:
    claim = event("FRA", "termination", "1997-08-25", ground="changed_circumstances")
    found = asked(record(Consents(n=2), regime="boundary"), [claim], "2000-01-01")
    assert found.parties["FRA"].in_force is Answer.YES
    assert any("VCLT 62(2)(a)" in note for note in found.notes)


@pytest.mark.parametrize(
    ("case", "answers", "expected"),
    [
        ("undisputed", [], ("suspended", "no")),
        (
            "an objection directed at it",
            [event("ITA", "objection", "2025-09-01", to=("FRA",))],
            ("party", "contested"),
        ),
        (
            "an objection by one who has not said to whom",
            [event("ITA", "objection", "2025-09-01")],
            ("suspended", "no"),
        ),
        (
            "an objection to an older reservation is none to the suspension",
            [event("FRA", "reservation", "1991-01-10"), event("ITA", "objection", "1991-05-01", to=("FRA",))],
            ("suspended", "no"),
        ),
    ],
)
def test_a_suspension_without_a_clause(case: str, answers: list[Event], expected: tuple[str, str]) -> None:
    suspension = event("FRA", "suspension", "2025-07-21")
    held = asked(record(Consents(n=2)), [suspension, *answers], "2026-01-01").parties["FRA"]
    assert (held.status, held.in_force.value) == expected, case


def test_between_two_a_suspension_by_one_concerns_both() -> None:
    exchanged = [event(s, "exchange", "2011-02-05") for s in ("FRA", "ITA")]
    for by, expected in (((), Answer.NO), (("ITA",), Answer.CONTESTED)):
        suspension = event("FRA", "suspension", "2023-02-28", disputed_by=by)
        found = status_in_worlds(
            record(Exchange(), **BOTH), [*exchanged, suspension], StatesContext(), on=date(2024, 1, 1)
        )
        assert (found.in_force, found.parties["ITA"].in_force) == (expected, expected)
        assert found.counts.parties == 2


def test_a_notice_taken_back_is_contested_no_more() -> None:
    back = event("FRA", "denunciation_revocation", "1998-01-01")
    found = asked(record(Consents(n=2), withdrawal=NONE), [NOTICE, back], "2000-01-01")
    assert (found.parties["FRA"].in_force, found.contested) == (Answer.YES, ())
    late = event("FRA", "denunciation_revocation", "1999-01-01")
    found = asked(record(Consents(n=2), withdrawal=NONE), [NOTICE, late], "2000-01-01")
    assert found.parties["FRA"].in_force is Answer.CONTESTED


def test_the_timeline_tells_what_a_dispute_would_change() -> None:
    treaty = record(Consents(n=2), withdrawal=NONE)
    (dispute,) = contested_spells(worlds_of(treaty, [*THREE, NOTICE], StatesContext()))
    assert dispute.field == "FRA denunciation effect"
    assert [(s.subject, s.status, s.start) for s in dispute.spells][-1] == ("FRA", "former", "1998-08-25")
    assert {s.subject for s in dispute.spells} == {"FRA"}


def test_a_claim_of_a_day_of_its_own_is_contested_from_that_day() -> None:
    treaty = record(Consents(n=2), withdrawal=WithdrawalRule(notice=Period(months=3)))
    claim = event("FRA", "denunciation", "2003-01-10", effective="2003-01-11", disputed_by=("ITA",))
    answers = [asked(treaty, [claim], on).parties["FRA"].in_force for on in ("2003-01-10", "2003-01-11")]
    assert answers == [Answer.YES, Answer.CONTESTED]
