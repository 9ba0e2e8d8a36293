"""What OpenIM's servers make of a reply about anything but a message: a small model of each release family.

Written from the vendor's documents and the server's source alone. A reply is read as the server's language
reads JSON; what the server then keeps is said in two ways: as the callback would have said it, and in
the model's words, by tables of this module's own.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from imbridge.http import Response
from imbridge.testing.jsons import is_object_text
from imbridge.testing.judging import ALLOW, BROKEN, REFUSE, Judged, Server
from imbridge.testing.servers import I32, REFUSING

Json = dict[str, Any]
Shape = str | list[Any] | dict[str, Any]

V3: Json = {"actionCode": "i32", "errCode": "i32", "errMsg": "str", "errDlt": "str"}
COMMON: Json = {**V3, "nextCode": "i32"}
KNOWN: dict[str, Json] = {
    "2": {"actionCode": "i32", "errCode": "i32", "errMsg": "str", "operationID": "str"},
    "3.0": V3,
}
"""The common fields of the releases that know fewer."""

PUSH_INFO: Json = {
    "title": "str",
    "desc": "str",
    "ex": "str",
    "iOSPushSound": "str",
    "iOSBadgeCount": "bool",
    "signalInfo": "str",
}
ACCOUNT: Json = {
    "userID": "str",
    "nickname": "str",
    "faceURL": "str",
    "ex": "str",
    "createTime": "i64",
    "appMangerLevel": "i32",
    "globalRecvMsgOpt": "i32",
}
NUMBERS: Json = {"needVerification": "i32?", "lookMemberInfo": "i32?", "applyMemberFriend": "i32?"}
CARD: Json = {"nickname": "str?", "faceURL": "str?", "ex": "str?", "roleLevel": "i32?", "muteEndTime": "i64?"}
PROFILE: Json = {"nickName": "str?", "faceURL": "str?", "ex": "str?"}
RECORD: Json = {
    "recvMsgOpt": "i32?",
    "isPinned": "bool?",
    "isPrivateChat": "bool?",
    "burnDuration": "i32?",
    "groupAtType": "i32?",
    "attachedInfo": "str?",
    "ex": "str?",
}
PUSHED: Json = {"userIDList": ["str"], "offlinePushInfo": PUSH_INFO}

SET_OLD = "callbackBeforeSetGroupInfoCommand"
SET_EX = "callbackBeforeSetGroupInfoExCommand"
CREATE = "callbackBeforeCreateGroupCommand"
JOINING = "callbackBeforeMembersJoinGroupCommand"
JOINING_ONE = "callbackBeforeMemberJoinGroupCommand"
PROFILE_OLD = "callbackBeforeUpdateUserInfoCommand"
PROFILE_EX = "callbackBeforeUpdateUserInfoExCommand"
OFFLINE = "callbackBeforeOfflinePushCommand"
ONLINE = "callbackBeforeOnlinePushCommand"
ONLINE_GROUP = "callbackBeforeGroupOnlinePushCommand"
REMARK = "callbackBeforeSetFriendRemarkCommand"
IMPORT = "callbackBeforeImportFriendsCommand"
REGISTER = "callbackBeforeUserRegisterCommand"
MEMBER = "callbackBeforeSetGroupMemberInfoCommand"

RECORDED = (
    "callbackBeforeCreateSingleChatConversationsCommand",
    "callbackBeforeCreateGroupChatConversationsCommand",
)

CALLED: dict[str, str] = {
    "callbackOfflinePushCommand": OFFLINE,
    "callbackOnlinePushCommand": ONLINE,
    "callbackSuperGroupOnlinePushCommand": ONLINE_GROUP,
    "callbackBeforeSetFriendRemark": REMARK,
    "CallbackBeforeSetGroupMemberInfoCommand": MEMBER,
    "CallbackBeforeMembersJoinGroupCommand": JOINING,
}
"""Older names."""

EXTRAS: dict[str, Json] = {
    CREATE: {
        **dict.fromkeys(("groupID", "groupName", "notification", "introduction", "faceURL", "ownerUserID"), "str?"),
        **dict.fromkeys(("ex", "creatorUserID"), "str?"),
        **dict.fromkeys(("status", "groupType"), "i32?"),
        **NUMBERS,
    },
    SET_OLD: {
        **dict.fromkeys(("groupID", "groupName", "notification", "introduction", "faceURL"), "str"),
        "ex": "str?",
        **NUMBERS,
    },
    SET_EX: {
        "groupID": "str",
        **dict.fromkeys(("groupName", "notification", "introduction", "faceURL", "ex"), "str?"),
        **NUMBERS,
    },
    JOINING: {"memberCallbackList": [{"userID": "str?", **CARD}]},
    JOINING_ONE: CARD,
    MEMBER: {"ex": "str?", "nickName": "str?", "faceURL": "str?", "roleLevel": "i32?"},
    REMARK: {"remark": "str"},
    IMPORT: {"friendUserIDs": ["str"]},
    REGISTER: {"users": [ACCOUNT]},
    PROFILE_EX: PROFILE,
    PROFILE_OLD: PROFILE,
    **dict.fromkeys(RECORDED, RECORD),
    **dict.fromkeys((OFFLINE, ONLINE, ONLINE_GROUP), PUSHED),
    "callbackBeforeInviteJoinGroupCommand": {"refusedMembersAccount": ["str"]},
}
"""What a reply may hold beyond the common fields, by command; `?` marks what is told from absence."""


class Members(list[tuple[str, Any]]):
    """A JSON object as it stands, doubled keys included."""


class Wrong(Exception):
    """A value of another type: an error, which a later, better value of the same key does not mend."""


def unmarshal(body: bytes, shape: Json) -> Json | None:
    """Read a reply like the server's language: keys in any case, no conversion of types; None: an error."""
    try:
        read = json.loads(body.decode("utf-8", "replace"), object_pairs_hook=Members, parse_constant=_no_constant)
        found = _filled(read, shape)
    except (ValueError, RecursionError, Wrong):
        return None
    return {} if found is None else dict(found)


