"""A treaty record: what the register holds of one treaty (contract section 5)."""

from __future__ import annotations

from typing import Literal

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


class AccessionRule(_Record, frozen=True, kw_only=True):
    """How accession differs from the other ways to be bound.

    ``acceptance``: ``required`` where it binds only toward States that accept it (Hague 1980, article 38).
    ``objection``: ``bars`` where it does not bind toward States that object (Apostille, article 12),
    ``within`` a period from the accession (None: at any time). ``after``: the delay of an accession, None
    for that of other later parties; ``accepted_after``: from acceptance to effect between the two, None for
    the delay of later parties.
    """

    acceptance: Literal["required"] | None = None
    objection: Literal["bars"] | None = None
    within: Period | None = None
    after: Delay | None = None
    accepted_after: Delay | None = None
    article: str | None = None


class ProvisionalRule(_Record, frozen=True, kw_only=True):
    """Provisional application that the text itself provides for (VCLT 25(1)).

    ``since``: the act of each State from which it applies the treaty, None where only a declaration begins
    it. ``date``: not before this day.
    """

    since: Literal["signature", "consent"] | None = msgspec.field(name="from", default=None)
    date: str | None = None
    article: str | None = None


class TerritoryRule(_Record, frozen=True, kw_only=True):
    """To which of a party's territories the treaty applies (VCLT 29).

    ``default``: ``whole`` territory unless it excludes a part, or only the ``declared`` ones beside the
    mother country (colonial clauses). ``after``: from a declaration to its effect, None for at once.
    """

    article: str | None = None
    default: Literal["whole", "declared"] = "whole"
    after: Delay | None = None


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
    waits for the end of an armed conflict (the record's ``armed_conflicts``). ``implied``: where there is
    no clause, whether withdrawal was intended or is implied (twelve months' notice); None where that is not
    settled. ``ends_treaty``: None means as usual: a bilateral treaty ends. ``surviving``: articles that bind
    on after an exit (VCLT 70).
    """

    article: str | None = None
    clause: bool = True
    notice: Period | None = None
    after: Delay | None = None
    earliest: Earliest | None = None
    hold: Literal["war"] | None = None
    implied: bool | None = None
    ends_treaty: bool | None = None
    surviving: tuple[str, ...] = ()
    text: str | None = None


class ArmedConflict(_Record, frozen=True, kw_only=True):
    """A party's engagement in an armed conflict, for clauses that hold a withdrawal until its end.

    ``start``, ``until``: EDTF; ``until`` None while it goes on.
    """

    state: str
    start: str = msgspec.field(name="from")
    until: str | None = None


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
    scope: str | None = None
    ground: str | None = None
    disputed_by: tuple[str, ...] = ()
    said_by: tuple[str, ...] = ()
    quote: str | None = None
    line: int = 0
    file: str = ""


class Treaty(_Record, frozen=True, kw_only=True):
    """A treaty or political commitment as the register records it.

    ``title``: by language. ``aliases``: by language, names the press uses. ``subjects``: words for
    linking reports. ``participation``: ``complete`` means that a state without an act has done nothing;
    ``partial`` that it may have. ``tables``: named lists, state to member or weight. ``newcomers``: of an
    amendment, what a State is bound by that joins the treaty after it (VCLT 40(5)). ``regime``: ``boundary``
    where a succession of States does not affect what it established (VCSSRT 11).
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
    provisional_application: ProvisionalRule | None = None
    withdrawal: WithdrawalRule | None = None
    armed_conflicts: tuple[ArmedConflict, ...] = ()
    duration: DurationRule = DurationRule()
    terminates: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    amends: str | None = None
    newcomers: Literal["amended", "original"] = "amended"
    regime: Literal["boundary"] | None = None
    protocol_to: str | None = None
    minimum_parties: int | None = None
    accession: AccessionRule | None = None
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
    territory: TerritoryRule = TerritoryRule()
    public_from: str | None = None
    note: str | None = None
    file: str = ""

    @property
    def is_treaty(self) -> bool:
        return self.nature == "treaty"

    def name(self, language: str = "en") -> str:
        """The title in ``language``, else in English, else any, else the id."""
        return self.title.get(language) or self.title.get("en") or next(iter(self.title.values()), self.id)
