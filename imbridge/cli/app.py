"""The commands: each reads documents one by one and writes what they come to."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import typer
from msgspec import Raw

from imbridge.cases.recorded import recorded_request, recorded_response
from imbridge.cli.inputs import Given, documents, read_ack, read_callback, read_response
from imbridge.cli.options import (
    STDIN,
    App,
    Dumped,
    FailFast,
    File,
    Phase,
    Phased,
    Policies,
    Release,
    Reverse,
    Shown,
    Source,
    Strict,
    Target,
    ToCallback,
    Url,
    Vendor,
    meant,
    parse_policy,
    released,
)
from imbridge.cli.output import Losses, complain, emit, show_losses, show_pair
from imbridge.cli.specs import specs
from imbridge.codec import Codec, dump
from imbridge.errors import ImbridgeError
from imbridge.http import Endpoint
from imbridge.model import Ack, AnyEvent
from imbridge.translation import ack_losses, pair_losses
from imbridge.translation import translate as translated

app = typer.Typer(
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # examples are shown as they stand
)
app.add_typer(specs, name="specs")


@app.callback()
def imbridge() -> None:
    """Read, write and translate the webhooks of instant-messaging vendors.

    A FILE (- is stdin) holds a recorded request {"method", "url", "headers", "body"}, the bare body
    of a callback, a case of specs/, or JSON Lines of any of these. Each document comes out as a line
    of JSON on stdout. What is wrong with one is a line on stderr, and the next one is read.

    \b
    Exit codes:
      0  all went well
      1  some input was bad, or a case disagrees
      2  the command was misspelt, or the extra imbridge[cli] is missing
      3  translate --strict, and something was lost
    """


@app.command()
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
      imbridge decode --vendor openim < callbacks.jsonl | jq .message.parts
    """
    (codec,) = released(release, vendor)

    def one(document: bytes, line: int) -> None:
        given = read_callback(document)
        emit(written(meant(given, codec, release).decode_callback(given.request, phase_of(given, phase)), dumped))

    raise typer.Exit(each(file, one, fail_fast))


@app.command()
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
    fail_fast: FailFast = False,
) -> None:
    """Turn callbacks of one vendor into another's.

    Writes recorded requests, which every command reads again, and tells on stderr what was lost.
    What never fits between the two vendors is told once, and is no loss to --strict.

    \b
    Examples:
      imbridge translate --from tencent --to openim callback.json
      imbridge translate --from openim --to tencent --strict --losses json x.jsonl
      imbridge translate --from tencent --to openim --policy unknown=text x.json
      imbridge translate --from tencent --to openim x.json | jq .body
    """
    near, far = released(release, source, target)
    words = parse_policy(policy)
    where = Endpoint(url=endpoint or Endpoint().url, app=app) if endpoint or app else None
    counts: list[int] = []

    def one(document: bytes, line: int) -> None:
        given = read_callback(document)
        codec = meant(given, near, release)
        done = translated(given.request, codec, far, phase=phase_of(given, phase), endpoint=where, policy=words)
        found = done.losses() if strict or losses is not Losses.NONE else ()
        for request in done.requests:
            emit(recorded_request(request))
        show_losses(found, line, losses)
        counts.append(len(found))

    failed = each(file, one, fail_fast)
    if counts:
        show_pair(near.name, far.name, pair_losses(near, far), losses)
    raise typer.Exit(failed or (3 if strict and any(counts) else 0))


@app.command()
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
      echo '{"type":"allow"}' | imbridge ack --vendor tencent --to-callback x.json
      imbridge ack --decode --vendor openim --to-callback x.json response.json
    """
    (codec,) = released(release, vendor)
    words = parse_policy(policy)
    if to_callback == file:
        raise typer.BadParameter("the callback and the acks cannot both be read from there", param_hint="--to-callback")
    events: list[tuple[AnyEvent, Codec]] = []

    def answered(document: bytes, line: int) -> None:
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


def each(path: Path, do: Callable[[bytes, int], None], fail_fast: bool) -> int:
    """Do something with every document of a file, bad ones aside; return the exit code."""
    name = "stdin" if path == STDIN else str(path)
    failed, line = 0, 0
    for line, document in documents(path):
        try:
            do(document, line)
        except ImbridgeError as problem:
            complain(f"{name} line {line}: {problem}")
            failed = 1
            if fail_fast:
                break
    if not line:
        complain(f"{name}: nothing to read")
    return failed if line else 1


def phase_of(given: Given, phase: Phase | None) -> str | None:
    """Return the phase that was asked for, else the one that the document names."""
    return given.phase if phase is None else phase.value


def written(value: AnyEvent | Ack, dumped: bool) -> Raw:
    """Return a canonical value as JSON, in the envelope that `load` reads or without it."""
    document = Raw(dump(value))
    if dumped:
        return document
    members = msgspec.json.decode(document, type=dict[str, Raw])
    return members["ack" if isinstance(value, Ack) else "event"]
