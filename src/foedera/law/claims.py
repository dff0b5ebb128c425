"""Claims against a treaty: acts that end or suspend it outside its own clauses (VCLT 42, 56, 60-62, 65).

Such an act is a claim. Another State's objection makes it contested until it is settled; where a State
invokes breach, impossibility or changed circumstances, it may act when three months have passed without
objection (VCLT 65(2)). Where the text has no withdrawal clause, whether withdrawal was intended or is
implied is a question of law that the acts do not answer: the notice is contested as well (VCLT 56(1)).

A dispute that was settled is told by the record: the act without ``disputed_by`` stands, with
``status: refused`` it failed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from foedera.dates import Moment, Period, add_period, latest_of
from foedera.model import Event, Treaty

from .acts import effective, when

CLAIMS = frozenset({"denunciation", "suspension", "termination", "consent_withdrawal"})
"""Acts against the treaty: disputed, they are claims and have no effect until settled (VCLT 42, 65)."""
OBJECTION = Period(months=3)
"""Within so long other parties may object to what a State invokes (VCLT 65(2))."""
IMPLIED = Period(months=12)
"""The notice where a right to withdraw is intended or implied (VCLT 56(2))."""
GROUNDS = {
    "breach": "a material breach (VCLT 60)",
    "impossibility": "impossibility of performance (VCLT 61)",
    "changed_circumstances": "a fundamental change of circumstances (VCLT 62)",
}
ANSWERED = frozenset({"reservation", "accession", *CLAIMS})
"""What an objection directed at a State may be an answer to: the latest of these that it did."""


def disputed(event: Event) -> bool:
    """Whether the act is a contested claim, without effect until settled."""
    return event.act in CLAIMS and bool(event.disputed_by)


def answered(treaty: Treaty, events: Sequence[Event]) -> list[Event]:
    """The events, each claim with the States that objected to it by an act of their own.

    An objection that answers a claim is told by the claim from then on, and left out itself.
    """
    authors = {e.party for e in events if e.act in CLAIMS}
    objections = {i: e for i, e in enumerate(events) if _objects(e) and not authors.isdisjoint(e.to)}
    if not objections:
        return list(events)
    against: dict[int, set[str]] = {}
    other: dict[int, list[str]] = {i: [] for i in objections}
    for number, objection in objections.items():
        for code in objection.to:
            index = _target(treaty, events, code, objection) if code in authors else None
            if index is not None and events[index].act in CLAIMS:
                against.setdefault(index, set()).add(objection.party)
            else:
                other[number].append(code)
    found = []
    for index, event in enumerate(events):
        if index in against:
            by = tuple(sorted({*event.disputed_by, *against[index]}))
            event = msgspec.structs.replace(event, disputed_by=by)
        elif index in other:
            event = msgspec.structs.replace(event, to=tuple(other[index]))
        if index not in other or event.to:
            found.append(event)
    return found


def _objects(event: Event) -> bool:
    return event.act == "objection" and event.status == "done" and not event.qualified and bool(event.to)


def answers_to(treaty: Treaty, events: Sequence[Event], code: str, objection: Event) -> str | None:
    """What kind of act of ``code`` an objection answers; None where no such act is recorded."""
    index = _target(treaty, events, code, objection)
    return None if index is None else events[index].act


def _target(treaty: Treaty, events: Sequence[Event], code: str, objection: Event) -> int | None:
    """The act of ``code`` that an objection answers: its latest one before."""
    at = when(objection, treaty)
    before = [
        (when(event, treaty), event.act, index)
        for index, event in enumerate(events)
        if event.party == code
        and event.act in ANSWERED
        and event.status == "done"
        and event.step == "international"
        and when(event, treaty).lo <= at.hi
    ]
    if not before:
        return None
    made, _, index = max(before)
    claim = events[index]
    too_late = claim.ground is not None and at.lo > made.map(lambda d: add_period(d, OBJECTION)).hi
    return None if too_late else index


def grounded(event: Event, at: Moment) -> tuple[Moment, str]:
    """When a claim with a ground, to which nobody objected, takes effect; and in words."""
    assert event.ground is not None
    due = at.map(lambda day: add_period(day, OBJECTION))
    stated = effective(event)
    words = f"invoked {GROUNDS[event.ground]}; nobody objected within three months (VCLT 65(2))"
    return (latest_of([due, stated]) if stated else due), words


def barred(treaty: Treaty, event: Event) -> bool:
    """Whether the ground cannot be invoked at all: changed circumstances against a boundary."""
    return event.ground == "changed_circumstances" and treaty.regime == "boundary"


def unsettled(treaty: Treaty, event: Event) -> bool:
    """A notice under a treaty without a withdrawal clause, of which nothing tells whether it is open to
    withdrawal (VCLT 56(1))."""
    rule = treaty.withdrawal
    return (
        event.act == "denunciation"
        and event.ground is None
        and not event.territory
        and event.effective is None
        and rule is not None
        and not rule.clause
        and rule.implied is None
        # VCLT 56 is about treaties without any provision on their end: a term is one.
        and treaty.duration.indefinite
    )


def implied_effect(notice: Moment) -> Moment:
    """When a notice takes effect if withdrawal was intended or implied: after twelve months (VCLT 56(2))."""
    return notice.map(lambda day: add_period(day, IMPLIED))


def upheld(treaty: Treaty, event: Event) -> Event:
    """The event as it would be if the claim were right: effective as its author claims."""
    clear = msgspec.structs.replace(event, disputed_by=())
    if event.act in ("suspension", "consent_withdrawal") or event.ground is not None:
        return clear
    claimed = effective(event)
    rule = treaty.withdrawal
    if claimed is None and event.act == "denunciation" and rule is not None and not rule.clause:
        claimed = implied_effect(when(event, treaty))
    if claimed is None:
        return clear
    # An exit on the day that its author names, whatever the clause says.
    return msgspec.structs.replace(clear, act="termination", effective=claimed.edtf)


def recalled(treaty: Treaty, event: Event, events: Iterable[Event]) -> bool:
    """Whether its author took a notice back before it could have effect (VCLT 68)."""
    if event.act != "denunciation":
        return False
    given = when(event, treaty)
    effect = effective(event) or implied_effect(given)
    return any(
        other.act == "denunciation_revocation"
        and other.party == event.party
        and other.status == "done"
        and given <= when(other, treaty)
        and when(other, treaty).lo < effect.hi
        for other in events
    )


def pending(treaty: Treaty, event: Event, events: Iterable[Event]) -> str | None:
    """Why the act's effect is contested; None where it is not."""
    if recalled(treaty, event, events):
        return None
    rule = treaty.withdrawal
    if disputed(event):
        by = ", ".join(event.disputed_by)
        closed = rule is not None and not rule.clause and event.act == "denunciation"
        article = "VCLT 56, 65" if closed else "VCLT 42, 65"
        return f"is disputed by {by}: a claim, without effect until settled ({article})"
    if event.status == "done" and unsettled(treaty, event):
        return (
            "is contested: the treaty has no withdrawal clause, and a notice has effect, after twelve "
            "months, only if withdrawal was intended or is implied (VCLT 56)"
        )
    return None
