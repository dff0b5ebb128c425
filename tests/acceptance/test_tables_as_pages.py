"""The register's tables of 2015 dressed as status pages, with vanished States' deposits in footnotes as the
depositary words them: the law's totals are those of the page, and its day is the official one.

What a table does not hold (brackets of States that left) is not tested here.
"""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from tests.exchange.untc.pages import marks, page

from foedera.book.facade import Book, open_book
from foedera.exchange.untc.cells import column, entries
from foedera.exchange.untc.participants import binds
from foedera.exchange.untc.text import without_notes

VANISHED = {
    "Czechoslovakia": (
        "Czech Republic",
        "Czechoslovakia had ratified the Convention on {day}. See also note 1.",
    ),
    "Yugoslavia": ("Serbia", "The former Yugoslavia had ratified the Convention on {day}. See also note 1."),
    "GDR": ("Germany", "The German Democratic Republic had ratified the Convention on {day}."),
    "China (ROC)": ("China", "Ratified on behalf of the Republic of China on {day}."),
}
LATER = {"XXVII-17"}
"""Decided after the tables."""


def words(day: str) -> str:
    when = date.fromisoformat(day)
    return f"{when.day} {when:%B %Y}"


def dressed(row: dict[str, str], table: Path) -> tuple[bytes, tuple[int, int]]:
    """The page and the totals that it states."""
    head, *body = [line for line in csv.reader(table.open(encoding="utf-8")) if line]
    of = [column(h) for h in head[1:]]
    notes: dict[int, str] = {}
    hung: dict[str, list[int]] = {}
    for state, day, _ in json.loads(row["extra_deposits"]):
        holder, text = VANISHED[state]
        notes[len(notes) + 1] = text.format(day=words(day))
        hung.setdefault(holder, []).append(len(notes))
    names = [without_notes(line[0]) for line in body]
    # A holder that is no participant: the note hangs on the last row, as it may on a page's title.
    hung = {h if h in names else names[-1]: numbers for h, numbers in hung.items()}
    signed = bound = 0
    rows = []
    for name, line in zip(names, body, strict=True):
        kinds = [e.kind for cell, c in zip(line[1:], of, strict=True) for e in entries(cell, c)[0]]
        signed += any(k.act == "signature" and k.note != "definitive signature" for k in kinds)
        bound += any(binds(k.act, k.note) for k in kinds)
        rows.append((name + (marks(*hung[name]) if name in hung else ""), *line[1:]))
    open_still = row["eif_official"] == "NOT IN FORCE"
    made = page(
        rows,
        header=tuple(head),
        stated=(signed, bound),
        notes=notes,
        number=row["mtdsg"],
        title=f"{row['mtdsg'].split('-')[1]}. {row['name']}",
        as_at="STATUS AS AT : 01-06-2015 10:16:18 EDT",
        force="Not yet in force:" if open_still else "Entry into force:",
        force_text="see the final clauses"
        if open_still
        else f"{words(row['eif_official'])}, in accordance with it.",
    )
    return made, (signed, bound)


Made = dict[str, tuple[dict[str, str], Path, tuple[int, int]]]


@pytest.fixture(scope="module")
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    shared: Path = request.getfixturevalue("shared_data") / "entry_into_force"
    folder = tmp_path_factory.mktemp("pages")
    found: Made = {}
    for row in csv.DictReader((shared / "gold.csv").open(encoding="utf-8")):
        if row["deposits_2015"] and row["mtdsg"] not in LATER:
            content, totals = dressed(row, shared / "mtdsg2015" / row["deposits_2015"])
            file = folder / f"{row['mtdsg']}.html"
            file.write_bytes(content)
            found[row["mtdsg"]] = (row, file, totals)
    return found


def imported(made: Made, book: Book) -> dict[str, str]:
    files = [file for _, file, _ in made.values()]
    report = book.import_files("untc", files, at="2026-11-24T00:00:00+00:00")
    assert report["skipped"] == []
    return dict(zip(made, report["treaties"], strict=True))


def test_totals_of_treaties_that_no_record_holds(made: Made, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    book = open_book(
        ledger=f"sqlite:///{tmp_path / 'l.sqlite'}", registers=[tmp_path / "none"], shipped=False
    )
    wrong = {}
    for number, treaty in imported(made, book).items():
        row, _, totals = made[number]
        status = book.status(treaty, on="2015-06-01")
        counted = (status.counts.signatories, status.counts.parties + status.counts.contracting)
        official = None if row["eif_official"] == "NOT IN FORCE" else row["eif_official"]
        in_force = "no" if official is None else "yes"
        if (counted, status.since, str(status.in_force)) != (totals, official, in_force):
            wrong[number] = (counted, totals, status.since, str(status.in_force))
    assert len(made) > 50 and wrong == {}


def test_the_day_by_the_records_rule_and_the_pages_deposits(made: Made, tmp_path: Path) -> None:
    book = open_book(ledger=f"sqlite:///{tmp_path / 'l.sqlite'}")
    wrong, by_rule = {}, 0
    for number, treaty in imported(made, book).items():
        row = made[number][0]
        derivation = book.world().derivation(treaty)
        assert derivation is not None
        computed = derivation.entry.edtf if derivation.entry else None
        if computed != (None if row["eif_official"] == "NOT IN FORCE" else row["eif_official"]):
            wrong[number] = (computed, row["eif_official"])
        by_rule += derivation.entry_reason is not None and derivation.entry_reason.rule == "VCLT 24(1)"
    assert wrong == {}
    assert by_rule == len(made) - sum(row["eif_official"] == "NOT IN FORCE" for row, _, _ in made.values())
