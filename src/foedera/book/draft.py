"""A final clause tried out: what it would give for acts that are named, or for those of a known treaty."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import yaml

from foedera import dates, states
from foedera.errors import FoederaError
from foedera.law import StatesContext, status_in_worlds
from foedera.model import ACT_TYPES, Event, Status, Treaty

if TYPE_CHECKING:
    from .facade import Book

LIMIT = 400
"""Acts that may be written out by hand."""


def acts_of(text: str) -> list[dict[str, str]]:
    """One act a line: a date, a State, and what it did (consent by ratification where nothing is said).

    ``2001-05-04 FRA``, ``2001-05-04 South Africa accession``. Raises ``FoederaError`` with the line.
    """
    found = []
    lines = [(n, line.split()) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) > LIMIT:
        raise FoederaError("acts", f"more than {LIMIT} acts", "write fewer")
    for number, words in lines:
        where = f"acts, line {number}"
        day = dates.parse(words[0], where).text
        act = words[-1] if words[-1] in ACT_TYPES else "ratification"
        named = " ".join(words[1:-1] if words[-1] in ACT_TYPES else words[1:])
        if not named:
            raise FoederaError(where, "no State is named", "write a date, a State and the act")
        code = states.resolve(named, dates.parse(day).earliest)
        found.append({"party": code, "act": act, "step": "international", "date": day})
    return found


def draft(rule: dict[str, Any], acts: Sequence[dict[str, str]] = ()) -> Treaty:
    """A record that holds nothing but the rule and the acts; raises ``FoederaError`` for what is wrong."""
    from foedera.register.record import parse_record

    signatories = [act["party"] for act in acts if act["act"] in ("signature", "exchange", "notification")]
    plain = {
        "id": "clause",
        **msgspec.to_builtins(rule),
        "negotiating": list(dict.fromkeys(signatories or [act["party"] for act in acts])),
        "participation": "complete",
        "acts": list(acts),
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clause.yml"
        path.write_text(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False), encoding="utf-8")
        parsed, faults = parse_record(path, "the clause")
    if faults or parsed is None:
        first = faults[0]
        raise FoederaError("the clause", first.what, first.hint)
    return parsed.treaty


def try_clause(
    book: Book,
    rule: dict[str, Any],
    *,
    on: date,
    acts: Sequence[dict[str, str]] = (),
    treaty: str | None = None,
    known: date | None = None,
) -> tuple[Status, str | None]:
    """The status on the day and the date of entry into force (EDTF, None where it is not reached).

    With ``treaty`` the clause takes the place of that treaty's own, its acts stay; else ``acts`` are all
    there is.
    """
    from foedera.law.worlds import worlds_of
    from foedera.register import treaty_statements
    from foedera.trust import select

    written = draft(rule, acts)
    if treaty is not None:
        world = book.world(known)
        own = world.record(book.register.get(treaty).id)
        record = msgspec.structs.replace(
            own,
            entry_into_force=written.entry_into_force if "entry_into_force" in rule else own.entry_into_force,
            withdrawal=written.withdrawal if "withdrawal" in rule else own.withdrawal,
            duration=written.duration if "duration" in rule else own.duration,
        )
        events: tuple[Event, ...] = world.events(own.id)
        context: StatesContext = world
    else:
        record = written
        sources, said = treaty_statements(written)
        events, context = select(said, sources, written.id), StatesContext()
    worlds = worlds_of(record, events, context)
    entry = worlds.base.entry
    reached = entry.edtf if entry is not None and entry.lo != date.max else None
    return status_in_worlds(record, events, context, worlds=worlds, on=on), reached
