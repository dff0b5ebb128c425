"""Accessions that bind only toward some: those that accept (Hague 1980), or do not object (Apostille)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from foedera.dates import Moment, add_period, apply_delay, latest_of
from foedera.model import Reason

from .acts import Act, effective
from .history import Change
from .own_entry import later_delay
from .succession import person

if TYPE_CHECKING:
    from .consent import Consent
    from .derivation import Derivation

RULE = "the treaty's accession clause"
ACCEPTING = ("acceptance", "approval", "declaration", "notification")


def _rule(derivation: Derivation) -> str:
    clause = derivation.treaty.accession
    return f"Article {clause.article}" if clause is not None and clause.article else RULE


def bars(derivation: Derivation, one: str, two: str) -> list[Change]:
    """What the accession of either changes between the two."""
    clause = derivation.treaty.accession
    if clause is None:
        return []
    found: list[Change] = []
    for acceding, other in ((one, two), (two, one)):
        consent = _accession(derivation, acceding)
        if consent is None:
            continue
        # Of two that acceded, the earlier one accepts the later one's accession.
        theirs = _accession(derivation, other)
        if theirs is not None and theirs.at > consent.at:
            continue
        if clause.acceptance == "required":
            found += _acceptance(derivation, consent, acceding, other)
        if clause.objection == "bars":
            found += _objection(derivation, consent, acceding, other)
    return found


def _accession(derivation: Derivation, name: str) -> Consent | None:
    member = derivation.members.get(name)
    return next((c for c in member.consents if c.kind == "accession"), None) if member is not None else None


def _directed(derivation: Derivation, who: str, at: str, kinds: tuple[str, ...]) -> list[Act]:
    return [
        act
        for act in derivation.acts.of(*kinds)
        if act.person == who and at in {person(code, derivation.context) for code in act.event.to}
    ]


def _acceptance(derivation: Derivation, consent: Consent, acceding: str, other: str) -> list[Change]:
    rule, clause = _rule(derivation), derivation.treaty.accession
    member = derivation.members[acceding]
    start = member.entries[0] if member.entries else consent.at
    text = f"{consent.event.party}'s accession needs acceptance by {other}"
    found = [Change(start, "not_in_force", Reason(rule=rule, text=text))]
    accepted = _directed(derivation, other, acceding, ACCEPTING)
    if accepted:
        first = accepted[0]
        own = clause.accepted_after if clause is not None else None
        delay = own or later_delay(derivation.treaty)
        due = effective(first.event) or first.at.map(partial(apply_delay, delay=delay))
        at = latest_of([due, start])
        words = f"{first.event.party} accepted the accession on {first.at.edtf} ({at.edtf})"
        reason = Reason(rule=rule, text=words, statements=first.statements)
        found.append(Change(at, "in_force", reason, "resumption"))
    return found


def _objection(derivation: Derivation, consent: Consent, acceding: str, other: str) -> list[Change]:
    clause = derivation.treaty.accession
    assert clause is not None
    last: Moment | None = None
    if clause.within is not None:
        last = consent.at.map(partial(add_period, period=clause.within))
    found: list[Change] = []
    for act in _directed(derivation, other, acceding, ("objection",)):
        if act.event.articles or (last is not None and act.at.lo > last.hi):
            continue
        text = f"{act.event.party} objected to the accession on {act.at.edtf}: not in force between the two"
        found.append(
            Change(
                act.at, "not_in_force", Reason(rule=_rule(derivation), text=text, statements=act.statements)
            )
        )
        for back in _directed(derivation, other, acceding, ("reservation_withdrawal", "acceptance")):
            if back.at >= act.at:
                at = effective(back.event) or back.at
                words = f"{back.event.party} withdrew its objection on {back.at.edtf}"
                reason = Reason(rule=_rule(derivation), text=words, statements=back.statements)
                found.append(Change(at, "in_force", reason, "resumption"))
                break
    return found
