"""Take the pictures of the pages: python scripts/screenshots.py [FOLDER] (needs Chromium).

Serves the shipped register on an empty ledger, and takes six pages, light and dark, desktop and phone.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

PAGES = {
    "home": "/",
    "treaty": "/treaties/prk-rus-2024?on=2024-11-20",
    "multilateral": "/treaties/npt-1968?on=2004-06-01",
    "state": "/states/PRK?on=2024-12-10",
    "duties": "/duties?attacked=KOR&by=PRK&on=2024-12-10",
    "map": "/map?treaty=ctbt-1996&on=2020-06-01",
    "network": "/network?year=1980",
    "cascade": "/cascade?step=6",
    "clause": "/clause",
}
SIZES = {"desktop": (1280, 1600), "phone": (390, 1400)}


def main(folder: Path) -> None:
    """Write FOLDER/PAGE-SIZE-SCHEME.png."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("chromium: it is not installed; install Debian's package chromium")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        port = _free()
        arguments = ["--port", str(port), "--ledger", f"{scratch}/l.sqlite", "--token-file", f"{scratch}/t"]
        server = subprocess.Popen([sys.executable, "-m", "foedera", "serve", *arguments])
        try:
            _wait(port)
            for page, path in PAGES.items():
                for size in SIZES:
                    for scheme in ("light", "dark"):
                        target = folder / f"{page}-{size}-{scheme}.png"
                        _picture(chromium, f"http://127.0.0.1:{port}{path}", size, scheme, target, scratch)
                        print(target)
        finally:
            server.terminate()
            server.wait()


def _picture(chromium: str, url: str, size: str, scheme: str, target: Path, scratch: str) -> None:
    width, height = SIZES[size]
    with tempfile.TemporaryDirectory(dir=scratch, ignore_cleanup_errors=True) as profile:
        flags = [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--hide-scrollbars", f"--user-data-dir={profile}", f"--screenshot={target.resolve()}",
        ]  # fmt: skip
        if scheme == "dark":
            flags.append("--blink-settings=preferredColorScheme=0")
        # A window is never narrower than 500: a phone's page is shown in a frame of its width.
        if size == "phone":
            flags.append(f"--window-size={width},{height}")
            flags.append("--force-device-scale-factor=1")
        else:
            flags.append(f"--window-size={width},{height}")
        done = subprocess.run([chromium, *flags, url], capture_output=True, timeout=90, check=False)
    if not target.exists():
        sys.exit(f"chromium: no picture of {url}: {done.stderr.decode(errors='replace')[-300:]}")


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int) -> None:
    for _ in range(100):
        try:
            urlopen(f"http://127.0.0.1:{port}/favicon.ico", timeout=2)
            return
        except OSError:
            time.sleep(0.1)
    sys.exit("foedera serve: it did not open")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "docs" / "pictures")
