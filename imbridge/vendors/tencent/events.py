"""Tencent callbacks to events and back."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any, NamedTuple

from imbridge.codec import Context, Draft
from imbridge.errors import CannotExpress, Malformed
from imbridge.http import Request, split_query
from imbridge.model import (
    AnyEvent,
    BotMessageReceived,
    Command,
    Conversation,
    Delivery,
    Error,
    Mention,
    Message,
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
from imbridge.vendors.tencent.messages import NAME, cloud_from_wire, cloud_to_wire, parts_from_wire, parts_to_wire
from imbridge.vendors.tencent.options import Options
from imbridge.wire import Reader, parse, text_from_data

PLATFORMS = {
    "ios": "ios",
    "android": "android",
    "windows": "windows",
    "mac": "macos",
    "macos": "macos",
    "web": "web",
    "linux": "linux",
    "ipad": "ipad",
    "restapi": "rest",
    "unknown": "other",
}
PLATFORM_NAMES = {
    "ios": "iOS",
    "android": "Android",
    "windows": "Windows",
    "macos": "Mac",
    "web": "Web",
    "linux": "Linux",
    "ipad": "iPad",
    "rest": "RESTAPI",
    "other": "Unknown",
}

GROUP_TYPES = {
    "Private": "private",
    "Work": "private",
    "Public": "public",
    "ChatRoom": "meeting",
    "Meeting": "meeting",
    "AVChatRoom": "live",
    "Community": "community",
    "BChatRoom": "broadcast",
    "Live": "live_product",
}
GROUP_TYPE_NAMES = {
    "private": "Private",
    "public": "Public",
    "meeting": "ChatRoom",
    "live": "AVChatRoom",
    "community": "Community",
    "broadcast": "BChatRoom",
    "live_product": "Live",
}
ROOM_TYPES = frozenset({"live", "broadcast", "live_product"})

EVERYONE = frozenset({"__kImSDK_MesssageAtALL__", "__kImSDK_MessageAtALL__"})
"""How the vendor's SDKs spell everyone; three s in the first is theirs."""

SUCCESS = "send msg succeed"

FAMILIES: dict[str, tuple[int, ...]] = {
    "malformed": (60003, 10003, 10004, 10011, 20001, 30001, 40009, 40605, 40610, 60002, 60012, 60015, 70402)
    + (*range(90001, 90009), 90010, *range(90026, 90032), 90043, 90044, 90054),
    "unauthenticated": (60004, 60005, 20002, 70016, 70020, 70050),
    "forbidden": (10007, 10009, 30516, 60010, 60016, 60017, 60021, 70051, 90009, 20008, 10012, 10026),
    "not_found_user": (90048, 10019, 20003, 30003, 40003, 70107, 90012),
    "not_found_group": (10010, 10015),
    "not_found_message": (20022, 10030, 23004),
    "already_exists": (10021, 10013, 10025),
    "already_done": (20023, 10024),
    "blocked": (20007, 30515, 30525),
    "not_friend": (20009, 20010, 20011, 31704),
    "muted": (20012, 10017),
    "rejected": (20006, 10016, *range(10100, 10201), *range(38000, 39001), *range(120001, 130001)),
    "moderated": (80001,),
    "pending": (30539,),
    "too_late": (20016, 10031),
    "too_large": (80002, 10018, 90055, 93000, 40601),
    "too_many": (90011, 10005, 10053),
    "full": (10014, 10036, 10037, 10038, 10058, 10059, 30010, 30014, 70398),
    "rate_limited": (60007, 10006, 10023, 23003, 60011, 60018, 60019, 90057),
    "conflict": (20027, 20028, 23001),
    "unsupported": (10032, 10033, 10034, 10035, 10041, 10044, 10060, 10061, 10062, 23002, 72001, 72012),
    "webhook_failed": (90992,),
    "timeout": (60008, 70169, 20004, 20005),
    "server": (91000, 60009, 90994, 90995),
}
"""The vendor's codes by family; the first of a family speaks for a code from elsewhere."""

FAMILY_OF = {code: family for family, codes in FAMILIES.items() for code in codes}

