"""What Easemob's two forms of telling about groups and rooms share."""

from collections.abc import Iterable
from typing import Any, TypeVar

from msgspec import UNSET, DecodeError, UnsetType

from imbridge.context import Context
from imbridge.errors import CannotExpress, Malformed
from imbridge.model import FOREVER, AnyEvent, Conversation, Member, Participant
from imbridge.vendors.easemob.enums import KINDS_OF_OPERATION, OPERATION_NAMES
from imbridge.vendors.easemob.events.header import (
    Header,
    actor_from_wire,
    actor_to_wire,
    bare,
    group_jid,
    happened,
    id_from_wire,
    is_digits,
    zero,
)
from imbridge.vendors.easemob.wire import Status
from imbridge.vendors.easemob.wire import operations as wire
from imbridge.wire import Reader, text_of

A = TypeVar("A", bound=AnyEvent)
T = TypeVar("T", bound=wire.GroupOperation)


def group_from_wire(body: wire.GroupOperation, header: Header) -> Conversation:
    """Read the group or room of the newer form."""
    kind = KINDS_OF_OPERATION.get(body.type, body.type) or None
    return Conversation(kind=kind, id=id_from_wire(body.id, header.prefix) or None)


def operated(event: A, body: wire.GroupOperation, header: Header) -> A:
    """Give an event of the newer form its header; where no operator is named, whom it is about did it."""
    operator = id_from_wire(body.operator, header.prefix) if body.operator else None
    return happened(event, header, Participant(id=operator) if operator else None)


def operation_to_wire(
    shape: type[T],
    event: Any,
    context: Context,
    operation: str,
    payload: Any = UNSET,
    operator: Participant | None = None,
    everywhere: bool = False,
) -> T:
    """Write the newer form; what holds in all rooms need not name one."""
    place = place_of(event)
    operator = operator or event.actor or event.subject
    make: Any = shape  # every one of them has these five
    body: T = make(
        id="" if everywhere and place.id is None else group_to_wire(place, context),
        type=kind_to_wire(place, context),
        operation=operation,
        operator="" if operator is None else bare(operator.id, "actor", context),
        payload=payload,
    )
    return body


def place_of(event: Any) -> Conversation:
    """Return where something happened; a new group is not somewhere, it is the place."""
    group = getattr(event, "group", None)
    found: Conversation = event.conversation if group is None else Conversation(kind=group.kind, id=group.id)
    return found


def kind_to_wire(conversation: Conversation, context: Context) -> str:
    kind = conversation.kind or ""
    if kind not in OPERATION_NAMES and not context.own:
        raise CannotExpress(f"no callback of a conversation of kind {conversation.kind}")
    return OPERATION_NAMES.get(kind, kind)


def group_to_wire(conversation: Conversation, context: Context) -> str:
    """Write the id of a group; what happens to a topic in it does not happen to the group."""
    if conversation.topic_id is not None or conversation.topic_root is not None:
        raise CannotExpress("no callback of what happens to a topic")
    return bare(conversation.id or zero("conversation.id", context), "conversation.id", context)


def room_from_wire(body: wire.Muc, header: Header) -> Conversation:
    """Read the group or room of the older form, which may name it by a JID alone."""
    group = body.group_id or body.payload.muc_id
    if not group and body.group_id is UNSET:
        raise Malformed("the required field is missing", pointer="/group_id")
    kind = "room" if body.payload.is_chatroom else "group"
    return Conversation(kind=kind, id=id_from_wire(group or "", header.prefix) or None)


def done(event: A, body: wire.Muc, header: Header) -> A:
    """Give an event of the older form its header: `from` is who did it."""
    return happened(event, header, *actor_from_wire(sender_of(body), header))


def done_by(event: A, body: wire.Muc, header: Header) -> A:
    """Give one its header where `from` is whom it is about."""
    _, platform, device = actor_from_wire(sender_of(body), header)
    return happened(event, header, None, platform, device)


def sender_of(body: wire.Muc) -> str:
    if body.from_ is UNSET:
        raise Malformed("the required field is missing", pointer="/from")
    return body.from_


def target_of(body: wire.Muc) -> str:
    if body.to is UNSET:
        raise Malformed("the required field is missing", pointer="/to")
    return body.to


