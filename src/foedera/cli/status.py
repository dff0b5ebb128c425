"""``foedera status``: the legal state of a treaty on a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .options import open_book, print_json, query_options, today

if TYPE_CHECKING:
    from foedera.book import Book
    from foedera.model import Status


@click.command("status")
@click.argument("treaty")
@click.option("--party", metavar="STATE", help="Also tell this state's standing.")
@click.option(
    "--between", nargs=2, metavar="A B", help="Also tell whether it is in force between two states."
)
@click.option("--place", metavar="PLACE", help="Also tell whether it applies in this territory.")
@query_options
def command(
    treaty: str,
    party: str | None,
    place: str | None,
    between: tuple[str, str] | None,
    on: str | None,
    known: str | None,
    as_json: bool,
    ledger: str | None,
    registers: tuple[str, ...],
    only_register: tuple[str, ...],
    trust: str | None,
) -> None:
    """Tell the legal state of TREATY on a date, what is missing, and why."""
    book = open_book(ledger, registers, only_register, trust)
    status = book.status(
        treaty, on=on or today(), known=known, party=party, between=between, place=place, now=today()
    )
    if as_json:
        print_json(status.to_dict())
    else:
        _show(book, status, party, between is not None)


def _show(book: Book, status: Status, party: str | None, between: bool) -> None:
    from rich.tree import Tree

    from .quotes import speakers_of, words_of
    from .show import answer, console, quoted, reasons, safe, span

    out = console()
    record = book.record(status.treaty)
    words, teller = words_of(book, status.known), speakers_of(book, status.known)
    out.print(f"[bold]{safe(record.name())}[/]  [dim]{safe(status.treaty)}[/]")
    as_known = f", as known on {status.known}" if status.known else ""
    out.print(
        f"In force on {status.on}{as_known}?  {answer(status.in_force)}  {span(status.since, status.until)}"
    )
    if status.projected:
        out.print("[yellow]Projected:[/] no act after the date of knowledge is assumed.")
    for missing in status.missing:
        out.print(f"  missing: {safe(missing)}")
    for note in status.notes:
        out.print(f"  note: {safe(note)}")
    if status.pair:
        pair = status.pair
        out.print(f"Between {pair.a} and {pair.b}?  {answer(pair.in_force)}  {span(pair.since, pair.until)}")
        for modification in pair.modifications:
            out.print(f"  modified: {safe(modification.get('text') or modification)}")
    if status.territory:
        there = status.territory
        whose = f" ({safe(there.state)})" if there.state else ""
        out.print(
            f"In {safe(there.place)}{whose}?  {answer(there.applies)}  {span(there.since, there.until)}"
        )
        for reason in there.why:
            out.print(f"  {safe(reason.rule)}: {safe(reason.text)}")
    _parties(status, party)
    if status.contested:
        out.print("[bold]Accounts that differ[/]")
        for dispute in status.contested:
            matter = "the answer depends on it" if dispute.matters else "does not matter here"
            out.print(f"  {safe(dispute.field)} ([{'yellow' if dispute.matters else 'dim'}]{matter}[/])")
            for version in dispute.versions:
                told = [who for statement in version.statements if (who := teller(statement))]
                who = "; ".join(dict.fromkeys(told)) or ", ".join(version.sources)
                out.print(f"    {safe(version.value)}  said by {safe(who)}")
    tree = Tree("[bold]Why[/]")
    reasons(tree, (*status.why, *(status.pair.why if status.pair else ())), words)
    out.print(tree)
    if between and not status.pair:
        out.print(quoted("no answer for the pair"))


def _parties(status: Status, party: str | None, limit: int = 40) -> None:
    from .show import answer, console, safe, span, status_word, table

    out = console()
    counts = status.counts
    least = "at least " if counts.lower_bound else ""
    out.print(
        f"{least}{counts.signatories} signatories, {counts.contracting} contracting, {counts.parties} parties"
    )
    shown = table("State", "Standing", "Since", "In force for it", "From – until")
    rows = sorted(status.parties.items())
    if party and len(rows) > limit:
        from foedera.states import resolve

        rows = [row for row in rows if row[0] == resolve(party)]
    for code, state in rows[:limit]:
        shown.add_row(
            code,
            status_word(state.status),
            safe(state.since),
            answer(state.in_force),
            span(state.start, state.until),
        )
    out.print(shown)
    if len(rows) > limit:
        out.print(f"… and {len(rows) - limit} more; --json lists all")
