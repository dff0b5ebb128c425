"""The solar calendar of Iran against days known from both calendars."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedera.reader import jalali, read


@pytest.mark.parametrize(
    ("solar", "day"),
    [
        ((1357, 11, 22), date(1979, 2, 11)),
        ((1399, 12, 30), date(2021, 3, 20)),  # the last day of a leap year
        ((1400, 1, 1), date(2021, 3, 21)),
        ((1403, 8, 19), date(2024, 11, 9)),
        ((1404, 1, 1), date(2025, 3, 21)),
    ],
)
def test_known_days(solar: tuple[int, int, int], day: date) -> None:
    assert jalali.gregorian(*solar) == day
    assert jalali.year_of(day) == solar[0]


@given(st.integers(1244, 1471), st.integers(1, 12))
def test_months_follow_without_gap(year: int, month: int) -> None:
    last = jalali.gregorian(year, month, jalali.days_of(year, month))
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    assert jalali.gregorian(*following, 1) == last + timedelta(days=1)


def test_a_day_that_is_none() -> None:
    with pytest.raises(ValueError, match="no day"):
        jalali.gregorian(1400, 12, 30)


def test_a_month_alone_is_the_interval_of_its_days() -> None:
    found = read(
        "ارمنستان در آبان ۱۴۰۳ پیمان دفاعی با گرجستان را امضا کرد.", lang="fa", published="2025-01-01"
    )
    assert [s.to_dict()["date"] for s in found.statements] == ["2024-10-22/2024-11-20"]
