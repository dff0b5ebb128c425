"""``foedera states``: the states or organizations that a name or code means."""

from __future__ import annotations

from typing import Any

import click

from .options import json_option, print_json


@click.command("states")
@click.argument("name")
@json_option
def command(name: str, as_json: bool) -> None:
    """Find the states or organizations that NAME means.

    NAME is any name in any language, a code, demonym, capital, leader or agency.
    """
    from foedera import states
    from foedera.errors import FoederaError

    found = states.info(name)
    if not found:
        raise FoederaError(
            f"states: '{name}'", "no state or organization by that name", "try a code or another name"
        )
    if as_json:
        print_json({"query": name, "states": found})
        return
    from .show import console, safe, span, table

    shown = table("Id", "Name", "Codes", "Existence", "Matched as")
    items: list[dict[str, Any]] = list(found)
    for item in items:
        codes = ", ".join(f"{key} {_codes(value)}" for key, value in item["codes"].items() if value)
        spells = "; ".join(span(s.get("from"), s.get("until")) for s in item.get("existence", []))
        shown.add_row(item["id"], safe(item["name"]), safe(codes), safe(spells), safe(_match(item)))
    console().print(shown)


def _codes(value: object) -> str:
    if isinstance(value, list):
        return "/".join(str(v.get("code", v)) if isinstance(v, dict) else str(v) for v in value)
    return str(value)


def _match(item: dict[str, object]) -> str:
    matched = item.get("matched")
    if isinstance(matched, dict):
        return " ".join(str(value) for value in matched.values() if value)
    return str(matched or "")
