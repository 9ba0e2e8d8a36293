"""What stands around every Tencent callback, and what the families share: users, conversations, times."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from msgspec import UNSET, Raw, Struct, UnsetType
from msgspec.structs import force_setattr

from imbridge.context import Context
from imbridge.errors import CannotExpress, ImbridgeError
from imbridge.http import escape
from imbridge.model import AnyEvent, Conversation, Error, Participant
from imbridge.vendors.tencent.enums import (
    FAMILIES,
    FAMILY_OF,
    GROUP_TYPE_NAMES,
    GROUP_TYPES,
    PLATFORM_NAMES,
    PLATFORMS,
    ROOM_TYPES,
)
from imbridge.vendors.tencent.messages import NAME
from imbridge.vendors.tencent.options import Options
from imbridge.wire import parse

E = TypeVar("E", bound=AnyEvent)

DIRECT = Conversation(kind="direct")
DONE = Raw(b"0")

REQUEST_LINE = frozenset(
    {"SdkAppid", "CallbackCommand", "contenttype", "ClientIP", "OptPlatform", "Sign", "RequestTime"}
)
"""Query parameters of the vendor's own; any other is the app's."""

PUSH = "Push."
"""The commands whose EventTime is in seconds; everywhere else it is milliseconds."""

TIMELESS = frozenset(
    {
        "C2C.CallbackBeforeSendMsg",
        "C2C.CallbackAfterSendMsg",
        "C2C.CallbackAfterMsgReport",
        "C2C.CallbackAfterMsgWithDraw",
        "Sns.CallbackFriendAdd",
        "Sns.CallbackFriendDelete",
        "Sns.CallbackBlackListAdd",
        "Sns.CallbackBlackListDelete",
        "Group.CallbackOnMemberStateChange",
        "ContentCallback.ResultNotify",
        "Alert.RequestOverLimit",
    }
)
"""The commands that the vendor gives no EventTime."""


TIMED = frozenset(
    {
        "State.StateChange",
        "Profile.CallbackPortraitSet",
        "Sns.CallbackPrevFriendAdd",
        "Sns.CallbackPrevFriendResponse",
        "Follow.CallbackAfterFollowAdd",
        "Follow.CallbackAfterFollowDelete",
        "C2C.CallbackAfterC2CMsgExtension",
        "Group.CallbackAfterGroupMsgExtension",
        "Group.CallbackAfterRecallMsg",
        "Group.CallbackAfterReadReceipt",
        "Group.CallbackAfterMemberFieldChanged",
        "Group.CallbackAfterGroupAttrChanged",
        "Group.CallbackAfterChangeGroupOwner",
        "Group.CallbackOnDailyGroupQuotaAlarm",
        "OfficialAccount.CallbackBeforeCreateOfficialAccount",
        "OfficialAccount.CallbackAfterCreateOfficialAccount",
        "OfficialAccount.CallbackAfterOfficialAccountInfoChanged",
        "OfficialAccount.CallbackAfterOfficialAccountDestroyed",
        "OfficialAccount.CallbackAfterOfficialAccountFull",
        "OfficialAccount.CallbackBeforeAddSubscriber",
        "OfficialAccount.CallbackAfterAddSubscriber",
        "OfficialAccount.CallbackAfterDeleteSubscriber",
        "OfficialAccount.CallbackAfterMsgWithDraw",
        "Push.OfflinePush",
        "Push.AllMemberPush",
    }
)
"""The commands that always have one, whatever they report; those of messages aside."""


class Header(Struct, gc=False):
    """What the request line says beside the body."""

    command: str
    app: str | None
    platform: str | None
    client_ip: str | None


def header_from_wire(command: str, query: Mapping[str, str]) -> Header:
    platform = query.get("OptPlatform")
    return Header(
        command,
        query.get("SdkAppid") or None,
        PLATFORMS.get(platform.lower()) or platform if platform else None,
        query.get("ClientIP") or None,
    )


def header_to_wire(command: str, event: AnyEvent, context: Context) -> str:
    query = f"CallbackCommand={command}&contenttype=json"
    if context.app:
        query = f"SdkAppid={escape(context.app)}&{query}"
    if event.client_ip:
        query += f"&ClientIP={escape(event.client_ip)}"
    if event.platform in PLATFORM_NAMES:
        # this one command spells it in capitals
        ios = command == "State.StateChange" and event.platform == "ios"
        query += f"&OptPlatform={'IOS' if ios else PLATFORM_NAMES[event.platform]}"
    elif event.platform and context.own:
        query += f"&OptPlatform={escape(event.platform)}"
    return query


def happened(event: E, header: Header, time: int | str | None = None, operator: str | None = None) -> E:
    """Put the header on an event that was just made.

    Where no operator is named, whom the event is about did it.
    """
    at = time_from_wire(time) if time else None
    if at is not None and header.command.startswith(PUSH):
        at *= 1000
    force_setattr(event, "vendor", NAME)
    force_setattr(event, "command", header.command)
    force_setattr(event, "occurred_at", event.moment if at is None else at)
    force_setattr(event, "app", header.app)
    force_setattr(event, "actor", Participant(id=operator) if operator else event.subject)
    force_setattr(event, "platform", header.platform)
    force_setattr(event, "client_ip", header.client_ip)
    return event


def time_from_wire(time: int | str) -> int | None:
    """Read EventTime, a number or its digits, in its own unit; what says no time is None."""
    if isinstance(time, str):
        return int(time) or None if time.isdecimal() and time.isascii() and len(time) < 20 else None
    return time or None


def time_to_wire(command: str, event: AnyEvent, context: Context) -> int | None:
    """Write EventTime; where the vendor itself wrote none, it is only a copy of the event's own time."""
    at = event.occurred_at
    if command in TIMELESS:
        at = None
    elif context.own:
        at = None if at == event.moment else at
    elif at is None and command in TIMED:
        at = context.now or 0
    return at // 1000 if at is not None and command.startswith(PUSH) else at


