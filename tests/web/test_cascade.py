"""Duties as a graph and cascades step by step; scenarios from anybody are read, bounded and shown inert."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from foedera.book import open_book
from foedera.duties import load_scenario, read_scenario
from foedera.errors import FoederaError
from foedera.web.duties_svg import duties, premises
from foedera.web.pages_cascade import FOLDERS, LONGEST, scenarios

Client = TestClient[Litestar]

LINK = re.compile(r'<g class="link ([a-z_ -]+)" data-a="([A-Z]+)" data-b="([A-Z]+)"><title>([^<]*)</title>')
WIDTH = re.compile(r'class="line" d="[^"]*" stroke-width="([\d.]+)"')
DOCS = Path(__file__).parents[2] / "docs" / "scenarios"


@pytest.mark.parametrize(
    ("attacked", "by", "on"),
    [
        ("KOR", "PRK", "2024-12-10"),
        ("POL", "RUS", "2024-12-10"),
        ("BEL", "DEU", "1914-08-04"),
        ("PRK", "USA", "1990-01-01"),
    ],
)
def test_every_duty_is_an_arrow_of_its_answer(client: Client, attacked: str, by: str, on: str) -> None:
    query = f"attacked={attacked}&by={by}&on={on}"
    told = client.get(f"/api/duties?{query}").json()["duties"]
    page = client.get(f"/duties?{query}").text
    arrows = [(kind, a, b) for kind, a, b, _ in LINK.findall(page)]
    expected = {(f"duty is-{d['engaged']}", d["holder"], d["beneficiary"]) for d in told}
    assert set(arrows) == expected | {("attack", by, attacked)}
    assert max(Counter(arrows).values()) == 1


def test_the_width_of_an_arrow_is_the_firmness() -> None:
    book = open_book(ledger="sqlite:///nowhere-at-all/none.sqlite")
    event = book.event(on=date(1914, 8, 3), attacked="FRA", by="DEU")
    found = book.duties(event)
    drawn = str(duties(event, found, "x", None))
    for part in drawn.split('<g class="link duty')[1:]:
        kind, holder, to = re.match(r' is-([a-z]+)" data-a="(\w+)" data-b="(\w+)"', part).groups()  # type: ignore[union-attr]
        firm = max(
            d.firmness or 0 for d in found if (d.engaged.value, d.holder, d.beneficiary) == (kind, holder, to)
        )
        assert float(WIDTH.search(part).group(1)) == pytest.approx(1 + 0.75 * firm, abs=0.06)  # type: ignore[union-attr]


def test_what_is_not_known_is_listed_with_those_who_wait_for_it(client: Client) -> None:
    book = open_book(ledger="sqlite:///nowhere-at-all/none.sqlite")
    found = book.duties(book.event(on="2024-12-10", attacked="KOR", by="PRK"))
    listed = premises(found)
    assert {w for w, _ in listed} == {
        w for d in found if d.engaged.value in ("unknown", "contested") for w in d.unknown
    }
    page = client.get("/duties?attacked=KOR&by=PRK&on=2024-12-10").text
    assert "What is not known" in page and all(words in page for words, _ in listed)


def test_the_steps_are_those_of_the_command(client: Client) -> None:
    book = open_book(ledger="sqlite:///nowhere-at-all/none.sqlite")
    for name in ("july-1914", "september-1939"):
        played = book.cascade(load_scenario(DOCS / f"{name}.yml"))
        for shown in (1, len(played.steps)):
            page = client.get(f"/cascade?scenario={name}&step={shown}").text
            arrows = [(a, b) for _, a, b, _ in LINK.findall(page)]
            assert arrows == [(s.event.by, s.event.attacked) for s in played.steps[:shown]]
            assert page.count("<p><strong>") == shown
            assert f"step {shown} of {len(played.steps)}" in page


def test_the_file_is_what_the_command_gives(client: Client) -> None:
    book = open_book(ledger="sqlite:///nowhere-at-all/none.sqlite")
    played = book.cascade(load_scenario(DOCS / "july-1914.yml"))
    assert client.get("/cascade.json").json() == played.to_dict()
    own = client.get(f"/cascade.json?yaml={quote(OWN)}").json()
    assert own["steps"][0]["event"]["attacked"] == "KOR"


def test_what_was_done_is_set_beside_the_law_at_the_end_only(client: Client) -> None:
    assert "What the law demanded" in client.get("/cascade").text
    assert "What the law demanded" not in client.get("/cascade?step=2").text


def test_the_wheel_and_the_checkout_hold_the_same_scenarios() -> None:
    assert set(scenarios()) == {path.stem for path in DOCS.glob("*.yml")}
    assert sum(folder.is_dir() for folder in FOLDERS) >= 1


OWN = """
title: "<script>alert(1)</script>"
events:
  - {on: 2024-12-10, attacked: KOR, by: PRK}
happened:
  - {state: USA, did: "<img src=x onerror=alert(1)>"}
