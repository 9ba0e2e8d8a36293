"""The same design on pydantic: wire models, one canonical event, plain functions between them."""

from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from typing import Annotated, Any, Literal
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from pydantic import BaseModel, Field, TypeAdapter
from pydantic_core import from_json, to_json

from imbridge import Request
from tests.benchmarks.by_hand import CODES, COMMANDS, COMMANDS_BACK, FORMATS, PLATFORM_IDS, PLATFORMS, REST

Written = tuple[str, bytes]


class TextContent(BaseModel):
    Text: str


class ImageInfo(BaseModel):
    Type: int
    Size: int
    Width: int
    Height: int
    URL: str


class ImageContent(BaseModel):
    UUID: str
    ImageFormat: int
    ImageInfoArray: list[ImageInfo]


class CustomContent(BaseModel):
    Data: str | None = None
    Desc: str | None = None
    Ext: str | None = None
    Sound: str | None = None


class TextElem(BaseModel):
    MsgType: Literal["TIMTextElem"] = "TIMTextElem"
    MsgContent: TextContent


class ImageElem(BaseModel):
    MsgType: Literal["TIMImageElem"] = "TIMImageElem"
    MsgContent: ImageContent


class CustomElem(BaseModel):
    MsgType: Literal["TIMCustomElem"] = "TIMCustomElem"
    MsgContent: CustomContent


Elem = Annotated[TextElem | ImageElem | CustomElem, Field(discriminator="MsgType")]


class Tencent(BaseModel):
    CallbackCommand: str
    GroupId: str | None = None
    Type: str | None = None
    From_Account: str
    Operator_Account: str | None = None
    To_Account: str | None = None
    Random: int | None = None
    MsgSeq: int | None = None
    MsgRandom: int | None = None
    MsgTime: int | None = None
    MsgKey: str | None = None
    MsgId: str | None = None
    OnlineOnlyFlag: int | None = None
    SendMsgResult: int | None = None
    ErrorInfo: str | None = None
    UnreadMsgNum: int | None = None
    MsgBody: list[Elem]
    CloudCustomData: str | None = None
    EventTime: int | None = None


class OpenIM(BaseModel):
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


class Single(OpenIM):
    recvID: str


class InGroup(OpenIM):
    groupID: str


class TextJson(BaseModel):
    content: str


class Picture(BaseModel):
    uuid: str | None = None
    type: str | None = None
    size: int
    width: int
    height: int
    url: str | None = None


class Pictures(BaseModel):
    sourcePicture: Picture | None = None
    bigPicture: Picture | None = None
    snapshotPicture: Picture | None = None


class CustomJson(BaseModel):
    data: str | None = None
    description: str | None = None
    extension: str | None = None


class Participant(BaseModel):
    id: str
    nickname: str | None = None
    avatar: str | None = None


class Media(BaseModel):
    url: str | None = None
    id: str | None = None
    size: int | None = None
    format: str | None = None
    width: int | None = None
    height: int | None = None


class Text(BaseModel):
    type: Literal["text"] = "text"
    text: str


class Image(BaseModel):
    type: Literal["image"] = "image"
    original: Media
    large: Media | None = None
    thumbnail: Media | None = None


class Custom(BaseModel):
    type: Literal["custom"] = "custom"
    data: dict[str, Any] | str | None = None
    description: str | None = None
    extension: str | None = None
    sound: str | None = None


Part = Annotated[Text | Image | Custom, Field(discriminator="type")]


class MessageId(BaseModel):
    server: str | None = None
    client: str | None = None
    seq: int | None = None
    random: int | None = None


class Conversation(BaseModel):
    kind: str
    id: str | None = None
    type: str | None = None


class Message(BaseModel):
    id: MessageId
    conversation: Conversation
    sender: Participant
    origin: str | None = None
    recipients: tuple[Participant, ...] = ()
    sent_at: int | None = None
    parts: tuple[Part, ...]
    ext: dict[str, Any] | str | None = None
    online_only: bool | None = None


