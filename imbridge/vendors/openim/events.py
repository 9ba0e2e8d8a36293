"""OpenIM callbacks to events and back."""

from binascii import b2a_base64
from hashlib import sha256
from typing import Any

from msgspec import UNSET

from imbridge.codec import Context, digest
from imbridge.errors import CannotExpress
from imbridge.http import Request, escape, header, join_query, join_url, split_query
from imbridge.model import (
    AnyEvent,
    Conversation,
    Message,
    MessageEvent,
    MessageId,
    MessageSending,
    MessageSent,
    MessageStored,
    Participant,
    UnknownEvent,
    tag_of,
)
from imbridge.vendors.openim import wire
from imbridge.vendors.openim.enums import LEGACY
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
from imbridge.vendors.openim.options import Options
from imbridge.wire import Dispatch, encode, ext_from_text, parse, text_from_ext, text_of

REVOKED = "callbackBeforeAfterMsgCommand"  # an after hook; the name is a historical slip
OLD_PUSH = ("callbackOfflinePushCommand", "callbackOnlinePushCommand", "callbackSuperGroupOnlinePushCommand")
"""Before hooks whose names, up to v3.6, did not say so."""


def event_from_wire(request: Request, phase: str | None, options: Options) -> AnyEvent:
    body = CALLBACKS.read(request.body)
    trace = header(request.headers, "operationid")
    if body.__class__ is str:
        return unknown_from_wire(request, body, trace, phase)
    command, shape = body.__struct_config__.tag, EVENTS[body.__class__]
    message = message_from_wire(body, options)
    if shape is MessageSending:
        return MessageSending(
            vendor=NAME,
            command=command,
            occurred_at=message.sent_at,
            actor=message.sender,
            platform=platform_from_wire(body.senderPlatformID),
            trace=trace or body.operationID or None,
            message=message,
            stage="rewrite" if body.__class__ in MODIFICATIONS.values() else "decide",
        )
    event: AnyEvent = shape(
        vendor=NAME,
        command=command,
        occurred_at=message.sent_at,
        actor=message.sender,
        platform=platform_from_wire(body.senderPlatformID),
        trace=trace or body.operationID or None,
        message=message,
    )
    return event


def event_to_wire(event: AnyEvent, context: Context) -> Request:
    if isinstance(event, UnknownEvent):
        return unknown_to_wire(event, context)
    shape = shape_of(event, context)
    body = message_to_wire(shape, event, context)
    url = f"{context.url}/{shape.__struct_config__.tag}"
    if shape in KEYED:
        url = join_url(url, f"key={reply_key(body)}")
    return Request(url=url, headers=headers_to_wire(event), body=encode(body))


def shape_of(event: MessageEvent, context: Context) -> Any:
    """Choose the document: the one the event came in if that can say it, else the first that can."""
    if event.__class__ is MessageSending and event.stage == "rewrite":
        return MODIFICATIONS.get(event.command, wire.Modify) if context.own else wire.Modify
    pair = SHAPES.get(event.__class__)
    if pair is None:
        raise CannotExpress(f"no callback says {tag_of(event)}")
    if event.message.conversation.id or (context.own and event.command == pair[1].__struct_config__.tag):
        return pair[1]
    return pair[0]


def message_from_wire(body: wire.Message, options: Options) -> Message:
    code, session = body.contentType, body.sessionType
    group, receiver = body.groupID or None, body.recvID or None
    part, content = content_from_wire(code, body.content, options.release)
    ids, named, quote = body.atUserList, None, None
    if content.__class__ is wire.AtText:
        ids, named, quote = content.atUserList or ids, content.atUsersInfo, quote_from_wire(content.quoteMessage)
    elif content.__class__ is wire.Quote:
        quote = quote_from_wire(content.quoteMessage)
    return Message(
        id=MessageId(server=body.serverMsgID or None, client=body.clientMsgID or None, seq=body.seq or None),
        conversation=DIRECT
        if session == 1 and group is None
        else Conversation(kind=kind_from_wire(session), id=group, type="legacy" if session == LEGACY else None),
        sender=sender_from_wire(body),
        origin=origin_from_wire(body.msgFrom) if body.msgFrom else None,
        recipients=(Participant(id=receiver),) if receiver else (),
        sent_at=body.sendTime or None,
        parts=(part,),
        mentions=mentions_from_wire(ids, named) if ids else (),
        quote=quote,
        ext=ext_from_text(body.ex),
        delivery=DELIVERIES.get(code),
    )


def sender_from_wire(body: wire.Message) -> Participant | None:
    """Read who sent a message; nobody did where a vendor without senders was translated."""
    if not body.sendID:
        return None
    return Participant(id=body.sendID, nickname=body.senderNickname or None, avatar=body.faceURL or None)


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
        content=content if content.__class__ is str else text_of(content),
        seq=message.id.seq or 0,
        ex=text_from_ext(message.ext) or "",
        recvID=recipient(message, context) if "recvID" in addressed else UNSET,
        groupID=message.conversation.id or "" if "groupID" in addressed else UNSET,
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


