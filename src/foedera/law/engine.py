"""The engine: acts and the final clause → entry into force, exits, end, and every person's history."""

from __future__ import annotations

from collections.abc import Sequence

from foedera.dates import Moment, apply_delay, earliest_of, latest_of
from foedera.model import Event, Reason, Treaty

from .acts import Act, Acts, effective, first_by_person, gather, moment
from .consent import Consent, consents
from .context import Context
from .derivation import Derivation
from .entry import Held, Terms, meet, settled
from .exit import Exit, disputed, exits, withdrawn_before
from .history import Change, History
from .membership import Ended, Membership, membership
from .succession import person
from .term import earliest_end, stayers, term_end


def derive(treaty: Treaty, events: Sequence[Event], context: Context) -> Derivation:
    """Everything that follows from ``events`` under the record; independent of their order."""
    acts = gather(treaty, events, context)
    given = consents(treaty, acts) if treaty.is_treaty else []
    withdrawn = withdrawn_before(treaty, acts)
    terms = Terms(
        treaty=treaty,
        context=context,
        held=tuple(_held(consent, withdrawn.get(consent.person, [])) for consent in given),
        signatures=first_by_person(acts.of("signature")),
        acts={kind: first_by_person(acts.of(kind)) for kind in ("exchange", "notification", "signature")},
    )
    notes: list[str] = [_idle(act) for act in acts.idle]
    general, met, why = _entry(treaty, acts, terms)
    own: dict[str, Moment] = {}
    if general is not None:
        own = _first_entries(treaty, given, general, met)
    leaving, more = exits(treaty, acts, context, general, own)
    notes.extend(more)
    ended, left, more = _end(treaty, acts, context, general, leaving, own)
    notes.extend(more)
    by_person: dict[str, list[Consent]] = {}
    for consent in given:
        by_person.setdefault(consent.person, []).append(consent)
    people = {act.person for act in acts.done} | {person(code, context) for code in treaty.negotiating}
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
    notes.extend(_claims(acts))
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
    from .entry import own_entry

    found: dict[str, Moment] = {}
    for consent in given:
        entry = own_entry(treaty, consent, consent.at, general, met)
        if entry is not None:
            found.setdefault(consent.person, entry)
    return found


def _end(
    treaty: Treaty,
    acts: Acts,
    context: Context,
    general: Moment | None,
    leaving: Sequence[Exit],
    own: dict[str, Moment],
) -> tuple[Ended | None, list[Exit], list[str]]:
    """How and when the whole treaty ends; exits of single parties by a term; notes."""
    if general is None:
        return None, [], []
    ends: list[Ended] = []
    left: list[Exit] = []
    terms, notes = term_end(treaty, acts, general)
    staying = stayers(treaty, acts)
    for end in terms:
        if end.left is not None:
            found = [act for act in acts.done if act.person in end.left]
            left += [Exit(n, end.at, end.at, end.reason, _any(found, n)) for n in sorted(end.left)]
    whole = earliest_end(terms)
    if whole is not None:
        ends.append(Ended(whole.at, whole.reason))
    elif staying is not None and treaty.duration.period is not None:
        left += _not_extended(treaty, acts, general, own, staying)
    effective_exits = [e for e in leaving if e.at.hi >= general.lo]
    if treaty.form == "bilateral" or (treaty.withdrawal is not None and treaty.withdrawal.ends_treaty):
        ends += [Ended(e.at, e.reason) for e in effective_exits]
    elif effective_exits and (last := _all_left(own, effective_exits)) is not None:
        ends.append(last)
    if treaty.minimum_parties and (few := _too_few(treaty, own, effective_exits)) is not None:
        ends.append(few)
    ends += _terminated(treaty, context)
    if not ends:
        return None, left, notes
    first = min(ends, key=lambda end: (end.at, end.reason.rule, end.reason.text))
    return Ended(earliest_of(end.at for end in ends), first.reason), left, notes


def _any(found: Sequence[Act], name: str) -> Event:
    return next(act.event for act in found if act.person == name)


