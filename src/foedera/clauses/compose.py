"""Puts what the sentences state together into one rule, and refuses what does not go together."""

from __future__ import annotations

from typing import Any

import msgspec

from foedera.errors import FoederaError

from .values import Rule, Way


class Stated(msgspec.Struct, frozen=True):
    """What one sentence states, and its words for messages."""

    rule: Rule
    flags: frozenset[str]
    words: str


def compose(stated: list[Stated]) -> Rule:
    """The rule of the whole text. FoederaError where sentences contradict or leave the rule open."""
    rule: Rule = {}
    for key, part in (
        ("entry_into_force", _entry(stated)),
        ("withdrawal", _withdrawal(stated)),
        ("duration", _duration(stated)),
    ):
        if part:
            rule[key] = part
    if not rule:
        raise _refusal("the sentences state no rule by themselves", stated[0].words)
    return rule


def _entry(stated: list[Stated]) -> Rule:
    general = [s for s in stated if "way" in s.rule]
    later = [s for s in stated if "later" in s.rule]
    alone = [f for s in stated if "way" not in s.rule for f in s.rule.get("floors", [])]
    counting = [s for s in stated if "counting" in s.rule]
    if not general:
        if later:
            raise _refusal(
                "the rule for later parties stands alone, without the general rule", later[0].words
            )
        for open_part in (*counting, *(s for s in stated if s.rule.get("floors"))):
            raise _refusal(
                "this goes with a rule on entry into force that is not in the text", open_part.words
            )
        return {}
    if any(s.rule["way"] != general[0].rule["way"] for s in general[1:]):
        raise _refusal("a second, different rule on entry into force", general[1].words)
    way: Way = general[0].rule["way"]
    rule = _conditions(way, [*general[0].rule["floors"], *alone])
    if any("successions" in s.flags for s in general):
        rule["counting"] = {"successions": True}
    if later and (parties := _later(later, way)):
        rule["later_parties"] = parties
    return rule


def _conditions(way: Way, floors: list[Rule]) -> Rule:
    if floors:
        # A floor is met on its own day; the delay belongs to the consents alone.
        unique = [f for i, f in enumerate(floors) if f not in floors[:i]]
        first = way.when["all"] if way.after is None and _is_all(way.when) else [way.branch()]
        return {"when": {"all": [*first, *unique]}}
    rule: Rule = {"when": way.when}
    if way.after:
        rule["after"] = way.after
    return rule


def _is_all(when: Any) -> bool:
    return isinstance(when, dict) and set(when) == {"all"}


def _later(later: list[Stated], way: Way) -> Rule:
    first = later[0].rule["later"]
    for other in later[1:]:
        if other.rule["later"]["after"] != first["after"]:
            raise _refusal("a second, different rule for later parties", other.words)
    threshold = _threshold(way.when)
    for each in later:
        n = each.rule["later"]["n"]
        if n is not None and threshold is not None and n != threshold:
            raise _refusal(f"the general rule names {threshold} and this one {n}", each.words)
    after = first["after"]
    if after == _delay(way):
        return {}
    return {"after": after or "at_once"}


def _threshold(when: Any) -> Any:
    if isinstance(when, dict):
        if "consents" in when:
            return when["consents"]
        for branch in when.get("all", []):
            if (found := _threshold(branch)) is not None:
                return found
    return None


def _delay(way: Way) -> Any:
    if way.after is None and isinstance(way.when, dict):
        for branch in (*way.when.get("all", []), *way.when.get("any", [])):
            if isinstance(branch, dict) and "after" in branch:
                return branch["after"]
    return way.after


def _withdrawal(stated: list[Stated]) -> Rule:
    rule: Rule = {}
    leaves = [s for s in stated if "leave" in s.rule]
    for sentence in stated:
        for part in (*sentence.rule.get("leave", []), *sentence.rule.get("effect", [])):
            for key, value in part.items():
                if rule.setdefault(key, value) != value:
                    raise _refusal("a second, different rule on withdrawal", sentence.words)
    if "notice" in rule and "after" in rule:
        raise _refusal("two different delays for withdrawal", leaves[0].words if leaves else stated[0].words)
    if (leaves or rule) and not ("notice" in rule or "after" in rule):
        words = leaves[0].words if leaves else stated[0].words
        raise _refusal("it does not say when a withdrawal takes effect", words)
    order = ("notice", "after", "earliest", "hold")
    return {k: rule[k] for k in order if k in rule}


def _duration(stated: list[Stated]) -> Any:
    lasting = [s for s in stated if "lasting" in s.rule]
    renewals = [s for s in stated if "renewal" in s.rule]
    extensions = [s for s in stated if "extension" in s.rule]
    if not lasting:
        if extensions:
            raise _refusal("it extends a term that the text does not give", extensions[0].words)
        if renewals:
            raise _refusal("it renews a term that the text does not give", renewals[0].words)
        return None
    if any(s.rule["lasting"] != lasting[0].rule["lasting"] for s in lasting[1:]):
        raise _refusal("a second, different duration", lasting[1].words)
    period = lasting[0].rule["lasting"]
    if extensions:
        if period == "indefinite" or renewals or len(extensions) > 1:
            raise _refusal("the extension does not go with the term", extensions[-1].words)
        return {**period, "extension": extensions[0].rule["extension"]}
    if not renewals:
        return period
    if period == "indefinite" or any(s.rule["renewal"] != renewals[0].rule["renewal"] for s in renewals[1:]):
        raise _refusal("the renewals do not go together", renewals[-1].words)
    renewal = renewals[0].rule["renewal"]
    if "same" in renewal:  # "for like periods": as long as the term itself
        renewal = {**period, **{k: v for k, v in renewal.items() if k != "same"}}
    return {**period, "renewal": renewal}


def _refusal(why: str, words: str) -> FoederaError:
    return FoederaError(
        "clause", f'{why}: "{words}"', "give all paragraphs of the article, or write the rule by hand"
    )
