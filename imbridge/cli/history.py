"""`imbridge history`."""

from typing import Annotated

import typer
from msgspec import Raw

from imbridge.cases.recorded import recorded_request
from imbridge.cli.batch import each, written
from imbridge.cli.inputs import read_line
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
from imbridge.codec import as_import
from imbridge.translation import SendTranslation, translate_history

Imported = Annotated[bool, typer.Option("--import", help="Write the REST requests that import it.")]


def history(
    source: Source,
    target: Optional = None,
    file: File = STDIN,
    imported: Imported = False,
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
    """Read records of history, write canonical ones or another vendor's.

    Each line is one record, as it stands in the vendor's export or in the list of an answer. Without
    --to the canonical record is written. With it the other vendor's, or with --import the REST
    requests that put it into that vendor's history, and on stderr what was lost.

    \b
    Examples:
      imbridge history --from easemob 2026112103
      imbridge history --from easemob --to openim --import 2026112103
    """
    near, far = pair(release, source, target)
    words, where = parse_policy(policy), endpoint_of(url=endpoint, app=app)
    if imported and far is None:
        raise typer.BadParameter("wants to know into whose history: --to", param_hint="--import")
    lost = 0

    def told(done: SendTranslation, line: int) -> int:
        found = done.losses() if strict or losses is not Losses.NONE else ()
        for request in done.requests:
            emit(recorded_request(request))
        show_losses(found, line, losses)
        return len(found)

    def one(document: bytes, line: int) -> None:
        nonlocal lost
        given = read_line(document)
        codec, kind = meant(given, near, release), command or given.phase
        if far is None:
            emit(written(codec.decode_history(given.request.body, kind), dumped))
            return
        if imported:
            call = as_import(codec.decode_history(given.request.body, kind))
            requests = far.encode_import(call, endpoint=where, policy=words)
            lost += told(SendTranslation(requests, codec, far, call, words), line)
            return
        translation = translate_history(given.request.body, codec, far, command=kind, policy=words)
        found = translation.losses() if strict or losses is not Losses.NONE else ()
        emit(Raw(translation.line))
        show_losses(found, line, losses)
        lost += len(found)

    failed = each(file, one, fail_fast)
    raise typer.Exit(failed or (3 if strict and lost else 0))
