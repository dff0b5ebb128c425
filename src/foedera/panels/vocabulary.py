"""Words of the tables: units, conventions, systems, obligations and conditions."""

from __future__ import annotations

from typing import Literal, get_args

Unit = Literal["dyad-year", "dyad-spell", "state-year", "treaty-year", "party-year", "provenance"]
"""``provenance`` is what a table rests on (``Panel.provenance``); it is asked of a table, not built."""

Convention = Literal["any_day", "january_1", "december_31", "whole_year"]
"""When a year counts: on any of its days, on its first, on its last, or on all of them."""

System = Literal["cow", "gw", "un", "none"]
"""Whose list of states makes the universe; ``none``: only pairs or states that something is recorded of."""

ALSO = {"dyad-day": "dyad-spell"}
"""Other names of a unit: a spell of days says of each of its days what a row for the day would say."""

UNITS: tuple[str, ...] = tuple(word for word in get_args(Unit) if word != "provenance")
CONVENTIONS: tuple[str, ...] = get_args(Convention)
SYSTEMS: tuple[str, ...] = get_args(System)

OBLIGATIONS = ("defense", "offense", "neutrality", "nonaggression", "consultation")
"""Bit k of ``owes`` is the k-th."""

CONDITIONS = (
    "defense_adversary",
    "defense_place",
    "defense_conflict",
    "defense_number",
    "defense_demands",
    "defense_unprovoked",
    "offense_adversary",
    "offense_place",
    "offense_conflict",
    "offense_number",
    "offense_demands",
    "neutrality_adversary",
    "neutrality_place",
    "neutrality_conflict",
    "neutrality_number",
    "neutrality_demands",
    "neutrality_unprovoked",
    "neutrality_attacked",
    "consultation_adversary",
    "consultation_place",
    "consultation_conflict",
    "consultation_request",
)
"""Bit k of ``conditions`` is the k-th. Named after the obligation and what it depends on."""

ALL_CONDITIONS = (1 << len(CONDITIONS)) - 1


LAW = "law"
"""In the column ``source``: derived by the law of treaties from the acts on record."""


def condition_bits(obligation: str) -> int:
    """The bits of the conditions of one obligation."""
    return sum(1 << k for k, name in enumerate(CONDITIONS) if name.startswith(f"{obligation}_"))
