"""A table to a file: CSV, Parquet, Arrow, JSON Lines, SQLite, Stata."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from foedera.errors import FoederaError

from .codebook import label

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
    panel.frame.write_parquet(
        file, compression="zstd", compression_level=1, metadata={"foedera": json.dumps(about)}
    )


def _arrow(panel: Panel, file: Path) -> None:
    panel.frame.write_ipc(file, compression="zstd")


def _jsonl(panel: Panel, file: Path) -> None:
    panel.frame.write_ndjson(file)


def _sqlite(panel: Panel, file: Path) -> None:
    frame = _plain(panel.frame)
    name = panel.unit.replace("-", "_")
    columns = ", ".join(f'"{c}" {_sql_type(t)}' for c, t in frame.schema.items())
    rests = panel.provenance() if panel.unit != "provenance" else None
    marks = ", ".join("?" for _ in frame.columns)
    with sqlite3.connect(file) as database:
        database.execute(f"CREATE TABLE {name} ({columns})")
        database.executemany(f"INSERT INTO {name} VALUES ({marks})", frame.iter_rows())
        database.execute("CREATE TABLE about (what TEXT, value TEXT)")
        about = [("unit", panel.unit), ("cite", panel.cite()), ("notes", "\n".join(panel.notes))]
        database.executemany("INSERT INTO about VALUES (?, ?)", about)
        database.execute("CREATE TABLE columns (name TEXT PRIMARY KEY, meaning TEXT)")
        database.executemany("INSERT INTO columns VALUES (?, ?)", [(c, label(c)) for c in frame.columns])
        if rests is not None and rests.width > 1:
            names = ", ".join(f'"{c}" {_sql_type(t)}' for c, t in rests.schema.items())
            database.execute(f"CREATE TABLE provenance ({names})")
            database.executemany(
                f"INSERT INTO provenance VALUES ({', '.join('?' for _ in rests.columns)})", rests.iter_rows()
            )
    database.close()


def _sql_type(kind: pl.DataType) -> str:
    return "INTEGER" if kind.is_integer() else "REAL" if kind.is_float() else "TEXT"


def _stata(panel: Panel, file: Path) -> None:
    try:
        import pandas as pd
    except ImportError:
        hint = "install pandas (pip install pandas), or write .csv or .parquet"
        raise FoederaError(str(file), "Stata files need pandas", hint) from None
    import polars as pl

    frame = panel.frame
    columns, dates, long = {}, {}, []
    for name, kind in frame.schema.items():
        values, short = frame[name], name[:32]
        if kind == pl.Date:
            columns[short] = pd.Series(values.cast(pl.Datetime("ms")).to_numpy())
            dates[short] = "td"
        elif kind.is_integer():
            wide = "Int32" if kind not in (pl.Int8, pl.Int16) else "Int16"
            columns[short] = pd.Series(pd.array(values.to_list(), dtype=wide))
        elif kind.is_numeric():
            columns[short] = pd.Series(values.to_numpy())
        else:
            words = values.cast(pl.String).fill_null("")
            columns[short] = pd.Series(words.to_list(), dtype=object)
            if (words.str.len_bytes().max() or 0) > 244:  # type: ignore[operator]
                long.append(short)  # slow, but a fixed width would fill gigabytes with blanks
    pd.DataFrame(columns).to_stata(
        file,
        write_index=False,
        version=118,
        data_label=f"Foedera {panel.unit}"[:80],
        variable_labels={name[:32]: label(name)[:80] for name in frame.columns},
        convert_dates=dates,
        convert_strl=long,
    )


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
