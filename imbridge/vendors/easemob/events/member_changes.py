"""What members of groups and rooms may do, and what is known of them: one kind of change in each callback."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

from msgspec import UNSET, Struct

from imbridge.catalogue import Document, Says
from imbridge.context import Context
from imbridge.model import FOREVER, AnyEvent, Member, MembersUpdated, Participant
from imbridge.pieces import piece
from imbridge.vendors.easemob.events.header import Header, bare, happened, id_from_wire
from imbridge.vendors.easemob.events.operations import (
    done,
    done_by,
    group_from_wire,
    ids_from_wire,
    members_to_wire,
    metadata_from_wire,
    metadata_to_wire,
    muc_to_wire,
    operated,
    operation_to_wire,
    room_from_wire,
    sender_from_wire,
    sole,
    target_of,
    texts_of,
    until_from_wire,
    until_to_wire,
)
from imbridge.vendors.easemob.messages import NAME
from imbridge.vendors.easemob.wire import members as wire
from imbridge.vendors.easemob.wire.operations import Mark, Metadata, Muc

Accepts = Callable[[Any, MembersUpdated], bool]


def admins_from_wire(body: wire.Admins, header: Header) -> MembersUpdated:
    role = "member" if body.payload.type == REMOVE else ADMINS[body.operation]
    members = tuple([Member(id=id, role=role) for id in ids_from_wire(body.payload.admin, header)])
    return operated(MembersUpdated(conversation=group_from_wire(body, header), members=members), body, header)


def admins_to_wire(shape: type[wire.Admins], event: MembersUpdated, context: Context) -> wire.Admins:
    payload = wire.AdminPayload(type=type_to_wire(event, "role"), admin=members_to_wire(event.members, context))
    return operation_to_wire(shape, event, context, "ADMIN", payload)


def supers_to_wire(shape: type[wire.Admins], event: MembersUpdated, context: Context) -> wire.Admins:
    payload = wire.AdminPayload(type=type_to_wire(event, "role"), admin=members_to_wire(event.members, context))
    return operation_to_wire(shape, event, context, "ROOM_SUPER_ADMIN", payload, everywhere=True)


def muted_from_wire(body: wire.Timed, header: Header) -> MembersUpdated:
    until = timed_from_wire(body)
    members = tuple([Member(id=id, muted_until=until) for id in ids_from_wire(body.payload.member, header)])
    return operated(MembersUpdated(conversation=group_from_wire(body, header), members=members), body, header)


def muted_to_wire(shape: type[wire.Timed], event: MembersUpdated, context: Context) -> wire.Timed:
    until = event.members[0].muted_until if event.members else None
    return operation_to_wire(shape, event, context, "MUTE", timed_to_wire(event, "muted_until", until, context))


def blocked_from_wire(body: wire.Timed, header: Header) -> MembersUpdated:
    until = timed_from_wire(body)
    members = tuple([Member(id=id, blocked_until=until) for id in ids_from_wire(body.payload.member, header)])
    return operated(MembersUpdated(conversation=group_from_wire(body, header), members=members), body, header)


def blocked_to_wire(shape: type[wire.Timed], event: MembersUpdated, context: Context) -> wire.Timed:
    until = event.members[0].blocked_until if event.members else None
    return operation_to_wire(shape, event, context, "BLOCK", timed_to_wire(event, "blocked_until", until, context))


def timed_from_wire(body: wire.Timed) -> int:
    return 0 if body.payload.type == REMOVE else until_from_wire(body.payload.expire_timestamp)


def timed_to_wire(event: MembersUpdated, field: str, until: int | None, context: Context) -> wire.TimedPayload:
    return wire.TimedPayload(
        type=type_to_wire(event, field),
        member=members_to_wire(event.members, context),
        expire_timestamp=until_to_wire(until) if until else UNSET,
    )


def listed_from_wire(body: wire.Listed, header: Header) -> MembersUpdated:
    listed = body.payload.type == ADD
    members = tuple([Member(id=id, allowlisted=listed) for id in ids_from_wire(body.payload.member, header)])
    return operated(MembersUpdated(conversation=group_from_wire(body, header), members=members), body, header)


def listed_to_wire(shape: type[wire.Listed], event: MembersUpdated, context: Context) -> wire.Listed:
    listed = members_to_wire(event.members, context)
    payload = wire.ListPayload(type=type_to_wire(event, "allowlisted"), member=listed)
    return operation_to_wire(shape, event, context, "WHITE", payload)


def shielded_from_wire(body: wire.Shielded, header: Header) -> MembersUpdated:
    id = id_from_wire(body.operator, header.prefix)
    members = (Member(id=id, shielding=body.payload.type == ADD),) if id else ()
    return happened(MembersUpdated(conversation=group_from_wire(body, header), members=members), header)


def shielded_to_wire(shape: type[wire.Shielded], event: MembersUpdated, context: Context) -> wire.Shielded:
    who = sole(event.members, "members", context)
    return operation_to_wire(shape, event, context, "SHIELD", Mark(type=type_to_wire(event, "shielding")), who)


def type_to_wire(event: MembersUpdated, field: str) -> str:
    """Write whether members got something or lost it; where there are none, as it was."""
    if not event.members:
        return REMOVE if (event.command or "").endswith(REMOVE) else ADD
    return REMOVE if getattr(event.members[0], field) in LOST else ADD


def muc_changed_from_wire(body: Muc, header: Header) -> MembersUpdated:
    """Read what happened to the user whom `to` names."""
    change = CHANGES[body.payload.operation]
    members = tuple([changed(id, *change) for id in ids_from_wire([target_of(body)], header)])
    return done(MembersUpdated(conversation=room_from_wire(body, header), members=members), body, header)


def muc_changed_to_wire(shape: type[Muc], event: MembersUpdated, context: Context) -> Muc:
    who = sole(event.members, "members", context)
    operation = (event.command or "").removeprefix("muc:")
    if event.members:
        field, value = changes_of(event.members[0])[0]
        operation = OPERATIONS[field][value not in LOST]
    return muc_to_wire(event, context, operation, by=event.actor, to=who)


def muc_shielded_from_wire(body: Muc, header: Header) -> MembersUpdated:
    shielding = body.payload.operation == "block"
    members = tuple([Member(id=member.id, shielding=shielding) for member in sender_from_wire(body, header)])
    return done_by(MembersUpdated(conversation=room_from_wire(body, header), members=members), body, header)


def muc_shielded_to_wire(shape: type[Muc], event: MembersUpdated, context: Context) -> Muc:
    who = sole(event.members, "members", context)
    shields = event.members[0].shielding if event.members else event.command == "muc:block"
    return muc_to_wire(event, context, "block" if shields else "unblock", by=who, to=who)


def attributes_from_wire(body: Muc, header: Header) -> MembersUpdated:
    metadata = metadata_from_wire(body)
    ids = ids_from_wire([metadata.username or target_of(body)], header)
    attributes = texts_of(metadata.properties) or None
    event = MembersUpdated(
        conversation=room_from_wire(body, header),
        members=tuple([Member(id=id, attributes=attributes) for id in ids]),
    )
    operator = metadata.operator or metadata.operator_
    return happened(event, header, Participant(id=id_from_wire(operator, header.prefix)) if operator else None)


def attributes_to_wire(shape: type[Muc], event: MembersUpdated, context: Context) -> Muc:
    who = sole(event.members, "members", context)
    operator = event.actor
    metadata = Metadata(
        properties=dict((event.members[0].attributes if event.members else None) or {}),
        operator=None if operator is None else bare(operator.id, "actor", context),
        username=bare(who.id, "members", context),
    )
    return metadata_to_wire(event, context, "group_member_metadata_update", metadata, who)


def changed(id: str, field: str, value: Any) -> Member:
    """Return a member of whom one thing changed."""
    return Member(id=id, **{field: value})


def changes_of(member: Member) -> list[tuple[str, Any]]:
    """Return what changed of a member, as far as any callback says that."""
    found = []
    for field in FIELDS:
        value = getattr(member, field)
        if value is not None and (field != "role" or value in ROLES):
            found.append((field, value))
    return found


def split(event: MembersUpdated, context: Context) -> Sequence[AnyEvent]:
    """Return changes as however many callbacks it takes: each is of one kind, and the members stay in order."""
    pieces = []
    for changes, members in groupby(event.members, key=changes_of):
        run = list(members)
        pieces += [tuple([changed(member.id, *change) for member in run]) for change in changes]
    if not pieces or (len(pieces) == 1 and len(pieces[0]) == len(event.members)):
        return (event,)
    return [piece(event, index, members=members) for index, members in enumerate(pieces)]


def change(field: str, accepts: Accepts) -> Says:
    """Return what tells whether this changed of all members alike, and became what is accepted.

    Where there are no members, or it does not say what changed, an event is still what it came as.
    """

    def says(event: MembersUpdated) -> bool:
        found = changes_of(event.members[0]) if event.members else []
        if not found:
            return not event.members or (field == "attributes" and event.command == ATTRIBUTES)
        (name, value), *others = found
        alike = name == field and not others and accepts(value, event)
        return alike and all(changes_of(member) == found for member in event.members[1:])

    return says


def is_given(value: Any, event: MembersUpdated) -> bool:
    return value not in LOST


def is_said(value: Any, event: MembersUpdated) -> bool:
    return True


def is_lost(value: Any, event: MembersUpdated) -> bool:
    return value in LOST


def is_for_ever(value: Any, event: MembersUpdated) -> bool:
    """Tell whether no time has to be said; the vendor's own would be lost."""
    return value not in LOST and (value == FOREVER or event.vendor != NAME)


