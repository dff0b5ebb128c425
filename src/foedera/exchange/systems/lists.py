"""Reading a list of states, row by row, and comparing it with the states room."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from foedera import states
from foedera.errors import FoederaError
from foedera.exchange.base import (
    LAST_YEAR,
    LIMITS,
    Imported,
    Limits,
    Notice,
    Skipped,
    read_bytes,
    read_text,
    sha256,
)
from foedera.exchange.rows import read_rows
from foedera.model import Source, seal_source

CITE = {
    "cow": "Correlates of War Project. 2017. State System Membership List, v2016. https://correlatesofwar.org",
    "gw": (
        "Gleditsch, Kristian S. and Michael D. Ward. 1999. A Revised List of Independent States since the "
        "Congress of Vienna. International Interactions 25 (4): 393-413."
    ),
}


class Layout(NamedTuple):
    """The columns of a list: number, name, first day and last day (three columns each, or one)."""

    number: str
    name: str
    start: tuple[str, ...]
    end: tuple[str, ...]


LAYOUTS = {
    "cow": Layout("ccode", "statenme", ("styear", "stmonth", "stday"), ("endyear", "endmonth", "endday")),
    "gw": Layout("gwcode", "statename", ("startdate",), ("enddate",)),
}


class Row(NamedTuple):
    """``number`` was a member from ``start`` to ``end``, both inclusive."""

    number: int
    name: str
    start: date
    end: date
    line: int


def load_system(
    path: str | Path, system: str, *, extend: bool = False, limits: Limits = LIMITS
) -> list[tuple[int, str, date, date | None]]:
    """(number, register id, first day, last day) of each spell of the file, for ``panels.build(members=)``.

    ``extend``: members on the list's last day are carried on (last day None). A spell during which the
    number passed from one State to another stands once for each. Raises ``FoederaError`` with the line.
    """
    rows = _read(path, system, limits)
    last = max(row.end for row in rows)
    found: list[tuple[int, str, date, date | None]] = []
    for row in rows:
        for state, start, end in _named(row, system):
            found.append((row.number, state, start, None if extend and end == last else end))
    return found


def compare(path: str | Path, system: str, published: str | None, limits: Limits) -> Imported:
    """Where the file's spells differ from those of the states room, as notices with the line."""
    rows = _read(path, system, limits)
    last = max(row.end for row in rows)
    ours = _ours(system, last)
    numbers = {spell.code for spell in states.system(system)}  # type: ignore[arg-type]
    theirs = {(row.number, row.start, row.end): row for row in rows}
    notices = [
        Notice(
            where=f"{path}:{row.line}",
            what=f"{row.number} ({row.name}) {row.start} to {row.end}: the states known here differ",
        )
        for key, row in theirs.items()
        if key not in ours and row.number in numbers
    ]
    skipped = [
        Skipped(
            where=f"{path}:{row.line}",
            why=f"{row.number} ({row.name}) is no number of the {system} system known here",
        )
        for row in rows
        if row.number not in numbers
    ]
    notices += [
        Notice(where=str(path), what=f"{number} from {start} to {end} stands here and not in the list")
        for number, start, end in sorted(ours - set(theirs))
    ]
    source = seal_source(
        Source(
            title=CITE[system],
            kind="dataset",
            published=published,
            language="en",
            sha256=sha256(read_bytes(path, limits)),
        )
    )
    return Imported(sources=(source,), notices=tuple(notices), skipped=tuple(skipped))


def _read(path: str | Path, system: str, limits: Limits) -> list[Row]:
    layout = LAYOUTS[system]
    needed = (layout.number, *layout.start, *layout.end)
    what = f"the {system} list of states"
    rows: list[Row] = []
    for line in read_rows(read_text(path, limits), str(path), needed, limits, what, uses=(layout.name,)):
        plain, where = line.cells, f"{path}:{line.number}"
        number = _whole(plain[layout.number], where, layout.number)
        if not 1 <= number <= 9999:
            raise FoederaError(where, f"{number} is no number of a state", "fetch the list again")
        row = Row(
            number,
            plain.get(layout.name) or "",
            _day([plain[c] for c in layout.start], where, layout.start),
            _day([plain[c] for c in layout.end], where, layout.end),
            line.number,
        )
        if row.end < row.start:
            raise FoederaError(where, f"{row.number} ends before it begins", "fetch the list again")
        rows.append(row)
    _refuse_overlap(rows, str(path))
    return rows


def _refuse_overlap(rows: list[Row], where: str) -> None:
    reached: dict[int, Row] = {}
    for row in sorted(rows, key=lambda r: (r.number, r.start)):
        before = reached.get(row.number)
        if before is not None and row.start <= before.end:
            what = f"{row.number} is a member twice on {row.start} (also line {before.line})"
            raise FoederaError(f"{where}:{row.line}", what, "fetch the list again")
        reached[row.number] = row


def _named(row: Row, system: str) -> list[tuple[str, date, date]]:
    """The register ids that bore the number within the row's days, in order."""
    bearers = sorted((s for s in states.system(system) if s.code == row.number), key=lambda s: s.start)  # type: ignore[arg-type]
    found: list[tuple[str, date, date]] = []
    at = row.start
    for spell in bearers:
        end = min(spell.end or row.end, row.end)
        if end < at:
            continue
        found.append((spell.id, at, end))
        at = end + timedelta(days=1)
        if at > row.end:
            break
    if at <= row.end:
        name = found.pop()[0] if found else f"{system}:{row.number}"
        found.append((name, found[-1][2] + timedelta(days=1) if found else row.start, row.end))
    return found


def _ours(system: str, last: date) -> set[tuple[int, date, date]]:
    merged: list[list[object]] = []
    spells = sorted(states.system(system), key=lambda s: (s.code or 0, s.start))  # type: ignore[arg-type]
    for spell in spells:
        end = min(spell.end or last, last)
        if spell.start > last:
            continue
        before = merged[-1] if merged else None
        if before and before[0] == spell.code and spell.start - timedelta(days=1) <= before[2]:  # type: ignore[operator]
            before[2] = end
        else:
            merged.append([spell.code, spell.start, end])
    return {(a, b, c) for a, b, c in merged}  # type: ignore[misc]


def _whole(text: str, where: str, column: str) -> int:
    try:
        value = float(text)
        if value != int(value):
            raise ValueError
    except (ValueError, OverflowError):
        raise FoederaError(
            where, f"column '{column}' has '{text}' where a whole number belongs", "fetch the list again"
        ) from None
    return int(value)


def _day(parts: list[str], where: str, columns: tuple[str, ...]) -> date:
    try:
        if len(parts) == 1:
            day = date.fromisoformat(parts[0].strip())
        else:
            day = date(*(_whole(part, where, column) for part, column in zip(parts, columns, strict=True)))
    except ValueError:
        said = "-".join(parts)
        raise FoederaError(where, f"'{said}' is no day", "fetch the list again") from None
    if not 1500 <= day.year <= LAST_YEAR:
        raise FoederaError(where, f"{day} is a placeholder or a slip, no day of a membership",
                           "give the list's last day for a state that is still a member")  # fmt: skip
    return day
