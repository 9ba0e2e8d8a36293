"""Records of history to the model and back."""

from binascii import Error as NotBase64
from binascii import a2b_base64, b2a_base64
from collections.abc import Mapping
from typing import Any

from msgspec import UNSET
from msgspec.structs import replace

from imbridge.catalogue import Document
from imbridge.context import Context
from imbridge.delta import open_text
from imbridge.model import (
    Command,
    Conversation,
    Delivery,
    HistoryRecord,
    Message,
    MessageId,
    Notice,
    Part,
    Participant,
    UnknownPart,
)
from imbridge.vendors.openim.acks.messages import options_from_wire, options_to_wire, told_twice
from imbridge.vendors.openim.enums import LEGACY
from imbridge.vendors.openim.messages import (
    DELETED,
    DELIVERIES,
    NAME,
    NOTIFICATIONS,
    SENT,
    content_from_wire,
    content_to_wire,
    kind_from_wire,
    mentions_from_wire,
    mentions_to_wire,
    origin_from_wire,
    origin_to_wire,
    platform_from_wire,
    platform_to_wire,
    push_from_wire,
    quote_from_wire,
    session_to_wire,
)
from imbridge.vendors.openim.rest.sends import NOBODY, push_of, shown
from imbridge.vendors.openim.wire import parts
from imbridge.vendors.openim.wire import rest as wire
from imbridge.wire import ext_from_text, text_from_ext, text_of

PULLED = frozenset({"options", "isRead", "atUserIDList", "offlinePushInfo", "attachedInfo"})
"""What only pulled messages have."""


def found_from_wire(body: wire.Found, command: str) -> HistoryRecord:
    log = body.chatLog
    part, content = content_of(log.contentType, log.content)
    state = "recalled" if body.isRevoked else "deleted" if log.status == DELETED else None
    direct = not log.groupID
    return HistoryRecord(
        vendor=NAME,
        command=command,
        message=Message(
            id=MessageId(server=log.serverMsgID or None, client=log.clientMsgID or None, seq=log.seq or None),
            conversation=conversation_from_wire(log.sessionType, log.groupID),
            sender=sender_from_wire(log, log.senderFaceURL if direct else ""),
            origin=origin_from_wire(log.msgFrom),
            recipients=(Participant(id=log.recvID),) if direct and log.recvID else (),
            sent_at=log.sendTime or None,
            parts=(part,),
            mentions=mentions_from_wire(content.atUserList, content.atUsersInfo) if is_at(content) else (),
            quote=quote_from_wire(content.quoteMessage) if is_at(content) or is_quote(content) else None,
            ext=ext_from_text(log.ex),
            delivery=DELIVERIES.get(log.contentType),
            state=state,
        ),
    )


def found_to_wire(shape: type[wire.Found], record: HistoryRecord, context: Context) -> wire.Found:
    message = record.message
    sender, group = message.sender or NOBODY, message.conversation.id or ""
    code, content = content_in(message, context)
    log = wire.ChatLog(
        sendID=sender.id,
        sessionType=session_to_wire(message.conversation, context, 1),
        contentType=code,
        content=content,
    )
    log.serverMsgID, log.clientMsgID, log.seq = message.id.server or "", message.id.client or "", message.id.seq or 0
    log.groupID, log.recvID = group, group or (message.recipients[0].id if message.recipients else "")
    log.senderNickname, log.senderFaceURL = sender.nickname or "", "" if group else sender.avatar or ""
    log.senderPlatformID = platform_to_wire(sender.platform, context)
    log.msgFrom, log.ex = origin_to_wire(message.origin, context), text_from_ext(message.ext) or ""
    log.status = DELETED if message.state == "deleted" else SENT
    log.sendTime = log.createTime = message.sent_at or 0
    return shape(chatLog=log, isRevoked=message.state == "recalled")


def pulled_from_wire(body: wire.MsgData, command: str) -> HistoryRecord:
    text = unpacked(body.content or "")
    if text is None:
        part: Part = UnknownPart(vendor=NAME, type=str(body.contentType), payload=body.content)
        content: Any = None
    else:
        part, content = content_of(body.contentType, text)
    options = body.options or {}
    mentions = mentions_from_wire(content.atUserList, content.atUsersInfo) if is_at(content) else ()
    return HistoryRecord(
        vendor=NAME,
        command=command,
        message=Message(
            id=MessageId(server=body.serverMsgID or None, client=body.clientMsgID or None, seq=body.seq or None),
            conversation=conversation_from_wire(body.sessionType, body.groupID),
            sender=sender_from_wire(body, body.senderFaceURL),
            origin=origin_from_wire(body.msgFrom),
            recipients=(Participant(id=body.recvID),) if body.recvID else (),
            sent_at=body.sendTime or None,
            parts=(part,),
            mentions=mentions or mentions_from_wire(body.atUserIDList),
            quote=quote_from_wire(content.quoteMessage) if is_at(content) or is_quote(content) else None,
            ext=ext_from_text(body.ex),
            delivery=told_twice(delivery_from_wire(options), DELIVERIES.get(body.contentType)),
            push=push_of(push_from_wire(body.offlinePushInfo), options.get("offlinePush") is False),
            is_read=body.isRead,
            state="deleted" if body.status == DELETED else None,
        ),
    )


