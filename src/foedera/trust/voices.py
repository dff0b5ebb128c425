"""Who really speaks: copies are collapsed onto the one they copy."""

from __future__ import annotations

from foedera.dates import EDate, parse
from foedera.model import Act, Source


def root(act: Act, source: Source | None) -> str:
    """The root speaker: the innermost one quoted, else who published, else the document itself.

    A report that quotes an agency adds no second voice to the agency's.
    """
    if act.said_by:
        return act.said_by[-1]
    if source is None:
        return act.source
    agencies = [credit.name for credit in source.credits if credit.role == "agency"]
    return agencies[-1] if agencies else source.publisher or source.url or source.id


def published(act: Act, source: Source | None) -> EDate | None:
    """When the statement became known; None where nothing tells."""
    text = act.published or (source.published if source else None)
    return parse(text) if text else None
