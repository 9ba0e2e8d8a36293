"""Mistakes in what Tencent's codec makes of callbacks that are about no message, each with its law."""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace as evolved

from imbridge.errors import CannotExpress
from imbridge.model import Allow, Failed
from tests.laws.bugs import TICKS, Install, document, dull, field, put


def first(name: str) -> Callable[[Any], Any]:
    """Keep the first of what an event is about."""
    return lambda event: evolved(event, **{name: getattr(event, name)[:1]})


def swapped(name: str, one: str, other: str) -> Callable[[Any], Any]:
    """Take one word for another."""
    words = {one: other, other: one}
    return lambda event: evolved(event, **{name: words.get(getattr(event, name), getattr(event, name))})


def of_kind(kind: str) -> Callable[[Any], Any]:
    return lambda event: evolved(event, conversation=evolved(event.conversation, kind=kind))


def quiet_settings(event: Any) -> Any:
    """Take a setting that is emptied for one that is left."""
    return evolved(event, changes=evolved(event.changes, introduction=event.changes.introduction or None))


def no_zero(event: Any) -> Any:
    return evolved(event, user=evolved(event.user, level=event.user.level or None))


def for_good(event: Any) -> Any:
    """Take a push that failed to leave for one that left."""
    return evolved(event, stage="sent") if event.stage == "failed" else event


def without_topic(event: Any) -> Any:
    return evolved(event, conversation=evolved(event.conversation, topic_id=None))


def no_requests(event: Any) -> Any:
    return evolved(event, used=event.limit)


def stumble(event: Any) -> Any:
    return {"set": event, "delete": event, "clear": event}[event.operation]


def insist(body: Any) -> Any:
    if not body.Operator_Account:
        raise CannotExpress("an actor")
    return body


def spelled(old: bytes, new: bytes) -> Install:
    """Write something else in each reply."""
    return field("ack_to_wire", lambda reply: evolved(reply, body=reply.body.replace(old, new)))


REPORT_BUGS: dict[str, tuple[str, str, Install]] = {
    "a heartbeat is lost for a closed connection": (
        "State.StateChange",
        "canonical_identity",
        document("State.StateChange", reads=swapped("reason", "link_closed", "timeout")),
    ),
    "a sign-out is a sign-in": (
        "State.StateChange",
        "canonical_identity",
        document("State.StateChange", reads=swapped("state", "online", "offline")),
    ),
    "a level of nothing is none": (
        "Profile.CallbackPortraitSet",
        "nothing_forgotten",
        document("Profile.CallbackPortraitSet", reads=no_zero),
    ),
    "the first of several requests is all": (
        "Sns.CallbackPrevFriendAdd",
        "nothing_forgotten",
        document("Sns.CallbackPrevFriendAdd", reads=first("relations")),
    ),
    "a request is taken for its answer": (
        "Sns.CallbackFriendAdd",
        "canonical_identity",
        document("Sns.CallbackFriendAdd", reads=swapped("via", "request", "response")),
    ),
    "a read report is finer than it is": (
        "C2C.CallbackAfterMsgReport",
        "canonical_identity",
        document("C2C.CallbackAfterMsgReport", writes=lambda body: put(body, "LastReadTime", body.LastReadTime * 1000)),
    ),
    "an extension of the future is looked up": (
        "C2C.CallbackAfterC2CMsgExtension",
        "total",
        document("C2C.CallbackAfterC2CMsgExtension", reads=stumble),
    ),
    "a push says when in milliseconds": (
        "Push.OfflinePush",
        "canonical_identity",
        document("Push.OfflinePush", writes=lambda body: put(body, "MsgTime", body.MsgTime * 1000)),
    ),
    "a push that failed was sent": (
        "Push.OfflinePush",
        "canonical_identity",
        document("Push.OfflinePush", reads=for_good),
    ),
    "a topic's message is recalled in its community": (
        "Group.CallbackAfterRecallMsg",
        "nothing_forgotten",
        document("Group.CallbackAfterRecallMsg", reads=without_topic),
    ),
    "an emptied setting is left": (
        "Group.CallbackAfterGroupInfoChanged",
        "nothing_forgotten",
        document("Group.CallbackAfterGroupInfoChanged", reads=quiet_settings),
    ),
    "a changed name is not written": (
        "Group.CallbackAfterGroupInfoChanged",
        "edits_win",
        document("Group.CallbackAfterGroupInfoChanged", writes=lambda body: put(body, "Name", "as it was")),
    ),
    "the kicked quit": (
        "Group.CallbackAfterMemberExit",
        "canonical_identity",
        document("Group.CallbackAfterMemberExit", reads=swapped("reason", "quit", "kicked")),
    ),
    "nobody kicks": (
        "Group.CallbackAfterMemberExit",
        "canonical_identity",
        document("Group.CallbackAfterMemberExit", writes=lambda body: put(body, "Operator_Account", "")),
    ),
    "somebody always acts": (
        "Group.CallbackAfterChangeGroupOwner",
        "identity",
        document("Group.CallbackAfterChangeGroupOwner", writes=insist),
    ),
    "presence in a room is in a group": (
        "Group.CallbackOnMemberStateChange",
        "canonical_identity",
        document("Group.CallbackOnMemberStateChange", reads=of_kind("group")),
    ),
    "an official account is a group": (
        "OfficialAccount.CallbackAfterOfficialAccountFull",
        "canonical_identity",
        document("OfficialAccount.CallbackAfterOfficialAccountFull", reads=of_kind("group")),
    ),
    "what is blocked passes": (
        "ContentCallback.ResultNotify",
        "canonical_identity",
        document("ContentCallback.ResultNotify", reads=swapped("verdict", "pass", "block")),
    ),
    "the limit is used up": (
        "Alert.RequestOverLimit",
        "nothing_forgotten",
        document("Alert.RequestOverLimit", reads=no_requests),
    ),
    "the key lacks the digest": (
        "Sns.CallbackFriendDelete",
        "stable_key",
        field("key_fields", lambda key: dull(key, -1)),
    ),
    "encode counts": (
        "Alert.RequestOverLimit",
        "pure",
        document("Alert.RequestOverLimit", writes=lambda body: put(body, "Limit", next(TICKS))),
    ),
    "a friend is refused at the top, which allows all": (
        "Sns.CallbackPrevFriendAdd",
        "verdict",
        spelled(b'"ErrorCode":0', b'"ErrorCode":38000'),
    ),
    "a friend is refused by nothing": (
        "Sns.CallbackPrevFriendResponse",
        "verdict",
        spelled(b'"ResultCode":38000', b'"ResultCode":0'),
    ),
    "refused subscribers are spelled as in the prose": (
        "OfficialAccount.CallbackBeforeAddSubscriber",
        "verdict",
        spelled(b"RefusedSubscribers_Account", b"RefusedMembers_Account"),
    ),
    "the refused are joined by the rest": (
        "Group.CallbackBeforeInviteJoinGroup",
        "verdict",
        spelled(b'"ErrorCode":0', b'"ErrorCode":1'),
    ),
    "who asks to join is refused silently": (
        "Group.CallbackBeforeApplyJoinGroup",
        "verdict",
        spelled(b'"ErrorCode":1,', b'"ErrorCode":2,'),
    ),
    "what cannot be read allows": (
        "Group.CallbackBeforeCreateGroup",
        "verdict",
        field("ack_from_wire", lambda ack: Allow() if isinstance(ack, Failed) else ack),
    ),
}
