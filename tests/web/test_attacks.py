"""Hostile reports, forged forms, wrong tokens, paths that climb: each with its expected answer."""

from __future__ import annotations

from datetime import date

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from foedera.model import Act, Source, seal_source
from foedera.web import BookOptions, create_app
from foedera.web.auth import first_token, token_hash
from foedera.web.render import weblink

from .conftest import REPORT, TOKEN

Client = TestClient[Litestar]
SCRIPT = "<script>alert(1)</script>"


@pytest.mark.parametrize(
    "path", ["/", "/nowhere", "/api/verify", "/api/none", "/static/foedera.css", "/?on=x"]
)
def test_every_answer_forbids_scripts_and_frames(client: Client, path: str) -> None:
    policy = client.get(path).headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy and "script-src 'self';" in policy and "*" not in policy


def test_script_in_title_text_and_quote_is_inert(client: Client) -> None:
    page = client.post("/read", data={"text": f"{SCRIPT} {REPORT}", "url": f'"><img src=x>{SCRIPT}'}).text
    assert SCRIPT not in page and "<img" not in page
    assert "&lt;script&gt;" in page
    source = seal_source(
        Source(title=SCRIPT, publisher=SCRIPT, url="javascript:alert(1)", language='en" onload="x')
    )
    said = Act(
        act="ratification",
        step="domestic",
        treaty="prk-rus-2024",
        parties=("RUS",),
        quote=SCRIPT,
        note=SCRIPT,
    )
    body = {
        "source": {**_plain(source), "id": ""},
        "statements": [{**said.to_dict(), "treaty_text": SCRIPT}],
    }
    done = client.post("/api/statements", json=body, headers={"Authorization": f"Bearer {TOKEN}"})
    assert done.status_code == 201, done.text
    for path in ("/treaties/prk-rus-2024", "/ledger"):
        page = client.get(path).text
        assert SCRIPT not in page and 'href="javascript' not in page and 'onload="x' not in page
        assert "&lt;script&gt;" in page


def _plain(source: Source) -> dict[str, object]:
    from foedera.model.canonical import as_json

    return as_json(source)


def test_script_in_a_search_is_inert(client: Client) -> None:
    page = client.get("/", params={"q": SCRIPT}).text
    assert SCRIPT not in page and "&lt;script&gt;" in page


@pytest.mark.parametrize(
    "path",
    ["/../etc/passwd", "/treaties/../../etc/passwd", "/treaties/..%2f..%2fetc%2fpasswd", "/static/../app.py",
     "/static/..%2fapp.py", "/treaties/%2e%2e", "/api/treaties/..%2f..%2fx/status", "/treaties/x%00.yml"],
)  # fmt: skip
def test_a_path_that_climbs_leads_nowhere(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_too_large_a_body_is_refused(client: Client) -> None:
    large = "x" * (2 * 1024 * 1024 + 1)
    assert client.post("/api/read", json={"text": large}).status_code == 413
    assert client.post("/read", data={"text": large}).status_code == 413
    chunks = (b"x" * 65536 for _ in range(40))
    assert (
        client.post("/api/read", content=chunks, headers={"content-type": "application/json"}).status_code
        == 413
    )


def test_another_host_is_refused(client: Client) -> None:
    assert client.get("/", headers={"host": "attacker.example"}).status_code == 400
    assert client.get("/", headers={"host": "localhost:8765"}).status_code == 200


def test_a_form_from_another_site_is_refused(client: Client) -> None:
    for origin in ("http://attacker.example", "null", "http://127.0.0.1:1"):
        answer = client.post("/session", data={"token": TOKEN}, headers={"origin": origin})
        assert answer.status_code == 403


def test_accepting_needs_a_session_and_its_own_form(client: Client) -> None:
    form = {"text": REPORT, "published": "2024-11-09"}
    assert "sign in" in client.post("/read", data=form).text
    assert client.post("/accept", data={**form, "keep": "x"}).status_code == 401
    assert client.post("/session", data={"token": "wrong"}).status_code == 403

    signed = client.post("/session", data={"token": TOKEN}, follow_redirects=False)
    assert signed.status_code == 303
    cookie = signed.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie and TOKEN not in cookie

    page = client.post("/read", data=form).text
    csrf = page.split('name="csrf" value="')[1].split('"')[0]
    keep = page.split('name="keep" value="')[1].split('"')[0]
    assert client.post("/accept", data={**form, "keep": keep, "csrf": "0" * 64}).status_code == 403
    assert client.post("/accept", data={**form, "keep": "0" * 64, "csrf": csrf}).status_code == 400
    assert client.get("/api/log").json()["entries"] == []

    done = client.post("/accept", data={**form, "keep": keep, "csrf": csrf})
    assert done.status_code == 200 and "1 added" in done.text
    assert "ratified the treaty" in client.get("/ledger").text

    client.post("/session", data={"leave": "1", "csrf": csrf})
    assert client.post("/accept", data={**form, "keep": keep, "csrf": csrf}).status_code == 401


def test_guessing_tokens_is_slowed() -> None:
    app = create_app(
        BookOptions(),
        token_hash=token_hash(TOKEN),
        today=lambda: date(2026, 11, 23),
        now=lambda: "2026-11-23T10:00:00+00:00",
        writes=3,
    )
    with TestClient(app, base_url="http://127.0.0.1") as client:
        answers = [client.post("/session", data={"token": str(n)}).status_code for n in range(5)]
    assert answers == [403, 403, 403, 429, 429]


def test_the_token_is_kept_by_its_hash_and_shown_once(tmp_path) -> None:  # type: ignore[no-untyped-def]
    place = tmp_path / "deep" / "token"
    kept, token = first_token(place)
    assert token is not None and token not in place.read_text() and token_hash(token) == kept
    assert place.stat().st_mode & 0o077 == 0
    assert first_token(place) == (kept, None)
    assert first_token(place, renew=True)[0] != kept


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://a.example/x", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_become_links(url: str | None, kept: bool) -> None:
    assert (weblink(url) is not None) is kept
