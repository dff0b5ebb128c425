"""Where statements come from."""

from __future__ import annotations

import msgspec

from .canonical import digest


class Credit(msgspec.Struct, frozen=True, kw_only=True):
    """One link of a text's provenance.

    ``role``: ``agency`` (whom the report quotes as its own source), ``origin`` (the page it was made
    from), ``publisher``, ``translation``, ``photo`` or ``author``. ``url``: None where none is given.
    """

    role: str
    name: str
    url: str | None = None


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """One document: a report, a register's page, a dataset, a gazette.

    ``id``: content hash (see ``seal_source``) or the key in a treaty record. ``kind``: how near it is to
    the act (``depositary``, ``official`` organ of a party, ``register``, ``dataset``, ``agency``,
    ``outlet``, ``report`` where nothing more is known). ``state``: whose organ it is, else None.
    ``published``: EDTF, None where unknown; ``consulted``: when a living page was looked at, which says
    nothing about when its content became known.
    """

    id: str = ""
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    published: str | None = None
    title: str | None = None
    credits: tuple[Credit, ...] = ()
    sha256: str | None = None
    kind: str = "report"
    state: str | None = None
    consulted: str | None = None
    notes: tuple[str, ...] = ()


def seal_source(source: Source) -> Source:
    """The same source with the hash of its content as ``id``."""
    return msgspec.structs.replace(source, id=digest(source, leave_out=("id",)))
