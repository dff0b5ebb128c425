"""Disagreement: the answer in the world believed, and in each world in which one other account is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec

from foedera.dates import Answer
from foedera.model import Contested, ContestedSpells, Event, PairState, Status, Treaty, Version

from .answers import status
from .claims import CLAIMS, answered, recalled, unsettled, upheld
from .context import Context
from .derivation import Derivation
from .engine import derive

LIMIT = 24
"""At most so many disagreements are followed, those about effects first."""


def alternatives(
    treaty: Treaty, events: Sequence[Event]
) -> Iterator[tuple[str, tuple[Version, ...], bool, list[Event]]]:
    """(what is disagreed about, the accounts, whether neither is preferred, the other world's events)."""
    for index, event in enumerate(events):
        others = [*events[:index], *events[index + 1 :]]
        name = f"{event.party} {event.act}" + (" (domestic)" if event.step == "domestic" else "")
        if event.act in CLAIMS and recalled(treaty, event, events):
            pass
        elif event.disputed_by and event.act in CLAIMS and event.status == "done":
            versions = (
                Version(value="without effect", sources=event.disputed_by),
                Version(value="takes effect", sources=(event.party,), statements=event.statements),
            )
            yield f"{name} effect", versions, True, [*others, upheld(treaty, event)]
        elif unsettled(treaty, event) and event.status == "done":
            versions = (
                Version(value="without effect", sources=("VCLT 56(1)",)),
                Version(value="takes effect", sources=(event.party,), statements=event.statements),
            )
            yield f"{name} effect", versions, True, [*others, upheld(treaty, event)]
        elif event.disputed_by and event.status == "done":
            versions = (
                Version(value="done", sources=_tellers(event), statements=event.statements),
                Version(value="not done", sources=event.disputed_by),
            )
            yield name, versions, True, others
        for version in event.versions[1:]:
            other = msgspec.structs.replace(event, date=version.value)
            equal = event.equal_rank and version is event.versions[1]
            yield f"{name} date", event.versions, equal, [*others, other]


class Other(NamedTuple):
    """One disagreement followed. ``equal``: neither account is to be preferred."""

    name: str
    versions: tuple[Version, ...]
    equal: bool
    derivation: Derivation


class Worlds(NamedTuple):
    """The world believed and the others: the same for every date, so that a caller may keep them."""

    base: Derivation
    others: tuple[Other, ...]


def worlds_of(
    treaty: Treaty, events: Sequence[Event], context: Context, base: Derivation | None = None
) -> Worlds:
    """Every world of the treaty, derived. ``base``: the derivation of these very events, if any."""
    events = answered(treaty, events)
    followed = sorted(alternatives(treaty, events), key=lambda a: (not a[2], a[0]))
    return Worlds(
        base if base is not None else derive(treaty, events, context),
        tuple(
            Other(name, versions, equal, derive(treaty, other, context))
            for name, versions, equal, other in followed[:LIMIT]
        ),
    )


def status_in_worlds(
    treaty: Treaty,
    events: Sequence[Event],
    context: Context,
    *,
    worlds: Worlds | None = None,
    on: date,
    known: str | None = None,
    party: str | None = None,
    between: tuple[str, str] | None = None,
    place: str | None = None,
    projected: bool = False,
) -> Status:
    """The status on the day, with every disagreement listed and whether the answer depends on it.

    Where believable accounts of one rank lead to different answers, the answer is ``contested``. A better
    source's account stands, and a worse one is listed beside it.
    """
    options: dict[str, Any] = {
        "known": known,
        "party": party,
        "between": between,
        "place": place,
        "projected": projected,
    }
    worlds = worlds if worlds is not None else worlds_of(treaty, events, context)
    base = status(worlds.base, on, **options)
    contested: dict[str, Contested] = {}
    result = base
    for name, versions, equal, derivation in worlds.others:
        world = status(derivation, on, **options)
        differs = _answers(world, party) != _answers(base, party)
        entry = Contested(field=name, versions=versions, matters=differs)
        if name not in contested or differs:
            contested[name] = entry
        if differs and equal:
            result = _merged(result, world)
    return msgspec.structs.replace(result, contested=tuple(contested[name] for name in sorted(contested)))


def contested_spells(worlds: Worlds) -> tuple[ContestedSpells, ...]:
    """What each disagreement between accounts of one rank would change in the timeline."""
    believed = _plain(worlds.base)
    found: dict[str, ContestedSpells] = {}
    for name, versions, equal, derivation in worlds.others:
        told = _plain(derivation)
        subjects = [s for s in told if told[s] != believed.get(s)]
        if equal and subjects:
            spells = tuple(spell for spell in derivation.timeline() if spell.subject in subjects)
            found.setdefault(name, ContestedSpells(field=name, versions=versions, spells=spells))
    return tuple(found[name] for name in sorted(found))


def _plain(derivation: Derivation) -> dict[str, list[tuple[str, str | None, str | None]]]:
    told: dict[str, list[tuple[str, str | None, str | None]]] = {}
    for spell in derivation.timeline():
        told.setdefault(spell.subject, []).append((spell.status, spell.start, spell.until))
    return told


def _answers(found: Status, party: str | None) -> tuple[Any, ...]:
    held = found.parties.get(party) if party else None
    pair = (found.pair.in_force, found.pair.since) if found.pair else None
    return (
        found.in_force,
        found.since if found.in_force is Answer.YES else None,
        held,
        pair,
        found.missing,
        _bound(found),
        found.territory.applies if found.territory else None,
    )


def _bound(found: Status) -> tuple[tuple[str, Answer], ...]:
    return tuple((code, held.in_force) for code, held in sorted(found.parties.items()))


def _merged(base: Status, world: Status) -> Status:
    """``contested`` wherever the two worlds answer differently."""
    parties = {
        code: msgspec.structs.replace(held, in_force=_either(held.in_force, world.parties[code].in_force))
        if code in world.parties
        else held
        for code, held in base.parties.items()
    }
    pair: PairState | None = base.pair
    if pair is not None and world.pair is not None:
        pair = msgspec.structs.replace(pair, in_force=_either(pair.in_force, world.pair.in_force))
    territory = base.territory
    if territory is not None and world.territory is not None:
        applies = _either(territory.applies, world.territory.applies)
        territory = msgspec.structs.replace(territory, applies=applies)
    return msgspec.structs.replace(
        base,
        in_force=_either(base.in_force, world.in_force),
        parties=parties,
        pair=pair,
        territory=territory,
    )


def _tellers(event: Event) -> tuple[str, ...]:
    return event.versions[0].sources if event.versions else ()


def _either(a: Answer, b: Answer) -> Answer:
    return a if a is b else Answer.CONTESTED