def _no_constant(name: str) -> None:
    raise ValueError(name)


KINDS: dict[str, tuple[type, range | None]] = {
    "str": (str, None),
    "bool": (bool, None),
    "i32": (int, I32),
    "i64": (int, range(-(2**63), 2**63)),
}


def _filled(value: Any, shape: Shape) -> Any:
    if value is None:
        return None
    if isinstance(shape, dict):
        if not isinstance(value, Members):
            raise Wrong
        names = {name.lower(): name for name in shape}
        held: Json = {}
        for key, given in value:
            name = names.get(key.lower())
            if name is not None:
                filled = _filled(given, shape[name])
                if filled is not None:
                    held[name] = filled
                elif str(shape[name]).endswith("?"):
                    held.pop(name, None)
        return held
    if isinstance(shape, list):
        if isinstance(value, Members) or not isinstance(value, list):
            raise Wrong
        return [({} if isinstance(shape[0], dict) else "") if one is None else _filled(one, shape[0]) for one in value]
    kind, within = KINDS[shape.removesuffix("?")]
    if type(value) is not kind or (within is not None and value not in within):
        raise Wrong
    return value


Read = Callable[[Any], Any]


def _text(value: str) -> Any:
    return value


def _said(value: str) -> Any:
    """Read a text, or a number, of which the zero says nothing."""
    return value or None


def _data(value: str) -> Any:
    return (json.loads(value) if is_object_text(value) else value) or None


def _named(names: Mapping[int, Any]) -> Read:
    return lambda value: names.get(value, str(value))


def _only(names: Mapping[int, Any]) -> Read:
    return lambda value: names.get(value)


_policy = _named({0: "invite_open", 1: "approval", 2: "open"})
_role = _named({100: "owner", 60: "admin", 20: "member"})
_old_role = _named({2: "owner", 3: "admin", 1: "member", 100: "owner", 60: "admin", 20: "member"})
_type = _named({0: "normal", 1: "super", 2: "working"})
_mode = _named({0: "notify", 1: "none", 2: "silent"})
_mention = _named({0: "none", 1: "me", 2: "all", 3: "all_and_me", 4: "group_notice"})
_allowed = _only({0: True, 1: False})

