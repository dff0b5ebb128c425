"""When a statement became known: the one rule that register, ledger and trust share."""

from __future__ import annotations

from foedera import dates
from foedera.dates import EDate
from foedera.errors import FoederaError
from foedera.model import Act, Source, Statement


def known_from(statement: Statement, source: Source | None) -> EDate | None:
    """The day on which ``statement`` was first public; None where nothing tells.

    Its own ``published``, else its source's. A source without a date of publication but with one of
    consultation is a living page (a register): it tells nothing about when its content became known, so
    an act counts as known from the day it was done, and what has no such day from the consultation.
    """
    own = statement.published if isinstance(statement, Act) else None
    if stated := _parse(own) or _parse(source.published if source else None):
        return stated
    if source is None or source.consulted is None:
        return None
    done = _parse(statement.date) if isinstance(statement, Act) and statement.status == "done" else None
    return done or _parse(source.consulted)


def _parse(text: str | None) -> EDate | None:
    try:
        return dates.parse(text) if text else None
    except FoederaError:
        return None
