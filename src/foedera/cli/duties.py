"""``foedera duties``: who must help whom if X attacks Y."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .options import open_book, print_json, query_options, today

if TYPE_CHECKING:
    from foedera.duties import Duty

ANSWERS = click.Choice(["yes", "no", "unknown", "contested"])
KINDS = click.Choice(["armed_attack", "threat", "internal", "mobilization"])


@click.command("duties")
@click.option("--attacked", metavar="X", help="The state attacked or threatened.")
@click.option("--by", metavar="Y", help="The attacker.")
@click.option("--event", "kind", type=KINDS, default="armed_attack", show_default=True, help="What happens.")
@click.option("--place", metavar="P", help="Where: a state or a place such as Guam.")
@click.option("--requested", type=ANSWERS, default="unknown", help="Whether help was asked for.")
@click.option("--war", type=ANSWERS, default="unknown", help="Whether a state of war has arisen.")
@click.option("--provoked", type=ANSWERS, default="unknown", help="Whether the attacked provoked it.")
@click.option("--decision", type=ANSWERS, default="unknown", help="Whether the deciding body has decided.")
@click.option("--with", "others", metavar="Z", multiple=True, help="A further attacker.")
@click.option("--from-claim", metavar="ID", help="Take the event from a claim in the ledger.")
@query_options
def command(
    attacked: str | None,
    by: str | None,
    kind: str,
    place: str | None,
    requested: str,
    war: str,
    provoked: str,
    decision: str,
    others: tuple[str, ...],
    from_claim: str | None,
    on: str | None,
    known: str | None,
    as_json: bool,
    ledger: str | None,
    registers: tuple[str, ...],
    only_register: tuple[str, ...],
    trust: str | None,
) -> None:
    """Tell who must do what if X is attacked by Y, how firmly, and what is unmet or unknown."""
    book = open_book(ledger, registers, only_register, trust)
    event = book.event(
        attacked=attacked,
        by=by,
        kind=kind,
        on=on or today(),
        place=place,
        claim=from_claim,
        adversaries=others,
        requested=requested,
        state_of_war=war,
        provoked=provoked,
        decision=decision,
    )
    duties = book.duties(event, known=known)
    if as_json:
        print_json({"event": event, "known": known, "duties": [duty.to_dict() for duty in duties]})
        return
    from .show import console, safe

    out = console()
    attacker = f" by {event.by}" if event.by else ""
    out.print(f"[bold]{safe(event.kind.replace('_', ' '))}[/] on {event.attacked}{attacker}, {event.on}")
    if event.said_by:
        denial = safe(_denial(event.denied_by))
        out.print(f"alleged by {safe(', '.join(event.said_by))}; the accused: {denial}")
    for duty in duties:
        _show(duty)
    out.print(f"{len(duties)} duties")


def _denial(denied_by: tuple[str, ...]) -> str:
    return f"denied by {', '.join(denied_by)}" if denied_by else "no denial known"


def _show(duty: Duty) -> None:
    from .show import answer, console, safe

    out = console()
    article = f" art. {duty.article}" if duty.article else ""
    firmness = f"  firmness {duty.firmness}" if duty.firmness is not None else ""
    out.print(
        f"{answer(duty.engaged)}  [bold]{duty.holder} → {duty.beneficiary}[/]  {safe(duty.type)}"
        f"  [dim]{safe(duty.treaty)}{safe(article)}[/]{firmness}"
    )
    if duty.duty:
        out.print(f"    {safe(duty.duty)}")
    for word, lines in (("not met", duty.unmet), ("unknown", duty.unknown), ("but", duty.conflicts)):
        for line in lines:
            out.print(f"    {word}: {safe(line)}")
