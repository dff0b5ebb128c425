"""A record's acts as statements, so that trust weighs the register and the ledger alike."""

from __future__ import annotations

import msgspec

from foedera import dates
from foedera.model import Act, ActRow, Source, Treaty, seal


def treaty_statements(treaty: Treaty) -> tuple[dict[str, Source], tuple[Act, ...]]:
    """Sources by id, and one statement per act and source.

    Source ids are ``TREATY#KEY``; an act without a source has the record itself (``TREATY#record``).
    ``published`` is when the act became known: the row's own, else its source's, else the day of the act;
    what a record first made public later (``public_from``) is not known before that.
    """
    sources = {s.id: msgspec.structs.replace(s, id=f"{treaty.id}#{s.id}") for s in treaty.sources}
    record = Source(id=f"{treaty.id}#record", title=treaty.name(), kind="register")
    used: dict[str, Source] = {}
    found: dict[str, Act] = {}
    for row in treaty.acts:
        for key in row.sources or ("",):
            source = sources.get(key, record)
            used[source.id] = source
            statement = _statement(treaty, row, source)
            found[statement.id] = statement
    return used, tuple(found.values())


def _statement(treaty: Treaty, row: ActRow, source: Source) -> Act:
    return seal(
        Act(
            source=source.id,
            treaty=treaty.id,
            status=row.status,  # type: ignore[arg-type]
            said_by=row.said_by,
            quote=row.quote or "",
            act=row.act,  # type: ignore[arg-type]
            step=row.step or "international",  # type: ignore[arg-type]
            # An end or an extension that names nobody is one of the treaty as a whole: of all its makers.
            parties=row.parties or treaty.negotiating,
            organ=row.organ,  # type: ignore[arg-type]
            date=row.date,
            place=row.place,
            effective=row.effective,
            to=row.to,
            articles=row.articles,
            qualified=row.qualified,
            territory=row.territory,
            scope=row.scope,  # type: ignore[arg-type]
            ground=row.ground,  # type: ignore[arg-type]
            disputed_by=row.disputed_by,
            note=row.note,
            published=row.published or source.published or _assumed(treaty, row),
        )
    )


def _assumed(treaty: Treaty, row: ActRow) -> str | None:
    day, secret = row.date or treaty.done.date, treaty.public_from
    if day is None or secret is None:
        return day or secret
    return secret if dates.parse(day).latest < dates.parse(secret).latest else day
