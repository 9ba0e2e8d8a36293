"""What happens to a message later: recalled, read, delivered, reacted to."""

from typing import ClassVar

from msgspec import field

from imbridge.model.base import Value
from imbridge.model.events.header import Placed
from imbridge.model.message import Message
from imbridge.model.shared import MessageId, Participant


class MessageRecalled(Placed, frozen=True, kw_only=True, tag="message.recalled"):
    """Messages were withdrawn."""

    messages: tuple[MessageId, ...] = ()
    sender: Participant | None = None  # their author
    peer: Participant | None = None
    reason: str | None = None

    many: ClassVar[str | None] = "messages"


class ReadReceipt(Value, frozen=True, kw_only=True):
    """One message, and who read it."""

    id: MessageId = field(default_factory=MessageId)
    readers: tuple[str, ...] = ()
    read_count: int | None = None
    unread_count: int | None = None


class MessageRead(Placed, frozen=True, kw_only=True, tag="message.read"):
    """Named messages were read; the actor is the reader when there is one."""

    receipts: tuple[ReadReceipt, ...] = ()
    peer: Participant | None = None

    many: ClassVar[str | None] = "receipts"

    @property
    def subject(self) -> Participant | None:
        """The only reader that the receipts name."""
        readers = {reader for receipt in self.receipts for reader in receipt.readers}
        return Participant(id=readers.pop()) if len(readers) == 1 else None


class ConversationRead(Placed, frozen=True, kw_only=True, tag="conversation.read"):
    """Everything up to a point was read, by the actor."""

    peer: Participant | None = None
    read_until: int | None = None  # milliseconds
    up_to: MessageId | None = None
    unread_count: int | None = None

    @property
    def moment(self) -> int | None:
        """How far it was read."""
        return self.read_until


class MessageDelivered(Placed, frozen=True, kw_only=True, tag="message.delivered"):
    """The recipient's device got the messages."""

    messages: tuple[MessageId, ...] = ()
    peer: Participant | None = None

    many: ClassVar[str | None] = "messages"


class ReactionChange(Value, frozen=True, kw_only=True):
    """What one user did with a reaction."""

    operation: str | None = None  # create, delete
    user_id: str | None = None


class Reaction(Value, frozen=True, kw_only=True):
    """One reaction to a message: how often it stands there now, by whom, and what changed."""

    name: str
    count: int = 0
    user_ids: tuple[str, ...] = ()
    changes: tuple[ReactionChange, ...] = ()


class MessageReactions(Value, frozen=True, kw_only=True):
    """All reactions that one message has now."""

    id: MessageId = field(default_factory=MessageId)
    sender: Participant | None = None
    peer: Participant | None = None
    changed_at: int | None = None  # milliseconds
    reactions: tuple[Reaction, ...] = ()


class ReactionChanged(Placed, frozen=True, kw_only=True, tag="reaction.changed"):
    """Reactions to messages changed; the full present state of each."""

    messages: tuple[MessageReactions, ...] = ()

    many: ClassVar[str | None] = "messages"


class ExtensionItem(Value, frozen=True, kw_only=True):
    """One pair attached to a message."""

    key: str
    value: str | None = None
    version: int | None = None


class MessageExtensionChanged(Placed, frozen=True, kw_only=True, tag="message.extension_changed"):
    """Key/value pairs attached to a message changed."""

    message: MessageId
    sender: Participant | None = None
    peer: Participant | None = None
    operation: str | None = None  # set, delete, clear
    items: tuple[ExtensionItem, ...] = ()
    version: int | None = None


class TopicActivity(Placed, frozen=True, kw_only=True, tag="topic.activity"):
    """Something was said, recalled or edited inside a thread; which of these is not told."""

    message_count: int | None = None
    last_message: Message | None = None
    operation: str | None = None
