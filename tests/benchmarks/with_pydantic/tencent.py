"""Tencent's callbacks to the canonical event, and back."""

from typing import Annotated, Literal
from urllib.parse import parse_qs, urlencode, urlsplit

from pydantic import BaseModel, Field, TypeAdapter

from imbridge import Request
from tests.benchmarks.by_hand.names import CODES, FORMATS, OTHER_FORMAT
from tests.benchmarks.with_pydantic.keys import numbers
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


class Callback(BaseModel):
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


class Reply(BaseModel):
    ActionStatus: str
    ErrorCode: int
    ErrorInfo: str


CALLBACK = TypeAdapter(Callback)
REPLY = TypeAdapter(Reply)

GROUP_TYPES = {"Public": "public", "Private": "private", "Work": "private", "ChatRoom": "meeting"}


def read(request: Request) -> Event:
    query = parse_qs(urlsplit(request.url).query)
    body = CALLBACK.validate_json(request.body)
    sent_at = body.MsgTime * 1000 if body.MsgTime else None
    sender = Participant(id=body.From_Account)
    return Event(
        type="message.sent" if body.CallbackCommand.endswith("AfterSendMsg") else "message.sending",
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


def write(event: Event) -> Written:
    message = event.message
    after = event.type == "message.sent"
    family = "Group" if message.conversation.kind == "group" else "C2C"
    command = f"{family}.Callback{'After' if after else 'Before'}SendMsg"
    parts = [elem_of(part) for part in message.parts]
    sent_at = (message.sent_at or event.occurred_at or 0) // 1000
    if message.conversation.kind == "group":
        random, seq = numbers(event)
        body = Callback(
            CallbackCommand=command,
            GroupId=message.conversation.id,
            Type="Public",
            From_Account=message.sender.id,
            Operator_Account=event.actor.id if event.actor is not None else message.sender.id,
            Random=random if message.id.random is None else message.id.random,
            MsgSeq=(message.id.seq or seq) if after else None,
            MsgTime=sent_at if after else None,
            MsgId=message.id.client,
            MsgBody=parts,
            CloudCustomData=closed(message.ext),
            EventTime=event.occurred_at,
        )
    else:
        body = Callback(
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
    return f"http://localhost?{urlencode(query)}", CALLBACK.dump_json(body, exclude_none=True)


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
            ImageFormat=CODES[original.format] if original.format else OTHER_FORMAT,
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


def answer(request: Request) -> bytes:
    """Read a callback, and refuse it."""
    code = 120001 if read(request).message.conversation.kind == "direct" else 10100
    return REPLY.dump_json(Reply(ActionStatus="OK", ErrorCode=code, ErrorInfo="not here"))
