"""``foedera read PATHS… --to DIR``: any number of reports, with a progress bar, going on where it stopped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from .options import print_json

if TYPE_CHECKING:
    from foedera.reader.volume import Progress, Settings


def read_volume(
    paths: tuple[str, ...],
    to: str,
    settings: Settings,
    workers: int | None,
    scheduler: str | None,
    as_json: bool,
) -> None:
    """Run and say what stands in the folder."""
    from foedera.reader.volume import run

    with _bar() as progress:
        summary = run(paths, to, settings, workers=workers, scheduler=scheduler, progress=progress)
    if as_json:
        print_json(summary.to_dict())
        return
    click.echo(f"{summary.reports} reports and {summary.statements} statements in {summary.folder}")
    if summary.failed:
        click.echo(f"{summary.failed} could not be read: see {summary.folder}/failed.jsonl")


@contextmanager
def _bar() -> Iterator[Progress]:
    """A bar on standard error, where that is a terminal; standard output is for the answer."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    columns: Any = (
        BarColumn(),
        DownloadColumn(),
        TextColumn("{task.fields[reports]} reports, {task.fields[failed]} failed"),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda done, total, reports, failed: None
        return
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("read", total=None, reports=0, failed=0)

        def tell(done: int, total: int | None, reports: int, failed: int) -> None:
            bar.update(task, completed=done, total=total, reports=reports, failed=failed)

        yield tell
