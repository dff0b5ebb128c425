"""What the law says and the engine does not yet do, one case each (listed in docs/law.md).

Each is expected to fail; the day one passes, this file says so and the case moves to its family.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.law.test_families import THREE, World, answer, between, entered, event, record

from foedera.dates import Answer, Period
from foedera.law import StatesContext, derive
from foedera.model import DurationRule, WithdrawalRule
from foedera.model.conditions import Consents, Signatories

RESERVATION = event("FRA", "reservation", "1991-03-10", articles=("29",))


def limit(article: str, why: str) -> Any:
    return pytest.mark.xfail(strict=True, raises=AssertionError, reason=f"{article}: {why}")


@limit("VCLT 54(a)", "an extension without a renewal clause keeps also those who did not join it")
def test_who_does_not_join_an_extension_leaves_at_the_end_of_the_term() -> None:
    treaty = record(Consents(n=3), duration=DurationRule(period=Period(years=5)))
    longer = [event(s, "extension", "1995-06-01", effective="2001-03-10") for s in ("FRA", "ITA")]
    assert answer(treaty, [*THREE, *longer], "1998-01-01").parties["POL"].status == "former"


@limit("VCLT 20(5)", "an objection after twelve months still counts")
@pytest.mark.parametrize("qualified", [False, True])
def test_an_objection_after_tacit_acceptance_has_no_effect(qualified: bool) -> None:
    late = event("ITA", "objection", "1996-06-01", to=("FRA",), qualified=qualified)
    found = between(record(Consents(n=1)), [*THREE, RESERVATION, late], "1997-01-01")
    assert (found.in_force, [m["type"] for m in found.modifications]) == (Answer.YES, ["reservation"])


@limit("VCLT 22(2)", "the withdrawal of an objection to a reservation is not followed")
def test_an_objection_withdrawn_leaves_the_reservation() -> None:
    objection = event("ITA", "objection", "1991-06-01", to=("FRA",))
    back = event("ITA", "reservation_withdrawal", "1995-01-01", to=("FRA",))
    found = between(record(Consents(n=1)), [*THREE, RESERVATION, objection, back], "1997-01-01")
    assert [m["type"] for m in found.modifications] == ["reservation"]


@limit("VCLT 19(a)", "a prohibited reservation is shown as accepted by silence")
def test_a_prohibited_reservation_is_not_accepted_by_silence() -> None:
    treaty = record(Consents(n=1), reservations="prohibited")
    found = between(treaty, [*THREE, RESERVATION], "1997-01-01").modifications
    assert all(m.get("accepted") != "yes" for m in found)


@limit("VCLT 25", "a note that holds the letters 'end' is read as the end of provisional application")
def test_a_note_does_not_end_provisional_application_by_its_letters() -> None:
    began = event("FRA", "provisional_application", "1990-03-01", note="pending entry into force")
    events = [event("FRA", "signature", "1990-01-02"), began]
    assert answer(record(Consents(n=3)), events, "1990-06-01").parties["FRA"].status == "provisional"


@limit("VCLT 25(1)", "provisional application that the text attaches to signature is not derived")
def test_provisional_application_from_signature() -> None:
    treaty = record(Consents(n=3), provisional_application={"from": "signature"})
    found = answer(treaty, [event("FRA", "signature", "1990-01-02")], "1990-06-01")
    assert found.parties["FRA"].status == "provisional"


@limit("VCLT 59(1), 30(4)", "a later treaty of some parties ends the earlier one for all")
def test_a_later_treaty_of_some_parties_does_not_end_it_for_the_others() -> None:
    two = [event(s, "deposit", "1995-01-01") for s in ("FRA", "ITA")]
    later = derive(record(Consents(n=2), id="later", terminates=("t",)), two, StatesContext())
    assert answer(record(Consents(n=3)), THREE, "1996-01-01", World(later=later)).in_force is Answer.YES


@limit("VCSSRT 34", "a successor that notified nothing is 'none' where continuity is the default")
def test_a_successor_of_a_dissolved_party_that_notified_nothing_is_unknown() -> None:
    events = [event("CSHH", "deposit", "1985-01-01"), *THREE]
    found = answer(record(Consents(n=1)), events, "1995-01-01", party="SVK")
    assert found.parties["SVK"].status == "unknown"


@limit("VCLT 18(a)", "a signature taken back still counts among the signatories that must consent")
def test_a_signature_taken_back_no_longer_counts() -> None:
    events = [
        *(event(s, "signature", "1990-01-01") for s in ("FRA", "ITA")),
        event("ITA", "signature_withdrawal", "1990-06-01"),
        event("FRA", "deposit", "1991-01-01"),
    ]
    assert entered(record(Signatories(share="all")), events) == "1991-01-01"


@limit("VCLT 70", "obligations that survive an exit are recorded but not told")
def test_surviving_obligations_are_named_after_the_exit() -> None:
    treaty = record(Consents(n=1), withdrawal=WithdrawalRule(notice=Period(years=1), surviving=("7",)))
    found = answer(treaty, [*THREE, event("FRA", "denunciation", "1995-01-01")], "1999-01-01")
    assert any("VCLT 70" in note for note in found.notes)


@limit("VCLT 40(4)", "that one of two States is outside an amendment is not told between them")
def test_the_original_text_governs_toward_a_state_outside_the_amendment() -> None:
    own = [event("FRA", "deposit", "1995-01-01")]
    amending = derive(record(Consents(n=1), id="amending", amends="t"), own, StatesContext())

    class Amended(World):
        def amenders(self, treaty_id: str) -> tuple[str, ...]:
            return ("amending",) if treaty_id == "t" else ()

    found = answer(
        record(Consents(n=1)), THREE, "1996-01-01", Amended(amending=amending), between=("FRA", "ITA")
    )
    assert found.pair is not None
    assert any("VCLT 40(4)" in m["rule"] for m in found.pair.modifications)
