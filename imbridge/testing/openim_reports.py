"""What OpenIM's callbacks that are no message's can say, as a literal table written from the vendor's documents."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from imbridge.testing.reports import Report

Json = dict[str, Any]


def _row(command: str, tag: str, *has: str, **more: Any) -> Report:
    """Return a row; the header's operation id has a place in every document."""
    return Report(command=command, tag=tag, has=frozenset({"trace", *has}), **more)


def direct_id(a: str, b: str) -> str:
    """Return the id of the conversation of two users, who stand in the order of their bytes."""
    return "si_" + "_".join(sorted((a, b), key=lambda id: id.encode()))


def other_user(conversation: str, known: str) -> str | None:
    """Return the second user of a direct conversation, where its id leaves no doubt of it.

    Ids may hold the very character that joins them.
    """
    joined = conversation.removeprefix("si_")
    others = set()
    if joined.startswith(known + "_") and known.encode() <= joined[len(known) + 1 :].encode():
        others.add(joined[len(known) + 1 :])
    if joined.endswith("_" + known) and joined[: -len(known) - 1].encode() <= known.encode():
        others.add(joined[: -len(known) - 1])
    return others.pop() or None if len(others) == 1 else None


def _known_peer(event: Json) -> None:
    """A peer that the conversation's id would not give back has no place; the id itself has."""
    conversation, actor, peer = event["conversation"], event["actor"]["id"], event.get("peer")
    if peer:
        conversation["id"] = direct_id(actor, peer["id"])
    if not conversation.get("id", "").startswith("si_"):
        conversation.pop("id", None)
    elif other_user(conversation["id"], actor) is None:
        event.pop("peer", None)
    else:
        conversation.pop("id")


def _pushed(event: Json) -> None:
    """A push is about a message of some kind, and what the user sees of it counts or does not."""
    message = event["message"]
    message.setdefault("parts", [{"type": "text", "text": ""}])
    if "push" in message:
        message["push"].setdefault("ios_badge", True)


def _one_state(event: Json) -> None:
    """A group has one state."""
    if event["group"].get("disabled"):
        event["group"].pop("muted", None)


def _one_owner(event: Json) -> None:
    """All relations are of one user."""
    relations = event.get("relations", ())
    for relation in relations:
        relation["owner_id"] = relations[0]["owner_id"]


PUSHED = (
    "platform",
    "message.id.client",
    "message.sender.id",
    "message.conversation.kind",
    "message.parts",
    "message.mentions",
)
SHOWN = tuple([f"message.push.{name}" for name in ("title", "body", "ext", "ios_sound", "ios_badge")])

SESSIONS: dict[int, tuple[str, str | None]] = {
    1: ("direct", None),
    2: ("group", "legacy"),
    3: ("group", None),
    4: ("system", None),
}
"""Kind of the conversation, and the type where its number means one."""


def _push(command: str, channel: str, session: int, *has: str) -> tuple[str, Report]:
    kind, group_type = SESSIONS[session]
    group = {"message.conversation.id"} if kind == "group" else set()
    typed = {"message.conversation.type": group_type} if group_type else {}
    return f"{command} {session}", _row(
        command,
        "push.sending",
        *PUSHED,
        *has,
        *group,
        needs=frozenset({"message.sender.id", *group}),
        one=frozenset({"message.parts"}),
        fixed={"channel": channel, "message.conversation.kind": kind, **typed},
        bend=_pushed,
    )


def _presence(command: str, state: str, *has: str, **more: Any) -> tuple[str, Report]:
    fixed = {"state": state, **({"reason": "kicked"} if command.endswith("KickOffCommand") else {})}
    return command, _row(command, "presence.changed", "platform", "occurred_at", "user.id", *has, fixed=fixed, **more)


def _follow_up(command: str, tag: str, item: str, number: str, **more: Any) -> list[tuple[str, Report]]:
    """Return the rows of what happens to messages of one conversation, by kind of the conversation."""
    needs = {"actor.id", item + number}
    said = {**more, "copies": frozenset()}
    return [
        (
            f"{command} direct",
            _row(
                command,
                tag,
                *needs,
                "peer.id",
                "conversation.id",
                needs=frozenset({*needs, "peer.id"}),
                fixed={"conversation.kind": "direct"},
                bend=_known_peer,
                **said,
            ),
        ),
        (
            f"{command} group",
            _row(
                command,
                tag,
                *needs,
                "conversation.id",
                "conversation.type",
                needs=frozenset({*needs, "conversation.id"}),
                choices={"conversation.type": ("legacy",)},
                fixed={"conversation.kind": "group"},
                **said,
            ),
        ),
    ]


