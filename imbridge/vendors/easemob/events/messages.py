"""Messages and their edits: callbacks to events and back."""

from functools import partial
from typing import Any, TypeVar

from msgspec import UNSET, UnsetType

from imbridge.catalogue import Document
from imbridge.context import Context
from imbridge.errors import CannotExpress
from imbridge.model import (
    Conversation,
    Message,
    MessageEdited,
    MessageEditing,
    MessageEvent,
    MessageId,
    MessageOffline,
    MessageSending,
    MessageSent,
    MessageStored,
    Participant,
)
from imbridge.vendors.easemob.enums import AFTER_NAMES, BEFORE_NAMES, CONTENT_NAMES, KINDS_OF_CHAT
from imbridge.vendors.easemob.events.header import (
    DIRECT,
    Header,
    bare,
    callback_id,
    happened,
    id_digest,
    id_from_wire,
    kind_from_wire,
    message_id,
    person_from_wire,
    person_to_wire,
    place_from_wire,
    place_to_wire,
    time_to_wire,
    user_from_wire,
    zero,
)
from imbridge.vendors.easemob.ext import ext_from_wire, ext_to_wire
from imbridge.vendors.easemob.messages import (
    CONTENT_WORDS,
    NAME,
    fitted,
    flat_body,
    is_flat,
    parts_from_wire,
    parts_to_wire,
)
from imbridge.vendors.easemob.wire import messages as wire
from imbridge.wire import parse

PRESEND, POST, OFFLINE = "presend", "chat", "chat_offline"

M = TypeVar("M", MessageSending, MessageSent, MessageOffline)


def command_of(body: wire.Message, phase: str | None) -> str:
    """Name a message: before it is sent nothing does, after it the stream."""
    if phase == "before":
        return PRESEND
    return body.eventType or (PRESEND if phase is None else POST)


def of_message(kind: type[M], body: wire.Message, header: Header) -> M:
    """Read what happened to a message; what happened is in `kind`."""
    sender, platform, device = user_from_wire(body.from_, header.prefix)
    message = message_from_wire(body, header, sender, kind is MessageOffline)
    return kind(
        vendor=NAME,
        command=header.command,
        callback_id=header.callback_id,
        occurred_at=message.sent_at,
        app=header.app,
        actor=sender,
        platform=platform,
        device_id=device,
        message=message,
    )


def message_from_wire(body: wire.Message, header: Header, sender: Participant | None, offline: bool) -> Message:
    payload, prefix = body.payload, header.prefix
    kind = kind_from_wire(body.content_type, payload.type) or KINDS_OF_CHAT[body.chat_type]
    to = id_from_wire(body.to, prefix)
    if kind == "direct":
        conversation = DIRECT
    else:
        conversation = group_from_wire(body.group_id, payload.meta, kind, None if offline else to, prefix)
    said = ext_from_wire(payload.ext)
    bodies = payload.bodies or []
    if payload.bodies is UNSET and (payload.type or payload.subType):
        given = parse(header.document)["payload"]
        bodies = [flat_body(given)] if is_flat(given) else []
    return Message(
        id=MessageId(server=body.msg_id or None),
        conversation=conversation,
        sender=sender,
        recipients=(Participant(id=to),) if to and (offline or kind == "direct") else (),
        sent_at=body.timestamp or None,
        parts=parts_from_wire(bodies),
        mentions=said.mentions,
        quote=said.quote,
        ext=said.ext,
        push=said.push,
    )


def message_to_wire(command: str, shape: type[wire.Message], event: MessageEvent, context: Context) -> wire.Message:
    """Write what happened to a message; what happened is in `command`."""
    message = event.message
    kind = kind_to_wire(message, context)
    conversation = message.conversation
    parts = fitted(message.parts, context)
    digest = id_digest(event, context, not message.id.server)
    body = shape(
        callId=event.callback_id or callback_id(digest, context),
        timestamp=time_to_wire(message.sent_at, event.occurred_at, context),
        chat_type=(BEFORE_NAMES if command == PRESEND else AFTER_NAMES)[kind],  # type: ignore[arg-type]
        from_=person_to_wire(message.sender, "message.sender", event, context),
        to=recipient(message, kind, command == OFFLINE, context),
        msg_id=message.id.server or message_id(digest),
        payload=wire.Payload(bodies=parts_to_wire(parts, context), ext=ext_to_wire(message, context)),
    )
    if command != PRESEND:
        body.eventType = command  # type: ignore[assignment]
        word = CONTENT_WORDS[parts[0].__class__] if parts else "text"
        body.content_type = f"chat:{CONTENT_NAMES[kind]}:{word}"
    if kind != "direct":
        threaded = command == OFFLINE and (conversation.topic_id or conversation.topic_root)
        body.group_id = (conversation.topic_id if threaded else conversation.id) or ""
    if context.app:
        body.appkey = context.app
    if conversation.topic_id or conversation.topic_root:
        body.payload.meta = wire.Meta(thread=thread_to_wire(conversation))
    return body


