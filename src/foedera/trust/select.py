"""From statements to events: which account of each act is believed, and what the others say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from foedera.dates import EDate, overlap, parse
from foedera.model import Act, Event, Source, Statement, Version
from foedera.register import known_from

from .cluster import Said, clusters, key, undone_on
from .policy import Policy
from .voices import root

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
        when_known = known_from(act, source)
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
    of_party: dict[str, list[Said]] = {}
    for said in items:
        of_party.setdefault(said.party, []).append(said)
    events = [
        _event(treaty, cluster)
        for group in groups.values()
        for cluster in clusters(group, undone_on(of_party[group[0].party], group[0].act.act))
    ]
    return tuple(sorted(events, key=_order))


def _event(treaty: str, cluster: Sequence[Said]) -> Event:
    status = min((said.act.status for said in cluster), key=_STATUS_ORDER.index)
    telling = [said for said in cluster if said.act.status == status]
    denying = [said for said in cluster if said.act.status == "denied"] if status != "denied" else []
    versions, undecided = _versions(telling)
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
        scope=best.act.scope,
        ground=_first(said.act.ground for said in _ranked(telling)),
        note=_first(said.act.note for said in _ranked(telling)),
        with_parties=tuple(sorted({p for said in telling for p in said.act.parties} - {best.party})),
        statements=tuple(dict.fromkeys(said.act.id for said in _ranked(telling))),
        versions=versions,
        equal_rank=undecided,
        disputed_by=tuple(sorted(set(disputed))),
        known=min(known, key=lambda when: when.earliest).text if known else None,
    )


def _ranked(items: Sequence[Said]) -> list[Said]:
    return sorted(items, key=lambda said: (said.rank, said.act.id))


def _first(values: Iterable[T | None]) -> T | None:
    return next((value for value in values if value is not None), None)


class _Account(NamedTuple):
    """``own``: who gives this day, or one that fits it alone. ``shared``: whose day fits others too."""

    when: EDate
    own: list[Said]
    shared: list[Said]

    @property
    def strength(self) -> tuple[int, int]:
        """Ranks of the nearest source that it fits, and of the nearest that speaks for it alone."""
        return min(s.rank for s in (*self.own, *self.shared)), min(s.rank for s in self.own)

    @property
    def roots(self) -> set[str]:
        nearest = self.strength[1]
        return {said.root for said in self.own if said.rank == nearest}


def _versions(items: Sequence[Said]) -> tuple[tuple[Version, ...], bool]:
    """The accounts of the day, believed one first, and whether the first two are of equal rank.

    A vaguer account joins the precise one that it allows; where it allows several it decides between none
    of them. Equal: two that no nearer source sets apart, from speakers who do not copy each other.
    """
    dated: dict[str, list[Said]] = {}
    for said in _ranked(items):
        if said.when:
            dated.setdefault(said.when.text, []).append(said)
    kept: list[_Account] = []
    for text in sorted(dated, key=lambda t: (_width(parse(t)), min(s.rank for s in dated[t]), t)):
        when = parse(text)
        homes = [account for account in kept if overlap(account.when, when)]
        for account in homes:
            (account.own if len(homes) == 1 else account.shared).extend(dated[text])
        if not homes:
            kept.append(_Account(when, list(dated[text]), []))
    if not kept:
        return (_version(None, items),), False
    kept.sort(key=lambda a: (*a.strength, -len({s.root for s in a.own}), _width(a.when), a.when.text))
    equal = len(kept) > 1 and kept[0].strength == kept[1].strength and not kept[0].roots & kept[1].roots
    return tuple(_version(a.when.text, (*a.own, *a.shared)) for a in kept), equal


def _version(value: str | None, items: Sequence[Said]) -> Version:
    ranked = _ranked(items)
    return Version(
        value=value,
        sources=tuple(dict.fromkeys(said.root for said in ranked)),
        statements=tuple(dict.fromkeys(said.act.id for said in ranked)),
        rank=ranked[0].rank,
    )


def _width(when: EDate) -> int:
    if not when.spans:
        return 10**6
    return (when.latest - when.earliest).days


def _order(event: Event) -> tuple[str, ...]:
    when = parse(event.date) if event.date else None
    day = when.earliest.isoformat() if when else "9999-99-99"
    return (day, event.party, event.act, event.step, event.organ or "", event.place or "", *event.statements)
