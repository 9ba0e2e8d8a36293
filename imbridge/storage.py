"""Canonical values as bytes: `dump` is the one serialiser, `load` reads what it wrote."""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

import msgspec
from msgspec import DecodeError, Struct, ValidationError
from msgspec.structs import force_setattr

from imbridge import wire
from imbridge.delta import DEPTH, Edits, check_depth
from imbridge.errors import MISTYPED, CannotExpress, Malformed
from imbridge.model import Ack, AnyEvent, AnyRest, Native
from imbridge.model.base import NOTHING, StoredNative
from imbridge.model.canonical import visit


def dump(value: AnyEvent | Ack | AnyRest) -> bytes:
    """Write an event, an ack or a REST document as canonical JSON with its schema version, native as edits."""
    try:
        if isinstance(value, Ack):
            return wire.encode({"schema": SCHEMA, "ack": _sparse(msgspec.json.decode(_full(value)))})
        document = msgspec.json.decode(_full(value))
        document["key"] = value.key
        kind = "rest" if isinstance(value, AnyRest) else "event"
        return wire.encode({"schema": SCHEMA, kind: _sparse(document)})
    except MISTYPED as problem:
        raise CannotExpress(f"a value of the wrong type ({type(problem).__name__})") from None


def load(document: bytes) -> AnyEvent | Ack | AnyRest:
    """Read what `dump` wrote; `load(dump(x)) == x`.

    Raises Malformed for anything else, an unknown field or schema version included.
    """
    if not isinstance(document, bytes):
        raise Malformed("wanted bytes")
    try:
        check_depth(document, DEPTH + AROUND)
        dumped = _dumped(document)
        if dumped.schema != SCHEMA:
            raise Malformed(f"schema {dumped.schema}; this release reads {SCHEMA}", pointer="/schema")
        if dumped.ack:
            ack: Ack = _reader("ack")(dumped.ack)
            return ack
        if not dumped.event and not dumped.rest:
            raise Malformed("neither an event, an ack nor a REST document")
        kind = "event" if dumped.event else "rest"
        members = _members(dumped.event or dumped.rest)
        key = members.pop("key", None)
        stored = msgspec.json.decode(key) if key is not None else None
        value: AnyEvent | AnyRest = _reader(kind)(wire.encode(members))
    except ValidationError as problem:
        raise Malformed(f"not a canonical value: {problem}") from None
    except (DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise wire.malformed(problem) from None
    if key is not None:
        native = value.native
        if not isinstance(stored, str):
            raise Malformed("wanted a text", pointer=f"/{kind}/key")
        force_setattr(value, "native", StoredNative(native.vendor, native.edits, stored))
    return value


AROUND = DEPTH
"""How many levels deeper a dump may nest than a document: what an app put into a text opens at the bottom of one."""

SCHEMA = 1
"""The version of the canonical documents that this release writes and reads."""

KINDS: dict[str, Any] = {"event": AnyEvent, "ack": Ack, "rest": AnyRest}
"""What may be dumped, by the member of a dump that holds it."""

N = TypeVar("N")


class NativeDocument(Struct, forbid_unknown_fields=True):
    """What the vendor's document said beyond the canonical value: the edits that lead back to it."""

    vendor: str
    edits: Edits


class _Dumped(Struct, forbid_unknown_fields=True):
    schema: int
    event: msgspec.Raw = msgspec.Raw()
    ack: msgspec.Raw = msgspec.Raw()
    rest: msgspec.Raw = msgspec.Raw()


def _native_to_json(native: Native) -> NativeDocument | None:
    edits = native.edits
    return NativeDocument(vendor=native.vendor, edits=edits) if native.vendor and edits else None


def _native_from_json(shape: type[N], value: Any) -> Native:
    if value is None:
        return NOTHING
    read = msgspec.convert(value, NativeDocument)
    return StoredNative(read.vendor, read.edits)


_full = msgspec.json.Encoder(enc_hook=_native_to_json).encode
_dumped = msgspec.json.Decoder(_Dumped).decode
_members = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode


@cache
def _reader(kind: str) -> Callable[[bytes | msgspec.Raw], Any]:
    """Return what reads values of one of the `KINDS`, made when first asked for: it takes milliseconds."""
    return msgspec.json.Decoder(KINDS[kind], dec_hook=_native_from_json).decode


def _sparse(value: dict[str, Any]) -> dict[str, Any]:
    """Leave out the natives that say nothing."""

    def drop(holder: dict[str, Any]) -> None:
        if holder.get("native", 0) is None:
            del holder["native"]

    visit(value, drop)
    return value
