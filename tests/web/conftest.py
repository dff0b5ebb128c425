"""A server on the shipped register and an empty ledger, on a fixed day."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import uvicorn
from litestar import Litestar
from litestar.testing import TestClient

from foedera.web import BookOptions, create_app
from foedera.web.auth import token_hash
from foedera.web.server import make, serve

TOKEN = "the-token-of-this-test"
REPORT = (
    "MOSCOW, Nov 9 - President Vladimir Putin ratified the treaty with North Korea, KCNA said on Saturday."
)


@pytest.fixture
def client() -> Iterator[TestClient[Litestar]]:
    app = create_app(
        BookOptions(),
        token_hash=token_hash(TOKEN),
        today=lambda: date(2026, 11, 23),
        now=lambda: "2026-11-23T10:00:00+00:00",
    )
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as found:
        yield found


@pytest.fixture
def live() -> Iterator[Callable[..., str]]:
    """Starts a real server on a free port and gives its address; options are ``create_app``'s."""
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def start(head_patience: float = 10.0, **options: Any) -> str:
        app = create_app(
            BookOptions(),
            token_hash=token_hash(TOKEN),
            today=lambda: date(2026, 11, 23),
            now=lambda: "2026-11-23T10:00:00+00:00",
            **options,
        )
        listening = socket.create_server(("127.0.0.1", 0))
        server = make(app, head_patience)
        thread = threading.Thread(target=lambda: asyncio.run(serve(server, listening)), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        running.append((server, thread))
        return f"http://127.0.0.1:{listening.getsockname()[1]}"

    yield start
    for server, thread in running:
        server.should_exit = True
        thread.join(timeout=20)
