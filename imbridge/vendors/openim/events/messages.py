"""The hooks about a message: before it is sent, once more before that, after, and when it is stored."""

from binascii import b2a_base64
from typing import Any, TypeVar

from msgspec import UNSET

from imbridge.context import Context
from imbridge.errors import CannotExpress
from imbridge.model import (
    Conversation,
    Message,
    MessageEvent,
    MessageId,
    MessageSending,
    MessageSent,
    MessageStored,
    Participant,
)
from imbridge.vendors.openim.enums import LEGACY
from imbridge.vendors.openim.events.header import DIRECT, Header, derived, document
from imbridge.vendors.openim.messages import (
    DELIVERIES,
    NAME,
    SENT,
    content_from_wire,
    content_to_wire,
    kind_from_wire,
    mentions_from_wire,
    mentions_to_wire,
    origin_from_wire,
    origin_to_wire,
    platform_from_wire,
    platform_to_wire,
    quote_from_wire,
    session_to_wire,
)
from imbridge.vendors.openim.wire import messages as wire
from imbridge.vendors.openim.wire.parts import AtText, Quote
from imbridge.wire import encode, ext_from_text, text_from_ext

M = TypeVar("M", MessageSent, MessageStored)


def sending_from_wire(body: wire.Message, header: Header) -> MessageSending:
    message = message_from_wire(body, header)
    return MessageSending(
        vendor=NAME,
        command=header.command,
        occurred_at=message.sent_at,
        actor=message.sender,
        platform=platform_from_wire(body.senderPlatformID),
        trace=header.trace,
        message=message,
        stage="rewrite" if isinstance(body, wire.Modify) else "decide",
    )


def sent_from_wire(body: wire.Message, header: Header) -> MessageSent:
    return told(MessageSent, body, header)


def stored_from_wire(body: wire.Saved, header: Header) -> MessageStored:
    return told(MessageStored, body, header)


def told(shape: type[M], body: wire.Message, header: Header) -> M:
    message = message_from_wire(body, header)
    return shape(
        vendor=NAME,
        command=header.command,
        occurred_at=message.sent_at,
        actor=message.sender,
        platform=platform_from_wire(body.senderPlatformID),
        trace=header.trace,
        message=message,
    )


def message_from_wire(body: wire.Message, header: Header) -> Message:
    code, session = body.contentType, body.sessionType
    group, receiver = body.groupID or None, body.recvID or None
    part, content = content_from_wire(code, body.content, header.options.release)
    ids, named, quote = body.atUserList, None, None
    if content.__class__ is AtText:
        ids, named, quote = content.atUserList or ids, content.atUsersInfo, quote_from_wire(content.quoteMessage)
    elif content.__class__ is Quote:
        quote = quote_from_wire(content.quoteMessage)
    return Message(
        id=MessageId(server=body.serverMsgID or None, client=body.clientMsgID or None, seq=body.seq or None),
        conversation=DIRECT
        if session == 1 and group is None
        else Conversation(kind=kind_from_wire(session), id=group, type="legacy" if session == LEGACY else None),
        sender=Participant(id=body.sendID, nickname=body.senderNickname or None, avatar=body.faceURL or None)
        if body.sendID  # nobody where a vendor without senders was translated
        else None,
        origin=origin_from_wire(body.msgFrom),
        recipients=(Participant(id=receiver),) if receiver else (),
        sent_at=body.sendTime or None,
        parts=(part,),
        mentions=mentions_from_wire(ids, named) if ids else (),
        quote=quote,
        ext=ext_from_text(body.ex),
        delivery=DELIVERIES.get(code),
    )


def message_to_wire(shape: type[wire.Message], event: MessageEvent, context: Context) -> wire.Message:
    message = event.message
    sender, addressed = message.sender or NOBODY, ADDRESSED[shape]
    code, content = content_to_wire(message, context)
    time = sent_time(event, context)
    body = shape(
        sendID=sender.id,
        serverMsgID=message.id.server or ("" if context.own else derived(event)),
        clientMsgID=message.id.client or "",
        senderPlatformID=platform_to_wire(event.platform, context),
        senderNickname=sender.nickname or "",
        sessionType=session_to_wire(message.conversation, context, 0 if context.own else None),
        contentType=code,
        status=0 if event.platform == "rest" else SENT,
        sendTime=time,
        createTime=time,
        content=content if content.__class__ is str else encode(content).decode(),
        seq=message.id.seq or 0,
        ex=text_from_ext(message.ext) or "",
        recvID=recipient(message, context) if "recvID" in addressed else UNSET,
        groupID=group(message, context) if "groupID" in addressed else UNSET,
    )  # more than fifteen keywords and the interpreter goes through a dict
    if event.trace:
        body.operationID = event.trace
    if message.origin:
        body.msgFrom = origin_to_wire(message.origin, context)
    if message.mentions:
        body.atUserList = mentions_to_wire(message.mentions)
    if sender.avatar:
        body.faceURL = sender.avatar
    return body


