"""Columns and single derivations give the same spells, on every treaty."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from foedera.book.world import World
from foedera.dates import Answer, Delay, Period, apply_delay
from foedera.errors import FoederaError
from foedera.law import StatesContext, derive
from foedera.law.asof import AsOf
from foedera.law.bulk import Timelines, derive_events, derive_many, spell_rows
from foedera.law.bulk_columns import delayed
from foedera.law.bulk_rules import delay_columns
from foedera.law.succession import person
from foedera.model import (
    Counting,
    Done,
    EntryRule,
    Event,
    LaterParties,
    Treaty,
    WithdrawalRule,
)
from foedera.model.conditions import AllOf, Consents, Exchange, FromOpening, NotBefore, OnDate, StatesConsent
from foedera.register import Register
from foedera.trust import Policy

STATES = ["FRA", "ITA", "POL", "ESP", "AUT", "SVN", "EU"]
CONSENTS = ["deposit", "ratification", "acceptance", "accession", "succession"]
DELAYS = st.sampled_from(
    [
        None,
        Delay(days=30),
        Delay(months=3),
        Delay(years=1),
        Delay(first_of_month=6),
        Delay(months=3, then="next_first"),
        Delay(days=60, then="next_first"),
    ]
)
CONDITIONS = st.one_of(
    st.builds(lambda n, after: Consents(n=n, after=after), st.integers(1, 4), DELAYS),
    st.builds(
        lambda least: StatesConsent(of=("FRA", "ITA", "POL"), at_least=least), st.sampled_from([None, 1, 2])
    ),
    st.just(Consents(n=None)),
    st.builds(
        lambda n, after: AllOf(of=(Consents(n=n, after=after), NotBefore(date="1995-01-01"))),
        st.integers(1, 3),
        DELAYS,
    ),
    st.builds(lambda n: AllOf(of=(Consents(n=n), FromOpening(period=Period(years=2)))), st.integers(1, 3)),
)
TREATIES = st.builds(
    lambda when, after, later, counting, withdrawal: Treaty(
        id="t",
        done=Done(date="1990-01-31"),
        negotiating=("FRA", "ITA"),
        consent=("ratification", "accession"),
        entry_into_force=EntryRule(when=when, after=after, later_parties=later, counting=counting),
        withdrawal=withdrawal,
    ),
    CONDITIONS,
    DELAYS,
    st.sampled_from([None, LaterParties(after=Delay(days=30)), LaterParties(at_once=True)]),
    st.builds(Counting, organizations=st.booleans(), successions=st.booleans()),
    st.sampled_from(
        [
            None,
            WithdrawalRule(notice=Period(years=1)),
            WithdrawalRule(notice=Period(days=90)),
            WithdrawalRule(after=Delay(months=6)),
            WithdrawalRule(clause=False),
        ]
    ),
)
DAYS = st.dates(date(1990, 2, 1), date(2010, 12, 31)).map(date.isoformat)


def acts(kinds: list[str]) -> st.SearchStrategy[list[Event]]:
    one = st.builds(
        lambda party, act, day: Event(treaty="t", party=party, act=act, date=day),
        st.sampled_from(STATES),
        st.sampled_from(kinds),
        DAYS,
    )
    return st.lists(one, max_size=14)


PLAIN = acts(["signature", *CONSENTS, *CONSENTS, "denunciation", "reservation"])
ANY = acts(["signature", *CONSENTS, "denunciation", "suspension", "termination", "consent_withdrawal"])


def expected(treaty: Treaty, events: list[Event]) -> set[tuple[Any, ...]]:
    found = derive(treaty, events, StatesContext())
    return {row for name, m in found.members.items() for row in spell_rows(treaty.id, name, m.history)}


def told(found: Timelines) -> set[tuple[Any, ...]]:
    return set(found.spells.iter_rows())


def many(kinds: st.SearchStrategy[list[Event]]) -> st.SearchStrategy[list[tuple[Treaty, list[Event]]]]:
    """Several treaties at once, so that nothing leaks from one to another."""

    def numbered(cases: list[tuple[Treaty, list[Event]]]) -> list[tuple[Treaty, list[Event]]]:
        return [
            (replace(t, id=f"t{n}"), [replace(e, treaty=f"t{n}") for e in events])
            for n, (t, events) in enumerate(cases)
        ]

    return st.lists(st.tuples(TREATIES, kinds), min_size=1, max_size=8).map(numbered)


def check(cases: list[tuple[Treaty, list[Event]]]) -> Timelines:
    found = derive_events([t for t, _ in cases], {t.id: e for t, e in cases}, StatesContext())
    rows = told(found)
    for treaty, events in cases:
        acted = {event.party for event in events}
        # Negotiating States without an act have one spell, none, which the columns need not hold.
        mine = {row for row in rows if row[0] == treaty.id and row[1] in acted}
        assert mine == {row for row in expected(treaty, events) if row[1] in acted}
        entry = derive(treaty, events, StatesContext()).entry
        stated = found.treaties.row(by_predicate=pl.col("treaty") == treaty.id)
        assert stated[1:] == ((entry.lo, entry.hi) if entry else (None, None))
    return found


@settings(deadline=None, max_examples=50)
@given(many(PLAIN))
def test_columns_and_objects_agree_on_plain_acts(cases: list[tuple[Treaty, list[Event]]]) -> None:
    check(cases)


@settings(deadline=None, max_examples=30)
@given(many(ANY))
def test_what_columns_cannot_tell_is_derived_singly(cases: list[tuple[Treaty, list[Event]]]) -> None:
    found = check(cases)
    for treaty, events in cases:
        if any(e.act in ("suspension", "termination", "consent_withdrawal") for e in events):
            assert treaty.id in found.single


def plain_case(n: int) -> tuple[Treaty, list[Event]]:
    treaty = Treaty(
        id=f"t{n}",
        done=Done(date="1990-01-01"),
        entry_into_force=EntryRule(when=Consents(n=2), after=Delay(months=1)),
        withdrawal=WithdrawalRule(notice=Period(years=1)),
    )
    rows = [
        ("FRA", "signature", "1990-02-01"),
        ("FRA", "ratification", "1990-12-31"),
        ("ITA", "ratification", "1991-01-31"),
        ("POL", "accession", "1992-05-05"),
        ("FRA", "denunciation", f"{1995 + n}-01-01"),
        ("FRA", "accession", f"{2000 + n}-01-31"),
    ]
    return treaty, [Event(treaty=treaty.id, party=p, act=a, date=d) for p, a, d in rows]  # type: ignore[arg-type]


def test_many_treaties_at_once_are_told_by_columns_alone() -> None:
    cases = [plain_case(n) for n in range(10)]
    found = derive_events([t for t, _ in cases], {t.id: e for t, e in cases}, StatesContext())
    assert found.single == ()
    assert told(found) == {row for t, e in cases for row in expected(t, e)}


def test_a_party_that_left_and_returned() -> None:
    treaty, events = plain_case(0)
    index = AsOf(derive_events([treaty], {treaty.id: events}, StatesContext()))
    days = ["1990-01-31", "1990-06-01", "1991-02-27", "1991-02-28", "1996-01-01", "2000-02-01", "2000-02-29"]
    standing = [index.standing("t0", "FRA", date.fromisoformat(day)) for day in days]
    assert standing == ["none", "signatory", "contracting", "party", "former", "contracting", "party"]


@settings(deadline=None, max_examples=25)
@given(TREATIES, ANY, st.lists(st.dates(date(1989, 1, 1), date(2012, 1, 1)), min_size=1, max_size=8))
def test_an_as_of_question_gives_what_the_history_gives(
    treaty: Treaty, events: list[Event], days: list[date]
) -> None:
    index = AsOf(derive_events([treaty], {"t": events}, StatesContext()))
    single = derive(treaty, events, StatesContext())
    for name in {event.party for event in events}:
        member = single.member(name)
        for day in days if member is not None else ():
            possible = member.history.possible(day) if member is not None else []
            want = possible[0].status if len(possible) == 1 else "unknown"
            assert index.standing("t", name, day) == want


def test_an_uncertain_day_is_unknown_between_its_bounds() -> None:
    treaty, _ = plain_case(0)
    events = [
        Event(treaty="t0", party="FRA", act="ratification", date="1991-01-01"),
        Event(treaty="t0", party="ITA", act="ratification", date="1991-03"),
    ]
    index = AsOf(derive_events([treaty], {"t0": events}, StatesContext()))
    answers = [index.bound("t0", "FRA", date(1991, 4, day)) for day in (15, 30)]
    assert answers == [Answer.UNKNOWN, Answer.YES]
    assert index.bound("t0", "FRA", date(1991, 3, 31)) is Answer.NO
    assert index.standing("t0", "ESP", date(1995, 1, 1)) == "none"
    with pytest.raises(KeyError):
        index.standing("no-such", "FRA", date(1995, 1, 1))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.dates(date(1816, 1, 1), date(2100, 1, 1)), DELAYS), min_size=1, max_size=20))
def test_delays_over_columns_count_as_single_delays_do(pairs: list[tuple[date, Delay | None]]) -> None:
    frame = pl.DataFrame({"day": [day for day, _ in pairs], **delay_columns("x", [d for _, d in pairs])})
    frame = frame.with_columns(pl.col("x_first").cast(pl.Int32), pl.col("x_months").cast(pl.Int32))
    assert frame.select(delayed(pl.col("day"), "x")).to_series().to_list() == [
        apply_delay(day, delay) for day, delay in pairs
    ]


@pytest.mark.parametrize(
    ("case", "changes", "rows", "by_columns"),
    [
        (
            "notice in clear days begins to bind on the day after the last of them",
            {"withdrawal": WithdrawalRule(notice=Period(days=150))},
            [("FRA", "denunciation", "2023-06-09")],
            True,
        ),
        (
            "a notice that takes effect before the treaty binds its sender",
            {},
            [("POL", "denunciation", "1991-06-01"), ("POL", "accession", "1992-05-15")],
            False,
        ),
        (
            "every party has left",
            {},
            [("FRA", "denunciation", "2001-01-01"), ("ITA", "denunciation", "2002-01-01")],
            False,
        ),
        (
            "an organization's instrument does not count",
            {"entry_into_force": EntryRule(when=Consents(n=3))},
            [("EU", "acceptance", "1991-03-01")],
            True,
        ),
        ("a State that ceased after it had consented", {}, [("CSHH", "ratification", "1991-03-01")], False),
        ("a State that existed again before it acted", {}, [("AUT", "ratification", "1991-03-01")], True),
        (
            "a State that left and returned",
            {},
            [("ITA", "denunciation", "1995-01-01"), ("ITA", "accession", "1999-01-01")],
            True,
        ),
        (
            "a second notice that takes effect between the return and its effect",
            {},
            [
                ("ITA", "denunciation", "1995-01-01"),
                ("ITA", "denunciation", "1998-02-10"),
                ("ITA", "accession", "1999-01-31"),
            ],
            False,
        ),
        (
            "a notice that took effect before its sender consented at all",
            {},
            [("POL", "denunciation", "1990-06-01"), ("POL", "accession", "1992-05-15")],
            False,
        ),
        (
            "no withdrawal clause",
            {"withdrawal": WithdrawalRule(clause=False)},
            [("FRA", "denunciation", "1999-01-01")],
            False,
        ),
        ("the last day of a shorter month", {}, [("POL", "accession", "1992-01-31")], True),
    ],
)
def test_cases(
    case: str, changes: dict[str, Any], rows: list[tuple[str, str, str]], by_columns: bool
) -> None:
    treaty = replace(plain_case(0)[0], id="t", **changes)
    first = [("FRA", "ratification", "1990-12-31"), ("ITA", "ratification", "1991-01-31")]
    events = [Event(treaty="t", party=p, act=a, date=d) for p, a, d in (*first, *rows)]  # type: ignore[arg-type]
    assert (check([(treaty, events)]).single == ()) is by_columns, case


def test_a_notice_that_names_a_later_day_is_weighed_singly() -> None:
    treaty = replace(plain_case(0)[0], id="t")
    rows = [("FRA", "ratification", "1990-12-31"), ("ITA", "ratification", "1991-01-31")]
    events = [Event(treaty="t", party=p, act=a, date=d) for p, a, d in rows]  # type: ignore[arg-type]
    events.append(
        Event(treaty="t", party="FRA", act="denunciation", date="1999-01-01", effective="2005-01-01")
    )
    found = check([(treaty, events)])
    assert found.single == ("t",)
    assert AsOf(found).standing("t", "FRA", date(2004, 12, 31)) == "party"


def test_a_succession_after_an_exit_reaches_back_and_is_weighed_singly() -> None:
    treaty = replace(
        plain_case(0)[0], id="t", entry_into_force=EntryRule(when=Consents(n=1)), negotiating=("FRA", "ITA")
    )
    rows = [
        ("FRA", "deposit", "1999-01-01"),
        ("ITA", "deposit", "2000-01-02"),
        ("ITA", "denunciation", "2000-01-01"),
        ("ITA", "succession", "2003-01-01"),
    ]
    events = [Event(treaty="t", party=p, act=a, date=d) for p, a, d in rows]  # type: ignore[arg-type]
    assert check([(treaty, events)]).single == ("t",)


def test_a_frame_of_acts_is_enough() -> None:
    treaty, events = plain_case(0)
    rows = [(e.treaty, e.party, e.act, date.fromisoformat(e.date or "")) for e in events]
    frame = pl.DataFrame(rows, schema=["treaty", "party", "act", "date"], orient="row")
    assert told(derive_many([treaty], frame, StatesContext())) == expected(treaty, events)
    pair = Treaty(
        id="t0", form="bilateral", negotiating=("FRA", "ITA"), entry_into_force=EntryRule(when=Exchange())
    )
    both = frame.head(2).with_columns(
        pl.Series("party", ["FRA", "ITA"]),
        pl.lit("exchange").alias("act"),
        pl.lit(date(1991, 1, 1)).alias("date"),
    )
    found = derive_many([pair], both, StatesContext())
    assert (found.single, found.treaties.row(0)[1]) == (("t0",), date(1991, 1, 1))


def test_a_fixed_date_needs_no_count() -> None:
    treaty = Treaty(
        id="t", consent=("ratification",), entry_into_force=EntryRule(when=OnDate(date="1995-01-01"))
    )
    events = [
        Event(treaty="t", party=p, act="ratification", date=d)
        for p, d in (("FRA", "1994-01-01"), ("ITA", "1996-01-01"))
    ]
    found = derive_events([treaty], {"t": events}, StatesContext())
    assert found.single == ()
    assert told(found) == expected(treaty, events)


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        (pl.DataFrame({"treaty": ["t"], "party": ["FRA"], "act": ["deposit"]}), "no column date"),
        (
            pl.DataFrame({"treaty": ["t"], "party": ["FRA"], "act": ["deposit"], "date": [None]}),
            "an act has no date",
        ),
    ],
)
def test_a_frame_that_lacks_something_is_refused(frame: pl.DataFrame, words: str) -> None:
    with pytest.raises(FoederaError, match=words):
        derive_many([], frame, StatesContext())


def test_nothing_at_all_is_no_fault() -> None:
    found = derive_events([], {}, StatesContext())
    assert (found.treaties.height, found.spells.height, found.single) == (0, 0, ())


def test_spells_of_a_party_leave_no_gap() -> None:
    cases = [plain_case(n) for n in range(3)]
    found = derive_events([t for t, _ in cases], {t.id: e for t, e in cases}, StatesContext())
    for _, spells in found.spells.group_by(["treaty", "party"], maintain_order=True):
        starts, ends = spells["from"].to_list(), spells["until"].to_list()
        assert (starts[0], ends[-1]) == (None, None)
        assert ends[:-1] == starts[1:]
        assert all(a + timedelta(days=1) <= b for a, b in pairwise(starts[1:]))


def test_the_shipped_register_is_told_alike_in_bulk_and_singly() -> None:
    world = World(Register(), None, Policy(), None)
    treaties = [world.record(name) for name in world.register.ids()]
    events = {treaty.id: world.events(treaty.id) for treaty in treaties}
    found = derive_events(treaties, events, world)
    rows = told(found)
    for treaty in treaties:
        single = world.derivation(treaty.id)
        assert single is not None
        acted = {person(event.party, world) for event in events[treaty.id]}
        mine = {row for row in rows if row[0] == treaty.id and row[1] in acted}
        assert mine == {
            row
            for name, m in single.members.items()
            if name in acted
            for row in spell_rows(treaty.id, name, m.history)
        }, treaty.id
    assert 0 < len(found.single) < len(treaties)
