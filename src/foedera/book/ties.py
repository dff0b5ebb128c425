"""Standings of every State under one treaty, and everybody's pledges to one State: what a map shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from foedera import states
from foedera.dates import Answer, parse
from foedera.panels import OBLIGATIONS

if TYPE_CHECKING:
    from foedera.model import Obligation, PartyState, Status, Treaty

    from .facade import Book


def standings(
    book: Book,
    treaty: str,
    on: date,
    others: Iterable[str],
    known: str | date | None = None,
    now: str | date | None = None,
) -> tuple[Status, dict[str, PartyState]]:
    """The status, and the standing of each of ``others`` that it does not list.

    A State without an act is ``none`` where the record is complete, and ``unknown`` where it is not.
    """
    from foedera.law.answers import parties

    status = book.status(treaty, on=on, known=known, now=now)
    derivation = book.world(known).derivation(status.treaty)
    asked = [code for code in others if code not in status.parties]
    if derivation is None:
        return status, {}
    found = parties(derivation, on, asked)
    return status, {code: found[code] for code in asked}


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """One pledge between a State and another. ``owes``: the State owes it; ``owed``: it is owed to it.

    ``answer``: whether the treaty is in force for both on the day; never no.
    """

    treaty: str
    type: str
    answer: Answer
    owes: bool
    owed: bool


def ties(book: Book, state: str, on: date, known: str | date | None = None) -> dict[str, tuple[Tie, ...]]:
    """By other State, the pledges of the five types that hold on the day between it and ``state``.

    ``state``: a register id as of the day. Left out, as in the tables of alliances: general treaties,
    which bind everybody to everybody, and political commitments. Before a secret clause was public
    (``known``) it is not told.
    """
    from foedera.panels.from_records import is_general

    found: dict[str, list[Tie]] = {}
    for record in book.register.all():
        pledges = [o for o in record.obligations if o.type in OBLIGATIONS and _holds(o, on, known)]
        if not pledges or not record.is_treaty or not _near(book, record, state, on, known):
            continue
        bound = {c: a for c, a in bound_by(book, record.id, on, known).items() if a is not Answer.NO}
        if not bound or is_general(record, len(bound)):
            continue
        for other, tie in _between(record, pledges, bound, state, on):
            found.setdefault(other, []).append(tie)
    return {other: tuple(found[other]) for other in sorted(found)}


def bound_by(book: Book, treaty: str, on: date, known: str | date | None) -> dict[str, Answer]:
    """Whether the treaty is in force for each State it lists: what ``Book.status`` says of that, alone.

    For a picture of many treaties: reasons and what is missing would take most of the time.
    """
    from foedera.law.answers import parties

    worlds = book.world(known).worlds(treaty)
    found = {code: held.in_force for code, held in parties(worlds.base, on).items()}
    for other in worlds.others:
        # Accounts of one rank: where they lead apart, the answer is contested.
        for code, held in parties(other.derivation, on).items() if other.equal else ():
            if code in found and held.in_force is not found[code]:
                found[code] = Answer.CONTESTED
    return found


def _between(
    record: Treaty, pledges: list[Obligation], bound: Mapping[str, Answer], state: str, on: date
) -> Iterable[tuple[str, Tie]]:
    for type_ in dict.fromkeys(o.type for o in pledges):
        owes: dict[str, Answer] = {}
        owed: dict[str, Answer] = {}
        for obligation in (o for o in pledges if o.type == type_):
            holders = _named(obligation.holders, on, bound)
            to = _named(obligation.beneficiaries, on, bound)
            outside = not isinstance(obligation.beneficiaries, str)
            if state in holders and state in bound:
                for other in to - {state}:
                    if other in bound or outside:
                        owes[other] = bound[state] & bound.get(other, Answer.YES)
            if state in to and (state in bound or outside):
                for other in (holders & set(bound)) - {state}:
                    owed[other] = bound[other] & bound.get(state, Answer.YES)
        for other in sorted({*owes, *owed}):
            answer = owes.get(other, owed.get(other, Answer.UNKNOWN))
            yield (
                other,
                Tie(treaty=record.id, type=type_, answer=answer, owes=other in owes, owed=other in owed),
            )


def _named(named: object, on: date, bound: Mapping[str, Answer]) -> set[str]:
    """``each`` and ``other``: all who are bound; else the States named, under the code of the day."""
    if named is None:
        return set()
    if isinstance(named, str):
        return set(bound)
    return {states.continuing(code, on) for code in named}  # type: ignore[attr-defined]


def _near(book: Book, record: Treaty, state: str, on: date, known: str | date | None) -> bool:
    """Whether the State acted on the treaty, or a State that it continues or came out of, or is named."""
    if record.done.date is not None and parse(record.done.date).earliest > on:
        return False
    same = {state, *(link.predecessor for link in states.predecessors(state))}
    same |= {link.successor for link in states.successors(state)}
    told = {event.party for event in book.world(known).events(record.id)} | set(record.negotiating)
    named = {c for o in record.obligations if not isinstance(o.beneficiaries, str) for c in o.beneficiaries}
    return bool(same & (told | named))


def _holds(obligation: Obligation, on: date, known: str | date | None) -> bool:
    """Whether the clause applied on the day, and was public by the day of knowledge."""
    since, until, public = obligation.since, obligation.until, obligation.public_from
    if since and parse(since).earliest > on:
        return False
    if until and parse(until).latest <= on:
        return False
    horizon = parse(str(known)).latest if known is not None else None
    return not (horizon is not None and public and parse(public).earliest > horizon)
