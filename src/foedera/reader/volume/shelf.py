"""What a run writes, so that killing it at any moment loses and doubles nothing.

A batch is on the shelf when its note (``chunks/NUMBER.json``) is; the note is written last. When all are
there, they are put together by day, and then the chunks are removed. Every file comes into its name whole.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedera.errors import FoederaError

from .batch import Outcome
from .tables import report_schema, statement_schema

if TYPE_CHECKING:
    import polars as pl

TABLES = ("reports", "statements")
FORM = 1
"""The form of a run's folder; another number is another program's."""


class Shelf:
    """The folder of one run. Raises ``FoederaError`` where it holds another run or something else."""

    def __init__(self, folder: Path, plan: dict[str, Any]) -> None:
        self.folder, self.chunks = folder, folder / "chunks"
        self._note = folder / "run.json"
        self.plan = {"form": FORM, **plan}
        if self._note.exists():
            self._check()
        elif folder.exists() and any(folder.iterdir()):
            raise FoederaError(str(folder), "is not empty and holds no run", "name a new folder for --to")
        self.chunks.mkdir(parents=True, exist_ok=True)
        for stray in folder.rglob("*.part"):
            stray.unlink()
        if not self._note.exists():
            self._write_json(self._note, {"plan": self.plan, "complete": None})

    def _check(self) -> None:
        try:
            held = json.loads(self._note.read_text("utf-8"))
        except ValueError:
            raise FoederaError(str(self._note), "is damaged", "name a new folder for --to") from None
        if held.get("plan") != json.loads(json.dumps(self.plan)):
            raise FoederaError(
                str(self.folder), "holds a run over other input or with other options", "name a new folder"
            )

    @property
    def complete(self) -> dict[str, int] | None:
        """Counts of a finished run; None while it is under way."""
        found: dict[str, int] | None = json.loads(self._note.read_text("utf-8"))["complete"]
        return found

    def digest(self, number: int) -> str | None:
        """The digest of a batch that is already here; None where it is not."""
        note = self._chunk(number, "json")
        return str(json.loads(note.read_text("utf-8"))["digest"]) if note.exists() else None

    def put(self, outcome: Outcome) -> None:
        """Keep one batch."""
        import polars as pl

        for name, rows, schema in (
            ("reports", outcome.reports, report_schema()),
            ("statements", outcome.statements, statement_schema()),
        ):
            frame = pl.DataFrame(rows, schema=schema, orient="row")
            path = self._chunk(outcome.number, f"{name}.parquet")
            frame.write_parquet(path.with_suffix(".part"))
            path.with_suffix(".part").replace(path)
        days = sorted({row["day"] for row in outcome.reports})
        note = {"digest": outcome.digest, "days": days, "failed": outcome.failed}
        self._write_json(self._chunk(outcome.number, "json"), note)

    def settle(self, batches: int) -> dict[str, int]:
        """Put all batches together by day; a copy of a report that already stands there adds nothing."""
        days: dict[str, list[int]] = {}
        failed = self.folder / "failed.jsonl"
        count = {"reports": 0, "statements": 0, "failed": 0}
        with failed.with_suffix(".part").open("w", encoding="utf-8") as file:
            for number, note in self._notes(batches):
                for day in note["days"]:
                    days.setdefault(day, []).append(number)
                for line in note["failed"]:
                    file.write(json.dumps(line, ensure_ascii=False) + "\n")
                    count["failed"] += 1
        failed.with_suffix(".part").replace(failed)
        for day, numbers in sorted(days.items()):
            for table, own in (("reports", "source"), ("statements", "id")):
                count[table] += self._day(table, day, numbers, own)
        self._write_json(self._note, {"plan": self.plan, "complete": count})
        shutil.rmtree(self.chunks)
        return count

    def _day(self, table: str, day: str, numbers: list[int], own: str) -> int:
        import polars as pl

        parts = [self._chunk(number, f"{table}.parquet") for number in numbers]
        frame: pl.DataFrame = (
            pl.scan_parquet(parts)
            .filter(pl.col("day") == day)
            .unique(own, keep="first", maintain_order=True)
            .drop("day")
            .collect()
        )
        target = self.folder / table / f"day={day}" / "part.parquet"
        target.parent.mkdir(parents=True, exist_ok=True)
        frame.write_parquet(target.with_suffix(".part"))
        target.with_suffix(".part").replace(target)
        return frame.height

    def _notes(self, batches: int) -> Iterator[tuple[int, dict[str, Any]]]:
        for number in range(batches):
            yield number, json.loads(self._chunk(number, "json").read_text("utf-8"))

    def _chunk(self, number: int, ending: str) -> Path:
        return self.chunks / f"{number:08}.{ending}"

    @staticmethod
    def _write_json(path: Path, value: Any) -> None:
        part = path.with_suffix(".part")
        with part.open("w", encoding="utf-8") as file:
            json.dump(value, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