GROUP = tuple(
    [
        f"group.{name}"
        for name in (
            "id",
            "name",
            "introduction",
            "announcement",
            "avatar",
            "owner_id",
            "creator_id",
            "ext",
            "created_at",
            "member_count",
            "type",
            "muted",
            "disabled",
            "join_policy",
            "member_lookup",
            "member_friending",
        )
    ]
)

TYPES = ("normal", "super", "working", "7")
POLICIES = ("invite_open", "approval", "open", "7")
ROLES = ("owner", "admin", "member", "7")
MODES = ("notify", "none", "silent", "7")


def _created(command: str, tag: str) -> tuple[str, Report]:
    return command, _row(
        command,
        tag,
        *GROUP,
        "members.id",
        "members.role",
        choices={
            "group.type": TYPES,
            "group.join_policy": POLICIES,
            "group.muted": (True,),
            "group.disabled": (True,),
            "members.role": ROLES,
        },
        fixed={"group.kind": "group"},
        always={
            "group.type": "normal",
            "group.join_policy": "invite_open",
            "group.member_lookup": True,
            "group.member_friending": True,
            "group.member_count": 0,
        },
        bend=_one_state,
    )


CHANGED = tuple(
    [
        f"changes.{name}"
        for name in (
            "name",
            "introduction",
            "announcement",
            "avatar",
            "ext",
            "join_policy",
            "member_lookup",
            "member_friending",
        )
    ]
)


def _in_group(command: str, tag: str, *has: str, needs: tuple[str, ...] = (), **more: Any) -> tuple[str, Report]:
    fixed = {"conversation.kind": "group", **more.pop("fixed", {})}
    wanted = frozenset({"conversation.id", *needs})
    return command, _row(command, tag, "conversation.id", *has, needs=wanted, fixed=fixed, **more)


def _related(command: str, tag: str, *has: str, many: bool = False, **more: Any) -> tuple[str, Report]:
    needs = frozenset({"relations.owner_id", "relations.user_id"})
    one = frozenset() if many else frozenset({"relations"})
    bend: Callable[[Json], None] | None = _one_owner if many else None
    return command, _row(command, tag, *needs, *has, needs=needs, one=one, bend=bend, **more)


MEMBER = ("members.id", "members.nickname", "members.avatar", "members.role", "members.ext")
PROFILE = ("user.id", "user.nickname", "user.avatar", "user.ext")
ACCOUNT = tuple(
    [f"users.{name}" for name in ("id", "nickname", "avatar", "ext", "created_at", "level", "receive_mode")]
)
SETTINGS = tuple(
    [
        f"settings.{name}"
        for name in ("receive_mode", "pinned", "private", "burn_after", "mention_state", "attached", "ext")
    ]
)
GROUP_TYPE = {"conversation.type": TYPES}
NUMBERED = {
    "changes.join_policy": "invite_open",
    "changes.member_lookup": True,
    "changes.member_friending": True,
}
"""What the older of the two ways to set a group's info says of its numbers, asked for or not."""


def _recorded(command: str, tag: str, place: str) -> tuple[str, Report]:
    group = place == "conversation.id"
    return command, _row(
        command,
        tag,
        *SETTINGS,
        "owner_id",
        place,
        needs=frozenset({place} if group else {place, "owner_id"}),
        choices={"settings.receive_mode": MODES, "settings.mention_state": MENTIONED},
        always={
            "settings.receive_mode": "notify",
            "settings.pinned": False,
            "settings.private": False,
            "settings.mention_state": "none",
        },
        fixed={"conversation.kind": "group" if group else "direct"},
    )


MENTIONED = ("none", "me", "all", "all_and_me", "group_notice", "7")

READ_ROW = {
    "needs": frozenset({"actor.id"}),
    "fixed": {"conversation.kind": "group"},
    "copies": frozenset[str](),
}

