"""The families of rules, each as a situation: these acts, on this date, this answer, because.

Records are inline, so that a reader sees the whole case. FRA, ITA, POL … are stand-ins.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from foedera.dates import Answer, Delay, Period
from foedera.law import Derivation, StatesContext, derive, status, status_in_worlds
from foedera.model import (
    AccessionRule,
    Counting,
    Done,
    DurationRule,
    Earliest,
    EntryRule,
    Event,
    LaterParties,
    PartyState,
    Renewal,
    Status,
    Treaty,
    WithdrawalRule,
)
from foedera.model.conditions import (
    AllOf,
    AnyOf,
    BySignature,
    Consents,
    Exchange,
    FromOpening,
    InForce,
    NotBefore,
    Notifications,
    OnDate,
    PartiesOf,
    Share,
    Signatories,
    StatesConsent,
)


def record(when: Any = None, **more: Any) -> Treaty:
    fields: dict[str, Any] = {"participation": "complete", "done": Done(date="1990-01-01"), **more}
    after = fields.pop("after", None)
    entry = EntryRule(
        article="20",
        when=when,
        after=after,
        counting=fields.pop("counting", Counting()),
        later_parties=fields.pop("later", None),
    )
    return Treaty(id=fields.pop("id", "t"), entry_into_force=entry, **fields)


def event(party: str, act: str, day: str | None = None, **more: Any) -> Event:
    return Event(treaty="t", party=party, act=act, date=day, **more)  # type: ignore[arg-type]


def deposits(*pairs: tuple[str, str]) -> list[Event]:
    return [event(state, "deposit", day) for state, day in pairs]


class World(StatesContext):
    """Other treaties, as a case names them."""

    def __init__(self, **others: Derivation) -> None:
        self.others = others

    def derivation(self, treaty_id: str) -> Derivation | None:
        return self.others.get(treaty_id)

    def terminators(self, treaty_id: str) -> tuple[str, ...]:
        return tuple(t for t, d in self.others.items() if treaty_id in d.treaty.terminates)


def answer(treaty: Treaty, events: list[Event], on: str, world: Any = None, **options: Any) -> Status:
    return status(derive(treaty, events, world or StatesContext()), date.fromisoformat(on), **options)


def entered(treaty: Treaty, events: list[Event], world: Any = None) -> str | None:
    entry = derive(treaty, events, world or StatesContext()).entry
    return entry.edtf if entry else None


BOTH = {"form": "bilateral", "negotiating": ("FRA", "ITA")}
THREE = deposits(("FRA", "1991-01-10"), ("ITA", "1991-02-10"), ("POL", "1991-03-10"))
TABLE = {"table": {"FRA": 0.30, "ITA": 0.25, "POL": 0.45}}
OLD = derive(record(Consents(n=3), id="old"), THREE, StatesContext())


@pytest.mark.parametrize(
    ("case", "treaty", "events", "expected"),
    [
        (
            "exchange: one side alone",
            record(Exchange(), **BOTH),
            [event("FRA", "exchange", "1991-01-01")],
            None,
        ),
        (
            "exchange: both",
            record(Exchange(), **BOTH),
            [event("FRA", "exchange", "1991-01-01"), event("ITA", "exchange", "1991-01-01")],
            "1991-01-01",
        ),
        (
            "the later of two notifications, and thirty days",
            record(Notifications(), after=Delay(days=30), **BOTH),
            [event("FRA", "notification", "1991-01-01"), event("ITA", "notification", "1991-02-01")],
            "1991-03-03",
        ),
        (
            "signature alone",
            record(BySignature(), **BOTH),
            [event("FRA", "signature", "1990-01-01"), event("ITA", "signature", "1990-01-02")],
            "1990-01-02",
        ),
        ("a fixed date", record(OnDate(date="1992-01-01")), [], "1992-01-01"),
        ("third deposit", record(Consents(n=3)), THREE, "1991-03-10"),
        ("fourth deposit is lacking", record(Consents(n=4)), THREE, None),
        ("all that negotiated", record(Consents(n=None), negotiating=("FRA", "ITA")), THREE, "1991-02-10"),
        ("named States", record(StatesConsent(of=("ITA", "POL"))), THREE, "1991-03-10"),
        ("two of a list", record(StatesConsent(of=("FRA", "ITA", "POL"), at_least=2)), THREE, "1991-02-10"),
        (
            "at least 55 % of a table",
            record(Share(of="table", at_least=0.55), tables=TABLE),
            THREE,
            "1991-02-10",
        ),
        (
            "more than 55 % of it",
            record(Share(of="table", more_than=0.55), tables=TABLE),
            THREE,
            "1991-03-10",
        ),
        (
            "a majority of the signatories",
            record(Signatories(share="majority")),
            [*THREE, *(event(s, "signature", "1990-01-01") for s in ("FRA", "ITA", "POL", "ESP"))],
            "1991-03-10",
        ),
        (
            "two consents, but not before a date",
            record(AllOf(of=(Consents(n=2), NotBefore(date="1995-01-01")))),
            THREE,
            "1995-01-01",
        ),
        (
            "two consents, but not before two years from opening",
            record(AllOf(of=(Consents(n=2, after=Delay(days=10)), FromOpening(period=Period(years=2))))),
            THREE,
            "1992-01-01",
        ),
        (
            "three consents or a date",
            record(AnyOf(of=(Consents(n=3), OnDate(date="1991-02-01")))),
            THREE,
            "1991-02-01",
        ),
        (
            "an organization's instrument does not count",
            record(Consents(n=2)),
            [*THREE[:1], event("EU", "deposit", "1991-01-20"), *THREE[1:]],
            "1991-02-10",
        ),
        (
            "unless the text says so",
            record(Consents(n=2), counting=Counting(organizations=True)),
            [*THREE[:1], event("EU", "deposit", "1991-01-20"), *THREE[1:]],
            "1991-01-20",
        ),
        (
            "a succession does not count",
            record(Consents(n=2)),
            [*THREE[:1], event("SVN", "succession", "1991-01-20"), *THREE[1:]],
            "1991-02-10",
        ),
        (
            "a vanished State's deposit counted when it was made",
            record(Consents(n=2)),
            deposits(("CSHH", "1990-05-01"), ("FRA", "1991-01-10")),
            "1991-01-10",
        ),
        (
            "consent withdrawn before the threshold is taken off the count",
            record(Consents(n=2)),
            [*THREE, event("FRA", "consent_withdrawal", "1991-01-15")],
            "1991-03-10",
        ),
        (
            "a threshold once reached stays reached",
            record(Consents(n=2), after=Delay(months=6)),
            [*THREE, event("FRA", "consent_withdrawal", "1991-04-01")],
            "1991-08-10",
        ),
        (
            "steps at home never count",
            record(Consents(n=2)),
            [*THREE[:1], event("ITA", "ratification", "1991-01-11", step="domestic")],
            None,
        ),
        (
            "what is announced never counts",
            record(Consents(n=2)),
            [*THREE[:1], event("ITA", "deposit", "1991-01-11", status="planned")],
            None,
        ),
        (
            "several depositaries: the earliest deposit of each State",
            record(Consents(n=2)),
            deposits(("FRA", "1991-01-10"), ("FRA", "1991-01-11"), ("ITA", "1991-02-10")),
            "1991-02-10",
        ),
        (
            "an uncertain deposit gives an uncertain entry into force",
            record(Consents(n=2)),
            deposits(("FRA", "1991-01-10"), ("ITA", "1991-02")),
            "1991-02",
        ),
    ],
)
def test_entry_into_force(case: str, treaty: Treaty, events: list[Event], expected: str | None) -> None:
    assert entered(treaty, events) == expected, case


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (InForce(treaty="old"), "1991-03-10"),
        (AllOf(of=(InForce(treaty="old"), Consents(n=2))), "1991-03-10"),
        (PartiesOf(treaty="old", fraction=0.66, counted="current"), "1991-03-10"),
        (PartiesOf(treaty="old", fraction=0.6, counted="current"), "1991-03-10"),
        (InForce(treaty="no-such"), None),
    ],
)
def test_conditions_on_another_treaty(condition: Any, expected: str | None) -> None:
    assert entered(record(condition), THREE, World(old=OLD)) == expected


@pytest.mark.parametrize(
    ("case", "treaty", "deposit", "expected"),
    [
        (
            "the same delay from its own deposit",
            record(Consents(n=2), after=Delay(days=30)),
            "1993-01-01",
            "1993-01-31",
        ),
        (
            "before the general date, the general date",
            record(Consents(n=2), after=Delay(days=30)),
            "1991-02-20",
            "1991-03-22",
        ),
        (
            "a delay of its own (law of the sea)",
            record(Consents(n=2), after=Delay(months=12), later=LaterParties(after=Delay(days=30))),
            "1993-01-01",
            "1993-01-31",
        ),
        (
            "never before the general entry into force",
            record(Consents(n=2), after=Delay(months=12), later=LaterParties(after=Delay(days=30))),
            "1991-03-01",
            "1992-02-10",
        ),
        (
            "at once",
            record(Consents(n=2), after=Delay(days=30), later=LaterParties(at_once=True)),
            "1993-01-01",
            "1993-01-01",
        ),
    ],
)
def test_a_later_party(case: str, treaty: Treaty, deposit: str, expected: str) -> None:
    events = [*THREE[:2], event("ESP", "accession", deposit)]
    member = derive(treaty, events, StatesContext()).member("ESP")
    assert member is not None
    assert [entry.edtf for entry in member.entries] == [expected], case


def held(found: Status, state: str) -> PartyState:
    return found.parties[state]


def test_signatory_contracting_party_and_former_are_four_things() -> None:
    treaty = record(Consents(n=2), after=Delay(days=30), withdrawal=WithdrawalRule(notice=Period(years=1)))
    events = [
        event("FRA", "signature", "1990-01-01"),
        *THREE[:2],
        event("FRA", "denunciation", "1995-01-01"),
    ]
    days = ["1990-06-01", "1991-01-20", "1991-03-12", "1995-06-01", "1996-01-01"]
    expected = ["signatory", "contracting", "party", "party", "former"]
    assert [held(answer(treaty, events, day), "FRA").status for day in days] == expected


@pytest.mark.parametrize(
    ("case", "rule", "notice", "effect"),
    [
        ("one year", WithdrawalRule(notice=Period(years=1)), "2011-12-15", "2012-12-15"),
        ("150 clear days", WithdrawalRule(notice=Period(days=150)), "2023-06-09", "2023-11-07"),
        ("effect ninety days after", WithdrawalRule(after=Delay(days=90)), "2023-01-01", "2023-04-01"),
        (
            "not before three years in force",
            WithdrawalRule(notice=Period(years=1), earliest=Earliest(years=3)),
            "1992-01-01",
            None,
        ),
        (
            "after these three years",
            WithdrawalRule(notice=Period(years=1), earliest=Earliest(years=3)),
            "1996-01-01",
            "1997-01-01",
        ),
        ("no clause: no effect (VCLT 56)", WithdrawalRule(clause=False), "1997-08-25", None),
    ],
)
def test_withdrawal(case: str, rule: WithdrawalRule, notice: str, effect: str | None) -> None:
    events = [*THREE, event("FRA", "denunciation", notice)]
    found = held(answer(record(Consents(n=2), withdrawal=rule), events, "2030-01-01"), "FRA")
    assert (found.status, found.until) == (("former", effect) if effect else ("party", None)), case


def test_a_notice_revoked_in_time_has_no_effect() -> None:
    treaty = record(Consents(n=2), withdrawal=WithdrawalRule(notice=Period(years=1)))
    notice = event("FRA", "denunciation", "2016-10-19")
    in_time, late = (event("FRA", "denunciation_revocation", d) for d in ("2017-03-07", "2018-01-01"))
    assert held(answer(treaty, [*THREE, notice, in_time], "2020-01-01"), "FRA").status == "party"
    assert held(answer(treaty, [*THREE, notice, late], "2020-01-01"), "FRA").status == "former"


def test_who_left_may_come_back() -> None:
    treaty = record(Consents(n=2), after=Delay(days=30), withdrawal=WithdrawalRule(notice=Period(years=1)))
    events = [*THREE, event("FRA", "denunciation", "2019-11-04"), event("FRA", "acceptance", "2021-01-20")]
    for day, expected in (
        ("2020-11-03", "party"),
        ("2020-11-04", "former"),
        ("2021-02-18", "contracting"),
        ("2021-02-19", "party"),
    ):
        assert held(answer(treaty, events, day), "FRA").status == expected, day


def test_a_bilateral_treaty_ends_with_one_withdrawal_and_a_multilateral_one_does_not() -> None:
    rule = WithdrawalRule(notice=Period(months=6))
    notice = event("FRA", "denunciation", "2019-02-02")
    two = record(Exchange(), withdrawal=rule, **BOTH)
    exchanged = [event(s, "exchange", "1988-06-01") for s in ("FRA", "ITA")]
    assert answer(two, [*exchanged, notice], "2019-08-01").in_force is Answer.YES
    assert answer(two, [*exchanged, notice], "2019-08-02").in_force is Answer.NO
    assert (
        answer(record(Consents(n=2), withdrawal=rule), [*THREE, notice], "2019-08-02").in_force is Answer.YES
    )


RENEWED = DurationRule(
    period=Period(years=10), renewal=Renewal(period=Period(years=5), unless_notice=Period(years=1))
)


@pytest.mark.parametrize(
    ("case", "notice", "until"),
    [
        ("in time for the second term", "1995-09-07", "1996-09-10"),
        ("on the last day", "1995-09-10", "1996-09-10"),
        ("a day too late: it counts for the next term", "1995-09-11", "2001-09-10"),
        ("none", None, None),
    ],
)
def test_a_term_is_renewed_unless_notice_is_given(case: str, notice: str | None, until: str | None) -> None:
    treaty = record(Exchange(), duration=RENEWED, done=Done(date="1961-07-06"), **BOTH)
    events = [event(s, "exchange", "1961-09-10") for s in ("FRA", "ITA")]
    if notice:
        events.append(event("FRA", "denunciation", notice))
    ended = derive(treaty, events, StatesContext()).ended
    assert (ended.at.edtf if ended else None) == until, case


def test_an_extension_goes_no_further_than_the_cap() -> None:
    duration = DurationRule(period=Period(years=10), extension=Period(years=5))
    treaty = record(Exchange(), duration=duration, **BOTH)
    events = [event(s, "exchange", "2011-02-05") for s in ("FRA", "ITA")]
    longer = [event(s, "extension", "2021-02-03") for s in ("FRA", "ITA")]
    assert answer(treaty, events, "2021-02-05").in_force is Answer.NO
    assert answer(treaty, [*events, *longer], "2026-02-04").in_force is Answer.YES
    assert answer(treaty, [*events, *longer], "2026-02-05").in_force is Answer.NO


def test_a_later_treaty_ends_the_earlier_when_it_enters_into_force() -> None:
    new = derive(record(OnDate(date="2024-12-04"), id="new", terminates=("t",)), [], StatesContext())
    world = World(new=new)
    for on, expected in (("2024-12-03", Answer.YES), ("2024-12-04", Answer.NO)):
        assert answer(record(Consents(n=2)), THREE, on, world).in_force is expected


def test_too_few_parties_end_it_only_where_the_text_says_so() -> None:
    rule = WithdrawalRule(notice=Period(years=1))
    events = [*THREE, event("FRA", "denunciation", "2000-01-01")]
    assert answer(record(Consents(n=2), withdrawal=rule), events, "2001-06-01").in_force is Answer.YES
    assert (
        answer(record(Consents(n=2), withdrawal=rule, minimum_parties=3), events, "2001-06-01").in_force
        is Answer.NO
    )


def test_suspension_is_not_withdrawal() -> None:
    events = [*THREE, event("FRA", "suspension", "2000-01-01"), event("FRA", "resumption", "2002-01-01")]
    treaty = record(Consents(n=2))
    found = [
        held(answer(treaty, events, day), "FRA").status for day in ("1999-12-31", "2001-01-01", "2002-01-01")
    ]
    assert found == ["party", "suspended", "party"]
    assert answer(treaty, events, "2001-01-01").counts.parties == 3


def test_a_disputed_suspension_is_a_claim_and_the_answer_contested() -> None:
    events = [*THREE, event("FRA", "suspension", "2000-01-01", disputed_by=("ITA",))]
    found = status_in_worlds(record(Consents(n=2)), events, StatesContext(), on=date(2001, 1, 1), party="FRA")
    assert held(found, "FRA").in_force is Answer.CONTESTED
    assert found.in_force is Answer.YES
    assert [(c.field, c.matters) for c in found.contested] == [("FRA suspension effect", True)]


def test_a_political_commitment_is_never_in_force() -> None:
    treaty = msgspec.structs.replace(record(OnDate(date="2015-10-18")), nature="political_commitment")
    found = answer(treaty, [], "2016-01-01")
    assert found.in_force is Answer.NO
    assert found.why[0].rule == "VCLT 2(1)(a)"


def test_provisional_application_starts_and_ends_per_state() -> None:
    events = [
        event("FRA", "signature", "1990-01-01"),
        event("FRA", "provisional_application", "1990-06-01"),
        *THREE,
    ]
    treaty = record(Consents(n=3))
    found = [
        held(answer(treaty, events, d), "FRA").status for d in ("1990-03-01", "1990-07-01", "1991-03-10")
    ]
    assert found == ["signatory", "provisional", "party"]


def test_a_partial_register_says_unknown_where_it_holds_no_act() -> None:
    treaty = record(Consents(n=2), participation="partial")
    assert held(answer(treaty, THREE, "2000-01-01", party="ESP"), "ESP").status == "unknown"
    assert held(answer(record(Consents(n=2)), THREE, "2000-01-01", party="ESP"), "ESP").status == "none"
    assert (
        answer(record(Consents(n=9), participation="partial"), THREE, "2000-01-01").in_force is Answer.UNKNOWN
    )


def test_a_new_states_succession_has_effect_from_its_independence() -> None:
    events = [*THREE, event("SVN", "succession", "1992-07-06")]
    found = held(answer(record(Consents(n=2)), events, "1992-01-01"), "SVN")
    assert (found.status, found.in_force) == ("party", Answer.YES)


def test_a_continuing_state_goes_on_under_its_new_name() -> None:
    events = [*THREE, event("SUHH", "deposit", "1991-04-01")]
    treaty = record(Consents(n=2))
    assert held(answer(treaty, events, "1991-06-01"), "SUHH").status == "party"
    assert held(answer(treaty, events, "1992-06-01"), "RUS").status == "party"
    assert "SUHH" not in answer(treaty, events, "1992-06-01").parties


# -- between two States ---------------------------------------------------------------------------


def between(treaty: Treaty, events: list[Event], on: str) -> Any:
    return answer(treaty, events, on, between=("FRA", "ITA")).pair


def test_in_force_for_both_from_the_later_date() -> None:
    found = between(record(Consents(n=1)), THREE, "1995-01-01")
    assert (found.in_force, found.since) == (Answer.YES, "1991-02-10")


def test_a_reservation_is_accepted_by_a_years_silence() -> None:
    events = [*THREE, event("FRA", "reservation", "1991-03-10", articles=("29",))]
    (early,) = between(record(Consents(n=1)), events, "1991-06-01").modifications
    (late,) = between(record(Consents(n=1)), events, "1992-06-01").modifications
    assert (early["accepted"], late["accepted"]) == ("no", "yes")
    assert late["rule"].startswith("VCLT 20(5)")


def test_a_simple_objection_leaves_the_treaty_in_force_and_a_qualified_one_does_not() -> None:
    reservation = event("FRA", "reservation", "1991-03-10", articles=("29",))
    simple = event("ITA", "objection", "1991-06-01", to=("FRA",))
    qualified = msgspec.structs.replace(simple, qualified=True)
    found = between(record(Consents(n=1)), [*THREE, reservation, simple], "1992-01-01")
    assert (found.in_force, found.modifications[0]["type"]) == (Answer.YES, "reservation_objected")
    assert (
        between(record(Consents(n=1)), [*THREE, reservation, qualified], "1992-01-01").in_force is Answer.NO
    )


def test_a_reservation_withdrawn_changes_nothing_more() -> None:
    events = [
        *THREE,
        event("FRA", "reservation", "1991-03-10", articles=("29",)),
        event("FRA", "reservation_withdrawal", "1995-01-01", articles=("29",)),
    ]
    assert between(record(Consents(n=1)), events, "1994-01-01").modifications
    assert between(record(Consents(n=1)), events, "1995-01-01").modifications == ()


def test_an_accession_that_needs_acceptance_binds_only_who_accepts() -> None:
    treaty = record(Consents(n=1), accession=AccessionRule(acceptance="required"))
    events = [*deposits(("FRA", "1991-01-01")), event("ITA", "accession", "1995-01-01")]
    accepted = event("FRA", "acceptance", "1996-05-01", to=("ITA",))
    assert between(treaty, events, "1996-01-01").in_force is Answer.NO
    assert between(treaty, [*events, accepted], "1996-04-30").in_force is Answer.NO
    assert between(treaty, [*events, accepted], "1996-05-01").in_force is Answer.YES


def test_suspension_toward_one_party_alone() -> None:
    events = [*THREE, event("FRA", "suspension", "1995-01-01", to=("ITA",))]
    treaty = record(Consents(n=1))
    assert between(treaty, events, "1996-01-01").in_force is Answer.NO
    found = answer(treaty, events, "1996-01-01", between=("FRA", "POL")).pair
    assert found is not None
    assert found.in_force is Answer.YES


def test_a_state_that_was_merged_and_exists_again_goes_on() -> None:
    events = [*deposits(("FRA", "1945-10-01"), ("SYR", "1945-10-19")), *THREE]
    treaty = record(Consents(n=1), done=Done(date="1945-06-26"))
    found = [
        answer(treaty, events, day).parties["SYR"].status
        for day in ("1958-01-01", "1960-01-01", "1962-01-01")
    ]
    assert found == ["party", "former", "party"]


def test_serbia_of_1912_is_not_the_union_that_serbia_went_on_from() -> None:
    import foedera

    spells = foedera.open().timeline("bgr-srb-1912")
    bound = {s.subject for s in spells if s.status == "party"}
    assert bound == {"BGR", "SRB"}


def test_a_code_that_a_state_no_longer_bears_is_told_to_the_end() -> None:
    events = [*THREE, event("SUHH", "deposit", "1991-04-01")]
    spells = derive(record(Consents(n=2)), events, StatesContext()).timeline()
    told = [(s.subject, s.status, s.start, s.until) for s in spells if s.subject in ("SUHH", "RUS")]
    assert told == [
        ("RUS", "none", None, "1991-12-24"),
        ("RUS", "party", "1991-12-24", None),
        ("SUHH", "none", None, "1991-04-01"),
        ("SUHH", "party", "1991-04-01", "1991-12-24"),
        ("SUHH", "none", "1991-12-24", None),
    ]


@pytest.mark.parametrize(
    ("participation", "on", "expected"),
    [
        ({"participation": "partial"}, "1995-01-01", "unknown"),
        ({"participation": "partial"}, "1989-01-01", "none"),
        ({"participation": "complete"}, "1995-01-01", "none"),
        ({"participation": "complete", "complete_as_of": "1994-12-31"}, "1994-12-31", "none"),
        ({"participation": "complete", "complete_as_of": "1994-12-31"}, "1995-01-01", "unknown"),
    ],
)
def test_status_and_timeline_agree_on_who_did_nothing_of_note(
    participation: dict[str, Any], on: str, expected: str
) -> None:
    treaty = record(Consents(n=2), **participation)
    events = [*THREE, event("ESP", "declaration", "1992-01-01")]
    assert held(answer(treaty, events, on, party="ESP"), "ESP").status == expected
    spells = derive(treaty, events, StatesContext()).timeline()
    day = [s for s in spells if s.subject == "ESP" and (s.start or "") <= on < (s.until or "9999")]
    assert [s.status for s in day] == [expected]


def test_a_third_state_is_no_party_to_a_treaty_between_two() -> None:
    found = answer(record(Exchange(), participation="partial", **BOTH), [], "1995-01-01", party="ESP")
    assert {code: state.status for code, state in found.parties.items()} == {
        "ESP": "none",
        "FRA": "unknown",
        "ITA": "unknown",
    }


def test_what_was_never_suspended_cannot_be_resumed_before_entry_into_force() -> None:
    events = [
        event("FRA", "resumption", "1990-06-01"),
        *(event(s, "exchange", "1991-01-01") for s in ("FRA", "ITA")),
    ]
    assert answer(record(Exchange(), **BOTH), events, "1990-07-01").in_force is Answer.NO


def test_without_a_rule_the_day_of_effect_that_a_register_states_is_used() -> None:
    stated = event("ESP", "accession", "1995-01-01", effective="1995-03-01")
    untold = event("DEU", "accession", "1995-01-01")
    events = [event("FRA", "entry_into_force", "1991-06-01"), *THREE[:1], stated, untold]
    found = answer(record(None), events, "2000-01-01").parties
    assert (found["ESP"].start, found["DEU"].start) == ("1995-03-01", "1995-01-01/1996-01-01")


def test_steps_at_home_show_that_a_record_follows_both_of_two_states() -> None:
    home = [event("FRA", "ratification", "1990-06-01", step="domestic")]
    found = answer(record(Exchange(), participation="partial", **BOTH), home, "1990-07-01")
    assert {code: state.status for code, state in found.parties.items()} == {"FRA": "none", "ITA": "none"}
    assert (found.in_force, found.missing) == (Answer.NO, ("exchange of instruments of ratification",))
