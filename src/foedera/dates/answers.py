"""The four answers, and how they combine.

``unknown`` is never turned into ``no``; ``contested`` says that believable sources differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Answer(StrEnum):
    """What can be said of a proposition: yes, no, contested or unknown."""

    YES = "yes"
    NO = "no"
    CONTESTED = "contested"
    UNKNOWN = "unknown"

    def __invert__(self) -> Answer:
        return _NOT[self]

    def __and__(self, other: Answer) -> Answer:
        return min(self, other, key=_AND_RANK.__getitem__)

    def __or__(self, other: Answer) -> Answer:
        return ~(~self & ~other)

    @classmethod
    def of(cls, value: bool | None) -> Answer:
        """``None`` means unknown."""
        return cls.UNKNOWN if value is None else cls.YES if value else cls.NO


_NOT = {
    Answer.YES: Answer.NO,
    Answer.NO: Answer.YES,
    Answer.CONTESTED: Answer.CONTESTED,
    Answer.UNKNOWN: Answer.UNKNOWN,
}
# In a conjunction one "no" settles it; a dispute is worth more to a reader than a gap.
_AND_RANK = {Answer.NO: 0, Answer.CONTESTED: 1, Answer.UNKNOWN: 2, Answer.YES: 3}


def all_of(answers: Iterable[Answer]) -> Answer:
    """The conjunction; of nothing it is yes."""
    result = Answer.YES
    for answer in answers:
        result &= answer
    return result


def any_of(answers: Iterable[Answer]) -> Answer:
    """The disjunction; of nothing it is no."""
    result = Answer.NO
    for answer in answers:
        result |= answer
    return result
