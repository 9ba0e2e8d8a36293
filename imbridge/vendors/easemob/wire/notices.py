"""Moderation, and alerts of keywords."""

from typing import Any

from msgspec import UNSET, UnsetType, field

from imbridge.vendors.easemob.wire import Callback


class KeywordAlert(Callback, kw_only=True, tag_field="eventType", tag="keyword_alert"):
    status: str = ""  # what became of it; `alertReason` says otherwise in a sample
    sensitiveWords: list[str] = field(default_factory=list)
    contentOwner: str = ""  # a JID, like the receiver
    contentReceiver: str = ""
    contentUri: str | UnsetType = UNSET  # msync: and the message's id
    contentType: str = "message"
    chatType: str = ""  # like the content_type of a message


class Moderation(Callback, kw_only=True, tag_field="eventType", tag="moderation"):
    moderationResult: str = ""
    providerResult: str = ""
    messageType: str = ""
    messageId: str = ""  # need not be a number
    targetType: str = ""
    source: dict[str, Any] = field(default_factory=dict)
    riskType: str = ""  # in Chinese
    from_: str = field(name="from", default="")
    to: str = ""
    msg: str | UnsetType = UNSET  # of a text
    url: str = ""
