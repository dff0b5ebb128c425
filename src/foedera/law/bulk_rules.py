"""Final clauses as columns: which records the bulk derivation can decide, and what it needs of each.

A record is told by columns if one count of consents (any, or of named States) or a fixed date decides its
entry into force, with delays and floors. All other records are derived one at a time.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from foedera.dates import Delay
from foedera.model import Treaty, WithdrawalRule
from foedera.model.conditions import (
    AllOf,
    AnyCondition,
    Consents,
    FromOpening,
    NotBefore,
    OnDate,
    StatesConsent,
)

from .consent import binds_by_signature
from .context import Context
from .entry import meet
from .own_entry import later_delay
from .succession import ceased, person
from .terms import Terms, members


class Rule(NamedTuple):
    """``need``: consents needed, None for a fixed date (``fixed``). ``named``: the persons whose consents
    count, None for anybody's. ``branch``: the delay of the counting branch; ``floor``: not before.
    ``notice``: from notice to effect, None where a notice must be weighed singly.
    """

    treaty: str
    need: int | None
    fixed: date | None
    named: frozenset[str] | None
    organizations: bool
    successions: bool
    branch: Delay | None
    floor: date | None
    after: Delay | None
    later: Delay | None
    notice: Delay | None


def rule_of(treaty: Treaty, context: Context) -> Rule | None:
    """The record's rule for the columns; None where it must be derived singly."""
    clause = treaty.entry_into_force
    if not treaty.is_treaty or clause.when is None or binds_by_signature(treaty):
        return None
    if not treaty.duration.indefinite or treaty.minimum_parties or context.terminators(treaty.id):
        return None
    # Where a partial record lacks the deposits that decide, the day that a register states stands in.
    if treaty.participation == "partial" and any(c.entry_into_force for c in treaty.checkpoints):
        return None
    if treaty.accession is not None and treaty.accession.after is not None:
        return None
    if treaty.provisional_application is not None and treaty.provisional_application.since is not None:
        return None
    makers = (person(code, context) for code in treaty.negotiating)
    if treaty.form == "bilateral" and any(ceased(name, context) for name in makers):
        return None
    if clause.later_parties is not None and not clause.later_parties.not_before_general:
        return None
    parts = _parts(clause.when)
    if parts is None:
        return None
    counting, floors = parts
    terms = Terms(treaty, context, (), {}, {}, {}, {})
    days = [meet(floor, terms) for floor in floors]
    if any(day is None or not day.exact for day in days):
        return None
    counted = _counted(counting, treaty, terms)
    if counted is None:
        return None
    need, fixed, named = counted
    outer = clause.when.after if isinstance(clause.when, AllOf) else None
    if outer is not None and clause.after is not None:
        return None
    return Rule(
        treaty=treaty.id,
        need=need,
        fixed=fixed,
        named=named,
        organizations=clause.counting.organizations or named is not None,
        successions=clause.counting.successions or named is not None,
        branch=counting.after,
        floor=max((day.lo for day in days if day is not None), default=None),
        after=outer or clause.after,
        later=later_delay(treaty),
        notice=_notice(treaty),
    )


def _parts(when: AnyCondition) -> tuple[AnyCondition, list[AnyCondition]] | None:
    """The one branch that decides, and the floors beside it."""
    branches = when.of if isinstance(when, AllOf) else (when,)
    floors: list[AnyCondition] = [b for b in branches if isinstance(b, NotBefore | FromOpening)]
    rest: list[AnyCondition] = [b for b in branches if not isinstance(b, NotBefore | FromOpening)]
    if len(rest) != 1 or not isinstance(rest[0], Consents | StatesConsent | OnDate):
        return None
    # A fixed date beside other branches has a meaning of its own (see ``entry``).
    return None if isinstance(rest[0], OnDate) and floors else (rest[0], floors)


def _counted(
    condition: AnyCondition, treaty: Treaty, terms: Terms
) -> tuple[int | None, date | None, frozenset[str] | None] | None:
    if isinstance(condition, OnDate):
        at = meet(OnDate(date=condition.date), terms)
        return (None, at.lo, None) if at is not None and at.exact else None
    if isinstance(condition, StatesConsent):
        found = frozenset(members(terms, condition.of))
        need = len(found) if condition.at_least is None else condition.at_least
    elif isinstance(condition, Consents) and condition.n is None:
        found = frozenset(terms.person(code) for code in treaty.negotiating)
        need = len(found)
    elif isinstance(condition, Consents):
        return (condition.n, None, None) if condition.n else None
    else:
        return None
    return (need, None, found) if found and need > 0 else None


def _notice(treaty: Treaty) -> Delay | None:
    """From notice to effect, where nothing but the length of notice decides (VCLT 54(a))."""
    rule = treaty.withdrawal
    if rule is None or treaty.form == "bilateral" or not _plain(rule):
        return None
    if rule.notice:
        # Notice in days means clear days: the effect begins on the day after the last of them.
        extra = 1 if rule.notice.days else 0
        return Delay(days=rule.notice.days + extra, months=rule.notice.months, years=rule.notice.years)
    return rule.after or None


def _plain(rule: WithdrawalRule) -> bool:
    return rule.clause and rule.earliest is None and rule.hold is None and not rule.ends_treaty


def delay_columns(name: str, delays: Iterable[Delay | None]) -> dict[str, list[Any]]:
    """Delays as columns: ``NAME_months``, ``NAME_days``, ``NAME_next`` (then the next first of a month),
    ``NAME_first`` (first day of the Nth month after; None where the delay is of another form)."""
    given = [delay or Delay() for delay in delays]
    return {
        f"{name}_months": [d.months + 12 * d.years for d in given],
        f"{name}_days": [d.days for d in given],
        f"{name}_next": [d.then == "next_first" for d in given],
        f"{name}_first": [d.first_of_month for d in given],
    }
