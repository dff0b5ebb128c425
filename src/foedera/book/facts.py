"""What an imported source states of a treaty as a whole: that its list is complete, its totals."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec

from foedera.dates import parse
from foedera.model import Checkpoint, Treaty


def facts_of(imported: Any) -> list[dict[str, Any]]:
    """The facts of one import, as the ledger keeps them."""
    found: list[dict[str, Any]] = [
        {"treaty": treaty, "complete": True, "as_of": day} for treaty, day in imported.complete.items()
    ]
    for treaty, checkpoints in imported.checkpoints.items():
        found += [{"treaty": treaty, "checkpoint": msgspec.to_builtins(point)} for point in checkpoints]
    return found


def completed(treaty: Treaty, facts: Iterable[dict[str, Any]], known: date | None) -> Treaty:
    """The record with its participation complete as of the latest list, and the totals beside its own.

    What was stated only after ``known`` is left out.
    """
    complete, as_of = treaty.participation, treaty.complete_as_of
    points = [p for p in treaty.checkpoints if not _later(p.as_of, known)]
    for fact in facts:
        point = fact.get("checkpoint")
        day = fact.get("as_of") or (point or {}).get("as_of")
        if _later(day, known):
            continue
        if point is not None:
            points.append(msgspec.convert(point, Checkpoint))
        elif complete != "complete" or as_of is None or (day is not None and day > as_of):
            complete, as_of = "complete", day
    return msgspec.structs.replace(
        treaty, participation=complete, complete_as_of=as_of, checkpoints=tuple(dict.fromkeys(points))
    )


def _later(day: str | None, known: date | None) -> bool:
    return known is not None and day is not None and parse(day).earliest > known
