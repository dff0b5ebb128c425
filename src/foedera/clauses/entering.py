"""Sentences on entry into force: the day, its floors, later parties.

One method per rule of the grammar, named as it is there.
"""

from __future__ import annotations

from typing import Any

from .consents import COUNTING, WHEN, Consents
from .values import Got, Rule, Span, Unclear, Way, find, need

_AFTER = "entry_into_force.after"
_LATER = "entry_into_force.later_parties"


class Entering(Consents):
    """Meanings of the grammar's sections on the general rule, floors and later parties."""

    # ---- ways to the day

    def _way(self, children: list[Got], after: Rule | None, span: Span) -> Got:
        event = next(c for c in children if c.kind == "event")
        marks = ((_AFTER, *span),) if after else ()
        return Got("way", Way(event.value, after), marks)

    def on_nth_day(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return self._way(children, {"days": need(children, "n").value}, span)

    def on_period_after(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return self._way(children, need(children, "period").value, span)

    def on_first_after(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return self._way(children, {**need(children, "period").value, "then": "next_first"}, span)

    def on_first_after_day(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return self._way(children, {"days": need(children, "n").value, "then": "next_first"}, span)

    def on_first_after_nth(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return self._way(children, {"months": need(children, "n").value, "then": "next_first"}, span)

    def on_first_of(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        nth = find(children, "n")
        return self._way(children, {"first_of_month": nth.value if nth else 1}, span)

    def on_at_once(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return self._way(children, None, span)

    def on_fixed(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("way", Way({"date": need(children, "date").value}), ((WHEN, *span),))

    def on_same_day(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("way", Way(self._linked(children)), ((WHEN, *span),))

    def on_way_opening(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("way", Way({"from_opening": need(children, "period").value}), ((WHEN, *span),))

    def on_latest(self, *_: Any) -> Got:
        return Got("which", "all")

    def on_earliest(self, *_: Any) -> Got:
        return Got("which", "any")

    def on_two_ways(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        branches = [c.value.branch() for c in children if c.kind == "way"]
        return Got("way", Way({need(children, "which").value: branches}))

    # ---- floors

    def _linked(self, children: list[Got]) -> Rule:
        floor = next((c for c in children if c.kind in ("treaty", "floor")), None)
        assert floor is not None
        return dict(floor.value) if floor.kind == "floor" else {"in_force": floor.value}

    def on_entry_of(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("floor", {"in_force": need(children, "treaty").value}, ((WHEN, *span),))

    on_is_in_force = on_entry_of

    def on_lead(self, children: list[Got], tokens: list[str], span: Span) -> Got | None:
        floor = find(children, "floor")
        return Got("floor", floor.value) if floor else None

    on_floor = on_lead

    def on_floor_group(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        """ "Provided that M of these instruments have been deposited by …": part of the threshold."""
        members = {"at_least": need(children, "n").value, "of": need(children, "group").value}
        return Got("among", {"states": members}, ((WHEN, *span),))

    def on_point(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        if date := find(children, "date"):
            return Got("floor", {"not_before": date.value}, ((WHEN, *span),))
        return Got("floor", need(children, "floor").value)

    def on_point_opening(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("floor", {"from_opening": need(children, "period").value}, ((WHEN, *span),))

    def on_own_floor(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("sentence", {"floors": [need(children, "floor").value]})

    # ---- sentences on entry into force

    def on_general(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        this = find(children, "this")
        floors = [c.value for c in children if c.kind == "floor"]
        way = need(children, "way").value
        if among := find(children, "among"):
            # The delay runs from the day on which both the number and the group are there.
            base = way.when["all"] if isinstance(way.when, dict) and set(way.when) == {"all"} else [way.when]
            way = Way({"all": [*base, among.value]}, way.after)
        for node in _nodes({"all": [way.when, *floors]}):
            if this and node.get("in_force", "").lower() == this.value:
                raise Unclear("the treaty cannot wait for its own entry into force")
        return Got("sentence", {"way": way, "floors": floors})

    def on_general_twice(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        """ "As soon as N have ratified, it enters into force … after the N-th deposit": one threshold."""
        first, way = need(children, "event").value, need(children, "way").value
        if way.when != first:
            raise Unclear("it gives two thresholds at once")
        return Got("sentence", {"way": way, "floors": []})

    def on_both_rules(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        later = {"after": need(children, "own").value, "n": None}
        return Got("sentence", {**need(children, "sentence").value, "later": later})

    def on_later(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        event = next((c for c in children if c.kind == "event"), None)
        threshold = event.value.get("consents") if event and isinstance(event.value, dict) else None
        own = need(children, "own")
        return Got("sentence", {"later": {"after": own.value, "n": threshold}}, ((_LATER, *span),))

    def on_counting(self, _: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("sentence", {"counting": True}, ((f"{COUNTING}.organizations", *span),))

    def on_own_nth_day(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("own", {"days": need(children, "n").value})

    def on_own_period(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("own", need(children, "period").value)

    def on_own_first_after(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("own", {**need(children, "period").value, "then": "next_first"})

    def on_own_first_after_day(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("own", {"days": need(children, "n").value, "then": "next_first"})

    def on_own_first_of(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        nth = find(children, "n")
        return Got("own", {"first_of_month": nth.value if nth else 1})

    def on_own_at_once(self, *_: Any) -> Got:
        return Got("own", None)

    def on_own_or_general(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        if need(children, "which").value != "all":
            raise Unclear("a later party cannot be bound before the treaty is in force")
        return Got("own", need(children, "own").value)

    def on_own_same(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("own", need(children, "own").value)


def _nodes(node: Any) -> list[Rule]:
    if isinstance(node, list):
        return [n for child in node for n in _nodes(child)]
    if not isinstance(node, dict):
        return []
    return [node, *_nodes(node.get("all", [])), *_nodes(node.get("any", []))]
