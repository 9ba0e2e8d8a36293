"""Easemob's JSON, transcribed.

Spellings, types and units as in the vendor's callback documents of four generations (2014 to 2026),
which disagree; what any of them says is read. `timestamp` is milliseconds, `length` seconds,
`file_length` bytes, `size` pixels. No field discriminates alone: `chat_type` names the conversation or
the event, `eventType` the stream, `operation` what was done to a group or a friend.
"""

from typing import Any

from msgspec import UNSET, Struct, UnsetType, field

from imbridge.wire import Wire


class HeadStatus(Wire, kw_only=True):
    error_code: Any = None  # a text, but nothing else may pass for `ok`


class HeadPayload(Wire, kw_only=True):
    type: str | None = None
    operation: str | None = None
    share_file: Any = None
    status: HeadStatus | None = None


class Head(Wire, kw_only=True):
    """All that tells one callback from another."""

    chat_type: str | None = None
    eventType: str | None = None
    event: str | None = None
    operation: str | None = None
    step: str | None = None
    user: str | None = None
    status: str | None = None
    payload: HeadPayload | None = None


class Marks(Wire, kw_only=True):
    """What a callback's id may be repeated for: offline users, push reports, operations."""

    callId: str | None = None
    to: str | None = None
    operation: str | None = None
    target: str | None = None
    device_id: str | None = None
    step: str | None = None
    status: str | None = None
    payload: HeadPayload | None = None


class Callback(Struct, kw_only=True, gc=False):
    """What stands around everything but a message."""

    callId: str = ""
    timestamp: int | str = 0  # documented as text in push reports
    appkey: str | UnsetType = UNSET


class Event(Callback, kw_only=True):
    """What comes down the stream of messages: it has an id like theirs."""

    eventType: str | UnsetType = "chat"
    from_: str = field(name="from")
    to: str
    msg_id: str = ""
    step: str | UnsetType = UNSET  # never, like the next: with one of them it would be something else
    event: str | UnsetType = UNSET


class Status(Struct, kw_only=True, gc=False):
    """Whether an operation succeeded; anything but `ok` is an error."""

    description: str | UnsetType = UNSET
    error_code: str = "ok"
