"""From nodes to values: what a field may hold, and every fault with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

import msgspec

from foedera import dates
from foedera.dates import Delay, Period
from foedera.errors import FoederaError

from .nodes import Node


class Fault(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One fault of a record: where, what, and what to do."""

    file: str
    line: int
    what: str
    hint: str = ""

    def error(self) -> FoederaError:
        return FoederaError(f"{self.file}:{self.line}", self.what, self.hint)


Field = Callable[["Decoder", Node, str], Any]
"""Decodes one field: decoder, node, and the field's name for messages. None means a fault was noted."""


class Decoder:
    """Collects the faults of one file. ``on``: the day as of which names of states are understood."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self.on: date | None = None

    def fault(self, line: int, what: str, hint: str = "") -> None:
        self.faults.append(Fault(file=self.file, line=line, what=what, hint=hint))

    def wrong(self, node: Node, name: str, wanted: str) -> None:
        self.fault(node.line, f"'{name}' must be {wanted}, not {node.shown()}")

    def mapping(
        self, node: Node, fields: Mapping[str, Field], name: str, required: Iterable[str] = ()
    ) -> dict[str, Any] | None:
        """The decoded fields that were given and are right; None where the whole is of no use."""
        if node.kind != "map":
            self.wrong(node, name, "a mapping")
            return None
        found: dict[str, Any] = {}
        for key, (line, child) in node.value.items():
            field = fields.get(key)
            if field is None:
                self.fault(line, f"unknown key '{key}' in {name}", near(key, fields))
            elif not child.null:
                value = field(self, child, key)
                if value is not None:
                    found[key] = value
        lacking = [key for key in required if key not in node.value]
        for key in lacking:
            self.fault(node.line, f"{name} has no '{key}'", "add it")
        return None if any(key not in found for key in required) else found


def near(word: str, words: Iterable[str]) -> str:
    """ "did you mean …?", or the words there are."""
    import difflib

    known = list(words)
    close = difflib.get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return f"did you mean '{close[0]}'?" if close else f"known: {', '.join(known[:40])}"


# -- scalars ---------------------------------------------------------------------------


def text(d: Decoder, node: Node, name: str) -> str | None:
    if node.kind != "text":
        d.wrong(node, name, "text")
        return None
    return str(node.value).strip()


def day(d: Decoder, node: Node, name: str) -> str | None:
    """An EDTF date, as it is written."""
    if node.kind != "text":
        d.wrong(node, name, "a date")
        return None
    return date_text(d, node.value, node.line, name)


def date_text(d: Decoder, value: str, line: int, name: str) -> str | None:
    try:
        return str(dates.parse(value, name))
    except FoederaError as fault:
        d.fault(line, f"{name}: {fault.what}", fault.hint)
        return None


def whole(d: Decoder, node: Node, name: str) -> int | None:
    if node.kind != "text" or not re.fullmatch(r"\d{1,9}", node.value):
        d.wrong(node, name, "a whole number")
        return None
    return int(node.value)


def number(d: Decoder, node: Node, name: str) -> float | None:
    """A number, or a fraction such as ``3/4``."""
    match = (
        re.fullmatch(r"(\d{1,12}(?:\.\d{1,12})?)(?:/(\d{1,9}))?", node.value) if node.kind == "text" else None
    )
    if not match or (match[2] and not int(match[2])):
        d.wrong(node, name, "a number")
        return None
    return float(match[1]) / int(match[2] or 1)


def boolean(d: Decoder, node: Node, name: str) -> bool | None:
    word = node.value.lower() if node.kind == "text" else None
    if word not in ("true", "false", "yes", "no"):
        d.wrong(node, name, "true or false")
        return None
    return word in ("true", "yes")


def choice(words: Iterable[str]) -> Field:
    """One of ``words``."""
    allowed = tuple(words)

    def one(d: Decoder, node: Node, name: str) -> str | None:
        if node.kind != "text":
            d.wrong(node, name, f"one of {', '.join(allowed)}")
            return None
        if node.value not in allowed:
            d.fault(node.line, f"'{name}' cannot be '{node.value}'", near(node.value, allowed))
            return None
        return str(node.value)

    return one


def listed(item: Field) -> Field:
    """One value or a list of values, as a tuple."""

    def many(d: Decoder, node: Node, name: str) -> tuple[Any, ...]:
        nodes = node.value if node.kind == "list" else [node]
        return tuple(value for child in nodes if (value := item(d, child, name)) is not None)

    return many


texts = listed(text)


def localized(d: Decoder, node: Node, name: str) -> dict[str, str] | None:
    """Text by language; one text alone is English."""
    if node.kind == "text":
        return {"en": str(node.value).strip()}
    return _by_key(d, node, name, text)


def localized_lists(d: Decoder, node: Node, name: str) -> dict[str, tuple[str, ...]] | None:
    if node.kind == "list":
        return {"en": texts(d, node, name)}
    return _by_key(d, node, name, texts)


def _by_key(d: Decoder, node: Node, name: str, item: Field) -> dict[str, Any] | None:
    if node.kind != "map":
        d.wrong(node, name, "a mapping of languages")
        return None
    found: dict[str, Any] = {}
    for key, (line, child) in node.value.items():
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", key):
            d.fault(line, f"'{key}' is no language code in {name}", "write it as in BCP 47, e.g. en, zh-Hant")
        elif (value := item(d, child, f"{name}.{key}")) is not None:
            found[key] = value
    return found


def free(d: Decoder, node: Node, name: str) -> Any:
    """Any plain value, for fields whose inner form another room defines."""
    if node.kind == "map":
        return {key: free(d, child, key) for key, (_, child) in node.value.items()}
    if node.kind == "list":
        return [free(d, child, name) for child in node.value]
    if node.null:
        return None
    word = str(node.value)
    if not node.plain:
        return word
    if word.lower() in ("true", "false"):
        return word.lower() == "true"
    if re.fullmatch(r"[+-]?\d{1,15}", word) and not re.fullmatch(r"[+-]?0\d+", word):
        return int(word)
    return float(word) if re.fullmatch(r"[+-]?\d{1,15}\.\d{1,15}", word) else word


def free_mapping(d: Decoder, node: Node, name: str) -> dict[str, Any] | None:
    if node.kind != "map":
        d.wrong(node, name, "a mapping")
        return None
    found: dict[str, Any] = free(d, node, name)
    return found


# -- time ------------------------------------------------------------------------------

_UNITS: dict[str, Field] = {"days": whole, "months": whole, "years": whole}


def period(d: Decoder, node: Node, name: str) -> Period | None:
    found = d.mapping(node, _UNITS, name)
    if found is None:
        return None
    if not found:
        d.fault(node.line, f"'{name}' names no time", "write {days: N}, {months: N} or {years: N}")
        return None
    return Period(**found)


def delay(d: Decoder, node: Node, name: str) -> Delay | None:
    found = d.mapping(node, {**_UNITS, "then": choice(("next_first",)), "first_of_month": whole}, name)
    if found is None:
        return None
    if not found or ("first_of_month" in found and len(found) > 1):
        d.fault(
            node.line,
            f"'{name}' is no delay",
            "write {days: N}, {months: N, then: next_first} or {first_of_month: N}",
        )
        return None
    return Delay(**found)


# -- states ----------------------------------------------------------------------------


def state(d: Decoder, node: Node, name: str) -> str | None:
    """A state or an organization by any code or name, as its register id."""
    if node.kind != "text":
        d.wrong(node, name, "a state's code or name")
        return None
    return state_text(d, node.value, node.line, name)


def state_text(d: Decoder, value: str, line: int, name: str, on: date | None = None) -> str | None:
    word = value.strip()
    if word in codes():
        return word
    try:
        return resolved(word, on or d.on)
    except FoederaError as fault:
        d.fault(line, f"{name}: {fault.what}", fault.hint)
        return None


states = listed(state)


def organ_or_state(d: Decoder, node: Node, name: str) -> str | None:
    """A depositary: a state, an organization, or the acronym of one that the states' table lacks."""
    if node.kind == "text" and re.fullmatch(r"[A-Z][A-Z-]{1,11}", node.value):
        return str(node.value)
    return state(d, node, name)


@cache
def codes() -> frozenset[str]:
    """The register ids of states, organizations and territories (no table of names is loaded)."""
    from foedera.states import all_states

    return frozenset(s.id for s in all_states(organizations=True, territories=True))


@cache
def resolved(word: str, on: date | None) -> str:
    from foedera.states import resolve

    return resolve(word, on)
