"""Timelines to tables: dyad-years, dyad spells, state-, treaty- and party-years (see docs/panels.md).

``build`` makes a table of what ``gather`` (records and the law) or ``from_atop`` (a file in bulk) gives.
Polars is loaded when a table is made, not before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .vocabulary import CONDITIONS, CONVENTIONS, OBLIGATIONS, SYSTEMS, UNITS

if TYPE_CHECKING:
    from .atop import from_atop
    from .figures import network_figure, paper, save, show
    from .make import Known, build, gather
    from .networks import blocs, centralities, edges, graph, write_graph
    from .panel import Panel
    from .pledges import Citation, Coverage, Pledges, together
    from .similarity import with_similarity

_WHERE = {
    "Citation": "pledges",
    "Coverage": "pledges",
    "Known": "make",
    "Panel": "panel",
    "Pledges": "pledges",
    "build": "make",
    "from_atop": "atop",
    "centralities": "networks",
    "blocs": "networks",
    "edges": "networks",
    "gather": "make",
    "graph": "networks",
    "network_figure": "figures",
    "paper": "figures",
    "save": "figures",
    "show": "figures",
    "together": "pledges",
    "with_similarity": "similarity",
    "write_graph": "networks",
}

__all__ = [
    "CONDITIONS",
    "CONVENTIONS",
    "OBLIGATIONS",
    "SYSTEMS",
    "UNITS",
    "Citation",
    "Coverage",
    "Known",
    "Panel",
    "Pledges",
    "blocs",
    "build",
    "centralities",
    "edges",
    "from_atop",
    "gather",
    "graph",
    "network_figure",
    "paper",
    "save",
    "show",
    "together",
    "with_similarity",
    "write_graph",
]


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
