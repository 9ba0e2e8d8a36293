"""What goes through a vendor's REST interface: sends and what follows them, receipts, history."""

from typing import ClassVar

from msgspec import field

from imbridge.model.acks import MessageChanges
from imbridge.model.base import NOTHING, Data, Native, Value, settle
from imbridge.model.events.header import key_of, tag_of
from imbridge.model.message import Message, Part
from imbridge.model.shared import Conversation, Error, MessageId, Participant


class Rest(Value, frozen=True, kw_only=True, tag_field="type"):
    """What every REST document has."""

    vendor: str = ""
    command: str | None = None  # the vendor's own name of the call
    native: Native = NOTHING

    many: ClassVar[str | None] = None
    phase: ClassVar[str | None] = None

    @property
    def type(self) -> str:
        """The tag: `send`."""
        return tag_of(self)

    @property
    def key(self) -> str:
        """The idempotency key: the same for the same document; see `Event.key`."""
        return key_of(self)

    def copies(self) -> tuple[str, ...]:
        """Return the fields that only repeat what is said elsewhere: none."""
        return ()


class _Call(Rest, frozen=True, kw_only=True):
    app: str | None = None
    trace: str | None = None  # follows one request through the vendor's services


class Send(_Call, frozen=True, kw_only=True, tag="send"):
    """A message to be sent by the app's backend. Without a sender it comes from the vendor's admin.

    To users: they are the recipients. To a group, room or channel: that is the conversation, and
    recipients, if any, are the only members who get it.
    """

    message: Message
    also: tuple[str, ...] = ()  # further groups or rooms that get it
    scope: str = "targets"  # targets, all_users, online_users, all_rooms


class Recall(_Call, frozen=True, kw_only=True, tag="recall"):
    """Messages of one conversation to be taken back.

    Those of a direct conversation went from `sender` to `peer`.
    """

    conversation: Conversation = field(default_factory=Conversation)
    messages: tuple[MessageId, ...]
    sender: Participant | None = None
    peer: Participant | None = None
    actor: Participant | None = None  # who takes them back
    reason: str | None = None
    force: bool | None = None  # even when it is too late


class Edit(_Call, frozen=True, kw_only=True, tag="edit"):
    """New content for a message; what is null stays as it is."""

    conversation: Conversation = field(default_factory=Conversation)
    message: MessageId
    sender: Participant | None = None
    peer: Participant | None = None
    actor: Participant | None = None  # who edits it
    parts: tuple[Part, ...] | None = None
    ext: Data | None = None
    merge_ext: bool | None = None  # with what the message has, where it otherwise takes its place

    def __post_init__(self) -> None:
        if self.ext is not None:
            settle(self, "ext", self.ext)


class Import(_Call, frozen=True, kw_only=True, tag="import"):
    """A message of the past to be put into the history."""

    message: Message
    more: tuple[Message, ...] = ()  # of the same group, later ones
    live: bool | None = None  # counts as unread


class HistoryRecord(Rest, frozen=True, kw_only=True, tag="history"):
    """One message out of the vendor's history."""

    message: Message
    direction: str | None = None  # outgoing, incoming


class Result(Value, frozen=True, kw_only=True):
    """What became of a call for one target, or for one message."""

    target: str | None = None  # id of a user or group
    id: MessageId = field(default_factory=MessageId)
    sent_at: int | None = None  # milliseconds
    error: Error | None = None
    dropped: str | None = None  # taken, and thrown away: why


class Receipt(Rest, frozen=True, kw_only=True, tag="receipt"):
    """What the vendor answered to a call, joined where that took several."""

    results: tuple[Result, ...] = ()
    error: Error | None = None  # of the whole call
    operation_id: str | None = None  # of a broadcast
    changes: MessageChanges | None = None  # what a webhook made of the message


Call = Send | Recall | Edit | Import
"""What is asked of a vendor; each has a Receipt."""

AnyRest = Send | Recall | Edit | Import | HistoryRecord | Receipt
