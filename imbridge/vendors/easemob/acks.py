"""Easemob callback replies to acks and back.

Before a message is sent the reply says `valid`; after anything else only the HTTP status counts.
"""

from collections.abc import Sequence
from typing import Any, assert_never

from msgspec import UNSET, DecodeError, Raw, to_builtins
from msgspec.structs import replace

from imbridge.context import Context
from imbridge.delta import apply, same
from imbridge.errors import CannotExpress, Malformed, TooLarge
from imbridge.http import Response
from imbridge.model import (
    Ack,
    Allow,
    AnyEvent,
    Command,
    Custom,
    Delivery,
    Discard,
    Failed,
    Merged,
    Message,
    MessageChanges,
    MessageEditing,
    MessageSending,
    Partial,
    Reject,
    Rewrite,
    Text,
    UnknownEvent,
    tag_of,
)
from imbridge.vendors.easemob.enums import PRIORITIES, PRIORITY_NAMES
from imbridge.vendors.easemob.ext import ext_from_wire
from imbridge.vendors.easemob.messages import NAME, custom_to_wire, flat_body, is_flat, parts_from_wire
from imbridge.vendors.easemob.options import Options
from imbridge.vendors.easemob.wire import acks as wire
from imbridge.vendors.easemob.wire.messages import Payload
from imbridge.wire import Reader, encode, parse

REPLY_LIMIT = 1000  # characters; more counts as an attack
PAYLOAD_LIMITS = {"text": 1024, "any": 5 * 1024}  # bytes of a payload, by what may be rewritten

OLDER, NEWER = "customExts", "v2:customExts"

JSON = {"Content-Type": "application/json"}


def ack_from_wire(response: Response, to: AnyEvent, options: Options) -> Ack:
    if response.status != 200 or (to.phase == "before" and is_long(response.body)):
        return Failed()
    if to.phase != "before":
        return Allow()
    try:
        body = ACK(response.body)
        if body.valid:
            return changes_from_wire(body, to)
    except (Malformed, DecodeError, UnicodeDecodeError, RecursionError):
        return Failed()
    return Discard() if options.interception == "silent" else Reject(reason=body.code)


def ack_to_wire(ack: Ack, to: AnyEvent, context: Context) -> Response:
    before = to.phase == "before"
    match ack:
        case Allow():
            return reply({"valid": True} if before else {})
        case Failed():
            return Response(status=500, headers=JSON, body=b"{}")
        case _ if not before:
            raise CannotExpress(f"{to.command}: what has happened can only be acknowledged")
        case _ if isinstance(to, UnknownEvent):
            raise CannotExpress(f"{to.command}: how to refuse here is not known")
        case Reject():
            return reject(ack, context)
        case Discard():
            return discard(to, context)
        case Rewrite(changes=MessageChanges() as changes):
            return rewrite(changes, to, context)
        case Rewrite(changes=changes):
            raise CannotExpress(f"{to.command}: nothing of {tag_of(changes)} can be rewritten")
        case Partial():
            raise CannotExpress(f"{to.command}: nobody to refuse singly")
        case _:
            assert_never(ack)


