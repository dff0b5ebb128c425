"""What a record says by holding no act: nothing was done, or it is not known (contract section 5)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from foedera.dates import Answer, Moment, Period, add_period

from .acts import moment
from .succession import person

if TYPE_CHECKING:
    from .derivation import Derivation


def too_early(derivation: Derivation, on: date) -> bool:
    """Whether the text was not there yet on the day."""
    done = derivation.treaty.done.date
    return done is not None and on < moment(done).lo


def opens(derivation: Derivation) -> Moment | None:
    """From when a State without an act may have done something all the same; None for never.

    ``Moment(date.min, date.min)`` for always. Of two States that a record with acts follows, be they steps at
    home or plans, neither may.
    """
    treaty = derivation.treaty
    if treaty.participation == "partial":
        acts = derivation.acts
        followed = acts.done or acts.domestic or acts.idle
        if treaty.form == "bilateral" and len(derivation.members) == 2 and followed:
            return None
        return moment(treaty.done.date) if treaty.done.date else Moment(date.min, date.min)
    if treaty.complete_as_of is None:
        return None
    last = moment(treaty.complete_as_of).hi
    return Moment.of(add_period(last, Period(days=1)))


def open_ended(derivation: Derivation, on: date) -> bool:
    """Whether a State without an act may have done something by the day all the same."""
    since = opens(derivation)
    return since is not None and since.reached(on) is not Answer.NO


def outsider(derivation: Derivation, code: str) -> bool:
    """Whether a State is certainly no party: a third one to a treaty between two."""
    treaty = derivation.treaty
    makers = {person(maker, derivation.context) for maker in treaty.negotiating}
    return treaty.form == "bilateral" and len(makers) == 2 and person(code, derivation.context) not in makers
