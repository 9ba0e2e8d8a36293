"""Callbacks of what happens to a message later, to events and back."""

from imbridge.catalogue import Document
from imbridge.context import Context
from imbridge.model import (
    Conversation,
    ConversationRead,
    ExtensionItem,
    MessageExtensionChanged,
    MessageId,
    MessageRead,
    MessageRecalled,
    ReadReceipt,
)
from imbridge.vendors.tencent.enums import EXTENSION_CODES, EXTENSION_OPERATIONS
from imbridge.vendors.tencent.events.header import (
    DIRECT,
    Header,
    account,
    between_two,
    conversation_from_wire,
    group_id,
    group_type,
    happened,
    in_channel,
    in_group,
    in_group_itself,
    number_from_wire,
    number_to_wire,
    operator_to_wire,
    user,
    zero,
)
from imbridge.vendors.tencent.wire import Member
from imbridge.vendors.tencent.wire import follow_ups as wire


def c2c_withdraw_from_wire(body: wire.C2CWithdraw, header: Header) -> MessageRecalled:
    event = MessageRecalled(
        conversation=DIRECT,
        messages=(MessageId(server=body.MsgKey or None),),
        sender=user(body.From_Account),
        peer=user(body.To_Account),
    )
    return happened(event, header, body.EventTime)


def c2c_withdraw_to_wire(shape: type[wire.C2CWithdraw], event: MessageRecalled, context: Context) -> wire.C2CWithdraw:
    return shape(
        From_Account=account(event.sender or event.actor, "sender", context),
        To_Account=account(event.peer, "peer", context),
        MsgKey=keys_to_wire(event.messages, context)[0],
        UnreadMsgNum=None if context.own else 0,
    )


def group_recall_from_wire(body: wire.GroupRecall, header: Header) -> MessageRecalled:
    event = MessageRecalled(
        conversation=conversation_from_wire(body.GroupId, body.Type, body.TopicId),
        messages=tuple([MessageId(seq=int(item.MsgSeq) or None) for item in body.MsgSeqList]),
    )
    return happened(event, header, body.EventTime, body.Operator_Account)


def group_recall_to_wire(shape: type[wire.GroupRecall], event: MessageRecalled, context: Context) -> wire.GroupRecall:
    conversation = event.conversation
    if not event.messages:
        zero("messages", context)
    return shape(
        GroupId=group_id(conversation, context),
        Type=group_type(conversation.kind, conversation.type, context),
        Operator_Account=operator_to_wire(event),
        TopicId=conversation.topic_id,
        MsgSeqList=[wire.SeqItem(MsgSeq=seq_to_wire(id, "messages", context)) for id in event.messages],
    )


def official_withdraw_from_wire(body: wire.OfficialWithdraw, header: Header) -> MessageRecalled:
    event = MessageRecalled(
        conversation=Conversation(kind="channel", id=body.Official_Account or None),
        messages=tuple([MessageId(server=item.MsgKey or None) for item in body.WithdrawMsgList]),
    )
    return happened(event, header, body.EventTime)


def official_withdraw_to_wire(
    shape: type[wire.OfficialWithdraw], event: MessageRecalled, context: Context
) -> wire.OfficialWithdraw:
    return shape(
        Official_Account=group_id(event.conversation, context),
        WithdrawMsgList=[wire.KeyItem(MsgKey=key) for key in keys_to_wire(event.messages, context)],
    )


def c2c_read_from_wire(body: wire.C2CRead, header: Header) -> ConversationRead:
    event = ConversationRead(
        conversation=DIRECT,
        peer=user(body.Peer_Account),
        read_until=body.LastReadTime * 1000 if body.LastReadTime else None,
        unread_count=body.UnreadMsgNum,
    )
    return happened(event, header, body.EventTime, body.Report_Account)


def c2c_read_to_wire(shape: type[wire.C2CRead], event: ConversationRead, context: Context) -> wire.C2CRead:
    until = event.read_until
    if until is None and not context.own:
        until = event.occurred_at if event.occurred_at is not None else context.now
    return shape(
        Report_Account=account(event.actor, "actor", context),
        Peer_Account=account(event.peer, "peer", context),
        LastReadTime=(until or 0) // 1000,
        UnreadMsgNum=event.unread_count,
    )


def group_read_from_wire(body: wire.GroupRead, header: Header) -> MessageRead:
    event = MessageRead(
        conversation=conversation_from_wire(body.GroupId, body.Type),
        receipts=tuple([receipt_from_wire(receipt) for receipt in body.GroupMsgReceiptList]),
    )
    return happened(event, header, body.EventTime)


def group_read_to_wire(shape: type[wire.GroupRead], event: MessageRead, context: Context) -> wire.GroupRead:
    conversation = event.conversation
    if not event.receipts:
        zero("receipts", context)
    # who read is said with each message here
    reader = (event.actor.id,) if event.actor is not None and not context.own else ()
    return shape(
        GroupId=group_id(conversation, context),
        Type=group_type(conversation.kind, conversation.type, context),
        GroupMsgReceiptList=[receipt_to_wire(receipt, reader, context) for receipt in event.receipts],
    )


