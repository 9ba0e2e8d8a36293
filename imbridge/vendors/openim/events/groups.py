"""Groups: made, changed, handed over, dissolved."""

from imbridge.context import Context
from imbridge.model import (
    GroupCreated,
    GroupCreating,
    GroupDissolved,
    GroupInfo,
    GroupUpdated,
    GroupUpdating,
    Member,
    OwnerChanged,
)
from imbridge.vendors.openim.enums import (
    GROUP_TYPE_CODES,
    GROUP_TYPES,
    JOIN_POLICIES,
    JOIN_POLICY_CODES,
    ROLES,
)
from imbridge.vendors.openim.events.header import (
    Header,
    code_of,
    document,
    filled,
    flag_from_wire,
    flag_to_wire,
    group_from_wire,
    group_to_wire,
    group_type_to_wire,
    happened,
    listed,
    name_of,
    role_to_wire,
    zero,
)
from imbridge.vendors.openim.wire import groups as wire
from imbridge.wire import text_from_data

Creation = GroupCreating | GroupCreated
Update = GroupUpdating | GroupUpdated


def creating_from_wire(body: wire.BeforeCreate, header: Header) -> GroupCreating:
    event = GroupCreating(group=group_info_from_wire(body), members=init_members_from_wire(body.initMemberList))
    return happened(event, header)


def created_from_wire(body: wire.AfterCreate, header: Header) -> GroupCreated:
    event = GroupCreated(group=group_info_from_wire(body), members=init_members_from_wire(body.initMemberList))
    return happened(event, header)


def creation_to_wire(shape: type[wire.Group], event: Creation, context: Context) -> wire.Group:
    group = event.group
    body = shape(
        groupID=group.id or (zero("group.id", context) if shape is wire.AfterCreate else ""),
        groupName=group.name or "",
        notification=group.announcement or "",
        introduction=group.introduction or "",
        faceURL=group.avatar or "",
        ownerUserID=group.owner_id or "",
        createTime=group.created_at or 0,
        memberCount=filled(group.member_count, context),
        ex=text_from_data(group.ext) or "",
        status=status_to_wire(group),
        creatorUserID=group.creator_id or "",
        groupType=filled(code_of(GROUP_TYPE_CODES, group.type, context), context),
        initMemberList=listed([init_member_to_wire(member, context) for member in event.members], context),
    )
    body.needVerification = filled(code_of(JOIN_POLICY_CODES, group.join_policy, context), context)
    body.lookMemberInfo = filled(flag_to_wire(group.member_lookup), context)
    body.applyMemberFriend = filled(flag_to_wire(group.member_friending), context)
    return body


def group_info_from_wire(body: wire.Group) -> GroupInfo:
    return GroupInfo(
        id=body.groupID or None,
        kind="group",
        type=name_of(GROUP_TYPES, body.groupType),
        name=body.groupName or None,
        introduction=body.introduction or None,
        announcement=body.notification or None,
        avatar=body.faceURL or None,
        owner_id=body.ownerUserID or None,
        creator_id=body.creatorUserID or None,
        ext=body.ex,
        created_at=body.createTime or None,
        member_count=body.memberCount,
        join_policy=name_of(JOIN_POLICIES, body.needVerification),
        muted=True if body.status == MUTED else None,
        disabled=True if body.status == BANNED else None,
        member_lookup=flag_from_wire(body.lookMemberInfo),
        member_friending=flag_from_wire(body.applyMemberFriend),
    )


def init_members_from_wire(listed: list[wire.InitMember] | None) -> tuple[Member, ...]:
    """Read who is in a group from the start; of a user who is listed again the first entry counts."""
    members: dict[str, Member] = {}
    for one in listed or ():
        if one.userID not in members:
            members[one.userID] = Member(id=one.userID, role=name_of(ROLES, one.roleLevel or None))
    return tuple(members.values())


def init_member_to_wire(member: Member, context: Context) -> wire.InitMember:
    return wire.InitMember(userID=member.id, roleLevel=role_to_wire(member.role, context) or 0)


def status_to_wire(group: GroupInfo) -> int:
    return BANNED if group.disabled else MUTED if group.muted else 0


def updating_ex_from_wire(body: wire.BeforeSetInfoEx, header: Header) -> GroupUpdating:
    return happened(GroupUpdating(conversation=group_from_wire(body), changes=changes_from_wire(body)), header)


def updated_ex_from_wire(body: wire.AfterSetInfoEx, header: Header) -> GroupUpdated:
    return happened(GroupUpdated(conversation=group_from_wire(body), changes=changes_from_wire(body)), header)


def update_ex_to_wire(shape: type[wire.SetInfoEx], event: Update, context: Context) -> wire.SetInfoEx:
    changes = event.changes
    return shape(
        groupID=group_to_wire(event.conversation, context),
        groupName=changes.name,
        notification=changes.announcement,
        introduction=changes.introduction,
        faceURL=changes.avatar,
        ex=text_from_data(changes.ext),
        needVerification=code_of(JOIN_POLICY_CODES, changes.join_policy, context),
        lookMemberInfo=flag_to_wire(changes.member_lookup),
        applyMemberFriend=flag_to_wire(changes.member_friending),
    )


def updating_from_wire(body: wire.BeforeSetInfo, header: Header) -> GroupUpdating:
    return happened(GroupUpdating(conversation=group_from_wire(body), changes=said_from_wire(body)), header)


