"""``foedera log``: what was recorded, when and by whom."""

from __future__ import annotations

import click

from .options import json_option, open_book, print_json


@click.command("log")
@click.option("--treaty", metavar="ID", help="Only entries about this treaty.")
@click.option("--limit", type=click.IntRange(min=1), help="The latest N entries.")
@click.option("--ledger", metavar="URL", help="The ledger: a file or a database URL.")
@json_option
def command(treaty: str | None, limit: int | None, ledger: str | None, as_json: bool) -> None:
    """Show what was recorded in the ledger, when and by whom."""
    book = open_book(ledger, (), (), None)
    entries = book.entries(treaty=treaty, limit=limit)
    if as_json:
        print_json({"entries": entries})
        return
    from .show import console, quoted, safe, table

    shown = table("#", "Recorded", "By", "Entry", "Treaty", "What")
    for entry in entries:
        shown.add_row(
            str(entry["seq"]),
            safe(entry["at"]),
            safe(entry["by"]),
            safe(entry["kind"]),
            safe(entry["treaty"]),
            f"{safe(entry['summary'])} {safe(quoted(entry['quote'], 80)) if entry['quote'] else ''}",
        )
    out = console()
    out.print(shown)
    out.print(f"{len(entries)} entries")
