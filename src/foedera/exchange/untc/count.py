"""A plain count of signatories and parties from acts, as the register itself counts them.

Not the law: no delays, no thresholds. It serves to check that a page was read whole. A participant is a
signatory by signature or succession to signature, a party by an act of consent; what was taken back, and
what only a footnote says of a predecessor, is not counted. Organizations are, as in the register.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from foedera.model import Act, Statement

from .participants import binds

_LEAVING = ("denunciation", "termination", "consent_withdrawal", "signature_withdrawal")


class Total(NamedTuple):
    signatories: int
    parties: int


def count(acts: Iterable[Statement], on: str) -> Total:
    """Signatories and parties on the day ``on`` (ISO). Acts without a date are not counted."""
    signed: dict[str, bool] = {}
    bound: dict[str, bool] = {}
    found = [act for act in acts if isinstance(act, Act)]
    for act in sorted(found, key=lambda a: (_when(a), a.act not in _LEAVING)):
        when = _when(act)
        if act.status != "done" or act.role == "background" or not when or when > on:
            continue
        for party in act.parties:
            if act.act in _LEAVING and not act.disputed_by and (act.effective or act.act != "denunciation"):
                bound[party] = False if act.act != "signature_withdrawal" else bound.get(party, False)
                signed[party] = signed.get(party, False) and act.act == "consent_withdrawal"
            elif act.act == "signature" and not binds(act.act, act.note):
                signed[party] = True
            elif binds(act.act, act.note):
                bound[party] = True
    return Total(sum(signed.values()), sum(bound.values()))


def _when(act: Act) -> str:
    """The day from which the act tells: that of effect where stated, else its latest possible day."""
    return act.effective or (act.date or "").rpartition("/")[2]
