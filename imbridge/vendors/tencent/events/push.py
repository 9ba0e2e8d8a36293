"""Reports of offline pushes, to events and back."""

from imbridge.catalogue import Document
from imbridge.context import Context
from imbridge.model import Conversation, Error, MessageId, PushReported
from imbridge.vendors.tencent.enums import PROVIDER_CODES, PROVIDERS, PUSH_CODES, PUSH_STAGES
from imbridge.vendors.tencent.events.header import (
    DIRECT,
    Header,
    account,
    error_from_wire,
    error_to_wire,
    happened,
    number_from_wire,
    number_to_wire,
    user,
)
from imbridge.vendors.tencent.wire import push as wire

TO_USER, TO_GROUP = 1, 2
FAILED = Error(family="server")
"""What a failure is written as that nobody explained."""


def offline_from_wire(body: wire.OfflinePush, header: Header) -> PushReported:
    id = MessageId(server=body.MsgKey or None, seq=body.MsgSeq or None, random=body.MsgRandom or None)
    event = PushReported(
        conversation=conversation_from_wire(body.EventType, body.GroupID),
        message=None if id == NO_ID else id,
        sender=user(body.From_Account),
        target=user(body.To_Account),
        provider=number_from_wire(body.PushPlatform, PROVIDERS),
        stage=stage_from_wire(body),
        error=error_from_wire(body.ErrCode, body.ErrInfo) if body.ErrCode else None,
        message_sent_at=body.MsgTime * 1000 if body.MsgTime else None,
    )
    return happened(event, header, body.EventTime)


def offline_to_wire(shape: type[wire.OfflinePush], event: PushReported, context: Context) -> wire.OfflinePush:
    conversation, id = event.conversation or NOWHERE, event.message or NO_ID
    code, reason = result_to_wire(event, context)
    grouped = conversation.kind not in (None, "direct")
    return shape(
        EventType=None if conversation.kind is None else TO_GROUP if grouped else TO_USER,
        From_Account=event.sender.id if event.sender is not None else "",
        To_Account=account(event.target, "target", context),
        PushPlatform=number_to_wire(event.provider, PROVIDER_CODES, context),
        PushStage=number_to_wire(event.stage, PUSH_CODES, context),
        MsgKey=id.server or (None if grouped else ""),
        GroupID=conversation.id or "" if grouped else None,
        MsgSeq=id.seq or 0,
        MsgRandom=id.random or 0,
        MsgTime=(event.message_sent_at or 0) // 1000,
        ErrCode=code,
        ErrInfo=reason,
    )


def all_member_from_wire(body: wire.AllMemberPush, header: Header) -> PushReported:
    event = PushReported(
        target=user(body.To_Account),
        provider=number_from_wire(body.PushPlatform, PROVIDERS),
        stage=stage_from_wire(body),
        error=error_from_wire(body.ErrCode, body.ErrInfo) if body.ErrCode else None,
        task_id=body.TaskId or None,
        task_at=body.TaskTime * 1000 if body.TaskTime else None,
    )
    return happened(event, header, body.EventTime)


def all_member_to_wire(shape: type[wire.AllMemberPush], event: PushReported, context: Context) -> wire.AllMemberPush:
    code, reason = result_to_wire(event, context)
    return shape(
        EventType=TO_USER,
        To_Account=account(event.target, "target", context),
        PushPlatform=number_to_wire(event.provider, PROVIDER_CODES, context),
        PushStage=number_to_wire(event.stage, PUSH_CODES, context),
        TaskId=event.task_id or "",
        TaskTime=(event.task_at or 0) // 1000,
        ErrCode=code,
        ErrInfo=reason,
    )


def conversation_from_wire(type: int | None, group: str | None) -> Conversation | None:
    if type == TO_USER:
        return DIRECT
    return Conversation(kind="group", id=group or None) if type == TO_GROUP or group else None


def stage_from_wire(body: wire.Push) -> str | None:
    """Read how far a push came; one that the provider refused was sent, but failed."""
    stage = number_from_wire(body.PushStage, PUSH_STAGES)
    return "failed" if stage == "sent" and body.ErrCode else stage


def result_to_wire(event: PushReported, context: Context) -> tuple[int, str]:
    error = FAILED if event.error is None and event.stage == "failed" else event.error
    return (0, "") if error is None else error_to_wire(error, context)


def is_task(event: PushReported) -> bool:
    """Tell whether it reports a push to everyone, in no conversation."""
    return event.conversation is None and event.message is None and event.task_id is not None


NO_ID = MessageId()
NOWHERE = Conversation()

DOCUMENTS = (
    Document(
        "Push.AllMemberPush",
        wire.AllMemberPush,
        (PushReported,),
        all_member_from_wire,
        all_member_to_wire,
        says=is_task,
    ),
    Document("Push.OfflinePush", wire.OfflinePush, (PushReported,), offline_from_wire, offline_to_wire),
)
