"""Taking messages back and editing them, to the model and back."""

from imbridge.catalogue import Document
from imbridge.context import Context
from imbridge.delta import open_text
from imbridge.errors import CannotExpress
from imbridge.model import Edit, Message, MessageId, Part, Participant, Recall, Text, UnknownPart
from imbridge.vendors.openim.events.header import conversation_from_id, conversation_to_id
from imbridge.vendors.openim.messages import NAME
from imbridge.vendors.openim.rest.contents import part_to_wire, sendable
from imbridge.vendors.openim.rest.header import Header, caller, required
from imbridge.vendors.openim.wire import rest as wire
from imbridge.wire import text_of


def revoke_from_wire(body: wire.RevokeMsg, header: Header) -> Recall:
    required(body, "conversationID", "seq", "userID")
    conversation, peer = conversation_from_id(body.conversationID, body.userID)
    return Recall(
        vendor=NAME,
        command=header.command,
        trace=header.trace,
        conversation=conversation,
        messages=(MessageId(seq=body.seq),),
        peer=peer,
        actor=Participant(id=body.userID),
    )


def revoke_to_wire(shape: type[wire.RevokeMsg], recall: Recall, context: Context) -> wire.RevokeMsg:
    (id,) = recall.messages
    by = recall.actor or recall.sender
    return shape(
        conversationID=conversation_to_id(recall.conversation, recall.sender or by, recall.peer, context),
        seq=number(id, "messages[].seq"),
        userID=caller(by, context),
    )


def modify_from_wire(body: wire.ModifyMessage, header: Header) -> Edit:
    required(body, "seq")
    conversation, _ = conversation_from_id(body.conversationID, "")
    return Edit(
        vendor=NAME,
        command=header.command,
        trace=header.trace,
        conversation=conversation,
        message=MessageId(seq=body.seq),
        parts=(content_from_wire(body.newContent),),
    )


def modify_to_wire(shape: type[wire.ModifyMessage], edit: Edit, context: Context) -> wire.ModifyMessage:
    if edit.parts is None:
        raise CannotExpress("needs parts")
    return shape(
        conversationID=conversation_to_id(edit.conversation, edit.sender or edit.actor, edit.peer, context),
        seq=number(edit.message, "message.seq"),
        newContent=content_to_wire(edit, edit.parts, context),
    )


def content_from_wire(text: str) -> Part:
    """Read the new content of a message of whatever kind: what is a text's, and all else as it stands."""
    held = open_text(text)
    if held is not None and isinstance(held.get("content"), str):
        return Text(text=held["content"])
    return UnknownPart(vendor=NAME, payload=text)


def content_to_wire(edit: Edit, parts: tuple[Part, ...], context: Context) -> str:
    if len(parts) != 1:
        raise CannotExpress("needs one part")
    part = parts[0]
    if isinstance(part, Text):
        return text_of({"content": part.text})
    if isinstance(part, UnknownPart) and part.vendor == NAME and not part.type:
        return str(part.payload)
    message = sendable(Message(conversation=edit.conversation, parts=parts), context)
    return bytes(part_to_wire(message, context)[1]).decode()


def number(id: MessageId, path: str) -> int:
    """Return the number by which the vendor knows a message in its conversation."""
    if not id.seq:
        raise CannotExpress(f"needs {path}")
    return id.seq


DOCUMENTS = (
    Document("revoke_msg", wire.RevokeMsg, (Recall,), revoke_from_wire, revoke_to_wire),
    Document("modify_message", wire.ModifyMessage, (Edit,), modify_from_wire, modify_to_wire),
)
