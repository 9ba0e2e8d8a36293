"""`imbridge decode`."""

import typer

from imbridge.cli.batch import each, written
from imbridge.cli.inputs import read_callback
from imbridge.cli.lines import STDIN
from imbridge.cli.options import (
    Dumped,
    FailFast,
    File,
    Phased,
    Release,
    Vendor,
    meant,
    phase_of,
    released,
)
from imbridge.cli.output import emit


def decode(
    vendor: Vendor,
    file: File = STDIN,
    release: Release = None,
    phase: Phased = None,
    dumped: Dumped = False,
    fail_fast: FailFast = False,
) -> None:
    """Read callbacks, write canonical events.

    What the vendor said beyond the model stands under "native". With --dump an event can be loaded
    again, and goes back out to its vendor as it came.

    \b
    Examples:
      imbridge decode --vendor tencent callback.json
      imbridge decode --vendor tencent --dump < x.jsonl > events.jsonl
    """
    (codec,) = released(release, vendor)

    def one(document: bytes, line: int) -> None:
        given = read_callback(document)
        emit(written(meant(given, codec, release).decode_callback(given.request, phase_of(given, phase)), dumped))

    raise typer.Exit(each(file, one, fail_fast))
