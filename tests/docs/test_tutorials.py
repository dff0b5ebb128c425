"""The tutorials run from nothing to their figures, and the committed notebooks are what their sources say."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SPEC = importlib.util.spec_from_file_location("notebooks", ROOT / "scripts" / "notebooks.py")
assert SPEC is not None
assert SPEC.loader is not None
notebooks = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(notebooks)
SOURCES = notebooks.sources()


def figures(cells: list[dict[str, Any]]) -> int:
    return sum("image/png" in o.get("data", {}) for cell in cells for o in cell.get("outputs", []))


def test_there_is_one_for_each_profession() -> None:
    named = {path.stem for path in SOURCES}
    assert named >= {"treaty-officer", "journalist", "conflict-researcher", "lawyer", "analyst-teacher"}


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.stem)
def test_the_committed_notebook_is_its_source_executed(source: Path) -> None:
    pytest.importorskip("jupytext")
    file = source.with_suffix(".ipynb")
    kept = json.loads(file.read_text(encoding="utf-8"))["cells"]
    made = notebooks.load(source).cells
    texts = [["".join(cell["source"]) for cell in cells] for cells in (kept, made)]
    assert texts[0] == texts[1], "run python scripts/notebooks.py"
    assert figures(kept) >= 1
    assert not [o for cell in kept for o in cell.get("outputs", []) if o["output_type"] == "error"]
    assert file.stat().st_size < 400_000


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.stem)
def test_a_tutorial_runs(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("nbclient", "ipykernel", "altair", "vl_convert", "statsmodels", "networkx", "PIL"):
        pytest.importorskip(name)
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    assert figures(notebooks.run(source).cells) >= 1
