"""The API's answers are the commands' ``--json``, word for word."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from click.testing import CliRunner
from litestar import Litestar
from litestar.testing import TestClient

from foedera.cli.app import foedera

Client = TestClient[Litestar]

SAME = [
    ("status prk-rus-2024 --on 2024-11-20", "/api/treaties/prk-rus-2024/status?on=2024-11-20"),
    (
        "status npt-1968 --on 2004-06-01 --known 2010-01-01 --party PRK",
        "/api/treaties/npt-1968/status?on=2004-06-01&known=2010-01-01&party=PRK",
    ),
    (
        "status vclt-1969 --on 2000-01-01 --between FRA DEU",
        "/api/treaties/vclt-1969/status?on=2000-01-01&between=FRA,DEU",
    ),
    ("timeline prk-rus-2024", "/api/treaties/prk-rus-2024/timeline"),
    ("timeline npt-1968 --known 1990-01-01", "/api/treaties/npt-1968/timeline?known=1990-01-01"),
    ("treaties --on 2020-01-01 --state Ukraine", "/api/treaties?on=2020-01-01&state=Ukraine"),
    (
        "treaties --on 2024-12-10 --between PRK RUS --in-force",
        "/api/treaties?on=2024-12-10&between=PRK,RUS&in_force=true",
    ),
    (
        "duties --attacked KOR --by PRK --on 2024-12-10 --requested yes",
        "/api/duties?attacked=KOR&by=PRK&on=2024-12-10&requested=yes",
    ),
    ("conflicts --state PRK --on 2024-12-10", "/api/conflicts?state=PRK&on=2024-12-10"),
    ("states 北韩", "/api/states?name=北韩"),
    ("audit", "/api/audit"),
    ("verify", "/api/verify"),
    ("log", "/api/log"),
]


def command(line: str) -> Any:
    done = CliRunner().invoke(foedera, [*line.split(), "--json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


@pytest.mark.parametrize(("line", "address"), SAME)
def test_the_same_answer(client: Client, line: str, address: str) -> None:
    assert client.get(address).json() == command(line)


def test_reading_is_the_same(client: Client, tmp_path: Any) -> None:
    text = (files("foedera.reader") / "examples" / "report.ur.txt").read_text("utf-8")
    place = tmp_path / "report.txt"
    place.write_text(text, encoding="utf-8")
    asked = {"text": text, "published": "2024-11-12"}
    found = command(f"read {place} --published 2024-11-12")
    assert client.post("/api/read", json=asked).json() == found
    assert client.post("/api/upload?published=2024-11-12", content=text.encode()).json() == found
    assert client.post("/read.json", data=asked).json() == found


def test_what_was_accepted_is_logged_the_same(client: Client) -> None:
    report = {"text": "Russia's president ratified the treaty with North Korea.", "published": "2024-11-09"}
    body = client.post("/api/read", json=report).json()
    head = {"Authorization": "Bearer the-token-of-this-test"}
    assert client.post("/api/statements", json=body, headers=head).status_code == 201
    assert client.get("/api/log").json() == command("log")
    assert client.get("/api/verify").json() == command("verify")
