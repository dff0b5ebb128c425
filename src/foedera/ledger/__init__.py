"""The ledger: an append-only journal of statements in SQLite or PostgreSQL, chained by hashes."""

from .chain import Verification
from .journal import AppendResult, Batch, Entry, Ledger
from .store import default_url

__all__ = ["AppendResult", "Batch", "Entry", "Ledger", "Verification", "default_url"]
