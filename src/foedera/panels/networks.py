"""The alliance graph of a year or a day: edges, networkx, centralities, blocs, GraphML.

Needs the extra ``network`` for all but the edge list.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedera.errors import FoederaError, UsageError

from .make import Known, build
from .pledges import Pledges
from .vocabulary import OBLIGATIONS

if TYPE_CHECKING:
    import polars as pl


def edges(
    known: Known | Pledges,
    on: date | int,
    *,
    directed: bool = False,
    obligations: Sequence[str] = (),
    system: str = "none",
) -> pl.DataFrame:
    """The links of a day (a date) or of a year (a number, on any of its days).

    Columns: ``state_a``, ``state_b``, ``cow_a``, ``cow_b``, the obligations, ``treaties``. Directed: what A
    owes B. Only links with one of the ``obligations`` (none named: with any of the five).
    """
    import polars as pl

    for name in obligations:
        if name not in OBLIGATIONS:
            raise UsageError("obligations", f"'{name}' is none", f"known: {', '.join(OBLIGATIONS)}")
    year = on.year if isinstance(on, date) else on
    if isinstance(on, date):
        spells = build("dyad-spell", known, directed=directed, start=year, end=year, system=system).frame
        there = (pl.col("from") <= on) & (pl.col("until").is_null() | (pl.col("until") >= on))
        frame = (
            spells.filter(there)
            .group_by("state_a", "state_b", "cow_a", "cow_b", maintain_order=True)
            .agg(
                *(pl.col(o).max() for o in OBLIGATIONS),
                pl.col("treaty").unique().sort().str.join(";").alias("treaties"),
            )
        )
    else:
        table = build("dyad-year", known, directed=directed, start=year, end=year, system=system).frame
        frame = table.filter(pl.col("treaties").is_not_null()).with_columns(
            pl.col("state_a", "state_b").cast(pl.String)
        )
    # Members of one treaty who owe each other nothing (the guarantors of 1839) are not linked by it.
    wanted = list(obligations) or list(OBLIGATIONS)
    frame = frame.filter(pl.any_horizontal([pl.col(o) == 1 for o in wanted]))
    return frame.select("state_a", "state_b", "cow_a", "cow_b", *OBLIGATIONS, "treaties")


def graph(
    known: Known | Pledges,
    on: date | int,
    *,
    directed: bool = False,
    obligations: Sequence[str] = (),
    system: str = "none",
) -> Any:
    """The links as a ``networkx.Graph`` (directed: ``DiGraph``, an edge is what A owes B).

    Nodes are register ids with ``cow``; edges carry the obligations as 0 and 1 and ``treaties``. With
    a ``system``, its members without a link are nodes too. Raises ``FoederaError`` without networkx.
    """
    nx = _networkx()
    found = nx.DiGraph() if directed else nx.Graph()
    year = on.year if isinstance(on, date) else on
    found.graph["on"] = on.isoformat() if isinstance(on, date) else str(on)
    if system != "none":
        everyone = build("state-year", known, start=year, end=year, system=system).frame
        for state, cow in everyone.select("state", "cow").iter_rows():
            found.add_node(state, cow=cow if cow is not None else 0)
    links = edges(known, on, directed=directed, obligations=obligations, system=system)
    for row in links.iter_rows(named=True):
        for side in ("a", "b"):
            found.add_node(row[f"state_{side}"], cow=row[f"cow_{side}"] or 0)
        flags = {name: int(row[name] or 0) for name in OBLIGATIONS}
        found.add_edge(row["state_a"], row["state_b"], treaties=row["treaties"], **flags)
    return found


def centralities(network: Any) -> pl.DataFrame:
    """``state``, ``degree``, ``betweenness`` (0 to 1), ``closeness``, ``core`` (k-core), one row a node.

    A directed graph has ``owes`` and ``owed`` (out- and in-degree) besides; ``core`` ignores direction.
    """
    import polars as pl

    nx = _networkx()
    nodes = sorted(network)
    between, close = nx.betweenness_centrality(network), nx.closeness_centrality(network)
    core = nx.core_number(network.to_undirected())
    columns: dict[str, list[Any]] = {
        "state": nodes,
        "degree": [len(set(nx.all_neighbors(network, n))) for n in nodes],
    }
    if network.is_directed():
        columns["owes"] = [network.out_degree(n) for n in nodes]
        columns["owed"] = [network.in_degree(n) for n in nodes]
    columns["betweenness"] = [round(between[n], 9) for n in nodes]
    columns["closeness"] = [round(close[n], 9) for n in nodes]
    columns["core"] = [core[n] for n in nodes]
    return pl.DataFrame(columns)


def blocs(network: Any) -> pl.DataFrame:
    """``state``, ``component`` (linked at all) and ``bloc`` (greedy modularity), numbered by size from 1."""
    import polars as pl

    nx = _networkx()
    plain = network.to_undirected() if network.is_directed() else network
    component = _numbered(nx.connected_components(plain))
    if plain.number_of_edges():
        bloc = _numbered(nx.community.greedy_modularity_communities(plain))
    else:
        bloc = _numbered([{n} for n in plain])
    nodes = sorted(plain)
    return pl.DataFrame(
        {"state": nodes, "component": [component[n] for n in nodes], "bloc": [bloc[n] for n in nodes]}
    )


def write_graph(network: Any, path: str | Path) -> Path:
    """Write as ``.graphml`` or as an edge list (``.csv``). Raises ``FoederaError`` where that fails."""
    nx = _networkx()
    file = Path(path)
    if file.suffix not in (".graphml", ".csv"):
        raise UsageError(str(path), f"'{file.suffix}' is no format of a graph", "name it .graphml or .csv")
    try:
        if file.suffix == ".graphml":
            nx.write_graphml(network, file)
        else:
            import polars as pl

            rows = [{"state_a": a, "state_b": b, **data} for a, b, data in network.edges(data=True)]
            pl.DataFrame(rows).write_csv(file)
    except OSError as fault:
        raise FoederaError(
            str(path), f"cannot be written ({fault.strerror})", "check name and rights"
        ) from None
    return file


def _numbered(groups: Any) -> dict[str, int]:
    ordered = sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))
    return {node: number for number, group in enumerate(ordered, 1) for node in group}


def _networkx() -> Any:
    try:
        import networkx
    except ImportError:
        raise FoederaError(
            "networks", "networkx is not installed", "install the extra: pip install 'foedera[network]'"
        ) from None
    return networkx
