"""Counting legal time. The day of the triggering act is day 0 (LAW section 2).

============================================================  ==========================================
wording                                                       rule
============================================================  ==========================================
Nth day after / N days after                                  D + N
N months / N years after                                      same day-number, else the month's last day
first of the month following the expiry of N months after     first of the month strictly after D + N m
first day of the Nth month after the month of deposit         month + N, day 1
first of the month after the Nth day following                D + N, then day 1 of the next month
at least N days' notice                                       N clear days: D + N + 1
============================================================  ==========================================
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

import msgspec
from dateutil.relativedelta import relativedelta


class Period(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A length of time in calendar units; all given units are added."""

    days: int = 0
    months: int = 0
    years: int = 0

    def __bool__(self) -> bool:
        return bool(self.days or self.months or self.years)

    def __str__(self) -> str:
        units = (("year", self.years), ("month", self.months), ("day", self.days))
        return " and ".join(f"{n} {u}{'' if n == 1 else 's'}" for u, n in units if n) or "no time"


class Delay(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The ``after`` of a rule: a period, then perhaps the next first of a month.

    ``first_of_month``: N for "first day of the Nth month after the month of the act".
    """

    days: int = 0
    months: int = 0
    years: int = 0
    then: Literal["next_first"] | None = None
    first_of_month: int | None = None

    @property
    def period(self) -> Period:
        return Period(self.days, self.months, self.years)

    def __bool__(self) -> bool:
        return bool(self.period) or self.then is not None or self.first_of_month is not None

    def __str__(self) -> str:
        if self.first_of_month is not None:
            return f"first day of month {self.first_of_month} after the month of the act"
        first = "first day of the month after the expiry of " if self.then else ""
        return f"{first}{self.period}"


def add_period(day: date, period: Period) -> date:
    """``day`` plus ``period``; a day-number that the target month lacks becomes its last day.

    A result past the last day that Python knows is that last day (an "open" end).
    """
    try:
        return day + relativedelta(years=period.years, months=period.months, days=period.days)
    except (OverflowError, ValueError):
        return date.max


def clipped(day: date, period: Period) -> bool:
    """Whether ``add_period`` had to take a month's last day because the day-number does not exist."""
    months = period.months + 12 * period.years
    return bool(months) and not period.days and add_period(day, period).day != day.day


def apply_delay(day: date, delay: Delay | None) -> date:
    """The day on which ``delay`` after ``day`` is over; None means at once."""
    if delay is None:
        return day
    if delay.first_of_month is not None:
        return add_period(day.replace(day=1), Period(months=delay.first_of_month))
    due = add_period(day, delay.period)
    return next_first(due) if delay.then == "next_first" else due


def next_first(day: date) -> date:
    """The first day of the month strictly after ``day``."""
    return add_period(day.replace(day=1), Period(months=1))


def notice_ends(day: date, notice: Period) -> date:
    """The first day on which a withdrawal notified on ``day`` has effect.

    Notice in days means clear days (CFE: notified 2023-06-09, 150 days, effect 2023-11-07); in months
    or years it ends on the same day-number (Kyoto: 2011-12-15, one year, 2012-12-15).
    """
    due = add_period(day, notice)
    return due + timedelta(days=1) if notice.days and due < date.max else due


def latest_notice(end: date, period: Period) -> date:
    """The last day on which notice ``period`` before ``end`` can still be given."""
    return end - relativedelta(years=period.years, months=period.months, days=period.days)
