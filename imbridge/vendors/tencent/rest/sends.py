"""Sends of Tencent's to the model and back."""

from typing import TypeVar

from imbridge.catalogue import Document
from imbridge.context import Context
from imbridge.errors import CannotExpress
from imbridge.model import Conversation, Message, MessageId, Notice, Send
from imbridge.vendors.tencent.events.header import DIRECT, account, accounts, group_id, user, zero
from imbridge.vendors.tencent.events.messages import mentions_from_wire, mentions_to_wire
from imbridge.vendors.tencent.messages import NAME, cloud_from_wire, cloud_to_wire, parts_from_wire, parts_to_wire
from imbridge.vendors.tencent.rest.header import (
    NO_DELIVERY,
    Header,
    delivery_from_wire,
    delivery_to_wire,
    flag,
    people,
    priority_to_wire,
    push_from_wire,
    push_to_wire,
    random_of,
    sendable,
    sync_to_wire,
)
from imbridge.vendors.tencent.wire import rest as wire

SYSTEM = "group_system"
"""The code of a notice that a group's members get from the system."""

MENTIONS = 30
"""How many a message to a group can mention."""

B = TypeVar("B", wire.SendMsg, wire.BatchSendMsg)


def single_from_wire(body: wire.SendMsg, header: Header) -> Send:
    return direct_from_wire(body, header, body.MsgTimeStamp)


def single_to_wire(shape: type[wire.SendMsg], send: Send, context: Context) -> wire.SendMsg:
    message = send.message
    to = account(message.recipients[0] if message.recipients else None, "message.recipients", context)
    body = direct_to_wire(shape(To_Account=to, MsgBody=[]), send, context)
    body.MsgTimeStamp = None if message.sent_at is None else message.sent_at // 1000
    return body


def batch_from_wire(body: wire.BatchSendMsg, header: Header) -> Send:
    return direct_from_wire(body, header, None)


def batch_to_wire(shape: type[wire.BatchSendMsg], send: Send, context: Context) -> wire.BatchSendMsg:
    to = accounts(send.message.recipients, "message.recipients", context)
    body = direct_to_wire(shape(To_Account=to, MsgBody=[]), send, context)
    body.ForbidCallbackControl = None
    return body


def direct_from_wire(body: wire.SendMsg | wire.BatchSendMsg, header: Header, seconds: int | None) -> Send:
    quote, ext = cloud_from_wire(body.CloudCustomData)
    return Send(
        vendor=NAME,
        command=header.command,
        app=header.app,
        message=Message(
            id=MessageId(seq=body.MsgSeq or None, random=body.MsgRandom or None),
            conversation=DIRECT,
            sender=user(body.From_Account),
            recipients=people(body.To_Account),
            sent_at=seconds * 1000 if seconds else None,
            parts=parts_from_wire(body.MsgBody),
            quote=quote,
            ext=ext,
            delivery=delivery_from_wire(
                body, body.IsNeedReadReceipt, lifetime=body.MsgLifeTime, sync=body.SyncOtherMachine
            ),
            push=push_from_wire(body.OfflinePushInfo),
        ),
    )


def direct_to_wire(body: B, send: Send, context: Context) -> B:
    message, delivery = send.message, send.message.delivery or NO_DELIVERY
    sent_to_wire(body, message, context)
    body.MsgRandom = random_of(send, message, context)
    body.MsgSeq = message.id.seq
    body.MsgLifeTime = delivery.lifetime
    body.SyncOtherMachine = sync_to_wire(delivery)
    body.IsNeedReadReceipt = flag(delivery.receipt)
    return body


def sent_to_wire(body: wire.Sent, message: Message, context: Context) -> None:
    """Write what all sends have."""
    body.From_Account = message.sender.id if message.sender is not None and message.sender.id else None
    body.MsgBody = parts_to_wire(sendable(message.parts, context), context)
    body.CloudCustomData = cloud_to_wire(message.quote, message.ext, context)
    body.OfflinePushInfo = push_to_wire(message.push)
    if message.delivery is not None:
        delivery_to_wire(body, message.delivery, context)


def group_from_wire(body: wire.SendGroupMsg, header: Header) -> Send:
    quote, ext = cloud_from_wire(body.CloudCustomData)
    return Send(
        vendor=NAME,
        command=header.command,
        app=header.app,
        message=Message(
            id=MessageId(random=body.Random or None),
            conversation=Conversation(kind="group", id=body.GroupId or None, topic_id=body.TopicId or None),
            sender=user(body.From_Account),
            recipients=people(body.To_Account),
            parts=parts_from_wire(body.MsgBody),
            mentions=mentions_from_wire(body.GroupAtInfo) if body.GroupAtInfo else (),
            quote=quote,
            ext=ext,
            delivery=delivery_from_wire(body, body.NeedReadReceipt, priority=body.MsgPriority),
            push=push_from_wire(body.OfflinePushInfo),
        ),
    )


