"""Reports of offline pushes to events and back."""

from msgspec import UNSET

from imbridge.catalogue import Document
from imbridge.context import Context
from imbridge.model import Conversation, Error, MessageId, Participant, PushReported
from imbridge.vendors.easemob.enums import (
    KINDS_OF_PAYLOAD,
    PAYLOAD_NAMES,
    PUSH_PROVIDER_NAMES,
    PUSH_PROVIDERS,
    PUSH_STAGE_NAMES,
    PUSH_STAGES,
)
from imbridge.vendors.easemob.events.header import DIRECT, Header, bare, happened, id_from_wire, word, zero
from imbridge.vendors.easemob.messages import NAME
from imbridge.vendors.easemob.wire import push as wire


def push_from_wire(body: wire.PushReport, header: Header) -> PushReported:
    provider, status = body.channel or None, body.status or None
    sender, target = id_from_wire(body.from_ or "", header.prefix), id_from_wire(body.target, header.prefix)
    event = PushReported(
        conversation=conversation_from_wire(body, header),
        message=MessageId(server=body.msg_id) if body.msg_id else None,
        sender=Participant(id=sender) if sender else None,
        target=Participant(id=target) if target else None,
        provider=PUSH_PROVIDERS.get(provider, provider) if provider else None,
        stage=PUSH_STAGES.get(status, status) if status else None,
        error=error_from_wire(body),
        device_token=body.device_token or None,
    )
    return happened(event, header, device_id=body.device_id or None)


def push_to_wire(shape: type[wire.PushReport], event: PushReported, context: Context) -> wire.PushReport:
    place, error = event.conversation or NOWHERE, event.error or NO_ERROR
    target = event.target.id if event.target is not None else zero("target", context)
    status = word(event.stage, PUSH_STAGE_NAMES, context) or ""
    if event.stage == FAILED and context.own and error.code in FAILURES:
        status = str(error.code)
    return shape(
        status=status,
        chat_type=word(place.kind, PAYLOAD_NAMES, context) or "",
        msg_id=(event.message.server if event.message is not None else None) or "",
        target=bare(target, "target", context),
        group_id=UNSET if place.id is None else bare(place.id, "conversation.id", context),
        from_=UNSET if event.sender is None else bare(event.sender.id, "sender", context),
        channel=word(event.provider, PUSH_PROVIDER_NAMES, context) or UNSET,
        device_id=(event.device_id if context.own else None) or UNSET,
        device_token=event.device_token or UNSET,
        detail=error.reason or UNSET,
        e_message=error.detail or UNSET,
    )


def conversation_from_wire(body: wire.PushReport, header: Header) -> Conversation | None:
    kind = KINDS_OF_PAYLOAD.get(body.chat_type, body.chat_type) if body.chat_type else None
    if kind == "direct" and not body.group_id:
        return DIRECT
    id = id_from_wire(body.group_id or "", header.prefix) or None
    return Conversation(kind=kind, id=id) if kind or id else None


def error_from_wire(body: wire.PushReport) -> Error | None:
    """Read why a push failed, and in which of two ways."""
    if body.status not in FAILURES:
        return None
    return Error(code=body.status, reason=body.detail or None, detail=body.e_message or None)


def says_push(event: PushReported) -> bool:
    """Tell whether it is about a push that was sent: of what became of it on the device nothing is told."""
    return event.stage not in ON_DEVICE or event.vendor == NAME


FAILED = "failed"
ON_DEVICE = ("arrived", "clicked")
FAILURES = ("fail", "error")
NOWHERE = Conversation()
NO_ERROR = Error()

DOCUMENTS = (Document("push", wire.PushReport, (PushReported,), push_from_wire, push_to_wire, says_push),)
