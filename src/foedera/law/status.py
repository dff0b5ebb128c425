"""The legal state of a treaty on a date, out of its derivation."""

from __future__ import annotations

from datetime import date

from foedera.dates import Answer
from foedera.model import Counts, PartyState, Reason, Status, Treaty

from . import explain
from .derivation import BOUND, Derivation
from .history import History, Phase
from .succession import CONTINUITY
from .words import describe, missing


def status(
    derivation: Derivation,
    on: date,
    known: str | None = None,
    between: tuple[str, str] | None = None,
    party: str | None = None,
    projected: bool = False,
) -> Status:
    """The answer for one day. ``party``: a State to include although it may have no act."""
    treaty = derivation.treaty
    answer = derivation.in_force(on)
    parties = {
        code: _party(derivation, history, code, on)
        for code, history in derivation.histories.items()
        if _shown(history, derivation, code, on)
    }
    wanted = {party} if party else set()
    notes = list(derivation.notes) + explain.idle_notes(derivation.acts, on) + _notes(derivation, on)
    why: list[Reason] = [_why(derivation, on, answer)]
    for code in sorted(wanted | set(between or ())):
        if code not in parties:
            parties[code], reason = _absent(derivation, code, on)
            why.append(reason)
    for code in sorted(wanted):
        why += _party_why(derivation, code, on)
    return Status(
        treaty=treaty.id,
        on=on.isoformat(),
        known=known,
        in_force=answer,
        since=derivation.entry.edtf if derivation.entry and treaty.is_treaty else None,
        until=derivation.end.at.edtf if derivation.end else None,
        missing=_missing(derivation, on),
        parties=dict(sorted(parties.items())),
        counts=_counts(derivation, on),
        why=tuple(why),
        projected=projected,
        nature=treaty.nature,
        pair=derivation.pair(*between).at(on) if between else None,
        notes=tuple(dict.fromkeys(notes)),
    )


def complete(treaty: Treaty, on: date) -> bool:
    """Whether a State without an act has done nothing by then."""
    if treaty.participation != "complete":
        return False
    from .acts import moment

    return treaty.complete_as_of is None or on <= moment(treaty.complete_as_of).hi


# -- the treaty -------------------------------------------------------------------------------------


def _missing(derivation: Derivation, on: date) -> tuple[str, ...]:
    treaty = derivation.treaty
    rule = treaty.entry_into_force
    if not treaty.is_treaty or derivation.stated or rule.when is None:
        return ()
    if derivation.entry is not None and derivation.entry.reached(on) is Answer.YES:
        return ()
    found = missing(rule.when, derivation.terms, on)
    if not found and derivation.entry is not None:
        return (f"not before {derivation.entry.edtf} ({rule.after} after the condition was met)",)
    return found


def _why(derivation: Derivation, on: date, answer: Answer) -> Reason:
    treaty = derivation.treaty
    if not treaty.is_treaty:
        text = "a political commitment, which its makers did not mean to be binding under international law"
        return Reason(rule="VCLT 2(1)(a)", text=f"{text}: it is never in force")
    at_home = explain.domestic(derivation.acts, on)
    entry = derivation.entry
    if entry is None or entry.reached(on) is not Answer.YES:
        lacking = "; ".join(_missing(derivation, on)) or "no rule or date recorded"
        word = {Answer.NO: "not in force", Answer.UNKNOWN: "it is not known whether in force"}.get(
            answer, str(answer)
        )
        unmet = explain.clause(treaty)
        text = f"{word} on {on}: a treaty enters into force as it provides; missing: {lacking}"
        return Reason(rule=explain.BILATERAL, text=text, because=(unmet, *_given(derivation, on), *at_home))
    because = [derivation.entry_reason] if derivation.entry_reason else []
    end = derivation.end
    if end is not None and end.at.reached(on) is not Answer.NO:
        text = f"ended on {end.at.edtf}" if answer is Answer.NO else f"may have ended ({end.at.edtf})"
        return Reason(rule=end.reason.rule, text=text, because=(end.reason, *because))
    paused = [
        phase for phase in derivation.history.possible(on) if phase.status == "suspended" and phase.reason
    ]
    because += [phase.reason for phase in paused if phase.reason]
    ahead = (f", and ends on {end.at.edtf}" if end and end.at.lo != date.max else "") + (
        "; its operation is suspended" if paused else ""
    )
    text = f"in force on {on} since {entry.edtf}{ahead}"
    more = [end.reason] if end else []
    return Reason(rule=explain.BILATERAL, text=text, because=(*because, *more, *at_home))


def _given(derivation: Derivation, on: date) -> list[Reason]:
    """The consents there already are, as far as a reader can take them in."""
    there = [c for c in derivation.consents if c.at.reached(on) is not Answer.NO]
    if len(there) > 12:
        text = f"{len({c.person for c in there})} States and organizations have consented so far"
        return [Reason(rule="VCLT 16", text=text)]
    return [explain.consent_reason(c) for c in there]


def _notes(derivation: Derivation, on: date) -> list[str]:
    treaty = derivation.treaty
    notes = []
    for act in derivation.stated_entry:
        computed = derivation.entry
        if derivation.stated or (treaty.is_treaty and computed is not None and computed == act.at):
            continue
        if act.at.lo <= on and computed is None and treaty.is_treaty and act.event.status == "done":
            notes.append(
                f"entry into force on {act.at.edtf} is stated for {act.event.party}, but the acts recorded do not show it"
            )
    if treaty.participation == "complete" and not complete(treaty, on):
        notes.append(
            f"the participants are recorded as of {treaty.complete_as_of}; later acts may be missing"
        )
    if treaty.withdrawal and treaty.withdrawal.surviving:
        for code, history in derivation.histories.items():
            if history.answer(on, {"former"}) is Answer.YES:
                notes.append(
                    f"for {code} continue after its exit (VCLT 70): {', '.join(treaty.withdrawal.surviving)}"
                )
    if treaty.is_treaty and treaty.entry_into_force.when is not None and derivation.doubt:
        notes.append(
            f"the register is partial: its acts do not tell whether {describe(treaty.entry_into_force.when, treaty)} was reached"
        )
    return notes


