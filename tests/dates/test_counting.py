"""Legal time as depositaries count it: each row is a wording, the act's day, the day of effect."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedera.dates import (
    Answer,
    Delay,
    Moment,
    Period,
    all_of,
    any_of,
    apply_delay,
    clipped,
    latest_of,
    notice_ends,
    nth,
    parse,
)


@pytest.mark.parametrize(
    ("wording", "delay", "act", "effect"),
    [
        ("CTBT-like: 180 days", Delay(days=180), "1996-10-31", "1997-04-29"),
        ("CEDAW: thirtieth day after", Delay(days=30), "1981-08-04", "1981-09-03"),
        ("ICCPR: three months", Delay(months=3), "1975-12-23", "1976-03-23"),
        ("UNCLOS: twelve months", Delay(months=12), "1993-11-16", "1994-11-16"),
        (
            "Rome: first of the month after the 60th day",
            Delay(days=60, then="next_first"),
            "2002-04-11",
            "2002-07-01",
        ),
        ("Ottawa: first day of the sixth month", Delay(first_of_month=6), "1998-09-16", "1999-03-01"),
        ("expiry of 3 months, next first", Delay(months=3, then="next_first"), "2008-01-31", "2008-05-01"),
        ("strictly after, on a first", Delay(months=3, then="next_first"), "2008-01-01", "2008-05-01"),
        ("Paris: thirtieth day", Delay(days=30), "2016-10-05", "2016-11-04"),
        ("a day-number that does not exist", Delay(months=1), "2024-01-31", "2024-02-29"),
        ("29 February plus a year", Delay(years=1), "2024-02-29", "2025-02-28"),
        ("at once", None, "2024-12-04", "2024-12-04"),
    ],
)
def test_delay(wording: str, delay: Delay | None, act: str, effect: str) -> None:
    assert apply_delay(date.fromisoformat(act), delay).isoformat() == effect, wording


@pytest.mark.parametrize(
    ("treaty", "notice", "notified", "effect"),
    [
        ("CFE, 150 clear days", Period(days=150), "2023-06-09", "2023-11-07"),
        ("Kyoto, one year (Canada)", Period(years=1), "2011-12-15", "2012-12-15"),
        ("INF, six months", Period(months=6), "2019-02-02", "2019-08-02"),
        ("ABM, six months", Period(months=6), "2001-12-13", "2002-06-13"),
        ("Ottawa, six months (Estonia)", Period(months=6), "2025-06-27", "2025-12-27"),
    ],
)
def test_notice(treaty: str, notice: Period, notified: str, effect: str) -> None:
    assert notice_ends(date.fromisoformat(notified), notice).isoformat() == effect, treaty


def test_a_missing_day_number_is_told() -> None:
    assert clipped(date(2024, 1, 31), Period(months=1))
    assert not clipped(date(2024, 1, 30), Period(months=2))


def test_an_uncertain_deposit_gives_uncertain_effect() -> None:
    entry = Moment.of(parse("2002-04")).map(lambda day: apply_delay(day, Delay(days=60, then="next_first")))
    assert entry.edtf == "2002-06-01/2002-07-01"
    assert entry.reached(date(2002, 6, 15)) is Answer.UNKNOWN
    assert entry.reached(date(2002, 7, 1)) is Answer.YES


DAY = st.dates(date(1950, 1, 1), date(2050, 1, 1))
MOMENT = st.tuples(DAY, DAY).map(lambda pair: Moment(min(pair), max(pair)))


@given(st.lists(MOMENT, min_size=1, max_size=6), st.data())
def test_bounds_of_the_nth_hold_every_choice_of_days(moments: list[Moment], data: st.DataObject) -> None:
    n = data.draw(st.integers(1, len(moments)))
    chosen = sorted(data.draw(st.dates(m.lo, m.hi)) for m in moments)
    found = nth(moments, n)
    assert found is not None
    assert found.lo <= chosen[n - 1] <= found.hi
    assert nth(moments, len(moments) + 1) is None
    assert latest_of(moments) == nth(moments, len(moments))


@given(DAY, DAY, st.integers(0, 24), st.integers(0, 400))
def test_delays_keep_order(a: date, b: date, months: int, days: int) -> None:
    for delay in (Delay(months=months), Delay(days=days), Delay(days=days, then="next_first")):
        assert (a <= b) <= (apply_delay(a, delay) <= apply_delay(b, delay))


def test_the_four_answers_combine() -> None:
    yes, no, contested, unknown = Answer.YES, Answer.NO, Answer.CONTESTED, Answer.UNKNOWN
    assert all_of([yes, unknown, no]) is no
    assert all_of([yes, unknown]) is unknown
    assert all_of([yes, contested, unknown]) is contested
    assert any_of([no, unknown]) is unknown
    assert any_of([unknown, yes]) is yes
    assert ~unknown is unknown
    assert all_of([]) is yes
    assert any_of([]) is no
