"""The table of commands, their help and the reference page say the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from foedera.cli.app import COMMANDS, foedera

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_says_what_the_table_says(name: str) -> None:
    command = foedera.get_command(click.Context(foedera), name)
    assert command is not None
    assert command.name == name
    assert command.help
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help or option.name in ("form",), f"{name} {option.name} has no help"


def test_the_reference_page_is_up_to_date() -> None:
    if not (ROOT / "docs").is_dir():
        pytest.skip("docs are not part of this tree")
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts/reference.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stderr}: run python scripts/reference.py"


def test_help_imports_no_room() -> None:
    """Cold start stays light: asking for help loads neither data nor heavy libraries."""
    code = (
        "import sys; sys.argv=['foedera','--help']\n"
        "from foedera.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy={'polars','lark','trafilatura','rich','babel','lxml','sqlite3','yaml','msgspec'}\n"
        "print('LOADED', sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "LOADED []" in done.stderr
