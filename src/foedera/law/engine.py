"""The engine: acts and the final clause → entry into force, exits, end, and every person's history."""

from __future__ import annotations

from collections.abc import Sequence

from foedera.dates import Moment, apply_delay, earliest_of
from foedera.model import Event, Reason, Treaty
from foedera.model.conditions import AnyCondition, PartiesOf

from .acts import Act, Acts, effective, first_by_person, gather, moment
from .claims import barred, pending
from .consent import Consent, consents, walk
from .context import Context
from .derivation import Derivation
from .ending import ending
from .entry import meet, settled
from .exit import exits, withdrawn_before
from .history import Change, History
from .membership import Ended, Membership, membership
from .own_entry import own_entry
from .succession import person
from .suspension import of_treaty
from .tacit import by_silence, clause, leaving_with, objectors
from .terms import Held, Terms


def derive(treaty: Treaty, events: Sequence[Event], context: Context) -> Derivation:
    """Everything that follows from ``events`` under the record; independent of their order."""
    acts = gather(treaty, events, context)
    given = consents(treaty, acts) if treaty.is_treaty else []
    silent = clause(treaty)
    if silent is not None:
        given = sorted([*given, *by_silence(treaty, acts, context)], key=lambda c: (c.at, c.person))
    withdrawn = withdrawn_before(treaty, acts)
    terms = Terms(
        treaty=treaty,
        context=context,
        held=tuple(_held(consent, withdrawn.get(consent.person, [])) for consent in given),
        signatures=first_by_person(acts.of("signature")),
        acts={kind: first_by_person(acts.of(kind)) for kind in ("exchange", "notification", "signature")},
        objections=objectors(silent, acts.of("objection")) if silent is not None else {},
        unsigned={act.person: act.at for act in reversed(acts.of("signature_withdrawal"))},
    )
    notes: list[str] = [_idle(act) for act in acts.idle]
    general, met, why = _entry(treaty, acts, terms)
    own: dict[str, Moment] = {}
    if general is not None:
        own = _first_entries(treaty, given, general, met)
    leaving, more = exits(treaty, acts, context, general, own)
    notes.extend(more)
    if silent is not None:
        leaving = [*leaving, *leaving_with(treaty, context)]
    ended, left, more = ending(treaty, acts, context, general, leaving, own)
    notes.extend(more)
    by_person: dict[str, list[Consent]] = {}
    for consent in given:
        by_person.setdefault(consent.person, []).append(consent)
    people = (
        {act.person for act in acts.done}
        | {c.person for c in given}
        | {person(code, context) for code in treaty.negotiating}
    )
    members: dict[str, Membership] = {
        name: membership(
            name,
            treaty,
            acts,
            by_person.get(name, []),
            [e for e in (*leaving, *left) if e.person == name],
            withdrawn.get(name, []),
            general,
            met,
            ended,
            context,
        )
        for name in sorted(people)
    }
    history = _history(treaty, acts, general, why, ended)
    notes.extend(_claims(treaty, acts))
    return Derivation(
        treaty, context, acts, terms, general, met, why, ended, history, members, tuple(dict.fromkeys(notes))
    )


def _held(consent: Consent, back: Sequence[tuple[Moment, Act]]) -> Held:
    until = next((at for at, _ in back if at.lo >= consent.at.lo), None)
    return Held(consent.person, consent.event.party, consent.at, until, consent)


def _entry(treaty: Treaty, acts: Acts, terms: Terms) -> tuple[Moment | None, Moment | None, Reason | None]:
    """General entry into force, when its condition was settled, and why."""
    rule = treaty.entry_into_force
    article = f"Article {rule.article}" if rule.article else "its final clause"
    if not treaty.is_treaty:
        return None, None, None
    if rule.when is None:
        return _stated_entry(treaty, acts)
    if _fraction_of_some(rule.when, terms):
        stated = _stated_entry(treaty, acts, "the other treaty's parties are not all recorded")
        if stated[0] is not None:
            return stated
    met = meet(rule.when, terms)
    if met is None:
        # A partial record may lack the deposits that decide; what a register states then stands in.
        partial = treaty.participation == "partial"
        return _stated_entry(treaty, acts, "the acts recorded are too few") if partial else (None, None, None)
    entry = met.map(lambda day: apply_delay(day, rule.after)) if rule.after else met
    due = settled(rule.when, terms)
    later = (
        f", and {rule.after} later entered into force" if rule.after else ", on which it entered into force"
    )
    when = f"on {entry.edtf}" if rule.after else ""
    text = f"{article}: the condition was met on {met.edtf}{later} {when}".rstrip()
    deciding = _deciding(acts, terms, met)
    because = tuple(_act_reason(act) for act in deciding[:12])
    return entry, due, Reason(rule="VCLT 24(1)", text=text, statements=_ids(deciding), because=because)


