"""What the modify hook may change of a message."""

from typing import Any

from msgspec import UNSET
from msgspec.structs import replace

from imbridge.context import Context
from imbridge.delta import open_text
from imbridge.errors import CannotExpress
from imbridge.model import (
    Conversation,
    Delivery,
    Mention,
    Message,
    MessageChanges,
    MessageSending,
    Participant,
    PushInfo,
    Text,
)
from imbridge.vendors.openim.acks.replies import MAX_CODE, WORD_FILTER, Rewriting, held, said
from imbridge.vendors.openim.enums import LEGACY
from imbridge.vendors.openim.messages import (
    AT_TEXT,
    CUSTOM,
    DELIVERIES,
    QUOTE,
    content_from_wire,
    content_to_wire,
    kind_from_wire,
    mentions_from_wire,
    mentions_to_wire,
    origin_from_wire,
    origin_to_wire,
    platform_from_wire,
    platform_to_wire,
    quote_from_wire,
    session_to_wire,
)
from imbridge.vendors.openim.options import Options
from imbridge.vendors.openim.wire import parts as wire
from imbridge.vendors.openim.wire.acks import ModifyAck
from imbridge.wire import ext_from_text, text_from_ext, text_of


def message_to_wire(changes: MessageChanges, to: MessageSending, context: Context) -> ModifyAck:
    if changes.push is not UNSET and changes.push != SILENT:
        raise CannotExpress("push: the server fails when a message that is changed so had none before")
    written: dict[str, Any] = {}
    if (changes.parts, changes.mentions, changes.quote) != (UNSET, UNSET, UNSET) or changes.delivery is None:
        written |= content_changes(changes, to, context)
    if to.command == WORD_FILTER:
        return ModifyAck(**written)
    if changes.ext is not UNSET:
        written["ex"] = text_from_ext(changes.ext) or ""
    if changes.delivery is not UNSET or changes.push is not UNSET:
        flags = {} if changes.delivery is UNSET else options_to_wire(changes.delivery)
        if changes.push is not UNSET:
            flags["offlinePush"] = False
        if flags or (changes.delivery is None and "contentType" not in written):  # none at all would reset them
            written["options"] = flags
    if changes.recipients is not UNSET:
        written["recvID"] = changes.recipients[0].id if changes.recipients else ""
    if changes.origin is not UNSET:
        written["msgFrom"] = origin_to_wire(changes.origin, context)
    return ModifyAck(**written, **people_to_wire(changes, to, context))


def content_changes(changes: MessageChanges, to: MessageSending, context: Context) -> dict[str, Any]:
    """Return what of the content changes; the mentions of a text are inside it."""
    message = to.message
    parts = message.parts if changes.parts is UNSET else changes.parts or ()
    mentions = message.mentions if changes.mentions is UNSET else changes.mentions or ()
    quote = message.quote if changes.quote is UNSET else changes.quote
    delivery = None if changes.delivery is None else message.delivery  # which two content types say
    if to.command == WORD_FILTER:
        part = parts[0] if len(parts) == 1 else None
        if not isinstance(part, Text) or not part.text:  # an empty one would say: unchanged
            raise CannotExpress("parts: the word filter of v2 takes one text")
        return {"content": part.text}
    changed = replace(message, parts=parts, mentions=mentions, quote=quote, delivery=delivery)
    (code, content), (before, was) = content_to_wire(changed, context), content_to_wire(message, context)
    written: dict[str, Any] = {}
    if changes.parts is not UNSET or content != was:
        if not 0 <= code <= MAX_CODE or (isinstance(content, str) and open_text(content) is None):
            raise CannotExpress("parts: a server fails the send of content that is no JSON object")
        written["content"] = content if isinstance(content, str) else text_of(content)
    if code != before or ("content" in written and code != content_code(message)):
        written["contentType"] = code
    if changes.mentions is not UNSET or (mentions and code not in TOLD_BESIDE and only_inside(to)):
        written["atUserIDList"] = mentions_to_wire(mentions) or []
    return written


def only_inside(event: MessageSending) -> bool:
    """Tell whether those mentioned were told in the content alone, which is to be another one."""
    return any(edit.path == ("body", "atUserList") for edit in event.native.edits)


