"""Canonical JSON and the content hash that names statements and sources."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec


def as_json(record: object) -> dict[str, Any]:
    """``record`` as the JSON object that the commands print (lists, not tuples)."""
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(record))
    return plain


def canonical(record: object, leave_out: tuple[str, ...] = ()) -> bytes:
    """``record`` as JSON with sorted keys and no white space, without the keys in ``leave_out``.

    Empty values (null, false, "", [], {}) are left out too, so that a field added to the records later
    does not change the hash of what was written before.
    """
    plain = as_json(record)
    kept = {key: value for key, value in plain.items() if key not in leave_out and not _empty(value)}
    return msgspec.json.encode(kept, order="sorted")


def digest(record: object, leave_out: tuple[str, ...] = ()) -> str:
    """SHA-256 of the canonical JSON, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(record, leave_out)).hexdigest()


def _empty(value: object) -> bool:
    return value is None or value is False or value == "" or value == [] or value == {}
