"""What a person should know beside the answer: acts without effect, what is not told, what lives on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from foedera.dates import Answer

from .amendments import joined_amended
from .context import Link
from .derivation import Derivation
from .participation import open_ended
from .succession import person, silent
from .survival import surviving
from .territory import told


def over(derivation: Derivation, on: date) -> bool:
    return derivation.ended is not None and derivation.ended.at.reached(on) is not Answer.NO


def unsaid(derivation: Derivation, code: str, on: date) -> Link | None:
    """A successor that has not said whether it succeeds, while the treaty goes on."""
    if over(derivation, on):
        return None
    return silent(person(code, derivation.context), derivation.members, derivation.context, on)


def notes(derivation: Derivation, on: date, asked: Sequence[str | None] = ()) -> tuple[str, ...]:
    """What has no effect and why; that the register is partial; that organs' totals are lower bounds."""
    found = list(derivation.notes)
    if open_ended(derivation, on) and derivation.treaty.form == "multilateral":
        found.append(
            "the register holds only some acts of this treaty: a State without an act is unknown, not none"
        )
    found.extend(_unregistered(derivation, on))
    for code in dict.fromkeys(filter(None, asked)):
        if (derivation.member(code) is None) and (
            new := joined_amended(derivation, person(code, derivation.context), on)
        ):
            found.append(
                f"{code} joined {derivation.treaty.amends} after this amendment was in force: bound by the "
                f"amended text from {new[0].edtf} (VCLT 40(5)), not counted among those who accepted it"
            )
    for code in dict.fromkeys(filter(None, asked)):
        own = derivation.member(code)
        today = derivation.code_on(own.person, on) if own is not None else code
        if today != code and own is not None:
            found.append(f"{code} stands on {on.isoformat()} as {today}, the same State under another code")
        found.extend(told(derivation, code, on))
        member = derivation.member(code)
        if member is None or not member.acted:
            link = unsaid(derivation, code, on)
            if link is not None:
                found.append(
                    f"{code} came out of {link.predecessor} on {link.date.isoformat()} ({link.kind}), "
                    "which was bound, and no notice of succession is recorded (VCSSRT 31, 34): unknown"
                )
    return (*found, *surviving(derivation, on))


def _unregistered(derivation: Derivation, on: date) -> list[str]:
    """In force, and on record as registered only later: it binds all the same (Charter 102)."""
    filed = derivation.acts.of("registration")
    if not filed or filed[0].at.reached(on) is not Answer.NO or derivation.in_force(on) is not Answer.YES:
        return []
    return [
        f"registered with the United Nations only on {filed[0].at.edtf}: it binds, but cannot be invoked "
        "before organs of the United Nations until then (Charter 102)"
    ]