SETTINGS: dict[str, tuple[str, Read]] = {
    "groupName": ("name", _text),
    "introduction": ("introduction", _text),
    "notification": ("announcement", _text),
    "faceURL": ("avatar", _text),
    "ex": ("ext", _data),
    "needVerification": ("join_policy", _policy),
    "lookMemberInfo": ("member_lookup", _allowed),
    "applyMemberFriend": ("member_friending", _allowed),
}

NEW_GROUP: dict[str, tuple[str, Read]] = {
    **{key: place for key, place in SETTINGS.items() if key != "applyMemberFriend"},  # read, and ignored
    "groupID": ("id", _said),
    "ownerUserID": ("owner_id", _said),
    "creatorUserID": ("creator_id", _said),
    "groupType": ("type", _type),
}

CARDS: dict[str, tuple[str, Read]] = {
    "nickname": ("nickname", _text),
    "nickName": ("nickname", _text),
    "faceURL": ("avatar", _text),
    "ex": ("ext", _data),
    "roleLevel": ("role", _role),
    "muteEndTime": ("muted_until", _text),
}

ACCOUNTS: dict[str, tuple[str, Read]] = {
    "userID": ("id", _said),
    "nickname": ("nickname", _said),
    "faceURL": ("avatar", _said),
    "ex": ("ext", _data),
    "createTime": ("created_at", _said),
    "appMangerLevel": ("level", _text),
    "globalRecvMsgOpt": ("receive_mode", _mode),
}

RECORDS: dict[str, tuple[str, Read]] = {
    "recvMsgOpt": ("receive_mode", _mode),
    "isPinned": ("pinned", _text),
    "isPrivateChat": ("private", _text),
    "burnDuration": ("burn_after", _text),
    "groupAtType": ("mention_state", _mention),
    "attachedInfo": ("attached", _text),
    "ex": ("ext", _data),
}

PUSHES: dict[str, tuple[str, Read]] = {
    "title": ("title", _said),
    "desc": ("body", _said),
    "ex": ("ext", _data),
    "iOSPushSound": ("ios_sound", _said),
    "iOSBadgeCount": ("ios_badge", _text),
}


OLD_CARDS = {**CARDS, "roleLevel": ("role", _old_role)}
"""As in 2."""


def _spoken(held: Json, table: Mapping[str, tuple[str, Read]]) -> Json:
    said = {table[key][0]: table[key][1](value) for key, value in held.items() if key in table}
    return {name: value for name, value in said.items() if value is not None}


def _zeros(shape: Json) -> Json:
    kinds: Json = {"str": "", "i32": 0, "i64": 0, "bool": False}
    return {key: kinds[kind] for key, kind in shape.items()}


PENDING = ("groupName", "introduction", "faceURL", "ex", "needVerification", "lookMemberInfo", "applyMemberFriend")


def pending(command: str, asked: Json, read: Json) -> Json:
    """Return the settings that are about to be made once a reply has been copied over them.

    The older of the two copies its texts back whatever they are, and the rest where there is
    something; the newer one copies everything back, null too. The announcement stays in both.
    """
    kept = {key: asked.get(key) for key in ("groupID", *SETTINGS) if written(key, asked.get(key))}
    if command == SET_EX:
        return kept | {key: read.get(key) for key in PENDING} | {"groupID": read.get("groupID", "")}
    texts = ("groupID", "groupName", "introduction", "faceURL")
    numbers = {key: read[key] for key in PENDING if key not in texts and key in read}
    return kept | {key: read.get(key, "") for key in texts} | numbers


def written(key: str, value: Any) -> bool:
    """Tell whether a server can have written a value of a setting, and not a test that tries its reader."""
    return value is None or type(value) is (int if key in NUMBERS else str)


def settings(command: str, held: Json) -> Json:
    """Say in the model's words what settings are about to be made."""
    said = {key: value for key, value in held.items() if value is not None}
    if command == SET_OLD:
        said = {key: value for key, value in said.items() if value != ""}
    return _spoken(said, SETTINGS)


