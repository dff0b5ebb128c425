"""Words and dates as the depositary prints them."""

from __future__ import annotations

import re
from datetime import date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NUMBER = {name.casefold(): n for n, name in enumerate(MONTHS, start=1)}
LONG = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
DAY = re.compile(rf"\b(\d{{1,2}})\s+({LONG})\.?,?\s+(\d{{4}})\b")
"""A day written out: 27 June 2025."""
ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV",
         "XVI", "XVII", "XVIII", "XIX", "XX", "XXI", "XXII", "XXIII", "XXIV", "XXV", "XXVI", "XXVII",
         "XXVIII", "XXIX", "XXX")  # fmt: skip


def squeeze(text: str) -> str:
    """White space, hard spaces included, folded to single spaces."""
    return " ".join(text.split())


def iso_day(year: str, month: str, day: str | None) -> str | None:
    """``2004-05-12``, or ``2004-05`` where no day is given; None for a day that no calendar has."""
    number = _NUMBER.get(month[:3].casefold())
    if number is None:
        return None
    try:
        found = date(int(year), number, int(day) if day else 1)
    except ValueError:
        return None
    return found.isoformat() if day else found.isoformat()[:7]


def days(text: str) -> list[str]:
    """All days written out in a text, in order."""
    found = (iso_day(year, month, day) for day, month, year in DAY.findall(text))
    return [day for day in found if day]


PARTICIPANT = ("participant", "participants", "state", "states", "party", "parties")
"""Headings of the column of names."""


def without_notes(name: str) -> str:
    """A name without the footnote marks that stick to it ("Serbia 2", "Cambodia9,10", "Chad*")."""
    return re.sub(r"[\s,]*(?:\d[\d\s,*]*|\*+[\d\s,*]*)$", "", squeeze(name)).strip(" ,")


def glued(name: str) -> tuple[str, ...]:
    """The numbers of the footnotes that stick to a name."""
    plain = squeeze(name)
    return tuple(re.findall(r"\d+", plain[len(without_notes(plain)) :]))
