"""Sends of OpenIM's to the model and back."""

from binascii import Error as NotBase64
from binascii import a2b_base64
from typing import Any, TypeVar

from msgspec import DecodeError, Raw, ValidationError
from msgspec.json import Decoder

from imbridge.catalogue import Document
from imbridge.context import Context
from imbridge.errors import CannotExpress, Malformed
from imbridge.http import split_query
from imbridge.model import (
    Command,
    Conversation,
    Delivery,
    Import,
    Markdown,
    Message,
    Participant,
    PushInfo,
    Send,
)
from imbridge.vendors.openim.enums import LEGACY
from imbridge.vendors.openim.events.header import DIRECT, zero
from imbridge.vendors.openim.messages import (
    CUSTOM_QUIET,
    DELIVERIES,
    NAME,
    kind_from_wire,
    mentions_from_wire,
    platform_from_wire,
    platform_to_wire,
    push_from_wire,
    push_to_wire,
    quote_from_wire,
    session_to_wire,
)
from imbridge.vendors.openim.rest.contents import is_command, part_from_wire, part_to_wire, sendable
from imbridge.vendors.openim.rest.header import Header, caller, required
from imbridge.vendors.openim.wire import rest as wire
from imbridge.vendors.openim.wire.messages import ReplyKey
from imbridge.vendors.openim.wire.parts import AtText, Quote
from imbridge.wire import ext_from_text, named, text_from_data, text_from_ext

S = TypeVar("S", wire.SendMsg, wire.BatchSendMsg)

DIRECT_SESSION, SYSTEM_SESSION = UNGROUPED = (1, 4)


def single_from_wire(body: wire.SendMsg, header: Header) -> Send:
    required(body, "sendID", "contentType", "sessionType")
    if body.sessionType in UNGROUPED:
        required(body, "recvID")
    else:
        required(body, "groupID")
    to = (Participant(id=body.recvID),) if body.recvID and body.sessionType in UNGROUPED else ()
    return send_from_wire(body, header, to, "targets")


def single_to_wire(shape: type[wire.SendMsg], send: Send | Import, context: Context) -> wire.SendMsg:
    message = send.message
    if isinstance(send, Import) and not message.sent_at:
        raise CannotExpress("needs message.sent_at: without it the message is a new one")
    body = sent_to_wire(shape(sendID="", contentType=0, sessionType=0, content=Raw()), message, context)
    grouped = message.conversation.kind not in ("direct", "system", None)
    if message.recipients:
        if grouped:
            raise CannotExpress("no call sends to a few members of a group")
        body.recvID = message.recipients[0].id or zero("message.recipients", context)
    elif not grouped:
        zero("message.recipients", context)
    if grouped:
        body.groupID = message.conversation.id or zero("message.conversation.id", context)
    return body


def batch_from_wire(body: wire.BatchSendMsg, header: Header) -> Send:
    required(body, "sendID", "contentType", "sessionType")
    users = body.recvIDs if body.isSendAll else named(body.recvIDs, "/recvIDs")
    recipients = tuple([Participant(id=user) for user in users])
    return send_from_wire(body, header, recipients, "all_users" if body.isSendAll else "targets")


def batch_to_wire(shape: type[wire.BatchSendMsg], send: Send, context: Context) -> wire.BatchSendMsg:
    message = send.message
    to = [user.id for user in message.recipients]
    body = sent_to_wire(shape(sendID="", contentType=0, sessionType=0, content=Raw(), recvIDs=to), message, context)
    if message.conversation.kind not in ("direct", "system", None):
        body.groupID = message.conversation.id or zero("message.conversation.id", context)
    if send.scope == "all_users":
        body.isSendAll = True
    elif not body.recvIDs or "" in body.recvIDs:
        zero("message.recipients", context)
    return body


