"""What is lost of REST documents between two vendors, as literal tables written from their documents.

`any` is what is inside a message, whatever document that is in; see `told` for the names.
"""

from typing import Any

from imbridge.testing.rest_pairing import RestPair

Json = dict[str, Any]

TO_GROUPS = ("group", "room", "channel")

FIXED = frozenset({"image", "audio", "video", "file", "location", "command"})
"""Kinds of part that Easemob has, and edits no more of than the ext; of commands not even that."""


def _all_have_parts(value: Json) -> bool:
    return all(message.get("parts") for message in (value["message"], *value.get("more", ())))


def _in_topic(value: Json) -> bool:
    """Tell whether something is for a topic: what has none would show it to the whole group."""
    held = value["messages"] if value["type"] == "recall" else (value["message"], *value.get("more", ()))
    places = [value.get("conversation", {}), *[one.get("conversation", {}) for one in held]]
    return any("topic_id" in place for place in places)


def _all_have_times(value: Json) -> bool:
    return all(message.get("sent_at") for message in (value["message"], *value.get("more", ())))


def _all_have(value: Json, name: str) -> bool:
    held = value["messages"] if value["type"] == "recall" else [value["message"]]
    return all(name in id for id in held)


def _not_of_easemob(value: Json) -> bool:
    """Easemob has no channels or topics, one part in each request, and its own ids for messages."""
    match value["type"]:
        case "send":
            channel = value["message"]["conversation"].get("kind") == "channel"
            return channel or _in_topic(value) or not _all_have_parts(value)
        case "import":
            return _in_topic(value) or not _all_have_parts(value)
        case "recall":
            return not _all_have(value, "server")
        case "edit":
            kinds = [part["type"] for part in value.get("parts", ())]
            fixed = len(kinds) != 1 or not FIXED.isdisjoint(kinds)
            return not _all_have(value, "server") or fixed
        case _:
            conversation = value["message"]["conversation"]
            return conversation.get("kind") in TO_GROUPS and "id" not in conversation


def _not_of_openim(value: Json) -> bool:
    """OpenIM sends to groups as a whole, has no topics, and knows a message by its number."""
    match value["type"]:
        case "send":
            to = value["message"]["conversation"].get("kind")
            some = to in TO_GROUPS and "recipients" in value["message"]
            others = value.get("scope") in ("online_users", "all_rooms")
            return some or others or _in_topic(value) or not _all_have_parts(value)
        case "import":
            return _in_topic(value) or not _all_have_parts(value) or not _all_have_times(value)
        case "recall":
            return not _all_have(value, "seq") or _in_topic(value)
        case "edit":
            known = _all_have(value, "seq") and "kind" in value["conversation"]
            return not known or _in_topic(value) or len(value.get("parts", ())) != 1
        case _:
            return False


def _not_of_tencent(value: Json) -> bool:
    """Tencent sends to all rooms only, and knows a message by both users and a key, or by its number in a group."""
    match value["type"]:
        case "send":
            return value.get("scope") in ("all_users", "online_users")
        case "import":
            return not _all_have_times(value)
        case "recall" | "edit":
            match value["conversation"].get("kind"):
                case "group" | "room":
                    return not _all_have(value, "seq")
                case "direct":
                    sender = "sender" in value or "actor" in value
                    return not (sender and "peer" in value and _all_have(value, "server"))
                case _:
                    return True
        case _:
            return False


RESULTS = frozenset(
    {
        *("error.code", "error.family"),  # a code of the family, which may be of several; one that failed is all
        *("results[*].error.code", "results[*].error.family", "results[*].id.server", "results[*].target"),
    }
)
"""What may not reach who called of what became of each target: not every answer has a place for each."""

ERRORS = frozenset({"error.reason", "results[*].error.reason"})

EASEMOB_PUSH = ("push.body", "push.ext", "push.ios_sound", "push.title")
"""What others say too, but for Tencent in broadcasts, imports and history, and OpenIM in history."""

EASEMOB_OPENIM = RestPair(
    source="easemob",
    target="openim",
    never=frozenset({"trace"}),
    losses={
        "any": frozenset(
            {
                "file name",
                "file secret",
                "mentions[*].everyone",  # of anything but a text
                "mentions[*].id",
                "nested is_read",  # always said of a quoted message
                "parts[*]",  # what the server does not take, or not like this
                *("parts[*].data", "parts[*].description", "parts[*].extension"),  # of what is custom and empty
                "parts[*].name",
                "parts[*].text",  # joined in history
                "push.ios_badge",  # always said with the rest
                "push.mode",  # forced
                *("push.ios_category", "push.ios_mutable", "push.ios_title"),
                *EASEMOB_PUSH,
                *("quote.kind", "quote.preview", "quote.message.id.server", "quote.message.sender.id"),
            }
        ),
        "send": frozenset(
            {
                "message.conversation.kind",  # rooms are groups
                *("message.delivery.online_only", "message.ext", "message.sent_at"),  # of commands
                *("message.delivery.priority", "message.delivery.receipt", "message.delivery.sync_to_sender"),
                "message.sender.id",  # somebody has to be the admin
            }
        ),
        "import": frozenset({"type", "message.is_read"}),  # is sent
        "history": frozenset(
            {
                "direction",
                *("message.conversation.kind", "message.conversation.topic_id", "message.conversation.topic_root"),
            }
        ),
    },
    answers=RESULTS | ERRORS | {"results[*].id.client", "results[*].sent_at"},
    refuses=_not_of_openim,
)

