"""Importing into the ledger, and showing what it holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedera.dates import Period, add_period, parse
from foedera.model import Act, AnyStatement, Claim, Clause, Response, Source, Statement, Treaty

from .facts import facts_of

if TYPE_CHECKING:
    from foedera.exchange import Imported
    from foedera.ledger import Ledger

    from .facade import Book


def import_files(
    book: Book,
    form: str,
    paths: Sequence[str | Path],
    at: str | None,
    by: str | None,
    options: dict[str, Any],
) -> dict[str, Any]:
    """Read every file, then record all of them in one transaction."""
    from foedera.exchange import importer

    reader = importer(form)
    if options.get("published") is not None:
        parse(options["published"], "--published")
    found = [reader.read(path, lookup=book.register.lookup, **options) for path in paths]
    if form == "untc":
        from foedera.exchange.untc.compare import with_editions

        plain = found
        found = [
            with_editions(
                imported, [*_editions(book, imported), *_beside(plain, imported)], _in_force(book, imported)
            )
            for imported in plain
        ]
    added = 0
    if at is not None:
        batches: list[tuple[Source, list[AnyStatement]]] = []
        records: list[Treaty] = []
        facts: list[dict[str, Any]] = []
        for imported in found:
            batches += _batches(imported)
            records += imported.treaties
            facts += facts_of(imported)
        added = book.record_batches(batches, at=at, by=by, records=records, facts=facts).added
        _correct(book, found, at, by)
    return {
        "treaties": list(dict.fromkeys(treaty for imported in found for treaty in imported.treaty_ids)),
        "statements": sum(len(imported.statements) for imported in found),
        "added": added,
        "skipped": [{"where": s.where, "why": s.why} for imported in found for s in imported.skipped],
        "notices": [
            {"where": n.where, "what": n.what}
            for n in dict.fromkeys(notice for imported in found for notice in imported.notices)
        ],
    }


def _editions(book: Book, imported: Imported) -> list[tuple[Source, list[Act]]]:
    """The earlier editions of the same register that the ledger holds, with their acts."""
    if not book.has_ledger:
        return []
    own = {source.id for source in imported.sources}
    publishers = {source.publisher for source in imported.sources}
    editions: dict[str, tuple[Source, list[Act]]] = {}
    for treaty in imported.treaty_ids:
        sources, statements = book.ledger.statements(treaty=treaty)
        for statement in statements:
            source = sources.get(statement.source)
            if source is None or source.id in own or source.publisher not in publishers:
                continue
            if isinstance(statement, Act) and "retracted" not in statement.flags:
                editions.setdefault(source.id, (source, []))[1].append(statement)
    return list(editions.values())


def _in_force(book: Book, imported: Imported) -> frozenset[str]:
    """The register's treaties that are in force by the rules, whatever day the edition is of."""
    world = book.world()
    known = [t for t in imported.treaty_ids if t in book.register]
    return frozenset(t for t in known if (d := world.derivation(t)) is not None and d.entry is not None)


def _beside(found: Sequence[Imported], imported: Imported) -> list[tuple[Source, list[Act]]]:
    """Other editions among the files of the same import."""
    about = set(imported.treaty_ids)
    return [
        (source, [s for s in other.statements if isinstance(s, Act) and s.source == source.id])
        for other in found
        if other is not imported and about & set(other.treaty_ids)
        for source in other.sources
    ]


def _correct(book: Book, found: Sequence[Imported], at: str, by: str | None) -> None:
    """What a later edition corrects is withdrawn by a new entry; the earlier words stay in the journal."""
    for imported in found:
        for correction in imported.corrections:
            if book.ledger.find(correction.retracts) is not None:
                book.ledger.retract(
                    correction.retracts, correction.reason, at=at, by=by, by_statement=correction.by_statement
                )


def _batches(imported: Imported) -> list[tuple[Source, list[AnyStatement]]]:
    statements: dict[str, list[AnyStatement]] = {}
    for statement in imported.statements:
        statements.setdefault(statement.source, []).append(statement)
    return [(source, statements.get(source.id, [])) for source in imported.sources]


def export(
    book: Book,
    form: str,
    path: str | Path,
    treaties: Sequence[str],
    known: str | date | None,
    start: str | date | None,
    end: str | date | None,
) -> dict[str, Any]:
    """Everything on file about the treaties (none named: all), in another format."""
    from foedera.exchange.out import write
    from foedera.exchange.out.write import Content

    world = book.world(known)
    if form == "ics":
        first = start if start is not None else date.min
        last = end if end is not None else add_period(day_of(first), Period(years=1))
        found = book.deadlines(start=first, end=last, known=known)
        write(form, Content(deadlines=found), path)
        return {"format": form, "what": "deadlines", "rows": len(found)}
    sources: dict[str, Source] = {}
    statements: list[AnyStatement] = []
    for treaty in treaties or book.register.ids():
        more, told = world.told(book.register.get(treaty).id)
        sources.update(more)
        statements.extend(told)
    write(form, Content(sources=sources, statements=statements), path)
    return {"format": form, "what": "statements", "rows": len(statements)}


def day_of(value: str | date) -> date:
    """A day out of text or a date."""
    return value if isinstance(value, date) else parse(value).earliest


def entries(ledger: Ledger | None, treaty: str | None, limit: int | None) -> list[dict[str, Any]]:
    """One row a journal entry: seq, at, by, kind, treaty, summary, quote, id."""
    if ledger is None:
        return []
    return [_row(entry) for entry in ledger.log(limit=limit, treaty=treaty)]


def _row(entry: Any) -> dict[str, Any]:
    content = entry.content
    row = {
        "seq": entry.seq,
        "at": entry.at,
        "by": entry.by,
        "kind": entry.kind,
        "id": entry.ref,
        "treaty": getattr(content, "treaty", None),
        "summary": summary(content),
        "quote": content.quote if isinstance(content, Statement) else "",
        "hash": entry.hash,
    }
    if isinstance(content, Treaty):
        row["treaty"] = content.id
    return row


def summary(content: object) -> str:
    """A statement, source or record in a few words."""
    if isinstance(content, Act):
        who = ", ".join(content.parties) or "?"
        return f"{who}: {content.act} ({content.step}) {content.date or ''}".strip()
    if isinstance(content, Clause):
        return f"clause: {content.clause}"
    if isinstance(content, Claim):
        return f"claim: {content.topic} by {', '.join(content.actors) or '?'}"
    if isinstance(content, Response):
        return f"{content.response} by {', '.join(content.parties)}"
    if isinstance(content, Source):
        return content.publisher or content.title or content.url or content.id[:12]
    if isinstance(content, Treaty):
        return f"record: {content.name()}"
    return str(content or "")
