"""A record's rule in the form in which a record writes it, on one line."""

from __future__ import annotations

import msgspec

LEFT_OUT = frozenset({"article", "text", "counting"})


def in_words(rule: object) -> str:
    """``when: consents 5; after: days 30``. Empty values are left out."""
    plain = msgspec.to_builtins(rule)
    return "; ".join(f"{key}: {_short(value)}" for key, value in plain.items() if _kept(key, value))


def _kept(key: str, value: object) -> bool:
    if key in LEFT_OUT or (key == "clause" and value is True):
        return False
    return value not in (None, "", 0, [], (), {}, False)


def _short(value: object) -> str:
    if isinstance(value, dict):
        named = value.get("condition")
        rest = {k: v for k, v in value.items() if k != "condition" and _kept(k, v)}
        inner = ", ".join(f"{k} {_short(v)}" if k not in ("n", "of") else _short(v) for k, v in rest.items())
        return f"{named} {inner}".strip() if named else inner
    if isinstance(value, (list, tuple)):
        return f"[{'; '.join(_short(item) for item in value)}]"
    return str(value).replace("_", " ")
