"""Settings of groups and rooms: what they are like, and what of it changed."""

from collections.abc import Callable, Sequence

from msgspec import UNSET

from imbridge.catalogue import Document, Says
from imbridge.context import Context
from imbridge.model import AnyEvent, GroupInfo, GroupUpdated
from imbridge.pieces import piece
from imbridge.vendors.easemob.events.header import Header, id_from_wire, read_back
from imbridge.vendors.easemob.events.operations import (
    done,
    flag_from_wire,
    flag_to_wire,
    group_from_wire,
    muc_to_wire,
    number_from_wire,
    operated,
    operation_to_wire,
    reason_from_wire,
    room_from_wire,
)
from imbridge.vendors.easemob.messages import NAME
from imbridge.vendors.easemob.wire import groups as wire
from imbridge.vendors.easemob.wire.operations import Muc
from imbridge.wire import text_from_data


def info_from_wire(info: wire.Info, header: Header, empty: str | None) -> GroupInfo:
    """Read what a group is like; `empty` is what an empty text says."""
    invites = flag_from_wire(info.allow_user_invites)
    return GroupInfo(
        name=info.title or (empty if info.title == "" else None),
        introduction=info.description or (empty if info.description == "" else None),
        avatar=info.avatar or (empty if info.avatar == "" else None),
        owner_id=id_from_wire(info.owner, header.prefix) or None if info.owner else None,
        ext=info.custom,
        created_at=number_from_wire(info.created),
        max_members=number_from_wire(info.max_users),
        invite_policy=None if invites is None else "open" if invites else "closed",
        muted=flag_from_wire(info.mute),
        disabled=flag_from_wire(info.disabled),
        public=flag_from_wire(info.public),
    )


def info_to_wire(group: GroupInfo, context: Context) -> wire.Info:
    return wire.Info(
        owner=named(group.owner_id, context) if group.owner_id else None,
        created=None if group.created_at is None else str(group.created_at),
        custom=text_from_data(group.ext),
        description=group.introduction,
        mute=flag_to_wire(group.muted),
        avatar=group.avatar,
        title=group.name,
        max_users=None if group.max_members is None else str(group.max_members),
        public=flag_to_wire(group.public),
        allow_user_invites=INVITES.get(group.invite_policy or ""),
        disabled=flag_to_wire(group.disabled),
    )


def info_updated_from_wire(body: wire.InfoUpdated, header: Header) -> GroupUpdated:
    changes = info_from_wire(body.payload.info or wire.Info(), header, "")
    return operated(GroupUpdated(conversation=group_from_wire(body, header), changes=changes), body, header)


def info_updated_to_wire(shape: type[wire.InfoUpdated], event: GroupUpdated, context: Context) -> wire.InfoUpdated:
    payload = wire.InfoPayload(type="INFO", info=info_to_wire(event.changes, context))
    return operation_to_wire(shape, event, context, "UPDATE", payload)


def all_muted_from_wire(body: wire.AllMuted, header: Header) -> GroupUpdated:
    changes = GroupInfo(muted=flag_from_wire(body.payload.mute))
    return operated(GroupUpdated(conversation=group_from_wire(body, header), changes=changes), body, header)


def all_muted_to_wire(shape: type[wire.AllMuted], event: GroupUpdated, context: Context) -> wire.AllMuted:
    muted = event.changes.muted
    payload = wire.MutePayload(type="MUTE", mute=UNSET if muted is None else muted)
    return operation_to_wire(shape, event, context, "UPDATE", payload)


def disabled_from_wire(body: wire.Disabled, header: Header) -> GroupUpdated:
    payload = body.payload
    changes = GroupInfo(disabled=flag_from_wire(payload.disabled if payload.disable is UNSET else payload.disable))
    return operated(GroupUpdated(conversation=group_from_wire(body, header), changes=changes), body, header)


def disabled_to_wire(shape: type[wire.Disabled], event: GroupUpdated, context: Context) -> wire.Disabled:
    disabled = event.changes.disabled
    payload = wire.DisablePayload(type="DISABLE", disable=UNSET if disabled is None else disabled)
    return operation_to_wire(shape, event, context, "UPDATE", payload)


def announced_from_wire(body: wire.Announced, header: Header) -> GroupUpdated:
    said = body.payload.announcement
    changes = GroupInfo(announcement="" if said is UNSET else said)
    return operated(GroupUpdated(conversation=group_from_wire(body, header), changes=changes), body, header)


def announced_to_wire(shape: type[wire.Announced], event: GroupUpdated, context: Context) -> wire.Announced:
    payload = wire.AnnouncementPayload(type="ANNOUNCEMENT", announcement=event.changes.announcement or UNSET)
    return operation_to_wire(shape, event, context, "UPDATE", payload)


def muc_updated_from_wire(body: Muc, header: Header) -> GroupUpdated:
    """Read an update by what was done; `update` itself does not say what became of the group."""
    match body.payload.operation:
        case "update_announcement":
            changes = GroupInfo(announcement=reason_from_wire(body))
        case "delete_announcement":
            changes = GroupInfo(announcement="")
        case "ban_group":
            changes = GroupInfo(muted=True)
        case "remove_ban_group":
            changes = GroupInfo(muted=False)
        case _:
            changes = GroupInfo()
    return done(GroupUpdated(conversation=room_from_wire(body, header), changes=changes), body, header)


