"""The commands, put together."""

from typing import Annotated

import typer

from imbridge.cli.ack import ack
from imbridge.cli.decode import decode
from imbridge.cli.history import history
from imbridge.cli.output import write
from imbridge.cli.program import Program
from imbridge.cli.receipt import receipt
from imbridge.cli.schema import schema
from imbridge.cli.send import send
from imbridge.cli.signatures import sign, verify
from imbridge.cli.specs import specs
from imbridge.cli.translate import translate
from imbridge.cli.vendors import vendors

app = typer.Typer(
    name="imbridge",
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # examples are shown as they stand
)
for command in (decode, translate, ack, send, receipt, history, verify, sign, schema, vendors):
    app.command()(command)
app.add_typer(specs, name="specs")


def show_version(wanted: bool) -> None:
    """Write the release and leave."""
    if wanted:
        from importlib.metadata import PackageNotFoundError, version  # slow, and hardly ever wanted

        try:
            release = version("imbridge")
        except PackageNotFoundError:
            release = "(run from its source, not installed)"
        write(f"imbridge {release}")
        raise typer.Exit


Version = Annotated[
    bool,
    typer.Option("--version", callback=show_version, is_eager=True, help="Show the release and exit."),
]


@app.callback()
def imbridge(version: Version = False) -> None:
    """Read, write and translate the webhooks and REST requests of instant-messaging vendors.

    A FILE (- is stdin) holds a recorded request {"method", "url", "headers", "body"}, the bare body
    of a callback, a case of specs/, or JSON Lines of any of these, which are read line by line however
    many there are. Each document comes out as a line of JSON on stdout, indented on a terminal. What is
    wrong with one is a line on stderr, and the next one is read.

    \b
    Exit codes:
      0    all went well
      1    some input was bad or not verified, or a case disagrees
      2    the command was misspelt, or the extra imbridge[cli] is missing
      3    --strict, and something was lost
      130  interrupted
      141  whoever read the output has gone
    """
