"""Dates of a sentence: found from number, month, weekday and relative marks; anchored on publication.

A year that is not printed comes from the publication date (the nearest such day before it, or after it for
a plan); without one it stays ``XXXX``. Nothing is made more precise than printed.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from foedera import dates as edtf
from foedera.errors import FoederaError

from . import jalali
from .marks import Mark
from .pack_cues import LETTERS
from .text import Sentence, View

_ERA = re.compile(r"(令和|平成|昭和|大正|明治)\s*(元|\d{1,2})\s*年")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}
_CJK = re.compile(r"(?:(\d{2,4})\s*[年년]\s*)?(?:(\d{1,2})\s*[月월]\s*)(?:(\d{1,2})\s*[日일号號])?")
_CJK_YEAR = re.compile(r"(\d{4})\s*[年년]")
_CJK_DAY = re.compile(
    r"(?<![\d월])(?<!(?<![上先本今当這])月)(\d{1,2})\s*[日일](?![本曜요間间前后後目内]|以[上下内內来來后後前降外])"
)
_NUMERIC = re.compile(r"(?<![\d/.\-])(\d{1,4})([/.\-])(\d{1,2})(?:\2(\d{2,4}))?(?![\d/\-])")
_NUMBER = re.compile(r"\d+")
_GAP = re.compile(r"^[\s,./\-–()'’]{0,4}$")


@dataclass(frozen=True, slots=True)
class Found:
    """What is printed, not yet anchored. ``shift``: a relative date ("last week"). ``within``: the relative year or
    month that a month or a day is told with ("昨年7月", "上月21日")."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    shift: tuple[str, int] | None = None
    weekday: int | None = None
    side: str = ""
    jalali: bool = False
    within: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """The publication date. ``day``: None where it is not known to the day."""

    day: date | None = None
    latest: date | None = None

    @classmethod
    def of(cls, published: str | None) -> Anchor:
        if not published:
            return cls()
        parsed = edtf.parse(published, "--published")
        if not parsed.spans:
            return cls()
        return cls(parsed.day, None if parsed.latest == date.max else parsed.latest)


def find(view: View, sentence: Sentence) -> list[Found]:
    """All dates of a sentence, in order, unresolved."""
    base = sentence.start
    ascii_digits = view.digits[sentence.start : sentence.end]
    found: list[Found] = []
    months = sentence.of("month")
    others = sentence.of("weekday", "relative", "deixis", "span")
    if _NUMBER.search(ascii_digits):
        found += _east_asian(ascii_digits, base)
        found += _numeric(ascii_digits, base, view.pack.lang)
    links = {
        view.folded[m.start : m.end] for m in sentence.of("datelink") if m.value in ("link", "year_word")
    }
    numbers = [
        (base + m.start(), base + m.end(), int(m.group()))
        for m in _NUMBER.finditer(ascii_digits)
        if len(m.group()) < 6
    ]
    # "أول فبراير", "دوم مارس": days in words, where a month stands beside them.
    spelled = _spelled(sentence) if months else []
    for month in months:
        if not _taken(found, month.start, month.end):
            found.append(_around(view, month, sorted(numbers + spelled), links))
            if month.form == "jalali":
                last = found[-1]
                found[-1] = replace(last, year=last.year or _solar_year(view, last.end, numbers), jalali=True)
    found += _relative(view, sentence, others, numbers, found)
    for start, end, number in numbers:
        if (
            1800 <= number <= 2100
            and not _taken(found, start, end)
            and _bare_year(view, sentence, start, end)
        ):
            found.append(Found(start, end, year=number))
    kept = sorted((f for f in found if f.month is None or 1 <= f.month <= 12), key=lambda f: f.start)
    return _within(view, kept, links)


def _within(view: View, found: list[Found], links: set[str]) -> list[Found]:
    """ "昨年7月", "گزشتہ سال جولائی", "juillet de l'année dernière": the month of a relative year is one date."""
    joined: list[Found] = []
    for item in found:
        last = joined[-1] if joined else None
        if last is not None and item.start - last.end <= 8 and _near(view, last.end, item.start, links):
            for inner, outer in ((item, last), (last, item)):
                unit, amount = outer.shift or ("", 0)
                if unit == "months" and inner.month is not None and inner.day is None:
                    joined[-1] = replace(inner, start=last.start, end=item.end)  # "el pasado mes de marzo"
                    break
                month = (
                    unit == "years" and inner.month is not None and inner.year is None and not inner.jalali
                )
                day = unit == "months" and inner.day is not None and inner.month is None
                if (month or day) and inner.within is None:
                    joined[-1] = replace(inner, start=last.start, end=item.end, within=(unit, amount))
                    break
            else:
                joined.append(item)
            continue
        joined.append(item)
    return joined


