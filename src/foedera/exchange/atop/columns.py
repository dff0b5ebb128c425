"""ATOP's member level as columns: one row per member and phase, day-exact, checked line by line.

A row says that a state was a member of a phase of an alliance from one day to another, both inclusive,
and which of the five obligations it held, under which conditions. A missing day is not made up: ``lo``
and ``hi`` are the first and last possible day, ``lo_sure`` and ``hi_sure`` the days from and up to which
membership is certain.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from foedera.errors import FoederaError
from foedera.exchange.base import LIMITS, Limits, Notice, Skipped, other_delimiter, read_bytes

if TYPE_CHECKING:
    import polars as pl

OTHER_NUMBERS = {8152: "ANM"}
"""Numbers of ATOP that are no COW numbers, with the register's id: 8152 is Annam, of the treaty of 1874."""

LAST_YEAR = 2018
"""The year up to which ATOP 5.1 codes alliances; an open membership is never carried beyond it."""

OBLIGATIONS = {
    "defense": "defense",
    "offense": "offense",
    "neutrality": "neutral",
    "nonaggression": "nonagg",
    "consultation": "consul",
}
"""Foedera's name of an obligation to ATOP's variable. Bit 0 of ``owes`` is the first."""

CONDITIONS = {
    "defense_adversary": "defcoadv",
    "defense_place": "defcoloc",
    "defense_conflict": "defcocon",
    "defense_number": "defconum",
    "defense_demands": "defcodem",
    "defense_unprovoked": "defconpr",
    "offense_adversary": "offcoadv",
    "offense_place": "offcoloc",
    "offense_conflict": "offcocon",
    "offense_number": "offconum",
    "offense_demands": "offcodem",
    "neutrality_adversary": "neucoadv",
    "neutrality_place": "neucoloc",
    "neutrality_conflict": "neucocon",
    "neutrality_number": "neuconum",
    "neutrality_demands": "neucodem",
    "neutrality_unprovoked": "neuconpr",
    "neutrality_attacked": "neucoatt",
    "consultation_adversary": "concoadv",
    "consultation_place": "concoloc",
    "consultation_conflict": "concocon",
    "consultation_request": "concoreq",
}
"""Foedera's name of a condition to ATOP's variable. Bit 0 of ``conditions`` is the first."""

_DATES = ("yrent", "moent", "dayent", "yrexit", "moexit", "dayexit")
_NEEDED = ("atopid", "member", "phase", *_DATES, *OBLIGATIONS.values(), *CONDITIONS.values())
_OPTIONAL = ("bilat", "cowsys", "secrart", "version")
_MAY_BE_EMPTY = ("dayent", "dayexit", "secrart")
HINT = "fetch the file again from ATOP, version 5.1, and do not edit it"


def load_members(
    path: str | Path,
    limits: Limits = LIMITS,
    *,
    skipped: list[Skipped] | None = None,
    notices: list[Notice] | None = None,
) -> pl.DataFrame:
    """The member level (``atop5_1m.csv``) as columns.

    ``alliance``, ``phase``, ``cow`` (COW number), ``lo``, ``hi`` (first and last possible day), ``lo_sure``,
    ``hi_sure``, ``open`` (still a member when coding ended), ``owes`` (bits in the order of
    ``OBLIGATIONS``), ``conditions`` (bits in the order of ``CONDITIONS``), ``bilateral``, ``line``.
    ``skipped``, ``notices``: filled with the rows of numbers that no State ever bore, which are left
    out, and with rows that stand twice, which count once. Raises ``FoederaError`` with the line for a file
    that is damaged or something else.
    """
    import polars as pl

    raw = read_table(path, _NEEDED, _OPTIONAL, limits, "the member level of ATOP 5.1 (atop5_1m.csv)")
    numbers = numbers_of(raw, str(path), _MAY_BE_EMPTY)
    flags = [*OBLIGATIONS.values(), *CONDITIONS.values()]
    is_open = pl.col("yrexit") == 0
    frame = numbers.with_columns(
        # A month or day of 0 stands for "not known" as an empty cell does.
        pl.col("moent", "dayent", "moexit", "dayexit").replace(0, None),
        is_open.alias("open"),
    )
    checks = {
        "has a flag that is neither 0 nor 1": pl.any_horizontal([~pl.col(c).is_in([0, 1]) for c in flags]),
        "has a member number that is none": ~pl.col("member").is_between(1, 9999),
        "has an alliance number that is none": ~pl.col("atopid").is_between(1, 99999),
        "has a phase that is none": ~pl.col("phase").is_between(0, 99),
        "has no possible year of entry": ~pl.col("yrent").is_between(1648, LAST_YEAR),
        "has no possible year of exit": ~pl.col("yrexit").is_between(1648, LAST_YEAR) & ~is_open,
        "has a month that is none": ~pl.col("moent").is_between(1, 12) | ~pl.col("moexit").is_between(1, 12),
        "has a day that is none": ~pl.col("dayent").is_between(1, 31) | ~pl.col("dayexit").is_between(1, 31),
        "has a day without a month": (pl.col("moent").is_null() & pl.col("dayent").is_not_null())
        | (pl.col("moexit").is_null() & pl.col("dayexit").is_not_null()),
    }
    refuse(frame, checks, str(path))
    end = pl.date(LAST_YEAR, 12, 31)
    frame = dated(frame, "yrent", "moent", "dayent", "lo", "lo_sure")
    frame = dated(frame, "yrexit", "moexit", "dayexit", "hi", "hi_sure", backward=True)
    frame = frame.with_columns(pl.when("open").then(end).otherwise(pl.col("hi", "hi_sure")).name.keep())
    refuse(
        frame,
        {
            "has a date that no calendar has": pl.any_horizontal(
                pl.col("lo", "lo_sure", "hi", "hi_sure").is_null()
            ),
            "leaves before it enters": pl.col("hi") < pl.col("lo"),
        },
        str(path),
    )
    frame = _once(_of_states(frame, str(path), skipped), str(path), notices)
    return frame.select(
        pl.col("atopid").alias("alliance"),
        pl.col("phase").cast(pl.Int16),
        pl.col("member").cast(pl.Int32).alias("cow"),
        "lo",
        "hi",
        "lo_sure",
        "hi_sure",
        "open",
        _bits(list(OBLIGATIONS.values()), pl.UInt8).alias("owes"),
        _bits(list(CONDITIONS.values()), pl.UInt32).alias("conditions"),
        (pl.col("bilat") == 1).alias("bilateral")
        if "bilat" in frame.columns
        else pl.lit(None).alias("bilateral"),
        pl.col("secrart") if "secrart" in frame.columns else pl.lit(None, pl.Int64).alias("secrart"),
        "line",
    )


