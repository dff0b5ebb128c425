"""Which account is believed: situations, and what follows."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedera.errors import FoederaError
from foedera.model import Act, Credit, Event, Source, seal
from foedera.trust import Policy, load_policy, select

SOURCES = {
    "depositary": Source(
        id="depositary", kind="depositary", publisher="UN Secretary-General", published="2000-01-01"
    ),
    "kcna": Source(id="kcna", kind="official", state="PRK", publisher="KCNA", published="2024-11-12"),
    "vtc": Source(id="vtc", kind="outlet", publisher="VTC News", published="2024-11-13"),
    "paper": Source(id="paper", kind="outlet", publisher="A Paper", published="2024-11-14"),
    "other": Source(id="other", kind="outlet", publisher="Another Paper", published="2024-11-15"),
    "page": Source(id="page", kind="register", publisher="A Register", published="2026-02-03"),
}


def act(source: str, day: str | None, party: str = "PRK", kind: str = "ratification", **more: Any) -> Act:
    fields: dict[str, Any] = {"step": "domestic", **more}
    return seal(Act(act=kind, treaty="t", source=source, parties=(party,), date=day, **fields))  # type: ignore[arg-type]


def chosen(*acts: Act, **options: Any) -> tuple[Event, ...]:
    return select(acts, SOURCES, "t", **options)


def test_a_report_that_quotes_the_agency_is_a_version_and_no_second_voice() -> None:
    (event,) = chosen(act("kcna", "2024-11-11"), act("vtc", "2024-11-12", said_by=("KCNA",)))
    assert event.date == "2024-11-11"
    assert [(v.value, v.sources) for v in event.versions] == [
        ("2024-11-11", ("KCNA",)),
        ("2024-11-12", ("KCNA",)),
    ]
    assert not event.equal_rank


def test_two_papers_of_the_same_rank_leave_it_undecided() -> None:
    (event,) = chosen(act("paper", "2024-11-06"), act("other", "2024-11-08"))
    assert event.equal_rank
    assert {v.value for v in event.versions} == {"2024-11-06", "2024-11-08"}


def test_two_papers_that_copy_one_agency_do_not_outvote_it() -> None:
    (event,) = chosen(
        act("paper", "2024-11-08", said_by=("TASS",)),
        act("other", "2024-11-08", said_by=("TASS",)),
        act("vtc", "2024-11-06", said_by=("TASS",)),
    )
    assert not event.equal_rank


@pytest.mark.parametrize(
    ("days", "believed"),
    [
        (("2024-06", "2024-06-19"), "2024-06-19"),
        (("XXXX-11-12", "2024-11-12"), "2024-11-12"),
        (("2024", "2024-06"), "2024-06"),
        ((None, "2024-06-19"), "2024-06-19"),
        ((None, None), None),
    ],
)
def test_the_precise_account_that_fits_is_believed(
    days: tuple[str | None, str | None], believed: str | None
) -> None:
    (event,) = chosen(act("paper", days[0]), act("other", days[1]))
    assert event.date == believed
    assert not event.equal_rank


def test_a_depositary_is_believed_before_a_paper() -> None:
    (event,) = chosen(
        act("paper", "1999-06-01", kind="deposit", step="international"),
        act("depositary", "1999-06-02", kind="deposit", step="international"),
    )
    assert (event.date, event.versions[0].sources) == ("1999-06-02", ("UN Secretary-General",))


def test_a_state_that_left_and_came_back_has_consented_twice() -> None:
    events = chosen(
        act("depositary", "2016-09-03", "USA", "acceptance", step="international"),
        act("depositary", "2019-11-04", "USA", "denunciation", step="international"),
        act("page", "2021-01-20", "USA", "acceptance", step="international"),
    )
    assert [e.act for e in events] == ["acceptance", "denunciation", "acceptance"]


def test_deposits_with_several_depositaries_stay_apart() -> None:
    events = chosen(
        act("page", "1968-11-27", "GBR", "deposit", step="international", place="London"),
        act("page", "1968-11-29", "GBR", "deposit", step="international", place="Moscow"),
    )
    assert [e.date for e in events] == ["1968-11-27", "1968-11-29"]


def test_the_two_houses_of_parliament_are_two_events() -> None:
    events = chosen(
        act("paper", "2024-10-24", "RUS", "parliamentary_approval", organ="lower_house"),
        act("paper", "2024-11-06", "RUS", "parliamentary_approval", organ="upper_house"),
    )
    assert [e.organ for e in events] == ["lower_house", "upper_house"]


def test_an_announcement_gives_way_to_the_deed_and_stands_alone_without_it() -> None:
    plan = act("paper", "2024-12", kind="exchange", step="international", status="planned")
    deed = act("other", "2024-12-04", kind="exchange", step="international")
    assert [e.status for e in chosen(plan)] == ["planned"]
    assert [(e.status, e.date) for e in chosen(plan, deed)] == [("done", "2024-12-04")]


def test_a_denial_is_kept_as_a_dispute() -> None:
    (event,) = chosen(act("paper", "2024-11-06"), act("kcna", None, status="denied"))
    assert (event.status, event.disputed_by) == ("done", ("KCNA",))


def test_what_was_published_later_was_not_known() -> None:
    early = chosen(act("kcna", "2024-11-11"), act("paper", "2024-11-10"), known=date(2024, 11, 12))
    assert [(e.date, len(e.versions)) for e in early] == [("2024-11-11", 1)]


def test_a_retracted_statement_is_left_out() -> None:
    assert chosen(act("paper", "2024-11-06", flags=("retracted",))) == ()


def test_one_statement_of_two_states_gives_an_event_each() -> None:
    both = seal(Act(act="exchange", treaty="t", source="paper", parties=("PRK", "RUS"), date="2024-12-04"))
    assert [(e.party, e.with_parties) for e in chosen(both)] == [("PRK", ("RUS",)), ("RUS", ("PRK",))]


def test_two_accounts_of_one_notice_are_versions_and_a_notice_after_a_return_is_another() -> None:
    def notice(source: str, day: str) -> Act:
        return act(source, day, "USA", "denunciation", step="international")

    (event,) = chosen(notice("paper", "2019-11-04"), notice("other", "2019-11-05"))
    assert ([v.value for v in event.versions], event.equal_rank) == (["2019-11-04", "2019-11-05"], True)
    back = act("page", "2019-11-20", "USA", "denunciation_revocation", step="international")
    events = chosen(notice("paper", "2019-11-04"), back, notice("other", "2019-12-05"))
    assert [(e.act, e.date) for e in events] == [
        ("denunciation", "2019-11-04"),
        ("denunciation_revocation", "2019-11-20"),
        ("denunciation", "2019-12-05"),
    ]


def test_a_plan_to_return_is_not_about_the_first_consent() -> None:
    plan = act(
        "paper", None, "USA", "acceptance", step="international", status="planned", published="2020-12-01"
    )
    events = chosen(
        act("page", "2016-09-03", "USA", "acceptance", step="international"),
        act("page", "2019-11-04", "USA", "denunciation", step="international"),
        plan,
    )
    assert [(e.act, e.status) for e in events] == [
        ("acceptance", "done"),
        ("denunciation", "done"),
        ("acceptance", "planned"),
    ]


def test_a_month_from_the_depositary_does_not_decide_between_two_of_its_days() -> None:
    def signed(source: str, day: str) -> Act:
        return act(source, day, kind="signature", step="international")

    days = [signed("depositary", "2024-06"), signed("paper", "2024-06-19"), signed("other", "2024-06-20")]
    (event,) = chosen(*days)
    assert event.equal_rank
    assert [v.value for v in event.versions] == ["2024-06-19", "2024-06-20"]
    (event,) = chosen(*days[:2], signed("kcna", "2024-07-01"))
    assert (event.date, event.equal_rank) == ("2024-06-19", False)


def test_two_copies_of_one_page_are_one_voice() -> None:
    credit = (Credit(role="origin", name="vtcnews.vn"),)
    copies = {
        "a": Source(id="a", publisher="A Mirror", credits=credit, published="2024-11-13"),
        "b": Source(id="b", publisher="Another Mirror", credits=credit, published="2024-11-13"),
    }
    (event,) = select([act("a", "2024-11-11"), act("b", "2024-11-12")], copies, "t")
    assert not event.equal_rank


def test_what_a_living_register_lists_was_known_when_it_was_done() -> None:
    page = {"page": Source(id="page", kind="register", publisher="A Register", consulted="2026-02-03")}
    acts = [act("page", "2016-09-03"), act("page", None, "RUS")]
    assert [e.party for e in select(acts, page, "t", known=date(2016, 9, 3))] == ["PRK"]
    assert select(acts, page, "t", known=date(2016, 9, 2)) == ()
    assert len(select(acts, page, "t", known=date(2026, 2, 3))) == 2


DAYS = st.sampled_from([None, "2024-11-06", "2024-11-08", "2024-11", "2024", "XXXX-11-08", "2020-01-01"])
ACTS = st.lists(
    st.builds(
        act,
        st.sampled_from(sorted(SOURCES)),
        DAYS,
        st.sampled_from(["PRK", "RUS"]),
        st.sampled_from(["ratification", "signature", "denunciation", "extension"]),
        status=st.sampled_from(["done", "planned", "denied"]),
        organ=st.sampled_from([None, "head_of_state", "parliament"]),
    ),
    max_size=8,
)


@given(ACTS, st.randoms())
def test_the_order_of_statements_changes_nothing(acts: list[Act], random: Any) -> None:
    shuffled = acts.copy()
    random.shuffle(shuffled)
    assert chosen(*acts) == chosen(*shuffled)


@given(ACTS, st.dates(date(2000, 1, 1), date(2027, 1, 1)), st.dates(date(2000, 1, 1), date(2027, 1, 1)))
def test_a_later_known_never_forgets_a_statement(acts: list[Act], a: date, b: date) -> None:
    def used(known: date) -> set[str]:
        events = chosen(*(x for x in acts if x.status == "done"), known=known)
        return {s for e in events for s in e.statements}

    assert used(min(a, b)) <= used(max(a, b))


def test_a_policy_file_changes_whom_to_believe(tmp_path: Path) -> None:
    path = tmp_path / "trust.yml"
    path.write_text("rank: [outlet, depositary]\n")
    (event,) = chosen(act("paper", "1999-06-01"), act("depositary", "1999-06-02"), policy=load_policy(path))
    assert event.date == "1999-06-01"
    (event,) = chosen(
        act("paper", "1999-06-01"), act("other", "1999-06-02"), policy=Policy(distrust=("A Paper",))
    )
    assert event.date == "1999-06-02"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("rank: [gossip]\n", "'gossip' is not a kind of source"),
        ("ranks: [outlet]\n", "unknown key 'ranks'"),
        ("- outlet\n", "a mapping"),
        ("rank: outlet\n", "array"),
        ("rank: [outlet\n", "not YAML"),
    ],
)
def test_a_faulty_policy_is_refused(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "trust.yml"
    path.write_text(text)
    with pytest.raises(FoederaError, match=words):
        load_policy(path)
