"""Reports and alarms, and what no class here knows."""

from typing import Any, ClassVar

from msgspec import field

from imbridge.model.base import Data, settle
from imbridge.model.events.header import Event
from imbridge.model.shared import Conversation, MessageId, Participant


class ModerationReported(Event, frozen=True, kw_only=True, tag="moderation.reported"):
    """What a check of content found, by a provider's judgement or by keywords."""

    source: str | None = None  # provider, keywords
    conversation: Conversation | None = None
    sender: Participant | None = None
    peer: Participant | None = None
    message: MessageId | None = None
    scene: str | None = None
    content_type: str | None = None  # tag of the part
    verdict: str | None = None  # pass, block, replace, recall, review
    suggestion: str | None = None  # pass, review, block
    label: str | None = None
    sub_label: str | None = None
    keywords: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    url: str | None = None
    request_id: str | None = None
    ext: Data | None = None

    phase: ClassVar[str] = "notice"

    def __post_init__(self) -> None:
        if self.ext is not None:
            settle(self, "ext", self.ext)


class QuotaAlarm(Event, frozen=True, kw_only=True, tag="quota.alarm"):
    """A quota of the app is nearly used up, or over."""

    quota: str | None = None  # request_rate, daily_groups
    used: int | None = None
    limit: int | None = None
    service: str | None = None
    operation: str | None = None

    phase: ClassVar[str] = "notice"


class UnknownEvent(Event, frozen=True, kw_only=True, tag="unknown"):
    """A callback that this release has no class for, as the vendor wrote it.

    Goes back out to that vendor exactly. The safe ack is Allow.
    """

    name: str | None = None
    phase: str = field(default_factory=lambda: "after")  # type: ignore[misc]  # fixed by the class everywhere else
    query: dict[str, str] = field(default_factory=dict)
    payload: Any = None
