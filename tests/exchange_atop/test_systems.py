"""Lists of states: reading, carrying on, comparing, and what a damaged list says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import foedera.exchange.systems as systems
from foedera.errors import FoederaError
from foedera.exchange import importer

SAMPLE = Path(systems.__file__).with_name("sample.csv")


def test_a_number_that_changed_hands_stands_once_for_each_state() -> None:
    vietnam = [s for s in systems.load_system(SAMPLE, "cow") if s[0] == 816]
    assert vietnam == [
        (816, "VDVN", date(1954, 7, 21), date(1976, 7, 1)),
        (816, "VNM", date(1976, 7, 2), date(2016, 12, 31)),
    ]


def test_only_members_of_the_last_day_are_carried_on() -> None:
    ends = {(number, state): end for number, state, _, end in systems.load_system(SAMPLE, "cow", extend=True)}
    assert ends[(220, "FRA")] is None
    assert ends[(817, "RVN")] == date(1975, 4, 30)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("1954,6,4", "1954,6,44", [":5", "no day"]),
        ("FRN,220,France,1944", "FRN,2x,France,1944", [":3", "ccode", "2x"]),
        ("1975,4,30", "1953,4,30", [":5", "before it begins"]),
        ("1944,8,25", "1942,8,25", [":3", "twice"]),
        (",endday", "", [":1", "missing", "endday"]),
        ("2016,12,31,2016\nRVN", "2016\nRVN", ["cells", "heading"]),
    ],
)
def test_a_damaged_list_is_named_with_its_line(tmp_path: Path, old: str, new: str, words: list[str]) -> None:
    file = tmp_path / "states.csv"
    text = SAMPLE.read_text()
    assert old in text
    file.write_text(text.replace(old, new))
    with pytest.raises(FoederaError) as fault:
        systems.load_system(file, "cow")
    for word in words:
        assert word in str(fault.value)


@pytest.mark.parametrize(("form", "file"), [("cow-states", "cow_states.csv"), ("gw-states", "gw_states.csv")])
def test_the_published_lists_agree_with_the_states_known_here(
    shared_data: Path, form: str, file: str
) -> None:
    found = importer(form).read(shared_data / "states" / file)
    assert found.notices == ()
    assert found.statements == ()


def test_a_difference_is_reported_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "states.csv"
    file.write_text(SAMPLE.read_text().replace("1944,8,25", "1944,8,26"))
    notices = importer("cow-states").read(file).notices
    assert any(n.where.endswith(":3") and "1944-08-26" in n.what for n in notices)
