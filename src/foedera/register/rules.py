"""The final clauses of a record: entry into force, duration, withdrawal (contract section 5)."""

from __future__ import annotations

from typing import Any

import msgspec

from foedera.dates import Delay, Period
from foedera.model import Counting, DurationRule, Earliest, EntryRule, LaterParties, Renewal, WithdrawalRule
from foedera.model import conditions as c

from .decode import (
    Decoder,
    boolean,
    choice,
    day,
    delay,
    listed,
    near,
    number,
    period,
    states,
    text,
    texts,
    whole,
)
from .nodes import Node

# -- entry into force ------------------------------------------------------------------

_WORDS: dict[str, type[c.Condition]] = {
    "exchange": c.Exchange,
    "signature": c.BySignature,
    "notifications": c.Notifications,
}


def condition(d: Decoder, node: Node, name: str) -> c.Condition | None:
    """One condition: a word, or a mapping with one key and perhaps the branch's own ``after``."""
    if node.kind == "text":
        if node.value in _WORDS:
            return _WORDS[node.value]()
        d.fault(node.line, f"'{name}' cannot be '{node.value}'", near(node.value, [*_WORDS, *_FORMS]))
        return None
    if node.kind != "map":
        d.wrong(node, name, "a condition")
        return None
    after = _after(d, node.value["after"][1], "after") if "after" in node.value else None
    heads = [(key, *pair) for key, pair in node.value.items() if key != "after"]
    if len(heads) != 1:
        given = ", ".join(key for key, _, _ in heads) or "no condition"
        d.fault(node.line, f"'{name}' holds {given} together", "join them with all: […] or any: […]")
        return None
    key, line, child = heads[0]
    if key in _WORDS and child.kind == "text" and child.value in ("true", "yes", ""):
        return _WORDS[key](after=after)
    if key not in _FORMS:
        d.fault(line, f"unknown condition '{key}'", near(key, [*_WORDS, *_FORMS]))
        return None
    found = _FORMS[key](d, child, key)
    return None if found is None else msgspec.structs.replace(found, after=after)


def _after(d: Decoder, node: Node, name: str) -> Delay | None:
    if node.kind == "text" and node.value == "at_once":
        return None
    return delay(d, node, name)


def _date(d: Decoder, node: Node, name: str) -> c.OnDate | None:
    found = day(d, node, name)
    return found and c.OnDate(date=found)  # type: ignore[return-value]


def _not_before(d: Decoder, node: Node, name: str) -> c.NotBefore | None:
    found = day(d, node, name)
    return found and c.NotBefore(date=found)  # type: ignore[return-value]


def _consents(d: Decoder, node: Node, name: str) -> c.Consents | None:
    if node.kind == "text" and node.value == "all":
        return c.Consents(n=None)
    n = _positive(d, node, name)
    return None if n is None else c.Consents(n=n)


def _positive(d: Decoder, node: Node, name: str) -> int | None:
    n = whole(d, node, name)
    if n == 0:
        d.fault(node.line, f"'{name}' is 0", "a threshold is at least 1")
        return None
    return n


def members(d: Decoder, node: Node, name: str) -> tuple[str, ...] | str | None:
    """States listed, or the name of a list in ``tables``."""
    if node.kind == "text":
        return str(node.value)
    found = states(d, node, name)
    if len(set(found)) < len(found):
        d.fault(node.line, f"'{name}' names a state twice", "name it once")
    return found  # type: ignore[no-any-return]


def _states(d: Decoder, node: Node, name: str) -> c.StatesConsent | None:
    if node.kind == "list":
        of = members(d, node, name)
        return None if not of else c.StatesConsent(of=of)
    found = d.mapping(node, {"all": members, "at_least": _positive, "of": members}, name)
    if found is None:
        return None
    if ("all" in found) == ("of" in found) or ("at_least" in found) != ("of" in found):
        d.fault(node.line, f"'{name}' is incomplete", "write {all: [A, B]} or {at_least: N, of: GROUP}")
        return None
    of, n = found.get("all") or found["of"], found.get("at_least")
    if n and not isinstance(of, str) and n > len(of):
        d.fault(node.line, f"at least {n} of {len(of)} states can never be met", "correct the number")
        return None
    return c.StatesConsent(of=of, at_least=n)


