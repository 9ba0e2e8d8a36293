"""OpenIM's callbacks, read and written with nothing in between."""

from base64 import b64decode, b64encode
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import msgspec
from msgspec import Struct

from imbridge import Request
from tests.benchmarks.floor.texts import Written, encode, read_object


class _Callback(Struct, kw_only=True):
    sendID: str
    callbackCommand: str
    serverMsgID: str
    clientMsgID: str
    operationID: str
    senderPlatformID: int
    senderNickname: str
    sessionType: int
    msgFrom: int
    contentType: int
    status: int
    sendTime: int
    createTime: int
    content: str
    seq: int
    atUserList: list[str] | None
    faceURL: str
    ex: str


class Single(_Callback, kw_only=True):
    recvID: str


class InGroup(_Callback, kw_only=True):
    groupID: str


class Text(Struct, kw_only=True):
    content: str


class Picture(Struct, kw_only=True, omit_defaults=True):
    uuid: str | None = None
    type: str | None = None
    size: int
    width: int
    height: int
    url: str | None = None


class Pictures(Struct, kw_only=True, omit_defaults=True):
    sourcePicture: Picture | None = None
    bigPicture: Picture | None = None
    snapshotPicture: Picture | None = None


class Custom(Struct, kw_only=True, omit_defaults=True):
    data: str | None = None
    description: str | None = None
    extension: str | None = None


class Key(Struct, kw_only=True):
    sendID: str
    recvID: str
    groupID: str


class Output(Struct):
    """A callback with its texts still open."""

    base: str
    body: Single | InGroup
    key: Key | None
    content: Text | Pictures | Custom
    custom: Custom | None
    data: dict[str, Any] | None
    ext: dict[str, Any] | None


read_key = msgspec.json.Decoder(Key).decode
READ: dict[bool, Callable[[bytes], Single | InGroup]] = {
    False: msgspec.json.Decoder(Single).decode,
    True: msgspec.json.Decoder(InGroup).decode,
}
READ_CONTENT: dict[int, Callable[[str], Any]] = {
    101: msgspec.json.Decoder(Text).decode,
    102: msgspec.json.Decoder(Pictures).decode,
    110: msgspec.json.Decoder(Custom).decode,
}


def read(request: Request) -> Single | InGroup:
    body = READ["GroupMsg" in request.url](request.body)
    content = READ_CONTENT[body.contentType](body.content)
    if content.__class__ is Custom and content.data is not None:
        read_object(content.data)
    if body.ex:
        read_object(body.ex)
    return body


def write(output: Output) -> Written:
    body = output.body
    if output.data is not None and output.custom is not None:
        output.custom.data = encode(output.data).decode()
    if output.ext is not None:
        body.ex = encode(output.ext).decode()
    body.content = encode(output.content).decode()
    url = output.base
    if output.key is not None:
        key = b64encode(encode(output.key)).decode()
        url = f"{url}?key={key.replace('+', '%2B').replace('/', '%2F').replace('=', '%3D')}"
    return url, encode(body)


def output(request: Request) -> Output:
    """Take a callback apart, so that `write` can write it again."""
    base, _, key = request.url.partition("?key=")
    body = READ["GroupMsg" in base](request.body)
    content = READ_CONTENT[body.contentType](body.content)
    custom = content if isinstance(content, Custom) else None
    return Output(
        base=base,
        body=body,
        key=read_key(b64decode(unquote(key))) if key else None,
        content=content,
        custom=custom,
        data=None if custom is None or custom.data is None else read_object(custom.data),
        ext=read_object(body.ex) if body.ex else None,
    )
