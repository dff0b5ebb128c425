"""What the pages show, as files to keep: tables (CSV) and calendars (iCalendar)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Annotated, Any

from litestar import Response, get
from litestar.params import QueryParameter

from foedera.dates import Answer
from foedera.exchange.out.calendar import ics

from .api import answers, conflicts_asked
from .ask import ask, record, two
from .given import ShelfIn, at_desk
from .page import Field, Named, StateField, download
from .pages import ahead, ahead_of, code_of, search

CSV = "text/csv; charset=utf-8"


def english(code: str) -> str:
    """Names in files are English, whatever the language of the page: a file is read by programs."""
    from .tongue import tongue

    return tongue("en").state(code)


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A table as CSV. A cell that a spreadsheet would run as a formula is quoted as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return out.getvalue().encode("utf-8", "replace")


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    plain = value.value if isinstance(value, Answer) else value
    if isinstance(plain, (tuple, list)):
        plain = "; ".join(map(str, plain))
    text = str(plain)
    return f"'{text}" if text[:1] in "=+-@\t\r" and not text.lstrip("+-").isdecimal() else text


@get("/treaties/{treaty:str}/parties.csv")
@at_desk
def parties_csv(
    shelf: ShelfIn, treaty: Named, on: Field = None, known: Field = None, trust: Field = None
) -> Response[bytes]:
    """The parties on the date as a table."""
    asked = ask(shelf, on, known, trust)
    book = shelf.book(asked.trust, asked.known)
    found = record(book, treaty)
    status = book.status(found.id, on=asked.on, known=asked.known, now=asked.today)
    content = table(
        ["treaty", "on", "state", "name", "status", "since", "in_force", "from", "until"],
        (
            [found.id, asked.on, code, english(code), h.status, h.since, h.in_force, h.start, h.until]
            for code, h in sorted(status.parties.items())
        ),
    )
    return download(content, CSV, f"{found.id}-{asked.on}.csv")


@get("/treaties/{treaty:str}/deadlines.ics")
@at_desk
def deadlines_ics(
    shelf: ShelfIn, treaty: Named, on: Field = None, known: Field = None, trust: Field = None
) -> Response[bytes]:
    """The treaty's days in the ten years after the date, as a calendar."""
    asked = ask(shelf, on, known, trust)
    book = shelf.book(asked.trust, asked.known)
    found = record(book, treaty)
    days = ahead(book, asked, 10, [found.id])
    return download(ics(days), "text/calendar; charset=utf-8", f"{found.id}.ics")


@get("/states/{named:str}/deadlines.ics")
@at_desk
def state_ics(
    shelf: ShelfIn, named: Named, on: Field = None, known: Field = None, trust: Field = None
) -> Response[bytes]:
    """A state's deadlines in the two years after the date, as a calendar."""
    asked = ask(shelf, on, known, trust)
    code = code_of(named, asked)
    book = shelf.book(asked.trust, asked.known)
    rows = book.treaties(on=asked.on, known=asked.known, state=code)
    return download(ics(ahead_of(book, asked, code, rows)), "text/calendar; charset=utf-8", f"{code}.ics")


@get("/treaties.csv")
@at_desk
def treaties_csv(
    shelf: ShelfIn,
    q: Field = None,
    subject: StateField = None,
    between: Field = None,
    on: Field = None,
    known: Field = None,
    trust: Field = None,
) -> Response[bytes]:
    """Treaties as a table: all, those found by words, of a state, or between two."""
    asked = ask(shelf, on, known, trust)
    book = shelf.book(asked.trust, asked.known)
    rows = book.treaties(on=asked.on, known=asked.known, state=subject or None, between=two(between))
    if q and q.strip():
        named = {treaty.id for treaty in search(book, q.strip())}
        rows = [row for row in rows if row["id"] in named]
    columns = ["id", "title", "nature", "form", "done", "in_force", "since", "until"]
    values = [[row[column] for column in columns] for row in rows]
    if subject:
        columns += ["standing", "in_force_for_it", "from"]
        for line, row in zip(values, rows, strict=True):
            held = row["party"]
            line += [held.status, held.in_force, held.start] if held else ["none", "no", None]
    if between:
        columns += ["in_force_between", "between_since", "between_until"]
        for line, row in zip(values, rows, strict=True):
            pair = row["pair"]
            line += [pair.in_force, pair.since, pair.until] if pair else ["no", None, None]
    return download(table(columns, values), CSV, f"treaties-{asked.on}.csv")


@get("/duties.csv")
@at_desk
def duties_csv(
    shelf: ShelfIn,
    attacked: Field = None,
    by: Field = None,
    event: Field = None,
    place: Field = None,
    requested: Field = None,
    war: Field = None,
    on: Field = None,
    known: Field = None,
    trust: Field = None,
) -> Response[bytes]:
    """The duties of an event as a table."""
    asked = ask(shelf, on, known, trust)
    book = shelf.book(asked.trust, asked.known)
    happening = book.event(
        on=asked.on,
        attacked=attacked or None,
        by=by or None,
        kind=event or "armed_attack",
        place=place or None,
        **answers(requested=requested or "", state_of_war=war or ""),
    )
    columns = ("holder", "beneficiary", "treaty", "article", "type", "duty", "firmness", "engaged")
    lists = ("unmet", "unknown", "provisos", "conflicts")
    found = book.duties(happening, known=asked.known)
    content = table((*columns, *lists), ([getattr(d, name) for name in (*columns, *lists)] for d in found))
    return download(content, CSV, f"duties-{happening.attacked}-{asked.on}.csv")


@get("/conflicts.csv")
@at_desk
def conflicts_csv(
    shelf: ShelfIn,
    subject: StateField = None,
    treaty: Field = None,
    on: Field = None,
    known: Field = None,
    trust: Field = None,
) -> Response[bytes]:
    """Commitments that cannot all be kept, as a table."""
    asked = ask(shelf, on, known, trust)
    found = conflicts_asked(shelf, asked, subject, treaty)
    columns = ["holder", "kind", "answer", "first", "second", "scenario", "unknown"]
    rows = ([c.holder, c.kind, c.answer, c.first, c.second, c.scenario, c.unknown] for c in found)
    return download(table(columns, rows), CSV, f"conflicts-{asked.on}.csv")


@get("/ledger.csv")
@at_desk
def ledger_csv(
    shelf: ShelfIn, treaty: Field = None, limit: Annotated[int, QueryParameter(ge=1, le=10_000)] = 1000
) -> Response[bytes]:
    """The latest entries as a table."""
    columns = ["seq", "at", "by", "kind", "id", "treaty", "summary", "quote", "hash"]
    entries = shelf.book().entries(treaty=treaty or None, limit=limit)
    return download(table(columns, ([e[c] for c in columns] for e in entries)), CSV, "ledger.csv")


@get("/audit.csv")
@at_desk
def audit_csv(
    shelf: ShelfIn, treaty: Field = None, known: Field = None, trust: Field = None
) -> Response[bytes]:
    """What registers state beside what the rules give, as a table."""
    asked = ask(shelf, None, known, trust)
    book = shelf.book(asked.trust, asked.known)
    found = book.audit(record(book, treaty).id if treaty else None, known=asked.known)
    columns = ["treaty", "subject", "field", "stated", "computed", "source", "derivation", "explained"]
    rows = ([getattr(f, c) for c in columns] for f in found.findings)
    return download(table(columns, rows), CSV, "audit.csv")


FILES = [
    parties_csv,
    deadlines_ics,
    state_ics,
    treaties_csv,
    duties_csv,
    conflicts_csv,
    ledger_csv,
    audit_csv,
]
