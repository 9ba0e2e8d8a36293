"""What stands around every OpenIM callback, and what all of them spell alike."""

from collections.abc import Callable, Mapping
from hashlib import sha256
from sys import maxunicode
from typing import Any, TypeVar

from msgspec import Struct, UnsetType
from msgspec.structs import force_setattr

from imbridge.catalogue import Document, Says, always
from imbridge.context import Context
from imbridge.errors import CannotExpress
from imbridge.http import Request, header
from imbridge.model import AnyEvent, Conversation, Event, Participant
from imbridge.vendors.openim.enums import (
    GROUP_TYPE_CODES,
    GROUP_TYPES,
    PLATFORM_NAMES,
    ROLE_LEVELS,
    ROLE_LEVELS_V2,
)
from imbridge.vendors.openim.messages import NAME, is_number, platform_from_wire, platform_to_wire
from imbridge.vendors.openim.options import Options
from imbridge.vendors.openim.wire import Callback, Device, OfGroup, Untraced
from imbridge.wire import encode

E = TypeVar("E", bound=Event)
T = TypeVar("T")


class Header(Struct, gc=False):
    """What is known of a callback beside its own fields."""

    command: str
    trace: str | None
    options: Options


def header_from_wire(request: Request, command: str, body: Callback | None, options: Options) -> Header:
    headers = request.headers
    trace = headers.get("operationID") or headers.get("Operationid")
    if trace.__class__ is not str:
        trace = header(headers, "operationID")
    return Header(command, trace or (body is not None and body.operationID) or None, options)


def happened(event: E, header: Header, actor: Participant | None = None, at: int = 0, platform: int = 0) -> E:
    """Put the header on an event that was just made; where no actor is given it is the subject, and 0 says nothing."""
    force_setattr(event, "vendor", NAME)
    force_setattr(event, "command", header.command)
    if header.trace:
        force_setattr(event, "trace", header.trace)
    if at:
        force_setattr(event, "occurred_at", at)
    if platform:
        force_setattr(event, "platform", platform_from_wire(platform))
    if actor is None:
        actor = event.subject
    if actor is not None:
        force_setattr(event, "actor", actor)
    return event


def callback_to_wire(body: Callback, event: Event, context: Context, url: str) -> Request:
    """Write a callback with what stands around it."""
    trace = event.trace
    if isinstance(body, Device):
        body.operationID = trace or ""
        if event.platform:
            body.platformID = platform_to_wire(event.platform, context)
            body.platform = PLATFORM_NAMES.get(body.platformID, "")
    elif trace and body.operationID == "" and not isinstance(body, Untraced):
        body.operationID = trace
    return Request(url=url, headers={"operationID": trace} if trace else {}, body=encode(body))


def document(
    shape: type[Callback],
    event: type[Event],
    from_wire: Callable[[Any, Header], AnyEvent],
    to_wire: Callable[[Any, Any, Context], Callback],
    says: Says = always,
    closest_to: tuple[type[Event], ...] = (),
) -> Document:
    """Return a row of the catalogue; the command is the tag of its struct."""
    return Document(str(shape.__struct_config__.tag), shape, (event,), from_wire, to_wire, says, closest_to)


def derived(event: Event) -> str:
    """Return a handle for a message from elsewhere that has none: the same on each run."""
    return sha256(event.key.encode()).hexdigest()[:32]


def zero(path: str, context: Context) -> str:
    """Write nothing where the vendor itself had nothing; from elsewhere it has to be something."""
    if context.own:
        return ""
    raise CannotExpress(f"needs {path}")


def participant(id: str | UnsetType) -> Participant | None:
    return Participant(id=id) if id else None


def user_to_wire(who: Participant | None, path: str, context: Context) -> str:
    return who.id if who is not None and who.id else zero(path, context)


def group_to_wire(conversation: Conversation, context: Context) -> str:
    """Write the id of a group; what happens in a topic, which counts its own messages, does not happen in the group."""
    if conversation.topic_id is not None or conversation.topic_root is not None:
        raise CannotExpress("no callback of what happens in a topic")
    return conversation.id or zero("conversation.id", context)


