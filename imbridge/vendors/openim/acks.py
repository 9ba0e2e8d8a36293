"""OpenIM callback replies to acks and back.

What refuses depends on the server's release, and only the JSON of a reply counts, never its status. A
reply that the server cannot read stops the operation since v3.7.
"""

import json
from collections.abc import Callable
from typing import Any, assert_never

from msgspec import UNSET
from msgspec.structs import replace

from imbridge.codec import Context
from imbridge.delta import open_text
from imbridge.errors import CannotExpress
from imbridge.http import Response
from imbridge.model import (
    Ack,
    Allow,
    AnyEvent,
    Conversation,
    Delivery,
    Discard,
    Failed,
    Message,
    MessageChanges,
    MessageId,
    MessageSending,
    Partial,
    Participant,
    Reject,
    Rewrite,
    Text,
    UnknownEvent,
)
from imbridge.vendors.openim import wire
from imbridge.vendors.openim.events import WORD_FILTER
from imbridge.vendors.openim.messages import (
    AT_TEXT,
    content_from_wire,
    content_to_wire,
    kind_from_wire,
    mentions_from_wire,
    mentions_to_wire,
    origin_from_wire,
    origin_to_wire,
    platform_from_wire,
    platform_to_wire,
    session_to_wire,
)
from imbridge.vendors.openim.options import Options, Release
from imbridge.wire import encode, text_from_ext, text_of

OK, STOP = 0, 1
PLAIN_CODE = 20001  # the first of the range that the documents give to apps
PLAIN_CODE_V2 = 201  # what v2 makes of a refusal without code
MAX_CODE = 2**31 - 1
JSON = {"Content-Type": "application/json"}

ECHOED = (
    "groupID",
    "groupName",
    "introduction",
    "faceURL",
    "ex",
    "needVerification",
    "lookMemberInfo",
    "applyMemberFriend",
)
ECHOES = frozenset({"callbackBeforeSetGroupInfoCommand", "callbackBeforeSetGroupInfoExCommand"})
"""Commands whose reply overwrites the request, so that going on unchanged means saying it all again."""

REFUSES: dict[Release, Callable[[wire.Ack], bool]] = {
    "2": lambda ack: ack.actionCode != OK,
    "3.0": lambda ack: ack.actionCode != OK or ack.errCode != OK,
    "3.5": lambda ack: ack.actionCode != OK or ack.nextCode == STOP,
    "3.6": lambda ack: False,
    "3.7": lambda ack: ack.actionCode == OK and ack.nextCode == STOP,
}
"""What makes a server of each release family stop."""


def ack_from_wire(response: Response, to: AnyEvent, options: Options) -> Ack:
    if to.phase != "before":
        return Allow()
    asks_again = isinstance(to, MessageSending) and to.stage == "rewrite"
    try:
        members = reply_members(response.body, COMMON_FIELDS | MODIFY_FIELDS if asks_again else COMMON_FIELDS)
        ack = wire.Ack(**{name: members[name] for name in COMMON_FIELDS if name in members})
        if REFUSES[release_of(to, options)](ack):
            return Reject(code=ack.errCode or None, reason=ack.errMsg or None, detail=ack.errDlt or None)
        changes = changes_from_wire(members, to, options) if isinstance(to, MessageSending) and asks_again else None
    except (ValueError, TypeError, RecursionError):
        return Failed()
    return Allow() if changes is None else Rewrite(changes=changes)


def release_of(to: AnyEvent, options: Options) -> Release:
    """Return which servers read the reply: only those of v2 have a word filter."""
    return "2" if to.command == WORD_FILTER else options.release


def ack_to_wire(ack: Ack, to: AnyEvent, context: Context) -> Response:
    match ack:
        case Allow():
            return allow(to, context)
        case _ if to.phase != "before":
            raise CannotExpress(f"{to.command}: what has happened can only be acknowledged")
        case _ if isinstance(to, UnknownEvent):
            raise CannotExpress(f"{to.command}: how to refuse here is not known")
        case Reject():
            return reject(ack, to, context)
        case Discard():
            if context.choice("discard", "strict") != "closest":
                raise CannotExpress(f"{to.command}: no silent discard")
            return reject(Reject(), to, context)
        case Rewrite(changes=changes):
            return rewrite(changes, to, context)
        case Partial():
            return choose("partial", "either way somebody's verdict would be reversed", to, context)
        case Failed():
            if context.choice("failed", "strict") != "closest":
                raise CannotExpress(f"{to.command}: a reply that fails stops the operation")
            return allow(to, context)
        case _:
            assert_never(ack)


def allow(to: AnyEvent, context: Context) -> Response:
    if isinstance(to, UnknownEvent) and to.command in ECHOES and isinstance(to.payload, dict):
        kept = {name: to.payload[name] for name in ECHOED if name in to.payload}
        return reply({**members_of(wire.Ack()), **kept})
    return reply(wire.AckV2(operationID=to.trace or "") if release_of(to, context.options) == "2" else wire.Ack())