BEFORE_C2C = "C2C.CallbackBeforeSendMsg"
AFTER_C2C = "C2C.CallbackAfterSendMsg"
BEFORE_GROUP = "Group.CallbackBeforeSendMsg"
AFTER_GROUP = "Group.CallbackAfterSendMsg"
GROUP_EXCEPTION = "Group.CallbackSendMsgException"
BEFORE_OFFICIAL = "OfficialAccount.CallbackBeforeSendMsg"
AFTER_OFFICIAL = "OfficialAccount.CallbackAfterSendMsg"
BOT_C2C = "Bot.OnC2CMessage"
BOT_GROUP = "Bot.OnGroupMessage"
BOT_SIGNAL = "Chatbot.OnC2CSignalMessage"


class Header(NamedTuple):
    """What the request line says beside the body."""

    command: str
    app: str | None
    platform: str | None
    client_ip: str | None


def event_from_wire(request: Request, phase: str | None, options: Options) -> AnyEvent:
    query = split_query(request.url)
    command = HEAD.read(request.body).CallbackCommand or query.get("CallbackCommand")
    if not command:
        raise Malformed("the required field is missing", pointer="/CallbackCommand")
    platform = query.get("OptPlatform")
    header = Header(
        command,
        query.get("SdkAppid") or None,
        PLATFORMS.get(platform.lower(), platform) if platform else None,
        query.get("ClientIP") or None,
    )
    document = DOCUMENTS.get(command)
    if document is None:
        return unknown_from_wire(request.body, query, header, phase)
    return document.from_wire(document.reader.read(request.body), header)


def event_to_wire(event: AnyEvent, context: Context) -> Draft:
    if isinstance(event, UnknownEvent):
        return unknown_to_wire(event, context)
    command = command_of(event, context)
    return Draft("", header_to_wire(command, event, context), {}, DOCUMENTS[command].to_wire(command, event, context))


def header_to_wire(command: str, event: AnyEvent, context: Context) -> list[tuple[str, str]]:
    query = [("CallbackCommand", command), ("contenttype", "json")]
    if context.app:
        query.insert(0, ("SdkAppid", context.app))
    if event.client_ip:
        query.append(("ClientIP", event.client_ip))
    if event.platform:
        platform = PLATFORM_NAMES.get(event.platform, event.platform if context.own else None)
        if platform:
            query.append(("OptPlatform", platform))
    return query


def stamp(
    shape: Any, header: Header, occurred_at: int | None, actor: Participant | None, message: Message, **own: Any
) -> AnyEvent:
    """Make an event of a message and the request line."""
    made: AnyEvent = shape(
        vendor=NAME,
        command=header.command,
        occurred_at=occurred_at,
        app=header.app,
        actor=actor,
        platform=header.platform,
        client_ip=header.client_ip,
        message=message,
        **own,
    )
    return made


def command_of(event: AnyEvent, context: Context) -> str:
    """Choose the document: the one the event came in if that can say it, else the first that can."""
    tag = "message.sent" if isinstance(event, MessageStored) else tag_of(event)
    kind = getattr(event.message.conversation, "kind", None) if not isinstance(event, UnknownEvent) else None
    if isinstance(event, MessageSending) and event.stage != "decide":
        raise CannotExpress("no callback asks about content alone, with sender and recipient unknown")
    if tag != tag_of(event):
        context.substitute(tag_of(event), "no callback follows the storing of a message")
    row = COMMANDS.get((tag, GROUPS.get(kind or "direct", "direct")))
    if row is None:
        raise CannotExpress(f"no callback says {tag} of a conversation of kind {kind}")
    if context.own and event.command in row:
        return event.command
    return row[0]


def c2c_from_wire(body: wire.C2CMessage, header: Header) -> AnyEvent:
    quote, ext = cloud_from_wire(body.CloudCustomData)
    sender = Participant(id=body.From_Account)
    sent_at = body.MsgTime * 1000 if body.MsgTime else None
    time = time_from_wire(body.EventTime)
    message = Message(
        id=MessageId(
            server=body.MsgKey or None,
            client=body.MsgId or None,
            seq=body.MsgSeq or None,
            random=body.MsgRandom or None,
        ),
        conversation=DIRECT,
        sender=sender,
        recipients=(Participant(id=body.To_Account),),
        sent_at=sent_at,
        parts=parts_from_wire(body.MsgBody),
        quote=quote,
        ext=ext,
        delivery=delivery_from_wire(body.OnlineOnlyFlag),
    )
    command = header.command
    at = sent_at if time is None else time
    if command == BEFORE_C2C:
        return stamp(MessageSending, header, at, sender, message)
    if command == BOT_C2C:
        return stamp(BotMessageReceived, header, at, sender, message)
    unread = body.UnreadMsgNum
    if body.SendMsgResult:
        return stamp(MessageFailed, header, at, sender, message, error=error_from_wire(body.SendMsgResult, body.ErrorInfo), unread_count=None if unread == -1 else unread)
    return stamp(MessageSent, header, at, sender, message, unread_count=unread)


