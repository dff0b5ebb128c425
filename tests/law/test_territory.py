"""To which territories the treaty applies (VCLT 29): GBR and Gibraltar, Guernsey, Bermuda."""

from __future__ import annotations

from typing import Any

import pytest
from tests.law.test_families import answer, deposits, event, record

from foedera.dates import Delay, Period
from foedera.model import Event, TerritoryRule, WithdrawalRule
from foedera.model.conditions import Consents

JOINED = deposits(("GBR", "1991-01-10"))
EXTENDED = event("GBR", "declaration", "1995-01-01", territory=("Gibraltar",))
EXCLUDED = event("GBR", "declaration", "1991-01-10", territory=("Gibraltar",), scope="excludes")
ONLY = event("GBR", "deposit", "1991-01-10", territory=("Guernsey",))
LEFT = event("GBR", "denunciation", "2000-01-01", territory=("Gibraltar",))
DECLARED = TerritoryRule(article="12", default="declared")
SLOWLY = TerritoryRule(article="12", default="declared", after=Delay(days=90))


@pytest.mark.parametrize(
    ("case", "rule", "events", "on", "expected"),
    [
        ("its entire territory", TerritoryRule(), JOINED, "1992-01-01", ("yes", "1991-01-10", None)),
        ("before it is bound itself", TerritoryRule(), JOINED, "1990-06-01", ("no", None, None)),
        ("an exclusion", TerritoryRule(), [*JOINED, EXCLUDED], "1992-01-01", ("no", None, None)),
        (
            "an exclusion, later lifted",
            TerritoryRule(),
            [*JOINED, EXCLUDED, EXTENDED],
            "1996-01-01",
            ("yes", "1995-01-01", None),
        ),
        ("a clause that waits for a declaration", DECLARED, JOINED, "1992-01-01", ("no", None, None)),
        ("the declaration", DECLARED, [*JOINED, EXTENDED], "1995-01-01", ("yes", "1995-01-01", None)),
        ("the day before", DECLARED, [*JOINED, EXTENDED], "1994-12-31", ("no", None, None)),
        ("a declaration with a delay", SLOWLY, [*JOINED, EXTENDED], "1995-03-31", ("no", None, None)),
        ("which has run", SLOWLY, [*JOINED, EXTENDED], "1995-04-01", ("yes", "1995-04-01", None)),
        ("consent for another territory only", TerritoryRule(), [ONLY], "1992-01-01", ("no", None, None)),
        (
            "consent for another, then extended",
            TerritoryRule(),
            [ONLY, EXTENDED],
            "1996-01-01",
            ("yes", "1995-01-01", None),
        ),
        (
            "notice for the territory alone",
            DECLARED,
            [*JOINED, EXTENDED, LEFT],
            "2000-12-31",
            ("yes", "1995-01-01", "2001-01-01"),
        ),
        ("has effect for it", DECLARED, [*JOINED, EXTENDED, LEFT], "2001-01-01", ("no", None, None)),
    ],
)
def test_whether_it_applies_in_gibraltar(
    case: str, rule: TerritoryRule, events: list[Event], on: str, expected: tuple[Any, ...]
) -> None:
    treaty = record(Consents(n=1), territory=rule, withdrawal=WithdrawalRule(notice=Period(years=1)))
    found = answer(treaty, events, on, place="Gibraltar")
    there = found.territory
    assert there is not None
    assert (there.applies.value, there.since, there.until) == expected, case
    assert (there.place, there.state) == ("GIB", "GBR")


def test_a_notice_for_a_territory_leaves_the_state_a_party() -> None:
    treaty = record(Consents(n=1), withdrawal=WithdrawalRule(notice=Period(years=1)))
    found = answer(treaty, [*JOINED, LEFT], "2010-01-01", party="GBR")
    assert (found.parties["GBR"].status, found.in_force.value) == ("party", "yes")
    assert "GBR gave notice of denunciation for Gibraltar on 2000-01-01 (VCLT 29)" in found.notes


@pytest.mark.parametrize(
    ("case", "party", "place", "participation", "expected"),
    [
        ("one that is not bound itself", "FRA", "Gibraltar", "complete", "no"),
        ("a territory of another State", "GBR", "Aruba", "complete", "no"),
        ("a place not known to be anybody's", "GBR", "the Moon", "complete", "unknown"),
        ("a place that no State is known for", None, "the Moon", "complete", "unknown"),
        ("a partial record may lack the declaration", "GBR", "Gibraltar", "partial", "unknown"),
    ],
)
def test_what_is_not_recorded_is_unknown(
    case: str, party: str | None, place: str, participation: str, expected: str
) -> None:
    treaty = record(Consents(n=1), territory=DECLARED, participation=participation)
    found = answer(treaty, JOINED, "2010-01-01", party=party, place=place)
    assert found.territory is not None
    assert found.territory.applies.value == expected, case


def test_territory_is_told_only_where_a_place_was_asked_about() -> None:
    found = answer(record(Consents(n=1)), JOINED, "2010-01-01")
    assert "territory" not in found.to_dict()
