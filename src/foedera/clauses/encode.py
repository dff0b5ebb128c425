"""One sentence as the string that the grammar reads, each piece tied to its place in the source.

Words of the grammar stand as they are. Others become signs, so that the grammar can say where they may
stand: ``#20`` a number, ``#20o`` an ordinal, ``#f0.75`` a fraction, ``#p55`` per cent, ``#d2001-01-01`` a
date, ``&3`` a State or organization, ``^3`` another capitalised word, ``@3`` any other word.
"""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from foedera.errors import FoederaError

from .lists import MONTHS
from .numbers import FRACTIONS, read_number
from .page import Word
from .party_names import party_at


class Piece(msgspec.Struct, frozen=True):
    """``sign``: as the grammar sees it. ``start``, ``end``: in the source. ``code``: of a State."""

    sign: str
    start: int
    end: int
    code: str | None = None


class Encoded(msgspec.Struct, frozen=True):
    """``line``: what the grammar reads. ``offsets``: where each piece begins in it."""

    line: str
    pieces: tuple[Piece, ...]
    offsets: tuple[int, ...]

    def at(self, position: int) -> int:
        """The number of the piece that stands at ``position`` of the line."""
        return max(0, bisect_right(self.offsets, position) - 1)


def encode(sentence: list[Word], vocabulary: frozenset[str], text: str) -> Encoded:
    """The sentence in signs. FoederaError where words and figures of one number disagree."""
    pieces: list[Piece] = []
    at = 0
    while at < len(sentence):
        piece, length = _piece(sentence, at, vocabulary, len(pieces), text)
        pieces.append(piece)
        at += length
    offsets: list[int] = []
    position = 0
    for piece in pieces:
        offsets.append(position)
        position += len(piece.sign) + 1
    return Encoded(" ".join(p.sign for p in pieces), tuple(pieces), tuple(offsets))


def _piece(
    words: list[Word], at: int, vocabulary: frozenset[str], index: int, text: str
) -> tuple[Piece, int]:
    word = words[at]
    if named := party_at(words, at, vocabulary, text):
        code, length = named
        return Piece(f"&{index}", word.start, words[at + length - 1].end, code), length
    for reader in (_date, _fraction, _number):
        if read := reader(words, at):
            sign, length = read
            return Piece(sign, word.start, words[at + length - 1].end), length
    if word.text in vocabulary:
        return Piece(word.text, word.start, word.end), 1
    return Piece(f"{'^' if word.capital else '@'}{index}", word.start, word.end), 1


def _date(words: list[Word], at: int) -> tuple[str, int] | None:
    texts = [w.text for w in words[at : at + 5]]
    for day, month, year, length in (
        (0, 1, 2, 3),  # 1 January 1989
        (1, 0, 2, 3),  # January 1, 1989
        (0, 2, 3, 4),  # 1st of January 1989
    ):
        if len(texts) < length or (length == 4 and texts[1] != "of"):
            continue
        number = read_number([texts[day]])
        if (
            number
            and texts[month] in MONTHS
            and 1 <= number.value <= 31
            and texts[year].isascii()
            and texts[year].isdigit()
            and len(texts[year]) == 4
        ):
            return f"#d{texts[year]}-{MONTHS[texts[month]]:02}-{number.value:02}", length
    return None


def _fraction(words: list[Word], at: int) -> tuple[str, int] | None:
    pair = tuple(w.text for w in words[at : at + 2])
    if pair in FRACTIONS:
        return f"#f{FRACTIONS[pair]:.6g}", 2
    return None


def _number(words: list[Word], at: int) -> tuple[str, int] | None:
    texts = [w.text for w in words[at : at + 14]]
    number = read_number(texts)
    if number is None or (texts[0] == "one" and texts[1:2] in (["of"], ["another"], ["party"])):
        return None
    length = number.length
    figure = _repeated(texts, length)
    if figure is not None:
        if figure != number.value:
            said = " ".join(texts[: length + 1])
            raise FoederaError(
                "clause", f'words and figures disagree in "{said}"', "give the clause as the treaty has it"
            )
        length += 1
    if texts[length : length + 2] == ["per", "cent"]:
        return f"#p{number.value}", length + 2
    if texts[length : length + 1] == ["percent"]:
        return f"#p{number.value}", length + 1
    return f"#{number.value}{'o' if number.ordinal else ''}", length


def _repeated(texts: list[str], length: int) -> int | None:
    """The figure of "twenty (20)"; None where the words stand alone."""
    if texts[0][0].isdigit() or length >= len(texts) or not texts[length][0].isdigit():
        return None
    repeated = read_number([texts[length]])
    return repeated.value if repeated else None
