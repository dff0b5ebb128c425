"""An attack that is only alleged makes duties contested, with the speakers on each side."""

from __future__ import annotations

from pathlib import Path

from tests.acceptance.command import run

REPORT = (
    "Poland said on Monday that Russian forces attacked Estonia near Narva. Russia denied the accusation."
)


def test_a_claim_in_the_ledger_is_a_contested_event(tmp_path: Path) -> None:
    ledger = ("--ledger", f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    recorded = run("read", "-", "--published", "2025-06-10", "--accept", *ledger, stdin=REPORT.encode())
    assert recorded.code == 0, recorded.err
    (claim,) = [
        e["id"] for e in run("log", "--json", *ledger).json["entries"] if e["summary"].startswith("claim")
    ]
    options = ("--attacked", "EST", "--on", "2025-06-10", "--place", "EST", "--json", *ledger)
    found = run("duties", "--from-claim", claim[:12], *options).json
    assert (found["event"]["by"], found["event"]["said_by"]) == ("RUS", ["POL"])
    assert found["event"]["denied_by"] == ["RUS"]
    engaged = {
        d["engaged"]
        for d in found["duties"]
        if d["treaty"] == "north-atlantic-1949" and d["type"] == "defense"
    }
    assert engaged == {"contested"}


def test_what_is_no_claim_about_force_is_refused(tmp_path: Path) -> None:
    ledger = ("--ledger", f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    result = run("duties", "--from-claim", "abcdef123456", "--on", "2025-06-10", *ledger)
    assert result.code == 1
    assert "no claim in the ledger" in result.err


def test_an_event_without_a_victim_is_refused() -> None:
    result = run("duties", "--by", "RUS", "--on", "2025-06-10")
    assert result.code == 1
    assert "no state is named" in result.err
