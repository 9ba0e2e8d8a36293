"""Message callbacks to events and back."""

from hashlib import sha256
from struct import Struct
from typing import TypeVar

from imbridge.catalogue import Document
from imbridge.context import Context
from imbridge.errors import CannotExpress
from imbridge.model import (
    AnyEvent,
    BotMessageReceived,
    Command,
    Conversation,
    Delivery,
    Mention,
    Message,
    MessageEvent,
    MessageFailed,
    MessageId,
    MessageSending,
    MessageSent,
    MessageStored,
    Participant,
)
from imbridge.vendors.tencent.events.header import (
    DIRECT,
    DONE,
    Header,
    account,
    code_from_wire,
    code_to_wire,
    conversation_from_wire,
    error_from_wire,
    error_to_wire,
    group_id,
    group_type,
    time_from_wire,
    user,
)
from imbridge.vendors.tencent.messages import NAME, cloud_from_wire, cloud_to_wire, parts_from_wire, parts_to_wire
from imbridge.vendors.tencent.wire import Callback
from imbridge.vendors.tencent.wire import messages as wire
from imbridge.wire import text_from_data

EVERYONE = frozenset({"__kImSDK_MesssageAtALL__", "__kImSDK_MessageAtALL__"})
"""How the vendor's SDKs spell everyone; three s in the first is theirs."""

SUCCESS = "send msg succeed"
NOT_DELIVERED = -1
ONLINE_ONLY = Delivery(online_only=True)
STORED = Delivery(online_only=False)
NUMBERS = Struct(">II")
NUMBERED = (MessageSent, BotMessageReceived)
"""Events of a message that has its sequence number in a group."""

BETWEEN_TWO = frozenset(
    {
        "C2C.CallbackBeforeSendMsg",
        "C2C.CallbackAfterSendMsg",
        "Bot.OnC2CMessage",
        "Chatbot.OnC2CSignalMessage",
    }
)
"""The callbacks of messages that name one recipient."""

C = TypeVar("C", bound=wire.C2CMessage)
G = TypeVar("G", bound=wire.GroupMessage)
A = TypeVar("A", bound=wire.OfficialAccountMessage)
E = TypeVar("E", MessageSending, MessageSent, BotMessageReceived)


def said(shape: type[E], header: Header, time: int | str | None, actor: Participant | None, message: Message) -> E:
    """Make an event that has no fields of its own: `happened`, in one go."""
    return shape(
        vendor=NAME,
        command=header.command,
        occurred_at=moment(time, message),
        app=header.app,
        actor=actor,
        platform=header.platform,
        client_ip=header.client_ip,
        message=message,
    )


def moment(time: int | str | None, message: Message) -> int | None:
    """Return when it happened: when the message was sent, unless something else is said."""
    if not time:
        return message.sent_at
    return time if time.__class__ is int else time_from_wire(time) or message.sent_at


def c2c_before_from_wire(body: wire.BeforeC2C, header: Header) -> MessageSending:
    message = c2c_from_wire(body)
    return said(MessageSending, header, body.EventTime, message.sender, message)


def c2c_before_to_wire(shape: type[wire.BeforeC2C], event: MessageSending, context: Context) -> wire.C2CMessage:
    return c2c_to_wire(shape, event, context)


