"""Canonical values as JSON values, native left out."""

from collections.abc import Callable
from typing import Any

import msgspec

from imbridge.model.base import Value

_encode = msgspec.json.Encoder(enc_hook=lambda native: None).encode


def canonical(value: Value) -> dict[str, Any]:
    """Return an event, message or part as a JSON object; nothing of native is in it."""
    written: dict[str, Any] = msgspec.json.decode(_encode(value))
    visit(written, lambda holder: holder.pop("native", None))
    return written


def visit(value: Any, do: Callable[[dict[str, Any]], object]) -> None:
    """Call `do` with each object in a canonical JSON value that may have a native."""
    do(value)
    for message in (value.get("message"), value.get("changes"), value.get("quote")):
        if isinstance(message, dict):
            visit(message, do)
    for held in (value.get("parts"), value.get("messages")):
        for inner in held or ():
            visit(inner, do)
