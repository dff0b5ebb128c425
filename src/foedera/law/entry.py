"""Entry into force (VCLT 24(1)-(2)): when the condition tree of the final clause is met.

Each kind of condition is one function in ``_RULES``. A condition gives the moment at which it is met,
None for "never, by the acts recorded". A threshold once reached stays reached, also if consents are
withdrawn later.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from foedera.dates import Moment, add_period, apply_delay, earliest_of, latest_of
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

from .acts import moment, opening
from .parts import parties_of, signatories, table_whole
from .reach import named, one, reach
from .tacit import unopposed
from .terms import Terms, members


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
        return named(terms, needed, len(needed)) if needed else None
    return reach(filter(terms.counts, terms.held), one, condition.n)


def _states(condition: StatesConsent, terms: Terms) -> Moment | None:
    found = members(terms, condition.of)
    need = len(found) if condition.at_least is None else condition.at_least
    return named(terms, found, need) if found else None


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


def _from_opening(condition: FromOpening, terms: Terms) -> Moment | None:
    start = opening(terms.treaty)
    return start.map(lambda day: add_period(day, condition.period)) if start else None


def _in_force(condition: InForce, terms: Terms) -> Moment | None:
    other = terms.context.derivation(condition.treaty)
    return other.entry if other else None


def _all(condition: AllOf, terms: Terms) -> Moment | None:
    """Every branch is met: the latest of them."""
    met = [meet(branch, terms) for branch in condition.of]
    return None if any(m is None for m in met) else latest_of(m for m in met if m is not None)


def _any(condition: AnyOf, terms: Terms) -> Moment | None:
    met = [m for _, m in alternatives(condition, terms)]
    return earliest_of(met) if met else None


def alternatives(condition: AnyOf, terms: Terms) -> list[tuple[AnyCondition, Moment]]:
    """The branches of which one may bring the treaty into force, each with its moment.

    "On a fixed date, provided that C is met by then; otherwise so long after C" (Montreal Protocol,
    article 16; Treaty of Lisbon, article 6): the dated branch holds only if C is met by then, and then alone.
    """
    found: list[tuple[AnyCondition, Moment]] = []
    provided: list[list[AnyCondition]] = []
    for branch in condition.of:
        met = meet(branch, terms)
        if met is None:
            continue
        fixed, rest = _dated(branch)
        if fixed and rest:
            reached = [m for b in rest if (m := meet(b, terms)) is not None]
            if latest_of(reached).lo > latest_of(fixed).hi:
                continue
            provided.append(rest)
        found.append((branch, met))
    return [(b, m) for b, m in found if _dated(b)[0] or _bare(b) not in map(_bare_all, provided)]


def _dated(branch: AnyCondition) -> tuple[list[Moment], list[AnyCondition]]:
    """The fixed dates of a branch, and what must be met by then."""
    parts = branch.of if isinstance(branch, AllOf) else (branch,)
    fixed = [moment(part.date) for part in parts if isinstance(part, OnDate)]
    return fixed, [part for part in parts if not isinstance(part, OnDate)]


def _bare(branch: AnyCondition) -> set[AnyCondition]:
    return _bare_all(branch.of if isinstance(branch, AllOf) else [branch])


def _bare_all(parts: Sequence[AnyCondition]) -> set[AnyCondition]:
    """Conditions without their delays."""
    return {msgspec.structs.replace(part, after=None) for part in parts}


_RULES: dict[type, Callable[[Any, Terms], Moment | None]] = {
    Exchange: _exchange,
    BySignature: _signature,
    Notifications: _notifications,
    OnDate: _date,
    Consents: _consents,
    StatesConsent: _states,
    Signatories: signatories,
    Share: _share,
    PartiesOf: parties_of,
    Unopposed: unopposed,
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
        won = [branch for branch, at in alternatives(condition, terms) if at == due]
        return settled(won[0], terms) if won else None
    if isinstance(condition, NotBefore | FromOpening | InForce):
        return None
    return _RULES[type(condition)](condition, terms)