def receipt_from_wire(receipt: wire.GroupReceipt) -> ReadReceipt:
    return ReadReceipt(
        id=MessageId(seq=int(receipt.MsgSeq) or None),
        readers=tuple([member.Member_Account for member in receipt.ReadReceiptMembers or ()]),
        read_count=receipt.ReadNum,
        unread_count=receipt.UnreadNum,
    )


def receipt_to_wire(receipt: ReadReceipt, reader: tuple[str, ...], context: Context) -> wire.GroupReceipt:
    return wire.GroupReceipt(
        MsgSeq=seq_to_wire(receipt.id, "receipts[].id", context),
        ReadNum=receipt.read_count,
        UnreadNum=receipt.unread_count,
        ReadReceiptMembers=[Member(Member_Account=id) for id in receipt.readers or reader],
    )


def c2c_extension_from_wire(body: wire.C2CExtension, header: Header) -> MessageExtensionChanged:
    event = MessageExtensionChanged(
        conversation=DIRECT,
        message=MessageId(server=body.MsgKey or None),
        sender=user(body.From_Account),
        peer=user(body.To_Account),
        operation=number_from_wire(body.OperateType, EXTENSION_OPERATIONS),
        items=items_from_wire(body),
        version=body.Seq,
    )
    return happened(event, header, body.EventTime)


def c2c_extension_to_wire(
    shape: type[wire.C2CExtension], event: MessageExtensionChanged, context: Context
) -> wire.C2CExtension:
    return shape(
        From_Account=account(event.sender, "sender", context),
        To_Account=account(event.peer, "peer", context),
        MsgKey=event.message.server or zero("message.server", context),
        OperateType=number_to_wire(event.operation, EXTENSION_CODES, context),
        ExtensionList=items_to_wire(event),
        Seq=event.version,
    )


def group_extension_from_wire(body: wire.GroupExtension, header: Header) -> MessageExtensionChanged:
    event = MessageExtensionChanged(
        conversation=conversation_from_wire(body.GroupId, None),
        message=MessageId(seq=int(body.MsgSeq) or None),
        operation=number_from_wire(body.OperateType, EXTENSION_OPERATIONS),
        items=items_from_wire(body),
        version=body.Seq,
    )
    return happened(event, header, body.EventTime)


def group_extension_to_wire(
    shape: type[wire.GroupExtension], event: MessageExtensionChanged, context: Context
) -> wire.GroupExtension:
    return shape(
        GroupId=group_id(event.conversation, context),
        MsgSeq=seq_to_wire(event.message, "message", context),
        OperateType=number_to_wire(event.operation, EXTENSION_CODES, context),
        ExtensionList=items_to_wire(event),
        Seq=event.version,
    )


def items_from_wire(body: wire.Extension) -> tuple[ExtensionItem, ...]:
    return tuple([ExtensionItem(key=item.Key, value=item.Value, version=item.Seq) for item in body.ExtensionList or ()])


def items_to_wire(event: MessageExtensionChanged) -> list[wire.ExtensionItem]:
    return [wire.ExtensionItem(Key=item.key, Value=item.value, Seq=item.version) for item in event.items]


def keys_to_wire(messages: tuple[MessageId, ...], context: Context) -> list[str]:
    return [id.server or zero("messages[].server", context) for id in messages] or [zero("messages", context)]


def seq_to_wire(id: MessageId, path: str, context: Context) -> int:
    if id.seq is None:
        zero(f"{path}.seq", context)
    return id.seq or 0


def surely_in_group(event: MessageRead) -> bool:
    """Tell whether messages were read in a group: what is not said to be one may have been between two users."""
    return in_group_itself(event) and not between_two(event)


DOCUMENTS = (
    Document(
        "C2C.CallbackAfterMsgWithDraw",
        wire.C2CWithdraw,
        (MessageRecalled,),
        c2c_withdraw_from_wire,
        c2c_withdraw_to_wire,
        says=between_two,
    ),
    Document(
        "Group.CallbackAfterRecallMsg",
        wire.GroupRecall,
        (MessageRecalled,),
        group_recall_from_wire,
        group_recall_to_wire,
        says=in_group,
    ),
    Document(
        "OfficialAccount.CallbackAfterMsgWithDraw",
        wire.OfficialWithdraw,
        (MessageRecalled,),
        official_withdraw_from_wire,
        official_withdraw_to_wire,
        says=in_channel,
    ),
    Document(
        "C2C.CallbackAfterMsgReport",
        wire.C2CRead,
        (ConversationRead,),
        c2c_read_from_wire,
        c2c_read_to_wire,
        says=between_two,
    ),
    Document(
        "Group.CallbackAfterReadReceipt",
        wire.GroupRead,
        (MessageRead,),
        group_read_from_wire,
        group_read_to_wire,
        says=surely_in_group,
    ),
    Document(
        "C2C.CallbackAfterC2CMsgExtension",
        wire.C2CExtension,
        (MessageExtensionChanged,),
        c2c_extension_from_wire,
        c2c_extension_to_wire,
        says=between_two,
    ),
    Document(
        "Group.CallbackAfterGroupMsgExtension",
        wire.GroupExtension,
        (MessageExtensionChanged,),
        group_extension_from_wire,
        group_extension_to_wire,
        says=in_group_itself,
    ),
)
