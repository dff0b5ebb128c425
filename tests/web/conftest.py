"""A server on the shipped register and an empty ledger, on a fixed day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from foedera.web import BookOptions, create_app
from foedera.web.auth import token_hash

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
