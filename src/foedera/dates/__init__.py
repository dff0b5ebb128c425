"""Uncertain dates (EDTF) with three-valued comparison, and legal periods and counting."""

from .answers import Answer, all_of, any_of
from .compare import before, describe, narrow, not_after, overlap, same
from .counting import Delay, Period, add_period, apply_delay, clipped, latest_notice, next_first, notice_ends
from .edtf import EDate, parse
from .moment import Moment, earliest_of, latest_of, nth

__all__ = [
    "Answer",
    "Delay",
    "EDate",
    "Moment",
    "Period",
    "add_period",
    "all_of",
    "any_of",
    "apply_delay",
    "before",
    "clipped",
    "describe",
    "earliest_of",
    "latest_notice",
    "latest_of",
    "narrow",
    "next_first",
    "not_after",
    "notice_ends",
    "nth",
    "overlap",
    "parse",
    "same",
]
