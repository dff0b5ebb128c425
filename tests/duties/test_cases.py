"""Crises that a lawyer or a historian can check, asked of the shipped register.

Each row: what happened, then whose duty to whom under which treaty, and the answer expected. An attack
is without provocation unless the row says otherwise.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

import foedera
from foedera.book import Book
from foedera.dates import Answer
from foedera.duties import Cascade, Duty, load_scenario

SCENARIOS = Path(__file__).resolve().parents[2] / "docs" / "scenarios"
YES, NO, UNKNOWN, CONTESTED = Answer.YES, Answer.NO, Answer.UNKNOWN, Answer.CONTESTED


@cache
def _book() -> Book:
    return foedera.open()


@pytest.fixture(name="book")
def fixture_book() -> Book:
    return _book()


@cache
def _ask(on: str, by: str, attacked: str, facts: tuple[tuple[str, str], ...]) -> tuple[Duty, ...]:
    given: dict[str, Any] = dict(facts)
    known, thing = given.pop("known", None), given.pop("object", None)
    event = _book().event(on=on, by=by, attacked=attacked, **given)
    if thing:
        event = msgspec.structs.replace(event, object=thing)
    return _book().duties(event, known=known)


def ask(on: str, by: str, attacked: str, **facts: str) -> tuple[Duty, ...]:
    return _ask(on, by, attacked, tuple(sorted({"provoked": "no", **facts}.items())))


def duty(duties: tuple[Duty, ...], treaty: str, holder: str, kind: str, article: str | None = None) -> Duty:
    found = [
        d
        for d in duties
        if (d.treaty, d.holder, d.type) == (treaty, holder, kind) and article in (None, d.article)
    ]
    assert found, f"no {kind} of {holder} under {treaty}"
    return min(found, key=lambda d: [YES, CONTESTED, UNKNOWN, NO].index(d.engaged))


# -- July 1914: every row of the table -------------------------------------------------

JULY = [
    # on, by, attacked, facts, treaty, holder, type, expected, firmness
    ("1914-07-28", "AUH", "SRB", {}, "auh-deu-1879", "DEU", "defense", NO, 5),
    ("1914-07-28", "AUH", "SRB", {}, "triple-alliance-1882", "ITA", "defense", NO, 5),
    ("1914-07-30", "RUS", "AUH", {"kind": "mobilization"}, "fra-rus-1892", "FRA", "defense", NO, 5),
    ("1914-07-31", "AUH", "RUS", {"kind": "mobilization"}, "fra-rus-1892", "FRA", "defense", YES, 5),
    ("1914-08-01", "DEU", "RUS", {}, "fra-rus-1892", "FRA", "defense", YES, 5),
    ("1914-08-02", "DEU", "RUS", {}, "deu-otm-1914", "OTM", "defense", YES, 4),
    ("1914-08-03", "DEU", "FRA", {}, "fra-rus-1892", "RUS", "defense", YES, 5),
    ("1914-08-04", "DEU", "BEL", {}, "london-1839", "GBR", "defense", YES, 2),
    ("1914-08-04", "DEU", "BEL", {}, "london-1839", "DEU", "nonaggression", YES, None),
    ("1914-08-03", "DEU", "FRA", {}, "fra-gbr-1912", "GBR", "consultation", YES, 1),
    ("1914-07-28", "AUH", "SRB", {}, "auh-rou-1883", "ROU", "defense", NO, 4),
    ("1914-08-23", "JPN", "DEU", {"place": "Tsingtao"}, "gbr-jpn-1911", "GBR", "defense", NO, 5),
]


@pytest.mark.parametrize(
    ("on", "by", "attacked", "facts", "treaty", "holder", "kind", "expected", "firmness"), JULY
)
def test_july_1914(
    on: str, by: str, attacked: str, facts: dict[str, str], treaty: str, holder: str, kind: str,
    expected: Answer, firmness: int | None,
) -> None:  # fmt: skip
    found = duty(ask(on, by, attacked, **facts), treaty, holder, kind)
    assert (found.engaged, found.firmness) == (expected, firmness)


def test_no_treaty_bound_russia_to_serbia() -> None:
    duties = ask("1914-07-28", "AUH", "SRB")
    assert [d for d in duties if d.holder == "RUS" and d.engaged is not NO] == []


def test_britain_owed_france_no_more_than_consultation() -> None:
    duties = ask("1914-08-03", "DEU", "FRA")
    assert {d.type for d in duties if (d.holder, d.beneficiary) == ("GBR", "FRA")} == {"consultation"}


def test_italys_neutrality_of_1914_broke_no_duty_to_fight() -> None:
    duties = ask("1914-08-01", "DEU", "RUS")
    italian = [d for d in duties if d.holder == "ITA" and d.engaged is YES]
    assert [d.type for d in italian] == ["neutrality"]


def test_the_ottoman_treaty_was_in_force_but_not_yet_known(book: Book) -> None:
    then = ask("1914-08-02", "DEU", "RUS", known="1914-08-02")
    assert "deu-otm-1914" not in {d.treaty for d in then}
    now = duty(ask("1914-08-02", "DEU", "RUS"), "deu-otm-1914", "OTM", "defense")
    assert now.secret_until == "1919"


def test_japan_was_bound_only_if_asian_interests_were_at_stake() -> None:
    unclear = duty(ask("1914-08-23", "DEU", "GBR", place="North Sea"), "gbr-jpn-1911", "JPN", "defense")
    assert unclear.engaged is UNKNOWN
    clear = duty(ask("1914-08-23", "DEU", "GBR", place="Hong Kong"), "gbr-jpn-1911", "JPN", "defense")
    assert clear.engaged is YES


def test_italy_between_two_commitments_in_1915(book: Book) -> None:
    found = book.conflicts(on="1915-05-02", state="ITA", treaty="london-1915")
    broken = [c for c in found if c.kind == "pledge_broken" and c.first.treaty == "triple-alliance-1882"]
    assert {(c.first.beneficiary, c.answer) for c in broken} == {("AUH", YES), ("DEU", YES)}


def test_italys_denunciation_of_may_1915_is_contested(book: Book) -> None:
    assert book.status("triple-alliance-1882", on="1915-05-02").parties["ITA"].in_force is YES
    assert book.status("triple-alliance-1882", on="1915-05-10").parties["ITA"].in_force is CONTESTED


# -- 1939 to 1945 ----------------------------------------------------------------------

POLAND = {"place": "POL"}
WAR = [
    ("1939-09-01", "DEU", "POL", POLAND, "gbr-pol-1939", "GBR", "defense", YES),
    ("1939-09-01", "DEU", "POL", POLAND, "fra-pol-1925", "FRA", "defense", YES),
    ("1939-09-01", "DEU", "POL", POLAND, "deu-ita-1939", "ITA", "offense", YES),
    ("1939-09-01", "DEU", "POL", POLAND, "deu-pol-1934", "DEU", "nonaggression", CONTESTED),
    ("1939-09-17", "SUHH", "POL", POLAND, "gbr-pol-1939", "GBR", "defense", NO),
    ("1939-09-17", "SUHH", "POL", POLAND, "pol-rou-1921", "ROU", "defense", YES),
    ("1939-09-17", "SUHH", "POL", POLAND, "pol-suhh-1932", "SUHH", "nonaggression", CONTESTED),
    ("1939-09-03", "GBR", "DEU", {}, "deu-suhh-1939", "SUHH", "neutrality", YES),
    ("1941-06-22", "DEU", "SUHH", {}, "deu-suhh-1939", "DEU", "nonaggression", YES),
    ("1941-06-22", "DEU", "SUHH", {}, "tripartite-1940", "JPN", "defense", NO),
    ("1941-06-22", "DEU", "SUHH", {}, "jpn-suhh-1941", "JPN", "neutrality", YES),
    ("1941-12-07", "JPN", "USA", {"place": "Pearl Harbor"}, "tripartite-1940", "DEU", "defense", NO),
    ("1941-12-07", "USA", "JPN", {}, "tripartite-1940", "DEU", "defense", YES),
    ("1941-12-08", "GBR", "JPN", {}, "tripartite-1940", "DEU", "defense", NO),
    ("1941-12-08", "SUHH", "JPN", {}, "tripartite-1940", "DEU", "defense", NO),
    ("1945-08-08", "SUHH", "JPN", {}, "jpn-suhh-1941", "SUHH", "nonaggression", YES),
]


@pytest.mark.parametrize(("on", "by", "attacked", "facts", "treaty", "holder", "kind", "expected"), WAR)
def test_the_second_world_war(
    on: str, by: str, attacked: str, facts: dict[str, str], treaty: str, holder: str, kind: str,
    expected: Answer,
) -> None:  # fmt: skip
    assert duty(ask(on, by, attacked, **facts), treaty, holder, kind).engaged is expected


def test_poland_bound_to_peace_with_germany_and_to_help_britain_against_it(book: Book) -> None:
    found = book.conflicts(on="1939-08-26", state="POL")
    pairs = {frozenset((c.first.treaty, c.second.treaty)) for c in found}
    assert frozenset(("gbr-pol-1939", "deu-pol-1934")) in pairs


def test_germanys_pact_with_moscow_broke_its_secret_pledge_to_japan(book: Book) -> None:
    found = book.conflicts(on="1939-08-24", state="DEU", treaty="deu-suhh-1939")
    assert any(c.kind == "pledge_broken" and c.first.treaty == "deu-jpn-1936" for c in found)


# -- 1982 to today ---------------------------------------------------------------------

WARLIKE = {"state_of_war": "yes"}
SINCE = [
    ("1982-04-02", "ARG", "GBR", {"place": "Falkland Islands"}, "north-atlantic-1949", "USA", "defense", NO),
    ("1982-05-01", "GBR", "ARG", {"place": "Malvinas", "happened": "contested"}, "rio-1947", "PER", "defense",
     CONTESTED),
    ("2015-11-13", "SYR", "FRA", {"place": "Paris"}, "lisbon-2007", "DEU", "defense", YES),
    ("2015-11-13", "SYR", "FRA", {"place": "New Caledonia"}, "lisbon-2007", "DEU", "defense", UNKNOWN),
    ("2024-12-04", "UKR", "RUS", {"place": "Kursk", **WARLIKE}, "prk-rus-2024", "PRK", "defense", YES),
    ("2024-12-04", "UKR", "RUS", {"place": "Kursk"}, "prk-rus-2024", "PRK", "defense", UNKNOWN),
    ("2024-05-01", "PRK", "USA", {"place": "KOR", "object": "troops"}, "kor-usa-1953", "KOR", "defense", YES),
    ("2024-05-01", "PRK", "USA", {"place": "KOR"}, "north-atlantic-1949", "GBR", "defense", NO),
    ("2024-05-01", "PRK", "USA", {"place": "KOR"}, "jpn-usa-1960", "JPN", "defense", NO),
    ("2024-05-01", "PRK", "USA", {"place": "Guam"}, "north-atlantic-1949", "GBR", "defense", NO),
    ("2024-05-01", "PRK", "USA", {"place": "Guam"}, "anzus-1951", "AUS", "defense", YES),
    ("2024-05-01", "PRK", "USA", {"place": "Hawaii"}, "north-atlantic-1949", "GBR", "defense", NO),
    ("2024-05-01", "PRK", "USA", {"place": "Alaska"}, "north-atlantic-1949", "GBR", "defense", YES),
    ("2024-05-01", "CHN", "JPN", {"place": "Senkaku Islands"}, "jpn-usa-1960", "USA", "defense", YES),
    ("2024-05-01", "KOR", "JPN", {"place": "Takeshima"}, "jpn-usa-1960", "USA", "defense", NO),
    ("2024-05-01", "CHN", "PHL", {"place": "South China Sea", "object": "coast guard vessel"}, "phl-usa-1951",
     "USA", "defense", YES),
    ("2024-05-01", "CHN", "PHL", {"place": "South China Sea", "object": "fishing vessel"}, "phl-usa-1951",
     "USA", "defense", UNKNOWN),
]  # fmt: skip


@pytest.mark.parametrize(("on", "by", "attacked", "facts", "treaty", "holder", "kind", "expected"), SINCE)
def test_since_1982(
    on: str, by: str, attacked: str, facts: dict[str, str], treaty: str, holder: str, kind: str,
    expected: Answer,
) -> None:  # fmt: skip
    assert duty(ask(on, by, attacked, **facts), treaty, holder, kind).engaged is expected


def test_outside_the_area_of_nato_the_reason_is_the_place() -> None:
    found = duty(ask("2024-05-01", "PRK", "USA", place="Hawaii"), "north-atlantic-1949", "CAN", "defense")
    assert [line for line in found.unmet if "Hawaii lies in the area" in line]


@pytest.mark.parametrize(
    ("treaty", "holder"), [("north-atlantic-1949", "CAN"), ("anzus-1951", "AUS"), ("rio-1947", "BRA")]
)
def test_september_2001(treaty: str, holder: str) -> None:
    """The attacker is given as the state that harboured it: the treaties ask for an armed attack only."""
    assert duty(ask("2001-09-11", "AFG", "USA", place="New York"), treaty, holder, "defense").engaged is YES


def test_new_zealand_is_outside_anzus_toward_the_united_states_since_1986() -> None:
    duties = ask("2001-09-11", "AFG", "USA", place="New York")
    assert "NZL" not in {d.holder for d in duties if d.treaty == "anzus-1951" and d.engaged is YES}


@pytest.mark.parametrize("on", ["2024-08-06", "2024-12-03"])
def test_no_duty_of_north_korea_before_its_treaty_was_in_force(on: str) -> None:
    duties = ask(on, "UKR", "RUS", place="Kursk", **WARLIKE)
    assert "prk-rus-2024" not in {d.treaty for d in duties}


# -- scenarios -------------------------------------------------------------------------


def played(book: Book, name: str) -> Cascade:
    return book.cascade(load_scenario(SCENARIOS / name))


def test_the_july_crisis_played(book: Book) -> None:
    cascade = played(book, "july-1914.yml")
    kept = {c.state: c.kept for c in cascade.comparisons}
    assert kept == {"FRA": YES, "RUS": YES, "GBR": YES, "ITA": YES, "ROU": None, "OTM": NO}
    assert "deu-otm-1914 art. 2 was secret until 1919" in cascade.later_known
    honoured = {line for step in cascade.steps for line in step.honoured}
    assert "FRA → RUS: defense (fra-rus-1892 art. 1)" in honoured
    chain = {(s.event.by, s.event.attacked, s.event.kind) for s in cascade.steps if s.cause is not None}
    assert {("FRA", "DEU", "assistance"), ("FRA", "AUH", "mobilization")} <= chain


def test_september_1939_played(book: Book) -> None:
    cascade = played(book, "september-1939.yml")
    kept = {c.state: c.kept for c in cascade.comparisons}
    assert kept["GBR"] is kept["FRA"] is YES
    assert kept["ITA"] is kept["SUHH"] is NO
    assert any("deu-ita-1939" in line for step in cascade.steps for line in step.refused)


def test_a_scenario_is_played_alike_twice(book: Book) -> None:
    assert played(book, "july-1914.yml").to_dict() == played(book, "july-1914.yml").to_dict()


def test_many_runs_are_seeded_and_keep_what_is_given(book: Book) -> None:
    scenario = load_scenario(SCENARIOS / "july-1914.yml")
    one, two = (book.simulate(scenario, runs=2000, seed=7) for _ in range(2))
    assert one == two
    shares = {(e["by"], e["attacked"]): e["share"] for e in one.events}
    assert shares["DEU", "BEL"] == 1.0
    assert 0.8 < shares["FRA", "DEU"] < 1.0
