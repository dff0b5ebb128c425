"""From a parsed sentence to what it states: one method per rule of the grammar.

Built when the first clause is read, because lark is loaded only then.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from .encode import Encoded

Rule = dict[str, Any]


class Unclear(Exception):
    """The words can be parsed, and yet state no one rule. The message says why."""


class Got(msgspec.Struct, frozen=True, eq=False):
    """What a rule of the grammar yields. ``marks``: (rule path, from, to) in the encoded line.

    Two values are equal when kind, value and flags are: where the words stand makes no second reading.
    """

    kind: str
    value: Any
    marks: tuple[tuple[str, int, int], ...] = ()
    flags: frozenset[str] = frozenset()

    def same(self, other: object) -> bool:
        return isinstance(other, Got) and (self.kind, self.value, self.flags) == (
            other.kind,
            other.value,
            other.flags,
        )


class Way(msgspec.Struct, frozen=True):
    """A condition and the delay that follows it (None: at once)."""

    when: Any
    after: Rule | None = None

    def branch(self) -> Any:
        """The condition with its delay inside, as a node of a tree."""
        if self.after is None:
            return self.when
        node = {self.when: True} if isinstance(self.when, str) else dict(self.when)
        return {**node, "after": self.after}


def evaluate(tree: Any, encoded: Encoded, text: str) -> Got:
    """The one meaning of ``tree``. Unclear where it has none, or two that differ."""
    result = _Evaluator(encoded, text).of(tree)
    assert isinstance(result, Got)
    return result


class _Evaluator:
    def __init__(self, encoded: Encoded, text: str) -> None:
        self.encoded = encoded
        self.text = text
        self.done: dict[int, Any] = {}

    def of(self, tree: Any) -> Any:
        """The value of a node; nodes that several readings share are evaluated once."""
        if not hasattr(tree, "children"):
            return tree
        if id(tree) not in self.done:
            self.done[id(tree)] = self._fresh(tree)
        return self.done[id(tree)]

    def _fresh(self, tree: Any) -> Any:
        if tree.data == "_ambig":
            return self._one_of(tree.children)
        children = [c for c in (self.of(child) for child in tree.children) if isinstance(c, Got)]
        tokens = [c for c in tree.children if not hasattr(c, "children")]
        span = _span(tree)
        method = getattr(self, f"on_{tree.data}", None)
        if method is None:
            return Got(str(tree.data), None, sum((c.marks for c in children), ()), _flags(children))
        got: Got = method(children, tokens, span)
        return msgspec.structs.replace(
            got,
            marks=(*got.marks, *(m for c in children for m in c.marks)),
            flags=got.flags | _flags(children),
        )

    def _one_of(self, trees: Sequence[Any]) -> Any:
        readings: list[Any] = []
        why: Unclear | None = None
        for tree in trees:
            try:
                readings.append(self.of(tree))
            except Unclear as unclear:
                why = unclear
        if not readings:
            raise why or Unclear("the sentence states no rule")
        first = readings[0]
        for other in readings[1:]:
            if isinstance(first, Got) and not first.same(other):
                raise Unclear("the words have two readings")
        return first

    # ---- small things

    def _words(self, span: tuple[int, int], skip: frozenset[str] = frozenset()) -> str:
        pieces = self.encoded.pieces[self.encoded.at(span[0]) : self.encoded.at(span[1] - 1) + 1]
        kept = list(pieces)
        while kept and kept[0].sign in skip:
            kept.pop(0)
        return " ".join(self.text[kept[0].start : kept[-1].end].split()) if kept else ""

    def _code(self, token: str) -> str:
        code = self.encoded.pieces[int(token[1:])].code
        assert code is not None
        return code

    def on_nth(self, _: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("n", int(str(tokens[0])[1:-1]))

    def on_number(self, _: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("n", int(str(tokens[0])[1:]))

    def on_days(self, *_: Any) -> Got:
        return Got("unit", ("days", 1))

    def on_months(self, *_: Any) -> Got:
        return Got("unit", ("months", 1))

    def on_years(self, *_: Any) -> Got:
        return Got("unit", ("years", 1))

    def on_weeks(self, *_: Any) -> Got:
        return Got("unit", ("days", 7))

    def on_period(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        unit, factor = _need(children, "unit").value
        count = int(str(tokens[0])[1:]) if tokens else 1
        return Got("period", {unit: count * factor})

    def on_date(self, _: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("date", str(tokens[0])[2:])

    def on_percent(self, _: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("percent", int(str(tokens[0])[2:]) / 100)

    def on_fraction(self, _: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("fraction", round(float(str(tokens[0])[2:]), 6))

    def on_measure(self, _: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("group", self._words(span, _ARTICLES))

    def on_other(self, _: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("treaty", self._words(span, _ARTICLES))

    def on_this_treaty(self, _: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("this", self._words(span, _ARTICLES).lower())

    # ---- instruments

    def on_succession(self, _: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("kind", "succession", ((_COUNTING, *span),), frozenset({"successions"}))

    def on_nth_instrument(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("things", _need(children, "n").value, ((_WHEN, *span),))

    on_n_instruments = on_nth_instrument

    def on_last_instrument(self, _: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("things", "last", ((_WHEN, *span),))

    def on_instruments(self, *_: Any) -> Got:
        return Got("things", "some")

    # ---- whose consent

    def on_some_states(self, *_: Any) -> Got:
        return Got("who", None)

    def on_n_states(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("who", {"consents": _need(children, "n").value}, ((_WHEN, *span),))

    def on_n_of_group(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        members = {"at_least": _need(children, "n").value, "of": _need(children, "group").value}
        return Got("who", {"states": members}, ((_WHEN, *span),))

    def on_all_states(self, _: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("who", {"consents": "all"}, ((_WHEN, *span),))

    def on_all_signatories(self, _: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("who", {"signatories": "all"}, ((_WHEN, *span),))

    def on_majority(self, _: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("who", {"signatories": "majority"}, ((_WHEN, *span),))

    def on_majority_of(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("who", _need(children, "who").value)

    def on_fraction_signatories(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        if round(_need(children, "fraction").value, 3) != 0.667:
            raise Unclear("of signatories only all, a majority or two thirds can be recorded")
        return Got("who", {"signatories": "two_thirds"}, ((_WHEN, *span),))

    def on_parties_fraction(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        treaty = _find(children, "treaty")
        if treaty is None:
            raise Unclear("it does not say of which treaty the parties are counted")
        counted = "fixed" if _find(children, "at_adoption") else "current"
        share = {"treaty": treaty.value, "fraction": _need(children, "fraction").value, "counted": counted}
        return Got("who", {"parties_of": share}, ((_WHEN, *span),))

    def on_all_of_group(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("who", {"states": {"all": _need(children, "group").value}}, ((_WHEN, *span),))

    def on_state_list(self, _: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("codes", [self._code(str(t)) for t in tokens if str(t).startswith("&")])

    def on_named_states(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("who", {"states": {"all": _need(children, "codes").value}}, ((_WHEN, *span),))

    def on_named_and_more(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        codes, more = _need(children, "codes").value, _need(children, "n").value
        tree = {"all": [{"states": {"all": codes}}, {"consents": len(codes) + more}]}
        return Got("who", tree, ((_WHEN, *span),))

    def on_group_name(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        short = _find(children, "annex")
        return Got("group", short.value if short else self._words(span, _ARTICLES))

    def on_annex(self, _: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("annex", self._words(span))

    on_depositaries = on_annex

    def on_annex_of(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("annex", _need(children, "annex").value)

    def on_named_group(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("group", _need(children, "group").value)

    def on_who(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("who", _need(children, "who").value)

    on_by_who = on_who

    def on_incl_states(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("including", {"states": {"all": _need(children, "codes").value}}, ((_WHEN, *span),))

    def on_incl_group(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        number = _find(children, "n")
        group = _need(children, "group").value
        members = {"at_least": number.value, "of": group} if number else {"all": group}
        return Got("including", {"states": members}, ((_WHEN, *span),))

    def on_incl_share(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        share = {"at_least": _need(children, "percent").value, "of": _need(children, "group").value}
        return Got("including", {"share": share}, ((_WHEN, *span),))

    # ---- events

    def _consent(self, children: list[Got]) -> Any:
        things, who = _find(children, "things"), _find(children, "who")
        count = things.value if things else "some"
        whose = who.value if who else None
        if isinstance(count, int):
            if whose is not None:
                raise Unclear("it gives two thresholds at once")
            when: Any = {"consents": count}
        elif count == "last":
            when = whose or {"consents": "all"}
        elif whose is None:
            raise Unclear("it does not say how many instruments, or whose")
        else:
            when = whose
        extra = [c.value for c in children if c.kind == "including"]
        if not extra:
            return when
        base = when["all"] if isinstance(when, dict) and "all" in when else [when]
        return {"all": [*base, *extra]}

    def on_noun_event(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        if children and children[0].kind == "event":
            return Got("event", children[0].value)
        return Got("event", self._consent(children))

    def on_inst_clause(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("event", self._consent(children))

    on_act_clause = on_majority_clause = on_inst_clause

    def on_event(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("event", _need(children, "event").value)

    on_clause = on_late_event = on_event

    def on_exchange(self, _: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("event", "exchange", ((_WHEN, *span),))

    def on_signature(self, _: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("event", "signature", ((_WHEN, *span),))

    def on_notification(self, _: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("event", "notifications", ((_WHEN, *span),))

    # ---- ways to the day

    def _way(self, children: list[Got], after: Rule | None, span: tuple[int, int]) -> Got:
        event = next(c for c in children if c.kind == "event")
        marks = ((_AFTER, *span),) if after else ()
        return Got("way", Way(event.value, after), marks)

    def on_nth_day(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return self._way(children, {"days": _need(children, "n").value}, span)

    def on_period_after(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return self._way(children, _need(children, "period").value, span)

    def on_first_after(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return self._way(children, {**_need(children, "period").value, "then": "next_first"}, span)

    def on_first_after_day(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return self._way(children, {"days": _need(children, "n").value, "then": "next_first"}, span)

    def on_first_of(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        nth = _find(children, "n")
        return self._way(children, {"first_of_month": nth.value if nth else 1}, span)

    def on_at_once(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return self._way(children, None, span)

    def on_fixed(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("way", Way({"date": _need(children, "date").value}), ((_WHEN, *span),))

    def on_same_day(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("way", Way(self._linked(children)), ((_WHEN, *span),))

    def on_way_opening(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("way", Way({"from_opening": _need(children, "period").value}), ((_WHEN, *span),))

    def on_latest(self, *_: Any) -> Got:
        return Got("which", "all")

    def on_earliest(self, *_: Any) -> Got:
        return Got("which", "any")

    def on_two_ways(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        branches = [c.value.branch() for c in children if c.kind == "way"]
        return Got("way", Way({_need(children, "which").value: branches}))

    # ---- floors

    def _linked(self, children: list[Got]) -> Rule:
        floor = next((c for c in children if c.kind in ("treaty", "floor")), None)
        assert floor is not None
        return dict(floor.value) if floor.kind == "floor" else {"in_force": floor.value}

    def on_entry_of(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("floor", {"in_force": _need(children, "treaty").value}, ((_WHEN, *span),))

    on_is_in_force = on_entry_of

    def on_lead(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        floor = _find(children, "floor")
        return Got("floor", floor.value) if floor else Got("lead", None)

    on_floor = on_lead

    def on_point(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        if date := _find(children, "date"):
            return Got("floor", {"not_before": date.value}, ((_WHEN, *span),))
        return Got("floor", _need(children, "floor").value)

    def on_point_opening(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("floor", {"from_opening": _need(children, "period").value}, ((_WHEN, *span),))

    def on_own_floor(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("sentence", {"floors": [_need(children, "floor").value]})

    # ---- sentences on entry into force

    def on_general(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        this = _find(children, "this")
        floors = [c.value for c in children if c.kind == "floor"]
        way = _need(children, "way").value
        for node in _nodes({"all": [way.when, *floors]}):
            if this and node.get("in_force", "").lower() == this.value:
                raise Unclear("the treaty cannot wait for its own entry into force")
        return Got("sentence", {"way": way, "floors": floors})

    def on_both_rules(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        later = {"after": _need(children, "own").value, "n": None}
        return Got("sentence", {**_need(children, "sentence").value, "later": later})

    def on_later(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        event = next((c for c in children if c.kind == "event"), None)
        threshold = event.value.get("consents") if event and isinstance(event.value, dict) else None
        own = _need(children, "own")
        return Got("sentence", {"later": {"after": own.value, "n": threshold}}, ((_LATER, *span),))

    def on_counting(self, _: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("sentence", {"counting": True}, ((f"{_COUNTING}.organizations", *span),))

    def on_own_nth_day(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("own", {"days": _need(children, "n").value})

    def on_own_period(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("own", _need(children, "period").value)

    def on_own_first_after(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("own", {**_need(children, "period").value, "then": "next_first"})

    def on_own_first_after_day(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("own", {"days": _need(children, "n").value, "then": "next_first"})

    def on_own_first_of(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        nth = _find(children, "n")
        return Got("own", {"first_of_month": nth.value if nth else 1})

    def on_own_at_once(self, *_: Any) -> Got:
        return Got("own", None)

    def on_own_or_general(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        if _need(children, "which").value != "all":
            raise Unclear("a later party cannot be bound before the treaty is in force")
        return Got("own", _need(children, "own").value)

    def on_own_same(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("own", _need(children, "own").value)

    # ---- withdrawal

    def on_since_entry(self, *_: Any) -> Got:
        return Got("since", "entry_into_force")

    def on_since_party(self, *_: Any) -> Got:
        return Got("since", "party")

    def on_since_opening(self, *_: Any) -> Got:
        return Got("since", "opening")

    def on_leave_earliest(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        since = _find(children, "since")
        earliest = dict(_need(children, "period").value)
        if since and since.value != "entry_into_force":
            earliest["from"] = since.value
        return Got("leaving", {"earliest": earliest}, (("withdrawal.earliest", *span),))

    def on_notice_of(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        period = _need(children, "period").value
        # "N days' notice" leaves N clear days; "N days after notice has been given" is D + N.
        key = "after" if "days" in period and any(c.kind == "counted_from" for c in children) else "notice"
        return Got("leaving", {key: period}, ((f"withdrawal.{key}", *span),))

    def on_counted_from(self, *_: Any) -> Got:
        return Got("counted_from", True)

    def on_leave_term(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        found = _find(children, "leaving")
        return Got("leaving", found.value if found else {})

    def on_leave(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        parts = [c.value for c in children if c.kind == "leaving"]
        return Got("sentence", {"leave": parts}, (("withdrawal", *span),))

    def on_effect_period(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        period = _need(children, "period").value
        key = "after" if "days" in period else "notice"
        return Got("leaving", {key: period}, ((f"withdrawal.{key}", *span),))

    def on_effect_nth(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("leaving", {"after": {"days": _need(children, "n").value}}, (("withdrawal.after", *span),))

    def on_effect_first(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        after = {**_need(children, "period").value, "then": "next_first"}
        return Got("leaving", {"after": after}, (("withdrawal.after", *span),))

    def on_effect_at_once(self, _: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("leaving", {"after": {"days": 0}}, (("withdrawal.after", *span),))

    def on_leave_effect(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("sentence", {"effect": [c.value for c in children if c.kind == "leaving"]})

    def on_leave_advance(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        notice = {"notice": _need(children, "period").value}
        return Got("sentence", {"effect": [notice]}, (("withdrawal.notice", *span),))

    def on_leave_hold(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("sentence", {"effect": [{"hold": "war"}]}, (("withdrawal.hold", *span),))

    def on_leave_state_notice(self, *_: Any) -> Got:
        return Got("sentence", {})

    # ---- duration

    def on_indefinite(self, _: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("lasting", "indefinite", (("duration", *span),))

    def on_for_period(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("lasting", _need(children, "period").value, (("duration", *span),))

    def on_renew_for(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("renew", _need(children, "period").value, (("duration.renewal", *span),))

    def on_lead_time(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        mark = ("duration.renewal.unless_notice", *span)
        return Got("lead_time", _need(children, "period").value, (mark,))

    def on_unless_notice(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        return Got("lead_time", _need(children, "lead_time").value)

    on_if_no_notice = on_unless_notice

    def on_renewal(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        renewal = {**_need(children, "renew").value, "unless_notice": _need(children, "lead_time").value}
        return Got("sentence", {"renewal": renewal})

    def on_duration(self, children: list[Got], tokens: list[Any], span: tuple[int, int]) -> Got:
        stated: Rule = {"lasting": _need(children, "lasting").value}
        for child in children:
            if child.kind == "sentence":
                stated |= child.value
        return Got("sentence", stated)


_WHEN, _AFTER = "entry_into_force.when", "entry_into_force.after"
_LATER, _COUNTING = "entry_into_force.later_parties", "entry_into_force.counting"
_ARTICLES = frozenset({"the", "this", "present", "said"})


def _nodes(node: Any) -> list[Rule]:
    if isinstance(node, list):
        return [n for child in node for n in _nodes(child)]
    if not isinstance(node, dict):
        return []
    return [node, *_nodes(node.get("all", [])), *_nodes(node.get("any", []))]


def _span(tree: Any) -> tuple[int, int]:
    return (0, 1) if tree.meta.empty else (tree.meta.start_pos, tree.meta.end_pos)


def _flags(children: Sequence[Got]) -> frozenset[str]:
    return frozenset().union(*(c.flags for c in children))


def _find(children: Sequence[Got], kind: str) -> Got | None:
    return next((c for c in children if c.kind == kind), None)


def _need(children: Sequence[Got], kind: str) -> Got:
    found = _find(children, kind)
    if found is None:
        raise Unclear(f"its {kind.replace('_', ' ')} is not said")
    return found
