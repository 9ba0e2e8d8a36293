"""Callbacks of groups and rooms, to events and back."""

from imbridge.catalogue import Document
from imbridge.context import Context
from imbridge.model import (
    Conversation,
    GroupAttributesChanged,
    GroupCreated,
    GroupCreating,
    GroupDissolved,
    GroupFull,
    GroupInfo,
    GroupUpdated,
    Member,
    OwnerChanged,
)
from imbridge.vendors.tencent import wire as shared
from imbridge.vendors.tencent.enums import GROUP_TYPES, INVITE_OPTIONS, INVITE_POLICIES, ROOM_TYPES
from imbridge.vendors.tencent.events.header import (
    Header,
    conversation_from_wire,
    group_id,
    group_type,
    happened,
    in_group_itself,
    operator_to_wire,
    word,
    zero,
)
from imbridge.vendors.tencent.wire import groups as wire


def before_create_from_wire(body: wire.BeforeCreateGroup, header: Header) -> GroupCreating:
    type, policy = body.Type, body.InviteOption
    type = GROUP_TYPES.get(type, type) if type else None
    event = GroupCreating(
        group=GroupInfo(
            kind="room" if type in ROOM_TYPES else "group",
            type=type,
            name=body.Name or None,
            owner_id=body.Owner_Account or None,
            invite_policy=INVITE_POLICIES.get(policy, policy) if policy else None,
        ),
        members=members_from_wire(body.MemberList),
    )
    return happened(event, header, body.EventTime, body.Operator_Account)


def before_create_to_wire(
    shape: type[wire.BeforeCreateGroup], event: GroupCreating, context: Context
) -> wire.BeforeCreateGroup:
    group = event.group
    return shape(
        Operator_Account=operator_to_wire(event),
        Owner_Account=group.owner_id or "",
        Type=group_type(group.kind, group.type, context),
        Name=group.name or "",
        InviteOption=word(group.invite_policy, INVITE_OPTIONS, context),
        MemberList=members_to_wire(event.members) or None,
    )


def after_create_from_wire(body: wire.AfterCreateGroup, header: Header) -> GroupCreated:
    place = conversation_from_wire(body.GroupId, body.Type)
    event = GroupCreated(
        group=GroupInfo(
            id=place.id,
            kind=place.kind,
            type=place.type,
            name=body.Name or None,
            owner_id=body.Owner_Account or None,
            attributes=fields_from_wire(body.UserDefinedDataList),
        ),
        members=members_from_wire(body.MemberList),
    )
    return happened(event, header, body.EventTime, body.Operator_Account)


def after_create_to_wire(
    shape: type[wire.AfterCreateGroup], event: GroupCreated, context: Context
) -> wire.AfterCreateGroup:
    group = event.group
    return shape(
        GroupId=group.id or zero("group.id", context),
        Type=group_type(group.kind, group.type, context),
        Operator_Account=operator_to_wire(event),
        Owner_Account=group.owner_id or "",
        Name=group.name or "",
        MemberList=members_to_wire(event.members) or None,
        UserDefinedDataList=fields_to_wire(group.attributes),
    )


def info_changed_from_wire(body: wire.GroupInfoChanged, header: Header) -> GroupUpdated:
    event = GroupUpdated(conversation=conversation_from_wire(body.GroupId, body.Type), changes=changes_from_wire(body))
    return happened(event, header, body.EventTime, body.Operator_Account)


def info_changed_to_wire(
    shape: type[wire.GroupInfoChanged], event: GroupUpdated, context: Context
) -> wire.GroupInfoChanged:
    conversation, changes = event.conversation, event.changes
    return shape(
        GroupId=group_id(conversation, context),
        Type=group_type(conversation.kind, conversation.type, context),
        Operator_Account=operator_to_wire(event),
        Name=changes.name,
        Introduction=changes.introduction,
        Notification=changes.announcement,
        FaceUrl=changes.avatar,
    )


def changes_from_wire(body: wire.GroupInfoChanged | wire.TopicInfoChanged) -> GroupInfo:
    return GroupInfo(
        name=body.Name, introduction=body.Introduction, announcement=body.Notification, avatar=body.FaceUrl
    )


def attributes_from_wire(body: wire.GroupAttrChanged, header: Header) -> GroupAttributesChanged:
    event = GroupAttributesChanged(
        conversation=conversation_from_wire(body.GroupId, body.Type),
        operation=body.OptionType or None,
        attributes={pair.key: pair.value or "" for pair in body.GroupAttr or ()},
    )
    return happened(event, header, body.EventTime, body.Operator_Account)


def attributes_to_wire(
    shape: type[wire.GroupAttrChanged], event: GroupAttributesChanged, context: Context
) -> wire.GroupAttrChanged:
    conversation = event.conversation
    return shape(
        GroupId=group_id(conversation, context),
        Type=group_type(conversation.kind, conversation.type, context),
        Operator_Account=operator_to_wire(event),
        OptionType=word(event.operation, ATTRIBUTE_OPERATIONS, context) or zero("operation", context),
        GroupAttr=[wire.Attribute(key=key, value=value) for key, value in event.attributes.items()],
    )


