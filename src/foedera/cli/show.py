"""Showing answers to people: colour, trees, quoted words. Nothing here computes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.tree import Tree

    from foedera.model import Reason

COLOURS = {"yes": "bold green", "no": "bold red", "contested": "bold yellow", "unknown": "bold cyan"}
STATUS_COLOURS = {
    "party": "green",
    "in_force": "green",
    "contracting": "cyan",
    "signatory": "blue",
    "provisional": "cyan",
    "suspended": "yellow",
    "former": "red",
    "terminated": "red",
}
ISOLATE, END_ISOLATE = "\u2068", "\u2069"


def console() -> Console:
    """A console that keeps to the width people have, and to plain text in a pipe."""
    from rich.console import Console

    shown = Console(highlight=False, soft_wrap=False)
    if not shown.is_terminal:
        shown = Console(highlight=False, width=110, no_color=True)
    return shown


def table(*columns: str) -> Table:
    """An empty table in the house style."""
    from rich import box
    from rich.table import Table

    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in columns:
        shown.add_column(column, overflow="fold")
    return shown


def quoted(words: str, limit: int = 240) -> str:
    """Quoted words, isolated so that right-to-left text does not reorder what stands around it."""
    clean = " ".join("".join(c if c.isprintable() or c.isspace() else "�" for c in words).split())
    return f"{ISOLATE}“{clean if len(clean) <= limit else clean[: limit - 1] + '…'}”{END_ISOLATE}"


def safe(text: object) -> str:
    """Any value as text that cannot style or steer the terminal."""
    from rich.markup import escape

    plain = "" if text is None else str(text)
    return escape("".join(c if c.isprintable() else " " for c in plain))


def answer(value: object) -> str:
    """An answer in its colour."""
    return f"[{COLOURS.get(str(value), 'bold')}]{safe(value)}[/]"


def status_word(value: str) -> str:
    """A standing in its colour."""
    colour = STATUS_COLOURS.get(value)
    return f"[{colour}]{safe(value)}[/]" if colour else safe(value)


def reasons(tree: Tree, why: tuple[Reason, ...], words: Callable[[str], str | None]) -> None:
    """Hang the reasons under ``tree``, each with the words its statements quote."""
    for reason in why:
        branch = tree.add(f"[bold]{safe(reason.rule)}[/]  {safe(reason.text)}")
        for statement in dict.fromkeys(reason.statements):
            said = words(statement)
            if said:
                branch.add(f"[dim]{said}[/]")
        reasons(branch, reason.because, words)


def span(start: Any, until: Any) -> str:
    """From and until, as people write them."""
    if start and until:
        return f"{start} – {until}"
    return f"from {start}" if start else f"until {until}" if until else ""
