"""Easemob callbacks to events and back."""

from hashlib import sha256
from typing import Any

from msgspec import UNSET, ValidationError

from imbridge.codec import Context, digest
from imbridge.errors import CannotExpress, Malformed
from imbridge.http import Request, join_query, join_url, split_query
from imbridge.model import (
    AnyEvent,
    Conversation,
    Message,
    MessageEvent,
    MessageId,
    MessageOffline,
    MessageSending,
    MessageSent,
    MessageStored,
    Participant,
    UnknownEvent,
    tag_of,
)
from imbridge.vendors.easemob import wire
from imbridge.vendors.easemob.enums import (
    AFTER_NAMES,
    BEFORE_NAMES,
    CONTENT_NAMES,
    KINDS_OF_CHAT,
    KINDS_OF_CONTENT,
    KINDS_OF_PAYLOAD,
    PLATFORM_NAMES,
    PLATFORMS,
)
from imbridge.vendors.easemob.messages import (
    CONTENT_WORDS,
    NAME,
    ext_from_wire,
    ext_to_wire,
    fitted,
    flat_body,
    is_flat,
    parts_from_wire,
    parts_to_wire,
)
from imbridge.vendors.easemob.options import Options
from imbridge.wire import Reader, encode, parse

PRESEND, POST, OFFLINE = "presend", "chat", "chat_offline"
MSG_ID_DIGITS = 18


def event_from_wire(request: Request, phase: str | None, options: Options) -> AnyEvent:
    try:
        body = MESSAGE.strict(request.body)
    except ValidationError:
        head = HEAD.read(request.body)
        if not is_message(head):
            return unknown_from_wire(request, head, phase)
        body = MESSAGE.read(request.body)
    if body.step == "push" or body.event == "group_op_event":
        return unknown_from_wire(request, HEAD.read(request.body), phase)
    return message_event_from_wire(body, phase, request.body)


def event_to_wire(event: AnyEvent, context: Context) -> Request:
    if isinstance(event, UnknownEvent):
        return unknown_to_wire(event, context)
    shape = EVENTS.get(event.__class__)
    if shape is None or (event.__class__ is MessageSending and event.stage != "decide"):
        raise CannotExpress(f"no callback says {tag_of(event)}")
    if event.__class__ is MessageStored:
        context.substitute("message.stored", "no callback follows the storing of a message")
    return Request(url=context.url, body=encode(message_to_wire(shape, event, context)))


def message_event_from_wire(body: wire.Message, phase: str | None, document: bytes) -> AnyEvent:
    stream = body.eventType or None
    shape: Any = MessageSent if stream == POST or (stream is None and phase in ("after", "notice")) else MessageSending
    if stream == OFFLINE:
        shape = MessageOffline
    if phase == "before":
        shape = MessageSending
    app = body.appkey or None
    prefix = f"{app}_" if app else ""
    sender, platform, device = user_from_wire(body.from_, prefix)
    message = message_from_wire(body, prefix, sender, shape is MessageOffline, document)
    event: AnyEvent = shape(
        vendor=NAME,
        command=EVENTS[shape],
        callback_id=body.callId or None,
        occurred_at=message.sent_at,
        app=app,
        actor=sender,
        platform=platform,
        device_id=device,
        message=message,
    )
    return event


def message_from_wire(
    body: wire.Message, prefix: str, sender: Participant | None, offline: bool, document: bytes
) -> Message:
    payload = body.payload
    kind = kind_from_wire(body)
    to = id_from_wire(body.to, prefix)
    conversation = DIRECT if kind == "direct" else group_from_wire(body, kind, None if offline else to, prefix)
    said = ext_from_wire(payload.ext)
    bodies = payload.bodies or []
    if payload.bodies is UNSET and (payload.type or payload.subType):
        given = parse(document)["payload"]
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