def operator_to_wire(event: AnyEvent) -> str:
    """Return who made the request."""
    who = event.actor or event.subject
    return who.id if who is not None else ""


def user(account: str | None) -> Participant | None:
    return Participant(id=account) if account else None


def account(who: Participant | None, path: str, context: Context) -> str:
    return who.id if who is not None and who.id else zero(path, context)


def accounts(people: Sequence[Participant], path: str, context: Context) -> list[str]:
    """Return whom an event is about; from elsewhere it has to be somebody."""
    found = [who.id for who in people]
    if not found or "" in found:
        zero(path, context)
    return found


def zero(path: str, context: Context) -> str:
    """Write nothing where the vendor itself had nothing; from elsewhere it has to be something."""
    if context.own:
        return ""
    raise CannotExpress(f"needs {path}")


def zero_number(path: str, context: Context) -> int:
    """Write the same where it is a number."""
    zero(path, context)
    return 0


def flag_from_wire(flag: int | None) -> bool | None:
    return None if flag is None else bool(flag)


def flag_to_wire(flag: bool | None, context: Context) -> int | None:
    """Write a flag that is always there, though the vendor itself may have left it out."""
    return None if flag is None and context.own else int(flag or 0)


def word(value: str | None, names: Mapping[str, str], context: Context) -> str | None:
    """Write an open enum: what the vendor has no name for goes back to itself only."""
    return None if value is None else names.get(value, value if context.own else None)


def number_from_wire(code: int | None, names: Mapping[int, str]) -> str | None:
    """Read an open enum of numbers; an unknown one as its digits."""
    return None if code is None else names.get(code) or str(code)


def number_to_wire(value: str | None, codes: Mapping[str, int], context: Context) -> int | None:
    if value is None:
        return None
    code = codes.get(value)
    if code is None and context.own and value.removeprefix("-").isdecimal() and value.isascii():
        return int(value)
    return code


def conversation_from_wire(id: str, type: str | None, topic: str | None = None) -> Conversation:
    type = GROUP_TYPES.get(type, type) if type else None
    return Conversation(
        kind="room" if type in ROOM_TYPES else "group", id=id or None, type=type, topic_id=topic or None
    )


def group_id(conversation: Conversation, context: Context, path: str = "conversation.id") -> str:
    return conversation.id or zero(path, context)


def group_type(kind: str | None, type: str | None, context: Context) -> str:
    """Return the name of a group's type; what it usually is where that is not known.

    Where the vendor itself did not say it, it is a group's that says nothing.
    """
    if type is not None:
        name = GROUP_TYPE_NAMES.get(type, type if context.own else None)
        if name is not None and (type in ROOM_TYPES) == (kind == "room"):
            return name
    elif context.own and kind != "room":
        return ""
    options: Options = context.options
    return options.room_type if kind == "room" else options.group_type


def code_from_wire(held: Raw | UnsetType) -> int | None:
    """Read what became of something, a number or its digits: 0 where nothing is said, None for what is no code."""
    if held is UNSET or held == DONE:
        return 0
    try:
        code = parse(held)
    except ImbridgeError:
        return None
    if isinstance(code, str) and code.isascii() and code.removeprefix("-").isdecimal() and len(code) < 20:
        code = int(code)
    if isinstance(code, float) and code.is_integer():
        code = int(code)
    if code is None:
        return 0
    return code if code.__class__ is int and abs(code) < 2**63 else None


def code_to_wire(code: int) -> Raw:
    return Raw(str(code).encode()) if code else DONE


def error_from_wire(code: int | None, reason: str | None) -> Error:
    return Error(code=code, family=FAMILY_OF.get(code or 0, "unknown"), reason=reason or None)


def error_to_wire(error: Error, context: Context) -> tuple[int, str]:
    if context.own and isinstance(error.code, int) and error.code:
        return error.code, error.reason or ""
    return FAMILIES.get(error.family, FAMILIES["server"])[0], error.reason or ""


def in_group(event: Any) -> bool:
    """Tell whether an event is in a group or a room."""
    return event.conversation.kind not in ("direct", "channel", "system")


def in_group_itself(event: Any) -> bool:
    """Tell whether an event is of a group or a room, not of a topic in it."""
    return in_group(event) and event.conversation.topic_id is None and event.conversation.topic_root is None


def in_channel(event: Any) -> bool:
    """Tell whether an event is of an official account."""
    return bool(event.conversation.kind == "channel")


def between_two(event: Any) -> bool:
    """Tell whether an event is between two users, or in nothing that the vendor has."""
    return event.conversation.kind not in ("group", "room", "channel")
