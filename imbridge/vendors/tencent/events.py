"""Tencent callbacks to events and back."""

from collections.abc import Callable
from hashlib import sha256
from struct import Struct
from typing import Any, NamedTuple, TypeVar

import msgspec

from imbridge.codec import Context, digest
from imbridge.errors import CannotExpress
from imbridge.http import Request, escape, join_query, join_url, split_query
from imbridge.model import (
    AnyEvent,
    BotMessageReceived,
    Command,
    Conversation,
    Delivery,
    Error,
    Mention,
    Message,
    MessageEvent,
    MessageFailed,
    MessageId,
    MessageSending,
    MessageSent,
    MessageStored,
    Participant,
    UnknownEvent,
    tag_of,
)
from imbridge.vendors.tencent import wire
from imbridge.vendors.tencent.enums import (
    FAMILIES,
    FAMILY_OF,
    GROUP_TYPE_NAMES,
    GROUP_TYPES,
    PLATFORM_NAMES,
    PLATFORMS,
    ROOM_TYPES,
)
from imbridge.vendors.tencent.messages import NAME, cloud_from_wire, cloud_to_wire, parts_from_wire, parts_to_wire
from imbridge.vendors.tencent.options import Options
from imbridge.wire import Dispatch, encode, parse, text_from_data

EVERYONE = frozenset({"__kImSDK_MesssageAtALL__", "__kImSDK_MessageAtALL__"})
"""How the vendor's SDKs spell everyone; three s in the first is theirs."""

SUCCESS = "send msg succeed"


C = TypeVar("C", bound=wire.C2CMessage)
G = TypeVar("G", bound=wire.GroupMessage)
A = TypeVar("A", bound=wire.OfficialAccountMessage)
E = TypeVar("E", MessageSending, MessageSent, BotMessageReceived)


class Header(msgspec.Struct, gc=False):
    """What the request line says beside the body."""

    command: str
    app: str | None
    platform: str | None
    client_ip: str | None


def event_from_wire(request: Request, phase: str | None, options: Options) -> AnyEvent:
    query = split_query(request.url)
    body = CALLBACKS.read(request.body, query.get("CallbackCommand"))
    platform = query.get("OptPlatform")
    known = body.__class__ is not str
    header = Header(
        body.__struct_config__.tag if known else body,
        query.get("SdkAppid") or None,
        PLATFORMS.get(platform.lower(), platform) if platform else None,
        query.get("ClientIP") or None,
    )
    if known:
        return DOCUMENTS[body.__class__].from_wire(body, header)
    return unknown_from_wire(request.body, query, header, phase)


def event_to_wire(event: AnyEvent, context: Context) -> Request:
    if isinstance(event, UnknownEvent):
        return unknown_to_wire(event, context)
    shape = shape_of(event, context)
    query = header_to_wire(shape.__struct_config__.tag, event, context)
    body = DOCUMENTS[shape].to_wire(shape, event, context)
    return Request(url=join_url(context.url, query), body=encode(body))


def header_to_wire(command: str, event: AnyEvent, context: Context) -> str:
    query = f"CallbackCommand={command}&contenttype=json"
    if context.app:
        query = f"SdkAppid={escape(context.app)}&{query}"
    if event.client_ip:
        query += f"&ClientIP={escape(event.client_ip)}"
    if event.platform in PLATFORM_NAMES:
        # this one command spells it in capitals
        ios = command == "State.StateChange" and event.platform == "ios"
        query += f"&OptPlatform={'IOS' if ios else PLATFORM_NAMES[event.platform]}"
    elif event.platform and context.own:
        query += f"&OptPlatform={escape(event.platform)}"
    return query


def happened(shape: type[E], header: Header, time: int | str | None, actor: Participant | None, message: Message) -> E:
    """Make an event that has no fields of its own out of the request line and the message."""
    return shape(
        vendor=NAME,
        command=header.command,
        occurred_at=event_time(time, message),
        app=header.app,
        actor=actor,
        platform=header.platform,
        client_ip=header.client_ip,
        message=message,
    )


