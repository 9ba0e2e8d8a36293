"""Easemob's callbacks to the canonical event, and back."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from imbridge import Request
from tests.benchmarks.by_hand.texts import read_object, write_exts, write_object
from tests.benchmarks.with_pydantic.keys import decimal_id, hex_id
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
)

EXTS = "v2:customExts"


class Txt(BaseModel):
    type: Literal["txt"] = "txt"
    msg: str


class Size(BaseModel):
    width: int
    height: int


class Img(BaseModel):
    type: Literal["img"] = "img"
    url: str
    secret: str | None = None
    filename: str | None = None
    file_length: int | None = None
    size: Size | None = None
    thumb: str | None = None


class CustomBody(BaseModel):
    model_config = ConfigDict(populate_by_name=True)

    type: Literal["custom"] = "custom"
    customEvent: str | None = None
    exts: dict[str, Any] | None = Field(default=None, validation_alias=EXTS, serialization_alias=EXTS)
    customExts: list[dict[str, Any]] | None = None


class Payload(BaseModel):
    bodies: list[Annotated[Txt | Img | CustomBody, Field(discriminator="type")]]
    ext: dict[str, Any]
    type: str | None = None


class Callback(BaseModel):
    model_config = ConfigDict(populate_by_name=True)

    callId: str
    eventType: Literal["chat"] | None = None
    timestamp: int
    chat_type: str
    content_type: str | None = None
    group_id: str | None = None
    from_: str = Field(validation_alias="from", serialization_alias="from")
    to: str
    msg_id: str
    payload: Payload
    appkey: str | None = None


class Reply(BaseModel):
    valid: bool
    code: str


CALLBACK = TypeAdapter(Callback)
REPLY = TypeAdapter(Reply)


def read(request: Request) -> Event:
    body = CALLBACK.validate_json(request.body)
    sender = Participant(id=body.from_)
    direct = body.chat_type == "chat"
    return Event(
        type="message.sent" if body.eventType else "message.sending",
        vendor="easemob",
        command=body.eventType or "presend",
        callback_id=body.callId or None,
        occurred_at=body.timestamp,
        app=body.appkey,
        actor=sender,
        message=Message(
            id=MessageId(server=body.msg_id or None),
            conversation=Conversation(kind="direct" if direct else "group", id=body.group_id),
            sender=sender,
            recipients=(Participant(id=body.to),) if direct else (),
            sent_at=body.timestamp,
            parts=tuple([part_of(one) for one in body.payload.bodies]),
            ext=read_object(body.payload.ext) or None,
        ),
    )


def part_of(body: Txt | Img | CustomBody) -> Text | Image | Custom:
    if isinstance(body, Txt):
        return Text(text=body.msg)
    if isinstance(body, CustomBody):
        return Custom(name=body.customEvent, data=read_object(body.exts) if body.exts else None)
    size = body.size
    return Image(
        original=Media(
            url=body.url,
            secret=body.secret,
            name=body.filename,
            size=body.file_length,
            width=None if size is None else size.width,
            height=None if size is None else size.height,
        ),
        thumbnail=None if body.thumb is None else Media(url=body.thumb),
    )


def write(event: Event) -> Written:
    message = event.message
    direct, after = message.conversation.kind == "direct", event.type == "message.sent"
    bodies = [body_of(part) for part in message.parts]
    kind = "user" if direct else "group"
    callback = Callback(
        callId=hex_id(event),
        eventType="chat" if after else None,
        timestamp=message.sent_at or event.occurred_at or 0,
        chat_type="chat" if direct else "groupchat" if after else "group",
        content_type=f"chat:{kind}:{message.parts[0].type}" if after else None,
        group_id=message.conversation.id,
        from_=message.sender.id,
        to=message.recipients[0].id if direct else message.conversation.id or "",
        msg_id=message.id.server or decimal_id(event),
        payload=Payload(bodies=bodies, ext=write_object(message.ext or {})),
    )
    return "http://localhost", CALLBACK.dump_json(callback, by_alias=True, exclude_none=True)


def body_of(part: Text | Image | Custom) -> Txt | Img | CustomBody:
    if isinstance(part, Text):
        return Txt(msg=part.text)
    if isinstance(part, Custom):
        exts = None if part.data is None else write_exts(part.data)
        older = None if exts is None else [{name: value} for name, value in exts.items()]
        return CustomBody(customEvent=part.name, exts=exts, customExts=older)
    media, thumbnail = part.original, part.thumbnail
    size = Size(width=media.width or 0, height=media.height or 0) if media.width or media.height else None
    return Img(
        url=media.url or "",
        secret=media.secret,
        filename=media.name,
        file_length=media.size,
        size=size,
        thumb=None if thumbnail is None else thumbnail.url,
    )


def answer(request: Request) -> bytes:
    """Read a callback, and refuse it."""
    read(request)
    return REPLY.dump_json(Reply(valid=False, code="not here"))
