"""Pledges within an alliance that are owed to some members only, as ``guarantees.yml`` records them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from foedera.errors import FoederaError
from foedera.model import obligation

FILE = Path(__file__).parent / "guarantees.yml"


class Pledge(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``holders`` owe the obligation ``type`` under the ATOP alliance to ``to`` alone (empty: to nobody).

    Register ids, as of the alliance's time. ``phases``: empty for all.
    """

    alliance: int = 0
    type: obligation.ObligationType
    holders: tuple[str, ...]
    to: tuple[str, ...]
    phases: tuple[int, ...] = ()


class Guarantee(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One alliance of unequal pledges. ``source``: where it can be read; ``reason``: why they are unequal."""

    alliance: int
    name: str
    pledges: tuple[Pledge, ...]
    source: str
    reason: str


@cache
def guarantee_records() -> tuple[Guarantee, ...]:
    """All records of the file."""
    import yaml

    try:
        plain = yaml.safe_load(FILE.read_text(encoding="utf-8"))
        return msgspec.convert(plain, tuple[Guarantee, ...])
    except (msgspec.ValidationError, yaml.YAMLError) as fault:
        raise FoederaError("exchange/atop/guarantees.yml", str(fault), "mend the record") from None


def guarantees() -> tuple[Pledge, ...]:
    """The pledges, each with its alliance."""
    return tuple(
        msgspec.structs.replace(pledge, alliance=record.alliance)
        for record in guarantee_records()
        for pledge in record.pledges
    )
