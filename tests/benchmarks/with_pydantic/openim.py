"""OpenIM's callbacks to the canonical event, and back."""

from base64 import b64encode
from typing import Any
from urllib.parse import urlencode

from pydantic import BaseModel, TypeAdapter
from pydantic_core import to_json

from imbridge import Request
from tests.benchmarks.by_hand.names import PLATFORM_IDS, PLATFORMS, REST
from tests.benchmarks.with_pydantic.keys import hex_id
from tests.benchmarks.with_pydantic.model import (
    Conversation,
    Custom,
    Event,
    Image,
    Media,
    Message,
    MessageId,
    Participant,
    Text,
    Written,
    closed,
    opened,
)


class Callback(BaseModel):
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


class Single(Callback):
    recvID: str


class InGroup(Callback):
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


class Reply(BaseModel):
    actionCode: int
    errCode: int
    errMsg: str
    errDlt: str
    nextCode: int


CALLBACK = TypeAdapter[Single | InGroup](Single | InGroup)
CONTENTS: dict[int, TypeAdapter[Any]] = {
    101: TypeAdapter(TextJson),
    102: TypeAdapter(Pictures),
    110: TypeAdapter(CustomJson),
}
REPLY = TypeAdapter(Reply)


def read(request: Request) -> Event:
    body = CALLBACK.validate_json(request.body)
    sender = Participant(id=body.sendID, nickname=body.senderNickname or None, avatar=body.faceURL or None)
    content = CONTENTS[body.contentType].validate_json(body.content)
    return Event(
        type="message.sent" if "After" in body.callbackCommand else "message.sending",
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


def write(event: Event) -> Written:
    message = event.message
    after = event.type == "message.sent"
    direct = message.conversation.kind == "direct"
    command = f"callback{'After' if after else 'Before'}Send{'Single' if direct else 'Group'}MsgCommand"
    platform = PLATFORM_IDS.get(event.platform, 0) if event.platform else 0
    code, content = content_of(message.parts[0])
    fields: dict[str, Any] = {
        "sendID": message.sender.id,
        "callbackCommand": command,
        "serverMsgID": message.id.server or hex_id(event),
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
    if after:
        key = {"sendID": body.sendID, "recvID": getattr(body, "recvID", ""), "groupID": getattr(body, "groupID", "")}
        url = f"{url}?{urlencode({'key': b64encode(to_json(key)).decode()})}"
    return url, CALLBACK.dump_json(body)


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


def answer(request: Request) -> bytes:
    """Read a callback, and refuse it."""
    read(request)
    return REPLY.dump_json(Reply(actionCode=0, errCode=20001, errMsg="not here", errDlt="", nextCode=1))
