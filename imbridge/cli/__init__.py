"""The command line, `imbridge`; it comes with the extra `imbridge[cli]`."""

import sys

EXTRA = {"rich", "typer"}
"""What the extra brings; nothing here imports them before `main` does."""


def main() -> None:
    """Run the command line; every failure is one line on stderr."""
    try:
        from imbridge.cli.app import app
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in EXTRA:
            raise
        print(f"imbridge: no {missing.name} here: pip install 'imbridge[cli]'", file=sys.stderr)
        sys.exit(2)
    try:
        app(prog_name="imbridge")
    except Exception as problem:  # a fault of ours; a pipeline wants a line and an exit code all the same
        print(f"imbridge: internal error: {problem!r}", file=sys.stderr)
        sys.exit(1)
