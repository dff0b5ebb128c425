"""What recording a report would change: the answers without its statements beside those with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from foedera.model import Act, AnyStatement, Source, Status

from .world import World

if TYPE_CHECKING:
    from .facade import Book


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """One field that would change. ``subject``: a state, empty for the treaty itself; ``before`` and
    ``after`` as the answer would print them, None where there is nothing."""

    treaty: str
    field: str
    subject: str = ""
    before: str | None = None
    after: str | None = None


class _Supposed(World):
    """The world with statements that are not recorded."""

    def __init__(self, world: World, sources: dict[str, Source], more: Sequence[AnyStatement]) -> None:
        super().__init__(world.register, world.ledger, world.policy, world.known)
        self._more_sources, self._more = sources, tuple(more)

    def told(self, treaty_id: str) -> tuple[dict[str, Source], tuple[AnyStatement, ...]]:
        sources, found = super().told(treaty_id)
        present = {statement.id for statement in found}
        more = tuple(s for s in self._more if s.treaty == treaty_id and s.id not in present)
        return {**sources, **self._more_sources}, (*found, *more)


def effects(
    book: Book,
    sources: Sequence[Source],
    statements: Sequence[AnyStatement],
    on: str | date,
    known: str | date | None = None,
) -> list[Effect]:
    """Every field of the answer on the day ``on`` that the statements would change, treaty by treaty."""
    from foedera.law import status_in_worlds

    touched = dict.fromkeys(
        s.treaty for s in statements if isinstance(s, Act) and s.treaty and s.treaty in book.register
    )
    if not touched:
        return []
    supposed = _Supposed(book.world(known), {source.id: source for source in sources}, statements)
    day = date.fromisoformat(on) if isinstance(on, str) else on
    found: list[Effect] = []
    for treaty in touched:
        before = book.status(treaty, on=day, known=known)
        after = status_in_worlds(
            supposed.record(treaty),
            supposed.events(treaty),
            supposed,
            worlds=supposed.worlds(treaty),
            on=day,
            known=before.known,
        )
        found.extend(_changes(before, after))
    return found


def _changes(before: Status, after: Status) -> Iterator[Effect]:
    old, new = _fields(before), _fields(after)
    for subject, field in dict.fromkeys((*old, *new)):
        first, second = old.get((subject, field)), new.get((subject, field))
        if first != second:
            yield Effect(treaty=after.treaty, subject=subject, field=field, before=first, after=second)


def _fields(status: Status) -> dict[tuple[str, str], str | None]:
    found: dict[tuple[str, str], str | None] = {
        ("", "in_force"): status.in_force.value,
        ("", "since"): status.since,
        ("", "until"): status.until,
        ("", "missing"): "; ".join(status.missing) or None,
        **{
            ("", name): str(getattr(status.counts, name))
            for name in ("signatories", "contracting", "parties")
        },
    }
    for code, held in sorted(status.parties.items()):
        found[code, "status"] = held.status
        found[code, "since"] = held.since
        found[code, "in_force"] = held.in_force.value
        found[code, "from"] = held.start
        found[code, "until"] = held.until
    for entry in status.contested:
        tellers = [f"{v.value or '?'} ({', '.join(v.sources)})" for v in entry.versions]
        found["", f"disagreement: {entry.field}"] = "; ".join(tellers)
    return found
