"""Reports of content checks, and alarms, to events and back."""

from imbridge.catalogue import Document
from imbridge.context import Context
from imbridge.model import Conversation, MessageId, ModerationReported, Participant, QuotaAlarm
from imbridge.vendors.tencent.enums import (
    CONTENT_NAMES,
    CONTENT_TYPES,
    SUGGESTION_NAMES,
    SUGGESTIONS,
    VERDICT_CODES,
    VERDICTS,
)
from imbridge.vendors.tencent.events.header import (
    DIRECT,
    Header,
    happened,
    number_from_wire,
    number_to_wire,
    user,
    word,
)
from imbridge.vendors.tencent.wire import notices as wire
from imbridge.wire import ext_from_text, text_from_ext

RESULT = "ContentCallback.ResultNotify"
TO_USER, TO_GROUP = 1, 2


def result_from_wire(body: wire.ResultNotify, header: Header) -> ModerationReported:
    kind, suggestion = body.ContentType, body.CtxcbSuggestion
    conversation, peer = contact_from_wire(body.ContactItem)
    event = ModerationReported(
        source="provider",
        conversation=conversation,
        sender=user(body.From_Account),
        peer=peer,
        message=id_from_wire(body.MsgID, conversation),
        scene=body.Scene or None,
        content_type=CONTENT_TYPES.get(kind, kind) if kind else None,
        verdict=number_from_wire(body.CtxcbResult, VERDICTS),
        suggestion=SUGGESTIONS.get(suggestion, suggestion) if suggestion else None,
        label=body.CtxcbLabel or None,
        sub_label=body.CtxcbSubLabel or None,
        keywords=tuple(body.CtxcbKeywords or ()),
        texts=tuple(body.TextContent or ()),
        url=body.FileURL or None,
        request_id=body.CtxcbRequestId or None,
        ext=ext_from_text(body.CloudCustomData),
    )
    return happened(event, header, body.EventTime)


def result_to_wire(shape: type[wire.ResultNotify], event: ModerationReported, context: Context) -> wire.ResultNotify:
    app = context.app or ""
    return shape(
        SdkAppId=int(app) if app.isdecimal() and app.isascii() and len(app) < 20 else None,
        Scene=event.scene or "",
        From_Account=event.sender.id if event.sender is not None else "",
        ContactItem=contact_to_wire(event),
        ContentType=word(event.content_type, CONTENT_NAMES, context) or "",
        TextContent=list(event.texts) or None,
        FileURL=event.url,
        MsgID=id_to_wire(event, context),
        CtxcbResult=number_to_wire(event.verdict, VERDICT_CODES, context),
        CtxcbRequestId=event.request_id or "",
        CtxcbKeywords=list(event.keywords) or None,
        CtxcbSuggestion=word(event.suggestion, SUGGESTION_NAMES, context),
        CtxcbLabel=event.label,
        CtxcbSubLabel=event.sub_label,
        CloudCustomData=text_from_ext(event.ext),
    )


def contact_from_wire(contact: wire.Contact | None) -> tuple[Conversation | None, Participant | None]:
    """Read where it was said: to whom, or in which group."""
    if contact is None:
        return None, None
    if contact.ContactType == TO_USER:
        return DIRECT, user(contact.To_Account)
    if contact.ContactType == TO_GROUP or contact.ToGroupId:
        return Conversation(kind="group", id=contact.ToGroupId or None), None
    return None, user(contact.To_Account)


def contact_to_wire(event: ModerationReported) -> wire.Contact | None:
    conversation, peer = event.conversation, event.peer
    if conversation is None or conversation.kind is None:
        return None if peer is None else wire.Contact(To_Account=peer.id)
    if conversation.kind == "direct":
        return wire.Contact(ContactType=TO_USER, To_Account=peer.id if peer is not None else "")
    return wire.Contact(ContactType=TO_GROUP, ToGroupId=conversation.id or "")


def id_from_wire(id: str | None, conversation: Conversation | None) -> MessageId | None:
    """Read MsgID: in a group the number of the message, elsewhere its key."""
    if not id:
        return None
    grouped = conversation is not None and conversation.kind == "group"
    if grouped and id.isdecimal() and id.isascii() and len(id) < 20 and str(int(id)) == id:
        return MessageId(seq=int(id))
    return MessageId(server=id)


def id_to_wire(event: ModerationReported, context: Context) -> str | None:
    id, conversation = event.message, event.conversation
    if id is None:
        return None
    if conversation is None or conversation.kind in (None, "direct"):
        return id.server
    if id.seq is not None:
        return str(id.seq)
    return id.server if context.own else None


def over_limit_from_wire(body: wire.RequestOverLimit, header: Header) -> QuotaAlarm:
    event = QuotaAlarm(
        quota="request_rate",
        used=body.Request,
        limit=body.Limit,
        service=body.ServiceName or None,
        operation=body.Command or None,
    )
    return happened(event, header, body.EventTime)


def over_limit_to_wire(
    shape: type[wire.RequestOverLimit], event: QuotaAlarm, context: Context
) -> wire.RequestOverLimit:
    return shape(ServiceName=event.service or "", Command=event.operation or "", Request=event.used, Limit=event.limit)


def daily_from_wire(body: wire.DailyGroupQuota, header: Header) -> QuotaAlarm:
    event = QuotaAlarm(quota="daily_groups", used=body.QuotaUsed, limit=body.Quota)
    return happened(event, header, body.EventTime)


def daily_to_wire(shape: type[wire.DailyGroupQuota], event: QuotaAlarm, context: Context) -> wire.DailyGroupQuota:
    return shape(QuotaUsed=event.used, Quota=event.limit)


DOCUMENTS = (
    Document(RESULT, wire.ResultNotify, (ModerationReported,), result_from_wire, result_to_wire),
    Document(
        "Alert.RequestOverLimit",
        wire.RequestOverLimit,
        (QuotaAlarm,),
        over_limit_from_wire,
        over_limit_to_wire,
        says=lambda event: event.quota == "request_rate",
    ),
    Document(
        "Group.CallbackOnDailyGroupQuotaAlarm",
        wire.DailyGroupQuota,
        (QuotaAlarm,),
        daily_from_wire,
        daily_to_wire,
        says=lambda event: event.quota == "daily_groups",
    ),
)
