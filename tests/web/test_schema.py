"""Whatever is asked of the API, it answers as its OpenAPI document declares, and never with a fault."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from foedera.web import BookOptions, create_app
from foedera.web.auth import token_hash

from .conftest import TOKEN

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed (the extra dev)")


app = create_app(
    BookOptions(ledger="sqlite:///:memory:"),
    token_hash=token_hash(TOKEN),
    today=lambda: date(2026, 11, 23),
    now=lambda: "2026-11-23T10:00:00+00:00",
    writes=10_000,
    hosts=frozenset({"testserver", "localhost"}),
)
schema = schemathesis.openapi.from_asgi("/api/schema/openapi.json", app)
CHECKED = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "ignored_auth",
    "unsupported_method",
)


@schema.parametrize()
@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_every_answer_is_a_declared_one(case: Any) -> None:
    checks = schemathesis.checks.CHECKS.get_by_names(CHECKED)
    case.call_and_validate(checks=checks, headers={"Authorization": f"Bearer {TOKEN}"})
