"""Mistakes in OpenIM's codec about what is no message, each with the law, and the row, that it is caught by."""

import json
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace as evolved

from imbridge.model import MembersJoined, PresenceChanged
from tests.laws.bugs import Install, field

Json = dict[str, Any]


def in_reply(change: Callable[[Json], Json]) -> Install:
    """Change what a codec answers."""
    return field("ack_to_wire", _written(change))


def in_request(change: Callable[[Json], Json]) -> Install:
    """Change what a codec writes."""
    return field("to_wire", _written(change))


def _written(change: Callable[[Json], Json]) -> Callable[[Any], Any]:
    return lambda written: evolved(written, body=json.dumps(change(json.loads(written.body))).encode())


def read(change: Callable[[Any], Any]) -> Install:
    """Change what a codec reads."""
    return field("from_wire", change)


def without(*names: str) -> Callable[[Json], Json]:
    return lambda body: {name: value for name, value in body.items() if name not in names}


def renamed(old: str, new: str) -> Callable[[Json], Json]:
    return lambda body: {new if name == old else name: value for name, value in body.items()}


def each(name: str, change: Callable[[Any], Any]) -> Callable[[Json], Json]:
    """Change one member of a body, where it has something in it."""
    return lambda body: {**body, name: change(body[name])} if body.get(name) else body


def _turned(event: Any) -> Any:
    swapped = [evolved(one, owner_id=one.user_id, user_id=one.owner_id) for one in event.relations]
    return evolved(event, relations=tuple(swapped))


def _first_half(event: Any) -> Any:
    """Take a conversation's id apart at the first line."""
    if event.peer is None:
        return event
    return evolved(event, peer=evolved(event.peer, id=event.peer.id.partition("_")[0]))


def _invited(event: Any) -> Any:
    return evolved(event, inviter_id=event.members[0].id) if isinstance(event, MembersJoined) else event


def _awake(event: Any) -> Any:
    return evolved(event, background=None) if isinstance(event, PresenceChanged) else event


def _emptied(event: Any) -> Any:
    """Take an empty text for nothing where null says that."""
    return evolved(event, changes=evolved(event.changes, name=event.changes.name or None))


def _dotted(event: Any) -> Any:
    kind = event.conversation.type
    return evolved(event, conversation=evolved(event.conversation, type=str(ord(kind[0])) if kind else None))


def _open(event: Any) -> Any:
    """Read "not changed" as what its zero would mean."""
    return evolved(event, changes=evolved(event.changes, join_policy=event.changes.join_policy or "invite_open"))


SET_OLD, SET_EX = "callbackBeforeSetGroupInfoCommand", "callbackBeforeSetGroupInfoExCommand"
JOINING = "callbackBeforeMembersJoinGroupCommand"

OPENIM_REPORT_BUGS: dict[str, tuple[str, str, Install]] = {
    "an allow does not echo": ("verdict", SET_OLD, in_reply(without("groupName", "introduction", "faceURL"))),
    "an allow echoes no number": ("verdict", SET_EX, in_reply(without("needVerification"))),
    "an allow forgets which group": ("verdict", SET_EX, in_reply(without("groupID"))),
    "a nested reply": (
        "verdict",
        SET_EX,
        in_reply(lambda body: {**body, "groupName": {"value": body.get("groupName")}}),
    ),
    "a reply in the words of the question": ("verdict", JOINING, in_reply(renamed("memberCallbackList", "memberList"))),
    "a mute in seconds": (
        "verdict",
        JOINING,
        in_reply(
            each(
                "memberCallbackList",
                lambda cards: [each("muteEndTime", lambda time: time // 1000)(card) for card in cards],
            )
        ),
    ),
    "members without a name": (
        "verdict",
        JOINING,
        in_reply(each("memberCallbackList", lambda cards: [without("userID")(card) for card in cards])),
    ),
    "the old member's reply in a list": (
        "verdict",
        "callbackBeforeMemberJoinGroupCommand",
        in_reply(
            lambda body: {**without("nickname")(body), "memberCallbackList": [{"nickname": body.get("nickname")}]}
        ),
    ),
    "a name without its big letter, and another": (
        "verdict",
        "callbackBeforeSetGroupMemberInfoCommand",
        in_reply(renamed("nickName", "nickname_")),
    ),
    "a role by its old number": (
        "verdict",
        "callbackBeforeSetGroupMemberInfoCommand",
        in_reply(each("roleLevel", lambda role: {100: 2, 60: 3, 20: 1}.get(role, role))),
    ),
    "a push in the words of the question": (
        "verdict",
        "callbackBeforeOfflinePushCommand 1",
        in_reply(lambda body: {**without("offlinePushInfo")(body), **(body.get("offlinePushInfo") or {})}),
    ),
    "a badge as a number": (
        "verdict",
        "callbackBeforeOfflinePushCommand 1",
        in_reply(each("offlinePushInfo", lambda info: {**info, "iOSBadgeCount": int(info["iOSBadgeCount"])})),
    ),
    "a record in the documents' newer words": (
        "verdict",
        "callbackBeforeCreateSingleChatConversationsCommand",
        in_reply(renamed("isPinned", "is_pinned")),
    ),
    "nothing is said of the accounts": (
        "verdict",
        "callbackBeforeUserRegisterCommand",
        in_reply(renamed("users", "userList")),
    ),
    "who asks and who is asked are one another": (
        "nothing_forgotten",
        "callbackBeforeAddFriendAgreeCommand",
        read(_turned),
    ),
    "a user's id ends at the first line": (
        "nothing_forgotten",
        "callbackBeforeAfterMsgCommand direct",
        read(_first_half),
    ),
    "who joins was invited": ("canonical_identity", "callbackAfterJoinGroupCommand", read(_invited)),
    "nobody is in the background": ("canonical_identity", "callbackAfterUserOnlineCommand", read(_awake)),
    "an empty name changes nothing": ("nothing_forgotten", "callbackAfterSetGroupInfoExCommand", read(_emptied)),
    "a group type by the digit of its number": (
        "canonical_identity",
        "callbackAfterDisMissGroupCommand",
        read(_dotted),
    ),
    "what is not said is open": ("canonical_identity", "callbackAfterSetGroupInfoExCommand", read(_open)),
    "the key is of the group alone": (
        "stable_key",
        "callbackAfterQuitGroupCommand",
        field("key_fields", lambda key: key[:2]),
    ),
    "the sender has no device": (
        "canonical_identity",
        "callbackBeforeGroupOnlinePushCommand 3",
        in_request(lambda body: {**body, "platformID": 0, "platform": ""}),
    ),
    "a group that is joined by role": (
        "edits_win",
        "callbackBeforeCreateGroupCommand",
        in_request(each("initMemberList", lambda members: [{**one, "roleLevel": 20} for one in members])),
    ),
}
