"""Tencent's callbacks, read and written with nothing in between."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_plus

import msgspec
from msgspec import Struct

from imbridge import Request
from tests.benchmarks.floor.texts import Written, encode, read_object


class TextContent(Struct, kw_only=True):
    Text: str


class ImageInfo(Struct, kw_only=True, omit_defaults=True):
    Type: int
    Size: int
    Width: int
    Height: int
    URL: str


class ImageContent(Struct, kw_only=True):
    UUID: str
    ImageFormat: int
    ImageInfoArray: list[ImageInfo]


class CustomContent(Struct, kw_only=True, omit_defaults=True):
    Data: str | None = None
    Desc: str | None = None
    Ext: str | None = None
    Sound: str | None = None


class _Elem(Struct, kw_only=True, tag_field="MsgType"):
    pass


class TextElem(_Elem, kw_only=True, tag="TIMTextElem"):
    MsgContent: TextContent


class ImageElem(_Elem, kw_only=True, tag="TIMImageElem"):
    MsgContent: ImageContent


class CustomElem(_Elem, kw_only=True, tag="TIMCustomElem"):
    MsgContent: CustomContent


class _Callback(Struct, kw_only=True, omit_defaults=True):
    CallbackCommand: str
    From_Account: str
    MsgSeq: int | None = None
    MsgTime: int | None = None
    MsgId: str | None = None
    OnlineOnlyFlag: int | None = None
    MsgBody: list[TextElem | ImageElem | CustomElem]
    CloudCustomData: str | None = None
    EventTime: int | None = None


class C2C(_Callback, kw_only=True):
    To_Account: str
    MsgRandom: int | None = None
    MsgKey: str | None = None
    SendMsgResult: int | None = None
    ErrorInfo: str | None = None
    UnreadMsgNum: int | None = None


class Group(_Callback, kw_only=True):
    GroupId: str
    Type: str
    Operator_Account: str
    Random: int


class Output(Struct):
    """A callback with its texts still open."""

    base: str
    query: list[tuple[str, str]]
    body: C2C | Group
    ext: dict[str, Any] | None
    custom: CustomContent | None
    data: dict[str, Any] | None


READ: dict[bool, Callable[[bytes], C2C | Group]] = {
    False: msgspec.json.Decoder(C2C).decode,
    True: msgspec.json.Decoder(Group).decode,
}


def read(request: Request) -> C2C | Group:
    query = split(request.url)
    body = READ[query["CallbackCommand"][0] == "G"](request.body)
    if body.CloudCustomData is not None:
        read_object(body.CloudCustomData)
    for elem in body.MsgBody:
        if elem.__class__ is CustomElem and elem.MsgContent.Data is not None:
            read_object(elem.MsgContent.Data)
    return body


def write(output: Output) -> Written:
    body = output.body
    if output.data is not None and output.custom is not None:
        output.custom.Data = encode(output.data).decode()
    if output.ext is not None:
        body.CloudCustomData = encode(output.ext).decode()
    url = f"{output.base}?{'&'.join([f'{name}={value}' for name, value in output.query])}"
    return url, encode(body)


def output(request: Request) -> Output:
    """Take a callback apart, so that `write` can write it again."""
    base, _, query = request.url.partition("?")
    body = READ["=Group." in query](request.body)
    ext = None if body.CloudCustomData is None else read_object(body.CloudCustomData)
    custom = next((elem.MsgContent for elem in body.MsgBody if isinstance(elem, CustomElem)), None)
    data = None if custom is None or custom.Data is None else read_object(custom.Data)
    pairs = [(name, value) for name, _, value in [pair.partition("=") for pair in query.split("&")]]
    return Output(base, pairs, body, ext, custom, data)


def split(url: str) -> dict[str, str]:
    query = url.partition("?")[2]
    if "%" in query or "+" in query:
        query = unquote_plus(query)
    return dict([pair.split("=", 1) for pair in query.split("&")])