def c2c_to_wire(command: str, event: Any, context: Context) -> wire.C2CMessage:
    message: Message = event.message
    id = message.id
    body = wire.C2CMessage(
        CallbackCommand=command,
        From_Account=required(message.sender, "message.sender"),
        To_Account=required(message.recipients[0] if message.recipients else None, "message.recipients"),
        MsgSeq=id.seq or 0,
        MsgRandom=id.random or 0,
        MsgTime=sent_time(event, context) // 1000,
        MsgKey=id.server or "",
        MsgId=id.client,
        OnlineOnlyFlag=delivery_to_wire(message.delivery),
        MsgBody=parts_to_wire(message.parts, context),
        CloudCustomData=cloud_to_wire(message.quote, message.ext, context),
    )
    if command == AFTER_C2C or command == BOT_C2C:
        body.SendMsgResult, body.ErrorInfo = 0, SUCCESS
    if isinstance(event, MessageSent):
        body.UnreadMsgNum = event.unread_count
    elif isinstance(event, MessageFailed):
        body.SendMsgResult, body.ErrorInfo = error_to_wire(event.error, context)
        body.UnreadMsgNum = -1 if event.unread_count is None else event.unread_count
    elif isinstance(event, BotMessageReceived):
        body.EventTime = time_to_wire(event)
    return body


def signal_from_wire(body: wire.C2CSignal, header: Header) -> AnyEvent:
    sender = Participant(id=body.From_Account)
    message = Message(
        id=MessageId(server=body.MsgKey or None, seq=body.MsgSeq or None, random=body.MsgRandom or None),
        conversation=DIRECT,
        sender=sender,
        recipients=(Participant(id=body.To_Account),),
        parts=(Command(data=body.Data),),
    )
    return stamp(BotMessageReceived, header, time_from_wire(body.EventTime), sender, message)


def signal_to_wire(command: str, event: Any, context: Context) -> wire.C2CSignal:
    message: Message = event.message
    part = message.parts[0]
    return wire.C2CSignal(
        CallbackCommand=command,
        From_Account=required(message.sender, "message.sender"),
        To_Account=required(message.recipients[0] if message.recipients else None, "message.recipients"),
        MsgSeq=message.id.seq or 0,
        MsgRandom=message.id.random or 0,
        MsgKey=message.id.server or "",
        EventTime=time_to_wire(event),
        Data=text_from_data(part.data) or "" if isinstance(part, Command) else "",
    )


def group_from_wire(body: wire.GroupMessage, header: Header) -> AnyEvent:
    quote, ext = cloud_from_wire(body.CloudCustomData)
    sender = Participant(id=body.From_Account)
    sent_at = body.MsgTime * 1000 if body.MsgTime else None
    time = time_from_wire(body.EventTime)
    type = GROUP_TYPES.get(body.Type, body.Type) if body.Type else None
    command = header.command
    message = Message(
        id=MessageId(client=body.MsgId or None, seq=body.MsgSeq or None, random=body.Random or None),
        conversation=Conversation(
            kind="room" if type in ROOM_TYPES else "group", id=body.GroupId, type=type, topic_id=body.TopicId or None
        ),
        sender=sender,
        sent_at=sent_at,
        parts=parts_from_wire(body.MsgBody),
        mentions=mentions_from_wire(body),
        quote=quote,
        ext=ext,
        delivery=delivery_from_wire(body.OnlineOnlyFlag),
    )
    at = sent_at if time is None else time
    operator = body.Operator_Account
    actor = Participant(id=operator) if operator else sender
    if command == BEFORE_GROUP:
        return stamp(MessageSending, header, at, actor, message)
    if command == BOT_GROUP:
        return stamp(BotMessageReceived, header, at, actor, message)
    if command == GROUP_EXCEPTION:
        return stamp(MessageFailed, header, at, actor, message, error=error_from_wire(body.ErrorCode, body.ErrorInfo))
    return stamp(MessageSent, header, at, actor, message)


