"""What Easemob's callbacks that are no message's can say, as a literal table written from the vendor's documents."""

from typing import Any

from imbridge.testing import easemob_narrowing
from imbridge.testing.easemob_group_reports import OLD_OPERATIONS, OPERATIONS
from imbridge.testing.easemob_rows import DEVICE, GIVEN, KIND, KINDS, PLACE, Json, Rows, direct, placed, row
from imbridge.testing.reports import Report


def _follow_up(command: str, tag: str, handle: str, kinds: tuple[str, ...], **more: Any) -> Rows:
    """Return the rows of what happens to one message, between two users and elsewhere."""
    has = ("actor.id", *DEVICE, handle)
    said: dict[str, Any] = {
        **GIVEN,
        "needs": ("actor.id", handle),
        "one": frozenset({handle.partition(".")[0]}),
        **more,
    }
    return [
        *direct(command, tag, *has, name="direct", **said),
        *(placed(command, tag, *has, kinds=kinds, name="group", **said) if kinds else []),
    ]


def _edited(event: Json) -> None:
    content = event["message"]
    easemob_narrowing.content(content)


def _edit(tag: str, name: str) -> Rows:
    has = (
        "actor.id",
        *DEVICE,
        *[f"message.{field}" for field in ("id.server", "sender.id", "sent_at", "parts", "mentions", "push", "ext")],
        "edited_at",
        "edit_count",
    )
    needs = {"actor.id", "message.id.server"}
    kind, place = "message.conversation.kind", "message.conversation.id"
    more: dict[str, Any] = {**GIVEN, "bend": _edited}
    return [
        *row(
            "edit",
            tag,
            *has,
            "peer.id",
            name=f"direct{name}",
            needs=frozenset({*needs, "peer.id"}),
            fixed={kind: "direct"},
            **more,
        ),
        *row(
            "edit",
            tag,
            *has,
            kind,
            place,
            name=f"group{name}",
            needs=frozenset({*needs, kind, place}),
            choices={kind: KINDS},
            **more,
        ),
    ]


def _reacted(event: Json) -> None:
    for message in event["messages"]:
        for reaction in message.get("reactions", ()):
            for change in reaction.get("changes", ()):
                change.setdefault("operation", "create")
                change.setdefault("user_id", "ann")


REACTED = (
    "actor.id",
    *DEVICE,
    *[f"messages.{field}" for field in ("id.server", "sender.id", "changed_at", "reactions")],
)
REACTIONS: dict[str, Any] = {
    **GIVEN,
    "choices": {"messages.reactions.changes.operation": ("create", "delete", "Fridge")},
    "bend": _reacted,
}


def _last(event: Json) -> None:
    """The last message of a thread is in the thread."""
    message = event.get("last_message")
    if message is not None:
        easemob_narrowing.content(message)
        message["id"].setdefault("server", "13")
        message.setdefault("sender", {"id": "ann"})
        message["conversation"] = {"kind": "group", "id": "280000000000001", "topic_id": "290000000000007"}


LAST = tuple(
    [f"last_message.{field}" for field in ("id.server", "sender.id", "sent_at", "parts", "mentions", "push", "ext")]
)

FOLLOW_UPS: Rows = [
    *_follow_up("recall", "message.recalled", "messages.server", KINDS),
    *row(
        "recall",
        "message.recalled",
        *("actor.id", *DEVICE, "messages.server", PLACE),
        needs=frozenset({"actor.id", "messages.server", PLACE}),
        one=frozenset({"messages"}),
        **GIVEN,
    ),
    *_edit("message.edited", ""),
    *_edit("message.editing", " before"),
    *_follow_up("read_ack", "message.read", "receipts.id.server", ("group",)),
    *_follow_up("delivery_ack", "message.delivered", "messages.server", ("group",)),
    *_follow_up("channel_ack", "conversation.read", "up_to.server", (), one=frozenset(), needs=("actor.id",)),
    *row(
        "notify:reaction",
        "reaction.changed",
        *(*REACTED, "messages.peer.id"),
        name="direct",
        fixed={KIND: "direct"},
        needs=frozenset({"actor.id", "messages.id.server", "messages.peer.id"}),
        **REACTIONS,
    ),
    *placed(
        "notify:reaction",
        "reaction.changed",
        *REACTED,
        name="group",
        kinds=("group",),
        needs=("actor.id", "messages.id.server"),
        **REACTIONS,
    ),
    *placed(
        "notify:thread",
        "topic.activity",
        *("actor.id", "conversation.topic_id", "conversation.topic_root", "message_count", "operation", *LAST),
        kinds=("group",),
        needs=("actor.id", "conversation.topic_id"),
        bend=_last,
        **GIVEN,
    ),
]


