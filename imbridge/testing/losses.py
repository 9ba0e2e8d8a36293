"""What is lost between two vendors, as literal tables written from their documents."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from imbridge.testing import tencent_report_losses as reports

ENVELOPE = ("vendor", "command", "callback_id", "key", "app")
"""Header fields that differ between vendors by nature."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Pair:
    """One direction between two vendors."""

    source: str
    target: str
    never: frozenset[str]  # said once per pair: the target has no place for these, whatever the message is
    losses: frozenset[str]  # said per message, each lost by some message; indexes starred
    refuses: Callable[[dict[str, Any]], bool]  # events that the target has no words for
    changed: Mapping[str, frozenset[str]] = field(default_factory=dict)  # of reports, by tag: lost despite a place
    instead: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # by tag: what stands for what it must have
    closest: Mapping[str, str] = field(default_factory=dict)  # tags that the target says as another one
    unsaid: Callable[[dict[str, Any]], bool] = lambda event: False  # reports refused beyond what the tables say


def general(path: str) -> str:
    """Star the indexes of a path, and shorten it: a part or quote is the same wherever its message is.

    Of a quote inside a quote, and of the app's own data, no more is said than that.
    """
    starred = re.sub(r"\[\d+\]", "[*]", path)
    starred = re.sub(r"(\.parts\[\*\]\.messages\[\*\])+(?=\.parts|\.quote\.message)", "", starred)
    starred = re.sub(r"(\.parts\[\*\]\.messages\[\*\])+", ".parts[*].messages[*]", starred)
    starred = re.sub(r"(\.quote\.message\.quote)\..*", r"\1", starred, flags=re.DOTALL)
    free = re.match(r"(.*?(?:\.ext|\.data|\.detail|\.payload|attributes))(?:[.\[].*)?$", starred, re.DOTALL)
    return free[1] if free else starred


NEVER = frozenset(
    {
        "client_ip",
        "unread_count",
        "message.id.random",
        "message.conversation.type",
        "message.conversation.topic_id",
        "message.quote.preview",
        "message.quote.kind",
        "message.quote.root_id",
        "occurred_at",
        "trace",
        "message.sender.nickname",
        "message.sender.avatar",
        "message.origin",
    }
)


def _no_openim(event: dict[str, Any]) -> bool:
    """OpenIM has no bots and no failed messages."""
    return event["type"] in ("message.bot_received", "message.failed", "unknown")


def _no_tencent(event: dict[str, Any]) -> bool:
    """Tencent asks once, and not about content alone."""
    return event["type"] == "unknown" or event.get("stage") == "rewrite"


def _inside(prefix: str, *names: str) -> tuple[str, ...]:
    return tuple([prefix + name for name in names])


TO_OPENIM = Pair(
    source="tencent",
    target="openim",
    never=NEVER,
    losses=frozenset(
        {
            "actor.id",  # the operator, where it is not the sender
            "platform",
            "message.conversation.kind",  # a room or channel becomes a group
            "message.delivery.online_only",  # but for custom parts
            "message.id.server",  # of group messages, invented
            "message.sent_at",  # of a group message about to be sent, from the header
            "message.parts[*]",  # folded, joined, or not known
            "message.parts[*].text",  # joined
            *_inside("message.parts[*].", "data", "description", "extension"),  # folded into a custom part
            *_inside("message.parts[*].", "sound", "fallback", "count"),
            *_inside("message.quote.message.", "id.client", "sender.id"),  # of anything but text
            "message.quote.message.is_read",  # always said in a nested message
            *_inside(
                "message.parts[*].messages[*].", "id.random", "is_read", "quote.kind", "quote.preview", "quote.root_id"
            ),
        }
    ),
    refuses=_no_openim,
    changed=reports.FOR_OPENIM,
    instead=reports.INSTEAD_OF_TENCENT,
    closest=reports.FRIENDS_OF_TENCENT,
    unsaid=reports.not_of_openim,
)

NESTED = (
    "conversation.kind",
    "conversation.type",
    "id.server",
    "is_read",
    "mentions[*].everyone",
    "mentions[*].id",
    "mentions[*].nickname",
    "delivery.online_only",
    "delivery.update_conversation",
    "origin",
    "push.body",
    "push.ext",
    "push.ios_badge",
    "push.ios_sound",
    "push.title",
    "recipients[*].id",
    "sender.avatar",
    "sender.nickname",
    "sender.platform",
    "sent_at",
)
"""What OpenIM says of a message inside another one, and Tencent does not."""

TO_TENCENT = Pair(
    source="openim",
    target="tencent",
    never=NEVER,
    losses=frozenset(
        {
            "type",  # what is stored becomes what is sent
            "platform",
            "message.conversation.kind",  # a system message is spoken of as direct
            "message.delivery.update_conversation",
            "message.id.server",  # of group messages
            "message.id.seq",  # before sending; invented after
            "message.sent_at",  # seconds
            *_inside("message.mentions[*].", "everyone", "id", "nickname"),  # in direct messages, and before sending
            "message.parts[*]",  # Markdown, rich text, cards, notices
            *_inside("message.parts[*].entities[*].", "ext", "length", "offset", "type", "url"),
            "message.parts[*].media.format",
            *_inside("message.parts[*].", "original.format", "large.format", "large.id"),
            *_inside("message.parts[*].", "thumbnail.format", "thumbnail.id"),
            *_inside("message.parts[*].messages[*].", "id.client", *NESTED),
            *_inside("message.quote.message.", "conversation.id", "ext", "id.seq", "parts[*]", "quote", *NESTED),
        }
    ),
    refuses=_no_tencent,
    changed=reports.FOR_TENCENT,
    closest=reports.FRIENDS_OF_OPENIM,
    unsaid=reports.not_of_tencent,
)
