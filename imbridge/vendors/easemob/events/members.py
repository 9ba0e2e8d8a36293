"""Members of groups and rooms: they apply, are invited, join, leave, become something else."""

from msgspec import UNSET

from imbridge.catalogue import Document, Says
from imbridge.context import Context
from imbridge.model import (
    InviteDeclined,
    JoinRequested,
    MembersInvited,
    MembersJoined,
    MembersLeft,
    Participant,
)
from imbridge.vendors.easemob.events import member_changes
from imbridge.vendors.easemob.events.header import Header, actor_from_wire, id_from_wire
from imbridge.vendors.easemob.events.operations import (
    count_from_wire,
    done,
    done_by,
    group_from_wire,
    members_from_wire,
    members_to_wire,
    muc_to_wire,
    operated,
    operation_to_wire,
    reason_from_wire,
    room_from_wire,
    sender_from_wire,
    sender_of,
    sole,
    target_of,
)
from imbridge.vendors.easemob.messages import NAME
from imbridge.vendors.easemob.wire import members as wire
from imbridge.vendors.easemob.wire.operations import Muc


def joined_from_wire(body: wire.Joined, header: Header) -> MembersJoined:
    event = MembersJoined(
        conversation=group_from_wire(body, header),
        members=members_from_wire(body.payload.member, header),
        method=METHODS[body.payload.type],
        member_count=count_from_wire(body.member_count),
    )
    return operated(event, body, header)


def joined_to_wire(shape: type[wire.Joined], event: MembersJoined, context: Context) -> wire.Joined:
    payload = wire.ListPayload(type=METHOD_NAMES[event.method], member=members_to_wire(event.members, context))
    body: wire.Joined = operation_to_wire(shape, event, context, "JOIN", payload)
    if event.member_count is not None:
        body.member_count = event.member_count
    return body


def left_from_wire(body: wire.Left, header: Header) -> MembersLeft:
    event = MembersLeft(
        conversation=group_from_wire(body, header),
        members=members_from_wire(body.payload.member, header),
        reason=REASONS[body.payload.type],
    )
    return operated(event, body, header)


def left_to_wire(shape: type[wire.Left], event: MembersLeft, context: Context) -> wire.Left:
    payload = wire.ListPayload(type=REASON_NAMES[event.reason], member=members_to_wire(event.members, context))
    return operation_to_wire(shape, event, context, "LEAVE", payload)


def applied_from_wire(body: Muc, header: Header) -> JoinRequested:
    event = JoinRequested(
        conversation=room_from_wire(body, header),
        applicant=actor_from_wire(sender_of(body), header)[0] or Participant(id=""),
        message=reason_from_wire(body) or None,
    )
    return done_by(event, body, header)


def applied_to_wire(shape: type[Muc], event: JoinRequested, context: Context) -> Muc:
    applicant = sole((event.applicant,), "applicant", context)
    return muc_to_wire(event, context, "apply", by=applicant, reason=event.message or UNSET)


def invited_from_wire(body: Muc, header: Header) -> MembersInvited:
    event = MembersInvited(
        conversation=room_from_wire(body, header),
        members=members_from_wire([target_of(body)], header),
        message=reason_from_wire(body) or None,
    )
    return done(event, body, header)


def invited_to_wire(shape: type[Muc], event: MembersInvited, context: Context) -> Muc:
    to = sole(event.members, "members", context)
    return muc_to_wire(event, context, "invite", by=event.actor, to=to, reason=event.message or UNSET)


def declined_from_wire(body: Muc, header: Header) -> InviteDeclined:
    event = InviteDeclined(
        conversation=room_from_wire(body, header),
        members=sender_from_wire(body, header),
        message=reason_from_wire(body) or None,
    )
    return done(event, body, header)


def declined_to_wire(shape: type[Muc], event: InviteDeclined, context: Context) -> Muc:
    by = sole(event.members, "members", context)
    return muc_to_wire(event, context, "invite_decline", by=by, reason=event.message or UNSET)


def muc_joined_from_wire(body: Muc, header: Header) -> MembersJoined:
    place = room_from_wire(body, header)
    match body.payload.operation:
        case "apply_accept":
            event = MembersJoined(
                conversation=place,
                members=members_from_wire([target_of(body)], header),
                method="applied",
                message=reason_from_wire(body) or None,
            )
            return done(event, body, header)
        case "invite_accept":
            event = MembersJoined(
                conversation=place,
                members=sender_from_wire(body, header),
                method="invited",
                inviter_id=id_from_wire(body.to or "", header.prefix) or None,
                message=reason_from_wire(body) or None,
            )
            return done(event, body, header)
        case operation:
            method = "direct" if operation == "direct_joined" else None
            members = sender_from_wire(body, header)
            return done_by(MembersJoined(conversation=place, members=members, method=method), body, header)