def _spelled(sentence: Sentence) -> list[tuple[int, int, int]]:
    """Ordinals that may be the day of a month, the longest of those that begin at one place."""
    marks = [m for m in sentence.of("number") if m.value == "ordinals" and 1 <= int(m.data) <= 31]
    return [
        (m.start, m.end, int(m.data))
        for m in marks
        if not any(
            o is not m and o.start <= m.start and m.end <= o.end
            for o in marks
            if o.end - o.start > m.end - m.start
        )
    ]


def _taken(found: list[Found], start: int, end: int) -> bool:
    return any(f.start < end and start < f.end for f in found)


def _east_asian(text: str, base: int) -> list[Found]:
    found = []
    # 令和6年11月9日 counts from the first year of the era; what follows reads as any other date.
    eras = {
        m.end(): (_ERAS[m[1]] + (1 if m[2] == "元" else int(m[2])), m.start()) for m in _ERA.finditer(text)
    }
    for m in _CJK.finditer(text):
        year, month, day = m.groups()
        era = eras.pop(m.start(), None) or eras.pop(m.start(2), None)
        if era:
            found.append(Found(base + era[1], base + m.end(), era[0], int(month), int(day) if day else None))
            continue
        full = int(year) + 2000 if year and len(year) == 2 else int(year) if year else None
        found.append(Found(base + m.start(), base + m.end(), full, int(month), int(day) if day else None))
    found += [Found(base + start, base + end, year) for end, (year, start) in eras.items()]
    for m in _CJK_YEAR.finditer(text):
        if not _taken(found, base + m.start(), base + m.end()):
            found.append(Found(base + m.start(), base + m.end(), int(m.group(1))))
    for m in _CJK_DAY.finditer(text):
        if not _taken(found, base + m.start(), base + m.end()) and 1 <= int(m.group(1)) <= 31:
            found.append(Found(base + m.start(), base + m.end(), day=int(m.group(1))))
    return found


def _numeric(text: str, base: int, lang: str) -> list[Found]:
    """Day first, as everywhere but in the United States; an ISO date where four digits begin it."""
    found = []
    for m in _NUMERIC.finditer(text):
        a, mark, b, c = m.groups()
        place = (base + m.start(), base + m.end())
        if len(a) == 4:
            if c is not None and len(c) <= 2 and 1 <= int(b) <= 12 and 1 <= int(c) <= 31:
                found.append(Found(*place, int(a), int(b), int(c)))
            continue
        if (
            c is None
            and mark != "/"
            and not (mark == "." and lang in ("de", "pl", "tr") and text[m.end() : m.end() + 1] == ".")
        ):
            continue
        if len(a) > 2 or (c is not None and len(c) == 3):
            continue
        day, month = int(a), int(b)
        if month > 12 >= day:
            day, month = month, day
        if not (1 <= month <= 12 and 1 <= day <= 31) or (c is None and a.startswith("00")):
            continue
        year = None if c is None else int(c) if len(c) == 4 else 2000 + int(c)
        found.append(Found(*place, year, month, day))
    return found


def _around(view: View, month: Mark, numbers: list[tuple[int, int, int]], links: set[str]) -> Found:
    """The day and the year printed beside a month's name."""
    number = int(month.data)
    start, end = month.start, month.end
    day = year = None
    before = next((n for n in reversed(numbers) if n[1] <= start), None)
    after = next((n for n in numbers if n[0] >= end), None)
    if before and _near(view, before[1], start, links):
        if 1 <= before[2] <= 31:
            day, start = before[2], before[0]
        elif 1800 <= before[2] <= 2100:
            year, start = before[2], before[0]
    if after and _near(view, end, after[0], links):
        if 1800 <= after[2] <= 2100 and year is None:
            year, end = after[2], after[1]
        elif day is None and 1 <= after[2] <= 31:
            day, end = after[2], after[1]
            last = next((n for n in numbers if n[0] >= end), None)
            if year is None and last and 1800 <= last[2] <= 2100 and _near(view, end, last[0], links):
                year, end = last[2], last[1]
    return Found(start, end, year, number, day)


def _solar_year(view: View, end: int, numbers: list[tuple[int, int, int]]) -> int | None:
    """The year printed after a month of the solar calendar (۲۱ آبان ۱۴۰۳); two digits are of this century."""
    after = next((n for n in numbers if n[0] >= end), None)
    if after is None or view.folded[end : after[0]].strip(" ,") not in ("", "ماه", "سال"):
        return None
    return after[2] if 1244 <= after[2] <= 1472 else None


