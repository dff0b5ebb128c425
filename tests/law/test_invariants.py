"""What holds of every derivation, whatever the acts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.dates import Delay, Period
from foedera.law import StatesContext, derive, status
from foedera.model import Done, DurationRule, EntryRule, Event, Renewal, Treaty, WithdrawalRule
from foedera.model.conditions import AllOf, Consents, Exchange, NotBefore, StatesConsent

STATES = ["FRA", "ITA", "POL", "ESP", "SUHH", "CSHH", "EU"]
DAYS = st.dates(date(1980, 1, 1), date(2020, 1, 1)).map(date.isoformat) | st.sampled_from(
    ["1991", "1992-05", "1990-01-01/1993-01-01", None]
)
EVENTS = st.lists(
    st.builds(
        lambda party, act, day, step, state, to: Event(
            treaty="t", party=party, act=act, date=day, step=step, status=state, to=to
        ),
        st.sampled_from(STATES),
        st.sampled_from(
            [
                "signature", "deposit", "accession", "exchange", "denunciation", "termination", "suspension",
                "resumption", "consent_withdrawal", "succession", "extension", "reservation", "objection",
                "denunciation_revocation", "provisional_application", "signature_withdrawal",
            ]
        ),
        DAYS,
        st.sampled_from(["international", "international", "domestic"]),
        st.sampled_from(["done", "done", "done", "planned"]),
        st.sampled_from([(), (), ("FRA",)]),
    ),
    max_size=10,
)  # fmt: skip
RULES = st.sampled_from(
    [
        EntryRule(when=Consents(n=2), after=Delay(days=30)),
        EntryRule(when=Exchange()),
        EntryRule(when=AllOf(of=(Consents(n=1), NotBefore(date="1995-01-01")))),
        EntryRule(when=StatesConsent(of=("FRA", "ITA")), after=Delay(months=3, then="next_first")),
        EntryRule(when=None),
    ]
)
TREATIES = st.builds(
    lambda rule, form, duration, withdrawal, least: Treaty(
        id="t",
        form=form,
        done=Done(date="1979-12-31"),
        negotiating=("FRA", "ITA"),
        entry_into_force=rule,
        duration=duration,
        withdrawal=withdrawal,
        minimum_parties=least,
    ),
    RULES,
    st.sampled_from(["bilateral", "multilateral"]),
    st.sampled_from(
        [
            DurationRule(),
            DurationRule(period=Period(years=10), extension=Period(years=5)),
            DurationRule(
                period=Period(years=5), renewal=Renewal(period=Period(years=5), unless_notice=Period(years=1))
            ),
        ]
    ),
    st.sampled_from([None, WithdrawalRule(notice=Period(years=1)), WithdrawalRule(clause=False)]),
    st.sampled_from([None, 2]),
)


@settings(deadline=None)
@given(TREATIES, EVENTS, st.randoms())
def test_the_order_of_acts_changes_nothing(treaty: Treaty, events: list[Event], random: Any) -> None:
    shuffled = events.copy()
    random.shuffle(shuffled)
    on = date(2000, 1, 1)
    one, two = derive(treaty, events, StatesContext()), derive(treaty, shuffled, StatesContext())
    assert one.timeline() == two.timeline()
    assert status(one, on, between=("FRA", "ITA")) == status(two, on, between=("FRA", "ITA"))


@settings(deadline=None)
@given(TREATIES, EVENTS)
def test_phases_cover_all_time_without_gap_or_overlap(treaty: Treaty, events: list[Event]) -> None:
    derivation = derive(treaty, events, StatesContext())
    histories = [derivation.history, *(m.history for m in derivation.members.values())]
    histories.append(derivation.pair("FRA", "ITA").history)
    for history in histories:
        first, last = history.phases[0], history.phases[-1]
        assert (first.start, last.until) == (None, None)
        for before, after in zip(history.phases, history.phases[1:], strict=False):
            assert before.until == after.start
            assert before.status != after.status
        for day in (date(1979, 1, 1) + timedelta(days=211 * n) for n in range(80)):
            assert history.possible(day), day


@settings(deadline=None)
@given(TREATIES, EVENTS)
def test_steps_at_home_change_no_standing(treaty: Treaty, events: list[Event]) -> None:
    home = [
        Event(treaty="t", party=s, act="ratification", step="domestic", date="1985-01-01") for s in STATES
    ]
    one, two = derive(treaty, events, StatesContext()), derive(treaty, [*events, *home], StatesContext())
    assert one.timeline() == two.timeline()
