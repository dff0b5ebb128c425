"""The founding report and the labelled sentences beside the project, where they are present."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from foedera.reader import Reading, read
from foedera.register import Register


def _read(shared_data: Path, published: str | None) -> Reading:
    report = shared_data / "news" / "founding_report.ur.txt"
    if not report.is_file():
        pytest.skip("the founding report is not among the shared data")
    return read(report.read_bytes(), published=published, register=Register())


def _one(reading: Reading, **wanted: Any) -> dict[str, Any]:
    found = [
        s
        for s in (x.to_dict() for x in reading.statements)
        if all(
            (set(s.get(k) or ()) == set(v) if isinstance(v, list) else s.get(k) == v)
            for k, v in wanted.items()
        )
    ]
    assert len(found) == 1, (wanted, found)
    return found[0]


def test_acts(shared_data: Path) -> None:
    reading = _read(shared_data, "2024-11-12")
    assert sum(s.to_dict()["kind"] == "act" for s in reading.statements) == 3
    decree = _one(reading, act="ratification", parties=["PRK"])
    assert decree["step"] == "domestic" and decree["organ"] == "head_of_state"
    assert (
        decree["date"] == "2024-11-12"
        and decree["said_by"] == ["KCNA"]
        and decree["treaty"] == "prk-rus-2024"
    )
    law = _one(reading, act="ratification", parties=["RUS"])
    assert (law["step"], law["organ"], law["date"]) == ("domestic", "head_of_state", "2024-11-09")
    signed = _one(reading, act="signature")
    assert (
        set(signed["parties"]) == {"PRK", "RUS"}
        and signed["date"] == "2024-06"
        and signed["role"] == "background"
    )
    assert {s.treaty for s in reading.statements if s.to_dict()["kind"] in ("act", "clause")} == {
        "prk-rus-2024"
    }


def test_clauses(shared_data: Path) -> None:
    reading = _read(shared_data, "2024-11-12")
    assert _one(reading, clause="entry_into_force")["rule"] == {"when": "exchange"}
    assert _one(reading, clause="defense")["flags"]
    _one(reading, clause="no_conflicting_treaty")


def test_claims_and_responses(shared_data: Path) -> None:
    reading = _read(shared_data, "2024-11-12")
    more = _one(reading, topic="troop_deployment", quantity={"min": 10000, "max": None, "unit": "troops"})
    assert set(more["said_by"]) == {"KOR", "USA", "UKR"} and more["actors"] == ["PRK"]
    tens = _one(reading, topic="troop_deployment", quantity={"min": 20000, "max": 99999, "unit": "troops"})
    assert set(tens["said_by"]) == {"KOR", "USA", "UKR"} and tens["actors"] == ["PRK"]
    assert any("implausible" in flag for flag in tens["flags"])
    assert _one(reading, topic="combat")["said_by"] == ["USA", "UKR"]
    assert _one(reading, topic="combat")["place"] == "Kursk"
    assert _one(reading, topic="casualties")["said_by"] == ["UKR"]
    assert set(_one(reading, topic="military_cooperation")["said_by"]) == {"KOR", "USA", "UKR"}
    silent = _one(reading, response="no_comment")
    assert set(silent["parties"]) == {"RUS", "PRK"} and {more["id"], tens["id"]} <= set(silent["about"])


def test_provenance(shared_data: Path) -> None:
    credits = [(c.role, c.name) for c in _read(shared_data, "2024-11-12").source.credits]
    assert (
        ("agency", "KCNA") in credits
        and ("origin", "VTC News") in credits
        and ("photo", "Reuters") in credits
    )


def test_no_year_is_invented(shared_data: Path) -> None:
    reading = _read(shared_data, None)
    assert _one(reading, act="ratification", parties=["PRK"])["date"] == "XXXX-11-12"
    dates = [s.to_dict().get("date") for s in reading.statements]
    assert all(d is None or d.startswith("XXXX") for d in dates)
    assert _one(reading, act="signature")["role"] == "background"
