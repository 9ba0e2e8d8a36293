"""`imbridge schema`."""

from typing import Annotated

import typer

from imbridge import schema as written
from imbridge.cli.completion import schemas
from imbridge.cli.output import emit, write
from imbridge.cli.words import near

Name = Annotated[
    str | None,
    typer.Argument(autocompletion=schemas, metavar="NAME", show_default=False, help="Which one."),
]
Listed = Annotated[bool, typer.Option("--list", help="Show the names, one a line.")]


def schema(name: Name = None, listed: Listed = False) -> None:
    """Write a JSON Schema of what the other commands write or read.

    Without a name, or with --list, writes the names that there are.

    \b
    Examples:
      imbridge schema --list
      imbridge schema event > event.schema.json
    """
    names = written.names()
    if listed and name is not None:
        raise typer.BadParameter("a list needs no name", param_hint="--list")
    if name is None:
        for known in names:
            write(known)
    elif name not in names:
        raise typer.BadParameter(f"no schema {name!r}{near(name, names) or '; see --list'}", param_hint="NAME")
    else:
        emit(written.schema(name))