def _not_extended(
    treaty: Treaty, acts: Acts, general: Moment, own: dict[str, Moment], staying: frozenset[str]
) -> list[Exit]:
    """Of a treaty between many with a fixed term: it ends for those who did not extend it."""
    from foedera.dates import add_period

    period = treaty.duration.period
    assert period is not None
    at = general.map(lambda day: add_period(day, period))
    text = f"the term of {period} ended on {at.edtf}; the State did not join its extension"
    reason = Reason(rule="VCLT 54(a)", text=text)
    return [
        Exit(n, at, at, reason, _any(acts.done, n))
        for n in sorted(own)
        if n not in staying and own[n].lo < at.hi
    ]


def _all_left(own: dict[str, Moment], leaving: Sequence[Exit]) -> Ended | None:
    last: dict[str, Exit] = {}
    for exit in leaving:
        last[exit.person] = exit
    if not own or set(own) - set(last):
        return None
    final = max(last.values(), key=lambda e: (e.at, e.person))
    return Ended(latest_of(e.at for e in last.values()), final.reason)


def _too_few(treaty: Treaty, own: dict[str, Moment], leaving: Sequence[Exit]) -> Ended | None:
    """Too few parties end a treaty only where its text says so (VCLT 55)."""
    need = treaty.minimum_parties or 0
    for exit in sorted(leaving, key=lambda e: (e.at, e.person)):
        gone = {e.person for e in leaving if e.at <= exit.at}
        if len([n for n in own if n not in gone and own[n].lo <= exit.at.hi]) < need:
            text = f"fewer than {need} parties were left on {exit.at.edtf}"
            return Ended(exit.at, Reason(rule="VCLT 55", text=text, because=(exit.reason,)))
    return None


def _terminated(treaty: Treaty, context: Context) -> list[Ended]:
    """A later treaty that says it ends this one does so when it enters into force (VCLT 59)."""
    found = []
    for other in sorted(context.terminators(treaty.id)):
        later = context.derivation(other)
        if later is not None and later.entry is not None:
            text = f"terminated by {other}, which entered into force on {later.entry.edtf}"
            because = (later.entry_reason,) if later.entry_reason else ()
            found.append(Ended(later.entry, Reason(rule="VCLT 59(1)", text=text, because=because)))
    return found


def _history(
    treaty: Treaty, acts: Acts, general: Moment | None, why: Reason | None, ended: Ended | None
) -> History:
    changes: list[Change] = []
    if general is not None and why is not None:
        changes.append(Change(general, "in_force", why))
        if treaty.form == "bilateral":
            changes.extend(_whole_suspension(acts))
        if ended is not None:
            changes = [c for c in changes if c.at.lo < ended.at.hi]
            changes.append(Change(ended.at, "terminated", ended.reason))
    return History.of("not_in_force", sorted(changes, key=lambda c: (c.at, c.status == "terminated")))


def _whole_suspension(acts: Acts) -> list[Change]:
    found = []
    for act in acts.of("suspension", "resumption"):
        if disputed(act.event):
            continue
        at = effective(act.event) or act.at
        suspended = act.kind == "suspension"
        text = f"{act.event.party} {'suspended' if suspended else 'resumed'} its operation on {at.edtf}"
        reason = Reason(rule="VCLT 57, 72", text=text, statements=act.statements)
        found.append(Change(at, "suspended" if suspended else "in_force", reason))
    return found


def _idle(act: Act) -> str:
    event = act.event
    when = f" ({event.date})" if event.date else ""
    return f"{event.party}: {event.act.replace('_', ' ')} {event.status}{when}: no effect so far"


def _claims(acts: Acts) -> list[str]:
    return [
        f"{act.event.party}'s {act.kind} of {act.at.edtf} is disputed by "
        f"{', '.join(act.event.disputed_by)}: a claim, without effect until settled (VCLT 42, 65)"
        for act in acts.done
        if disputed(act.event)
    ]


def _ids(acts: Sequence[Act]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sid for act in acts for sid in act.statements))
