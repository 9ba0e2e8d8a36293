"""What becomes of a message later, to events and back: recalled, read, delivered, reacted to."""

from collections.abc import Mapping
from typing import Any, TypeVar

from msgspec import UNSET, UnsetType

from imbridge.catalogue import Document
from imbridge.context import Context
from imbridge.errors import Malformed
from imbridge.model import (
    Conversation,
    ConversationRead,
    Message,
    MessageDelivered,
    MessageId,
    MessageReactions,
    MessageRead,
    MessageRecalled,
    Participant,
    Reaction,
    ReactionChange,
    ReactionChanged,
    ReadReceipt,
    TopicActivity,
)
from imbridge.vendors.easemob.enums import KINDS_OF_PAYLOAD, PAYLOAD_NAMES
from imbridge.vendors.easemob.events.header import (
    GROUPS,
    USERS,
    Header,
    bare,
    happened,
    id_from_wire,
    kind_from_wire,
    person_from_wire,
    person_to_wire,
    place_from_wire,
    place_to_wire,
    prefix_of,
    time_to_wire,
    user_from_wire,
    word,
    zero,
)
from imbridge.vendors.easemob.events.messages import group_from_wire, thread_to_wire
from imbridge.vendors.easemob.ext import ext_from_wire, ext_to_wire
from imbridge.vendors.easemob.messages import fitted, parts_from_wire, parts_to_wire
from imbridge.vendors.easemob.wire import follow_ups as wire
from imbridge.vendors.easemob.wire.messages import Meta, Payload

GROUP_ACK = "chat:ack:read"

A = TypeVar("A", wire.ReadAck, wire.DeliveryAck)


def recall_from_wire(body: wire.Recall, header: Header) -> MessageRecalled:
    recalled = body.recall_id or body.payload.ack_message_id
    if not recalled:
        raise Malformed("the required field is missing", pointer="/recall_id")
    kind = kind_from_wire(body.content_type, body.payload.type)
    conversation, peer = place_from_wire(kind, body.group_id, body.to, header)
    event = MessageRecalled(conversation=conversation, messages=(MessageId(server=recalled),), peer=peer)
    return happened(event, header, *user_from_wire(body.from_, header.prefix))


def recall_to_wire(shape: type[wire.Recall], event: MessageRecalled, context: Context) -> wire.Recall:
    """Write a recall; who sent the message stands for who recalled it, where only that is known."""
    to, group_id = place_to_wire(event.conversation, event.peer, context)
    recalled = message_of(event.messages, context)
    kind = PAYLOAD_NAMES.get(event.conversation.kind or "", UNSET)
    return shape(
        recall_id=recalled,
        group_id=group_id,
        from_=person_to_wire(event.actor or event.sender, "actor", event, context),
        to=to,
        payload=wire.RecallPayload(ack_message_id=recalled, type=kind),
    )


def read_from_wire(body: wire.ReadAck, header: Header) -> MessageRead:
    conversation, peer = place_from_wire(kind_of_ack(body), body.group_id, body.to, header)
    receipt = ReadReceipt(id=MessageId(server=body.payload.ack_message_id or None))
    event = MessageRead(conversation=conversation, receipts=(receipt,), peer=peer)
    return happened(event, header, *user_from_wire(body.from_, header.prefix))


def read_to_wire(shape: type[wire.ReadAck], event: MessageRead, context: Context) -> wire.ReadAck:
    readers = event.receipts[0].readers if event.receipts else ()
    reader = Participant(id=readers[0]) if event.actor is None and len(readers) == 1 else event.actor
    return ack_to_wire(shape, "read_ack", event, reader, tuple([receipt.id for receipt in event.receipts]), context)


def delivery_from_wire(body: wire.DeliveryAck, header: Header) -> MessageDelivered:
    conversation, peer = place_from_wire(kind_of_ack(body), body.group_id, body.to, header)
    delivered = MessageId(server=body.payload.ack_message_id or None)
    event = MessageDelivered(conversation=conversation, messages=(delivered,), peer=peer)
    return happened(event, header, *user_from_wire(body.from_, header.prefix))


def delivery_to_wire(shape: type[wire.DeliveryAck], event: MessageDelivered, context: Context) -> wire.DeliveryAck:
    return ack_to_wire(shape, "delivery_ack", event, event.actor, event.messages, context)


def ack_to_wire(
    shape: type[A],
    chat_type: str,
    event: MessageRead | MessageDelivered,
    by: Participant | None,
    messages: tuple[MessageId, ...],
    context: Context,
) -> A:
    """Write that somebody has got or read a message: in a group with what marks an ack there."""
    to, group_id = place_to_wire(event.conversation, event.peer, context)
    direct = group_id is UNSET
    return shape(
        content_type=UNSET if direct else GROUP_ACK,
        from_=person_to_wire(by, "actor", event, context),
        to=to,
        payload=wire.AckPayload(
            ack_message_id=message_of(messages, context),
            bodies=[] if direct else UNSET,
            type=UNSET if direct else chat_type,
        ),
    )