def is_admin(value: Any, event: MembersUpdated) -> bool:
    return bool(value == "admin")


def is_super(value: Any, event: MembersUpdated) -> bool:
    return bool(value == "super_admin")


def is_no_admin(value: Any, event: MembersUpdated) -> bool:
    return bool(value == "member") and (event.vendor == NAME or not is_everywhere(event))


def is_no_super(value: Any, event: MembersUpdated) -> bool:
    """Tell whether members are no longer admins of all rooms: then no room is named."""
    return bool(value == "member") and (event.command == NO_SUPER_ADMIN or is_everywhere(event))


def is_everywhere(event: MembersUpdated) -> bool:
    return event.conversation.kind == "room" and event.conversation.id is None


def row(command: str, shape: type[Struct], from_wire: Any, to_wire: Any, field: str, accepts: Accepts) -> Document:
    return Document(command, shape, (MembersUpdated,), from_wire, to_wire, change(field, accepts))


ADD, REMOVE = "ADD", "REMOVE"

FIELDS = ("role", "muted_until", "blocked_until", "allowlisted", "shielding", "attributes")
"""What may change of a member."""

ROLES = frozenset({"admin", "member", "super_admin"})
"""Roles that somebody may be given; an owner is told of in a callback of its own."""

LOST = ("member", False)
"""Values that take something away; a time of 0 is one."""

