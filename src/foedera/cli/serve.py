"""``foedera serve``: the web pages and the HTTP API on loopback."""

from __future__ import annotations

from pathlib import Path

import click

from .options import data_options, now, today


@click.command("serve")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0: any free one."
)
@click.option("--open", "browser", is_flag=True, help="Open the first page in the browser.")
@click.option("--new-token", is_flag=True, help="Make a new token for writing; the old one ends.")
@click.option("--token-file", metavar="FILE", type=click.Path(), help="Where the token's hash is kept.")
@data_options
def command(
    port: int,
    browser: bool,
    new_token: bool,
    token_file: str | None,
    ledger: str | None,
    registers: tuple[str, ...],
    only_register: tuple[str, ...],
    trust: str | None,
) -> None:
    """Open the web pages and the HTTP API on loopback.

    Reading is open to this machine; recording needs the token, shown once when it is made.
    """
    import socket

    from foedera.errors import FoederaError
    from foedera.web import BookOptions, create_app
    from foedera.web.auth import first_token
    from foedera.web.server import run

    from .options import open_book

    open_book(ledger, registers, only_register, trust)  # what is wrong is said before anything is served
    kept, token = first_token(Path(token_file) if token_file else _token_file(), new_token)
    options = BookOptions(
        ledger=ledger, registers=only_register or registers, shipped=not only_register, trust=trust
    )
    app = create_app(options, token_hash=kept, today=today, now=now)
    # Named as TCP, which asyncio wants to see before it sends small answers at once (TCP_NODELAY).
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
        listening.listen(128)  # whoever reads the address below may come at once
    except OSError as fault:
        raise FoederaError(
            "--port", f"{port} cannot be used ({fault.strerror})", "name another, or 0 for any free one"
        ) from None
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
    click.echo(f"Foedera is open at {address} (stop it with Ctrl+C)")
    if token:
        click.echo(f"The token for recording, shown this once: {token}")
    if browser:
        click.launch(address)
    run(app, listening)


def _token_file() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_dir("foedera")) / "token.sha256"
