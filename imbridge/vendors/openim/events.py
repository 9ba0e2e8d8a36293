"""OpenIM callbacks to events and back."""

from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from typing import Any, NamedTuple

from imbridge.codec import Context, Draft
from imbridge.errors import CannotExpress, Malformed
from imbridge.http import Request, header, split_query
from imbridge.model import (
    AnyEvent,
    Conversation,
    Message,
    MessageId,
    MessageSending,
    MessageSent,
    MessageStored,
    Participant,
    UnknownEvent,
    tag_of,
)
from imbridge.vendors.openim import wire
from imbridge.vendors.openim.messages import (
    LEGACY,
    NAME,
    SENT,
    content_from_wire,
    content_to_wire,
    delivery_from_wire,
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
from imbridge.wire import Reader, encode, parse, text_from_data, text_of

BEFORE_SINGLE = "callbackBeforeSendSingleMsgCommand"
AFTER_SINGLE = "callbackAfterSendSingleMsgCommand"
BEFORE_GROUP = "callbackBeforeSendGroupMsgCommand"
AFTER_GROUP = "callbackAfterSendGroupMsgCommand"
MODIFY = "callbackBeforeMsgModifyCommand"
SAVED = "callbackAfterMsgSaveDBCommand"
WORD_FILTER = "callbackWordFilterCommand"  # v2
OLD_MODIFY = (
    "callbackMsgModifyCommand",  # v3.0–v3.6
    "callbackMsgModifyCommandCommand",  # one page of the documents
    WORD_FILTER,
)
REVOKED = "callbackBeforeAfterMsgCommand"  # an after hook; the name is a historical slip


def event_from_wire(request: Request, phase: str | None, options: Options) -> AnyEvent:
    command = HEAD.read(request.body).callbackCommand
    if not command:
        raise Malformed("the required field is missing", pointer="/callbackCommand")
    trace = header(request.headers, "operationid")
    document = DOCUMENTS.get(command)
    if document is None:
        return unknown_from_wire(request, command, trace, phase)
    body = document.reader.read(request.body)
    sender = Participant(
        id=body.sendID, nickname=body.senderNickname or None, avatar=body.faceURL or None
    )
    message = document.from_wire(body, sender, options)
    extra = {"stage": "rewrite"} if document.asks_again else {}
    event: AnyEvent = document.shape(
        vendor=NAME,
        command=command,
        occurred_at=message.sent_at,
        actor=sender,
        platform=platform_from_wire(body.senderPlatformID),
        trace=trace or body.operationID or None,
        message=message,
        **extra,
    )
    return event


def event_to_wire(event: AnyEvent, context: Context) -> Draft:
    if isinstance(event, UnknownEvent):
        return unknown_to_wire(event, context)
    command = command_of(event, context)
    body = DOCUMENTS[command].to_wire(command, event, context)
    query = [("key", reply_key(body))] if command in KEYED else []
    return Draft(f"/{command}", query, headers_to_wire(event), body)


def command_of(event: AnyEvent, context: Context) -> str:
    """Choose the document: the one the event came in if that can say it, else the first that can."""
    tag = tag_of(event)
    if isinstance(event, UnknownEvent) or tag not in COMMANDS:
        raise CannotExpress(f"no callback says {tag}")
    if isinstance(event, MessageSending) and event.stage == "rewrite":
        row: tuple[str, ...] = (MODIFY, *OLD_MODIFY)
    else:
        single, group = COMMANDS[tag]
        row = (group if event.message.conversation.id else single,)
    return event.command if context.own and event.command in row else row[0]


def modify_from_wire(body: wire.Callback, sender: Participant, options: Options) -> Message:
    """Read the block that all message hooks share; the modify hook has nothing else."""
    return message_from_wire(body, sender, options, None, ())


def single_from_wire(body: wire.SingleMessage, sender: Participant, options: Options) -> Message:
    return message_from_wire(body, sender, options, None, (Participant(id=body.recvID),))


def group_from_wire(body: wire.GroupMessage, sender: Participant, options: Options) -> Message:
    return message_from_wire(body, sender, options, body.groupID, ())


def saved_from_wire(body: wire.SavedMessage, sender: Participant, options: Options) -> Message:
    recipients = (Participant(id=body.recvID),) if body.recvID else ()
    return message_from_wire(body, sender, options, body.groupID or None, recipients)


def message_from_wire(
    body: wire.Callback,
    sender: Participant,
    options: Options,
    group: str | None,
    recipients: tuple[Participant, ...],
) -> Message:
    code, session = body.contentType, body.sessionType
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
        sender=sender,
        origin=origin_from_wire(body.msgFrom),
        recipients=recipients,
        sent_at=body.sendTime or None,
        parts=(part,),
        mentions=mentions_from_wire(ids, named) if ids else (),
        quote=quote,
        ext=body.ex,
        delivery=delivery_from_wire(code),
    )


def modify_to_wire(command: str, event: Any, context: Context) -> wire.Callback:
    return wire.Callback(**message_to_wire(command, event, context))


def single_to_wire(command: str, event: Any, context: Context) -> wire.SingleMessage:
    return wire.SingleMessage(recvID=recipient(event.message), **message_to_wire(command, event, context))


def group_to_wire(command: str, event: Any, context: Context) -> wire.GroupMessage:
    return wire.GroupMessage(groupID=event.message.conversation.id, **message_to_wire(command, event, context))