def message_to_wire(shape: str, event: MessageEvent, context: Context) -> wire.Message:
    message = event.message
    kind = kind_to_wire(message, context)
    conversation = message.conversation
    parts, digits = fitted(message.parts, context), id_digits(event, context)
    body = wire.Message(
        callId=event.callback_id or callback_id(digits, context),
        timestamp=sent_time(event, context),
        chat_type=(BEFORE_NAMES if shape == PRESEND else AFTER_NAMES)[kind],  # type: ignore[arg-type]
        from_=user_to_wire(event, context),
        to=recipient(message, kind, shape == OFFLINE, context),
        msg_id=message.id.server or message_id(digits),
        payload=wire.Payload(bodies=parts_to_wire(parts, context), ext=ext_to_wire(message, context)),
    )
    if shape != PRESEND:
        body.eventType = shape  # type: ignore[assignment]
        word = CONTENT_WORDS[parts[0].__class__] if parts else "text"
        body.content_type = f"chat:{CONTENT_NAMES[kind]}:{word}"
    if kind != "direct":
        threaded = shape == OFFLINE and (conversation.topic_id or conversation.topic_root)
        body.group_id = (conversation.topic_id if threaded else conversation.id) or ""
    if context.app:
        body.appkey = context.app
    if conversation.topic_id or conversation.topic_root:
        body.payload.meta = wire.Meta(
            thread=wire.Thread(msg_parent_id=conversation.topic_root or "", muc_parent_id=conversation.id or "")
        )
    return body


def group_from_wire(body: wire.Message, kind: str, to: str | None, prefix: str) -> Conversation:
    """Read the group, room or thread of a message; `to` names it too, if it names none of its members."""
    group = id_from_wire(body.group_id, prefix) if body.group_id else None
    meta = body.payload.meta
    thread = meta.thread if meta else None
    if thread is None or not (thread.muc_parent_id or thread.msg_parent_id):
        return Conversation(kind=kind, id=group or to or None)
    return Conversation(
        kind=kind,
        id=thread.muc_parent_id or None,
        topic_id=(group if to is None else to) or None,
        topic_root=thread.msg_parent_id or None,
    )


def kind_from_wire(body: wire.Message) -> str:
    """Tell a direct message from a group's and a room's: after sending, a room is called a group too."""
    words = body.content_type.split(":") if body.content_type else ()
    kind = KINDS_OF_CONTENT.get(words[1]) if len(words) > 1 else None
    if kind is None and body.payload.type:
        kind = KINDS_OF_PAYLOAD.get(body.payload.type)
    return kind or KINDS_OF_CHAT[body.chat_type]


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


def user_from_wire(text: str, prefix: str) -> tuple[Participant | None, str | None, str | None]:
    """Read a user, and the platform and device behind the slash of a JID."""
    id, slash, resource = jid(text, prefix)
    user = Participant(id=id) if id else None
    if not slash:
        return user, None, None
    system, _, device = resource.partition("_")
    return user, PLATFORMS.get(system, system) or None, device or None


def user_to_wire(event: MessageEvent, context: Context) -> str:
    """Write who sent a message; the JID only for a device that the vendor itself had named."""
    sender = event.message.sender
    id = sender.id if sender is not None and sender.id else zero("message.sender", context)
    bare(id, "message.sender", context)
    if not context.own or (event.platform is None and event.device_id is None):
        return id
    platform = PLATFORM_NAMES.get(event.platform or "", event.platform or "")
    resource = platform if event.device_id is None else f"{platform}_{event.device_id}"
    return f"{event.app}_{id}{USERS}/{resource}" if event.app else f"{id}{USERS}/{resource}"


def bare(id: str, path: str, context: Context) -> str:
    """Return an id that no reader takes for a JID: else the message would be somebody else's."""
    if id_from_wire(id, f"{context.app}_" if context.app else "") != id:
        raise CannotExpress(f"an id that reads as another one, in {path}")
    return id


def id_from_wire(text: str, prefix: str) -> str:
    """Read the id of a user or a group, bare or as a JID."""
    return jid(text, prefix)[0] if "@" in text or "/" in text else text.removeprefix(prefix)


def jid(text: str, prefix: str) -> tuple[str, str, str]:
    """Take a JID apart: id, slash, resource. An underscore is no border, since apps and users may have one."""
    id, slash, resource = text.removeprefix(prefix).partition("/")
    return id.removesuffix(USERS).removesuffix(GROUPS), slash, resource


def unknown_from_wire(request: Request, head: wire.Head, phase: str | None) -> UnknownEvent:
    payload = parse(request.body)
    name = command_of(head)
    envelope = ENVELOPE.read(request.body)
    time = envelope.timestamp
    return UnknownEvent(
        vendor=NAME,
        command=name,
        callback_id=envelope.callId or None,
        occurred_at=int(time) if isinstance(time, int) or (time and is_digits(time)) else None,
        app=envelope.appkey or None,
        name=name,
        phase=phase or ("notice" if name in NOTICES else "after"),
        query=split_query(request.url),
        payload={key: value for key, value in payload.items() if key != "security"},
    )


