"""Commitments that cannot all be kept, each with a scenario in which both are engaged.

The rules: a duty to fight against a promise not to (defence or offence against non-aggression or
neutrality), duties toward both sides of a war, and a later treaty that an older pledge forbade. Which
prevails: Charter article 103 for members since 1945; between treaties with the same parties the later
(VCLT 30(3)); with different parties each stays owed to its own party, and breaking one is a breach
(VCLT 30(4)-(5)).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

import msgspec

from foedera.dates import Answer, parse
from foedera.model import Obligation, Status, Treaty
from foedera.model.canonical import as_json

from .premises import CHARTER, triggers


class Commitment(msgspec.Struct, frozen=True, kw_only=True):
    """What one state owes another under one clause. ``since``, ``until``: of the treaty, for the holder."""

    holder: str
    beneficiary: str
    treaty: str
    article: str | None
    type: str
    since: str | None = None
    until: str | None = None
    adversary: tuple[str, ...] = ()
    not_against: tuple[str, ...] = ()
    trigger: tuple[str, ...] = ()
    concluded: str | None = None
    firmness: int | None = None
    in_force: Answer = Answer.YES

    def __str__(self) -> str:
        article = f" art. {self.article}" if self.article else ""
        return f"{self.type} of {self.holder} toward {self.beneficiary} ({self.treaty}{article})"


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """Two commitments of ``holder``. ``answer``: yes, contested or unknown, with ``unknown`` saying what.

    ``scenario``: an event in which both are engaged. ``rules``: what the law of treaties says of it.
    """

    holder: str
    kind: str
    answer: Answer
    first: Commitment
    second: Commitment
    scenario: str
    rules: tuple[str, ...]
    unknown: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return as_json(self)


CHARTER_ID = "un-charter-1945"
"""Its article 2(4) binds everybody toward everybody and yields to self-defence (article 51): paired with
duties of defence it would list no clash of promises, only the law itself. It is told as a rule instead."""

Rule = Callable[[Commitment, Commitment, date], Conflict | None]

FIGHT, STAY = ("defense", "offense"), ("nonaggression", "neutrality")


def commitments(treaty: Treaty, status: Status) -> Iterator[Commitment]:
    """Every commitment the treaty makes between two states on the day of ``status``."""
    if not treaty.is_treaty:
        return
    bound = {state: held for state, held in status.parties.items() if held.in_force is not Answer.NO}
    for obligation in treaty.obligations:
        if not _runs(obligation, status.on) or (treaty.id == CHARTER_ID and obligation.type in STAY):
            continue
        for holder in _members(obligation.holders, bound):
            for beneficiary in _members(obligation.beneficiaries, bound):
                if holder != beneficiary and holder in bound:
                    yield Commitment(
                        holder=holder,
                        beneficiary=beneficiary,
                        treaty=treaty.id,
                        article=obligation.article,
                        type=obligation.type,
                        since=bound[holder].start,
                        until=bound[holder].until,
                        adversary=obligation.adversary,
                        not_against=obligation.not_against,
                        trigger=triggers(obligation),
                        concluded=treaty.done.date,
                        firmness=obligation.firmness,
                        in_force=bound[holder].in_force,
                    )


def _runs(obligation: Obligation, on: str) -> bool:
    day = parse(on).earliest
    after_start = obligation.since is None or parse(obligation.since).earliest <= day
    return after_start and (obligation.until is None or day < parse(obligation.until).latest)


def _members(value: str | tuple[str, ...], bound: Iterable[str]) -> tuple[str, ...]:
    if value in ("each", "other"):
        return tuple(sorted(bound))
    return (value,) if isinstance(value, str) else value


def conflicts(found: Iterable[Commitment], on: date, state: str | None = None) -> tuple[Conflict, ...]:
    """All conflicts among the commitments of each holder (or of ``state`` alone), in a fixed order."""
    by_holder: dict[str, list[Commitment]] = {}
    for commitment in found:
        if state is None or commitment.holder == state:
            by_holder.setdefault(commitment.holder, []).append(commitment)
    result: dict[tuple[Any, ...], Conflict] = {}
    for holder in sorted(by_holder):
        for first, second, rule in _candidates(sorted(by_holder[holder], key=_key)):
            conflict = rule(first, second, on)
            if conflict is not None:
                place = (holder, conflict.kind, *sorted((_key(first), _key(second))))
                result.setdefault(place, conflict)
    rank = {Answer.YES: 0, Answer.CONTESTED: 1, Answer.UNKNOWN: 2, Answer.NO: 3}
    return tuple(
        sorted(
            result.values(), key=lambda c: (rank[c.answer], c.holder, c.kind, _key(c.first), _key(c.second))
        )
    )


def _candidates(found: list[Commitment]) -> Iterator[tuple[Commitment, Commitment, Rule]]:
    """The pairs that some rule may be about: fight and stay out, fight for both, pledge and treaty."""
    fights = [c for c in found if c.type in FIGHT]
    stays = [c for c in found if c.type in STAY]
    pledges = [c for c in found if c.type == "no_conflicting_treaty"]
    for fight in fights:
        yield from ((fight, stay, _fight_or_stay) for stay in stays)
        if fight.adversary:
            yield from ((fight, other, _both_sides) for other in fights if other is not fight)
    yield from ((pledge, other, _pledge) for pledge in pledges for other in found if other is not pledge)


def _key(c: Commitment) -> tuple[str, ...]:
    return (c.treaty, c.type, c.article or "", c.beneficiary, *c.adversary)


def _fight_or_stay(fight: Commitment, stay: Commitment, on: date) -> Conflict | None:
    """Fight against Y for B, while bound to Y not to attack it or to stay neutral."""
    if fight.type not in FIGHT or stay.type not in STAY or fight.treaty == stay.treaty:
        return None
    enemy, friend = stay.beneficiary, fight.beneficiary
    if enemy == friend or enemy in fight.not_against or (fight.adversary and enemy not in fight.adversary):
        return None
    if (stay.adversary and friend not in stay.adversary) or friend in stay.not_against:
        return None
    attacks = f"{enemy} attacks {friend}" if fight.type == "defense" else f"{friend} goes to war with {enemy}"
    unknown: list[str] = []
    answer = fight.in_force & stay.in_force
    if stay.type == "neutrality" and fight.type == "defense" and not {"war", "any"} & set(stay.trigger):
        # Neutrality owed to the attacked only: both are engaged where each side calls itself attacked.
        unknown.append(f"whether {enemy} would count as the one attacked")
        answer &= Answer.UNKNOWN
    rules = [*_treaty_rules(fight, stay)]
    if fight.type == "defense" and stay.type == "nonaggression":
        rules.append(
            "Charter 51: collective self-defence against an armed attack is lawful, so a promise of "
            "non-aggression does not forbid it"
            if on >= CHARTER
            else "before the Charter: such pacts commonly lapse toward an aggressor; the text decides"
        )
        unknown.append(f"whether the pact excepts an attack by {enemy} on a third state")
        answer &= Answer.UNKNOWN
    if fight.type == "offense" and on >= CHARTER:
        rules.append("Charter 2(4), 103: an obligation to attack yields to the Charter")
    return Conflict(
        holder=fight.holder,
        kind=f"{fight.type}_against_{stay.type}",
        answer=answer,
        first=fight,
        second=stay,
        scenario=attacks,
        rules=tuple(rules),
        unknown=tuple(unknown),
    )


def _both_sides(a: Commitment, b: Commitment, on: date) -> Conflict | None:
    """Bound to fight for both, where one clause names the other's beneficiary as the adversary."""
    if a.type not in FIGHT or b.type not in FIGHT or a.treaty == b.treaty:
        return None
    if b.beneficiary not in a.adversary:
        return None
    return Conflict(
        holder=a.holder,
        kind="both_sides",
        answer=a.in_force & b.in_force,
        first=a,
        second=b,
        scenario=f"war between {a.beneficiary} and {b.beneficiary}, each calling itself attacked",
        rules=_treaty_rules(a, b),
    )