def group_to_wire(command: str, event: Any, context: Context) -> wire.GroupMessage:
    message: Message = event.message
    conversation = message.conversation
    sender = required(message.sender, "message.sender")
    body = wire.GroupMessage(
        CallbackCommand=command,
        GroupId=conversation.id or missing("message.conversation.id"),
        Type=group_type(conversation, context),
        From_Account=sender,
        Operator_Account=event.actor.id if event.actor is not None else sender,
        Random=derived(event, 0) if message.id.random is None else message.id.random,
        MsgId=message.id.client,
        OnlineOnlyFlag=delivery_to_wire(message.delivery),
        MsgBody=parts_to_wire(message.parts, context),
        CloudCustomData=cloud_to_wire(message.quote, message.ext, context),
        TopicId=conversation.topic_id,
        EventTime=time_to_wire(event),
    )
    if command == AFTER_GROUP or command == BOT_GROUP:
        body.MsgSeq = derived(event, 4) if message.id.seq is None else message.id.seq
        body.MsgTime = sent_time(event, context) // 1000
    if command == AFTER_GROUP and message.mentions:
        body.GroupAtInfo = [mention_to_wire(mention) for mention in message.mentions]
    elif command == BOT_GROUP:
        body.AtRobots_Account = [mention.id for mention in message.mentions if mention.id is not None]
    elif command == GROUP_EXCEPTION:
        body.ErrorCode, body.ErrorInfo = error_to_wire(event.error, context)
    return body


def official_from_wire(body: wire.OfficialAccountMessage, header: Header) -> AnyEvent:
    quote, ext = cloud_from_wire(body.CloudCustomData)
    sent_at = body.MsgTime * 1000 if body.MsgTime else None
    time = time_from_wire(body.EventTime)
    message = Message(
        id=MessageId(server=body.MsgKey or None),
        conversation=Conversation(kind="channel", id=body.Official_Account),
        sent_at=sent_at,
        parts=parts_from_wire(body.MsgBody),
        quote=quote,
        ext=ext,
        delivery=delivery_from_wire(body.OnlineOnlyFlag),
    )
    shape = MessageSending if header.command == BEFORE_OFFICIAL else MessageSent
    return stamp(shape, header, sent_at if time is None else time, None, message)


def official_to_wire(command: str, event: Any, context: Context) -> wire.OfficialAccountMessage:
    message: Message = event.message
    body = wire.OfficialAccountMessage(
        CallbackCommand=command,
        Official_Account=message.conversation.id or missing("message.conversation.id"),
        OnlineOnlyFlag=delivery_to_wire(message.delivery),
        MsgBody=parts_to_wire(message.parts, context),
        CloudCustomData=cloud_to_wire(message.quote, message.ext, context),
        EventTime=time_to_wire(event),
    )
    if command == AFTER_OFFICIAL:
        body.MsgKey = message.id.server or ""
        body.MsgTime = sent_time(event, context) // 1000
    return body


def unknown_from_wire(body: bytes, query: dict[str, str], header: Header, phase: str | None) -> UnknownEvent:
    name = header.command
    before = "Before" in name or "CallbackPrev" in name
    return UnknownEvent(
        vendor=NAME,
        command=name,
        app=header.app,
        platform=header.platform,
        client_ip=header.client_ip,
        name=name,
        phase=phase or ("before" if before else "after"),
        query={name: value for name, value in query.items() if name not in REQUEST_LINE},
        payload=parse(body),
    )


def unknown_to_wire(event: UnknownEvent, context: Context) -> Draft:
    if not context.own:
        raise CannotExpress(f"a callback that only {event.vendor} knows: {event.name}")
    query = header_to_wire(event.command or "", event, context)
    return Draft("", [*query, *event.query.items()], {}, event.payload)


def delivery_from_wire(online_only: int | None) -> Delivery | None:
    if online_only is None:
        return None
    return ONLINE_ONLY if online_only else STORED


def delivery_to_wire(delivery: Delivery | None) -> int | None:
    online_only = delivery.online_only if delivery is not None else None
    return None if online_only is None else int(online_only)


def mentions_from_wire(body: wire.GroupMessage) -> tuple[Mention, ...]:
    if body.AtRobots_Account:
        return tuple([Mention(id=account) for account in body.AtRobots_Account])
    if not body.GroupAtInfo:
        return ()
    mentions = []
    for at in body.GroupAtInfo:
        if at.GroupAtAllFlag == 1 or at.GroupAt_Account in EVERYONE:
            mentions.append(Mention(everyone=True))
        elif at.GroupAt_Account:
            mentions.append(Mention(id=at.GroupAt_Account))
    return tuple(mentions)


