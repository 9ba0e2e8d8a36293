"""`imbridge translate`."""

from typing import Annotated, Any

import typer

from imbridge.cases.recorded import recorded_request
from imbridge.cli.batch import each
from imbridge.cli.credentials import Now, SecretFiles, SecretVariables, clock, secret_of
from imbridge.cli.inputs import read_callback
from imbridge.cli.lines import STDIN
from imbridge.cli.options import (
    FailFast,
    File,
    Phased,
    Policies,
    Release,
    Shown,
    Source,
    Target,
    meant,
    parse_policy,
    phase_of,
    released,
)
from imbridge.cli.output import Losses, emit, show_losses, show_pair
from imbridge.http import Endpoint
from imbridge.translation import pair_losses
from imbridge.translation import translate as translated

Strict = Annotated[bool, typer.Option("--strict", help="Exit with 3 if anything was lost.")]
Url = Annotated[
    str | None,
    typer.Option("--endpoint-url", "--endpoint", metavar="URL", help="Where the requests are to go."),
]
App = Annotated[str | None, typer.Option(metavar="ID", help="The target's application id.")]


def translate(
    source: Source,
    target: Target,
    file: File = STDIN,
    losses: Shown = Losses.TABLE,
    strict: Strict = False,
    release: Release = None,
    phase: Phased = None,
    policy: Policies = [],  # noqa: B006  # never changed
    endpoint: Url = None,
    app: App = None,
    secret_file: SecretFiles = [],  # noqa: B006
    secret_env: SecretVariables = [],  # noqa: B006
    now: Now = None,
    fail_fast: FailFast = False,
) -> None:
    """Turn callbacks of one vendor into another's.

    Writes recorded requests, which every command reads again, and tells on stderr what was lost.
    What never fits between the two vendors is told once, and is no loss to --strict. With a secret
    the requests are signed as the target signs its own.

    \b
    Examples:
      imbridge translate --from tencent --to openim callback.json
      imbridge translate --from tencent --to openim --losses json x.jsonl
      imbridge translate --from tencent --to openim --policy face=text x.jsonl
      imbridge translate --from openim --to tencent --endpoint-url \\
        https://im.example.com/ --app 1400718203 --secret-env TOKEN openim.json
    """
    near, far = released(release, source, target)
    words = parse_policy(policy)
    secret = secret_of(secret_file, secret_env) if secret_file or secret_env else None
    where = endpoint_of(url=endpoint, app=app, secret=secret)
    if now is None and secret is not None:
        now = clock()
    done = lost = 0

    def one(document: bytes, line: int) -> None:
        nonlocal done, lost
        given = read_callback(document)
        codec = meant(given, near, release)
        translation = translated(
            given.request, codec, far, phase=phase_of(given, phase), endpoint=where, policy=words, now=now
        )
        found = translation.losses() if strict or losses is not Losses.NONE else ()
        for request in translation.requests:
            emit(recorded_request(request))
        show_losses(found, line, losses)
        done += 1
        lost += len(found)

    failed = each(file, one, fail_fast)
    if done:
        show_pair(near.name, far.name, pair_losses(near, far), losses)
    raise typer.Exit(failed or (3 if strict and lost else 0))


def endpoint_of(**given: Any) -> Endpoint | None:
    """Return where requests go, as far as that was said."""
    said = {name: value for name, value in given.items() if value is not None}
    return Endpoint(**said) if said else None