def c2c_after_from_wire(body: wire.AfterC2C, header: Header) -> MessageSent | MessageFailed:
    code = code_from_wire(body.SendMsgResult)
    if code != 0:
        return c2c_failed_from_wire(body, header, code)
    message = c2c_from_wire(body)
    return MessageSent(
        vendor=NAME,
        command=header.command,
        occurred_at=moment(body.EventTime, message),
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
    body.SendMsgResult, body.ErrorInfo = DONE, SUCCESS
    body.UnreadMsgNum = event.unread_count if event.__class__ is MessageSent else None
    return body


def c2c_failed_from_wire(body: wire.AfterC2C, header: Header, code: int | None) -> MessageFailed:
    message = c2c_from_wire(body)
    return MessageFailed(
        vendor=NAME,
        command=header.command,
        occurred_at=moment(body.EventTime, message),
        app=header.app,
        actor=message.sender,
        platform=header.platform,
        client_ip=header.client_ip,
        message=message,
        error=error_from_wire(code, body.ErrorInfo),
        unread_count=None if body.UnreadMsgNum == NOT_DELIVERED else body.UnreadMsgNum,
    )


def c2c_failed_to_wire(shape: type[wire.AfterC2C], event: MessageFailed, context: Context) -> wire.C2CMessage:
    body = c2c_to_wire(shape, event, context)
    code, body.ErrorInfo = error_to_wire(event.error, context)
    body.SendMsgResult = code_to_wire(code)
    body.UnreadMsgNum = NOT_DELIVERED if event.unread_count is None else event.unread_count
    return body


def c2c_bot_from_wire(body: wire.BotC2C, header: Header) -> BotMessageReceived:
    message = c2c_from_wire(body)
    return said(BotMessageReceived, header, body.EventTime, message.sender, message)


def c2c_bot_to_wire(shape: type[wire.BotC2C], event: BotMessageReceived, context: Context) -> wire.C2CMessage:
    body = c2c_to_wire(shape, event, context)
    body.SendMsgResult, body.ErrorInfo = 0, SUCCESS
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
    return said(BotMessageReceived, header, body.EventTime, sender, message)


def c2c_signal_to_wire(shape: type[wire.ChatbotSignal], event: BotMessageReceived, context: Context) -> Callback:
    message = event.message
    (command,) = message.parts
    return shape(
        From_Account=account(message.sender, "message.sender", context),
        To_Account=recipient(event, context),
        MsgSeq=message.id.seq or 0,
        MsgRandom=message.id.random or 0,
        MsgKey=message.id.server or "",
        Data=text_from_data(command.data) or "" if isinstance(command, Command) else "",
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
        To_Account=recipient(event, context),
        MsgSeq=id.seq or 0,
        MsgRandom=id.random or 0,
        MsgTime=sent_time(event, context) // 1000,
        MsgKey=id.server or "",
        MsgId=id.client,
        OnlineOnlyFlag=None if message.delivery is None else delivery_to_wire(message.delivery),
        MsgBody=parts_to_wire(message.parts, context),
        CloudCustomData=cloud_to_wire(message.quote, message.ext, context),
    )


def recipient(event: MessageEvent, context: Context) -> str:
    """Return who a message is for; nobody where the vendor itself named nobody in such a document."""
    people = event.message.recipients
    if people and people[0].id:
        return people[0].id
    if context.own and event.command in BETWEEN_TWO:
        return ""
    raise CannotExpress("needs message.recipients")


def group_before_from_wire(body: wire.BeforeGroup, header: Header) -> MessageSending:
    message = group_from_wire(body, ())
    return said(MessageSending, header, body.EventTime, operator(body, message), message)


def group_before_to_wire(shape: type[wire.BeforeGroup], event: MessageSending, context: Context) -> wire.GroupMessage:
    return group_to_wire(shape, event, context)


def group_after_from_wire(body: wire.AfterGroup, header: Header) -> MessageSent:
    message = group_from_wire(body, mentions_from_wire(body.GroupAtInfo) if body.GroupAtInfo else ())
    return said(MessageSent, header, body.EventTime, operator(body, message), message)


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
        occurred_at=moment(body.EventTime, message),
        app=header.app,
        actor=operator(body, message),
        platform=header.platform,
        client_ip=header.client_ip,
        message=message,
        error=error_from_wire(code_from_wire(body.ErrorCode) or None, body.ErrorInfo),
    )


def group_failed_to_wire(shape: type[wire.GroupException], event: MessageFailed, context: Context) -> wire.GroupMessage:
    body = group_to_wire(shape, event, context)
    code, body.ErrorInfo = error_to_wire(event.error, context)
    body.ErrorCode = code_to_wire(code)
    return body


def group_bot_from_wire(body: wire.BotGroup, header: Header) -> BotMessageReceived:
    message = group_from_wire(body, tuple([Mention(id=robot) for robot in body.AtRobots_Account or ()]))
    return said(BotMessageReceived, header, body.EventTime, operator(body, message), message)


def group_bot_to_wire(shape: type[wire.BotGroup], event: BotMessageReceived, context: Context) -> wire.GroupMessage:
    body = group_to_wire(shape, event, context, taken=True)
    body.AtRobots_Account = [mention.id for mention in event.message.mentions if mention.id is not None]
    return body


def group_from_wire(body: wire.GroupMessage, mentions: tuple[Mention, ...]) -> Message:
    quote, ext = cloud_from_wire(body.CloudCustomData)
    return Message(
        id=MessageId(client=body.MsgId or None, seq=body.MsgSeq or None, random=body.Random or None),
        conversation=conversation_from_wire(body.GroupId, body.Type, body.TopicId),
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
        GroupId=group_id(conversation, context, "message.conversation.id"),
        Type=group_type(conversation.kind, conversation.type, context),
        From_Account=sender,
        Operator_Account=event.actor.id if event.actor is not None else sender,
        Random=random or 0,
        MsgId=message.id.client,
        OnlineOnlyFlag=None if message.delivery is None else delivery_to_wire(message.delivery),
        MsgBody=parts_to_wire(message.parts, context),
        CloudCustomData=cloud_to_wire(message.quote, message.ext, context),
        TopicId=conversation.topic_id,
    )
    if taken:
        body.MsgSeq = seq or 0
        body.MsgTime = sent_time(event, context) // 1000
    return body