def _near(view: View, start: int, end: int, links: set[str]) -> bool:
    gap = view.folded[start:end]
    for word in links:
        gap = re.sub(rf"(?<![{LETTERS}]){re.escape(word)}(?![{LETTERS}])", " ", gap)
    gap = re.sub(r"^(st|nd|rd|th|er|º|ª|e|ο|o|a)\b|^°", " ", gap)
    return bool(_GAP.match(re.sub(r"\s+", " ", gap)))


def _relative(
    view: View, sentence: Sentence, marks: list[Mark], numbers: list[tuple[int, int, int]], found: list[Found]
) -> list[Found]:
    new: list[Found] = []
    ago = [m for m in sentence.of("datelink") if m.value == "ago"]
    for mark in marks:
        if mark.kind == "relative" and any(
            c.start <= mark.start and mark.end <= c.end for c in sentence.of("ignore")
        ):
            continue  # "một năm sau khi …": a year after, not next year
        if mark.kind == "relative":
            unit, amount = next(iter(mark.data.items()))
            if not any(n.start <= mark.start and mark.end <= n.end for n in new):
                new.append(Found(mark.start, mark.end, shift=(unit, int(amount))))
        elif mark.kind == "weekday" and _city(sentence, mark):
            continue
        elif mark.kind == "weekday" and not _taken(found, mark.start, mark.end):
            side = next(
                (
                    d.value
                    for d in marks
                    if d.kind == "deixis" and (0 <= mark.start - d.end <= 2 or 0 <= d.start - mark.end <= 2)
                ),
                "",
            )
            beside = next(
                (f for f in found if 0 <= f.start - mark.end <= 4 or 0 <= mark.start - f.end <= 3), None
            )
            glued = [d for d in marks if d.kind == "deixis" and d.end == mark.start and not view.pack.spaces]
            if beside is None and glued:  # 上周五: longer than 上周, which begins in the same place
                new.append(Found(glued[0].start, mark.end, weekday=int(mark.data), side=side))
            elif beside is None:
                new.append(Found(mark.start, mark.end, weekday=int(mark.data), side=side))
        elif mark.kind == "span" and ago:
            number = next((n for n in reversed(numbers) if 0 <= mark.start - n[1] <= 2), None)
            words = next(
                (m for m in sentence.of("number") if m.value == "words" and 0 <= mark.start - m.end <= 2),
                None,
            )
            said = next(
                (
                    m
                    for m in ago
                    if 0 <= m.start - mark.end <= 2 or (view.pack.spaces and 0 <= mark.start - m.end <= 12)
                ),
                None,
            )
            amount = number[2] if number else words.data if words else None
            if said and amount is not None:
                start = number[0] if number else words.start if words else mark.start
                new.append(
                    Found(
                        min(start, said.start),
                        max(mark.end, said.end),
                        shift=(mark.value + "s", -int(amount)),
                    )
                )
    kept: list[Found] = []
    for item in sorted(new, key=lambda f: (f.start, -f.end)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def _city(sentence: Sentence, weekday: Mark) -> bool:
    """ "در دوشنبه": the capital of Tajikistan is called Monday; "in" tells that it is meant."""
    return any(
        m.kind == "name" and m.value == "capital" and m.start == weekday.start and m.end == weekday.end
        for m in sentence.marks
    ) and any(m.value == "in" and 0 <= weekday.start - m.end <= 1 for m in sentence.of("role"))


def _bare_year(view: View, sentence: Sentence, start: int, end: int) -> bool:
    """A lone year counts after "in" or the like, or where the pack marks years; not within a treaty's name."""
    for mark in sentence.marks:
        if (
            mark.kind == "role"
            and mark.value == "in"
            and (0 <= start - mark.end <= 1 or 0 <= mark.start - end <= 1)
        ):
            return True
        if (
            mark.kind == "datelink"
            and mark.value in ("year_word", "from", "until")
            and (0 <= start - mark.end <= 1 or 0 <= mark.start - end <= 1)
        ):
            return True
    if not view.pack.bracket:
        return False
    # German prints a year without preposition: "wurde 2018 unterzeichnet"; never "Vertrag von 1990", "1900 Mann".
    before = view.folded[max(0, start - 5) : start].split(" ")[-2:]
    after = view.words(end, min(end + 2, len(view.folded)))
    return before[0] not in ("von", "vom", "aus") and (not after.strip() or after.strip()[0].islower())


def resolve(found: Found, anchor: Anchor, ahead: bool = False, same: str | None = None) -> str | None:
    """EDTF of a found date, or None where nothing definite can be said. ``ahead``: it lies in the future.

    ``same``: the date told before, for "the same day".
    """
    if found.shift and found.shift[0] == "same":
        return same
    try:
        value = _resolve(found, anchor, ahead)
        if value:
            edtf.parse(value)
        return value
    except (ValueError, OverflowError, FoederaError):
        return None


def _resolve(found: Found, anchor: Anchor, ahead: bool) -> str | None:
    if found.shift:
        return _shifted(found.shift, anchor.day)
    if found.weekday is not None:
        return _weekday(found, anchor.day, ahead)
    if found.jalali and found.month is not None:
        return _solar(found.year, found.month, found.day, anchor, ahead)
    if found.within is not None:
        return _of_relative(found, anchor)
    if found.month is None and found.day is not None:
        return _day_only(found.day, anchor.day, ahead)
    if found.month is None:
        return f"{found.year:04d}"
    year = found.year if found.year is not None else _year(found.month, found.day, anchor, ahead)
    head = f"{year:04d}" if year is not None else "XXXX"
    return f"{head}-{found.month:02d}" + (f"-{found.day:02d}" if found.day else "")


def _of_relative(found: Found, anchor: Anchor) -> str | None:
    """A month of "last year", a day of "last month"."""
    unit, amount = found.within or ("years", 0)
    base = anchor.day or anchor.latest
    if base is None:
        return None
    if unit == "months":
        moved = base + relativedelta(day=1, months=amount)
        return date(moved.year, moved.month, found.day or 1).isoformat()
    head = f"{base.year + amount:04d}-{found.month:02d}"
    return head + (f"-{found.day:02d}" if found.day else "")


def _solar(year: int | None, month: int, day: int | None, anchor: Anchor, ahead: bool) -> str | None:
    """A day of the solar calendar as a day, a month of it as the interval of its days."""
    if year is None:
        if anchor.latest is None:
            return None
        base = anchor.day or anchor.latest
        near = [jalali.year_of(base) + n for n in ((-1, 0, 1) if ahead else (0, -1))]
        year = next((y for y in near if _fits(y, month, day, base, ahead)), near[-1])
    if day is not None:
        return jalali.gregorian(year, month, day).isoformat()
    first = jalali.gregorian(year, month, 1)
    return f"{first.isoformat()}/{(first + timedelta(days=jalali.days_of(year, month) - 1)).isoformat()}"


def _fits(year: int, month: int, day: int | None, base: date, ahead: bool) -> bool:
    first = jalali.gregorian(year, month, min(day or 1, 29))
    return first + timedelta(days=0 if day else 29) >= base if ahead else first <= base + timedelta(days=1)


def _year(month: int, day: int | None, anchor: Anchor, ahead: bool) -> int | None:
    if anchor.latest is None:
        return None
    base = anchor.day or anchor.latest
    for year in (base.year - 1, base.year, base.year + 1) if ahead else (base.year, base.year - 1):
        last = calendar.monthrange(year, month)[1]
        first_day = date(year, month, min(day or 1, last))
        last_day = date(year, month, min(day or last, last))
        if ahead and last_day >= base:
            return year
        if not ahead and first_day <= base + timedelta(days=1):
            return year
    return base.year


def _day_only(day: int, published: date | None, ahead: bool) -> str | None:
    if published is None:
        return None
    for months in (0, 1) if ahead else (0, -1):
        moved = published + relativedelta(day=1, months=months)
        if day <= calendar.monthrange(moved.year, moved.month)[1]:
            candidate = moved.replace(day=day)
            if (candidate >= published) if ahead else (candidate <= published):
                return candidate.isoformat()
    return None


def _shifted(shift: tuple[str, int], published: date | None) -> str | None:
    if published is None:
        return None
    unit, amount = shift
    if unit == "days":
        return (published + timedelta(days=amount)).isoformat()
    if unit == "weeks":
        monday = published + timedelta(days=7 * amount - published.weekday())
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    moved = (
        published + relativedelta(months=amount)
        if unit == "months"
        else published + relativedelta(years=amount)
    )
    return f"{moved.year:04d}-{moved.month:02d}" if unit == "months" else f"{moved.year:04d}"


def _weekday(found: Found, published: date | None, ahead: bool) -> str | None:
    if published is None or found.weekday is None:
        return None
    if ahead or found.side == "next":
        days = (found.weekday - published.weekday()) % 7 or 7
        return (published + timedelta(days=days)).isoformat()
    days = (published.weekday() - found.weekday) % 7
    if days == 0 and found.side == "last":
        days = 7
    return (published - timedelta(days=days)).isoformat()