def group_from_wire(
    group_id: str | UnsetType, meta: Any, kind: str | None, to: str | None, prefix: str
) -> Conversation:
    """Read the group, room or thread of a message; `to` names it too, if it names none of its members."""
    group = id_from_wire(group_id, prefix) if group_id else None
    thread = meta.thread if meta else None
    if thread is None or not (thread.muc_parent_id or thread.msg_parent_id):
        return Conversation(kind=kind, id=group or to or None)
    return Conversation(
        kind=kind,
        id=thread.muc_parent_id or None,
        topic_id=(group if to is None else to) or None,
        topic_root=thread.msg_parent_id or None,
    )


def thread_to_wire(conversation: Conversation) -> wire.Thread:
    return wire.Thread(msg_parent_id=conversation.topic_root or "", muc_parent_id=conversation.id or "")


def kind_to_wire(message: Message, context: Context) -> str:
    kind = message.conversation.kind
    if kind in CONTENT_NAMES:
        return kind
    if kind in (None, "system") and message.recipients:
        return "direct"
    raise CannotExpress(f"no callback of a conversation of kind {kind}")


def recipient(message: Message, kind: str, offline: bool, context: Context) -> str:
    """Return what `to` says: a user, a group, or the thread within one."""
    if kind == "direct" or offline:
        to = message.recipients[0].id if message.recipients else zero("message.recipients", context)
        return bare(to, "message.recipients", context)
    conversation = message.conversation
    if conversation.topic_id or (conversation.topic_root and context.own):
        bare(conversation.id or "", "message.conversation.id", context)
        return bare(conversation.topic_id or "", "message.conversation.topic_id", context)
    to = conversation.id or zero("message.conversation.id", context)
    return bare(to, "message.conversation.id", context)


def edit_from_wire(body: wire.Edit, header: Header) -> MessageEdited | MessageEditing:
    """Read an edit: before and after look alike, so that the caller says which it is."""
    payload, prefix = body.payload, header.prefix
    details = payload.meta.edit_msg or NO_DETAILS
    given, to = body.from_ or payload.from_, body.to or payload.to
    if body.eventType is UNSET:  # the first layout, whose outer pair is for the vendor itself
        given, to = payload.from_ or body.from_, payload.to or body.to
    told, platform, device = user_from_wire(given or "", prefix)
    operator = person_from_wire(details.operator, prefix) or told
    kind = kind_from_wire(details.chat_type or body.content_type, payload.type)
    conversation, peer = place_from_wire(kind, body.group_id, to or "", header)
    if payload.meta.thread and peer is None:
        topic = id_from_wire(to or "", prefix)
        conversation = group_from_wire(body.group_id, payload.meta, conversation.kind, topic, prefix)
    said = ext_from_wire(payload.ext)
    message = Message(
        id=MessageId(server=payload.edit_message_id or None),
        conversation=conversation,
        sender=person_from_wire(details.sender, prefix),
        sent_at=details.send_time or None,
        parts=parts_from_wire(payload.bodies),
        mentions=said.mentions,
        quote=said.quote,
        ext=said.ext,
        push=said.push,
    )
    shape = MessageEditing if header.phase == "before" else MessageEdited
    event = shape(message=message, edited_at=details.edit_time or None, edit_count=details.count or None, peer=peer)
    return happened(event, header, operator, platform, device)


def edit_to_wire(shape: type[wire.Edit], event: MessageEdited | MessageEditing, context: Context) -> wire.Edit:
    message, conversation = event.message, event.message.conversation
    to, group_id = place_to_wire(conversation, event.peer, context)
    operator, sender = event.actor or message.sender, message.sender
    kind = CONTENT_NAMES.get(conversation.kind or "")
    meta = wire.EditMeta(
        edit_msg=wire.EditDetails(
            chat_type=f"chat:{kind}" if kind else UNSET,
            send_time=message.sent_at or 0,
            edit_time=event.edited_at or 0,
            sender="" if sender is None else sender.id,
            operator=UNSET if event.actor is None else event.actor.id,
            count=event.edit_count or 0,
        )
    )
    if conversation.topic_id or conversation.topic_root:
        meta.thread, to = thread_to_wire(conversation), conversation.topic_id or ""
    body = shape(
        group_id=group_id,
        from_=person_to_wire(operator, "actor", event, context),
        to=to,
        payload=wire.EditPayload(
            edit_message_id=message.id.server or zero("message.id.server", context),
            bodies=parts_to_wire(fitted(message.parts, context), context),
            ext=ext_to_wire(message, context),
            meta=meta,
        ),
    )
    if event.__class__ is MessageEdited:
        body.eventType = POST
    return body


def decides(event: MessageSending) -> bool:
    """Tell whether a message is asked about whole: the vendor does not ask about content alone."""
    return event.stage == "decide"


NO_DETAILS = wire.EditDetails()

DOCUMENTS = (
    Document(
        PRESEND,
        wire.Message,
        (MessageSending,),
        partial(of_message, MessageSending),
        partial(message_to_wire, PRESEND),
        decides,
    ),
    Document(
        POST,
        wire.Message,
        (MessageSent,),
        partial(of_message, MessageSent),
        partial(message_to_wire, POST),
        closest_to=(MessageStored,),
    ),
    Document(
        OFFLINE,
        wire.Message,
        (MessageOffline,),
        partial(of_message, MessageOffline),
        partial(message_to_wire, OFFLINE),
    ),
    Document("edit", wire.Edit, (MessageEdited, MessageEditing), edit_from_wire, edit_to_wire),
)
