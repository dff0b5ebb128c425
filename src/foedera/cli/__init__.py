"""The command line."""


def main() -> None:
    """Run the command."""
    raise SystemExit(2)