CURRENT: dict[str, Report] = dict(
    [
        *_follow_up(
            "callbackBeforeAfterMsgCommand", "message.recalled", "messages", ".seq", one=frozenset({"messages"})
        ),
        *_follow_up("callbackAfterSingleMsgReadCommand", "message.read", "receipts", ".id.seq"),
        (
            "callbackAfterGroupMsgReadCommand",
            _row("callbackAfterGroupMsgReadCommand", "conversation.read", "actor.id", "up_to.seq", **READ_ROW),
        ),
        *[_push("callbackBeforeOfflinePushCommand", "offline", session, "targets", *SHOWN) for session in SESSIONS],
        *[_push("callbackBeforeOnlinePushCommand", "online", session, "targets") for session in (1, 3)],
        *[
            _push("callbackBeforeGroupOnlinePushCommand", "online_group", session, "message.id.seq")
            for session in (3, 4)
        ],
        _presence(
            "callbackAfterUserOnlineCommand",
            "online",
            "background",
            "connection_id",
            always={"background": False},
        ),
        _presence("callbackAfterUserOfflineCommand", "offline", "connection_id"),
        _presence("callbackAfterUserKickOffCommand", "offline"),
        _created("callbackBeforeCreateGroupCommand", "group.creating"),
        _created("callbackAfterCreateGroupCommand", "group.created"),
        *[
            _in_group(
                f"callback{phase}SetGroupInfo{form}Command",
                tag,
                *CHANGED,
                choices={"changes.join_policy": POLICIES},
                always=NUMBERED if (phase, form) == ("Before", "") else {},
            )
            for phase, tag in (("Before", "group.updating"), ("After", "group.updated"))
            for form in ("Ex", "")
        ],
        _in_group(
            "callbackAfterTransferGroupOwnerCommand",
            "group.owner_changed",
            "old_owner_id",
            "new_owner_id",
            needs=("new_owner_id",),
        ),
        _in_group(
            "callbackAfterDisMissGroupCommand",
            "group.dissolved",
            "conversation.type",
            "owner_id",
            "members.id",
            choices=GROUP_TYPE,
        ),
        _in_group(
            "callbackBeforeJoinGroupCommand",
            "member.join_requesting",
            "conversation.type",
            "applicant.id",
            "applicant.ext",
            "message",
            choices=GROUP_TYPE,
            needs=("applicant.id",),
        ),
        _in_group(
            "callbackBeforeInviteJoinGroupCommand",
            "member.invite_requesting",
            "members.id",
            "message",
            needs=("members.id",),
        ),
        _in_group(
            "callbackBeforeMembersJoinGroupCommand",
            "member.joining",
            "members.id",
            "members.ext",
            "group_ext",
            needs=("members.id",),
        ),
        _in_group(
            "callbackAfterJoinGroupCommand",
            "member.joined",
            "members.id",
            "message",
            "source",
            choices={"source": ("admin", "invitation", "search", "qr_code", "7")},
            fixed={"method": "direct"},
            needs=("members.id",),
            one=frozenset({"members"}),
        ),
        _in_group(
            "callbackAfterQuitGroupCommand",
            "member.left",
            "members.id",
            fixed={"reason": "quit"},
            needs=("members.id",),
            one=frozenset({"members"}),
        ),
        _in_group(
            "callbackAfterKickGroupCommand",
            "member.left",
            "members.id",
            "message",
            fixed={"reason": "kicked"},
            needs=("members.id",),
        ),
        *[
            _in_group(
                f"callback{phase}SetGroupMemberInfoCommand",
                tag,
                *MEMBER,
                choices={"members.role": ROLES},
                needs=("members.id",),
                one=frozenset({"members"}),
            )
            for phase, tag in (("Before", "member.updating"), ("After", "member.updated"))
        ],
        _related("callbackBeforeAddFriendCommand", "friend.requesting", "relations.message"),
        _related("callbackAfterAddFriendCommand", "friend.requested", "relations.message"),
        *[
            _related(
                f"callback{phase}AddFriendAgreeCommand",
                tag,
                "relations.message",
                "relations.response",
                choices={"relations.response": ("agree", "reject", "7")},
            )
            for phase, tag in (("Before", "friend.responding"), ("After", "friend.responded"))
        ],
        _related("callbackAfterDeleteFriendCommand", "friend.removed"),
        _related("callbackBeforeSetFriendRemarkCommand", "friend.remark_updating", "relations.remark"),
        _related("callbackAfterSetFriendRemarkCommand", "friend.remark_updated", "relations.remark"),
        _related("callbackBeforeImportFriendsCommand", "friend.importing", many=True),
        _related("callbackAfterImportFriendsCommand", "friend.imported", many=True),
        _related("callbackBeforeAddBlackCommand", "block.adding"),
        _related("callbackAfterRemoveBlackCommand", "block.removed"),
        *[
            (
                command,
                _row(
                    command,
                    tag,
                    *ACCOUNT,
                    needs=frozenset({"users.id"}),
                    choices={"users.level": (0, 1, 2, 3, 4, 7), "users.receive_mode": MODES},
                    always={"users.level": 0, "users.receive_mode": "notify"},
                ),
            )
            for command, tag in (
                ("callbackBeforeUserRegisterCommand", "user.registering"),
                ("callbackAfterUserRegisterCommand", "user.registered"),
            )
        ],
        *[
            (command, _row(command, tag, *PROFILE, needs=frozenset({"user.id"})))
            for phase, tag in (("Before", "user.updating"), ("After", "user.updated"))
            for command in (f"callback{phase}UpdateUserInfoExCommand", f"callback{phase}UpdateUserInfoCommand")
        ],
        *[
            _recorded(f"callback{phase}Create{kind}ChatConversationsCommand", tag, place)
            for phase, tag in (("Before", "conversation.creating"), ("After", "conversation.created"))
            for kind, place in (("Single", "peer.id"), ("Group", "conversation.id"))
        ],
    ]
)

