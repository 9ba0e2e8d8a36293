"""What the commands write: JSON to stdout, all else to stderr."""

import errno
import sys
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from typing import IO

import msgspec
import typer
from msgspec import UNSET
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from imbridge.translation import Loss
from imbridge.wire import encode, text_of

COLOURS = {"dropped": "red", "changed": "yellow", "invented": "cyan", "native": "dim"}


class Losses(StrEnum):
    """How losses are shown."""

    TABLE = "table"
    JSON = "json"
    NONE = "none"


def seen(stream: IO[str] | None) -> bool:
    """Tell whether a person is looking at a stream; one that is closed is None."""
    return stream is not None and stream.isatty()


def write(line: str | bytes) -> None:
    """Write a line to stdout at once; raise OSError where that cannot be."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, "closed")
    typer.echo(line)


def emit(value: object) -> None:
    """Write one JSON document: a line, or indented where a person is looking."""
    written = encode(value)
    write(msgspec.json.format(written, indent=2) if seen(sys.stdout) else written)


def tell(line: str) -> None:
    """Write a line to stderr, above the progress bar if there is one."""
    if seen(sys.stderr):
        stderr().print(Text(line), soft_wrap=True)
    else:
        typer.echo(line, err=True)


def complain(text: str) -> None:
    """Say what is wrong in one line; hostile input may hold anything."""
    tell(f"imbridge: {printable(text)}")


def printable(text: str) -> str:
    """Return a text without its control characters."""
    return "".join([c if c.isprintable() else " " for c in text])


@cache
def stderr() -> Console:
    """Return the one console that knows where the progress bar is."""
    return _Stderr(stderr=True)


class _Stderr(Console):
    def on_broken_pipe(self) -> None:
        raise BrokenPipeError  # rich would exit by itself


def show_losses(losses: Sequence[Loss], line: int, how: Losses) -> None:
    """Write the losses of the document that began on a line of the input."""
    if how is Losses.JSON:
        for loss in losses:
            tell(text_of({"line": line, **msgspec.to_builtins(loss)}))
    elif how is Losses.TABLE and losses:
        title = f"line {line}: {len(losses)} {'loss' if len(losses) == 1 else 'losses'}"
        stderr().print(_table(losses, title, stderr().width))


def show_pair(source: str, target: str, paths: Sequence[str], how: Losses) -> None:
    """Write what never fits between two vendors, whatever the message is."""
    if how is Losses.JSON and paths:
        tell(text_of({"never": paths}))
    elif how is Losses.TABLE and paths:
        stderr().print(Text(f"Never the same from {source} to {target}: {', '.join(paths)}"))


def _table(losses: Sequence[Loss], title: str, width: int) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    path = min(36, max(len(loss.path) for loss in losses))
    shown = max(12, (width - path - 20) // 2)  # what the path, the kind and the gaps leave
    table.add_column("kind", no_wrap=True)
    table.add_column("path", overflow="fold", min_width=path)
    table.add_column("was", no_wrap=True)
    table.add_column("now", no_wrap=True)
    for loss in losses:
        values = [Text("" if held is UNSET else text_of(held)) for held in (loss.was, loss.now)]
        for value in values:
            value.truncate(shown, overflow="ellipsis")
        table.add_row(Text(loss.kind, style=COLOURS.get(loss.kind, "")), Text(loss.path), *values)
    return table
