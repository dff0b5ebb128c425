"""Consent to be bound (VCLT 11-16): which acts express it, by whom, and when.

Only international acts count: signature where the treaty says so (12), exchange (13), ratification,
acceptance, approval (14), accession (15), and their exchange, deposit or notification (16).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from foedera.dates import Moment
from foedera.model import Event, Treaty
from foedera.model.conditions import (
    AllOf,
    AnyCondition,
    AnyOf,
    BySignature,
    Consents,
    Exchange,
    Notifications,
    PartiesOf,
    Share,
    Signatories,
    StatesConsent,
)

from .acts import Act, Acts

COUNTING = (Consents, StatesConsent, Signatories, Share, PartiesOf)
_DEPOSITS = frozenset({"deposit", "ratification", "acceptance", "approval", "accession", "succession"})
_SIGNED = frozenset({"signature", "definitive_signature"})
ARTICLE = {
    "signature": "VCLT 12",
    "exchange": "VCLT 13, 16(a)",
    "deposit": "VCLT 14, 16(b)",
    "ratification": "VCLT 14, 16",
    "acceptance": "VCLT 14(2), 16",
    "approval": "VCLT 14(2), 16",
    "accession": "VCLT 15, 16",
    "notification": "VCLT 16(c)",
    "succession": "VCSSRT 17",
}
"""The rule by which each act binds."""


class Consent(NamedTuple):
    """One expression of consent. ``others``: the same consent given again (several depositaries)."""

    person: str
    at: Moment
    event: Event
    others: tuple[Event, ...] = ()
    tacit: bool = False
    """Consent by silence, where the text says so."""

    @property
    def kind(self) -> str:
        return self.event.act


def walk(condition: AnyCondition | None) -> Iterator[AnyCondition]:
    """The condition and all its branches."""
    if condition is None:
        return
    yield condition
    if isinstance(condition, AllOf | AnyOf):
        for branch in condition.of:
            yield from walk(branch)


def binds_by_signature(treaty: Treaty) -> bool:
    """Whether every signature is definitive: the treaty enters into force by it, or knows no other way."""
    rule = treaty.entry_into_force.when
    other = set(treaty.consent) - _SIGNED - {"accession", "succession"}
    if any(isinstance(c, BySignature) for c in walk(rule)):
        return True
    if treaty.consent:
        return bool(_SIGNED & set(treaty.consent)) and not other
    return rule is not None and not any(
        isinstance(c, (Exchange, Notifications, *COUNTING)) for c in walk(rule)
    )


def definitive(act: Act, treaty: Treaty) -> bool:
    """Whether this signature expresses consent to be bound (VCLT 12(1))."""
    if act.event.act != "signature":
        return False
    if binds_by_signature(treaty):
        return True
    said = (act.event.note or "").casefold()
    return "definitive" in said or "not subject to ratification" in said


def kinds(treaty: Treaty) -> frozenset[str]:
    """The acts that express consent under this treaty."""
    rule = treaty.entry_into_force.when
    nodes = list(walk(rule))
    found = {"accession", "succession"}
    if any(isinstance(c, Exchange) for c in nodes):
        found.add("exchange")
    if any(isinstance(c, Notifications) for c in nodes):
        found |= {"notification", "exchange"}
    plain = not any(isinstance(c, Exchange | Notifications) for c in nodes)
    if plain or any(isinstance(c, COUNTING) for c in nodes):
        found |= _DEPOSITS | {"notification", "exchange"}
    return frozenset(found)


def consents(treaty: Treaty, acts: Acts) -> list[Consent]:
    """Every expression of consent, in order of time; repetitions are left in (see ``memberships``)."""
    accepted = kinds(treaty)
    found = []
    for act in acts.done:
        # An act directed at single States (accepting an accession) binds toward them; it is no new consent.
        if act.event.to and act.kind in ("acceptance", "approval", "notification"):
            continue
        if act.kind in accepted or definitive(act, treaty):
            found.append(Consent(act.person, act.at, act.event))
    return found