def pulled_to_wire(shape: type[wire.MsgData], record: HistoryRecord, context: Context) -> wire.MsgData:
    message = record.message
    sender, push = message.sender or NOBODY, message.push
    code, content = content_in(message, context)
    body = shape(
        sendID=sender.id,
        sessionType=session_to_wire(message.conversation, context, 1),
        contentType=code,
        content=packed(content),
    )
    body.serverMsgID, body.clientMsgID, body.seq = message.id.server or "", message.id.client or "", message.id.seq or 0
    body.groupID = message.conversation.id or ""
    body.recvID = message.recipients[0].id if message.recipients else ""
    body.senderNickname, body.senderFaceURL = sender.nickname or "", sender.avatar or ""
    body.senderPlatformID = platform_to_wire(sender.platform, context)
    body.msgFrom, body.ex = origin_to_wire(message.origin, context), text_from_ext(message.ext) or ""
    body.sendTime = body.createTime = message.sent_at or 0
    body.status = DELETED if message.state == "deleted" else SENT
    body.isRead = bool(message.is_read)
    body.options = {
        **options_to_wire(beside(message.delivery, DELIVERIES.get(code))),
        **({"offlinePush": False} if push is not None and push.mode == "silent" else {}),
    } or UNSET
    body.offlinePushInfo = shown(push)
    body.atUserIDList = mentions_to_wire(message.mentions)
    return body


def record_command(held: Mapping[str, object]) -> str:
    return "search_msg" if PULLED.isdisjoint(held) else "pull_msg_by_seq"


def content_of(code: int, text: str) -> tuple[Part, Any]:
    """Read a content; of a notification in history it is wrapped once more."""
    if code in NOTIFICATIONS:
        held = open_text(text)
        if held is not None and isinstance(held.get("detail"), str):
            return content_from_wire(code, held["detail"])
    return content_from_wire(code, text)


def content_in(message: Message, context: Context) -> tuple[int, str]:
    code, content = content_to_wire(message, context, stored=True)
    text = content if isinstance(content, str) else text_of(content)
    if len(message.parts) == 1 and isinstance(message.parts[0], Notice | Command) and code in NOTIFICATIONS:
        return code, text_of({"detail": text})
    return code, text


def unpacked(content: str) -> str | None:
    """Return the text that is in base64, None where there is none."""
    try:
        return a2b_base64(content.encode(), strict_mode=True).decode() if content else ""
    except (NotBase64, ValueError):
        return None


def packed(text: str) -> str:
    return b2a_base64(text.encode(), newline=False).decode()


def conversation_from_wire(session: int, group: str) -> Conversation:
    return Conversation(kind=kind_from_wire(session), id=group or None, type="legacy" if session == LEGACY else None)


def sender_from_wire(body: wire.ChatLog | wire.MsgData, avatar: str) -> Participant | None:
    if not body.sendID:
        return None
    return Participant(
        id=body.sendID,
        nickname=body.senderNickname or None,
        avatar=avatar or None,
        platform=platform_from_wire(body.senderPlatformID),
    )


def delivery_from_wire(options: dict[str, bool]) -> Delivery | None:
    """Read how a message was delivered; that it was for others too is what all messages are."""
    delivery = options_from_wire(options)
    if delivery is None or delivery.online_only is not False:
        return delivery
    kept = Delivery(
        count_unread=delivery.count_unread,
        update_conversation=delivery.update_conversation,
        sync_to_sender=delivery.sync_to_sender,
    )
    return None if kept == Delivery() else kept


def beside(delivery: Delivery | None, code: Delivery | None) -> Delivery | None:
    """Return what of a delivery a content type does not say."""
    if delivery is None or code is None:
        return delivery
    return replace(
        delivery,
        online_only=None if code.online_only else delivery.online_only,
        update_conversation=None if code.update_conversation is False else delivery.update_conversation,
    )


def is_at(content: Any) -> bool:
    return isinstance(content, parts.AtText)


def is_quote(content: Any) -> bool:
    return isinstance(content, parts.Quote)


def usual(body: dict[str, Any]) -> dict[str, Any] | None:
    """Open the content of a pulled message, and put a flat search result where newer servers have it."""
    if "chatLog" in body:
        return None
    if PULLED.isdisjoint(body):
        return {"chatLog": body, "isRevoked": False}
    content = body.get("content")
    text = unpacked(content) if isinstance(content, str) else None
    return None if text is None else {**body, "content": text}


def as_given(body: dict[str, Any]) -> dict[str, Any]:
    """Undo `usual`."""
    log, content = body.get("chatLog"), body.get("content")
    if isinstance(log, dict):
        return log if body.get("isRevoked") is False else body
    return {**body, "content": packed(content)} if isinstance(content, str) else body


def given_pointer(pointer: str) -> str:
    """Return where in a flat search result a pointer into the newer shape leads."""
    return "/body" if pointer == "/shape" else pointer.replace("/body/chatLog", "/body", 1)


RECORDS = (
    Document("search_msg", wire.Found, (HistoryRecord,), found_from_wire, found_to_wire),
    Document("pull_msg_by_seq", wire.MsgData, (HistoryRecord,), pulled_from_wire, pulled_to_wire),
)
