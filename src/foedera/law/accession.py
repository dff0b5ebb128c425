"""Accessions that bind only toward those who accept them, or who do not object (clauses of single treaties).

``accession: {acceptance: required, after: DELAY}``: between the acceding State and one that declared its
acceptance (Hague 1980, Article 38). ``accession: {objection: bars, months: N}``: with all that do not
object within N months of notification (Apostille, Article 12).
"""

from __future__ import annotations

from datetime import date

import msgspec

from foedera.dates import Delay, Moment, Period, add_period, apply_delay, latest_of
from foedera.model import Reason

from .acts import Act
from .consent import Consent
from .derivation import Derivation
from .entry import later_delay
from .pairs import Bar, Modification
from .succession import person

_ACCEPTING = ("acceptance", "approval", "declaration", "notification")


def between(derivation: Derivation, a: str, b: str) -> tuple[list[Bar], list[Modification]]:
    rule = derivation.treaty.accession
    if not rule:
        return [], []
    one, two = derivation.person(a), derivation.person(b)
    acceded = {p: c for p in (one, two) if (c := _accession(derivation, p)) is not None}
    if rule.get("acceptance") == "required":
        return _accepted(derivation, one, two, acceded, rule), []
    if rule.get("objection") == "bars":
        return _objected(derivation, one, two, acceded, rule), []
    return [], []


def _accession(derivation: Derivation, name: str) -> Consent | None:
    own = [c for c in derivation.consents if c.person == name]
    return own[-1] if own and own[-1].kind == "accession" else None


def _toward(derivation: Derivation, kinds: tuple[str, ...], by: str, to: str) -> list[Act]:
    return [
        act
        for act in derivation.acts.of(*kinds)
        if act.person == by and to in {person(code, derivation.context) for code in act.event.to}
    ]


def _accepted(
    derivation: Derivation, one: str, two: str, acceded: dict[str, Consent], rule: dict[str, object]
) -> list[Bar]:
    """Barred until accepted; where both acceded, an acceptance by either suffices."""
    if not acceded:
        return []
    after = rule.get("after")
    delay = msgspec.convert(after, Delay) if isinstance(after, dict) else later_delay(derivation.treaty)
    days: list[Moment] = []
    statements: tuple[str, ...] = ()
    for name in acceded:
        other = two if name == one else one
        for act in _toward(derivation, _ACCEPTING, other, name):
            days.append(latest_of([act.at.map(lambda day: apply_delay(day, delay)), acceded[name].at]))
            statements += act.statements
    names = " and ".join(sorted(acceded))
    if days:
        first = min(days)
        text = f"the accession of {names} was accepted, with effect between the two from {first.edtf}"
        return [Bar(None, first, Reason(rule=_article(rule), text=text, statements=statements))]
    never = Moment(date.max, date.max)
    text = f"the accession of {names} binds only toward States that accept it; no acceptance is recorded"
    if derivation.treaty.participation == "partial":
        text += " (the record is partial)"
        start = min(c.at for c in acceded.values())
        return [Bar(None, Moment(start.lo, date.max), Reason(rule=_article(rule), text=text))]
    return [Bar(None, never, Reason(rule=_article(rule), text=text))]


def _objected(
    derivation: Derivation, one: str, two: str, acceded: dict[str, Consent], rule: dict[str, object]
) -> list[Bar]:
    bars = []
    months = rule.get("months")
    for name, consent in acceded.items():
        other = two if name == one else one
        for act in _toward(derivation, ("objection",), other, name):
            if act.event.articles:
                continue
            if isinstance(months, int):
                # The period runs from the depositary's notification, some weeks after the accession.
                last = consent.at.map(lambda day, n=months: add_period(day, Period(months=n + 2)))  # type: ignore[misc]
                if act.at.lo > last.hi:
                    continue
            back = [
                w.at for w in _toward(derivation, ("reservation_withdrawal",), other, name) if w.at >= act.at
            ]
            text = f"{act.event.party} objected to the accession of {name} on {act.at.edtf}: no effect between the two"
            reason = Reason(rule=_article(rule), text=text, statements=act.statements)
            bars.append(Bar(None, min(back) if back else None, reason))
    return bars


def _article(rule: dict[str, object]) -> str:
    return f"Article {rule['article']}" if rule.get("article") else "accession clause"
