"""What is lost between two vendors, as literal tables written from their documents."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

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


def general(path: str) -> str:
    """Star the indexes of a path, and cut it off inside the app's own data."""
    starred = re.sub(r"\[\d+\]", "[*]", path)
    free = re.match(r"(.*?(?:\.ext|\.data|\.detail|\.payload))(?:[.\[].*)?$", starred)
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
    """OpenIM has no bots, no failed messages, and no message without a sender."""
    return event["type"] in ("message.bot_received", "message.failed", "unknown") or "sender" not in event["message"]


def _no_tencent(event: dict[str, Any]) -> bool:
    """Tencent asks once, and not about content alone."""
    return event["type"] == "unknown" or event.get("stage") == "rewrite"


TO_OPENIM = Pair(
    source="tencent",
    target="openim",
    never=NEVER,
    losses=frozenset(),
    refuses=_no_openim,
)

TO_TENCENT = Pair(
    source="openim",
    target="tencent",
    never=NEVER,
    losses=frozenset(),
    refuses=_no_tencent,
)

PAIRS = {(pair.source, pair.target): pair for pair in (TO_OPENIM, TO_TENCENT)}