def shape_of(event: MessageEvent, context: Context) -> Any:
    """Choose the document: the one the event came in if that can say it, else the first that can."""
    kind = event.message.conversation.kind
    if event.__class__ is MessageSending and event.stage != "decide":
        raise CannotExpress("no callback asks about content alone, with sender and recipient unknown")
    if event.__class__ is MessageStored:
        context.substitute("message.stored", "no callback follows the storing of a message")
    row = SHAPES.get((event.__class__, FAMILY_OF_KIND.get(kind, "direct")))
    if row is None:
        raise CannotExpress(f"no callback says {tag_of(event)} of a conversation of kind {kind}")
    if len(row) > 1 and context.own:
        return next((shape for shape in row if shape.__struct_config__.tag == event.command), row[0])
    return row[0]


def c2c_before_from_wire(body: wire.BeforeC2C, header: Header) -> MessageSending:
    message = c2c_from_wire(body)
    return happened(MessageSending, header, body.EventTime, message.sender, message)


def c2c_before_to_wire(shape: type[wire.BeforeC2C], event: MessageSending, context: Context) -> wire.C2CMessage:
    return c2c_to_wire(shape, event, context)


def c2c_after_from_wire(body: wire.AfterC2C, header: Header) -> MessageSent | MessageFailed:
    if body.SendMsgResult:
        return c2c_failed_from_wire(body, header)
    message = c2c_from_wire(body)
    return MessageSent(
        vendor=NAME,
        command=header.command,
        occurred_at=event_time(body.EventTime, message),
        app=header.app,
        actor=message.sender,
        platform=header.platform,
        client_ip=header.client_ip,
        message=message,
        unread_count=body.UnreadMsgNum,
    )


def c2c_after_to_wire(
    shape: type[wire.AfterC2C], event: MessageSent | MessageStored | MessageFailed, context: Context
) -> wire.C2CMessage:
    if event.__class__ is MessageFailed:
        return c2c_failed_to_wire(shape, event, context)
    body = c2c_to_wire(shape, event, context)
    body.SendMsgResult, body.ErrorInfo = 0, SUCCESS
    body.UnreadMsgNum = event.unread_count if event.__class__ is MessageSent else None
    return body


def c2c_failed_from_wire(body: wire.AfterC2C, header: Header) -> MessageFailed:
    message = c2c_from_wire(body)
    return MessageFailed(
        vendor=NAME,
        command=header.command,
        occurred_at=event_time(body.EventTime, message),
        app=header.app,
        actor=message.sender,
        platform=header.platform,
        client_ip=header.client_ip,
        message=message,
        error=error_from_wire(body.SendMsgResult, body.ErrorInfo),
        unread_count=None if body.UnreadMsgNum == NOT_DELIVERED else body.UnreadMsgNum,
    )


def c2c_failed_to_wire(shape: type[wire.AfterC2C], event: MessageFailed, context: Context) -> wire.C2CMessage:
    body = c2c_to_wire(shape, event, context)
    body.SendMsgResult, body.ErrorInfo = error_to_wire(event.error, context)
    body.UnreadMsgNum = NOT_DELIVERED if event.unread_count is None else event.unread_count
    return body


def c2c_bot_from_wire(body: wire.BotC2C, header: Header) -> BotMessageReceived:
    message = c2c_from_wire(body)
    return happened(BotMessageReceived, header, body.EventTime, message.sender, message)


def c2c_bot_to_wire(shape: type[wire.BotC2C], event: BotMessageReceived, context: Context) -> wire.C2CMessage:
    body = c2c_to_wire(shape, event, context)
    body.SendMsgResult, body.ErrorInfo = 0, SUCCESS
    body.EventTime = time_to_wire(event, context)
    return body


def c2c_signal_from_wire(body: wire.ChatbotSignal, header: Header) -> BotMessageReceived:
    sender = user(body.From_Account)
    message = Message(
        id=MessageId(server=body.MsgKey or None, seq=body.MsgSeq or None, random=body.MsgRandom or None),
        conversation=DIRECT,
        sender=sender,
        recipients=(Participant(id=body.To_Account),) if body.To_Account else (),
        parts=(Command(data=body.Data),),
    )
    return happened(BotMessageReceived, header, body.EventTime, sender, message)


