"""Reasons: from an answer down to the article of the treaty, the rule of law, and the statements."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from foedera.dates import Answer, Moment, clipped
from foedera.model import Reason, Treaty

from .acts import Act, Acts
from .consent import ARTICLE, Consent
from .entry import Terms, later_delay, settled
from .words import describe

BILATERAL = "VCLT 24(1)"


def article(treaty: Treaty) -> str:
    """The entry-into-force article of the treaty, as a rule's name."""
    found = treaty.entry_into_force.article
    return f"Article {found}" if found else "final clause"


def entered(treaty: Treaty, general: Moment) -> Reason:
    return Reason(rule=BILATERAL, text=f"the treaty entered into force on {general.edtf}")


def clause(treaty: Treaty) -> Reason:
    """What the final clause asks for."""
    rule = treaty.entry_into_force
    if rule.when is None:
        return Reason(rule="record", text="the record does not hold the entry-into-force clause")
    delay = f"; in force {rule.after} after that" if rule.after else "; in force at once"
    return Reason(rule=article(treaty), text=f"the treaty asks for {describe(rule.when, treaty)}{delay}")


def entry_reason(treaty: Treaty, terms: Terms, general: Moment, stated: bool, acts: Acts) -> Reason:
    """Why the treaty entered into force when it did."""
    if stated:
        return Reason(
            rule=BILATERAL,
            text=f"a register states entry into force on {general.edtf}; the record cannot compute it",
            statements=ids(acts.of("entry_into_force")),
        )
    rule = treaty.entry_into_force
    assert rule.when is not None
    met = settled(rule.when, terms)
    because = [clause(treaty)]
    if met is not None:
        decisive = [h.consent for h in terms.held if h.start.lo <= met.hi and h.start.hi >= met.lo]
        because += [consent_reason(c) for c in decisive[:8]]
        if rule.after is not None and any(
            clipped(day, rule.after.period) for day in {met.lo, met.hi} if day not in (date.min, date.max)
        ):
            text = "the month in which the period ends lacks that day-number: its last day is taken"
            because.append(Reason(rule="counting of time", text=text))
    return Reason(
        rule=BILATERAL,
        text=f"the treaty entered into force on {general.edtf}, as its final clause provides",
        because=tuple(because),
    )


def consent_reason(consent: Consent) -> Reason:
    event = consent.event
    return Reason(
        rule=ARTICLE.get(event.act, "VCLT 11"),
        text=f"{event.party}: {event.act.replace('_', ' ')} on {consent.at.edtf} expresses consent to be bound",
        statements=event.statements,
    )


def own_reason(
    treaty: Treaty, consent: Consent, at: Moment, start: Moment | None, general: Moment | None
) -> Reason:
    """Why the treaty is (not) in force for one State."""
    event = consent.event
    if start is None or general is None:
        return Reason(
            rule="VCLT 18(b)",
            text=f"{event.party} consented on {at.edtf}; the treaty is not in force for it",
            statements=event.statements,
        )
    if consent.kind == "succession":
        text = f"{event.party} notified succession on {at.edtf}, with effect from {start.edtf}"
        return Reason(rule="VCSSRT 23(1)", text=text, statements=event.statements)
    if start == general:
        text = f"in force for {event.party} with the treaty itself, on {start.edtf}"
        return Reason(
            rule=BILATERAL, text=text, statements=event.statements, because=(consent_reason(consent),)
        )
    delay = later_delay(treaty)
    text = (
        f"in force for {event.party} on {start.edtf}: the later of the general entry into force "
        f"({general.edtf}) and its own act of {at.edtf}" + (f" plus {delay}" if delay else "")
    )
    return Reason(
        rule="VCLT 24(3)", text=text, statements=event.statements, because=(consent_reason(consent),)
    )


def domestic(acts: Acts, on: date) -> list[Reason]:
    """Steps at home, named as what they are: they bind nobody."""
    return [
        Reason(
            rule="VCLT 2(1)(b)",
            text=(
                f"{act.event.party}: {act.event.act.replace('_', ' ')}{_organ(act)} on {act.at.edtf} is a domestic step; "
                "it does not bind the State internationally"
            ),
            statements=act.statements,
        )
        for act in acts.domestic
        if act.at.reached(on) is not Answer.NO
    ]


def _organ(act: Act) -> str:
    return f" by the {act.event.organ.replace('_', ' ')}" if act.event.organ else ""


def idle_notes(acts: Acts, on: date) -> list[str]:
    """Acts that were not done (planned, refused, denied …): named, without effect."""
    return [
        f"{act.event.party}: {act.event.act.replace('_', ' ')} is {act.event.status}"
        f"{' (' + act.event.date + ')' if act.event.date else ''}: without effect"
        for act in acts.idle
        if act.at.lo <= on
    ]


def ids(acts: Iterable[Act]) -> tuple[str, ...]:
    return tuple(sorted({sid for act in acts for sid in act.statements}))