def mention_to_wire(mention: Mention) -> wire.GroupAt:
    if mention.everyone:
        return wire.GroupAt(GroupAtAllFlag=1)
    return wire.GroupAt(GroupAtAllFlag=0, GroupAt_Account=mention.id)


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


def time_from_wire(time: int | str | None) -> int | None:
    """Read EventTime: milliseconds, as a number or as digits."""
    if isinstance(time, str):
        return int(time) if time.isdecimal() and time.isascii() and len(time) < 20 else None
    return time


def time_to_wire(event: Any) -> int | None:
    """Write EventTime, which a copy of the message's own time is not."""
    return None if event.occurred_at == event.message.sent_at else event.occurred_at


def sent_time(event: Any, context: Context) -> int:
    """Return the time of a message that must have one."""
    for time in (event.message.sent_at, event.occurred_at, context.now):
        if time is not None:
            return int(time)
    return 0


def derived(event: AnyEvent, at: int) -> int:
    """Return 32 bits for a number that the vendor requires and the message lacks: the same on each run."""
    return int.from_bytes(sha256(event.key.encode()).digest()[at : at + 4], "big")


def required(who: Participant | None, path: str) -> str:
    return who.id if who is not None and who.id else missing(path)


def missing(path: str) -> str:
    raise CannotExpress(f"needs {path}")


def key_fields(event: AnyEvent) -> tuple[str | int | None, ...] | None:
    """Return what tells one callback from another, or None where only its whole body does."""
    command = event.command
    if isinstance(event, UnknownEvent):
        return None
    message = event.message
    id, conversation = message.id, message.conversation
    sender = message.sender.id if message.sender is not None else None
    if conversation.kind in ("direct", "channel"):
        recipient = message.recipients[0].id if message.recipients else None
        return (command, conversation.id, sender, recipient, id.server) if id.server else None
    if command == AFTER_GROUP or command == BOT_GROUP:
        return (command, conversation.id, conversation.topic_id, id.seq) if id.seq else None
    if event.occurred_at is None:
        return None
    return command, conversation.id, conversation.topic_id, sender, id.random, event.occurred_at


class Document(NamedTuple):
    """One wire struct and the pair of functions that read and write it."""

    reader: Reader[Any]
    from_wire: Callable[[Any, Header], AnyEvent]
    to_wire: Callable[[str, AnyEvent, Context], Any]


REQUEST_LINE = frozenset(
    {"SdkAppid", "CallbackCommand", "contenttype", "ClientIP", "OptPlatform", "Sign", "RequestTime"}
)
"""Query parameters of the vendor's own; any other is the app's."""

HEAD = Reader(wire.Head)
DIRECT = Conversation(kind="direct")
ONLINE_ONLY = Delivery(online_only=True)
STORED = Delivery(online_only=False)

C2C = Document(Reader(wire.C2CMessage), c2c_from_wire, c2c_to_wire)
SIGNAL = Document(Reader(wire.C2CSignal), signal_from_wire, signal_to_wire)
GROUP = Document(Reader(wire.GroupMessage), group_from_wire, group_to_wire)
OFFICIAL = Document(Reader(wire.OfficialAccountMessage), official_from_wire, official_to_wire)

DOCUMENTS: dict[str, Document] = {
    BEFORE_C2C: C2C,
    AFTER_C2C: C2C,
    BOT_C2C: C2C,
    BOT_SIGNAL: SIGNAL,
    BEFORE_GROUP: GROUP,
    AFTER_GROUP: GROUP,
    GROUP_EXCEPTION: GROUP,
    BOT_GROUP: GROUP,
    BEFORE_OFFICIAL: OFFICIAL,
    AFTER_OFFICIAL: OFFICIAL,
}

GROUPS = {"group": "group", "room": "group", "channel": "channel"}
"""Which family of commands a conversation kind has; all other kinds are spoken of as direct."""

COMMANDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("message.sending", "direct"): (BEFORE_C2C,),
    ("message.sending", "group"): (BEFORE_GROUP,),
    ("message.sending", "channel"): (BEFORE_OFFICIAL,),
    ("message.sent", "direct"): (AFTER_C2C,),
    ("message.sent", "group"): (AFTER_GROUP,),
    ("message.sent", "channel"): (AFTER_OFFICIAL,),
    ("message.failed", "direct"): (AFTER_C2C,),
    ("message.failed", "group"): (GROUP_EXCEPTION,),
    ("message.bot_received", "direct"): (BOT_C2C, BOT_SIGNAL),
    ("message.bot_received", "group"): (BOT_GROUP,),
}

