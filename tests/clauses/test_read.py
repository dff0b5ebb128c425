"""Final clauses in words and the rules they state, wording by wording."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from foedera.clauses import explain, read_clause
from foedera.errors import FoederaError

_HERE = Path(__file__).parent
_WORDINGS = yaml.safe_load((_HERE / "wordings.yml").read_text(encoding="utf-8"))
_REFUSALS = yaml.safe_load((_HERE / "refusals.yml").read_text(encoding="utf-8"))
_ALL = [
    pytest.param(case["text"], case["rule"], id=f"{name}-{number}")
    for name, table in _WORDINGS.items()
    for number, case in enumerate(table)
]


@pytest.mark.parametrize(("text", "rule"), _ALL)
def test_a_clause_gives_its_rule(text: str, rule: dict[str, Any]) -> None:
    assert read_clause(text).to_dict() == rule


@pytest.mark.parametrize("case", _REFUSALS, ids=range(len(_REFUSALS)))
def test_what_is_not_understood_is_refused_with_its_words(case: dict[str, str]) -> None:
    with pytest.raises(FoederaError) as refusal:
        read_clause(case["text"])
    assert refusal.value.where == "clause"
    assert case["names"] in str(refusal.value)


def test_a_whole_treaty_is_refused_by_its_length() -> None:
    with pytest.raises(FoederaError, match="more than 100000"):
        read_clause("Treaty " * 150_000)


@pytest.mark.parametrize(("text", "rule"), _ALL[:12])
def test_capitals_line_breaks_and_quotation_marks_change_nothing(text: str, rule: dict[str, Any]) -> None:
    broken = text.replace(" ", "  ").replace("  of  ", "  of\n")
    assert read_clause(f"“{broken}”").rule == rule
    assert read_clause(text.upper()).rule == rule


def test_every_part_names_its_words_in_the_source() -> None:
    text = (
        "The depositary keeps the original. This Convention shall enter into force on the thirtieth day "
        "after the deposit of the twentieth instrument, but not before 1 May 2030. Any Party may withdraw "
        "from it by giving six months' notice to the Depositary."
    )
    reading = read_clause(text)
    by_path = {part.path: part for part in reading.parts}
    assert all(text[p.start : p.end] == p.words for p in reading.parts)
    assert ("entry_into_force.when", "the twentieth instrument") in {(p.path, p.words) for p in reading.parts}
    assert by_path["entry_into_force.after"].words.startswith("on the thirtieth day after")
    assert by_path["withdrawal.notice"].words.startswith("by giving six months' notice")
    lines = explain(reading).splitlines()
    assert any(line.endswith("→ entry_into_force.after") for line in lines)
    assert '"1 May 2030" → entry_into_force.when' in lines


def test_a_delay_of_later_parties_that_equals_the_general_one_is_left_out_and_shown() -> None:
    reading = read_clause(_WORDINGS["later"][1]["text"])
    assert "later_parties" not in reading.rule["entry_into_force"]
    assert any(p.path == "entry_into_force.later_parties" for p in reading.parts)


def test_a_rule_for_later_parties_that_the_text_cuts_off_is_named_and_not_read() -> None:
    text = (
        "1. This Convention shall enter into force on the thirtieth day after the deposit of the sixth "
        "instrument of ratification. 2. For each State ratifying it thereafter, the Convention shall enter "
        "into force on"
    )
    reading = read_clause(text)
    assert reading.rule == {"entry_into_force": {"when": {"consents": 6}, "after": {"days": 30}}}
    assert [p.path for p in reading.parts if "cut off" in p.path] == ["cut off, not read"]


def test_the_same_ending_in_the_middle_of_the_text_is_refused() -> None:
    with pytest.raises(FoederaError, match="breaks off"):
        read_clause(
            "1. This Convention shall enter into force on the thirtieth day after the deposit of the sixth "
            "instrument of ratification. 2. For each State ratifying it thereafter, the Convention shall "
            "enter into force on.\n\nArticle 12. The original shall be deposited with the Depositary."
        )
