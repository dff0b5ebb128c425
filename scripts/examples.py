"""Run the examples of README.md and docs/: every ``$ foedera …`` line in a ```console block.

    python scripts/examples.py           # compares, exits 1 and shows what differs
    python scripts/examples.py --write   # puts the real output into the pages

A line ``…`` stands for any lines left out. Each page's examples share one fresh ledger.
"""

from __future__ import annotations

import difflib
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
CUT = "…"


def run(command: str, ledger: Path) -> str:
    """What ``command`` prints, standard error included."""
    words = shlex.split(command)
    assert words[0] == "foedera", f"only foedera is run here, not {words[0]}"
    done = subprocess.run(
        [sys.executable, "-m", "foedera", *words[1:]],
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "FOEDERA_LEDGER": f"sqlite:///{ledger}", "COLUMNS": "110", "FOEDERA_USER": "you"},
        check=False,
    )
    text = (done.stdout + done.stderr).decode("utf-8")
    # Hashes hold the moment of recording, and where the ledger stands differs from machine to machine.
    text = re.sub(r"\b[0-9a-f]{64}\b", "0123…", text)
    return "\n".join(line.rstrip() for line in text.replace(str(ledger), "ledger.sqlite").splitlines())


def steps(block: str) -> list[tuple[str, str]]:
    """The commands of a block with the output that stands below each."""
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif found:
            found[-1][1].append(line)
    return [(command, "\n".join(lines).rstrip()) for command, lines in found]


def fits(expected: str, real: str) -> bool:
    """Whether the real output is the expected one, ``…`` standing for any lines."""
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == CUT else re.escape(line) + r"\n" for line in expected.splitlines()
    )
    return re.fullmatch(pattern, real.rstrip() + "\n") is not None


def shortened(expected: str, real: str) -> str:
    """The real output, cut where the page cuts it: at ``…`` after the last line they share."""
    if CUT not in expected.splitlines():
        return real.rstrip()
    keep = expected.splitlines().index(CUT)
    return "\n".join([*real.splitlines()[:keep], CUT])


def page(path: Path, write: bool) -> list[str]:
    """The differences of one page; with ``write`` it is brought up to date."""
    text = path.read_text("utf-8")
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "ledger.sqlite"

        def block(match: re.Match[str]) -> str:
            out = []
            for command, expected in steps(match.group(1)):
                real = run(command, ledger)
                if not fits(expected, real):
                    diff = difflib.unified_diff(
                        expected.splitlines(), real.splitlines(), "page", "real", lineterm="", n=1
                    )
                    faults.append(f"{path.relative_to(ROOT)}: $ {command}\n" + "\n".join(diff))
                out.append(
                    f"$ {command}\n{shortened(expected, real) if not fits(expected, real) else expected}\n"
                )
            return "```console\n" + "".join(out) + "```"

        new = BLOCK.sub(block, text)
    if write and new != text:
        path.write_text(new, "utf-8")
    return faults


def pages() -> list[Path]:
    """Every page that may hold examples."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


if __name__ == "__main__":
    found = [fault for path in pages() for fault in page(path, "--write" in sys.argv)]
    print("\n\n".join(found) or "all examples are true")
    sys.exit(bool(found) and "--write" not in sys.argv)
