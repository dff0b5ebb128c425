"""Dates of the table that cannot all be right: reported, never changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foedera.dates import before, parse
from foedera.dates.answers import Answer
from foedera.exchange.base import Notice
from foedera.exchange.rows import Line
from foedera.model import Act

CONSENTS = ("ratification", "deposit", "accession", "acceptance", "approval", "succession", "notification")


def slips(
    acts: Iterable[Act], groups: dict[str, list[Line]], ids: dict[str, str], where: str
) -> Iterator[Notice]:
    """Findings by agreement and party, where one date surely lies before another that must precede it."""
    by_treaty: dict[str, dict[str, list[Act]]] = {}
    for act in acts:
        for party in act.parties:
            by_treaty.setdefault(act.treaty or "", {}).setdefault(party, []).append(act)
    for number, group in groups.items():
        signed = _real(group[0].cells["Signature Date"])
        force = _real(group[0].cells["Entry into force (EIF) Date"])
        place = f"{where}: agreement {number}"
        if signed and force and _surely_before(force, signed):
            yield Notice(where=place, what=f"in force {force}, before its signature {signed}")
        for party, done in by_treaty.get(ids[number], {}).items():
            yield from _of_party(f"{place}, {party}", done, signed, force)


def _of_party(place: str, acts: list[Act], signed: str | None, force: str | None) -> Iterator[Notice]:
    consents = [a for a in acts if a.act in CONSENTS and a.date]
    in_force = [a for a in acts if a.act == "entry_into_force" and a.date]
    for act in consents + [a for a in acts if a.act == "signature" and a.date]:
        if signed and act.date and _surely_before(act.date, signed):
            yield Notice(where=place, what=f"{act.date_text} {act.date}, before the signature of {signed}")
    for act in in_force:
        if force and act.date and _surely_before(act.date, force):
            yield Notice(where=place, what=f"in force {act.date}, before the agreement itself {force}")
        if act.date and consents and all(_surely_before(act.date, c.date or "") for c in consents):
            first = min(c.date or "" for c in consents)
            yield Notice(where=place, what=f"in force {act.date}, before its consent of {first}")
    for kind in sorted({a.date_text or a.act for a in acts}):
        days = sorted({a.date for a in acts if (a.date_text or a.act) == kind and a.date})
        if len(days) > 1:
            yield Notice(where=place, what=f"{kind} has several dates: {', '.join(days)}")


def _surely_before(one: str, other: str) -> bool:
    return before(parse(one), parse(other)) is Answer.YES


def _real(text: str) -> str | None:
    return None if not text or text[:4] in ("1111", "9999") else text
