"""What a partial register leaves open: whether acts that it does not hold may have met a condition."""

from __future__ import annotations

from datetime import date

from foedera.dates import Answer
from foedera.model.conditions import (
    AllOf,
    AnyCondition,
    AnyOf,
    Consents,
    InForce,
    PartiesOf,
    Share,
    Signatories,
    StatesConsent,
    Unopposed,
)

from .entry import meet
from .parts import parties_need, signatory_need
from .terms import Terms, members


def possible(condition: AnyCondition, terms: Terms, tracked: set[str], open_ended: bool, on: date) -> Answer:
    """Whether the condition may have been met by acts that the register does not hold.

    ``tracked``: persons of whom some act is recorded. ``open_ended``: the register is partial.
    """
    met = meet(condition, terms)
    if met is not None and met.reached(on) is not Answer.NO:
        return met.reached(on)
    if isinstance(condition, AllOf):
        answer = Answer.YES
        for branch in condition.of:
            answer &= possible(branch, terms, tracked, open_ended, on)
        return answer
    if isinstance(condition, AnyOf):
        answer = Answer.NO
        for branch in condition.of:
            answer |= possible(branch, terms, tracked, open_ended, on)
        return answer
    if isinstance(condition, InForce):
        other = terms.context.derivation(condition.treaty)
        return Answer.UNKNOWN if other is None else other.in_force(on)
    if isinstance(condition, Unopposed):
        return Answer.UNKNOWN if terms.context.derivation(condition.treaty) is None else Answer.NO
    if isinstance(condition, PartiesOf):
        needed = parties_need(condition, terms)
        return Answer.UNKNOWN if needed is None or open_ended else Answer.NO
    if isinstance(condition, Consents) and condition.n is not None:
        return Answer.UNKNOWN if open_ended and met is None else Answer.NO
    wanted, need = _wanted(condition, terms)
    if not wanted or not open_ended:
        return Answer.NO
    given = {h.person for h in terms.held if h.person in wanted and h.start.lo <= on}
    unseen = {name for name in wanted if name not in tracked}
    return Answer.UNKNOWN if len(given) + len(unseen) >= need and unseen else Answer.NO


def _wanted(condition: AnyCondition, terms: Terms) -> tuple[set[str], int]:
    if isinstance(condition, StatesConsent):
        found = set(members(terms, condition.of))
        return found, len(found) if condition.at_least is None else condition.at_least
    if isinstance(condition, Signatories):
        return signatory_need(condition, terms)
    if isinstance(condition, Consents):
        needed = set(terms.negotiating())
        return needed, len(needed)
    if isinstance(condition, Share):
        return {terms.person(code) for code in terms.treaty.tables.get(condition.of, {})}, 0
    return set(), 0
