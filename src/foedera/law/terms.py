"""What the conditions of a final clause look at: consents that stand, signatures, whose acts count."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from foedera.dates import Moment
from foedera.model import Treaty

from .acts import Act, moment, opening
from .consent import Consent
from .context import Context
from .succession import person


class Held(NamedTuple):
    """A consent that stands from ``start`` up to ``until`` (None: not withdrawn)."""

    person: str
    code: str
    start: Moment
    until: Moment | None
    consent: Consent


class Terms(NamedTuple):
    """All that a condition may look at."""

    treaty: Treaty
    context: Context
    held: tuple[Held, ...]
    signatures: dict[str, Act]
    acts: dict[str, dict[str, Act]]
    """By kind of act (``exchange``, ``notification``): the first of each person."""
    unsigned: dict[str, Moment]
    """When a person took its signature back (VCLT 18(a))."""
    objections: dict[str, Act]
    """Who objected in time to a tacit amendment."""

    def counts(self, held: Held) -> bool:
        """Whether a consent counts toward a number (organizations and successions: as the text says)."""
        counting = self.treaty.entry_into_force.counting
        if not counting.organizations and self.context.is_organization(held.code):
            return False
        return counting.successions or held.consent.kind != "succession"

    def person(self, code: str) -> str:
        return person(code, self.context)

    def negotiating(self) -> list[str]:
        """The persons that negotiated; else those that signed; else those that exchanged or notified."""
        if self.treaty.negotiating:
            return sorted({self.person(code) for code in self.treaty.negotiating})
        if self.signatures:
            done = self.treaty.done.date
            first = [n for n, act in self.signatures.items() if done and act.at.lo <= moment(done).hi]
            return sorted(first if len(first) > 1 else self.signatures)
        return sorted({name for group in self.acts.values() for name in group})


def members(terms: Terms, of: tuple[str, ...] | str) -> dict[str, str]:
    """The States of a list or of a named table, by person."""
    if isinstance(of, tuple):
        codes: Iterable[str] = of
    elif of in terms.treaty.tables:
        codes = terms.treaty.tables[of]
    else:
        start = opening(terms.treaty)
        codes = terms.context.members(of, start.lo if start else None) or ()
    return {terms.person(code): code for code in codes}
