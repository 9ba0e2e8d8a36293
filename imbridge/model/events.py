"""What can happen: one flat union, tagged by `type`, with a common header."""

from hashlib import sha256
from typing import Any, ClassVar

import msgspec
from msgspec import field

from imbridge.errors import CannotExpress
from imbridge.model.base import NOTHING, Native, Value
from imbridge.model.message import Message
from imbridge.model.shared import Error, Participant


class Event(Value, frozen=True, kw_only=True, tag_field="type"):
    """The header that every event has.

    `actor`, and `occurred_at` of a message event without a time of its own, are copies of what the
    body says; encoders ignore them there.
    """

    vendor: str = ""
    command: str | None = None  # the vendor's own name of the document
    callback_id: str | None = None
    occurred_at: int | None = None  # milliseconds
    app: str | None = None
    actor: Participant | None = None
    platform: str | None = None  # device platform of the actor
    device_id: str | None = None
    client_ip: str | None = None
    trace: str | None = None  # follows one request through the vendor's services
    native: Native = NOTHING

    phase: ClassVar[str] = "after"

    @property
    def type(self) -> str:
        """The tag: `message.sent`."""
        return tag_of(self)

    @property
    def key(self) -> str:
        """The idempotency key: the same for a retry, another for whatever else happened.

        Raises CannotExpress for a value made by hand with something in it that is not JSON.
        """
        try:
            key = self.native.key(self)
            if key is not None:
                return key
            digest = sha256(_sorted(self)).hexdigest()[:32]
        except (AttributeError, TypeError, ValueError, RecursionError) as problem:
            raise CannotExpress(f"a value of the wrong type ({type(problem).__name__})") from None
        return f"{self.vendor}:{tag_of(self)}:{digest}"


class MessageSending(Event, frozen=True, kw_only=True, tag="message.sending"):
    """A message is about to be delivered; the ack decides, and may rewrite it."""

    message: Message
    stage: str = field(default_factory=lambda: "decide")  # rewrite: the vendor asks a second time, about content only

    phase: ClassVar[str] = "before"


class MessageSent(Event, frozen=True, kw_only=True, tag="message.sent"):
    """The server took a message."""

    message: Message
    unread_count: int | None = None  # the recipient's total


class MessageStored(Event, frozen=True, kw_only=True, tag="message.stored"):
    """A message sent before has now got its sequence number."""

    message: Message


class MessageOffline(Event, frozen=True, kw_only=True, tag="message.offline"):
    """A recipient was offline when the message went out; one event per such user."""

    message: Message


class BotMessageReceived(Event, frozen=True, kw_only=True, tag="message.bot_received"):
    """A message is addressed to a bot; comes beside MessageSent."""

    message: Message


class MessageFailed(Event, frozen=True, kw_only=True, tag="message.failed"):
    """A message was accepted and then not delivered."""

    message: Message
    error: Error = field(default_factory=Error)
    unread_count: int | None = None


class MessageEditing(Event, frozen=True, kw_only=True, tag="message.editing"):
    """The content of an earlier message is about to change; the ack decides."""

    message: Message
    edited_at: int | None = None  # milliseconds
    edit_count: int | None = None
    peer: str | None = None

    phase: ClassVar[str] = "before"


class MessageEdited(Event, frozen=True, kw_only=True, tag="message.edited"):
    """The content of an earlier message has changed."""

    message: Message
    edited_at: int | None = None  # milliseconds
    edit_count: int | None = None
    peer: str | None = None


class UnknownEvent(Event, frozen=True, kw_only=True, tag="unknown"):
    """A callback that this release has no class for, as the vendor wrote it.

    Goes back out to that vendor exactly. The safe ack is Allow.
    """

    name: str | None = None
    phase: str = field(default_factory=lambda: "after")  # type: ignore[misc]  # fixed by the class everywhere else
    query: dict[str, str] = field(default_factory=dict)
    payload: Any = None


MessageEvent = (
    MessageSending
    | MessageSent
    | MessageStored
    | MessageOffline
    | BotMessageReceived
    | MessageFailed
    | MessageEditing
    | MessageEdited
)

AnyEvent = MessageEvent | UnknownEvent


def tag_of(value: Value) -> str:
    """Return the tag of an event, part or ack: `message.sent`, `text`, `reject`."""
    return str(value.__struct_config__.tag)


_sorted = msgspec.json.Encoder(order="deterministic", enc_hook=lambda native: None).encode
