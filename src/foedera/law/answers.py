"""From a derivation to the answer on one date: status, counts, what is missing, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from foedera.dates import Answer, Moment
from foedera.model import Counts, PairState, PartyState, Reason, Status
from foedera.model.vocabulary import PartyStatus

from .amendments import joined_amended
from .derivation import Derivation
from .history import History, Phase
from .membership import Membership
from .missing import missing
from .notes import notes, over, unsaid
from .participation import open_ended, outsider, too_early
from .possible import possible
from .succession import person
from .territory import territory_state

BOUND = frozenset({"party"})


def status(
    derivation: Derivation,
    on: date,
    *,
    known: str | None = None,
    party: str | None = None,
    between: tuple[str, str] | None = None,
    place: str | None = None,
    projected: bool = False,
) -> Status:
    """The legal state on the day, from this derivation alone (see ``worlds`` for contested acts)."""
    force = in_force(derivation, on)
    entry, ended = derivation.entry, derivation.ended
    begun = entry is not None and entry.reached(on) is not Answer.NO
    over = ended is not None and ended.at.reached(on) is not Answer.NO
    return Status(
        treaty=derivation.treaty.id,
        on=on.isoformat(),
        known=known,
        in_force=force,
        since=entry.edtf if entry is not None and begun else None,
        until=_edtf(ended.at) if ended is not None and begun else None,
        missing=() if begun or over else tuple(_missing(derivation, on)),
        parties=parties(derivation, on, (party, *(between or ()))),
        counts=counts(derivation, on),
        why=why(derivation, on, force),
        projected=projected,
        nature=derivation.treaty.nature,
        pair=pair(derivation, on, between) if between else None,
        territory=territory_state(derivation, party, place, on) if place else None,
        notes=notes(derivation, on, (party, *(between or ()))),
    )


def _edtf(moment: Moment) -> str | None:
    return None if moment.lo == date.max else moment.edtf


def in_force(derivation: Derivation, on: date) -> Answer:
    """Whether it is in force; unknown where acts that a partial register does not hold may decide it."""
    if not derivation.treaty.is_treaty:
        return Answer.NO
    answer = derivation.in_force(on)
    rule = derivation.treaty.entry_into_force
    # A day of entry into force, computed or stated, tells of the days before it as well.
    if answer is not Answer.NO or derivation.entry is not None:
        return answer
    if rule.when is None:
        known = too_early(derivation, on) or _stated_not(derivation, on)
        return Answer.NO if known else Answer.UNKNOWN
    if too_early(derivation, on):
        return answer
    tracked = set(derivation.members)
    return possible(rule.when, derivation.terms, tracked, open_ended(derivation, on), on)


def _stated_not(derivation: Derivation, on: date) -> bool:
    """Whether a register stated on the day or later that the treaty was not in force yet."""
    from .acts import moment

    points = derivation.treaty.checkpoints
    return any(p.not_in_force and p.as_of is not None and on <= moment(p.as_of).lo for p in points)


def _missing(derivation: Derivation, on: date) -> list[str]:
    if not derivation.treaty.is_treaty:
        return []
    found = missing(derivation.treaty.entry_into_force.when, derivation.terms, on)
    if derivation.entry is not None and derivation.entry.reached(on) is Answer.NO:
        if derivation.settled is not None and derivation.settled.reached(on) is Answer.YES:
            floors = [line for line in found if line.startswith("not before")]
            return floors or [f"the delay of the final clause: it runs to {derivation.entry.edtf}"]
        return found or [f"entry into force on {derivation.entry.edtf}"]
    return found


def parties(derivation: Derivation, on: date, asked: Sequence[str | None] = ()) -> dict[str, PartyState]:
    """Every State with a standing on the day, and those asked about, under the code of that day."""
    found: dict[str, PartyState] = {}
    two = derivation.treaty.form == "bilateral"
    makers = {person(c, derivation.context) for c in derivation.treaty.negotiating} if two else set()
    for name, member in derivation.members.items():
        phases = member.history.possible(on)
        code = derivation.code_on(name, on)
        if any(p.status != "none" for p in phases):
            found[code] = party_state(derivation, member, on)
        elif name in makers:
            found[code] = (party_state if member.acted else _without_act)(derivation, member, on)
    for wanted in dict.fromkeys(filter(None, asked)):
        if wanted in found:
            continue
        own = derivation.member(wanted)
        if own is not None and own.acted:
            found[wanted] = party_state(derivation, own, on)
        else:
            found[wanted] = _untold(derivation, wanted, on)
    return dict(sorted(found.items()))


def _untold(derivation: Derivation, code: str, on: date) -> PartyState:
    new = joined_amended(derivation, person(code, derivation.context), on)
    if new is not None and new[1] is not Answer.NO:
        since, answer = new
        status: PartyStatus = "party" if answer is Answer.YES else "unknown"
        return PartyState(status=status, since=since.edtf, in_force=answer, start=since.edtf)
    unknown = open_ended(derivation, on) and not outsider(derivation, code)
    unknown |= unsaid(derivation, code, on) is not None
    if unknown and derivation.treaty.is_treaty:
        return PartyState(status="unknown", in_force=Answer.UNKNOWN)
    return PartyState(status="none", in_force=Answer.NO)


def _without_act(derivation: Derivation, member: Membership, on: date) -> PartyState:
    return _untold(derivation, member.person, on)


def party_state(derivation: Derivation, member: Membership, on: date) -> PartyState:
    """One State's standing on the day."""
    phases = member.history.possible(on)
    phase = phases[-1] if len(phases) == 1 else _uncertain(phases)
    answer = member.history.answer(on, BOUND)
    start, until = _bound(member.history, on)
    return PartyState(
        status=cast(PartyStatus, phase.status),
        since=phase.start.edtf if phase.start else None,
        in_force=answer,
        start=start.edtf if start else None,
        until=_edtf(until) if until else None,
    )