"""


def test_a_scenario_of_one_s_own(client: Client) -> None:
    page = client.get(f"/cascade?yaml={quote(OWN)}").text
    assert "North Korea attacks South Korea" in page
    assert "<script>alert" not in page and "<img" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


BOMB = "a: &a [x, x]\n" + "\n".join(
    f"{c}: &{c} [*{p}, *{p}]" for p, c in zip("abcdefghij", "bcdefghijk", strict=True)
)

HOSTILE = {
    "a bomb of aliases": BOMB + "\ntitle: *k\nevents: [{on: 2024-01-01, attacked: KOR, by: PRK}]",
    "an alias": "events: &e [{on: 2024-01-01, attacked: KOR, by: PRK}]\nhappened: *e",
    "an alias of a word": "note: &n hi\ntitle: *n\nevents: [{on: 2024-01-01, attacked: KOR, by: PRK}]",
    "a python object": "!!python/object/apply:os.system ['id']",
    "a tag": "events: !!python/name:os.system ''",
    "deep nesting": "[" * 3000,
    "no YAML": "{",
    "a list": "- 1",
    "nothing": "events: []",
    "odd keys": "events: [{on: 2024-01-01, attacked: KOR, 1: 2, x: y}]\n2: 3\nz: 1",
    "adversaries that are a number": "events: [{on: 2024-01-01, attacked: KOR, by: PRK, adversaries: 7}]",
    "deeds that are a number": "events: [{on: 2024-01-01, attacked: KOR, by: PRK}]\nhappened: 7",
    "honours that are a number": "events: [{on: 2024-01-01, attacked: KOR, by: PRK}]\nhonours: 7",
    "a state that is none": "events: [{on: 2024-01-01, attacked: Atlantisland, by: PRK}]",
    "a date that is none": "events: [{on: [1], attacked: KOR, by: PRK}]",
    "too many events": "events:\n" + "- {on: 2024-01-01, attacked: KOR, by: PRK}\n" * 41,
    "a zero": "events: [{on: 2024-01-01, attacked: KOR, by: PRK}]\n\0",
    "a key that is a list": "? [a]\n: b",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_scenario_is_refused_in_a_line(client: Client, name: str) -> None:
    answer = client.get(f"/cascade?yaml={quote(HOSTILE[name])}")
    assert answer.status_code == 400
    assert "Traceback" not in answer.text


def test_a_chain_too_long_for_a_page_is_refused(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foedera.web.pages_cascade.STEPS", 3)
    answer = client.get("/cascade?scenario=july-1914")
    assert answer.status_code == 400 and "more than 3 steps" in answer.text


def test_a_scenario_too_long_for_an_address_is_refused(client: Client) -> None:
    assert client.get(f"/cascade?yaml={'x' * (LONGEST + 1)}").status_code == 400


@pytest.mark.parametrize("name", [n for n in HOSTILE if n not in ("too many events",)])
def test_the_reader_of_scenarios_refuses_them_too(name: str) -> None:
    with pytest.raises(FoederaError):
        read_scenario(HOSTILE[name].encode(), "scenario", "own")


@pytest.mark.parametrize("path", ["/cascade?scenario=../july-1914", "/cascade?scenario=nothing"])
def test_only_named_scenarios(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


SCRIPTS = re.compile(r'<script src="/static/[a-z.]+\?v=[0-9a-f]{12}" defer></script>')


@pytest.mark.parametrize(
    "path",
    [
        "/map",
        "/map?treaty=npt-1968",
        "/map?state=PRK",
        "/network?year=1980",
        "/cascade",
        "/duties?attacked=KOR&by=PRK",
    ],
)
def test_nothing_is_inline(client: Client, path: str) -> None:
    page = client.get(path).text
    assert re.findall(r"<script[^>]*>.*?</script>", page, re.DOTALL) == SCRIPTS.findall(page)
    assert " style=" not in page and "<style" not in page and not re.search(r"<[^>]*\son\w+=", page)


def test_a_hostile_title_is_shown_inert(tmp_path: Path) -> None:
    from foedera.web import BookOptions, create_app
    from foedera.web.auth import token_hash

    title = "</title></svg><script>alert(1)</script>"
    (tmp_path / "evil-2020.yml").write_text(
        f'id: evil-2020\ntitle: {{en: "{title}"}}\nnature: treaty\nform: bilateral\n'
        "done: {date: 2020-01-01}\nnegotiating: [PRK, RUS]\nconsent: [signature]\n"
        "entry_into_force: {when: signature}\nduration: indefinite\n"
        "obligations: [{type: defense, holders: each, beneficiaries: other, trigger: armed_attack}]\n"
        "acts: [{parties: [PRK, RUS], act: signature, date: 2020-01-01}]\n"
    )
    app = create_app(
        BookOptions(registers=(str(tmp_path),)), token_hash=token_hash("x"),
        today=lambda: date(2026, 11, 23), now=lambda: "2026-11-23T10:00:00+00:00",
    )  # fmt: skip
    with TestClient(app, base_url="http://127.0.0.1") as own:
        for path in ("/map?treaty=evil-2020", "/map?state=PRK", "/network?year=2021", "/map"):
            page = own.get(path).text
            assert "&lt;/title&gt;" in page, path
            assert "<script>alert" not in page, path
        for path in ("/map/on?treaty=evil-2020", "/network/on?year=2021"):
            answer = own.get(path)
            assert answer.headers["content-type"].startswith("application/json")
            assert "<script>alert" not in answer.json()["facts"] + answer.json().get("picture", "")