def _pledge(pledge: Commitment, treaty: Commitment, on: date) -> Conflict | None:
    """A later treaty that an older pledge not to conclude treaties against the other forbade."""
    if pledge.type != "no_conflicting_treaty" or pledge.treaty == treaty.treaty:
        return None
    if treaty.beneficiary == pledge.beneficiary or not _later(treaty, pledge):
        return None
    if pledge.adversary:
        return _barred(pledge, treaty)
    if treaty.type not in FIGHT:
        return None
    if treaty.adversary and pledge.beneficiary not in treaty.adversary:
        return None
    if pledge.beneficiary in treaty.not_against:
        return None
    named = pledge.beneficiary in treaty.adversary
    return Conflict(
        holder=pledge.holder,
        kind="pledge_broken",
        answer=(pledge.in_force & treaty.in_force) if named else Answer.UNKNOWN,
        first=pledge,
        second=treaty,
        scenario=f"war between {treaty.beneficiary} and {pledge.beneficiary}",
        rules=_treaty_rules(pledge, treaty),
        unknown=() if named else (f"whether {treaty.treaty} is directed against {pledge.beneficiary}",),
    )


def _barred(pledge: Commitment, treaty: Commitment) -> Conflict | None:
    """A pledge to make no treaty with named states, and a later treaty with one of them."""
    if treaty.beneficiary not in pledge.adversary or treaty.type == "no_conflicting_treaty":
        return None
    return Conflict(
        holder=pledge.holder,
        kind="pledge_broken",
        answer=pledge.in_force & treaty.in_force,
        first=pledge,
        second=treaty,
        scenario=f"{pledge.holder} performs {treaty.treaty} toward {treaty.beneficiary}",
        rules=_treaty_rules(pledge, treaty),
    )


def _later(treaty: Commitment, pledge: Commitment) -> bool:
    if not treaty.concluded or not (pledge.since or pledge.concluded):
        return False
    return parse(treaty.concluded).latest >= parse(pledge.since or pledge.concluded or "").earliest


def _treaty_rules(a: Commitment, b: Commitment) -> tuple[str, ...]:
    if {a.holder, a.beneficiary} == {b.holder, b.beneficiary}:
        return ("VCLT 30(3): between the same parties the later treaty prevails",)
    return (
        f"VCLT 30(4)(b), (5): {a.holder} stays bound to {a.beneficiary} by {a.treaty} and to "
        f"{b.beneficiary} by {b.treaty}; keeping one may breach the other",
    )