def reject(ack: Reject, to: AnyEvent, context: Context) -> Response:
    release = release_of(to, context.options)
    if release == "3.6":
        if context.choice("reject", "strict") != "closest":
            raise CannotExpress(f"{to.command}: a server of release 3.6 ignores refusals")
        return allow(to, context)
    code, reason, detail = ack.code, ack.reason or "", ack.detail or ""
    if code is not None and not 0 < code <= MAX_CODE:
        if context.choice("reject", "closest") in ("strict", "refuse"):
            raise CannotExpress(f"code {code} is outside 1…{MAX_CODE}")
        code = None
    if release == "2":
        return reply(wire.AckV2(actionCode=1, errCode=code or PLAIN_CODE_V2, errMsg=reason, operationID=to.trace or ""))
    return reply(wire.Ack(errCode=code or PLAIN_CODE, errMsg=reason, errDlt=detail, nextCode=STOP))


def rewrite(changes: MessageChanges, to: AnyEvent, context: Context) -> Response:
    if not isinstance(to, MessageSending) or to.stage != "rewrite":
        return choose("rewrite", "only the modify hook reads changes", to, context)
    written = changes_to_wire(changes, to, context)
    if not written:
        return choose("rewrite", "none of these fields can be changed", to, context)
    if to.command == WORD_FILTER:
        return reply({**members_of(wire.AckV2(operationID=to.trace or "")), **written})
    return reply(wire.ModifyAck(actionCode=OK, errCode=0, errMsg="", errDlt="", nextCode=OK, **written))


def choose(kind: str, reason: str, to: AnyEvent, context: Context) -> Response:
    """Answer by policy what has no words: allow, refuse, or raise."""
    choice = context.choice(kind, "strict")
    if choice == "reject":
        return reject(Reject(), to, context)
    if choice == "allow" or (choice == "closest" and kind == "rewrite"):
        return allow(to, context)
    raise CannotExpress(f"{to.command}: {reason}")


def changes_to_wire(changes: MessageChanges, to: MessageSending, context: Context) -> dict[str, Any]:
    if changes.push is not UNSET:
        raise CannotExpress("push: the server fails when a message that is changed so had none before")
    written: dict[str, Any] = {}
    if changes.parts is not UNSET or changes.mentions is not UNSET:
        written |= content_changes(changes, to, context)
    if to.command == WORD_FILTER:
        return written
    if changes.ext is not UNSET:
        written["ex"] = text_from_ext(changes.ext) or ""
    if changes.delivery is not UNSET:
        written["options"] = options_to_wire(changes.delivery)
    if changes.sender is not UNSET:
        sender = changes.sender
        written["senderNickname"] = sender.nickname or "" if sender is not None else ""
        written["senderFaceURL"] = sender.avatar or "" if sender is not None else ""
        if sender is not None and sender.platform is not None:
            written["senderPlatformID"] = platform_to_wire(sender.platform, context)
    if changes.recipients is not UNSET:
        written["recvID"] = changes.recipients[0].id if changes.recipients else ""
    if changes.conversation is not UNSET and changes.conversation is not None:
        written["groupID"] = changes.conversation.id or ""
        written["sessionType"] = session_to_wire(changes.conversation, context)
    if changes.id is not UNSET and changes.id is not None:
        written["serverMsgID"], written["clientMsgID"] = changes.id.server, changes.id.client
    if changes.origin is not UNSET:
        written["msgFrom"] = origin_to_wire(changes.origin, context)
    return written


def content_changes(changes: MessageChanges, to: MessageSending, context: Context) -> dict[str, Any]:
    """Return what of the content changes; the mentions of a text are inside it."""
    message = to.message
    parts = message.parts if changes.parts is UNSET else changes.parts or ()
    mentions = message.mentions if changes.mentions is UNSET else changes.mentions or ()
    if to.command == WORD_FILTER:
        part = parts[0] if len(parts) == 1 else None
        if not isinstance(part, Text) or not part.text:  # an empty one would say: unchanged
            raise CannotExpress("parts: the word filter of v2 takes one text")
        return {"content": part.text}
    code, content = content_to_wire(replace(message, parts=parts, mentions=mentions), context)
    before, _ = content_to_wire(message, context)
    written: dict[str, Any] = {}
    if changes.parts is not UNSET or code == AT_TEXT or before == AT_TEXT:
        if not 0 <= code <= MAX_CODE or (isinstance(content, str) and open_text(content) is None):
            raise CannotExpress("parts: a server fails the send of content that is no JSON object")
        written["content"] = content if isinstance(content, str) else text_of(content)
    if code != before:
        written["contentType"] = code
    if changes.mentions is not UNSET:
        written["atUserIDList"] = mentions_to_wire(mentions) or []
    return written


