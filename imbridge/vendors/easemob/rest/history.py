"""Lines of the history export to the model and back, and imports of messages of the past."""

from typing import Any

from msgspec import UNSET

from imbridge.catalogue import Document
from imbridge.context import Context
from imbridge.errors import CannotExpress, Malformed
from imbridge.model import Conversation, HistoryRecord, Import, Message, MessageId, Part, Participant
from imbridge.vendors.easemob.enums import KINDS_OF_CHAT
from imbridge.vendors.easemob.events.header import DIRECT, kind_from_wire, zero
from imbridge.vendors.easemob.events.messages import group_from_wire, thread_to_wire
from imbridge.vendors.easemob.ext import ext_from_wire, ext_to_wire
from imbridge.vendors.easemob.messages import NAME, parts_from_wire, parts_to_wire
from imbridge.vendors.easemob.messages import fitted as readable
from imbridge.vendors.easemob.rest.header import (
    Header,
    fitted,
    part_from_wire,
    typed_part_from_wire,
    typed_part_to_wire,
)
from imbridge.vendors.easemob.wire import rest as wire
from imbridge.vendors.easemob.wire.messages import Meta

CHAT_NAMES = {"direct": "chat", "group": "groupchat", "room": "chatroom"}


def record_from_wire(body: wire.Record, command: str) -> HistoryRecord:
    payload = body.payload
    sender, to = payload.from_ or body.from_, payload.to or body.to
    kind = kind_from_wire(UNSET, payload.type) or KINDS_OF_CHAT.get(body.chat_type, body.chat_type or None)
    direct = kind == "direct"
    said = ext_from_wire(payload.ext)
    return HistoryRecord(
        vendor=NAME,
        command=command,
        message=Message(
            id=MessageId(server=body.msg_id or None),
            conversation=DIRECT if direct else group_from_wire(UNSET, payload.meta, kind, to, ""),
            sender=Participant(id=sender) if sender else None,
            recipients=(Participant(id=to),) if direct and to else (),
            sent_at=body.timestamp or None,
            parts=parts_from_wire(payload.bodies),
            mentions=said.mentions,
            quote=said.quote,
            ext=said.ext,
            push=said.push,
        ),
        direction=body.direction or None,
    )


def record_to_wire(shape: type[wire.Record], record: HistoryRecord, context: Context) -> wire.Record:
    message = record.message
    parts = readable(message.parts, context)
    sender = message.sender.id if message.sender is not None and message.sender.id else ""
    place = message.conversation
    threaded = bool(place.topic_id or (place.topic_root and context.own))
    to = place.topic_id or "" if threaded else to_wire(message, context)
    return shape(
        msg_id=message.id.server or "",
        timestamp=message.sent_at or 0,
        direction=UNSET if record.direction is None else record.direction,
        to=to,
        from_=sender or zero("message.sender", context),
        chat_type=CHAT_NAMES.get(message.conversation.kind or "", message.conversation.kind or ""),
        payload=wire.RecordPayload(
            bodies=parts_to_wire(parts, context),
            ext=ext_to_wire(message, context),
            from_=sender or UNSET,
            to=to or UNSET,
            meta=Meta(thread=thread_to_wire(place)) if threaded else UNSET,
        ),
    )


def import_from_wire(body: wire.Import, header: Header) -> Import:
    direct = header.command == "users/import"
    said = ext_from_wire(body.ext)
    return Import(
        vendor=NAME,
        command=header.command,
        app=header.app,
        message=Message(
            conversation=DIRECT if direct else Conversation(kind="group", id=body.target or None),
            sender=Participant(id=body.from_) if body.from_ else None,
            recipients=(Participant(id=body.target),) if direct and body.target else (),
            sent_at=body.msg_timestamp or None,
            parts=import_part_from_wire(body),
            mentions=said.mentions,
            quote=said.quote,
            ext=said.ext,
            push=said.push,
            is_read=body.is_ack_read,
        ),
    )


def import_part_from_wire(body: wire.Import) -> tuple[Part, ...]:
    if isinstance(body.type, str) and body.body:
        return typed_part_from_wire(body.type, body.body)
    if not body.msg:
        raise Malformed("the required field is missing", pointer="/body" if body.type else "/type")
    return part_from_wire(body.msg)


def import_to_wire(shape: type[wire.Import], call: Import, context: Context) -> wire.Import:
    message = call.message
    type, held = typed_part_to_wire(fitted(message.parts, context), context)
    wrapped: Any = UNSET
    return shape(
        msg=wrapped,
        from_=(message.sender.id if message.sender is not None else "") or zero("message.sender", context),
        target=to_wire(message, context),
        type=type,
        body=held,
        ext=ext_to_wire(message, context) or None,
        is_ack_read=message.is_read,
        msg_timestamp=message.sent_at,
    )


def to_wire(message: Message, context: Context) -> str:
    """Return whom a message went to: a user or a group."""
    if message.conversation.kind in ("group", "room"):
        if message.recipients and not context.own:
            raise CannotExpress("went to a few members of a group")
        if message.conversation.topic_id is not None:
            context.widen("import", "no call imports into a topic, only into its whole group")
        return message.conversation.id or zero("message.conversation.id", context)
    if message.conversation.kind == "channel":
        raise CannotExpress("has no channels")
    return message.recipients[0].id if message.recipients else zero("message.recipients", context)


def is_alone(call: Import) -> bool:
    return not call.more


def is_direct(call: Import) -> bool:
    return is_alone(call) and call.message.conversation.kind in ("direct", "system", None)


def is_group(call: Import) -> bool:
    return is_alone(call) and call.message.conversation.kind == "group"


DOCUMENTS = (
    Document("users/import", wire.Import, (Import,), import_from_wire, import_to_wire, is_direct),
    Document("chatgroups/import", wire.Import, (Import,), import_from_wire, import_to_wire, is_group),
)

RECORDS = (Document("history", wire.Record, (HistoryRecord,), record_from_wire, record_to_wire),)
