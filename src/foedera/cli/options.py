"""Options that many commands share, and what they open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from foedera.book import Book

F = TypeVar("F", bound=Callable[..., Any])

json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document and nothing else."
)
on_option = click.option("--on", metavar="DATE", help="The legal date asked about (default: today).")
known_option = click.option("--known", metavar="DATE", help="Use only what had been published by then.")


def data_options(command: F) -> F:
    """``--ledger``, ``--register``, ``--only-register`` and ``--trust``."""
    for option in (
        click.option("--trust", metavar="FILE", type=click.Path(), help="How sources are ranked (YAML)."),
        click.option(
            "--only-register", metavar="DIR", multiple=True, help="Use these records, not the shipped."
        ),
        click.option("--register", "registers", metavar="DIR", multiple=True, help="Add treaty records."),
        click.option("--ledger", metavar="URL", help="The ledger: a file or a database URL."),
    ):
        command = option(command)
    return command


def query_options(command: F) -> F:
    """What every query takes: ``--json``, ``--on``, ``--known`` and the data options."""
    return json_option(on_option(known_option(data_options(command))))


def open_book(
    ledger: str | None, registers: tuple[str, ...], only_register: tuple[str, ...], trust: str | None
) -> Book:
    """The façade on what the options name."""
    from foedera.book import open_book as open_

    return open_(ledger=ledger, registers=only_register or registers, shipped=not only_register, trust=trust)


def today() -> date:
    """The one place where Foedera reads the calendar."""
    return date.today()  # noqa: DTZ011 - the person's own day is meant


def now() -> str:
    """The moment of recording, UTC, for the journal."""
    from datetime import UTC, datetime

    return datetime.now(UTC).isoformat(timespec="seconds")


def user() -> str:
    """Who records, for the journal."""
    import getpass
    import os

    try:
        return os.environ.get("FOEDERA_USER") or getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def print_json(value: object) -> None:
    """One JSON document on standard output."""
    import msgspec

    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())
