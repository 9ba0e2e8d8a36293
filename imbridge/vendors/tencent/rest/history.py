"""Records of history to the model and back, and imports of messages of the past."""

from imbridge.catalogue import Document
from imbridge.context import Context
from imbridge.http import Request
from imbridge.model import Conversation, Delivery, HistoryRecord, Import, Message, MessageId, Participant
from imbridge.vendors.tencent.enums import PRIORITY_CODES, PRIORITY_NUMBERS
from imbridge.vendors.tencent.events.header import (
    DIRECT,
    account,
    flag_from_wire,
    group_id,
    number_from_wire,
    number_to_wire,
    user,
    zero_number,
)
from imbridge.vendors.tencent.messages import NAME, cloud_from_wire, cloud_to_wire, parts_from_wire, parts_to_wire
from imbridge.vendors.tencent.rest.header import NO_DELIVERY, Header, drawn, flag, given_random, random_of, sendable
from imbridge.vendors.tencent.wire import rest as wire
from imbridge.wire import encode, members

HISTORY, LIVE = 2, 5
RECALLED = 8
STATES = {1: "deleted", 2: "recalled"}
STATE_CODES = {"deleted": 1, "recalled": 2}


def roamed_from_wire(body: wire.Roamed, command: str) -> HistoryRecord:
    quote, ext = cloud_from_wire(body.CloudCustomData)
    return HistoryRecord(
        vendor=NAME,
        command=command,
        message=Message(
            id=MessageId(server=body.MsgKey or None, seq=body.MsgSeq or None, random=body.MsgRandom or None),
            conversation=DIRECT,
            sender=user(body.From_Account),
            recipients=(Participant(id=body.To_Account),) if body.To_Account else (),
            sent_at=body.MsgTimeStamp * 1000 if body.MsgTimeStamp else None,
            parts=parts_from_wire(body.MsgBody),
            quote=quote,
            ext=ext,
            is_read=flag_from_wire(body.IsPeerRead),
            state="recalled" if body.MsgFlagBits == RECALLED else None,
        ),
    )


def roamed_to_wire(shape: type[wire.Roamed], record: HistoryRecord, context: Context) -> wire.Roamed:
    message = record.message
    return shape(
        From_Account=account(message.sender, "message.sender", context),
        To_Account=account(message.recipients[0] if message.recipients else None, "message.recipients", context),
        MsgSeq=message.id.seq or 0,
        MsgRandom=message.id.random or 0,
        MsgTimeStamp=(message.sent_at or 0) // 1000,
        MsgFlagBits=RECALLED if message.state == "recalled" else 0,
        IsPeerRead=flag(message.is_read),
        MsgKey=message.id.server or "",
        MsgBody=parts_to_wire(message.parts, context),
        CloudCustomData=cloud_to_wire(message.quote, message.ext, context),
    )


def group_record_from_wire(body: wire.GroupRecord, command: str) -> HistoryRecord:
    priority = number_from_wire(body.MsgPriority, PRIORITY_NUMBERS) if body.MsgPriority else None
    return HistoryRecord(
        vendor=NAME,
        command=command,
        message=Message(
            id=MessageId(seq=body.MsgSeq or None, random=body.MsgRandom or None),
            conversation=Conversation(kind="group"),
            sender=user(body.From_Account),
            origin="system" if body.IsSystemMsg == 1 else None,
            sent_at=body.MsgTimeStamp * 1000 if body.MsgTimeStamp else None,
            parts=parts_from_wire(body.MsgBody or []),
            delivery=None if priority is None else Delivery(priority=priority),
            state=STATES.get(body.IsPlaceMsg or 0),
        ),
    )


def group_record_to_wire(shape: type[wire.GroupRecord], record: HistoryRecord, context: Context) -> wire.GroupRecord:
    message = record.message
    return shape(
        From_Account=account(message.sender, "message.sender", context),
        IsPlaceMsg=STATE_CODES.get(message.state or "", 0),
        IsSystemMsg=1 if message.origin == "system" else None,
        MsgBody=parts_to_wire(message.parts, context),
        MsgPriority=number_to_wire((message.delivery or NO_DELIVERY).priority, PRIORITY_CODES, context),
        MsgRandom=message.id.random or 0,
        MsgSeq=message.id.seq or 0,
        MsgTimeStamp=(message.sent_at or 0) // 1000,
    )


def record_command(line: bytes) -> str:
    """Tell which history a line is out of: entries of a group's are marked as placeholders or not."""
    return "group_msg_get_simple" if "IsPlaceMsg" in members(line) else "admin_getroammsg"


