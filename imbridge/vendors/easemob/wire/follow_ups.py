"""What becomes of a message later: recalled, read, delivered, reacted to."""

from typing import Any

from msgspec import UNSET, Struct, UnsetType, field

from imbridge.vendors.easemob.wire import Event
from imbridge.vendors.easemob.wire.messages import Payload
from imbridge.wire import Wire


class RecallPayload(Struct, kw_only=True, gc=False):
    ack_message_id: str = ""  # the recalled message, like `recall_id`
    ext: dict[str, Any] = field(default_factory=dict)
    bodies: list[Any] = field(default_factory=list)
    type: str | UnsetType = UNSET  # in no sample; without it a user is not told from a group


class Recall(Event, kw_only=True, tag_field="chat_type", tag="recall"):
    """`msg_id` is the recall's own, whatever the tables say."""

    recall_id: str = ""
    content_type: str | UnsetType = UNSET
    group_id: str | UnsetType = UNSET
    payload: RecallPayload = field(default_factory=RecallPayload)


class AckPayload(Struct, kw_only=True, gc=False):
    ack_message_id: str
    ext: dict[str, Any] = field(default_factory=dict)
    bodies: list[Any] | UnsetType = UNSET  # between two users
    type: str | UnsetType = UNSET
    msg_config: dict[str, Any] | UnsetType = UNSET  # in groups


class ReadAck(Event, kw_only=True, tag_field="chat_type", tag="read_ack"):
    content_type: str | UnsetType = UNSET
    group_id: str | UnsetType = UNSET
    payload: AckPayload


class DeliveryAck(Event, kw_only=True, tag_field="chat_type", tag="delivery_ack"):
    """Named in a list only, without a sample: taken to look like the other."""

    content_type: str | UnsetType = UNSET
    group_id: str | UnsetType = UNSET
    payload: AckPayload


class ChannelAckPayload(Struct, kw_only=True, gc=False):
    ack_message_id: str = ""  # a message of the conversation
    type: str = "channel_ack"


class ChannelAck(Event, kw_only=True, tag_field="chat_type", tag="channel_ack"):
    content_type: str | UnsetType = UNSET
    group_id: str | UnsetType = UNSET
    payload: ChannelAckPayload = field(default_factory=ChannelAckPayload)


class ReactionOperation(Wire, kw_only=True):
    reactionType: str | None = None  # create; the word for a removal is not documented
    operator: str | None = None


class Reaction(Struct, kw_only=True, gc=False):
    """One reaction as it stands now; `op` is on what has just changed."""

    reaction: str
    count: int = 0
    userList: list[str] = field(default_factory=list)
    op: list[ReactionOperation] | UnsetType = UNSET


class ReactedMessage(Struct, kw_only=True, gc=False):
    messageId: str
    from_: str = field(name="from", default="")
    to: str = ""
    channel_type: str | UnsetType = UNSET
    ts: int | UnsetType = UNSET
    reactions: list[Reaction] = field(default_factory=list)


class ReactionPayload(Struct, kw_only=True, gc=False):
    type: str = "reaction"
    channel_type: str | UnsetType = UNSET
    num: int = 0  # of messages
    data: list[ReactedMessage]


class ReactionNotice(Event, kw_only=True, tag_field="chat_type", tag="notify"):
    group_id: str | UnsetType = UNSET
    to: str = ""
    payload: ReactionPayload


class LastMessage(Struct, kw_only=True, gc=False):
    """A message inside a thread; in samples `from` and `to` begin with the app key, and have no domain."""

    id: str = ""
    from_: str = field(name="from", default="")
    to: str = ""
    timestamp: int = 0
    payload: Payload = field(default_factory=Payload)


class ThreadData(Struct, kw_only=True, gc=False):
    id: str
    from_: str | UnsetType = field(name="from", default=UNSET)
    operation: str | UnsetType = UNSET  # update_msg, whatever was done
    msg_parent_id: str = ""
    muc_parent_id: str = ""
    message_count: int | UnsetType = UNSET
    timestamp: int | UnsetType = UNSET
    last_message: LastMessage | UnsetType = UNSET


class ThreadPayload(Struct, kw_only=True, gc=False):
    type: str = "thread"
    data: ThreadData


class ThreadNotice(Event, kw_only=True, tag_field="chat_type", tag="notify"):
    from_: str = field(name="from", default="admin")
    to: str = ""  # the group that the thread is in
    payload: ThreadPayload
