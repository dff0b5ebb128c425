"""Foedera reads reports about treaties, keeps what they say, and computes what is in force, and why.

``foedera.open()`` gives a ``Book`` with every question of the command line as a method.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .errors import FoederaError, UsageError

if TYPE_CHECKING:
    from .book import Book
    from .book import open_book as open
    from .dates import Answer

__version__ = "0.1.0"
__all__ = ["Answer", "Book", "FoederaError", "UsageError", "open"]


def __getattr__(name: str) -> Any:
    # The rooms are loaded when asked for: `import foedera` alone costs nothing.
    if name == "open":
        from .book import open_book

        return open_book
    if name == "Book":
        from .book import Book

        return Book
    if name == "Answer":
        from .dates import Answer

        return Answer
    raise AttributeError(f"module 'foedera' has no attribute '{name}'")
