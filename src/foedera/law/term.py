"""Fixed terms, renewal, extension (VCLT 54(a)): when a treaty ends by its own words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import NamedTuple

from foedera.dates import Moment, Period, add_period, earliest_of, latest_notice, latest_of
from foedera.model import Reason, Treaty

from .acts import Act, Acts, effective, moment, opening
from .exit import disputed, revoked

MAX_TERMS = 400
"""Renewals are followed this far; a longer chain counts as without a known end."""


class End(NamedTuple):
    """The first day on which the treaty is no longer in force. ``left``: persons for whom alone it ends."""

    at: Moment
    reason: Reason
    left: frozenset[str] | None = None


def only_at_term(treaty: Treaty) -> bool:
    """Whether notice ends the treaty only with the running term (renewed "unless denounced N before")."""
    renewal = treaty.duration.renewal
    if renewal is None or treaty.duration.indefinite or renewal.period is None:
        return False
    rule = treaty.withdrawal
    own = rule.notice if rule is not None and rule.clause else None
    return not own or own == renewal.unless_notice


def term_end(treaty: Treaty, acts: Acts, entry: Moment) -> tuple[list[End], list[str]]:
    """How the term runs out: for the treaty, or for single parties; and notes (late notices, caps)."""
    rule = treaty.duration
    if rule.indefinite:
        return [], []
    article = f"Article {rule.article}" if rule.article else "VCLT 54(a)"
    if rule.until:
        end = moment(rule.until)
        words = f"the term ends on {end.edtf}"
    else:
        assert rule.period is not None
        start, period = entry, rule.period
        if rule.since == "signature":
            start = (moment(treaty.done.date) if treaty.done.date else opening(treaty)) or entry
        end = start.map(lambda day: add_period(day, period))
        words = f"the term of {period} ends on {end.edtf}"
    end, words, notes, stayed = _extended(treaty, acts, end, words)
    first = Reason(rule=article, text=words, statements=_ids(stayed.values()))
    if rule.renewal is None:
        return [End(end, first)], notes
    ends, more = _renewed(treaty, acts, end, first, article)
    return ends, notes + more


def _extended(
    treaty: Treaty, acts: Acts, end: Moment, words: str
) -> tuple[Moment, str, list[str], dict[str, Act]]:
    """Extension by act of the parties, at most by the cap that the treaty sets."""
    notes: list[str] = []
    given = {
        act.person: act
        for act in acts.of("extension")
        if act.event.status == "done" and not disputed(act.event)
    }
    if not given:
        return end, words, notes, given
    if treaty.form == "bilateral" and len(given) < 2:
        only = next(iter(given.values()))
        notes.append(f"{only.event.party} alone agreed to extend ({only.at.edtf}): both must")
        return end, words, notes, {}
    agreed = latest_of(act.at for act in given.values())
    if agreed.lo > end.hi:
        notes.append(f"the extension agreed on {agreed.edtf} came after the term had ended on {end.edtf}")
        return end, words, notes, {}
    cap = treaty.duration.extension
    renewal = treaty.duration.renewal
    step = cap or (renewal.period if renewal else None)
    stated = [m for act in given.values() if (m := effective(act.event)) is not None and m.lo > end.hi]
    if stated:
        longer = latest_of(stated)
    elif step:
        span = step
        longer = end.map(lambda day: add_period(day, span))
    else:
        longer = Moment(date.max, date.max)
        notes.append("the extension names no end")
    if cap:
        limit_period = cap
        limit = end.map(lambda day: add_period(day, limit_period))
        if longer.hi > limit.hi:
            notes.append(f"an extension beyond {limit.edtf} exceeds the {cap} that the treaty allows")
            longer = limit
    words = f"{words}; extended on {agreed.edtf}" + (f" to {longer.edtf}" if longer.hi != date.max else "")
    return longer, words, notes, given


def stayers(treaty: Treaty, acts: Acts) -> frozenset[str] | None:
    """Of a treaty between many: the persons that extended it; None where nobody did."""
    found = {a.person for a in acts.of("extension") if a.event.status == "done" and not disputed(a.event)}
    return frozenset(found) if found and treaty.form == "multilateral" else None


def _renewed(
    treaty: Treaty, acts: Acts, end: Moment, first: Reason, article: str
) -> tuple[list[End], list[str]]:
    """Follow the chain of terms: each is renewed unless notice was given in time before its end."""
    renewal = treaty.duration.renewal
    assert renewal is not None
    ahead = renewal.unless_notice or Period()
    refused = [a for a in acts.of("extension") if a.event.status == "refused"]
    given = [
        a
        for a in (*acts.of("denunciation"), *refused)
        if not disputed(a.event) and revoked(a, None, acts) is None
    ]
    pending = sorted(given, key=lambda a: (a.at, a.person))
    ends: list[End] = []
    notes: list[str] = []
    gone: set[str] = set()
    terms = 0
    while pending and end.lo != date.max and terms < MAX_TERMS:
        last = end.map(lambda day: latest_notice(day, ahead))
        in_time = [a for a in pending if a.at.lo <= last.hi]
        if in_time:
            pending = [a for a in pending if a not in in_time]
            names = ", ".join(sorted({a.event.party for a in in_time}))
            sure = any(a.at.hi <= last.lo for a in in_time)
            at = end if sure else Moment(end.lo, date.max)
            reason = Reason(
                rule=article,
                text=f"{names} gave notice by {last.edtf}, in time: the term ends on {end.edtf}",
                statements=_ids(in_time),
                because=(first,),
            )
            all_end = treaty.form == "bilateral" or bool(treaty.withdrawal and treaty.withdrawal.ends_treaty)
            left = None if all_end else frozenset(a.person for a in in_time) - gone
            ends.append(End(at, reason, left))
            if left is None:
                return ends, notes
            gone |= left
        late = [a for a in pending if a.at.lo < end.lo]
        notes += [
            f"{a.event.party}'s notice of {a.at.edtf} came after {last.edtf}, too late for the term that "
            f"ends on {end.edtf}: it counts for the next"
            for a in late
        ]
        terms += 1
        if renewal.times is not None and terms > renewal.times:
            return [*ends, End(end, first)], notes
        if renewal.period is None:
            return ends, notes
        end = end.map(partial(add_period, period=renewal.period))
    if not pending and renewal.times is not None and renewal.period is not None:
        for _ in range(min(max(renewal.times - terms, 0), MAX_TERMS)):
            end = end.map(partial(add_period, period=renewal.period))
        text = f"renewed {renewal.times} times for {renewal.period}: the last term ends on {end.edtf}"
        ends.append(End(end, Reason(rule=article, text=text, because=(first,))))
    return ends, notes


def earliest_end(ends: list[End]) -> End | None:
    """The first end of the whole treaty."""
    whole = [end for end in ends if end.left is None]
    if not whole:
        return None
    first = min(whole, key=lambda end: (end.at, end.reason.rule, end.reason.text))
    return first._replace(at=earliest_of(end.at for end in whole))


def _ids(acts: Iterable[Act]) -> tuple[str, ...]:
    found = {sid for act in acts for sid in act.event.statements}
    return tuple(sorted(found))
