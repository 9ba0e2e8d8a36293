"""Easemob's JSON, transcribed.

Spellings, types and units as in the vendor's callback documents of four generations (2014 to 2026),
which disagree; what any of them says is read. `timestamp` is milliseconds, `length` seconds,
`file_length` bytes, `size` pixels. No field discriminates alone: `chat_type` names the conversation or
the event, `eventType` the stream.
"""

from typing import Annotated, Any, Literal

from msgspec import UNSET, Raw, Struct, UnsetType, field

from imbridge.wire import Wire, holds

Body = Annotated[Raw, holds(lambda: (Txt, Img, Audio, Video, File, Loc, Cmd, CustomBody, OtherBody), "Body")]

Number = int | float
"""A size that the vendor's SDKs write as a double."""


class Head(Wire, kw_only=True):
    """All that tells one callback from another."""

    chat_type: str | None = None
    eventType: str | None = None
    event: str | None = None
    operation: str | None = None
    step: str | None = None
    user: str | None = None
    status: str | None = None
    payload: "HeadPayload | None" = None


class HeadPayload(Wire, kw_only=True):
    type: str | None = None
    operation: str | None = None


class Envelope(Wire, kw_only=True):
    """What every callback may have."""

    callId: str | None = None
    timestamp: int | str | None = None  # push reports: documented as text
    appkey: str | None = None


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


class Size(Wire, kw_only=True):
    width: Number | None = None
    height: Number | None = None


class _Body(Wire, kw_only=True, tag_field="type"):
    pass


class Txt(_Body, kw_only=True, tag="txt"):
    """Text, or with `subType` `sub_combine` a stretch of history whose text is for old SDKs."""

    msg: str | None = None
    subType: str | None = None
    combineLevel: int | None = None
    title: str | None = None
    summary: str | None = None  # lines
    url: str | None = None  # of the attachment that holds the messages
    filename: str | None = None
    secret: str | None = None
    file_length: int | None = None


class Img(_Body, kw_only=True, tag="img"):
    url: str | None = None
    secret: str | None = None  # only where the upload was restricted
    filename: str | None = None
    file_length: int | None = None
    size: Size | None = None
    thumb: str | None = None
    thumb_secret: str | None = None
    thumbFilename: str | None = None


class Audio(_Body, kw_only=True, tag="audio"):
    url: str | None = None
    secret: str | None = None
    filename: str | None = None
    file_length: int | None = None
    length: int | None = None


class Video(_Body, kw_only=True, tag="video"):
    url: str | None = None
    secret: str | None = None
    filename: str | None = None
    file_length: int | None = None
    length: int | None = None
    thumb: str | None = None
    thumb_secret: str | None = None
    size: Size | None = None  # of the thumbnail


class File(_Body, kw_only=True, tag="file"):
    url: str | None = None
    secret: str | None = None
    filename: str | None = None
    file_length: int | None = None


class Loc(_Body, kw_only=True, tag="loc"):
    lat: int | float | str | None = None  # a number in callbacks, a text in REST
    lng: int | float | str | None = None
    addr: str | None = None


class Cmd(_Body, kw_only=True, tag="cmd"):
    action: str | None = None
    param: dict[str, Any] | str | None = None  # of the SDKs
    msg: str | None = None  # the callback pages group cmd with text


class CustomBody(_Body, kw_only=True, tag="custom"):
    customEvent: str | None = None
    exts: dict[str, Any] | None = field(name="v2:customExts", default=None)
    customExts: list[dict[str, Any]] | dict[str, Any] | None = None  # older; an object in the oldest


class OtherBody(Wire, kw_only=True):
    """A body of a kind that later releases of the vendor have."""

    type: str | None = None


class Thread(Struct, kw_only=True, gc=False):
    msg_parent_id: str = ""
    thread_name: str = ""
    muc_parent_id: str = ""


class Meta(Wire, kw_only=True):
    thread: Thread | None = None


class Payload(Struct, kw_only=True, gc=False):
    bodies: list[Body] | UnsetType = UNSET
    ext: dict[str, Any] | str | None | UnsetType = UNSET
    meta: Meta | UnsetType = UNSET
    type: str | UnsetType = UNSET  # of the conversation; of the body where the payload is the body
    subType: str | UnsetType = UNSET


class Message(Struct, kw_only=True, gc=False):
    """A message that is about to be sent (no `eventType`), was sent, or found its recipient offline."""

    callId: str = ""
    eventType: Literal["chat", "chat_offline"] | UnsetType = UNSET
    timestamp: int = 0
    chat_type: Literal["chat", "groupchat", "group", "chatroom"]
    content_type: str | UnsetType = UNSET
    group_id: str | UnsetType = UNSET
    from_: str = field(name="from")
    to: str
    msg_id: str = ""
    payload: Payload
    appkey: str | UnsetType = UNSET
    step: str | UnsetType = UNSET
    event: str | UnsetType = UNSET


class PushExt(Wire, kw_only=True):
    """`ext.em_push_ext`, as far as the model knows it."""

    title: str | None = None
    content: str | None = None
    custom: dict[str, Any] | None = None


class ApnsExt(Wire, kw_only=True):
    """`ext.em_apns_ext`, as far as the model knows it."""

    em_push_title: str | None = None
    em_push_category: str | None = None
    em_push_sound: str | None = None
    em_push_mutable_content: bool | None = None


class MsgQuote(Struct, kw_only=True, gc=False):
    """`ext.msgQuote`, the convention of the vendor's UI kits."""

    msgID: str
    msgPreview: str = ""
    msgSender: str = ""
    msgType: str = ""


class Ack(Wire, kw_only=True):
    valid: bool
    code: str | None = None  # what the sender reads
    payload: Raw | UnsetType = UNSET
    chatroom_msg_level: str | None = None


class Done(Wire, kw_only=True):
    """The reply to what has happened already: the vendor looks at the HTTP status only."""
