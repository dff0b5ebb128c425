"""Any number of reports: streamed in, read by all cores or a cluster, written as Parquet by day.

``run`` is the whole of it; ``read_batch`` is the pure function that each worker calls.
"""

from .batch import Batch, Item, Outcome, Settings, read_batch
from .run import Progress, Summary, run

__all__ = ["Batch", "Item", "Outcome", "Progress", "Settings", "Summary", "read_batch", "run"]
