"""What Easemob says of groups and rooms, in its newer and its older form: rows of the table of reports."""

from collections.abc import Callable
from typing import Any

from imbridge.testing.easemob_rows import DEVICE, GIVEN, GROUP, KIND, KINDS, Json, Rows, placed, row

FOREVER = 2**63 - 1

INFO = (
    "name",
    "introduction",
    "owner_id",
    "ext",
    "avatar",
    "max_members",
    "created_at",
    "public",
    "muted",
    "disabled",
    "invite_policy",
)
"""What both a new group and a changed one are told to be like."""

BOOLS = (True, False)


def _gop(operation: str, tag: str, *has: str, **more: Any) -> Rows:
    return placed(f"group_op_event:{operation}", tag, "actor.id", *has, **{**GIVEN, **more})


def _alone(event: Json) -> None:
    """Who comes or goes alone, on nobody's word, is the one who did it."""
    if "actor" not in event and len(event["members"]) == 1:
        event["actor"] = {"id": event["members"][0]["id"]}


def _once(event: Json) -> None:
    """Roles are told by user, so that nobody is listed twice."""
    members = {member["id"]: member for member in event.get("members", ())}
    if members:
        event["members"] = list(members.values())


def _until(name: str) -> Callable[[Json], None]:
    """Return what gives all members the one time that a callback has."""

    def bend(event: Json) -> None:
        for member in event["members"]:
            member[name] = event["members"][0][name]

    return bend


def _members(operation: str, field: str, value: Any, **more: Any) -> Rows:
    """Return the row of one kind of change to members; without a value, to a time that is told."""
    given: dict[str, Any] = {"needs": ("members.id",), **more}
    if value is None:
        return _gop(
            operation,
            "member.updated",
            *("members.id", f"members.{field}"),
            **{**given, "needs": ("members.id", f"members.{field}"), "bend": _until(field)},
        )
    return _gop(operation, "member.updated", "members.id", **{**given, "fixed": {f"members.{field}": value}})


def _moved(operation: str, tag: str, fixed: Json, *has: str, **more: Any) -> Rows:
    return _gop(operation, tag, "members.id", *has, needs=("members.id",), fixed=fixed, **more)


def _unnamed(operation: str, tag: str, fixed: Json, *has: str) -> Rows:
    """Return the row of what a member does whom nothing else names: the actor is a copy."""
    return placed(
        f"group_op_event:{operation}",
        tag,
        *("members.id", *has),
        name="unnamed",
        needs=("members.id",),
        fixed=fixed,
        one=frozenset({"members"}),
    )


def _changed(operation: str, field: str, values: tuple[Any, ...], **more: Any) -> Rows:
    path = f"changes.{field}"
    return _gop(operation, "group.updated", path, needs=(path,), choices={path: values}, **more)


def _over_all_rooms(operation: str, role: str) -> Rows:
    return row(
        f"group_op_event:ROOM_SUPER_ADMIN/{operation}",
        "member.updated",
        *("actor.id", "members.id"),
        needs=frozenset({"members.id"}),
        fixed={KIND: "room", "members.role": role},
        **GIVEN,
    )


JOINED, LEFT = "member.joined", "member.left"