OLDER: dict[str, str] = {
    "callbackUserOnlineCommand": "callbackAfterUserOnlineCommand",
    "callbackUserOfflineCommand": "callbackAfterUserOfflineCommand",
    "callbackUserKickOffCommand": "callbackAfterUserKickOffCommand",
    "callbackOfflinePushCommand 1": "callbackBeforeOfflinePushCommand 1",
    "callbackOnlinePushCommand 1": "callbackBeforeOnlinePushCommand 1",
    "callbackSuperGroupOnlinePushCommand 3": "callbackBeforeGroupOnlinePushCommand 3",
    "callbackQuitGroupCommand": "callbackAfterQuitGroupCommand",
    "callbackKillGroupCommand": "callbackAfterKickGroupCommand",
    "callbackDisMissGroupCommand": "callbackAfterDisMissGroupCommand",
    "callbackGroupMsgReadCommand": "callbackAfterGroupMsgReadCommand",
    "callbackSingleMsgRead direct": "callbackAfterSingleMsgReadCommand direct",
    "callbackSingleMsgReadCommand direct": "callbackAfterSingleMsgReadCommand direct",
    "callbackTransferGroupOwnerAfter": "callbackAfterTransferGroupOwnerCommand",
    "callbackAfterTransferGroupOwner": "callbackAfterTransferGroupOwnerCommand",
    "callbackBeforeSetFriendRemark": "callbackBeforeSetFriendRemarkCommand",
    "callbackAfterSetFriendRemark": "callbackAfterSetFriendRemarkCommand",
    "CallbackBeforeSetGroupMemberInfoCommand": "callbackBeforeSetGroupMemberInfoCommand",
    "CallbackBeforeMembersJoinGroupCommand": "callbackBeforeMembersJoinGroupCommand",
}
"""Rows of older names, and of names in documents alone, and what they are called now."""

ALONE: dict[str, Report] = {
    # of 3.5: whom the reader had been written by, and not which messages
    "callbackSingleMsgRead 3.5": _row(
        "callbackSingleMsgRead",
        "message.read",
        "actor.id",
        "peer.id",
        needs=frozenset({"actor.id", "peer.id"}),
        fixed={"conversation.kind": "direct"},
        copies=frozenset(),
    ),
    # of documents alone: which message it was is not said
    "callbackSingleMsgRevokeCommand": _row(
        "callbackSingleMsgRevokeCommand",
        "message.recalled",
        "actor.id",
        "peer.id",
        needs=frozenset({"actor.id", "peer.id"}),
        fixed={"conversation.kind": "direct"},
        copies=frozenset(),
    ),
    "callbackBeforeMemberJoinGroupCommand": replace(
        CURRENT["callbackBeforeMembersJoinGroupCommand"],
        command="callbackBeforeMemberJoinGroupCommand",
        one=frozenset({"members"}),
    ),
}
"""Older documents that have a shape of their own."""

OPENIM_REPORTS: dict[str, Report] = {
    **CURRENT,
    **{old: replace(CURRENT[now], command=old.partition(" ")[0]) for old, now in OLDER.items()},
    **ALONE,
}
