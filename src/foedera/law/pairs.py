"""Between two States: reservations and objections, accessions to be accepted, suspension toward one."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from foedera.dates import Answer, Moment, Period, add_period, latest_of
from foedera.model import Reason

from .acts import Act, effective
from .exit import disputed
from .history import Change, History, Phase
from .succession import person

if TYPE_CHECKING:
    from .derivation import Derivation

TACIT = Period(months=12)
"""Silence for twelve months accepts a reservation (VCLT 20(5))."""


class Pair(NamedTuple):
    """``history``: ``in_force``, ``suspended`` or ``not_in_force`` between the two."""

    a: str
    b: str
    history: History
    derivation: Any

    def modifications(self, on: date) -> tuple[dict[str, Any], ...]:
        """What reservations, objections and amendments change between the two on the day."""
        return modifications(self.derivation, self.a, self.b, on)


def pair_of(derivation: Derivation, a: str, b: str) -> Pair:
    """The history between ``a`` and ``b``: both bound, and nothing between them that bars it."""
    one, two = derivation.member(a), derivation.member(b)
    if one is None or two is None:
        return Pair(a, b, History.of("not_in_force", ()), derivation)
    changes: list[Change] = []
    bars = _bars(derivation, one.person, two.person)
    starts = {p.start for m in (one, two) for p in m.history.phases if p.start is not None}
    cuts = sorted(starts | {change.at for change in bars})
    for at in cuts:
        status, reason = _status_at(at, one.history, two.history, bars)
        changes.append(Change(at, status, reason))
    return Pair(a, b, History.of("not_in_force", changes), derivation)


def _status_at(at: Moment, one: History, two: History, bars: list[Change]) -> tuple[str, Reason]:
    phases = [_phase(history, at) for history in (one, two)]
    worst = next((p for p in phases if p.status not in ("party", "suspended")), None)
    if worst is not None:
        reason = worst.reason or Reason(rule="VCLT 24(3)", text="not in force for both")
        return "not_in_force", reason
    barred: Change | None = None
    for bar in bars:
        if bar.at <= at:
            barred = bar if bar.status != "in_force" else None
    if barred is not None:
        return barred.status, barred.reason
    suspended = next((p for p in phases if p.status == "suspended"), None)
    if suspended is not None and suspended.reason is not None:
        return "suspended", suspended.reason
    because = tuple(p.reason for p in phases if p.reason is not None)
    return "in_force", Reason(rule="VCLT 26", text=f"in force for both from {at.edtf}", because=because)


def _phase(history: History, at: Moment) -> Phase:
    current = history.phases[0]
    for phase in history.phases[1:]:
        if phase.start is not None and phase.start <= at:
            current = phase
    return current


def _bars(derivation: Derivation, one: str, two: str) -> list[Change]:
    """Changes that concern the pair alone, in order of time."""
    found: list[Change] = []
    for act in derivation.acts.done:
        toward = {person(code, derivation.context) for code in act.event.to}
        if act.person not in (one, two) or not toward & ({one, two} - {act.person}):
            continue
        at = effective(act.event) or act.at
        if act.kind in ("suspension", "resumption") and not disputed(act.event):
            status = "suspended" if act.kind == "suspension" else "in_force"
            found.append(
                _bar(at, status, "VCLT 57-60, 72", f"{act.event.party}: {act.kind} toward the other", act)
            )
        elif act.kind == "objection" and act.event.qualified:
            text = f"{act.event.party} objected and expressly precluded entry into force between the two"
            found.append(_bar(at, "not_in_force", "VCLT 20(4)(b)", text, act))
        elif act.kind == "objection" and (derivation.treaty.accession or {}).get("objection") == "bars":
            text = f"{act.event.party} objected to the accession: not in force between the two"
            found.append(_bar(at, "not_in_force", "the treaty's accession clause", text, act))
        elif act.kind == "reservation_withdrawal" or (act.kind == "declaration" and _lifts(act)):
            found.append(
                _bar(at, "in_force", "VCLT 22", f"{act.event.party} withdrew what stood against it", act)
            )
    found.extend(_acceptance(derivation, one, two))
    return sorted(found, key=lambda change: (change.at, change.status))


def _lifts(act: Act) -> bool:
    return "withdr" in (act.event.note or "") and "objection" in (act.event.note or "")


def _bar(at: Moment, status: str, rule: str, text: str, act: Act) -> Change:
    return Change(at, status, Reason(rule=rule, text=f"{text} ({at.edtf})", statements=act.statements))


def _acceptance(derivation: Derivation, one: str, two: str) -> list[Change]:
    """An accession that needs acceptance binds only toward the States that accept it (Hague 1980)."""
    clause = derivation.treaty.accession or {}
    if clause.get("acceptance") != "required":
        return []
    found: list[Change] = []
    for acceding, other in ((one, two), (two, one)):
        member = derivation.members.get(acceding)
        if member is None or not any(consent.kind == "accession" for consent in member.consents):
            continue
        entered = member.entries[0] if member.entries else None
        accepted = [
            act
            for act in derivation.acts.done
            if act.person == other
            and act.kind in ("acceptance", "approval", "declaration", "notification")
            and acceding in {person(code, derivation.context) for code in act.event.to}
        ]
        start = entered or next(consent.at for consent in member.consents if consent.kind == "accession")
        text = f"{member.codes[0]}'s accession needs acceptance by {other}"
        found.append(Change(start, "not_in_force", Reason(rule="the treaty's accession clause", text=text)))
        if accepted:
            from foedera.dates import apply_delay

            from .entry import later_delay

            first = accepted[0]
            delay = later_delay(derivation.treaty)
            due = effective(first.event) or first.at.map(partial(apply_delay, delay=delay))
            at = latest_of([due, start])
            words = f"{first.event.party} accepted the accession on {first.at.edtf}"
            found.append(_bar(at, "in_force", "the treaty's accession clause", words, first))
    return found


def modifications(derivation: Derivation, a: str, b: str, on: date) -> tuple[dict[str, Any], ...]:
    """Reservations between the two as they stand on the day, each with the other side's answer."""
    found: list[dict[str, Any]] = []
    people = {person(a, derivation.context): a, person(b, derivation.context): b}
    for act in derivation.acts.of("reservation"):
        if act.person in people and act.at.reached(on) is not Answer.NO:
            other = next((p for p in people if p != act.person), None)
            if other is not None and not _withdrawn(derivation, act, on):
                found.append(_reservation(derivation, act, other, people, on))
    for amender in derivation.context.amenders(derivation.treaty.id):
        later = derivation.context.derivation(amender)
        if later is not None and later.pair(a, b).history.answer(on, {"in_force"}) is not Answer.NO:
            found.append(
                {
                    "type": "amendment",
                    "by": amender,
                    "rule": "VCLT 40(4)-(5)",
                    "text": f"as amended by {amender}, to which both are parties",
                }
            )
    return tuple(found)