OPERATIONS: Rows = [
    *row(
        "group_op_event:CREATE",
        "group.created",
        *("actor.id", "group.id", "group.kind", *[f"group.{field}" for field in INFO], "members.id", "members.role"),
        needs=frozenset({"group.id", "group.kind"}),
        choices={
            "group.kind": KINDS,
            "group.invite_policy": ("open", "closed"),
            "members.role": ("owner", "admin", "Fridge"),
        },
        bend=_once,
        **GIVEN,
    ),
    *_gop("DELETE", "group.dissolved"),
    *_moved("JOIN/DIRECT", JOINED, {"method": "direct"}, "member_count", bend=_alone),
    *_unnamed("JOIN/DIRECT", JOINED, {"method": "direct"}, "member_count"),
    *_unnamed("LEAVE/QUIT", LEFT, {"reason": "quit"}),
    *_moved("JOIN/INVITE", JOINED, {"method": "invited"}, "member_count", **GROUP),
    *_moved("JOIN/APPLY", JOINED, {"method": "applied"}, "member_count"),
    *_moved("LEAVE/QUIT", LEFT, {"reason": "quit"}, bend=_alone),
    *_moved("LEAVE/KICK", LEFT, {"reason": "kicked"}),
    *_moved("LEAVE/BLOCK", LEFT, {"reason": "blocked"}),
    *_moved("LEAVE/DELETE", LEFT, {"reason": "dissolved"}),
    *_gop(
        "UPDATE/INFO",
        "group.updated",
        *[f"changes.{field}" for field in INFO],
        choices={"changes.invite_policy": ("open", "closed")},
    ),
    *_gop("UPDATE/OWNER", "group.owner_changed", "old_owner_id", "new_owner_id", needs=("new_owner_id",)),
    *_changed("UPDATE/MUTE", "muted", BOOLS),
    *_changed("UPDATE/DISABLE", "disabled", BOOLS, **GROUP),
    *_changed("UPDATE/ANNOUNCEMENT", "announcement", ("", "hello", "你好\n")),
    *_members("ADMIN/ADD", "role", "admin"),
    *_members("ADMIN/REMOVE", "role", "member"),
    *_members("MUTE/ADD", "muted_until", None),
    *_members("MUTE/REMOVE", "muted_until", 0),
    *_members("BLOCK/ADD", "blocked_until", None),
    *_members("BLOCK/REMOVE", "blocked_until", 0),
    *_members("WHITE/ADD", "allowlisted", True),
    *_members("WHITE/REMOVE", "allowlisted", False),
    *_members("SHIELD/ADD", "shielding", True, one=frozenset({"members"}), copies=frozenset({"actor"}), **GROUP),
    *_members("SHIELD/REMOVE", "shielding", False, one=frozenset({"members"}), copies=frozenset({"actor"}), **GROUP),
    *_gop(
        "SHARE_FILE/ADD", "group.files_changed", "files.id", needs=("files.id",), fixed={"operation": "added"}, **GROUP
    ),
    *_gop(
        "SHARE_FILE/REMOVE",
        "group.files_changed",
        "files.id",
        needs=("files.id",),
        fixed={"operation": "removed"},
        **GROUP,
    ),
    *_gop(
        "UPDATE/REMOVE", "group.files_changed", "files.id", needs=("files.id",), fixed={"operation": "removed"}, **GROUP
    ),
    *_over_all_rooms("ADD", "super_admin"),
    *_over_all_rooms("REMOVE", "member"),
]
"""Operations on groups and rooms, in the newer form."""


def _muc(operation: str, tag: str, *has: str, **more: Any) -> Rows:
    """Return the row of an operation in the older form; who did it is in `from`."""
    named = () if "actor" in more.get("copies", ()) else ("actor.id",)
    return placed(f"muc:{operation}", tag, *named, *DEVICE, *has, **{**GIVEN, **more})


ONE: dict[str, Any] = {"needs": ("members.id",), "one": frozenset({"members"})}


def _to_one(operation: str, tag: str, fixed: Json, *has: str, **more: Any) -> Rows:
    """Return the row of what somebody does to a member."""
    return _muc(operation, tag, "members.id", *has, **{**ONE, "fixed": fixed, **more})


def _by_one(operation: str, tag: str, fixed: Json, *has: str, **more: Any) -> Rows:
    """Return the row of what a member does: the actor."""
    return _to_one(operation, tag, fixed, *has, **{"copies": frozenset({"actor"}), **more})


def _himself(event: Json) -> None:
    event["actor"] = {"id": event["members"][0]["id"]}


def _metadata(operation: str, tag: str, *has: str, **more: Any) -> Rows:
    return placed(f"muc:{operation}", tag, *("actor.id", *has), **{**GIVEN, **more})


