"""Every fault in a folder of records, with file, line and what to do.

Beyond what makes a record loadable, the house rules: every act has a source, every record a checkpoint,
and what a record names exists.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

import msgspec

from foedera.dates import Answer, before, parse
from foedera.errors import FoederaError
from foedera.model import ActRow, Treaty
from foedera.model.conditions import (
    AllOf,
    AnyCondition,
    AnyOf,
    Consents,
    Exchange,
    InForce,
    PartiesOf,
    Share,
    StatesConsent,
    Unopposed,
)

from .catalogue import SHIPPED
from .record import Parsed, parse_record


class Fault(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One fault. ``line``: counted from 1."""

    file: str
    line: int
    what: str
    hint: str = ""


def check(folders: Sequence[str | Path]) -> list[Fault]:
    """All faults in all folders, in order of file and line; raises ``FoederaError`` for no such folder."""
    faults: list[Fault] = []
    parsed: dict[Path, Parsed] = {}
    for folder in map(Path, folders):
        if not folder.is_dir():
            raise FoederaError(str(folder), "there is no such folder of records", "check the path")
        files = sorted(folder.glob("*.yml"))
        if not files:
            raise FoederaError(
                str(folder), "there are no records (*.yml) in this folder", "name another folder"
            )
        for csv in sorted(folder.glob("*.csv")):
            if not csv.with_suffix(".yml").exists():
                faults.append(
                    _fault(csv, 1, "acts without a record", f"add {csv.stem}.yml or rename the file")
                )
        for path in files:
            record, found = parse_record(path)
            faults.extend(Fault(file=f.file, line=f.line, what=f.what, hint=f.hint) for f in found)
            if record is not None:
                parsed[path] = record
    ids = {record.treaty.id for record in parsed.values()} | {path.stem for path in SHIPPED.glob("*.yml")}
    for path, record in parsed.items():
        faults.extend(_house_rules(path, record))
        faults.extend(_references(path, record, ids))
    return sorted(set(faults))


def _fault(path: Path, line: int, what: str, hint: str) -> Fault:
    return Fault(file=str(path), line=line, what=what, hint=hint)


def _house_rules(path: Path, record: Parsed) -> list[Fault]:
    treaty, lines = record.treaty, record.lines
    faults = []
    if not treaty.checkpoints:
        faults.append(
            _fault(
                path,
                lines.get("id", 1),
                "the record has no checkpoint",
                "add a count or date that a register states",
            )
        )
    if not treaty.title:
        faults.append(_fault(path, lines.get("id", 1), "the record has no title", "add title: {en: …}"))
    if treaty.form == "bilateral" and treaty.negotiating and len(treaty.negotiating) != 2:
        line = lines.get("negotiating", 1)
        faults.append(
            _fault(path, line, "a bilateral treaty has two negotiating States", "name both, or mend form")
        )
    faults.extend(_thresholds(path, lines.get("entry_into_force", 1), treaty))
    seen: dict[ActRow, ActRow] = {}
    for row in treaty.acts:
        where = Path(row.file) if row.file else path
        first = seen.setdefault(msgspec.structs.replace(row, line=0, file=""), row)
        if first is not row:
            stands = f"{Path(first.file).name}:{first.line}"
            faults.append(_fault(where, row.line, f"the same {row.act} stands in {stands}", "keep one"))
        if not row.parties and not treaty.negotiating:
            faults.append(_fault(where, row.line, f"the {row.act} is of nobody", "name its parties"))
        if not row.sources:
            faults.append(_fault(where, row.line, f"the {row.act} has no source", "name one under sources:"))
        faults.extend(_times(where, row.line, row.act, row.step, row.date, treaty))
    return faults


def conditions(when: AnyCondition | None) -> Iterator[AnyCondition]:
    """The condition and all that it is made of."""
    if when is not None:
        yield when
    if isinstance(when, AllOf | AnyOf):
        for branch in when.of:
            yield from conditions(branch)


def _thresholds(path: Path, line: int, treaty: Treaty) -> Iterator[Fault]:
    """Conditions that can never be met."""
    for part in conditions(treaty.entry_into_force.when):
        if isinstance(part, StatesConsent) and isinstance(part.of, str) and part.at_least:
            size = len(treaty.tables.get(part.of, ()))
            if 0 < size < part.at_least:
                what = f"at least {part.at_least} of {size} states can never be met"
                yield _fault(path, line, what, "correct the number or the list")
        elif isinstance(part, Consents) and treaty.form == "bilateral" and (part.n or 0) > 2:
            yield _fault(path, line, f"{part.n} consents to a bilateral treaty", "correct the number")
        elif isinstance(part, Exchange) and len(treaty.negotiating) < 2:
            what = "an exchange of instruments between states that are not named"
            yield _fault(path, line, what, "list them under negotiating:")


def _times(path: Path, line: int, act: str, step: str | None, day: str | None, treaty: Treaty) -> list[Fault]:
    early = ("negotiation", "initialling", "adoption")
    if day is None or treaty.done.date is None or act in early or step == "domestic":
        return []
    if before(parse(day), parse(treaty.done.date)) is Answer.YES:
        return [
            _fault(
                path,
                line,
                f"the {act} of {day} comes before the treaty was done ({treaty.done.date})",
                "mend one",
            )
        ]
    return []


def _references(path: Path, record: Parsed, ids: set[str]) -> list[Fault]:
    treaty, lines = record.treaty, record.lines
    named = [("terminates", t) for t in treaty.terminates] + [("supersedes", t) for t in treaty.supersedes]
    named += [("amends", treaty.amends)] if treaty.amends else []
    named += [("protocol_to", treaty.protocol_to)] if treaty.protocol_to else []
    tables: list[str] = []
    for part in conditions(treaty.entry_into_force.when):
        if isinstance(part, InForce | PartiesOf | Unopposed):
            named.append(("entry_into_force", part.treaty))
        elif isinstance(part, Share) or (isinstance(part, StatesConsent) and isinstance(part.of, str)):
            tables.append(str(part.of))
    faults = []
    for key, other in named:
        if other == treaty.id:
            faults.append(_fault(path, lines.get(key, 1), f"{key} names the treaty itself", "name the other"))
        elif other not in ids:
            near = get_close_matches(other, ids, 1)
            hint = f"did you mean {near[0]}?" if near else "add its record"
            faults.append(
                _fault(path, lines.get(key, 1), f"{key} names '{other}', which has no record", hint)
            )
    from foedera import states

    for table in tables:
        if table not in treaty.tables and table not in states.groups():
            line = lines.get("entry_into_force", 1)
            faults.append(_fault(path, line, f"the list '{table}' is not defined", "define it under tables:"))
    return faults
