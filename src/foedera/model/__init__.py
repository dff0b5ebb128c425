"""The records of Foedera: frozen values with no behaviour beyond their own consistency."""

from .answer import Contested, Counts, PairState, PartyState, Reason, Spell, Status, TerritoryState
from .canonical import canonical, digest
from .event import Event, Version
from .obligation import Obligation
from .source import Credit, Source, seal_source
from .statement import (
    Act,
    AnyStatement,
    Claim,
    Clause,
    Quantity,
    Response,
    Statement,
    seal,
    statement_from_dict,
)
from .treaty import (
    AccessionRule,
    ActRow,
    Checkpoint,
    Counting,
    Done,
    DurationRule,
    Earliest,
    EntryRule,
    LaterParties,
    ProvisionalRule,
    Renewal,
    TerritoryRule,
    Treaty,
    WithdrawalRule,
)
from .vocabulary import ACT_TYPES, CONSENT_ACTS

__all__ = [
    "ACT_TYPES",
    "CONSENT_ACTS",
    "AccessionRule",
    "Act",
    "ActRow",
    "AnyStatement",
    "Checkpoint",
    "Claim",
    "Clause",
    "Contested",
    "Counting",
    "Counts",
    "Credit",
    "Done",
    "DurationRule",
    "Earliest",
    "EntryRule",
    "Event",
    "LaterParties",
    "Obligation",
    "PairState",
    "PartyState",
    "ProvisionalRule",
    "Quantity",
    "Reason",
    "Renewal",
    "Response",
    "Source",
    "Spell",
    "Statement",
    "Status",
    "TerritoryRule",
    "TerritoryState",
    "Treaty",
    "Version",
    "WithdrawalRule",
    "canonical",
    "digest",
    "seal",
    "seal_source",
    "statement_from_dict",
]
