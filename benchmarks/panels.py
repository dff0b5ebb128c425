"""ATOP's member level to the directed dyad-years of the whole Correlates of War universe, timed.

    python benchmarks/panels.py [FOLDER with atop51/ and states/] [N]

In one run: Foedera (import, derivation, table; warm, best and median of N), the same table built with plain
pandas as a practised user would, both checked to be equal; the whole command, cold; ten times the rows;
peak memory. Beside them stand the figures that R's peacesciencer publishes for the same job.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "shared" / "data"
PUBLISHED = {"create the dyad-years": 4.65, "add ATOP": 0.57}
"""Seconds that peacesciencer's own page gives for ``create_dyadyears`` and ``add_atop_alliance``."""

OURS = ["defense", "offense", "neutrality", "nonaggression", "consultation"]
THEIRS = ["defense", "offense", "neutral", "nonagg", "consul"]
FIRST, LAST = 1816, 2016


def foedera_table(atop: Path, steps: dict[str, float]) -> Any:
    """The table by Foedera; the seconds of each step in ``steps``."""
    from foedera.panels import build, from_atop
    from foedera.panels.dyads import pair_spells

    start = time.perf_counter()
    pledges = from_atop(atop)
    steps["import"] = time.perf_counter() - start
    start = time.perf_counter()
    pair_spells(pledges, "cow")
    steps["derivation (also within the table)"] = time.perf_counter() - start
    start = time.perf_counter()
    panel = build("dyad-year", pledges, directed=True, start=FIRST, end=LAST, system="cow")
    steps["table"] = time.perf_counter() - start
    return panel.frame


def pandas_table(atop: Path, states: Path, steps: dict[str, float]) -> Any:
    """The same rows and obligations as a practised user of pandas builds them: merges and group-bys."""
    import pandas as pd

    start = time.perf_counter()
    members = pd.read_csv(atop, usecols=["atopid", "member", "phase", "yrent", "moent", "dayent", "yrexit",
                                         "moexit", "dayexit", *THEIRS])  # fmt: skip
    cow = pd.read_csv(states)
    steps["import"] = time.perf_counter() - start

    start = time.perf_counter()
    members["lo"] = pd.to_datetime(
        {"year": members["yrent"], "month": members["moent"], "day": members["dayent"].fillna(1)}, unit="D"
    ).astype("datetime64[s]")
    left = members["yrexit"] > 0
    out = members.assign(yrexit=members["yrexit"].where(left, 2018), moexit=members["moexit"].where(left, 12))
    out["dayexit"] = members["dayexit"].where(left, 31)
    vague = out["dayexit"].isna()
    ends = pd.to_datetime(
        {"year": out["yrexit"], "month": out["moexit"], "day": out["dayexit"].fillna(1)}, unit="D"
    ).astype("datetime64[s]")
    members["hi"] = ends.where(~vague, ends + pd.offsets.MonthEnd(0))
    key = ["atopid", "phase"]
    pairs = members[[*key, "member", "lo", "hi", *THEIRS]].merge(
        members[[*key, "member", "lo", "hi"]], on=key
    )
    pairs = pairs[pairs["member_x"] != pairs["member_y"]]
    pairs["first"] = pairs[["lo_x", "lo_y"]].max(axis=1)
    pairs["last"] = pairs[["hi_x", "hi_y"]].min(axis=1)
    pairs = pairs[pairs["first"] <= pairs["last"]]
    pairs["year"] = [
        range(a, b + 1) for a, b in zip(pairs["first"].dt.year, pairs["last"].dt.year, strict=True)
    ]
    dyad = ["member_x", "member_y", "year"]
    years = pairs[[*dyad, "atopid", "first", *THEIRS]].explode("year")
    years["year"] = years["year"].astype(int)
    held = years.groupby(dyad, as_index=False).agg({**dict.fromkeys(THEIRS, "max"), "first": "min"})
    named = years[[*dyad, "atopid"]].drop_duplicates().sort_values("atopid")
    named["treaties"] = "atop-" + named["atopid"].astype(str)
    held = held.merge(named.groupby(dyad)["treaties"].agg(";".join).reset_index(), on=dyad)
    steps["derivation (also within the table)"] = time.perf_counter() - start

    start = time.perf_counter()
    cow["lo"] = pd.to_datetime({"year": cow["styear"], "month": cow["stmonth"], "day": cow["stday"]})
    cow["hi"] = pd.to_datetime({"year": cow["endyear"], "month": cow["endmonth"], "day": cow["endday"]})
    cow["year"] = [range(int(a), int(b) + 1) for a, b in zip(cow["styear"], cow["endyear"], strict=True)]
    present = cow[["ccode", "year", "lo", "hi"]].explode("year")
    present["year"] = present["year"].astype(int)
    january = pd.to_datetime({"year": present["year"], "month": 1, "day": 1})
    december = pd.to_datetime({"year": present["year"], "month": 12, "day": 31})
    present["lo"] = present["lo"].clip(lower=january)
    present["hi"] = present["hi"].clip(upper=december)
    universe = present.merge(present, on="year")
    universe = universe[
        (universe["ccode_x"] != universe["ccode_y"])
        & (universe["lo_x"] <= universe["hi_y"])
        & (universe["lo_y"] <= universe["hi_x"])
    ]
    universe = universe[["ccode_x", "ccode_y", "year"]].astype(int).drop_duplicates()
    table = universe.merge(
        held, left_on=["ccode_x", "ccode_y", "year"], right_on=["member_x", "member_y", "year"], how="left"
    )
    table[THEIRS] = table[THEIRS].fillna(0).astype("int8")
    table = table.sort_values(["ccode_x", "ccode_y", "year"])
    steps["table"] = steps["derivation (also within the table)"] + time.perf_counter() - start
    return table