EASEMOB_TENCENT = RestPair(
    source="easemob",
    target="tencent",
    never=frozenset({"message.id.random"}),
    losses={
        "any": frozenset(
            {
                *("file name", "file secret"),
                *("file size", "file url"),  # where forwarded history is
                *("mentions[*].everyone", "mentions[*].id"),  # but in groups
                "parts[*]",  # commands, forwarded history, what is unknown
                "parts[*].level",
                *("parts[*].data", "parts[*].description"),  # of the first of several that are custom
                "parts[*].name",
                "push.mode",  # forced, and in what has no push information
                *("push.ios_category", "push.ios_mutable", "push.ios_title"),
                *EASEMOB_PUSH,
                *("quote.kind", "quote.preview", "quote.message.sender.id"),  # where there is no data of the app's
                "quote.message.id.server",  # the other one has the client's
            }
        ),
        "send": frozenset(
            {
                "message.conversation.kind",
                *("message.delivery.priority", "message.delivery.sync_to_sender"),  # of groups, of users
                "message.sent_at",  # seconds; not to groups or several users
            }
        ),
        "recall": frozenset({"force", "reason"}),
        "import": frozenset(
            {
                "live",  # always said
                "message.ext",  # of a group's
                "message.is_read",
                "message.sent_at",  # seconds
            }
        ),
        "history": frozenset(
            {
                "direction",
                *("message.conversation.id", "message.conversation.kind"),  # of groups
                *("message.conversation.topic_id", "message.conversation.topic_root"),
                *("message.ext", "message.id.server"),  # of groups
                "message.sent_at",
            }
        ),
    },
    answers=RESULTS | ERRORS | {"results[*].id.client", "results[*].id.seq", "results[*].sent_at"},
    refuses=_not_of_tencent,
)

NESTED = frozenset(
    {
        *("nested conversation.id", "nested conversation.kind", "nested conversation.type"),
        *("nested delivery.online_only", "nested delivery.update_conversation"),
        *("nested ext", "nested id.seq", "nested is_read"),
        *("nested mentions[*].everyone", "nested mentions[*].id", "nested mentions[*].nickname"),
        *("nested origin", "nested quote", "nested recipients[*].id", "nested sent_at"),
        *("nested push.body", "nested push.ext", "nested push.ios_badge", "nested push.ios_sound", "nested push.title"),
        *("nested sender.avatar", "nested sender.nickname", "nested sender.platform"),
    }
)
"""What OpenIM says of a message that is quoted or forwarded."""

OPENIM_EASEMOB = RestPair(
    source="openim",
    target="easemob",
    never=frozenset({"trace"}),
    losses={
        "any": NESTED
        | {
            *("file format", "file id"),
            *("file height", "file size", "file url", "file width"),  # of the second and third picture
            "mentions[*].everyone",  # beside others
            *("mentions[*].id", "mentions[*].nickname"),
            "parts[*]",
            *("parts[*].description", "parts[*].extension"),
            "push.ios_badge",
            *("quote.message.id.client", "quote.message.parts[*]"),
        },
        "send": frozenset(
            {
                "message.conversation.kind",  # of a notification
                "message.conversation.type",
                "message.delivery.update_conversation",
                "message.recipients[*].id",  # beside all users
                *("message.sender.avatar", "message.sender.nickname", "message.sender.platform"),
                "message.sent_at",  # to all users
            }
        ),
        "history": frozenset(
            {
                "message.conversation.id",  # a notification is of a direct conversation
                "message.conversation.type",
                *("message.delivery.count_unread", "message.delivery.online_only"),
                *("message.delivery.sync_to_sender", "message.delivery.update_conversation"),
                *("message.id.client", "message.id.seq", "message.is_read", "message.origin", "message.state"),
                "message.recipients[*].id",
                *("message.sender.avatar", "message.sender.nickname", "message.sender.platform"),
            }
        ),
    },
    answers=RESULTS | ERRORS,  # of whom nothing is told, nothing is known
    refuses=_not_of_easemob,
)

