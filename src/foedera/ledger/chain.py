"""The hash chain: each entry's hash covers the one before it and everything in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

GENESIS = "0" * 64


class Row(NamedTuple):
    """One row of the journal, as stored."""

    seq: int
    kind: str
    ref: str
    treaty: str | None
    recorded: str
    recorder: str | None
    payload: str
    hash: str


class Verification(msgspec.Struct, frozen=True, kw_only=True):
    """``entries``: how many were read. ``head``: hash of the last. ``first_bad``: number of the first
    entry that is wrong, ``what``: what is wrong with it; None where the chain is whole."""

    ok: bool
    entries: int
    head: str | None = None
    first_bad: int | None = None
    what: str | None = None


def link(previous: str, values: tuple[Any, ...]) -> str:
    """Hash of an entry: SHA-256 over the previous hash and the JSON of all its other columns."""
    return hashlib.sha256(previous.encode() + msgspec.json.encode(values)).hexdigest()


def verify(rows: Iterable[Row], content_id: Any, heads: Mapping[int, str]) -> Verification:
    """Walk the chain from its beginning.

    ``content_id(kind, payload)`` recomputes a content hash, or None. ``heads``: the end of the chain after
    each writing, hash by number of the entry.
    """
    previous, count = GENESIS, 0
    for expected, row in enumerate(rows, start=1):
        fault = _fault(row, expected, previous, content_id)
        if fault is None and heads.get(row.seq, row.hash) != row.hash:
            fault = "its hash is not the one noted when it was written"
        if fault:
            return Verification(ok=False, entries=count, head=previous, first_bad=expected, what=fault)
        previous, count = row.hash, expected
    last = max(heads, default=0)
    if last != count:
        what = "it is missing" if last > count else "it was not written by a ledger (its end is not noted)"
        return Verification(ok=False, entries=count, head=previous, first_bad=min(last, count) + 1, what=what)
    return Verification(ok=True, entries=count, head=previous if count else None)


def _fault(row: Row, expected: int, previous: str, content_id: Any) -> str | None:
    if row.seq != expected:
        return f"it is missing (the next one is {row.seq})"
    if link(previous, row[:-1]) != row.hash:
        return "its content or its hash was altered"
    own = content_id(row.kind, row.payload)
    if own is not None and own != row.ref:
        return "its content does not have the hash it is named by"
    return None
