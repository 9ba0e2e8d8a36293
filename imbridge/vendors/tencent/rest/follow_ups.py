"""Taking messages back and editing them, to the model and back."""

from imbridge.catalogue import Document
from imbridge.context import Context
from imbridge.model import Conversation, Edit, MessageId, Participant, Recall
from imbridge.vendors.tencent.events.header import DIRECT, account, group_id, user, zero, zero_number
from imbridge.vendors.tencent.messages import NAME, parts_from_wire, parts_to_wire
from imbridge.vendors.tencent.rest.header import Header, sendable
from imbridge.vendors.tencent.wire import rest as wire
from imbridge.wire import ext_from_text, text_from_ext


def withdraw_from_wire(body: wire.AdminMsgWithdraw, header: Header) -> Recall:
    return Recall(
        vendor=NAME,
        command=header.command,
        app=header.app,
        conversation=DIRECT,
        messages=(MessageId(server=body.MsgKey or None),),
        sender=user(body.From_Account),
        peer=user(body.To_Account),
    )


def withdraw_to_wire(shape: type[wire.AdminMsgWithdraw], recall: Recall, context: Context) -> wire.AdminMsgWithdraw:
    (id,) = recall.messages or (NO_ID,)
    return shape(
        From_Account=account(sender_of(recall), "sender", context),
        To_Account=account(recall.peer, "peer", context),
        MsgKey=id.server or zero("messages[0].server", context),
    )


def group_recall_from_wire(body: wire.GroupMsgRecall, header: Header) -> Recall:
    return Recall(
        vendor=NAME,
        command=header.command,
        app=header.app,
        conversation=Conversation(kind="group", id=body.GroupId or None, topic_id=body.TopicId or None),
        messages=tuple([MessageId(seq=one.MsgSeq or None) for one in body.MsgSeqList]),
        reason=body.Reason or None,
    )


def group_recall_to_wire(shape: type[wire.GroupMsgRecall], recall: Recall, context: Context) -> wire.GroupMsgRecall:
    if not recall.messages:
        zero("messages", context)
    return shape(
        GroupId=group_id(recall.conversation, context),
        TopicId=recall.conversation.topic_id,
        MsgSeqList=[wire.Numbered(MsgSeq=id.seq or zero_number("messages[].seq", context)) for id in recall.messages],
        Reason=recall.reason,
    )


def c2c_edit_from_wire(body: wire.ModifyC2CMsg, header: Header) -> Edit:
    return Edit(
        vendor=NAME,
        command=header.command,
        app=header.app,
        conversation=DIRECT,
        message=MessageId(server=body.MsgKey or None),
        sender=user(body.From_Account),
        peer=user(body.To_Account),
        parts=None if body.MsgBody is None else parts_from_wire(body.MsgBody),
        ext=ext_from_text(body.CloudCustomData),
    )


def c2c_edit_to_wire(shape: type[wire.ModifyC2CMsg], edit: Edit, context: Context) -> wire.ModifyC2CMsg:
    if changes_nothing(edit):
        zero("parts or ext", context)
    return shape(
        From_Account=account(sender_of(edit), "sender", context),
        To_Account=account(edit.peer, "peer", context),
        MsgKey=edit.message.server or zero("message.server", context),
        MsgBody=None if edit.parts is None else parts_to_wire(sendable(edit.parts, context), context),
        CloudCustomData=text_from_ext(edit.ext),
    )


def group_edit_from_wire(body: wire.ModifyGroupMsg, header: Header) -> Edit:
    return Edit(
        vendor=NAME,
        command=header.command,
        app=header.app,
        conversation=Conversation(kind="group", id=body.GroupId or None, topic_id=body.TopicId or None),
        message=MessageId(seq=body.MsgSeq or None),
        parts=None if body.MsgBody is None else parts_from_wire(body.MsgBody),
        ext=ext_from_text(body.CloudCustomData),
    )


def group_edit_to_wire(shape: type[wire.ModifyGroupMsg], edit: Edit, context: Context) -> wire.ModifyGroupMsg:
    if changes_nothing(edit):
        zero("parts or ext", context)
    return shape(
        GroupId=group_id(edit.conversation, context),
        TopicId=edit.conversation.topic_id,
        MsgSeq=edit.message.seq or zero_number("message.seq", context),
        MsgBody=None if edit.parts is None else parts_to_wire(sendable(edit.parts, context), context),
        CloudCustomData=text_from_ext(edit.ext),
    )


def sender_of(call: Recall | Edit) -> Participant | None:
    """Return whose message it is: in a conversation of two who takes it back or edits it wrote it."""
    return call.sender if call.sender is not None else call.actor


def changes_nothing(edit: Edit) -> bool:
    return edit.parts is None and not edit.ext


def is_direct(call: Recall | Edit) -> bool:
    return call.conversation.kind == "direct"


def is_group(call: Recall | Edit) -> bool:
    return call.conversation.kind in ("group", "room")


NO_ID = MessageId()

DOCUMENTS = (
    Document("admin_msgwithdraw", wire.AdminMsgWithdraw, (Recall,), withdraw_from_wire, withdraw_to_wire, is_direct),
    Document(
        "group_msg_recall", wire.GroupMsgRecall, (Recall,), group_recall_from_wire, group_recall_to_wire, is_group
    ),
    Document("modify_c2c_msg", wire.ModifyC2CMsg, (Edit,), c2c_edit_from_wire, c2c_edit_to_wire, is_direct),
    Document("modify_group_msg", wire.ModifyGroupMsg, (Edit,), group_edit_from_wire, group_edit_to_wire, is_group),
)
