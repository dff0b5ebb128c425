"""The façade a library user opens: ledger, register and trust together give answers.

>>> import foedera
>>> book = foedera.open()                                   # doctest: +SKIP
>>> book.status("prk-rus-2024", on="2024-12-04").in_force   # doctest: +SKIP
<Answer.YES: 'yes'>
"""

from .facade import Book, open_book

__all__ = ["Book", "open_book"]
