"""Callbacks of users who come and go, to events and back."""

from imbridge.catalogue import Document
from imbridge.context import Context
from imbridge.model import Conversation, Participant, PresenceChanged, RoomPresenceChanged
from imbridge.vendors.tencent.enums import (
    GROUP_TYPES,
    PLATFORM_NAMES,
    PLATFORMS,
    PRESENCE_NAMES,
    PRESENCES,
    ROOM_STATE_NAMES,
    ROOM_STATES,
)
from imbridge.vendors.tencent.events.header import Header, account, accounts, group_id, group_type, happened, word, zero
from imbridge.vendors.tencent.wire import Member
from imbridge.vendors.tencent.wire import presence as wire


def state_change_from_wire(body: wire.StateChange, header: Header) -> PresenceChanged:
    info = body.Info
    state, reason = presence_from_wire(info.Action, info.Reason)
    event = PresenceChanged(
        user=Participant(id=info.To_Account),
        state=state,
        reason=reason,
        kicked=tuple([device_from_wire(device) for device in body.KickedDevice]) if body.KickedDevice else (),
    )
    return happened(event, header, body.EventTime)


def state_change_to_wire(shape: type[wire.StateChange], event: PresenceChanged, context: Context) -> wire.StateChange:
    action, reason = presence_to_wire(event.state, event.reason, context)
    return shape(
        Info=wire.StateInfo(
            Action=action,
            To_Account=account(event.user, "user", context),
            Reason=reason,
        ),
        KickedDevice=[device_to_wire(device, context) for device in event.kicked] if event.kicked else None,
    )


def presence_from_wire(action: str | None, reason: str | None) -> tuple[str | None, str | None]:
    """Read what a user did, and why; two words that do not go together are kept as the reason."""
    known = PRESENCES.get((action or "", reason or ""))
    if known is not None:
        return known
    if not action:
        return None, f"/{reason}" if reason else None
    return "online" if action == "Login" else "offline", f"{action}/{reason or ''}"


def presence_to_wire(state: str | None, reason: str | None, context: Context) -> tuple[str, str]:
    if context.own and reason is not None:
        action, given, why = reason.partition("/")
        if given and presence_from_wire(action, why) == (state, reason):
            return action, why
    known = PRESENCE_NAMES.get((state or "", reason)) or PRESENCE_NAMES.get((state or "", None))
    return known or (zero("state", context), "")


def device_from_wire(device: wire.Device) -> Participant:
    platform = device.Platform
    return Participant(id="", platform=PLATFORMS.get(platform.lower(), platform) if platform else None)


def device_to_wire(device: Participant, context: Context) -> wire.Device:
    return wire.Device(Platform=word(device.platform, PLATFORM_NAMES, context))


def member_state_from_wire(body: wire.MemberState, header: Header) -> RoomPresenceChanged:
    type = body.Type
    event = RoomPresenceChanged(
        conversation=Conversation(
            kind="room", id=body.GroupId or None, type=GROUP_TYPES.get(type, type) if type else None
        ),
        users=tuple([Participant(id=member.Member_Account) for member in body.MemberList]),
        state=ROOM_STATES.get(body.EventType, body.EventType) if body.EventType else None,
    )
    return happened(event, header, body.EventTime)


def member_state_to_wire(
    shape: type[wire.MemberState], event: RoomPresenceChanged, context: Context
) -> wire.MemberState:
    conversation = event.conversation
    state = word(event.state, ROOM_STATE_NAMES, context)
    return shape(
        GroupId=group_id(conversation, context),
        Type=group_type("room", conversation.type, context) if conversation.type or not context.own else None,
        EventType=zero("state", context) if state is None else state,
        MemberList=[Member(Member_Account=id) for id in accounts(event.users, "users", context)],
    )


DOCUMENTS = (
    Document("State.StateChange", wire.StateChange, (PresenceChanged,), state_change_from_wire, state_change_to_wire),
    Document(
        "Group.CallbackOnMemberStateChange",
        wire.MemberState,
        (RoomPresenceChanged,),
        member_state_from_wire,
        member_state_to_wire,
    ),
)
