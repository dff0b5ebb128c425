"""How quick the pages are: python benchmarks/web.py [--entries 1000000] [--seconds 5] [-o FILE]

Serves the shipped register, as ``foedera serve`` does, to ``wrk`` (Debian's package; without it to a client
of our own, which says so): median and 99th percentile of each page, requests a second with the server held
to one core; how long a cold and a date-changing treaty page take; first paint in Chromium; and how long a
ledger of many statements takes to open and to show.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PAGES = {
    "home": "/",
    "search": "/?q=korea",
    "treaty, bilateral": "/treaties/prk-rus-2024?on=2024-12-10",
    "treaty, multilateral": "/treaties/npt-1968?on=2004-06-01",
    "treaty, 198 States": "/treaties/un-charter-1945?on=2004-06-01",
    "state": "/states/PRK?on=2024-12-10",
    "between": "/between?a=Russia&b=PRK&on=2024-12-10",
    "duties": "/duties?attacked=KOR&by=PRK&on=2024-12-10",
    "conflicts": "/conflicts?state=PRK&on=2024-12-10",
    "map": "/map?on=2024-12-10",
    "network": "/network?on=2024-12-10",
    "read": "/read",
    "clause": "/clause",
    "ledger": "/ledger",
    "audit": "/audit",
    "API: status": "/api/treaties/npt-1968/status?on=2004-06-01",
}


@contextmanager
def served(ledger: str, folder: Path) -> Iterator[int]:
    """``foedera serve`` on a free port, held to one core where the system can do that."""
    pinned = ["taskset", "-c", "0"] if shutil.which("taskset") and (os.cpu_count() or 1) > 1 else []
    command = [*pinned, sys.executable, "-u", "-m", "foedera", "serve", "--port", "0", "--ledger", ledger]
    server = subprocess.Popen(
        [*command, "--token-file", str(folder / "token")], stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    found = re.search(r":(\d+)/", server.stdout.readline())
    assert found is not None
    try:
        yield int(found.group(1))
    finally:
        server.terminate()
        server.wait()


def once(port: int, path: str) -> tuple[float, int]:
    """Milliseconds and status of one request."""
    start = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return (time.perf_counter() - start) * 1000, answer.status


def loaded(port: int, path: str, seconds: int) -> dict[str, float]:
    """Under one connection: the time of one request; under eight: requests a second."""
    if shutil.which("wrk") is None:
        times = []
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            times.append(once(port, path)[0])
        times.sort()
        return {
            "median_ms": statistics.median(times),
            "p99_ms": times[int(len(times) * 0.99)],
            "per_second": len(times) / seconds,
        }
    alone = _wrk(port, path, seconds, 1)
    crowd = _wrk(port, path, seconds, 8)
    return {"median_ms": alone["50"], "p99_ms": alone["99"], "per_second": crowd["rate"]}


def _wrk(port: int, path: str, seconds: int, connections: int) -> dict[str, float]:
    pinned = ["taskset", "-c", "1"] if shutil.which("taskset") and (os.cpu_count() or 1) > 1 else []
    command = [*pinned, "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency"]
    said = subprocess.run(
        [*command, f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True, check=True
    ).stdout
    if "Non-2xx" in said:
        raise SystemExit(f"{path}: not every answer was a good one\n{said}")
    units = {"us": 0.001, "ms": 1.0, "s": 1000.0}
    found = {
        share: float(value) * units[unit]
        for share, value, unit in re.findall(r"(50|99)%\s+([\d.]+)(us|ms|s)\b", said)
    }
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    assert rate is not None
    return {**found, "rate": float(rate.group(1))}


def days(port: int, path: str, count: int = 60) -> dict[str, float]:
    """Every request asks about another day: nothing that was answered before can serve again."""
    times = []
    for n in range(count):
        year, month = 1990 + n // 12, n % 12 + 1
        times.append(once(port, f"{path}?on={year}-{month:02d}-17")[0])
    times.sort()
    return {"median_ms": statistics.median(times), "p99_ms": times[int(len(times) * 0.99)]}


def first_paint(port: int) -> float | None:
    """Milliseconds to the first contentful paint of a treaty's page in Chromium; None without one."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    if found is None:
        return None
    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    flags += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    times = []
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=found, args=flags)
        for _ in range(5):
            # Waiting evaluates a string, which the pages' own policy forbids; it costs the paint nothing.
            page = browser.new_context(bypass_csp=True).new_page()
            page.goto(f"http://127.0.0.1:{port}{PAGES['treaty, multilateral']}")
            page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length > 0")
            entry = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
            times.append(float(page.evaluate(entry)))
        browser.close()
    return statistics.median(times)


