"""The command line, `imbridge`; it comes with the extra `imbridge[cli]`."""

import sys

EXTRA = {"rich", "typer"}
"""What the extra brings; nothing here imports them before `main` does."""


def main() -> None:
    """Run the command line; every failure is one line on stderr."""
    try:
        from imbridge.cli.app import app
    except ModuleNotFoundError as missing:
        package = (missing.name or "").partition(".")[0]
        if package not in EXTRA:
            raise
        print(f"imbridge: no {package} here: pip install 'imbridge[cli]'", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:  # whoever is that quick wants no traceback either
        sys.exit(130)
    app(prog_name="imbridge")