def c2c_signal_to_wire(shape: type[wire.ChatbotSignal], event: BotMessageReceived, context: Context) -> wire.Callback:
    message = event.message
    if len(message.parts) != 1 or not isinstance(message.parts[0], Command):
        return c2c_bot_to_wire(wire.BotC2C, event, context)
    return shape(
        From_Account=account(message.sender, "message.sender", context),
        To_Account=account(message.recipients[0] if message.recipients else None, "message.recipients", context),
        MsgSeq=message.id.seq or 0,
        MsgRandom=message.id.random or 0,
        MsgKey=message.id.server or "",
        EventTime=time_to_wire(event, context),
        Data=text_from_data(message.parts[0].data) or "",
    )


def c2c_from_wire(body: wire.C2CMessage) -> Message:
    quote, ext = cloud_from_wire(body.CloudCustomData)
    return Message(
        id=MessageId(
            server=body.MsgKey or None,
            client=body.MsgId or None,
            seq=body.MsgSeq or None,
            random=body.MsgRandom or None,
        ),
        conversation=DIRECT,
        sender=user(body.From_Account),
        recipients=(Participant(id=body.To_Account),) if body.To_Account else (),
        sent_at=body.MsgTime * 1000 if body.MsgTime else None,
        parts=parts_from_wire(body.MsgBody),
        quote=quote,
        ext=ext,
        delivery=None if body.OnlineOnlyFlag is None else delivery_from_wire(body.OnlineOnlyFlag),
    )


def c2c_to_wire(shape: type[C], event: MessageEvent, context: Context) -> C:
    message = event.message
    id = message.id
    return shape(
        From_Account=account(message.sender, "message.sender", context),
        To_Account=account(message.recipients[0] if message.recipients else None, "message.recipients", context),
        MsgSeq=id.seq or 0,
        MsgRandom=id.random or 0,
        MsgTime=sent_time(event, context) // 1000,
        MsgKey=id.server or "",
        MsgId=id.client,
        OnlineOnlyFlag=None if message.delivery is None else delivery_to_wire(message.delivery),
        MsgBody=parts_to_wire(message.parts, context),
        CloudCustomData=cloud_to_wire(message.quote, message.ext, context),
    )


def group_before_from_wire(body: wire.BeforeGroup, header: Header) -> MessageSending:
    message = group_from_wire(body, ())
    return happened(MessageSending, header, body.EventTime, operator(body, message), message)


def group_before_to_wire(shape: type[wire.BeforeGroup], event: MessageSending, context: Context) -> wire.GroupMessage:
    return group_to_wire(shape, event, context)


def group_after_from_wire(body: wire.AfterGroup, header: Header) -> MessageSent:
    message = group_from_wire(body, mentions_from_wire(body.GroupAtInfo) if body.GroupAtInfo else ())
    return happened(MessageSent, header, body.EventTime, operator(body, message), message)


def group_after_to_wire(
    shape: type[wire.AfterGroup], event: MessageSent | MessageStored, context: Context
) -> wire.GroupMessage:
    body = group_to_wire(shape, event, context, taken=True)
    if event.message.mentions:
        body.GroupAtInfo = mentions_to_wire(event.message.mentions)
    return body


def group_failed_from_wire(body: wire.GroupException, header: Header) -> MessageFailed:
    message = group_from_wire(body, ())
    return MessageFailed(
        vendor=NAME,
        command=header.command,
        occurred_at=event_time(body.EventTime, message),
        app=header.app,
        actor=operator(body, message),
        platform=header.platform,
        client_ip=header.client_ip,
        message=message,
        error=error_from_wire(body.ErrorCode, body.ErrorInfo),
    )


def group_failed_to_wire(shape: type[wire.GroupException], event: MessageFailed, context: Context) -> wire.GroupMessage:
    body = group_to_wire(shape, event, context)
    body.ErrorCode, body.ErrorInfo = error_to_wire(event.error, context)
    return body


def group_bot_from_wire(body: wire.BotGroup, header: Header) -> BotMessageReceived:
    message = group_from_wire(body, tuple([Mention(id=robot) for robot in body.AtRobots_Account or ()]))
    return happened(BotMessageReceived, header, body.EventTime, operator(body, message), message)


def group_bot_to_wire(shape: type[wire.BotGroup], event: BotMessageReceived, context: Context) -> wire.GroupMessage:
    body = group_to_wire(shape, event, context, taken=True)
    body.AtRobots_Account = [mention.id for mention in event.message.mentions if mention.id is not None]
    return body


