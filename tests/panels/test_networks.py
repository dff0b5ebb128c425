"""The alliance graph, its blocs, and the likeness of portfolios, on graphs small enough to draw."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from foedera.errors import UsageError
from foedera.panels import (
    Coverage,
    Panel,
    Pledges,
    blocs,
    build,
    centralities,
    edges,
    from_atop,
    graph,
    with_similarity,
    write_graph,
)
from foedera.panels.pledges import member_schema, only_schema

nx = pytest.importorskip("networkx")
FULL = (1 << 22) - 1


def alliance(treaty: str, states: dict[str, int], lo: str, hi: str) -> list[tuple[object, ...]]:
    days = [date.fromisoformat(d) for d in (lo, hi, lo, hi)]
    return [(treaty, 0, None, state, *days, owes, FULL, None) for state, owes in states.items()]


@pytest.fixture(scope="module")
def europe() -> Pledges:
    """1914 in small: two blocs, one of them with a member that only consults."""
    rows = [
        *alliance("dual", {"AUH": 1, "DEU": 1}, "1879-10-07", "1918-11-03"),
        *alliance("franco-russian", {"FRA": 1, "RUS": 1}, "1894-01-04", "1917-12-15"),
        *alliance("entente", {"FRA": 16, "GBR": 16}, "1914-05-01", "1914-12-31"),
        *alliance("pledge", {"GBR": 1, "BEL": 0}, "1914-01-01", "1914-06-30"),
    ]
    return Pledges(
        pl.DataFrame(rows, schema=member_schema(), orient="row"),
        pl.DataFrame(schema=only_schema()),
        (Coverage("invented", 1816, 1920),),
    )


def test_a_day_and_a_year(europe: Pledges) -> None:
    day = {frozenset(e) for e in graph(europe, date(1914, 7, 1)).edges}
    assert day == {frozenset(e) for e in (("AUH", "DEU"), ("FRA", "RUS"), ("GBR", "FRA"))}
    year = {frozenset(e) for e in graph(europe, 1914).edges}
    assert frozenset(("GBR", "BEL")) in year and len(year) == 4


def test_directed_edges_are_what_is_owed(europe: Pledges) -> None:
    owed = set(graph(europe, date(1914, 6, 1), directed=True, obligations=["defense"]).edges)
    assert owed == {("AUH", "DEU"), ("DEU", "AUH"), ("FRA", "RUS"), ("RUS", "FRA"), ("GBR", "BEL")}


def test_members_of_the_system_without_a_link_are_nodes(europe: Pledges) -> None:
    network = graph(europe, 1914, system="cow")
    assert "ESP" in network and network.degree("ESP") == 0
    assert network.nodes["ESP"]["cow"] == 230


def test_blocs_and_components(europe: Pledges) -> None:
    table = blocs(graph(europe, date(1914, 7, 1)))
    assert dict(table.select("state", "component").iter_rows()) == {
        "AUH": 2, "DEU": 2, "FRA": 1, "GBR": 1, "RUS": 1,
    }  # fmt: skip


def test_centralities(europe: Pledges) -> None:
    table = centralities(graph(europe, date(1914, 7, 1)))
    france = table.filter(pl.col("state") == "FRA").row(0, named=True)
    # Of the six pairs of the other four, one (GBR, RUS) goes through France.
    assert (france["degree"], france["betweenness"], france["core"]) == (2, pytest.approx(1 / 6), 1)


def test_graphml_and_edge_list_hold_the_edges(europe: Pledges, tmp_path: Path) -> None:
    network = graph(europe, 1914)
    back = nx.read_graphml(write_graph(network, tmp_path / "g.graphml"))
    assert {frozenset(e) for e in back.edges} == {frozenset(e) for e in network.edges}
    assert back.edges["AUH", "DEU"]["defense"] == 1
    assert pl.read_csv(write_graph(network, tmp_path / "g.csv")).height == 4
    with pytest.raises(UsageError, match="no format of a graph"):
        write_graph(network, tmp_path / "g.gexf")


def test_an_unknown_obligation(europe: Pledges) -> None:
    with pytest.raises(UsageError, match="'peace' is none"):
        edges(europe, 1914, obligations=["peace"])


def by_hand(
    matrix: dict[tuple[str, str], int], states: list[str], a: str, b: str
) -> tuple[float, float, float]:
    """S, kappa and pi of two portfolios, straight from their definitions."""

    def portfolio(state: str) -> list[int]:
        return [3 if state == k else matrix.get((state, k), matrix.get((k, state), 0)) for k in states]

    x, y = portfolio(a), portfolio(b)
    n = len(states)
    s = 1 - 2 * sum(abs(p - q) for p, q in zip(x, y, strict=True)) / (n * 3)
    seen = sum((p - q) ** 2 for p, q in zip(x, y, strict=True)) / n
    by_kappa = sum((p - q) ** 2 for p, q in itertools.product(x, y)) / n**2
    pool = x + y
    by_pi = sum((p - q) ** 2 for p, q in itertools.product(pool, pool)) / len(pool) ** 2
    return s, 1 - seen / by_kappa, 1 - seen / by_pi


def test_similarity_is_what_the_definitions_give(europe: Pledges) -> None:
    panel = with_similarity(build("dyad-year", europe, start=1914, end=1914, system="cow"))
    states = sorted({*panel.frame["state_a"].cast(pl.String), *panel.frame["state_b"].cast(pl.String)})
    matrix = {("AUH", "DEU"): 3, ("FRA", "RUS"): 3, ("FRA", "GBR"): 1, ("GBR", "BEL"): 3}
    for a, b in (("GBR", "FRA"), ("DEU", "AUH"), ("GBR", "RUS"), ("USA", "JPN")):
        row = panel.frame.filter(
            ((pl.col("state_a") == a) & (pl.col("state_b") == b))
            | ((pl.col("state_a") == b) & (pl.col("state_b") == a))
        ).row(0, named=True)
        found = (row["s"], row["kappa"], row["pi"])
        assert found == pytest.approx(by_hand(matrix, states, a, b), abs=1e-8), (a, b)


def test_both_directions_are_alike_and_uncovered_years_empty(europe: Pledges) -> None:
    panel = with_similarity(
        build("dyad-year", europe, directed=True, start=1919, end=1921, system="cow"), "binary"
    )
    assert (
        panel.frame.filter(pl.col("year") == 1921)["s"].null_count()
        == panel.frame.filter(pl.col("year") == 1921).height
    )
    pair = panel.frame.filter(
        (pl.col("year") == 1919)
        & pl.col("state_a").is_in(["FRA", "GBR"])
        & pl.col("state_b").is_in(["FRA", "GBR"])
    )
    assert pair.height == 2 and pair["s"].n_unique() == 1
    assert "Signorino" in panel.cite()


def test_similarity_needs_a_universe(europe: Pledges) -> None:
    with pytest.raises(UsageError, match="needs a dyad-year table of a system"):
        with_similarity(build("dyad-year", europe, start=1914, end=1914, system="none"))
    with pytest.raises(UsageError):
        with_similarity(Panel(pl.DataFrame(), "state-year"))


def test_1914_as_atop_codes_it(shared_data: Path) -> None:
    known = from_atop(shared_data / "atop51/atop5_1m.csv")
    links = graph(known, date(1914, 7, 28), directed=True, obligations=["defense"])
    assert links.has_edge("DEU", "AUH") and links.has_edge("FRA", "RUS")
    assert not links.has_edge("GBR", "FRA")


def test_members_who_owe_each_other_nothing_are_not_linked(europe: Pledges) -> None:
    idle = [*alliance("treaty", {"ESP": 0, "PRT": 0}, "1914-01-01", "1914-12-31")]
    rows = pl.concat([europe.members, pl.DataFrame(idle, schema=member_schema(), orient="row")])
    assert "ESP" not in graph(Pledges(rows, europe.only), 1914)


@pytest.mark.parametrize("directed", [False, True])
def test_a_figure_draws_each_state_and_each_pair_once(
    europe: Pledges, directed: bool, tmp_path: Path
) -> None:
    pytest.importorskip("altair")
    pytest.importorskip("vl_convert")
    from foedera.panels import network_figure, save

    network = graph(europe, 1914, directed=directed)
    chart = network_figure(network, "Europe")
    spec = chart.to_dict()
    lines, nodes = spec["layer"][0]["data"]["values"], spec["layer"][-1]["data"]["values"]
    assert len(lines) == 4 and {n["state"] for n in nodes} >= {"France", "Belgium", "Russia"}
    assert chart.to_json() == network_figure(network, "Europe").to_json()
    assert b"Austria-Hungary" in save(chart, tmp_path / "g.svg").read_bytes()
    assert save(chart, tmp_path / "g.png").read_bytes()[:4] == b"\x89PNG"
    with pytest.raises(UsageError, match="no format of a figure"):
        save(chart, tmp_path / "g.gif")


def test_a_graph_without_links_is_not_drawn(europe: Pledges) -> None:
    pytest.importorskip("altair")
    from foedera.panels import network_figure

    with pytest.raises(UsageError, match="has no link"):
        network_figure(graph(europe, 1850))
