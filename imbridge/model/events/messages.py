"""Messages: about to be sent, sent, stored, edited."""

from typing import ClassVar

from msgspec import field

from imbridge.model.events.header import Event
from imbridge.model.message import Message
from imbridge.model.shared import Error, Participant


class _OfMessage(Event, frozen=True, kw_only=True):
    message: Message

    @property
    def subject(self) -> Participant | None:
        """The sender."""
        return self.message.sender

    @property
    def moment(self) -> int | None:
        """The time of the message."""
        return self.message.sent_at


class MessageSending(_OfMessage, frozen=True, kw_only=True, tag="message.sending"):
    """A message is about to be delivered; the ack decides, and may rewrite it."""

    stage: str = field(default_factory=lambda: "decide")  # rewrite: the vendor asks a second time, about content only

    phase: ClassVar[str] = "before"


class MessageSent(_OfMessage, frozen=True, kw_only=True, tag="message.sent"):
    """The server took a message."""

    unread_count: int | None = None  # the recipient's total


class MessageStored(_OfMessage, frozen=True, kw_only=True, tag="message.stored"):
    """A message sent before has now got its sequence number."""


class MessageOffline(_OfMessage, frozen=True, kw_only=True, tag="message.offline"):
    """A recipient was offline when the message went out; one event per such user."""


class BotMessageReceived(_OfMessage, frozen=True, kw_only=True, tag="message.bot_received"):
    """A message is addressed to a bot; comes beside MessageSent."""


class MessageFailed(_OfMessage, frozen=True, kw_only=True, tag="message.failed"):
    """A message was accepted and then not delivered."""

    error: Error = field(default_factory=Error)
    unread_count: int | None = None


class _Edit(_OfMessage, frozen=True, kw_only=True):
    """`message` has the id of the edited one, its original time, and the new content."""

    edited_at: int | None = None  # milliseconds
    edit_count: int | None = None
    peer: Participant | None = None


class MessageEditing(_Edit, frozen=True, kw_only=True, tag="message.editing"):
    """The content of an earlier message is about to change; the ack decides."""

    phase: ClassVar[str] = "before"


class MessageEdited(_Edit, frozen=True, kw_only=True, tag="message.edited"):
    """The content of an earlier message has changed."""


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