def record_to_wire(body: object, context: Context) -> Request:
    return Request(body=encode(body))


def import_from_wire(body: wire.ImportMsg, header: Header) -> Import:
    quote, ext = cloud_from_wire(body.CloudCustomData)
    return Import(
        vendor=NAME,
        command=header.command,
        app=header.app,
        message=Message(
            id=MessageId(seq=body.MsgSeq or None, random=body.MsgRandom or None),
            conversation=DIRECT,
            sender=user(body.From_Account),
            recipients=(Participant(id=body.To_Account),) if body.To_Account else (),
            sent_at=body.MsgTimeStamp * 1000 if body.MsgTimeStamp else None,
            parts=parts_from_wire(body.MsgBody),
            quote=quote,
            ext=ext,
        ),
        live=LIVES.get(body.SyncFromOldSystem or 0),
    )


def import_to_wire(shape: type[wire.ImportMsg], call: Import, context: Context) -> wire.ImportMsg:
    message = call.message
    return shape(
        SyncFromOldSystem=LIVE if call.live else HISTORY,
        From_Account=account(message.sender, "message.sender", context),
        To_Account=account(message.recipients[0] if message.recipients else None, "message.recipients", context),
        MsgSeq=message.id.seq,
        MsgRandom=random_of(call, message, context),
        MsgTimeStamp=seconds(message, context),
        MsgBody=parts_to_wire(sendable(message.parts, context), context),
        CloudCustomData=cloud_to_wire(message.quote, message.ext, context),
    )


def group_import_from_wire(body: wire.ImportGroupMsg, header: Header) -> Import:
    conversation = Conversation(kind="group", id=body.GroupId or None, topic_id=body.TopicId or None)
    first, *more = [old_from_wire(one, conversation) for one in body.MsgList] or [Message(conversation=conversation)]
    return Import(vendor=NAME, command=header.command, app=header.app, message=first, more=tuple(more))


def group_import_to_wire(shape: type[wire.ImportGroupMsg], call: Import, context: Context) -> wire.ImportGroupMsg:
    conversation, all = call.message.conversation, (call.message, *call.more)
    return shape(
        GroupId=group_id(conversation, context, "message.conversation.id"),
        TopicId=conversation.topic_id,
        MsgList=[old_to_wire(message, number_of(call, index, context), context) for index, message in enumerate(all)],
    )


def old_from_wire(body: wire.OldGroupMsg, conversation: Conversation) -> Message:
    return Message(
        id=MessageId(random=body.Random or None),
        conversation=conversation,
        sender=user(body.From_Account),
        sent_at=body.SendTime * 1000 if body.SendTime else None,
        parts=parts_from_wire(body.MsgBody),
    )


def old_to_wire(message: Message, random: int | None, context: Context) -> wire.OldGroupMsg:
    return wire.OldGroupMsg(
        From_Account=account(message.sender, "message.sender", context),
        SendTime=seconds(message, context),
        Random=random,
        MsgBody=parts_to_wire(sendable(message.parts, context), context),
    )


def seconds(message: Message, context: Context) -> int:
    """Return when a message of the past was sent."""
    return (message.sent_at or zero_number("message.sent_at", context)) // 1000


def number_of(call: Import, index: int, context: Context) -> int | None:
    """Return the number by which one of several messages is known when it is imported twice."""
    message = (call.message, *call.more)[index]
    random = given_random(message, context)
    if context.own or random is not None:
        return random
    return random_of(call, message, context) if not call.more else drawn(message)


def in_group(call: HistoryRecord | Import) -> bool:
    return call.message.conversation.kind in ("group", "room")


def in_one_group(call: Import) -> bool:
    """Tell whether all messages are of one group: a request names no second one."""
    return in_group(call) and all(message.conversation == call.message.conversation for message in call.more)


def is_direct(call: HistoryRecord | Import) -> bool:
    return not in_group(call) and call.message.conversation.kind != "channel"


LIVES = {1: True, HISTORY: False, LIVE: True}

DOCUMENTS = (
    Document("importmsg", wire.ImportMsg, (Import,), import_from_wire, import_to_wire, is_direct),
    Document(
        "import_group_msg", wire.ImportGroupMsg, (Import,), group_import_from_wire, group_import_to_wire, in_one_group
    ),
)

RECORDS = (
    Document("admin_getroammsg", wire.Roamed, (HistoryRecord,), roamed_from_wire, roamed_to_wire, is_direct),
    Document(
        "group_msg_get_simple",
        wire.GroupRecord,
        (HistoryRecord,),
        group_record_from_wire,
        group_record_to_wire,
        in_group,
    ),
)