class Event(BaseModel):
    vendor: str
    command: str
    occurred_at: int | None = None
    app: str | None = None
    actor: Participant | None = None
    platform: str | None = None
    client_ip: str | None = None
    trace: str | None = None
    unread_count: int | None = None
    message: Message


class TencentReply(BaseModel):
    ActionStatus: str
    ErrorCode: int
    ErrorInfo: str


class OpenIMReply(BaseModel):
    actionCode: int
    errCode: int
    errMsg: str
    errDlt: str
    nextCode: int


TENCENT = TypeAdapter(Tencent)
OPENIM = TypeAdapter[Single | InGroup](Single | InGroup)
CONTENTS: dict[int, TypeAdapter[Any]] = {
    101: TypeAdapter(TextJson),
    102: TypeAdapter(Pictures),
    110: TypeAdapter(CustomJson),
}
TENCENT_REPLY = TypeAdapter(TencentReply)
OPENIM_REPLY = TypeAdapter(OpenIMReply)

GROUP_TYPES = {"Public": "public", "Private": "private", "Work": "private", "ChatRoom": "meeting"}


def tencent_to_openim(request: Request) -> Written:
    return write_openim(read_tencent(request))


def openim_to_tencent(request: Request) -> Written:
    return write_tencent(read_openim(request))


def read_tencent(request: Request) -> Event:
    query = parse_qs(urlsplit(request.url).query)
    body = TENCENT.validate_json(request.body)
    sent_at = body.MsgTime * 1000 if body.MsgTime else None
    sender = Participant(id=body.From_Account)
    return Event(
        vendor="tencent",
        command=body.CallbackCommand,
        occurred_at=body.EventTime or sent_at,
        app=query["SdkAppid"][0],
        actor=Participant(id=body.Operator_Account) if body.Operator_Account else sender,
        platform=query["OptPlatform"][0].lower(),
        client_ip=query["ClientIP"][0],
        unread_count=body.UnreadMsgNum,
        message=Message(
            id=MessageId(
                server=body.MsgKey,
                client=body.MsgId,
                seq=body.MsgSeq,
                random=body.MsgRandom if body.GroupId is None else body.Random,
            ),
            conversation=Conversation(
                kind="group" if body.GroupId else "direct",
                id=body.GroupId,
                type=GROUP_TYPES.get(body.Type) if body.Type else None,
            ),
            sender=sender,
            recipients=(Participant(id=body.To_Account),) if body.To_Account else (),
            sent_at=sent_at,
            parts=tuple([part_of(elem) for elem in body.MsgBody]),
            ext=opened(body.CloudCustomData),
            online_only=None if body.OnlineOnlyFlag is None else bool(body.OnlineOnlyFlag),
        ),
    )


def part_of(elem: TextElem | ImageElem | CustomElem) -> Text | Image | Custom:
    if isinstance(elem, TextElem):
        return Text(text=elem.MsgContent.Text)
    if isinstance(elem, CustomElem):
        custom = elem.MsgContent
        return Custom(data=opened(custom.Data), description=custom.Desc, extension=custom.Ext, sound=custom.Sound)
    content = elem.MsgContent
    found = {
        info.Type: Media(url=info.URL, size=info.Size, width=info.Width, height=info.Height)
        for info in content.ImageInfoArray
    }
    original = found[1]
    original.id, original.format = content.UUID, FORMATS[content.ImageFormat]
    return Image(original=original, large=found.get(2), thumbnail=found.get(3))


