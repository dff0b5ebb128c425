"""The event that may engage duties: who did what to whom, where, and what is not known about it."""

from __future__ import annotations

from datetime import date

import msgspec

from foedera.dates import Answer
from foedera.errors import FoederaError

KINDS: tuple[str, ...] = ("armed_attack", "threat", "internal", "mobilization", "assistance")
"""``assistance``: force used in help of the attacked; a cascade makes such events."""


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One event on one day.

    ``attacked``, ``by``: register ids; ``by`` None for an internal event. ``on``: the day. ``place``: as
    given, None where not told. ``happened``: no doubt (yes), only alleged (contested). ``said_by``,
    ``denied_by``: the speakers on each side of an allegation. The premises that no register can know
    are three-valued; unknown unless told: ``requested`` (help was asked for), ``state_of_war`` (the
    attack brought one about), ``provoked``, ``decision`` (the deciding body has decided to act),
    ``adversaries``: how many powers attack (None: as given).
    """

    kind: str
    attacked: str
    by: str | None
    on: date
    place: str | None = None
    object: str | None = None
    happened: Answer = Answer.YES
    said_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    requested: Answer = Answer.UNKNOWN
    state_of_war: Answer = Answer.UNKNOWN
    provoked: Answer = Answer.UNKNOWN
    decision: Answer = Answer.UNKNOWN
    adversaries: tuple[str, ...] = ()


def checked(event: Event) -> Event:
    """The event itself; raises ``FoederaError`` where it cannot be."""
    from foedera import states

    if event.kind not in KINDS:
        raise FoederaError(
            "--event", f"'{event.kind}' is not a kind of event", f"take one of {', '.join(KINDS)}"
        )
    if event.by == event.attacked:
        raise FoederaError(
            "--by", f"{event.by} cannot attack itself", "use --event internal for a rising or coup"
        )
    if event.by is None and event.kind != "internal":
        raise FoederaError("--by", "no attacker is named", "name the attacking state")
    for option, state in (("--attacked", event.attacked), ("--by", event.by)):
        if state and states.exists(state, event.on) is Answer.NO:
            raise FoederaError(
                option,
                f"{states.name_of(state)} ({state}) did not exist on {event.on}",
                "check the date or the code",
            )
    return event
