"""``foedera verify``: that nothing in the ledger was altered or lost."""

from __future__ import annotations

import click

from .options import json_option, open_book, print_json


@click.command("verify")
@click.option("--ledger", metavar="URL", help="The ledger: a file or a database URL.")
@json_option
@click.pass_context
def command(ctx: click.Context, ledger: str | None, as_json: bool) -> None:
    """Prove that nothing in the ledger was altered or lost; exit status 1 where something was."""
    book = open_book(ledger, (), (), None)
    result = book.verify()
    if as_json:
        print_json(result)
    elif result.ok:
        click.echo(f"{result.entries} entries, the chain is whole; head {result.head or 'none'}")
    else:
        raise click.ClickException(
            f"{book.ledger_url}: entry {result.first_bad}: {result.what}; restore the ledger from a copy"
        )
    ctx.exit(0 if result.ok else 1)
