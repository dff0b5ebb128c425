# ruff: noqa: E501 (tables and footnotes stand as they are printed)
"""Two editions of one register through the command line: what changed, and nothing forgotten.

First an invented treaty on which everything happens that can; then the real tables of 2015 and the pages of
2026 for every treaty that both hold.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests.exchange.untc.pages import marks, page

from foedera.cli.app import foedera

BOTH = {"4-2": "cerd", "4-8": "cedaw", "4-11": "crc", "26-3": "cwc"}
OLD = """Participant,"Signature, Succession to signature(d)","Ratification, Accession(a)"
Swaziland,1 Jan 1996,
Iraq,,14 Jan 1999
Chad,,2 Feb 1998 a
Norway,3 Mar 1996,4 Apr 1997
Peru,,5 May 1997
Kenya,,6 Jun 1997 a
"""
LEFT = "On 7 July 2020, the Government of Kenya notified the Secretary-General of its decision to withdraw from the Protocol with effect from 7 July 2021."  # fmt: skip
NEW = page(
    [("Eswatini", "1 Jan 1996", ""), ("Iraq", "", "13 Feb 1999"), ("Chad", "", "2 Feb 1998 a"),
     ("Norway", "3 Mar 1996", ""), (f"Kenya{marks(1)}", "", "[ 6 Jun 1997 a]"), ("Togo", "", "6 Jun 2020 a")],
    stated=(2, 3), header=("Participant", "Signature, Succession to signature(d)", "Ratification, Accession(a)"),
    notes={1: LEFT},
)  # fmt: skip


def run(*args: str) -> str:
    """What the command prints, in this process (each of its own would cost a second)."""
    done = CliRunner().invoke(foedera, args, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture(scope="module", params=["one after the other", "later edition first", "in one import"])
def ledger(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("editions")
    old, new = folder / "30-4-b.csv", folder / "page.html"
    old.write_text(OLD, encoding="utf-8")
    new.write_bytes(NEW)
    url = f"sqlite:///{folder / 'ledger.sqlite'}"
    orders = {
        "one after the other": [[old], [new]],
        "later edition first": [[new], [old]],
        "in one import": [[old, new]],
    }
    for paths in orders[request.param]:
        run("import", "untc", *map(str, paths), "--published", "2015-06-01", "--ledger", url)
    return url


def asked(*args: str) -> Any:
    return json.loads(run(*args, "--json"))


def standing(ledger: str, on: str, known: str) -> dict[str, str]:
    found = asked("status", "mtdsg-XXX-4-b", "--on", on, "--known", known, "--ledger", ledger)
    return {party: state["status"] for party, state in found["parties"].items()}


def test_what_was_known_in_2015_is_answered_as_then(ledger: str) -> None:
    assert standing(ledger, "2015-06-01", "2015-06-01") == {
        "SWZ": "signatory", "IRQ": "contracting", "TCD": "contracting", "NOR": "contracting", "PER": "contracting",
        "KEN": "contracting"}  # fmt: skip


def test_what_is_known_today(ledger: str) -> None:
    found = standing(ledger, "2026-02-03", "2026-02-03")
    assert found["SWZ"] == "signatory"  # under its new name
    # Kenya told so; of Norway and Peru the register only ceased to list the consent.
    assert (found["KEN"], found["NOR"], found["PER"]) == ("former", "former", "former")
    assert found["TGO"] == "party"


def test_a_corrected_date_takes_the_place_of_the_other(ledger: str) -> None:
    def since(known: str) -> tuple[str, list[Any]]:
        question = ("status", "mtdsg-XXX-4-b", "--party", "IRQ", "--on", "1999-02-01")
        found = asked(*question, "--known", known, "--ledger", ledger)
        return found["parties"]["IRQ"]["status"], found["contested"]

    assert since("2015-06-01") == ("contracting", [])
    assert since("2026-02-03") == ("none", [])


def test_nothing_is_forgotten(ledger: str) -> None:
    told = [
        row["summary"] for row in asked("log", "--ledger", ledger)["entries"] if row["kind"] == "statement"
    ]
    assert any("1999-01-14" in words for words in told) and any("1999-02-13" in words for words in told)
    run("verify", "--ledger", ledger)


def test_the_real_tables_of_2015_and_the_pages_of_2026(shared_data: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ledger.sqlite'}"
    tables = [str(shared_data / "entry_into_force" / "mtdsg2015" / f"{name}.csv") for name in BOTH]
    pages = [str(shared_data / "untc" / f"{name}.html") for name in BOTH.values()]
    old = asked("import", "untc", *tables, "--published", "2015-06-01", "--ledger", url)
    new = asked("import", "untc", *pages, "--ledger", url)
    assert old["treaties"] == new["treaties"] and len(new["treaties"]) == 4
    changed = [(n["where"], n["what"]) for n in new["notices"] if "changed: deposit" in n["what"]]
    assert changed == [("cerd-1965: IRQ", "changed: deposit 1970-01-14 → deposit 1970-02-13 (another date)")]
    assert not [n for n in new["notices"] if n["what"].startswith(("vanished", "renamed"))]

    def known(day: str) -> dict[str, Any]:
        return {t: asked("status", t, "--on", day, "--known", day, "--ledger", url) for t in new["treaties"]}

    then, now = known("2015-06-01"), known("2026-02-03")
    assert {t: a["counts"]["parties"] for t, a in then.items()} == {
        "cerd-1965": 177, "cedaw-1979": 188, "crc-1989": 194, "cwc-1992": 190}  # fmt: skip
    assert {t: a["counts"]["parties"] for t, a in now.items()} == {
        "cerd-1965": 182, "cedaw-1979": 189, "crc-1989": 196, "cwc-1992": 193}  # fmt: skip
    entered = {t: (a["in_force"], a["since"]) for t, a in now.items()}
    assert {t: (a["in_force"], a["since"]) for t, a in then.items()} == entered
