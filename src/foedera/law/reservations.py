"""Reservations between two States: acceptance, objection, withdrawal of either (VCLT 19-23)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from foedera.dates import Answer, Moment, Period, add_period, latest_of
from foedera.model import Reason

from .acts import Act, effective
from .claims import answers_to
from .history import Change
from .succession import person

if TYPE_CHECKING:
    from .derivation import Derivation

TACIT = Period(months=12)
"""Silence for twelve months accepts a reservation (VCLT 20(5))."""


class Sides(NamedTuple):
    """``maker`` reserved, ``other`` may object; both legal persons, with the codes to show them by."""

    derivation: Derivation
    maker: str
    other: str
    maker_code: str
    other_code: str

    def toward(self, act: Act, whom: str) -> bool:
        """Whether an act is directed at ``whom``."""
        return whom in {person(code, self.derivation.context) for code in act.event.to}


def covers(wider: str, narrower: str) -> bool:
    """Whether a provision takes another in: article 29 has 29(1) in it."""
    rest = narrower.strip().removeprefix(wider.strip())
    return narrower.strip().startswith(wider.strip()) and (not rest or not rest[0].isalnum())


def touch(a: Iterable[str], b: Iterable[str]) -> bool:
    """Whether two lists of provisions have one in common; a list without any stands for all."""
    one, two = list(a), list(b)
    return not one or not two or any(covers(x, y) or covers(y, x) for x in one for y in two)


def remaining(sides: Sides, act: Act, on: date) -> list[str] | None:
    """The provisions that a reservation still concerns on the day (empty: all it ever did); None where it
    was withdrawn (VCLT 22(1)), or ended when its maker left the treaty."""
    left = list(act.event.articles)
    if _ended_by_exit(sides, act, on):
        return None
    for back in sides.derivation.acts.of("reservation_withdrawal"):
        at = effective(back.event) or back.at
        if back.person != sides.maker or at.reached(on) is not Answer.YES or back.at < act.at:
            continue
        if back.event.to and not sides.toward(back, sides.other):
            continue
        if back.event.to and _objected(sides, back):
            continue
        if not back.event.articles:
            return None
        if left:
            left = [name for name in left if not any(covers(gone, name) for gone in back.event.articles)]
            if not left:
                return None
    return left


def _ended_by_exit(sides: Sides, act: Act, on: date) -> bool:
    """A reservation does not outlive an exit: who joins again formulates it anew."""
    member = sides.derivation.members.get(sides.maker)
    phases = member.history.phases if member is not None else ()
    return any(
        p.status == "former" and p.start is not None and act.at.hi < p.start.lo and p.start.lo <= on
        for p in phases
    )


def _objected(sides: Sides, back: Act) -> bool:
    """Whether what the maker takes back toward the other is an objection of its own (VCLT 22(2))."""
    acts = sides.derivation.acts.of("objection")
    return any(o.person == sides.maker and sides.toward(o, sides.other) and o.at <= back.at for o in acts)


def objections(sides: Sides) -> list[Act]:
    """The other side's objections to reservations of the maker; not those to its accession or its claims."""
    derivation = sides.derivation
    raised = [
        act
        for act in derivation.acts.of("objection")
        if act.person == sides.other and sides.toward(act, sides.maker)
    ]
    if not raised:
        return []
    events = [act.event for act in derivation.acts.done]
    about = (None, "reservation")
    return [
        act
        for act in raised
        if act.event.qualified or answers_to(derivation.treaty, events, sides.maker_code, act.event) in about
    ]


def _reservations(sides: Sides) -> list[Act]:
    return [act for act in sides.derivation.acts.of("reservation") if act.person == sides.maker]


def _meets(reservation: Act, objection: Act) -> bool:
    return objection.at.hi >= reservation.at.lo and touch(
        reservation.event.articles, objection.event.articles
    )


def due(sides: Sides, reservation: Act) -> Moment:
    """Until when the other may object: twelve months, or until its own consent if that is later."""
    member = sides.derivation.members.get(sides.other)
    joined = member.consents[0].at if member is not None and member.consents else None
    tacit = reservation.at.map(lambda day: add_period(day, TACIT))
    return latest_of([tacit, joined]) if joined is not None else tacit


def prohibited(sides: Sides, reservation: Act) -> bool:
    """Whether the text forbids the reservation, or does not list it among those allowed (VCLT 19(a)-(b))."""
    treaty = sides.derivation.treaty
    if treaty.reservations == "prohibited":
        return True
    listed, made = treaty.reservation_articles, reservation.event.articles
    return treaty.reservations == "listed" and bool(listed and made) and not touch(listed, made)


def in_time(sides: Sides, objection: Act) -> bool:
    """Whether an objection came before silence had accepted what it is about (VCLT 20(5)).

    A reservation that the text prohibits is not accepted by silence.
    """
    about = [r for r in _reservations(sides) if _meets(r, objection)]
    return not about or any(prohibited(sides, r) or objection.at.lo <= due(sides, r).hi for r in about)


