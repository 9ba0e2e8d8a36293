"""`imbridge vendors`."""

import sys
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec
import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from imbridge.cli.output import emit, seen
from imbridge.vendors import vendor, vendor_names
from imbridge.wire import text_of

AsJson = Annotated[bool, typer.Option("--json", help="Write JSON on a terminal as well.")]


def vendors(as_json: AsJson = False) -> None:
    """Show the vendors that there are, and what can be set for each.

    A table on a terminal; anywhere else, and with --json, a line of JSON for each vendor.

    \b
    Examples:
      imbridge vendors
      imbridge vendors --json > vendors.jsonl
    """
    found = [(name, options_of(name)) for name in vendor_names()]
    if as_json or not seen(sys.stdout):
        for name, options in found:
            emit({"name": name, "options": options})
    else:
        Console().print(table(found))


def options_of(name: str) -> list[dict[str, Any]]:
    """Return the options of a vendor: name, default, and what it may be where only some words will do."""
    options = vendor(name).options
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
    for column in ("vendor", "option", "default", "choices"):
        rows.add_column(column)
    for name, options in found:
        for index, option in enumerate(options):
            default, choices = option["default"], " ".join(option.get("choices", ()))
            held = default if isinstance(default, str) else text_of(default)
            rows.add_row("" if index else Text(name, style="bold"), option["name"], Text(held), Text(choices))
    return rows
