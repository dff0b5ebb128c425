"""The command itself served on the shipped register and an empty ledger, and Debian's Chromium before it.

Without Chromium these tests are skipped; where ``CI`` is set they fail instead, for there it is installed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

# Debian's build without a sandbox of its own, and nothing of what a browser asks the world by itself.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Served(NamedTuple):
    """``token``: what recording needs."""

    address: str
    token: str


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        sync_playwright = None  # type: ignore[assignment]
    if found is None or sync_playwright is None:
        lacking = "Chromium" if found is None else "playwright"
        if os.environ.get("CI"):
            pytest.fail(f"{lacking} is not installed: scripts/test installs it where it may")
        pytest.skip(f"{lacking} is not installed (Debian's package chromium; pip install playwright)")
    with sync_playwright() as running:
        opened = running.chromium.launch(executable_path=found, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder: Path = tmp_path_factory.mktemp("serve")
    arguments = [
        "serve",
        "--port",
        "0",
        "--ledger",
        str(folder / "l.sqlite"),
        "--token-file",
        str(folder / "t"),
    ]
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "foedera", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "FOEDERA_CACHE": str(folder / "cache")},
    )
    assert process.stdout is not None
    said = process.stdout.readline() + process.stdout.readline()
    address = re.search(r"http://\S+", said)
    token = re.search(r"this once: (\S+)", said)
    assert address and token, said
    yield Served(address.group().rstrip("/"), token.group(1))
    process.terminate()
    process.wait(timeout=20)


class Watch:
    """What a page asked for and complained about."""

    def __init__(self, page: Any, home: str) -> None:
        self.page, self.complaints, self.outside = page, [], []  # type: ignore[var-annotated]
        page.on(
            "console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        page.on("requestfailed", lambda r: self.complaints.append(f"failed: {r.url}"))
        page.on("request", lambda r: None if r.url.startswith(home) else self.outside.append(r.url))

    def clean(self) -> None:
        assert self.complaints == []
        assert self.outside == []


@pytest.fixture
def tab(chromium: Any, served: Served) -> Iterator[Callable[..., Any]]:
    """Opens a page: ``tab(width=…, scheme=…, scripts=…, lang=…)``; every one is watched to its end."""
    opened: list[tuple[Any, Watch]] = []

    def open_tab(
        width: int = 1280, height: int = 900, scheme: str = "light", scripts: bool = True, lang: str = "en"
    ) -> Any:
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=scripts,
            locale=lang,
            base_url=served.address,
        )
        page = context.new_page()
        opened.append((context, Watch(page, served.address)))
        return page

    yield open_tab
    for context, watch in opened:
        context.close()
        watch.clean()