def send_from_wire(
    body: wire.SendMsg | wire.BatchSendMsg, header: Header, recipients: tuple[Participant, ...], scope: str
) -> Send:
    part, content = part_from_wire(body.contentType, body.content, header.options.release)
    at = content if isinstance(content, AtText) else None
    quoting = content if isinstance(content, AtText | Quote) else None
    session = body.sessionType
    return Send(
        vendor=NAME,
        command=header.command,
        trace=header.trace,
        message=Message(
            conversation=Conversation(
                kind=kind_from_wire(session),
                id=None if session in UNGROUPED else body.groupID or None,
                type="legacy" if session == LEGACY else None,
            ),
            sender=Participant(
                id=body.sendID,
                nickname=body.senderNickname or None,
                avatar=body.senderFaceURL or None,
                platform=platform_from_wire(body.senderPlatformID),
            ),
            recipients=recipients,
            sent_at=body.sendTime or None,
            parts=(part,),
            mentions=() if at is None else mentions_from_wire(at.atUserList, at.atUsersInfo),
            quote=None if quoting is None else quote_from_wire(quoting.quoteMessage),
            ext=ext_from_text(body.ex),
            delivery=delivery_from_wire(body),
            push=push_of(push_from_wire(body.offlinePushInfo), bool(body.notOfflinePush)),
        ),
        scope=scope,
    )


def delivery_from_wire(body: wire.SendMsg | wire.BatchSendMsg) -> Delivery | None:
    """Read how a message travels: by a flag, and by two content types of older servers."""
    if not body.isOnlineOnly:
        return DELIVERIES.get(body.contentType)
    return Delivery(online_only=True, update_conversation=False if body.contentType == CUSTOM_QUIET else None)


def sent_to_wire(body: S, message: Message, context: Context) -> S:
    """Write what sends have in common."""
    conversation = message.conversation
    if conversation.topic_id is not None or conversation.topic_root is not None:
        context.widen("send", "no call sends into a topic, only to its whole group")
    message = sendable(message, context)
    sender, delivery = message.sender or NOBODY, message.delivery
    code, body.content = part_to_wire(message, context)
    body.contentType, body.sessionType = code, session_to_wire(conversation, context, DIRECT_SESSION)
    body.sendID = caller(message.sender, context)
    body.senderNickname, body.senderFaceURL = sender.nickname, sender.avatar
    body.senderPlatformID = platform_to_wire(sender.platform, context) or None
    body.isOnlineOnly = True if delivery is not None and delivery.online_only else None
    body.notOfflinePush = True if message.push is not None and message.push.mode == "silent" else None
    body.offlinePushInfo = shown(message.push)
    body.sendTime = message.sent_at
    body.ex = text_from_ext(message.ext)
    return body


def notification_from_wire(body: wire.SendBusinessNotification, header: Header) -> Send:
    required(body, "sendUserID")
    if bool(body.recvUserID) == bool(body.recvGroupID):
        raise Malformed("wanted either recvUserID or recvGroupID")
    return Send(
        vendor=NAME,
        command=header.command,
        trace=header.trace,
        message=Message(
            conversation=Conversation(kind="group", id=body.recvGroupID) if body.recvGroupID else DIRECT,
            sender=Participant(id=body.sendUserID),
            recipients=(Participant(id=body.recvUserID),) if body.recvUserID else (),
            parts=(Command(action=body.key or None, data=body.data),),
        ),
    )


def notification_to_wire(
    shape: type[wire.SendBusinessNotification], send: Send, context: Context
) -> wire.SendBusinessNotification:
    message = send.message
    (part,) = message.parts
    command = part if isinstance(part, Command) else Command()
    body = shape(sendUserID=caller(message.sender, context))
    body.key, body.data = command.action or "", text_from_data(command.data) or ""
    if message.conversation.kind in ("group", "room", "channel"):
        if message.recipients:
            raise CannotExpress("no call sends to a few members of a group")
        if context.options.release != "3.7" and not context.own:
            raise CannotExpress("notifies users only")
        body.recvGroupID = message.conversation.id or zero("message.conversation.id", context)
    else:
        to = message.recipients[0].id if message.recipients else ""
        body.recvUserID = to or zero("message.recipients", context)
    return body


