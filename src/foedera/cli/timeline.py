"""``foedera timeline``: all spells of a treaty and its parties."""

from __future__ import annotations

import click

from .options import data_options, json_option, known_option, open_book, print_json


@click.command("timeline")
@click.argument("treaty")
@json_option
@known_option
@data_options
def command(
    treaty: str,
    known: str | None,
    as_json: bool,
    ledger: str | None,
    registers: tuple[str, ...],
    only_register: tuple[str, ...],
    trust: str | None,
) -> None:
    """List all spells of TREATY and its parties, each with its reason."""
    book = open_book(ledger, registers, only_register, trust)
    spells = book.timeline(treaty, known=known)
    if as_json:
        disputes = book.disputes(treaty, known=known)
        name = book.record(treaty).id
        print_json({"treaty": name, "known": known, "spells": spells, "contested": disputes})
        return
    from .show import console, safe, status_word, table

    out = console()
    out.print(f"[bold]{safe(book.record(treaty).name())}[/]")
    shown = table("Subject", "Status", "From", "Until", "Why")
    for spell in spells:
        why = spell.why[0] if spell.why else None
        shown.add_row(
            spell.subject,
            status_word(spell.status),
            safe(spell.start),
            safe(spell.until),
            f"{safe(why.rule)}: {safe(why.text)}" if why else "",
        )
    out.print(shown)
    for dispute in book.disputes(treaty, known=known):
        told = " / ".join(f"{v.value} ({', '.join(v.sources)})" for v in dispute.versions)
        out.print(f"[yellow]contested:[/] {safe(dispute.field)}: {safe(told)}")
        for spell in dispute.spells:
            if spell.start is not None:
                out.print(
                    f"  then {safe(spell.subject)} {status_word(spell.status)} from {safe(spell.start)}"
                )
