"""Easemob's callbacks, read and written with nothing in between."""

from typing import Any

import msgspec
from msgspec import Struct, field

from imbridge import Request
from tests.benchmarks.floor.texts import Written, encode, read_object

TEXT = "imb_text"


class _Body(Struct, kw_only=True, tag_field="type", omit_defaults=True):
    pass


class Txt(_Body, kw_only=True, tag="txt"):
    msg: str


class Size(Struct, kw_only=True):
    width: int
    height: int


class Img(_Body, kw_only=True, tag="img"):
    url: str
    secret: str | None = None
    filename: str | None = None
    file_length: int | None = None
    size: Size | None = None
    thumb: str | None = None


class Custom(_Body, kw_only=True, tag="custom"):
    customEvent: str | None = None
    exts: dict[str, Any] | None = field(name="v2:customExts", default=None)
    customExts: list[dict[str, Any]] | None = None


class Payload(Struct, kw_only=True, omit_defaults=True):
    bodies: list[Txt | Img | Custom]
    ext: dict[str, Any]
    type: str | None = None


class Callback(Struct, kw_only=True, omit_defaults=True):
    callId: str
    eventType: str | None = None
    timestamp: int
    chat_type: str
    content_type: str | None = None
    group_id: str | None = None
    from_: str = field(name="from")
    to: str
    msg_id: str
    payload: Payload
    appkey: str | None = None


class Output(Struct):
    """A callback with its texts still open."""

    url: str
    body: Callback
    custom: Custom | None
    data: dict[str, Any] | None


READ = msgspec.json.Decoder(Callback).decode


def read(request: Request) -> Callback:
    """Read a callback, in which no text holds JSON but where another vendor's custom data had to go."""
    body = READ(request.body)
    for one in body.payload.bodies:
        if one.__class__ is Custom and one.exts is not None and TEXT in one.exts:
            read_object(one.exts[TEXT])
    return body


def write(output: Output) -> Written:
    if output.data is not None and output.custom is not None:
        text = encode(output.data).decode()
        output.custom.exts = {TEXT: text}
        output.custom.customExts = [{TEXT: text}]
    return output.url, encode(output.body)


def output(request: Request) -> Output:
    """Take a callback apart, so that `write` can write it again."""
    body = READ(request.body)
    custom = next((one for one in body.payload.bodies if isinstance(one, Custom)), None)
    text = None if custom is None or custom.exts is None else custom.exts.get(TEXT)
    return Output(request.url, body, custom, None if text is None else read_object(text))
