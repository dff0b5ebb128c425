"""The pages in the head of every page, in the order of the work; only those that this build has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Item(NamedTuple):
    """``key``: its message; ``dated``: whether its address takes ``on``, ``known`` and ``trust``."""

    key: str
    path: str
    dated: bool = True


ITEMS = (
    Item("nav.search", "/"),
    Item("nav.between", "/between"),
    Item("nav.duties", "/duties"),
    Item("nav.cascade", "/cascade"),
    Item("nav.conflicts", "/conflicts"),
    Item("nav.map", "/map"),
    Item("nav.network", "/network"),
    Item("nav.read", "/read"),
    Item("nav.clause", "/clause"),
    Item("nav.ledger", "/ledger"),
    Item("nav.audit", "/audit"),
)


def present(paths: Iterable[str]) -> tuple[Item, ...]:
    """The items whose page there is."""
    known = set(paths)
    return tuple(item for item in ITEMS if item.path in known)