def _signatories(d: Decoder, node: Node, name: str) -> c.Signatories | None:
    word = choice(("all", "majority", "two_thirds"))(d, node, name)
    return word and c.Signatories(share=word)


def fraction(d: Decoder, node: Node, name: str) -> float | None:
    found = number(d, node, name)
    if found is not None and not 0 < found <= 1:
        d.fault(node.line, f"'{name}' is {found:g}", "a share lies between 0 and 1: write 0.55 for 55 %")
        return None
    return found


def _share(d: Decoder, node: Node, name: str) -> c.Share | None:
    found = d.mapping(node, {"at_least": fraction, "more_than": fraction, "of": text}, name, ("of",))
    if found is None:
        return None
    if ("at_least" in found) == ("more_than" in found):
        d.fault(
            node.line, f"'{name}' needs one of at_least and more_than", "write {at_least: 0.55, of: TABLE}"
        )
        return None
    return c.Share(**found)


def _parties_of(d: Decoder, node: Node, name: str) -> c.PartiesOf | None:
    fields = {"treaty": text, "fraction": fraction, "counted": choice(("current", "fixed"))}
    found = d.mapping(node, fields, name, ("treaty", "fraction"))
    return None if found is None else c.PartiesOf(**found)


def _unopposed(d: Decoder, node: Node, name: str) -> c.Unopposed | None:
    fields = {"treaty": text, "by": day, "fraction": fraction, "objections": _positive}
    found = d.mapping(node, fields, name, ("treaty", "by"))
    if found is None:
        return None
    if "fraction" in found and "objections" in found:
        d.fault(node.line, f"'{name}' gives both a fraction and a number of objections", "keep one")
        return None
    return c.Unopposed(**found)


def _from_opening(d: Decoder, node: Node, name: str) -> c.FromOpening | None:
    found = period(d, node, name)
    return None if found is None else c.FromOpening(period=found)


def _in_force(d: Decoder, node: Node, name: str) -> c.InForce | None:
    found = text(d, node, name)
    return None if not found else c.InForce(treaty=found)


def _branches(d: Decoder, node: Node, name: str) -> tuple[Any, ...] | None:
    if node.kind != "list" or not node.value:
        d.wrong(node, name, "a list of conditions")
        return None
    return listed(condition)(d, node, name)  # type: ignore[no-any-return]


def _all(d: Decoder, node: Node, name: str) -> c.AllOf | None:
    found = _branches(d, node, name)
    return None if not found else c.AllOf(of=found)


def _any(d: Decoder, node: Node, name: str) -> c.AnyOf | None:
    found = _branches(d, node, name)
    return None if not found else c.AnyOf(of=found)


_FORMS = {
    "date": _date,
    "consents": _consents,
    "states": _states,
    "signatories": _signatories,
    "share": _share,
    "parties_of": _parties_of,
    "unopposed": _unopposed,
    "not_before": _not_before,
    "from_opening": _from_opening,
    "in_force": _in_force,
    "all": _all,
    "any": _any,
}


def _later(d: Decoder, node: Node, name: str) -> LaterParties | None:
    if node.kind == "text" and node.value == "at_once":
        return LaterParties(at_once=True)
    found = d.mapping(node, {"after": _delay_or_at_once, "not_before_general": boolean}, name)
    if found is None:
        return None
    after = found.pop("after", None)
    return LaterParties(after=after or None, at_once=after is False, **found)


def _delay_or_at_once(d: Decoder, node: Node, name: str) -> Delay | bool | None:
    """False for ``at_once``: said, and no delay."""
    if node.kind == "text" and node.value == "at_once":
        return False
    return delay(d, node, name)


