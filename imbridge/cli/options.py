"""The options that commands share, and what their words mean."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from imbridge.cli.inputs import Given
from imbridge.cli.output import Losses
from imbridge.codec import Codec, check_policy
from imbridge.errors import ImbridgeError
from imbridge.vendors import vendor


class Phase(StrEnum):
    """When a callback comes: its ack decides, it has happened, or it is a mere notice."""

    BEFORE = "before"
    AFTER = "after"
    NOTICE = "notice"


STDIN = Path("-")


def parse_file(name: str) -> Path:
    """Return the path of something that can be read; `-` is stdin."""
    path = Path(name)
    if path != STDIN and (path.is_dir() or not path.exists()):
        raise typer.BadParameter(f"no file {name!r}")
    return path


def parse_vendor(name: str) -> Codec:
    """Return the codec of a vendor; a name that nobody has is a usage error."""
    try:
        return vendor(name)
    except ImbridgeError as problem:
        raise typer.BadParameter(problem.detail) from None


def parse_policy(words: list[str]) -> dict[str, str] | None:
    """Return the policy that `KIND=WORD` options say; a word alone is for every kind."""
    policy = {kind or "*": word for kind, _, word in [text.rpartition("=") for text in words]}
    try:
        check_policy(policy)
    except ImbridgeError as problem:
        raise typer.BadParameter(problem.detail, param_hint="--policy") from None
    return policy or None


def released(release: str | None, *codecs: Codec) -> tuple[Codec, ...]:
    """Return codecs for a server release, as far as they know releases."""
    if release is None:
        return codecs
    knowing = [codec for codec in codecs if _has_releases(codec)]
    try:
        if not knowing:
            raise ImbridgeError(f"{codecs[0].name} has no releases to choose from")
        return tuple([codec.with_options(release=release) if codec in knowing else codec for codec in codecs])
    except ImbridgeError as problem:
        raise typer.BadParameter(problem.detail, param_hint="--release") from None


def meant(given: Given, codec: Codec, release: str | None) -> Codec:
    """Return a codec with the options of a spec case, where that is what was given."""
    options = {name: held for name, held in given.options.items() if release is None or name != "release"}
    return codec.with_options(**options) if options else codec


def _has_releases(codec: Codec) -> bool:
    return "release" in codec.options.__struct_fields__


File = Annotated[
    Path,
    typer.Argument(parser=parse_file, metavar="FILE", show_default=False, help="Stdin if there is none, or -."),
]
Vendor = Annotated[
    Codec,
    typer.Option("--vendor", "--from", parser=parse_vendor, metavar="VENDOR", help="Whose it is."),
]
Source = Annotated[Codec, typer.Option("--from", parser=parse_vendor, metavar="VENDOR", help="Whose it is.")]
Target = Annotated[Codec, typer.Option("--to", parser=parse_vendor, metavar="VENDOR", help="Whose it becomes.")]
Release = Annotated[str | None, typer.Option(metavar="R", help="Server release, for a vendor that has several.")]
Phased = Annotated[Phase | None, typer.Option("--phase", help="The phase, where the document does not say.")]
Policies = Annotated[
    list[str],
    typer.Option(metavar="KIND=WORD", help="What becomes of a kind that does not fit; repeatable."),
]
Shown = Annotated[Losses, typer.Option(help="How losses are shown on stderr.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 3 if anything was lost.")]
Url = Annotated[str | None, typer.Option(metavar="URL", help="Where the requests are to go.")]
App = Annotated[str | None, typer.Option(metavar="ID", help="The target's application id.")]
ToCallback = Annotated[
    Path,
    typer.Option(parser=parse_file, metavar="FILE", help="The callback that is answered."),
]
Reverse = Annotated[bool, typer.Option("--decode", help="Read the vendor's responses, write acks.")]
Dumped = Annotated[bool, typer.Option("--dump", help="Write what imbridge.load reads.")]
FailFast = Annotated[bool, typer.Option("--fail-fast", help="Stop at the first bad document.")]
