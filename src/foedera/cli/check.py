"""``foedera check``: faults in treaty records."""

from __future__ import annotations

from pathlib import Path

import click

from .options import json_option, print_json


@click.command("check")
@click.argument("directory", required=False, metavar="[DIR]")
@json_option
@click.pass_context
def command(ctx: click.Context, directory: str | None, as_json: bool) -> None:
    """Find faults in the treaty records of DIR (default: the shipped register): file, line, what to do."""
    from foedera.register import SHIPPED, check

    where = Path(directory) if directory else SHIPPED
    faults = check([where])
    if as_json:
        print_json({"directory": str(directory or "shipped"), "ok": not faults, "faults": faults})
    else:
        for fault in faults:
            hint = f"; {fault.hint}" if fault.hint else ""
            click.echo(f"{fault.file}:{fault.line}: {fault.what}{hint}")
        click.echo(f"{len(faults)} faults" if faults else "no faults")
    ctx.exit(1 if faults else 0)
