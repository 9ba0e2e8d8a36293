"""The canonical model, as far as the samples need it."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field
from pydantic_core import from_json, to_json

Written = tuple[str, bytes]


class Participant(BaseModel):
    id: str
    nickname: str | None = None
    avatar: str | None = None


class Media(BaseModel):
    url: str | None = None
    id: str | None = None
    secret: str | None = None
    name: str | None = None
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
    name: str | None = None
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
    type: Literal["message.sending", "message.sent"]
    vendor: str
    command: str
    callback_id: str | None = None
    occurred_at: int | None = None
    app: str | None = None
    actor: Participant | None = None
    platform: str | None = None
    client_ip: str | None = None
    trace: str | None = None
    unread_count: int | None = None
    message: Message


def opened(text: str | None) -> dict[str, Any] | str | None:
    if text and text.startswith("{"):
        held: dict[str, Any] = from_json(text)
        return held
    return text or None


def closed(data: dict[str, Any] | str | None) -> str | None:
    return to_json(data).decode() if isinstance(data, dict) else data
