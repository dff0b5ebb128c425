"""Lists of words, written as a line of text."""

from __future__ import annotations


def listed(text: str) -> frozenset[str]:
    """The words of ``text``."""
    return frozenset(text.split())


def in_order(text: str) -> tuple[str, ...]:
    """The words of ``text``, in their order."""
    return tuple(text.split())


MONTHS = {
    name: number
    for number, name in enumerate(
        in_order("january february march april may june july august september october november december"), 1
    )
}