def group_to_wire(shape: type[wire.SendGroupMsg], send: Send, context: Context) -> wire.SendGroupMsg:
    message, delivery = send.message, send.message.delivery or NO_DELIVERY
    if len(message.mentions) > MENTIONS and not context.own:
        raise CannotExpress(f"send_group_msg: no more than {MENTIONS} can be mentioned")
    body = shape(
        GroupId=group_id(message.conversation, context, "message.conversation.id"),
        TopicId=message.conversation.topic_id,
        Random=random_of(send, message, context),
        MsgPriority=priority_to_wire(delivery, context),
        To_Account=[member.id for member in message.recipients] or None,
        GroupAtInfo=mentions_to_wire(message.mentions) or None,
        NeedReadReceipt=flag(delivery.receipt),
        MsgBody=[],
    )
    sent_to_wire(body, message, context)
    return body


def notification_from_wire(body: wire.SendGroupSystemNotification, header: Header) -> Send:
    return Send(
        vendor=NAME,
        command=header.command,
        app=header.app,
        message=Message(
            conversation=Conversation(kind="group", id=body.GroupId or None, topic_id=body.TopicId or None),
            recipients=people(body.ToMembers_Account, "/ToMembers_Account"),
            parts=(Notice(code=SYSTEM, text=body.Content),),
        ),
    )


def notification_to_wire(
    shape: type[wire.SendGroupSystemNotification], send: Send, context: Context
) -> wire.SendGroupSystemNotification:
    message = send.message
    (notice,) = message.parts
    return shape(
        GroupId=group_id(message.conversation, context, "message.conversation.id"),
        TopicId=message.conversation.topic_id,
        Content=(notice.text if isinstance(notice, Notice) else None) or "",
        ToMembers_Account=[member.id for member in message.recipients] or None,
    )


def broadcast_from_wire(body: wire.SendBroadcastMsg, header: Header) -> Send:
    quote, ext = cloud_from_wire(body.CloudCustomData)
    return Send(
        vendor=NAME,
        command=header.command,
        app=header.app,
        scope="all_rooms",
        message=Message(
            id=MessageId(random=body.Random or None),
            conversation=Conversation(kind="room"),
            sender=user(body.From_Account),
            parts=parts_from_wire(body.MsgBody),
            quote=quote,
            ext=ext,
        ),
    )


def broadcast_to_wire(shape: type[wire.SendBroadcastMsg], send: Send, context: Context) -> wire.SendBroadcastMsg:
    message = send.message
    return shape(
        From_Account=message.sender.id if message.sender is not None and message.sender.id else None,
        Random=random_of(send, message, context),
        MsgBody=parts_to_wire(sendable(message.parts, context), context),
        CloudCustomData=cloud_to_wire(message.quote, message.ext, context),
    )


def official_from_wire(body: wire.SendOfficialAccountMsg, header: Header) -> Send:
    quote, ext = cloud_from_wire(body.CloudCustomData)
    return Send(
        vendor=NAME,
        command=header.command,
        app=header.app,
        message=Message(
            id=MessageId(random=body.Random or None),
            conversation=Conversation(kind="channel", id=body.Official_Account or None),
            parts=parts_from_wire(body.MsgBody),
            quote=quote,
            ext=ext,
            delivery=delivery_from_wire(body, None),
            push=push_from_wire(body.OfflinePushInfo),
        ),
    )


def official_to_wire(
    shape: type[wire.SendOfficialAccountMsg], send: Send, context: Context
) -> wire.SendOfficialAccountMsg:
    message = send.message
    body = shape(
        Official_Account=message.conversation.id or zero("message.conversation.id", context),
        Random=random_of(send, message, context),
        MsgBody=[],
    )
    sent_to_wire(body, message, context)
    body.From_Account = None
    return body


def targets(send: Send) -> bool:
    return send.scope == "targets"


def is_direct(send: Send) -> bool:
    return targets(send) and send.message.conversation.kind not in ("group", "room", "channel")


def is_single(send: Send) -> bool:
    return is_direct(send) and len(send.message.recipients) < 2


def is_group(send: Send) -> bool:
    return targets(send) and send.message.conversation.kind in ("group", "room") and not send.also


def is_notice(send: Send) -> bool:
    parts = send.message.parts
    return is_group(send) and len(parts) == 1 and isinstance(parts[0], Notice) and parts[0].text is not None


def is_channel(send: Send) -> bool:
    return targets(send) and send.message.conversation.kind == "channel" and not send.also


def is_broadcast(send: Send) -> bool:
    return send.scope == "all_rooms"


DOCUMENTS = (
    Document("sendmsg", wire.SendMsg, (Send,), single_from_wire, single_to_wire, is_single),
    Document("batchsendmsg", wire.BatchSendMsg, (Send,), batch_from_wire, batch_to_wire, is_direct),
    Document(
        "send_group_system_notification",
        wire.SendGroupSystemNotification,
        (Send,),
        notification_from_wire,
        notification_to_wire,
        is_notice,
    ),
    Document("send_group_msg", wire.SendGroupMsg, (Send,), group_from_wire, group_to_wire, is_group),
    Document(
        "send_broadcast_msg", wire.SendBroadcastMsg, (Send,), broadcast_from_wire, broadcast_to_wire, is_broadcast
    ),
    Document(
        "send_official_account_msg",
        wire.SendOfficialAccountMsg,
        (Send,),
        official_from_wire,
        official_to_wire,
        is_channel,
    ),
)