def fill(ledger: str, entries: int) -> None:
    """A ledger of so many statements: reports of ratifications, a thousand to a source."""
    from foedera.ledger import Ledger
    from foedera.model import Act, Source, seal, seal_source

    journal = Ledger.open(ledger)
    treaties = itertools.cycle(["prk-rus-2024", "npt-1968", *(f"report-{n}" for n in range(4000))])
    for batch in range(-(-entries // 1000)):
        source = seal_source(Source(publisher=f"Gazette {batch}", published="2020-01-01", kind="outlet"))
        statements = [
            seal(
                Act(
                    act="ratification",
                    step="domestic",
                    source=source.id,
                    treaty=f"report-{batch * 1000 + n}" if n % 10 else next(treaties),
                    parties=("RUS",),
                    date="2019-12-31",
                    quote=f"statement {batch * 1000 + n}",
                )
            )
            for n in range(min(1000, entries - batch * 1000))
        ]
        journal.append(source, statements, at="2026-01-01T00:00:00+00:00", by="benchmark")
    journal.close()


def large(entries: int, folder: Path) -> dict[str, Any]:
    """How long the command and the pages take on a ledger of so many statements."""
    ledger = str(folder / "large.sqlite")
    start = time.perf_counter()
    fill(ledger, entries)
    filled = time.perf_counter() - start
    start = time.perf_counter()
    with served(ledger, folder) as port:
        once(port, "/session")
        opened = time.perf_counter() - start
        shown, _ = once(port, "/ledger")
        treaty, _ = once(port, "/treaties/prk-rus-2024?on=2024-12-10")
        again, _ = once(port, "/treaties/prk-rus-2024?on=2024-12-10")
    return {
        "entries": entries,
        "filled_s": filled,
        "opened_s": opened,
        "ledger_page_s": shown / 1000,
        "first_treaty_page_s": treaty / 1000,
        "next_treaty_page_ms": again,
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--entries", type=int, default=1_000_000, help="of the large ledger; 0: none")
    parser.add_argument("--seconds", type=int, default=5, help="how long each page is asked for")
    parser.add_argument("-o", "--output", type=Path, help="write the figures as JSON")
    given = parser.parse_args()
    found: dict[str, Any] = {"client": "wrk" if shutil.which("wrk") else "our own", "pages": {}}
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with served(str(folder / "ledger.sqlite"), folder) as port:
            cold, _ = once(port, PAGES["treaty, bilateral"])
            found["first_request_ms"] = cold
            time.sleep(3)  # the books warm in the background
            for name, path in PAGES.items():
                _, status = once(port, path)
                if status == 404:
                    continue  # a page that this build has not
                found["pages"][name] = loaded(port, path, given.seconds)
                row = found["pages"][name]
                print(
                    f"{name:22} median {row['median_ms']:7.1f} ms   p99 {row['p99_ms']:7.1f} ms   "
                    f"{row['per_second']:7.0f}/s",
                    flush=True,
                )
            for name, path in (("bilateral", "prk-rus-2024"), ("61 parties", "npt-1968")):
                row = found[f"another day each time, {name}"] = days(port, f"/treaties/{path}")
                print(f"another day each time, {name}: {row['median_ms']:.1f} ms, p99 {row['p99_ms']:.1f}")
            found["first_paint_ms"] = first_paint(port)
            print("first paint", found["first_paint_ms"], "ms")
        if given.entries:
            found["large"] = large(given.entries, folder)
            print(json.dumps(found["large"]))
    if given.output:
        given.output.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
