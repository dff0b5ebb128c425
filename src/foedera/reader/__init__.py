"""Reports → statements: ``read`` (one report), ``read_all`` (a feed, an archive); see ``evaluate`` for scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .document import LIMIT, Document

if TYPE_CHECKING:
    from .pack import languages
    from .reading import Reading, read, read_all, read_document

__all__ = ["LIMIT", "Document", "Reading", "languages", "read", "read_all", "read_document"]


def __getattr__(name: str) -> Any:
    # The tables of names and cues are built when something is read, not when the program starts.
    from importlib import import_module

    homes = {
        "languages": "pack",
        **dict.fromkeys(("Reading", "read", "read_all", "read_document"), "reading"),
    }
    if name in homes:
        value = getattr(import_module(f".{homes[name]}", __name__), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'foedera.reader' has no attribute '{name}'")
