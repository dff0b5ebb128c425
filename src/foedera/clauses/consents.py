"""Whose consents a clause waits for: numbers, instruments, States, groups, events.

One method per rule of the grammar, named as it is there.
"""

from __future__ import annotations

from typing import Any

from .source import Source
from .values import Got, Span, Unclear, find, need

WHEN = "entry_into_force.when"
COUNTING = "entry_into_force.counting"
ARTICLES = frozenset({"the", "this", "present", "said"})


class Consents(Source):
    """Meanings of the grammar's sections on events and on whose consent."""

    # ---- small things

    def on_nth(self, _: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("n", int(tokens[0][1:-1]))

    def on_number(self, _: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("n", int(tokens[0][1:]))

    def on_days(self, *_: Any) -> Got:
        return Got("unit", ("days", 1))

    def on_months(self, *_: Any) -> Got:
        return Got("unit", ("months", 1))

    def on_years(self, *_: Any) -> Got:
        return Got("unit", ("years", 1))

    def on_weeks(self, *_: Any) -> Got:
        return Got("unit", ("days", 7))

    def on_period(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        unit, factor = need(children, "unit").value
        count = int(tokens[0][1:]) if tokens else 1
        return Got("period", {unit: count * factor})

    def on_date(self, _: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("date", tokens[0][2:])

    def on_percent(self, _: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("percent", int(tokens[0][2:]) / 100)

    def on_fraction(self, _: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("fraction", round(float(tokens[0][2:]), 6))

    def on_measure(self, _: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("group", self._words(span, ARTICLES))

    def on_other(self, _: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("treaty", self._words(span, ARTICLES))

    def on_this_treaty(self, _: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("this", self._words(span, ARTICLES).lower())

    # ---- instruments

    def on_succession(self, _: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("kind", "succession", ((COUNTING, *span),), frozenset({"successions"}))

    def on_nth_instrument(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("things", need(children, "n").value, ((WHEN, *span),))

    on_n_instruments = on_nth_instrument

    def on_last_instrument(self, _: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("things", "last", ((WHEN, *span),))

    def on_instruments(self, *_: Any) -> Got:
        return Got("things", "some")

    # ---- whose consent

    def on_some_states(self, *_: Any) -> Got:
        return Got("who", None)

    def on_n_states(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("who", {"consents": need(children, "n").value}, ((WHEN, *span),))

    def on_n_of_group(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        members = {"at_least": need(children, "n").value, "of": need(children, "group").value}
        return Got("who", {"states": members}, ((WHEN, *span),))

    def on_all_states(self, _: list[Got], tokens: list[str], span: Span) -> Got:
        _only_two(tokens)
        return Got("who", {"consents": "all"}, ((WHEN, *span),))

    def on_all_signatories(self, _: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("who", {"signatories": "all"}, ((WHEN, *span),))

    def on_majority(self, _: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("who", {"signatories": "majority"}, ((WHEN, *span),))

    def on_majority_of(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("who", need(children, "who").value)

    def on_fraction_signatories(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        if round(need(children, "fraction").value, 3) != 0.667:
            raise Unclear("of signatories only all, a majority or two thirds can be recorded")
        return Got("who", {"signatories": "two_thirds"}, ((WHEN, *span),))

    def on_parties_fraction(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        treaty = find(children, "treaty")
        if treaty is None:
            raise Unclear("it does not say of which treaty the parties are counted")
        counted = "fixed" if find(children, "at_adoption") else "current"
        share = {"treaty": treaty.value, "fraction": need(children, "fraction").value, "counted": counted}
        return Got("who", {"parties_of": share}, ((WHEN, *span),))

    def on_at_adoption(self, *_: Any) -> Got:
        return Got("at_adoption", True)

    def on_all_of_group(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("who", {"states": {"all": need(children, "group").value}}, ((WHEN, *span),))

    def on_state_list(self, _: list[Got], tokens: list[str], span: Span) -> Got:
        codes = [self._code(t) for t in tokens if t.startswith("&")]
        return Got("codes", list(dict.fromkeys(codes)))

    def on_named_states(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("who", {"states": {"all": need(children, "codes").value}}, ((WHEN, *span),))

    def on_named_and_more(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        codes, more = need(children, "codes").value, need(children, "n").value
        tree = {"all": [{"states": {"all": codes}}, {"consents": len(codes) + more}]}
        return Got("who", tree, ((WHEN, *span),))

    def on_group_name(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        short = find(children, "annex")
        return Got("group", short.value if short else self._words(span, ARTICLES))

    def on_annex(self, _: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("annex", self._words(span))

    on_depositaries = on_annex

    def on_annex_of(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("annex", need(children, "annex").value)

    def on_named_group(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("group", need(children, "group").value)

    def on_who(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("who", need(children, "who").value)

    on_by_who = on_who

    def on_incl_states(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("including", {"states": {"all": need(children, "codes").value}}, ((WHEN, *span),))

    def on_incl_group(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        number = find(children, "n")
        group = need(children, "group").value
        members = {"at_least": number.value, "of": group} if number else {"all": group}
        return Got("including", {"states": members}, ((WHEN, *span),))

    def on_incl_share(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        share = {"at_least": need(children, "percent").value, "of": need(children, "group").value}
        return Got("including", {"share": share}, ((WHEN, *span),))

    # ---- events

    def _consent(self, children: list[Got]) -> Any:
        things, who = find(children, "things"), find(children, "who")
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

    def on_noun_event(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        if children and children[0].kind == "event":
            return Got("event", children[0].value)
        return Got("event", self._consent(children))

    def on_inst_clause(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("event", self._consent(children))

    on_act_clause = on_majority_clause = on_inst_clause

    def on_event(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("event", need(children, "event").value)

    on_clause = on_late_event = on_event

    def on_exchange(self, _: list[Got], tokens: list[str], span: Span) -> Got:
        _only_two(tokens)
        return Got("event", "exchange", ((WHEN, *span),))

    def on_signature(self, _: list[Got], tokens: list[str], span: Span) -> Got:
        _only_two(tokens)
        return Got("event", "signature", ((WHEN, *span),))

    def on_notification(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        if nth := find(children, "n"):
            _only_two([f"#{nth.value}"])
        return Got("event", "notifications", ((WHEN, *span),))

    def on_last_received(self, _: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("event", "notifications", ((WHEN, *span),))

    def on_second_of_two(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("n", need(children, "n").value)

    def on_second_of(self, children: list[Got], tokens: list[str], span: Span) -> None:
        """The second notification is the later one only where there are two."""
        _only_two([f"#{need(children, 'n').value}", *tokens])


def _only_two(tokens: list[str]) -> None:
    """ "The two Parties" are all of them; of any other number that is not known."""
    if any(token != "#2" for token in tokens if token.startswith("#")):
        raise Unclear("it counts States or notifications in a way that cannot be recorded")
