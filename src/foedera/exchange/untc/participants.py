"""The table of participants → acts.

Counting rests on three marks. Brackets take an act back; a letter may make a date in the column of
signatures a succession to signature, which still makes a signatory; and a footnote may say that the
formality was effected by a predecessor, which the register carries over to the state it now lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from foedera.errors import FoederaError
from foedera.model import Act

from .cells import Column, Entry, column, dated, entries
from .draft import Draft
from .markup import Cell
from .page import AGAIN
from .text import PARTICIPANT, glued, without_notes


class Row(NamedTuple):
    """``party``: None where the name is not known. ``entries``: with the act each became (None: none)."""

    name: str
    party: str | None
    notes: tuple[str, ...]
    entries: tuple[tuple[Entry, Act | None], ...]
    line: int = 0


def columns(header: Sequence[str], rows: Sequence[Sequence[Cell]], where: str) -> list[Column]:
    """The columns after the first; refuses one that holds dates and does not say of what.

    A column without dates (annexes accepted, territories) tells no act, whatever its heading.
    """
    if not header or without_notes(header[0]).casefold() not in PARTICIPANT:
        raise FoederaError(where, "the table does not begin with a column of participants", AGAIN)
    found = [column(without_notes(heading)) for heading in header[1:]]
    for place, of in enumerate(found, start=1):
        if not of.understood and any(len(row) > place and dated(row[place].text) for row in rows):
            raise FoederaError(
                where, f"the column '{of.heading}' is not understood: the layout changed", AGAIN
            )
    if not any(of.understood for of in found):
        raise FoederaError(where, "the table has no column of acts: the layout changed", AGAIN)
    return found


def read_rows(
    rows: Sequence[Sequence[Cell]], of: list[Column], draft: Draft, first_line: int | None = None
) -> list[Row]:
    """Every row as acts; an unknown participant is skipped, a cell that is no date refuses the file."""
    found = []
    for number, cells in enumerate(rows):
        name = without_notes(cells[0].text)
        place = f"line {first_line + number}" if first_line is not None else f"row '{name}'"
        if len(cells) != len(of) + 1:
            raise FoederaError(
                f"{draft.where}: {place}",
                f"has {len(cells)} cells where the heading has {len(of) + 1}: cut off, or the layout changed",
                AGAIN,
            )
        party = draft.state(name)
        if party is None:
            draft.skip(place, f"no state or organization is called '{name}'")
        made: list[tuple[Entry, Act | None]] = []
        for cell, heading in zip(cells[1:], of, strict=True):
            if not heading.understood:
                continue
            dates, fault = entries(cell.text, heading)
            if fault:
                raise FoederaError(f"{draft.where}: {place}", fault, AGAIN)
            made += [(entry, _act(entry, party, draft) if party else None) for entry in dates]
        notes = tuple(dict.fromkeys([*glued(cells[0].text), *(n for cell in cells for n in cell.notes)]))
        found.append(Row(name, party, notes, tuple(made), first_line + number if first_line else 0))
        if party and not made:
            draft.notice(place, "is listed without any act")
    return found


def _act(entry: Entry, party: str, draft: Draft) -> Act:
    return draft.add(
        entry.kind.act, party, date=entry.date, date_text=entry.text, note=entry.kind.note,
        flags=("taken_back_by_register",) if entry.withdrawn else (),
    )  # fmt: skip


def listed(rows: Sequence[Row]) -> tuple[int, int]:
    """Signatories and parties as the table lists them: rows with such an act that stands without brackets."""
    return _counted(rows, "signatories"), _counted(rows, "parties")


def _counted(rows: Sequence[Row], label: str, *, bracketed: bool = False) -> int:
    """Rows with an act that makes a signatory or a party; ``bracketed``: also where it was taken back."""
    return sum(
        any((bracketed or not entry.withdrawn) and _makes(entry, label) for entry, _ in row.entries)
        for row in rows
    )


def _makes(entry: Entry, label: str) -> bool:
    if label == "parties":
        return binds(entry.kind.act, entry.kind.note)
    return entry.kind.act == "signature" and entry.kind.note != "definitive signature"


def binds(act: str, note: str | None) -> bool:
    """Whether an act in the table expresses consent to be bound."""
    return act in ("deposit", "acceptance", "approval", "accession", "succession", "notification",
                   "ratification") or (act == "signature" and "definitive" in (note or ""))  # fmt: skip


SLIP = 3
"""So many more than stated may be a slip of the register, beyond one in twenty."""


def check_totals(rows: Sequence[Row], signatories: int | None, parties: int | None, draft: Draft) -> None:
    """Fewer than the page itself states: it was cut off. A few more: a finding to report. Many more: the
    columns are not what they were.

    Only what stands in brackets may the register still count; rows that are gone make the page useless.
    """
    for label, stated in (("signatories", signatories), ("parties", parties)):
        counted = _counted(rows, label)
        if stated is None or stated == counted:
            continue
        too_many = counted - stated > max(SLIP, stated // 20)
        if too_many or _counted(rows, label, bracketed=True) < stated:
            raise FoederaError(
                draft.where,
                f"is cut off, or its layout changed: it states {stated} {label} and lists {counted}",
                AGAIN,
            )
        draft.notice("totals", f"the page states {stated} {label} but lists {counted}")
