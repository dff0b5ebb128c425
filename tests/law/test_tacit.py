"""Amendments that silence accepts: FRA, ITA, POL are parties to T; who objects by 1996-01-01 is not bound."""

from __future__ import annotations

from typing import Any

import pytest
from tests.law.test_families import THREE, World, answer, deposits, event, record

from foedera.dates import Delay, Period
from foedera.law import StatesContext, derive
from foedera.model import Event, Status, WithdrawalRule
from foedera.model.conditions import Consents, Unopposed

YEAR = WithdrawalRule(notice=Period(years=1))


def amended(raised: list[Event], on: str, parent: list[Event] | None = None, **limit: Any) -> Status:
    whole = [*THREE, *(parent or []), *deposits(("ESP", "1999-01-01"))]
    base = derive(record(Consents(n=2), id="parent", withdrawal=YEAR), whole, StatesContext())
    rule = Unopposed(treaty="parent", by="1996-01-01", **limit)
    return answer(record(rule, after=Delay(months=6), amends="parent"), raised, on, World(parent=base))


FRANCE, ITALY = (event(s, "objection", "1995-12-01") for s in ("FRA", "ITA"))


@pytest.mark.parametrize(
    ("case", "raised", "limit", "expected"),
    [
        ("silence", [], {"fraction": 1 / 3}, "1996-07-01"),
        ("a third objected", [FRANCE], {"fraction": 1 / 3}, None),
        ("one objected where a half is needed", [FRANCE], {"fraction": 0.5}, "1996-07-01"),
        ("two of two needed", [FRANCE, ITALY], {"objections": 2}, None),
        ("objections keep out their authors alone", [FRANCE, ITALY], {}, "1996-07-01"),
        (
            "an objection of one who is no party",
            [event("DEU", "objection", "1995-12-01")],
            {"objections": 1},
            "1996-07-01",
        ),
        ("an objection too late", [event("FRA", "objection", "1996-01-02")], {"objections": 1}, "1996-07-01"),
        ("on the last day", [event("FRA", "objection", "1996-01-01")], {"objections": 1}, None),
    ],
)
def test_in_force_unless_enough_objected(
    case: str, raised: list[Event], limit: dict[str, Any], expected: str | None
) -> None:
    found = amended(raised, "1996-07-01", **limit)
    assert (found.in_force.value, found.since) == ("yes" if expected else "no", expected), case


def test_who_kept_silent_is_bound_and_who_objected_is_not() -> None:
    found = amended([FRANCE], "1997-01-01").parties
    assert {code: held.status for code, held in found.items()} == {"ITA": "party", "POL": "party"}
    assert found["ITA"].start == "1996-07-01"


def test_an_objection_taken_back_binds_from_then_on() -> None:
    back = event("FRA", "reservation_withdrawal", "1998-01-01")
    assert amended([FRANCE, back], "1998-01-01").parties["FRA"].start == "1998-01-01"


def test_who_joins_the_treaty_later_is_bound_from_then_on() -> None:
    assert amended([], "1999-01-01").parties["ESP"].start == "1999-01-01"


def test_who_leaves_the_treaty_leaves_its_amendment() -> None:
    leaving = [event("POL", "denunciation", "2000-01-01")]
    held = amended([], "2001-01-01", leaving).parties["POL"]
    assert (held.status, held.until) == ("former", "2001-01-01")


def test_what_is_missing_is_named() -> None:
    assert amended([], "1995-06-01").missing == ("the last day for objections, 1996-01-01",)
    assert amended([FRANCE], "1997-01-01", objections=1).missing == (
        "acceptance by the parties to parent: too many objected",
    )
