"""The register: treaty records in YAML and CSV, their loader and their checker."""

from .catalogue import SHIPPED, Register
from .check import Fault, check
from .known import known_from
from .loader import load
from .statements import treaty_statements

__all__ = ["SHIPPED", "Fault", "Register", "check", "known_from", "load", "treaty_statements"]
