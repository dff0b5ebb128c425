"""Take the pictures of the pages: python scripts/screenshots.py [FOLDER] (needs Chromium and the extra dev).

Serves the shipped register on an empty ledger, and takes eight pages, light and dark, desktop and phone. Made
small: a picture in the docs is to be looked at, not measured.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import Any

PAGES = {
    "home": "/",
    "treaty": "/treaties/prk-rus-2024?on=2024-11-20",
    "state": "/states/PRK?on=2024-12-10",
    "duties": "/duties?attacked=KOR&by=PRK&on=2024-12-10",
    "read": "/read?on=2024-11-20",
    "map": "/map?state=DEU&on=1914-07-01&area=europe",
    "network": "/network?year=1980",
    "cascade": "/cascade?step=6",
}
SIZES = {"desktop": (1200, 900), "phone": (390, 780)}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def main(folder: Path) -> None:
    """Write FOLDER/PAGE-SIZE-SCHEME.png."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("chromium: it is not installed; install Debian's package chromium")
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as running:
        arguments = ["--port", "0", "--ledger", f"{scratch}/l.sqlite", "--token-file", f"{scratch}/t"]
        server = subprocess.Popen(
            [sys.executable, "-u", "-m", "foedera", "serve", *arguments], stdout=subprocess.PIPE, text=True
        )
        assert server.stdout is not None
        address = re.search(r"http://\S+", server.stdout.readline())
        assert address is not None, "foedera serve: it did not open"
        browser = running.chromium.launch(executable_path=chromium, args=FLAGS)
        try:
            for size, (width, height) in SIZES.items():
                for scheme in ("light", "dark"):
                    context = browser.new_context(
                        viewport={"width": width, "height": height},
                        color_scheme=scheme,
                        locale="en",
                        base_url=address.group(),
                    )
                    for name, path in PAGES.items():
                        page = context.new_page()
                        page.goto(path)
                        if name == "read":
                            _paste(page)
                        page.wait_for_load_state("networkidle")
                        target = folder / f"{name}-{size}-{scheme}.png"
                        target.write_bytes(_small(page.screenshot()))
                        page.close()
                        print(target, target.stat().st_size)
                    context.close()
        finally:
            browser.close()
            server.terminate()
            server.wait()


def _paste(page: Any) -> None:
    """The bundled report in Urdu, read."""
    report = (files("foedera.reader") / "examples" / "report.ur.txt").read_text("utf-8")
    form = page.locator("form.paste:not(.drop)")
    form.locator("textarea").fill(report)
    form.locator("input[name=published]").fill("2024-11-12")
    form.locator("button").click()
    page.wait_for_selector("mark")


def _small(picture: bytes) -> bytes:
    """The picture in 64 colours."""
    from PIL import Image

    out = io.BytesIO()
    reduced = Image.open(io.BytesIO(picture)).convert("RGB").quantize(64, dither=Image.Dither.NONE)
    reduced.save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "docs" / "pictures")