def simple_from_wire(body: wire.SendSimpleMsg, header: Header) -> Send:
    required(body, "content")
    key = key_from_wire(split_query(header.url).get("key", ""))
    sender = body.sendID or "" if key.groupID else key.recvID
    if key.groupID:
        required(body, "sendID")
    return Send(
        vendor=NAME,
        command=header.command,
        trace=header.trace,
        message=Message(
            conversation=Conversation(kind="group", id=key.groupID) if key.groupID else DIRECT,
            sender=Participant(id=sender) if sender else None,
            recipients=() if key.groupID or not key.sendID else (Participant(id=key.sendID),),
            parts=(Markdown(text=body.content),),
            ext=ext_from_text(body.ex),
            push=push_from_wire(body.offlinePushInfo),
        ),
    )


def simple_to_wire(shape: type[wire.SendSimpleMsg], send: Send, context: Context) -> wire.SendSimpleMsg:
    message = send.message
    (part,) = message.parts
    return shape(
        content=part.text if isinstance(part, Markdown) else "",
        sendID=message.sender.id if message.conversation.kind == "group" and message.sender is not None else None,
        offlinePushInfo=shown(message.push),
        ex=text_from_ext(message.ext),
    )


def key_from_wire(text: str) -> ReplyKey:
    try:
        return KEY(a2b_base64(text.replace(" ", "+").encode()))
    except (NotBase64, DecodeError, ValidationError, ValueError):
        raise Malformed("the key in the url is no reply key") from None


def key_of(send: Send) -> ReplyKey:
    """Return the reply key that a simple message answers to; who asked in a group is not said."""
    message = send.message
    if message.conversation.kind == "group":
        return ReplyKey(sendID="", recvID="", groupID=message.conversation.id or "")
    sender = message.sender.id if message.sender is not None else ""
    return ReplyKey(sendID=message.recipients[0].id if message.recipients else "", recvID=sender, groupID="")


def push_of(push: PushInfo | None, silent: bool) -> PushInfo | None:
    """Add to what a push looks like that there is none."""
    if not silent:
        return push
    held = push or PushInfo()
    return PushInfo(
        mode="silent",
        title=held.title,
        body=held.body,
        ext=held.ext,
        ios_sound=held.ios_sound,
        ios_badge=held.ios_badge,
    )


def shown(push: PushInfo | None) -> Any:
    """Write what a push looks like; nothing where only its mode is said."""
    if push is None or push == PushInfo(mode=push.mode):
        return None if push is None or push.mode is not None else push_to_wire(push)
    return push_to_wire(push)


def one_target(send: Send | Import) -> bool:
    if isinstance(send, Import):
        return not send.more
    message = send.message
    grouped = message.conversation.kind not in ("direct", "system", None)
    return send.scope == "targets" and not send.also and (grouped or len(message.recipients) < 2)


def many_targets(send: Send) -> bool:
    grouped = send.message.conversation.kind not in ("direct", "system", None)
    return send.scope == "all_users" or (send.scope == "targets" and (not grouped or send.vendor == NAME))


def notifies(send: Send) -> bool:
    return is_command(send.message) and one_target(send)


def answers(send: Send) -> bool:
    parts = send.message.parts
    own = send.vendor == NAME and send.command == "send_simple_msg"
    return own and len(parts) == 1 and isinstance(parts[0], Markdown)


NOBODY = Participant(id="")
KEY = Decoder(ReplyKey).decode

DOCUMENTS = (
    Document(
        "send_business_notification",
        wire.SendBusinessNotification,
        (Send,),
        notification_from_wire,
        notification_to_wire,
        notifies,
    ),
    Document("send_msg", wire.SendMsg, (Send, Import), single_from_wire, single_to_wire, one_target),
    Document("batch_send_msg", wire.BatchSendMsg, (Send,), batch_from_wire, batch_to_wire, many_targets),
    Document("send_simple_msg", wire.SendSimpleMsg, (Send,), simple_from_wire, simple_to_wire, answers),
)
