"""Which statements are about one event: the same party, act and step, told more than once.

Two sources that give different days give two *versions* of one event, unless something says that there
were two: one and the same source tells both, the places differ (several depositaries), or the party left
the treaty in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from foedera.dates import EDate, overlap, parse
from foedera.model import Act

# A state does these once, until it leaves; the others it may do again, so far dates are other events.
ONCE: frozenset[str] = frozenset(
    (
        "initialling",
        "signature",
        "ratification",
        "acceptance",
        "approval",
        "accession",
        "succession",
        "exchange",
        "deposit",
        "entry_into_force",
        "registration",
        "promulgation",
    )
)
_LEAVING = frozenset(("denunciation", "termination", "consent_withdrawal", "signature_withdrawal"))
_JOINING = frozenset(
    ("signature", "ratification", "acceptance", "approval", "accession", "succession", "exchange", "deposit")
)
_UNDONE_BY: dict[str, frozenset[str]] = {
    **dict.fromkeys(_LEAVING, _JOINING | {"denunciation_revocation"}),
    "denunciation_revocation": frozenset({"denunciation"}),
    "suspension": frozenset({"resumption"}),
    "resumption": frozenset({"suspension"}),
    "reservation": frozenset({"reservation_withdrawal"}),
    "reservation_withdrawal": frozenset({"reservation"}),
}
"""What must lie between two acts of one kind for both to have happened; for all others, an exit."""
_REFUSABLE = frozenset({"extension", "provisional_application"})
NEAR = 366
"""Days within which two accounts of a repeatable act are taken for one event."""


class Said(NamedTuple):
    """One statement about one party. ``rank``: 0 is nearest to the act. ``root``: the root speaker."""

    act: Act
    party: str
    rank: int
    root: str
    when: EDate | None
    known: EDate | None


def key(said: Said) -> tuple[object, ...]:
    """What two statements must share to be about one event, apart from time and place."""
    act = said.act
    own = (act.to, act.articles, act.territory, act.scope) if act.act not in ONCE else ()
    # To begin provisional application and to end it, to extend and not to extend, are two acts.
    notice = act.status == "refused" and act.act in _REFUSABLE
    return (said.party, act.act, act.step, notice, *own)


def clusters(items: Sequence[Said], between: Sequence[date]) -> list[list[Said]]:
    """Statements with one ``key`` → one list per event. ``between``: see ``undone_on``."""
    found: list[list[Said]] = []
    for organ_group in _by_organ(items):
        dated = sorted((s for s in organ_group if s.when and s.when.spans), key=_nearness)
        events: list[list[Said]] = []
        for said in dated:
            home = _home(said, events, between)
            if home is None:
                events.append([said])
            else:
                home.append(said)
        vague = [s for s in organ_group if not (s.when and s.when.spans)]
        for said in vague:
            homes = [
                e
                for e in events
                if any(_may_be_one(said, o) for o in e) and not _announced_anew(said, e, between)
            ]
            if homes:
                # No year: it is the latest event that fits; reports tell what is new.
                max(homes, key=_latest).append(said)
            else:
                events.append([said])
        found.extend(events)
    return found


def _announced_anew(said: Said, event: list[Said], between: Sequence[date]) -> bool:
    """An undated plan published after the party left again is not about what it did before."""
    if said.act.status in ("done", "denied", "alleged") or said.known is None:
        return False
    last, known = _latest(event), said.known.earliest
    return any(last < out < known for out in between)


def _latest(event: list[Said]) -> date:
    return max((said.when.latest for said in event if said.when and said.when.spans), default=date.min)


def _nearness(said: Said) -> tuple[int, int, str, str]:
    # Near and precise accounts first: they are the anchors that later ones join.
    when = said.when
    width = (when.latest - when.earliest).days if when else 0
    return (said.rank, width, when.text if when else "", said.act.id)


def _by_organ(items: Sequence[Said]) -> list[list[Said]]:
    """Two houses of parliament are two events; an unnamed organ may be any."""
    named: dict[str, list[Said]] = {}
    for said in items:
        if said.act.organ:
            named.setdefault(said.act.organ, []).append(said)
    unnamed = [said for said in items if not said.act.organ]
    if not named:
        return [unnamed]
    for said in unnamed:
        fits = [g for g in named.values() if any(_may_be_one(said, other) for other in g)]
        (fits[0] if fits else next(iter(sorted(named.items())))[1]).append(said)
    return [group for _, group in sorted(named.items())]


def _home(said: Said, events: list[list[Said]], between: Sequence[date]) -> list[Said] | None:
    fits = [e for e in events if _one_event(said, e[0], e, between)]
    return min(fits, key=lambda e: (_distance(said, e[0]), e[0].act.id)) if fits else None


def _one_event(said: Said, anchor: Said, event: list[Said], between: Sequence[date]) -> bool:
    if (
        said.act.place
        and anchor.act.place
        and said.act.place != anchor.act.place
        and not _may_be_one(said, anchor)
    ):
        return False
    if _may_be_one(said, anchor):
        return True
    if any(other.act.source == said.act.source and other.act.id != said.act.id for other in event):
        return False
    a, b = sorted((_day(said), _day(anchor)))
    if any(a < out < b for out in between):
        return False
    return said.act.act in ONCE or (b - a).days <= NEAR


def _may_be_one(a: Said, b: Said) -> bool:
    if a.when is None or b.when is None:
        return True
    return overlap(a.when, b.when)


def _distance(a: Said, b: Said) -> int:
    return 0 if _may_be_one(a, b) else abs((_day(a) - _day(b)).days)


def _day(said: Said) -> date:
    when = said.when or parse("2000")
    return when.latest if when.earliest == date.min else when.earliest


def undone_on(items: Iterable[Said], act: str) -> list[date]:
    """Days between two of which a party can have done ``act`` again: for a consent the days on which it
    left, for a denunciation those on which it joined or took one back. ``items``: all of one party."""
    kinds = _UNDONE_BY.get(act, _LEAVING)
    return sorted(
        _day(s)
        for s in items
        if s.act.act in kinds and s.act.step == "international" and s.act.status == "done" and s.when
    )
