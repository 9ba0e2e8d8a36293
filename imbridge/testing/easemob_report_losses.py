"""What of reports is lost between Easemob and the others, and refused: literal tables written from their documents."""

from typing import Any

Json = dict[str, Any]

LINKS = frozenset({"id", "owner_id", "user_id", "old_owner_id", "new_owner_id", "inviter_id", "topic_id"})
HANDLES = frozenset({"files", "attributes", "ext", "parts", "messages", "receipts", "reactions", "up_to", "message"})
"""Fields in which an id is not that of a user or group."""


def _long(value: Any) -> bool:
    """Tell whether an id would be read as Easemob's long form of another one."""
    if isinstance(value, list):
        return any(map(_long, value))
    if not isinstance(value, dict):
        return False
    return any(
        ("/" in held or held.endswith(("@easemob.com", "@conference.easemob.com")))
        if name in LINKS and isinstance(held, str)
        else name not in HANDLES and _long(held)
        for name, held in value.items()
    )


Fields = dict[str, frozenset[str]]

OF_TENCENT: Fields = {
    "member.updated": frozenset({"role", "nickname"}),
    "group.updated": frozenset({"name", "introduction", "announcement", "avatar"}),
}
OF_OPENIM: Fields = {
    "member.updated": frozenset({"role", "nickname", "avatar", "ext"}),
    "group.updated": frozenset(
        {
            *("name", "introduction", "announcement", "avatar", "ext"),
            *("join_policy", "member_lookup", "member_friending"),
        }
    ),
}
OF_EASEMOB: Fields = {
    "member.updated": frozenset({"role"}),  # of those that others say
    "group.updated": frozenset({"name", "introduction", "announcement", "avatar", "ext"}),
}
"""What each can say of a member or a group that changed."""


def _unspoken(event: Json, fields: Fields) -> bool:
    """Tell whether all that changed is what the target does not speak of."""
    match event["type"]:
        case "member.updated":
            said = {name for member in event["members"] for name in member if name != "id"}
        case "group.updated":
            said = set(event["changes"])
        case _:
            return False
    return bool(said) and not said & fields[event["type"]]


ANYWHERE = frozenset({"platform"})
"""Of no kind of callback in particular: each vendor has names for devices that the others lack."""

CLOSEST = {"friend.added": "friend.responded"}
CLOSEST_OF_TENCENT = {"friend.responded": "friend.added"}
"""Two who are friends now: one says the answer, the other what came of it."""


def not_of_tencent(event: Json) -> bool:
    """Tell whether Tencent cannot say what Easemob says.

    A refusal to be friends, a recall in a group, where it names messages by their number.
    """
    if event["type"] == "message.recalled":
        return bool(event["conversation"].get("kind") != "direct")
    if _unspoken(event, OF_TENCENT):
        return True
    return bool(event["type"] == "friend.responded" and event["relations"][0].get("response") != "agree")


def not_of_openim(event: Json) -> bool:
    """Tell whether OpenIM cannot say what Easemob says: it names a message of the past by its number."""
    return event["type"] in ("message.recalled", "message.read", "conversation.read") or _unspoken(event, OF_OPENIM)


def not_of_easemob(event: Json) -> bool:
    """Tell whether Easemob cannot say what another vendor says.

    An id of its own long form, an answer that is neither yes nor no, a role without a callback, a channel,
    attributes of a group, a push that arrived.
    """
    where = event.get("conversation") or event.get("group") or {}
    if where.get("kind") == "channel" or _unspoken(event, OF_EASEMOB):
        return True
    if event["type"] == "member.updated" and any(member.get("role") not in ROLES for member in event["members"]):
        return True
    if event["type"] == "friend.responded" and event["relations"][0].get("response") not in ANSWERS:
        return True
    if event["type"] == "group.attributes_changed" and (
        event.get("operation") not in OPERATIONS or where.get("kind") != "room"
    ):
        return True
    if event["type"] == "push.reported" and event.get("stage") in ("arrived", "clicked"):
        return True
    unwritten: tuple[str, ...] = UNWRITTEN.get(event["type"], ())
    if event["type"] == "member.left" and event.get("reason") not in ("quit", "kicked", "blocked", "dissolved"):
        unwritten = ("actor",)  # it is only told that somebody is gone
    if event["type"] == "member.joined" and event.get("method") not in ("direct", "invited", "applied"):
        unwritten = ("actor", "inviter_id")  # or has come
    return _long({name: held for name, held in event.items() if name not in unwritten})


OPERATIONS = ("set", "modify", "delete")
UNWRITTEN = {"group.dissolved": ("owner_id", "members")}
"""What Easemob has no place for, so that no id in it can be too long."""

ROLES = ("admin", "member")
ANSWERS = ("agree", "agree_and_add", "reject")


RECALLED_BY = {"message.recalled": {"sender.id": "actor.id"}}
RECALLED_OF = {"message.recalled": {"actor.id": "sender.id"}}
"""Of a recall between two users, one says whose message it was, and the other who took it back."""

CHANGED_FOR_TENCENT = {
    "*": ANYWHERE | {"conversation.type"},  # it always says one of a group
    "conversation.read": frozenset({"read_until"}),  # there is always a time
    "message.recalled": frozenset({"sender.id"}),
    "presence.changed": frozenset({"reason"}),
    "friend.responded": frozenset({"relations[*].initiator_id", "via"}),  # always said of a friendship
    "moderation.reported": frozenset(
        {
            "source",  # it has one kind of check
            "conversation.kind",  # a room becomes a group
            *("content_type", "verdict", "suggestion", "message.server"),
        }
    ),
    "push.reported": frozenset({"occurred_at", "error.code", "error.family"}),
}

CHANGED_FOR_OPENIM = {
    "*": ANYWHERE | {"conversation.kind", "group.kind"},  # a room becomes a group
    "member.joined": frozenset({"method"}),
    "member.left": frozenset({"reason"}),
    "group.created": frozenset({"members[*].role", "group.muted", "group.disabled"}),
}

CHANGED_OF_TENCENT = {
    "*": ANYWHERE,
    "conversation.read": frozenset({"occurred_at"}),  # how far is the only time that is told
    "message.recalled": frozenset({"actor.id"}),
    "presence.changed": frozenset({"reason"}),
    "group.attributes_changed": frozenset({"operation"}),
    "friend.added": frozenset({"relations[*].response", "seen_by", "relations[*].owner_id", "relations[*].user_id"}),
    "push.reported": frozenset({"error.code", "error.family", "error.reason", "stage", "provider"}),
    "moderation.reported": frozenset({"content_type", "verdict", "suggestion"}),
}

CHANGED_OF_OPENIM = {
    "*": ANYWHERE,
    "presence.changed": frozenset({"reason"}),
    "friend.responded": frozenset({"seen_by"}),
}
