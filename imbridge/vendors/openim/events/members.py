"""Members who apply, are invited, join, leave, change."""

from collections.abc import Sequence

from imbridge.context import Context
from imbridge.errors import CannotExpress
from imbridge.model import (
    AnyEvent,
    InviteRequesting,
    JoinRequesting,
    Member,
    MembersJoined,
    MembersJoining,
    MembersLeft,
    MembersUpdated,
    MembersUpdating,
    Participant,
)
from imbridge.pieces import each
from imbridge.vendors.openim.enums import JOIN_SOURCE_CODES, JOIN_SOURCES, ROLES
from imbridge.vendors.openim.events.header import (
    Header,
    code_of,
    document,
    group_from_wire,
    group_to_wire,
    group_type_to_wire,
    happened,
    name_of,
    participant,
    role_to_wire,
    user_to_wire,
)
from imbridge.vendors.openim.messages import NAME
from imbridge.vendors.openim.wire import members as wire
from imbridge.wire import text_from_data

Update = MembersUpdating | MembersUpdated


def applying_from_wire(body: wire.Applying, header: Header) -> JoinRequesting:
    event = JoinRequesting(
        conversation=group_from_wire(body, body.groupType),
        applicant=Participant(id=body.applyID, ext=body.ex),
        message=body.reqMessage or None,
    )
    return happened(event, header, participant(body.applyID))


def applying_to_wire(shape: type[wire.Applying], event: JoinRequesting, context: Context) -> wire.Applying:
    return shape(
        groupID=group_to_wire(event.conversation, context),
        groupType=group_type_to_wire(event.conversation, context),
        applyID=user_to_wire(event.applicant, "applicant", context),
        reqMessage=event.message or "",
        ex=text_from_data(event.applicant.ext) or "",
    )


def inviting_from_wire(body: wire.Inviting, header: Header) -> InviteRequesting:
    event = InviteRequesting(
        conversation=group_from_wire(body),
        members=members_from_ids(body.invitedUserIDs),
        message=body.reason or None,
    )
    return happened(event, header)


def inviting_to_wire(shape: type[wire.Inviting], event: InviteRequesting, context: Context) -> wire.Inviting:
    return shape(
        groupID=group_to_wire(event.conversation, context),
        reason=event.message or "",
        invitedUserIDs=members_to_ids(event.members, context),
    )


def joining_from_wire(body: wire.Joining, header: Header) -> MembersJoining:
    event = MembersJoining(
        conversation=group_from_wire(body),
        group_ext=body.groupEx,
        members=tuple([Member(id=member.userID, ext=member.ex) for member in body.memberList or ()]),
    )
    return happened(event, header)


def joining_to_wire(shape: type[wire.Joining], event: MembersJoining, context: Context) -> wire.Joining:
    return shape(
        groupID=group_to_wire(event.conversation, context),
        memberList=[
            wire.JoiningMember(userID=id, ex=text_from_data(member.ext) or "")
            for id, member in zip(members_to_ids(event.members, context) or (), event.members, strict=True)
        ]
        or None,
        groupEx=text_from_data(event.group_ext) or "",
    )


def joining_v37_from_wire(body: wire.JoiningV37, header: Header) -> MembersJoining:
    event = MembersJoining(
        conversation=group_from_wire(body),
        group_ext=body.groupEx,
        members=(Member(id=body.userID, ext=body.ex),),
    )
    return happened(event, header)


def joining_v37_to_wire(shape: type[wire.JoiningV37], event: MembersJoining, context: Context) -> wire.JoiningV37:
    member = event.members[0]
    return shape(
        groupID=group_to_wire(event.conversation, context),
        userID=user_to_wire(member, "members", context),
        ex=text_from_data(member.ext) or "",
        groupEx=text_from_data(event.group_ext) or "",
    )


def joined_from_wire(body: wire.Joined, header: Header) -> MembersJoined:
    event = MembersJoined(
        conversation=group_from_wire(body),
        members=(Member(id=body.inviterUserID),),
        method="direct",
        message=body.reqMessage or None,
        source=name_of(JOIN_SOURCES, body.joinSource or None),
    )
    return happened(event, header, participant(body.inviterUserID))


def joined_to_wire(shape: type[wire.Joined], event: MembersJoined, context: Context) -> wire.Joined:
    return shape(
        groupID=group_to_wire(event.conversation, context),
        reqMessage=event.message or "",
        joinSource=code_of(JOIN_SOURCE_CODES, event.source, context) or 0,
        inviterUserID=user_to_wire(sole(event.members), "members", context),
    )


def quit_from_wire(body: wire.Quit, header: Header) -> MembersLeft:
    event = MembersLeft(conversation=group_from_wire(body), members=(Member(id=body.userID),), reason="quit")
    return happened(event, header, participant(body.userID))


