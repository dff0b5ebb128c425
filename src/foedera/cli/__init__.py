"""The command line: it parses, calls the façade, and shows. Heavy imports wait until a command needs them."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run ``foedera``; leave with 0 (answered), 1 (input or data wrong) or 2 (wrong usage)."""
    import click

    from foedera.errors import FoederaError, UsageError

    from .app import foedera

    _plain_utf8()
    try:
        code = foedera.main(prog_name="foedera", standalone_mode=False)
        sys.stdout.flush()
        sys.exit(code if isinstance(code, int) else 0)
    except click.UsageError as fault:
        command = fault.ctx.command_path if fault.ctx else "foedera"
        _fail(f"{command}: {fault.format_message()}; see '{command} --help'", 2)
    except UsageError as fault:
        _fail(str(fault), 2)
    except FoederaError as fault:
        _fail(str(fault), 1)
    except click.ClickException as fault:
        _fail(fault.format_message(), 1)
    except (click.Abort, KeyboardInterrupt):
        _fail("stopped by the keyboard", 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as fault:
        if os.environ.get("FOEDERA_DEBUG"):
            raise
        kind = type(fault).__name__
        _fail(f"foedera: a fault of ours ({kind}: {fault}); set FOEDERA_DEBUG=1 and report what it prints", 1)


def _plain_utf8() -> None:
    # The texts are in every script; a terminal or pipe set to ASCII must not stop an answer.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _fail(message: str, code: int) -> None:
    line = " ".join(message.split())
    print(line, file=sys.stderr)
    sys.exit(code)
