"""``foedera treaties``: which treaties."""

from __future__ import annotations

import click

from .options import open_book, print_json, query_options, today


@click.command("treaties")
@click.option("--state", metavar="S", help="Treaties on which this state has acted.")
@click.option("--between", nargs=2, metavar="A B", help="Treaties that link two states.")
@click.option("--in-force", is_flag=True, help="Only those in force on the date (contested ones included).")
@query_options
def command(
    state: str | None,
    between: tuple[str, str] | None,
    in_force: bool,
    on: str | None,
    known: str | None,
    as_json: bool,
    ledger: str | None,
    registers: tuple[str, ...],
    only_register: tuple[str, ...],
    trust: str | None,
) -> None:
    """List treaties: all, those of a state, those between two states, those in force."""
    book = open_book(ledger, registers, only_register, trust)
    day = on or today().isoformat()
    rows = book.treaties(on=day, known=known, state=state, between=between, in_force=in_force)
    if as_json:
        print_json({"on": day, "known": known, "treaties": rows})
        return
    from .show import answer, console, safe, table

    shown = table("Treaty", "Title", "In force", "Since", "Until", *(["Standing"] if state else []))
    for row in rows:
        party = row.get("party")
        pair = row.get("pair")
        subject = pair or row
        extra = [safe(party.status) if party else "none"] if state else []
        force = pair.in_force if pair else row["in_force"]
        since, until = (pair.since, pair.until) if pair else (subject["since"], subject["until"])
        shown.add_row(row["id"], safe(row["title"]), answer(force), safe(since), safe(until), *extra)
    out = console()
    out.print(shown)
    out.print(f"{len(rows)} treaties on {day}")
