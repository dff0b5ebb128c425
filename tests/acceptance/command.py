"""Runs the command as a person would: a process of its own, its exit status, what it printed."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Result:
    """Exit status, standard output and standard error of one run."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def run(*args: str, stdin: bytes | None = None, env: dict[str, str] | None = None) -> Result:
    """``foedera ARGS``; ``env`` is added to the test's own environment."""
    import os

    done = subprocess.run(
        [sys.executable, "-m", "foedera", *args],
        input=stdin,
        capture_output=True,
        env={**os.environ, **(env or {})},
        timeout=120,
        check=False,
    )
    return Result(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
