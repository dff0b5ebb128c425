"""Research tables and alliance graphs out of what a book holds, as known and as trusted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedera.dates import narrow, parse
from foedera.errors import UsageError

from .world import differs_by_pair

if TYPE_CHECKING:
    import polars as pl

    from foedera.model import Spell, Treaty
    from foedera.panels import Known, Panel, Pledges

    from .facade import Book

CODED_TO = date(2018, 12, 31)
"""ATOP 5.1 codes up to this day, so no copy of it can have been published before."""


def panel(
    book: Book,
    unit: str,
    known: str | date | None,
    atop: str | Path | None,
    prefer: str,
    universal: bool,
    options: dict[str, Any],
) -> Panel:
    """The table of a unit from register, ledger and file, with what each row rests on."""
    from dataclasses import replace

    from foedera.panels import build

    similarity = options.pop("similarity", None)
    found, notes = gathered(
        book, known, atop, prefer, universal, standing=not unit.startswith("dyad"), unit=unit
    )
    table = build(unit, found, **options)
    table = replace(
        table,
        notes=(*table.notes, *notes),
        options={**table.options, "known": str(known) if known is not None else None, "prefer": prefer},
        rests_on=lambda treaties: sources_of(book, known, treaties),
    )
    if similarity is None:
        return table
    from foedera.panels import with_similarity

    return with_similarity(table, similarity)


def gathered(
    book: Book,
    known: str | date | None,
    atop: str | Path | None,
    prefer: str = "dataset",
    universal: bool = False,
    *,
    standing: bool = False,
    unit: str = "",
) -> tuple[Known, tuple[str, ...]]:
    """What tables are made of, and what the reader of one must know of it.

    Imported codings count from their publication (``known``) and not after they were withdrawn. A
    dataset whose publisher the policy distrusts is used only for treaties that no record tells of, and
    its silence about a pair is no 0.
    """
    from foedera.panels import gather

    if prefer not in ("dataset", "both", "law"):
        raise UsageError("--prefer", f"'{prefer}' is none", "known: dataset, both, law")
    world = book.world(known)
    records = [record for record in book.register.all() if world.holds(record.id)]
    more, notes = _in_bulk(book, atop, world.known, records)
    distrusted = _distrusted(book, [*records], bool(more))
    if distrusted:
        prefer = "law"
        notes.append(
            "a distrusted dataset is used only where no record tells of a treaty, and covers nothing"
        )

    def timeline(record: Treaty) -> tuple[Spell, ...]:
        derivation = world.derivation(record.id)
        return derivation.timeline() if derivation else ()

    def between(record: Treaty, a: str, b: str) -> tuple[Spell, ...]:
        derivation = world.derivation(record.id)
        if derivation is None or not differs_by_pair(world, record.id):
            return ()
        return tuple(derivation.pair(a, b).history.spells(f"{a}~{b}"))

    found = gather(
        records,
        timeline,
        lambda record: world.events(record.id),
        standing=standing or unit in ("state-year", "treaty-year", "party-year"),
        more=more,
        prefer=prefer,  # type: ignore[arg-type]
        universal=universal,
        between=between,
    )
    if distrusted:
        from dataclasses import replace

        found = replace(found, pledges=replace(found.pledges, coverage=()))
    return found, tuple(notes)


def _in_bulk(
    book: Book, atop: str | Path | None, known: date | None, records: Sequence[Treaty]
) -> tuple[list[Pledges], list[str]]:
    if atop is None:
        return [], []
    from foedera.panels import from_atop

    if known is not None and known <= CODED_TO:
        return [], [
            f"{Path(atop).name} was left out: it codes up to {CODED_TO} and was not public by {known}"
        ]
    numbers = {
        number: record.id for record in records if (number := record.identifiers.get("atop")) is not None
    }
    notes = []
    if known is not None:
        notes.append(f"{Path(atop).name} does not say when it was published; it is taken as known")
    pledges = from_atop(atop, register_ids=numbers)
    return [pledges], [*notes, *pledges.notes]


def _distrusted(book: Book, records: Sequence[Treaty], bulk: bool) -> bool:
    from foedera.panels.from_records import is_dataset_coding

    if not book.policy.distrust:
        return False
    names = {s.publisher for record in records if is_dataset_coding(record) for s in record.sources}
    if bulk:
        from foedera.exchange.atop import PUBLISHER

        names.add(PUBLISHER)
    return bool(names & set(book.policy.distrust))


def sources_of(book: Book, known: str | date | None, treaties: Sequence[str]) -> pl.DataFrame:
    """One row for each treaty and source: ``treaty``, ``title``, ``kind``, ``publisher``, ``source``,
    ``url``, ``published``, ``statements`` (how many of its acts the source tells).
    """
    import polars as pl

    world = book.world(known)
    rows: list[tuple[Any, ...]] = []
    for name in treaties:
        if name not in book.register:
            rows.append((name, None, "dataset", "ATOP 5.1", None, None, None, 0))
            continue
        record = book.register.get(name)
        sources, statements = world.told(record.id)
        told: dict[str, int] = {}
        for statement in statements:
            told[statement.source] = told.get(statement.source, 0) + 1
        known_sources = {**{s.id: s for s in record.sources}, **sources}
        # A source of the record stands under two ids: its key there, and ID#KEY where an act uses it.
        used = {key for key in known_sources if f"{record.id}#{key}" in known_sources}
        for key, source in known_sources.items():
            if key in used:
                continue
            rows.append(
                (record.id, record.name(), source.kind, source.publisher, source.title, source.url,
                 source.published, told.get(key, 0))
            )  # fmt: skip
    schema = {
        "treaty": pl.String, "title": pl.String, "kind": pl.String, "publisher": pl.String,
        "source": pl.String, "url": pl.String, "published": pl.String, "statements": pl.Int32,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def network(
    book: Book,
    on: str | date | int,
    known: str | date | None,
    atop: str | Path | None,
    prefer: str,
    options: dict[str, Any],
) -> Any:
    """The alliance graph of a day, or (a number) of a year."""
    from foedera.panels import graph

    when = on if isinstance(on, (int, date)) else narrow(parse(on, "--on"), "only", "--on")
    found, notes = gathered(book, known, atop, prefer)
    drawn = graph(found, when, **options)
    drawn.graph["notes"] = "; ".join(notes)
    return drawn
