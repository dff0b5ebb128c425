"""How well reports are read, by language: python benchmarks/reading_figures.py [dev|test]

Scores tests/reader/gold and prints the tables of docs/evaluation.md. Causes of errors are told by comparing
fields, so that nobody has to look at a single report of the untouched part.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

from foedera.reader.evaluate import Report, _agrees, evaluate
from foedera.register import Register

GOLD = Path(__file__).parents[1] / "tests" / "reader" / "gold"
MAIN = {"act": "act", "clause": "clause", "claim": "topic", "response": "response"}


def causes(report: Report) -> Counter[str]:
    """Why entries were missed and what was said too much: the field that differs, or none like it found."""
    found: Counter[str] = Counter()
    extras: dict[str, list[dict[str, Any]]] = {}
    for error in report.errors:
        if "extra" in error:
            extras.setdefault(error["text"], []).append(error["extra"])
    for error in report.errors:
        if "missed" not in error:
            continue
        wanted = error["missed"]
        key = MAIN[wanted["kind"]]
        open_ = extras.get(error["text"], [])
        like = next((e for e in open_ if e.get(key) == wanted.get(key)), None)
        if like is None:
            found[f"{wanted['kind']}: nothing like it found"] += 1
            continue
        open_.remove(like)
        wrong = [
            field
            for field, value in wanted.items()
            if field not in ("said_by", "kind", "role", "quantity", "rule")
            and not _agrees(field, like.get(field), value)
        ]
        found[f"{wanted['kind']}: found with another {' and '.join(wrong) or 'detail'}"] += 1
    for left in extras.values():
        for extra in left:
            found[f"{extra['kind']}: said too much"] += 1
    return found


def main(part: str) -> None:
    """Print one row a language, the totals, and the causes."""
    register, total, why = Register(), Report(), Counter[str]()
    print("| language | reports | acts P | R | F1 | claims | clauses | responses | attribution | false act |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for path in sorted((GOLD / part).glob("*.jsonl")):
        report = evaluate(path, register=register)
        print(row(path.stem, report))
        _add(total, report)
        why += causes(report)
    print(row("**all**", total))
    print(
        f"\n{total.must_not_broken} of {total.must_not} must-not statements made; "
        f"{total.negatives_with_act} of {total.negatives} negatives with a false act\n"
    )
    print("| cause | errors |\n|---|---|")
    for cause, count in why.most_common():
        print(f"| {cause} | {count} |")


def row(name: str, report: Report) -> str:
    kinds = report.by["kind"]
    acts = kinds["act"]
    said = report.said_by
    cells = [
        name, str(report.reports), *map(_figure, (acts.precision, acts.recall, acts.f1)),
        *(_figure(kinds[kind].f1) for kind in ("claim", "clause", "response")),
        _figure(said.recall), f"{report.negatives_with_act} of {report.negatives}",
    ]  # fmt: skip
    return "| " + " | ".join(cells) + " |"


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _add(total: Report, one: Report) -> None:
    total.reports += one.reports
    for kind, score in one.by["kind"].items():
        whole = total.by["kind"][kind]
        whole.right, whole.missed, whole.extra = (
            whole.right + score.right, whole.missed + score.missed, whole.extra + score.extra,
        )  # fmt: skip
    total.said_by.right += one.said_by.right
    total.said_by.missed += one.said_by.missed
    total.must_not += one.must_not
    total.must_not_broken += one.must_not_broken
    total.negatives += one.negatives
    total.negatives_with_act += one.negatives_with_act


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "test")
