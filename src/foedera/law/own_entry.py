"""Entry into force for one State (VCLT 24(3)): general date, own act, own delay."""

from __future__ import annotations

from foedera.dates import Delay, Moment, Period, add_period, apply_delay, latest_of
from foedera.model import Treaty
from foedera.model.conditions import AnyCondition

from .acts import effective
from .consent import COUNTING, Consent, walk


def later_delay(treaty: Treaty) -> Delay | None:
    """The delay of a State that consents after the threshold; None for at once.

    Absent in the record: the general delay, be it stated for the whole or for the branch that counts.
    """
    rule = treaty.entry_into_force
    if rule.later_parties is not None:
        if rule.later_parties.at_once:
            return None
        if rule.later_parties.after is not None:
            return rule.later_parties.after
    if rule.after is not None:
        return rule.after
    return next((c.after for c in walk(rule.when) if c.after and _counts(c)), None)


def _counts(condition: AnyCondition) -> bool:
    return any(isinstance(c, COUNTING) for c in walk(condition))


def own_entry(
    treaty: Treaty, consent: Consent, at: Moment, general: Moment | None, met: Moment | None
) -> Moment | None:
    """When the treaty enters into force for one State: max(general, own act + own delay) (VCLT 24(3))."""
    if general is None:
        return None
    if consent.tacit:
        return latest_of([at, general])
    rule = treaty.entry_into_force
    if rule.when is None and rule.later_parties is None and rule.after is None:
        stated = effective(consent.event)
        return latest_of([stated, general]) if stated is not None else _untold_delay(at, general)
    delay = later_delay(treaty)
    if consent.kind == "accession" and treaty.accession is not None and treaty.accession.after is not None:
        delay = treaty.accession.after
    own = at.map(lambda day: apply_delay(day, delay))
    floor_applies = (
        treaty.entry_into_force.later_parties is None
        or treaty.entry_into_force.later_parties.not_before_general
    )
    later = latest_of([own, general]) if floor_applies else own
    if met is None:
        return later
    lo = general.lo if at.lo <= met.lo else later.lo
    hi = general.hi if at.hi <= met.hi else later.hi
    return Moment(min(lo, hi), max(lo, hi))


UNTOLD = Period(months=12)
"""Where a register states the entry into force but the record holds no rule, a State that consents later
is taken to be bound at some day within so long: no final clause in use has a longer delay of its own."""


def _untold_delay(at: Moment, general: Moment) -> Moment:
    if at.hi <= general.lo:
        return general
    latest = at.map(lambda day: add_period(day, UNTOLD))
    return Moment(max(at.lo, general.lo), max(latest.hi, general.hi))
