"""``foedera evaluate``: precision, recall and F1 of the reader on labelled reports."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from .options import data_options, json_option, open_book, print_json


@click.command("evaluate")
@click.argument("gold", metavar="GOLD.jsonl")
@json_option
@data_options
def command(
    gold: str,
    as_json: bool,
    ledger: str | None,
    registers: tuple[str, ...],
    only_register: tuple[str, ...],
    trust: str | None,
) -> None:
    """Measure the reader on labelled reports: by kind, act, language and trap."""
    from foedera.reader.evaluate import evaluate

    book = open_book(ledger, registers, only_register, trust)
    report = evaluate(Path(gold), register=book.register)
    if as_json:
        print_json(report.to_dict())
    else:
        _show(report.to_dict())


def _show(report: dict[str, Any]) -> None:
    from .show import console, safe, table

    out = console()
    shown = table("", "Precision", "Recall", "F1", "Gold", "Found")
    groups = [("all", {"": report["overall"]})]
    groups += [(key, report[key]) for key in ("kind", "act", "language", "trap") if report.get(key)]
    for name, scores in groups:
        for key, score in scores.items():
            label = f"{name} {key}".strip()
            numbers = [score.get(field) for field in ("precision", "recall", "f1", "gold", "found")]
            cells = [f"{n:.2f}" if isinstance(n, float) else safe(n) for n in numbers]
            shown.add_row(safe(label), *cells)
    out.print(shown)
    must_not, negatives = report["must_not"], report["negatives"]
    out.print(
        f"{report['reports']} reports; {must_not['broken']} of {must_not['checked']} must-not statements made"
    )
    out.print(f"{negatives['with_a_false_act']} of {negatives['reports']} negatives with a false act")
