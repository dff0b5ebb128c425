"""Each page opens, says what the law says, and keeps the dates of its address."""

from __future__ import annotations

import csv
import io
import re

import msgspec
import pytest
from litestar import Litestar
from litestar.testing import TestClient

import foedera
from foedera.model import seal

from .conftest import REPORT, TOKEN

Client = TestClient[Litestar]

SCRIPTS = re.compile(r'<script src="/static/[a-z.]+\?v=[0-9a-f]{12}"(?: defer| type="module")*></script>')

PAGES = {
    "/": "Search",
    "/?q=Nordkorea": "North Korea",
    "/?q=xqzwv": "Nothing in the register",
    "/treaties/prk-rus-2024?on=2024-11-20": "exchange of instruments of ratification",
    "/treaties/prk-rus-2024?on=2024-12-10": "since 2024-12-04",
    "/treaties/npt-1968?standing=party": "<svg",
    "/states/PRK": "prk-rus-2024",
    "/between": "A state",
    "/between?a=Russia&b=PRK&on=2024-12-10": "Comprehensive Strategic Partnership",
    "/duties": "Show duties",
    "/duties?attacked=KOR&by=PRK&on=2024-12-10": "United States",
    "/conflicts": "Name a state",
    "/conflicts?state=RUS&on=2025-01-01": "on 2025-01-01",
    "/read": "Paste a report",
    "/clause": "final clause",
    "/ledger": "Nothing is recorded yet",
    "/audit": "compared",
    "/session": "Token",
}


@pytest.mark.parametrize(("path", "words"), PAGES.items())
def test_a_page_opens_and_answers(client: Client, path: str, words: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert words in answer.text
    assert '<html lang="en" dir="ltr">' in answer.text
    # Scripts and styles come from files of the server: the policy of every answer forbids all others.
    assert re.findall(r"<script[^>]*>.*?</script>", answer.text, re.DOTALL) == SCRIPTS.findall(answer.text)
    assert " style=" not in answer.text and "<style" not in answer.text
    assert not re.search(r"<[^>]*\son\w+=", answer.text)


def test_links_carry_the_dates(client: Client) -> None:
    page = client.get("/treaties/prk-rus-2024?on=2024-12-10&known=2024-12-31&trust=official").text
    assert "/states/RUS?on=2024-12-10&amp;known=2024-12-31&amp;trust=official" in page


def test_what_was_not_yet_known_is_not_told(client: Client) -> None:
    page = client.get("/treaties/prk-rus-2024?on=2024-12-10&known=2024-06-25").text
    assert "as known on 2024-06-25" in page
    assert "2024-12-04" not in page


def test_parties_by_standing(client: Client) -> None:
    page = client.get("/treaties/ctbt-1996?standing=signatory").text
    table = page.split('id="parties"')[1].split("</table>")[0]
    assert "is-signatory" in table
    assert "is-party" not in table and "is-contracting" not in table


def test_downloads(client: Client) -> None:
    table = client.get("/treaties/npt-1968/parties.csv?on=2004-06-01")
    rows = list(csv.DictReader(io.StringIO(table.text)))
    assert {row["on"] for row in rows} == {"2004-06-01"}
    assert next(row for row in rows if row["state"] == "USA")["status"] == "party"
    calendar = client.get("/treaties/prk-rus-2024/deadlines.ics?on=2024-11-01")
    assert calendar.headers["content-type"].startswith("text/calendar")
    assert "prk-rus-2024: enters into force" in calendar.text


def test_a_head_says_how_long_the_page_would_be(client: Client) -> None:
    for path in ("/treaties/prk-rus-2024?on=2024-11-20", "/api/verify", "/static/foedera.css"):
        head, whole = client.head(path), client.get(path)
        assert head.status_code == 200 and head.content == b""
        assert head.headers["content-length"] == str(len(whole.content))
    assert client.head("/nowhere").status_code == 404


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/treaties/no-such-treaty", 404, "no treaty"),
        ("/states/Atlantisland", 404, "no state"),
        ("/nowhere", 404, "Not found"),
        ("/treaties/prk-rus-2024?on=yesterday", 400, "on"),
        ("/treaties/prk-rus-2024?on=2024-11", 400, "on"),
        ("/?trust=/etc/passwd", 400, "not a kind of source"),
        ("/between?a=PRK&b=DPRK", 400, "one state"),
        ("/duties?attacked=PRK&by=PRK", 400, "cannot attack itself"),
        ("/ledger?limit=0", 400, "limit"),
    ],
)
def test_a_wrong_address_says_what_is_wrong(client: Client, path: str, status: int, words: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert words in answer.text
    assert "Traceback" not in answer.text


def test_a_clause(client: Client) -> None:
    text = "This Convention shall enter into force on the deposit of the fifth instrument of ratification."
    assert "consents: 5" in client.post("/clause", data={"text": text}).text
    wrong = client.post("/clause", data={"text": "The parties shall be friends."})
    assert wrong.status_code == 400


def test_right_to_left_text_keeps_its_direction(client: Client) -> None:
    page = client.post("/read", data={"text": "روس کے صدر نے معاہدے کی توثیق کر دی۔", "lang": "ur"}).text
    assert '<div class="report" lang="ur" dir="auto"' in page


def test_a_page_is_shown_anew_when_something_was_recorded(client: Client) -> None:
    path = "/treaties/prk-rus-2024?on=2024-11-20"
    before = client.get(path).text
    assert client.get(path).text == before
    body = client.post("/api/read", json={"text": REPORT, "published": "2024-11-09"}).json()
    head = {"Authorization": f"Bearer {TOKEN}"}
    assert client.post("/api/statements", json=body, headers=head).status_code == 201
    assert "ratified the treaty" in client.get(path).text
    # Another language, another date and another day asked about are other pages.
    assert client.get(path + "&lang=fr").text != client.get(path).text
    assert client.get(path, headers={"accept-language": "fr"}).text != client.get(path).text


def test_another_process_s_writing_is_noticed(client: Client) -> None:
    path = "/treaties/prk-rus-2024?on=2024-11-20"
    assert "by another hand" not in client.get(path).text
    book = foedera.open()
    reading = book.read(REPORT.replace("on Saturday", "by another hand"), published="2024-11-09")
    said = [msgspec.structs.replace(s, quote="by another hand") for s in reading.statements]
    book.accept(reading.source, [seal(s) for s in said], at="2026-11-23T10:00:00+00:00")
    assert "by another hand" in client.get(path).text