def unknown_to_wire(event: UnknownEvent, context: Context) -> Request:
    if not context.own:
        raise CannotExpress(f"a callback that only {event.vendor} knows: {(event.name or '')[:80]}")
    return Request(url=join_url(context.url, join_query(event.query.items())), body=encode(event.payload))


def command_of(head: wire.Head) -> str:
    """Name a callback that is no message: no field discriminates alone, so the first mark counts."""
    inner = head.payload or wire.HeadPayload()
    if head.event == "group_op_event":
        done = "/".join(filter(None, [head.operation, inner.type]))
        return f"{head.event}:{done}" if done else head.event
    if head.eventType in ("moderation", "keyword_alert"):
        return head.eventType
    if head.step == "push":
        return "push"
    if head.user is not None and head.status in ("online", "offline") and head.chat_type is None:
        return "user_status"
    if head.chat_type in PAIRED:
        mark = inner.type if head.chat_type == "notify" else inner.operation
        return f"{head.chat_type}:{mark}" if mark else head.chat_type
    name = head.chat_type or head.eventType or head.event
    if not name:
        raise Malformed("nothing says what happened", pointer="/chat_type")
    return name


def is_message(head: wire.Head) -> bool:
    if head.chat_type not in KINDS_OF_CHAT or head.eventType not in (None, POST, OFFLINE):
        return False
    return head.event != "group_op_event" and head.step != "push"


def sent_time(event: MessageEvent, context: Context) -> int:
    """Return the time of a message that must have one."""
    time = event.message.sent_at
    if time is None:
        time = event.occurred_at if event.occurred_at is not None else context.now
    return time or 0


def id_digits(event: MessageEvent, context: Context) -> str:
    """Return the digits of the ids that an event from elsewhere lacks: the same on each run."""
    if context.own or (event.callback_id and event.message.id.server):
        return ""
    return sha256(event.key.encode()).hexdigest()


def callback_id(digits: str, context: Context) -> str:
    return f"{context.app}_{digits[:32]}" if digits and context.app else digits[:32]


def message_id(digits: str) -> str:
    """Return a number of eighteen digits, as the vendor's own message ids are."""
    return str(int(digits[:15], 16)).zfill(MSG_ID_DIGITS) if digits else ""


def zero(path: str, context: Context) -> str:
    """Write nothing where the vendor itself had nothing; from elsewhere it has to be something."""
    if context.own:
        return ""
    raise CannotExpress(f"needs {path}")


def is_digits(text: str) -> bool:
    return text.isdecimal() and text.isascii() and len(text) < 20


def key_fields(event: AnyEvent, request: Request) -> tuple[str | int | None, ...]:
    """Return what tells one callback from another: the vendor's id, and what it may be repeated for."""
    marks = MARKS.read(request.body)
    if not marks.callId:
        return (digest(request.body, UNKEYED),)
    inner = marks.payload or wire.HeadPayload()
    named = [marks.to, inner.operation, marks.operation, inner.type if marks.operation else None]
    named += [marks.target, marks.device_id, marks.status if marks.step == "push" else None]
    return marks.callId, *filter(None, named)


USERS = "@easemob.com"
GROUPS = "@conference.easemob.com"
DIRECT = Conversation(kind="direct")

EVENTS: dict[type[Any], str] = {
    MessageSending: PRESEND,
    MessageSent: POST,
    MessageOffline: OFFLINE,
    MessageStored: POST,
}
"""What each event is called here: before a message is sent nothing names it, after it the stream does."""

STREAMS = (PRESEND, POST, OFFLINE)

NOTICES = frozenset({"keyword_alert", "moderation", "push"})
PAIRED = frozenset({"notify", "muc", "roster"})
"""`chat_type`s that say only half of what happened."""

UNKEYED = frozenset({"security", "securityVersion", "ecurityVersion", "host"})
"""Members that a retry may change."""

MESSAGE = Reader(wire.Message)
HEAD = Reader(wire.Head)
ENVELOPE = Reader(wire.Envelope)
MARKS = Reader(wire.Marks)
