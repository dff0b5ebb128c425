"""EDTF dates are sets of possible days; the peer package ``edtf`` agrees on their bounds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from foedera.dates import Answer, before, describe, narrow, not_after, overlap, parse, same
from foedera.errors import FoederaError

DAYS = [date(2023, 1, 1) + timedelta(days=n) for n in range(3 * 366)]

YEARS = st.integers(2023, 2024).map(str)
MONTHS = st.integers(1, 12).map("{:02d}".format)
EXACT = st.sampled_from(DAYS[60:-60]).map(date.isoformat)
PLAIN = st.one_of(
    YEARS,
    st.builds("{}-{}".format, YEARS, MONTHS),
    EXACT,
    st.builds("XXXX-{}-{:02d}".format, MONTHS, st.integers(1, 28)),
    st.builds("XXXX-{}".format, MONTHS),
    st.builds("[{},{}]".format, EXACT, EXACT),
)


def possible(text: str) -> set[date]:
    """The possible days of a date, by trying each day of the window."""
    value = parse(text)
    return {day for day in DAYS if value.may_be(day)}


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-11-12", "2024-11-12", "2024-11-12"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("18XX", "1800-01-01", "1899-12-31"),
        ("2024-11-XX", "2024-11-01", "2024-11-30"),
        ("2024-XX-XX", "2024-01-01", "2024-12-31"),
        ("2024-XX-31", "2024-01-31", "2024-12-31"),
        ("2024~", "2023-01-01", "2025-12-31"),
        ("2024-11?", "2024-10-01", "2024-12-31"),
        ("2024-11-12~", "2024-11-11", "2024-11-13"),
        ("2024-11-01/2024-11-12", "2024-11-01", "2024-11-12"),
        ("2024-10/2024-11", "2024-10-01", "2024-11-30"),
        ("[2024-11-11,2024-11-12]", "2024-11-11", "2024-11-12"),
        ("[2024-11-11..2024-11-14]", "2024-11-11", "2024-11-14"),
        ("2024-24", "2024-12-01", "2025-02-28"),
    ],
)
def test_bounds(text: str, first: str, last: str) -> None:
    assert (parse(text).earliest.isoformat(), parse(text).latest.isoformat()) == (first, last)


@pytest.mark.parametrize(("text", "side"), [("../2026-02-05", "earliest"), ("2026-02-05/..", "latest")])
def test_an_open_end_stays_open(text: str, side: str) -> None:
    assert getattr(parse(text), side) in (date.min, date.max)
    assert before(parse("2000"), parse("../2026-02-05")) is Answer.UNKNOWN


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024-02-30", "days 1 to 29"),
        ("2023-02-29", "days 1 to 28"),
        ("2024-13", "no month 13"),
        ("12.11.2024", "not EDTF"),
        ("XXXX", "neither year nor month"),
        ("XXXX-02-30", "days 1 to 29"),
        ("2024-11-12/2024-11-01", "ends before it begins"),
        ("[XXXX-11-12,2024-11-12]", "needs years"),
        ("0000", "out of range"),
        ("", "not EDTF"),
    ],
)
def test_what_is_no_date_says_why(text: str, words: str) -> None:
    with pytest.raises(FoederaError, match=words):
        parse(text, "acts[0].date")


@given(PLAIN, PLAIN)
def test_comparison_agrees_with_trying_all_days(a: str, b: str) -> None:
    left, right = possible(a), possible(b)
    if parse(a).recurring or parse(b).recurring:
        assert before(parse(a), parse(b)) is Answer.UNKNOWN
    else:
        verdicts = {p < q for p in left for q in right} if max(len(left), len(right)) < 40 else None
        if verdicts is not None:
            expected = Answer.of(verdicts.pop()) if len(verdicts) == 1 else Answer.UNKNOWN
            assert before(parse(a), parse(b)) is expected
    assert overlap(parse(a), parse(b)) == bool(left & right)
    one_day = len(left) == len(right) == 1 and left == right and not parse(a).recurring
    if one_day and not parse(b).recurring:
        assert same(parse(a), parse(b)) is Answer.YES
    assert (same(parse(a), parse(b)) is Answer.NO) == (not left & right)


@given(PLAIN, PLAIN)
def test_order_is_antisymmetric(a: str, b: str) -> None:
    if before(parse(a), parse(b)) is Answer.YES:
        assert before(parse(b), parse(a)) is Answer.NO
        assert not_after(parse(a), parse(b)) is Answer.YES


@given(st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_describe_round_trips(a: date, b: date) -> None:
    assume(a <= b)
    value = parse(describe(a, b))
    assert (value.earliest, value.latest) == (a, b)


@pytest.mark.parametrize(
    "text", ["2024-11-12", "2024-11", "2024", "2024-11-01/2024-11-12", "2024-10/2024-11"]
)
def test_bounds_agree_with_the_edtf_package(text: str) -> None:
    edtf = pytest.importorskip("edtf")
    peer = edtf.parse_edtf(text)
    low, high = peer.lower_strict(), peer.upper_strict()
    assert parse(text).earliest == date(low.tm_year, low.tm_mon, low.tm_mday)
    assert parse(text).latest == date(high.tm_year, high.tm_mon, high.tm_mday)


def test_narrowing_is_a_named_choice() -> None:
    november = parse("2024-11")
    assert narrow(november, "earliest") == date(2024, 11, 1)
    assert narrow(november, "latest") == date(2024, 11, 30)
    with pytest.raises(FoederaError, match="does not name one day"):
        narrow(november, "only")
    with pytest.raises(FoederaError, match="does not name one day"):
        narrow(parse("XXXX-11-12"), "earliest")
