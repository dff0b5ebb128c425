"""The tutorials: each ``docs/tutorials/NAME.py`` executed into ``NAME.ipynb``, with its figures.

    python scripts/notebooks.py [NAME…]     # executes and writes
    python scripts/notebooks.py --check     # executes and writes nothing; exits 1 where a cell fails

The sources are plain Python in the percent format of jupytext. A notebook keeps what its cells print and
the figures as PNG, nothing of the machine that ran it.
"""

from __future__ import annotations

import base64
import io
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "docs" / "tutorials"
KEPT = ("text/plain", "image/png")


def sources() -> list[Path]:
    """The tutorials' sources, in order of name."""
    return sorted(FOLDER.glob("*.py"))


def load(source: Path) -> Any:
    """The notebook without outputs."""
    import jupytext

    book = jupytext.read(source)
    book.metadata = {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        "language_info": {"name": "python"},
    }
    for number, cell in enumerate(book.cells):
        cell["id"] = f"cell-{number}"
        cell.metadata = {}
    return book


def run(source: Path) -> Any:
    """The notebook with its outputs; raises where a cell fails."""
    from nbclient import NotebookClient

    book = load(source)
    # A tutorial stands on the shipped register: no data, ledger or cache of whoever runs it.
    os.environ.pop("FOEDERA_ATOP", None)
    place = {"metadata": {"path": str(FOLDER.parent)}}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FOEDERA_LEDGER"] = f"sqlite:///{folder}/ledger.sqlite"
        NotebookClient(book, timeout=300, kernel_name="python3", resources=place).execute()
    for cell in book.cells:
        cell.metadata = {}
        for output in cell.get("outputs", []):
            output.pop("metadata", None)
            if output["output_type"] in ("display_data", "execute_result"):
                output["metadata"] = {}
                output["data"] = {k: v for k, v in output["data"].items() if k in KEPT}
                if "image/png" in output["data"]:
                    # The object's address differs from run to run.
                    output["data"]["text/plain"] = "<figure>"
                    output["data"]["image/png"] = small(output["data"]["image/png"])
    return book


def small(png: str) -> str:
    """The picture in 160 colours: a chart has few, and the repository keeps every version."""
    from PIL import Image

    plain = Image.open(io.BytesIO(base64.b64decode(png))).convert("RGB")
    out = io.BytesIO()
    plain.quantize(160, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return base64.b64encode(out.getvalue()).decode()


def write(source: Path) -> Path:
    """Execute and write the notebook beside its source."""
    import nbformat

    target = source.with_suffix(".ipynb")
    nbformat.write(run(source), target)
    return target


if __name__ == "__main__":
    wanted = [name for name in sys.argv[1:] if not name.startswith("--")]
    for path in sources():
        if wanted and path.stem not in wanted:
            continue
        if "--check" in sys.argv:
            run(path)
            print(f"{path.name}: runs")
        else:
            done = write(path)
            print(f"{done.name}: {done.stat().st_size // 1024} kB")
