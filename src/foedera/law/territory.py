"""To which territories of a State the treaty applies (VCLT 29).

A treaty binds a party in respect of its entire territory, unless another intention appears: from its text
(colonial clauses: only the territories declared), from a consent given for some territories, or from a
declaration that extends it to a territory or excludes one. A notice or a suspension that names territories
concerns these alone.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from foedera.dates import Answer, Moment, apply_delay, latest_of
from foedera.model import Reason, TerritoryState

from .acts import Act, effective
from .claims import CLAIMS, disputed
from .consent import kinds
from .exit import notice_effect
from .history import Change, History
from .participation import open_ended
from .succession import person

if TYPE_CHECKING:
    from .derivation import Derivation


class Extent(NamedTuple):
    """One territory of one State: ``history`` of ``applies`` and ``excluded``; its first phase is what holds
    without an act of its own."""

    state: str
    territory: str
    history: History


@cache
def place_id(text: str) -> str:
    """The register id of a territory or State; its folded name where the register of States lacks it."""
    from foedera.errors import FoederaError
    from foedera.states import fold, resolve

    try:
        return resolve(text)
    except FoederaError:
        return fold(text)


def responsible(place: str) -> str | None:
    """The State that answers for a territory's foreign relations; None where that is not recorded."""
    from foedera.errors import FoederaError
    from foedera.states import get

    try:
        known = get(place)
    except FoederaError:
        return None
    return known.responsible if known.kind == "territory" else known.id


def extent(derivation: Derivation, state: str, place: str) -> Extent:
    """What the acts of ``state`` say about one territory, through time. Both are ids (see ``place_id``)."""
    who = person(state, derivation.context)
    own = _own(derivation, who)
    first, limited = "applies", None
    if derivation.treaty.territory.default == "declared" and place != who:
        first = "excluded"
    changes: list[Change] = []
    for act in own:
        named = {place_id(text) for text in act.event.territory}
        if _limits(derivation, act) and limited is None:
            # A consent for some territories is none for the others.
            limited = act
            if place not in named and place != who:
                changes.append(_change(derivation, act, "excluded"))
        if place in named and (change := _about(derivation, act)) is not None:
            changes.append(change)
    ordered = sorted(changes, key=lambda c: (c.at, c.status))
    return Extent(state, place, History.of(first, ordered))


def _own(derivation: Derivation, who: str) -> list[Act]:
    acts = (*derivation.acts.done, *derivation.acts.territorial)
    return [act for act in acts if act.person == who and act.event.territory]


def _limits(derivation: Derivation, act: Act) -> bool:
    member = derivation.members.get(act.person)
    first = member.consents[0].event if member is not None and member.consents else None
    return act.event is first and act.event.scope is None


def _about(derivation: Derivation, act: Act) -> Change | None:
    if act.kind in CLAIMS:
        return None if disputed(act.event) else _change(derivation, act, "excluded")
    if act.kind == "resumption":
        return _change(derivation, act, "applies")
    if act.kind in kinds(derivation.treaty) or act.kind in ("declaration", "notification", "signature"):
        return _change(derivation, act, "excluded" if act.event.scope == "excludes" else "applies")
    return None


def _change(derivation: Derivation, act: Act, status: str) -> Change:
    rule = derivation.treaty.territory
    at = effective(act.event)
    if at is None and act.kind == "denunciation":
        due = notice_effect(derivation.treaty, act.at, None)
        at = due[0] if due is not None else None
    if at is None:
        at = act.at.map(lambda day: apply_delay(day, rule.after)) if status == "applies" else act.at
    words = "applies" if status == "applies" else "does not apply"
    text = f"by {act.event.party}'s {act.kind} of {act.at.edtf} for {', '.join(act.event.territory)} "
    text += f"it {words} there from {at.edtf}"
    name = f"Article {rule.article}" if rule.article else "VCLT 29"
    return Change(at, status, Reason(rule=name, text=text, statements=act.statements))


def territory_state(derivation: Derivation, state: str | None, place: str, on: date) -> TerritoryState:
    """Whether the treaty applies in a territory on the day. ``state``: whose; None for the State that the
    register of States names; the answer is unknown where neither tells."""
    from .answers import parties

    code = place_id(place)
    who = state or responsible(code)
    if who is None:
        text = f"no State is known to answer for {place}; name one"
        return TerritoryState(place=code, state=None, applies=Answer.UNKNOWN, why=(_reason(text),))
    held = parties(derivation, on, (who,)).get(who)
    bound = held.in_force if held is not None else Answer.NO
    found = extent(derivation, who, code)
    phases = found.history.possible(on)
    phase = phases[-1]
    declared = len(found.history.phases) > 1
    answer = found.history.answer(on, {"applies"})
    text = f"in respect of {who}'s entire territory, unless another intention appears"
    theirs = responsible(code)
    if not declared and code != who and theirs != who:
        text = f"{place} is {theirs}'s" if theirs else f"whether {place} is {who}'s is not recorded"
        answer = Answer.NO if theirs else Answer.UNKNOWN
    elif not declared and derivation.treaty.territory.default == "declared" and code != who:
        text = f"only to territories that {who} declares; none is recorded for {place}"
        if open_ended(derivation, on):
            answer = Answer.UNKNOWN
    reason = phase.reason or _reason(text)
    if bound is not Answer.YES:
        reason = _reason(f"for {who} itself in force: {bound.value}")
        answer = bound if answer is not Answer.NO else answer
    start = held.start if held is not None and answer is Answer.YES else None
    if phase.start is not None and answer is Answer.YES:
        start = _later(derivation, who, phase.start)
    until = phase.until.edtf if phase.until is not None and answer is Answer.YES else None
    return TerritoryState(place=code, state=who, applies=answer, since=start, until=until, why=(reason,))


def _later(derivation: Derivation, state: str, at: Moment) -> str:
    """An extension has effect at the earliest when the treaty binds the State itself."""
    member = derivation.member(state)
    entries = member.entries if member is not None else ()
    return latest_of([at, entries[0]]).edtf if entries else at.edtf


def _reason(text: str) -> Reason:
    return Reason(rule="VCLT 29", text=text)


def told(derivation: Derivation, state: str, on: date) -> list[str]:
    """What the acts of a State up to the day say about its territories, in words."""
    who = person(state, derivation.context)
    found = []
    for act in sorted(_own(derivation, who), key=lambda a: a.at):
        if act.at.lo > on:
            continue
        verb = {"excludes": "excluded", "extends": "extended it to"}.get(act.event.scope or "", "named")
        if act.kind in CLAIMS:
            verb = f"gave notice of {act.kind} for"
        elif act.event.scope is None and act.kind == "declaration":
            verb = "extended it to"
        found.append(f"{act.event.party} {verb} {', '.join(act.event.territory)} on {act.at.edtf} (VCLT 29)")
    return found
