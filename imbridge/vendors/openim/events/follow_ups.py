"""What happens to a message later: revoked, read."""

from collections.abc import Sequence

from msgspec import UNSET

from imbridge.context import Context
from imbridge.errors import CannotExpress, Malformed
from imbridge.model import (
    AnyEvent,
    Conversation,
    ConversationRead,
    MessageId,
    MessageRead,
    MessageRecalled,
    Participant,
    ReadReceipt,
)
from imbridge.pieces import piece
from imbridge.vendors.openim.enums import LEGACY, SESSIONS
from imbridge.vendors.openim.events.header import (
    DIRECT,
    Header,
    conversation_from_id,
    conversation_to_id,
    document,
    happened,
    participant,
    user_to_wire,
    zero,
)
from imbridge.vendors.openim.wire import follow_ups as wire


def revoked_from_wire(body: wire.Revoked, header: Header) -> MessageRecalled:
    conversation, peer = conversation_from_id(body.conversationID, body.userID)
    event = MessageRecalled(conversation=conversation, messages=(MessageId(seq=body.seq or None),), peer=peer)
    return happened(event, header, participant(body.userID))


def revoked_to_wire(shape: type[wire.Revoked], event: MessageRecalled, context: Context) -> wire.Revoked:
    user = event.actor or event.sender  # whoever else may have done it, the author could
    return shape(
        conversationID=conversation_to_id(event.conversation, user, event.peer, context),
        seq=seq_to_wire(event.messages[0] if event.messages else None, "messages", context),
        userID=user_to_wire(user, "actor", context),
    )


def revoked_documented_from_wire(body: wire.RevokedDocumented, header: Header) -> MessageRecalled:
    event = MessageRecalled(conversation=DIRECT, peer=participant(body.receiveID))
    return happened(event, header, participant(body.sendID))


def revoked_documented_to_wire(
    shape: type[wire.RevokedDocumented], event: MessageRecalled, context: Context
) -> wire.RevokedDocumented:
    return shape(
        sendID=user_to_wire(event.actor, "actor", context), receiveID=user_to_wire(event.peer, "peer", context)
    )


def single_read_from_wire(body: wire.SingleRead, header: Header) -> MessageRead:
    conversation, peer = conversation_from_id(body.conversationID, body.userID)
    event = MessageRead(conversation=conversation, receipts=receipts_from_wire(body.Seqs), peer=peer)
    return happened(event, header, participant(body.userID))


def single_read_to_wire(shape: type[wire.SingleRead], event: MessageRead, context: Context) -> wire.SingleRead:
    return shape(
        conversationID=conversation_to_id(event.conversation, event.actor, event.peer, context),
        userID=user_to_wire(event.actor, "actor", context),
        Seqs=receipts_to_wire(event, context),
        contentType=session_of(event.conversation),
    )


def single_read_v36_from_wire(body: wire.SingleReadV36, header: Header) -> MessageRead:
    if body.conversationID is not UNSET:
        if body.userID is UNSET:
            raise Malformed("the required field is missing", pointer="/userID")
        conversation, peer = conversation_from_id(body.conversationID, body.userID)
        event = MessageRead(conversation=conversation, receipts=receipts_from_wire(body.Seqs or None), peer=peer)
        return happened(event, header, participant(body.userID))
    if body.sendID is UNSET:
        raise Malformed("the required field is missing", pointer="/conversationID")
    return happened(
        MessageRead(conversation=DIRECT, peer=participant(body.receiveID)), header, participant(body.sendID)
    )


def single_read_v36_to_wire(
    shape: type[wire.SingleReadV36], event: MessageRead, context: Context
) -> wire.SingleReadV36:
    if event.receipts or event.conversation != DIRECT:
        return shape(
            conversationID=conversation_to_id(event.conversation, event.actor, event.peer, context),
            userID=user_to_wire(event.actor, "actor", context),
            Seqs=receipts_to_wire(event, context),
            contentType=session_of(event.conversation),
        )
    return shape(
        sendID=user_to_wire(event.actor, "actor", context),
        receiveID=user_to_wire(event.peer, "peer", context),
        contentType=session_of(event.conversation),
    )


def group_read_from_wire(body: wire.GroupRead, header: Header) -> ConversationRead:
    event = ConversationRead(
        conversation=Conversation(kind="group", type="legacy" if body.contentType == LEGACY else None),
        up_to=MessageId(seq=body.unreadMsgNum) if body.unreadMsgNum else None,
    )
    return happened(event, header, participant(body.sendID))


def group_read_to_wire(shape: type[wire.GroupRead], event: ConversationRead, context: Context) -> wire.GroupRead:
    reader = user_to_wire(event.actor, "actor", context)
    return shape(
        sendID=reader,
        receiveID=reader,
        unreadMsgNum=seq_to_wire(event.up_to, "up_to", context),
        contentType=session_of(event.conversation),
    )


def by_reader(event: MessageRead) -> Sequence[AnyEvent]:
    """Return what was read as one event for each reader, where no actor is the one."""
    if event.actor is not None:
        return (event,)
    readers = dict.fromkeys([reader for receipt in event.receipts for reader in receipt.readers])
    return [
        piece(
            event,
            index,
            actor=Participant(id=reader),
            receipts=tuple([receipt for receipt in event.receipts if reader in receipt.readers]),
        )
        for index, reader in enumerate(readers)
    ] or (event,)


def receipts_from_wire(seqs: list[int] | None) -> tuple[ReadReceipt, ...]:
    return tuple([ReadReceipt(id=MessageId(seq=seq or None)) for seq in seqs or ()])


def receipts_to_wire(event: MessageRead, context: Context) -> list[int] | None:
    if not event.receipts and not context.own:
        raise CannotExpress("needs receipts")
    return [receipt.id.seq or seq_to_wire(receipt.id, "receipts", context) for receipt in event.receipts] or None


def seq_to_wire(id: MessageId | None, path: str, context: Context) -> int:
    """Return the sequence number of a message, which is its only handle here."""
    seq = None if id is None else id.seq
    return seq or int(zero(f"{path}: a sequence number", context) or 0)


def session_of(conversation: Conversation) -> int:
    if conversation.kind == "group" and conversation.type == "legacy":
        return LEGACY
    return SESSIONS.get(conversation.kind, 0)


def in_group(event: ConversationRead) -> bool:
    return event.conversation.kind in ("group", "room", "channel")


def recalled_at_all(event: MessageRecalled) -> bool:
    return not event.messages


DOCUMENTS = (
    document(wire.Revoked, MessageRecalled, revoked_from_wire, revoked_to_wire),
    document(wire.SingleRead, MessageRead, single_read_from_wire, single_read_to_wire),
    document(wire.GroupRead, ConversationRead, group_read_from_wire, group_read_to_wire, in_group),
    document(
        wire.RevokedDocumented,
        MessageRecalled,
        revoked_documented_from_wire,
        revoked_documented_to_wire,
        recalled_at_all,
    ),
    document(wire.SingleReadV36, MessageRead, single_read_v36_from_wire, single_read_v36_to_wire),
    document(wire.SingleReadDocumented, MessageRead, single_read_v36_from_wire, single_read_v36_to_wire),
    document(wire.GroupReadV36, ConversationRead, group_read_from_wire, group_read_to_wire, in_group),
)
