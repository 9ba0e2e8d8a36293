"""`imbridge vendors`."""

import sys
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec
import typer
from msgspec import Struct
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from imbridge.cli.output import complain, emit, seen
from imbridge.errors import ImbridgeError
from imbridge.vendors import vendor, vendor_names
from imbridge.wire import text_of

AsJson = Annotated[bool, typer.Option("--json", help="Write JSON on a terminal as well.")]


def vendors(as_json: AsJson = False) -> None:
    """Show the vendors that there are, and what can be set for each.

    Those that come with imbridge, and those of other packages that are installed. A table on a
    terminal; anywhere else, and with --json, a line of JSON for each vendor.

    \b
    Examples:
      imbridge vendors
      imbridge vendors --json > vendors.jsonl
    """
    found, failed = [], 0
    for name in vendor_names(installed=True):
        try:
            found.append((name, options_of(vendor(name).options)))
        except ImbridgeError as problem:
            complain(str(problem))
            failed = 1
    if as_json or not seen(sys.stdout):
        for name, options in found:
            emit({"name": name, "built_in": name in vendor_names(), "options": options})
    else:
        Console().print(table(found))
    raise typer.Exit(failed)


def options_of(options: Struct) -> list[dict[str, Any]]:
    """Return what a vendor's options are: name, default, and the words where only some will do."""
    hints = get_type_hints(type(options))
    return [
        {
            "name": option,
            "default": msgspec.to_builtins(getattr(options, option)),
            **({"choices": get_args(hints[option])} if get_origin(hints[option]) is Literal else {}),
        }
        for option in options.__struct_fields__
    ]


def table(found: list[tuple[str, list[dict[str, Any]]]]) -> Table:
    """Lay vendors and their options out for a person."""
    rows = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in ("vendor", "built in", "option", "default", "choices"):
        rows.add_column(column)
    for name, options in found:
        first = (Text(name, style="bold"), "yes" if name in vendor_names() else "no")
        for option in options:
            choices = " ".join(option.get("choices", ()))
            for place, held in leaves(option["name"], option["default"]):
                rows.add_row(*first, place, Text(held if isinstance(held, str) else text_of(held)), Text(choices))
                first = (Text(), "")
    return rows


def leaves(place: str, held: Any) -> list[tuple[str, Any]]:
    """Take an option apart that has members of its own."""
    if not isinstance(held, dict):
        return [(place, held)]
    return [leaf for name, inner in held.items() for leaf in leaves(f"{place}.{name}", inner)]
