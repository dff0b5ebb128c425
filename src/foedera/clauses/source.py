"""Access to the sentence's own words, for names that a rule takes from the text."""

from __future__ import annotations

from .encode import Encoded
from .values import Span


class Source:
    """The sentence in signs, and the text it stands in."""

    def __init__(self, encoded: Encoded, text: str) -> None:
        self.encoded = encoded
        self.text = text

    def _words(self, span: Span, skip: frozenset[str] = frozenset()) -> str:
        """The words of ``span`` as the text has them, without those of ``skip`` at the front."""
        kept = list(self.encoded.pieces[span[0] : span[1]])
        while kept and kept[0].sign in skip:
            kept.pop(0)
        return " ".join(self.text[kept[0].start : kept[-1].end].split()) if kept else ""

    def _code(self, sign: str) -> str:
        """The code of the State that ``sign`` stands for."""
        code = self.encoded.pieces[int(sign[1:])].code
        assert code is not None
        return code
