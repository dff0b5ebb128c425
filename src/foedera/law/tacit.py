"""Tacit amendment (IMO conventions, International Health Regulations): an amendment is accepted by silence,
unless so many parties object by a date; who objects is not bound by it."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

from foedera.dates import Answer, Moment
from foedera.model import Event, Reason, Treaty
from foedera.model.conditions import Unopposed

from .acts import Act, Acts, moment
from .consent import Consent, walk
from .exit import Exit

if TYPE_CHECKING:
    from .context import Context
    from .derivation import Derivation
    from .terms import Terms


def clause(treaty: Treaty) -> Unopposed | None:
    """The tacit acceptance that the record provides for; None for none."""
    return next((c for c in walk(treaty.entry_into_force.when) if isinstance(c, Unopposed)), None)


def objectors(condition: Unopposed, objections: Sequence[Act]) -> dict[str, Act]:
    """Who objected in time, by person."""
    last = moment(condition.by)
    return {act.person: act for act in reversed(objections) if act.at.lo <= last.hi}


def need(condition: Unopposed, parent: Derivation) -> int | None:
    """How many objections stop the amendment; None where none do (who objects is out, the rest are bound)."""
    if condition.objections is not None:
        return condition.objections
    if condition.fraction is None:
        return None
    return ceil(len(parent.parties_on(moment(condition.by).lo)) * condition.fraction - 1e-9)


def unopposed(condition: Unopposed, terms: Terms) -> Moment | None:
    """When silence had accepted it: on the last day for objections; None where too many came."""
    parent = terms.context.derivation(condition.treaty)
    if parent is None:
        return None
    least = need(condition, parent)
    against = set(terms.objections) & parent.parties_on(moment(condition.by).lo)
    return None if least is not None and len(against) >= least else moment(condition.by)


def by_silence(treaty: Treaty, acts: Acts, context: Context) -> list[Consent]:
    """The consents that silence gave: of the parties on the last day for objections, and of who became a
    party to the treaty later."""
    condition = clause(treaty)
    parent = context.derivation(condition.treaty) if condition is not None else None
    if condition is None or parent is None:
        return []
    out, last = objectors(condition, acts.of("objection")), moment(condition.by)
    back = {act.person: act.at for act in reversed(acts.of("reservation_withdrawal"))}
    found = []
    for name, member in sorted(parent.members.items()):
        for entry in member.entries:
            at = Moment(max(entry.lo, last.lo), max(entry.hi, last.hi))
            if name in out:
                if name not in back:
                    continue
                at = back[name]
            if member.history.answer(at.lo, {"party", "suspended"}) is not Answer.NO:
                event = Event(
                    treaty=treaty.id, party=parent.code_on(name, at.lo), act="acceptance", date=at.edtf
                )
                found.append(Consent(name, at, event, tacit=True))
    return found


def leaving_with(treaty: Treaty, context: Context) -> list[Exit]:
    """Who leaves the treaty leaves its tacitly accepted amendments."""
    condition = clause(treaty)
    parent = context.derivation(condition.treaty) if condition is not None else None
    if condition is None or parent is None:
        return []
    found = []
    for name, member in sorted(parent.members.items()):
        for phase in member.history.phases:
            if phase.status == "former" and phase.start is not None:
                text = f"left {condition.treaty} on {phase.start.edtf}"
                because = (phase.reason,) if phase.reason else ()
                reason = Reason(rule="VCLT 40", text=text, because=because)
                event = Event(treaty=treaty.id, party=member.codes[-1], act="termination")
                found.append(Exit(name, phase.start, phase.start, reason, event))
    return found
