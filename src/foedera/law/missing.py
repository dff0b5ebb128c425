"""What is still missing for entry into force, in words, one line for each open branch."""

from __future__ import annotations

from datetime import date

from foedera.dates import Answer, Moment
from foedera.model.conditions import (
    AllOf,
    AnyCondition,
    AnyOf,
    BySignature,
    Consents,
    Exchange,
    FromOpening,
    InForce,
    NotBefore,
    Notifications,
    OnDate,
    PartiesOf,
    Share,
    Signatories,
    StatesConsent,
    Unopposed,
)

from .entry import meet
from .parts import parties_need, signatory_need, table_whole
from .terms import Terms, members


def missing(condition: AnyCondition | None, terms: Terms, on: date) -> list[str]:
    """Every unmet branch of the condition on the day; empty where it is met."""
    if condition is None:
        return []
    met = meet(condition, terms)
    if met is not None and met.reached(on) is Answer.YES:
        return []
    if isinstance(condition, AllOf):
        return [line for branch in condition.of for line in missing(branch, terms, on)]
    if isinstance(condition, AnyOf):
        options = [", ".join(missing(branch, terms, on)) for branch in condition.of]
        return ["one of: " + "; or ".join(option for option in options if option)]
    return _one(condition, terms, on, met)


def standing(terms: Terms, on: date) -> set[str]:
    """Persons whose consent stands on the day."""
    return {h.person for h in terms.held if h.start.lo <= on and (h.until is None or on < h.until.hi)}


def _one(condition: AnyCondition, terms: Terms, on: date, met: Moment | None) -> list[str]:
    if isinstance(condition, Exchange):
        return ["exchange of instruments of ratification"]
    if isinstance(condition, Notifications):
        return _each("notification by", "notification", terms, on)
    if isinstance(condition, BySignature):
        return _each("signature by", "signature", terms, on)
    if isinstance(condition, OnDate | NotBefore):
        return [f"not before {condition.date}"]
    if isinstance(condition, FromOpening):
        return [
            f"not before {met.edtf}"
            if met
            else f"not before {condition.period} from the opening for signature"
        ]
    if isinstance(condition, InForce):
        return [f"entry into force of {condition.treaty}"]
    return _counted(condition, terms, on)


def _each(words: str, kind: str, terms: Terms, on: date) -> list[str]:
    done = terms.signatures if kind == "signature" else terms.acts.get(kind, {})
    named = {terms.person(code): code for code in terms.treaty.negotiating}
    open_ = [n for n in terms.negotiating() if n not in done or done[n].at.lo > on]
    return [f"{words} {named.get(name, name)}" for name in open_] or [f"{kind} by both parties"]


def _counted(condition: AnyCondition, terms: Terms, on: date) -> list[str]:
    given = standing(terms, on)
    if isinstance(condition, StatesConsent):
        found = members(terms, condition.of)
        open_ = sorted(found[name] for name in found if name not in given)
        if condition.at_least is None:
            return [f"ratification by {code}" for code in open_]
        short = condition.at_least - (len(found) - len(open_))
        named = ", ".join(open_) if len(open_) <= 12 else f"{len(open_)} States listed"
        return [f"{short} further {_plural(short)} from: {named}"] if short > 0 else _delayed()
    if isinstance(condition, Consents):
        if condition.n is None:
            named_all = {terms.person(code): code for code in terms.treaty.negotiating}
            return [f"ratification by {named_all.get(n, n)}" for n in terms.negotiating() if n not in given]
        counted = {h.person for h in terms.held if h.person in given and terms.counts(h)}
        short = condition.n - len(counted)
        return [f"{short} further {_plural(short)}"] if short > 0 else _delayed()
    if isinstance(condition, Signatories):
        names, need = signatory_need(condition, terms)
        short = need - len(names & given)
        return [f"{short} further {_plural(short)} by signatories"] if short > 0 else _delayed()
    if isinstance(condition, Share):
        table = {
            terms.person(code): weight for code, weight in terms.treaty.tables.get(condition.of, {}).items()
        }
        have = sum(table.get(name, 0.0) for name in given) / table_whole(table)
        need_share = condition.at_least if condition.at_least is not None else condition.more_than
        word = "at least" if condition.at_least is not None else "more than"
        return [f"consents of States with {word} {need_share:.1%} of {condition.of} (now {have:.1%})"]
    if isinstance(condition, Unopposed):
        if condition.by > on.isoformat():
            return [f"the last day for objections, {condition.by}"]
        return [f"acceptance by the parties to {condition.treaty}: too many objected"]
    if isinstance(condition, PartiesOf):
        needed = parties_need(condition, terms, on)
        if needed is None:
            return [
                f"consents of {condition.fraction:.0%} of the parties to {condition.treaty} (not recorded)"
            ]
        short = needed[1] - len(needed[0] & given)
        return (
            [f"{short} further {_plural(short)} by parties to {condition.treaty}"]
            if short > 0
            else _delayed()
        )
    return ["a condition of the final clause"]


def _plural(count: int) -> str:
    return "instrument of ratification" if count == 1 else "instruments of ratification"


def _delayed() -> list[str]:
    return ["the delay that the clause sets"]
