"""Trust: which of several disagreeing statements is believed, and when an answer is contested.

The ranking is data (``Policy``); copies count once, at their root speaker; every account is kept beside
the one believed.
"""

from .policy import Policy, load_policy
from .select import select
from .voices import root

__all__ = ["Policy", "load_policy", "root", "select"]
