"""``foedera panel``: research tables."""

from __future__ import annotations

from datetime import date

import click

from foedera.errors import UsageError

from .options import data_options, json_option, known_option, open_book, print_json, today

UNITS = ("dyad-year", "dyad-day", "dyad-spell", "state-year", "treaty-year", "party-year")
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
@click.option("--to", "end", type=int, metavar="Y", help="Last year (default: this one, or that of --known).")
@click.option("--system", type=click.Choice(SYSTEMS), default="cow", show_default=True, help="Whose states.")
@click.option(
    "--convention",
    type=click.Choice(CONVENTIONS),
    default="any_day",
    show_default=True,
    help="When a year counts.",
)
@click.option("--sure", is_flag=True, help="Days that are uncertain do not count.")
@click.option(
    "--extend/--no-extend",
    default=True,
    show_default=True,
    help="Carry on the members of the last day that the list of states covers.",
)
@click.option(
    "--states", metavar="FILE", help="The universe from a list of your own (with --system cow or gw)."
)
@click.option("--atop", metavar="FILE", help="Add ATOP's member-level file, read in bulk.")
@click.option(
    "--prefer",
    type=click.Choice(("dataset", "both", "law")),
    default="dataset",
    show_default=True,
    help="Whose pledges stand in years that a dataset covers.",
)
@click.option("--universal", is_flag=True, help="Take in general treaties (the Charter …) as alliances.")
@click.option(
    "--similarity",
    type=click.Choice(("valued", "binary")),
    help="Add S, kappa and pi of alliance portfolios to a dyad-year table.",
)
@click.option("--sources", metavar="FILE", help="Write what the rows rest on, treaty by treaty, as a table.")
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
    extend: bool,
    states: str | None,
    atop: str | None,
    prefer: str,
    universal: bool,
    similarity: str | None,
    sources: str | None,
    cite: bool,
    known: str | None,
    as_json: bool,
    ledger: str | None,
    registers: tuple[str, ...],
    only_register: tuple[str, ...],
    trust: str | None,
) -> None:
    """Write a table whose unit of analysis is UNIT, derived from the acts, with its sources."""
    from foedera.dates import narrow, parse
    from foedera.panels.panel import format_of

    for path in (output, *([sources] if sources else [])):
        format_of(path)  # before anything is derived or written

    book = open_book(ledger, registers, only_register, trust)
    if end is None:
        day = narrow(parse(known, "--known"), "only", "--known") if known else today()
        end = max(day.year, start or day.year)
    panel = book.panel(
        unit,
        directed=directed,
        start=start,
        end=end,
        system=system,
        convention=convention,
        sure=sure,
        extend=extend,
        atop=atop,
        members=_members(states, system, extend),
        prefer=prefer,
        universal=universal,
        similarity=similarity,
        known=known,
    )
    panel.write(output)
    if sources:
        panel.write_provenance(sources)
    if as_json:
        print_json({**panel.to_dict(), "output": output})
        return
    click.echo(f"{panel.frame.height:,} rows of {panel.unit} written to {output}")
    for note in panel.notes:
        click.echo(f"note: {note}")
    if cite:
        click.echo(panel.cite())


def _members(path: str | None, system: str, extend: bool) -> list[tuple[int, str, date, date | None]] | None:
    """The members of a list in a file; None where none is named."""
    if path is None:
        return None
    if system not in ("cow", "gw"):
        raise UsageError("--states", "a list of states belongs to a system", "give --system cow or gw")
    from foedera.exchange.systems import load_system

    return load_system(path, system, extend=extend)
