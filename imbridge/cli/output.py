"""What the commands write: JSON to stdout, all else to stderr."""

import sys
from collections.abc import Sequence
from enum import StrEnum

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


def emit(value: object) -> None:
    """Write one JSON document: a line, or indented where a person is looking."""
    written = encode(value)
    typer.echo(msgspec.json.format(written, indent=2) if sys.stdout.isatty() else written)


def complain(text: str) -> None:
    """Write one line to stderr, without the control characters that hostile input may hold."""
    typer.echo("imbridge: " + "".join([c if c.isprintable() else " " for c in text]), err=True)


def show_losses(losses: Sequence[Loss], line: int, how: Losses) -> None:
    """Write the losses of the document that began on a line of the input."""
    if how is Losses.JSON:
        for loss in losses:
            typer.echo(encode({"line": line, **msgspec.to_builtins(loss)}), err=True)
    elif how is Losses.TABLE and losses:
        console = Console(stderr=True)
        console.print(
            _table(losses, f"line {line}: {len(losses)} {'loss' if len(losses) == 1 else 'losses'}", console.width)
        )


def show_pair(source: str, target: str, paths: Sequence[str], how: Losses) -> None:
    """Write what never fits between two vendors, whatever the message is."""
    if how is Losses.JSON and paths:
        typer.echo(encode({"never": paths}), err=True)
    elif how is Losses.TABLE and paths:
        Console(stderr=True).print(Text(f"Never the same from {source} to {target}: {', '.join(paths)}"))


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
