"""Secrets: from a file or the environment, never from the command line, which others can read."""

import os
import time
from pathlib import Path
from typing import Annotated

import typer

LONGEST = 4096
"""How many bytes a secret may have; what has more is some other file."""


def secret_in_file(name: str) -> str:
    """Return the one line of a file; no message repeats the name, which may be the secret itself."""
    try:
        with Path(name).open("rb") as file:
            held = file.read(LONGEST + 1)
        text = held.decode("utf-8-sig").removesuffix("\n").removesuffix("\r")
    except (OSError, ValueError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else "not a text"
        raise typer.BadParameter(f"wanted the name of a file that holds a secret: {reason}") from None
    if len(held) > LONGEST or not text or len(text.splitlines()) > 1:
        raise typer.BadParameter("wanted a file that holds one secret on one line, and nothing else")
    return text


def secret_in_environment(name: str) -> str:
    """Return the value of an environment variable, likewise."""
    held = os.environ.get(name, "")
    try:
        if held.encode():
            return held
    except UnicodeEncodeError:  # bytes that are no text
        pass
    raise typer.BadParameter("wanted the name of an environment variable that holds a secret")


def secrets_of(files: list[str], variables: list[str]) -> list[str]:
    """Return the secrets that were given: one at least."""
    if not files and not variables:
        raise typer.BadParameter("neither was given", param_hint="--secret-file / --secret-env")
    return [*files, *variables]


def secret_of(files: list[str], variables: list[str]) -> str:
    """Return the one secret that was given, to sign with."""
    secret, *others = secrets_of(files, variables)
    if others:
        raise typer.BadParameter("only one can sign", param_hint="--secret-file / --secret-env")
    return secret


def moment(text: str) -> int:
    """Return a time in milliseconds since the epoch."""
    if not text.isascii() or not text.isdigit() or len(text) > len("1767225842000000"):
        raise typer.BadParameter("wanted milliseconds since 1970, as in 1767225842000")
    return int(text)


def clock() -> int:
    """Return the time in milliseconds since the epoch."""
    return time.time_ns() // 1_000_000


SecretFiles = Annotated[
    list[str],
    typer.Option("--secret-file", parser=secret_in_file, metavar="FILE", help="A file that holds a secret."),
]
SecretVariables = Annotated[
    list[str],
    typer.Option("--secret-env", parser=secret_in_environment, metavar="NAME", help="A variable that holds one."),
]
Now = Annotated[
    int | None,
    typer.Option(parser=moment, metavar="MS", help="The time, in ms since 1970, instead of the clock's."),
]
