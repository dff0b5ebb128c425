"""Terms, extensions, signatures taken back, and what outlives an exit (VCLT 18, 54, 70)."""

from __future__ import annotations

import pytest
from tests.law.test_families import BOTH, THREE, answer, deposits, entered, event, record

from foedera.dates import Answer, Period
from foedera.model import DurationRule, Event, WithdrawalRule
from foedera.model.conditions import Consents, Exchange, Signatories

FIVE_YEARS = DurationRule(period=Period(years=5))
LONGER = [event(s, "extension", "1995-06-01", effective="2001-03-10") for s in ("FRA", "ITA")]


@pytest.mark.parametrize(
    ("state", "on", "expected"),
    [
        ("POL", "1996-03-09", "party"),
        ("POL", "1996-03-10", "former"),
        ("FRA", "1998-01-01", "party"),
        ("FRA", "2001-03-10", "former"),
    ],
)
def test_who_does_not_join_an_extension_leaves_at_the_end_of_the_term(
    state: str, on: str, expected: str
) -> None:
    treaty = record(Consents(n=3), duration=FIVE_YEARS)
    assert answer(treaty, [*THREE, *LONGER], on).parties[state].status == expected


def test_in_a_partial_record_who_has_no_extension_may_have_joined_it() -> None:
    treaty = record(Consents(n=3), duration=FIVE_YEARS, participation="partial")
    assert answer(treaty, [*THREE, *LONGER], "1998-01-01").parties["POL"].in_force is Answer.UNKNOWN


def test_one_extension_after_the_other() -> None:
    treaty = record(Exchange(), duration=FIVE_YEARS, **BOTH)
    events = [event(s, "exchange", "1991-01-01") for s in ("FRA", "ITA")]
    for agreed, end in (("1995-01-01", "2001-01-01"), ("2000-01-01", "2006-01-01")):
        events += [event(s, "extension", agreed, effective=end) for s in ("FRA", "ITA")]
    answers = [answer(treaty, events, on).in_force for on in ("2005-12-31", "2006-01-01")]
    assert answers == [Answer.YES, Answer.NO]


def test_an_extension_by_one_of_two_extends_nothing() -> None:
    treaty = record(Exchange(), duration=FIVE_YEARS, **BOTH)
    events = [event(s, "exchange", "1991-01-01") for s in ("FRA", "ITA")]
    found = answer(treaty, [*events, event("FRA", "extension", "1995-01-01")], "1996-01-01")
    assert found.in_force is Answer.NO
    assert any("both must" in note for note in found.notes)


SIGNED = [event(s, "signature", "1990-01-01") for s in ("FRA", "ITA")]
BACK = event("ITA", "signature_withdrawal", "1990-06-01")


@pytest.mark.parametrize(
    ("case", "events", "expected"),
    [
        ("one signatory has not consented", [*SIGNED, *deposits(("FRA", "1991-01-01"))], None),
        (
            "it took its signature back before",
            [*SIGNED, BACK, *deposits(("FRA", "1991-01-01"))],
            "1991-01-01",
        ),
        ("it took its signature back after", [*SIGNED, *deposits(("FRA", "1990-03-01")), BACK], "1990-06-01"),
    ],
)
def test_a_signature_taken_back_no_longer_counts(
    case: str, events: list[Event], expected: str | None
) -> None:
    assert entered(record(Signatories(share="all")), events) == expected, case


def test_a_party_cannot_leave_by_taking_its_signature_back() -> None:
    events = [
        event("FRA", "signature", "1990-01-02"),
        *THREE,
        event("FRA", "signature_withdrawal", "1995-01-01"),
    ]
    assert answer(record(Consents(n=2)), events, "1996-01-01").parties["FRA"].status == "party"


def test_surviving_obligations_are_named_after_the_exit() -> None:
    rule = WithdrawalRule(notice=Period(years=1), surviving=("7",))
    events = [*THREE, event("FRA", "denunciation", "1995-01-01")]
    before, after = (
        answer(record(Consents(n=1), withdrawal=rule), events, on).notes
        for on in ("1995-12-31", "1996-01-01")
    )
    assert not any("VCLT 70" in note for note in before)
    assert [note for note in after if "VCLT 70" in note] == [
        "FRA left on 1996-01-01, but stays bound by article 7 for what its terms cover (VCLT 70)"
    ]
