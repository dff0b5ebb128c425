"""The main job on the founding report: a page in Urdu becomes statements, a ledger entry and an answer.

Every expectation here is what a careful person takes from that page, and what the law makes of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.acceptance.command import Result, run

Json = dict[str, Any]
REPORT = "news/founding_report.ur.txt"


@pytest.fixture(scope="module")
def reading(request: pytest.FixtureRequest) -> Json:
    path = request.getfixturevalue("shared_data") / REPORT
    result = run("read", str(path), "--published", "2024-11-12", "--json")
    assert result.code == 0, result.err
    return result.json


def acts(reading: Json, **fields: Any) -> list[Json]:
    return [
        s
        for s in reading["statements"]
        if s["kind"] == "act" and all(s[key] == value for key, value in fields.items())
    ]


def claims(reading: Json, topic: str) -> list[Json]:
    return [s for s in reading["statements"] if s["kind"] == "claim" and s["topic"] == topic]


def test_every_quote_stands_where_it_says(reading: Json, shared_data: Path) -> None:
    text = (shared_data / REPORT).read_text("utf-8")
    assert reading["statements"]
    for statement in reading["statements"]:
        assert text[statement["start"] : statement["end"]] == statement["quote"]


def test_the_north_korean_ratification_is_a_domestic_step_said_by_its_agency(reading: Json) -> None:
    (found,) = acts(reading, act="ratification", parties=["PRK"])
    assert (found["step"], found["organ"], found["date"]) == ("domestic", "head_of_state", "2024-11-12")
    assert "KCNA" in found["said_by"]
    assert found["treaty"] == "prk-rus-2024"


def test_the_russian_ratification_is_a_domestic_step(reading: Json) -> None:
    (found,) = acts(reading, act="ratification", parties=["RUS"])
    assert (found["step"], found["organ"], found["date"]) == ("domestic", "head_of_state", "2024-11-09")


def test_the_signature_in_june_is_background(reading: Json) -> None:
    (found,) = acts(reading, act="signature")
    assert sorted(found["parties"]) == ["PRK", "RUS"]
    assert (found["date"], found["role"]) == ("2024-06", "background")


def test_the_banquet_is_no_act(reading: Json) -> None:
    assert not [s for s in reading["statements"] if "ضیافت" in s["quote"]]
    assert not acts(reading, date="2024-06-19")


@pytest.mark.parametrize("clause", ["entry_into_force", "defense", "no_conflicting_treaty"])
def test_what_the_treaty_provides(reading: Json, clause: str) -> None:
    found = [s for s in reading["statements"] if s["kind"] == "clause" and s["clause"] == clause]
    assert len(found) == 1
    if clause == "entry_into_force":
        assert found[0]["rule"]["when"] == "exchange"


def test_two_claims_about_troops_with_their_speakers(reading: Json) -> None:
    found = claims(reading, "troop_deployment")
    quantities = {(s["quantity"]["min"], s["quantity"]["max"]) for s in found if s["quantity"]}
    assert quantities == {(10000, None), (20000, 99999)}
    (exact,) = [s for s in found if s["quantity"]["max"] is None]
    assert sorted(exact["said_by"]) == ["KOR", "UKR", "USA"]
    assert exact["actors"] == ["PRK"]
    (tens,) = [s for s in found if s["quantity"]["max"] == 99999]
    assert "PRK" not in tens["said_by"]


def test_combat_and_casualties_are_claims_of_their_speakers(reading: Json) -> None:
    (combat,) = claims(reading, "combat")
    assert set(combat["said_by"]) >= {"USA", "UKR"}
    assert "Kursk" in combat["place"] or "کرسک" in combat["place"]
    (casualties,) = claims(reading, "casualties")
    assert "UKR" in casualties["said_by"]


def test_the_accused_have_not_answered(reading: Json) -> None:
    (response,) = [s for s in reading["statements"] if s["kind"] == "response"]
    assert response["response"] == "no_comment"
    assert sorted(response["parties"]) == ["PRK", "RUS"]
    assert set(response["about"]) <= {s["id"] for s in reading["statements"] if s["kind"] == "claim"}


def test_provenance_and_photo_credit(reading: Json) -> None:
    source = reading["source"]
    credits = {(c["role"], c["name"]) for c in source["credits"]}
    assert ("photo", "Reuters") in credits
    assert {"KCNA", "VTC News"} <= {name for _, name in credits}
    assert (source["language"], source["published"]) == ("ur", "2024-11-12")


def test_nothing_says_that_it_is_done(reading: Json) -> None:
    assert not [
        s
        for s in acts(reading)
        if s["act"] in ("exchange", "entry_into_force", "deposit") and s["status"] == "done"
    ]


def test_without_a_publication_date_no_year_is_invented(shared_data: Path) -> None:
    result = run("read", str(shared_data / REPORT), "--json")
    dates = {s.get("date") for s in result.json["statements"]} - {None}
    assert "XXXX-11-12" in dates
    assert all(date.startswith("XXXX") for date in dates)


# -- what the law makes of it ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def ledger(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = request.getfixturevalue("shared_data") / REPORT
    url = f"sqlite:///{tmp_path_factory.mktemp('ledger') / 'accepted.sqlite'}"
    assert run("read", str(path), "--published", "2024-11-12", "--accept", "--ledger", url).code == 0
    yield url


@pytest.fixture
def status(ledger: str) -> Callable[..., Json]:
    def ask(treaty: str, *options: str) -> Json:
        result = run("status", treaty, "--ledger", ledger, "--json", *options)
        assert result.code == 0, result.err
        return result.json

    return ask


def test_both_have_ratified_at_home_and_it_is_not_in_force(status: Callable[..., Json]) -> None:
    found = status("prk-rus-2024", "--on", "2024-11-20", "--known", "2024-11-20")
    assert found["in_force"] == "no"
    assert found["missing"] == ["exchange of instruments of ratification"]
    assert found["parties"]["PRK"]["status"] == "signatory"
    assert found["parties"]["RUS"]["status"] == "signatory"
    why = json.dumps(found["why"])
    assert "domestic" in why
    assert "VCLT" in why


def test_the_11_or_12_november_disagreement_is_shown_and_does_not_matter(status: Callable[..., Json]) -> None:
    found = status("prk-rus-2024", "--on", "2024-11-20", "--known", "2024-11-20")
    (dispute,) = [
        c for c in found["contested"] if {v["value"] for v in c["versions"]} >= {"2024-11-11", "2024-11-12"}
    ]
    assert dispute["matters"] is False
    assert "PRK" in dispute["field"]


@pytest.mark.parametrize(
    ("treaty", "on", "answer"),
    [
        ("prk-rus-2024", "2024-12-03", "no"),
        ("prk-rus-2024", "2024-12-04", "yes"),
        ("prk-rus-2000", "2024-12-03", "yes"),
        ("prk-rus-2000", "2024-12-04", "no"),
    ],
)
def test_the_exchange_brings_it_into_force_and_ends_the_old_one(
    status: Callable[..., Json], treaty: str, on: str, answer: str
) -> None:
    assert status(treaty, "--on", on)["in_force"] == answer


def test_asked_about_a_later_day_than_is_known_the_answer_is_projected(status: Callable[..., Json]) -> None:
    found = status("prk-rus-2024", "--on", "2024-12-04", "--known", "2024-11-20")
    assert (found["in_force"], found["projected"]) == ("no", True)


def test_accepting_twice_adds_nothing(ledger: str, shared_data: Path) -> None:
    before = run("log", "--ledger", ledger, "--json").json
    again = run(
        "read", str(shared_data / REPORT), "--published", "2024-11-12", "--accept", "--ledger", ledger
    )
    assert again.code == 0
    assert run("log", "--ledger", ledger, "--json").json == before
    verified: Result = run("verify", "--ledger", ledger, "--json")
    assert (verified.code, verified.json["ok"]) == (0, True)