def group_from_wire(body: OfGroup, type: str | int = "") -> Conversation:
    """Read a group; two hooks give its type, as the character that has this number."""
    if type == "":
        return Conversation(kind="group", id=body.groupID or None)
    code = type if isinstance(type, int) else ord(type) if len(type) == 1 else None
    return Conversation(kind="group", id=body.groupID or None, type=name_of(GROUP_TYPES, code))


def group_type_to_wire(conversation: Conversation, context: Context) -> str:
    code = code_of(GROUP_TYPE_CODES, conversation.type, context)
    return "" if code is None or not 0 <= code <= maxunicode else chr(code)


def conversation_from_id(text: str, user: str) -> tuple[Conversation, Participant | None]:
    """Take a conversation id apart, as far as one of its two users being known allows."""
    prefix, _, rest = text.partition("_")
    if prefix in ("sg", "g") and rest:
        return Conversation(kind="group", id=rest, type="legacy" if prefix == "g" else None), None
    peer = other_of(rest, user) if prefix == "si" and user else None
    if peer is not None:
        return DIRECT, Participant(id=peer)
    return Conversation(kind=KINDS_OF_PREFIX.get(prefix), id=text or None), None


def conversation_to_id(
    conversation: Conversation, user: Participant | None, peer: Participant | None, context: Context
) -> str:
    kind = conversation.kind
    if kind in ("group", "room", "channel"):
        prefix = "g" if kind == "group" and conversation.type == "legacy" else "sg"
        return f"{prefix}_{group_to_wire(conversation, context)}"
    if context.own and conversation.id is not None:
        return conversation.id  # one that could not be taken apart
    if kind not in PREFIXES_OF_TWO:
        return zero("conversation.kind", context)
    if user is None or peer is None:
        return zero("actor and peer", context)
    first, second = (user.id, peer.id) if user.id <= peer.id else (peer.id, user.id)
    return f"{PREFIXES_OF_TWO[kind]}_{first}_{second}"


def other_of(two: str, user: str) -> str | None:
    """Return the other of two sorted users, in whose ids there may be the character that joins them."""
    apart = len(user) + 1
    after = two[apart:] if two.startswith(f"{user}_") else ""
    before = two[:-apart] if two.endswith(f"_{user}") else ""
    if after < user:
        after = ""
    if before > user or before == after:
        before = ""
    return None if after and before else after or before or None


def name_of(names: Mapping[int, str], code: int | None) -> str | None:
    """Read an open enum: a number without a name is kept as it is."""
    return None if code is None else names.get(code) or str(code)


def code_of(codes: Mapping[str, int], name: str | None, context: Context) -> int | None:
    """Write an open enum; what only another vendor knows is not said."""
    if name is None:
        return None
    code = codes.get(name)
    return int(name) if code is None and context.own and is_number(name) else code


def role_to_wire(role: str | None, context: Context) -> int | None:
    return code_of(levels(context), role, context)


def levels(context: Context) -> dict[str, int]:
    return ROLE_LEVELS_V2 if context.options.release == "2" else ROLE_LEVELS


def filled(code: int | None, context: Context) -> int | None:
    """Return a number that the server always writes, and that means something when it is 0."""
    return 0 if code is None and not context.own else code


def listed(items: list[T], context: Context) -> list[T] | None:
    """Return a list as the server writes it, which is null more often than empty."""
    return items or (None if context.own else [])


def flag_from_wire(forbidden: int | None) -> bool | None:
    return None if forbidden is None else ALLOWED.get(forbidden)


def flag_to_wire(allowed: bool | None) -> int | None:
    return None if allowed is None else int(not allowed)


DIRECT = Conversation(kind="direct")
ALLOWED = {0: True, 1: False}
KINDS_OF_PREFIX = {"si": "direct", "sn": "system", "n": "system"}
PREFIXES_OF_TWO: dict[str | None, str] = {"direct": "si", "system": "sn"}