def _counting(d: Decoder, node: Node, name: str) -> Counting | None:
    found = d.mapping(node, {"organizations": boolean, "successions": boolean}, name)
    return None if found is None else Counting(**found)


def entry_rule(d: Decoder, node: Node, name: str) -> EntryRule | None:
    fields = {
        "article": text,
        "when": condition,
        "effect": _delay_or_at_once,
        "after": _delay_or_at_once,
        "counting": _counting,
        "later_parties": _later,
        "text": text,
    }
    found = d.mapping(node, fields, name)
    if found is None:
        return None
    effect, after = found.pop("effect", None), found.pop("after", None)
    if effect is not None and after is not None and effect != after:
        d.fault(node.line, f"'effect' and 'after' in {name} differ", "keep 'after'")
        return None
    return EntryRule(after=(after or effect) or None, **found)


# -- duration and withdrawal -----------------------------------------------------------


def duration_rule(d: Decoder, node: Node, name: str) -> DurationRule | None:
    if node.kind == "text":
        if node.value == "indefinite":
            return DurationRule()
        d.wrong(node, name, "indefinite or a mapping such as {years: 10}")
        return None
    fields = {
        "days": whole,
        "months": whole,
        "years": whole,
        "until": day,
        "article": text,
        "from": choice(("entry_into_force", "signature")),
        "renewal": _renewal,
        "extension": period,
    }
    found = d.mapping(node, fields, name)
    if found is None:
        return None
    units = {unit: found.pop(unit) for unit in ("days", "months", "years") if unit in found}
    if units and "until" in found:
        d.fault(node.line, f"'{name}' gives both a length and an end", "keep one")
        return None
    if not units and "until" not in found and ("renewal" in found or "extension" in found):
        d.fault(node.line, f"'{name}' has nothing to renew", "add years, months, days or until")
        return None
    since = found.pop("from", "entry_into_force")
    return DurationRule(period=Period(**units) if units else None, since=since, **found)


def _renewal(d: Decoder, node: Node, name: str) -> Renewal | None:
    if node.kind == "text" and node.value == "indefinite":
        return Renewal()
    fields = {"days": whole, "months": whole, "years": whole, "unless_notice": period, "times": whole}
    found = d.mapping(node, fields, name)
    if found is None:
        return None
    units = {unit: found.pop(unit) for unit in ("days", "months", "years") if unit in found}
    return Renewal(period=Period(**units) if units else None, **found)


def _earliest(d: Decoder, node: Node, name: str) -> Earliest | None:
    if node.kind == "text":
        found_day = day(d, node, name)
        return None if found_day is None else Earliest(date=found_day)
    fields = {
        "days": whole,
        "months": whole,
        "years": whole,
        "from": choice(("entry_into_force", "opening", "party")),
        "date": day,
    }
    found = d.mapping(node, fields, name)
    if found is None:
        return None
    if not found.keys() & {"days", "months", "years", "date"}:
        d.fault(node.line, f"'{name}' names no time", "write {years: 3, from: entry_into_force}")
        return None
    return Earliest(since=found.pop("from", "entry_into_force"), **found)


def withdrawal_rule(d: Decoder, node: Node, name: str) -> WithdrawalRule | None:
    """``none``: the text has no withdrawal clause (VCLT 56)."""
    if node.kind == "text":
        if node.value == "none":
            return WithdrawalRule(clause=False)
        d.wrong(node, name, "none or a mapping such as {notice: {years: 1}}")
        return None
    fields = {
        "article": text,
        "clause": boolean,
        "notice": period,
        "after": _after,
        "earliest": _earliest,
        "hold": choice(("war",)),
        "implied": boolean,
        "ends_treaty": boolean,
        "surviving": texts,
        "text": text,
    }
    found = d.mapping(node, fields, name)
    return None if found is None else WithdrawalRule(**found)