def muc_to_wire(
    event: Any,
    context: Context,
    operation: str,
    *,
    by: Participant | None = None,
    to: Participant | None = None,
    reason: str | UnsetType = UNSET,
) -> wire.Muc:
    """Write the older form: who did it, and whom it is about or, of the whole group, that group."""
    place = place_of(event)
    group = group_to_wire(place, context)
    kind_to_wire(place, context)
    return wire.Muc(
        group_id=group,
        from_=actor_to_wire(None if by is None else by.id, event, context),
        to=group if to is None else bare(to.id, "members", context),
        payload=wire.MucPayload(
            muc_id=group_jid(group, context) if group else "",
            reason=reason,
            is_chatroom=place.kind == "room",
            operation=operation,
            status=UNSET if operation in BROADCAST else Status(description=""),
        ),
    )


def metadata_from_wire(body: wire.Muc) -> wire.Metadata:
    """Read the JSON text that says what was set; one that cannot be read says nothing."""
    info = body.payload.event_info
    if info:
        try:
            return METADATA.read(info.ext)
        except (Malformed, DecodeError, UnicodeDecodeError):
            pass
    return wire.Metadata()


def metadata_to_wire(
    event: Any, context: Context, operation: str, metadata: wire.Metadata, to: Participant | None = None
) -> wire.Muc:
    """Write what the group itself tells one of its members; of its own attributes nobody knows which."""
    body = muc_to_wire(event, context, operation, to=to)
    body.from_ = body.payload.muc_id
    body.payload.event_info = wire.EventInfo(ext=text_of(metadata))
    return body


def texts_of(properties: dict[str, Any] | None) -> dict[str, str]:
    return {key: value for key, value in (properties or {}).items() if isinstance(value, str)}


def ids_from_wire(texts: Iterable[str], header: Header) -> list[str]:
    return [id for text in texts if (id := id_from_wire(text, header.prefix))]


def members_from_wire(texts: Iterable[str], header: Header) -> tuple[Member, ...]:
    prefix = header.prefix
    return tuple([Member(id=id) for text in texts if (id := id_from_wire(text, prefix))])


def members_to_wire(members: tuple[Member, ...], context: Context) -> list[str]:
    if not members:
        zero("members", context)
    return [bare(member.id or zero("members[].id", context), "members", context) for member in members]


def sender_from_wire(body: wire.Muc, header: Header) -> tuple[Member, ...]:
    """Read whom an operation is about where `from` says that."""
    who, _, _ = actor_from_wire(sender_of(body), header)
    return () if who is None else (Member(id=who.id),)


def sole(people: tuple[Participant, ...], path: str, context: Context) -> Participant:
    """Return the one whom an operation is about."""
    found = people[0] if people else NOBODY
    return found if found.id else Participant(id=zero(path, context))


def reason_from_wire(body: wire.Muc) -> str | None:
    """Read what a user wrote."""
    reason = body.payload.reason
    return reason if isinstance(reason, str) else None


def count_from_wire(value: wire.Number | UnsetType) -> int | None:
    """Read a count, or its digits; there may be nobody."""
    if isinstance(value, str):
        return int(value) if is_digits(value) else None
    return None if value is UNSET else value


def number_from_wire(value: wire.Number | UnsetType | None) -> int | None:
    """Read a number, or its digits; zero says nothing."""
    return count_from_wire(value) or None if value is not None else None


def flag_from_wire(value: wire.Flag | UnsetType | None) -> bool | None:
    return FLAGS.get(value) if isinstance(value, str) else value if isinstance(value, bool) else None


def flag_to_wire(value: bool | None) -> str | None:
    return None if value is None else "true" if value else "false"


def until_from_wire(time: wire.Number | UnsetType) -> int:
    """Read how long something holds; where that is not said, for ever."""
    number = number_from_wire(time)
    return FOREVER if number is None or number < 0 or number == THE_YEAR_2117 else number


def until_to_wire(time: int) -> int:
    return THE_YEAR_2117 if time == FOREVER else time


THE_YEAR_2117 = 4_638_873_600_000
"""What the vendor writes for ever as."""

FLAGS = {"true": True, "false": False}

BROADCAST = frozenset({"presence", "absence"})
"""Operations that a group tells its members of, and that cannot fail."""

NOBODY = Participant(id="")

METADATA = Reader(wire.Metadata)
