"""The condition tree of an entry-into-force clause (contract section 5), typed.

In a record a condition is a word (``exchange``) or a mapping with one key (``{consents: 20}``); a
mapping may carry ``after`` beside it, a delay of that branch alone.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from foedera.dates import Delay, Period

Members = tuple[str, ...] | str
"""States by code, or the name of a list in the record's ``tables``."""


class Condition(msgspec.Struct, frozen=True, kw_only=True, tag_field="condition"):
    """``after``: a delay that belongs to this branch of the tree only; None for none."""

    after: Delay | None = None


class Exchange(Condition, frozen=True, kw_only=True, tag="exchange"):
    """Exchange of instruments of ratification between all negotiating States."""


class BySignature(Condition, frozen=True, kw_only=True, tag="signature"):
    """Signature by all negotiating States (VCLT 12)."""


class Notifications(Condition, frozen=True, kw_only=True, tag="notifications"):
    """The later of all notifications that internal procedures are complete."""


class OnDate(Condition, frozen=True, kw_only=True, tag="date"):
    """A fixed date."""

    date: str


class Consents(Condition, frozen=True, kw_only=True, tag="consents"):
    """N consents; ``n`` None means all negotiating States."""

    n: int | None


class StatesConsent(Condition, frozen=True, kw_only=True, tag="states"):
    """Consents of at least ``at_least`` of the members ``of`` (None: of all)."""

    of: Members
    at_least: int | None = None


class Signatories(Condition, frozen=True, kw_only=True, tag="signatories"):
    """Consents of all, a majority or two thirds of the signatories."""

    share: Literal["all", "majority", "two_thirds"]


class Share(Condition, frozen=True, kw_only=True, tag="share"):
    """Consents of states that hold a share (0 to 1) of the frozen table ``of``.

    Exactly one of ``at_least`` and ``more_than`` is given.
    """

    of: str
    at_least: float | None = None
    more_than: float | None = None


class PartiesOf(Condition, frozen=True, kw_only=True, tag="parties_of"):
    """Consents of a fraction of another treaty's parties.

    ``counted``: ``current`` (those who are parties on the day) or ``fixed`` (those at adoption).
    """

    treaty: str
    fraction: float
    counted: Literal["current", "fixed"] = "current"


class Unopposed(Condition, frozen=True, kw_only=True, tag="unopposed"):
    """Accepted by the silence of another treaty's parties on the day ``by`` (tacit amendment).

    Stopped by the objections of a ``fraction`` of these parties, or of so many (``objections``); with
    neither, objections keep out their authors alone.
    """

    treaty: str
    by: str
    fraction: float | None = None
    objections: int | None = None


class NotBefore(Condition, frozen=True, kw_only=True, tag="not_before"):
    """Not before a date."""

    date: str


class FromOpening(Condition, frozen=True, kw_only=True, tag="from_opening"):
    """Not before a period from the opening for signature has run."""

    period: Period


class InForce(Condition, frozen=True, kw_only=True, tag="in_force"):
    """Another treaty is in force."""

    treaty: str


class AllOf(Condition, frozen=True, kw_only=True, tag="all"):
    """Every branch."""

    of: tuple[AnyCondition, ...]


class AnyOf(Condition, frozen=True, kw_only=True, tag="any"):
    """The first branch that is met."""

    of: tuple[AnyCondition, ...]


AnyCondition = (
    Exchange
    | BySignature
    | Notifications
    | OnDate
    | Consents
    | StatesConsent
    | Signatories
    | Share
    | PartiesOf
    | Unopposed
    | NotBefore
    | FromOpening
    | InForce
    | AllOf
    | AnyOf
)
