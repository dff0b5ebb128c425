"""What registers state beside what the rules give: a mismatch is a finding, not to be hidden."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from foedera.dates import Answer, overlap, parse
from foedera.model import Checkpoint
from foedera.model.canonical import as_json

if TYPE_CHECKING:
    from foedera.law import Derivation

    from .facade import Book


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One comparison that does not come out even.

    ``subject``: ``treaty`` or a State. ``field``: ``entry_into_force``, ``parties``, ``signatories`` or
    ``until``. ``stated``, ``computed``: the two values; ``source``: who states it. ``derivation``: how the
    engine came to its value. ``explained``: the reason a record gives, None for an open question.
    """

    treaty: str
    subject: str
    field: str
    stated: str
    computed: str | None
    source: str | None
    derivation: str
    explained: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return as_json(self)


class Audit(msgspec.Struct, frozen=True, kw_only=True):
    """``compared``: how many stated values were set beside computed ones."""

    compared: int
    findings: tuple[Finding, ...]

    @property
    def unexplained(self) -> int:
        return sum(finding.explained is None for finding in self.findings)

    def to_dict(self) -> dict[str, Any]:
        return {**as_json(self), "unexplained": self.unexplained}


def audit(book: Book, treaty: str | None, known: str | date | None) -> Audit:
    """Compare every checkpoint and every stated date of effect, of one treaty or of all."""
    world = book.world(known)
    ids = [book.register.get(treaty).id] if treaty else book.register.ids()
    compared, findings = 0, []
    for treaty_id in ids:
        derivation = world.derivation(treaty_id)
        if derivation is None or not derivation.treaty.is_treaty:
            continue
        for checked in (*_checkpoints(book, derivation, known), *_effects(derivation)):
            compared += 1
            if checked is not None:
                findings.append(checked)
    return Audit(compared=compared, findings=tuple(findings))


def _checkpoints(book: Book, derivation: Derivation, known: str | date | None) -> Iterator[Finding | None]:
    treaty = derivation.treaty
    for point in treaty.checkpoints:
        if point.entry_into_force and treaty.entry_into_force.when is not None:
            computed = derivation.entry.edtf if derivation.entry else None
            yield _compared(derivation, "entry_into_force", point.entry_into_force, computed, point)
        if point.not_in_force and point.as_of and treaty.entry_into_force.when is not None:
            entry = derivation.entry
            begun = entry is not None and entry.reached(parse(point.as_of).earliest) is Answer.YES
            computed = entry.edtf if entry is not None and begun else None
            words = f"not in force on {point.as_of}"
            yield _finding(derivation, "entry_into_force", words, computed, point) if begun else None
        if point.until:
            computed = derivation.ended.at.edtf if derivation.ended else None
            yield _compared(derivation, "until", point.until, computed, point)
        if point.as_of and (point.parties is not None or point.signatories is not None):
            counts = book.status(treaty.id, on=parse(point.as_of).latest, known=known).counts
            for name, stated, found in (
                # A register counts every participant that consented, also where the delay still runs.
                ("parties", point.parties, counts.parties + counts.contracting),
                ("signatories", point.signatories, counts.signatories),
            ):
                if stated is not None:
                    yield _counted(derivation, name, stated, found, counts.lower_bound, point)


def _compared(
    derivation: Derivation, field: str, stated: str, computed: str | None, point: Checkpoint
) -> Finding | None:
    if computed is not None and overlap(parse(stated), parse(computed)):
        return None
    return _finding(derivation, field, stated, computed, point)


def _counted(
    derivation: Derivation, field: str, stated: int, found: int, lower_bound: bool, point: Checkpoint
) -> Finding | None:
    # A partial record counts at least what it holds; fewer than a register states is no difference.
    if found == stated or (lower_bound and found <= stated):
        return None
    return _finding(derivation, field, str(stated), str(found), point)


def _finding(
    derivation: Derivation, field: str, stated: str, computed: str | None, point: Checkpoint
) -> Finding:
    reason = derivation.entry_reason.text if derivation.entry_reason else "no act recorded meets the rule"
    if field == "until":
        reason = derivation.ended.reason.text if derivation.ended else "nothing recorded ends it"
    elif field != "entry_into_force":
        reason = f"counted from the acts recorded, as at {point.as_of}"
    source = next((s.publisher for s in derivation.treaty.sources if s.id == point.source), point.source)
    return Finding(
        treaty=derivation.treaty.id,
        subject="treaty",
        field=field,
        stated=stated,
        computed=computed,
        source=source,
        derivation=reason,
        explained=point.note,
    )


def _effects(derivation: Derivation) -> Iterator[Finding | None]:
    """Per-State dates of entry into force that a source states."""
    if derivation.treaty.entry_into_force.when is None:
        return
    for act in derivation.acts.of("entry_into_force"):
        member = derivation.members.get(act.person)
        if member is None or not member.consents:
            continue
        stated = act.event.effective or act.event.date
        if stated is None:
            continue
        ways = [entry for entry in member.entries if entry.reached(date.max) is not Answer.NO]
        if any(overlap(parse(stated), parse(entry.edtf)) for entry in ways):
            yield None
            continue
        reasons = [p.reason.text for p in member.history.phases if p.status == "party" and p.reason]
        yield Finding(
            treaty=derivation.treaty.id,
            subject=act.event.party,
            field="entry_into_force",
            stated=stated,
            computed=ways[0].edtf if ways else None,
            source=", ".join(act.event.versions[0].sources) if act.event.versions else None,
            derivation=reasons[0] if reasons else "not bound by the acts recorded",
            explained=act.event.note if act.event.note and act.event.note.startswith("explained") else None,
        )
