"""Easemob callbacks to events and back.

Nothing in a callback says alone what it is: the first mark counts, in the order of `command_of`.
"""

from collections.abc import Callable, Sequence
from typing import Any, get_args

from msgspec import UNSET, ValidationError
from msgspec.json import Decoder
from msgspec.structs import replace

from imbridge.catalogue import Catalogue
from imbridge.context import Context
from imbridge.documents import digest
from imbridge.http import Request
from imbridge.model import (
    AnyEvent,
    Blocked,
    FriendRequested,
    FriendResponded,
    FriendsAdded,
    FriendsRemoved,
    GroupUpdated,
    MembersUpdated,
    MessageDelivered,
    MessageRead,
    MessageRecalled,
    Unblocked,
    UnknownEvent,
)
from imbridge.pieces import each, each_friendship
from imbridge.vendors.easemob import wire
from imbridge.vendors.easemob.enums import KINDS_OF_CHAT
from imbridge.vendors.easemob.events import (
    follow_ups,
    friends,
    groups,
    member_changes,
    members,
    messages,
    notices,
    presence,
    push,
    settings,
)
from imbridge.vendors.easemob.events.header import Header, header_from_wire, header_to_wire
from imbridge.vendors.easemob.events.unknown import unknown_from_wire, unknown_to_wire
from imbridge.vendors.easemob.options import Options
from imbridge.vendors.easemob.wire.follow_ups import ChannelAck, DeliveryAck, ReadAck, Recall
from imbridge.vendors.easemob.wire.friends import Roster
from imbridge.vendors.easemob.wire.members import Shielded
from imbridge.vendors.easemob.wire.messages import Edit, Message
from imbridge.vendors.easemob.wire.operations import Muc
from imbridge.wire import Reader, encode

DOCUMENTS = (
    *messages.DOCUMENTS,
    *follow_ups.DOCUMENTS,
    *push.DOCUMENTS,
    *presence.DOCUMENTS,
    *groups.DOCUMENTS,
    *members.DOCUMENTS,
    *friends.DOCUMENTS,
    *notices.DOCUMENTS,
)
CATALOGUE = Catalogue(*DOCUMENTS)
COPIES = {**presence.COPIES, **follow_ups.COPIES}
CATALOGUES = {
    "G3": CATALOGUE,
    "G2": Catalogue(*sorted(DOCUMENTS, key=lambda document: not document.command.startswith("muc:"))),
}
"""By generation: which form of telling about groups comes first."""

READERS: dict[type[Any], Reader[Any]] = {shape: Reader(shape) for shape in CATALOGUE.by_shape}


def event_from_wire(request: Request, phase: str | None, options: Options) -> AnyEvent:
    """Read a callback: what seems to name itself at once, and else after a look at all that may tell it apart."""
    document = request.body
    at = document.find(CHAT_TYPE) + len(CHAT_TYPE)
    if document[at : at + 4] in MESSAGES:
        try:
            message = MESSAGE.strict(document)
        except ValidationError:
            pass
        else:
            if message.step is message.event is UNSET or (message.step != PUSH and message.event != GROUP_OP):
                return message_from_wire(message, phase, document)
    elif at >= len(CHAT_TYPE):
        try:
            body = NAMED(document)
        except ValidationError:
            pass
        else:
            chosen = CATALOGUE.by_command.get(name_of(body))
            if chosen is not None:
                event: AnyEvent = chosen.from_wire(body, header_from_wire(body, chosen.command, phase, document))
                return event
    head = HEAD.read(document)
    if is_message(head, phase):
        return message_from_wire(MESSAGE.read(document), phase, document)
    command = command_of(head)
    chosen = CATALOGUE.by_command.get(command)
    if chosen is not None and happened(head, chosen.command):
        body = READERS[chosen.shape].read(document)
        read: AnyEvent = chosen.from_wire(body, header_from_wire(body, chosen.command, phase, document))
        return read
    return unknown_from_wire(request, head, command, phase)


def name_of(body: Any) -> str | None:
    """Name a callback by its `chat_type`, unless something else in it counts first, or it failed."""
    if body.event == GROUP_OP or body.step == PUSH or body.eventType in NOTICES:
        return None
    tag = str(body.__struct_config__.tag)
    if tag not in PAIRED:
        return tag
    inner = body.payload
    return None if inner.status and inner.status.error_code != "ok" else f"{tag}:{inner.operation}"


def message_from_wire(body: Message, phase: str | None, document: bytes) -> AnyEvent:
    command, app = messages.command_of(body, phase), body.appkey or None
    header = Header(command, phase, body.callId or None, None, app, f"{app}_" if app else "", document)
    event: AnyEvent = CATALOGUE.by_command[command].from_wire(body, header)
    return event


def event_to_wire(event: AnyEvent, context: Context) -> Request:
    if isinstance(event, UnknownEvent):
        return unknown_to_wire(event, context)
    chosen = CATALOGUES[context.options.generation].choose(event, context)
    body = chosen.to_wire(chosen.shape, event, context)
    if body.__class__ is not Message:  # which has all of its own
        header_to_wire(body, event, context)
    return Request(url=context.url, body=encode(body))


