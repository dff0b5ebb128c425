"""Entry into force (VCLT 24(1)-(2)): when the condition tree of the final clause is met.

Each kind of condition is one function in ``_RULES``. A condition gives the moment at which it is met,
None for "never, by the acts recorded". A threshold once reached stays reached, also if consents are
withdrawn later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from math import ceil, floor
from typing import Any, NamedTuple

from foedera.dates import Answer, Delay, Moment, Period, add_period, apply_delay, earliest_of, latest_of
from foedera.model import Treaty
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
)

from .acts import Act, moment, opening
from .consent import COUNTING, Consent, walk
from .context import Context
from .succession import person


class Held(NamedTuple):
    """A consent that stands from ``start`` up to ``until`` (None: not withdrawn)."""

    person: str
    code: str
    start: Moment
    until: Moment | None
    consent: Consent


class Terms(NamedTuple):
    """All that a condition may look at."""

    treaty: Treaty
    context: Context
    held: tuple[Held, ...]
    signatures: dict[str, Act]
    acts: dict[str, dict[str, Act]]
    """By kind of act (``exchange``, ``notification``): the first of each person."""

    def counts(self, held: Held) -> bool:
        """Whether a consent counts toward a number (organizations and successions: as the text says)."""
        counting = self.treaty.entry_into_force.counting
        if not counting.organizations and self.context.is_organization(held.code):
            return False
        return counting.successions or held.consent.kind != "succession"

    def person(self, code: str) -> str:
        return person(code, self.context)

    def negotiating(self) -> list[str]:
        """The persons that negotiated; else those that signed; else those that exchanged or notified."""
        if self.treaty.negotiating:
            return sorted({self.person(code) for code in self.treaty.negotiating})
        if self.signatures:
            done = self.treaty.done.date
            first = [n for n, act in self.signatures.items() if done and act.at.lo <= moment(done).hi]
            return sorted(first if len(first) > 1 else self.signatures)
        return sorted({name for group in self.acts.values() for name in group})


def members(terms: Terms, of: tuple[str, ...] | str) -> dict[str, str]:
    """The States of a list or of a named table, by person."""
    if isinstance(of, tuple):
        codes: Iterable[str] = of
    elif of in terms.treaty.tables:
        codes = terms.treaty.tables[of]
    else:
        start = opening(terms.treaty)
        codes = terms.context.members(of, start.lo if start else None) or ()
    return {terms.person(code): code for code in codes}


def reach(
    held: Iterable[Held], weight: Callable[[Held], float], need: float, over: bool = False
) -> Moment | None:
    """When the weight of the consents then standing first comes to ``need`` (``over``: exceeds it).

    Exact bounds: the best case takes the earliest consents and the latest withdrawals, the worst case
    the contrary. None where even all of them do not suffice; ``hi`` is open where only the best case does.
    """
    items = [(h, w) for h in held if (w := weight(h)) > 0]
    best = _sweep(
        ((h.person, w, h.start.lo, h.until.hi if h.until else date.max) for h, w in items), need, over
    )
    if best is None:
        return None
    worst = _sweep(
        ((h.person, w, h.start.hi, h.until.lo if h.until else date.max) for h, w in items), need, over
    )
    return Moment(best, worst or date.max)


def _sweep(spans: Iterable[tuple[str, float, date, date]], need: float, over: bool) -> date | None:
    changes: list[tuple[date, int, str, float]] = []
    for name, weight, start, until in spans:
        if start < until:
            changes += [(start, 0, name, weight), (until, 1, name, -weight)]
    standing: dict[str, list[float]] = {}
    total = 0.0
    for day, kind, name, weight in sorted(changes):
        mine = standing.setdefault(name, [])
        before = max(mine, default=0.0)
        if kind == 0:
            mine.append(weight)
        else:
            mine.remove(-weight)
        total += max(mine, default=0.0) - before
        # Sums of decimal shares: 0.55 must be reached by 0.3 + 0.25.
        if total > need + 1e-9 if over else total >= need - 1e-9:
            return day
    return None


def _one(held: Held) -> float:
    return 1.0


def meet(condition: AnyCondition, terms: Terms) -> Moment | None:
    """When ``condition``, its own delay included, is met; None for never by the acts recorded."""
    met = _RULES[type(condition)](condition, terms)
    if met is None or condition.after is None:
        return met
    delay = condition.after
    return met.map(lambda day: apply_delay(day, delay))


def _every(terms: Terms, kinds: tuple[str, ...]) -> Moment | None:
    needed = terms.negotiating()
    found = []
    for name in needed:
        acts = [terms.acts[kind][name] for kind in kinds if name in terms.acts.get(kind, {})]
        if not acts:
            return None
        found.append(earliest_of(act.at for act in acts))
    return latest_of(found) if len(found) > 1 else None


def _exchange(condition: Exchange, terms: Terms) -> Moment | None:
    return _every(terms, ("exchange",))


def _notifications(condition: Notifications, terms: Terms) -> Moment | None:
    return _every(terms, ("notification", "exchange"))


def _signature(condition: BySignature, terms: Terms) -> Moment | None:
    return _every(terms, ("signature",))


def _date(condition: OnDate, terms: Terms) -> Moment | None:
    return moment(condition.date)


def _consents(condition: Consents, terms: Terms) -> Moment | None:
    if condition.n is None:
        needed = terms.negotiating()
        return _named(terms, needed, len(needed)) if needed else None
    return reach(filter(terms.counts, terms.held), _one, condition.n)


def _named(terms: Terms, persons: Iterable[str], need: int) -> Moment | None:
    wanted = set(persons)
    return reach((h for h in terms.held if h.person in wanted), _one, need)


def _states(condition: StatesConsent, terms: Terms) -> Moment | None:
    found = members(terms, condition.of)
    need = len(found) if condition.at_least is None else condition.at_least
    return _named(terms, found, need) if found else None


def signatory_need(condition: Signatories, terms: Terms) -> tuple[set[str], int]:
    """The signatories that count, and how many of them must consent."""
    names = set(terms.signatures) or {terms.person(code) for code in terms.treaty.negotiating}
    names = {n for n in names if terms.treaty.entry_into_force.counting.organizations or not _org(terms, n)}
    total = len(names)
    need = {"all": total, "majority": floor(total / 2) + 1, "two_thirds": ceil(total * 2 / 3)}
    return names, need[condition.share]


def _org(terms: Terms, name: str) -> bool:
    return terms.context.is_organization(name)


def _signatories(condition: Signatories, terms: Terms) -> Moment | None:
    names, need = signatory_need(condition, terms)
    return _named(terms, names, need) if names else None


def _share(condition: Share, terms: Terms) -> Moment | None:
    table = {terms.person(code): weight for code, weight in terms.treaty.tables.get(condition.of, {}).items()}
    need = condition.at_least if condition.at_least is not None else condition.more_than
    assert need is not None
    # Tables may hold shares (0.174), percentages (17.4) or tonnage: a share is of the table's stated whole.
    whole = table_whole(table)
    return reach(
        terms.held,
        lambda h: table.get(h.person, 0.0) / whole,
        need,
        over=condition.at_least is None,
    )


def table_whole(table: dict[str, float]) -> float:
    """The whole that the weights of a frozen table are parts of: 1, 100, or else their sum."""
    total = sum(table.values())
    if total <= 1.005:
        return 1.0
    return 100.0 if total <= 100.5 else total


def parties_need(condition: PartiesOf, terms: Terms) -> tuple[set[str], int] | None:
    """Whose consents count (the other treaty's parties) and how many; None where that is not known."""
    other = terms.context.derivation(condition.treaty)
    start = opening(terms.treaty)
    if other is None or start is None:
        return None
    # A current denominator follows the parties as they change: take the day on which it is met.
    fixed = condition.counted == "fixed"
    names = other.parties_on(start.lo) if fixed else _current(condition, terms, other)
    return names, ceil(len(names) * condition.fraction - 1e-9)


def _current(condition: PartiesOf, terms: Terms, other: Any) -> set[str]:
    """The other treaty's parties on the day the fraction is reached, else on the last day of change."""
    days = sorted({h.start.lo for h in terms.held} | _joined(other))
    names: set[str] = set()
    for day in days:
        names = other.parties_on(day)
        if _enough(condition, terms, names, day):
            break
    return names


def _joined(other: Any) -> set[date]:
    return {entry.lo for member in other.members.values() for entry in member.entries}


def _enough(condition: PartiesOf, terms: Terms, names: set[str], day: date, late: bool = False) -> bool:
    """``late``: in the worst case, where uncertain consents came as late as possible."""
    given = {
        h.person
        for h in terms.held
        if (h.start.hi if late else h.start.lo) <= day and (h.until is None or day < h.until.lo)
    }
    return bool(names) and len(given & names) >= ceil(len(names) * condition.fraction - 1e-9)


def _parties_of(condition: PartiesOf, terms: Terms) -> Moment | None:
    if condition.counted == "fixed":
        needed = parties_need(condition, terms)
        return _named(terms, *needed) if needed and needed[0] else None
    other = terms.context.derivation(condition.treaty)
    if other is None:
        return None
    days = sorted({d for h in terms.held for d in (h.start.lo, h.start.hi)} | _joined(other))
    best = next((d for d in days if _enough(condition, terms, other.parties_on(d), d)), None)
    if best is None:
        return None
    worst = next(
        (d for d in days if d >= best and _enough(condition, terms, other.parties_on(d), d, True)), None
    )
    return Moment(best, worst or date.max)


def _from_opening(condition: FromOpening, terms: Terms) -> Moment | None:
    start = opening(terms.treaty)
    return start.map(lambda day: add_period(day, condition.period)) if start else None


def _in_force(condition: InForce, terms: Terms) -> Moment | None:
    other = terms.context.derivation(condition.treaty)
    return other.entry if other else None


def _all(condition: AllOf, terms: Terms) -> Moment | None:
    """The latest branch. A fixed date beside other branches holds only if they are met by then."""
    met = [meet(branch, terms) for branch in condition.of if not isinstance(branch, OnDate)]
    if any(m is None for m in met):
        return None
    fixed = [moment(branch.date) for branch in condition.of if isinstance(branch, OnDate)]
    rest = [m for m in met if m is not None]
    if not fixed:
        return latest_of(rest)
    due = latest_of(fixed)
    return due if not rest or latest_of(rest).lo <= due.hi else None


def _any(condition: AnyOf, terms: Terms) -> Moment | None:
    met = [m for branch in condition.of if (m := meet(branch, terms)) is not None]
    return earliest_of(met) if met else None


_RULES: dict[type, Callable[[Any, Terms], Moment | None]] = {
    Exchange: _exchange,
    BySignature: _signature,
    Notifications: _notifications,
    OnDate: _date,
    Consents: _consents,
    StatesConsent: _states,
    Signatories: _signatories,
    Share: _share,
    PartiesOf: _parties_of,
    NotBefore: _date,
    FromOpening: _from_opening,
    InForce: _in_force,
    AllOf: _all,
    AnyOf: _any,
}


def settled(condition: AnyCondition, terms: Terms) -> Moment | None:
    """When the consents that the condition asks for were there, floors and delays left aside.

    Who had consented by then is bound from the general entry into force; who consents later counts
    his own delay. None where the condition asks for no consents.
    """
    if isinstance(condition, AllOf):
        if any(isinstance(branch, OnDate) for branch in condition.of):
            return _all(condition, terms)
        found = [m for branch in condition.of if (m := settled(branch, terms)) is not None]
        return latest_of(found) if found else None
    if isinstance(condition, AnyOf):
        due = _any(condition, terms)
        won = [branch for branch in condition.of if due is not None and meet(branch, terms) == due]
        return settled(won[0], terms) if won else None
    if isinstance(condition, NotBefore | FromOpening | InForce):
        return None
    return _RULES[type(condition)](condition, terms)


def later_delay(treaty: Treaty) -> Delay | None:
    """The delay of a State that consents after the threshold; None for at once.

    Absent in the record: the general delay, be it stated for the whole or for the branch that counts.
    """
    rule = treaty.entry_into_force
    if rule.later_parties is not None:
        if rule.later_parties.at_once:
            return None
        if rule.later_parties.after is not None:
            return rule.later_parties.after
    if rule.after is not None:
        return rule.after
    return next((c.after for c in walk(rule.when) if isinstance(c, COUNTING) and c.after), None)


def own_entry(
    treaty: Treaty, consent: Consent, at: Moment, general: Moment | None, met: Moment | None
) -> Moment | None:
    """When the treaty enters into force for one State: max(general, own act + own delay) (VCLT 24(3))."""
    if general is None:
        return None
    rule = treaty.entry_into_force
    if rule.when is None and rule.later_parties is None and rule.after is None:
        return _untold_delay(at, general)
    delay = later_delay(treaty)
    own = at.map(lambda day: apply_delay(day, delay))
    floor_applies = (
        treaty.entry_into_force.later_parties is None
        or treaty.entry_into_force.later_parties.not_before_general
    )
    later = latest_of([own, general]) if floor_applies else own
    if met is None:
        return later
    lo = general.lo if at.lo <= met.lo else later.lo
    hi = general.hi if at.hi <= met.hi else later.hi
    return Moment(min(lo, hi), max(lo, hi))


UNTOLD = Period(months=12)
"""Where a register states the entry into force but the record holds no rule, a State that consents later
is taken to be bound at some day within so long: no final clause in use has a longer delay of its own."""


def _untold_delay(at: Moment, general: Moment) -> Moment:
    if at.hi <= general.lo:
        return general
    latest = at.map(lambda day: add_period(day, UNTOLD))
    return Moment(max(at.lo, general.lo), max(latest.hi, general.hi))


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
