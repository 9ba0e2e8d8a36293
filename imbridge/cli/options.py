"""The options that commands share, and what their words mean."""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from imbridge.cli.completion import policies, releases, releases_of, vendors
from imbridge.cli.inputs import Given
from imbridge.cli.lines import STDIN
from imbridge.cli.output import Losses
from imbridge.cli.words import near
from imbridge.codec import Codec
from imbridge.context import CHOICES, check_policy
from imbridge.errors import ImbridgeError
from imbridge.vendors import vendor, vendor_names


class Phase(StrEnum):
    """When a callback comes: its ack decides, it has happened, or it is a mere notice."""

    BEFORE = "before"
    AFTER = "after"
    NOTICE = "notice"


def parse_file(name: str) -> Path:
    """Return the path of something that can be read; `-` is stdin."""
    path = Path(name)
    if path != STDIN:
        if not path.exists():
            raise typer.BadParameter(f"no file {name!r}")
        if path.is_dir():
            raise typer.BadParameter(f"{name!r} is a folder")
        if not os.access(path, os.R_OK):
            raise typer.BadParameter(f"{name!r} may not be read by you")
    return path


def parse_vendor(name: str) -> Codec:
    """Return the codec of a vendor; a name that nobody has is a usage error."""
    try:
        return vendor(name)
    except ImbridgeError as problem:
        raise typer.BadParameter(f"{problem.detail}{near(name, vendor_names(installed=True))}") from None


def parse_policy(words: list[str]) -> dict[str, str] | None:
    """Return the policy that `KIND=WORD` options say; a word alone is for every kind."""
    policy = {kind or "*": word for kind, _, word in [text.rpartition("=") for text in words]}
    for word in policy.values():
        try:
            check_policy(word)
        except ImbridgeError as problem:
            raise typer.BadParameter(f"{problem.detail}{near(word, CHOICES)}", param_hint="--policy") from None
    return policy or None


def released(release: str | None, *codecs: Codec) -> tuple[Codec, ...]:
    """Return codecs for a server release, as far as they know releases."""
    if release is None:
        return codecs
    known = [word for codec in codecs for word in releases_of(codec)]
    if not known:
        raise typer.BadParameter(f"{codecs[0].name} has no releases to choose from", param_hint="--release")
    if release not in known:
        raise typer.BadParameter(
            f"no release {release!r}; there are {', '.join(dict.fromkeys(known))}", param_hint="--release"
        )
    return tuple([codec.with_options(release=release) if releases_of(codec) else codec for codec in codecs])


def pair(release: str | None, source: Codec, target: Codec | None) -> tuple[Codec, Codec | None]:
    """Return a codec and perhaps another for a server release, as far as they know releases."""
    if target is None:
        return released(release, source)[0], None
    near, far = released(release, source, target)
    return near, far


def meant(given: Given, codec: Codec, release: str | None = None) -> Codec:
    """Return a codec with the options of a spec case, where that is what was given."""
    options = {name: held for name, held in given.options.items() if release is None or name != "release"}
    return codec.with_options(**options) if options else codec


def phase_of(given: Given, phase: Phase | None) -> str | None:
    """Return the phase that was asked for, else the one that the document names."""
    return given.phase if phase is None else phase.value


File = Annotated[
    Path,
    typer.Argument(parser=parse_file, metavar="FILE", show_default=False, help="Stdin if there is none, or -."),
]
Vendor = Annotated[
    Codec,
    typer.Option(
        "--vendor", "--from", parser=parse_vendor, autocompletion=vendors, metavar="VENDOR", help="Whose it is."
    ),
]
Source = Annotated[
    Codec,
    typer.Option("--from", parser=parse_vendor, autocompletion=vendors, metavar="VENDOR", help="Whose it is."),
]
Target = Annotated[
    Codec,
    typer.Option("--to", parser=parse_vendor, autocompletion=vendors, metavar="VENDOR", help="Whose it becomes."),
]
Release = Annotated[
    str | None,
    typer.Option(autocompletion=releases, metavar="R", help="Server release, for a vendor that has several."),
]
Phased = Annotated[Phase | None, typer.Option("--phase", help="The phase, where the document does not say.")]
Policies = Annotated[
    list[str],
    typer.Option(
        autocompletion=policies,
        metavar="KIND=WORD",
        help="What becomes of a kind that does not fit; repeatable.",
    ),
]
Optional = Annotated[
    Codec | None,
    typer.Option("--to", parser=parse_vendor, autocompletion=vendors, metavar="VENDOR", help="Whose it becomes."),
]
Command = Annotated[str | None, typer.Option("--command", metavar="NAME", help="The call, where the url does not say.")]
Shown = Annotated[Losses, typer.Option(help="How losses are shown on stderr.")]
Dumped = Annotated[bool, typer.Option("--dump", help="Write what imbridge.load reads.")]
FailFast = Annotated[bool, typer.Option("--fail-fast", help="Stop at the first bad document.")]
