"""``foedera cascade``: the chain of duties and acts, step by step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .options import data_options, json_option, known_option, open_book, print_json

if TYPE_CHECKING:
    from foedera.duties import Cascade


@click.command("cascade")
@click.argument("scenario")
@click.option("--runs", type=int, help="Instead of one chain, the odds over N runs.")
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of the runs.")
@click.option("--picture", metavar="FILE", help="Also draw the chain to a .svg or .png file.")
@json_option
@known_option
@data_options
def command(
    scenario: str,
    runs: int | None,
    seed: int,
    picture: str | None,
    known: str | None,
    as_json: bool,
    ledger: str | None,
    registers: tuple[str, ...],
    only_register: tuple[str, ...],
    trust: str | None,
) -> None:
    """Play SCENARIO (a YAML file): each attack engages duties, each duty honoured may engage others."""
    from foedera.duties import load_scenario

    book = open_book(ledger, registers, only_register, trust)
    plan = load_scenario(Path(scenario))
    if runs is not None:
        odds = book.simulate(plan, known=known, runs=runs, seed=seed)
        if as_json:
            print_json(odds.to_dict())
        else:
            _odds(odds.to_dict())
        return
    cascade = book.cascade(plan, known=known)
    if picture:
        from foedera.duties.picture import write

        write(cascade, Path(picture))
    if as_json:
        print_json(cascade.to_dict())
    else:
        _tree(cascade)


def _tree(cascade: Cascade) -> None:
    from rich.tree import Tree

    from .show import answer, console, safe

    root = Tree(f"[bold]{safe(cascade.title)}[/]")
    branches: dict[int, Any] = {}
    for step in cascade.steps:
        event = step.event
        parent = root if step.cause is None else branches[step.cause]
        head = (
            f"{event.on}  {safe(event.by or '')} {safe(event.kind.replace('_', ' '))} {safe(event.attacked)}"
        )
        branches[step.index] = branch = parent.add(head)
        for duty in step.duties:
            unmet = f"  [dim]not met: {safe('; '.join(duty.unmet))}[/]" if duty.unmet else ""
            unknown = (
                f"  [dim]unknown: {safe('; '.join(duty.unknown))}[/]"
                if duty.unknown and not duty.unmet
                else ""
            )
            branch.add(
                f"{answer(duty.engaged)} {duty.holder} → {duty.beneficiary} {safe(duty.type)} "
                f"({safe(duty.treaty)}){unmet}{unknown}"
            )
        for line in step.refused:
            branch.add(f"[yellow]not honoured:[/] {safe(line)}")
    out = console()
    out.print(root)
    for comparison in cascade.comparisons:
        kept = answer(comparison.kept) if comparison.kept else "no duty engaged"
        out.print(f"{comparison.state} {safe(comparison.did)}: duty kept? {kept}")
    for line in cascade.later_known:
        out.print(f"[dim]{safe(line)}[/]")


def _odds(odds: dict[str, Any]) -> None:
    from .show import console, safe, table

    shown = table("Event", "Share of runs")
    for event in odds["events"]:
        shown.add_row(
            f"{safe(event['by'])} against {safe(event['attacked'])}, {event['on']}", f"{event['share']:.3f}"
        )
    out = console()
    out.print(shown)
    out.print(
        f"{odds['runs']} runs, seed {odds['seed']}; probabilities by firmness are assumptions, see docs"
    )
