"""The commands: one function each, on documents one at a time."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer
from msgspec import Raw

from imbridge.cases.recorded import recorded_request, recorded_response
from imbridge.cli.inputs import Given, documents, read_ack, read_callback, read_response
from imbridge.cli.output import Losses, complain, emit, show_losses, show_pair
from imbridge.cli.specs import specs
from imbridge.codec import Codec, check_policy, dump
from imbridge.errors import ImbridgeError
from imbridge.http import Endpoint
from imbridge.model import Ack, AnyEvent
from imbridge.translation import ack_losses, pair_losses
from imbridge.translation import translate as translated
from imbridge.vendors import vendor as vendor_named

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

    A FILE (or - for stdin) holds a recorded request {"method", "url", "headers", "body"}, the bare
    body of a callback, a case of specs/, or JSON Lines of any of these. Each document comes out as
    one line of JSON on stdout. What is wrong with one is a line on stderr, and the next one is read.

    \b
    Exit codes:
      0  all went well
      1  some input was bad, or a case disagrees
      2  the command was misspelt, or the extra imbridge[cli] is missing
      3  translate --strict, and something was lost
    """


class Phase(StrEnum):
    """When a callback comes: its ack decides, it has happened, or it is a mere notice."""

    BEFORE = "before"
    AFTER = "after"
    NOTICE = "notice"


def parse_vendor(name: str) -> Codec:
    """Return the codec of a vendor; a name that nobody has is a usage error."""
    try:
        return vendor_named(name)
    except ImbridgeError as problem:
        raise typer.BadParameter(problem.detail) from None


def parse_policy(words: list[str]) -> dict[str, str] | None:
    """Return the policy that `KIND=WORD` options say; a bare word is for every kind."""
    pairs = [word.partition("=") if "=" in word else ("*", "=", word) for word in words]
    policy = {kind: word for kind, _, word in pairs}
    try:
        check_policy(policy)
    except ImbridgeError as problem:
        raise typer.BadParameter(problem.detail, param_hint="--policy") from None
    return policy or None


File = Annotated[
    Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, readable=True, allow_dash=True, show_default=False)
]
Vendor = Annotated[Codec, typer.Option("--vendor", "--from", parser=parse_vendor, metavar="VENDOR", help="Whose it is.")]
Release = Annotated[str | None, typer.Option(metavar="R", help="Server release, where the vendor's replies depend on it.")]
Phased = Annotated[Phase | None, typer.Option("--phase", help="The phase, where the document does not say.")]
Policies = Annotated[
    list[str], typer.Option("--policy", metavar="KIND=WORD", help="What becomes of a kind that does not fit. Repeatable.")
]
Shown = Annotated[Losses, typer.Option("--losses", help="How losses are shown on stderr.")]
Fast = Annotated[bool, typer.Option("--fail-fast", help="Stop at the first bad document.")]
Dumped = Annotated[bool, typer.Option("--dump", help="Write what imbridge.load reads, schema version included.")]
STDIN = Path("-")


@app.command()
def decode(
    vendor: Vendor,
    file: File = STDIN,
    release: Release = None,
    phase: Phased = None,
    dumped: Dumped = False,
    fail_fast: Fast = False,
) -> None:
    """Read callbacks, write canonical events.

    What the vendor said beyond the model stands under "native".

    \b
    Examples:
      imbridge decode --vendor tencent callback.json
      imbridge decode --vendor openim --release 3.5 - < callbacks.jsonl | jq .message.parts
    """
    chosen = options_for(release, vendor)

    def one(document: bytes, line: int) -> None:
        emit(canonical(event_in(read_callback(document), vendor, chosen, phase), dumped))

    each(file, one, fail_fast)


@app.command()
def translate(
    source: Annotated[Codec, typer.Option("--from", parser=parse_vendor, metavar="VENDOR", help="Whose it is.")],
    target: Annotated[Codec, typer.Option("--to", parser=parse_vendor, metavar="VENDOR", help="Whose it becomes.")],
    file: File = STDIN,
    losses: Shown = Losses.TABLE,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 3 if anything was lost.")] = False,
    release: Release = None,
    phase: Phased = None,
    policy: Policies = [],  # noqa: B006  # typer copies it
    endpoint: Annotated[str | None, typer.Option(metavar="URL", help="Where the requests are to go.")] = None,
    app_id: Annotated[str | None, typer.Option("--app", metavar="ID", help="The target's application id.")] = None,
    fail_fast: Fast = False,
) -> None:
    """Turn one vendor's callbacks into another's.

    Writes recorded requests, which every command reads again, and says on stderr what was lost.
    What never fits between the two vendors is said once, and is no loss to --strict.

    \b
    Examples:
      imbridge translate --from tencent --to openim callback.json
      imbridge translate --from openim --to tencent --strict --losses json - < callbacks.jsonl
      imbridge translate --from tencent --to openim --policy custom=text --policy face=strict x.json
      imbridge translate --from openim --to tencent x.json | imbridge decode --vendor tencent
    """
    words = parse_policy(policy)
    chosen, aim = options_for(release, source, target), target.with_options(**options_for(release, target, needed=False))
    where = None if endpoint is None and app_id is None else Endpoint(url=endpoint or Endpoint().url, app=app_id)
    lost = 0

    def one(document: bytes, line: int) -> None:
        nonlocal lost
        given = read_callback(document)
        codec = source_of(given, source, chosen)
        done = translated(given.request, codec, aim, phase=phase or given.phase, endpoint=where, policy=words)
        found = done.losses() if strict or losses is not Losses.NONE else ()
        for request in done.requests:
            emit(recorded_request(request))
        show_losses(found, line, losses)
        lost += len(found)

    each(file, one, fail_fast)
