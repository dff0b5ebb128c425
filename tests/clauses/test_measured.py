"""The clauses of 49 multilateral treaties as scans give them: what is read must be right.

A row is legible when it holds the treaty's own general rule, whole, and not mixed with another column.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

from foedera.clauses import read_clause
from foedera.errors import FoederaError

AMENDMENTS = "the excerpt holds the rule for amendments only"
LATER = "the excerpt holds the rule for later parties only"
COLUMNS = "two columns of the page are mixed line by line"
DAMAGED = "the number or the sentence is destroyed"
NOT_LEGIBLE = {
    "IV-1": COLUMNS,
    "IV-2": LATER,
    "VI-15": COLUMNS,
    "IX-4": AMENDMENTS,
    "XIV-2": COLUMNS,
    "XVI-1": COLUMNS,
    "XVIII-8": DAMAGED,
    "XVIII-10": AMENDMENTS,
    "XVIII-13": LATER,
    "XXI-2": DAMAGED,
    "XXI-3": DAMAGED,
    "XXI-6": AMENDMENTS,
    "XXI-8": LATER,
    "XXI-9": LATER,
    "XXII-1": DAMAGED,
    "XXVI-3": AMENDMENTS,
    "XXVI-6": AMENDMENTS,
    "XXVII-1": LATER,
    "XXVII-2-a": DAMAGED,
    "XXVII-3": AMENDMENTS,
    "XXVII-8": AMENDMENTS,
    "XXVII-8-b": LATER,
    "XXVII-10": AMENDMENTS,
    "XXVII-17": AMENDMENTS,
}


def _delay(code: str) -> dict[str, Any]:
    """A delay code of the data (its README) as the record form has it."""
    if then := re.fullmatch(r"M(\d+)(d?)", code):
        return {("days" if then[2] else "months"): int(then[1]), "then": "next_first"}
    if first := re.fullmatch(r"S(\d+)", code):
        return {"first_of_month": int(first[1])}
    plain = re.fullmatch(r"(\d+)([dmy])", code)
    assert plain, code
    period = {{"d": "days", "m": "months", "y": "years"}[plain[2]]: int(plain[1])}
    return period if int(plain[1]) else {}


def _stated(rule: dict[str, Any]) -> tuple[int | None, dict[str, Any]]:
    """Threshold and delay of a rule, from the branch that counts consents."""
    entry = rule["entry_into_force"]
    nodes = entry["when"].get("all", [entry["when"]])
    counted = next((n for n in nodes if "consents" in n), {})
    return counted.get("consents"), counted.get("after", entry.get("after", {}))


def measure(table: Path) -> tuple[list[str], list[str], list[str]]:
    """The rows read rightly, read wrongly, and refused although legible."""
    right, wrong, refused = [], [], []
    with table.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            name = row["mtdsg"]
            try:
                rule = read_clause(row["condition_text_ocr"]).rule
            except FoederaError as refusal:
                if name not in NOT_LEGIBLE:
                    refused.append(f"{name}: {refusal}")
                continue
            same = not row["delay"].startswith("F") and _stated(rule) == (int(row["N"]), _delay(row["delay"]))
            (right if same else wrong).append(name)
    return right, wrong, refused


def test_scanned_clauses_are_read_rightly_or_refused(shared_data: Path) -> None:
    right, wrong, refused = measure(shared_data / "entry_into_force" / "clauses.csv")
    legible = len(right) + len(refused)
    print(f"clauses: {len(right)} of {legible} legible rows right, {len(wrong)} wrong; refused: {refused}")
    assert wrong == []
    assert legible >= 25
    assert len(right) >= 0.95 * legible, refused


def test_what_is_not_legible_is_refused(shared_data: Path) -> None:
    right, wrong, _ = measure(shared_data / "entry_into_force" / "clauses.csv")
    assert not {*right, *wrong} & NOT_LEGIBLE.keys()
