"""What of reports is lost between Tencent and OpenIM, and refused: literal tables written from their documents."""

from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]

ANYWHERE = frozenset({"platform", "conversation.kind", "conversation.type", "group.kind", "group.type"})
"""Of no callback in particular: each has names for devices and types of group that the other lacks.

OpenIM has no rooms and channels; of a group, Tencent always says the type.
"""

FOR_OPENIM = {
    "*": ANYWHERE,
    "presence.changed": frozenset({"reason"}),  # coming and going have none
    "friend.responding": frozenset({"relations[*].response"}),  # agreeing is not told from adding too
    "friend.added": frozenset({"relations[*].response", *[f"relations[*].{who}_id" for who in ("owner", "user")]}),
    "message.read": frozenset({"actor.id", "receipts[*].id.seq"}),  # it has a callback for each reader
    "member.joined": frozenset({"method"}),  # it tells only of those who join directly
    "member.left": frozenset({"reason"}),
    "member.updated": frozenset({"members[*].role"}),
}

FOR_TENCENT = {
    "*": frozenset({"platform", "conversation.type"}),
    "presence.changed": frozenset({"reason"}),
    "friend.responding": frozenset({"relations[*].response"}),
    "friend.responded": frozenset({"relations[*].initiator_id", "via"}),  # always said of a friendship
    "message.read": frozenset({"receipts[*].readers[*]"}),  # the one who acted
    "member.joined": frozenset({"method"}),  # who joins directly has applied
    "member.updated": frozenset({"members[*].role"}),
}

INSTEAD_OF_TENCENT = {"message.read": {"actor.id": "receipts.readers"}}
"""The readers act, of whom Tencent has a list for each message."""

FRIENDS_OF_TENCENT = {"friend.added": "friend.responded"}
FRIENDS_OF_OPENIM = {"friend.responded": "friend.added"}
"""Two who are friends now: one says the answer, the other what came of it."""

ROLES = ("owner", "admin", "member")
"""Those that OpenIM has a number for."""

Known = Mapping[str, tuple[str, frozenset[str]]]

OPENIM_KNOWS: Known = {
    "user.updated": ("user", frozenset({"nickname", "avatar", "ext"})),
    "group.updated": (
        "changes",
        frozenset(
            {
                *("name", "introduction", "announcement", "avatar", "ext"),
                *("join_policy", "member_lookup", "member_friending"),
            }
        ),
    ),
    "member.updated": ("members", frozenset({"nickname", "avatar", "role", "ext"})),
}
TENCENT_KNOWS: Known = {
    "user.updated": ("user", frozenset({"nickname", "avatar"})),
    "group.updated": ("changes", frozenset({"name", "introduction", "announcement", "avatar"})),
    "member.updated": ("members", frozenset({"nickname", "role"})),
}
"""What of the other's changes each can say, by tag, and where they stand."""


def nothing_known(event: Json, known: Known) -> bool:
    """Tell whether of what has changed nothing can be said; that nothing has, only Tencent can say of a member."""
    if event["type"] not in known:
        return False
    where, names = known[event["type"]]
    held = event.get(where) or {}
    first = held[0] if where == "members" else held
    changed = set(first) - {"id"}
    if known is OPENIM_KNOWS and first.get("role", "owner") not in ROLES:
        names -= {"role"}
    return not changed & names and (bool(changed) or (where == "members" and known is not TENCENT_KNOWS))


def not_of_openim(event: Json) -> bool:
    """Tell whether OpenIM cannot say what Tencent says.

    How far somebody read what another one wrote, what was recalled in a topic, where messages have numbers
    of their own, and changes of nothing that it knows.
    """
    if event["type"] == "message.recalled" and "topic_id" in event["conversation"]:
        return True
    return bool(event["type"] == "conversation.read") or nothing_known(event, OPENIM_KNOWS)


def not_of_tencent(event: Json) -> bool:
    """Tell whether Tencent cannot say what OpenIM says.

    Messages that are in no group have numbers there, and a key here; a refusal makes no friends; members
    are asked about only where they subscribe.
    """
    if event["type"] in ("message.recalled", "message.read"):
        return bool(event["conversation"].get("kind") != "group")
    if event["type"] == "friend.responded":
        return bool(event["relations"][0].get("response") != "agree")
    return bool(event["type"] == "member.joining") or nothing_known(event, TENCENT_KNOWS)
