"""Suspension and resumption: of a treaty between two, for one party, or toward one other (VCLT 57-60, 72).

A suspended party stays a party. Between two States a suspension concerns both.
"""

from __future__ import annotations

from collections.abc import Sequence

from foedera.dates import Moment
from foedera.model import Reason, Treaty

from .acts import Act, Acts, effective
from .claims import barred, disputed, grounded
from .context import Context
from .history import Change
from .succession import person

KINDS = ("suspension", "resumption")


class Stop:
    """One suspension or resumption: when it has effect, and why."""

    def __init__(self, act: Act) -> None:
        self.act, self.suspends = act, act.kind == "suspension"
        verb = "suspended" if self.suspends else "resumed"
        if act.event.ground is not None:
            self.at, words = grounded(act.event, act.at)
            self.rule = "VCLT 65(2), 72"
            self.text = f"{act.event.party} {words}: operation {verb} on {self.at.edtf}"
        else:
            self.at = effective(act.event) or act.at
            self.rule = "VCLT 57, 72"
            self.text = f"{act.event.party} {verb} the operation of the treaty on {self.at.edtf}"

    def change(self, suspended: str, resumed: str, words: str = "") -> Change:
        reason = Reason(rule=self.rule, text=self.text + words, statements=self.act.statements)
        return Change(
            self.at,
            suspended if self.suspends else resumed,
            reason,
            "" if self.suspends else "resumption",
        )


def stops(treaty: Treaty, acts: Acts) -> list[Stop]:
    """The suspensions and resumptions that have effect."""
    found = acts.of(*KINDS)
    return [Stop(act) for act in found if not disputed(act.event) and not barred(treaty, act.event)]


def of_treaty(treaty: Treaty, acts: Acts) -> list[Change]:
    """Of a treaty between two: suspended as a whole."""
    if treaty.form != "bilateral":
        return []
    return [stop.change("suspended", "in_force") for stop in stops(treaty, acts)]


def of_party(treaty: Treaty, who: str, acts: Acts, entries: Sequence[Moment]) -> list[Change]:
    """For one party; where there are but two, a suspension by either is one for both."""
    if not entries:
        return []
    both = treaty.form == "bilateral"
    return [
        stop.change("suspended", "party", "; it remains a party" if stop.act.person == who else "")
        for stop in stops(treaty, acts)
        if (both or stop.act.person == who) and (both or not stop.act.event.to)
    ]


def toward(treaty: Treaty, acts: Acts, one: str, two: str, context: Context) -> list[Change]:
    """Between two parties of many, by an act of one directed at the other."""
    found = []
    for stop in stops(treaty, acts):
        aimed = {person(code, context) for code in stop.act.event.to}
        if stop.act.person in (one, two) and aimed & ({one, two} - {stop.act.person}):
            found.append(stop.change("suspended", "in_force", ", toward the other"))
    return found
