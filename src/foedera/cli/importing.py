"""``foedera import``: statements from a dataset or a register's page into the ledger."""

from __future__ import annotations

import click

from .options import data_options, json_option, now, open_book, print_json, user


@click.command("import")
@click.argument("form", metavar="FORMAT")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--treaty", metavar="ID", help="The treaty, where the file does not name it.")
@click.option("--published", metavar="DATE", help="When the register or dataset was published (EDTF).")
@click.option("--mapping", metavar="FILE", help="For csv: which column holds what (YAML).")
@click.option("--dry-run", is_flag=True, help="Read everything, record nothing.")
@json_option
@data_options
def command(
    form: str,
    paths: tuple[str, ...],
    treaty: str | None,
    published: str | None,
    mapping: str | None,
    dry_run: bool,
    as_json: bool,
    ledger: str | None,
    registers: tuple[str, ...],
    only_register: tuple[str, ...],
    trust: str | None,
) -> None:
    """Import statements of the given FORMAT from PATHs; importing twice adds nothing."""
    book = open_book(ledger, registers, only_register, trust)
    report = book.import_files(
        form,
        paths,
        treaty=treaty,
        published=published,
        mapping=mapping,
        at=None if dry_run else now(),
        by=user(),
    )
    if as_json:
        print_json(report)
        return
    click.echo(
        f"{report['statements']} statements on {len(report['treaties'])} treaties: "
        f"{report['added']} added{' (dry run)' if dry_run else ''}, {len(report['skipped'])} skipped"
    )
    _list([f"{s['where']}: {s['why']}" for s in report["skipped"]])
    if report["notices"]:
        click.echo(f"{len(report['notices'])} notices:")
        _list([f"{n['where']}: {n['what']}" for n in report["notices"]])


def _list(lines: list[str], most: int = 20) -> None:
    for line in lines[:most]:
        click.echo(f"  {line}")
    if len(lines) > most:
        click.echo(f"  … and {len(lines) - most} more; --json lists all")
