"""Message bodies, and what the vendor reserves within `ext`."""

from typing import Annotated, Any

from msgspec import Raw, Struct, field

from imbridge.wire import Wire, holds

Body = Annotated[Raw, holds(lambda: (Txt, Img, Audio, Video, File, Loc, Cmd, CustomBody, OtherBody), "Body")]

Number = int | float
"""A size that the vendor's SDKs write as a double."""


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
