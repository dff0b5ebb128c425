"""The examples in README.md and docs/ print what the pages say."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SPEC = importlib.util.spec_from_file_location("examples", ROOT / "scripts" / "examples.py")
assert SPEC is not None
assert SPEC.loader is not None
examples = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(examples)


@pytest.mark.parametrize("path", examples.pages(), ids=lambda p: p.name)
def test_the_examples_are_true(path: Path) -> None:
    assert examples.page(path, write=False) == []


def test_a_false_example_is_found() -> None:
    assert examples.fits("a\n…\nd", "a\nb\nc\nd")
    assert not examples.fits("a\nb", "a\nc")
