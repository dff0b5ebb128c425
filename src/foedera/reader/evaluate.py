"""How well the reader reads: precision, recall and F1 on labelled reports (``foedera evaluate``).

Each line of the gold file: ``{"lang", "published", "text", "gold": [{fields…}], "must_not": [{fields…}], "trap"}``.
A statement matches a gold entry when its kind and every field that the entry gives agree: lists as sets
(``said_by`` in order), ``quantity`` by the bounds given. A ``must_not`` entry that any statement matches is a fault.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from foedera.errors import FoederaError

_SETS = frozenset({"parties", "actors", "targets"})


@dataclass(slots=True)
class Score:
    """Counts, and what follows from them. A figure that has nothing to count is None."""

    right: int = 0
    missed: int = 0
    extra: int = 0

    @property
    def precision(self) -> float | None:
        return self.right / (self.right + self.extra) if self.right + self.extra else None

    @property
    def recall(self) -> float | None:
        return self.right / (self.right + self.missed) if self.right + self.missed else None

    @property
    def f1(self) -> float | None:
        total = 2 * self.right + self.missed + self.extra
        return 2 * self.right / total if total else None

    def to_dict(self) -> dict[str, Any]:
        return {
            **asdict(self),
            "gold": self.right + self.missed,
            "found": self.right + self.extra,
            "precision": _round(self.precision),
            "recall": _round(self.recall),
            "f1": _round(self.f1),
        }


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


@dataclass(slots=True)
class Report:
    """The scores of one gold file and every error, so that a figure can be looked into."""

    reports: int = 0
    overall: Score = field(default_factory=Score)
    by: dict[str, dict[str, Score]] = field(
        default_factory=lambda: {k: defaultdict(Score) for k in ("kind", "act", "language", "trap")}
    )
    must_not: int = 0
    must_not_broken: int = 0
    negatives: int = 0
    negatives_with_act: int = 0
    said_by: Score = field(default_factory=Score)
    errors: list[dict[str, Any]] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        return {
            "reports": self.reports,
            "overall": self.overall.to_dict(),
            **{
                key: {name: score.to_dict() for name, score in sorted(table.items())}
                for key, table in self.by.items()
            },
            "attribution": self.said_by.to_dict(),
            "must_not": {"checked": self.must_not, "broken": self.must_not_broken},
            "negatives": {"reports": self.negatives, "with_a_false_act": self.negatives_with_act},
            "errors": self.errors,
        }


def evaluate(path: str | Path, *, register: Any = None) -> Report:
    """Read every report of a gold file and score it. ``register``: for linking; None loads the shipped one.

    Raises ``FoederaError`` naming the line of a faulty entry.
    """
    if register is None:
        from foedera.register import Register

        register = Register()
    return score(_load(Path(path)), register)


def score(cases: Iterable[dict[str, Any]], register: Any) -> Report:
    """The scores of cases already loaded."""
    from .reading import read

    report = Report()
    for case in cases:
        reading = read(
            case["text"], published=case.get("published"), lang=case.get("lang"), register=register
        )
        plain = [s.to_dict() for s in reading.statements]
        _one(report, case, plain)
    return report


def _load(path: Path) -> Iterable[dict[str, Any]]:
    try:
        lines = path.read_text("utf-8").split("\n")  # U+2028 may stand inside a text
    except (OSError, UnicodeDecodeError) as fault:
        raise FoederaError(
            str(path), f"cannot be read ({fault})", "give a JSON Lines file in UTF-8"
        ) from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            case = json.loads(line)
        except ValueError as fault:
            raise FoederaError(f"{path}, line {number}", f"is not JSON ({fault})", "mend the line") from None
        if not isinstance(case, dict) or not isinstance(case.get("text"), str):
            raise FoederaError(
                f"{path}, line {number}", "has no 'text'", "each line is an object with text and gold"
            )
        for key in ("gold", "must_not"):
            if not isinstance(case.get(key, []), list) or not all(
                isinstance(g, dict) for g in case.get(key, [])
            ):
                raise FoederaError(
                    f"{path}, line {number}", f"'{key}' is not a list of objects", "see docs/reader.md"
                )
        yield case


def _one(report: Report, case: dict[str, Any], plain: list[dict[str, Any]]) -> None:
    report.reports += 1
    lang, trap = str(case.get("lang") or "?"), case.get("trap")
    open_ = list(plain)
    gold = case.get("gold", [])
    for wanted in sorted(gold, key=lambda g: -len(g)):
        hit = next(
            (s for s in open_ if matches(s, {k: v for k, v in wanted.items() if k != "said_by"})), None
        )
        tables = _tables(report, lang, trap, wanted.get("kind", "act"), wanted.get("act"))
        if hit is None:
            _count(tables, "missed")
            report.errors.append({"missed": wanted, "text": case["text"], "lang": lang})
            continue
        open_.remove(hit)
        _count(tables, "right")
        if "said_by" in wanted:
            agreed = list(hit["said_by"]) == list(wanted["said_by"])
            report.said_by.right += agreed
            report.said_by.missed += not agreed
            if not agreed:
                report.errors.append(
                    {
                        "said_by": hit["said_by"],
                        "wanted": wanted["said_by"],
                        "text": case["text"],
                        "lang": lang,
                    }
                )
    for extra in open_:
        _count(_tables(report, lang, trap, extra["kind"], extra.get("act")), "extra")
        report.errors.append({"extra": _brief(extra), "text": case["text"], "lang": lang})
    for forbidden in case.get("must_not", []):
        report.must_not += 1
        broken = [s for s in plain if matches(s, forbidden)]
        if broken:
            report.must_not_broken += 1
            report.errors.append(
                {"must_not": forbidden, "got": _brief(broken[0]), "text": case["text"], "lang": lang}
            )
    if not gold:
        report.negatives += 1
        report.negatives_with_act += any(s["kind"] == "act" for s in plain)


def _brief(statement: dict[str, Any]) -> dict[str, Any]:
    keys = (
        "kind",
        "act",
        "status",
        "step",
        "parties",
        "organ",
        "date",
        "clause",
        "topic",
        "actors",
        "response",
        "quote",
    )
    return {k: statement[k] for k in keys if statement.get(k)}


def _tables(report: Report, lang: str, trap: Any, kind: str, act: str | None) -> list[Score]:
    found = [report.overall, report.by["kind"][kind], report.by["language"][lang]]
    if act:
        found.append(report.by["act"][act])
    if trap:
        found.append(report.by["trap"][str(trap)])
    return found


def _count(tables: list[Score], what: str) -> None:
    for table in tables:
        setattr(table, what, getattr(table, what) + 1)


def matches(statement: dict[str, Any], wanted: dict[str, Any]) -> bool:
    """Whether every field that ``wanted`` gives agrees."""
    return all(_agrees(key, statement.get(key), value) for key, value in wanted.items())


def _agrees(key: str, got: Any, wanted: Any) -> bool:
    if key == "quantity" and isinstance(wanted, dict):
        return isinstance(got, dict) and all(got.get(k) == v for k, v in wanted.items())
    if key in _SETS and wanted is not None:
        return set(got or ()) == set(wanted)
    if isinstance(got, list) and isinstance(wanted, (list, tuple)):
        return list(got) == list(wanted)
    if isinstance(wanted, str) and wanted.startswith("*"):
        return wanted[1:] in str(got or "")
    return bool(got == wanted)
