"""``foedera conflicts``: commitments that cannot all be kept."""

from __future__ import annotations

from pathlib import Path

import click

from .options import open_book, print_json, query_options, today

LIMIT = 200
"""As many are shown to a person; JSON holds all."""


@click.command("conflicts")
@click.option("--state", metavar="S", help="Only this state's commitments.")
@click.option("--treaty", metavar="T", help="Only conflicts that involve this treaty.")
@click.option("--draft", metavar="FILE", help="A treaty record that is not signed yet: may we sign this?")
@query_options
def command(
    state: str | None,
    treaty: str | None,
    draft: str | None,
    on: str | None,
    known: str | None,
    as_json: bool,
    ledger: str | None,
    registers: tuple[str, ...],
    only_register: tuple[str, ...],
    trust: str | None,
) -> None:
    """List pairs of commitments that cannot both be kept, each with a scenario that engages both."""
    from foedera.register import load

    book = open_book(ledger, registers, only_register, trust)
    day = on or today().isoformat()
    record = load(Path(draft)) if draft else None
    found = book.conflicts(on=day, state=state, treaty=treaty, draft=record, known=known)
    if as_json:
        print_json({"on": day, "known": known, "conflicts": [conflict.to_dict() for conflict in found]})
        return
    from .show import answer, console, safe

    out = console()
    for conflict in found[:LIMIT]:
        out.print(
            f"{answer(conflict.answer)}  [bold]{conflict.holder}[/] {safe(conflict.kind.replace('_', ' '))}"
        )
        out.print(f"    {safe(conflict.first)}")
        out.print(f"    {safe(conflict.second)}")
        out.print(f"    both engaged when: {safe(conflict.scenario)}")
        for line in (*conflict.rules, *(f"unknown: {item}" for item in conflict.unknown)):
            out.print(f"    [dim]{safe(line)}[/]")
    if len(found) > LIMIT:
        out.print(f"… and {len(found) - LIMIT} more; name a state or a treaty, or take --json")
    out.print(f"{len(found)} conflicts on {day}")
