"""Which duties an event engages: every obligation in force, each premise tested, nothing left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from foedera.dates import Answer, all_of, parse
from foedera.model import Obligation, Reason, Status, Treaty
from foedera.model.canonical import as_json

from .event import Event
from .premises import Premise, covers_own_war, premises, triggers

StatusOf = Callable[[Treaty], Status]
"""The legal state of a treaty on the event's day, with all its parties."""

PairOf = Callable[[Treaty, str, str], Answer]
"""Whether the treaty is in force between two states on the event's day."""

ABOUT_EVENTS = ("defense", "offense", "neutrality", "nonaggression", "consultation")


class Duty(msgspec.Struct, frozen=True, kw_only=True):
    """One holder's duty to one beneficiary under one clause, and whether the event engages it.

    ``firmness``: 0 to 5, None where the record gives none. ``unmet``, ``unknown``: premises in words.
    ``provisos``: limits on performance that do not decide engagement. ``conflicts``: other commitments
    of the holder that pull the other way. ``act``: what honouring it is: ``force`` or ``mobilization``.
    """

    holder: str
    beneficiary: str
    treaty: str
    article: str | None
    type: str
    duty: str | None
    firmness: int | None
    engaged: Answer
    unmet: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    provisos: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    secret_until: str | None = None
    act: str = "force"
    why: tuple[Reason, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return as_json(self)


def evaluate(
    event: Event, treaties: Iterable[Treaty], status_of: StatusOf, pair_of: PairOf, known: str | None = None
) -> tuple[Duty, ...]:
    """All duties toward or against the event's states, the engaged first, then by firmness.

    ``known``: EDTF; a clause that was secret then is left out. An obligation whose treaty is not in
    force for holder and beneficiary is listed only where something of it is contested or unknown.
    """
    duties: list[Duty] = []
    for treaty in treaties:
        if not any(o.type in ABOUT_EVENTS for o in treaty.obligations) or not treaty.is_treaty:
            continue
        status = status_of(treaty)
        for obligation in treaty.obligations:
            if obligation.type in ABOUT_EVENTS and _public(treaty, obligation, known):
                duties.extend(_duties(event, treaty, obligation, status, pair_of))
    return tuple(sorted(_with_conflicts(event, duties), key=_order))


def _public(treaty: Treaty, obligation: Obligation, known: str | None) -> bool:
    since = obligation.public_from or treaty.public_from
    return since is None or known is None or parse(since).earliest <= parse(known).latest


def _duties(
    event: Event, treaty: Treaty, obligation: Obligation, status: Status, pair_of: PairOf
) -> Iterator[Duty]:
    if not _applies(obligation, event):
        return
    for holder, beneficiary in _pairs(event, obligation, status):
        force = _in_force(treaty, obligation, status, holder, beneficiary, pair_of)
        if force is Answer.NO:
            continue
        tests = (
            Premise(
                name="in_force",
                answer=force,
                text=f"{treaty.id} is in force on {event.on} between {holder} and {beneficiary}",
            ),
            *premises(obligation, holder, beneficiary, event),
            Premise(name="happened", answer=event.happened, text="the event took place"),
        )
        yield _duty(event, treaty, obligation, holder, beneficiary, tests, status)


def _applies(obligation: Obligation, event: Event) -> bool:
    for bound, fits in ((obligation.since, "earliest"), (obligation.until, "latest")):
        if bound is None:
            continue
        day = getattr(parse(bound), fits)
        if (fits == "earliest" and event.on < day) or (fits == "latest" and event.on >= day):
            return False
    return True


def _pairs(event: Event, obligation: Obligation, status: Status) -> Iterator[tuple[str, str]]:
    """Holder and beneficiary for whom the event is of interest under this type of obligation."""
    bound = [state for state, held in status.parties.items() if held.in_force is not Answer.NO]
    holders = bound if obligation.holders == "each" else _codes(obligation.holders)
    everyone = obligation.beneficiaries in ("other", "each")
    beneficiaries = bound if everyone else _codes(obligation.beneficiaries)
    for holder in sorted(holders):
        for beneficiary in sorted(beneficiaries):
            if holder != beneficiary and _concerns(event, obligation, holder, beneficiary):
                yield holder, beneficiary


def _codes(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _concerns(event: Event, obligation: Obligation, holder: str, beneficiary: str) -> bool:
    if obligation.type == "nonaggression":
        return holder == event.by and beneficiary == event.attacked
    words = triggers(obligation)
    if covers_own_war(obligation):
        return beneficiary in (event.by, event.attacked)
    if obligation.type == "offense" or "attacks" in words:
        return beneficiary == event.by
    if obligation.type == "neutrality" and "war" in words:
        return beneficiary in (event.by, event.attacked)
    if obligation.type == "defense" and beneficiary == event.by:
        # Listed as not engaged, with the reason: it protects the ally attacked, not the ally that attacks.
        return "armed_attack" in words or (event.kind == "mobilization" and "mobilization" in words)
    return beneficiary == event.attacked


def _in_force(
    treaty: Treaty, obligation: Obligation, status: Status, holder: str, beneficiary: str, pair_of: PairOf
) -> Answer:
    if holder not in status.parties:
        return Answer.NO
    sides = [status.parties[s].in_force for s in (holder, beneficiary) if s in status.parties]
    if len(sides) < 2 and obligation.beneficiaries in ("other", "each"):
        return Answer.NO
    # A guarantor may owe a duty to a state that is not itself a party (Belgium 1839).
    both = all_of(sides)
    if len(sides) == 2 and both is not Answer.NO:
        both &= pair_of(treaty, holder, beneficiary)
    return both


def _duty(
    event: Event,
    treaty: Treaty,
    obligation: Obligation,
    holder: str,
    beneficiary: str,
    tests: tuple[Premise, ...],
    status: Status,
) -> Duty:
    deciding = [test for test in tests if not test.proviso]
    article = f"article {obligation.article}" if obligation.article else "its terms"
    because = tuple(
        Reason(
            rule=test.name,
            text=f"{test.answer}: {test.text}",
            because=status.why if test.name == "in_force" else (),
        )
        for test in tests
    )
    return Duty(
        holder=holder,
        beneficiary=beneficiary,
        treaty=treaty.id,
        article=obligation.article,
        type=obligation.type,
        duty=obligation.duty,
        firmness=obligation.firmness,
        engaged=all_of(test.answer for test in deciding),
        unmet=tuple(test.text for test in deciding if test.answer is Answer.NO),
        unknown=tuple(test.text for test in tests if test.answer is Answer.UNKNOWN),
        provisos=tuple(test.text for test in tests if test.proviso),
        secret_until=obligation.public_from or treaty.public_from,
        act=str((obligation.extra or {}).get("act", "force")),
        why=(
            Reason(rule=f"{treaty.id} {article}", text=obligation.duty or obligation.type, because=because),
        ),
    )


def _with_conflicts(event: Event, duties: list[Duty]) -> Iterator[Duty]:
    """Name, beside each duty to act, the holder's promises to stay out of it.

    Charter article 103 is not among them: self-defence under article 51 is lawful, so it does not bar a
    duty of collective defence. The promises stay side by side; neither removes the other (VCLT 30(4)-(5)).
    """
    staying_out: dict[str, list[Duty]] = {}
    for duty in duties:
        if duty.type == "neutrality" and duty.engaged is not Answer.NO:
            staying_out.setdefault(duty.holder, []).append(duty)
    for duty in duties:
        against = [
            other
            for other in staying_out.get(duty.holder, [])
            if duty.type in ("defense", "offense") and other.beneficiary != duty.beneficiary
        ]
        names = tuple(f"{other.treaty}: neutrality toward {other.beneficiary}" for other in against)
        yield msgspec.structs.replace(duty, conflicts=names) if names else duty


_ENGAGED_ORDER = {Answer.YES: 0, Answer.CONTESTED: 1, Answer.UNKNOWN: 2, Answer.NO: 3}


def _order(duty: Duty) -> tuple[int, int, str, str, str, str]:
    return (
        _ENGAGED_ORDER[duty.engaged],
        -(duty.firmness or 0),
        duty.treaty,
        duty.holder,
        duty.beneficiary,
        duty.article or "",
    )
