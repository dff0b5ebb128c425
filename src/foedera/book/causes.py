"""What a difference looks like: known ways in which registers and datasets go wrong, or date otherwise.

A likely cause is a hint for the person who looks; it explains nothing. One cause settles the question: a
source that dates a succession by its notification, where the law dates its effect from independence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from foedera.dates import EDate, apply_delay, overlap, parse

if TYPE_CHECKING:
    from foedera.law import Derivation
    from foedera.law.consent import Consent
    from foedera.law.membership import Membership


def cause_of_entry(stated: str | None, computed: str | None) -> str | None:
    """Of a treaty's own entry into force."""
    if stated is None or computed is None:
        return None
    one, other = parse(stated), parse(computed)
    return _near(one, other) if _day(one) and _day(other) else None


def cause_of_effect(derivation: Derivation, member: Membership, stated: str) -> tuple[str | None, str | None]:
    """Of the entry into force for one State: (what it looks like, what explains it)."""
    when = parse(stated)
    if (settled := _notification(derivation, member, when)) is not None:
        return None, settled
    return next(_causes(derivation, member, when), None), None


def _notification(derivation: Derivation, member: Membership, when: EDate) -> str | None:
    from foedera.law.own_entry import later_delay

    delay = later_delay(derivation.treaty)
    for consent in member.consents:
        if consent.kind != "succession" or consent.event.date is None:
            continue
        told = parse(consent.event.date)
        due = apply_delay(told.earliest, delay).isoformat() if _day(told) else consent.event.date
        general = derivation.entry.edtf if derivation.entry else None
        if overlap(when, told) or overlap(when, parse(max(due, general or due))):
            bound = member.entries[0].edtf if member.entries else "its independence"
            return (
                f"the source counts from the notification of succession of {consent.event.date}; "
                f"its effect goes back to {bound} (VCSSRT 22, 23)"
            )
    return None


def _causes(derivation: Derivation, member: Membership, when: EDate) -> Iterator[str]:
    consents = [c for c in member.consents if c.event.date]
    general = derivation.entry
    first = min((c.at.lo for c in consents), default=None)
    stated = [p.entry_into_force for p in derivation.treaty.checkpoints if p.entry_into_force]
    with_all = general is not None and any(entry == general for entry in member.entries)
    if with_all and any(overlap(when, parse(day)) for day in stated):
        yield "follows from the treaty's own entry into force, which is stated otherwise too"
    if general is not None and overlap(when, parse(general.edtf)):
        yield f"repeats the treaty's own entry into force; the State consented on {_dates(consents)}"
    if first is not None and when.latest < first:
        yield f"lies before the State's consent of {_dates(consents)}"
    if any(c.event.date and overlap(when, parse(c.event.date)) for c in consents):
        yield "is the day of the consent itself, not of its effect"
    for entry in member.entries:
        other = parse(entry.edtf)
        if _day(when) and _day(other) and (near := _near(when, other)) is not None:
            yield near


def _dates(consents: Sequence[Consent]) -> str:
    return ", ".join(str(c.event.date) for c in consents)


def _near(one: EDate, other: EDate) -> str | None:
    """How two days that differ resemble each other, None where they do not."""
    a, b = one.earliest, other.earliest
    if abs((a - b).days) == 1:
        return "one day off"
    parts = [name for name in ("year", "month", "day") if getattr(a, name) != getattr(b, name)]
    if len(parts) == 1:
        return f"agrees in all but the {parts[0]}"
    if (a.month, a.day) == (b.day, b.month) and a.year == b.year:
        return "day and month stand in each other's place"
    return None


def _day(when: EDate) -> bool:
    return when.earliest == when.latest and when.earliest != date.min
