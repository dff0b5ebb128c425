"""Reads final clauses: the one entrance of this room."""

from __future__ import annotations

from typing import Any

import msgspec

from foedera.errors import FoederaError

from .compose import Stated, compose
from .encode import Encoded, encode
from .grammar import parser, vocabulary
from .meaning import evaluate
from .page import Word, words_of
from .relevance import Relevance, cut_off_later, relevance
from .repair import mend
from .sentences import ends_with_stop, sentences_of
from .values import Got, Unclear

_LONGEST = 300
"""Words of one sentence. Final clauses have up to 120; the parser's time grows with the square."""

_MOST = 40
"""Sentences that state rules. The final clauses of a treaty have about ten."""


class Part(msgspec.Struct, frozen=True):
    """Which words gave which part of the rule: ``text[start:end] == words``."""

    path: str
    start: int
    end: int
    words: str


class ClauseReading(msgspec.Struct, frozen=True):
    """``rule``: in the form of the contract, section 5. ``parts``: in the order of the text."""

    rule: dict[str, Any]
    parts: tuple[Part, ...]

    def to_dict(self) -> dict[str, Any]:
        """The rule, as ``foedera clause`` prints it."""
        return self.rule


def read_clause(text: str) -> ClauseReading:
    """The rule that the final clauses in ``text`` state.

    FoederaError (``where`` "clause") names the words that could not be read: a clause is read wholly or
    not at all. Sentences that state no rule on entry into force, withdrawal or duration are passed over.
    """
    source = words_of(text)
    known = vocabulary()
    complete = ends_with_stop(source)
    sentences = sentences_of(mend(source, known))
    stated: list[Stated] = []
    parts: list[Part] = []
    set_aside: list[str] = []
    after_entry = False
    for number, sentence in enumerate(sentences):
        kind = relevance(sentence, after_entry)
        after_entry = False
        if kind is Relevance.NONE:
            continue
        if kind is Relevance.AMENDMENTS:
            set_aside.append(_quote(text, sentence[0], sentence[-1]))
            continue
        encoded = encode(sentence, known, text)
        try:
            got = _read_sentence(encoded, text)
        except FoederaError:
            at_end = number == len(sentences) - 1 and not complete
            if at_end and any("way" in s.rule for s in stated) and cut_off_later(sentence, encoded):
                parts.append(_part(text, "cut off, not read", sentence[0].start, sentence[-1].end))
                continue
            raise
        if len(stated) == _MOST:
            raise FoederaError(
                "clause", f"more than {_MOST} sentences state rules", "give the final clauses of one treaty"
            )
        stated.append(Stated(got.value, got.flags, _quote(text, sentence[0], sentence[-1])))
        parts.extend(_parts(got, encoded, text))
        after_entry = "way" in got.value or "later" in got.value
    if not stated:
        raise _nothing(text, source, set_aside)
    return ClauseReading(compose(stated), tuple(sorted(set(parts), key=lambda p: (p.start, p.end, p.path))))


def explain(reading: ClauseReading) -> str:
    """The parts as lines: the words, then what they gave."""
    return "\n".join(f'"{" ".join(p.words.split())}" → {p.path}' for p in reading.parts)


def _read_sentence(encoded: Encoded, text: str) -> Got:
    from lark.exceptions import UnexpectedInput

    if len(encoded.pieces) > _LONGEST:
        words = _quote(text, encoded.pieces[0], encoded.pieces[min(8, len(encoded.pieces) - 1)])
        raise FoederaError(
            "clause",
            f'the sentence that begins "{words}" has {len(encoded.pieces)} words, more than {_LONGEST}',
            "give it as separate sentences",
        )
    try:
        tree = parser().parse(encoded.line)
    except UnexpectedInput as error:
        raise _unread(encoded, text, getattr(error, "pos_in_stream", None)) from None
    try:
        return evaluate(tree, encoded, text)
    except Unclear as unclear:
        words = _quote(text, encoded.pieces[0], encoded.pieces[-1])
        raise FoederaError(
            "clause", f'{unclear}: "{words}"', "give the clause with the words that say it"
        ) from None


def _unread(encoded: Encoded, text: str, position: int | None) -> FoederaError:
    if position is None or position < 0 or position >= len(encoded.line):
        words = _quote(text, encoded.pieces[max(0, len(encoded.pieces) - 6)], encoded.pieces[-1])
        return FoederaError(
            "clause", f'the sentence breaks off after "{words}"', "give the whole clause, to its full stop"
        )
    at = encoded.at(position)
    # The word before often opens the phrase that fails ("unless superseded", "at least"), and a name that
    # nobody knows is shown whole.
    first = max(0, at - 1)
    while first and encoded.pieces[first].sign.startswith(("^", "@", "and")):
        first -= 1
    words = _quote(text, encoded.pieces[first], encoded.pieces[min(at + 9, len(encoded.pieces) - 1)])
    return FoederaError(
        "clause",
        f'cannot read the words "{words}"',
        "write the rule into the record by hand; a clause is read wholly or not at all",
    )


def _nothing(text: str, source: list[Word], set_aside: list[str]) -> FoederaError:
    if set_aside:
        return FoederaError(
            "clause",
            f'these words speak of amendments or annexes, not of the treaty itself: "{set_aside[0]}"',
            "give the article on the treaty's own entry into force",
        )
    words = [w for w in source if not w.mark]
    start = _quote(text, words[0], words[min(8, len(words) - 1)])
    return FoederaError(
        "clause",
        f'no rule on entry into force, withdrawal or duration begins in "{start}…"',
        "give the final clauses in English",
    )


def _parts(got: Got, encoded: Encoded, text: str) -> list[Part]:
    found = []
    for path, start, end in got.marks:
        first, last = encoded.pieces[start], encoded.pieces[end - 1]
        found.append(_part(text, path, first.start, last.end))
    return found


def _part(text: str, path: str, start: int, end: int) -> Part:
    return Part(path, start, end, text[start:end])


def _quote(text: str, first: Any, last: Any) -> str:
    words = " ".join(text[first.start : last.end].split())
    return words if len(words) <= 160 else words[:159] + "…"
