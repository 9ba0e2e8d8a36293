"""Callbacks of members who ask, are invited, join, leave, change, to events and back."""

from imbridge.catalogue import Document
from imbridge.context import Context
from imbridge.model import (
    Conversation,
    InviteRequesting,
    JoinRequesting,
    Member,
    MembersJoined,
    MembersJoining,
    MembersLeft,
    MembersUpdated,
    Participant,
)
from imbridge.vendors.tencent import wire as shared
from imbridge.vendors.tencent.enums import EXIT_TYPES, JOIN_TYPES, METHODS, REASONS, ROLE_NAMES, ROLES
from imbridge.vendors.tencent.events.header import (
    Header,
    account,
    accounts,
    conversation_from_wire,
    group_id,
    group_type,
    happened,
    in_channel,
    in_group_itself,
    operator_to_wire,
    word,
)
from imbridge.vendors.tencent.wire import members as wire


def apply_from_wire(body: wire.BeforeApplyJoin, header: Header) -> JoinRequesting:
    event = JoinRequesting(
        conversation=conversation_from_wire(body.GroupId, body.Type),
        applicant=Participant(id=body.Requestor_Account),
    )
    return happened(event, header, body.EventTime)


def apply_to_wire(shape: type[wire.BeforeApplyJoin], event: JoinRequesting, context: Context) -> wire.BeforeApplyJoin:
    conversation = event.conversation
    return shape(
        GroupId=group_id(conversation, context),
        Type=group_type(conversation.kind, conversation.type, context),
        Requestor_Account=account(event.applicant, "applicant", context),
    )


def invite_from_wire(body: wire.BeforeInviteJoin, header: Header) -> InviteRequesting:
    event = InviteRequesting(
        conversation=conversation_from_wire(body.GroupId, body.Type), members=members_from_wire(body.DestinationMembers)
    )
    return happened(event, header, body.EventTime, body.Operator_Account)


def invite_to_wire(
    shape: type[wire.BeforeInviteJoin], event: InviteRequesting, context: Context
) -> wire.BeforeInviteJoin:
    conversation = event.conversation
    return shape(
        GroupId=group_id(conversation, context),
        Type=group_type(conversation.kind, conversation.type, context),
        Operator_Account=operator_to_wire(event),
        DestinationMembers=members_to_wire(event.members, context),
    )


def join_from_wire(body: wire.NewMemberJoin, header: Header) -> MembersJoined:
    event = MembersJoined(
        conversation=conversation_from_wire(body.GroupId, body.Type),
        members=members_from_wire(body.NewMemberList),
        method=METHODS.get(body.JoinType, body.JoinType) if body.JoinType else None,
    )
    return happened(event, header, body.EventTime, body.Operator_Account)


def join_to_wire(shape: type[wire.NewMemberJoin], event: MembersJoined, context: Context) -> wire.NewMemberJoin:
    conversation = event.conversation
    return shape(
        GroupId=group_id(conversation, context),
        Type=group_type(conversation.kind, conversation.type, context),
        JoinType=word(event.method, JOIN_TYPES, context) or ("" if context.own else "Apply"),
        Operator_Account=operator_to_wire(event),
        NewMemberList=members_to_wire(event.members, context),
    )


def exit_from_wire(body: wire.MemberExit, header: Header) -> MembersLeft:
    event = MembersLeft(
        conversation=conversation_from_wire(body.GroupId, body.Type),
        members=members_from_wire(body.ExitMemberList),
        reason=REASONS.get(body.ExitType, body.ExitType) if body.ExitType else None,
    )
    return happened(event, header, body.EventTime, body.Operator_Account)


def exit_to_wire(shape: type[wire.MemberExit], event: MembersLeft, context: Context) -> wire.MemberExit:
    conversation = event.conversation
    return shape(
        GroupId=group_id(conversation, context),
        Type=group_type(conversation.kind, conversation.type, context),
        ExitType=word(event.reason, EXIT_TYPES, context) or ("" if context.own else "Quit"),
        Operator_Account=operator_to_wire(event),
        ExitMemberList=members_to_wire(event.members, context),
    )


def field_from_wire(body: wire.MemberFieldChanged, header: Header) -> MembersUpdated:
    role = body.Role
    member = Member(
        id=body.Modified_Account,
        nickname=body.NameCard,
        role=ROLES.get(role, role) if role else None,
    )
    event = MembersUpdated(conversation=conversation_from_wire(body.GroupId, body.Type), members=(member,))
    return happened(event, header, body.EventTime, body.Operator_Account)


