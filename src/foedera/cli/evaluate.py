"""``foedera evaluate``: precision, recall and F1 of the reader on labelled reports."""

from __future__ import annotations

from pathlib import Path

import click

from .options import data_options, json_option, open_book, print_json


@click.command("evaluate")
@click.argument("gold", metavar="GOLD.jsonl")
@json_option
@data_options
def command(
    gold: str,
    as_json: bool,
    ledger: str | None,
    registers: tuple[str, ...],
    only_register: tuple[str, ...],
    trust: str | None,
) -> None:
    """Measure the reader on labelled reports: by kind, act, language and trap."""
    from foedera.reader.evaluate import evaluate

    book = open_book(ledger, registers, only_register, trust)
    report = evaluate(Path(gold), register=book.register)
    if as_json:
        print_json(report.to_dict())
    else:
        click.echo(report.text())
