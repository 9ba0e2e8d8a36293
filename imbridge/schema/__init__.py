"""JSON Schemas (2020-12) of the canonical documents, and of each vendor's.

`event`, `ack`, `rest`, `message` and `dump` are canonical. `<vendor>.callback` and `<vendor>.ack` describe
whatever a vendor sends and reads, `<vendor>.<command>` and `<vendor>.ack.<kind>` one of those documents;
`<vendor>.call` its REST requests, `<vendor>.call.<command>` one of them, `<vendor>.answer` what answers
them, and `<vendor>.record` its history.
"""

from collections.abc import Callable
from functools import partial

import msgspec

from imbridge.errors import ImbridgeError
from imbridge.schema import documents
from imbridge.schema.shapes import Json
from imbridge.vendors import vendor, vendor_names


def names() -> tuple[str, ...]:
    """Return the names of all schemas, sorted."""
    return tuple(sorted({*_whole(), *_single()}))


def schema(name: str) -> Json:
    """Return one schema, complete in itself; raise ImbridgeError for a name that there is not."""
    made = {**_single(), **_whole()}.get(str(name))
    if made is None:
        raise ImbridgeError(f"no schema {name!r}; there are {', '.join(names())}")
    return made()


def files() -> dict[str, bytes]:
    """Return the schemas as the files of `specs/schema`, by name; those hold each document once."""
    written = {f"{name}.json": msgspec.json.encode(make()) for name, make in sorted(_whole().items())}
    return {name: msgspec.json.format(text, indent=2) + b"\n" for name, text in written.items()}


def _whole() -> dict[str, Callable[[], Json]]:
    found: dict[str, Callable[[], Json]] = {
        "event": documents.event,
        "ack": documents.ack,
        "message": documents.message,
        "dump": documents.dump,
        "rest": documents.rest,
    }
    for name in vendor_names():
        codec = vendor(name)
        held = codec.documents()
        found |= {f"{name}.callback": partial(documents.callback_of, codec)} if held.callbacks else {}
        found |= {f"{name}.ack": partial(documents.ack_of, codec)} if held.acks else {}
        found |= {f"{name}.call": partial(documents.call_of, codec)} if held.calls else {}
        found |= {f"{name}.answer": partial(documents.answer_of, codec)} if held.answers else {}
        found |= {f"{name}.record": partial(documents.record_of, codec)} if held.records else {}
    return found


def _single() -> dict[str, Callable[[], Json]]:
    found: dict[str, Callable[[], Json]] = {}
    for name in vendor_names():
        codec = vendor(name)
        held = codec.documents()
        found |= {f"{name}.{command}": partial(documents.callback_of, codec, command) for command in held.callbacks}
        found |= {f"{name}.{ack}": partial(documents.ack_of, codec, ack) for ack in held.acks}
        found |= {f"{name}.call.{command}": partial(documents.call_of, codec, command) for command in held.calls}
    return found
