"""What is lost between Easemob and the others, as literal tables written from the vendors' documents."""

from typing import Any

from imbridge.testing import easemob_report_losses as reports
from imbridge.testing.losses import Pair

WITH_TENCENT = frozenset(
    {
        "client_ip",
        "platform",
        "unread_count",
        "occurred_at",
        "message.id.client",
        "message.id.random",
        "message.id.seq",
        "message.conversation.type",
        "message.quote.root_id",
        "message.delivery",
    }
)
"""Easemob's callbacks have no place for any of these, and Tencent's have."""

WITH_OPENIM = frozenset(
    {
        "platform",
        "trace",
        "message.id.client",
        "message.id.seq",
        "message.conversation.topic_id",  # of the two, only Easemob has threads, and says what a quoted message is
        "message.quote.kind",
        "message.quote.preview",
        "message.sender.avatar",
        "message.sender.nickname",
        "message.origin",
        "message.delivery",
    }
)
"""Only one of the two has a place for each of these."""


def _nowhere(event: dict[str, Any]) -> bool:
    """Tell whether Easemob says what OpenIM has no words for: who was offline, or to nobody, or nowhere."""
    message = event.get("message", {})
    conversation = message.get("conversation", {})
    whom = message.get("recipients") if conversation.get("kind") == "direct" else conversation.get("id")
    return event["type"] in ("message.offline", "unknown") or not whom


def _nobody(event: dict[str, Any]) -> bool:
    """Tencent has no words for that either, nor for a message of nobody."""
    return _nowhere(event) or not event["message"].get("sender")


def _long(message: dict[str, Any]) -> bool:
    """Tell whether an id would be read as Easemob's long form of another one."""
    conversation = message["conversation"]
    whom = message.get("recipients", ())[:1] if conversation.get("kind") not in ("group", "room") else ()
    people = [message.get("sender") or {}, *whom, conversation]
    ids = [person.get(name) or "" for person in people for name in ("id", "topic_id")]
    return any("/" in id or id.endswith(("@easemob.com", "@conference.easemob.com")) for id in ids)


def _no_easemob(event: dict[str, Any]) -> bool:
    """Easemob has no bots, no failed messages, no channels, no slash in an id, and asks once."""
    return (
        event["type"] in ("message.bot_received", "message.failed", "unknown")
        or event.get("stage") == "rewrite"
        or event["message"]["conversation"].get("kind") == "channel"
        or _long(event["message"])
    )


def _inside(prefix: str, *names: str) -> tuple[str, ...]:
    return tuple([prefix + name for name in names])


OWN = (
    "device_id",
    "message.conversation.topic_root",
    *_inside("message.push.", "mode", "title", "body", "ext", "ios_title", "ios_sound", "ios_category", "ios_mutable"),
    "message.quote.message.id.server",
    "message.parts[*]",  # folded, joined, or not known
    *_inside("message.parts[*].", "name", "data", "description"),  # of a custom part, and where one is folded into
    *_inside("message.parts[*].media.", "name", "secret"),
    *_inside("message.parts[*].original.", "name", "secret"),
    *_inside("message.parts[*].thumbnail.", "name", "secret"),
)
"""What Easemob's callbacks say and nobody else's do."""

EASEMOB_TENCENT = Pair(
    source="easemob",
    target="tencent",
    never=WITH_TENCENT,
    losses=frozenset(
        {
            *OWN,
            "message.id.server",  # of group messages
            "message.sent_at",  # seconds, and none before sending to a group
            *_inside("message.mentions[*].", "everyone", "id"),  # in direct messages, and before sending
            "message.quote.kind",  # of a command
            *_inside("message.parts[*].", "level", "media.url", "media.size"),  # of forwarded history
        }
    ),
    refuses=_nobody,
    changed=reports.CHANGED_FOR_TENCENT,
    closest=reports.CLOSEST_OF_TENCENT,
    instead=reports.RECALLED_BY,
    unsaid=reports.not_of_tencent,
)

EASEMOB_OPENIM = Pair(
    source="easemob",
    target="openim",
    never=WITH_OPENIM,
    losses=frozenset(
        {
            *OWN,
            "message.conversation.kind",  # a room becomes a group
            "message.id.server",  # invented where it is empty
            "message.parts[*].text",  # joined
            "message.quote.message.sender.id",  # of anything but text
            "message.quote.message.is_read",  # always said in a nested message
        }
    ),
    refuses=_nowhere,
    changed=reports.CHANGED_FOR_OPENIM,
    unsaid=reports.not_of_openim,
)

BEYOND = (
    "message.parts[*]",  # what Easemob has no words for: stickers, cards, notices, forwarded messages
    *_inside("message.parts[*].", "description", "extension"),
    *_inside("message.parts[*].media.", "format", "id"),
    *_inside("message.parts[*].original.", "format", "id"),
    *_inside("message.parts[*].large.", "height", "size", "url", "width"),
    *_inside("message.parts[*].thumbnail.", "format", "height", "id", "size", "width"),
    "message.quote.message.id.client",
)
"""What of contents everyone but Easemob says."""

TENCENT_EASEMOB = Pair(
    source="tencent",
    target="easemob",
    never=WITH_TENCENT,
    losses=frozenset(
        {
            *BEYOND,
            "actor.id",  # the operator, where it is not the sender
            "message.id.server",  # of group messages, invented
            "message.sent_at",  # of a group message about to be sent, from the header
            *_inside("message.mentions[*].", "everyone", "id"),  # the one beside the other
            "message.parts[*].sound",
            "message.quote.kind",  # a sticker or forwarded messages
        }
    ),
    refuses=_no_easemob,
    changed=reports.CHANGED_OF_TENCENT,
    instead=reports.RECALLED_OF,
    closest=reports.CLOSEST,
    unsaid=reports.not_of_easemob,
)

QUOTED = (
    *_inside("conversation.", "id", "kind", "type"),
    *_inside("delivery.", "online_only", "update_conversation"),
    "ext",
    "id.seq",
    "is_read",
    *_inside("mentions[*].", "everyone", "id", "nickname"),
    "origin",
    "parts[*]",
    *_inside("push.", "body", "ext", "ios_badge", "ios_sound", "title"),
    "quote",
    "recipients[*].id",
    *_inside("sender.", "avatar", "nickname", "platform"),
    "sent_at",
)
"""What OpenIM says of a quoted message, and Easemob does not."""

OPENIM_EASEMOB = Pair(
    source="openim",
    target="easemob",
    never=WITH_OPENIM,
    losses=frozenset(
        {
            *BEYOND,
            "type",  # what is stored becomes what is sent
            "message.conversation.kind",  # a system message is spoken of as direct
            "message.conversation.type",  # of a group of the older kind
            *_inside("message.mentions[*].", "everyone", "id", "nickname"),
            *_inside("message.parts[*].large.", "format", "id"),
            *_inside("message.quote.message.", *QUOTED),
        }
    ),
    refuses=_no_easemob,
    changed=reports.CHANGED_OF_OPENIM,
    closest=reports.CLOSEST,
    unsaid=reports.not_of_easemob,
)
