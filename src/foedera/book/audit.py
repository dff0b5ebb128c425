"""What registers state beside what the rules give: a mismatch is a finding, not to be hidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from foedera.dates import Answer, overlap, parse
from foedera.model import Checkpoint, Source, Statement, Version
from foedera.model.canonical import as_json

from .causes import cause_of_effect, cause_of_entry

if TYPE_CHECKING:
    from foedera.law import Derivation
    from foedera.law.membership import Membership

    from .explained import Explanation
    from .facade import Book
    from .world import World


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One comparison that does not come out even.

    ``subject``: ``treaty`` or a State. ``field``: ``entry_into_force``, ``parties``, ``signatories`` or
    ``until``. ``stated``, ``computed``: the two values, None where nothing follows from the acts; ``source``:
    who states it; ``told``: how it is stated there, with the day; ``derivation``: how the engine came to its
    value. ``likely``: what the difference looks like, None where it looks like nothing known; no
    explanation. ``explained``: the reason why both may stand, None for an open question. ``statements``: ids
    of those that state it.
    """

    treaty: str
    subject: str
    field: str
    stated: str
    computed: str | None
    source: str | None
    derivation: str
    explained: str | None = None
    told: str | None = None
    likely: str | None = None
    statements: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return as_json(self)


class Audit(msgspec.Struct, frozen=True, kw_only=True):
    """``compared``: how many stated values were set beside computed ones. ``standing_in``: how many stated
    days could not be: the acts recorded are too few, and the stated day stands in for the computed one.
    ``unused``: explanations that were given and explain nothing.
    """

    compared: int
    findings: tuple[Finding, ...]
    standing_in: int = 0
    unused: tuple[str, ...] = ()

    @property
    def unexplained(self) -> int:
        return sum(finding.explained is None for finding in self.findings)

    def to_dict(self) -> dict[str, Any]:
        return {**as_json(self), "unexplained": self.unexplained}


def audit(
    book: Book, treaty: str | None, known: str | date | None, explanations: Sequence[Explanation] = ()
) -> Audit:
    """Compare every checkpoint and every stated date of effect, of one treaty or of all."""
    from .explained import applied

    world = book.world(known)
    ids = [book.register.get(treaty).id] if treaty else book.register.ids()
    compared = standing_in = 0
    findings: list[Finding] = []
    for treaty_id in ids:
        derivation = world.derivation(treaty_id)
        if derivation is None or not derivation.treaty.is_treaty:
            continue
        for checked in (*_checkpoints(book, world, derivation, known), *_effects(world, derivation)):
            if isinstance(checked, str):
                standing_in += 1
                continue
            compared += 1
            if checked is not None:
                findings.append(checked)
    told, unused = applied(findings, explanations, ids)
    return Audit(compared=compared, findings=told, standing_in=standing_in, unused=unused)


STANDS_IN = "stands in"
Checked = Finding | str | None
"""A difference, None for none, or ``STANDS_IN`` where there is nothing computed to compare with."""


def _checkpoints(
    book: Book, world: World, derivation: Derivation, known: str | date | None
) -> Iterator[Checked]:
    treaty, ruled = derivation.treaty, derivation.treaty.entry_into_force.when is not None
    for point in treaty.checkpoints:
        if point.entry_into_force and ruled:
            computed = derivation.entry.edtf if derivation.entry else None
            if _stated_only(derivation):
                yield STANDS_IN
            else:
                yield _compared(
                    world, derivation, "entry_into_force", point.entry_into_force, computed, point
                )
        if point.not_in_force and point.as_of and ruled:
            entry = derivation.entry
            begun = entry is not None and entry.reached(parse(point.as_of).earliest) is Answer.YES
            computed = entry.edtf if entry is not None and begun else None
            words = f"not in force on {point.as_of}"
            yield _finding(world, derivation, "entry_into_force", words, computed, point) if begun else None
        if point.until:
            computed = derivation.ended.at.edtf if derivation.ended else None
            yield _compared(world, derivation, "until", point.until, computed, point)
        if point.as_of and (point.parties is not None or point.signatories is not None):
            counts = book.status(treaty.id, on=parse(point.as_of).latest, known=known).counts
            for name, stated, found in (
                # A register counts every participant that consented, also where the delay still runs.
                ("parties", point.parties, counts.parties + counts.contracting),
                ("signatories", point.signatories, counts.signatories),
            ):
                if stated is not None:
                    yield _counted(world, derivation, name, stated, found, counts.lower_bound, point)