def official_before_from_wire(body: wire.BeforeOfficial, header: Header) -> MessageSending:
    message = official_from_wire(body)
    return said(MessageSending, header, body.EventTime, None, message)


def official_before_to_wire(
    shape: type[wire.BeforeOfficial], event: MessageSending, context: Context
) -> wire.OfficialAccountMessage:
    return official_to_wire(shape, event, context)


def official_after_from_wire(body: wire.AfterOfficial, header: Header) -> MessageSent:
    message = official_from_wire(body)
    return said(MessageSent, header, body.EventTime, None, message)


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
        Official_Account=group_id(message.conversation, context, "message.conversation.id"),
        OnlineOnlyFlag=None if message.delivery is None else delivery_to_wire(message.delivery),
        MsgBody=parts_to_wire(message.parts, context),
        CloudCustomData=cloud_to_wire(message.quote, message.ext, context),
    )


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


def operator(body: wire.GroupMessage, message: Message) -> Participant | None:
    """Return who made the request; where nobody is named, the sender did."""
    return Participant(id=body.Operator_Account) if body.Operator_Account else message.sender


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


def message_key(event: MessageEvent) -> tuple[str, ...] | None:
    """Return what no other message callback has, None where that is only its whole body."""
    command, message = event.command or "", event.message
    id, conversation = message.id, message.conversation
    sender = message.sender.id if message.sender is not None else ""
    place, topic = conversation.id or "", conversation.topic_id or ""
    if conversation.kind in ("direct", "channel"):
        recipient = message.recipients[0].id if message.recipients else ""
        return (command, place, sender, recipient, id.server) if id.server else None
    if event.__class__ in NUMBERED:
        return (command, place, topic, str(id.seq)) if id.seq else None
    if event.occurred_at is None or id.random is None:
        return None
    return command, place, topic, sender, str(id.random), str(event.occurred_at)


def decides(event: MessageSending) -> bool:
    """Tell whether it is asked about the whole message; about content alone no callback asks."""
    return event.stage == "decide"


def is_direct(event: MessageEvent) -> bool:
    return event.message.conversation.kind not in ("group", "room", "channel")


def is_group(event: MessageEvent) -> bool:
    return event.message.conversation.kind in ("group", "room")


def is_channel(event: MessageEvent) -> bool:
    return event.message.conversation.kind == "channel"


def is_signal(event: MessageEvent) -> bool:
    parts = event.message.parts
    return is_direct(event) and len(parts) == 1 and isinstance(parts[0], Command)


DOCUMENTS = (
    Document(
        "C2C.CallbackBeforeSendMsg",
        wire.BeforeC2C,
        (MessageSending,),
        c2c_before_from_wire,
        c2c_before_to_wire,
        says=lambda event: decides(event) and is_direct(event),
    ),
    Document(
        "Group.CallbackBeforeSendMsg",
        wire.BeforeGroup,
        (MessageSending,),
        group_before_from_wire,
        group_before_to_wire,
        says=lambda event: decides(event) and is_group(event),
    ),
    Document(
        "OfficialAccount.CallbackBeforeSendMsg",
        wire.BeforeOfficial,
        (MessageSending,),
        official_before_from_wire,
        official_before_to_wire,
        says=lambda event: decides(event) and is_channel(event),
    ),
    Document(
        "C2C.CallbackAfterSendMsg",
        wire.AfterC2C,
        (MessageSent, MessageFailed),
        c2c_after_from_wire,
        c2c_after_to_wire,
        says=is_direct,
        closest_to=(MessageStored,),
    ),
    Document(
        "Group.CallbackAfterSendMsg",
        wire.AfterGroup,
        (MessageSent,),
        group_after_from_wire,
        group_after_to_wire,
        says=is_group,
        closest_to=(MessageStored,),
    ),
    Document(
        "OfficialAccount.CallbackAfterSendMsg",
        wire.AfterOfficial,
        (MessageSent,),
        official_after_from_wire,
        official_after_to_wire,
        says=is_channel,
        closest_to=(MessageStored,),
    ),
    Document(
        "Group.CallbackSendMsgException",
        wire.GroupException,
        (MessageFailed,),
        group_failed_from_wire,
        group_failed_to_wire,
        says=is_group,
    ),
    Document(
        "Bot.OnC2CMessage", wire.BotC2C, (BotMessageReceived,), c2c_bot_from_wire, c2c_bot_to_wire, says=is_direct
    ),
    Document(
        "Chatbot.OnC2CSignalMessage",
        wire.ChatbotSignal,
        (BotMessageReceived,),
        c2c_signal_from_wire,
        c2c_signal_to_wire,
        says=is_signal,
    ),
    Document(
        "Bot.OnGroupMessage",
        wire.BotGroup,
        (BotMessageReceived,),
        group_bot_from_wire,
        group_bot_to_wire,
        says=is_group,
    ),
)
