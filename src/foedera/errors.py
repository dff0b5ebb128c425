"""The one error that Foedera raises for bad input, bad data or a bad environment.

Its message is one line and answers three questions: where, what, what to do.
"""

from __future__ import annotations


class FoederaError(Exception):
    """A fault in what was given to Foedera, told in one line.

    ``where`` names the file and line, option or field; ``what`` says what is wrong with it;
    ``hint`` says what to do (may be empty when the cure is plain from the fault).
    """

    def __init__(self, where: str, what: str, hint: str = "") -> None:
        self.where = _one_line(where)
        self.what = _one_line(what)
        self.hint = _one_line(hint)
        super().__init__(str(self))

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}; {self.hint}" if self.hint else head


class UsageError(FoederaError):
    """The call itself is wrong (exit status 2), not the data it names."""


def _one_line(text: str, limit: int = 400) -> str:
    """Fold white space and unprintable characters, so that hostile text cannot draw on a terminal."""
    folded = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return folded if len(folded) <= limit else folded[: limit - 1] + "…"
