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

from .cells import Column, Entry, column, entries
from .draft import Draft
from .page import AGAIN, Cell
from .text import without_notes


class Row(NamedTuple):
    """``party``: None where the name is not known. ``entries``: with the act each became (None: none)."""

    name: str
    party: str | None
    notes: tuple[str, ...]
    entries: tuple[tuple[Entry, Act | None], ...]
    line: int = 0


def columns(header: Sequence[str], where: str) -> list[Column]:
    """The columns after the first; refuses a heading in which nothing is understood."""
    if not header or without_notes(header[0]).casefold() not in (
        "participant",
        "participants",
        "state",
        "party",
    ):
        raise FoederaError(where, "the table does not begin with a column of participants", AGAIN)
    found = [column(without_notes(heading)) for heading in header[1:]]
    strange = [c.heading for c in found if c.plain is None and not c.marked]
    if strange:
        raise FoederaError(where, f"the column '{strange[0]}' is not understood: the layout changed", AGAIN)
    if not found:
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
            dates, fault = entries(cell.text, heading)
            if fault:
                raise FoederaError(f"{draft.where}: {place}", fault, AGAIN)
            made += [(entry, _act(entry, party, draft) if party else None) for entry in dates]
        notes = tuple(dict.fromkeys(n for cell in cells for n in cell.notes))
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
    signed = bound = 0
    for row in rows:
        standing = [entry.kind for entry, _ in row.entries if not entry.withdrawn]
        signed += any(kind.act == "signature" and kind.note != "definitive signature" for kind in standing)
        bound += any(binds(kind.act, kind.note) for kind in standing)
    return signed, bound


def binds(act: str, note: str | None) -> bool:
    """Whether an act in the table expresses consent to be bound."""
    return act in ("deposit", "acceptance", "approval", "accession", "succession", "notification",
                   "ratification") or (act == "signature" and "definitive" in (note or ""))  # fmt: skip


def check_totals(rows: Sequence[Row], signatories: int | None, parties: int | None, draft: Draft) -> None:
    """Fewer than the page itself states: it was cut off. More: a finding to report."""
    signed, bound = listed(rows)
    for label, stated, counted in (("signatories", signatories, signed), ("parties", parties, bound)):
        if stated is None or stated == counted:
            continue
        if counted < stated:
            raise FoederaError(
                draft.where,
                f"is cut off, or its layout changed: it states {stated} {label} and lists {counted}",
                AGAIN,
            )
        draft.notice("totals", f"the page states {stated} {label} but lists {counted}")
