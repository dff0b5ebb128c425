"""The solar calendar of Iran: days and months of it as Gregorian dates.

Leap years follow the 33-year cycle (8 in 33), which agrees with the calendar as kept for the years 1244 to 1472
(1865 to 2093).
"""

from __future__ import annotations

from datetime import date

_BASE = date(2024, 3, 20)  # 1 Farvardin 1403
FIRST, LAST = 1244, 1472


def gregorian(year: int, month: int, day: int) -> date:
    """The Gregorian day; raises ``ValueError`` for a day that the calendar does not have."""
    if not (FIRST <= year <= LAST and 1 <= month <= 12 and 1 <= day <= days_of(year, month)):
        raise ValueError(f"{year}-{month}-{day} is no day of the solar calendar")
    return date.fromordinal(_BASE.toordinal() + _number(year, month, day) - _number(1403, 1, 1))


def days_of(year: int, month: int) -> int:
    """Days of a month: 31 in the first six, 30 in the next five, 29 or 30 in the last."""
    if month <= 6:
        return 31
    return 30 if month <= 11 or _number(year + 1, 1, 1) - _number(year, 1, 1) == 366 else 29


def year_of(day: date) -> int:
    """The solar year in which a Gregorian day lies."""
    year = day.year - 621
    return year if gregorian(year, 1, 1) <= day else year - 1


def _number(year: int, month: int, day: int) -> int:
    year += 1595
    leap = year // 33 * 8 + (year % 33 + 3) // 4
    return 365 * year + leap + (month - 1) * 30 + min(month - 1, 6) + day
