"""Leaving a treaty: denunciation and withdrawal (VCLT 54, 56, 65-68), consent withdrawn before it binds.

A denunciation is dated by its notice; when it takes effect is computed here. Revoked before its effect,
it has none (VCLT 68).
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from foedera.dates import Answer, Moment, Period, add_period, apply_delay, latest_of, notice_ends
from foedera.model import Event, Reason, Treaty

from .acts import Act, Acts, effective, moment, opening
from .claims import barred, disputed, grounded, implied_effect, unsettled
from .context import Context
from .succession import person


class Exit(NamedTuple):
    """``notice``: when given; ``at``: when it takes effect; ``reason``: by which rule."""

    person: str
    notice: Moment
    at: Moment
    reason: Reason
    event: Event


def revoked(act: Act, at: Moment | None, acts: Acts) -> Act | None:
    """The revocation that reached the depositary before the notice took effect (VCLT 68)."""
    for other in acts.of("denunciation_revocation"):
        late = at is not None and other.at.lo >= at.hi
        if other.person == act.person and other.at >= act.at and not late:
            return other
    return None


def notice_effect(treaty: Treaty, notice: Moment, stated: Moment | None) -> tuple[Moment, str, str] | None:
    """When a notice takes effect by the treaty's own clause: (moment, rule, words); None for "not at all".

    A notice may name a later day than the clause requires, not an earlier one.
    """
    rule = treaty.withdrawal
    if rule is None:
        if stated is not None:
            return (
                stated,
                "VCLT 54",
                "the source states the day of effect; the record holds no withdrawal clause",
            )
        open_end = Moment(notice.lo, date.max)
        return (
            open_end,
            "VCLT 54",
            "the record does not say how a party may withdraw: the day of effect is unknown",
        )
    if not rule.clause:
        if stated is not None:
            return stated, "VCLT 56", "the treaty has no withdrawal clause; an effect is stated"
        if rule.implied:
            words = "no withdrawal clause, but withdrawal was intended or is implied: twelve months' notice"
            return implied_effect(notice), "VCLT 56(2)", words
        return None
    name = f"Article {rule.article}" if rule.article else "VCLT 54(a)"
    if rule.notice:
        period = rule.notice
        due, words = notice.map(lambda day: notice_ends(day, period)), f"notice of {period}"
    elif rule.after:
        delay = rule.after
        due, words = notice.map(lambda day: apply_delay(day, delay)), f"effect {delay} after the notice"
    else:
        due = Moment(notice.lo, notice.map(lambda day: add_period(day, Period(months=12))).hi)
        words = "the clause names no period: on receipt at the earliest, 12 months (VCLT 56(2)) at the latest"
    if stated is not None and stated.lo > due.hi:
        return stated, name, f"{words}; the notice names a later day"
    return due, name, words


def earliest_notice(treaty: Treaty, general: Moment | None, own: Moment | None) -> Moment | None:
    """The first day on which notice may be given; None where the clause sets none."""
    rule = treaty.withdrawal
    if rule is None or rule.earliest is None:
        return None
    if rule.earliest.date:
        return moment(rule.earliest.date)
    since = {"entry_into_force": general, "opening": opening(treaty), "party": own}[rule.earliest.since]
    period = rule.earliest.period
    return since.map(lambda day: add_period(day, period)) if since else None


def exits(
    treaty: Treaty, acts: Acts, context: Context, general: Moment | None, own: dict[str, Moment]
) -> tuple[list[Exit], list[str]]:
    """The exits that take effect, in order of effect, and notes on notices that do not.

    ``own``: since when the treaty is (first) in force for each person. Terms that run out are told in
    ``term``.
    """
    from .term import only_at_term

    found: list[Exit] = []
    notes: list[str] = []
    for act in acts.of("denunciation"):
        who, day = act.event.party, act.at.edtf
        if disputed(act.event) or only_at_term(treaty):
            continue
        if act.event.ground is not None:
            found += _invoked(treaty, act)
            continue
        first = earliest_notice(treaty, general, own.get(act.person))
        if first is not None and act.at.hi < first.lo:
            notes.append(
                f"{who}'s notice of {day} came before notice could be given ({first.edtf}): it has no effect"
            )
            continue
        due = notice_effect(treaty, act.at, effective(act.event))
        if due is None:
            if not unsettled(treaty, act.event):
                rule_ = "VCLT 56(1)" if treaty.duration.indefinite else "VCLT 42(2): it has a term"
                notes.append(
                    f"{who}'s notice of {day} has no effect: the treaty has no withdrawal clause ({rule_})"
                )
            continue
        at, rule, words = due
        back = revoked(act, at, acts)
        if back is not None:
            notes.append(f"{who} revoked its notice of {day} before it took effect (VCLT 68)")
            continue
        held, words = _held_by_war(treaty, act, at, words, context)
        if held is None:
            notes.append(f"{who}'s notice of {day} has no effect yet: {words}")
            continue
        at = held
        reason = Reason(
            rule=rule,
            text=f"{who} gave notice of withdrawal on {day}: {words}; it takes effect on {at.edtf}",
            statements=act.statements,
        )
        found.append(Exit(act.person, act.at, at, reason, act.event))
    for act in acts.of("termination"):
        if disputed(act.event):
            continue
        if act.event.ground is not None:
            found += _invoked(treaty, act)
            continue
        at = effective(act.event) or act.at
        if any(
            e.person == act.person and e.at.lo == e.at.hi and at.lo < at.hi and _within(e.at, at)
            for e in found
        ):
            continue  # the exit that the notice dates to a day, told a second time less exactly
        reason = Reason(
            rule="VCLT 54",
            text=f"{act.event.party}'s exit took effect on {at.edtf}",
            statements=act.statements,
        )
        found.append(Exit(act.person, act.at, at, reason, act.event))
    return sorted(found, key=lambda e: (e.at, e.notice, e.person, e.event.act)), notes


def _invoked(treaty: Treaty, act: Act) -> list[Exit]:
    """An exit by breach, impossibility or changed circumstances, to which nobody objected."""
    if barred(treaty, act.event):
        return []
    at, words = grounded(act.event, act.at)
    text = f"{act.event.party} {words}: out from {at.edtf}"
    reason = Reason(rule="VCLT 65(2)", text=text, statements=act.statements)
    return [Exit(act.person, act.at, at, reason, act.event)]


def _within(day: Moment, span: Moment) -> bool:
    return span.lo <= day.lo and day.hi <= span.hi


def _held_by_war(
    treaty: Treaty, act: Act, at: Moment, words: str, context: Context
) -> tuple[Moment | None, str]:
    """A withdrawal that waits for the end of an armed conflict: until then, it has no effect (None while the
    conflict goes on)."""
    if treaty.withdrawal is None or treaty.withdrawal.hold != "war" or at.lo == date.max:
        return at, words
    for conflict in treaty.armed_conflicts:
        if person(conflict.state, context) != act.person or moment(conflict.start).lo > at.hi:
            continue
        if conflict.until is None:
            return None, f"the armed conflict in which it is engaged since {conflict.start} goes on"
        over = moment(conflict.until)
        if over.hi > at.lo:
            later = latest_of([at, over])
            return later, f"{words}, but not before the end of the armed conflict ({over.edtf})"
    if context.armed_conflict(act.event.party, at.lo) is Answer.NO:
        return at, words
    return Moment(at.lo, date.max), f"{words}, but not before the armed conflict of the State ends"


def withdrawn_before(treaty: Treaty, acts: Acts) -> dict[str, list[tuple[Moment, Act]]]:
    """When consents given are taken back, by person: consent withdrawals, and notices by the clause.

    They lessen the count of a threshold not yet reached.
    """
    found: dict[str, list[tuple[Moment, Act]]] = {}
    for act in acts.of("consent_withdrawal"):
        if not disputed(act.event):
            found.setdefault(act.person, []).append((effective(act.event) or act.at, act))
    if treaty.withdrawal is not None and treaty.withdrawal.clause and treaty.withdrawal.earliest is None:
        for act in acts.of("denunciation"):
            due = notice_effect(treaty, act.at, effective(act.event))
            plain = not disputed(act.event) and act.event.ground is None
            if due is not None and plain and revoked(act, due[0], acts) is None:
                found.setdefault(act.person, []).append((due[0], act))
    return found
