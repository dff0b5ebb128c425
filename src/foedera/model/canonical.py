"""Canonical JSON and the content hash that names statements and sources."""

from __future__ import annotations

import hashlib

import msgspec


def canonical(record: object, leave_out: tuple[str, ...] = ()) -> bytes:
    """``record`` as JSON with sorted keys and no white space, without the keys in ``leave_out``."""
    plain = msgspec.to_builtins(record)
    if isinstance(plain, dict):
        plain = {key: value for key, value in plain.items() if key not in leave_out}
    return msgspec.json.encode(plain, order="sorted")


def digest(record: object, leave_out: tuple[str, ...] = ()) -> str:
    """SHA-256 of the canonical JSON, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(record, leave_out)).hexdigest()
