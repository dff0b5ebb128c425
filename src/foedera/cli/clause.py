"""``foedera clause``: a final clause in words → the rule it states."""

from __future__ import annotations

import sys

import click

from .options import json_option, print_json


@click.command("clause")
@click.argument("text")
@click.option("--explain", is_flag=True, help="Show which words gave which part of the rule.")
@json_option
def command(text: str, explain: bool, as_json: bool) -> None:
    """Read the final clause TEXT (or - for standard input) into the rule it states; it never guesses."""
    from foedera.clauses import ClauseReading, read_clause

    words = sys.stdin.read() if text == "-" else text
    reading: ClauseReading = read_clause(words)
    if explain and as_json:
        print_json({"rule": reading.rule, "parts": reading.parts})
    elif explain:
        from .show import console, quoted, safe, table

        shown = table("Part of the rule", "Words")
        for part in reading.parts:
            shown.add_row(safe(part.path), safe(quoted(part.words)))
        console().print(shown)
    else:
        print_json(reading.rule)
