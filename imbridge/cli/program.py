"""The commands as a program: whatever goes wrong is one line on stderr and an exit code."""

import os
import sys
from contextlib import suppress
from typing import IO, Any, NoReturn

import typer
from typer.core import TyperGroup

from imbridge.cli.output import complain

INTERRUPTED = 130
GONE = 141
"""What a shell reports of a program that SIGPIPE has ended."""

Misspelt: Any = typer.BadParameter.__mro__[1]
"""UsageError, wherever this release of typer keeps it."""


class Program(TyperGroup):
    """Ends as a pipeline wants it: with no traceback and no usage text between the lines."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command; end quietly where nobody reads any more."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # typer would make it an ordinary failure
            hush(sys.stdout, sys.stderr)
            raise typer.Exit(GONE) from None

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Run the program and exit."""
        try:
            code = super().main(*args, **{**extra, "standalone_mode": False})
        except (KeyboardInterrupt, typer.Abort):
            code = INTERRUPTED
        except Misspelt as problem:
            code = usage(problem)
        except OSError as problem:  # what cannot be read is told where it is read; this is about writing
            complain(f"{problem.filename or 'stdout'}: {problem.strerror or problem}")
            hush(sys.stdout)
            code = 1
        except Exception as problem:  # a fault of ours; a pipeline wants a line and an exit code all the same
            complain(f"internal error: {problem!r}")
            code = 1
        sys.exit(code or 0)


def usage(problem: Any) -> int:
    """Say what was misspelt; show the help to who gave no command."""
    told: str = problem.format_message()
    if told.startswith("Usage:"):
        typer.echo(told, err=True)
    else:
        said = " ".join(told.removesuffix(".").split()).replace("Value error, ", "")  # a validator's own words
        command = problem.ctx.command_path if problem.ctx else "imbridge"
        complain(f"{said}{'' if said.endswith('?') else '.'} Try '{command} --help'.")
    return 2


def hush(*streams: IO[str] | None) -> None:
    """Let what the buffers still hold go nowhere: it would fail once more when Python ends."""
    for stream in streams:
        with suppress(AttributeError, OSError, ValueError):  # it may be closed, or no file at all
            number = stream.fileno()  # type: ignore[union-attr]
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, number)
            os.close(nowhere)
