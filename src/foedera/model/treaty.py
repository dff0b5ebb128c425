"""A treaty record: what the register holds of one treaty (contract section 5)."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from foedera.dates import Delay, Period

from .conditions import AnyCondition
from .obligation import Obligation
from .source import Source


class _Record(msgspec.Struct, frozen=True, kw_only=True):
    pass


class Done(_Record, frozen=True, kw_only=True):
    """Where and when the text was signed or adopted. ``date``: EDTF."""

    date: str | None = None
    place: str | None = None


class Counting(_Record, frozen=True, kw_only=True):
    """Whose consents count toward a threshold."""

    organizations: bool = False
    successions: bool = False


class LaterParties(_Record, frozen=True, kw_only=True):
    """When the treaty enters into force for a State that consents later.

    ``after``: counted from its own act; None: the general delay. ``not_before_general``: never before
    the general entry into force. ``at_once``: the text gives no delay (distinguishes "none" from "same").
    """

    after: Delay | None = None
    not_before_general: bool = True
    at_once: bool = False


class EntryRule(_Record, frozen=True, kw_only=True):
    """``when``: None where the record does not give the rule. ``after``: None for at once."""

    article: str | None = None
    when: AnyCondition | None = None
    after: Delay | None = None
    counting: Counting = Counting()
    later_parties: LaterParties | None = None
    text: str | None = None


class Earliest(_Record, frozen=True, kw_only=True):
    """When notice may first be given: a period from an event, or a date."""

    days: int = 0
    months: int = 0
    years: int = 0
    since: Literal["entry_into_force", "opening", "party"] = msgspec.field(
        name="from", default="entry_into_force"
    )
    date: str | None = None

    @property
    def period(self) -> Period:
        return Period(self.days, self.months, self.years)


class WithdrawalRule(_Record, frozen=True, kw_only=True):
    """How a party may leave (VCLT 54, 56).

    ``clause``: False where the text has no withdrawal clause (VCLT 56 applies). ``notice``: in days
    means clear days. ``after``: "takes effect N days after receipt". ``hold``: ``war`` where withdrawal
    waits for the end of an armed conflict. ``ends_treaty``: None means as usual: a bilateral treaty ends.
    """

    article: str | None = None
    clause: bool = True
    notice: Period | None = None
    after: Delay | None = None
    earliest: Earliest | None = None
    hold: Literal["war"] | None = None
    ends_treaty: bool | None = None
    surviving: tuple[str, ...] = ()
    text: str | None = None


class Renewal(_Record, frozen=True, kw_only=True):
    """Tacit renewal: for ``period`` at a time (None: indefinitely), ``unless_notice`` before the end.

    ``times``: None for without end.
    """

    period: Period | None = None
    unless_notice: Period | None = None
    times: int | None = None


class DurationRule(_Record, frozen=True, kw_only=True):
    """``period`` None and ``until`` None: indefinite. ``extension``: the most that may be added by act."""

    period: Period | None = None
    until: str | None = None
    article: str | None = None
    since: Literal["entry_into_force", "signature"] = msgspec.field(name="from", default="entry_into_force")
    renewal: Renewal | None = None
    extension: Period | None = None

    @property
    def indefinite(self) -> bool:
        return self.period is None and self.until is None


class Checkpoint(_Record, frozen=True, kw_only=True):
    """What a register states and ``audit`` compares. All counts None where it states none.

    ``not_in_force``: it states that the treaty is not in force yet.
    """

    parties: int | None = None
    signatories: int | None = None
    entry_into_force: str | None = None
    as_of: str | None = None
    source: str | None = None
    until: str | None = None
    note: str | None = None
    not_in_force: bool = False


class ActRow(_Record, frozen=True, kw_only=True):
    """One act as a record or its CSV states it. ``line``: where it stands, for messages."""

    parties: tuple[str, ...]
    act: str
    step: str | None = None
    organ: str | None = None
    date: str | None = None
    effective: str | None = None
    place: str | None = None
    note: str | None = None
    status: str = "done"
    sources: tuple[str, ...] = ()
    published: str | None = None
    to: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    qualified: bool = False
    territory: tuple[str, ...] = ()
    disputed_by: tuple[str, ...] = ()
    said_by: tuple[str, ...] = ()
    quote: str | None = None
    line: int = 0
    file: str = ""


class Treaty(_Record, frozen=True, kw_only=True):
    """A treaty or political commitment as the register records it.

    ``title``: by language. ``aliases``: by language, names the press uses. ``subjects``: words for
    linking reports. ``participation``: ``complete`` means that a state without an act has done nothing;
    ``partial`` that it may have. ``tables``: named lists, state to member or weight.
    """

    id: str
    title: dict[str, str] = {}
    aliases: dict[str, tuple[str, ...]] = {}
    nature: Literal["treaty", "political_commitment"] = "treaty"
    form: Literal["bilateral", "multilateral"] = "multilateral"
    subjects: tuple[str, ...] = ()
    done: Done = Done()
    opened: str | None = None
    negotiating: tuple[str, ...] = ()
    depositary: tuple[str, ...] = ()
    consent: tuple[str, ...] = ()
    entry_into_force: EntryRule = EntryRule()
    provisional_application: dict[str, Any] | None = None
    withdrawal: WithdrawalRule | None = None
    duration: DurationRule = DurationRule()
    terminates: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    amends: str | None = None
    protocol_to: str | None = None
    minimum_parties: int | None = None
    accession: dict[str, Any] | None = None
    reservations: Literal["prohibited", "listed", "compatible", "unregulated"] = "unregulated"
    reservation_articles: tuple[str, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    identifiers: dict[str, str] = {}
    sources: tuple[Source, ...] = ()
    acts: tuple[ActRow, ...] = ()
    participation: Literal["complete", "partial"] = "partial"
    complete_as_of: str | None = None
    checkpoints: tuple[Checkpoint, ...] = ()
    tables: dict[str, dict[str, float]] = {}
    territory: dict[str, Any] | None = None
    public_from: str | None = None
    note: str | None = None
    file: str = ""

    @property
    def is_treaty(self) -> bool:
        return self.nature == "treaty"

    def name(self, language: str = "en") -> str:
        """The title in ``language``, else in English, else any, else the id."""
        return self.title.get(language) or self.title.get("en") or next(iter(self.title.values()), self.id)