# -- its parties ------------------------------------------------------------------------------------


def _shown(history: History, derivation: Derivation, code: str, on: date) -> bool:
    """A name that the State did not (yet) bear, or no longer bears, is left out."""
    possible = {phase.status for phase in history.possible(on)}
    return possible != {"none"} or code in derivation.treaty.negotiating or _acted(derivation, code)


def _acted(derivation: Derivation, code: str) -> bool:
    return any(event.party == code for event in derivation.events)


def _party(derivation: Derivation, history: History, code: str, on: date) -> PartyState:
    possible = history.possible(on)
    answer = history.answer(on, BOUND)
    name = "unknown" if len({p.status for p in possible}) > 1 else possible[0].status
    phase = possible[0]
    if name == "contracting" and derivation.in_force(on) is Answer.UNKNOWN:
        answer = Answer.UNKNOWN
    if name == "none" and not complete(derivation.treaty, on) and not _tracked(derivation, code):
        name, answer = "unknown", Answer.UNKNOWN
    start, until = _stretch(derivation, history, code, on)
    return PartyState(
        status=name,  # type: ignore[arg-type]
        since=phase.start.edtf if phase.start else None,
        in_force=answer if derivation.treaty.is_treaty else Answer.NO,
        start=start,
        until=until,
    )


def _tracked(derivation: Derivation, code: str) -> bool:
    return any(derivation.person(event.party) == derivation.person(code) for event in derivation.events)


def _stretch(derivation: Derivation, history: History, code: str, on: date) -> tuple[str | None, str | None]:
    """From when until when the treaty is in force for the State: the stretch of the date, the last one
    before it, or the one to come."""
    runs = _runs(history)
    if not runs:
        return None, None
    past = [run for run in runs if run[0].start is None or run[0].start.lo <= on]
    first, last = past[-1] if past else runs[0]
    return (first.start.edtf if first.start else None), (last.until.edtf if last.until else None)


def _runs(history: History) -> list[tuple[Phase, Phase]]:
    runs: list[tuple[Phase, Phase]] = []
    for n, phase in enumerate(history.phases):
        if phase.status not in BOUND:
            continue
        if runs and n and history.phases[n - 1] is runs[-1][1]:
            runs[-1] = (runs[-1][0], phase)
        else:
            runs.append((phase, phase))
    return runs


def _absent(derivation: Derivation, code: str, on: date) -> tuple[PartyState, Reason]:
    """A State without an act: nothing done, if the record is complete; else nothing is known of it."""
    person = derivation.person(code)
    if person != code and person in derivation.histories:
        state = _party(derivation, derivation.histories[person], person, on)
        return state, Reason(rule="State continuity", text=f"{code} and {person} are one legal person")
    inherited = _inherited(derivation, code, on)
    if inherited is not None:
        return PartyState(status="unknown", in_force=Answer.UNKNOWN), inherited
    if complete(derivation.treaty, on):
        text = f"{code} has no act on this treaty, and its participants are recorded completely"
        return PartyState(status="none"), Reason(rule="VCLT 34", text=text)
    text = f"the record is partial and holds no act of {code}: what it has done is unknown"
    return PartyState(status="unknown", in_force=Answer.UNKNOWN), Reason(rule="record", text=text)


def _inherited(derivation: Derivation, code: str, on: date) -> Reason | None:
    """Separation, dissolution, merger: continuity is the Convention's default, notice the practice."""
    for link in derivation.context.predecessors(code):
        if link.kind not in CONTINUITY or link.date > on:
            continue
        eve = date.fromordinal(link.date.toordinal() - 1)
        if derivation.bound(link.predecessor, eve) is Answer.YES:
            text = (
                f"{link.predecessor}, from which {code} came by {link.kind} on {link.date}, was a party; "
                f"{code} has notified nothing"
            )
            return Reason(rule="VCSSRT 31, 34", text=text)
    return None


def _party_why(derivation: Derivation, code: str, on: date) -> list[Reason]:
    history = derivation.histories.get(code) or derivation.histories.get(derivation.person(code))
    if history is None:
        return []
    return [phase.reason for phase in history.possible(on) if phase.reason is not None]


def _counts(derivation: Derivation, on: date) -> Counts:
    signed = {
        name
        for name, act in derivation.terms.signatures.items()
        if act.at.reached(on) is Answer.YES and not _gone(derivation, name, on)
    }
    standing: dict[str, set[str]] = {}
    for code, history in derivation.histories.items():
        found = {phase.status for phase in history.possible(on)}
        if len(found) == 1:
            standing.setdefault(found.pop(), set()).add(derivation.person(code))
    return Counts(
        signatories=len(signed),
        contracting=len(standing.get("contracting", ())),
        parties=len(standing.get("party", set()) | standing.get("suspended", set())),
        lower_bound=not complete(derivation.treaty, on) and derivation.treaty.form == "multilateral",
    )


def _gone(derivation: Derivation, name: str, on: date) -> bool:
    from .succession import ceased

    link = ceased(name, derivation.context)
    return link is not None and link.date <= on