def _members(asked: Json, read: Json, table: Mapping[str, tuple[str, Read]]) -> Json | None:
    """Return what becomes of the members, by id; None: the server crashes."""
    listed = read.get("memberCallbackList", [])
    if any("userID" not in one for one in listed):
        return None
    joining = {one["userID"] for one in asked.get("memberList") or ()}
    cards = [{"id": one["userID"], **_spoken(one, table)} for one in listed if one["userID"] in joining]
    cards = [card for card in cards if len(card) > 1]
    return {"members": cards} if cards else {}


def _status(read: Json) -> Json:
    states: dict[int, Json] = {0: {"muted": False, "disabled": False}, 1: {"disabled": True}, 3: {"muted": True}}
    return states.get(read.get("status", -1), {})


def stored(release: str, command: str, asked: Json, read: Json) -> Json | None:
    """Say in the model's words what a reply changes; None: the server crashes over it."""
    cards = OLD_CARDS if release == "2" else CARDS
    if command == JOINING:
        return _members(asked, read, cards)
    match command:
        case "callbackBeforeCreateGroupCommand":
            group = _spoken(read, NEW_GROUP) | _status(read)
            said: Json = {"group": group} if group else {}
        case "callbackBeforeSetGroupInfoCommand" | "callbackBeforeSetGroupInfoExCommand":
            other = {"id": read["groupID"]} if read.get("groupID", "") not in ("", asked["groupID"]) else {}
            said = {"group": other | settings(command, pending(command, asked, read))}
        case "callbackBeforeMemberJoinGroupCommand" | "callbackBeforeSetGroupMemberInfoCommand":
            card = _spoken(read, cards)
            said = {"members": [{"id": asked["userID"], **card}]} if card else {}
        case "callbackBeforeUpdateUserInfoExCommand" | "callbackBeforeUpdateUserInfoCommand":
            if command == PROFILE_EX and any(type(asked.get(key)) is not str for key in PROFILE if key in read):
                return None
            card = _spoken(read, CARDS)
            said = {"user": {"id": asked["userID"], **card}} if card else {}
        case "callbackBeforeSetFriendRemarkCommand":
            said = {"remark": read["remark"]} if read.get("remark") else {}
        case "callbackBeforeImportFriendsCommand":
            said = {"user_ids": read["friendUserIDs"]} if read.get("friendUserIDs") else {}
        case "callbackBeforeUserRegisterCommand":
            users = [_spoken(_zeros(ACCOUNT) | one, ACCOUNTS) for one in read.get("users", ())]
            said = {"users": users} if users else {}
        case "callbackBeforeOfflinePushCommand" | "callbackBeforeGroupOnlinePushCommand":
            said = {"targets": read["userIDList"]} if read.get("userIDList") else {}
            if command == OFFLINE and "offlinePushInfo" in read:
                said["push"] = _spoken(_zeros(PUSH_INFO) | read["offlinePushInfo"], PUSHES)
        case _ if command in RECORDED:
            record = _spoken(read, RECORDS)
            said = {"settings": record} if record else {}
        case _:
            said = {}
    return said


def judge(server: Server, asked: Json, reply: Response) -> Judged:
    """Return what a server makes of a reply to a callback: its verdict, and what it changes."""
    command, release = current(asked["callbackCommand"]), server.options["release"]
    read = unmarshal(reply.body, {**KNOWN.get(release, COMMON), **EXTRAS.get(command, {})})
    if read is None:
        return BROKEN
    action, code, following = (read.get(name, 0) for name in ("actionCode", "errCode", "nextCode"))
    if REFUSING[release](action, code, following):
        return Judged(REFUSE, code or None, read.get("errMsg") or None)
    changes = stored(release, command, asked, read)
    return BROKEN if changes is None else Judged(ALLOW, changes=changes)


def left(asked: Json, reply: Response) -> Json | None:
    """Return the settings that a reply leaves of those that were asked about, in the vendor's words."""
    command = current(asked["callbackCommand"])
    if command not in (SET_OLD, SET_EX):
        return None
    return pending(command, asked, unmarshal(reply.body, {**COMMON, **EXTRAS[command]}) or {})


def current(command: str) -> str:
    """Return what a command is called now."""
    return CALLED.get(command, command)
