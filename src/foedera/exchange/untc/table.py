"""A participation table as CSV: the same columns, letters and brackets as the page, nothing else.

The name of the file tells the treaty: ``27-7-d.csv`` is chapter XXVII, number 7(d). The table knows neither
footnotes nor totals nor its own date, so the day on which it was published has to be told.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from foedera.dates import parse as parse_date
from foedera.errors import FoederaError
from foedera.exchange.base import Imported, Lookup
from foedera.model import Source, Treaty, seal_source

from .build import PUBLISHER, taken_back, treaty_id
from .draft import Draft
from .markup import Cell
from .participants import columns, read_rows
from .text import PARTICIPANT, ROMAN, squeeze, without_notes

_NAME = re.compile(r"(\d{1,2}|[IVX]+)((?:[-.][A-Za-z0-9]{1,3})+)$")


def reference(path: Path) -> str | None:
    """``27-7-d.csv``, ``27-7.d.csv`` or ``XXVII-7-d.csv`` → ``XXVII-7-d``; None for another name."""
    match = _NAME.match(re.sub(r"(?i)\.csv(?:\.gz)?$", "", path.name))
    if match is None:
        return None
    chapter = int(match[1]) if match[1].isdigit() else ROMAN.index(match[1]) if match[1] in ROMAN else 0
    if not 1 <= chapter < len(ROMAN):
        return None
    return ROMAN[chapter] + match[2].replace(".", "-")


def read_table(
    text: str, path: Path, sha256: str, treaty: str | None, published: str | None, lookup: Lookup | None
) -> Imported:
    """All that the table states; raises ``FoederaError`` for another table, naming the line."""
    where = str(path)
    number = reference(path)
    if number is None and treaty is None:
        raise FoederaError(
            where, "its name does not tell the treaty", "name it like 27-7-d.csv, or give --treaty"
        )
    if published is not None:
        parse_date(published, "--published")
    lines = _lines(text, where)
    cells = [[Cell(squeeze(c)) for c in line] for line in lines[1:]]
    of = columns(lines[0], cells, where)
    target, known = treaty_id(number, treaty, lookup, where) if number else (treaty or "", True)
    source = seal_source(
        Source(
            publisher=PUBLISHER,
            language="en",
            published=published,
            title=f"Participation table of {number or target}",
            sha256=sha256,
            kind="register",
        )
    )
    edition = published if published and len(published) == 10 else None
    draft = Draft(source.id, target, None, where, edition)
    if published is None:
        draft.notice("edition", "the day of the table's edition is not known: give --published")
    rows = read_rows(cells, of, draft, first_line=2)
    taken_back(rows, draft, edition)
    record = Treaty(
        id=target, depositary=("UN",), identifiers={"mtdsg": number or ""}, sources=(source,),
        note="proposed from a participation table: title and rules are not recorded",
    )  # fmt: skip
    whole = all(row.party for row in rows)
    # An edition is not older than the newest act in it.
    as_of = published or max((entry.date for row in rows for entry, _ in row.entries), default=None)
    return Imported(
        sources=(source,),
        statements=draft.acts,
        treaties=() if known else (record,),
        complete={target: as_of} if whole and as_of else {},
        notices=tuple(draft.notices),
        skipped=tuple(draft.skipped),
    )


def _lines(text: str, where: str) -> list[list[str]]:
    try:
        lines = [line for line in csv.reader(io.StringIO(text, newline=""), strict=True) if line]
    except csv.Error as fault:
        raise FoederaError(where, f"is not CSV ({fault})", "fetch the table again") from None
    names = (
        [n for n, cell in enumerate(lines[0]) if without_notes(cell).casefold() in PARTICIPANT]
        if lines
        else []
    )
    if not names:
        raise FoederaError(
            where,
            "is no participation table: it has no column 'Participant'",
            "give a status page as HTML, or a table with Participant, Signature, Ratification …",
        )
    if len(lines) < 2:
        raise FoederaError(where, "is cut off: the table has no rows", "fetch the table again")
    first = names[0]
    return [[*line[first : first + 1], *line[:first], *line[first + 1 :]] for line in lines]