OPENIM_TENCENT = RestPair(
    source="openim",
    target="tencent",
    never=frozenset({"trace", "message.id.random"}),
    losses={
        "any": NESTED
        | {
            "file format",
            "file id",  # of the second and third picture
            *("mentions[*].everyone", "mentions[*].id", "mentions[*].nickname"),
            "parts[*]",
            *("parts[*].entities", "parts[*].messages[*].id.client", "parts[*].messages[*].id.server"),
            "push.mode",
            *("push.body", "push.ext", "push.ios_badge", "push.ios_sound", "push.title"),  # in history
            *("quote.message.id.server", "quote.message.parts[*]"),
            *("quote.message.id.client", "quote.message.sender.id"),  # where there is no data of the app's
        },
        "send": frozenset(
            {
                *("message.conversation.kind", "message.conversation.type"),
                *("message.sender.avatar", "message.sender.nickname", "message.sender.platform"),
                "message.sent_at",
            }
        ),
        "recall": frozenset({"actor.id", "conversation.type"}),
        "edit": frozenset({"conversation.type"}),
        "history": frozenset(
            {
                *("message.conversation.id", "message.conversation.kind", "message.conversation.type"),
                *("message.delivery.count_unread", "message.delivery.online_only"),
                *("message.delivery.sync_to_sender", "message.delivery.update_conversation"),
                *("message.ext", "message.id.client", "message.id.server", "message.is_read", "message.origin"),
                *("message.sender.avatar", "message.sender.nickname", "message.sender.platform"),
                *("message.sent_at", "message.state"),
            }
        ),
    },
    answers=RESULTS | {"results[*].id.client", "results[*].id.seq"},
    refuses=_not_of_tencent,
)

TENCENT_SEND = frozenset(
    {
        *("message.delivery.count_unread", "message.delivery.extensible", "message.delivery.lifetime"),
        *("message.delivery.online_only", "message.delivery.priority", "message.delivery.receipt"),
        *("message.delivery.skip_callbacks[*]", "message.delivery.update_conversation"),
        "message.id.seq",
    }
)

TENCENT_IMPORT = frozenset({"live", "message.id.seq", "more[*].id.random"})

TENCENT_EASEMOB = RestPair(
    source="tencent",
    target="easemob",
    never=frozenset({"message.id.random"}),
    losses={
        "any": frozenset(
            {
                *("file format", "file id", "file size"),
                *("file height", "file url", "file width"),  # of the second and third picture
                *("mentions[*].everyone", "mentions[*].id"),  # in broadcasts; of both kinds at once
                "parts[*]",
                *("parts[*].description", "parts[*].extension", "parts[*].sound"),
                *("push.android_sound", "push.ios_badge", "push.ios_subtitle", "push.mode"),
                *("quote.kind", "quote.message.id.client", "quote.root_id"),
            }
        ),
        "send": TENCENT_SEND,
        "recall": frozenset({"force"}),  # always said
        "edit": frozenset({"conversation.kind", "merge_ext", "peer.id", "sender.id"}),
        "import": TENCENT_IMPORT,
        "history": frozenset({"message.id.seq", "message.is_read", "message.state"}),
    },
    answers=RESULTS | ERRORS,
    refuses=_not_of_easemob,
)

TENCENT_OPENIM = RestPair(
    source="tencent",
    target="openim",
    never=frozenset({"trace", "message.id.random"}),
    losses={
        "any": frozenset(
            {
                *("file format", "file height", "file id", "file size", "file url", "file width"),  # copied pictures
                *("mentions[*].everyone", "mentions[*].id"),
                *("nested id.random", "nested is_read"),
                *("nested quote.kind", "nested quote.preview", "nested quote.root_id"),
                "parts[*]",
                *("parts[*].count", "parts[*].fallback"),  # of what is forwarded
                *("parts[*].data", "parts[*].description", "parts[*].extension", "parts[*].sound"),
                *(
                    "parts[*].payload",
                    "parts[*].type",
                    "parts[*].vendor",
                ),  # a part that is edited is read as nothing but text
                "parts[*].text",  # joined in history
                *("push.android_sound", "push.ios_badge", "push.ios_mutable", "push.ios_subtitle", "push.ios_title"),
                "push.mode",
                *("quote.kind", "quote.preview", "quote.root_id"),
                *("quote.message.id.client", "quote.message.sender.id"),
            }
        ),
        "send": TENCENT_SEND | {"message.conversation.kind", "message.delivery.sync_to_sender", "message.sender.id"},
        "recall": frozenset({"actor.id", "reason"}),
        "edit": frozenset({"ext"}),
        "import": TENCENT_IMPORT | {"type"},
        "history": frozenset({"message.delivery.priority", "message.is_read"}),
    },
    answers=RESULTS | ERRORS | {"results[*].id.client", "results[*].sent_at"},
    refuses=_not_of_openim,
)

REST_PAIRS: tuple[RestPair, ...] = (
    EASEMOB_OPENIM,
    EASEMOB_TENCENT,
    OPENIM_EASEMOB,
    OPENIM_TENCENT,
    TENCENT_EASEMOB,
    TENCENT_OPENIM,
)