def write_openim(event: Event) -> Written:
    message = event.message
    command = COMMANDS[event.command]
    direct = message.conversation.kind == "direct"
    platform = PLATFORM_IDS.get(event.platform, 0) if event.platform else 0
    code, content = content_of(message.parts[0])
    fields: dict[str, Any] = {
        "sendID": message.sender.id,
        "callbackCommand": command,
        "serverMsgID": message.id.server or sha256(tencent_key(event).encode()).hexdigest()[:32],
        "clientMsgID": message.id.client or "",
        "operationID": event.trace or "",
        "senderPlatformID": platform,
        "senderNickname": message.sender.nickname or "",
        "sessionType": 1 if direct else 3,
        "msgFrom": 0,
        "contentType": code,
        "status": 0 if platform == REST else 1,
        "sendTime": message.sent_at or event.occurred_at or 0,
        "createTime": message.sent_at or event.occurred_at or 0,
        "content": CONTENTS[code].dump_json(content, exclude_none=True).decode(),
        "seq": message.id.seq or 0,
        "atUserList": None,
        "faceURL": message.sender.avatar or "",
        "ex": closed(message.ext) or "",
    }
    body: Single | InGroup
    if direct:
        body = Single(recvID=message.recipients[0].id, **fields)
    else:
        body = InGroup(groupID=message.conversation.id or "", **fields)
    url = f"http://localhost/{command}"
    if "After" in command:
        key = {"sendID": body.sendID, "recvID": getattr(body, "recvID", ""), "groupID": getattr(body, "groupID", "")}
        url = f"{url}?{urlencode({'key': b64encode(to_json(key)).decode()})}"
    return url, OPENIM.dump_json(body)


def content_of(part: Text | Image | Custom) -> tuple[int, TextJson | Pictures | CustomJson]:
    if isinstance(part, Text):
        return 101, TextJson(content=part.text)
    if isinstance(part, Image):
        pictures = Pictures(
            sourcePicture=picture_of(part.original),
            bigPicture=None if part.large is None else picture_of(part.large),
            snapshotPicture=None if part.thumbnail is None else picture_of(part.thumbnail),
        )
        return 102, pictures
    return 110, CustomJson(data=closed(part.data), description=part.description, extension=part.extension)


def picture_of(media: Media) -> Picture:
    return Picture(
        uuid=media.id,
        type=media.format,
        size=media.size or 0,
        width=media.width or 0,
        height=media.height or 0,
        url=media.url,
    )


def read_openim(request: Request) -> Event:
    body = OPENIM.validate_json(request.body)
    sender = Participant(id=body.sendID, nickname=body.senderNickname or None, avatar=body.faceURL or None)
    content = CONTENTS[body.contentType].validate_json(body.content)
    return Event(
        vendor="openim",
        command=body.callbackCommand,
        occurred_at=body.sendTime,
        actor=sender,
        platform=PLATFORMS.get(body.senderPlatformID),
        trace=request.headers.get("Operationid") or body.operationID or None,
        message=Message(
            id=MessageId(
                server=body.serverMsgID or None,
                client=body.clientMsgID or None,
                seq=body.seq or None,
            ),
            conversation=Conversation(
                kind="direct" if body.sessionType == 1 else "group",
                id=None if isinstance(body, Single) else body.groupID,
            ),
            sender=sender,
            origin={100: "user", 200: "system"}.get(body.msgFrom),
            recipients=(Participant(id=body.recvID),) if isinstance(body, Single) else (),
            sent_at=body.sendTime,
            parts=(content_part(content),),
            ext=opened(body.ex),
        ),
    )


def content_part(content: TextJson | Pictures | CustomJson) -> Text | Image | Custom:
    if isinstance(content, TextJson):
        return Text(text=content.content)
    if isinstance(content, CustomJson):
        return Custom(data=opened(content.data), description=content.description, extension=content.extension)
    source, big, small = content.sourcePicture, content.bigPicture, content.snapshotPicture
    return Image(
        original=Media() if source is None else media_of(source),
        large=None if big is None else media_of(big),
        thumbnail=None if small is None else media_of(small),
    )


def media_of(picture: Picture) -> Media:
    return Media(
        url=picture.url,
        id=picture.uuid,
        size=picture.size or None,
        format=picture.type,
        width=picture.width or None,
        height=picture.height or None,
    )


