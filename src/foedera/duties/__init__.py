"""Duties: obligations, triggers, cascade, conflicts. Who must help whom, how firmly, and what is unknown."""

from .cascade import Cascade, Step, play
from .conflicts import Commitment, Conflict, commitments, conflicts
from .evaluate import Duty, evaluate
from .event import Event, checked
from .montecarlo import Odds, simulate
from .scenario import Scenario, load_scenario, read_scenario

__all__ = [
    "Cascade",
    "Commitment",
    "Conflict",
    "Duty",
    "Event",
    "Odds",
    "Scenario",
    "Step",
    "checked",
    "commitments",
    "conflicts",
    "evaluate",
    "load_scenario",
    "play",
    "read_scenario",
    "simulate",
]