def saved_to_wire(command: str, event: Any, context: Context) -> wire.SavedMessage:
    message: Message = event.message
    group = message.conversation.id
    return wire.SavedMessage(
        recvID=message.recipients[0].id if message.recipients else "" if group else recipient(message),
        groupID=group or "",
        **message_to_wire(command, event, context),
    )


def message_to_wire(command: str, event: Any, context: Context) -> dict[str, Any]:
    """Return the members of the block that all message hooks share."""
    message: Message = event.message
    sender = message.sender
    if sender is None:
        raise CannotExpress("needs message.sender")
    code, content = content_to_wire(message, context)
    time = sent_time(event, context)
    return {
        "sendID": sender.id,
        "callbackCommand": command,
        "serverMsgID": message.id.server or ("" if context.own else derived(event)),
        "clientMsgID": message.id.client or "",
        "operationID": event.trace or "",
        "senderPlatformID": platform_to_wire(event.platform, context),
        "senderNickname": sender.nickname or "",
        "sessionType": session_to_wire(message.conversation, context),
        "msgFrom": origin_to_wire(message.origin, context),
        "contentType": code,
        "status": 0 if event.platform == "rest" else SENT,
        "sendTime": time,
        "createTime": time,
        "content": content if content.__class__ is str else text_of(content),
        "seq": message.id.seq or 0,
        "atUserList": mentions_to_wire(message.mentions) if message.mentions else None,
        "faceURL": sender.avatar or "",
        "ex": text_from_data(message.ext) or "",
    }


def headers_to_wire(event: AnyEvent) -> dict[str, str]:
    return {"operationID": event.trace} if event.trace else {}


def unknown_from_wire(request: Request, command: str, trace: str | None, phase: str | None) -> UnknownEvent:
    before = "Before" in command and command != REVOKED
    return UnknownEvent(
        vendor=NAME,
        command=command,
        trace=trace or None,
        name=command,
        phase=phase or ("before" if before else "after"),
        query=split_query(request.url),
        payload=parse(request.body),
    )


def unknown_to_wire(event: UnknownEvent, context: Context) -> Draft:
    if not context.own:
        raise CannotExpress(f"a callback that only {event.vendor} knows: {event.name}")
    return Draft(f"/{event.name}", list(event.query.items()), headers_to_wire(event), event.payload)


def reply_key(body: Any) -> str:
    """Return what `?key=` of the newest server holds, the handle for a simple reply."""
    key = wire.ReplyKey(
        sendID=body.sendID, recvID=getattr(body, "recvID", ""), groupID=getattr(body, "groupID", "")
    )
    return b64encode(encode(key)).decode()


def recipient(message: Message) -> str:
    if not message.recipients:
        raise CannotExpress("needs message.recipients")
    return message.recipients[0].id


def sent_time(event: Any, context: Context) -> int:
    """Return the time of a message that must have one."""
    for time in (event.message.sent_at, event.occurred_at, context.now):
        if time is not None:
            return int(time)
    return 0


def derived(event: AnyEvent) -> str:
    """Return a handle for a message from elsewhere that has none: the same on each run."""
    return sha256(event.key.encode()).hexdigest()[:32]


def key_fields(event: AnyEvent) -> tuple[str | int | None, ...] | None:
    """Return what tells one callback from another, or None where only its whole body does."""
    if isinstance(event, UnknownEvent):
        return None
    message = event.message
    handle = message.id.server or message.id.client
    if handle is None:
        return None
    if isinstance(event, MessageSending) and event.stage == "rewrite":
        return event.command, handle, message.sender.id if message.sender is not None else None
    recipient = message.recipients[0].id if message.recipients else None
    return event.command, handle, recipient, message.conversation.id


class Document(NamedTuple):
    """One wire struct and the pair of functions that read and write it."""

    reader: Reader[Any]
    shape: Any
    from_wire: Callable[[Any, Participant, Options], Message]
    to_wire: Callable[[str, AnyEvent, Context], Any]
    asks_again: bool = False


HEAD = Reader(wire.Head)
DIRECT = Conversation(kind="direct")

SINGLE_READER, GROUP_READER = Reader(wire.SingleMessage), Reader(wire.GroupMessage)
MODIFICATION = Document(Reader(wire.Callback), MessageSending, modify_from_wire, modify_to_wire, True)

DOCUMENTS: dict[str, Document] = {
    BEFORE_SINGLE: Document(SINGLE_READER, MessageSending, single_from_wire, single_to_wire),
    AFTER_SINGLE: Document(SINGLE_READER, MessageSent, single_from_wire, single_to_wire),
    BEFORE_GROUP: Document(GROUP_READER, MessageSending, group_from_wire, group_to_wire),
    AFTER_GROUP: Document(GROUP_READER, MessageSent, group_from_wire, group_to_wire),
    SAVED: Document(Reader(wire.SavedMessage), MessageStored, saved_from_wire, saved_to_wire),
    **dict.fromkeys((MODIFY, *OLD_MODIFY), MODIFICATION),
}

COMMANDS: dict[str, tuple[str, str]] = {
    "message.sending": (BEFORE_SINGLE, BEFORE_GROUP),
    "message.sent": (AFTER_SINGLE, AFTER_GROUP),
    "message.stored": (SAVED, SAVED),
}
"""The document of each event: of a direct message, and of one in a group."""

KEYED = frozenset({AFTER_SINGLE, AFTER_GROUP, SAVED})
