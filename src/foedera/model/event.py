"""Events: single acts of single parties, as believed on a date after weighing the statements."""

from __future__ import annotations

import msgspec

from .vocabulary import ActStatus, ActType, Ground, Organ, Scope, Step


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One of several accounts of one event. ``value``: EDTF date or word; ``sources``: who says it."""

    value: str | None
    sources: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    rank: int = 0


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One act of one party as it is believed, with what supports it and what speaks against it.

    ``date``: EDTF of the version believed. ``versions``: all dated accounts, the believed one first;
    one entry where the sources agree. ``equal_rank``: True where the first two versions come from
    independent sources of the same rank, so that neither is to be preferred. ``disputed_by``: who
    denies that the act happened or has effect. ``statements``: ids it rests on. ``known``: EDTF day on
    which it was first published.
    """

    treaty: str
    party: str
    act: ActType
    step: Step = "international"
    status: ActStatus = "done"
    organ: Organ | None = None
    date: str | None = None
    effective: str | None = None
    place: str | None = None
    to: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    qualified: bool = False
    territory: tuple[str, ...] = ()
    scope: Scope | None = None
    ground: Ground | None = None
    note: str | None = None
    with_parties: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    versions: tuple[Version, ...] = ()
    equal_rank: bool = False
    disputed_by: tuple[str, ...] = ()
    known: str | None = None
