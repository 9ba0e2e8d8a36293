"""Easemob callbacks about groups and rooms, in the vendor's older form.

Written from the vendor's documents alone.
"""

from typing import Any

from hypothesis import strategies as st

from imbridge.testing.documents import ABSENT, MISSING, Draw, Inside, Odd, Raw, maybe, seldom
from imbridge.testing.easemob_callbacks import Maker, Tree, streamed
from imbridge.testing.easemob_envelope import GROUPS, PEOPLE, Setting, groups, long_form, place, users
from imbridge.testing.jsons import counts, plain, texts, words

BOTH_SCOPES = frozenset(
    {
        *("destroy", "presence", "absence", "leave", "kick", "update", "add_admin", "remove_admin", "add_mute"),
        *("remove_mute", "update_announcement", "delete_announcement", "add_user_white_list", "remove_user_white_list"),
        *("ban_group", "remove_ban_group"),
    }
)
OF_THE_GROUP = frozenset(
    {
        *("destroy", "presence", "absence", "update", "update_announcement", "delete_announcement", "upload_file"),
        *("delete_file", "ban_group", "remove_ban_group"),
    }
)
"""Operations that go to all of the group, whose id is then in `to`."""

OF_AN_ACTOR = ("create", "apply", "invite_decline", "direct_joined", "leave", "block", "unblock")
"""Operations of which the documents do not say what is in `to`."""

BY_A_MEMBER = (
    "apply",
    "invite_accept",
    "invite_decline",
    "direct_joined",
    "presence",
    "absence",
    "leave",
    "block",
    "unblock",
)
"""Operations of which the member who acts is what they are about."""

TOLD_WHY = frozenset({"apply", "apply_accept", "invite", "invite_accept", "invite_decline"})

CARRIED_OUT: tuple[Any, ...] = (
    Odd({"description": "", "error_code": "ok"}),
    Odd({"description": "", "error_code": "ok"}),
    Odd({"description": ""}),
    MISSING,
)


def old_payload(draw: Draw, setting: Setting, name: str, group: str) -> Tree:
    """Draw what all operations of the older form say."""
    room = name in BOTH_SCOPES and draw(st.booleans())
    return {
        "muc_id": Odd(setting.jid(group, GROUPS)),
        "operation": name,
        "is_chatroom": True if room else seldom(draw, False, MISSING),
        "status": draw(st.sampled_from(CARRIED_OUT)),
        "reason": draw(st.sampled_from((Odd(""), MISSING))),
    }


def reason(draw: Draw, name: str) -> Any:
    if name == "update_announcement":
        return draw(words)
    if name == "delete_file":
        return draw(words.filter(lambda text: not text.startswith("{")))
    if name != "upload_file":
        return draw(st.sampled_from((draw(words), Odd(""), MISSING)))
    data = {
        "file_id": draw(words),
        "file_name": maybe(draw, words),
        "file_owner": maybe(draw, users),
        "file_size": seldom(draw, maybe(draw, counts), Odd(0)),
        "created": seldom(draw, Odd(1733300000456), MISSING),
    }
    return Inside({"data": data}, loosely=seldom(draw, False, True))


def old_operation(name: str) -> Maker:
    def make(draw: Draw, setting: Setting) -> Tree:
        group, actor = draw(groups), draw(users)
        payload = old_payload(draw, setting, name, group)
        if name in TOLD_WHY or name in ("update_announcement", "upload_file", "delete_file"):
            payload["reason"] = reason(draw, name)
        acting = long_form(draw, setting, actor)
        if name not in BY_A_MEMBER:
            acting = seldom(draw, acting, Odd(setting.app or ""))  # nobody: it was the server
        if name in OF_THE_GROUP:
            to: Any = place(draw, setting, group, GROUPS)
        elif name in OF_AN_ACTOR:
            to = seldom(draw, Odd(group), Odd(actor), Odd("else"), Odd(""))
        else:
            to = place(draw, setting, draw(users), PEOPLE)
        return {
            **streamed(draw, setting, "muc"),
            "group_id": place(draw, setting, group, GROUPS),
            "from": acting,
            "to": to,
            "payload": payload,
        }

    return make


def metadata(name: str) -> Maker:
    """Return what draws a change to the key/value store of a room, or of a member of a group."""

    def make(draw: Draw, setting: Setting) -> Tree:
        group, of_member = draw(groups), name == "group_member_metadata_update"
        operator: Any = draw(users)
        spelled = draw(st.sampled_from(("operator", "operator", "operator ", "")))
        said = {
            "properties": Raw(draw(st.dictionaries(plain, texts, min_size=1, max_size=3))),
            "operator": operator if spelled == "operator" else MISSING,
            "operator ": Odd(operator) if spelled == "operator " else ABSENT,
            "result": maybe(draw, st.just(Odd({"successKeys": ["k"], "errorKeys": {}}))),
            "is_forced": maybe(draw, st.just(Odd(False))),
            "need_notify": maybe(draw, st.just(Odd(True))),
            "identify": maybe(draw, st.just(Odd("x"))),
            "muc_name": maybe(draw, st.just(Odd("a room"))),
        }
        to: Any = Odd(draw(users))
        if of_member:
            named = draw(st.booleans())
            said["username"] = draw(users) if named else MISSING
            to = to if named else Odd(draw(users))
        payload = old_payload(draw, setting, name, group)
        payload["is_chatroom"] = seldom(draw, False, MISSING) if of_member else True
        inside = Inside(said, loosely=seldom(draw, False, True))
        payload["event_info"] = {"ext": inside, "type": seldom(draw, Odd("event_none"), MISSING)}
        return {
            **streamed(draw, setting, "muc"),
            "group_id": place(draw, setting, group, GROUPS),
            "from": seldom(draw, Odd(group), Odd(setting.jid(group, GROUPS)), Odd("")),
            "to": to,
            "payload": payload,
        }

    return make


NAMES = (
    *("create", "destroy", "apply", "apply_accept", "invite", "invite_accept", "invite_decline", "direct_joined"),
    *(
        "presence",
        "absence",
        "leave",
        "kick",
        "ban",
        "allow",
        "block",
        "unblock",
        "update",
        "assing_owner",
        "add_admin",
    ),
    *("remove_admin", "add_mute", "remove_mute", "update_announcement", "delete_announcement", "upload_file"),
    *("delete_file", "add_user_white_list", "remove_user_white_list", "ban_group", "remove_ban_group"),
)
METADATA = ("set_metadata", "delete_metadata", "group_member_metadata_update")

OLD_OPERATIONS: dict[str, Maker] = {
    **{f"muc:{name}": old_operation(name) for name in NAMES},
    **{f"muc:{name}": metadata(name) for name in METADATA},
}
