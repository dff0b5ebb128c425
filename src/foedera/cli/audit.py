"""``foedera audit``: where a register's stated date or count differs from what the rules give."""

from __future__ import annotations

import click

from .options import data_options, json_option, known_option, open_book, print_json


@click.command("audit")
@click.argument("treaty", required=False)
@json_option
@known_option
@data_options
@click.pass_context
def command(
    ctx: click.Context,
    treaty: str | None,
    known: str | None,
    as_json: bool,
    ledger: str | None,
    registers: tuple[str, ...],
    only_register: tuple[str, ...],
    trust: str | None,
) -> None:
    """Compare what registers state with what the rules give; exit status 1 while any is unexplained."""
    book = open_book(ledger, registers, only_register, trust)
    found = book.audit(treaty, known=known)
    if as_json:
        print_json(found.to_dict())
    else:
        from .show import console, safe

        out = console()
        for item in found.findings:
            mark = "[dim]explained[/]" if item.explained else "[bold yellow]open[/]"
            out.print(f"{mark}  [bold]{safe(item.treaty)}[/] {safe(item.subject)} {safe(item.field)}")
            out.print(f"    stated   {safe(item.stated)}  by {safe(item.source or 'the record')}")
            out.print(f"    computed {safe(item.computed or 'none')}  {safe(item.derivation)}")
            if item.explained:
                out.print(f"    because  {safe(item.explained)}")
        out.print(f"{found.compared} compared, {len(found.findings)} differ, {found.unexplained} unexplained")
    ctx.exit(1 if found.unexplained else 0)
