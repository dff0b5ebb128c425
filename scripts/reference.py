"""Write docs/reference.md from the code: every command's help, every public name's docstring.

python scripts/reference.py          # writes
python scripts/reference.py --check  # exits 1 where the page is stale
"""

from __future__ import annotations

import inspect
import sys
from importlib import import_module
from pathlib import Path

import click

PAGE = Path(__file__).parents[1] / "docs" / "reference.md"
MODULES = ("foedera.book", "foedera.dates", "foedera.model")
HEAD = "# Reference\n\nMade by `python scripts/reference.py` from the code; a test keeps it true.\n"


def commands() -> str:
    """Help of each command, as the terminal prints it at 100 columns."""
    from foedera.cli.app import COMMANDS, foedera

    parts = ["\n## Commands\n"]
    for name in COMMANDS:
        context = click.Context(foedera, info_name="foedera")
        command = foedera.get_command(context, name)
        assert command is not None
        own = click.Context(command, info_name=f"foedera {name}", max_content_width=100, terminal_width=100)
        parts.append(f"\n### foedera {name}\n\n```text\n{command.get_help(own)}\n```\n")
    return "".join(parts)


def library() -> str:
    """First paragraph of every public class and function, with its signature."""
    parts = ["\n## Library\n"]
    for name in MODULES:
        module = import_module(name)
        parts.append(f"\n### {name}\n\n{_doc(module)}\n\n")
        for public in sorted(module.__all__, key=str.lower):
            item = getattr(module, public)
            if not (inspect.isclass(item) or inspect.isfunction(item)):
                continue
            signature = f"`{public}{inspect.signature(item)}`" if inspect.isfunction(item) else f"`{public}`"
            parts.append(f"- {signature}: {_doc(item)}\n")
            if inspect.isclass(item) and item.__name__ == "Book":
                for method, body in inspect.getmembers(item, inspect.isfunction):
                    if not method.startswith("_"):
                        parts.append(f"  - `{method}{inspect.signature(body)}`: {_doc(body)}\n")
    return "".join(parts)


def _doc(item: object) -> str:
    return " ".join((inspect.getdoc(item) or "").split("\n\n")[0].split())


def page() -> str:
    """The whole page."""
    return HEAD + commands() + library()


if __name__ == "__main__":
    new = page()
    if "--check" in sys.argv:
        sys.exit(0 if PAGE.exists() and PAGE.read_text("utf-8") == new else "docs/reference.md is stale")
    PAGE.write_text(new, "utf-8")