def recipient(message: Message, context: Context) -> str:
    """Return who a message is for; one saved in a group is for nobody in particular."""
    if message.recipients:
        return message.recipients[0].id
    if context.own or in_group(message):
        return ""
    raise CannotExpress("needs message.recipients")


def group(message: Message, context: Context) -> str:
    """Return the group that a message is in."""
    return message.conversation.id or "" if context.own or in_group(message) else ""


def in_group(message: Message) -> bool:
    """Tell whether a message is in a group; an id of a conversation between two is none of a group's."""
    return bool(message.conversation.id) and message.conversation.kind not in ("direct", "system")


def sent_time(event: MessageEvent, context: Context) -> int:
    """Return the time of a message that must have one."""
    time = event.message.sent_at
    if time is None:
        time = event.occurred_at if event.occurred_at is not None else context.now
    return time or 0


def reply_key(body: wire.Message) -> str:
    """Return what `?key=` of the newest server holds, percent-encoded: the handle for a simple reply."""
    key = wire.ReplyKey(sendID=body.sendID, recvID=body.recvID or "", groupID=body.groupID or "")
    return b2a_base64(encode(key), newline=False).decode().replace("+", "%2B").replace("/", "%2F").replace("=", "%3D")


def message_key(event: MessageEvent) -> tuple[str, ...] | None:
    """Return what tells one message from another, if it has a handle."""
    message = event.message
    handle = message.id.server or message.id.client
    if handle is None:
        return None
    command = event.command or ""
    if event.__class__ is MessageSending and event.stage == "rewrite":
        return command, handle, message.sender.id if message.sender is not None else ""
    recipient = message.recipients[0].id if message.recipients else ""
    return command, handle, recipient, message.conversation.id or ""


def to_one(event: MessageSent) -> bool:
    return not in_group(event.message)


def asks(event: MessageSending) -> bool:
    return event.stage == "decide"


def asks_one(event: MessageSending) -> bool:
    return event.stage == "decide" and not in_group(event.message)


def asks_again(event: MessageSending) -> bool:
    return event.stage == "rewrite"


DOCUMENTS = (
    document(wire.BeforeSingle, MessageSending, sending_from_wire, message_to_wire, asks_one),
    document(wire.BeforeGroup, MessageSending, sending_from_wire, message_to_wire, asks),
    document(wire.Modify, MessageSending, sending_from_wire, message_to_wire, asks_again),
    document(wire.ModifyV30, MessageSending, sending_from_wire, message_to_wire, asks_again),
    document(wire.ModifyDocumented, MessageSending, sending_from_wire, message_to_wire, asks_again),
    document(wire.WordFilter, MessageSending, sending_from_wire, message_to_wire, asks_again),
    document(wire.AfterSingle, MessageSent, sent_from_wire, message_to_wire, to_one),
    document(wire.AfterGroup, MessageSent, sent_from_wire, message_to_wire),
    document(wire.Saved, MessageStored, stored_from_wire, message_to_wire),
)

ADDRESSED: dict[type[Any], tuple[str, ...]] = {
    wire.BeforeSingle: ("recvID",),
    wire.AfterSingle: ("recvID",),
    wire.BeforeGroup: ("groupID",),
    wire.AfterGroup: ("groupID",),
    wire.Saved: ("recvID", "groupID"),
    wire.Modify: (),
    wire.ModifyV30: (),
    wire.ModifyDocumented: (),
    wire.WordFilter: (),
}
"""The keys by which each hook says where a message goes."""

KEYED: tuple[type[Any], ...] = (wire.AfterSingle, wire.AfterGroup, wire.Saved)
"""Hooks whose url carries a reply handle on the newest server."""

NOBODY = Participant(id="")
