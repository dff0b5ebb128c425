"""From statements to events: which account of each act is believed, and what the others say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from foedera.dates import EDate, overlap, parse
from foedera.model import Act, Event, Source, Statement, Version

from .cluster import Said, clusters, exit_days, key
from .policy import Policy
from .voices import published, root

T = TypeVar("T")
_STATUS_ORDER = ("done", "alleged", "conditional", "planned", "proposed", "refused", "denied")


def select(
    statements: Iterable[Statement],
    sources: Mapping[str, Source],
    treaty: str,
    *,
    known: date | None = None,
    policy: Policy | None = None,
) -> tuple[Event, ...]:
    """The acts of ``treaty`` as believed, from what had been published by ``known`` (None: everything).

    One event per party; whatever the order of the statements, the same events in the same order.
    Retracted statements are left out.
    """
    policy = policy or Policy()
    items: list[Said] = []
    for act in {s.id: s for s in statements if isinstance(s, Act) and s.treaty == treaty}.values():
        if "retracted" in act.flags:
            continue
        source = sources.get(act.source)
        when_known = published(act, source)
        if known is not None and when_known is not None and when_known.latest > known:
            continue
        for party in dict.fromkeys(act.parties):
            items.append(
                Said(
                    act=act,
                    party=party,
                    rank=policy.place(act, source),
                    root=root(act, source),
                    when=parse(act.date) if act.date else None,
                    known=when_known,
                )
            )
    groups: dict[tuple[object, ...], list[Said]] = {}
    for said in sorted(items, key=lambda s: (s.rank, s.act.id, s.party)):
        groups.setdefault(key(said), []).append(said)
    exits: dict[str, list[date]] = {}
    for said in items:
        exits.setdefault(said.party, [])
    for party in exits:
        exits[party] = exit_days([said for said in items if said.party == party])
    events = [
        _event(treaty, cluster)
        for group in groups.values()
        for cluster in clusters(group, exits[group[0].party])
    ]
    return tuple(sorted(events, key=_order))


def _event(treaty: str, cluster: Sequence[Said]) -> Event:
    status = min((said.act.status for said in cluster), key=_STATUS_ORDER.index)
    telling = [said for said in cluster if said.act.status == status]
    denying = [said for said in cluster if said.act.status == "denied"] if status != "denied" else []
    versions = _versions(telling)
    best = min(telling, key=lambda said: (said.rank, said.act.date != versions[0].value, said.act.id))
    disputed = [
        *(speaker for said in telling for speaker in said.act.disputed_by),
        *(s.root for s in denying),
    ]
    known = [said.known for said in telling if said.known]
    return Event(
        treaty=treaty,
        party=best.party,
        act=best.act.act,
        step=best.act.step,
        status=status,
        organ=_first(said.act.organ for said in _ranked(telling)),
        date=versions[0].value,
        effective=_first(said.act.effective for said in _ranked(telling)),
        place=_first(said.act.place for said in _ranked(telling)),
        to=best.act.to,
        articles=best.act.articles,
        qualified=best.act.qualified,
        territory=best.act.territory,
        note=_first(said.act.note for said in _ranked(telling)),
        with_parties=tuple(sorted({p for said in telling for p in said.act.parties} - {best.party})),
        statements=tuple(dict.fromkeys(said.act.id for said in _ranked(telling))),
        versions=versions,
        equal_rank=_undecided(telling, versions),
        disputed_by=tuple(sorted(set(disputed))),
        known=min(known, key=lambda when: when.earliest).text if known else None,
    )


def _ranked(items: Sequence[Said]) -> list[Said]:
    return sorted(items, key=lambda said: (said.rank, said.act.id))


def _first(values: Iterable[T | None]) -> T | None:
    return next((value for value in values if value is not None), None)


def _versions(items: Sequence[Said]) -> tuple[Version, ...]:
    """The accounts of the day, believed one first; a vaguer account joins the precise one that it allows."""
    dated: dict[str, list[Said]] = {}
    for said in _ranked(items):
        if said.when:
            dated.setdefault(said.when.text, []).append(said)
    kept: list[tuple[EDate, list[Said]]] = []
    for text in sorted(dated, key=lambda t: (_width(parse(t)), min(s.rank for s in dated[t]), t)):
        when = parse(text)
        homes = [entry for entry in kept if overlap(entry[0], when)]
        if homes:
            min(homes, key=lambda entry: min(s.rank for s in entry[1]))[1].extend(dated[text])
        else:
            kept.append((when, list(dated[text])))
    if not kept:
        return (_version(None, items),)
    kept.sort(
        key=lambda e: (min(s.rank for s in e[1]), -len({s.root for s in e[1]}), _width(e[0]), e[0].text)
    )
    return tuple(_version(when.text, said) for when, said in kept)


def _version(value: str | None, items: Sequence[Said]) -> Version:
    ranked = _ranked(items)
    return Version(
        value=value,
        sources=tuple(dict.fromkeys(said.root for said in ranked)),
        statements=tuple(dict.fromkeys(said.act.id for said in ranked)),
        rank=ranked[0].rank,
    )


def _undecided(items: Sequence[Said], versions: tuple[Version, ...]) -> bool:
    """Two versions of the same rank from speakers who do not copy each other."""
    if len(versions) < 2 or versions[0].rank != versions[1].rank:
        return False
    tellers = [
        {said.root for said in items if said.act.id in version.statements and said.rank == version.rank}
        for version in versions[:2]
    ]
    return not tellers[0] & tellers[1]


def _width(when: EDate) -> int:
    if not when.spans:
        return 10**6
    return (when.latest - when.earliest).days


def _order(event: Event) -> tuple[str, ...]:
    when = parse(event.date) if event.date else None
    day = when.earliest.isoformat() if when else "9999-99-99"
    return (day, event.party, event.act, event.step, event.organ or "", event.place or "", *event.statements)
