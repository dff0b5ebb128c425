"""Statements: who says that what happened, when, in which words (contract section 3)."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from .canonical import as_json, digest
from .vocabulary import ActStatus, ActType, ClauseType, Ground, Organ, ResponseType, Role, Scope, Step, Topic


class Statement(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """What one source says, with the exact words.

    ``id``: content hash, the source and the place in it included. ``source``: the ``Source.id``.
    ``treaty``: register id or provisional id, None where the treaty could not be told. ``said_by``:
    speakers, outermost first; empty where the source speaks for itself. ``start``, ``end``: character
    offsets into the source's text, ``text[start:end] == quote``; both 0 with an empty quote for a
    record that has no running text. ``flags``: why a person should look twice.
    """

    id: str = ""
    source: str = ""
    treaty: str | None = None
    treaty_text: str | None = None
    status: ActStatus = "done"
    role: Role = "news"
    said_by: tuple[str, ...] = ()
    quote: str = ""
    start: int = 0
    end: int = 0
    flags: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The statement as the contract's JSON object."""
        return as_json(self)


class Act(Statement, frozen=True, kw_only=True, tag="act"):
    """An act of one or more states about a treaty.

    ``date``: EDTF day of the act (for a denunciation the day of the notice), None where not said.
    ``effective``: EDTF day of effect, only where the source itself states one. ``to``: the states an
    objection, acceptance or suspension is directed at. ``articles``: the provisions it concerns.
    ``qualified``: of an objection, that it expressly precludes entry into force between the two
    (VCLT 20(4)(b)). ``territory``: territories that the act concerns, alone; ``scope``: whether a
    declaration extends the treaty to them or excludes them, None for extends. ``ground``: what a State
    invokes to end or suspend the treaty outside its clauses. ``disputed_by``: who denies the act's effect.
    """

    act: ActType
    step: Step = "international"
    parties: tuple[str, ...] = ()
    organ: Organ | None = None
    date: str | None = None
    date_text: str | None = None
    place: str | None = None
    effective: str | None = None
    to: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    qualified: bool = False
    territory: tuple[str, ...] = ()
    scope: Scope | None = None
    ground: Ground | None = None
    disputed_by: tuple[str, ...] = ()
    note: str | None = None
    published: str | None = None


class Clause(Statement, frozen=True, kw_only=True, tag="clause"):
    """What a treaty provides, as the source words it. ``rule``: contract section 5 form, or None."""

    clause: ClauseType
    rule: dict[str, Any] | None = None
    of: str | None = None


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """``min`` None for "up to N", ``max`` None for "more than N"; ``unit`` as the source counts."""

    min: float | int | None = None
    max: float | int | None = None
    unit: str | None = None


class Claim(Statement, frozen=True, kw_only=True, tag="claim"):
    """An allegation or report about conduct, never taken for a fact."""

    topic: Topic
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    place: str | None = None
    quantity: Quantity | None = None
    date: str | None = None


class Response(Statement, frozen=True, kw_only=True, tag="response"):
    """How the accused answered. ``about``: ids of the claims it answers."""

    response: ResponseType
    parties: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


AnyStatement = Act | Clause | Claim | Response
S = TypeVar("S", bound=Statement)


def seal(statement: S) -> S:
    """The same statement with its content hash as ``id``."""
    return msgspec.structs.replace(statement, id=digest(statement, leave_out=("id",)))


def statement_from_dict(plain: dict[str, Any]) -> AnyStatement:
    """The statement that a JSON object holds; raises ``msgspec.ValidationError``."""
    statement: AnyStatement = msgspec.convert(plain, AnyStatement)
    return statement