def group_from_wire(body: wire.GroupMessage, mentions: tuple[Mention, ...]) -> Message:
    quote, ext = cloud_from_wire(body.CloudCustomData)
    type = GROUP_TYPES.get(body.Type, body.Type) if body.Type else None
    return Message(
        id=MessageId(client=body.MsgId or None, seq=body.MsgSeq or None, random=body.Random or None),
        conversation=Conversation(
            kind="room" if type in ROOM_TYPES else "group",
            id=body.GroupId or None,
            type=type,
            topic_id=body.TopicId or None,
        ),
        sender=user(body.From_Account),
        sent_at=body.MsgTime * 1000 if body.MsgTime else None,
        parts=parts_from_wire(body.MsgBody),
        mentions=mentions,
        quote=quote,
        ext=ext,
        delivery=None if body.OnlineOnlyFlag is None else delivery_from_wire(body.OnlineOnlyFlag),
    )


def group_to_wire(shape: type[G], event: MessageEvent, context: Context, taken: bool = False) -> G:
    """Write a group message; once the server took it (`taken`), it has a number and a time."""
    message = event.message
    conversation, random, seq = message.conversation, message.id.random, message.id.seq
    if not context.own and (random is None or (taken and seq is None)):
        numbers = derived(event)
        random = numbers[0] if random is None else random
        seq = numbers[1] if seq is None else seq
    sender = account(message.sender, "message.sender", context)
    body = shape(
        GroupId=conversation.id or zero("message.conversation.id", context),
        Type=group_type(conversation, context),
        From_Account=sender,
        Operator_Account=event.actor.id if event.actor is not None else sender,
        Random=random or 0,
        MsgId=message.id.client,
        OnlineOnlyFlag=None if message.delivery is None else delivery_to_wire(message.delivery),
        MsgBody=parts_to_wire(message.parts, context),
        CloudCustomData=cloud_to_wire(message.quote, message.ext, context),
        TopicId=conversation.topic_id,
        EventTime=time_to_wire(event, context),
    )
    if taken:
        body.MsgSeq = seq or 0
        body.MsgTime = sent_time(event, context) // 1000
    return body


def official_before_from_wire(body: wire.BeforeOfficial, header: Header) -> MessageSending:
    message = official_from_wire(body)
    return happened(MessageSending, header, body.EventTime, None, message)


def official_before_to_wire(
    shape: type[wire.BeforeOfficial], event: MessageSending, context: Context
) -> wire.OfficialAccountMessage:
    return official_to_wire(shape, event, context)


def official_after_from_wire(body: wire.AfterOfficial, header: Header) -> MessageSent:
    message = official_from_wire(body)
    return happened(MessageSent, header, body.EventTime, None, message)


def official_after_to_wire(
    shape: type[wire.AfterOfficial], event: MessageSent | MessageStored, context: Context
) -> wire.OfficialAccountMessage:
    body = official_to_wire(shape, event, context)
    body.MsgKey = event.message.id.server or ""
    body.MsgTime = sent_time(event, context) // 1000
    return body


def official_from_wire(body: wire.OfficialAccountMessage) -> Message:
    quote, ext = cloud_from_wire(body.CloudCustomData)
    return Message(
        id=MessageId(server=body.MsgKey or None),
        conversation=Conversation(kind="channel", id=body.Official_Account or None),
        sent_at=body.MsgTime * 1000 if body.MsgTime else None,
        parts=parts_from_wire(body.MsgBody),
        quote=quote,
        ext=ext,
        delivery=None if body.OnlineOnlyFlag is None else delivery_from_wire(body.OnlineOnlyFlag),
    )


def official_to_wire(shape: type[A], event: MessageEvent, context: Context) -> A:
    message = event.message
    return shape(
        Official_Account=message.conversation.id or zero("message.conversation.id", context),
        OnlineOnlyFlag=None if message.delivery is None else delivery_to_wire(message.delivery),
        MsgBody=parts_to_wire(message.parts, context),
        CloudCustomData=cloud_to_wire(message.quote, message.ext, context),
        EventTime=time_to_wire(event, context),
    )