def _withdrawn(derivation: Derivation, act: Act, on: date) -> bool:
    return any(
        back.person == act.person
        and back.at.reached(on) is Answer.YES
        and back.at >= act.at
        and (
            not back.event.articles
            or not act.event.articles
            or set(back.event.articles) & set(act.event.articles)
        )
        for back in derivation.acts.of("reservation_withdrawal")
    )


def _reservation(
    derivation: Derivation, act: Act, other: str, people: dict[str, str], on: date
) -> dict[str, Any]:
    objection = next(
        (
            o
            for o in derivation.acts.of("objection")
            if o.person == other
            and o.at.reached(on) is not Answer.NO
            and act.person in {person(code, derivation.context) for code in o.event.to}
        ),
        None,
    )
    articles = ", ".join(act.event.articles) or "the provisions it names"
    base = {"by": act.event.party, "articles": list(act.event.articles), "statements": list(act.statements)}
    if objection is not None:
        text = f"{articles} does not apply between the two to the extent of the reservation"
        return {
            **base,
            "type": "reservation_objected",
            "to": people[other],
            "rule": "VCLT 21(3)",
            "text": f"{people[other]} objected to {act.event.party}'s reservation: {text}",
        }
    member = derivation.members.get(other)
    joined = member.consents[0].at if member is not None and member.consents else None
    tacit = act.at.map(lambda day: add_period(day, TACIT))
    due = latest_of([tacit, joined]) if joined is not None else tacit
    accepted = due.reached(on)
    state = {"yes": "is accepted by silence", "no": f"may still be objected to until {due.edtf}"}
    words = state.get(accepted.value, "may be accepted by silence")
    return {
        **base,
        "type": "reservation",
        "rule": "VCLT 20(5), 21(1)",
        "accepted": accepted.value,
        "text": f"{act.event.party}'s reservation to {articles} {words}",
    }
