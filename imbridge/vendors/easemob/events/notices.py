"""Moderation results and alerts of keywords to events and back."""

from typing import Any

from msgspec import UNSET

from imbridge.catalogue import Document
from imbridge.context import Context
from imbridge.model import Conversation, MessageId, ModerationReported, Participant
from imbridge.vendors.easemob.enums import (
    ALERT_VERDICT_NAMES,
    ALERT_VERDICTS,
    CONTENT_NAMES,
    KINDS_OF_CONTENT,
    KINDS_OF_PAYLOAD,
    PAYLOAD_NAMES,
    QUOTED,
    QUOTED_NAMES,
    SUGGESTION_NAMES,
    SUGGESTIONS,
    VERDICT_NAMES,
    VERDICTS,
    WORD_NAMES,
    WORDS,
)
from imbridge.vendors.easemob.events.header import (
    DIRECT,
    Header,
    bare,
    group_jid,
    happened,
    id_from_wire,
    user_jid,
    word,
)
from imbridge.vendors.easemob.wire import notices as wire

KEYWORDS, PROVIDER = "keywords", "provider"
URI = "msync:"


def alert_from_wire(body: wire.KeywordAlert, header: Header) -> ModerationReported:
    words = body.chatType.split(":")
    kind = KINDS_OF_CONTENT.get(words[1]) if len(words) > 1 else KINDS_OF_PAYLOAD.get(body.chatType)
    content = words[2] if len(words) > 2 else None
    receiver, owner = id_from_wire(body.contentReceiver, header.prefix), id_from_wire(body.contentOwner, header.prefix)
    status, uri = body.status or None, body.contentUri or ""
    event = ModerationReported(
        source=KEYWORDS,
        conversation=conversation_from_wire(kind, receiver),
        sender=Participant(id=owner) if owner else None,
        peer=Participant(id=receiver) if receiver and kind == "direct" else None,
        message=MessageId(server=uri.removeprefix(URI)) if len(uri) > len(URI) and uri.startswith(URI) else None,
        content_type=WORDS.get(content, content) if content else None,
        verdict=ALERT_VERDICTS.get(status, status) if status else None,
        keywords=tuple(body.sensitiveWords),
    )
    return happened(event, header)


def alert_to_wire(shape: type[wire.KeywordAlert], event: ModerationReported, context: Context) -> wire.KeywordAlert:
    kind, id = place(event)
    chat = CONTENT_NAMES.get(kind or "")
    return shape(
        status=word(event.verdict, ALERT_VERDICT_NAMES, context) or "",
        sensitiveWords=list(event.keywords),
        contentOwner="" if event.sender is None else user_jid(event.sender.id, context),
        contentReceiver="" if not id else user_jid(id, context) if kind == "direct" else group_jid(id, context),
        contentUri=UNSET if event.message is None or not event.message.server else f"{URI}{event.message.server}",
        chatType="" if chat is None else f"chat:{chat}:{word(event.content_type, WORD_NAMES, context) or 'unknown'}",
    )


def moderation_from_wire(body: wire.Moderation, header: Header) -> ModerationReported:
    kind = KINDS_OF_PAYLOAD.get(body.targetType, body.targetType) if body.targetType else None
    sender, receiver = id_from_wire(body.from_, header.prefix), id_from_wire(body.to, header.prefix)
    event = ModerationReported(
        source=PROVIDER,
        conversation=conversation_from_wire(kind, receiver),
        sender=Participant(id=sender) if sender else None,
        peer=Participant(id=receiver) if receiver and kind == "direct" else None,
        message=MessageId(server=body.messageId) if body.messageId else None,
        content_type=QUOTED.get(body.messageType, body.messageType) or None,
        verdict=VERDICTS.get(body.moderationResult, body.moderationResult) or None,
        suggestion=SUGGESTIONS.get(body.providerResult, body.providerResult) or None,
        label=body.riskType or None,
        texts=(body.msg,) if body.msg else (),
        url=body.url or None,
    )
    return happened(event, header)


def moderation_to_wire(shape: type[wire.Moderation], event: ModerationReported, context: Context) -> wire.Moderation:
    kind, id = place(event)
    sender = "" if event.sender is None else event.sender.id
    return shape(
        moderationResult=word(event.verdict, VERDICT_NAMES, context) or "",
        providerResult=word(event.suggestion, SUGGESTION_NAMES, context) or "",
        messageType=word(event.content_type, QUOTED_NAMES, context) or "",
        messageId=(event.message.server if event.message is not None else None) or "",
        targetType=word(kind, PAYLOAD_NAMES, context) or "",
        riskType=event.label or "",
        from_=bare(sender, "sender", context),
        to=bare(id or "", "conversation.id", context),
        msg="\n".join(event.texts) or UNSET,
        url=event.url or "",
    )


def conversation_from_wire(kind: str | None, receiver: str) -> Conversation | None:
    if kind == "direct":
        return DIRECT
    return Conversation(kind=kind, id=receiver or None) if kind or receiver else None


def place(event: ModerationReported) -> tuple[str | None, str | None]:
    """Return what kind of conversation it was, and who or which group got the message."""
    where = event.conversation
    if where is None or where.kind == "direct":
        peer = event.peer
        return "direct" if where is not None or peer is not None else None, peer.id if peer is not None else None
    return where.kind, where.id


def by_keywords(event: Any) -> bool:
    return bool(event.source == KEYWORDS)


def by_provider(event: Any) -> bool:
    return bool(event.source != KEYWORDS)


DOCUMENTS = (
    Document(
        "keyword_alert", wire.KeywordAlert, (ModerationReported,), alert_from_wire, alert_to_wire, says=by_keywords
    ),
    Document(
        "moderation", wire.Moderation, (ModerationReported,), moderation_from_wire, moderation_to_wire, says=by_provider
    ),
)
