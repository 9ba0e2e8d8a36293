"""Offline and online push."""

from typing import ClassVar

from imbridge.model.events.header import Event
from imbridge.model.message import Message
from imbridge.model.shared import Conversation, Error, MessageId, Participant


class PushSending(Event, frozen=True, kw_only=True, tag="push.sending"):
    """A push is about to go out; the ack decides, and may change whom it reaches.

    Of the message there is only what a push needs: no time, no id of the server's.
    """

    message: Message
    channel: str | None = None  # offline, online, online_group
    targets: tuple[str, ...] = ()

    phase: ClassVar[str] = "before"

    @property
    def subject(self) -> Participant | None:
        """The sender of the message."""
        return self.message.sender

    @property
    def moment(self) -> int | None:
        """The time of the message."""
        return self.message.sent_at


class PushReported(Event, frozen=True, kw_only=True, tag="push.reported"):
    """What became of an offline push."""

    conversation: Conversation | None = None
    message: MessageId | None = None
    sender: Participant | None = None
    target: Participant | None = None
    provider: str | None = None  # apns, fcm, huawei, …
    stage: str | None = None  # sent, arrived, clicked, failed
    error: Error | None = None
    message_sent_at: int | None = None  # milliseconds
    task_id: str | None = None
    task_at: int | None = None  # milliseconds
    device_token: str | None = None

    phase: ClassVar[str] = "notice"
