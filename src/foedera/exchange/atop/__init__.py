"""ATOP, the Alliance Treaty Obligations and Provisions dataset, version 5.1 (see README.md here)."""

from __future__ import annotations

from .columns import CONDITIONS, LAST_YEAR, OBLIGATIONS, load_members
from .guarantees import guarantees, records

BIBTEX = """@article{leeds2002,
  author  = {Leeds, Brett Ashley and Ritter, Jeffrey M. and Mitchell, Sara McLaughlin and Long, Andrew G.},
  title   = {Alliance Treaty Obligations and Provisions, 1815-1944},
  journal = {International Interactions},
  volume  = {28},
  number  = {3},
  pages   = {237--260},
  year    = {2002},
  doi     = {10.1080/03050620213653}
}"""

CITE = (
    "Leeds, Brett Ashley, Jeffrey M. Ritter, Sara McLaughlin Mitchell and Andrew G. Long. 2002. "
    "Alliance Treaty Obligations and Provisions, 1815-1944. International Interactions 28 (3): 237-260. "
    "Data version 5.1."
)

OTHER_NUMBERS = {8152: "ANM"}
"""Numbers of ATOP that are no COW numbers, with the register's id: 8152 is Annam, of the treaty of 1874."""

__all__ = [
    "BIBTEX",
    "CITE",
    "CONDITIONS",
    "LAST_YEAR",
    "OBLIGATIONS",
    "OTHER_NUMBERS",
    "guarantees",
    "load_members",
    "records",
]
