"""How quick map, network and graphs are: python benchmarks/graphics.py [--count 40]

Serves the shipped register, as ``foedera serve`` does, and asks one request after the other: each about
another day, year or step, so that no answer serves twice. The median of what a client waits, and the server's
own processor time for each, which other work on the machine does not lengthen.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path

from web import once, served

ASKED = {
    "map of a treaty": lambda n: f"/map?treaty=npt-1968&on={1970 + n}-06-17",
    "map of a treaty, slider": lambda n: f"/map/on?treaty=npt-1968&on={1970 + n}-07-19",
    "map of a State": lambda n: f"/map?state=USA&on={1950 + n}-06-17",
    "map of a State, slider": lambda n: f"/map/on?state=USA&on={1950 + n}-07-19",
    "network": lambda n: f"/network?year={1980 + n}",
    "network, all pledges": lambda n: f"/network?year={1980 + n}&pledge=all",
    "network, slider": lambda n: f"/network/on?year={1880 + n}",
    "duties": lambda n: f"/duties?attacked=KOR&by=PRK&on={1995 + n % 30}-0{1 + n // 30}-10",
    "cascade": lambda n: f"/cascade?step={1 + n % 11}",
}


def processor(pid: int) -> float:
    """Milliseconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def child() -> int:
    """The server: the one process that this one started (it takes the place of ``taskset``)."""
    return int(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()[-1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=40, help="requests of each kind")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with served(str(folder / "ledger.sqlite"), folder) as port:
            pid = child()
            once(port, "/map?treaty=npt-1968&on=2026-01-01")
            time.sleep(5)  # the books warm in the background
            for name, asked in ASKED.items():
                once(port, asked(0))
                waits = []
                before = processor(pid)
                for n in range(1, given.count + 1):
                    wait, status = once(port, asked(n))
                    if status != 200:
                        raise SystemExit(f"{asked(n)}: answered {status}")
                    waits.append(wait)
                own = (processor(pid) - before) / given.count
                print(
                    f"{name:26} median {statistics.median(waits):6.1f} ms   processor {own:6.1f} ms",
                    flush=True,
                )


if __name__ == "__main__":
    main()