def write_tencent(event: Event) -> Written:
    message = event.message
    command = COMMANDS_BACK[event.command]
    after = command.endswith("AfterSendMsg")
    parts = [elem_of(part) for part in message.parts]
    sent_at = (message.sent_at or event.occurred_at or 0) // 1000
    if message.conversation.kind == "group":
        digest = sha256(openim_key(event).encode()).digest()
        body = Tencent(
            CallbackCommand=command,
            GroupId=message.conversation.id,
            Type="Public",
            From_Account=message.sender.id,
            Operator_Account=event.actor.id if event.actor is not None else message.sender.id,
            Random=int.from_bytes(digest[:4], "big") if message.id.random is None else message.id.random,
            MsgSeq=(message.id.seq or int.from_bytes(digest[4:8], "big")) if after else None,
            MsgTime=sent_at if after else None,
            MsgId=message.id.client,
            MsgBody=parts,
            CloudCustomData=closed(message.ext),
            EventTime=event.occurred_at,
        )
    else:
        body = Tencent(
            CallbackCommand=command,
            From_Account=message.sender.id,
            To_Account=message.recipients[0].id,
            MsgSeq=message.id.seq or 0,
            MsgRandom=message.id.random or 0,
            MsgTime=sent_at,
            MsgKey=message.id.server or "",
            MsgId=message.id.client,
            SendMsgResult=0 if after else None,
            ErrorInfo="send msg succeed" if after else None,
            MsgBody=parts,
            CloudCustomData=closed(message.ext),
        )
    query = {"CallbackCommand": command, "contenttype": "json"}
    if event.platform:
        query["OptPlatform"] = event.platform
    return f"http://localhost?{urlencode(query)}", TENCENT.dump_json(body, exclude_none=True)


def elem_of(part: Text | Image | Custom) -> TextElem | ImageElem | CustomElem:
    if isinstance(part, Text):
        return TextElem(MsgContent=TextContent(Text=part.text))
    if isinstance(part, Custom):
        return CustomElem(
            MsgContent=CustomContent(
                Data=closed(part.data), Desc=part.description, Ext=part.extension, Sound=part.sound
            )
        )
    original = part.original
    held = ((1, original), (2, part.large), (3, part.thumbnail))
    return ImageElem(
        MsgContent=ImageContent(
            UUID=original.id or "",
            ImageFormat=CODES[original.format] if original.format else 255,
            ImageInfoArray=[
                ImageInfo(
                    Type=type,
                    Size=media.size or 0,
                    Width=media.width or 0,
                    Height=media.height or 0,
                    URL=media.url or "",
                )
                for type, media in held
                if media is not None
            ],
        )
    )


def tencent_key(event: Event) -> str:
    message = event.message
    fields: tuple[str | int | None, ...]
    if "After" in event.command:
        tag = "message.sent"
        fields = (event.command, message.conversation.id, None, message.id.seq)
    else:
        tag = "message.sending"
        fields = (event.command, message.conversation.id, None, message.sender.id)
        fields = (*fields, message.id.random, event.occurred_at)
    return f"tencent:{tag}:" + joined(fields)


def openim_key(event: Event) -> str:
    message = event.message
    tag = "message.sent" if "After" in event.command else "message.sending"
    recipient = message.recipients[0].id if message.recipients else None
    return f"openim:{tag}:" + joined((event.command, message.id.server, recipient, message.conversation.id))


def joined(fields: tuple[str | int | None, ...]) -> str:
    return "|".join(["" if field is None else quote(str(field), safe="") for field in fields])


def opened(text: str | None) -> dict[str, Any] | str | None:
    if text and text.startswith("{"):
        held: dict[str, Any] = from_json(text)
        return held
    return text or None


def closed(data: dict[str, Any] | str | None) -> str | None:
    return to_json(data).decode() if isinstance(data, dict) else data


def answer_tencent(request: Request) -> bytes:
    """Read a callback, and refuse it."""
    code = 120001 if read_tencent(request).message.conversation.kind == "direct" else 10100
    return TENCENT_REPLY.dump_json(TencentReply(ActionStatus="OK", ErrorCode=code, ErrorInfo="not here"))


def answer_openim(request: Request) -> bytes:
    """Read a callback, and refuse it."""
    read_openim(request)
    return OPENIM_REPLY.dump_json(OpenIMReply(actionCode=0, errCode=20001, errMsg="not here", errDlt="", nextCode=1))


TRANSLATE: dict[str, Callable[[Request], Written]] = {"tencent": tencent_to_openim, "openim": openim_to_tencent}
ANSWER: dict[str, Callable[[Request], bytes]] = {"tencent": answer_tencent, "openim": answer_openim}
