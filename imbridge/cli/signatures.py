"""`imbridge verify` and `imbridge sign`."""

from typing import Annotated

import msgspec
import typer

from imbridge.cases.recorded import recorded_request
from imbridge.cli.batch import each
from imbridge.cli.credentials import Now, SecretFiles, SecretVariables, clock, secret_of, secrets_of
from imbridge.cli.inputs import read_callback
from imbridge.cli.lines import STDIN
from imbridge.cli.options import FailFast, File, Vendor, meant
from imbridge.cli.output import emit
from imbridge.errors import Unverified

App = Annotated[str | None, typer.Option(metavar="ID", help="The application id that it must be for.")]


def verify(
    vendor: Vendor,
    file: File = STDIN,
    secret_file: SecretFiles = [],  # noqa: B006  # never changed
    secret_env: SecretVariables = [],  # noqa: B006
    now: Now = None,
    app: App = None,
    fail_fast: FailFast = False,
) -> None:
    """Check who sent callbacks; write what that proves.

    What the signature covers stands in the output: never the whole. Several secrets may be given,
    for while one replaces another. What is not verified is a line on stderr, and the exit code 1;
    so is all that comes from a vendor who signs nothing.

    \b
    Examples:
      imbridge verify --vendor tencent --secret-env TOKEN x.jsonl
      imbridge verify --vendor tencent --now 1767225845000 callback.json \\
        --secret-file old.txt --secret-file new.txt
    """
    secrets = secrets_of(secret_file, secret_env)

    def one(document: bytes, line: int) -> None:
        given = read_callback(document)
        at = clock() if now is None else now
        found = meant(given, vendor).verify(given.request, now_ms=at, secrets=secrets, app=app)
        emit(msgspec.to_builtins(found))
        if found.state != "valid":
            raise Unverified("signs nothing, so nothing is verified", vendor=vendor.name)

    raise typer.Exit(each(file, one, fail_fast))


def sign(
    vendor: Vendor,
    file: File = STDIN,
    secret_file: SecretFiles = [],  # noqa: B006  # never changed
    secret_env: SecretVariables = [],  # noqa: B006
    now: Now = None,
    fail_fast: FailFast = False,
) -> None:
    """Sign callbacks as their vendor does; write recorded requests.

    For a backend that checks signatures, and is to be tried with a callback that was recorded
    or made by hand.

    \b
    Examples:
      imbridge sign --vendor tencent --secret-env TOKEN callback.json
      imbridge sign --vendor tencent --secret-env TOKEN callback.json | \\
        imbridge verify --vendor tencent --secret-env TOKEN
    """
    secret = secret_of(secret_file, secret_env)

    def one(document: bytes, line: int) -> None:
        given = read_callback(document)
        at = clock() if now is None else now
        emit(recorded_request(meant(given, vendor).sign(given.request, secret=secret, now_ms=at)))

    raise typer.Exit(each(file, one, fail_fast))
