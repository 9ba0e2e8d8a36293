"""Taking messages back and editing them, to the model and back."""

from typing import Any

from msgspec import UNSET, Raw

from imbridge.catalogue import Document
from imbridge.context import Context
from imbridge.errors import CannotExpress
from imbridge.model import Conversation, Custom, Edit, MessageId, Part, Participant, Recall, Text
from imbridge.vendors.easemob.enums import KINDS_OF_CHAT
from imbridge.vendors.easemob.events.header import DIRECT, zero
from imbridge.vendors.easemob.messages import NAME
from imbridge.vendors.easemob.rest.header import Header, fitted, part_from_wire, part_to_wire
from imbridge.vendors.easemob.wire import rest as wire
from imbridge.wire import data_from_object, object_from_data


def recall_from_wire(body: wire.Recall, header: Header) -> Recall:
    kind = KINDS_OF_CHAT.get(body.chat_type, body.chat_type or None)
    direct = kind == "direct"
    given = Participant(id=body.from_) if body.from_ else None
    return Recall(
        vendor=NAME,
        command=header.command,
        app=header.app,
        conversation=DIRECT if direct else Conversation(kind=kind, id=body.to or None),
        messages=(MessageId(server=body.msg_id or None),),
        sender=given if direct else None,
        peer=Participant(id=body.to) if direct and body.to else None,
        actor=None if direct else given,
        reason=body.recallMessageExtensionInfo or None,
        force=body.force,
    )


def recall_to_wire(shape: type[wire.Recall], recall: Recall, context: Context) -> wire.Recall:
    (one,) = ones_to_wire(shape, recall, context)
    return one


def recalls_from_wire(body: wire.Recalls, header: Header) -> Recall:
    first, *others = [recall_from_wire(one, header) for one in body.msgs] or [Recall(messages=())]
    for index, other in enumerate(others, start=1):
        if (other.conversation, other.sender, other.peer, other.actor, other.reason, other.force) != (
            *(first.conversation, first.sender, first.peer, first.actor, first.reason, first.force),
        ):
            raise CannotExpress("one value holds the recalls of one conversation", pointer=f"/msgs/{index}")
    return Recall(
        vendor=NAME,
        command=header.command,
        app=header.app,
        conversation=first.conversation,
        messages=tuple([id for one in (first, *others) for id in one.messages]),
        sender=first.sender,
        peer=first.peer,
        actor=first.actor,
        reason=first.reason,
        force=first.force,
    )


def recalls_to_wire(shape: type[wire.Recalls], recall: Recall, context: Context) -> wire.Recalls:
    return shape(msgs=ones_to_wire(wire.Recall, recall, context))


def ones_to_wire(shape: type[wire.Recall], recall: Recall, context: Context) -> list[wire.Recall]:
    chat_type, by, to = place_of(recall)
    return [
        shape(
            msg_id=id.server or zero("messages[].server", context),
            to=to or zero("peer" if recall.conversation.kind == "direct" else "conversation.id", context),
            chat_type=chat_type,
            from_=by,
            force=bool(recall.force),
            recallMessageExtensionInfo=recall.reason,
        )
        for id in recall.messages
    ]


def place_of(recall: Recall) -> tuple[str, str | None, str | None]:
    """Return where messages are taken back: `chat_type`, `from` and `to`."""
    conversation = recall.conversation
    direct = conversation.kind == "direct"
    to = (recall.peer.id if recall.peer is not None else None) if direct else conversation.id
    by = (recall.sender or recall.actor) if direct else recall.actor
    chat_type = CHAT_NAMES.get(conversation.kind or "", conversation.kind or "")
    return chat_type, (by.id if by is not None else None) or None, to or None


def rewrite_from_wire(body: wire.Rewrite, header: Header) -> Edit:
    held = body.new_ext
    return Edit(
        vendor=NAME,
        command=header.command,
        app=header.app,
        message=MessageId(server=header.id or None),
        actor=Participant(id=body.user) if body.user else None,
        parts=part_from_wire(body.new_msg) if body.new_msg and body.new_msg != NULL else None,
        ext=data_from_object(held) if isinstance(held, dict) else held,
        merge_ext=body.is_combine_ext,
    )


def rewrite_to_wire(shape: type[wire.Rewrite], edit: Edit, context: Context) -> wire.Rewrite:
    if not context.own and (edit.conversation.kind in ("group", "room") and not edit.message.server):
        raise CannotExpress("needs message.server")
    if not edit.message.server:
        zero("message.server", context)
    if edit.parts is None:
        zero("parts", context)
    content: Any = UNSET if edit.parts is None else content_to_wire(edit.parts, context)
    return shape(
        user=edit.actor.id if edit.actor is not None and edit.actor.id else None,
        new_msg=content,
        new_ext=None if edit.ext is None else object_from_data(edit.ext),
        is_combine_ext=edit.merge_ext if context.own or edit.ext is None else bool(edit.merge_ext),
    )


def content_to_wire(parts: tuple[Part, ...], context: Context) -> Any:
    """Write what is to stand in a message's place; of most kinds only the ext can be edited."""
    fitting = fitted(parts, context)
    if not context.own and not all(isinstance(part, Text | Custom) for part in fitting):
        raise CannotExpress("only a text and a custom part can be edited")
    return part_to_wire(fitting, context)


def says_recall(recall: Recall) -> bool:
    return recall.conversation.kind in CHAT_NAMES or recall.vendor == NAME


def says_one(recall: Recall) -> bool:
    return says_recall(recall) and len(recall.messages) == 1


NULL = Raw(b"null")
CHAT_NAMES = {"direct": "chat", "group": "groupchat", "room": "chatroom"}

DOCUMENTS = (
    Document("msg_recall", wire.Recall, (Recall,), recall_from_wire, recall_to_wire, says_one),
    Document("batch_recall", wire.Recalls, (Recall,), recalls_from_wire, recalls_to_wire, says_recall),
    Document("recall", wire.Recalls, (Recall,), recalls_from_wire, recalls_to_wire, says_recall),
    Document("rewrite", wire.Rewrite, (Edit,), rewrite_from_wire, rewrite_to_wire),
)