def message_from_wire(ack: ModifyAck, to: MessageSending, options: Options) -> MessageChanges | None:
    """Return what a reply of the modify hook changes; None when nothing.

    Push information in it makes the server fail, since the hook never shows a message that has any.
    """
    if ack.offlinePushInfo is not UNSET:
        raise TypeError("offlinePushInfo")
    changes: dict[str, Any] = {}
    if to.command == WORD_FILTER and not held(ack.content):
        return None
    inside: tuple[Mention, ...] = ()
    text, code = held(ack.content), held(ack.contentType)
    if text is None and code is not None:
        text = content_under(code, to.message)
    if text is not None:
        said, inside = content_from_reply(text, code, to.message, options)
        changes |= said
    if ack.atUserIDList is not UNSET and (not inside or mentions_to_wire(inside) != ack.atUserIDList):
        changes["mentions"] = mentions_from_wire(ack.atUserIDList)
    if ack.ex is not UNSET:
        changes["ext"] = ext_from_text(ack.ex)
    changes |= travel_from_reply(ack, to.message)
    changes |= people_from_reply(ack, to)
    return MessageChanges(**changes) if changes else None


def content_under(code: int, message: Message) -> str | None:
    """Return the content that is to be read as another type; None where it means the same or is not known."""
    was, content = content_to_wire(message, OWN)
    if code == was or {code, was} <= CUSTOMS or content_code(message) != was:
        return None
    return content if isinstance(content, str) else text_of(content)


def travel_from_reply(ack: ModifyAck, message: Message) -> dict[str, Any]:
    """Return what options, which replace all there were, and two content types change of how a message travels."""
    changes: dict[str, Any] = {}
    code = held(ack.contentType)
    travels = DELIVERIES.get(code or 0)
    if ack.options is not UNSET and ack.options.get("offlinePush") is False:
        changes["push"] = SILENT
    if ack.options is not UNSET and ack.options.keys() != {"offlinePush"}:
        changes["delivery"] = told_twice(options_from_wire(ack.options), travels)
    elif code in CUSTOMS and travels != message.delivery and {code, content_code(message)} & DELIVERIES.keys():
        changes["delivery"] = travels
    return changes


def content_from_reply(
    text: str, code: int | None, message: Message, options: Options
) -> tuple[dict[str, Any], tuple[Mention, ...]]:
    """Return what a content changes, and who is mentioned in it; a list beside it has no names."""
    part, content = content_from_wire(code or content_code(message), text, options.release)
    changes: dict[str, Any] = {}
    mentions: tuple[Mention, ...] = ()
    if isinstance(content, wire.AtText):
        mentions = mentions_from_wire(content.atUserList, content.atUsersInfo)
        if mentions != message.mentions:
            changes["mentions"] = mentions
    quote = quote_from_wire(content.quoteMessage) if isinstance(content, wire.AtText | wire.Quote) else None
    if quote != message.quote:
        changes["quote"] = quote
    if not changes or (part,) != message.parts:  # else the text came along because those are inside
        changes["parts"] = (part,)
    return changes, mentions


def people_from_reply(ack: ModifyAck, to: MessageSending) -> dict[str, Any]:
    """Return what changes of who, where and which; what a reply leaves out stays as it was."""
    message = to.message
    changes: dict[str, Any] = {}
    if (ack.senderNickname, ack.senderFaceURL, ack.senderPlatformID) != (UNSET, UNSET, UNSET):
        changes["sender"] = sender_from_reply(ack, message.sender or NOBODY, to.platform)
    if ack.recvID is not UNSET:
        changes["recipients"] = (Participant(id=ack.recvID),) if ack.recvID else ()
    if (ack.groupID, ack.sessionType) != (UNSET, UNSET):
        changes["conversation"] = conversation_from_reply(ack, message.conversation)
    if (ack.serverMsgID, ack.clientMsgID) != (UNSET, UNSET):
        changes["id"] = replace(
            message.id,
            server=message.id.server if ack.serverMsgID is UNSET else ack.serverMsgID or None,
            client=message.id.client if ack.clientMsgID is UNSET else ack.clientMsgID or None,
        )
    if ack.msgFrom is not UNSET:
        changes["origin"] = origin_from_wire(ack.msgFrom)
    return changes


