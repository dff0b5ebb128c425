"""Provisional application (VCLT 25): begun by the text or by a declaration, ended by notice of the intention
not to become a party, or by entry into force."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from foedera.dates import Moment, earliest_of, latest_of
from foedera.model import Reason, Treaty

from .acts import Act, effective, moment
from .consent import Consent
from .history import Change


def provisional(
    treaty: Treaty, own: Sequence[Act], consents: Sequence[Consent], entries: Sequence[Moment]
) -> list[Change]:
    """The changes that provisional application makes to one State's standing.

    An act ``provisional_application`` begins it; the same act ``refused`` says that the State does not, or no
    longer, apply the treaty provisionally. Taking the signature back ends it as well.
    """
    bound = min((entry.lo for entry in entries), default=date.max)
    begun = [(at, act) for at, act in _begun(treaty, own, consents) if at.lo < bound]
    over = sorted(((effective(act.event) or act.at, act) for act in own if _ends(act)), key=lambda x: x[0])
    found: list[Change] = []
    for at, act in begun:
        # A State that says so when the text would begin it never began.
        if act.kind != "provisional_application" and any(end.hi <= at.lo for end, _ in over):
            continue
        text = f"{act.event.party} applies the treaty provisionally from {at.edtf}"
        found.append(
            Change(at, "provisional", Reason(rule="VCLT 25(1)", text=text, statements=act.statements))
        )
    for at, act in over:
        if any(start.lo <= at.hi for start, _ in begun) and at.lo < bound:
            status = "none" if act.kind == "signature_withdrawal" else _before(own, consents, at)
            text = f"{act.event.party} ended provisional application on {at.edtf}"
            reason = Reason(rule="VCLT 25(2)", text=text, statements=act.statements)
            found.append(Change(at, status, reason, "loss"))
    return found


def _begun(treaty: Treaty, own: Sequence[Act], consents: Sequence[Consent]) -> list[tuple[Moment, Act]]:
    found = [
        (effective(act.event) or act.at, act)
        for act in own
        if act.kind == "provisional_application" and act.event.status == "done"
    ]
    rule = treaty.provisional_application
    if rule is None or rule.since is None:
        return found
    kinds = {"signature"} if rule.since == "signature" else {c.kind for c in consents}
    given = [act for act in own if act.kind in kinds]
    if given:
        first = given[0]
        at = earliest_of(act.at for act in given)
        found.append((latest_of([at, moment(rule.date)]) if rule.date else at, first))
    return sorted(found, key=lambda pair: pair[0])


def _ends(act: Act) -> bool:
    refused = act.kind == "provisional_application" and act.event.status == "refused"
    return refused or act.kind == "signature_withdrawal"


def _before(own: Sequence[Act], consents: Sequence[Consent], at: Moment) -> str:
    """The standing that remains: of a contracting State, a signatory, or none."""
    if any(consent.at <= at for consent in consents):
        return "contracting"
    return "signatory" if any(act.kind == "signature" and act.at <= at for act in own) else "none"
