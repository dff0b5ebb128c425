"""The member level of ATOP as columns: what each cell becomes, and what a damaged file says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import foedera.exchange.atop as atop
from foedera.errors import FoederaError

SAMPLE = Path(atop.__file__).with_name("sample.csv")


def rows() -> list[dict[str, object]]:
    return list(atop.load_members(SAMPLE).iter_rows(named=True))


def test_days_flags_and_conditions() -> None:
    first = rows()[0]
    assert (first["alliance"], first["phase"], first["cow"]) == (9001, 1, 200)
    assert (first["lo"], first["hi"]) == (date(1900, 3, 1), date(1904, 6, 30))
    assert first["owes"] == 1 | 16  # defense and consultation
    assert first["conditions"] == 1  # defense_adversary
    assert not first["open"]


def test_a_missing_day_stays_open_between_its_first_and_last_possibility() -> None:
    third = rows()[2]
    assert (third["lo"], third["lo_sure"]) == (date(1902, 5, 1), date(1902, 5, 31))
    fourth = rows()[3]
    assert (fourth["hi_sure"], fourth["hi"]) == (date(1910, 8, 1), date(1910, 8, 31))


def test_an_open_membership_ends_with_the_coding_and_not_later() -> None:
    last = rows()[-1]
    assert last["open"] and last["hi"] == date(2018, 12, 31)


def test_reading_twice_gives_the_same() -> None:
    assert atop.load_members(SAMPLE).equals(atop.load_members(SAMPLE))


def edited(tmp_path: Path, change: dict[tuple[int, str], str]) -> Path:
    lines = [line.split(",") for line in SAMPLE.read_text().splitlines()]
    for (line, column), value in change.items():
        lines[line - 1][lines[0].index(column)] = value
    file = tmp_path / "atop.csv"
    file.write_text("\n".join(",".join(line) for line in lines) + "\n")
    return file


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({(3, "yrent"): "19oo"}, [":3", "yrent", "19oo"]),
        ({(4, "member"): ""}, [":4", "member", "nothing"]),
        ({(5, "defense"): "2"}, [":5", "neither 0 nor 1"]),
        ({(2, "yrexit"): "1899"}, [":2", "leaves before it enters"]),
        ({(2, "yrent"): "19000"}, [":2", "year of entry"]),
        ({(2, "yrexit"): "2044"}, [":2", "year of exit"]),
        ({(2, "moent"): "13"}, [":2", "month"]),
        ({(2, "moent"): "2", (2, "dayent"): "30"}, [":2", "no calendar"]),
        ({(2, "dayexit"): "32"}, [":2", "day"]),
        ({(6, "phase"): "-1"}, [":6", "phase"]),
        ({(6, "atopid"): "0"}, [":6", "alliance number"]),
        ({(1, "yrexit"): "exit"}, [":1", "lacks", "yrexit"]),
    ],
)
def test_a_wrong_cell_is_named_with_its_line(
    tmp_path: Path, change: dict[tuple[int, str], str], words: list[str]
) -> None:
    with pytest.raises(FoederaError) as fault:
        atop.load_members(edited(tmp_path, change))
    for word in words:
        assert word in str(fault.value)
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", ["empty"]),
        (b"a,b\n1,2\n", [":1", "lacks", "atopid"]),
        (b"PK\x03\x04\x00\x00", ["binary"]),
        (SAMPLE.read_bytes()[:-60], ["fields where the header has"]),
        (SAMPLE.read_bytes().replace(b"9002,2,", b"9002,2,7,7,", 1), ["fields where the header has"]),
        (SAMPLE.read_bytes().split(b"\n", 1)[0] + b"\n", ["no rows"]),
        (SAMPLE.read_bytes().replace(b"9002", b"\xff\xfe", 1), ["UTF-8"]),
    ],
)
def test_a_file_that_is_torn_or_something_else(tmp_path: Path, content: bytes, words: list[str]) -> None:
    file = tmp_path / "atop.csv"
    file.write_bytes(content)
    with pytest.raises(FoederaError) as fault:
        atop.load_members(file)
    for word in words:
        assert word in str(fault.value)


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(FoederaError, match="cannot be read"):
        atop.load_members("nowhere.csv")


def test_the_vocabularies_of_importer_and_tables_agree() -> None:
    from foedera.panels import CONDITIONS, OBLIGATIONS

    assert tuple(atop.OBLIGATIONS) == OBLIGATIONS
    assert tuple(atop.CONDITIONS) == CONDITIONS