def _stated_only(derivation: Derivation) -> bool:
    """Whether the entry into force is itself what a register states."""
    reason = derivation.entry_reason
    return reason is not None and reason.rule == "VCLT 24"


def _compared(
    world: World, derivation: Derivation, field: str, stated: str, computed: str | None, point: Checkpoint
) -> Finding | None:
    if computed is not None and overlap(parse(stated), parse(computed)):
        return None
    return _finding(world, derivation, field, stated, computed, point)


def _counted(
    world: World,
    derivation: Derivation,
    field: str,
    stated: int,
    found: int,
    partial: bool,
    point: Checkpoint,
) -> Finding | None:
    # A partial record counts at least what it holds; fewer than a register states is no difference.
    if found == stated or (partial and found <= stated):
        return None
    return _finding(world, derivation, field, str(stated), str(found), point)


def _finding(
    world: World, derivation: Derivation, field: str, stated: str, computed: str | None, point: Checkpoint
) -> Finding:
    reason = derivation.entry_reason.text if derivation.entry_reason else "no act recorded meets the rule"
    if field == "until":
        reason = derivation.ended.reason.text if derivation.ended else "nothing recorded ends it"
    elif field != "entry_into_force":
        reason = f"counted from the acts recorded, as at {point.as_of}"
    source = next((s for s in derivation.treaty.sources if s.id == point.source), None)
    if source is None and point.source:
        source = world.source(point.source)
    return Finding(
        treaty=derivation.treaty.id,
        subject="treaty",
        field=field,
        stated=stated,
        computed=computed,
        source=(source.publisher or source.title) if source else point.source,
        told=f"stated as at {point.as_of}" if point.as_of else "stated without a day",
        derivation=reason,
        likely=cause_of_entry(point.entry_into_force, computed) if field == "entry_into_force" else None,
        explained=point.note,
    )


def _effects(world: World, derivation: Derivation) -> Iterator[Checked]:
    """Per-State dates of entry into force, each as each source states it."""
    if derivation.treaty.entry_into_force.when is None:
        return
    for act in derivation.acts.of("entry_into_force"):
        member = derivation.members.get(act.person)
        if member is None or not member.consents:
            continue
        accounts = act.event.versions or (Version(value=act.event.date, statements=act.event.statements),)
        for account in accounts:
            stated = account.value
            if act.event.effective is not None and account is accounts[0]:
                stated = act.event.effective
            if stated is None:
                continue
            ways = [entry for entry in member.entries if entry.reached(date.max) is not Answer.NO]
            if any(overlap(parse(stated), parse(entry.edtf)) for entry in ways):
                yield None
            else:
                yield _effect(world, derivation, member, act.event.party, stated, account)


def _effect(
    world: World, derivation: Derivation, member: Membership, party: str, stated: str, account: Version
) -> Finding:
    reasons = [p.reason.text for p in member.history.phases if p.status == "party" and p.reason]
    said = [found for s in account.statements if (found := world.statement(s)) is not None]
    likely, explained = cause_of_effect(derivation, member, stated)
    noted = next((n for n in _notes(said) if n.startswith("explained")), None)
    return Finding(
        treaty=derivation.treaty.id,
        subject=party,
        field="entry_into_force",
        stated=stated,
        computed=member.entries[0].edtf if member.entries else None,
        source=", ".join(account.sources) or None,
        told="; ".join(dict.fromkeys(_words(statement, source) for statement, source in said)) or None,
        derivation=reasons[0] if reasons else "not bound by the acts recorded",
        likely=likely,
        explained=noted or explained,
        statements=account.statements,
    )


def _notes(said: Iterable[tuple[Statement, Source | None]]) -> Iterator[str]:
    for statement, _ in said:
        yield getattr(statement, "note", None) or ""


def _words(statement: Statement, source: Source | None) -> str:
    printed = getattr(statement, "date_text", None) or "entry into force"
    published = f", published {source.published}" if source is not None and source.published else ""
    title = (source.title or source.publisher or "") if source is not None else ""
    return f"{title}: '{printed}'{published}" if title else f"'{printed}'{published}"
