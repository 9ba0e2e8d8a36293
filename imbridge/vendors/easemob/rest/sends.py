"""Sends of Easemob's to the model and back."""

from typing import Any, TypeVar

from msgspec import UNSET

from imbridge.catalogue import Document
from imbridge.context import Context
from imbridge.errors import Malformed
from imbridge.model import Conversation, Message, Participant, Send
from imbridge.vendors.easemob.events.header import DIRECT, zero
from imbridge.vendors.easemob.ext import ext_from_wire, ext_to_wire
from imbridge.vendors.easemob.messages import NAME
from imbridge.vendors.easemob.rest.header import (
    Header,
    delivery_from_wire,
    delivery_to_wire,
    ext_of,
    fitted,
    part_from_wire,
    part_to_wire,
    sender_from_wire,
    sender_to_wire,
    typed_part_from_wire,
    typed_part_to_wire,
)
from imbridge.vendors.easemob.wire import rest as wire
from imbridge.wire import named

KINDS = {"users": "direct", "chatgroups": "group", "chatrooms": "room"}
KIND_NAMES = {"direct": "users", "system": "users", "group": "chatgroups", "room": "chatrooms"}


B = TypeVar("B", wire.SendV2, wire.SendV3, wire.SendTargeted, wire.Broadcast)


def v2_from_wire(body: wire.SendV2, header: Header) -> Send:
    kind = KINDS.get(body.target_type)
    if kind is None:
        raise Malformed("wanted users, chatgroups or chatrooms", pointer="/target_type")
    return send_from_wire(body, header, kind, named(body.target, "/target"), (), part_from_wire(body.msg), timed=False)


def v2_to_wire(shape: type[wire.SendV2], send: Send, context: Context) -> wire.SendV2:
    message = send.message
    body = shape(
        target_type=KIND_NAMES[message.conversation.kind or "direct"],
        target=targets_to_wire(send, context),
        msg=part_to_wire(fitted(message.parts, context), context),
    )
    return sent_to_wire(body, message, context)


def users_from_wire(body: wire.SendV3, header: Header) -> Send:
    part = typed_part_from_wire(body.type, body.body)
    return send_from_wire(body, header, KINDS[header.command], named(body.to, "/to"), (), part)


def users_to_wire(shape: type[wire.SendV3], send: Send, context: Context) -> wire.SendV3:
    type, held = typed_part_to_wire(fitted(send.message.parts, context), context)
    return sent_to_wire(shape(to=targets_to_wire(send, context), type=type, body=held), send.message, context)


def targeted_from_wire(body: wire.SendTargeted, header: Header) -> Send:
    kind = KINDS[header.command.partition("/")[0]]
    to, users = named(body.to, "/to"), named(body.users, "/users")
    return send_from_wire(body, header, kind, to, users, typed_part_from_wire(body.type, body.body))


def targeted_to_wire(shape: type[wire.SendTargeted], send: Send, context: Context) -> wire.SendTargeted:
    type, held = typed_part_to_wire(fitted(send.message.parts, context), context)
    users = [member.id for member in send.message.recipients]
    body = shape(to=targets_to_wire(send, context), users=users, type=type, body=held)
    return sent_to_wire(body, send.message, context)


def broadcast_from_wire(body: wire.Broadcast, header: Header) -> Send:
    scope = SCOPES[header.command]
    said = ext_from_wire(ext_of(body))
    return Send(
        vendor=NAME,
        command=header.command,
        app=header.app,
        scope=scope,
        message=Message(
            conversation=ROOMS if scope == "all_rooms" else DIRECT,
            sender=sender_from_wire(body),
            parts=part_from_wire(body.msg),
            mentions=said.mentions,
            quote=said.quote,
            ext=said.ext,
            delivery=delivery_from_wire(body, timed=False),
            push=said.push,
        ),
    )


def broadcast_to_wire(shape: type[wire.Broadcast], send: Send, context: Context) -> wire.Broadcast:
    body = shape(msg=part_to_wire(fitted(send.message.parts, context), context))
    if send.scope == "all_users":
        body.target_type = "users"
    return sent_to_wire(body, send.message, context)


def send_from_wire(
    body: Any,
    header: Header,
    kind: str,
    targets: list[str],
    members: list[str] | tuple[()],
    parts: Any,
    timed: bool = True,
) -> Send:
    direct = kind == "direct"
    said = ext_from_wire(ext_of(body))
    at = body.msg_timestamp if timed else None
    return Send(
        vendor=NAME,
        command=header.command,
        app=header.app,
        message=Message(
            conversation=DIRECT if direct else Conversation(kind=kind, id=targets[0] if targets else None),
            sender=sender_from_wire(body),
            recipients=tuple([Participant(id=user) for user in (targets if direct else members)]),
            sent_at=at or None,
            parts=parts,
            mentions=said.mentions,
            quote=said.quote,
            ext=said.ext,
            delivery=delivery_from_wire(body, timed),
            push=said.push,
        ),
        also=() if direct else tuple(targets[1:]),
    )


def sent_to_wire(body: B, message: Message, context: Context) -> B:
    """Write what all sends have."""
    body.from_ = sender_to_wire(message)
    body.ext = ext_to_wire(message, context) or UNSET
    delivery_to_wire(body, message, context)
    return body


def targets_to_wire(send: Send, context: Context) -> list[str]:
    message = send.message
    conversation = message.conversation
    if conversation.kind in ("group", "room"):
        if conversation.topic_id is not None or conversation.topic_root is not None:
            context.widen("send", "no call sends into a topic, only to its whole group")
        first = conversation.id or (None if context.own else zero("message.conversation.id", context))
        return [*([first] if first else ()), *send.also]
    found = [user.id for user in message.recipients]
    if "" in found or not found:
        zero("message.recipients", context)
    return found


def to_kind(kind: str) -> Any:
    def says(send: Send) -> bool:
        conversation, recipients = send.message.conversation, send.message.recipients
        if send.scope != "targets" or KIND_NAMES.get(conversation.kind or "direct") != kind:
            return False
        return kind == "users" or not recipients

    return says


def to_members(kind: str) -> Any:
    def says(send: Send) -> bool:
        conversation, recipients = send.message.conversation, send.message.recipients
        return send.scope == "targets" and conversation.kind == KINDS[kind] and bool(recipients)

    return says


def to_scope(scope: str) -> Any:
    return lambda send: send.scope == scope


def to_anybody(send: Send) -> bool:
    """Tell whether v2 can say it: to users, or to groups with all their members."""
    message = send.message
    grouped = message.conversation.kind in ("group", "room")
    return send.scope == "targets" and not (grouped and message.recipients)


SCOPES = {"broadcast": "all_users", "users/broadcast": "online_users", "chatrooms/broadcast": "all_rooms"}
ROOMS = Conversation(kind="room")

DOCUMENTS = (
    *[Document(kind, wire.SendV3, (Send,), users_from_wire, users_to_wire, to_kind(kind)) for kind in KINDS],
    *[
        Document(f"{kind}/users", wire.SendTargeted, (Send,), targeted_from_wire, targeted_to_wire, to_members(kind))
        for kind in ("chatgroups", "chatrooms")
    ],
    *[
        Document(command, wire.Broadcast, (Send,), broadcast_from_wire, broadcast_to_wire, to_scope(scope))
        for command, scope in SCOPES.items()
    ],
    Document("v2", wire.SendV2, (Send,), v2_from_wire, v2_to_wire, to_anybody),
)
