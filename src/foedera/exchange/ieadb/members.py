"""The table of members' actions → acts, treaty by treaty, with its slips reported.

``1111-11-11`` stands for a day that is not known, ``9999-12-31`` for one that has not come: neither is a
date. A day whose month or day is unknown keeps only what is known.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import msgspec

from foedera import states
from foedera.dates import Answer, parse
from foedera.errors import FoederaError
from foedera.exchange.base import Imported, Limits, Lookup, Notice, Skipped, real_date, sha256, state_note
from foedera.exchange.rows import Line, read_rows
from foedera.model import Act, Checkpoint, Done, Source, Treaty, seal, seal_source

from .slips import slips

NUMBER, TITLE, COUNTRY, ACTION = (
    "Mitch ID",
    "Treaty Name from Treaty Table",
    "Country (official name)",
    "Action Type",
)
SIGNED, FORCE, ENDED = "Signature Date", "Entry into force (EIF) Date", "IEA Termination date"
NEEDS = (NUMBER, TITLE, COUNTRY, ACTION, "Year", "Month", "Day", SIGNED, FORCE, ENDED)

USES = ("Notes", "field_date_incomplete_value")

ACTIONS: dict[str, tuple[str, str | None]] = {
    "signature": ("signature", None),
    "definitive signature": ("signature", "definitive signature"),
    "ratification": ("ratification", None),
    "deposit (ratification)": ("deposit", None),
    "accession": ("accession", None),
    "deposit (accession)": ("accession", None),
    "adhesion": ("accession", "adhesion"),
    "acceptance": ("acceptance", None),
    "approval": ("approval", None),
    "succession": ("succession", None),
    "consent to be bound": ("notification", "consent to be bound"),
    "provisional application": ("provisional_application", None),
    "entry into force": ("entry_into_force", None),
    "entry into force 2": ("entry_into_force", "second entry into force of the table"),
    "denunciation": ("denunciation", None),
    "withdrawal": ("termination", "withdrawal: the table does not say whether notice or effect"),
    "termination": ("termination", None),
}
"""Action in the table → act and what the act alone does not say. Other actions are skipped by name."""
_PERIOD = re.compile(r"\s*\((?:pre-\d{4}|[A-Za-z]+ period)\)$")


def read_members(
    text: str,
    where: str,
    treaty: str | None,
    published: str | None,
    lookup: Lookup | None,
    limits: Limits,
) -> Imported:
    """All that the table states; refuses another table, naming line and column."""
    if treaty is not None:
        raise FoederaError("--treaty", "the table names its agreements itself", "leave it out")
    lines = read_rows(text, where, NEEDS, limits, "the IEADB table of members' actions", uses=USES)
    groups: dict[str, list[Line]] = {}
    for line in lines:
        if not re.fullmatch(r"[1-9]\d{0,6}", line.cells[NUMBER]):
            said = line.cells[NUMBER] or "nothing"
            raise FoederaError(f"{where}:{line.number}", f"'{NUMBER}' is {said!r}, not an agreement's number",
                               "correct the row or remove it")  # fmt: skip
        groups.setdefault(line.cells[NUMBER], []).append(line)
    checkpoints, titles, ids = {}, {}, {}
    for number, group in groups.items():
        ids[number] = _known(number, group[0], lookup) or f"ieadb-{number}"
        titles[number] = group[0].cells[TITLE]
        force = _column_date(group[0], FORCE, where)
        checkpoints[ids[number]] = Checkpoint(entry_into_force=force, as_of=published)
    source = _source(text, published, checkpoints)
    read = _Reader(source, where)
    for number, group in groups.items():
        for line in group:
            read.line(line, ids[number], titles[number])
    return Imported(
        sources=(source,),
        statements=tuple(read.acts.values()),
        treaties=tuple(
            _record(number, group[0], ids[number], source, where)
            for number, group in groups.items()
            if ids[number] == f"ieadb-{number}"
        ),
        checkpoints={
            t: (msgspec.structs.replace(c, source=source.id),)
            for t, c in checkpoints.items()
            if c.entry_into_force
        },
        notices=tuple(read.notices) + tuple(slips(read.acts.values(), groups, ids, where)),
        skipped=tuple(read.skipped),
    )


def _known(number: str, line: Line, lookup: Lookup | None) -> str | None:
    """The register's treaty with this number, else the one of this title done (or opened) that year."""
    if lookup is None:
        return None
    numbered = lookup("ieadb", number) or lookup("iea", number)
    return numbered or lookup("title", f"{line.cells[TITLE]}|{line.cells[SIGNED][:4]}")


