"""What stands around every Easemob callback: ids, times, users, and where it happened."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, TypeVar

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import force_setattr

from imbridge.context import Context
from imbridge.errors import CannotExpress
from imbridge.model import AnyEvent, Conversation, Participant
from imbridge.vendors.easemob import wire
from imbridge.vendors.easemob.enums import (
    CONTENT_NAMES,
    KINDS_OF_CONTENT,
    KINDS_OF_PAYLOAD,
    PLATFORM_NAMES,
    PLATFORMS,
    WORDS,
)
from imbridge.vendors.easemob.messages import NAME

A = TypeVar("A", bound=AnyEvent)

MSG_ID_DIGITS = 18


class Header(Struct, gc=False):
    """What a callback says beside its own fields."""

    command: str
    phase: str | None  # as the caller has it
    callback_id: str | None
    occurred_at: int | None
    app: str | None
    prefix: str  # of the ids that name the app too
    document: bytes  # where it all stands


def header_from_wire(body: Any, command: str, phase: str | None, document: bytes) -> Header:
    app = body.appkey or None
    time = body.timestamp
    return Header(
        command,
        phase,
        body.callId or None,
        (time or None) if time.__class__ is int else time_from_wire(time),
        app,
        f"{app}_" if app else "",
        document,
    )


def happened(
    event: A,
    header: Header,
    actor: Participant | None = None,
    platform: str | None = None,
    device_id: str | None = None,
) -> A:
    """Give an event that was just made its header."""
    force_setattr(event, "vendor", NAME)
    force_setattr(event, "command", header.command)
    force_setattr(event, "callback_id", header.callback_id)
    force_setattr(event, "occurred_at", header.occurred_at)
    force_setattr(event, "app", header.app)
    force_setattr(event, "actor", event.subject if actor is None else actor)
    if platform is not None:
        force_setattr(event, "platform", platform)
    if device_id is not None:
        force_setattr(event, "device_id", device_id)
    return event


def header_to_wire(body: wire.Callback, event: AnyEvent, context: Context) -> None:
    """Put the header of an event on a struct that has all else."""
    has_id = isinstance(body, wire.Event)
    digest = id_digest(event, context, has_id)
    body.callId = event.callback_id or callback_id(digest, context)
    body.timestamp = time_to_wire(event.occurred_at, None if context.own else event.moment, context)
    if context.app:
        body.appkey = context.app
    if has_id:
        body.msg_id = message_id(digest)  # type: ignore[attr-defined]  # has_id says so


def time_from_wire(time: Any) -> int | None:
    """Read a time, a number or its digits; zero says nothing."""
    if isinstance(time, str) and is_digits(time):
        time = int(time)
    return time or None if time.__class__ is int else None


def time_to_wire(time: int | None, other: int | None, context: Context) -> int:
    """Write a time that there must be one of."""
    if time is None:
        time = context.now if other is None else other
    return time or 0


def id_digest(event: AnyEvent, context: Context, needed: bool) -> bytes:
    """Return what the ids are made of that an event from elsewhere lacks: the same on each run."""
    if context.own or (event.callback_id and not needed):
        return b""
    return sha256(event.key.encode()).digest()


def callback_id(digest: bytes, context: Context) -> str:
    digits = digest[:16].hex()
    return f"{context.app}_{digits}" if digits and context.app else digits


def message_id(digest: bytes) -> str:
    """Return a number of eighteen digits, as the vendor's own message ids are: 60 bits."""
    return str(int.from_bytes(digest[:8]) >> 4).zfill(MSG_ID_DIGITS) if digest else ""


def kind_from_wire(content_type: str | UnsetType, payload_type: str | UnsetType) -> str | None:
    """Tell what kind of conversation it is, where a callback says that."""
    kind = None
    if content_type:
        kind = USUAL_KINDS.get(content_type)
        if kind is None:
            words = content_type.split(":")
            kind = KINDS_OF_CONTENT.get(words[1]) if len(words) > 1 else None
    if kind is None and payload_type:
        kind = KINDS_OF_PAYLOAD.get(payload_type)
    return kind


def place_from_wire(
    kind: str | None, group_id: str | UnsetType, to: str, header: Header
) -> tuple[Conversation, Participant | None]:
    """Read where something happened to a message, and between two users who the other one is."""
    if kind is None and group_id:
        kind = "group"
    if kind == "direct":
        peer = id_from_wire(to, header.prefix)
        return DIRECT, Participant(id=peer) if peer else None
    return Conversation(kind=kind, id=id_from_wire(group_id or to, header.prefix) or None), None


def place_to_wire(
    conversation: Conversation, peer: Participant | None, context: Context
) -> tuple[str, str | UnsetType]:
    """Write where something happened to a message: `to` and, for a group, `group_id`."""
    kind = conversation.kind
    if kind == "direct" or (kind in (None, "system") and peer is not None):
        to = peer.id if peer is not None else zero("peer", context)
        return bare(to, "peer", context), UNSET
    if kind in CONTENT_NAMES or (kind is None and context.own):
        group = bare(conversation.id or zero("conversation.id", context), "conversation.id", context)
        return group, UNSET if kind is None else group
    raise CannotExpress(f"no callback of a conversation of kind {kind}")


