"""How a treaty ends as a whole: by its term, by the exit of one of two, by too few parties where the text
says so, by a later treaty, or with a party that ceased to exist (VCLT 54, 55, 59; VCSSRT 31, 34)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from foedera.dates import Answer, Moment, earliest_of, latest_of
from foedera.model import Event, Reason, Treaty

from .acts import Act, Acts
from .context import Context
from .exit import Exit
from .membership import Ended
from .succession import ceased, heirs, person, revived
from .term import earliest_end, first_end, stayers, term_end


def ending(
    treaty: Treaty,
    acts: Acts,
    context: Context,
    general: Moment | None,
    leaving: Sequence[Exit],
    own: dict[str, Moment],
) -> tuple[Ended | None, list[Exit], list[str]]:
    """How and when the whole treaty ends; exits of single parties by a term; notes.

    ``own``: since when the treaty is (first) in force for each person.
    """
    if general is None:
        return None, [], []
    ends: list[Ended] = []
    left: list[Exit] = []
    terms, notes = term_end(treaty, acts, general)
    for end in terms:
        if end.left is not None:
            found = [act for act in acts.done if act.person in end.left]
            left += [Exit(n, end.at, end.at, end.reason, _any(found, n)) for n in sorted(end.left)]
    whole = earliest_end(terms)
    if whole is not None:
        ends.append(Ended(whole.at, whole.reason))
    left += _not_extended(treaty, acts, general, own)
    effective_exits = [e for e in leaving if e.at.hi >= general.lo]
    if treaty.form == "bilateral" or (treaty.withdrawal is not None and treaty.withdrawal.ends_treaty):
        ends += [Ended(e.at, e.reason) for e in effective_exits]
    elif effective_exits and (last := _all_left(own, effective_exits)) is not None:
        ends.append(last)
    if treaty.minimum_parties and (few := _too_few(treaty, own, [*effective_exits, *left])) is not None:
        ends.append(few)
    ends += terminated(treaty, context, own, [*effective_exits, *left])
    ends += _party_gone(treaty, acts, context, own)
    if not ends:
        return None, left, notes
    first = min(ends, key=lambda end: (end.at, end.reason.rule, end.reason.text))
    return Ended(earliest_of(end.at for end in ends), first.reason), left, notes


def _any(found: Sequence[Act], name: str) -> Event:
    # Who is bound by silence has no act of its own.
    own = (act.event for act in found if act.person == name)
    return next(own, Event(treaty="", party=name, act="termination"))


def _not_extended(treaty: Treaty, acts: Acts, general: Moment, own: dict[str, Moment]) -> list[Exit]:
    """Of a treaty between many with a fixed term: it ends for those who did not extend it.

    An extension by all that negotiated it is one of the treaty; who joined later goes along. Where the
    record is partial, a State whose extension is not recorded may have joined all the same.
    """
    staying = stayers(treaty, acts)
    at = first_end(treaty, general)
    makers = {act.person for act in acts.done if act.event.party in treaty.negotiating}
    if staying is None or at is None or (makers and makers <= staying):
        return []
    told = treaty.participation == "complete"
    at = at if told else Moment(at.lo, date.max)
    words = "did not join its extension" if told else "has no extension on record"
    text = f"the term of {treaty.duration.period} ended on {at.edtf}; the State {words}"
    reason = Reason(rule="VCLT 54(a)", text=text)
    return [
        Exit(n, at, at, reason, _any(acts.done, n))
        for n in sorted(own)
        if n not in staying and own[n].lo < at.lo
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


class Later(NamedTuple):
    """A later treaty in force that says it ends or replaces this one. ``joined``: since when each person is
    bound by it; ``complete``: whether its record tells of everybody; ``reason``: why it is in force."""

    treaty: str
    entry: Moment
    joined: dict[str, Moment]
    complete: bool
    reason: Reason | None


def replacements(treaty: Treaty, context: Context) -> list[Later]:
    """The later treaties in force that end or replace this one, in order of id."""
    found = []
    for other in sorted(context.terminators(treaty.id)):
        later = context.derivation(other)
        if later is not None and later.entry is not None:
            joined = {n: m.entries[0] for n, m in later.members.items() if m.entries}
            complete = later.treaty.participation == "complete"
            found.append(Later(other, later.entry, joined, complete, later.entry_reason))
    return found


def terminated(
    treaty: Treaty, context: Context, own: dict[str, Moment], leaving: Sequence[Exit] = ()
) -> list[Ended]:
    """A later treaty ends this one when all its parties are bound by it (VCLT 59(1)).

    Between those who are and one who is not, this treaty goes on (VCLT 30(4)(b)). Where the later record is
    partial, or names nobody, it is taken at its word.
    """
    found = []
    for other, entry, joined, complete, reason in replacements(treaty, context):
        gone = {e.person for e in leaving if e.at.hi <= entry.lo}
        parties = set(own) - gone
        outside = parties - set(joined)
        if joined and outside and complete:
            continue
        at = latest_of([entry, *(joined[n] for n in parties if n in joined)])
        if joined and outside:
            at = Moment(at.lo, date.max)
        text = f"terminated by {other}, which entered into force on {entry.edtf}"
        if at != entry:
            text += f", for the last of its parties on {at.edtf}"
        because = (reason,) if reason is not None else ()
        found.append(Ended(at, Reason(rule="VCLT 59(1)", text=text, because=because)))
    return found


def _party_gone(treaty: Treaty, acts: Acts, context: Context, own: dict[str, Moment]) -> list[Ended]:
    """Of two parties one ceased to exist and no successor took its place: whether the treaty goes on is
    not known (VCSSRT 31, 34); a boundary stands (VCSSRT 11)."""
    if treaty.form != "bilateral" or treaty.regime == "boundary":
        return []
    found = []
    taken = {person(act.event.party, context) for act in acts.of("succession")}
    for name in sorted({person(code, context) for code in treaty.negotiating} | set(own)):
        gone = ceased(name, context)
        if gone is None or revived(name, gone, context) or taken & set(heirs(name, context)):
            continue
        if context.exists(name, gone.date) is Answer.YES:
            continue
        at = Moment(gone.date, date.max)
        text = f"{name} ceased to exist on {gone.date.isoformat()} ({gone.kind}); no succession is recorded"
        found.append(Ended(at, Reason(rule="VCSSRT 31, 34", text=text)))
    return found
