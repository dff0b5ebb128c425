"""What the engine answers: reasons, spells, and the status of a treaty (contract section 4)."""

from __future__ import annotations

from typing import Any

import msgspec

from foedera.dates import Answer

from .canonical import as_json
from .event import Version
from .vocabulary import PartyStatus


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why: a rule with its article, in words, the statements it rests on, and what that rests on."""

    rule: str
    text: str
    statements: tuple[str, ...] = ()
    because: tuple[Reason, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return as_json(self)


class Spell(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of time in which a status holds: from ``start`` up to, not including, ``until``.

    ``subject``: ``treaty``, a state, or ``A~B``. ``status``: a ``PartyStatus`` for a state; for the
    treaty ``not_in_force``, ``in_force``, ``suspended``, ``terminated``; for a pair ``in_force`` or
    ``not_in_force``. Dates are EDTF; ``start`` None: from the beginning; ``until`` None: with no end
    known.
    """

    subject: str
    status: str
    start: str | None = msgspec.field(name="from", default=None)
    until: str | None = None
    why: tuple[Reason, ...] = ()


class Contested(msgspec.Struct, frozen=True, kw_only=True):
    """A disagreement between sources. ``matters``: whether the answer asked for depends on it."""

    field: str
    versions: tuple[Version, ...]
    matters: bool = False


class ContestedSpells(msgspec.Struct, frozen=True, kw_only=True):
    """What a disagreement would change: ``spells`` as they are in the world in which the other account is
    right, where they differ from the world believed."""

    field: str
    versions: tuple[Version, ...]
    spells: tuple[Spell, ...]


class PartyState(msgspec.Struct, frozen=True, kw_only=True):
    """One state's standing on the date. ``from``, ``until``: when the treaty is in force for it."""

    status: PartyStatus
    since: str | None = None
    in_force: Answer = Answer.NO
    start: str | None = msgspec.field(name="from", default=None)
    until: str | None = None


class PairState(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the treaty is in force between two states, and with which modifications."""

    a: str
    b: str
    in_force: Answer
    since: str | None = None
    until: str | None = None
    modifications: tuple[dict[str, Any], ...] = ()
    why: tuple[Reason, ...] = ()


class TerritoryState(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the treaty applies in a territory on the date (VCLT 29). ``place``: its id, or the name given.

    ``state``: the State that answers for it, None where none is known. ``since``: from when it applies there.
    """

    place: str
    state: str | None
    applies: Answer
    since: str | None = None
    until: str | None = None
    why: tuple[Reason, ...] = ()


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """Counts on the date. ``lower_bound``: the register is partial, there may be more."""

    signatories: int = 0
    contracting: int = 0
    parties: int = 0
    lower_bound: bool = False


class Status(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=False):
    """The legal state of a treaty on a date (``foedera status``)."""

    treaty: str
    on: str
    known: str | None
    in_force: Answer
    since: str | None = None
    until: str | None = None
    missing: tuple[str, ...] = ()
    parties: dict[str, PartyState] = {}
    counts: Counts = Counts()
    why: tuple[Reason, ...] = ()
    contested: tuple[Contested, ...] = ()
    projected: bool = False
    nature: str = "treaty"
    pair: PairState | None = None
    territory: TerritoryState | None = None
    notes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The contract's JSON object; ``pair`` only where two states were asked about, ``territory`` only
        where a place was."""
        plain = as_json(self)
        for asked in ("pair", "territory"):
            if plain[asked] is None:
                del plain[asked]
        return plain