def _related(operation: str, tag: str, *has: str, **fixed: str) -> Rows:
    """Return the row of what happens between two users, of whom the owner acts."""
    return row(
        f"roster:{operation}",
        tag,
        *("relations.owner_id", "relations.user_id", *has, *DEVICE),
        needs=frozenset({"relations.owner_id", "relations.user_id"}),
        one=frozenset({"relations"}),
        fixed={("relations." if name == "response" else "") + name: value for name, value in fixed.items()},
    )


RESPONDED = "friend.responded"

CONTACTS: Rows = [
    *_related("add", "friend.requested", "relations.message"),
    *_related("accept", RESPONDED, response="agree", seen_by="responder"),
    *_related("decline", RESPONDED, response="reject", seen_by="responder"),
    *_related("remote_accept", RESPONDED, response="agree", seen_by="requester"),
    *_related("remote_decline", RESPONDED, response="reject", seen_by="requester"),
    *_related("remove", "friend.removed"),
    *_related("ban", "block.added"),
    *_related("allow", "block.removed"),
]

CONTENTS = ("text", "image", "audio", "location", "video", "file", "command", "custom", "merged", "Sofa")


def _present(event: Json) -> None:
    """Who logs in is online, and nobody else who is known to have come or gone."""
    event["state"] = {"login": "online"}.get(event["reason"], "offline")


def _failed(event: Json) -> None:
    """A push that failed says how; one that was sent has nothing to say."""
    if event.get("stage") != "failed":
        event.pop("error", None)
        return
    error = event.setdefault("error", {})
    error.setdefault("code", "fail")
    error["family"] = "unknown"


def _noticed(command: str, source: str, *has: str, **more: Any) -> Rows:
    """Return the rows of a check of content, between two users and elsewhere."""
    both = ("sender.id", "message.server", "content_type", "verdict", *has)
    recalled = ("recall",) if source == "provider" else ()
    choices = {"verdict": ("pass", "block", "replace", *recalled, "Fridge"), **more.pop("choices")}
    told = {"source": source}
    return [
        *row(
            command,
            "moderation.reported",
            *both,
            "peer.id",
            name="direct",
            choices=choices,
            fixed={**told, KIND: "direct"},
            **more,
        ),
        *row(
            command,
            "moderation.reported",
            *both,
            KIND,
            PLACE,
            name="group",
            choices={**choices, KIND: KINDS},
            fixed=told,
            **{**more, "needs": frozenset({*more.get("needs", ()), KIND})},
        ),
    ]


PUSHED = ("message.server", "target.id", "sender.id", "provider", "stage", "device_token", "device_id")
ERROR = ("error.code", "error.reason", "error.detail", "error.family")
PUSHES: dict[str, Any] = {
    "choices": {
        "provider": ("apns", "xiaomi", "huawei", "fcm", "meizu", "oppo", "vivo", "Fridge"),
        "stage": ("sent", "failed"),
        "error.code": ("fail", "error"),
        "error.family": ("unknown",),
    },
    "bend": _failed,
}
HANDED = frozenset({"target.id"})

NOTICES: Rows = [
    *row(
        "user_status",
        "presence.changed",
        *("user.id", "state", "reason", "client_ip", *DEVICE),
        needs=frozenset({"user.id", "state"}),
        always={"reason": "login"},
        choices={"state": ("online", "offline"), "reason": ("login", "logout", "replaced", "Fridge")},
        bend=_present,
    ),
    *_noticed(
        "keyword_alert",
        "keywords",
        "keywords",
        needs=frozenset({"content_type"}),
        choices={"content_type": CONTENTS},
    ),
    *_noticed(
        "moderation",
        "provider",
        *("suggestion", "label", "texts", "url"),
        one=frozenset({"texts"}),
        choices={
            "suggestion": ("pass", "review", "block", "Fridge"),
            "content_type": ("text", "image", "audio", "video", "custom", "Sofa"),
        },
    ),
    *row("push", "push.reported", *PUSHED, *ERROR, name="direct", needs=HANDED, fixed={KIND: "direct"}, **PUSHES),
    *row(
        "push",
        "push.reported",
        *(*PUSHED, *ERROR, PLACE),
        name="group",
        needs=HANDED,
        fixed={KIND: "group"},
        **PUSHES,
    ),
]

EASEMOB_REPORTS: dict[str, Report] = dict([*FOLLOW_UPS, *OPERATIONS, *OLD_OPERATIONS, *CONTACTS, *NOTICES])
