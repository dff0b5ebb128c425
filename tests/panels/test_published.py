"""The member level of ATOP against the directed dyad-years that the same project publishes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from foedera.exchange.atop import guarantees, load_members
from foedera.panels import OBLIGATIONS, Pledges, build, from_atop
from foedera.panels.pledges import only_schema

SLIPS = {(140, 165, 1857), (740, 200, 1905)} | {
    (a, b, 1888) for a in (90, 91, 92, 94) for b in (90, 91, 92, 94) if a != b
}
"""Rows in which the published table has the obligations of the later phase only (see docs/atop.md)."""


@pytest.fixture(scope="module")
def file(shared_data: Path) -> Path:
    return shared_data / "atop51/atop5_1m.csv"


@pytest.fixture(scope="module")
def published(shared_data: Path) -> pl.DataFrame:
    theirs = ("defense", "offense", "neutral", "nonagg", "consul")
    numbers = [pl.col(f"atopid{n}") for n in range(1, 10)]
    return pl.read_csv(shared_data / "atop51/atop5_1ddyr.csv.gz", infer_schema_length=None).select(
        pl.col("stateA").cast(pl.Int32).alias("cow_a"),
        pl.col("stateB").cast(pl.Int32).alias("cow_b"),
        pl.col("year").cast(pl.Int32),
        *(pl.col(t).cast(pl.Int8).alias(f"{o}_published") for o, t in zip(OBLIGATIONS, theirs, strict=True)),
        ids=pl.concat_list(numbers).list.drop_nulls().list.sort().cast(pl.List(pl.String)).list.join(";"),
    )


def compare(known: Pledges, published: pl.DataFrame) -> tuple[int, set[tuple[int, int, int]], int]:
    """Rows missing, rows with another obligation, rows that are not published."""
    key = ["cow_a", "cow_b", "year"]
    ours = build("dyad-year", known, directed=True, start=1815, end=2018, system="none").frame
    assert ours.select(pl.struct(key).n_unique()).item() == ours.height
    both = published.join(ours, on=key, how="left")
    found = both.filter(pl.col("treaties").is_not_null())
    same = pl.all_horizontal([pl.col(o) == pl.col(f"{o}_published") for o in OBLIGATIONS])
    listed = found["treaties"].str.replace_all("atop-", "") == found["ids"]
    assert listed.all()
    return (
        both.height - found.height,
        set(found.filter(~same).select(key).iter_rows()),
        ours.join(published, on=key, how="anti").height,
    )


def test_with_guarantees_only_slips_of_the_published_table_differ(
    file: Path, published: pl.DataFrame
) -> None:
    missing, different, more = compare(from_atop(file), published)
    assert published.height == 273_296
    assert missing == 0
    assert different == SLIPS
    assert more == 20  # France and Annam, 1874 to 1883, both directions: Annam has no COW number


def test_without_guarantees_99_85_percent_are_equal(file: Path, published: pl.DataFrame) -> None:
    plain = from_atop(file)
    missing, different, _ = compare(
        Pledges(plain.members, pl.DataFrame(schema=only_schema()), plain.coverage), published
    )
    assert missing == 0
    assert 1 - len(different) / published.height >= 0.9985
    assert len(different) == 360


def test_the_directed_table_read_undirected_has_half_the_rows(file: Path) -> None:
    known = from_atop(file)
    directed = build("dyad-year", known, directed=True, start=1815, end=2018, system="none").frame
    undirected = build("dyad-year", known, start=1815, end=2018, system="none").frame
    assert directed.height == 2 * undirected.height
    assert (undirected["cow_a"] < undirected["cow_b"]).all()


def test_bulk_equals_single(file: Path) -> None:
    """For 2,000 random pairs and days the spells say what plain Python says, row by row."""
    rows = list(load_members(file).iter_rows(named=True))
    spells = build("dyad-spell", from_atop(file), directed=True, system="none").frame
    table: dict[tuple[int, int], list[tuple[date, date, int]]] = {}
    bits = pl.sum_horizontal([pl.col(o).cast(pl.Int32) * 2**k for k, o in enumerate(OBLIGATIONS)])
    columns = spells.select("cow_a", "cow_b", "from", "until", bits.alias("bits"))
    for a, b, lo, hi, owes in columns.iter_rows():
        table.setdefault((a, b), []).append((lo, hi, owes))
    numbers = sorted({row["cow"] for row in rows if row["cow"] != 8152})
    pairs = sorted(table)
    chance = random.Random(1914)
    linked = 0
    for _ in range(2000):
        if chance.random() < 0.7:
            a, b = chance.choice(pairs)
        else:
            a, b = chance.sample(numbers, 2)
        day = date(1815, 1, 1) + timedelta(days=chance.randrange(204 * 365))
        if (a, b) in table and chance.random() < 0.6:  # the days about a beginning or an end
            day = chance.choice(chance.choice(table[a, b])[:2]) + timedelta(days=chance.randint(-1, 1))
        single = 0
        for owes in plain(rows, a, b, day):
            single |= owes
            linked += 1
        bulk = 0
        for lo, hi, owes in table.get((a, b), ()):
            if lo <= day <= hi:
                bulk |= owes
        assert bulk == single, (a, b, day)
    assert linked > 800


ONE_STATE = {frozenset(pair) for pair in ((255, 260), (678, 679))}
"""Numbers that one State bore one after the other."""


def plain(rows: list[dict[str, object]], a: int, b: int, day: date) -> Iterator[int]:
    """What ``a`` owes ``b`` on the day, one membership after the other."""
    if frozenset((a, b)) in ONE_STATE:
        return
    for mine in rows:
        if mine["cow"] != a or not mine["lo"] <= day <= mine["hi"]:  # type: ignore[operator]
            continue
        for other in rows:
            same = (other["alliance"], other["phase"]) == (mine["alliance"], mine["phase"])
            if same and other["cow"] == b and other["lo"] <= day <= other["hi"]:  # type: ignore[operator]
                yield int(mine["owes"]) & ~withheld(mine, b)  # type: ignore[call-overload]


def withheld(mine: dict[str, object], b: int) -> int:
    from foedera.exchange.atop.records import state_of

    holder = state_of(mine["cow"], mine["lo"])  # type: ignore[arg-type]
    to = state_of(b, mine["lo"])  # type: ignore[arg-type]
    lost = 0
    for kind, bit in ((o, 1 << k) for k, o in enumerate(OBLIGATIONS)):
        own = [
            p
            for p in guarantees()
            if p.alliance == mine["alliance"]
            and p.type == kind
            and holder in p.holders
            and (not p.phases or mine["phase"] in p.phases)
        ]
        if own and not any(to in p.to for p in own):
            lost |= bit
    return lost


def test_undirected_is_what_either_of_the_published_directions_holds(
    file: Path, published: pl.DataFrame
) -> None:
    """The published directed rows folded by plain group-bys, against the undirected table."""
    key = ["cow_a", "cow_b", "year"]
    forward = pl.col("cow_a") < pl.col("cow_b")
    folded = (
        published.with_columns(
            cow_a=pl.when(forward).then("cow_a").otherwise("cow_b"),
            cow_b=pl.when(forward).then("cow_b").otherwise("cow_a"),
        )
        .group_by(key)
        .agg(pl.col(f"{o}_published").max() for o in OBLIGATIONS)
    )
    ours = build("dyad-year", from_atop(file), start=1815, end=2018, system="none").frame
    both = folded.join(ours, on=key, how="left")
    assert folded.height == 136_648 and both["treaties"].null_count() == 0
    same = pl.all_horizontal([pl.col(o) == pl.col(f"{o}_published") for o in OBLIGATIONS])
    differ = set(both.filter(~same).select(key).iter_rows())
    # Of 1905 Great Britain's own row has what Japan's lacks: folded, the pair is right.
    assert differ == {(min(a, b), max(a, b), year) for a, b, year in SLIPS} - {(200, 740, 1905)}
    assert ours.join(folded, on=key, how="anti").height == 10  # France and Annam


def test_state_years_are_the_published_directed_rows_counted(file: Path, published: pl.DataFrame) -> None:
    """Allies and pledges of each state and year, counted in the published table by plain group-bys."""
    given = published.group_by("cow_a", "year").agg(
        allies_published=pl.len(),
        **{f"owes_{o}_published": pl.col(f"{o}_published").cast(pl.Int32).sum() for o in OBLIGATIONS},
    )
    received = published.group_by("cow_b", "year").agg(
        **{f"owed_{o}_published": pl.col(f"{o}_published").cast(pl.Int32).sum() for o in OBLIGATIONS},
    )
    alliances = (
        published.select("cow_a", "year", pl.col("ids").str.split(";"))
        .explode("ids")
        .group_by("cow_a", "year")
        .agg(alliances_published=pl.col("ids").n_unique())
    )
    expected = given.join(received, left_on=["cow_a", "year"], right_on=["cow_b", "year"]).join(
        alliances, on=["cow_a", "year"]
    )
    ours = build("state-year", from_atop(file), start=1815, end=2018, system="none").frame
    both = expected.join(ours, left_on=["cow_a", "year"], right_on=["cow", "year"], how="left")
    assert both.height == expected.height and both["allies"].null_count() == 0
    columns = ["allies", "alliances", *(f"{way}_{o}" for way in ("owes", "owed") for o in OBLIGATIONS)]
    same = pl.all_horizontal([pl.col(c) == pl.col(f"{c}_published") for c in columns])
    differ = set(both.filter(~same).select("cow_a", "year").iter_rows())
    slips = {(state, year) for a, b, year in SLIPS for state in (a, b)}
    # France stands in the published table to 1877 for other alliances; from 1878 to 1883 it has Annam alone.
    assert differ == {(220, year) for year in range(1874, 1878)} | slips
    more = ours.filter(pl.col("allies") > 0).join(
        expected, left_on=["cow", "year"], right_on=["cow_a", "year"], how="anti"
    )
    unpublished = {(220, year) for year in range(1878, 1884)} | {(8152, year) for year in range(1874, 1884)}
    assert set(more.select("cow", "year").iter_rows()) == unpublished


@pytest.mark.parametrize("system", ["cow", "gw", "un", "none"])
def test_state_years_count_the_dyad_years_of_every_system(file: Path, system: str) -> None:
    known = from_atop(file)
    dyads = build("dyad-year", known, directed=True, start=1900, end=2018, system=system).frame
    linked = dyads.filter(pl.col("treaties").is_not_null())
    states = build("state-year", known, start=1900, end=2018, system=system).frame
    assert states["allies"].sum() == linked.height > 0
    members = {
        code for (code,) in build("state-year", known, start=1900, end=2018).frame.select("cow").rows()
    }
    if system != "none":
        assert set(linked["cow_a"].drop_nulls()) <= members