class _Reader:
    def __init__(self, source: Source, where: str) -> None:
        self.source, self.where = source, where
        self.acts: dict[str, Act] = {}
        self.skipped: list[Skipped] = []
        self.notices: list[Notice] = []
        self._names: dict[tuple[str, str], tuple[str | None, str]] = {}

    def line(self, line: Line, treaty: str, title: str) -> None:
        where = f"{self.where}:{line.number}"
        action = line.cells[ACTION]
        kind = ACTIONS.get(action.casefold())
        if kind is None:
            self.skipped.append(Skipped(where=where, why=f"'{action}' is no act of the vocabulary"))
            return
        when = _date(line, where)
        country = line.cells[COUNTRY]
        whole = country == "Agreement"
        party, fault = (None, "") if whole else self._party(country, when)
        if fault:
            self.skipped.append(Skipped(where=where, why=fault))
            return
        notes = line.cells.get("Notes", "")
        act, note = kind
        if act == "ratification" and re.match(r"(?i)date is date of deposit", notes):
            act = "deposit"
        made = seal(
            Act(
                act=act,  # type: ignore[arg-type]
                parties=(party,) if party else (),
                date=when,
                source=self.source.id,
                treaty=treaty,
                treaty_text=title,
                date_text=action,
                note=note or (notes[:200] or None),
                flags=() if when else ("date_not_stated",),
            )
        )
        if made.id in self.acts:
            self.notices.append(Notice(where=where, what=f"repeats {country}, {action} {when or 'undated'}"))
        self.acts.setdefault(made.id, made)

    def _party(self, name: str, when: str | None) -> tuple[str | None, str]:
        key = (name, (when or "")[:4])
        if key not in self._names:
            self._names[key] = _resolve(name, parse(when).earliest if when else None)
        return self._names[key]


def _resolve(name: str, on: date | None) -> tuple[str | None, str]:
    """The state or organization, or why there is none.

    A colony's name ("Mauritania (pre-1960)") is a state only if it was one that day.
    """
    plain = name.removeprefix("IO-")
    fault = ""
    for form in (plain, re.sub(r"\s*\([A-Z]{2,8}\)$", "", plain)):
        try:
            return _of_the_time(states.resolve(form, on), on), ""
        except FoederaError as found:
            fault = fault or found.what
    bare = _PERIOD.sub("", plain)
    if bare == plain:
        return None, fault
    try:
        state = states.resolve(bare, on)
    except FoederaError as found:
        return None, found.what
    if on is not None and states.exists(state, on) is Answer.YES:
        return state, ""
    return None, f"'{name}' was no state on that day as far as is known"


def _of_the_time(state: str, on: date | None) -> str:
    """The State that existed on the day: a successor's name in the table stands for its one predecessor.

    So Czechia in 1969 is Czechoslovakia. Where there were several, or none, the name is kept.
    """
    if on is None or states.exists(state, on) is not Answer.NO:
        return state
    before = {link.predecessor for link in states.predecessors(state)}
    alive = [one for one in before if states.exists(one, on) is Answer.YES]
    return alive[0] if len(alive) == 1 else state


def _date(line: Line, where: str) -> str | None:
    year, month, day = (line.cells[k] for k in ("Year", "Month", "Day"))
    partial = line.cells.get("field_date_incomplete_value", "")
    if partial:
        year, month, day = (*partial.split("-"), "", "")[:3]
    return _edtf(year, month, day, where)


def _edtf(year: str, month: str, day: str, where: str) -> str | None:
    """EDTF of what is known; None for the table's "unknown" and "open"."""
    if not year.strip("*0") or year in ("1111", "9999"):
        return None
    known = [part.zfill(2) if part.strip("*0 ") else "" for part in (month, day)]
    if known[1] and not known[0]:
        raise FoederaError(where, f"day {day} of {year} has no month", "correct the row or remove it")
    text = "-".join([year, *(part for part in known if part)])
    try:
        return real_date(text, where, "correct the row or remove it")
    except FoederaError as fault:
        if fault.where == where and "placeholder" in fault.what:
            raise
        raise FoederaError(where, f"'{text}' is not a date", "correct the row or remove it") from None


def _column_date(line: Line, column: str, where: str) -> str | None:
    text = line.cells[column]
    parts: list[Any] = [*text.split("-"), "", ""]
    return _edtf(parts[0], parts[1], parts[2], f"{where}:{line.number}") if text else None


def _source(text: str, published: str | None, checkpoints: dict[str, Checkpoint]) -> Source:
    return seal_source(
        Source(
            url="https://www.iea.ulaval.ca",
            publisher="International Environmental Agreements Database Project",
            language="en",
            published=published,
            title="IEADB: members' actions",
            sha256=sha256(text),
            kind="dataset",
            notes=tuple(state_note(t, c) for t, c in checkpoints.items() if c.entry_into_force),
        )
    )


def _record(number: str, line: Line, target: str, source: Source, where: str) -> Treaty:
    return Treaty(
        id=target,
        title={"en": line.cells[TITLE]},
        done=Done(date=_column_date(line, SIGNED, where)),
        identifiers={"ieadb": number},
        sources=(source,),
        note="proposed from IEADB: the rule of entry into force is not recorded",
    )
