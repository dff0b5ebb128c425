"""What holds of every derivation, whatever the acts."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.book.world import World
from foedera.dates import Delay, Period
from foedera.law import Derivation, StatesContext, derive, status, status_in_worlds
from foedera.model import (
    AccessionRule,
    Act,
    ArmedConflict,
    Done,
    DurationRule,
    EntryRule,
    Event,
    ProvisionalRule,
    Renewal,
    Spell,
    Treaty,
    WithdrawalRule,
    seal,
)
from foedera.model.conditions import AllOf, Consents, Exchange, NotBefore, StatesConsent
from foedera.register import Register
from foedera.trust import Policy, select

STATES = ["FRA", "ITA", "POL", "ESP", "SUHH", "CSHH", "CZE", "EU"]
DAYS = st.dates(date(1980, 1, 1), date(2020, 1, 1)).map(date.isoformat) | st.sampled_from(
    ["1991", "1992-05", "1990-01-01/1993-01-01", None]
)
ACTS = [
    "signature",
    "deposit",
    "accession",
    "exchange",
    "denunciation",
    "termination",
    "suspension",
    "resumption",
    "consent_withdrawal",
    "succession",
    "extension",
    "reservation",
    "objection",
    "reservation_withdrawal",
    "denunciation_revocation",
    "acceptance",
    "provisional_application",
    "signature_withdrawal",
    "declaration",
]
EVENTS = st.lists(
    st.builds(
        Event,
        treaty=st.just("t"),
        party=st.sampled_from(STATES),
        act=st.sampled_from(ACTS),
        date=DAYS,
        effective=st.sampled_from([None, None, None, "1994-01-01"]),
        step=st.sampled_from(["international", "international", "international", "domestic"]),
        status=st.sampled_from(["done", "done", "done", "planned", "refused"]),
        to=st.sampled_from([(), (), ("FRA",), ("ITA", "POL")]),
        articles=st.sampled_from([(), (), ("29",), ("29(1)", "16")]),
        qualified=st.booleans(),
        territory=st.sampled_from([(), (), (), ("Gibraltar",)]),
        scope=st.sampled_from([None, None, "excludes"]),
        ground=st.sampled_from([None, None, None, "breach", "changed_circumstances"]),
        disputed_by=st.sampled_from([(), (), (), ("POL",)]),
    ),
    max_size=10,
)
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
    Treaty,
    id=st.just("t"),
    form=st.sampled_from(["bilateral", "multilateral"]),
    done=st.just(Done(date="1979-12-31")),
    negotiating=st.sampled_from([("FRA", "ITA"), ("CSHH", "ITA")]),
    entry_into_force=RULES,
    duration=st.sampled_from(
        [
            DurationRule(),
            DurationRule(period=Period(years=10), extension=Period(years=5)),
            DurationRule(
                period=Period(years=5), renewal=Renewal(period=Period(years=5), unless_notice=Period(years=1))
            ),
        ]
    ),
    withdrawal=st.sampled_from(
        [
            None,
            WithdrawalRule(notice=Period(years=1), surviving=("7",)),
            WithdrawalRule(notice=Period(days=90), hold="war"),
            WithdrawalRule(clause=False),
            WithdrawalRule(clause=False, implied=True),
        ]
    ),
    armed_conflicts=st.sampled_from(
        [(), (ArmedConflict(state="POL", start="1990-01-01", until="2000-01-01"),)]
    ),
    minimum_parties=st.sampled_from([None, 2]),
    reservations=st.sampled_from(["prohibited", "listed", "compatible", "unregulated"]),
    reservation_articles=st.just(("16",)),
    provisional_application=st.sampled_from([None, ProvisionalRule(since="signature")]),
    accession=st.sampled_from(
        [None, AccessionRule(acceptance="required"), AccessionRule(objection="bars", within=Period(months=6))]
    ),
    regime=st.sampled_from([None, "boundary"]),
    participation=st.sampled_from(["complete", "partial"]),
)


class Amended(StatesContext):
    """The treaty with an amendment that FRA and CZE accepted in 1996."""

    def amenders(self, treaty_id: str) -> tuple[str, ...]:
        return ("amending",) if treaty_id == "t" else ()

    def derivation(self, treaty_id: str) -> Derivation | None:
        if treaty_id != "amending":
            return None
        treaty = Treaty(id="amending", amends="t", entry_into_force=EntryRule(when=Consents(n=1)))
        accepted = [Event(treaty="amending", party="FRA", act="acceptance", date="1996-01-01")]
        return derive(treaty, accepted, StatesContext())


@settings(deadline=None, max_examples=60)
@given(TREATIES, EVENTS, st.randoms())
def test_the_order_of_acts_changes_nothing(treaty: Treaty, events: list[Event], random: Any) -> None:
    shuffled = events.copy()
    random.shuffle(shuffled)
    on = date(2000, 1, 1)
    one, two = derive(treaty, events, Amended()), derive(treaty, shuffled, Amended())
    assert one.timeline([("FRA", "ITA")]) == two.timeline([("FRA", "ITA")])
    asked: dict[str, Any] = {"party": "CZE", "between": ("FRA", "ITA"), "place": "Gibraltar"}
    assert status(one, on, **asked) == status(two, on, **asked)
    worlds = [status_in_worlds(treaty, acts, Amended(), on=on, **asked) for acts in (events, shuffled)]
    assert worlds[0] == worlds[1]


def covered(derivation: Derivation, pairs: list[tuple[str, str]]) -> None:
    """One phase for each subject on every day, and one spell for each subject in the timeline."""
    histories = [derivation.history, *(m.history for m in derivation.members.values())]
    histories += [derivation.pair(a, b).history for a, b in pairs]
    for history in histories:
        first, last = history.phases[0], history.phases[-1]
        assert (first.start, last.until) == (None, None)
        for before, after in pairwise(history.phases):
            assert before.until == after.start
            assert before.status != after.status
            assert before.start is None or after.start is None or before.start <= after.start
        for day in (date(1979, 1, 1) + timedelta(days=211 * n) for n in range(80)):
            assert history.possible(day), day
    told: dict[str, list[Spell]] = {}
    for spell in derivation.timeline(pairs):
        told.setdefault(spell.subject, []).append(spell)
    for spells in told.values():
        assert (spells[0].start, spells[-1].until) == (None, None)
        assert all(before.until == after.start for before, after in pairwise(spells))


@settings(deadline=None)
@given(TREATIES, EVENTS)
def test_phases_cover_all_time_without_gap_or_overlap(treaty: Treaty, events: list[Event]) -> None:
    covered(derive(treaty, events, Amended()), [("FRA", "ITA"), ("POL", "CZE")])


def test_the_shipped_register_has_one_spell_for_each_subject_and_day() -> None:
    world = World(Register(), None, Policy(), None)
    for treaty_id in world.register.ids():
        derivation = world.derivation(treaty_id)
        assert derivation is not None
        some = sorted(derivation.members)[:2]
        covered(derivation, [(a, b) for a in some for b in some if a < b])


PUBLISHED = st.lists(
    st.builds(
        lambda party, act, day, known, state: seal(
            Act(source="s", treaty="t", act=act, parties=(party,), date=day, published=known, status=state)
        ),
        st.sampled_from(STATES),
        st.sampled_from(ACTS),
        DAYS,
        st.dates(date(1985, 1, 1), date(2010, 1, 1)).map(date.isoformat),
        st.sampled_from(["done", "done", "planned", "denied"]),
    ),
    max_size=8,
)


@settings(deadline=None)
@given(PUBLISHED, st.dates(date(1985, 1, 1), date(2010, 1, 1)), st.integers(0, 4000))
def test_who_knows_more_forgets_nothing(told: list[Act], known: date, later: int) -> None:
    def used(day: date) -> set[str]:
        events = select(told, {}, "t", known=day)
        return {
            sid for e in events for sid in (*e.statements, *(s for v in e.versions for s in v.statements))
        }

    def published(day: date) -> set[str]:
        return {act.id for act in told if act.published is not None and act.published <= day.isoformat()}

    after = known + timedelta(days=later)
    assert used(known) <= published(known)
    assert used(known) & {a.id for a in told if a.status == "done"} <= used(after)


@settings(deadline=None)
@given(TREATIES, PUBLISHED, st.dates(date(1985, 1, 1), date(2010, 1, 1)))
def test_what_was_published_later_changes_no_answer_as_known_then(
    treaty: Treaty, told: list[Act], known: date
) -> None:
    by_then = [act for act in told if act.published is not None and act.published <= known.isoformat()]
    then, only = (select(acts, {}, "t", known=known) for acts in (told, by_then))
    assert (
        derive(treaty, then, StatesContext()).timeline() == derive(treaty, only, StatesContext()).timeline()
    )


@settings(deadline=None)
@given(TREATIES, EVENTS)
def test_steps_at_home_change_no_standing(treaty: Treaty, events: list[Event]) -> None:
    home = [
        Event(treaty="t", party=s, act="ratification", step="domestic", date="1985-01-01") for s in STATES
    ]
    one, two = derive(treaty, events, StatesContext()), derive(treaty, [*events, *home], StatesContext())
    assert one.timeline() == two.timeline()