def unknown_from_wire(body: bytes, query: dict[str, str], header: Header, phase: str | None) -> UnknownEvent:
    name, payload = header.command, parse(body)
    before = "Before" in name or "CallbackPrev" in name
    return UnknownEvent(
        vendor=NAME,
        command=name,
        app=header.app,
        platform=header.platform,
        client_ip=header.client_ip,
        occurred_at=unknown_time(payload, name),
        name=name,
        phase=phase or ("before" if before else "after"),
        query={name: value for name, value in query.items() if name not in REQUEST_LINE},
        payload=payload,
    )


def unknown_time(payload: Any, name: str) -> int | None:
    """Read EventTime of a callback that is not understood: milliseconds, but for push reports."""
    time = payload.get("EventTime") if isinstance(payload, dict) else None
    if not isinstance(time, int | str) or isinstance(time, bool):
        return None
    at = event_time(time, Message())
    return at * 1000 if at is not None and name.startswith("Push.") else at


def unknown_to_wire(event: UnknownEvent, context: Context) -> Request:
    if not context.own:
        raise CannotExpress(f"a callback that only {event.vendor} knows: {(event.name or '')[:80]}")
    query = header_to_wire(escape(event.name or ""), event, context)
    url = join_url(join_url(context.url, query), join_query(event.query.items()))
    return Request(url=url, body=encode(event.payload))


def delivery_from_wire(online_only: int) -> Delivery:
    return ONLINE_ONLY if online_only else STORED


def delivery_to_wire(delivery: Delivery) -> int | None:
    return None if delivery.online_only is None else int(delivery.online_only)


def mentions_from_wire(at_info: list[wire.GroupAt]) -> tuple[Mention, ...]:
    mentions = []
    for at in at_info:
        if at.GroupAtAllFlag == 1 or at.GroupAt_Account in EVERYONE:
            mentions.append(Mention(everyone=True))
        elif at.GroupAt_Account:
            mentions.append(Mention(id=at.GroupAt_Account))
    return tuple(mentions)


def mentions_to_wire(mentions: tuple[Mention, ...]) -> list[wire.GroupAt]:
    return [
        wire.GroupAt(GroupAtAllFlag=1)
        if mention.everyone
        else wire.GroupAt(GroupAtAllFlag=0, GroupAt_Account=mention.id)
        for mention in mentions
    ]


def error_from_wire(code: int | None, reason: str | None) -> Error:
    return Error(code=code, family=FAMILY_OF.get(code or 0, "unknown"), reason=reason or None)


def error_to_wire(error: Error, context: Context) -> tuple[int, str]:
    if context.own and isinstance(error.code, int) and error.code:
        return error.code, error.reason or ""
    return FAMILIES.get(error.family, FAMILIES["server"])[0], error.reason or ""


def group_type(conversation: Conversation, context: Context) -> str:
    type = conversation.type
    if type is not None:
        name = GROUP_TYPE_NAMES.get(type, type if context.own else None)
        if name is not None and (type in ROOM_TYPES) == (conversation.kind == "room"):
            return name
    options: Options = context.options
    return options.room_type if conversation.kind == "room" else options.group_type


def user(account: str) -> Participant | None:
    return Participant(id=account) if account else None


def operator(body: wire.GroupMessage, message: Message) -> Participant | None:
    """Return who made the request; where nobody is named, the sender did."""
    return Participant(id=body.Operator_Account) if body.Operator_Account else message.sender


def event_time(time: int | str | None, message: Message) -> int | None:
    """Read EventTime, milliseconds as a number or as digits; without one it is the message's own time."""
    if time is None:
        return message.sent_at
    if isinstance(time, str):
        return int(time) if time.isdecimal() and time.isascii() and len(time) < 20 else message.sent_at
    return time


def time_to_wire(event: MessageEvent, context: Context) -> int | None:
    """Write EventTime; where the vendor itself wrote none, it is only a copy of the message's time."""
    return None if context.own and event.occurred_at == event.message.sent_at else event.occurred_at


def sent_time(event: MessageEvent, context: Context) -> int:
    """Return the time of a message that must have one."""
    time = event.message.sent_at
    if time is None:
        time = event.occurred_at if event.occurred_at is not None else context.now
    return time or 0


def derived(event: AnyEvent) -> tuple[int, int]:
    """Return 32 bits each for a random and a sequence number that the message lacks: the same on each run."""
    random, seq = NUMBERS.unpack_from(sha256(event.key.encode()).digest())
    return random, seq


