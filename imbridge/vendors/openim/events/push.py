"""A push that is about to go out, on- or offline."""

from typing import Any

from msgspec import UNSET

from imbridge.context import Context
from imbridge.model import Conversation, Message, MessageId, Participant, PushInfo, PushSending
from imbridge.vendors.openim.enums import LEGACY
from imbridge.vendors.openim.events.header import Header, document, happened, user_to_wire
from imbridge.vendors.openim.messages import (
    DELIVERIES,
    content_from_wire,
    content_to_wire,
    kind_from_wire,
    mentions_from_wire,
    mentions_to_wire,
    push_from_wire,
    push_to_wire,
    quote_from_wire,
    session_to_wire,
)
from imbridge.vendors.openim.wire import push as wire
from imbridge.vendors.openim.wire.parts import AtText, Quote
from imbridge.vendors.openim.wire.parts import PushInfo as PushBlock
from imbridge.wire import text_of


def offline_from_wire(body: wire.OfflinePush, header: Header) -> PushSending:
    return push_to_users(body, "offline", header)


def online_from_wire(body: wire.OnlinePush, header: Header) -> PushSending:
    return push_to_users(body, "online", header)


def push_to_users(body: wire.UserPush, channel: str, header: Header) -> PushSending:
    message = message_from_wire(body, 0, block_from_wire(body), header)
    event = PushSending(message=message, channel=channel, targets=tuple(body.userIDList or ()))
    return happened(event, header, platform=body.platformID)


def users_to_wire(shape: type[wire.UserPush], event: PushSending, context: Context) -> wire.UserPush:
    body = shape(**message_to_wire(event, context), userIDList=list(event.targets) or None)
    block = push_to_wire(event.message.push)
    if block is not None:
        body.title, body.desc, body.ex = block.title, block.desc, block.ex
        body.iOSPushSound, body.iOSBadgeCount, body.signalInfo = block.iOSPushSound, block.iOSBadgeCount, ""
    return body


def group_from_wire(body: wire.GroupOnlinePush, header: Header) -> PushSending:
    message = message_from_wire(body, body.seq, None, header)
    return happened(PushSending(message=message, channel="online_group"), header, platform=body.platformID)


def group_to_wire(shape: type[wire.GroupOnlinePush], event: PushSending, context: Context) -> wire.GroupOnlinePush:
    return shape(**message_to_wire(event, context), seq=event.message.id.seq or 0)


def message_from_wire(body: wire.Push, seq: int, push: PushInfo | None, header: Header) -> Message:
    code, session = body.contentType, body.sessionType
    part, content = content_from_wire(code, body.content, header.options.release)
    ids, named, quote = body.atUserIDList, None, None
    if isinstance(content, AtText):
        ids, named, quote = content.atUserList or ids, content.atUsersInfo, quote_from_wire(content.quoteMessage)
    elif isinstance(content, Quote):
        quote = quote_from_wire(content.quoteMessage)
    return Message(
        id=MessageId(client=body.clientMsgID or None, seq=seq or None),
        conversation=Conversation(
            kind=kind_from_wire(session), id=body.groupID or None, type="legacy" if session == LEGACY else None
        ),
        sender=Participant(id=body.sendID) if body.sendID else None,
        parts=(part,),
        mentions=mentions_from_wire(ids, named),
        quote=quote,
        delivery=DELIVERIES.get(code),
        push=push,
    )


def message_to_wire(event: PushSending, context: Context) -> dict[str, Any]:
    message = event.message
    code, content = content_to_wire(message, context)
    return {
        "clientMsgID": message.id.client or "",
        "sendID": user_to_wire(message.sender, "message.sender", context),
        "groupID": message.conversation.id or "",
        "contentType": code,
        "sessionType": session_to_wire(message.conversation, context, 0),
        "atUserIDList": mentions_to_wire(message.mentions),
        "content": content if isinstance(content, str) else text_of(content),
    }


def block_from_wire(body: wire.UserPush) -> PushInfo | None:
    """Read the push information of a message, which is there as a whole or not at all."""
    held = (body.title, body.desc, body.ex, body.iOSPushSound, body.iOSBadgeCount, body.signalInfo)
    if all(one is UNSET for one in held):
        return None
    block = PushBlock(
        title=body.title or "",
        desc=body.desc or "",
        ex=body.ex or "",
        iOSPushSound=body.iOSPushSound or "",
        iOSBadgeCount=bool(body.iOSBadgeCount),
    )
    return push_from_wire(block)


def is_offline(event: PushSending) -> bool:
    return event.channel == "offline"


def is_online(event: PushSending) -> bool:
    return event.channel == "online"


def is_online_in_group(event: PushSending) -> bool:
    return event.channel == "online_group"


DOCUMENTS = (
    document(wire.OfflinePush, PushSending, offline_from_wire, users_to_wire, is_offline),
    document(wire.OnlinePush, PushSending, online_from_wire, users_to_wire, is_online),
    document(wire.GroupOnlinePush, PushSending, group_from_wire, group_to_wire, is_online_in_group),
    document(wire.OfflinePushV36, PushSending, offline_from_wire, users_to_wire, is_offline),
    document(wire.OnlinePushV36, PushSending, online_from_wire, users_to_wire, is_online),
    document(wire.GroupOnlinePushV36, PushSending, group_from_wire, group_to_wire, is_online_in_group),
)