def _of_states(frame: pl.DataFrame, where: str, skipped: list[Skipped] | None) -> pl.DataFrame:
    """The rows whose member is a number that some State bore."""
    import polars as pl

    from foedera import states

    known = {*(spell.code for spell in states.system("cow")), *OTHER_NUMBERS}
    strange = ~pl.col("member").is_in(sorted(n for n in known if n is not None))
    if skipped is not None:
        skipped += [
            Skipped(
                where=f"{where}:{line}",
                why=f"alliance {number}: {member} is no number of the Correlates of War system or of ATOP",
            )
            for number, member, line in frame.filter(strange).select("atopid", "member", "line").iter_rows()
        ]
    return frame.filter(~strange)


def _once(frame: pl.DataFrame, where: str, notices: list[Notice] | None) -> pl.DataFrame:
    """Rows that stand twice count once; two unlike rows for one member, phase and day refuse the file."""
    import polars as pl

    columns = [c for c in frame.columns if c != "line"]
    first = pl.struct(columns).is_first_distinct()
    doubled = frame.filter(~first)
    if notices is not None:
        notices += [Notice(where=f"{where}:{line}", what="stands twice") for line in doubled["line"]]
    frame = frame.filter(first)
    key = ["atopid", "phase", "member"]
    ordered = frame.sort(*key, "lo")
    clash = (pl.col("lo") <= pl.col("hi").shift(1)) & pl.all_horizontal(
        [pl.col(c) == pl.col(c).shift(1) for c in key]
    )
    refuse(ordered, {"is a member of the phase in another row too, on the same days": clash}, where)
    return frame


def read_table(
    path: str | Path, needed: Sequence[str], optional: Sequence[str], limits: Limits, what: str
) -> pl.DataFrame:
    """The named columns of a CSV file as text, with ``line``; refuses a file that lacks one or is torn."""
    import polars as pl

    content = read_bytes(path, limits)
    _text(content, str(path))
    lines = [
        (number, line)
        for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").splitlines(), 1)
        if line.strip()
    ]
    names = _heading(lines[0][1].decode(), f"{path}:{lines[0][0]}", needed, what)
    columns = [name for name in names if name in needed or name in optional]
    body = b"\n".join([",".join(names).encode(), *(line for _, line in lines[1:])])
    try:
        table = pl.read_csv(io.BytesIO(body), infer_schema=False, columns=columns)
    except (pl.exceptions.PolarsError, ValueError):
        raise _torn(lines, str(path), len(names)) from None
    if table.height > limits.rows:
        raise FoederaError(str(path), f"has more than {limits.rows:,} rows", "split it")
    if table.height == 0:
        raise FoederaError(str(path), "has a header and no rows", HINT)
    # The last column present shows whether a row was cut short.
    torn = table.height != len(lines) - 1
    if torn or ("version" in table.columns and table["version"].null_count()):
        raise _torn(lines, str(path), len(names))
    return table.with_columns(pl.Series("line", [number for number, _ in lines[1:]], dtype=pl.Int64))