def changes_from_wire(members: dict[str, Any], to: MessageSending, options: Options) -> MessageChanges | None:
    """Return what a reply of the modify hook changes; None when nothing.

    Push information in it makes the server fail, since the hook never shows a message that has any.
    """
    if "offlinePushInfo" in members:
        raise TypeError("offlinePushInfo")
    held = {name: members.get(name) for name in MODIFY_FIELDS}
    changes: dict[str, Any] = {}
    if to.command == WORD_FILTER and not held["content"]:
        return None
    if held["content"] is not None:
        changes |= content_from_reply(held, to.message, options)
    if held["atUserIDList"] is not None:
        changes["mentions"] = mentions_from_wire(held["atUserIDList"])
    if held["ex"] is not None:
        changes["ext"] = held["ex"] or None
    if held["options"] is not None:
        changes["delivery"] = options_from_wire(held["options"])
    changes |= people_from_reply(held, to.message)
    return MessageChanges(**changes) if changes else None


def content_from_reply(held: dict[str, Any], message: Message, options: Options) -> dict[str, Any]:
    part, content = content_from_wire(held["contentType"] or content_code(message), held["content"], options.release)
    changes: dict[str, Any] = {"parts": (part,)}
    if isinstance(content, wire.AtText):
        mentions = mentions_from_wire(content.atUserList, content.atUsersInfo)
        if mentions != message.mentions:
            changes["mentions"] = mentions
            if changes["parts"] == message.parts:  # the text came along because its mentions are inside
                del changes["parts"]
    return changes


def people_from_reply(held: dict[str, Any], message: Message) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if any(held[name] is not None for name in ("senderNickname", "senderFaceURL", "senderPlatformID")):
        changes["sender"] = Participant(
            id=message.sender.id if message.sender is not None else "",
            nickname=held["senderNickname"] or None,
            avatar=held["senderFaceURL"] or None,
            platform=platform_from_wire(held["senderPlatformID"]),
        )
    if held["recvID"] is not None:
        changes["recipients"] = (Participant(id=held["recvID"]),) if held["recvID"] else ()
    if held["groupID"] is not None or held["sessionType"] is not None:
        changes["conversation"] = Conversation(kind=kind_from_wire(held["sessionType"]), id=held["groupID"] or None)
    if held["serverMsgID"] is not None or held["clientMsgID"] is not None:
        changes["id"] = MessageId(server=held["serverMsgID"] or None, client=held["clientMsgID"] or None)
    if held["msgFrom"] is not None:
        changes["origin"] = origin_from_wire(held["msgFrom"])
    return changes


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


def content_code(message: Message) -> int:
    """Return the content type that a message came with, as far as its parts tell."""
    return content_to_wire(message, OWN)[0]


class Pairs(tuple[tuple[str, Any], ...]):
    """A JSON object as it stands: doubled keys, and keys in any case."""


def reply_members(body: bytes, fields: dict[str, type]) -> dict[str, Any]:
    """Read a reply the way the server does: keys in any case, the last one counts, null says nothing.

    Raises ValueError or TypeError where the server fails; other fields than `fields` it passes over.
    """
    read = json.loads(body.decode(errors="replace"), object_pairs_hook=Pairs, parse_constant=refuse_constant)
    if read is None:
        return {}
    if not isinstance(read, Pairs):
        raise TypeError("not an object")
    names = {name.lower(): name for name in fields}
    members: dict[str, Any] = {}
    for key, value in read:
        name = names.get(key.lower())
        if name is not None and value is not None:
            members[name] = reply_member(fields[name], value)
    return members


def reply_member(kind: type, value: Any) -> Any:
    """Read one value of a reply; raise TypeError for what the server cannot."""
    if kind is str and isinstance(value, str):
        return value.encode(errors="replace").decode()
    if kind is int and type(value) is int and -MAX_CODE - 1 <= value <= MAX_CODE:
        return value
    if kind is list and isinstance(value, list):
        return [reply_member(str, "" if one is None else one) for one in value]
    if kind is Pairs and isinstance(value, Pairs):
        return {key: reply_member(bool, flag) for key, flag in value if flag is not None}
    if kind is bool and isinstance(value, bool):
        return value
    raise TypeError(kind)


def refuse_constant(name: str) -> None:
    raise ValueError(name)


def members_of(ack: Any) -> dict[str, Any]:
    return {name: getattr(ack, name) for name in ack.__struct_fields__}


def reply(body: object) -> Response:
    return Response(headers=JSON, body=encode(body))


COMMON_FIELDS: dict[str, type] = {"actionCode": int, "errCode": int, "errMsg": str, "errDlt": str, "nextCode": int}
MODIFY_FIELDS: dict[str, type] = {
    "content": str,
    "recvID": str,
    "groupID": str,
    "clientMsgID": str,
    "serverMsgID": str,
    "senderPlatformID": int,
    "senderNickname": str,
    "senderFaceURL": str,
    "sessionType": int,
    "msgFrom": int,
    "contentType": int,
    "status": int,
    "options": Pairs,
    "offlinePushInfo": Pairs,
    "atUserIDList": list,
    "attachedInfo": str,
    "ex": str,
}
OWN = Context(Options())
