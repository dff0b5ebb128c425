"""``foedera audit``: where a register's stated date or count differs from what the rules give."""

from __future__ import annotations

import click

from .options import data_options, json_option, known_option, open_book, print_json


@click.command("audit")
@click.argument("treaty", required=False)
@click.option("--explained", metavar="FILE", help="Explanations of differences (YAML, see docs/audit.md).")
@json_option
@known_option
@data_options
@click.pass_context
def command(
    ctx: click.Context,
    treaty: str | None,
    explained: str | None,
    known: str | None,
    as_json: bool,
    ledger: str | None,
    registers: tuple[str, ...],
    only_register: tuple[str, ...],
    trust: str | None,
) -> None:
    """Compare what registers state with what the rules give; exit status 1 while any is unexplained."""
    book = open_book(ledger, registers, only_register, trust)
    found = book.audit(treaty, known=known, explained=explained)
    if as_json:
        print_json(found.to_dict())
    else:
        from .show import console, safe

        out = console()
        for item in found.findings:
            mark = "[dim]explained[/]" if item.explained else "[bold yellow]open[/]"
            out.print(f"{mark}  [bold]{safe(item.treaty)}[/] {safe(item.subject)} {safe(item.field)}")
            out.print(f"    stated   {safe(item.stated)}  by {safe(item.source or 'the record')}")
            if item.told:
                out.print(f"             {safe(item.told)}")
            out.print(f"    computed {safe(item.computed or 'none')}  {safe(item.derivation)}")
            if item.explained:
                out.print(f"    because  {safe(item.explained)}")
            elif item.likely:
                out.print(f"    likely   {safe(item.likely)}")
        for unused in found.unused:
            out.print(f"[bold yellow]explains nothing[/]  {safe(unused)}")
        out.print(f"{found.compared} compared, {len(found.findings)} differ, {found.unexplained} unexplained")
        if found.standing_in:
            out.print(
                f"{found.standing_in} stated days stand in for computed ones: too few acts are recorded"
            )
    ctx.exit(1 if found.unexplained else 0)