def _heading(line: str, where: str, needed: Sequence[str], what: str) -> list[str]:
    """The names of the columns, capitals and spaces aside."""
    names = [name.strip().strip('"').strip().lower() for name in line.split(",")]
    missing = [name for name in needed if name not in names]
    if missing:
        listed = ", ".join(missing[:4]) + (" …" if len(missing) > 4 else "")
        parted = other_delimiter(names)
        said = f"parts its cells by {parted}, not by commas" if parted else f"lacks the columns {listed}"
        raise FoederaError(where, said, f"this is not {what}")
    twice = next((name for name in names if name and names.count(name) > 1), None)
    if twice:
        raise FoederaError(where, f"has the column '{twice}' twice", HINT)
    return names


def _text(content: bytes, where: str) -> None:
    if b"\x00" in content[:65536]:
        raise FoederaError(where, "is a binary file, not CSV", "name the CSV file, not the Stata or zip one")
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise FoederaError(f"{where}:{line}", "is not UTF-8", HINT) from None


def _torn(lines: Sequence[tuple[int, bytes]], where: str, width: int) -> FoederaError:
    import csv

    for number, line in lines[1:]:
        try:
            (row,) = csv.reader([line.decode()], strict=True)
        except csv.Error as fault:
            return FoederaError(f"{where}:{number}", f"is not CSV ({fault})", HINT)
        if len(row) != width:
            what = f"has {len(row)} fields where the header has {width}"
            return FoederaError(f"{where}:{number}", what, HINT)
        if not row[-1].strip():
            return FoederaError(f"{where}:{number}", "ends with an empty field", HINT)
    return FoederaError(where, "cannot be read as CSV", HINT)


def numbers_of(raw: pl.DataFrame, where: str, may_be_empty: Sequence[str]) -> pl.DataFrame:
    import polars as pl

    names = [c for c in raw.columns if c not in ("line", "version")]
    table = raw.select("line", *(pl.col(c).str.strip_chars().replace("", None) for c in names))
    whole = [pl.when(pl.col(c).str.contains(r"^[+-]?\d+(\.0*)?$")).then(c).alias(c) for c in names]
    numbers = table.with_columns(whole).with_columns(
        pl.col(names).cast(pl.Float64, strict=False).cast(pl.Int64, strict=False)
    )
    for name in names:
        bad = table.filter(
            numbers[name].is_null() & (pl.col(name).is_not_null() | pl.lit(name not in may_be_empty))
        )
        if bad.height:
            value, line = bad[name][0], bad["line"][0]
            said = "nothing" if value is None else f"'{value}'"
            raise FoederaError(
                f"{where}:{line}", f"column '{name}' has {said} where a whole number belongs", HINT
            )
    return numbers


def refuse(frame: pl.DataFrame, checks: dict[str, pl.Expr], where: str) -> None:
    for what, rule in checks.items():
        bad = frame.filter(rule.fill_null(False))
        if bad.height:
            row = bad.select("atopid", "member", "line").row(0, named=True)
            who = f"alliance {row['atopid']}, member {row['member']}"
            raise FoederaError(f"{where}:{row['line']}", f"{who}: {what}", HINT)


def dated(
    frame: pl.DataFrame, year: str, month: str, day: str, wide: str, sure: str, *, backward: bool = False
) -> pl.DataFrame:
    """Add the first and last day that a date may stand for: ``wide`` and ``sure``, or the reverse.

    ``backward``: for an end, whose widest reading is its last possible day. A year, month or day of 0
    is unknown.
    """
    import polars as pl

    frame = frame.with_columns(pl.col(year, month, day).replace(0, None))
    first = _date(pl.col(year), pl.col(month).fill_null(1), pl.col(day).fill_null(1))
    last = _date(pl.col(year), pl.col(month).fill_null(12), pl.col(day).fill_null(1))
    last = pl.when(pl.col(day).is_null()).then(last.dt.month_end()).otherwise(last)
    return frame.with_columns(
        (last if backward else first).alias(wide), (first if backward else last).alias(sure)
    )


def _date(year: pl.Expr, month: pl.Expr, day: pl.Expr) -> pl.Expr:
    # Written and parsed, because a day that no calendar has must become null, not an exception.
    import polars as pl

    text = pl.format("{}-{}-{}", year, month.cast(pl.String).str.zfill(2), day.cast(pl.String).str.zfill(2))
    return text.str.to_date("%Y-%m-%d", strict=False)


def _bits(names: list[str], kind: type[pl.DataType]) -> pl.Expr:
    import polars as pl

    return pl.sum_horizontal([pl.col(name).cast(kind) * (1 << bit) for bit, name in enumerate(names)]).cast(
        kind
    )
