"""The law of treaties: from acts to spells and answers, each rule in a module that names its article."""

from .answers import status
from .context import Context, StatesContext
from .derivation import Derivation
from .engine import derive
from .worlds import alternatives, status_in_worlds

__all__ = ["Context", "Derivation", "StatesContext", "alternatives", "derive", "status", "status_in_worlds"]
