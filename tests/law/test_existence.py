"""States that were not there, or not yet, or no longer, when something about the treaty happened."""

from __future__ import annotations

from datetime import date

import pytest

from foedera.law import StatesContext, derive
from foedera.model import Done, EntryRule, Event, Treaty
from foedera.model.conditions import Consents


def treaty(n: int) -> Treaty:
    rule = EntryRule(when=Consents(n=n))
    return Treaty(id="t", done=Done(date="1950"), entry_into_force=rule)


def standing(events: list[Event], n: int, party: str, on: str) -> str:
    member = derive(treaty(n), events, StatesContext()).member(party)
    assert member is not None
    (phase,) = member.history.possible(date.fromisoformat(on))
    return phase.status


def done(party: str, day: str, act: str = "deposit") -> Event:
    return Event(treaty="t", party=party, act=act, date=day)


@pytest.mark.parametrize(
    ("on", "expected"),
    [("1960-01-01", "none"), ("1961-09-27", "none"), ("1961-09-28", "party"), ("2020-01-01", "party")],
)
def test_what_the_united_arab_republic_did_is_listed_under_syria(on: str, expected: str) -> None:
    events = [done("EGY", "1959-06-12"), done("SYR", "1959-06-12", "accession")]
    assert standing(events, 1, "SYR", on) == expected


@pytest.mark.parametrize("on", ["1993-01-01", "1995-01-01", "2015-06-01"])
def test_a_state_that_ceased_is_no_party_to_what_began_later(on: str) -> None:
    events = [done("YUCS", "1986-05-05"), done("FRA", "1987-01-01"), done("ITA", "1994-11-16")]
    assert standing(events, 3, "YUCS", on) == "none"
    assert standing(events, 3, "FRA", "2015-06-01") == "party"  # its deposit still counted
