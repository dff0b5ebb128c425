"""Cold starts as a person meets them: whole commands, each a new process, best of N and median.

    python benchmarks/cold_start.py [N]

The baseline in the same run is ``python -c pass`` and ``import polars``: what the interpreter and one
heavy library cost on this machine. A ratio says more than a second.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPORT = Path(__file__).parents[1] / "src/foedera/reader/examples/report.ur.txt"
PY = sys.executable
CASES = {
    "python -c pass": [PY, "-c", "pass"],
    "import polars": [PY, "-c", "import polars"],
    "foedera --help": [PY, "-m", "foedera", "--help"],
    "foedera status": [PY, "-m", "foedera", "status", "prk-rus-2024", "--on", "2024-12-04", "--json"],
    "foedera status (text)": [PY, "-m", "foedera", "status", "prk-rus-2024", "--on", "2024-12-04"],
    "foedera read (Urdu)": [PY, "-m", "foedera", "read", str(REPORT), "--published", "2024-11-12", "--json"],
    "foedera treaties": [PY, "-m", "foedera", "treaties", "--on", "2024-12-04", "--json"],
}


def seconds(command: list[str], env: dict[str, str]) -> float:
    """Wall time of one run; a failing command stops the benchmark."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=env)
    return time.perf_counter() - start


def main(rounds: int) -> None:
    """Print a table."""
    with tempfile.TemporaryDirectory() as folder:
        env = {
            **os.environ,
            "FOEDERA_LEDGER": f"sqlite:///{folder}/ledger.sqlite",
            "FOEDERA_CACHE": f"{folder}/cache",
        }
        base = None
        print(f"{'command':<26}{'best s':>9}{'median s':>10}{'x python':>10}")
        for name, command in CASES.items():
            seconds(command, env)  # fills the byte-code and the register's cache, as an installation has them
            times = [seconds(command, env) for _ in range(rounds)]
            base = base or min(times)
            print(f"{name:<26}{min(times):>9.3f}{statistics.median(times):>10.3f}{min(times) / base:>10.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