def _fraction_of_some(condition: AnyCondition | None, terms: Terms) -> bool:
    """Whether a fraction of another treaty's parties is asked for and only some of them are recorded."""
    others = [terms.context.derivation(c.treaty) for c in walk(condition) if isinstance(c, PartiesOf)]
    return any(other is None or other.treaty.participation == "partial" for other in others)


def _stated_entry(
    treaty: Treaty, acts: Acts, words: str = "the record does not hold the rule"
) -> tuple[Moment | None, Moment | None, Reason | None]:
    """What a register states, and nothing more, where the rule or the acts that meet it are lacking."""
    if stated := acts.of("entry_into_force"):
        at = earliest_of(effective(act.event) or act.at for act in stated)
        text = f"stated to have entered into force on {at.edtf}; {words}"
        return at, at, Reason(rule="VCLT 24", text=text, statements=_ids(stated))
    days = [moment(c.entry_into_force) for c in treaty.checkpoints if c.entry_into_force]
    if not days:
        return None, None, None
    at = earliest_of(days)
    text = f"a register states that it entered into force on {at.edtf}; {words}"
    return at, at, Reason(rule="VCLT 24", text=text)


def _deciding(acts: Acts, terms: Terms, met: Moment) -> list[Act]:
    """The acts that completed the condition: those done when it was met."""
    binding = {id(h.consent.event) for h in terms.held}
    signing = {id(act.event) for act in terms.signatures.values()} if len(terms.signatures) == 2 else set()
    wanted = [
        act
        for act in acts.done
        if act.at.hi >= met.lo
        and act.at.lo <= met.hi
        and (id(act.event) in binding or act.kind in ("exchange", "notification"))
    ]
    return wanted or [act for act in acts.done if id(act.event) in signing and act.at.lo <= met.hi]


def _act_reason(act: Act) -> Reason:
    place = f" at {act.event.place}" if act.event.place else ""
    text = f"{act.event.party}: {act.kind.replace('_', ' ')} on {act.at.edtf}{place}"
    return Reason(rule="VCLT 11", text=text, statements=act.statements)


def _first_entries(
    treaty: Treaty, given: Sequence[Consent], general: Moment, met: Moment | None
) -> dict[str, Moment]:
    found: dict[str, Moment] = {}
    for consent in given:
        entry = own_entry(treaty, consent, consent.at, general, met)
        if entry is not None:
            found.setdefault(consent.person, entry)
    return found


def _history(
    treaty: Treaty, acts: Acts, general: Moment | None, why: Reason | None, ended: Ended | None
) -> History:
    changes: list[Change] = []
    if general is not None and why is not None:
        changes.append(Change(general, "in_force", why))
        changes.extend(change for change in of_treaty(treaty, acts) if change.at >= general)
        if ended is not None:
            changes = [c for c in changes if c.at.lo < ended.at.hi]
            changes.append(Change(ended.at, "terminated", ended.reason))
    return History.of("not_in_force", sorted(changes, key=lambda c: (c.at, c.status == "terminated")))


def _idle(act: Act) -> str:
    event = act.event
    when = f" ({event.date})" if event.date else ""
    return f"{event.party}: {event.act.replace('_', ' ')} {event.status}{when}: no effect so far"


def _claims(treaty: Treaty, acts: Acts) -> list[str]:
    """Acts whose effect is contested, and grounds that cannot be invoked."""
    found = []
    events = [act.event for act in acts.done]
    for act in (*acts.done, *acts.territorial):
        if (why := pending(treaty, act.event, events)) is not None:
            found.append(f"{act.event.party}'s {act.kind} of {act.at.edtf} {why}")
        elif barred(treaty, act.event):
            found.append(
                f"{act.event.party} cannot invoke changed circumstances against a boundary (VCLT 62(2)(a))"
            )
    return found


def _ids(acts: Sequence[Act]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sid for act in acts for sid in act.statements))
