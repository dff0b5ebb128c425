"""The records of this room: a State (or organization, or territory), its spells, links, names and matches."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

Kind = Literal["state", "organization", "territory"]
NameKind = Literal[
    "code",
    "name",
    "short",
    "former",
    "demonym",
    "capital",
    "leader",
    "agency",
    "institution",
    "organization",
    "pair",
]
LinkKind = Literal["continuation", "dissolution", "separation", "merger", "independence"]


class Interval(msgspec.Struct, frozen=True):
    """Days from ``start`` to ``end``, both inclusive.

    ``start`` None: since before 1816, where the sources begin; ``end`` None: still so.
    ``contested``: States or registers differ on whether the State existed in this time.
    """

    start: date | None = None
    end: date | None = None
    contested: bool = False

    def covers(self, on: date) -> bool:
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)

    def to_dict(self) -> dict[str, object]:
        found: dict[str, object] = {
            "from": self.start and self.start.isoformat(),
            "until": self.end and self.end.isoformat(),
        }
        return {**found, "contested": True} if self.contested else found


class CodeSpell(msgspec.Struct, frozen=True):
    """A code number of a system (COW or GW) that a State had from ``start`` to ``end`` (None: open)."""

    code: int
    start: date
    end: date | None = None

    def covers(self, on: date) -> bool:
        return self.start <= on and (self.end is None or on <= self.end)

    def to_dict(self) -> dict[str, object]:
        return {"code": self.code, "from": self.start.isoformat(), "until": self.end and self.end.isoformat()}


class SystemSpell(msgspec.Struct, frozen=True):
    """Membership of a State in a system of states; ``code`` is None in the system ``un``."""

    id: str
    code: int | None
    start: date
    end: date | None


class Link(msgspec.Struct, frozen=True):
    """A succession: ``date`` is the first day of the new situation."""

    predecessor: str
    successor: str
    kind: LinkKind
    date: date
    note: str = ""

    def to_dict(self) -> dict[str, object]:
        return {
            "predecessor": self.predecessor,
            "successor": self.successor,
            "kind": self.kind,
            "date": self.date.isoformat(),
            "note": self.note,
        }


class State(msgspec.Struct, frozen=True):
    """A State, an international organization, or a territory that has an ISO code and is no State.

    ``responsible`` is, for a territory, the State responsible for its foreign relations (None: none).
    ``regional_integration``: an organization to which members transferred treaty-making powers.
    """

    id: str
    label: str
    kind: Kind = "state"
    official: str = ""
    iso2: str | None = None
    iso3166_3: tuple[str, ...] = ()
    old_codes: tuple[str, ...] = ()
    existence: tuple[Interval, ...] = ()
    un: tuple[Interval, ...] = ()
    cow: tuple[CodeSpell, ...] = ()
    gw: tuple[CodeSpell, ...] = ()
    regional_integration: bool = False
    responsible: str | None = None
    note: str = ""

    def name(self, lang: str = "en") -> str:
        """The name for display in a CLDR language; English where there is none in that language."""
        from .names import display_name

        return display_name(self.id, lang) or self.label

    @property
    def iso3(self) -> str | None:
        """The current ISO 3166-1 alpha-3 code."""
        return self.id if self.iso2 and len(self.id) == 3 and self.id != "XKX" else None

    @property
    def un_member_since(self) -> date | None:
        """The first day of the present membership of the United Nations; None when not a member now."""
        return next((spell.start for spell in self.un if spell.end is None), None)


class LexEntry(msgspec.Struct, frozen=True):
    """A form of a name that may stand in a text. ``ref``: register id, or the name of a news agency.

    A ``pair`` ("朝俄", "한미일") names two or more States at once: ``ref`` has their ids with spaces between.

    ``organ`` says for a leader or an institution what speaks (``head_of_state``, ``lower_house`` …);
    ``from_`` and ``until`` bound the time in which the form means ``ref`` (None: unbounded).
    """

    text: str
    kind: NameKind
    ref: str
    organ: str | None = None
    lang: str = ""
    from_: date | None = None
    until: date | None = None


class Match(msgspec.Struct, frozen=True):
    """Why a text may mean a State: the kind of name, the name, its languages; ``score`` 1 is exact."""

    id: str
    kind: NameKind
    matched: str
    languages: tuple[str, ...] = ()
    organ: str | None = None
    from_: date | None = None
    until: date | None = None
    score: float = 1.0

    def to_dict(self) -> dict[str, object]:
        return {
            "kind": self.kind,
            "matched": self.matched,
            "languages": list(self.languages),
            "organ": self.organ,
            "from": self.from_ and self.from_.isoformat(),
            "until": self.until and self.until.isoformat(),
            "score": round(self.score, 3),
        }
