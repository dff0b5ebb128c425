"""Further clauses of a record: accession, provisional application, territory, conflicts that hold exits."""

from __future__ import annotations

from foedera.model import AccessionRule, ArmedConflict, ProvisionalRule, TerritoryRule

from .decode import Decoder, choice, day, delay, period, state, text
from .nodes import Node


def accession_rule(d: Decoder, node: Node, name: str) -> AccessionRule | None:
    fields = {
        "acceptance": choice(("required",)),
        "objection": choice(("bars",)),
        "within": period,
        "after": delay,
        "accepted_after": delay,
        "article": text,
    }
    found = d.mapping(node, fields, name)
    if found is None:
        return None
    if "within" in found and "objection" not in found:
        d.fault(node.line, f"'within' in {name} belongs to an objection", "add objection: bars")
    if "accepted_after" in found and "acceptance" not in found:
        d.fault(node.line, f"'accepted_after' in {name} belongs to an acceptance", "add acceptance: required")
    return AccessionRule(**found)


def provisional_rule(d: Decoder, node: Node, name: str) -> ProvisionalRule | None:
    fields = {"from": choice(("signature", "consent")), "date": day, "article": text}
    found = d.mapping(node, fields, name)
    return None if found is None else ProvisionalRule(since=found.pop("from", None), **found)


def territory_rule(d: Decoder, node: Node, name: str) -> TerritoryRule | None:
    found = d.mapping(node, {"article": text, "default": choice(("whole", "declared")), "after": delay}, name)
    return None if found is None else TerritoryRule(**found)


def armed_conflict(d: Decoder, node: Node, name: str) -> ArmedConflict | None:
    found = d.mapping(
        node, {"state": state, "from": day, "until": day}, "the armed conflict", ("state", "from")
    )
    return None if found is None else ArmedConflict(start=found.pop("from"), **found)
