"""``foedera read``: a report → statements; with ``--accept`` into the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from .options import data_options, json_option, now, open_book, print_json, user

if TYPE_CHECKING:
    from foedera.book.groups import Group
    from foedera.reader import Reading

FORMATS = ("auto", "text", "html", "ninjs", "rss", "warc", "jsonl")


@click.command("read")
@click.argument("reports", metavar="FILE|URL|-…", nargs=-1, required=True)
@click.option("--published", metavar="DATE", help="When the report was published (EDTF); years come from it.")
@click.option("--url", metavar="URL", help="The address the report came from.")
@click.option("--lang", metavar="xx", help="The report's language (default: told from the text).")
@click.option("--format", "form", type=click.Choice(FORMATS), default="auto", show_default=True)
@click.option("--accept", is_flag=True, help="Append the statements to the ledger.")
@click.option(
    "--embed", is_flag=True, help="Group reports also by the meaning of their words (extra: embed)."
)
@click.option("--to", metavar="DIR", help="Read any number of files and folders into Parquet, by day.")
@click.option("--workers", type=click.IntRange(1), metavar="N", help="With --to: processes (default: cores).")
@click.option("--scheduler", metavar="ADDRESS", help="With --to: a Dask scheduler whose workers read.")
@json_option
@data_options
def command(
    reports: tuple[str, ...],
    published: str | None,
    url: str | None,
    lang: str | None,
    form: str,
    accept: bool,
    embed: bool,
    to: str | None,
    workers: int | None,
    scheduler: str | None,
    as_json: bool,
    ledger: str | None,
    registers: tuple[str, ...],
    only_register: tuple[str, ...],
    trust: str | None,
) -> None:
    """Read a report into statements: who says that what happened, when, in which words."""
    if to is not None:
        from foedera.reader.volume import Settings

        from .volume import read_volume

        if accept or url:
            raise click.UsageError("--to goes without --accept and --url")
        folders = only_register or registers
        settings = Settings(published, lang, form, folders, shipped=not only_register)
        read_volume(reports, to, settings, workers, scheduler, as_json)
        return
    if workers or scheduler:
        raise click.UsageError("--workers and --scheduler go with --to")
    from .fetch import load

    book = open_book(ledger, registers, only_register, trust)
    readings: list[Reading] = []
    for report in reports:
        content, address = load(report)
        readings += book.read_all(
            content, published=published, url=url or address, lang=lang, format=form, where=report
        )
    recorded: list[dict[str, Any]] = []
    if accept:
        book.ledger  # noqa: B018 - a ledger that cannot be written fails before anything is shown
        for reading in readings:
            result = book.accept(reading.source, reading.statements, at=now(), by=user())
            recorded.append({"added": result.added, "skipped": result.skipped})
    if as_json:
        documents = [reading.to_dict() for reading in readings]
        for document, outcome in zip(documents, recorded, strict=False):
            document["recorded"] = outcome
        grouped = (
            [group.to_dict() for group in book.groups(readings, embed=embed)] if len(readings) > 1 else []
        )
        print_json(documents[0] if len(documents) == 1 else {"documents": documents, "groups": grouped})
        return
    for reading in readings:
        _show(reading)
    if len(readings) > 1:
        numbers = {reading.source.id: f"report {n}" for n, reading in enumerate(readings, 1)}
        _show_groups(book.groups(readings, embed=embed), numbers)
    for outcome in recorded:
        click.echo(
            f"recorded in {book.ledger_url}: {outcome['added']} added, {outcome['skipped']} already there"
        )


def _show(reading: Reading) -> None:
    from .show import console, quoted, safe

    out = console()
    source = reading.source
    chain = " ← ".join(f"{credit.name} ({credit.role})" for credit in source.credits)
    out.print(f"[bold]{safe(source.title or source.url or 'Report')}[/]  [dim]{safe(source.language)}[/]")
    out.print(f"published {safe(source.published or 'unknown')}; {safe(chain or 'no provenance given')}")
    for note in source.notes:
        out.print(f"note: {safe(note)}")
    for statement in reading.statements:
        plain = statement.to_dict()
        head = f"[bold]{safe(plain['kind'])}[/] {safe(_what(plain))}"
        speakers = f"  — said by {safe(', '.join(statement.said_by))}" if statement.said_by else ""
        status = "" if statement.status == "done" else f" [yellow]{statement.status}[/]"
        role = " [dim](background)[/]" if statement.role == "background" else ""
        out.print(f"{head}{status}{role}{speakers}")
        if statement.treaty or statement.treaty_text:
            out.print(f"    [cyan]{safe(statement.treaty or '?')}[/]")
        for flag in statement.flags:
            out.print(f"    [yellow]{safe(flag)}[/]")
        out.print(f"    {safe(quoted(statement.quote))}", style="dim")
    out.print(f"{len(reading.statements)} statements")


def _names(voices: Sequence[str], numbers: dict[str, str]) -> str:
    """A report that names nobody speaks for itself, under its place among the reports given."""
    return ", ".join(numbers.get(voice, voice) for voice in voices)


def _show_groups(found: list[Group], numbers: dict[str, str]) -> None:
    """What several reports say alike, and where they differ."""
    from .show import console, safe

    out = console()
    out.print(f"[bold]{len(found)} different statements[/]")
    for group in found:
        told = len(group.sources)
        speakers = _names(group.voices, numbers)
        head = f"[bold]{safe(group.kind)}[/] {safe(', '.join(group.parties))} {safe(group.what)}"
        out.print(
            f"{head}  — {told} report{'s' * (told != 1)}, {len(group.voices)} voice"
            f"{'s' * (len(group.voices) != 1)}: {safe(speakers)}"
        )
        if group.treaty:
            out.print(f"    [cyan]{safe(group.treaty)}[/]")
        for difference in group.differences:
            out.print(f"    they differ on {safe(difference['field'])}:")
            for version in difference["versions"]:
                value = version["value"]
                shown = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
                out.print(f"      {safe(shown)}  [dim]{safe(_names(version['voices'], numbers))}[/]")


def _what(plain: dict[str, Any]) -> str:
    """One line for what a statement says."""
    kind = plain["kind"]
    if kind == "act":
        parts = [", ".join(plain["parties"]) or "?", plain["act"], f"({plain['step']}"]
        parts[-1] += f", {plain['organ'].replace('_', ' ')})" if plain["organ"] else ")"
        return " ".join([*parts, plain["date"] or "", plain["place"] or ""]).strip()
    if kind == "clause":
        return f"{plain['clause']} {plain['rule'] or ''} {plain['of'] or ''}".strip()
    if kind == "claim":
        who = f"{', '.join(plain['actors']) or '?'} → {', '.join(plain['targets']) or '?'}"
        return " ".join(filter(None, [plain["topic"], who, plain["place"], _quantity(plain["quantity"])]))
    return f"{plain['response']} by {', '.join(plain['parties'])}"


def _quantity(quantity: dict[str, Any] | None) -> str:
    if not quantity:
        return ""
    low, high, unit = quantity["min"], quantity["max"], quantity["unit"] or ""
    amount = (
        f"{low}" if low == high else f"{'more than ' if high is None else ''}{low if low is not None else ''}"
    )
    if low != high and high is not None:
        amount = f"{low}–{high}" if low is not None else f"up to {high}"
    return f"{amount} {unit}".strip()