def is_message(head: wire.Head, phase: str | None) -> bool:
    """Tell whether it is a message; that one is about to be sent the caller knows, whatever its stream is called."""
    if head.chat_type not in KINDS_OF_CHAT or head.event == GROUP_OP or head.step == PUSH:
        return False
    return head.eventType in STREAMS or (phase == "before" and head.eventType not in NOTICES)


def command_of(head: wire.Head) -> str | None:
    """Name a callback that is no message, if it has a mark that is known."""
    inner = head.payload or NO_PAYLOAD
    if head.event == GROUP_OP:
        if head.operation and inner.type:
            return f"{GROUP_OP}:{head.operation}/{inner.type}"
        done = head.operation or inner.type
        return f"{GROUP_OP}:{done}" if done else GROUP_OP
    if head.eventType in NOTICES:
        return head.eventType
    if head.step == PUSH:
        return PUSH
    if head.user is not None and head.status in STATES and head.chat_type is None:
        return "user_status"
    if head.chat_type in PAIRED:
        mark = inner.type if head.chat_type == "notify" else inner.operation
        return f"{head.chat_type}:{mark}" if mark else head.chat_type
    return head.chat_type if head.chat_type in FOLLOW_UPS else None


def happened(head: wire.Head, command: str) -> bool:
    """Tell whether a callback tells what its command does: a failure says what did not happen."""
    inner = head.payload or NO_PAYLOAD
    if inner.status is not None and head.chat_type in ("muc", "roster"):
        return inner.status.error_code in (None, "ok")
    return command != groups.UNSHARED or inner.share_file is not None


def singles(event: AnyEvent, context: Context) -> Sequence[AnyEvent]:
    """Return an event as however many this vendor has to say it in."""
    if event.__class__ in WHOLE:
        return (event,)
    if isinstance(event, FriendsAdded):
        return numbered(each_friendship(event))
    if event.__class__ in SINGLE:
        return numbered(each(event))
    split = SPLIT.get(event.__class__)
    catalogue = CATALOGUES[context.options.generation]
    found: list[AnyEvent] = []
    for one in (event,) if split is None else split(event, context):
        found += each(one) if catalogue.choose(one, context).shape in ABOUT_ONE else (one,)
    return numbered(found)


def numbered(events: Sequence[AnyEvent]) -> Sequence[AnyEvent]:
    """Return events that one was taken apart into, no two of which may have the same id."""
    id = events[0].callback_id
    if len(events) == 1 or not id:
        return events
    return [events[0], *[replace(one, callback_id=f"{id}_{index}") for index, one in enumerate(events[1:], start=1)]]


def key_fields(event: AnyEvent, request: Request) -> tuple[str, ...]:
    """Return what tells one callback from another: the vendor's id, and what it may be repeated for."""
    marks = MARKS.read(request.body)
    if not marks.callId:
        return (digest(request.body, UNKEYED),)
    inner = marks.payload or NO_PAYLOAD
    named = [marks.to, inner.operation, marks.operation, inner.type if marks.operation else None]
    named += [marks.target, marks.device_id, marks.status if marks.step == PUSH else None]
    return marks.callId, *filter(None, named)


GROUP_OP, PUSH = "group_op_event", "push"

CHAT_TYPE = b'"chat_type":"'
MESSAGES = frozenset({b"chat", b"grou"})
"""How a message begins to say what it is; whether it is one, its struct tells."""

STREAMS = (None, "", messages.POST, messages.OFFLINE)
STATES = ("online", "offline")
NOTICES = ("moderation", "keyword_alert")

PAIRED = frozenset({"notify", "muc", "roster"})
"""`chat_type`s that say only half of what happened."""

FOLLOW_UPS = frozenset({"recall", "edit", "read_ack", "delivery_ack", "channel_ack"})

SPLIT: dict[type[Any], Callable[[Any, Context], Sequence[AnyEvent]]] = {
    GroupUpdated: settings.split,
    MembersUpdated: member_changes.split,
}
"""Events that may be about several things of which each has a callback of its own."""

ABOUT_ONE = frozenset({Muc, Shielded})
"""The callbacks about one user, of those events that may have others, too."""

SINGLE: frozenset[type[AnyEvent]] = frozenset(
    {
        MessageRecalled,
        MessageRead,
        MessageDelivered,
        FriendRequested,
        FriendResponded,
        FriendsRemoved,
        Blocked,
        Unblocked,
    }
)
"""Events whose callback is about one message or one relation."""

WHOLE: frozenset[type[AnyEvent]] = frozenset(
    {shape for shape in get_args(AnyEvent) if shape.many is None} - SPLIT.keys() - SINGLE | {UnknownEvent}
)
"""Events that a callback always says as one."""

UNKEYED = frozenset({"security", "securityVersion", "ecurityVersion", "host"})
"""Members that a retry may change."""

NO_PAYLOAD = wire.HeadPayload()

NAMED = Decoder(Recall | Edit | ReadAck | DeliveryAck | ChannelAck | Muc | Roster).decode
"""Reads what its `chat_type` alone tells apart."""

HEAD = Reader(wire.Head)
MESSAGE = Reader(Message)
MARKS = Reader(wire.Marks)
