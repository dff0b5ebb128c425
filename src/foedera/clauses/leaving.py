"""Sentences on withdrawal and duration.

One method per rule of the grammar, named as it is there.
"""

from __future__ import annotations

from typing import Any

from .source import Source
from .values import Got, Rule, Span, Unclear, find, need


class Leaving(Source):
    """Meanings of the grammar's sections on withdrawal and duration."""

    # ---- withdrawal

    def on_since_entry(self, *_: Any) -> Got:
        return Got("since", "entry_into_force")

    def on_since_party(self, *_: Any) -> Got:
        return Got("since", "party")

    def on_since_opening(self, *_: Any) -> Got:
        return Got("since", "opening")

    def on_leave_earliest(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        since = find(children, "since")
        earliest = dict(need(children, "period").value)
        if since and since.value != "entry_into_force":
            earliest["from"] = since.value
        return Got("leaving", {"earliest": earliest}, (("withdrawal.earliest", *span),))

    def on_notice_of(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        period = need(children, "period").value
        # "N days' notice" leaves N clear days; "N days after notice has been given" is D + N.
        key = "after" if "days" in period and any(c.kind == "counted_from" for c in children) else "notice"
        return Got("leaving", {key: period}, ((f"withdrawal.{key}", *span),))

    def on_counted_from(self, *_: Any) -> Got:
        return Got("counted_from", True)

    def on_leave_term(self, children: list[Got], tokens: list[str], span: Span) -> Got | None:
        found = find(children, "leaving")
        return Got("leaving", found.value) if found else None

    def on_leave(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        parts = [c.value for c in children if c.kind == "leaving"]
        return Got("sentence", {"leave": parts}, (("withdrawal", *span),))

    def on_effect_period(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        period = need(children, "period").value
        key = "after" if "days" in period else "notice"
        return Got("leaving", {key: period}, ((f"withdrawal.{key}", *span),))

    def on_effect_nth(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("leaving", {"after": {"days": need(children, "n").value}}, (("withdrawal.after", *span),))

    def on_effect_first(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        after = {**need(children, "period").value, "then": "next_first"}
        return Got("leaving", {"after": after}, (("withdrawal.after", *span),))

    def on_effect_at_once(self, _: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("leaving", {"after": {"days": 0}}, (("withdrawal.after", *span),))

    def on_leave_effect(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("sentence", {"effect": [c.value for c in children if c.kind == "leaving"]})

    def on_leave_advance(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        notice = {"notice": need(children, "period").value}
        return Got("sentence", {"effect": [notice]}, (("withdrawal.notice", *span),))

    def on_leave_hold(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("sentence", {"effect": [{"hold": "war"}]}, (("withdrawal.hold", *span),))

    def on_leave_state_notice(self, *_: Any) -> Got:
        return Got("sentence", {})

    # ---- duration

    def on_indefinite(self, _: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("lasting", "indefinite", (("duration", *span),))

    def on_until_ended(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        """ "Until terminated by either Party giving N months' notice": no term, and a right to leave."""
        leaving = [c.value for c in children if c.kind == "leaving"]
        return Got("until_ended", leaving, (("duration", *span),))

    def on_lasting_then(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("then", need(children, "until_ended").value, (("duration.renewal", *span),))

    def on_until_date(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("until", {"until": need(children, "date").value}, (("duration.until", *span),))

    def on_lasting(self, children: list[Got], tokens: list[str], span: Span) -> Got | None:
        if until := find(children, "until"):
            return Got("lasting", until.value)
        ended = find(children, "until_ended")
        return Got("lasting", ("indefinite", ended.value)) if ended else None

    def on_for_period(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("lasting", need(children, "period").value, (("duration", *span),))

    def on_renew_for(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("renew", need(children, "period").value, (("duration.renewal", *span),))

    def on_renew_same(self, _: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("renew", {"same": True}, (("duration.renewal", *span),))

    def on_renew_yearly(self, _: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("renew", {"years": 1}, (("duration.renewal", *span),))

    def on_lead_time(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        mark = ("duration.renewal.unless_notice", *span)
        return Got("lead_time", need(children, "period").value, (mark,))

    def on_unless_notice(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        return Got("lead_time", need(children, "lead_time").value)

    on_if_no_notice = on_unless_notice

    def on_renewal(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        renewal = {**need(children, "renew").value, "unless_notice": need(children, "lead_time").value}
        return Got("sentence", {"renewal": renewal})

    def on_duration(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        lasting = need(children, "lasting").value
        stated: Rule = {"lasting": lasting}
        if isinstance(lasting, tuple):
            stated = {"lasting": lasting[0], "leave": lasting[1]}
        if then := find(children, "then"):
            # After its first term it goes on without one, until a party ends it.
            stated |= {"renewal": "indefinite", "leave": then.value}
        for child in children:
            if child.kind == "sentence":
                stated |= child.value
        return Got("sentence", stated)

    def on_extension(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        period = need(children, "period").value
        return Got("sentence", {"extension": period}, (("duration.extension", *span),))

    def on_joined(self, children: list[Got], tokens: list[str], span: Span) -> Got:
        """ "It enters into force … and remains in force …": what each half states, together."""
        stated: Rule = {}
        for child in (c for c in children if c.kind == "sentence"):
            if any(child.value[key] != stated[key] for key in stated.keys() & child.value.keys()):
                raise Unclear("it states two different things")
            stated |= child.value
        return Got("sentence", stated)