def _uncertain(phases: Sequence[Phase]) -> Phase:
    statuses = {p.status for p in phases}
    if len(statuses) == 1:
        return phases[-1]
    # It has consented for certain; whether it is bound already depends on a delay that is not known.
    status = "contracting" if statuses == {"contracting", "party"} else "unknown"
    return Phase(status, phases[0].start, phases[-1].until, None)


def _bound(history: History, on: date) -> tuple[Moment | None, Moment | None]:
    """From and until of the time in force that holds on the day, else of the last one before, else none."""
    best: tuple[Moment | None, Moment | None] = (None, None)
    spans: list[tuple[Moment | None, Moment | None]] = []
    for phase in history.phases:
        if phase.status in ("party", "suspended"):
            if spans and spans[-1][1] == phase.start and phase.start is not None:
                spans[-1] = (spans[-1][0], phase.until)
            else:
                spans.append((phase.start, phase.until))
    for start, until in spans:
        if start is None or start.reached(on) is not Answer.NO:
            best = (start, until)
    return best


def counts(derivation: Derivation, on: date) -> Counts:
    """Signatories (whoever signed and did not take it back), contracting States and parties."""
    signed = contracting = bound = 0
    for member in derivation.members.values():
        phases = member.history.possible(on)
        if (
            member.signed is not None
            and member.signed.at.reached(on) is Answer.YES
            and _still(derivation, member, on)
        ):
            signed += 1
        status = _uncertain(phases).status
        contracting += status == "contracting"
        bound += status in ("party", "suspended")
    partial = open_ended(derivation, on)
    return Counts(signatories=signed, contracting=contracting, parties=bound, lower_bound=partial)


def _still(derivation: Derivation, member: Membership, on: date) -> bool:
    """A signatory is whoever signed, lives on, and took back neither signature nor membership."""
    if derivation.context.exists(derivation.code_on(member.person, on), on) is Answer.NO:
        return False
    if member.history.answer(on, {"former"}) is Answer.YES and not over(derivation, on):
        return False
    return not any(
        act.person == member.person
        and act.kind in ("signature_withdrawal", "termination")
        and act.at.reached(on) is not Answer.NO
        and not over(derivation, on)
        for act in derivation.acts.done
    )


def why(derivation: Derivation, on: date, force: Answer) -> tuple[Reason, ...]:
    """The reasons: the rule and its article, the acts that met it or what is missing, steps at home."""
    treaty = derivation.treaty
    if not treaty.is_treaty:
        text = "its makers call it a political commitment: it is not a treaty and is never in force as one"
        return (Reason(rule="VCLT 2(1)(a)", text=text),)
    found: list[Reason] = []
    phases = [p for p in derivation.history.possible(on) if p.reason is not None]
    found.extend(p.reason for p in phases if p.reason is not None)
    started = derivation.entry_reason
    if phases and phases[-1].status != "in_force" and started is not None and started not in found:
        found.append(started)
    if derivation.entry is None or derivation.entry.reached(on) is not Answer.YES:
        article = (
            f"Article {treaty.entry_into_force.article}"
            if treaty.entry_into_force.article
            else "final clause"
        )
        lacks = "; ".join(_missing(derivation, on)) or "the register does not hold the rule or the acts"
        word = "not in force" if force is Answer.NO else "not known to be in force"
        text = f"{article}: {word}; missing: {lacks}"
        found.append(Reason(rule="VCLT 24(1)", text=text, because=_domestic(derivation, on)))
    elif steps := _domestic(derivation, on):
        found.append(Reason(rule="VCLT 2(1)(b)", text="steps at home, which did not bind", because=steps))
    return tuple(found)


def _domestic(derivation: Derivation, on: date) -> tuple[Reason, ...]:
    organs = {
        "head_of_state": "the head of state",
        "lower_house": "the lower house",
        "upper_house": "the upper house",
    }
    found = []
    for act in derivation.acts.domestic:
        if act.at.lo > on or (derivation.treaty.form != "bilateral" and len(derivation.acts.domestic) > 12):
            continue
        organ = organs.get(act.event.organ or "", act.event.organ or "")
        by = f" by {organ}" if organ else ""
        text = (
            f"{act.event.party}: {act.kind.replace('_', ' ')}{by} on {act.at.edtf} is a domestic step; "
            "it does not bind internationally"
        )
        found.append(Reason(rule="VCLT 2(1)(b)", text=text, statements=act.statements))
    return tuple(found)


def pair(derivation: Derivation, on: date, between: tuple[str, str]) -> PairState:
    """The treaty between two States on the day."""
    a, b = between
    found = derivation.pair(a, b)
    answer = found.history.answer(on, {"in_force"})
    untold = [
        _untold(derivation, c, on)
        for c in between
        if derivation.member(c) is None or not _acted(derivation, c)
    ]
    if any(state.in_force is Answer.UNKNOWN for state in untold):
        answer = Answer.UNKNOWN
    phases = found.history.possible(on)
    phase = phases[-1]
    in_force = phase.status == "in_force"
    reason = phase.reason or found.why(on)
    return PairState(
        a=a,
        b=b,
        in_force=answer,
        since=phase.start.edtf if in_force and phase.start else None,
        until=_edtf(phase.until) if in_force and phase.until else None,
        modifications=found.modifications(on) if answer is not Answer.NO else (),
        why=(reason,) if reason else (),
    )


def _acted(derivation: Derivation, code: str) -> bool:
    member = derivation.member(code)
    return member is not None and member.acted
