"""Scenarios: dated events in YAML, who honours what, and what happened, checked before they are played.

::

    title: The July crisis
    events:
      - {on: 1914-07-28, attacked: SRB, by: AUH}
      - {on: 1914-08-01, attacked: RUS, by: DEU, provoked: no}
    honours:                       # optional; who does not stand here honours what is engaged
      ITA: no
      GBR: {london-1839: yes}
    happened:                      # optional; set beside what the law demanded
      - {state: ITA, on: 1914-08-03, did: neutral}
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import yaml

from foedera import states
from foedera.dates import Answer, narrow, parse
from foedera.errors import FoederaError

from .event import Event, checked

LIMIT = 1024 * 1024
_TESTS = ("requested", "state_of_war", "provoked", "decision", "happened")


class Deed(msgspec.Struct, frozen=True, kw_only=True):
    """What a state in fact did."""

    state: str
    did: str
    on: str | None = None
    against: str | None = None
    note: str | None = None


class Scenario(msgspec.Struct, frozen=True, kw_only=True):
    """``honours``: (holder, treaty or None for all) to whether it is honoured; others honour."""

    title: str
    events: tuple[Event, ...]
    honours: dict[tuple[str, str | None], bool] = {}
    happened: tuple[Deed, ...] = ()

    def honoured(self, holder: str, treaty: str) -> bool:
        """Whether the holder honours an engaged duty under the treaty."""
        return self.honours.get((holder, treaty), self.honours.get((holder, None), True))


def load_scenario(path: Path) -> Scenario:
    """The scenario in a YAML file; raises ``FoederaError`` naming the file and the entry."""
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise FoederaError(str(path), f"it cannot be read ({fault.strerror})", "check the path") from None
    return read_scenario(content, str(path), path.stem)


def read_scenario(content: bytes, where: str, name: str) -> Scenario:
    """The scenario in YAML, which may come from anybody. ``where``: for errors; ``name``: its title where it
    has none. Anchors are refused: a few lines of them can stand for more than any memory holds."""
    if len(content) > LIMIT:
        raise FoederaError(where, "a scenario is larger than 1 MB", "split it")
    try:
        plain = yaml.load(content, Loader=_Loader)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError) as fault:
        line = getattr(getattr(fault, "problem_mark", None), "line", None)
        place = f"{where}:{line + 1}" if line is not None else where
        raise FoederaError(place, "this is not YAML", "see docs/duties.md for the form") from None
    if not isinstance(plain, dict) or not isinstance(plain.get("events"), list) or not plain["events"]:
        raise FoederaError(where, "a scenario needs a list of events", "see docs/duties.md for the form")
    unknown = set(plain) - {"title", "events", "honours", "happened", "note"}
    if unknown:
        raise FoederaError(
            where, f"unknown key '{min(map(str, unknown))}'", "use title, events, honours, happened, note"
        )
    deeds = plain.get("happened") or []
    if not isinstance(deeds, list):
        raise FoederaError(f"{where}: happened", "it is not a list", "e.g. [{state: ITA, did: neutral}]")
    return Scenario(
        title=str(plain.get("title") or name),
        events=tuple(
            sorted(
                (_event(entry, f"{where}: events[{n}]") for n, entry in enumerate(plain["events"])),
                key=lambda event: event.on,
            )
        ),
        honours=_honours(plain.get("honours") or {}, f"{where}: honours"),
        happened=tuple(_deed(entry, f"{where}: happened[{n}]") for n, entry in enumerate(deeds)),
    )


class _Loader(yaml.SafeLoader):
    """YAML without its own dates and booleans: ``no`` is an answer here, and dates are EDTF."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("an alias stands here")
        return super().compose_node(parent, index)


_Loader.yaml_implicit_resolvers = {
    first: [
        pair for pair in pairs if pair[0] not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")
    ]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _event(entry: Any, where: str) -> Event:
    if not isinstance(entry, dict) or not {"on", "attacked"} <= set(entry):
        raise FoederaError(where, "an event needs 'on' and 'attacked'", "see docs/duties.md for the form")
    allowed = {
        "on",
        "attacked",
        "by",
        "kind",
        "place",
        "object",
        "adversaries",
        "said_by",
        "denied_by",
        *_TESTS,
    }
    if unknown := set(entry) - allowed:
        raise FoederaError(
            where, f"unknown key '{min(map(str, unknown))}'", f"use {', '.join(sorted(allowed))}"
        )
    against = entry.get("adversaries") or ()
    if not isinstance(against, (list, tuple)):
        raise FoederaError(f"{where}.adversaries", "it is not a list of states", "e.g. [DEU, AUH]")
    on: date = narrow(parse(str(entry["on"]), where), "only", where)
    answers: dict[str, Any] = {
        name: _answer(entry[name], f"{where}.{name}") for name in _TESTS if name in entry
    }
    try:
        event = Event(
            kind=str(entry.get("kind", "armed_attack" if entry.get("by") else "internal")),
            attacked=states.resolve(str(entry["attacked"]), on),
            by=states.resolve(str(entry["by"]), on) if entry.get("by") else None,
            on=on,
            place=str(entry["place"]) if entry.get("place") else None,
            object=str(entry["object"]) if entry.get("object") else None,
            adversaries=tuple(states.resolve(str(name), on) for name in against),
            **answers,
        )
        return checked(event)
    except FoederaError as fault:
        raise FoederaError(f"{where}: {fault.where}", fault.what, fault.hint) from None


def _answer(value: Any, where: str) -> Answer:
    try:
        return Answer(str(value))
    except ValueError:
        raise FoederaError(
            where, f"'{value}' is not an answer", "write yes, no, contested or unknown"
        ) from None


def _honours(plain: Any, where: str) -> dict[tuple[str, str | None], bool]:
    if not isinstance(plain, dict):
        raise FoederaError(where, "it is not a mapping of states", "write 'ITA: no' or 'GBR: {treaty: yes}'")
    found: dict[tuple[str, str | None], bool] = {}
    for name, value in plain.items():
        state = states.resolve(str(name))
        for treaty, word in value.items() if isinstance(value, dict) else [(None, value)]:
            found[state, treaty] = _answer(word, f"{where}.{name}") is Answer.YES
    return found


def _deed(entry: Any, where: str) -> Deed:
    if not isinstance(entry, dict) or not {"state", "did"} <= set(entry):
        raise FoederaError(where, "a deed needs 'state' and 'did'", "e.g. {state: ITA, did: neutral}")
    against = entry.get("against")
    return Deed(
        state=states.resolve(str(entry["state"])),
        did=str(entry["did"]),
        on=str(entry["on"]) if entry.get("on") else None,
        against=states.resolve(str(against)) if against else None,
        note=entry.get("note"),
    )