def timed(make: Callable[[dict[str, float]], Any], rounds: int) -> tuple[Any, dict[str, list[float]]]:
    """The table and the seconds of each step in each round, without the first, which loads libraries."""
    seen: dict[str, list[float]] = {}
    table = None
    for round_ in range(rounds + 1):
        steps: dict[str, float] = {}
        table = make(steps)
        steps["import and table"] = steps["import"] + steps["table"]
        if round_:
            for name, seconds in steps.items():
                seen.setdefault(name, []).append(seconds)
    return table, seen


def ten_times(atop: Path) -> tuple[float, float, int]:
    """Seconds and rows of pair-years for the file and for one of ten times the alliances."""
    from foedera.panels import build, from_atop

    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder) / "ten.csv"
        head, *rows = atop.read_text().splitlines()
        copies = [
            f"{int(number) + 8000 * k},{rest}"
            for k in range(10)
            for number, rest in (row.split(",", 1) for row in rows)
        ]
        large.write_text("\n".join([head, *copies]) + "\n")
        found = []
        for file in (atop, large):
            best = 9e9
            for _ in range(3):
                start = time.perf_counter()
                spells = build("dyad-spell", from_atop(file), directed=True, system="none").frame
                build("dyad-year", from_atop(file), directed=True, system="none")
                best = min(best, time.perf_counter() - start)
            found.append((best, spells.height))
    return found[0][0], found[1][0], found[1][1]


def command(atop: Path) -> float:
    """Wall time of the whole command in a new process, Parquet written."""
    with tempfile.TemporaryDirectory() as folder:
        line = [sys.executable, "-m", "foedera", "panel", "dyad-year", "--directed", "--from", str(FIRST),
                "--to", str(LAST), "--atop", str(atop), "--ledger", f"{folder}/ledger.sqlite",
                "-o", f"{folder}/table.parquet"]  # fmt: skip
        best = 9e9
        for _ in range(3):
            start = time.perf_counter()
            subprocess.run(line, check=True, stdout=subprocess.DEVNULL, env=dict(os.environ))
            best = min(best, time.perf_counter() - start)
    return best


def same(ours: Any, theirs: Any) -> str:
    """Whether both tables have the same rows and, guarantees aside, the same obligations."""
    import numpy as np

    left = ours.select("cow_a", "cow_b", "year", *OURS).sort("cow_a", "cow_b", "year").to_numpy()
    right = theirs[["ccode_x", "ccode_y", "year", *THEIRS]].to_numpy()
    if left.shape != right.shape or not np.array_equal(left[:, :3], right[:, :3]):
        return "DIFFERENT ROWS"
    differ = int((left[:, 3:] != right[:, 3:]).any(axis=1).sum())
    return f"same {left.shape[0]:,} rows; {differ} differ in an obligation (guarantees, unknown to pandas)"


def main(folder: Path, rounds: int) -> None:
    """Print the tables."""
    atop, states = folder / "atop51/atop5_1m.csv", folder / "states/cow_states.csv"
    ours, mine = timed(lambda steps: foedera_table(atop, steps), rounds)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    theirs, other = timed(lambda steps: pandas_table(atop, states, steps), max(2, rounds // 2))
    print(
        f"{'seconds, warm':38} {'foedera best':>12} {'median':>8} "
        f"{'pandas best':>12} {'median':>8} {'ratio':>7}"
    )
    for name, seconds in mine.items():
        a, b = seconds, other[name]
        print(
            f"{name:38} {min(a):12.3f} {statistics.median(a):8.3f} {min(b):12.3f} "
            f"{statistics.median(b):8.3f} {min(b) / min(a):6.1f}x"
        )
    print(f"\n{same(ours, theirs)}")
    print(f"peak memory with Foedera alone: {peak:.0f} MiB")
    small, large, rows = ten_times(atop)
    print(
        f"ten times the rows ({rows:,} pair spells): {large:.2f} s "
        f"against {small:.2f} s, {large / small:.1f}x"
    )
    print(f"the command, new process, Parquet written: {command(atop):.2f} s")
    total = sum(PUBLISHED.values())
    print(f"peacesciencer, as it publishes: {PUBLISHED} = {total:.2f} s (another machine)")


if __name__ == "__main__":
    arguments = sys.argv[1:]
    place = Path(arguments[0]) if arguments and not arguments[0].isdigit() else FOLDER
    main(place, next((int(a) for a in arguments if a.isdigit()), 5))
