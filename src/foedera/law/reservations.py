"""Reservations (VCLT 19-23): allowed or not, accepted by silence, objected to, withdrawn, per pair.

A simple objection: the provision does not apply between the two to the extent of the reservation
(21(3)). A qualified one, only if it says so expressly: the treaty is not in force between them
(20(4)(b)). Silence for twelve months after notification, or until the date of consent if later, is
acceptance (20(5)).
"""

from __future__ import annotations

from foedera.dates import Moment, Period, add_period, latest_of
from foedera.model import Reason

from .acts import Act
from .derivation import Derivation
from .pairs import Bar, Modification
from .succession import person


def allowed(derivation: Derivation, act: Act) -> str | None:
    """Why a reservation is not permitted; None where nothing in the record speaks against it (VCLT 19)."""
    treaty = derivation.treaty
    if treaty.reservations == "prohibited":
        return "the treaty prohibits reservations (VCLT 19(a))"
    if treaty.reservations == "listed" and act.event.articles:
        outside = sorted(set(act.event.articles) - set(treaty.reservation_articles))
        if outside:
            return (
                f"only specified reservations are allowed, not to Article {', '.join(outside)} (VCLT 19(b))"
            )
    return None


def between(derivation: Derivation, a: str, b: str) -> tuple[list[Bar], list[Modification]]:
    bars: list[Bar] = []
    found: list[Modification] = []
    one, two = derivation.person(a), derivation.person(b)
    for act in derivation.acts.of("reservation"):
        if act.person not in (one, two):
            continue
        other = two if act.person == one else one
        more, changed = _reservation(derivation, act, other)
        bars += more
        found += changed
    return bars, found


def withdrawn(derivation: Derivation, act: Act) -> Moment | None:
    """When the reservation was withdrawn (VCLT 22(1)); None while it stands."""
    for other in derivation.acts.of("reservation_withdrawal"):
        if other.person == act.person and not other.event.to and other.at >= act.at and _touches(act, other):
            return other.at
    return None


def tacit_from(derivation: Derivation, act: Act, other: str) -> Moment:
    """From when silence counts as acceptance: 12 months from notification, or the consent if later."""
    year = act.at.map(lambda day: add_period(day, Period(months=12)))
    own = [c.at for c in derivation.consents if c.person == other]
    return latest_of([year, own[0]]) if own else year


def _objection(derivation: Derivation, act: Act, other: str) -> Act | None:
    """The objection of ``other`` to this reservation, in time or not."""
    for objection in derivation.acts.of("objection"):
        to = {person(code, derivation.context) for code in objection.event.to}
        if (
            objection.person == other
            and act.person in to
            and objection.at.hi >= act.at.lo
            and _touches(act, objection)
        ):
            return objection
    return None


def _objection_withdrawn(derivation: Derivation, objection: Act, reserver: str) -> Moment | None:
    for act in derivation.acts.of("reservation_withdrawal"):
        to = {person(code, derivation.context) for code in act.event.to}
        if act.person == objection.person and reserver in to and act.at >= objection.at:
            return act.at
    return None


def _touches(one: Act, other: Act) -> bool:
    """Whether two acts concern a common provision; one without articles concerns all."""
    mine, theirs = set(one.event.articles), set(other.event.articles)
    return not mine or not theirs or bool(mine & theirs)


def _reservation(derivation: Derivation, act: Act, other: str) -> tuple[list[Bar], list[Modification]]:
    end = withdrawn(derivation, act)
    reserver = act.event.party
    where = f" to Article {', '.join(act.event.articles)}" if act.event.articles else ""
    value = {"by": reserver, "articles": list(act.event.articles), "note": act.event.note}
    base = Reason(
        rule="VCLT 21(1)",
        text=f"{reserver} made a reservation{where} on {act.at.edtf}",
        statements=act.statements,
    )
    fault = allowed(derivation, act)
    if fault is not None:
        text = f"reservation by {reserver}{where} is not permitted: {fault}"
        reason = Reason(rule="VCLT 19", text=text, statements=act.statements)
        return [], [
            Modification(act.at, end, {"kind": "impermissible_reservation", **value, "text": text}, reason)
        ]
    objection = _objection(derivation, act, other)
    due = tacit_from(derivation, act, other)
    if objection is None or objection.at.lo > due.hi:
        late = "" if objection is None else f" (the objection of {objection.at.edtf} came after that)"
        text = f"reservation by {reserver}{where} modifies the treaty between the two; accepted by silence from {due.edtf}{late}"
        reason = Reason(rule="VCLT 20(5), 21(1)", text=text, statements=act.statements, because=(base,))
        return [], [Modification(act.at, end, {"kind": "reservation", **value, "text": text}, reason)]
    back = _objection_withdrawn(derivation, objection, act.person)
    until = _earlier(end, back)
    by = objection.event.party
    if objection.event.qualified:
        text = f"{by} objected on {objection.at.edtf} to the reservation by {reserver}{where} and precluded entry into force between the two"
        reason = Reason(rule="VCLT 20(4)(b)", text=text, statements=objection.statements, because=(base,))
        # Expressed while nothing was yet in force between the two, it keeps the treaty from entering into force.
        bars = [Bar(objection.at, until, reason)]
        after: list[Modification] = []
    else:
        text = f"{by} objected on {objection.at.edtf}: the provisions reserved by {reserver}{where} do not apply between the two to the extent of the reservation"
        reason = Reason(rule="VCLT 21(3)", text=text, statements=objection.statements, because=(base,))
        bars = []
        after = [
            Modification(act.at, until, {"kind": "objection", **value, "objector": by, "text": text}, reason)
        ]
    if back is not None and (end is None or back < end):
        text = f"reservation by {reserver}{where}: {by} withdrew its objection on {back.edtf}"
        reason = Reason(rule="VCLT 22(2), 23", text=text, because=(base,))
        after.append(Modification(back, end, {"kind": "reservation", **value, "text": text}, reason))
    return bars, after


def _earlier(one: Moment | None, two: Moment | None) -> Moment | None:
    given = [m for m in (one, two) if m is not None]
    return min(given) if given else None