def withdrawn(sides: Sides, objection: Act) -> Moment | None:
    """When an objection was withdrawn (VCLT 22(2)): by ``reservation_withdrawal`` directed at the maker."""
    for act in sides.derivation.acts.of("reservation_withdrawal"):
        if act.person == sides.other and sides.toward(act, sides.maker) and act.at >= objection.at:
            return effective(act.event) or act.at
    return None


def bars(sides: Sides) -> list[Change]:
    """Qualified objections: no treaty between the two while both acts stand (VCLT 20(4)(b))."""
    found: list[Change] = []
    for act in objections(sides):
        if not act.event.qualified or not in_time(sides, act):
            continue
        text = f"{sides.other_code} objected to {sides.maker_code}'s reservation and expressly precluded "
        text += f"entry into force between the two ({act.at.edtf})"
        reason = Reason(rule="VCLT 20(4)(b)", text=text, statements=act.statements)
        found.append(Change(effective(act.event) or act.at, "not_in_force", reason))
        ends = [at for at in (withdrawn(sides, act), _all_withdrawn(sides, act)) if at is not None]
        if ends:
            at = min(ends)
            text = f"what stood between {sides.maker_code} and {sides.other_code} was withdrawn on {at.edtf}"
            found.append(Change(at, "in_force", Reason(rule="VCLT 22", text=text), "resumption"))
    return found


def _all_withdrawn(sides: Sides, objection: Act) -> Moment | None:
    """When the last of the reservations that an objection is about was withdrawn."""
    about = [r for r in _reservations(sides) if _meets(r, objection)]
    backs = [
        effective(b.event) or b.at
        for b in sides.derivation.acts.of("reservation_withdrawal")
        if b.person == sides.maker and b.at >= objection.at
    ]
    for at in sorted(backs):
        if about and at.hi != date.max and all(remaining(sides, r, at.hi) is None for r in about):
            return at
    return None


def modifications(sides: Sides, on: date) -> list[dict[str, Any]]:
    """The maker's reservations as they stand toward the other on the day, each with the other's answer."""
    found = []
    raised = [o for o in objections(sides) if o.at.reached(on) is not Answer.NO]
    for act in _reservations(sides):
        if act.at.reached(on) is Answer.NO:
            continue
        left = remaining(sides, act, on)
        if left is not None:
            found.append(_one(sides, act, left, [o for o in raised if _meets(act, o)], on))
    if not found and raised and not _reservations(sides):
        found += [_unrecorded(sides, o) for o in raised if _stands(sides, o, on)]
    return found


def _stands(sides: Sides, objection: Act, on: date) -> bool:
    back = withdrawn(sides, objection)
    return back is None or back.reached(on) is not Answer.YES


def _one(sides: Sides, act: Act, left: list[str], raised: list[Act], on: date) -> dict[str, Any]:
    names = ", ".join(left) or "the provisions it names"
    base = {
        "by": act.event.party,
        "to": sides.other_code,
        "articles": left,
        "statements": list(act.statements),
    }
    whose = f"{act.event.party}'s reservation to {names}"
    standing = [o for o in raised if _stands(sides, o, on) and in_time(sides, o)]
    if standing:
        first = standing[0]
        whom = f"{act.event.party}'s reservation"
        text = f"{names} does not apply between the two to the extent of the reservation"
        return {
            **base,
            "type": "reservation_objected",
            "rule": "VCLT 21(3)",
            "statements": [*act.statements, *first.statements],
            "text": f"{sides.other_code} objected on {first.at.edtf} to {whom}: {text}",
        }
    if prohibited(sides, act):
        return {
            **base,
            "type": "reservation_prohibited",
            "rule": "VCLT 19",
            "accepted": "no",
            "text": f"{whose} is not allowed by the treaty: silence does not accept it; its effect is open",
        }
    until = due(sides, act)
    accepted = until.reached(on)
    late = [o for o in raised if not in_time(sides, o)]
    taken = [o for o in raised if not _stands(sides, o, on)]
    if taken and accepted is not Answer.YES:
        accepted = Answer.YES
    words = {
        Answer.YES: "is accepted by silence",
        Answer.NO: f"may still be objected to until {until.edtf}",
        Answer.UNKNOWN: "may be accepted by silence",
    }[accepted]
    if taken:
        words = f"is accepted: {sides.other_code} withdrew its objection"
    elif late:
        words += f"; {sides.other_code}'s objection of {late[0].at.edtf} came too late"
    return {
        **base,
        "type": "reservation",
        "rule": "VCLT 22(2), 21(1)" if taken else "VCLT 20(5), 21(1)",
        "accepted": accepted.value,
        "text": f"{whose} {words}",
    }


def _unrecorded(sides: Sides, objection: Act) -> dict[str, Any]:
    names = ", ".join(objection.event.articles) or "provisions not recorded"
    return {
        "by": sides.maker_code,
        "to": sides.other_code,
        "articles": list(objection.event.articles),
        "statements": list(objection.statements),
        "type": "reservation_objected",
        "rule": "VCLT 21(3)",
        "text": f"{sides.other_code} objected on {objection.at.edtf} to a reservation of {sides.maker_code} "
        f"to {names}, which itself is not recorded",
    }