def kind_of_ack(body: wire.ReadAck | wire.DeliveryAck) -> str:
    """Tell a group's ack from one between two users, which has none of the marks."""
    payload = body.payload
    kind = kind_from_wire(body.content_type, payload.type)
    if kind is not None:
        return kind
    grouped = body.content_type == GROUP_ACK or payload.msg_config is not UNSET or body.group_id
    return "group" if grouped else "direct"


def message_of(messages: tuple[MessageId, ...], context: Context) -> str:
    """Write the one message that an ack or a recall is about."""
    return (messages[0].server if messages else None) or zero("an id of the server's for the message", context)


def channel_from_wire(body: wire.ChannelAck, header: Header) -> ConversationRead:
    kind = kind_from_wire(body.content_type, UNSET) or ("group" if body.group_id else "direct")
    conversation, peer = place_from_wire(kind, body.group_id, body.to, header)
    last = body.payload.ack_message_id
    event = ConversationRead(conversation=conversation, peer=peer, up_to=MessageId(server=last) if last else None)
    return happened(event, header, *user_from_wire(body.from_, header.prefix))


def channel_to_wire(shape: type[wire.ChannelAck], event: ConversationRead, context: Context) -> wire.ChannelAck:
    to, group_id = place_to_wire(event.conversation, event.peer, context)
    last = event.up_to.server if event.up_to is not None else None
    return shape(
        group_id=group_id,
        from_=person_to_wire(event.actor, "actor", event, context),
        to=to,
        payload=wire.ChannelAckPayload(ack_message_id=last or ""),
    )


def channel_of(body: Mapping[str, Any]) -> Any:
    """Return the JID of the conversation that an ack is in; that of another user is spelt like a group's."""
    return jid_of(body, body.get("group_id") or body.get("to"), GROUPS)


def channel_user_of(body: Mapping[str, Any]) -> Any:
    """Return the JID of who read or got a message."""
    return jid_of(body, body.get("from"), USERS)


def jid_of(body: Mapping[str, Any], id: Any, domain: str) -> Any:
    if body.get("chat_type") not in ACKS or not isinstance(id, str):
        return UNSET
    prefix = prefix_of(body)
    return f"{prefix}{id_from_wire(id, prefix)}{domain}"


def reaction_from_wire(body: wire.ReactionNotice, header: Header) -> ReactionChanged:
    payload = body.payload
    first = payload.data[0] if payload.data else NO_MESSAGE
    kind = payload.channel_type or first.channel_type or None
    kind = KINDS_OF_PAYLOAD.get(kind, kind) if kind else "group" if body.group_id else None
    grouped = kind not in (None, "direct")
    id = id_from_wire(body.group_id or first.to or "", header.prefix) if grouped else ""
    event = ReactionChanged(
        conversation=Conversation(kind=kind, id=id or None),
        messages=tuple([reacted_from_wire(reacted, grouped, header) for reacted in payload.data]),
    )
    return happened(event, header, *user_from_wire(body.from_, header.prefix))


def reaction_to_wire(shape: type[wire.ReactionNotice], event: ReactionChanged, context: Context) -> wire.ReactionNotice:
    place, first = event.conversation, event.messages[0] if event.messages else MessageReactions()
    channel = word(place.kind, PAYLOAD_NAMES, context) or UNSET
    group = UNSET if place.kind in (None, "direct") else place.id or zero("conversation.id", context)
    to = group if group is not UNSET else first.peer.id if first.peer is not None else ""
    return shape(
        group_id=UNSET if event.messages else group,  # every message names it
        from_=person_to_wire(event.actor, "actor", event, context),
        to=bare(to, "conversation.id", context),
        payload=wire.ReactionPayload(
            channel_type=channel,
            num=len(event.messages),
            data=[reacted_to_wire(reacted, group, channel, context) for reacted in event.messages],
        ),
    )


def reacted_from_wire(body: wire.ReactedMessage, grouped: bool, header: Header) -> MessageReactions:
    return MessageReactions(
        id=MessageId(server=body.messageId or None),
        sender=person_from_wire(body.from_, header.prefix),
        peer=None if grouped else person_from_wire(body.to, header.prefix),
        changed_at=body.ts or None,
        reactions=tuple([state_from_wire(state) for state in body.reactions]),
    )


