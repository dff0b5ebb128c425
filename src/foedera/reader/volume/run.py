"""The run: batches out to workers, outcomes onto the shelf, a bounded number under way."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from foedera.errors import FoederaError

from .batch import Batch, Outcome, Settings, read_batch
from .inputs import MOST_BYTES, MOST_ITEMS, batches, files, items, total_size
from .shelf import Shelf

Progress = Callable[[int, int | None, int, int], None]
"""Told after each batch: bytes done, bytes in all (None: not known), reports, failures."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What stands in the folder. ``skipped``: batches that an earlier, interrupted run had done."""

    folder: str
    reports: int
    statements: int
    failed: int
    skipped: int

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def run(
    paths: Sequence[str],
    to: str | Path,
    settings: Settings | None = None,
    *,
    workers: int | None = None,
    scheduler: str | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Read every report under ``paths`` into the folder ``to``.

    ``workers``: processes (None: one a core; 1: in this process). ``scheduler``: address of a Dask scheduler
    that reads instead. An interrupted run goes on where it stopped when called again with the same
    arguments, and ends as an undisturbed one would have. Raises ``FoederaError`` for paths that are not
    there, a folder that holds something else, input that changed in between, and workers that died.
    """
    settings = settings or Settings()
    found = files(paths)
    plan = {
        "paths": list(paths),
        "settings": asdict(settings),
        "batch": [MOST_ITEMS, MOST_BYTES],
    }
    shelf = Shelf(Path(to), plan)
    if (done := shelf.complete) is not None:
        return Summary(str(to), **done, skipped=0)
    teller = _Teller(progress, total_size(found))
    skipped = 0

    def waiting() -> Iterator[Batch]:
        nonlocal skipped
        for batch in batches(items(found, settings.format)):
            teller.batches += 1
            held = shelf.digest(batch.number)
            if held is None:
                yield batch
            elif held == batch.digest:
                skipped += 1
                teller.tell(batch.size, 0, 0)
            else:
                first = batch.items[0].where
                raise FoederaError(first, "the input has changed since the run began", "name a new folder")

    for outcome in _read_all(waiting(), settings, workers, scheduler):
        shelf.put(outcome)
        teller.tell(outcome.size, len(outcome.reports), len(outcome.failed))
    return Summary(str(to), **shelf.settle(teller.batches), skipped=skipped)


class _Teller:
    def __init__(self, progress: Progress | None, total: int | None) -> None:
        self.progress, self.total = progress, total
        self.done = self.reports = self.failed = self.batches = 0

    def tell(self, size: int, reports: int, failed: int) -> None:
        self.done += size
        self.reports += reports
        self.failed += failed
        if self.progress:
            self.progress(self.done, self.total, self.reports, self.failed)


def _read_all(
    stream: Iterator[Batch], settings: Settings, workers: int | None, scheduler: str | None
) -> Iterator[Outcome]:
    count = workers or os.cpu_count() or 1
    if scheduler is None and count == 1:
        yield from (read_batch(batch, settings) for batch in stream)
        return
    with _cluster(scheduler) if scheduler else _processes(count) as (executor, width):
        under_way: set[Future[Outcome]] = set()
        for batch in stream:
            under_way.add(executor.submit(read_batch, batch, settings))
            if len(under_way) >= 2 * width:
                ready, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                yield from map(_outcome, ready)
        yield from map(_outcome, under_way)


def _outcome(future: Future[Outcome]) -> Outcome:
    try:
        return future.result()
    except Exception as fault:
        raise FoederaError(
            "a worker", f"ended before it had answered ({type(fault).__name__})", "run again: it goes on"
        ) from None


@contextmanager
def _processes(count: int) -> Iterator[tuple[Executor, int]]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as executor:
        yield executor, count


@contextmanager
def _cluster(address: str) -> Iterator[tuple[Executor, int]]:
    """The cluster's workers as an executor; they need foedera installed, and the folders of records."""
    try:
        from distributed import Client as connect
    except ImportError:
        raise FoederaError("--scheduler", "needs dask.distributed", "install foedera[cluster]") from None
    try:
        client: Any = connect(address, timeout="10s")  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError) as fault:
        raise FoederaError(
            "--scheduler", f"no Dask scheduler answers at {address} ({type(fault).__name__})", "check it runs"
        ) from None
    with client:
        yield client.get_executor(pure=False), max(1, sum(client.nthreads().values()))
