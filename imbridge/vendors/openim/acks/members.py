"""What replies may change of members who are joining or being updated, and nobody else."""

from imbridge.context import Context
from imbridge.errors import CannotExpress
from imbridge.model import Member, MemberChanges, MembersJoining, MembersUpdating
from imbridge.vendors.openim.acks.replies import Rewriting, held, only_parsed, said
from imbridge.vendors.openim.enums import ROLES
from imbridge.vendors.openim.events.header import name_of, role_to_wire
from imbridge.vendors.openim.options import Options
from imbridge.vendors.openim.wire import acks as wire
from imbridge.wire import text_from_data


def joining_from_wire(ack: wire.MembersJoinAck, to: MembersJoining, options: Options) -> MemberChanges | None:
    """Return what a reply changes of members; one without an id makes the server fail."""
    asked = {member.id for member in to.members}
    members = [member_from_wire(one) for one in held(ack.memberCallbackList) or ()]
    return changed(tuple([member for member in members if member.id in asked]))


def joining_to_wire(changes: MemberChanges, to: MembersJoining, context: Context) -> wire.MembersJoinAck:
    members = [member_to_wire(member, context) for member in asked_about(changes, to)]
    says_nothing = all(member == wire.MemberCallback(userID=member.userID) for member in members)
    return wire.MembersJoinAck() if says_nothing else wire.MembersJoinAck(memberCallbackList=members)


def member_from_wire(member: wire.MemberCallback) -> Member:
    if member.userID is None:
        raise TypeError("userID")
    return Member(
        id=member.userID,
        nickname=member.nickname,
        avatar=member.faceURL,
        ext=member.ex,
        role=name_of(ROLES, member.roleLevel),
        muted_until=member.muteEndTime,
    )


def member_to_wire(member: Member, context: Context) -> wire.MemberCallback:
    return wire.MemberCallback(
        userID=member.id,
        nickname=member.nickname,
        faceURL=member.avatar,
        ex=text_from_data(member.ext),
        roleLevel=role_to_wire(member.role, context),
        muteEndTime=member.muted_until,
    )


def joining_one_from_wire(ack: wire.MemberJoinAck, to: MembersJoining, options: Options) -> MemberChanges | None:
    member = Member(
        id=to.members[0].id,
        nickname=held(ack.nickname),
        avatar=held(ack.faceURL),
        ext=held(ack.ex),
        role=name_of(ROLES, held(ack.roleLevel)),
        muted_until=held(ack.muteEndTime),
    )
    return changed((member,))


def joining_one_to_wire(changes: MemberChanges, to: MembersJoining, context: Context) -> wire.MemberJoinAck:
    member = the_one(changes, to)
    return wire.MemberJoinAck(
        nickname=said(member.nickname),
        faceURL=said(member.avatar),
        ex=said(text_from_data(member.ext)),
        roleLevel=said(role_to_wire(member.role, context)),
        muteEndTime=said(member.muted_until),
    )


def updating_from_wire(ack: wire.SetMemberAck, to: MembersUpdating, options: Options) -> MemberChanges | None:
    member = Member(
        id=to.members[0].id,
        nickname=held(ack.nickName),
        avatar=held(ack.faceURL),
        ext=held(ack.ex),
        role=name_of(ROLES, held(ack.roleLevel)),
    )
    return changed((member,))


def updating_to_wire(changes: MemberChanges, to: MembersUpdating, context: Context) -> wire.SetMemberAck:
    member = the_one(changes, to)
    return wire.SetMemberAck(
        ex=said(text_from_data(member.ext)),
        nickName=said(member.nickname),
        faceURL=said(member.avatar),
        roleLevel=said(role_to_wire(member.role, context)),
    )


def changed(members: tuple[Member, ...]) -> MemberChanges | None:
    """Return what changes of members, None where nothing does of any."""
    if all(member == Member(id=member.id) for member in members):
        return None
    return MemberChanges(members=members)


def asked_about(changes: MemberChanges, to: MembersJoining | MembersUpdating) -> tuple[Member, ...]:
    asked = {member.id for member in to.members}
    if not all(member.id in asked for member in changes.members):
        raise CannotExpress("members: nobody asked about one of them")
    return changes.members


def the_one(changes: MemberChanges, to: MembersJoining | MembersUpdating) -> Member:
    """Return the member to change where a callback is about one only."""
    members = asked_about(changes, to)
    if len(to.members) != 1 or len(members) != 1:
        raise CannotExpress("members: the callback is about one only")
    return members[0]


INVITING = only_parsed(wire.InviteAck)
JOINING = Rewriting(MemberChanges, wire.MembersJoinAck, joining_from_wire, joining_to_wire)
JOINING_ONE = Rewriting(MemberChanges, wire.MemberJoinAck, joining_one_from_wire, joining_one_to_wire)
UPDATING = Rewriting(MemberChanges, wire.SetMemberAck, updating_from_wire, updating_to_wire)
