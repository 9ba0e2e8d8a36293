"""Mistakes in Easemob's codec, each with the law, and the server, that it is caught by."""

import json
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace as evolved

from imbridge.errors import CannotExpress
from imbridge.model import Allow, Location, Reject, UnknownPart
from tests.laws.bugs import TICKS, Install, crash, dull, everywhere, field, in_message, put


def without(body: Any, key: str) -> Any:
    """Leave a member out of a wire object, whatever it is made of."""
    if isinstance(body, dict):
        return {name: value for name, value in body.items() if name != key}
    return put(body, key, None)


def told_louder(body: Any) -> Any:
    if isinstance(body, dict):
        return {**body, "msg": body["msg"].swapcase() + "!"}
    return put(body, "msg", body.msg.swapcase() + "!")


def in_body(change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Change the body of what a codec has written."""

    def changed(written: Any) -> Any:
        return evolved(written, body=json.dumps(change(json.loads(written.body))).encode())

    return changed


def ticking(body: Any) -> Any:
    return {**body, "timestamp": body["timestamp"] + next(TICKS)} if "timestamp" in body else body


def named(body: Any) -> Any:
    if body.get("msg_id") == "":
        raise CannotExpress("a message without an id")
    return body


def looked_up(event: Any) -> Any:
    for part in event.message.parts if hasattr(event, "message") else ():
        if isinstance(part, UnknownPart):
            crash(part)
    return event


def turned(part: Any) -> Any:
    return evolved(part, latitude=part.longitude, longitude=part.latitude) if isinstance(part, Location) else part


def gentle(body: Any) -> Any:
    return {**body, "valid": True} if body.get("valid") is False else body


def meek(ack: Any) -> Any:
    return Allow() if isinstance(ack, Reject) else ack


def bland(body: Any) -> Any:
    """Leave the app's own out of a rewritten content."""
    return {**body, "payload": {**body["payload"], "ext": {}}} if body.get("payload") else body


EASEMOB: dict[str, tuple[str, str, Install]] = {
    "decode drops ext": (
        "easemob",
        "nothing_forgotten",
        field("from_wire", lambda event: in_message(event, ext=None)),
    ),
    "decode drops mentions": (
        "easemob",
        "canonical_identity",
        field("from_wire", lambda event: in_message(event, mentions=())),
    ),
    "decode drops the quote": (
        "easemob",
        "canonical_identity",
        field("from_wire", lambda event: in_message(event, quote=None)),
    ),
    "decode forgets how long a sound is": (
        "easemob",
        "nothing_forgotten",
        everywhere("audio_from_wire", lambda part: evolved(part, media=evolved(part.media, duration=None))),
    ),
    "decode forgets the preview of a picture": (
        "easemob",
        "nothing_forgotten",
        everywhere("image_from_wire", lambda part: evolved(part, thumbnail=None)),
    ),
    "decode forgets the preview of a video": (
        "easemob",
        "canonical_identity",
        everywhere("video_from_wire", lambda part: evolved(part, thumbnail=None)),
    ),
    "decode swaps latitude and longitude": ("easemob", "canonical_identity", everywhere("location_from_wire", turned)),
    "decode forgets the name of what is custom": (
        "easemob",
        "canonical_identity",
        everywhere("custom_from_wire", lambda part: evolved(part, name=None)),
    ),
    "decode forgets what comes with a command": (
        "easemob",
        "nothing_forgotten",
        everywhere("command_from_wire", lambda part: evolved(part, data=None)),
    ),
    "decode forgets how deep forwarded history is": (
        "easemob",
        "nothing_forgotten",
        everywhere("merged_from_wire", lambda part: evolved(part, level=None)),
    ),
    "encode changes a text": ("easemob", "edits_win", everywhere("text_to_wire", told_louder)),
    "encode forgets the name of a file": (
        "easemob",
        "honest_loss",
        everywhere("file_to_wire", lambda body: without(body, "filename")),
    ),
    "an unknown body is looked up": ("easemob", "total", field("from_wire", looked_up)),
    "encode wants an id": ("easemob", "identity", field("to_wire", in_body(named))),
    "encode counts": ("easemob", "pure", field("to_wire", in_body(ticking))),
    "the key lacks the id": ("easemob", "stable_key", field("key_fields", lambda key: dull(key, 0))),
    "the key lacks the recipient": ("easemob", "stable_key", field("key_fields", lambda key: dull(key, 1))),
    "a refusal is read as an allow": ("easemob", "verdict", field("ack_from_wire", meek)),
    "a refusal is written as an allow": ("easemob", "verdict", field("ack_to_wire", in_body(gentle))),
    "a silent discard is written as an allow": ("easemob silent", "verdict", field("ack_to_wire", in_body(gentle))),
    "a rewrite forgets the ext": ("easemob any", "verdict", field("ack_to_wire", in_body(bland))),
}
