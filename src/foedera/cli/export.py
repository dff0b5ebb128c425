"""``foedera export``: statements or deadlines in another format."""

from __future__ import annotations

import click

from .options import data_options, json_option, known_option, open_book, print_json, today


@click.command("export")
@click.argument("form", metavar="FORMAT")
@click.option("-o", "--output", required=True, metavar="FILE", help="Where to write.")
@click.option("--treaty", "treaties", multiple=True, metavar="ID", help="Only these treaties.")
@click.option("--from", "start", metavar="DATE", help="ics: first day (default: today).")
@click.option("--to", "end", metavar="DATE", help="ics: last day (default: a year later).")
@json_option
@known_option
@data_options
def command(
    form: str,
    output: str,
    treaties: tuple[str, ...],
    start: str | None,
    end: str | None,
    known: str | None,
    as_json: bool,
    ledger: str | None,
    registers: tuple[str, ...],
    only_register: tuple[str, ...],
    trust: str | None,
) -> None:
    """Write statements as jsonl, csv, parquet, arrow, sqlite or jsonld, or the deadlines ahead as ics."""
    book = open_book(ledger, registers, only_register, trust)
    report = book.export(form, output, treaties=treaties, known=known, start=start or today(), end=end)
    if as_json:
        print_json(report)
    else:
        click.echo(f"{report['rows']} {report['what']} written to {output}")