def muc_announced_to_wire(shape: type[Muc], event: GroupUpdated, context: Context) -> Muc:
    said = event.changes.announcement
    return muc_to_wire(event, context, "update_announcement", by=event.actor, reason=UNSET if said is None else said)


def muc_unannounced_to_wire(shape: type[Muc], event: GroupUpdated, context: Context) -> Muc:
    return muc_to_wire(event, context, "delete_announcement", by=event.actor)


def muc_muted_to_wire(shape: type[Muc], event: GroupUpdated, context: Context) -> Muc:
    return muc_to_wire(event, context, "ban_group" if event.changes.muted else "remove_ban_group", by=event.actor)


def muc_updated_to_wire(shape: type[Muc], event: GroupUpdated, context: Context) -> Muc:
    return muc_to_wire(event, context, "update", by=event.actor)


def named(id: str, context: Context) -> str:
    """Write a user as `info` has them: with the app, and no domain."""
    return read_back(f"{context.app}_{id}" if context.app else id, id, context)


def split(event: GroupUpdated, context: Context) -> Sequence[AnyEvent]:
    """Return an update as however many callbacks it takes: an announcement has one of its own.

    In the older form so has the muting of everyone.
    """
    apart = APART if context.options.generation == "G2" else APART[:1]
    names = changed(event.changes)
    rest = names.difference(apart)
    if not context.own and rest.isdisjoint(INFO):
        rest = set()
    groups = [group for group in (rest, *({name} & names for name in apart)) if group]
    if not groups or groups == [names] or (context.own and event.command == WHOLE and names <= INFO):
        return (event,)
    return [
        piece(event, index, changes=GroupInfo(**{name: getattr(event.changes, name) for name in group}))
        for index, group in enumerate(groups)
    ]


def changed(changes: GroupInfo) -> set[str]:
    return {name for name in changes.__struct_fields__ if getattr(changes, name) is not None}


def changes_only(command: str, name: str, *values: object) -> Says:
    """Return what tells whether one setting changed and no other; to one of the values, if there are any.

    Where such a callback does not say what became of the setting, the event is still one of its.
    """

    def says(event: GroupUpdated) -> bool:
        names = changed(event.changes)
        if names == {name}:
            return not values or getattr(event.changes, name) in values
        return not names and event.command == command

    return says


def muc_document(operation: str, to_wire: Callable[..., Muc], name: str, *values: object) -> Document:
    says = changes_only(f"muc:{operation}", name, *values)
    return Document(f"muc:{operation}", Muc, (GroupUpdated,), muc_updated_from_wire, to_wire, says)


def changes_info(event: GroupUpdated) -> bool:
    """Tell whether settings changed that are in `info`, or it is not known which."""
    names = changed(event.changes)
    return "announcement" not in names and (not names or not names.isdisjoint(INFO))


def changes_something(event: GroupUpdated) -> bool:
    """Tell whether it is enough that something changed: an event of the vendor's own would say more otherwise."""
    return changes_info(event) if event.vendor != NAME else not changed(event.changes)


INVITES = {"open": "true", "closed": "false"}

APART = ("announcement", "muted")
"""Settings whose changes have callbacks of their own."""

INFO = frozenset(
    {
        "name",
        "introduction",
        "avatar",
        "owner_id",
        "ext",
        "created_at",
        "max_members",
        "invite_policy",
        "muted",
        "disabled",
        "public",
    }
)
"""What `info` has a place for."""

WHOLE = "group_op_event:UPDATE/INFO"

DOCUMENTS = (
    Document(
        "group_op_event:UPDATE/MUTE",
        wire.AllMuted,
        (GroupUpdated,),
        all_muted_from_wire,
        all_muted_to_wire,
        changes_only("group_op_event:UPDATE/MUTE", "muted"),
    ),
    Document(
        "group_op_event:UPDATE/DISABLE",
        wire.Disabled,
        (GroupUpdated,),
        disabled_from_wire,
        disabled_to_wire,
        changes_only("group_op_event:UPDATE/DISABLE", "disabled"),
    ),
    Document(
        "group_op_event:UPDATE/ANNOUNCEMENT",
        wire.Announced,
        (GroupUpdated,),
        announced_from_wire,
        announced_to_wire,
        changes_only("group_op_event:UPDATE/ANNOUNCEMENT", "announcement"),
    ),
    Document(WHOLE, wire.InfoUpdated, (GroupUpdated,), info_updated_from_wire, info_updated_to_wire, changes_info),
    muc_document("delete_announcement", muc_unannounced_to_wire, "announcement", ""),
    muc_document("update_announcement", muc_announced_to_wire, "announcement"),
    muc_document("ban_group", muc_muted_to_wire, "muted", True),
    muc_document("remove_ban_group", muc_muted_to_wire, "muted", False),
    Document("muc:update", Muc, (GroupUpdated,), muc_updated_from_wire, muc_updated_to_wire, changes_something),
)
