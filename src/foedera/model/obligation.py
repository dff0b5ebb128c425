"""Obligations of a treaty: who owes what to whom, and when it is engaged (LAW section 5)."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

ObligationType = Literal[
    "defense", "offense", "neutrality", "nonaggression", "consultation", "no_conflicting_treaty", "other"
]


class Obligation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One obligation.

    ``holders``: ``each`` party or codes of those who owe it. ``beneficiaries``: ``other`` (every other
    party), ``each`` or codes. ``trigger``: the event that engages it. ``requires``: further premises of
    the clause; ``subject_to``: provisos. ``place``: areas the event must lie in; ``outside``: areas
    excluded. ``adversary``: the only attackers it is keyed to; ``not_against``: attackers excluded.
    ``firmness``: 5 automatic, military means named … 0 none. ``public_from``: the date on which a
    secret clause became known, None for a public one. ``since``, ``until``: EDTF days between which the
    clause applied, where they differ from the treaty's.
    """

    article: str | None = None
    type: ObligationType
    holders: str | tuple[str, ...] = "each"
    beneficiaries: str | tuple[str, ...] = "other"
    trigger: str | tuple[str, ...] = "armed_attack"
    requires: tuple[str, ...] = ()
    subject_to: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    adversary: tuple[str, ...] = ()
    not_against: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    minimum_adversaries: int | None = None
    duty: str | None = None
    firmness: int | None = None
    public_from: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    note: str | None = None
    extra: dict[str, Any] | None = None
