"""Succession of States (VCSSRT 11-12, 16, 31, 34)."""

from __future__ import annotations

import pytest
from tests.law.test_families import THREE, answer, deposits, event, record

from foedera.dates import Answer
from foedera.model import Done, Event
from foedera.model.conditions import Consents, Exchange

CZECHOSLOVAKIA = deposits(("CSHH", "1985-01-01"))


@pytest.mark.parametrize(
    ("case", "events", "state", "on", "expected"),
    [
        ("a successor that notified nothing", CZECHOSLOVAKIA, "SVK", "1995-01-01", "unknown"),
        (
            "one that notified: from independence",
            [*CZECHOSLOVAKIA, event("SVK", "succession", "1993-05-28")],
            "SVK",
            "1993-01-01",
            "party",
        ),
        ("its predecessor was no party", [], "SVK", "1995-01-01", "none"),
        (
            "its predecessor had signed only",
            [event("CSHH", "signature", "1985-01-01")],
            "SVK",
            "1995-01-01",
            "none",
        ),
        ("the predecessor itself", CZECHOSLOVAKIA, "CSHH", "1992-12-31", "party"),
        ("and after its end", CZECHOSLOVAKIA, "CSHH", "1993-01-01", "former"),
        ("a State that separated", deposits(("SDN", "1985-01-01")), "SSD", "2015-01-01", "unknown"),
        ("before it existed", deposits(("SDN", "1985-01-01")), "SSD", "2005-01-01", "none"),
        (
            "a newly independent State has a clean slate",
            deposits(("GBR", "1955-01-01")),
            "KEN",
            "1970-01-01",
            "none",
        ),
        (
            "what became of Yugoslavia in steps",
            deposits(("YUCS", "1985-01-01")),
            "YUCS",
            "1991-12-31",
            "party",
        ),
    ],
)
def test_successors(case: str, events: list[Event], state: str, on: str, expected: str) -> None:
    treaty = record(Consents(n=1), done=Done(date="1950-01-01"))
    found = answer(treaty, [*events, *THREE], on, party=state)
    assert found.parties[state].status == expected, case


def test_the_reason_is_told() -> None:
    found = answer(record(Consents(n=1)), [*CZECHOSLOVAKIA, *THREE], "1995-01-01", party="SVK")
    assert any("VCSSRT 31, 34" in note for note in found.notes)


TWO = {"form": "bilateral", "negotiating": ("CSHH", "POL")}
EXCHANGED = [event(s, "exchange", "1985-01-01") for s in ("CSHH", "POL")]


@pytest.mark.parametrize(
    ("case", "more", "events", "expected"),
    [
        ("no successor said anything", {}, [], Answer.UNKNOWN),
        ("a successor took its place", {}, [event("SVK", "succession", "1993-05-28")], Answer.YES),
        ("a boundary stands", {"regime": "boundary"}, [], Answer.YES),
    ],
)
def test_a_treaty_of_two_whose_one_party_was_dissolved(
    case: str, more: dict[str, str], events: list[Event], expected: Answer
) -> None:
    found = answer(record(Exchange(), **TWO, **more), [*EXCHANGED, *events], "1995-01-01")
    assert found.in_force is expected, case
