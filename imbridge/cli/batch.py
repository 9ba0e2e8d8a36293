"""What every command does: something with each document of a file, bad ones aside."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec
from msgspec import Raw

from imbridge.cli import lines
from imbridge.cli.inputs import Broken
from imbridge.cli.lines import documents, name_of
from imbridge.cli.output import complain
from imbridge.cli.words import told
from imbridge.errors import ImbridgeError, TooLarge
from imbridge.model import Ack, AnyEvent, AnyRest
from imbridge.storage import dump


def each(path: Path, do: Callable[[bytes, int], None], fail_fast: bool) -> int:
    """Do something with every document of a file, bad ones aside; return the exit code."""
    name = name_of(path)
    failed, line = 0, 0
    try:
        with closing(documents(path)) as found:
            for line, document in found:
                try:
                    if len(document) > lines.LIMIT:
                        raise TooLarge(f"a document of more than {lines.LIMIT} bytes")
                    do(document, line)
                except ImbridgeError as problem:
                    below = problem.below if isinstance(problem, Broken) else 0
                    complain(f"{name} line {line + below}: {told(problem)}")
                    failed = 1
                    if fail_fast:
                        break
    except ImbridgeError as problem:
        complain(f"{name}: {problem}")
        return 1
    if not line:
        complain(f"{name}: nothing to read")
    return failed if line else 1


def written(value: AnyEvent | Ack | AnyRest, dumped: bool) -> Raw:
    """Return a canonical value as JSON, in the envelope that `load` reads or without it."""
    document = Raw(dump(value))
    if dumped:
        return document
    members = msgspec.json.decode(document, type=dict[str, Raw])
    return members["ack" if isinstance(value, Ack) else "rest" if isinstance(value, AnyRest) else "event"]
