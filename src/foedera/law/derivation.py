"""``Derivation``: all that follows from the acts on one treaty, for every date at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from foedera.dates import Answer, Moment
from foedera.model import Reason, Spell, Treaty

from .acts import Acts
from .context import Context
from .history import Change, History, Phase
from .membership import Ended, Membership
from .pairs import Pair, pair_of
from .participation import opens, outsider
from .succession import Name, names, person, silent
from .terms import Terms

IN_FORCE = frozenset({"party"})


class Derivation(NamedTuple):
    """``entry``: general entry into force, None for "not by the acts recorded". ``entry_reason``: why.

    ``settled``: when the consents required were there. ``ended``: None while it goes on. ``notes``: acts
    without effect, and what the record does not tell.
    """

    treaty: Treaty
    context: Context
    acts: Acts
    terms: Terms
    entry: Moment | None
    settled: Moment | None
    entry_reason: Reason | None
    ended: Ended | None
    history: History
    members: dict[str, Membership]
    notes: tuple[str, ...]

    def in_force(self, on: date) -> Answer:
        """Whether the treaty is in force at all on the day."""
        return self.history.answer(on, {"in_force"})

    def parties_on(self, on: date) -> set[str]:
        """Persons for whom the treaty is (or may be) in force on the day."""
        return {
            n
            for n, m in self.members.items()
            if m.history.answer(on, {"party", "suspended"}) is not Answer.NO
        }

    def member(self, code: str) -> Membership | None:
        """The standing of the State behind a code; None where no act of it is recorded."""
        return self.members.get(person(code, self.context))

    def code_on(self, name: str, on: date) -> str:
        """The code under which a person stood on the day (``SUHH`` before, ``RUS`` after)."""
        for known in names(name, self.context):
            begun = known.start is None or known.start.lo <= on
            if begun and (known.until is None or on < known.until.hi):
                # A code that was borne twice: Serbia of 1914 is not yet Serbia and Montenegro.
                before = self.context.exists(known.code, on) is Answer.NO
                return name if before and self.context.exists(name, on) is not Answer.NO else known.code
        return name

    def pair(self, a: str, b: str) -> Pair:
        """The treaty between two States through time."""
        return pair_of(self, a, b)

    def timeline(self, pairs: Sequence[tuple[str, str]] = ()) -> tuple[Spell, ...]:
        """Contiguous spells of the treaty, of each person and of the pairs asked for."""
        found = self.history.spells("treaty")
        for name in sorted(self.members):
            found.extend(self._clipped(name))
        for a, b in pairs:
            found.extend(self.pair(a, b).history.spells(f"{a}~{b}"))
        return tuple(found)

    def _told(self, name: str) -> History:
        """A person's history; ``unknown`` from when a partial record may lack the acts of one without any, or
        when a bound State was succeeded by one that kept silent."""
        member, since = self.members[name], opens(self)
        if member.acted or not self.treaty.is_treaty:
            return member.history
        changes: list[Change] = []
        link = silent(name, self.members, self.context, date.max)
        if since is not None and not outsider(self, name):
            reason = Reason(rule="participation", text="the record may lack acts of this State")
            changes.append(Change(since, "unknown", reason))
        elif link is not None:
            text = f"came out of {link.predecessor}, which was bound; no notice of succession is recorded"
            changes.append(Change(Moment.of(link.date), "unknown", Reason(rule="VCSSRT 31, 34", text=text)))
            if self.ended is not None:
                changes.append(Change(self.ended.at, "none", self.ended.reason))
        if changes and changes[0].at.hi == date.min:
            return History((Phase("unknown", None, None, changes[0].reason),))
        return History.of("none", [c for c in changes if c.at.lo != date.max])

    def _clipped(self, name: str) -> list[Spell]:
        """A person's spells under the codes it bore: a continuing State goes on under its new code.

        Each code is told from the beginning to the end; when the State stood under another, it is ``none``.
        """
        by_code: dict[str, list[Phase]] = {}
        for known in names(name, self.context):
            for phase in self._told(name).phases:
                start = _within(phase.start, known) or known.start
                until = _within(phase.until, known) or known.until
                if start is not None and start == until and start.exact:
                    continue
                clipped = phase._replace(start=start, until=until)
                by_code.setdefault(known.code, []).append(clipped)
        acted = {code for code, phases in by_code.items() if any(p.status != "none" for p in phases)}
        found: list[Spell] = []
        for code in acted or {name}:
            found += History(tuple(_whole(code, name, by_code[code]))).spells(code)
        return sorted(found, key=lambda spell: spell.subject)


def _within(at: Moment | None, known: Name) -> Moment | None:
    """A moment brought into the time in which a code was borne."""
    if at is None:
        return None
    lo, hi = at
    if known.start is not None:
        lo, hi = max(lo, known.start.lo), max(hi, known.start.hi)
    if known.until is not None:
        lo, hi = min(lo, known.until.lo), min(hi, known.until.hi)
    return Moment(lo, hi)


def _whole(code: str, name: str, phases: Sequence[Phase]) -> list[Phase]:
    """The phases of one code without gap; ``none`` where the State did not bear it."""
    found: list[Phase] = []

    def add(phase: Phase) -> None:
        if found and found[-1].status == phase.status == "none":
            found[-1] = found[-1]._replace(until=phase.until)
        else:
            found.append(phase)

    at: Moment | None = None
    for number, phase in enumerate(phases):
        if phase.start != at:
            add(Phase("none", at, phase.start, None))
        add(phase)
        at = phase.until
        if at is None and number < len(phases) - 1:
            break
    if at is not None:
        reason = Reason(rule="continuity of States", text=f"goes on as {name} from {at.edtf}")
        add(Phase("none", at, None, reason if code != name else None))
    return found
