"""``foedera network``: who is linked with whom on a day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from foedera.errors import FoederaError, UsageError

from .options import data_options, json_option, known_option, open_book, print_json, today

OBLIGATIONS = ("defense", "offense", "neutrality", "nonaggression", "consultation")


@click.command("network")
@click.option("--on", metavar="DATE", help="The day of the graph (default: today).")
@click.option("--year", type=int, metavar="Y", help="A year instead: linked on any of its days.")
@click.option("--directed", is_flag=True, help="An edge is what A owes B.")
@click.option(
    "--obligation",
    "obligations",
    multiple=True,
    type=click.Choice(OBLIGATIONS),
    help="Only links that hold it; may stand several times.",
)
@click.option(
    "--system",
    type=click.Choice(("cow", "gw", "un", "none")),
    default="none",
    show_default=True,
    help="Members without a link are nodes too.",
)
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="FILE",
    help="A .graphml, .csv (edge list), .svg, .png or .html file; may stand several times.",
)
@click.option("--title", help="The heading of the figure.")
@click.option("--atop", metavar="FILE", help="Add ATOP's member-level file, read in bulk.")
@json_option
@known_option
@data_options
def command(
    on: str | None,
    year: int | None,
    directed: bool,
    obligations: tuple[str, ...],
    system: str,
    outputs: tuple[str, ...],
    title: str | None,
    atop: str | None,
    known: str | None,
    as_json: bool,
    ledger: str | None,
    registers: tuple[str, ...],
    only_register: tuple[str, ...],
    trust: str | None,
) -> None:
    """Show the alliance graph of a day or year: links, centralities, blocs; write it or draw it."""
    from foedera.panels import blocs, centralities

    if on and year is not None:
        raise UsageError("--year", "a day and a year are asked for", "give --on or --year")
    for output in outputs:
        _check(output)
    book = open_book(ledger, registers, only_register, trust)
    when: Any = year if year is not None else on or today()
    network = book.network(
        when, known=known, atop=atop, directed=directed, obligations=obligations, system=system
    )
    for output in outputs:
        _write(network, output, title)
    table = centralities(network).join(blocs(network), on="state")
    if as_json:
        edges = [{"state_a": a, "state_b": b, **data} for a, b, data in network.edges(data=True)]
        print_json(
            {
                "on": network.graph["on"],
                "directed": directed,
                "nodes": table.to_dicts(),
                "edges": sorted(edges, key=lambda e: (e["state_a"], e["state_b"])),
                "output": list(outputs),
            }
        )
        return
    click.echo(
        f"{network.number_of_nodes()} states, {network.number_of_edges()} links on {network.graph['on']}"
    )
    _show(table)
    for output in outputs:
        click.echo(f"written to {output}")


def _check(output: str) -> None:
    """Refuse a file that cannot be written before anything is derived."""
    from foedera.panels.figures import SUFFIXES

    known = (".graphml", ".csv", *SUFFIXES)
    if Path(output).suffix not in known:
        what = f"'{Path(output).suffix}' is no format of a graph or figure"
        raise UsageError(output, what, f"name it {', '.join(known)}")
    if not Path(output).parent.is_dir():
        what = f"cannot be written: there is no folder {Path(output).parent}"
        raise FoederaError(output, what, "make it first")


def _write(network: Any, output: str, title: str | None) -> None:
    from foedera.panels import network_figure, save, write_graph
    from foedera.panels.figures import SUFFIXES

    if Path(output).suffix in SUFFIXES:
        save(network_figure(network, title), output)
    else:
        write_graph(network, output)


def _show(table: Any) -> None:
    """The most connected twenty, as a table for people."""
    ranked = table.sort(["degree", "betweenness", "state"], descending=[True, True, False]).head(20)
    click.echo("state  degree  betweenness  core  bloc")
    for row in ranked.iter_rows(named=True):
        numbers = f"{row['degree']:6}  {row['betweenness']:11.3f}  {row['core']:4}  {row['bloc']:4}"
        click.echo(f"{row['state']:6} {numbers}")
    if table.height > ranked.height:
        click.echo(f"… and {table.height - ranked.height} more; --json lists all")
