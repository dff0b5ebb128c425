"""``foedera panel``: research tables."""

from __future__ import annotations

import click

from .options import data_options, json_option, known_option, open_book, print_json

UNITS = ("dyad-year", "dyad-spell", "state-year", "treaty-year", "party-year")
SYSTEMS = ("cow", "gw", "un", "none")
CONVENTIONS = ("any_day", "january_1", "december_31", "whole_year")


@click.command("panel")
@click.argument("unit", type=click.Choice(UNITS))
@click.option(
    "-o", "--output", required=True, metavar="FILE", help="A .csv, .parquet, .arrow, .jsonl … file."
)
@click.option("--directed", is_flag=True, help="Both directions of each pair: what A owes B.")
@click.option(
    "--from", "start", type=int, metavar="Y", help="First year (default: as far as the data reach)."
)
@click.option("--to", "end", type=int, metavar="Y", help="Last year.")
@click.option("--system", type=click.Choice(SYSTEMS), default="cow", show_default=True, help="Whose states.")
@click.option(
    "--convention",
    type=click.Choice(CONVENTIONS),
    default="any_day",
    show_default=True,
    help="When a year counts.",
)
@click.option("--sure", is_flag=True, help="Days that are uncertain do not count.")
@click.option("--no-extend", is_flag=True, help="End with the last day that the list of states covers.")
@click.option("--atop", metavar="FILE", help="Add ATOP's member-level file, read in bulk.")
@click.option("--cite", is_flag=True, help="Print the sources as BibTeX.")
@json_option
@known_option
@data_options
def command(
    unit: str,
    output: str,
    directed: bool,
    start: int | None,
    end: int | None,
    system: str,
    convention: str,
    sure: bool,
    no_extend: bool,
    atop: str | None,
    cite: bool,
    known: str | None,
    as_json: bool,
    ledger: str | None,
    registers: tuple[str, ...],
    only_register: tuple[str, ...],
    trust: str | None,
) -> None:
    """Write a table whose unit of analysis is UNIT, derived from the acts, with its sources."""
    book = open_book(ledger, registers, only_register, trust)
    panel = book.panel(
        unit,
        directed=directed,
        start=start,
        end=end,
        system=system,
        convention=convention,
        sure=sure,
        extend=not no_extend,
        atop=atop,
        known=known,
    )
    panel.write(output)
    if as_json:
        print_json(
            {
                "unit": panel.unit,
                "directed": panel.directed,
                "rows": panel.frame.height,
                "columns": panel.frame.columns,
                "notes": panel.notes,
                "cite": panel.cite(),
                "output": output,
            }
        )
        return
    click.echo(f"{panel.frame.height:,} rows of {panel.unit} written to {output}")
    for note in panel.notes:
        click.echo(f"note: {note}")
    if cite:
        click.echo(panel.cite())