def updated_from_wire(body: wire.AfterSetInfo, header: Header) -> GroupUpdated:
    return happened(GroupUpdated(conversation=group_from_wire(body), changes=said_from_wire(body)), header)


def update_to_wire(shape: type[wire.SetInfo], event: Update, context: Context) -> wire.SetInfo:
    changes = event.changes
    return shape(
        groupID=group_to_wire(event.conversation, context),
        groupName=changes.name or "",
        notification=changes.announcement or "",
        introduction=changes.introduction or "",
        faceURL=changes.avatar or "",
        ex=text_from_data(changes.ext) or ("" if shape is wire.BeforeSetInfo else None),
        needVerification=code_of(JOIN_POLICY_CODES, changes.join_policy, context),
        lookMemberInfo=flag_to_wire(changes.member_lookup),
        applyMemberFriend=flag_to_wire(changes.member_friending),
    )


def changes_from_wire(body: wire.SetInfoEx) -> GroupInfo:
    """Read what changes; null does not, and an empty text is one."""
    return GroupInfo(
        name=body.groupName,
        introduction=body.introduction,
        announcement=body.notification,
        avatar=body.faceURL,
        ext=body.ex,
        join_policy=name_of(JOIN_POLICIES, body.needVerification),
        member_lookup=flag_from_wire(body.lookMemberInfo),
        member_friending=flag_from_wire(body.applyMemberFriend),
    )


def said_from_wire(body: wire.SetInfo) -> GroupInfo:
    """Read what changes; an empty text does not."""
    return GroupInfo(
        name=body.groupName or None,
        introduction=body.introduction or None,
        announcement=body.notification or None,
        avatar=body.faceURL or None,
        ext=body.ex,
        join_policy=name_of(JOIN_POLICIES, body.needVerification),
        member_lookup=flag_from_wire(body.lookMemberInfo),
        member_friending=flag_from_wire(body.applyMemberFriend),
    )


def transferred_from_wire(body: wire.Transferred, header: Header) -> OwnerChanged:
    event = OwnerChanged(
        conversation=group_from_wire(body),
        new_owner_id=body.newOwnerUserID,
        old_owner_id=body.oldOwnerUserID or None,
    )
    return happened(event, header)


def transferred_to_wire(shape: type[wire.Transferred], event: OwnerChanged, context: Context) -> wire.Transferred:
    return shape(
        groupID=group_to_wire(event.conversation, context),
        oldOwnerUserID=event.old_owner_id or "",
        newOwnerUserID=event.new_owner_id or zero("new_owner_id", context),
    )


def dismissed_from_wire(body: wire.Dismissed, header: Header) -> GroupDissolved:
    event = GroupDissolved(
        conversation=group_from_wire(body, body.groupType),
        owner_id=body.ownerID or None,
        members=tuple([Member(id=id) for id in body.membersID or ()]),
    )
    return happened(event, header)


def dismissed_to_wire(shape: type[wire.Dismissed], event: GroupDissolved, context: Context) -> wire.Dismissed:
    return shape(
        groupID=group_to_wire(event.conversation, context),
        ownerID=event.owner_id or "",
        groupType=group_type_to_wire(event.conversation, context),
        membersID=listed([member.id for member in event.members], context),
    )


def settable(event: Update) -> bool:
    """Tell whether any of the changes has a place here, or there is none; a mute or a ban has not."""
    return bool(SETTABLE & changed(event.changes)) or not changed(event.changes)


def settable_plainly(event: Update) -> bool:
    """Tell the same of the hook that cannot say that a text becomes empty."""
    changes = event.changes
    texts = (changes.name, changes.introduction, changes.announcement, changes.avatar)
    return "" not in texts and settable(event)


def changed(changes: GroupInfo) -> set[str]:
    return {name for name in changes.__struct_fields__ if getattr(changes, name) is not None}


BANNED, MUTED = 1, 3
SETTABLE = frozenset(
    {"name", "introduction", "announcement", "avatar", "ext", "join_policy", "member_lookup", "member_friending"}
)

DOCUMENTS = (
    document(wire.BeforeCreate, GroupCreating, creating_from_wire, creation_to_wire),
    document(wire.AfterCreate, GroupCreated, created_from_wire, creation_to_wire),
    document(wire.BeforeSetInfoEx, GroupUpdating, updating_ex_from_wire, update_ex_to_wire, settable),
    document(wire.AfterSetInfoEx, GroupUpdated, updated_ex_from_wire, update_ex_to_wire, settable),
    document(wire.BeforeSetInfo, GroupUpdating, updating_from_wire, update_to_wire, settable_plainly),
    document(wire.AfterSetInfo, GroupUpdated, updated_from_wire, update_to_wire, settable_plainly),
    document(wire.Transferred, OwnerChanged, transferred_from_wire, transferred_to_wire),
    document(wire.Dismissed, GroupDissolved, dismissed_from_wire, dismissed_to_wire),
    document(wire.TransferredV35, OwnerChanged, transferred_from_wire, transferred_to_wire),
    document(wire.TransferredV36, OwnerChanged, transferred_from_wire, transferred_to_wire),
    document(wire.DismissedV36, GroupDissolved, dismissed_from_wire, dismissed_to_wire),
)