def quit_to_wire(shape: type[wire.Quit], event: MembersLeft, context: Context) -> wire.Quit:
    return shape(
        groupID=group_to_wire(event.conversation, context),
        userID=user_to_wire(sole(event.members), "members", context),
    )


def kicked_from_wire(body: wire.Kicked, header: Header) -> MembersLeft:
    event = MembersLeft(
        conversation=group_from_wire(body),
        members=members_from_ids(body.kickedUserIDs),
        reason="kicked",
        message=body.reason or None,
    )
    return happened(event, header)


def kicked_to_wire(shape: type[wire.Kicked], event: MembersLeft, context: Context) -> wire.Kicked:
    return shape(
        groupID=group_to_wire(event.conversation, context),
        kickedUserIDs=members_to_ids(event.members, context),
        reason=event.message or "",
    )


def updating_from_wire(body: wire.SetMember, header: Header) -> MembersUpdating:
    return happened(MembersUpdating(conversation=group_from_wire(body), members=(member_from_wire(body),)), header)


def updated_from_wire(body: wire.SetMember, header: Header) -> MembersUpdated:
    return happened(MembersUpdated(conversation=group_from_wire(body), members=(member_from_wire(body),)), header)


def update_to_wire(shape: type[wire.SetMember], event: Update, context: Context) -> wire.SetMember:
    member = sole(event.members)
    if member is None:
        raise CannotExpress("needs members")
    return shape(
        groupID=group_to_wire(event.conversation, context),
        userID=user_to_wire(member, "members", context),
        nickName=member.nickname,
        faceURL=member.avatar,
        roleLevel=role_to_wire(member.role, context),
        ex=text_from_data(member.ext),
    )


def member_from_wire(body: wire.SetMember) -> Member:
    """Read what changes of a member; null does not, and an empty text is one."""
    return Member(
        id=body.userID,
        nickname=body.nickName,
        avatar=body.faceURL,
        role=name_of(ROLES, body.roleLevel or None),
        ext=body.ex,
    )


def members_from_ids(ids: list[str] | None) -> tuple[Member, ...]:
    return tuple([Member(id=id) for id in ids or ()])


def members_to_ids(members: tuple[Member, ...], context: Context) -> list[str] | None:
    if not members and not context.own:
        raise CannotExpress("needs members")
    return [user_to_wire(member, "members", context) for member in members] or None


def sole(members: tuple[Member, ...]) -> Member | None:
    return members[0] if members else None


def by_way(event: MembersLeft) -> Sequence[AnyEvent]:
    """Return who left, one by one unless they were put out together."""
    return (event,) if is_kicked(event) else each(event)


def is_kicked(event: MembersLeft) -> bool:
    return event.reason == "kicked"


def is_gone(event: MembersLeft) -> bool:
    return event.reason != "kicked"


def is_one(event: MembersJoining) -> bool:
    return len(event.members) == 1


def settable(event: Update) -> bool:
    """Tell whether any of the changes has a place here, or there is none; a mute or a ban has not."""
    own = event.vendor == NAME
    for member in event.members:
        role = member.role is not None and (own or member.role in ("owner", "admin", "member"))
        if role or member.nickname is not None or member.avatar is not None or member.ext is not None:
            continue
        if not own or any(getattr(member, name) is not None for name in ELSEWHERE):
            return False
    return True


ELSEWHERE = ("muted_until", "blocked_until", "allowlisted", "shielding", "attributes")

DOCUMENTS = (
    document(wire.Applying, JoinRequesting, applying_from_wire, applying_to_wire),
    document(wire.Inviting, InviteRequesting, inviting_from_wire, inviting_to_wire),
    document(wire.Joining, MembersJoining, joining_from_wire, joining_to_wire),
    document(wire.Joined, MembersJoined, joined_from_wire, joined_to_wire),
    document(wire.Quit, MembersLeft, quit_from_wire, quit_to_wire, is_gone),
    document(wire.Kicked, MembersLeft, kicked_from_wire, kicked_to_wire, is_kicked),
    document(wire.BeforeSetMember, MembersUpdating, updating_from_wire, update_to_wire, settable),
    document(wire.AfterSetMember, MembersUpdated, updated_from_wire, update_to_wire, settable),
    document(wire.JoiningV37, MembersJoining, joining_v37_from_wire, joining_v37_to_wire, is_one),
    document(wire.JoiningDocumented, MembersJoining, joining_from_wire, joining_to_wire),
    document(wire.QuitV36, MembersLeft, quit_from_wire, quit_to_wire, is_gone),
    document(wire.KickedV36, MembersLeft, kicked_from_wire, kicked_to_wire, is_kicked),
    document(wire.BeforeSetMemberV34, MembersUpdating, updating_from_wire, update_to_wire, settable),
)
