"""State-, treaty- and party-years, universes, and what a table knows about itself."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import polars as pl
import pytest

import foedera.exchange.atop as atop
from foedera.errors import FoederaError, UsageError
from foedera.panels import Known, Panel, build, from_atop, gather
from foedera.panels.pledges import empty

SAMPLE = Path(atop.__file__).with_name("sample.csv")


@pytest.fixture(scope="module")
def sample() -> Known:
    return Known(from_atop(SAMPLE))


def test_state_year_counts_allies_and_pledges(sample: Known) -> None:
    table = build("state-year", sample, system="cow", start=1903, end=1903).frame
    row = table.filter(pl.col("state") == "GBR").row(0, named=True)
    assert (row["cow"], row["gw"], row["allies"], row["alliances"]) == (200, 200, 2, 1)
    # Great Britain and France owe each other and Italy defense; Italy owes it to nobody.
    assert (row["owes_defense"], row["owed_defense"], row["owed_consultation"]) == (2, 1, 2)


def test_state_year_says_zero_for_a_covered_state_without_allies(sample: Known) -> None:
    table = build("state-year", sample, system="cow", start=2018, end=2019).frame
    japan = table.filter(pl.col("state") == "JPN").sort("year")
    assert japan["allies"].to_list() == [0, None]


def test_treaty_year_counts_parties_and_share(sample: Known) -> None:
    table = build("treaty-year", sample, system="cow", start=1900, end=1911).frame
    pact = table.filter(pl.col("treaty") == "atop-9001").sort("year")
    assert dict(pact.select("year", "parties").iter_rows())[1901] == 2
    assert dict(pact.select("year", "parties").iter_rows())[1903] == 3
    assert pact["in_force"].to_list()[-2:] == [1, 0]
    members = build("state-year", sample, system="cow", start=1901, end=1901).frame.height
    share = pact.filter(pl.col("year") == 1901)["share"].item()
    assert share == pytest.approx(2 / members, abs=1e-6)


def test_party_year_has_a_row_while_a_state_is_a_party(sample: Known) -> None:
    table = build("party-year", sample, system="none", start=1900, end=1912).frame
    italy = table.filter((pl.col("treaty") == "atop-9001") & (pl.col("state") == "ITA"))
    assert italy["year"].to_list() == [1902, 1903, 1904, 1905, 1906, 1907, 1908, 1909, 1910]
    assert set(italy["status"]) == {"party"}


@pytest.mark.parametrize(
    ("options", "rows"),
    [
        ({"end": 2016}, 1_912_290),
        ({"end": 2024}, 2_214_930),
        ({"end": 2024, "extend": False}, 1_912_290),
    ],
)
def test_the_universe_of_the_cow_system(options: dict[str, int], rows: int) -> None:
    table = build("dyad-year", empty(), directed=True, start=1816, system="cow", **options).frame
    assert table.height == rows


@pytest.mark.parametrize(("extend", "last", "rows"), [(False, 2016, 1_912_290), (True, 2024, 2_214_930)])
def test_the_universe_of_the_published_list(shared_data: Path, extend: bool, last: int, rows: int) -> None:
    from foedera.exchange.systems import load_system

    members = load_system(shared_data / "states/cow_states.csv", "cow", extend=extend)
    table = build("dyad-year", empty(), directed=True, start=1816, end=last, system="cow", members=members)
    assert table.frame.height == rows


def test_pairs_that_share_a_year_but_no_day_are_left_out(shared_data: Path) -> None:
    table = build("dyad-year", empty(), directed=True, start=1816, end=2016, system="cow").frame
    false = pl.read_csv(shared_data / "states/false_cow_dyads.csv").select(
        cow_a=pl.col("ccode1").cast(pl.Int32),
        cow_b=pl.col("ccode2").cast(pl.Int32),
        year=pl.col("year").cast(pl.Int32),
    )
    assert false.height == 60
    assert table.join(false, on=["cow_a", "cow_b", "year"], how="semi").height == 0


def test_germany_in_1990_is_two_members_of_the_cow_system_and_one_of_gleditsch_and_ward() -> None:
    cow = build("state-year", empty(), start=1990, end=1990, system="cow").frame
    assert cow.filter(pl.col("state") == "DEU")["cow"].to_list() == [255, 260]
    gw = build("state-year", empty(), start=1990, end=1990, system="gw").frame
    assert gw.filter(pl.col("state") == "DEU")["gw"].to_list() == [260]


def test_a_year_of_succession_is_labelled_with_the_state_that_bore_the_number_last() -> None:
    table = build("state-year", empty(), start=1990, end=1991, system="cow").frame
    assert table.filter(pl.col("cow") == 365)["state"].to_list() == ["SUHH", "RUS"]


def test_a_table_cites_its_sources(sample: Known) -> None:
    panel = build("dyad-year", sample, directed=True, start=1900, end=1901, system="cow")
    text = panel.cite()
    assert "Leeds, Brett Ashley" in text and "Correlates of War" in text
    assert text.count("{") == text.count("}")


def test_a_join_needs_the_same_unit(sample: Known) -> None:
    dyads = build("dyad-year", sample, directed=True, start=1900, end=1901)
    state = build("state-year", sample, start=1900, end=1901)
    undirected = build("dyad-year", sample, start=1900, end=1901)
    for other in (state, undirected):
        with pytest.raises(UsageError, match="different units"):
            dyads.join(other)


def test_a_join_of_the_same_unit_keeps_the_rows(sample: Known) -> None:
    dyads = build("dyad-year", sample, directed=True, start=1900, end=1901)
    other = Panel(dyads.frame.select(*dyads.frame.columns[:7], trade=pl.lit(1.5)), "dyad-year", True)
    joined = dyads.join(other).frame
    assert joined.height == dyads.frame.height
    assert joined["trade"].null_count() == 0


@pytest.mark.parametrize("suffix", [".csv", ".parquet", ".arrow", ".jsonl", ".sqlite"])
def test_written_and_read_again(tmp_path: Path, sample: Known, suffix: str) -> None:
    panel = build("dyad-year", sample, directed=True, start=1900, end=1912, system="none")
    file = panel.write(tmp_path / f"table{suffix}")
    if suffix == ".sqlite":
        with sqlite3.connect(file) as database:
            assert database.execute("select count(*) from dyad_year where defense = 1").fetchone()[0] > 0
        return
    read = {".csv": pl.read_csv, ".parquet": pl.read_parquet, ".arrow": pl.read_ipc, ".jsonl": pl.read_ndjson}
    back = read[suffix](file)
    assert back.height == panel.frame.height
    assert back["defense"].sum() == panel.frame["defense"].sum()
    assert back["since"].to_list() == panel.frame["since"].to_list()


def test_stata_where_pandas_is_there(tmp_path: Path, sample: Known) -> None:
    pandas = pytest.importorskip("pandas")
    panel = build("dyad-year", sample, directed=True, start=1900, end=1912, system="none")
    back = pandas.read_stata(panel.write(tmp_path / "table.dta"))
    assert back["defense"].sum() == panel.frame["defense"].sum()


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ("did you mean dyad-year", {"unit": "dyadyear"}),
        ("--system", {"system": "icb"}),
        ("--convention", {"convention": "sometimes"}),
        ("is after", {"start": 2000, "end": 1999}),
        ("no year of a table", {"start": 12}),
    ],
)
def test_wrong_options(sample: Known, words: str, options: dict[str, object]) -> None:
    with pytest.raises(UsageError, match=words):
        build(**{"unit": "dyad-year", "known": sample, **options})  # type: ignore[arg-type]


def test_an_unknown_format_and_a_folder_that_is_not_there(tmp_path: Path, sample: Known) -> None:
    panel = build("state-year", sample, start=1900, end=1900)
    with pytest.raises(UsageError, match=r"'\.xlsx' is no format"):
        panel.write(tmp_path / "table.xlsx")
    with pytest.raises(FoederaError, match="cannot be written"):
        panel.write(tmp_path / "nowhere" / "table.csv")


def test_records_made_by_the_import_give_the_table_of_the_file() -> None:
    from foedera.exchange import importer

    records = importer("atop").read(SAMPLE).treaties
    known = gather(records, lambda treaty: (), standing=False)
    options = {"directed": True, "system": "none", "end": 2018}
    from_records = build("dyad-year", known, **options).frame  # type: ignore[arg-type]
    assert from_records.equals(build("dyad-year", from_atop(SAMPLE), **options).frame)  # type: ignore[arg-type]


def test_arrow_and_parquet_by_pyarrow_with_their_citation(tmp_path: Path, sample: Known) -> None:
    pytest.importorskip("pyarrow")
    import json

    import pyarrow.feather
    import pyarrow.parquet

    panel = build("dyad-year", sample, directed=True, start=1900, end=1912, system="none")
    arrow = pyarrow.feather.read_table(panel.write(tmp_path / "t.arrow"))
    parquet = pyarrow.parquet.read_table(panel.write(tmp_path / "t.parquet"))
    for table in (arrow, parquet):
        assert table.num_rows == panel.frame.height
        assert table.column("defense").to_pylist() == panel.frame["defense"].to_list()
    about = json.loads(pyarrow.parquet.read_metadata(tmp_path / "t.parquet").metadata[b"foedera"])
    assert about["unit"] == "dyad-year" and "Leeds" in about["cite"]


def test_stata_has_labels_days_and_missing_values(tmp_path: Path, sample: Known) -> None:
    pandas = pytest.importorskip("pandas")
    years = build("dyad-year", sample, directed=True, start=2017, end=2020, system="cow")
    file = years.write(tmp_path / "years.dta")
    with pandas.read_stata(file, iterator=True) as reader:
        labels = reader.variable_labels()
    assert labels["defense"] == "1: defense is owed, 0: not, missing: not covered"
    back = pandas.read_stata(file)
    assert back["defense"].isna().sum() == years.frame["defense"].null_count() > 0
    days = build("dyad-day", sample, directed=True, system="none")
    back = pandas.read_stata(days.write(tmp_path / "days.dta"))
    assert [d.date() for d in back["from"]] == days.frame["from"].to_list()


def test_datasette_opens_a_table_with_its_columns_explained(tmp_path: Path, sample: Known) -> None:
    pytest.importorskip("datasette")
    import asyncio

    from datasette.app import Datasette

    file = build("dyad-year", sample, start=1900, end=1912, system="none").write(tmp_path / "t.sqlite")

    async def ask(path: str) -> list[dict[str, object]]:
        answer = await Datasette([str(file)]).client.get(path)
        rows: list[dict[str, object]] = answer.json()
        return rows

    rows = asyncio.run(ask("/t/dyad_year.json?_shape=array&defense=1"))
    assert rows and all(row["defense"] == 1 for row in rows)
    meanings = asyncio.run(ask("/t/columns.json?_shape=array&_size=max"))
    assert all(row["meaning"] != row["name"] for row in meanings if row["name"] != "year")


def test_every_column_of_every_unit_has_a_meaning(sample: Known) -> None:
    from foedera.panels.codebook import label

    for unit in ("dyad-year", "dyad-day", "state-year", "treaty-year", "party-year"):
        for directed in (False, True):
            frame = build(unit, sample, directed=directed, start=1903, end=1904, system="none").frame
            assert [c for c in frame.columns if label(c) == c] == []
            assert all(len(label(c)) <= 80 for c in frame.columns)


def test_dyad_day_is_the_spell_that_holds_each_of_its_days(sample: Known) -> None:
    one, other = (build(unit, sample, directed=True, system="none") for unit in ("dyad-day", "dyad-spell"))
    assert one.unit == other.unit and one.frame.equals(other.frame)


def test_what_cannot_be_written_is_said_before_anything_is_made(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from foedera.cli.app import foedera

    there = tmp_path / "table.csv"
    ledger = ["--ledger", f"sqlite:///{tmp_path / 'l.sqlite'}"]
    done = CliRunner().invoke(
        foedera,
        [
            "panel",
            "dyad-year",
            "--from",
            "2024",
            "-o",
            str(there),
            "--sources",
            str(tmp_path / "no/s.csv"),
            *ledger,
        ],
    )
    assert isinstance(done.exception, FoederaError) and "there is no folder" in str(done.exception)
    assert not there.exists()
