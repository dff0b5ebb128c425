"""Days ahead that a treaty officer must not miss: each with its rule and the acts it rests on."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING

from foedera.dates import Answer, Period, add_period
from foedera.exchange.out.calendar import Deadline
from foedera.law import Derivation

if TYPE_CHECKING:
    from .facade import Book

TACIT = Period(months=12)


def deadlines(
    book: Book,
    start: date,
    end: date,
    known: str | date | None = None,
    treaties: Collection[str] | None = None,
) -> list[Deadline]:
    """Entries into force, exits, ends, last days for notice or objection; ``start`` to ``end`` inclusive.

    ``treaties``: ids; None for all.
    """
    world = book.world(known)
    found: list[Deadline] = []
    for treaty_id in book.register.ids() if treaties is None else treaties:
        derivation = world.derivation(treaty_id)
        if derivation is not None and derivation.treaty.is_treaty:
            found.extend(d for d in _all(derivation) if start <= d.on <= end)
            found.extend(d for d in _notices(derivation, end) if start <= d.on)
    return sorted(set(found), key=lambda d: (d.on, d.treaty, d.what))


def _all(derivation: Derivation) -> Iterator[Deadline]:
    treaty = derivation.treaty.id
    for spell_of, history in (
        ("", derivation.history),
        *((name, member.history) for name, member in sorted(derivation.members.items())),
    ):
        for phase in history.phases:
            if phase.start is None or not phase.start.exact or phase.reason is None:
                continue
            words = {
                "in_force": "enters into force",
                "terminated": "ends",
                "party": f"enters into force for {spell_of}",
                "former": f"{spell_of} ceases to be a party",
            }.get(phase.status)
            if words:
                yield Deadline(
                    on=phase.start.lo,
                    treaty=treaty,
                    what=words,
                    rule=phase.reason.rule,
                    notes=phase.reason.text,
                )
    for act in derivation.acts.of("reservation"):
        if act.at.exact:
            what = f"last day to object to {act.event.party}'s reservation"
            rule = "VCLT 20(5): silence for twelve months from the notification accepts it"
            notes = f"reservation of {act.at.edtf}; counted from its date, notified later it closes later"
            yield Deadline(on=add_period(act.at.lo, TACIT), treaty=treaty, what=what, rule=rule, notes=notes)


def _notices(derivation: Derivation, until: date) -> Iterator[Deadline]:
    """The last days on which notice keeps a treaty from being renewed for another term, up to ``until``."""
    from foedera.law.term import renewals

    treaty, phases = derivation.treaty, derivation.history.phases
    entered = next((p for p in phases if p.status == "in_force"), None)
    if entered is None or entered.start is None:
        return
    renewal = treaty.duration.renewal
    article = f"Article {treaty.duration.article}" if treaty.duration.article else "VCLT 54(a)"
    for end, last in renewals(treaty, derivation.acts, entered.start):
        if last.lo > until:
            return
        on = last.lo
        in_force = any(p.status == "in_force" and p.covers(on) is Answer.YES for p in phases)
        if renewal is None or not last.exact or not in_force:
            continue
        more = f"for {renewal.period}" if renewal.period else "without end"
        yield Deadline(
            on=on,
            treaty=treaty.id,
            what=f"last day for notice, or the term that ends on {end.edtf} is renewed {more}",
            rule=f"{article}: renewed unless notice is given {renewal.unless_notice} before the end",
            notes=f"in force from {entered.start.edtf}",
        )