def reacted_to_wire(
    reacted: MessageReactions, group: str | UnsetType, channel: str | UnsetType, context: Context
) -> wire.ReactedMessage:
    sender, peer = reacted.sender, reacted.peer
    to = group or ("" if peer is None else bare(peer.id, "messages.peer", context))
    return wire.ReactedMessage(
        messageId=reacted.id.server or zero("messages.id.server", context),
        from_="" if sender is None else bare(sender.id, "messages.sender", context),
        to=to,
        channel_type=channel,
        ts=reacted.changed_at or UNSET,
        reactions=[state_to_wire(reaction) for reaction in reacted.reactions],
    )


def state_from_wire(body: wire.Reaction) -> Reaction:
    changes = [ReactionChange(operation=op.reactionType, user_id=op.operator) for op in body.op or ()]
    return Reaction(name=body.reaction, count=body.count, user_ids=tuple(body.userList), changes=tuple(changes))


def state_to_wire(reaction: Reaction) -> wire.Reaction:
    changes = [wire.ReactionOperation(reactionType=one.operation, operator=one.user_id) for one in reaction.changes]
    return wire.Reaction(
        reaction=reaction.name, count=reaction.count, userList=list(reaction.user_ids), op=changes or UNSET
    )


def thread_event_from_wire(body: wire.ThreadNotice, header: Header) -> TopicActivity:
    data = body.payload.data
    event = TopicActivity(
        conversation=Conversation(
            kind="group",
            id=id_from_wire(data.muc_parent_id or body.to, header.prefix) or None,
            topic_id=data.id or None,
            topic_root=data.msg_parent_id or None,
        ),
        message_count=None if data.message_count is UNSET else data.message_count,
        last_message=None if data.last_message is UNSET else last_from_wire(data.last_message, header),
        operation=data.operation or None,
    )
    return happened(event, header, person_from_wire(data.from_, header.prefix))


def thread_event_to_wire(shape: type[wire.ThreadNotice], event: TopicActivity, context: Context) -> wire.ThreadNotice:
    place, last, actor = event.conversation, event.last_message, event.actor
    group = bare(place.id or zero("conversation.id", context), "conversation.id", context)
    data = wire.ThreadData(
        id=place.topic_id or zero("conversation.topic_id", context),
        from_=UNSET if actor is None else bare(actor.id, "actor", context),
        operation=event.operation or UNSET,
        msg_parent_id=place.topic_root or "",
        muc_parent_id=group,
        message_count=UNSET if event.message_count is None else event.message_count,
        timestamp=time_to_wire(event.occurred_at, None, context) or UNSET,
        last_message=UNSET if last is None else last_to_wire(last, context),
    )
    return shape(to=group, payload=wire.ThreadPayload(data=data))


def last_from_wire(body: wire.LastMessage, header: Header) -> Message:
    payload, prefix = body.payload, header.prefix
    kind = KINDS_OF_PAYLOAD.get(payload.type, "group") if payload.type else "group"
    said = ext_from_wire(payload.ext)
    return Message(
        id=MessageId(server=body.id or None),
        conversation=group_from_wire(UNSET, payload.meta, kind, id_from_wire(body.to, prefix), prefix),
        sender=person_from_wire(body.from_, prefix),
        sent_at=body.timestamp or None,
        parts=parts_from_wire(payload.bodies or []),
        mentions=said.mentions,
        quote=said.quote,
        ext=said.ext,
        push=said.push,
    )


def last_to_wire(message: Message, context: Context) -> wire.LastMessage:
    place, sender = message.conversation, message.sender.id if message.sender is not None else ""
    threaded = place.topic_id or place.topic_root
    return wire.LastMessage(
        id=message.id.server or "",
        from_=bare(sender, "last_message.sender", context),
        to=bare((place.topic_id if threaded else place.id) or "", "last_message.conversation", context),
        timestamp=message.sent_at or 0,
        payload=Payload(
            bodies=parts_to_wire(fitted(message.parts, context), context),
            ext=ext_to_wire(message, context),
            meta=Meta(thread=thread_to_wire(place)) if threaded else UNSET,
        ),
    )


NO_MESSAGE = wire.ReactedMessage(messageId="")
ACKS = ("read_ack", "delivery_ack", "channel_ack")
COPIES = {"channel_channel": channel_of, "channel_user": channel_user_of}

DOCUMENTS = (
    Document("recall", wire.Recall, (MessageRecalled,), recall_from_wire, recall_to_wire),
    Document("read_ack", wire.ReadAck, (MessageRead,), read_from_wire, read_to_wire),
    Document("channel_ack", wire.ChannelAck, (ConversationRead,), channel_from_wire, channel_to_wire),
    Document("delivery_ack", wire.DeliveryAck, (MessageDelivered,), delivery_from_wire, delivery_to_wire),
    Document("notify:reaction", wire.ReactionNotice, (ReactionChanged,), reaction_from_wire, reaction_to_wire),
    Document("notify:thread", wire.ThreadNotice, (TopicActivity,), thread_event_from_wire, thread_event_to_wire),
)