def field_to_wire(
    shape: type[wire.MemberFieldChanged], event: MembersUpdated, context: Context
) -> wire.MemberFieldChanged:
    conversation = event.conversation
    member = event.members[0] if event.members else None
    return shape(
        GroupId=group_id(conversation, context),
        Type=group_type(conversation.kind, conversation.type, context),
        Operator_Account=operator_to_wire(event),
        Modified_Account=account(member, "members", context),
        Role=None if member is None else word(member.role, ROLE_NAMES, context),
        NameCard=None if member is None else member.nickname,
    )


def before_subscribe_from_wire(body: wire.BeforeAddSubscriber, header: Header) -> MembersJoining:
    event = MembersJoining(
        conversation=Conversation(kind="channel", id=body.Official_Account or None), members=subscribers_from_wire(body)
    )
    return happened(event, header, body.EventTime, body.Operator_Account)


def subscribe_from_wire(body: wire.AfterAddSubscriber, header: Header) -> MembersJoined:
    event = MembersJoined(
        conversation=Conversation(kind="channel", id=body.Official_Account or None), members=subscribers_from_wire(body)
    )
    return happened(event, header, body.EventTime, body.Operator_Account)


def unsubscribe_from_wire(body: wire.AfterDeleteSubscriber, header: Header) -> MembersLeft:
    event = MembersLeft(
        conversation=Conversation(kind="channel", id=body.Official_Account or None), members=subscribers_from_wire(body)
    )
    return happened(event, header, body.EventTime, body.Operator_Account)


def subscription_to_wire(
    shape: type[wire.Subscription], event: MembersJoining | MembersJoined | MembersLeft, context: Context
) -> wire.Subscription:
    return shape(
        Official_Account=group_id(event.conversation, context),
        Operator_Account=operator_to_wire(event),
        SubscribeAccountList=[
            wire.Subscriber(Subscriber_Account=id) for id in accounts(event.members, "members", context)
        ],
    )


def members_from_wire(members: list[shared.Member]) -> tuple[Member, ...]:
    return tuple([Member(id=member.Member_Account) for member in members])


def members_to_wire(members: tuple[Member, ...], context: Context) -> list[shared.Member]:
    return [shared.Member(Member_Account=id) for id in accounts(members, "members", context)]


def subscribers_from_wire(body: wire.Subscription) -> tuple[Member, ...]:
    return tuple([Member(id=one.Subscriber_Account) for one in body.SubscribeAccountList])


def changes_card(event: MembersUpdated) -> bool:
    """Tell whether a member has a new card or a role that has a name here, or nothing is said of what is new."""
    for member in event.members:
        said = member.nickname is not None or member.role not in (None, "super_admin")
        if not said and member != Member(id=member.id):
            return False
    return in_group_itself(event)


DOCUMENTS = (
    Document(
        "Group.CallbackBeforeApplyJoinGroup",
        wire.BeforeApplyJoin,
        (JoinRequesting,),
        apply_from_wire,
        apply_to_wire,
        says=in_group_itself,
    ),
    Document(
        "Group.CallbackBeforeInviteJoinGroup",
        wire.BeforeInviteJoin,
        (InviteRequesting,),
        invite_from_wire,
        invite_to_wire,
        says=in_group_itself,
    ),
    Document(
        "Group.CallbackAfterNewMemberJoin",
        wire.NewMemberJoin,
        (MembersJoined,),
        join_from_wire,
        join_to_wire,
        says=in_group_itself,
    ),
    Document(
        "Group.CallbackAfterMemberExit",
        wire.MemberExit,
        (MembersLeft,),
        exit_from_wire,
        exit_to_wire,
        says=in_group_itself,
    ),
    Document(
        "Group.CallbackAfterMemberFieldChanged",
        wire.MemberFieldChanged,
        (MembersUpdated,),
        field_from_wire,
        field_to_wire,
        says=changes_card,
    ),
    Document(
        "OfficialAccount.CallbackBeforeAddSubscriber",
        wire.BeforeAddSubscriber,
        (MembersJoining,),
        before_subscribe_from_wire,
        subscription_to_wire,
        says=in_channel,
    ),
    Document(
        "OfficialAccount.CallbackAfterAddSubscriber",
        wire.AfterAddSubscriber,
        (MembersJoined,),
        subscribe_from_wire,
        subscription_to_wire,
        says=in_channel,
    ),
    Document(
        "OfficialAccount.CallbackAfterDeleteSubscriber",
        wire.AfterDeleteSubscriber,
        (MembersLeft,),
        unsubscribe_from_wire,
        subscription_to_wire,
        says=in_channel,
    ),
)