def headers_to_wire(event: AnyEvent) -> dict[str, str]:
    return {"operationID": event.trace} if event.trace else {}


def unknown_from_wire(request: Request, command: str, trace: str | None, phase: str | None) -> UnknownEvent:
    before = command in OLD_PUSH or ("Before" in command and command != REVOKED)
    return UnknownEvent(
        vendor=NAME,
        command=command,
        trace=trace or None,
        name=command,
        phase=phase or ("before" if before else "after"),
        query=split_query(request.url),
        payload=parse(request.body),
    )


def unknown_to_wire(event: UnknownEvent, context: Context) -> Request:
    if not context.own:
        raise CannotExpress(f"a callback that only {event.vendor} knows: {(event.name or '')[:80]}")
    url = join_url(f"{context.url}/{escape(event.name or '')}", join_query(event.query.items()))
    return Request(url=url, headers=headers_to_wire(event), body=encode(event.payload))


def reply_key(body: wire.Message) -> str:
    """Return what `?key=` of the newest server holds, percent-encoded: the handle for a simple reply."""
    key = wire.ReplyKey(sendID=body.sendID, recvID=body.recvID or "", groupID=body.groupID or "")
    return b2a_base64(encode(key), newline=False).decode().replace("+", "%2B").replace("/", "%2F").replace("=", "%3D")


def recipient(message: Message, context: Context) -> str:
    """Return who a message is for; one saved in a group is for nobody in particular."""
    if message.recipients:
        return message.recipients[0].id
    if message.conversation.id or context.own:
        return ""
    raise CannotExpress("needs message.recipients")


def sent_time(event: MessageEvent, context: Context) -> int:
    """Return the time of a message that must have one."""
    time = event.message.sent_at
    if time is None:
        time = event.occurred_at if event.occurred_at is not None else context.now
    return time or 0


def derived(event: AnyEvent) -> str:
    """Return a handle for a message from elsewhere that has none: the same on each run."""
    return sha256(event.key.encode()).hexdigest()[:32]


def key_fields(event: AnyEvent, request: Request) -> tuple[str | int | None, ...]:
    """Return what tells one callback from another: where nothing less does, its whole body."""
    natural = None if isinstance(event, UnknownEvent) else message_key(event)
    return natural or (event.command, event.trace, digest(request.body))


def message_key(event: MessageEvent) -> tuple[str | int | None, ...] | None:
    message = event.message
    handle = message.id.server or message.id.client
    if handle is None:
        return None
    if isinstance(event, MessageSending) and event.stage == "rewrite":
        return event.command, handle, message.sender.id if message.sender is not None else None
    recipient = message.recipients[0].id if message.recipients else None
    return event.command, handle, recipient, message.conversation.id


EVENTS: dict[type[Any], type[Any]] = {
    wire.BeforeSingle: MessageSending,
    wire.AfterSingle: MessageSent,
    wire.BeforeGroup: MessageSending,
    wire.AfterGroup: MessageSent,
    wire.Saved: MessageStored,
    wire.Modify: MessageSending,
    wire.ModifyV30: MessageSending,
    wire.ModifyDocumented: MessageSending,
    wire.WordFilter: MessageSending,
}
"""What each hook reports."""

CALLBACKS = Dispatch(wire.Head, *EVENTS)

ADDRESSED: dict[type[Any], tuple[str, ...]] = {
    **dict.fromkeys(EVENTS, ()),
    wire.BeforeSingle: ("recvID",),
    wire.AfterSingle: ("recvID",),
    wire.BeforeGroup: ("groupID",),
    wire.AfterGroup: ("groupID",),
    wire.Saved: ("recvID", "groupID"),
}
"""The keys by which each hook says where a message goes."""

SHAPES: dict[type[Any], tuple[type[Any], type[Any]]] = {
    MessageSending: (wire.BeforeSingle, wire.BeforeGroup),
    MessageSent: (wire.AfterSingle, wire.AfterGroup),
    MessageStored: (wire.Saved, wire.Saved),
}
"""The hook of each event: of a message to one user, and of one to a group."""

MODIFICATIONS: dict[str | None, type[Any]] = {
    str(shape.__struct_config__.tag): shape for shape in EVENTS if issubclass(shape, wire.Modify)
}
WORD_FILTER = str(wire.WordFilter.__struct_config__.tag)

KEYED: tuple[type[Any], ...] = (wire.AfterSingle, wire.AfterGroup, wire.Saved)
"""Hooks whose url carries a reply handle on the newest server."""

DIRECT = Conversation(kind="direct")
NOBODY = Participant(id="")
