"""Who really speaks: copies are collapsed onto the one they copy."""

from __future__ import annotations

from foedera.model import AnyStatement, Source


def root(act: AnyStatement, source: Source | None) -> str:
    """The root speaker: the innermost one quoted, else who published, else the document itself.

    A report that quotes an agency adds no second voice to the agency's.
    """
    if act.said_by:
        return act.said_by[-1]
    if source is None:
        return act.source
    for role in ("agency", "origin"):
        # Two copies of one page, or of one agency's dispatch, are one voice.
        if copied := [credit.name for credit in source.credits if credit.role == role]:
            return copied[-1]
    return source.publisher or source.url or source.id