def sender_from_reply(ack: ModifyAck, sender: Participant, platform: str | None) -> Participant | None:
    """Return who a reply makes the sender, if anybody; the device that the event names is not told again."""
    said = platform_from_wire(held(ack.senderPlatformID))
    found = replace(
        sender,
        nickname=sender.nickname if ack.senderNickname is UNSET else ack.senderNickname or None,
        avatar=sender.avatar if ack.senderFaceURL is UNSET else ack.senderFaceURL or None,
        platform=sender.platform if ack.senderPlatformID is UNSET or said == platform else said,
    )
    return None if found == NOBODY else found


def conversation_from_reply(ack: ModifyAck, conversation: Conversation) -> Conversation:
    session = ack.sessionType
    if session is not UNSET:
        kind, type = kind_from_wire(session), "legacy" if session == LEGACY else None
        conversation = replace(conversation, kind=kind, type=type)
    return conversation if ack.groupID is UNSET else replace(conversation, id=ack.groupID or None)


def people_to_wire(changes: MessageChanges, to: MessageSending, context: Context) -> dict[str, Any]:
    """Return who, where and which a message is to be, as far as that differs from what the event says."""
    before, written = to.message, dict[str, Any]()
    if changes.sender is not UNSET:
        sender, was = changes.sender or NOBODY, before.sender or NOBODY
        if (sender.nickname or "") != (was.nickname or ""):
            written["senderNickname"] = sender.nickname or ""
        if (sender.avatar or "") != (was.avatar or ""):
            written["senderFaceURL"] = sender.avatar or ""
        if sender.platform is not None and sender.platform != to.platform:
            written["senderPlatformID"] = platform_to_wire(sender.platform, context)
    if changes.conversation is not UNSET and changes.conversation is not None:
        place, stood = changes.conversation, before.conversation
        if place.id != stood.id:
            written["groupID"] = place.id or ""
        if (place.kind, place.type) != (stood.kind, stood.type):
            written["sessionType"] = session_to_wire(place, context)
    if changes.id is not UNSET and changes.id is not None:
        if changes.id.server != before.id.server:
            written["serverMsgID"] = said(changes.id.server)
        if changes.id.client != before.id.client:
            written["clientMsgID"] = said(changes.id.client)
    return written


def options_to_wire(delivery: Delivery | None) -> dict[str, bool]:
    if delivery is None:
        return {}
    said = {
        "unreadCount": delivery.count_unread,
        "conversationUpdate": delivery.update_conversation,
        "senderSync": delivery.sync_to_sender,
    }
    if delivery.online_only is not None:
        said["history"] = said["persistent"] = not delivery.online_only
    return {name: value for name, value in said.items() if value is not None}


def options_from_wire(options: dict[str, bool]) -> Delivery | None:
    kept = {options.get("history"), options.get("persistent")}
    delivery = Delivery(
        online_only=None if kept != {True} and kept != {False} else kept == {False},
        count_unread=options.get("unreadCount"),
        update_conversation=options.get("conversationUpdate"),
        sync_to_sender=options.get("senderSync"),
    )
    return None if delivery == Delivery() else delivery


def told_twice(options: Delivery | None, code: Delivery | None) -> Delivery | None:
    """Put together what options and a content type say of how a message was delivered; the options are the finer."""
    if options is None or code is None:
        return options or code
    online, moves = options.online_only, options.update_conversation
    return replace(
        options,
        online_only=code.online_only if online is None else online,
        update_conversation=code.update_conversation if moves is None else moves,
    )


def content_code(message: Message) -> int:
    """Return the content type that a message came with; one with nothing beside it need not be what its text is."""
    for part in message.parts:
        for edit in part.native.edits:
            if edit.path == ("contentType",) and edit.now.__class__ is int:
                return int(edit.now)
    return content_to_wire(message, OWN)[0]


OWN = Context(Options())
NOBODY = Participant(id="")
CUSTOMS = {CUSTOM, *DELIVERIES}
SILENT = PushInfo(mode="silent")
TOLD_BESIDE = frozenset({AT_TEXT, QUOTE})
"""Contents that a text becomes by what is beside it, so that the message may have come as another one."""

MODIFY = Rewriting(MessageChanges, ModifyAck, message_from_wire, message_to_wire)
