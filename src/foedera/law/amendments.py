"""Amendments between the parties (VCLT 40): who is bound by which text toward whom.

An amendment binds those who accept it. Toward a party that did not, the original governs (40(4), 30(4)(b)).
Who joins the treaty after the amendment is in force is a party to the amended text, and to the original
toward those who are not bound by the amendment (40(5)), unless the amendment's record says otherwise.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from foedera.dates import Answer, Moment, latest_of

from .participation import open_ended
from .succession import person

if TYPE_CHECKING:
    from .derivation import Derivation


def newcomer(original: Derivation, amendment: Derivation, name: str) -> Moment | None:
    """Since when a person is bound by the amendment because it joined the treaty after it (VCLT 40(5));
    None where it is not so, or where the amendment's text takes another way."""
    member = original.members.get(name)
    if amendment.entry is None or amendment.treaty.newcomers != "amended" or member is None:
        return None
    later = [
        entry
        for consent, entry in zip(member.consents, member.entries, strict=False)
        if consent.at.lo >= amendment.entry.hi and consent.kind != "succession"
    ]
    if not later or len(member.consents) != len(member.entries):
        return None
    return latest_of([later[-1], amendment.entry])


def joined_amended(amendment: Derivation, name: str, on: date) -> tuple[Moment, Answer] | None:
    """Of an amendment, a State without an act on it that joined the amended treaty later: since when it is
    bound by it, and whether it is on the day (VCLT 40(5)). None where that is not so.

    Depositaries do not count it among those who accepted the amendment.
    """
    parent = amendment.treaty.amends
    original = amendment.context.derivation(parent) if parent is not None else None
    since = newcomer(original, amendment, name) if original is not None else None
    if original is None or since is None:
        return None
    standing = original.members[name].history.answer(on, {"party", "suspended"})
    return since, since.reached(on) & standing


def bound(original: Derivation, amendment: Derivation, name: str, on: date) -> Answer:
    """Whether a party to the original is bound by the amended text on the day."""
    member = amendment.members.get(name)
    if member is not None and (member.consents or member.entries):
        return member.history.answer(on, {"party", "suspended"})
    since = newcomer(original, amendment, name)
    if since is not None and since.reached(on) is not Answer.NO:
        return since.reached(on)
    begun = amendment.entry is not None and amendment.entry.reached(on) is not Answer.NO
    return Answer.UNKNOWN if begun and open_ended(amendment, on) else Answer.NO


def modifications(original: Derivation, a: str, b: str, on: date) -> list[dict[str, Any]]:
    """Which text governs between two parties, for each amendment in force on the day."""
    found: list[dict[str, Any]] = []
    for amender in original.context.amenders(original.treaty.id):
        later = original.context.derivation(amender)
        if later is None or not later.treaty.is_treaty or later.in_force(on) is Answer.NO:
            continue
        answers = {c: bound(original, later, person(c, original.context), on) for c in (a, b)}
        text = _words(amender, answers)
        if text is None:
            continue
        kind = "amendment" if all(x is Answer.YES for x in answers.values()) else "original_text"
        if Answer.UNKNOWN in answers.values() and Answer.NO not in answers.values():
            kind = "amendment_unknown"
        new = any(newcomer(original, later, person(c, original.context)) for c in (a, b))
        found.append(
            {
                "type": kind,
                "by": amender,
                "rule": "VCLT 40(4)-(5)" if new else "VCLT 40(4), 30(4)",
                "text": text,
            }
        )
    return found


def _words(amender: str, answers: dict[str, Answer]) -> str | None:
    out = [code for code, answer in answers.items() if answer is Answer.NO]
    if len(out) == 2:
        return None
    if out:
        return f"the original text governs: {out[0]} is not bound by the amendment {amender}"
    unknown = [code for code, answer in answers.items() if answer is not Answer.YES]
    if unknown:
        return f"whether {' and '.join(unknown)} is bound by the amendment {amender} is not known"
    return f"as amended by {amender}, which binds both"
