"""What outlives the treaty, or a party's exit from it (VCLT 70)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .derivation import Derivation


def surviving(derivation: Derivation, on: date) -> list[str]:
    """For each State that is no longer a party on the day: the articles that bind it on."""
    rule = derivation.treaty.withdrawal
    if rule is None or not rule.surviving:
        return []
    articles = ", ".join(rule.surviving)
    found = []
    for name, member in sorted(derivation.members.items()):
        phases = member.history.possible(on)
        if len(phases) == 1 and phases[0].status == "former" and phases[0].start is not None:
            since = phases[0].start.edtf
            found.append(
                f"{derivation.code_on(name, on)} left on {since}, but stays bound by article {articles} "
                "for what its terms cover (VCLT 70)"
            )
    return found
