"""What replies may change of a group that is being made, or of what changes of one.

The server overwrites a change of settings with the reply, so that one which is to go on has to be said
all over again.
"""

from msgspec import UNSET, convert
from msgspec.structs import replace

from imbridge.context import Context
from imbridge.model import GroupChanges, GroupCreating, GroupInfo, GroupUpdating
from imbridge.vendors.openim.acks.replies import Rewriting, held, members_of, reply_member, said
from imbridge.vendors.openim.enums import GROUP_TYPE_CODES, GROUP_TYPES, JOIN_POLICIES, JOIN_POLICY_CODES
from imbridge.vendors.openim.events.groups import BANNED, MUTED
from imbridge.vendors.openim.events.header import (
    code_of,
    flag_from_wire,
    flag_to_wire,
    group_to_wire,
    name_of,
)
from imbridge.vendors.openim.options import Options
from imbridge.vendors.openim.wire import acks as wire
from imbridge.wire import parse, text_from_data

SetInfo = wire.SetGroupInfoAck | wire.SetGroupInfoExAck


def creating_from_wire(ack: wire.CreateGroupAck, to: GroupCreating, options: Options) -> GroupChanges | None:
    status = held(ack.status)
    group = GroupInfo(
        id=held(ack.groupID) or None,
        type=name_of(GROUP_TYPES, held(ack.groupType)),
        name=held(ack.groupName),
        introduction=held(ack.introduction),
        announcement=held(ack.notification),
        avatar=held(ack.faceURL),
        owner_id=held(ack.ownerUserID) or None,
        creator_id=held(ack.creatorUserID) or None,
        ext=held(ack.ex),
        join_policy=name_of(JOIN_POLICIES, held(ack.needVerification)),
        muted=MUTES.get(status),
        disabled=BANS.get(status),
        member_lookup=flag_from_wire(held(ack.lookMemberInfo)),
    )
    return None if group == GroupInfo() else GroupChanges(group=group)


def creating_to_wire(changes: GroupChanges, to: GroupCreating, context: Context) -> wire.CreateGroupAck:
    group = changes.group
    return wire.CreateGroupAck(
        groupID=said(group.id or None),
        groupName=said(group.name),
        notification=said(group.announcement),
        introduction=said(group.introduction),
        faceURL=said(group.avatar),
        ownerUserID=said(group.owner_id or None),
        ex=said(text_from_data(group.ext)),
        status=said(status_to_wire(group)),
        creatorUserID=said(group.creator_id or None),
        groupType=said(code_of(GROUP_TYPE_CODES, group.type, context)),
        needVerification=said(code_of(JOIN_POLICY_CODES, group.join_policy, context)),
        lookMemberInfo=said(flag_to_wire(group.member_lookup)),
    )


def status_to_wire(group: GroupInfo) -> int | None:
    """Return one number for two flags; the last one says that neither is set."""
    if group.disabled or group.muted:
        return BANNED if group.disabled else MUTED
    return None if group.disabled is None and group.muted is None else NEITHER


def updating_ex_from_wire(ack: wire.SetGroupInfoExAck, to: GroupUpdating, options: Options) -> GroupChanges | None:
    asked = updating_ex_to_wire(GroupChanges(group=replace(to.changes, id=None)), to, Context(options))
    return left(left_by_ex(ack, to), left_by_ex(asked, to))


def updating_ex_to_wire(changes: GroupChanges, to: GroupUpdating, context: Context) -> wire.SetGroupInfoExAck:
    group = changes.group
    return wire.SetGroupInfoExAck(
        groupID=group.id or group_to_wire(to.conversation, context),
        groupName=group.name,
        introduction=group.introduction,
        faceURL=group.avatar,
        ex=text_from_data(group.ext),
        needVerification=code_of(JOIN_POLICY_CODES, group.join_policy, context),
        lookMemberInfo=flag_to_wire(group.member_lookup),
        applyMemberFriend=flag_to_wire(group.member_friending),
    )


def left_by_ex(ack: wire.SetGroupInfoExAck, to: GroupUpdating) -> GroupInfo:
    """Return what changes after a reply: what it says, and the announcement, which it cannot change."""
    return GroupInfo(
        id=ack.groupID or None,
        name=ack.groupName,
        introduction=ack.introduction,
        announcement=to.changes.announcement,
        avatar=ack.faceURL,
        ext=ack.ex,
        join_policy=name_of(JOIN_POLICIES, ack.needVerification),
        member_lookup=flag_from_wire(ack.lookMemberInfo),
        member_friending=flag_from_wire(ack.applyMemberFriend),
    )


