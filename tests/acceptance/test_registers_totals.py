"""Signatories and parties of twelve pages of the UN Treaty Collection, as the pages themselves state them.

Imported, weighed and derived: the law's counts, not the importer's, equal the register's on 2026-02-03.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import foedera


def test_the_laws_counts_equal_the_registers_totals(shared_data: Path, tmp_path: Path) -> None:
    with (shared_data / "untc" / "stated.csv").open() as file:
        rows = list(csv.DictReader(file))
    book = foedera.open(ledger=f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    wrong = {}
    for row in rows:
        page = shared_data / "untc" / f"{row['treaty']}.html"
        report = book.import_files("untc", [page], at="2026-11-24T00:00:00+00:00")
        counts = book.status(report["treaties"][0], on="2026-02-03").counts
        bound = counts.parties or counts.contracting  # not in force: the page lists those who consented
        if (counts.signatories, bound) != (int(row["signatories_stated"]), int(row["parties_stated"])):
            wrong[row["treaty"]] = (counts.signatories, bound)
    assert wrong == {}


ABSENT = {"tpnw": "FRA", "cmw": "USA", "ottawa": "USA", "att": "RUS"}
"""Of each treaty a State that has done nothing about it."""


@pytest.mark.parametrize(("name", "state"), ABSENT.items())
def test_the_registers_page_makes_a_partial_record_complete(
    name: str, state: str, shared_data: Path, tmp_path: Path
) -> None:
    """Before the import such a State is unknown, never none; afterwards none, as of the page's day only."""
    book = foedera.open(ledger=f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    page = shared_data / "untc" / f"{name}.html"
    (treaty,) = book.import_files("untc", [page], at=None)["treaties"]
    assert book.record(treaty).participation == "partial"

    def standing(on: str) -> str:
        return str(book.status(treaty, on=on, party=state).parties[state].status)

    assert standing("2026-02-03") == "unknown"
    book.import_files("untc", [page], at="2026-11-24T00:00:00+00:00")
    assert standing("2026-02-03") == "none"
    assert standing("2026-02-04") == "unknown"