def user_from_wire(text: str, prefix: str) -> tuple[Participant | None, str | None, str | None]:
    """Read a user, and the platform and device behind the slash of a JID."""
    if "/" not in text:  # by far the most
        id = jid(text, prefix)[0] if "@" in text else text.removeprefix(prefix)
        return Participant(id=id) if id else None, None, None
    id, _, resource = jid(text, prefix)
    user = Participant(id=id) if id else None
    system, _, device = resource.partition("_")
    return user, PLATFORMS.get(system, system) or None, device or None


def actor_from_wire(text: str, header: Header) -> tuple[Participant | None, str | None, str | None]:
    """Read who did something; the app key alone is nobody."""
    if text == header.app:
        return None, None, None
    return user_from_wire(text, header.prefix)


def actor_to_wire(id: str | None, event: AnyEvent, context: Context) -> str:
    """Write who did something as a JID, with the device that the vendor itself had named."""
    app = context.app
    if not id:
        return app or ""
    user = user_jid(id, context)
    if not context.own or (event.platform is None and event.device_id is None):
        return user
    return f"{user}/{resource(event)}"


def person_from_wire(text: str | UnsetType | None, prefix: str) -> Participant | None:
    """Read a user whose device is of no interest."""
    id = id_from_wire(text, prefix) if text else ""
    return Participant(id=id) if id else None


def person_to_wire(person: Participant | None, path: str, event: AnyEvent, context: Context) -> str:
    """Write who sent or read a message; the JID only for a device that the vendor itself had named."""
    id = person.id if person is not None and person.id else zero(path, context)
    bare(id, path, context)
    if not context.own or (event.platform is None and event.device_id is None):
        return id
    return f"{event.app}_{id}{USERS}/{resource(event)}" if event.app else f"{id}{USERS}/{resource(event)}"


def resource(event: AnyEvent) -> str:
    """Write what stands behind the slash of a JID."""
    platform = PLATFORM_NAMES.get(event.platform or "", event.platform or "")
    return platform if event.device_id is None else f"{platform}_{event.device_id}"


def user_jid(id: str, context: Context) -> str:
    text = f"{context.app}_{id}{USERS}" if context.app else f"{id}{USERS}"
    return read_back(text, id, context)


def group_jid(id: str, context: Context) -> str:
    text = f"{context.app}_{id}{GROUPS}" if context.app else f"{id}{GROUPS}"
    return read_back(text, id, context)


def bare(id: str, path: str, context: Context) -> str:
    """Return an id that no reader takes for a JID: else the message would be somebody else's."""
    app = context.app
    odd = "@" in id or "/" in id or (app is not None and id.startswith(app))
    if odd and id_from_wire(id, f"{app}_" if app else "") != id:
        raise CannotExpress(f"an id that reads as another one, in {path}")
    return id


def read_back(text: str, id: str, context: Context) -> str:
    """Return a JID that is read as the id it was made of."""
    if ("@" in id or "/" in id) and id_from_wire(text, f"{context.app}_" if context.app else "") != id:
        raise CannotExpress("an id that reads as another one")
    return text


def id_from_wire(text: str, prefix: str) -> str:
    """Read the id of a user or a group, bare or as a JID."""
    return jid(text, prefix)[0] if "@" in text or "/" in text else text.removeprefix(prefix)


def jid(text: str, prefix: str) -> tuple[str, str, str]:
    """Take a JID apart: id, slash, resource. An underscore is no border, since apps and users may have one."""
    id, slash, resource = text.removeprefix(prefix).partition("/")
    return id.removesuffix(USERS).removesuffix(GROUPS), slash, resource


def zero(path: str, context: Context) -> str:
    """Write nothing where the vendor itself had nothing; from elsewhere it has to be something."""
    if context.own:
        return ""
    raise CannotExpress(f"needs {path}")


def word(value: str | None, names: Mapping[str, str], context: Context) -> str | None:
    """Write an open enum: what the vendor has no name for goes back to itself only."""
    return None if value is None else names.get(value, value if context.own else None)


def prefix_of(body: Mapping[str, Any]) -> str:
    """Return what the ids of a callback begin with that name the app too."""
    app = body.get("appkey")
    return f"{app}_" if app and isinstance(app, str) else ""


def is_digits(text: str) -> bool:
    return text.isdecimal() and text.isascii() and len(text) < 20


USUAL_KINDS = {f"chat:{name}:{word}": kind for name, kind in KINDS_OF_CONTENT.items() for word in WORDS}
"""What kind of conversation a `content_type` says, for those that there are."""

USERS = "@easemob.com"
GROUPS = "@conference.easemob.com"
DIRECT = Conversation(kind="direct")