def muc_joined_to_wire(shape: type[Muc], event: MembersJoined, context: Context) -> Muc:
    member, reason = sole(event.members, "members", context), event.message or UNSET
    match event.method:
        case "applied":
            return muc_to_wire(event, context, "apply_accept", by=event.actor, to=member, reason=reason)
        case "invited":
            inviter = Participant(id=event.inviter_id or "")
            return muc_to_wire(event, context, "invite_accept", by=member, to=inviter, reason=reason)
        case method:
            return muc_to_wire(event, context, "direct_joined" if method == "direct" else "presence", by=member)


def muc_left_from_wire(body: Muc, header: Header) -> MembersLeft:
    place = room_from_wire(body, header)
    if body.payload.operation == "kick":
        members = members_from_wire([target_of(body)], header)
        return done(MembersLeft(conversation=place, members=members, reason="kicked"), body, header)
    reason = "quit" if body.payload.operation == "leave" else None
    members = sender_from_wire(body, header)
    return done_by(MembersLeft(conversation=place, members=members, reason=reason), body, header)


def muc_left_to_wire(shape: type[Muc], event: MembersLeft, context: Context) -> Muc:
    member = sole(event.members, "members", context)
    if event.reason == "kicked":
        return muc_to_wire(event, context, "kick", by=event.actor, to=member)
    return muc_to_wire(event, context, "leave" if event.reason == "quit" else "absence", by=member)


def by_method(method: str | None) -> Says:
    """Return what tells whether somebody joined this way; a way that only another vendor has a name for is none."""
    if method is None:
        return lambda event: event.method is None or (event.vendor != NAME and event.method not in METHOD_NAMES)
    return lambda event: bool(event.method == method)


def by_reason(reason: str | None) -> Says:
    """Return what tells whether somebody left for this reason; one that only another vendor has a name for is none."""
    if reason is None:
        return lambda event: event.reason is None or (event.vendor != NAME and event.reason not in REASON_NAMES)
    return lambda event: bool(event.reason == reason)


METHODS = {"DIRECT": "direct", "INVITE": "invited", "APPLY": "applied"}
METHOD_NAMES: dict[str | None, str] = {"direct": "DIRECT", "invited": "INVITE", "applied": "APPLY"}

REASONS = {"QUIT": "quit", "KICK": "kicked", "BLOCK": "blocked", "DELETE": "dissolved"}
REASON_NAMES: dict[str | None, str] = {"quit": "QUIT", "kicked": "KICK", "blocked": "BLOCK", "dissolved": "DELETE"}


def joined(command: str, method: str | None) -> Document:
    """Return the row of one way to join."""
    if command.startswith("muc:"):
        return Document(command, Muc, (MembersJoined,), muc_joined_from_wire, muc_joined_to_wire, by_method(method))
    return Document(command, wire.Joined, (MembersJoined,), joined_from_wire, joined_to_wire, by_method(method))


def left(command: str, reason: str | None) -> Document:
    """Return the row of one reason to leave."""
    if command.startswith("muc:"):
        return Document(command, Muc, (MembersLeft,), muc_left_from_wire, muc_left_to_wire, by_reason(reason))
    return Document(command, wire.Left, (MembersLeft,), left_from_wire, left_to_wire, by_reason(reason))


DOCUMENTS = (
    joined("group_op_event:JOIN/DIRECT", "direct"),
    joined("group_op_event:JOIN/INVITE", "invited"),
    joined("group_op_event:JOIN/APPLY", "applied"),
    left("group_op_event:LEAVE/QUIT", "quit"),
    left("group_op_event:LEAVE/KICK", "kicked"),
    left("group_op_event:LEAVE/BLOCK", "blocked"),
    left("group_op_event:LEAVE/DELETE", "dissolved"),
    Document("muc:apply", Muc, (JoinRequested,), applied_from_wire, applied_to_wire),
    Document("muc:invite", Muc, (MembersInvited,), invited_from_wire, invited_to_wire),
    Document("muc:invite_decline", Muc, (InviteDeclined,), declined_from_wire, declined_to_wire),
    joined("muc:direct_joined", "direct"),
    joined("muc:invite_accept", "invited"),
    joined("muc:apply_accept", "applied"),
    joined("muc:presence", None),
    left("muc:leave", "quit"),
    left("muc:kick", "kicked"),
    left("muc:absence", None),
    *member_changes.DOCUMENTS,
)
