"""`imbridge receipt`."""

from pathlib import Path
from typing import Annotated

import typer

from imbridge.cases.recorded import recorded_response
from imbridge.cli.batch import each, written
from imbridge.cli.inputs import read_call, read_response
from imbridge.cli.lines import STDIN
from imbridge.cli.options import (
    Command,
    Dumped,
    File,
    Optional,
    Policies,
    Release,
    Source,
    meant,
    pair,
    parse_file,
    parse_policy,
)
from imbridge.cli.output import complain, emit
from imbridge.cli.words import told
from imbridge.codec import Codec
from imbridge.errors import ImbridgeError, Malformed
from imbridge.http import Response
from imbridge.model import Call

ToSend = Annotated[
    Path,
    typer.Option(parser=parse_file, metavar="FILE", help="The REST request that is answered."),
]


def receipt(
    source: Source,
    to_send: ToSend,
    target: Optional = None,
    file: File = STDIN,
    release: Release = None,
    command: Command = None,
    policy: Policies = [],  # noqa: B006  # never changed
    dumped: Dumped = False,
) -> None:
    """Read what a vendor answered to a request, write a receipt or another vendor's answer.

    FILE holds the responses, one for each request that the call took, in their order: recorded
    ({"status", "body"}) or bare bodies, as JSON Lines. With --to, the request was written in that
    vendor's format and sent to the other as `imbridge send` had translated it.

    \b
    Examples:
      imbridge receipt --from easemob --to-send request.json answer.json
      imbridge receipt --from openim --to easemob \\
        --to-send request.json answers.jsonl
    """
    near, far = pair(release, source, target)
    words = parse_policy(policy)
    if to_send == file:
        raise typer.BadParameter("the request and the responses cannot both be read from there", param_hint="--to-send")
    calls: list[tuple[Call, Codec]] = []
    responses: list[Response] = []

    def asked(document: bytes, line: int) -> None:
        if calls:
            raise Malformed("a second request, where the one that is answered was wanted")
        given = read_call(document)
        chosen = meant(given, near if far is None else far, release)
        calls.append((chosen.decode_send(given.request, command or given.phase), chosen))

    failed = each(to_send, asked, True) or each(
        file, lambda document, line: responses.append(read_response(document)), True
    )
    if failed:
        raise typer.Exit(failed)
    call, chosen = calls[0]
    try:
        found = (chosen if far is None else near).decode_receipt(responses, to=call, policy=words)
        if far is None:
            emit(written(found, dumped))
        else:
            for response in chosen.encode_receipt(found, to=call):
                emit(recorded_response(response))
    except ImbridgeError as problem:
        complain(f"{file}: {told(problem)}")
        raise typer.Exit(1) from None
