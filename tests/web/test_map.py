"""The map says what the law says, of every State, and says what it cannot show."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from foedera import states
from foedera.book import open_book
from foedera.book.ties import bound_by, ties
from foedera.dates import Answer
from foedera.panels import OBLIGATIONS
from foedera.web.atlas import shapes, stand_ins, world

Client = TestClient[Litestar]

SHAPE = re.compile(r'<(path|circle) [^>]*class="is-([a-z_]+)" data-id="([A-Z]+)"><title>([^<]*)</title>')


def drawn(page: str) -> dict[str, str]:
    """Kind by outline."""
    return {code: kind for _, kind, code, _ in SHAPE.findall(page)}


def rows(client: Client, query: str) -> dict[str, dict[str, str]]:
    answer = client.get(f"/map.csv?{query}")
    assert answer.status_code == 200
    return {row["state"]: row for row in csv.DictReader(io.StringIO(answer.text))}


@pytest.mark.parametrize(
    ("treaty", "on"),
    [
        ("npt-1968", "2004-06-01"),
        ("north-atlantic-1949", "2020-01-01"),
        ("north-atlantic-1949", "1960-01-01"),
        ("ctbt-1996", "2020-06-01"),
        ("warsaw-1955", "1970-01-01"),
        ("prk-rus-2024", "2024-11-20"),
        ("prk-rus-2024", "2024-12-10"),
    ],
)
def test_every_standing_of_the_status_is_the_map_s(client: Client, treaty: str, on: str) -> None:
    status = client.get(f"/api/treaties/{treaty}/status?on={on}").json()
    told = rows(client, f"treaty={treaty}&on={on}")
    for code, held in status["parties"].items():
        expected = "contested" if held["in_force"] == "contested" else held["status"]
        assert told[code]["kind"] == expected, code
    bound = [c for c, r in told.items() if r["kind"] in ("party", "suspended")]
    disputed = [c for c, r in told.items() if r["kind"] == "contested"]
    assert len(bound) <= status["counts"]["parties"] <= len(bound) + len(disputed)


def test_each_outline_has_the_colour_of_its_state(client: Client) -> None:
    told = rows(client, "treaty=npt-1968&on=2004-06-01")
    page = client.get("/map?treaty=npt-1968&on=2004-06-01").text
    kinds = drawn(page)
    for shape in shapes(date(2004, 6, 1), frozenset(told)):
        if shape.state is not None:
            assert kinds[shape.id] == told[shape.state]["kind"], shape.id


def test_what_is_not_recorded_is_unknown_and_not_none(client: Client) -> None:
    partial = drawn(client.get("/map?treaty=npt-1968&on=2004-06-01").text)
    assert partial["BRA"] == "unknown"
    complete = drawn(client.get("/map?treaty=north-atlantic-1949&on=2020-01-01").text)
    assert complete["BRA"] == "none" and complete["FRA"] == "party"


@pytest.mark.parametrize(
    ("query", "state", "outline"),
    [
        ("treaty=warsaw-1955&on=1970-01-01", "SUHH", "KAZ"),
        ("treaty=warsaw-1955&on=1970-01-01", "CSHH", "SVK"),
        ("state=AUH&on=1914-07-01", "AUH", "HUN"),
        ("state=OTM&on=1914-10-01", "OTM", "TUR"),
        ("state=YUCS&on=1938-01-01", "YUCS", "SVN"),
    ],
)
def test_stand_ins_are_named(client: Client, query: str, state: str, outline: str) -> None:
    page = client.get(f"/map?{query}").text
    name, of = states.name_of(state), states.name_of(outline)
    assert f"{of} (standing in for {name})" in page
    note = next(line for line in re.findall(r'<li class="stand-in">(.*?)</li>', page) if name in line)
    assert of in note
    assert "Borders are drawn as they run today" in page


def test_a_state_that_no_outline_fits_is_a_point(client: Client) -> None:
    page = client.get("/map?treaty=warsaw-1955&on=1970-01-01").text
    assert drawn(page)["DDDE"] == "party"
    assert "German Democratic Republic: drawn as a point" in page


def test_states_not_on_the_map_are_listed(client: Client) -> None:
    page = client.get("/map?treaty=npt-1968&on=2004-06-01").text
    assert "Czechoslovakia" in page.split("Not on the map:")[1].split("</li>")[0]


@pytest.mark.parametrize(
    "day", ["2026-01-01", "1991-12-20", "1970-01-01", "1938-01-01", "1914-07-01", "1820-01-01"]
)
def test_every_state_of_the_day_is_drawn(day: str) -> None:
    on = date.fromisoformat(day)
    there = {shape.state for shape in shapes(on)}
    missing = [
        s.id for s in states.all_states() if states.exists(s.id, on) is Answer.YES and s.id not in there
    ]
    assert missing == []


def test_stand_ins_name_states_and_outlines_that_are() -> None:
    for entry in stand_ins():
        assert set(entry.outlines) <= set(world().outlines), entry
        spells = states.get(entry.state).existence
        for day in filter(None, (entry.start, entry.end)):
            assert any(spell.covers(day) for spell in spells), entry


@pytest.mark.parametrize(
    ("state", "on"),
    [
        ("DEU", "1914-07-01"),
        ("SUHH", "1970-01-01"),
        ("USA", "2020-01-01"),
        ("PRK", "2026-01-01"),
        ("FRA", "1938-01-01"),
    ],
)
def test_pledges_to_a_state_are_those_of_the_network(state: str, on: str) -> None:
    book = open_book(ledger="sqlite:///nowhere-at-all/none.sqlite")
    found = ties(book, state, date.fromisoformat(on))
    sure = {o: {t.type for t in held if t.answer is Answer.YES} for o, held in found.items()}
    graph = book.network(on)
    other = {
        (b if a == state else a): {name for name in OBLIGATIONS if data[name]}
        for a, b, data in graph.edges(state, data=True)
    }
    assert sure == other


@pytest.mark.parametrize("on", ["1914-07-01", "1938-10-01", "1970-01-01", "2004-06-01", "2024-12-10"])
def test_who_is_bound_is_what_the_status_says(on: str) -> None:
    book = open_book(ledger="sqlite:///nowhere-at-all/none.sqlite")
    for treaty in book.register.ids():
        if not book.record(treaty).is_treaty:
            continue
        status = book.status(treaty, on=on)
        assert bound_by(book, treaty, date.fromisoformat(on), None) == {
            code: held.in_force for code, held in status.parties.items()
        }, treaty


def test_a_state_s_map(client: Client) -> None:
    told = rows(client, "state=AUH&on=1914-07-01")
    assert told["AUH"]["kind"] == "self"
    assert told["DEU"]["kind"] == "defense" and "auh-deu-1879" in told["DEU"]["treaties"]
    assert told["FRA"]["kind"] == "none"


def test_both_files_say_the_same(client: Client) -> None:
    query = "state=AUH&on=1914-07-01"
    told = client.get(f"/map.json?{query}").json()
    table = rows(client, query)
    assert {row["state"]: row["kind"] for row in told["states"]} == {c: r["kind"] for c, r in table.items()}
    assert "CZE" in told["stand_ins"]["AUH"]
    ally = next(row for row in told["states"] if row["state"] == "DEU")
    assert {tie["treaty"] for tie in ally["ties"]} == set(table["DEU"]["treaties"].split("; "))


def test_the_slider_gets_what_the_page_shows(client: Client) -> None:
    for query in ("treaty=npt-1968&on=2004-06-01", "state=SUHH&on=1970-01-01"):
        page = client.get(f"/map?{query}").text
        part = client.get(f"/map/on?{query}").json()
        found = {
            code + ("" if tag == "path" else "."): [kind, title.replace("&#39;", "'").replace("&amp;", "&")]
            for tag, kind, code, title in SHAPE.findall(page)
        }
        assert found == part["shapes"]
        assert part["facts"].strip() in page


def test_earlier_and_later_changes_are_links(client: Client) -> None:
    page = client.get("/map?treaty=prk-rus-2024&on=2024-11-20").text
    assert 'rel="prev" href="/map?treaty=prk-rus-2024&amp;on=2024-06-19"' in page
    assert 'rel="next" href="/map?treaty=prk-rus-2024&amp;on=2024-12-04"' in page


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("treaty=no-such-treaty", 404, "no treaty"),
        ("state=Atlantisland", 404, "no state"),
        ("treaty=npt-1968&area=moon", 400, "no region"),
        ("treaty=npt-1968&on=2004", 400, "on"),
    ],
)
def test_a_wrong_address(client: Client, query: str, status: int, words: str) -> None:
    answer = client.get(f"/map?{query}")
    assert (answer.status_code, words in answer.text) == (status, True)


def test_the_language_of_the_page_names_the_states(client: Client) -> None:
    page = client.get("/map?state=SUHH&on=1970-01-01&lang=ur").text
    assert '<html lang="ur" dir="rtl">' in page
    assert states.name_of("CHN", "ur") in page
