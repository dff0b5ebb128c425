"""The closed vocabularies of the public contract (section 3), as types."""

from __future__ import annotations

from typing import Literal, get_args

ActType = Literal[
    "negotiation",
    "initialling",
    "adoption",
    "signature",
    "parliamentary_approval",
    "ratification",
    "acceptance",
    "approval",
    "accession",
    "succession",
    "exchange",
    "deposit",
    "notification",
    "entry_into_force",
    "provisional_application",
    "reservation",
    "objection",
    "declaration",
    "reservation_withdrawal",
    "denunciation",
    "suspension",
    "resumption",
    "termination",
    "extension",
    "amendment",
    "registration",
    "promulgation",
    "signature_withdrawal",
    "consent_withdrawal",
    "denunciation_revocation",
]
"""What a state or an organization does about a treaty; never merged with one another."""

ActStatus = Literal["done", "planned", "proposed", "conditional", "refused", "denied", "alleged"]
Ground = Literal["breach", "impossibility", "changed_circumstances"]
"""What a State invokes to end or suspend a treaty that does not let it (VCLT 60-62)."""
Scope = Literal["extends", "excludes"]
"""What a declaration does about the territories that it names (VCLT 29)."""
Role = Literal["news", "background"]
Step = Literal["domestic", "international"]
Organ = Literal["head_of_state", "government", "parliament", "lower_house", "upper_house", "court"]
ClauseType = Literal[
    "entry_into_force",
    "duration",
    "withdrawal",
    "defense",
    "offense",
    "neutrality",
    "nonaggression",
    "consultation",
    "no_conflicting_treaty",
    "termination_of",
]
Topic = Literal[
    "troop_deployment",
    "armed_attack",
    "combat",
    "casualties",
    "arms_transfer",
    "mobilization",
    "military_cooperation",
    "treaty_breach",
    "other",
]
ResponseType = Literal["no_comment", "denied", "confirmed", "neither_confirmed_nor_denied"]
PartyStatus = Literal[
    "none", "signatory", "contracting", "provisional", "party", "suspended", "former", "unknown"
]
"""``unknown``: the register is partial and holds no act of the state."""

CONSENT_ACTS: frozenset[str] = frozenset(
    {
        "deposit",
        "ratification",
        "acceptance",
        "approval",
        "accession",
        "succession",
        "exchange",
        "notification",
    }
)
"""Acts that, done internationally, can express consent to be bound (VCLT 11-16)."""

ACT_TYPES: tuple[str, ...] = get_args(ActType)