def updating_from_wire(ack: wire.SetGroupInfoAck, to: GroupUpdating, options: Options) -> GroupChanges | None:
    asked = updating_to_wire(GroupChanges(group=replace(to.changes, id=None)), to, Context(options))
    return left(left_by(ack, to), left_by(asked, to))


def updating_to_wire(changes: GroupChanges, to: GroupUpdating, context: Context) -> wire.SetGroupInfoAck:
    group = changes.group
    return wire.SetGroupInfoAck(
        groupID=group.id or group_to_wire(to.conversation, context),
        groupName=group.name or "",
        introduction=group.introduction or "",
        faceURL=group.avatar or "",
        ex=text_from_data(group.ext) or "",
        needVerification=said(code_of(JOIN_POLICY_CODES, group.join_policy, context)),
        lookMemberInfo=said(flag_to_wire(group.member_lookup)),
        applyMemberFriend=said(flag_to_wire(group.member_friending)),
    )


def left_by(ack: wire.SetGroupInfoAck, to: GroupUpdating) -> GroupInfo:
    """Return what changes after a reply: of what it leaves out, what was asked about where the server keeps it."""
    said = GroupInfo(
        id=ack.groupID or None,
        name=ack.groupName or None,
        introduction=ack.introduction or None,
        announcement=to.changes.announcement,
        avatar=ack.faceURL or None,
        ext=held(ack.ex),
        join_policy=name_of(JOIN_POLICIES, held(ack.needVerification)),
        member_lookup=flag_from_wire(held(ack.lookMemberInfo)),
        member_friending=flag_from_wire(held(ack.applyMemberFriend)),
    )
    kept = {field: getattr(to.changes, field) for name, field in KEPT if getattr(ack, name) is UNSET}
    return replace(said, **kept)


def left(by_reply: GroupInfo, asked: GroupInfo) -> GroupChanges | None:
    """Return what changes after a reply, None where that is what was asked about."""
    if by_reply == asked:
        return None
    return GroupChanges(group=replace(by_reply, id=None) if by_reply.id == asked.id else by_reply)


def echo(to: GroupUpdating, context: Context) -> wire.SetGroupInfoAck:
    return convert(echoed(to, context, wire.SetGroupInfoAck), wire.SetGroupInfoAck)


def echo_ex(to: GroupUpdating, context: Context) -> wire.SetGroupInfoExAck:
    return convert(echoed(to, context, wire.SetGroupInfoExAck), wire.SetGroupInfoExAck)


def echoed(to: GroupUpdating, context: Context, shape: type[SetInfo]) -> dict[str, object]:
    """Return what the callback held, of as much of it as the server reads out of a reply."""
    assert context.exact is not None
    body = parse(context.exact(to).body)
    kept: dict[str, object] = {}
    for name in ECHOED:
        try:
            kept[name] = reply_member(members_of(shape)[name], body.get(name))
        except TypeError:
            continue
    return kept


NEITHER = 0
MUTES: dict[int | None, bool] = {NEITHER: False, MUTED: True}
BANS: dict[int | None, bool] = {NEITHER: False, BANNED: True}
KEPT = (
    ("ex", "ext"),
    ("needVerification", "join_policy"),
    ("lookMemberInfo", "member_lookup"),
    ("applyMemberFriend", "member_friending"),
)
"""What a reply about SetGroupInfo keeps by leaving it out."""

ECHOED = (
    "groupID",
    "groupName",
    "introduction",
    "faceURL",
    "ex",
    "needVerification",
    "lookMemberInfo",
    "applyMemberFriend",
)

CREATING = Rewriting(GroupChanges, wire.CreateGroupAck, creating_from_wire, creating_to_wire)
UPDATING = Rewriting(GroupChanges, wire.SetGroupInfoAck, updating_from_wire, updating_to_wire, echo)
UPDATING_EX = Rewriting(GroupChanges, wire.SetGroupInfoExAck, updating_ex_from_wire, updating_ex_to_wire, echo_ex)
