"""`imbridge send`."""

import typer

from imbridge.cases.recorded import recorded_request
from imbridge.cli.batch import each, written
from imbridge.cli.inputs import read_call
from imbridge.cli.lines import STDIN
from imbridge.cli.options import (
    Command,
    Dumped,
    FailFast,
    File,
    Optional,
    Policies,
    Release,
    Shown,
    Source,
    meant,
    pair,
    parse_policy,
)
from imbridge.cli.output import Losses, emit, show_losses
from imbridge.cli.translate import App, Strict, Url, endpoint_of
from imbridge.translation import translate_send


def send(
    source: Source,
    target: Optional = None,
    file: File = STDIN,
    losses: Shown = Losses.TABLE,
    strict: Strict = False,
    release: Release = None,
    command: Command = None,
    policy: Policies = [],  # noqa: B006  # never changed
    endpoint: Url = None,
    app: App = None,
    dumped: Dumped = False,
    fail_fast: FailFast = False,
) -> None:
    """Read REST requests (sends, recalls, edits, imports), write canonical ones or another vendor's.

    Without --to the canonical send is written. With it, recorded requests in the other vendor's
    format, and on stderr what was lost; one request may become several, to be sent in order.
    Credentials are dropped, and the caller adds the other vendor's.

    \b
    Examples:
      imbridge send --from easemob request.json
      imbridge send --from easemob --to openim --endpoint-url \\
        https://im.example.com requests.jsonl
    """
    near, far = pair(release, source, target)
    words, where = parse_policy(policy), endpoint_of(url=endpoint, app=app)
    lost = 0

    def one(document: bytes, line: int) -> None:
        nonlocal lost
        given = read_call(document)
        codec, call = meant(given, near, release), command or given.phase
        if far is None:
            emit(written(codec.decode_send(given.request, call), dumped))
            return
        translation = translate_send(given.request, codec, far, command=call, endpoint=where, policy=words)
        found = translation.losses() if strict or losses is not Losses.NONE else ()
        for request in translation.requests:
            emit(recorded_request(request))
        show_losses(found, line, losses)
        lost += len(found)

    failed = each(file, one, fail_fast)
    raise typer.Exit(failed or (3 if strict and lost else 0))
