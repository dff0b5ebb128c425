"""Provisional application (VCLT 25), State by State."""

from __future__ import annotations

from typing import Any

import pytest
from tests.law.test_families import THREE, answer, event, record

from foedera.model import Event, ProvisionalRule
from foedera.model.conditions import Consents

SIGNED = event("FRA", "signature", "1990-01-02")
BEGAN = event("FRA", "provisional_application", "1990-03-01", note="pending entry into force")
ENDED = event("FRA", "provisional_application", "1990-08-01", status="refused")
FROM_SIGNATURE = ProvisionalRule(since="signature")


@pytest.mark.parametrize(
    ("case", "rule", "events", "on", "expected"),
    [
        ("before the declaration", None, [SIGNED, BEGAN], "1990-02-01", "signatory"),
        ("by declaration; a note decides nothing", None, [SIGNED, BEGAN], "1990-06-01", "provisional"),
        ("without a signature", None, [BEGAN], "1990-06-01", "provisional"),
        ("ended by notice", None, [SIGNED, BEGAN, ENDED], "1990-08-01", "signatory"),
        (
            "ended by taking the signature back",
            None,
            [SIGNED, BEGAN, event("FRA", "signature_withdrawal", "1990-08-01")],
            "1990-08-01",
            "none",
        ),
        (
            "begun again",
            None,
            [SIGNED, BEGAN, ENDED, event("FRA", "provisional_application", "1990-10-01")],
            "1990-11-01",
            "provisional",
        ),
        ("until it is bound", None, [SIGNED, BEGAN, *THREE], "1991-03-10", "party"),
        ("attached to signature by the text", FROM_SIGNATURE, [SIGNED], "1990-06-01", "provisional"),
        (
            "which it declined when signing",
            FROM_SIGNATURE,
            [SIGNED, event("FRA", "provisional_application", "1990-01-02", status="refused")],
            "1990-06-01",
            "signatory",
        ),
        ("or ended later", FROM_SIGNATURE, [SIGNED, ENDED], "1990-09-01", "signatory"),
        (
            "not before a day",
            ProvisionalRule(since="signature", date="1990-05-01"),
            [SIGNED],
            "1990-04-01",
            "signatory",
        ),
        (
            "from that day",
            ProvisionalRule(since="signature", date="1990-05-01"),
            [SIGNED],
            "1990-05-01",
            "provisional",
        ),
        (
            "a party does not apply it provisionally",
            None,
            [SIGNED, *THREE, event("FRA", "provisional_application", "1992-01-01")],
            "1993-01-01",
            "party",
        ),
        ("a notice to end what had not begun", None, [SIGNED, ENDED], "1990-09-01", "signatory"),
    ],
)
def test_provisional_application(case: str, rule: Any, events: list[Event], on: str, expected: str) -> None:
    treaty = record(Consents(n=3), provisional_application=rule)
    found = answer(treaty, events, on, party="FRA").parties["FRA"]
    assert found.status == expected, case
    assert (found.in_force.value == "yes") is (expected == "party")
