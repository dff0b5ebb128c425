"""The command ``foedera`` and its lazy table of subcommands.

The table holds each command's one-line help, so that ``foedera --help`` imports none of them; a test
holds the table and the commands together.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

COMMANDS: dict[str, tuple[str, str]] = {
    "read": ("read", "Read reports into statements: who says that what happened, when, in which words."),
    "status": ("status", "Tell the legal state of a treaty on a date, what is missing, and why."),
    "timeline": ("timeline", "List all spells of a treaty and its parties."),
    "treaties": ("treaties", "List treaties, of a state, between two states, in force."),
    "states": ("states", "Find the states or organizations that a name or code means."),
    "duties": ("duties", "Tell who must do what if X is attacked by Y, how firmly, what is unknown."),
    "cascade": ("cascade", "Play a scenario: the chain of duties and acts, step by step."),
    "conflicts": ("conflicts", "List commitments that cannot all be kept."),
    "check": ("check", "Find faults in treaty records: file, line, what to do."),
    "clause": ("clause", "Read a final clause in words into the rule it states."),
    "import": ("importing", "Import statements from a dataset or a register's page into the ledger."),
    "audit": ("audit", "Compare what registers state with what the rules give."),
    "log": ("log", "Show what was recorded in the ledger, when and by whom."),
    "verify": ("verify", "Prove that nothing in the ledger was altered or lost."),
    "export": ("export", "Write statements, treaties or deadlines in another format."),
    "panel": ("panel", "Write dyad-year, state-year, treaty-year and party-year tables."),
    "network": ("network", "Show or draw the alliance graph of a day: links, centralities, blocs."),
    "evaluate": ("evaluate", "Measure the reader on labelled reports."),
    "serve": ("serve", "Open the web pages and the HTTP API on loopback."),
}


class LazyGroup(click.Group):
    """A group that imports a subcommand when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"foedera.cli.{COMMANDS[cmd_name][0]}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name not in COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(name, COMMANDS, 1)
            offer = f"; did you mean '{near[0]}'?" if near else ""
            raise click.UsageError(f"there is no command '{name}'{offer}", ctx)
        return super().resolve_command(ctx, args)


def _version(ctx: click.Context, _param: click.Parameter, value: Any) -> None:
    if value:
        from foedera import __version__

        click.echo(f"foedera {__version__}")
        ctx.exit()


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option(
    "--version", is_flag=True, callback=_version, expose_value=False, is_eager=True, help="Show the version."
)
def foedera() -> None:
    """Reads reports about treaties, keeps what they say, and computes what is in force, for whom, and why."""
