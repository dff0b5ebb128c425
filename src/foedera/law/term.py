"""Fixed terms, renewal, extension (VCLT 54(a)): when a treaty ends by its own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from foedera.dates import Moment, Period, add_period, earliest_of, latest_notice, latest_of
from foedera.model import Reason, Treaty

from .acts import Act, Acts, effective, moment, opening
from .claims import disputed
from .exit import revoked

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


def first_end(treaty: Treaty, entry: Moment) -> Moment | None:
    """When the term that the text sets runs out, extensions and renewals left aside; None for no term."""
    rule = treaty.duration
    if rule.until:
        return moment(rule.until)
    if rule.period is None:
        return None
    start, period = entry, rule.period
    if rule.since == "signature":
        start = (moment(treaty.done.date) if treaty.done.date else opening(treaty)) or entry
    return start.map(lambda day: add_period(day, period))


def term_end(treaty: Treaty, acts: Acts, entry: Moment) -> tuple[list[End], list[str]]:
    """How the term runs out: for the treaty, or for single parties; and notes (late notices, caps)."""
    rule = treaty.duration
    end = first_end(treaty, entry)
    if end is None:
        return [], []
    article = f"Article {rule.article}" if rule.article else "VCLT 54(a)"
    words = f"the term ends on {end.edtf}" if rule.until else f"the term of {rule.period} ends on {end.edtf}"
    end, words, notes, stayed = _extended(treaty, acts, end, words)
    first = Reason(rule=article, text=words, statements=_ids(stayed))
    if rule.renewal is None:
        return [End(end, first)], notes
    ends, more = _renewed(treaty, acts, end, first, article)
    return ends, notes + more


def _extended(
    treaty: Treaty, acts: Acts, end: Moment, words: str
) -> tuple[Moment, str, list[str], list[Act]]:
    """Extensions by act of the parties, one after the other, in all at most by the treaty's cap."""
    notes: list[str] = []
    pending = [act for act in acts.of("extension") if act.event.status == "done" and not disputed(act.event)]
    cap = treaty.duration.extension
    limit = end.map(partial(add_period, period=cap)) if cap else None
    used: list[Act] = []
    while pending:
        given = _round(pending)
        pending = [act for act in pending if act not in given.values()]
        if treaty.form == "bilateral" and len(given) < 2:
            only = next(iter(given.values()))
            notes.append(f"{only.event.party} alone agreed to extend ({only.at.edtf}): both must")
            continue
        agreed = latest_of(act.at for act in given.values())
        if agreed.lo > end.hi:
            notes.append(f"the extension agreed on {agreed.edtf} came after the term had ended on {end.edtf}")
            break
        longer = _longer(treaty, given, end)
        if longer is None:
            longer = Moment(date.max, date.max)
            notes.append("the extension names no end")
        if limit is not None and longer.hi > limit.hi:
            notes.append(f"an extension beyond {limit.edtf} exceeds the {cap} that the treaty allows")
            longer = limit
        if longer.lo <= end.lo:
            continue
        end = longer
        words += f"; extended on {agreed.edtf}" + (f" to {longer.edtf}" if longer.hi != date.max else "")
        used += given.values()
    return end, words, notes, used


def _round(pending: list[Act]) -> dict[str, Act]:
    """The acts of one extension: the first of each person that comes before anybody extends once more."""
    given: dict[str, Act] = {}
    for act in pending:
        if act.person in given:
            break
        given[act.person] = act
    return given


def _longer(treaty: Treaty, given: dict[str, Act], end: Moment) -> Moment | None:
    """The end that an extension names; else the treaty's own period added; None where nothing tells."""
    stated = [m for act in given.values() if (m := effective(act.event)) is not None and m.lo > end.hi]
    if stated:
        return latest_of(stated)
    renewal = treaty.duration.renewal
    step = treaty.duration.extension or (renewal.period if renewal else None)
    return end.map(partial(add_period, period=step)) if step else None


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


def renewals(treaty: Treaty, acts: Acts, entry: Moment) -> Iterator[tuple[Moment, Moment]]:
    """(end of a term, last day for notice that keeps it from being renewed), term after term, without end.

    ``entry``: general entry into force. The first term is the one that acts of extension made, if any.
    Nothing where the treaty is not renewed tacitly, or where its terms have no notice.
    """
    rule = treaty.duration
    if rule.indefinite or rule.renewal is None or rule.renewal.unless_notice is None:
        return
    ahead, period = rule.renewal.unless_notice, rule.renewal.period
    if rule.until:
        end = moment(rule.until)
    else:
        assert rule.period is not None
        start = entry
        if rule.since == "signature":
            start = (moment(treaty.done.date) if treaty.done.date else opening(treaty)) or entry
        end = start.map(partial(add_period, period=rule.period))
    end, _, _, _ = _extended(treaty, acts, end, "")
    for term in range(MAX_TERMS):
        if end.hi == date.max or (rule.renewal.times is not None and term >= rule.renewal.times):
            return
        yield end, end.map(lambda day: latest_notice(day, ahead))
        if period is None:
            return
        end = end.map(partial(add_period, period=period))


def _ids(acts: Iterable[Act]) -> tuple[str, ...]:
    found = {sid for act in acts for sid in act.event.statements}
    return tuple(sorted(found))