def account(who: Participant | None, path: str, context: Context) -> str:
    return who.id if who is not None and who.id else zero(path, context)


def zero(path: str, context: Context) -> str:
    """Write nothing where the vendor itself had nothing; from elsewhere it has to be something."""
    if context.own:
        return ""
    raise CannotExpress(f"needs {path}")


def key_fields(event: AnyEvent, request: Request) -> tuple[str | int | None, ...]:
    """Return what tells one callback from another: where nothing less does, its whole body."""
    natural = None if isinstance(event, UnknownEvent) else message_key(event)
    return natural or (event.command, event.app, digest(request.body))


def message_key(event: MessageEvent) -> tuple[str | int | None, ...] | None:
    command, message = event.command, event.message
    id, conversation = message.id, message.conversation
    sender = message.sender.id if message.sender is not None else None
    if conversation.kind in ("direct", "channel"):
        recipient = message.recipients[0].id if message.recipients else None
        return (command, conversation.id, sender, recipient, id.server) if id.server else None
    if event.__class__ in NUMBERED:
        return (command, conversation.id, conversation.topic_id, id.seq) if id.seq else None
    if event.occurred_at is None or id.random is None:
        return None
    return command, conversation.id, conversation.topic_id, sender, id.random, event.occurred_at


class Document(NamedTuple):
    """The pair of functions that read and write one wire struct."""

    from_wire: Callable[[Any, Header], AnyEvent]
    to_wire: Callable[[Any, Any, Context], wire.Callback]


DIRECT = Conversation(kind="direct")
ONLINE_ONLY = Delivery(online_only=True)
STORED = Delivery(online_only=False)
NOT_DELIVERED = -1
NUMBERS = Struct(">II")
NUMBERED = (MessageSent, BotMessageReceived)
"""Events of a message that has its sequence number in a group."""

REQUEST_LINE = frozenset(
    {"SdkAppid", "CallbackCommand", "contenttype", "ClientIP", "OptPlatform", "Sign", "RequestTime"}
)
"""Query parameters of the vendor's own; any other is the app's."""

DOCUMENTS: dict[type[Any], Document] = {
    wire.BeforeC2C: Document(c2c_before_from_wire, c2c_before_to_wire),
    wire.AfterC2C: Document(c2c_after_from_wire, c2c_after_to_wire),
    wire.BotC2C: Document(c2c_bot_from_wire, c2c_bot_to_wire),
    wire.ChatbotSignal: Document(c2c_signal_from_wire, c2c_signal_to_wire),
    wire.BeforeGroup: Document(group_before_from_wire, group_before_to_wire),
    wire.AfterGroup: Document(group_after_from_wire, group_after_to_wire),
    wire.GroupException: Document(group_failed_from_wire, group_failed_to_wire),
    wire.BotGroup: Document(group_bot_from_wire, group_bot_to_wire),
    wire.BeforeOfficial: Document(official_before_from_wire, official_before_to_wire),
    wire.AfterOfficial: Document(official_after_from_wire, official_after_to_wire),
}
CALLBACKS = Dispatch(wire.Head, *DOCUMENTS)

FAMILY_OF_KIND: dict[str | None, str] = {"group": "group", "room": "group", "channel": "channel"}
"""Which family of commands a conversation has; all other kinds are spoken of as direct."""

SHAPES: dict[tuple[type, str], tuple[type[Any], ...]] = {
    (MessageSending, "direct"): (wire.BeforeC2C,),
    (MessageSending, "group"): (wire.BeforeGroup,),
    (MessageSending, "channel"): (wire.BeforeOfficial,),
    (MessageSent, "direct"): (wire.AfterC2C,),
    (MessageSent, "group"): (wire.AfterGroup,),
    (MessageSent, "channel"): (wire.AfterOfficial,),
    (MessageStored, "direct"): (wire.AfterC2C,),
    (MessageStored, "group"): (wire.AfterGroup,),
    (MessageStored, "channel"): (wire.AfterOfficial,),
    (MessageFailed, "direct"): (wire.AfterC2C,),
    (MessageFailed, "group"): (wire.GroupException,),
    (BotMessageReceived, "direct"): (wire.BotC2C, wire.ChatbotSignal),
    (BotMessageReceived, "group"): (wire.BotGroup,),
}
"""The documents that say an event of one family of conversations."""
