"""The API gives what the commands give, and declares what it answers."""

from __future__ import annotations

from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

import foedera

from .conftest import REPORT, TOKEN

Client = TestClient[Litestar]
BEARER = {"Authorization": f"Bearer {TOKEN}"}


def test_status_is_the_commands(client: Client) -> None:
    found = client.get("/api/treaties/prk-rus-2024/status?on=2024-11-20&between=PRK,RUS").json()
    book = foedera.open()
    assert found == book.status("prk-rus-2024", on="2024-11-20", between=("PRK", "RUS")).to_dict()


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/api/treaties?state=RUS&in_force=true", "treaties"),
        ("/api/treaties/prk-rus-2024/timeline", "spells"),
        ("/api/duties?attacked=KOR&by=PRK", "duties"),
        ("/api/conflicts?state=PRK", "conflicts"),
        ("/api/states?name=Korea", "states"),
        ("/api/log", "entries"),
        ("/api/verify", "ok"),
        ("/api/audit?treaty=npt-1968", "findings"),
    ],
)
def test_reading_is_open(client: Client, path: str, key: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert key in answer.json()


def test_clause_and_read(client: Client) -> None:
    text = "This Convention shall enter into force on the deposit of the fifth instrument of ratification."
    assert client.post("/api/clause", json={"text": text}).json()["rule"] == {
        "entry_into_force": {"when": {"consents": 5}}
    }
    found = client.post("/api/read", json={"text": REPORT, "published": "2024-11-09"}).json()
    assert found["statements"][0]["act"] == "ratification"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/treaties/none-such/status", 404),
        ("/api/treaties/prk-rus-2024/status?between=PRK", 400),
        ("/api/duties", 400),
        ("/api/duties?attacked=KOR&by=PRK&requested=perhaps", 400),
        ("/api/conflicts", 400),
        ("/api/states", 400),
        ("/api/states?name=1234567", 404),
        ("/api/log?limit=x", 400),
        ("/api/none", 404),
    ],
)
def test_a_fault_is_a_problem_document(client: Client, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json()["status"] == status and answer.json()["detail"]


def _read(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = client.post("/api/read", json={"text": REPORT, "published": "2024-11-09"}).json()
    return found


def test_writing_needs_the_token(client: Client) -> None:
    body = _read(client)
    assert client.post("/api/statements", json=body).status_code == 401
    wrong = {"Authorization": "Bearer not-the-token"}
    assert client.post("/api/statements", json=body, headers=wrong).status_code == 403
    assert client.get("/api/log").json()["entries"] == []


def test_what_is_written_is_in_the_log_and_changes_the_treaty(client: Client) -> None:
    body = _read(client)
    answer = client.post("/api/statements", json=body, headers=BEARER)
    assert answer.status_code == 201
    assert answer.json()["added"] == len(body["statements"])
    again = client.post("/api/statements", json=body, headers=BEARER).json()
    assert again == {"added": 0, "skipped": len(body["statements"])}
    assert body["statements"][0]["id"] in {entry["id"] for entry in client.get("/api/log").json()["entries"]}
    assert client.get("/api/verify").json()["ok"]
    assert "ratified the treaty" in client.get("/treaties/prk-rus-2024").text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"quote": "never said"}, "not the hash"),
        ({"id": "", "date": "the ninth"}, "date"),
        ({"id": "", "parties": ["ZZZ"]}, "ZZZ"),
        ({"id": "", "act": "friendship"}, "friendship"),
        ({"id": "", "source": "another"}, "another source"),
    ],
)
def test_a_statement_that_is_not_right_is_not_recorded(
    client: Client, change: dict[str, Any], words: str
) -> None:
    body = _read(client)
    body["statements"][0].update(change)
    answer = client.post("/api/statements", json=body, headers=BEARER)
    assert answer.status_code == 400
    assert words in answer.text
    assert client.get("/api/log").json()["entries"] == []


@pytest.mark.parametrize(
    "change", [{"lang": "../../x"}, {"format": "warc"}, {"published": "soon"}, {"text": 7}, {"more": 1}]
)
def test_a_report_that_cannot_be_read_is_refused(client: Client, change: dict[str, Any]) -> None:
    assert client.post("/api/read", json={"text": REPORT, **change}).status_code == 400


def test_the_document_declares_every_error(client: Client) -> None:
    paths = client.get("/api/schema/openapi.json").json()["paths"]
    assert set(paths["/api/statements"]["post"]["responses"]) == {
        "201",
        "400",
        "401",
        "403",
        "408",
        "413",
        "429",
    }
    assert set(paths["/api/treaties/{treaty}/status"]["get"]["responses"]) == {"200", "400", "404"}
