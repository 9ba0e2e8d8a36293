"""`imbridge ack`."""

from pathlib import Path
from typing import Annotated

import typer

from imbridge.cases.recorded import recorded_response
from imbridge.cli.batch import each, written
from imbridge.cli.inputs import read_ack, read_callback, read_response
from imbridge.cli.lines import STDIN
from imbridge.cli.options import (
    Dumped,
    FailFast,
    File,
    Phased,
    Policies,
    Release,
    Shown,
    Vendor,
    meant,
    parse_file,
    parse_policy,
    phase_of,
    released,
)
from imbridge.cli.output import Losses, emit, show_losses
from imbridge.codec import Codec
from imbridge.errors import Malformed
from imbridge.model import AnyEvent
from imbridge.translation import ack_losses

ToCallback = Annotated[
    Path,
    typer.Option(parser=parse_file, metavar="FILE", help="The callback that is answered."),
]
Reverse = Annotated[bool, typer.Option("--decode", help="Read the vendor's responses, write acks.")]


def ack(
    vendor: Vendor,
    to_callback: ToCallback,
    file: File = STDIN,
    reverse: Reverse = False,
    losses: Shown = Losses.TABLE,
    release: Release = None,
    phase: Phased = None,
    policy: Policies = [],  # noqa: B006  # never changed
    dumped: Dumped = False,
    fail_fast: FailFast = False,
) -> None:
    """Read acks, write the vendor's responses; or the reverse.

    An ack is {"type": "allow"}, "reject" with "code" and "reason", "discard", "rewrite" with
    "changes", "partial" with "verdicts", or "failed". A response is {"status", "headers", "body"},
    or the bare body of one.

    \b
    Examples:
      echo '{"type":"allow"}' | \\
        imbridge ack --vendor tencent --to-callback callback.json
      imbridge ack --decode --vendor openim --to-callback openim.json reply.json
    """
    (codec,) = released(release, vendor)
    words = parse_policy(policy)
    if to_callback == file:
        raise typer.BadParameter("the callback and the acks cannot both be read from there", param_hint="--to-callback")
    events: list[tuple[AnyEvent, Codec]] = []

    def answered(document: bytes, line: int) -> None:
        if events:
            raise Malformed("a second callback, where the one that is answered was wanted")
        given = read_callback(document)
        chosen = meant(given, codec, release)
        events.append((chosen.decode_callback(given.request, phase_of(given, phase)), chosen))

    def one(document: bytes, line: int) -> None:
        event, chosen = events[0]
        if reverse:
            emit(written(chosen.decode_ack(read_response(document), to=event), dumped))
            return
        said = read_ack(document)
        emit(recorded_response(chosen.encode_ack(said, to=event, policy=words)))
        if losses is not Losses.NONE:
            show_losses(ack_losses(said, to=event, codec=chosen, policy=words), line, losses)

    raise typer.Exit(each(to_callback, answered, True) or each(file, one, fail_fast))
