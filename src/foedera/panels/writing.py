"""A table to a file: CSV, Parquet, Arrow, JSON Lines, SQLite, Stata."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from foedera.errors import FoederaError

if TYPE_CHECKING:
    import polars as pl

    from .panel import Panel


def write(panel: Panel, file: Path, form: str) -> None:
    """Write to a neighbour first and put it in place when it is whole."""
    draft = file.with_name(f".{file.name}.part")
    try:
        _FORMS[form](panel, draft)
        os.replace(draft, file)  # noqa: PTH105 - pathlib's rename says the same, this one says "replace"
    finally:
        draft.unlink(missing_ok=True)


def _csv(panel: Panel, file: Path) -> None:
    panel.frame.write_csv(file)


def _parquet(panel: Panel, file: Path) -> None:
    import json

    about = {k: v for k, v in panel.to_dict().items() if k != "columns"}
    panel.frame.write_parquet(file, compression="zstd", metadata={"foedera": json.dumps(about)})


def _arrow(panel: Panel, file: Path) -> None:
    panel.frame.write_ipc(file, compression="zstd")


def _jsonl(panel: Panel, file: Path) -> None:
    panel.frame.write_ndjson(file)


def _sqlite(panel: Panel, file: Path) -> None:
    frame = _plain(panel.frame)
    name = panel.unit.replace("-", "_")
    columns = ", ".join(f'"{c}"' for c in frame.columns)
    marks = ", ".join("?" for _ in frame.columns)
    with sqlite3.connect(file) as database:
        database.execute(f"CREATE TABLE {name} ({columns})")
        database.executemany(f"INSERT INTO {name} VALUES ({marks})", frame.iter_rows())
        database.execute("CREATE TABLE about (what TEXT, value TEXT)")
        about = [("unit", panel.unit), ("cite", panel.cite()), ("notes", "\n".join(panel.notes))]
        database.executemany("INSERT INTO about VALUES (?, ?)", about)
    database.close()


def _stata(panel: Panel, file: Path) -> None:
    try:
        import pandas as pd
    except ImportError:
        hint = "install pandas (pip install pandas), or write .csv or .parquet"
        raise FoederaError(str(file), "Stata files need pandas", hint) from None
    frame = _plain(panel.frame)
    columns = {}
    for name in frame.columns:
        values = frame[name]
        if values.dtype.is_numeric():
            columns[name] = pd.Series(values.cast(float).to_numpy())
        else:
            columns[name] = pd.Series(values.fill_null("").to_list(), dtype=object)
    table = pd.DataFrame({name[:32]: column for name, column in columns.items()})
    table.to_stata(file, write_index=False, version=118, data_label=f"Foedera {panel.unit}"[:80])


def _plain(frame: pl.DataFrame) -> pl.DataFrame:
    import polars as pl
    import polars.selectors as cs

    return frame.with_columns((cs.enum() | cs.categorical() | cs.date()).cast(pl.String))


_FORMS = {
    "CSV": _csv,
    "Parquet": _parquet,
    "Arrow": _arrow,
    "JSON Lines": _jsonl,
    "SQLite": _sqlite,
    "Stata": _stata,
}
