# ruff: noqa: E501 (tables of cases stand one a line)
"""Stated values beside computed ones: what is found, what it looks like, what explains it, exit status."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import foedera
from foedera.book.audit import Audit
from foedera.cli.app import foedera as command
from foedera.errors import FoederaError

RECORD = """
id: lighthouses-1990
title: {{en: Convention on Lighthouses}}
nature: treaty
form: multilateral
done: {{date: 1990-01-01, place: Oslo}}
depositary: [NOR]
consent: [ratification, accession]
entry_into_force: {{article: "9", when: {{consents: 2}}, after: {{days: 30}}}}
withdrawal: none
participation: complete
sources:
  nor: {{publisher: Norway, kind: depositary, published: 2001-02-03}}
acts:
  - {{parties: [NOR, SWE], act: deposit, date: 1991-03-01, sources: [nor]}}
  - {{party: DNK, act: accession, date: 1995-05-01, sources: [nor]}}
  - {{party: SVN, act: succession, date: 1992-07-06, sources: [nor]}}
{acts}
checkpoint: {{{point}, as_of: 2001-02-03, source: nor}}
"""
RIGHT = "entry_into_force: 1991-03-31, parties: 4, signatories: 0"
Made = Callable[..., Audit]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    def build(point: str = RIGHT, acts: str = "", **options: Any) -> Audit:
        folder = tmp_path / "records"
        folder.mkdir(exist_ok=True)
        (folder / "lighthouses-1990.yml").write_text(RECORD.format(point=point, acts=acts), encoding="utf-8")
        book = foedera.open(ledger=f"sqlite:///{tmp_path / 'l.sqlite'}", registers=[folder], shipped=False)
        return book.audit(**options)

    return build


def effect(party: str, day: str, note: str = "") -> str:
    said = f", note: {note}" if note else ""
    return f"  - {{party: {party}, act: entry_into_force, date: {day}, sources: [nor]{said}}}"


def test_what_comes_out_even_is_counted_and_not_told(made: Made) -> None:
    found = made(acts=effect("DNK", "1995-05-31"))
    assert (found.compared, found.findings, found.unexplained) == (4, (), 0)


@pytest.mark.parametrize(
    ("point", "field", "stated", "computed", "likely"),
    [
        ("entry_into_force: 1991-04-01", "entry_into_force", "1991-04-01", "1991-03-31", "one day off"),
        ("entry_into_force: 1992-03-31", "entry_into_force", "1992-03-31", "1991-03-31", "agrees in all but the year"),
        ("entry_into_force: 1993-06-15", "entry_into_force", "1993-06-15", "1991-03-31", None),
        ("parties: 5", "parties", "5", "4", None),
        ("signatories: 1", "signatories", "1", "0", None),
        ("not_in_force: true", "entry_into_force", "not in force on 2001-02-03", "1991-03-31", None),
        ("until: 1999-01-01", "until", "1999-01-01", None, None),
    ],
)  # fmt: skip
def test_what_a_register_states_of_the_treaty(
    point: str, field: str, stated: str, computed: str | None, likely: str | None, made: Made
) -> None:
    (finding,) = made(point=point).findings
    assert (finding.subject, finding.field) == ("treaty", field)
    assert (finding.stated, finding.computed) == (stated, computed)
    assert (finding.likely, finding.explained) == (likely, None)
    # Both derivations: who states it and as of when; the rule and the acts behind the computed one.
    assert (finding.source, finding.told) == ("Norway", "stated as at 2001-02-03")
    assert finding.derivation


@pytest.mark.parametrize(
    ("day", "likely"),
    [
        ("1991-03-31", "repeats the treaty's own entry into force; the State consented on 1995-05-01"),
        ("1994-01-02", "lies before the State's consent of 1995-05-01"),
        ("1995-05-01", "is the day of the consent itself, not of its effect"),
        ("1995-06-01", "one day off"),
        ("1995-05-16", "agrees in all but the day"),
        ("1997-10-13", None),
    ],
)  # fmt: skip
def test_what_a_slip_looks_like(day: str, likely: str | None, made: Made) -> None:
    found = made(acts=effect("DNK", day))
    (finding,) = found.findings
    assert (finding.subject, finding.stated, finding.computed) == ("DNK", day, "1995-05-31")
    assert finding.likely == likely
    assert found.unexplained == 1 and "in force for DNK from 1995-05-31" in finding.derivation
    assert "2001-02-03" in (finding.told or "") and finding.statements


def test_a_succession_counted_from_its_notification_is_explained(made: Made) -> None:
    found = made(acts=effect("SVN", "1992-07-06"))
    (finding,) = found.findings
    assert (finding.computed, found.unexplained) == ("1991-06-25", 0)
    assert "VCSSRT 22, 23" in (finding.explained or "")


def test_a_day_that_stands_in_is_not_compared(tmp_path: Path) -> None:
    folder = tmp_path / "records"
    folder.mkdir()
    few = RECORD.format(point="entry_into_force: 1999-01-01", acts="").replace("consents: 2", "consents: 20")
    (folder / "lighthouses-1990.yml").write_text(
        few.replace("participation: complete\n", ""), encoding="utf-8"
    )
    found = foedera.open(ledger=f"sqlite:///{tmp_path / 'l'}", registers=[folder], shipped=False).audit()
    assert (found.compared, found.standing_in) == (0, 1)


def test_a_note_in_the_record_explains(made: Made) -> None:
    found = made(
        acts=effect("DNK", "1995-06-01", "'explained: the gazette counted the day of deposit as the first'")
    )
    assert found.unexplained == 0 and "gazette" in (found.findings[0].explained or "")


def test_a_file_of_explanations(made: Made, tmp_path: Path) -> None:
    file = tmp_path / "explained.yml"
    file.write_text(
        "- {treaty: lighthouses-1990, subject: DNK, stated: 1995-06-01, because: a slip of the gazette}\n"
        "- {treaty: lighthouses-1990, field: parties, stated: 5, because: one left}\n",
        encoding="utf-8",
    )
    found = made(acts=effect("DNK", "1995-06-01"), explained=file)
    assert [f.explained for f in found.findings] == ["a slip of the gazette"]
    assert found.unused == ("lighthouses-1990, treaty: parties 5",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{treaty: x}", "is no list"),
        ("- {treaty: x, stated: 1}", "missing required field `because`"),
        ("- {treaty: x, stated: 1, because: y, colour: red}", "unknown field `colour`"),
        ("- [", "is not YAML"),
    ],
)
def test_a_wrong_file_of_explanations(text: str, words: str, made: Made, tmp_path: Path) -> None:
    file = tmp_path / "explained.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FoederaError, match=words):
        made(explained=file)


def test_what_was_stated_later_is_not_yet_known(made: Made) -> None:
    assert made(point="parties: 5", known="2001-02-02").compared == 0
    assert made(point="parties: 5", known="2001-02-03").compared == 1


@pytest.mark.parametrize(("point", "status"), [(RIGHT, 0), ("parties: 5", 1)])
def test_the_exit_status_tells_whether_any_is_unexplained(
    point: str, status: int, made: Made, tmp_path: Path
) -> None:
    made(point=point)
    done = CliRunner().invoke(command, ["audit", "--only-register", str(tmp_path / "records"), "--json"])
    assert done.exit_code == status
    assert json.loads(done.stdout)["unexplained"] == status
    shown = CliRunner().invoke(command, ["audit", "--only-register", str(tmp_path / "records")])
    assert shown.exit_code == status and ("stated as at 2001-02-03" in shown.stdout) == bool(status)


SLIPS = {
    ("lrtap-heavy-metals-1998", "AUT", "2003-12-29"): "repeats the treaty's own entry into force",
    ("montreal-montreal-1997", "NER", "1999-11-10"): "repeats the treaty's own entry into force",
    ("liability-space-1972", "SLV", "2014-07-02"): "lies before the State's consent",
    ("cites-1973", "LTU", "2002-03-09"): "one day off",
}
"""Slips in the data set of environmental agreements that the rules bring to light."""


def test_a_data_set_against_the_rules(shared_data: Path, tmp_path: Path) -> None:
    book = foedera.open(ledger=f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    report = book.import_files("ieadb", [shared_data / "ieadb" / "members.csv.gz"], at="2026-11-24T00:00:00+00:00", published="2020")  # fmt: skip
    ruled = [t for t in report["treaties"] if not t.startswith("ieadb-")]
    assert len(ruled) == 11
    found = {t: book.audit(t) for t in ruled}
    assert sum(one.compared for one in found.values()) > 1000
    looks = {(f.treaty, f.subject, f.stated): f.likely or "" for one in found.values() for f in one.findings}
    assert {key: looks.get(key, "").startswith(words) for key, words in SLIPS.items()} == dict.fromkeys(
        SLIPS, True
    )
    settled = [f for one in found.values() for f in one.findings if f.explained]
    assert settled and all("succession" in (f.explained or "") for f in settled)