UPDATED, FILES, KV = ("member.updated", "group.files_changed", "group.attributes_changed")
ANNOUNCED = {"needs": ("changes.announcement",)}

OLD_OPERATIONS: Rows = [
    *row(
        "muc:create",
        "group.created",
        *("actor.id", *DEVICE, "group.id"),
        needs=frozenset({"group.id"}),
        fixed={"group.kind": "group"},
        **GIVEN,
    ),
    *_muc("destroy", "group.dissolved"),
    *_muc(
        "apply",
        "member.join_requested",
        *("applicant.id", "message"),
        needs=("applicant.id",),
        copies=frozenset({"actor"}),
        **GROUP,
    ),
    *_to_one("apply_accept", JOINED, {"method": "applied"}, "message", **GROUP),
    *_to_one("invite", "member.invited", {}, "message", **GROUP),
    *_by_one(
        "invite_accept",
        JOINED,
        {"method": "invited"},
        "inviter_id",
        "message",
        bend=_himself,
        copies=frozenset(),
        **GROUP,
    ),
    *_by_one("invite_decline", "member.invite_declined", {}, "message", bend=_himself, copies=frozenset(), **GROUP),
    *_by_one("direct_joined", JOINED, {"method": "direct"}, **GROUP),
    *_by_one("presence", JOINED, {}),
    *_by_one("absence", LEFT, {}),
    *_by_one("leave", LEFT, {"reason": "quit"}),
    *_to_one("kick", LEFT, {"reason": "kicked"}),
    *_to_one("ban", UPDATED, {"members.blocked_until": FOREVER}, **GROUP),
    *_to_one("allow", UPDATED, {"members.blocked_until": 0}, **GROUP),
    *_by_one("block", UPDATED, {"members.shielding": True}, **GROUP),
    *_by_one("unblock", UPDATED, {"members.shielding": False}, **GROUP),
    *_muc("update", "group.updated"),
    *_muc("assing_owner", "group.owner_changed", "new_owner_id", needs=("new_owner_id",), **GROUP),
    *_to_one("add_admin", UPDATED, {"members.role": "admin"}),
    *_to_one("remove_admin", UPDATED, {"members.role": "member"}),
    *_to_one("add_mute", UPDATED, {"members.muted_until": FOREVER}),
    *_to_one("remove_mute", UPDATED, {"members.muted_until": 0}),
    *_muc(
        "update_announcement",
        "group.updated",
        "changes.announcement",
        **ANNOUNCED,
        choices={"changes.announcement": ("hello", "你好\n")},
    ),
    *_muc("delete_announcement", "group.updated", fixed={"changes.announcement": ""}),
    *_muc(
        "upload_file",
        FILES,
        *("files.id", "files.name", "files.size", "owner.id"),
        needs=("files.id",),
        one=frozenset({"files"}),
        fixed={"operation": "added"},
        **GROUP,
    ),
    *_muc(
        "delete_file",
        FILES,
        "files.id",
        needs=("files.id",),
        one=frozenset({"files"}),
        fixed={"operation": "removed"},
        **GROUP,
    ),
    *_to_one("add_user_white_list", UPDATED, {"members.allowlisted": True}),
    *_to_one("remove_user_white_list", UPDATED, {"members.allowlisted": False}),
    *_muc("ban_group", "group.updated", fixed={"changes.muted": True}),
    *_muc("remove_ban_group", "group.updated", fixed={"changes.muted": False}),
    *_metadata("set_metadata", KV, "attributes", kinds=("room",), fixed={"operation": "set"}),
    *_metadata("delete_metadata", KV, "attributes", kinds=("room",), fixed={"operation": "delete"}),
    *_metadata(
        "group_member_metadata_update",
        UPDATED,
        *("members.id", "members.attributes"),
        needs=("members.id", "members.attributes"),
        one=frozenset({"members"}),
        **GROUP,
    ),
]
"""The 33 operations of the older form."""
