"""The network shows the links that the tables of alliances hold, in every form it is asked for."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import networkx
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from foedera.book import open_book
from foedera.book.alliances import alliances
from foedera.panels import OBLIGATIONS
from foedera.web.network_layout import APART, HEIGHT, WIDTH, picture

Client = TestClient[Litestar]

NODE = re.compile(r'<a class="node bloc-\d" [^>]*data-id="([A-Z]+)" aria-label="([^"]+)"')
LINK = re.compile(r'<g class="link is-([a-z]+)" data-a="([^"]+)" data-b="([^"]+)">')


@pytest.fixture(scope="module")
def book() -> object:
    return open_book(ledger="sqlite:///nowhere-at-all/none.sqlite")


@pytest.mark.parametrize("when", [1850, 1914, 1938, 1985, date(1914, 8, 1), date(2020, 1, 1)])
def test_links_are_those_of_the_tables(book: object, when: int | date) -> None:
    start, end = (date(when, 1, 1), date(when, 12, 31)) if isinstance(when, int) else (when, when)
    ours = {
        frozenset((e.a, e.b)): (e.types, ";".join(e.treaties))
        for e in alliances(book, None).links(start, end)
    }
    graph = book.network(when)  # type: ignore[attr-defined]
    theirs = {
        frozenset((a, b)): (tuple(o for o in OBLIGATIONS if data[o]), data["treaties"])
        for a, b, data in graph.edges(data=True)
    }
    assert ours == theirs


@pytest.mark.parametrize("pledge", ["", "all", "defense", "consultation"])
def test_every_state_and_link_is_drawn(client: Client, pledge: str) -> None:
    address = f"year=1914&pledge={pledge}"
    page = client.get(f"/network?{address}").text
    told = client.get(f"/network.json?{address}").json()
    assert sorted(code for code, _ in NODE.findall(page)) == sorted(n["state"] for n in told["nodes"])
    # Each pair is joined by a line, or by lines to one treaty.
    near: dict[str, set[str]] = {}
    for _, a, b in LINK.findall(page):
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    for edge in told["edges"]:
        a, b = edge["state_a"], edge["state_b"]
        assert b in near[a] or near[a] & near[b] & set(edge["treaties"]), edge


def test_only_the_pledges_asked_for(client: Client) -> None:
    links = client.get("/network.json?year=1938&pledge=neutrality").json()["edges"]
    assert links and all(edge["neutrality"] for edge in links)
    fighting = client.get("/network.json?year=1938").json()["edges"]
    assert all(edge["defense"] or edge["offense"] for edge in fighting)


@pytest.mark.parametrize("year", [1890, 1938, 1980])
def test_nobody_stands_on_another_and_all_are_on_the_page(book: object, year: int) -> None:
    links = alliances(book, None).links(date(year, 1, 1), date(year, 12, 31))
    drawn = picture(links, OBLIGATIONS)
    assert drawn.at == picture(links, OBLIGATIONS).at
    spots = [drawn.at[code] for code in drawn.nodes]
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in spots)
    for i, (x, y) in enumerate(spots):
        for u, v in spots[i + 1 :]:
            assert (x - u) ** 2 + (y - v) ** 2 > (APART * 0.75) ** 2


def test_files_say_the_same(client: Client) -> None:
    told = client.get("/network.json?year=1914").json()
    rows = list(csv.DictReader(io.StringIO(client.get("/network.csv?year=1914").text)))
    graph = networkx.parse_graphml(client.get("/network.graphml?year=1914").text)
    pairs = {(e["state_a"], e["state_b"]) for e in told["edges"]}
    assert {(row["state_a"], row["state_b"]) for row in rows} == pairs
    assert {frozenset(edge) for edge in graph.edges} == {frozenset(pair) for pair in pairs}
    assert graph.nodes["DEU"]["name"] == "Germany"
    assert graph.edges["DEU", "AUH"]["treaties"] == next(
        ";".join(e["treaties"]) for e in told["edges"] if {e["state_a"], e["state_b"]} == {"DEU", "AUH"}
    )


def test_blocs_without_networkx_are_connected_parts(
    book: object, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    links = alliances(book, None).links(date(1980, 1, 1), date(1980, 12, 31), ("defense",))
    monkeypatch.setitem(__import__("sys").modules, "networkx", None)
    drawn = picture(links, ("defense",))
    assert not drawn.by_modularity
    assert all(drawn.blocs[e.a] == drawn.blocs[e.b] for e in links)
    assert drawn.blocs["SUHH"] != drawn.blocs["USA"]
    assert "connected parts" in client.get("/network?year=1911").text


def test_the_slider_gets_what_the_page_shows(client: Client) -> None:
    page = client.get("/network?year=1938").text
    part = client.get("/network/on?year=1938").json()
    assert part["picture"] in page and part["facts"].strip() in page


def test_what_was_not_yet_known_is_not_drawn(client: Client) -> None:
    def linked(query: str) -> set[frozenset[str]]:
        told = client.get(f"/network.json?{query}").json()
        return {frozenset((e["state_a"], e["state_b"])) for e in told["edges"]}

    pair = frozenset(("PRK", "RUS"))
    assert pair in linked("on=2024-12-10")
    assert pair not in linked("on=2024-12-10&known=2024-11-30")
    assert pair not in linked("on=2024-11-20")


@pytest.mark.parametrize(
    ("query", "words"),
    [("year=1500", "year"), ("year=soon", "year"), ("pledge=friendship", "no kind of link")],
)
def test_a_wrong_address(client: Client, query: str, words: str) -> None:
    answer = client.get(f"/network?{query}")
    assert answer.status_code == 400 and words in answer.text