def owner_changed_from_wire(body: wire.ChangeGroupOwner, header: Header) -> OwnerChanged:
    event = OwnerChanged(
        conversation=conversation_from_wire(body.GroupId, body.Type),
        new_owner_id=body.NewOwner_Account,
        old_owner_id=body.OldOwner_Account or None,
    )
    return happened(event, header, body.EventTime, body.Operator_Account)


def owner_changed_to_wire(
    shape: type[wire.ChangeGroupOwner], event: OwnerChanged, context: Context
) -> wire.ChangeGroupOwner:
    conversation = event.conversation
    return shape(
        GroupId=group_id(conversation, context),
        Type=group_type(conversation.kind, conversation.type, context),
        Operator_Account=operator_to_wire(event),
        OldOwner_Account=event.old_owner_id or "",
        NewOwner_Account=event.new_owner_id or zero("new_owner_id", context),
    )


def destroyed_from_wire(body: wire.GroupDestroyed, header: Header) -> GroupDissolved:
    event = GroupDissolved(
        conversation=conversation_from_wire(body.GroupId, body.Type),
        owner_id=body.Owner_Account or None,
        name=body.Name or None,
        members=members_from_wire(body.MemberList),
    )
    return happened(event, header, body.EventTime)


def destroyed_to_wire(shape: type[wire.GroupDestroyed], event: GroupDissolved, context: Context) -> wire.GroupDestroyed:
    conversation = event.conversation
    return shape(
        GroupId=group_id(conversation, context),
        Type=group_type(conversation.kind, conversation.type, context),
        Owner_Account=event.owner_id or "",
        Name=event.name or "",
        MemberList=members_to_wire(event.members),
    )


def full_from_wire(body: wire.GroupFull, header: Header) -> GroupFull:
    return happened(GroupFull(conversation=conversation_from_wire(body.GroupId, None)), header, body.EventTime)


def full_to_wire(shape: type[wire.GroupFull], event: GroupFull, context: Context) -> wire.GroupFull:
    return shape(GroupId=group_id(event.conversation, context))


def channel_from_wire(id: str) -> Conversation:
    return Conversation(kind="channel", id=id or None)


def members_from_wire(members: list[shared.Member] | None) -> tuple[Member, ...]:
    return tuple([Member(id=member.Member_Account) for member in members]) if members else ()


def members_to_wire(members: tuple[Member, ...]) -> list[shared.Member]:
    return [shared.Member(Member_Account=member.id) for member in members]


def fields_from_wire(pairs: list[shared.Pair] | None) -> dict[str, str] | None:
    """Read a group's own fields, those with a text."""
    return {pair.Key: pair.Value for pair in pairs or () if isinstance(pair.Value, str)} or None


def fields_to_wire(fields: dict[str, str] | None) -> list[shared.Pair] | None:
    return [shared.Pair(Key=key, Value=value) for key, value in fields.items()] if fields else None


def makes_group(event: GroupCreating | GroupCreated) -> bool:
    return event.group.kind != "channel"


def changes_group(event: GroupUpdated) -> bool:
    """Tell whether a group changed in a way that has a name here, or nothing is said of how."""
    changes = event.changes
    said = (changes.name, changes.introduction, changes.announcement, changes.avatar)
    return in_group_itself(event) and (said != (None,) * len(said) or changes == NOTHING)


NOTHING = GroupInfo()
ATTRIBUTE_OPERATIONS = {operation: operation for operation in ("set", "modify", "clear", "delete")}

DOCUMENTS = (
    Document(
        "Group.CallbackBeforeCreateGroup",
        wire.BeforeCreateGroup,
        (GroupCreating,),
        before_create_from_wire,
        before_create_to_wire,
        says=makes_group,
    ),
    Document(
        "Group.CallbackAfterCreateGroup",
        wire.AfterCreateGroup,
        (GroupCreated,),
        after_create_from_wire,
        after_create_to_wire,
        says=makes_group,
    ),
    Document(
        "Group.CallbackAfterGroupInfoChanged",
        wire.GroupInfoChanged,
        (GroupUpdated,),
        info_changed_from_wire,
        info_changed_to_wire,
        says=changes_group,
    ),
    Document(
        "Group.CallbackAfterGroupAttrChanged",
        wire.GroupAttrChanged,
        (GroupAttributesChanged,),
        attributes_from_wire,
        attributes_to_wire,
        says=in_group_itself,
    ),
    Document(
        "Group.CallbackAfterChangeGroupOwner",
        wire.ChangeGroupOwner,
        (OwnerChanged,),
        owner_changed_from_wire,
        owner_changed_to_wire,
        says=in_group_itself,
    ),
    Document(
        "Group.CallbackAfterGroupDestroyed",
        wire.GroupDestroyed,
        (GroupDissolved,),
        destroyed_from_wire,
        destroyed_to_wire,
        says=in_group_itself,
    ),
    Document(
        "Group.CallbackAfterGroupFull", wire.GroupFull, (GroupFull,), full_from_wire, full_to_wire, says=in_group_itself
    ),
)
