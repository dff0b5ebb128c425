"""Reservations between two States (VCLT 19-23): FRA reserves, ITA answers or keeps silent."""

from __future__ import annotations

from typing import Any

import pytest
from tests.law.test_families import THREE, between, event, record

from foedera.dates import Answer, Period
from foedera.model import Event, Treaty, WithdrawalRule
from foedera.model.conditions import Consents

RESERVATION = event("FRA", "reservation", "1991-03-10", articles=("29",))
SIMPLE = event("ITA", "objection", "1991-06-01", to=("FRA",))
QUALIFIED = event("ITA", "objection", "1991-06-01", to=("FRA",), qualified=True)
LATE = event("ITA", "objection", "1996-06-01", to=("FRA",))


def standing(events: list[Event], on: str, treaty: Treaty | None = None) -> tuple[Answer, list[str]]:
    found = between(treaty or record(Consents(n=1)), [*THREE, *events], on)
    return found.in_force, [m["type"] for m in found.modifications]


@pytest.mark.parametrize(
    ("case", "events", "on", "expected"),
    [
        ("silence for less than a year", [RESERVATION], "1991-06-01", ("yes", ["reservation"])),
        ("a simple objection", [RESERVATION, SIMPLE], "1991-06-01", ("yes", ["reservation_objected"])),
        ("before it was made", [RESERVATION, SIMPLE], "1991-05-31", ("yes", ["reservation"])),
        ("a qualified objection", [RESERVATION, QUALIFIED], "1991-06-01", ("no", [])),
        ("an objection after tacit acceptance", [RESERVATION, LATE], "1997-01-01", ("yes", ["reservation"])),
        (
            "a qualified one after tacit acceptance",
            [RESERVATION, event("ITA", "objection", "1996-06-01", to=("FRA",), qualified=True)],
            "1997-01-01",
            ("yes", ["reservation"]),
        ),
        (
            "on the last day of the twelve months",
            [RESERVATION, event("ITA", "objection", "1992-03-10", to=("FRA",))],
            "1993-01-01",
            ("yes", ["reservation_objected"]),
        ),
        (
            "to another article",
            [RESERVATION, event("ITA", "objection", "1991-06-01", to=("FRA",), articles=("16",))],
            "1993-01-01",
            ("yes", ["reservation"]),
        ),
        (
            "to a part of the article",
            [RESERVATION, event("ITA", "objection", "1991-06-01", to=("FRA",), articles=("29(1)",))],
            "1993-01-01",
            ("yes", ["reservation_objected"]),
        ),
        (
            "an objection withdrawn",
            [RESERVATION, SIMPLE, event("ITA", "reservation_withdrawal", "1995-01-01", to=("FRA",))],
            "1997-01-01",
            ("yes", ["reservation"]),
        ),
        (
            "a qualified objection withdrawn: the treaty applies from then on",
            [RESERVATION, QUALIFIED, event("ITA", "reservation_withdrawal", "1995-01-01", to=("FRA",))],
            "1995-01-01",
            ("yes", ["reservation"]),
        ),
        (
            "the reservation itself withdrawn lifts a qualified objection",
            [RESERVATION, QUALIFIED, event("FRA", "reservation_withdrawal", "1995-01-01")],
            "1995-01-01",
            ("yes", []),
        ),
        (
            "withdrawn in part",
            [
                event("FRA", "reservation", "1991-03-10", articles=("29", "16(1)")),
                event("FRA", "reservation_withdrawal", "1995-01-01", articles=("16",)),
            ],
            "1996-01-01",
            ("yes", ["reservation"]),
        ),
        (
            "an objection to a reservation that is not on record",
            [SIMPLE],
            "1993-01-01",
            ("yes", ["reservation_objected"]),
        ),
    ],
)
def test_between_the_reserving_state_and_the_other(
    case: str, events: list[Event], on: str, expected: tuple[str, list[str]]
) -> None:
    answer, types = standing(events, on)
    assert (answer.value, types) == expected, case


def test_who_joins_later_may_object_until_its_own_consent() -> None:
    late = [event("ITA", "deposit", "1999-01-01"), event("ITA", "objection", "1999-01-01", to=("FRA",))]
    found = between(record(Consents(n=1)), [*THREE[:1], RESERVATION, *late], "2000-01-01")
    assert [m["type"] for m in found.modifications] == ["reservation_objected"]


def test_what_remains_of_a_reservation_is_named() -> None:
    events = [
        event("FRA", "reservation", "1991-03-10", articles=("29", "16(1)")),
        event("FRA", "reservation_withdrawal", "1995-01-01", articles=("16",)),
    ]
    (found,) = between(record(Consents(n=1)), [*THREE, *events], "1996-01-01").modifications
    assert found["articles"] == ["29"]


@pytest.mark.parametrize(
    ("rule", "listed", "prohibited"),
    [
        ("prohibited", (), True),
        ("listed", ("12",), True),
        ("listed", ("29",), False),
        ("compatible", (), False),
    ],
)
def test_a_prohibited_reservation_is_not_accepted_by_silence(
    rule: Any, listed: tuple[str, ...], prohibited: bool
) -> None:
    treaty = record(Consents(n=1), reservations=rule, reservation_articles=listed)
    (found,) = between(treaty, [*THREE, RESERVATION], "1997-01-01").modifications
    assert (found["type"], found["accepted"]) == (
        ("reservation_prohibited", "no") if prohibited else ("reservation", "yes")
    )


def test_an_objection_to_a_prohibited_reservation_is_never_late() -> None:
    treaty = record(Consents(n=1), reservations="prohibited")
    assert standing([RESERVATION, LATE], "1997-01-01", treaty)[1] == ["reservation_objected"]


def test_a_reservation_does_not_outlive_its_makers_exit() -> None:
    treaty = record(Consents(n=1), withdrawal=WithdrawalRule(notice=Period(years=1)))
    events = [
        RESERVATION,
        event("FRA", "denunciation", "2000-01-01"),
        event("FRA", "accession", "2003-01-01"),
    ]
    assert standing(events, "2000-06-01", treaty) == (Answer.YES, ["reservation"])
    assert standing(events, "2004-01-01", treaty) == (Answer.YES, [])


def test_lifting_an_objection_does_not_lift_a_suspension() -> None:
    events = [
        RESERVATION,
        QUALIFIED,
        event("ITA", "suspension", "1993-01-01", to=("FRA",)),
        event("ITA", "reservation_withdrawal", "1995-01-01", to=("FRA",)),
    ]
    assert standing(events, "1996-01-01")[0] is Answer.NO
