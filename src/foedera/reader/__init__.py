"""Reports → statements: ``read`` (one report), ``read_all`` (a feed, an archive), ``evaluate``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .document import LIMIT, Document

if TYPE_CHECKING:
    from .evaluate import evaluate
    from .pack import languages
    from .read import Reading, read, read_all, read_document

__all__ = ["LIMIT", "Document", "Reading", "evaluate", "languages", "read", "read_all", "read_document"]


def __getattr__(name: str) -> Any:
    # The tables of names and cues are built when something is read, not when the program starts.
    import importlib

    homes = {"evaluate": "evaluate", "languages": "pack", "Reading": "read", "read": "read", "read_all": "read",
             "read_document": "read"}  # fmt: skip
    if name in homes:
        value = getattr(importlib.import_module(f".{homes[name]}", __name__), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'foedera.reader' has no attribute '{name}'")
