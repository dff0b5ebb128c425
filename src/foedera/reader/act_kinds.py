"""Families of acts: what the rules about voice, treaty and parties distinguish."""

from __future__ import annotations

JOINT = frozenset({"negotiation", "signature", "initialling", "exchange"})

OF_TREATY = frozenset(
    {
        "entry_into_force",
        "termination",
        "extension",
        "suspension",
        "signature",
        "adoption",
        "exchange",
        "negotiation",
        "provisional_application",
        "initialling",
        "amendment",
    }
)

DECREED = frozenset(
    {
        "ratification",
        "denunciation",
        "suspension",
        "termination",
        "extension",
        "accession",
        "consent_withdrawal",
        "acceptance",
        "approval",
        "resumption",
        "signature_withdrawal",
        "denunciation_revocation",
        "amendment",
        "reservation_withdrawal",
        "provisional_application",
    }
)

OF_INSTRUMENTS = frozenset({"ratification", "acceptance", "approval", "accession", "succession"})

MUTUAL = frozenset({"extension", "termination", "suspension", "resumption", "provisional_application"})
"""What two parties do by agreeing to do it."""

EXIT = frozenset({"denunciation", "termination"})

SELF_SUFFICIENT = frozenset(
    {
        "exchange",
        "deposit",
        "consent_withdrawal",
        "signature_withdrawal",
        "notification",
        "reservation",
        "objection",
        "reservation_withdrawal",
    }
)

OF_STATES = frozenset({"reservation", "objection", "reservation_withdrawal"})

DECLARED = frozenset(
    {
        "succession",
        "reservation",
        "objection",
        "declaration",
        "reservation_withdrawal",
        "signature_withdrawal",
    }
)
"""What is done by declaring it: who announces it has done it."""

MEMBERSHIP = frozenset({"accession", "denunciation", "denunciation_revocation", "suspension", "termination"})