ADMINS = {"ADMIN": "admin", "ROOM_SUPER_ADMIN": "super_admin"}
ATTRIBUTES = "muc:group_member_metadata_update"
NO_SUPER_ADMIN = "group_op_event:ROOM_SUPER_ADMIN/REMOVE"

CHANGES: dict[str, tuple[str, Any]] = {
    "add_admin": ("role", "admin"),
    "remove_admin": ("role", "member"),
    "add_mute": ("muted_until", FOREVER),
    "remove_mute": ("muted_until", 0),
    "ban": ("blocked_until", FOREVER),
    "allow": ("blocked_until", 0),
    "add_user_white_list": ("allowlisted", True),
    "remove_user_white_list": ("allowlisted", False),
}
"""What became of whom `to` names; no time is said."""

OPERATIONS = {
    "role": ("remove_admin", "add_admin"),
    "muted_until": ("remove_mute", "add_mute"),
    "blocked_until": ("allow", "ban"),
    "allowlisted": ("remove_user_white_list", "add_user_white_list"),
}
"""What takes something away, and what gives it."""

DOCUMENTS = (
    row(
        "group_op_event:ROOM_SUPER_ADMIN/ADD",
        wire.Admins,
        admins_from_wire,
        supers_to_wire,
        "role",
        is_super,
    ),
    row(
        "group_op_event:ROOM_SUPER_ADMIN/REMOVE",
        wire.Admins,
        admins_from_wire,
        supers_to_wire,
        "role",
        is_no_super,
    ),
    row("group_op_event:ADMIN/ADD", wire.Admins, admins_from_wire, admins_to_wire, "role", is_admin),
    row("group_op_event:ADMIN/REMOVE", wire.Admins, admins_from_wire, admins_to_wire, "role", is_no_admin),
    row("group_op_event:MUTE/ADD", wire.Timed, muted_from_wire, muted_to_wire, "muted_until", is_given),
    row("group_op_event:MUTE/REMOVE", wire.Timed, muted_from_wire, muted_to_wire, "muted_until", is_lost),
    row("group_op_event:BLOCK/ADD", wire.Timed, blocked_from_wire, blocked_to_wire, "blocked_until", is_given),
    row("group_op_event:BLOCK/REMOVE", wire.Timed, blocked_from_wire, blocked_to_wire, "blocked_until", is_lost),
    row("group_op_event:WHITE/ADD", wire.Listed, listed_from_wire, listed_to_wire, "allowlisted", is_given),
    row("group_op_event:WHITE/REMOVE", wire.Listed, listed_from_wire, listed_to_wire, "allowlisted", is_lost),
    row("group_op_event:SHIELD/ADD", wire.Shielded, shielded_from_wire, shielded_to_wire, "shielding", is_given),
    row("group_op_event:SHIELD/REMOVE", wire.Shielded, shielded_from_wire, shielded_to_wire, "shielding", is_lost),
    row("muc:add_admin", Muc, muc_changed_from_wire, muc_changed_to_wire, "role", is_admin),
    row("muc:remove_admin", Muc, muc_changed_from_wire, muc_changed_to_wire, "role", is_no_admin),
    row("muc:add_mute", Muc, muc_changed_from_wire, muc_changed_to_wire, "muted_until", is_for_ever),
    row("muc:remove_mute", Muc, muc_changed_from_wire, muc_changed_to_wire, "muted_until", is_lost),
    row("muc:ban", Muc, muc_changed_from_wire, muc_changed_to_wire, "blocked_until", is_for_ever),
    row("muc:allow", Muc, muc_changed_from_wire, muc_changed_to_wire, "blocked_until", is_lost),
    row("muc:add_user_white_list", Muc, muc_changed_from_wire, muc_changed_to_wire, "allowlisted", is_given),
    row("muc:remove_user_white_list", Muc, muc_changed_from_wire, muc_changed_to_wire, "allowlisted", is_lost),
    row("muc:block", Muc, muc_shielded_from_wire, muc_shielded_to_wire, "shielding", is_given),
    row("muc:unblock", Muc, muc_shielded_from_wire, muc_shielded_to_wire, "shielding", is_lost),
    row(ATTRIBUTES, Muc, attributes_from_wire, attributes_to_wire, "attributes", is_said),
)
