"""The pure part: a batch of reports in, rows out. It runs alike here, in another process or on a cluster."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from foedera.errors import FoederaError


@dataclass(frozen=True, slots=True)
class Settings:
    """What is the same for every report. ``registers``: folders of records beside the shipped ones."""

    published: str | None = None
    lang: str | None = None
    format: str = "auto"
    registers: tuple[str, ...] = ()
    shipped: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    """One file, line or archive record. ``where``: how errors name it; ``size``: bytes of input it took."""

    where: str
    content: bytes
    format: str = "auto"
    url: str | None = None
    size: int = 0
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Consecutive items. ``number`` counts batches from 0 in the order of the input."""

    number: int
    items: tuple[Item, ...]

    @property
    def digest(self) -> str:
        """Tells whether the same input stands behind the same number when a run goes on."""
        whole = hashlib.sha256()
        for item in self.items:
            whole.update(item.where.encode("utf-8", "surrogatepass") + b"\0")
            whole.update(hashlib.sha256(item.content).digest())
        return whole.hexdigest()

    @property
    def size(self) -> int:
        return sum(item.size for item in self.items)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Rows of one batch. ``failed``: ``{where, why}`` of what could not be read."""

    number: int
    digest: str
    size: int
    reports: list[dict[str, Any]] = field(default_factory=list)
    statements: list[dict[str, Any]] = field(default_factory=list)
    failed: list[dict[str, str]] = field(default_factory=list)


def read_batch(batch: Batch, settings: Settings) -> Outcome:
    """All reports of ``batch``. What cannot be read is set aside with its reason; nothing is raised."""
    outcome = Outcome(batch.number, batch.digest, batch.size)
    for item in batch.items:
        _read(item, settings, outcome)
    return outcome


@lru_cache(maxsize=2)
def _register(folders: tuple[str, ...], shipped: bool) -> Any:
    from foedera.register import Register

    return Register(folders, shipped=shipped)


def _read(item: Item, settings: Settings, outcome: Outcome) -> None:
    from foedera.reader import read_all

    if item.fault is not None:
        outcome.failed.append({"where": item.where, "why": item.fault})
        return
    try:
        readings = read_all(
            item.content,
            published=settings.published,
            url=item.url,
            lang=settings.lang,
            format=item.format if item.format != "auto" else settings.format,
            register=_register(settings.registers, settings.shipped),
            where=item.where,
        )
    except FoederaError as fault:
        outcome.failed.append({"where": item.where, "why": str(fault)})
        return
    except Exception as fault:  # one report must not end a run of millions; the reason is kept with it
        outcome.failed.append(
            {"where": item.where, "why": f"the reader failed ({type(fault).__name__}: {fault}); report this"}
        )
        return
    from .tables import report_row, statement_rows

    for reading in readings:
        outcome.reports.append(report_row(reading, item.where))
        outcome.statements.extend(statement_rows(reading))
