"""Every language pack against its own table of short reports: what must be read, and what must not.

A case is ``{text, published, expect: [fields…], must_not: [fields…]}``. Each entry of ``expect`` must fit one
statement; no statement may fit an entry of ``must_not``. A case without ``expect`` is a negative.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from foedera.reader import read
from foedera.reader.pack import load
from foedera.register import Register

CASES = Path(__file__).parent / "cases"


@lru_cache(maxsize=1)
def _register() -> Register:
    return Register()


class _Plain(yaml.SafeLoader):
    """YAML whose dates stay text."""


_Plain.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in found if tag != "tag:yaml.org,2002:timestamp"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _table(path: Path) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = yaml.load(path.read_text("utf-8"), Loader=_Plain)
    return cases


def _cases() -> list[Any]:
    found = []
    for path in sorted([*CASES.glob("??.yml"), *CASES.glob("forms/??.yml")]):
        group = "" if path.parent == CASES else f"{path.parent.name}-"
        for number, case in enumerate(_table(path), 1):
            marks = [pytest.mark.xfail(reason=case["xfail"], strict=False)] if case.get("xfail") else []
            found.append(pytest.param(path.stem, case, id=f"{group}{path.stem}-{number}", marks=marks))
    return found


def _fits(statement: dict[str, Any], wanted: dict[str, Any]) -> bool:
    """Whether a statement has the wanted fields; lists are compared as sets, mappings by their given keys."""
    for key, value in wanted.items():
        found = statement.get(key)
        if isinstance(value, list):
            if set(found or ()) != set(value):
                return False
        elif isinstance(value, dict):
            if not isinstance(found, dict) or not _fits(found, value):
                return False
        elif found != value:
            return False
    return True


@pytest.mark.parametrize(("lang", "case"), _cases())
def test_case(lang: str, case: dict[str, Any]) -> None:
    reading = read(case["text"], lang=lang, published=case.get("published"), register=_register())
    statements = [s.to_dict() for s in reading.statements]
    for wanted in case.get("expect") or ():
        assert any(_fits(s, wanted) for s in statements), (wanted, statements)
    for unwanted in case.get("must_not") or ():
        assert not any(_fits(s, unwanted) for s in statements), (unwanted, statements)


@pytest.mark.parametrize("path", sorted(CASES.glob("??.yml")), ids=lambda p: p.stem)
def test_a_third_are_negatives_and_the_pack_loads(path: Path) -> None:
    cases = _table(path)
    negatives = [c for c in cases if not c.get("expect")]
    assert all(c.get("must_not") for c in negatives), "a negative says what must not be read"
    assert len(cases) >= 12 and len(negatives) * 3 >= len(cases)
    assert not load(path.stem).missing