def reject(ack: Reject, context: Context) -> Response:
    """Refuse, with the reason as the text that the sender reads: there is no place for a number.

    A text that is too long is cut, since an exception would let the message through.
    """
    choice = context.choice("reject", "closest")
    strict = choice in ("strict", "refuse")
    if strict and (ack.code is not None or ack.detail is not None):
        raise CannotExpress("a refusal has no code and no detail")
    text = ack.reason
    if choice == "code_in_text" and ack.code is not None:
        text = f"{ack.code} {text}" if text else str(ack.code)
    if text is None:
        return reply({"valid": False})
    while not strict and is_long(encode({"valid": False, "code": text})):
        text = text[: len(text) * 9 // 10]
    return reply({"valid": False, "code": text})


def discard(to: AnyEvent, context: Context) -> Response:
    if context.options.interception == "silent" or context.choice("discard", "strict") == "closest":
        return reply({"valid": False})
    raise CannotExpress(f"{to.command}: what the sender sees is set in the console")


def rewrite(changes: MessageChanges, to: AnyEvent, context: Context) -> Response:
    body: dict[str, Any] = {"valid": True}
    choice = context.choice("rewrite", "strict")
    level = changes.delivery.priority if changes.delivery else None
    if isinstance(to, ASKED) and to.message.conversation.kind == "room" and level in PRIORITY_NAMES:
        body["chatroom_msg_level"] = PRIORITY_NAMES[level]
    asked = [name for name in changes.__struct_fields__ if getattr(changes, name) is not UNSET]
    try:
        if isinstance(to, ASKED) and not SAYABLE.isdisjoint(asked):
            body["payload"] = payload_to_wire(changes, to, context)
        elif asked and len(body) == 1:
            raise CannotExpress(
                f"{to.command}: only parts, ext, mentions, quote, push and a room's priority can be rewritten"
            )
        return reply(body)
    except (CannotExpress, TooLarge):
        if choice == "reject":
            return reply({"valid": False})
        if choice not in ("closest", "allow"):
            raise
    return reply({name: value for name, value in body.items() if name != "payload"})


def payload_to_wire(changes: MessageChanges, to: MessageSending | MessageEditing, context: Context) -> Any:
    """Write what is to stand in a message's place, whole and in the shape that the message came in."""
    said = {name: getattr(changes, name) for name in SAYABLE if getattr(changes, name) is not UNSET}
    empty: dict[str, Any] = {"parts": (), "mentions": (), "ext": None, "quote": None, "push": None}
    message = replace(to.message, **{name: empty[name] if value is None else value for name, value in said.items()})
    rewritable = context.options.rewritable
    for part in (*to.message.parts, *message.parts):
        if isinstance(part, Command) or (rewritable == "text" and not isinstance(part, Text)):
            raise CannotExpress(f"{to.command}: such a message cannot be rewritten")
    for part in message.parts:
        if isinstance(part, Merged) and not (part.media and part.media.url) and part not in to.message.parts:
            raise CannotExpress(f"{to.command}: merged messages are an attachment, which needs a url")
    assert context.exact is not None
    asked = replace(to, message=message)
    if isinstance(asked, MessageSending):  # which another vendor may have asked about twice
        asked = replace(asked, stage="decide")
    payload = parse(context.exact(asked).body)["payload"]
    if isinstance(to, MessageEditing):
        payload = {name: payload[name] for name in ("bodies", "ext") if name in payload}
    if len(encode(payload)) > PAYLOAD_LIMITS[rewritable]:
        raise CannotExpress(f"{to.command}: over {PAYLOAD_LIMITS[rewritable]} bytes cannot be rewritten")
    return payload


def changes_from_wire(body: wire.Ack, to: AnyEvent) -> Ack:
    """Read what is to stand in a message's place, whole."""
    if not isinstance(to, ASKED):
        return Allow()
    replaced = body.payload is not UNSET and body.payload != NULL
    changes = payload_from_wire(body.payload, to.message) if replaced else {}
    if body.chatroom_msg_level:
        level = body.chatroom_msg_level
        changes["delivery"] = Delivery(priority=PRIORITIES.get(level, level))
    return Rewrite(changes=MessageChanges(**changes)) if changes else Allow()


def payload_from_wire(document: Any, message: Message) -> dict[str, Any]:
    """Return the parts, ext, mentions, quote and push that a payload names, nested or flat."""
    payload = PAYLOAD(document)
    found: dict[str, Any] = {}
    if payload.bodies is not UNSET:
        found["parts"] = parts_from_wire(by_older_list(payload.bodies, message))
    elif is_flat(given := parse(document)):
        found["parts"] = parts_from_wire([flat_body(given)])
    if payload.ext is not UNSET:
        said = ext_from_wire(payload.ext)
        found |= {"ext": said.ext, "mentions": said.mentions, "quote": said.quote, "push": said.push}
    return found


def by_older_list(bodies: Sequence[Raw], message: Message) -> list[Raw]:
    """Return bodies, without the newer form of custom data where only the older one was changed."""
    given = [custom_as_it_came(part) for part in message.parts if isinstance(part, Custom)]
    found = list(bodies)
    for index, raw in enumerate(bodies if given else ()):
        body = parse(raw)
        if isinstance(body, dict) and {OLDER, NEWER} <= body.keys():
            alike = [one for one in given if same(body[NEWER], one.get(NEWER))]
            if alike and not any(same(body[OLDER], one.get(OLDER)) for one in alike):
                found[index] = Raw(encode({name: value for name, value in body.items() if name != NEWER}))
    return found


def custom_as_it_came(part: Custom) -> Any:
    edits = part.native.edits if part.native.vendor == NAME else ()
    return apply(edits, to_builtins(custom_to_wire(part, Context(None))))


def reply(body: dict[str, Any]) -> Response:
    written = encode(body)
    if is_long(written):
        raise TooLarge(f"a reply over {REPLY_LIMIT} characters")
    return Response(headers=JSON, body=written)


def is_long(body: bytes) -> bool:
    """Tell whether a reply has more characters than the vendor reads."""
    return len(body) > REPLY_LIMIT and len(body.decode("utf-8", "replace")) > REPLY_LIMIT


ASKED = (MessageSending, MessageEditing)
NULL = Raw(b"null")

ACK = Reader(wire.Ack).strict
PAYLOAD = Reader(Payload).strict
SAYABLE = frozenset({"parts", "ext", "mentions", "quote", "push"})
"""What of a message a reply can change, its priority in a room aside."""
