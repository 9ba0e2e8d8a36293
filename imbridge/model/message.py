"""A message and the fourteen kinds of part it is made of."""

from typing import Any

from msgspec import field

from imbridge.model.base import NOTHING, Data, Native, Value, settle, shown
from imbridge.model.shared import Conversation, Entity, Media, Mention, MessageId, Participant


class _Part(Value, frozen=True, kw_only=True, tag_field="type"):
    native: Native = NOTHING


class Text(_Part, frozen=True, kw_only=True, tag="text"):
    """Plain text."""

    text: str


class Markdown(_Part, frozen=True, kw_only=True, tag="markdown"):
    """Text with Markdown in it."""

    text: str


class RichText(_Part, frozen=True, kw_only=True, tag="rich_text"):
    """Text with marked ranges."""

    text: str
    entities: tuple[Entity, ...] = ()


class Image(_Part, frozen=True, kw_only=True, tag="image"):
    """A picture in up to three sizes; `original` holds its id and format."""

    original: Media = field(default_factory=Media)
    large: Media | None = None
    thumbnail: Media | None = None


class Audio(_Part, frozen=True, kw_only=True, tag="audio"):
    """A voice message."""

    media: Media = field(default_factory=Media)


class Video(_Part, frozen=True, kw_only=True, tag="video"):
    """A video and the still picture that stands for it."""

    media: Media = field(default_factory=Media)
    thumbnail: Media | None = None


class File(_Part, frozen=True, kw_only=True, tag="file"):
    """A file."""

    media: Media = field(default_factory=Media)


class Location(_Part, frozen=True, kw_only=True, tag="location"):
    """A place on the map."""

    latitude: int | float  # degrees
    longitude: int | float  # degrees
    description: str | None = None


class Face(_Part, frozen=True, kw_only=True, tag="face"):
    """A sticker of the app's own set. `data` may hold control characters."""

    index: int
    data: str | None = None


class Custom(_Part, frozen=True, kw_only=True, tag="custom"):
    """Whatever the app means by it."""

    name: str | None = None
    data: Data | None = None
    description: str | None = None
    extension: str | None = None
    sound: str | None = None

    def __post_init__(self) -> None:
        if self.data is not None:
            settle(self, "data", self.data)


class Command(_Part, frozen=True, kw_only=True, tag="command"):
    """A signal to the app that no user sees."""

    action: str | None = None
    data: Data | None = None

    def __post_init__(self) -> None:
        if self.data is not None:
            settle(self, "data", self.data)


class Card(_Part, frozen=True, kw_only=True, tag="card"):
    """A user's business card."""

    user: Participant


class Merged(_Part, frozen=True, kw_only=True, tag="merged"):
    """A stretch of chat history forwarded as one message.

    Either the messages themselves, or `media`, an attachment that holds them.
    """

    title: str | None = None
    abstract: tuple[str, ...] = ()
    messages: "tuple[Message, ...]" = ()
    media: Media | None = None
    fallback: str | None = None  # what old clients show
    level: int | None = None
    count: int | None = None  # null when it is the number of messages
    entities: tuple[Entity, ...] = ()


class Notice(_Part, frozen=True, kw_only=True, tag="notice"):
    """A system notification."""

    code: str
    text: str | None = None
    detail: Data | None = None

    def __post_init__(self) -> None:
        if self.detail is not None:
            settle(self, "detail", self.detail)


class UnknownPart(_Part, frozen=True, kw_only=True, tag="unknown"):
    """A part that this release has no class for, as the vendor wrote it.

    Goes back out to that vendor exactly. The key of `type` in JSON is `name`: `type` is the tag.
    """

    vendor: str
    type: str = field(default="", name="name")
    payload: Any = None

    def __repr__(self) -> str:
        return f"UnknownPart(vendor={self.vendor!r}, type={self.type!r}, payload={shown(self.payload)})"


Part = (
    Text
    | Markdown
    | RichText
    | Image
    | Audio
    | Video
    | File
    | Location
    | Face
    | Custom
    | Command
    | Card
    | Merged
    | Notice
    | UnknownPart
)


class Quote(Value, frozen=True, kw_only=True):
    """The message that a message answers, as much of it as was said."""

    message: "Message"
    preview: str | None = None
    kind: str | None = None  # tag of the quoted part
    root_id: str | None = None


class Delivery(Value, frozen=True, kw_only=True):
    """How a message is to be delivered."""

    online_only: bool | None = None
    priority: str | None = None  # high, normal, low, lowest
    lifetime: int | None = None  # seconds
    sync_to_sender: bool | None = None
    receipt: bool | None = None
    count_unread: bool | None = None
    update_conversation: bool | None = None
    extensible: bool | None = None
    skip_callbacks: tuple[str, ...] = ()  # before, after


class PushInfo(Value, frozen=True, kw_only=True):
    """What an offline push for a message looks like."""

    mode: str | None = None  # normal, silent, forced
    title: str | None = None
    body: str | None = None
    ext: Data | None = None
    ios_sound: str | None = None
    android_sound: str | None = None
    ios_badge: bool | None = None  # counts
    ios_title: str | None = None
    ios_subtitle: str | None = None
    ios_category: str | None = None
    ios_mutable: bool | None = None

    def __post_init__(self) -> None:
        if self.ext is not None:
            settle(self, "ext", self.ext)


class Message(Value, frozen=True, kw_only=True):
    """What somebody said: in an event, a send, a history record, or inside another message."""

    id: MessageId = field(default_factory=MessageId)
    conversation: Conversation = field(default_factory=Conversation)
    sender: Participant | None = None
    origin: str | None = None  # user, system
    recipients: tuple[Participant, ...] = ()
    sent_at: int | None = None  # milliseconds
    parts: tuple[Part, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quote: Quote | None = None
    ext: Data | None = None
    delivery: Delivery | None = None
    push: PushInfo | None = None
    is_read: bool | None = None
    state: str | None = None  # normal, recalled, deleted

    def __post_init__(self) -> None:
        ext = self.ext
        if ext is not None and (ext.__class__ is str or not ext):  # the call costs as much as all else
            settle(self, "ext", ext)
