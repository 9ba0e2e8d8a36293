"""The floor: what no translation that reads and writes typed JSON can go below, and nothing more.

Typed decode of the body and of each JSON text in it that the codec opens, the query taken apart; on
the way out, encode of a struct that is there already, of the texts inside it, and the url. There is
nothing between the two: no model, no mapping, no derived ids.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, unquote_plus

import msgspec
from msgspec import Struct

from imbridge import Request


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


class _Tencent(Struct, kw_only=True, omit_defaults=True):
    CallbackCommand: str
    From_Account: str
    MsgSeq: int | None = None
    MsgTime: int | None = None
    MsgId: str | None = None
    OnlineOnlyFlag: int | None = None
    MsgBody: list[TextElem | ImageElem | CustomElem]
    CloudCustomData: str | None = None
    EventTime: int | None = None


class C2C(_Tencent, kw_only=True):
    To_Account: str
    MsgRandom: int | None = None
    MsgKey: str | None = None
    SendMsgResult: int | None = None
    ErrorInfo: str | None = None
    UnreadMsgNum: int | None = None


class Group(_Tencent, kw_only=True):
    GroupId: str
    Type: str
    Operator_Account: str
    Random: int


class OpenIM(Struct, kw_only=True):
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


class Single(OpenIM, kw_only=True):
    recvID: str


class InGroup(OpenIM, kw_only=True):
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


class Reply(Struct, kw_only=True, omit_defaults=True):
    """An answer, of either vendor."""

    ActionStatus: str | None = None
    ErrorCode: int | None = None
    ErrorInfo: str | None = None
    actionCode: int | None = None
    errCode: int | None = None
    errMsg: str | None = None
    errDlt: str | None = None
    nextCode: int | None = None


class TencentOutput(Struct):
    """A Tencent callback with its texts still open."""

    base: str
    query: list[tuple[str, str]]
    body: C2C | Group
    ext: dict[str, Any] | None
    custom: CustomContent | None
    data: dict[str, Any] | None


class OpenIMOutput(Struct):
    """An OpenIM callback with its texts still open."""

    base: str
    body: Single | InGroup
    key: Key | None
    content: Text | Pictures | Custom
    custom: Custom | None
    data: dict[str, Any] | None
    ext: dict[str, Any] | None


Written = tuple[str, bytes]
Job = tuple[Request, Any]

encode = msgspec.json.Encoder().encode
read_object = msgspec.json.Decoder(dict[str, Any]).decode
read_key = msgspec.json.Decoder(Key).decode
READ_TENCENT: dict[bool, Callable[[bytes], C2C | Group]] = {
    False: msgspec.json.Decoder(C2C).decode,
    True: msgspec.json.Decoder(Group).decode,
}
READ_OPENIM: dict[bool, Callable[[bytes], Single | InGroup]] = {
    False: msgspec.json.Decoder(Single).decode,
    True: msgspec.json.Decoder(InGroup).decode,
}
READ_CONTENT: dict[int, Callable[[str], Any]] = {
    101: msgspec.json.Decoder(Text).decode,
    102: msgspec.json.Decoder(Pictures).decode,
    110: msgspec.json.Decoder(Custom).decode,
}


def read_tencent(request: Request) -> C2C | Group:
    query = split(request.url)
    body = READ_TENCENT[query["CallbackCommand"][0] == "G"](request.body)
    if body.CloudCustomData is not None:
        read_object(body.CloudCustomData)
    for elem in body.MsgBody:
        if elem.__class__ is CustomElem and elem.MsgContent.Data is not None:
            read_object(elem.MsgContent.Data)
    return body


def write_tencent(output: TencentOutput) -> Written:
    body = output.body
    if output.data is not None and output.custom is not None:
        output.custom.Data = encode(output.data).decode()
    if output.ext is not None:
        body.CloudCustomData = encode(output.ext).decode()
    url = f"{output.base}?{'&'.join([f'{name}={value}' for name, value in output.query])}"
    return url, encode(body)


def read_openim(request: Request) -> Single | InGroup:
    body = READ_OPENIM["GroupMsg" in request.url](request.body)
    content = READ_CONTENT[body.contentType](body.content)
    if content.__class__ is Custom and content.data is not None:
        read_object(content.data)
    if body.ex:
        read_object(body.ex)
    return body


def write_openim(output: OpenIMOutput) -> Written:
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


def tencent_to_openim(job: Job) -> Written:
    read_tencent(job[0])
    return write_openim(job[1])


def openim_to_tencent(job: Job) -> Written:
    read_openim(job[0])
    return write_tencent(job[1])


def answer_tencent(job: Job) -> bytes:
    read_tencent(job[0])
    return encode(job[1])


def answer_openim(job: Job) -> bytes:
    read_openim(job[0])
    return encode(job[1])


def split(url: str) -> dict[str, str]:
    query = url.partition("?")[2]
    if "%" in query or "+" in query:
        query = unquote_plus(query)
    return dict([pair.split("=", 1) for pair in query.split("&")])


def tencent_output(request: Request) -> TencentOutput:
    """Take a Tencent callback apart, so that `write_tencent` can write it again."""
    base, _, query = request.url.partition("?")
    body = READ_TENCENT["=Group." in query](request.body)
    ext = None if body.CloudCustomData is None else read_object(body.CloudCustomData)
    custom = next((elem.MsgContent for elem in body.MsgBody if isinstance(elem, CustomElem)), None)
    data = None if custom is None or custom.Data is None else read_object(custom.Data)
    pairs = [(name, value) for name, _, value in [pair.partition("=") for pair in query.split("&")]]
    return TencentOutput(base, pairs, body, ext, custom, data)


def openim_output(request: Request) -> OpenIMOutput:
    """Take an OpenIM callback apart, so that `write_openim` can write it again."""
    base, _, key = request.url.partition("?key=")
    body = READ_OPENIM["GroupMsg" in base](request.body)
    content = READ_CONTENT[body.contentType](body.content)
    custom = content if isinstance(content, Custom) else None
    return OpenIMOutput(
        base=base,
        body=body,
        key=read_key(b64decode(unquote(key))) if key else None,
        content=content,
        custom=custom,
        data=None if custom is None or custom.data is None else read_object(custom.data),
        ext=read_object(body.ex) if body.ex else None,
    )


def reply(body: bytes) -> Reply:
    """Return the struct that `body`, an answer of either vendor, is the encoding of."""
    return msgspec.json.decode(body, type=Reply)


OUTPUTS: dict[str, Callable[[Request], Any]] = {"tencent": tencent_output, "openim": openim_output}
TRANSLATE: dict[str, Callable[[Job], Written]] = {"tencent": tencent_to_openim, "openim": openim_to_tencent}
ANSWER: dict[str, Callable[[Job], bytes]] = {"tencent": answer_tencent, "openim": answer_openim}
