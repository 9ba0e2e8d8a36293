"""Tencent callback replies to acks and back.

A refusal is still `ActionStatus: OK`; what decides is `ErrorCode`, whose free range depends on the
command.
"""

from typing import assert_never

from msgspec import UNSET, DecodeError

from imbridge.codec import Context
from imbridge.errors import CannotExpress
from imbridge.http import Response
from imbridge.model import (
    Ack,
    Allow,
    AnyEvent,
    Audio,
    Discard,
    Failed,
    File,
    Image,
    MessageChanges,
    MessageSending,
    Partial,
    Reject,
    Rewrite,
    UnknownEvent,
    Video,
)
from imbridge.vendors.tencent import wire
from imbridge.vendors.tencent.messages import cloud_from_wire, cloud_to_wire, parts_from_wire, parts_to_wire
from imbridge.vendors.tencent.options import Options
from imbridge.wire import Reader, encode

ALLOW, REFUSE, DISCARD = 0, 1, 2
MEDIA = (Audio, Image, File, Video)
GROUP_CODES = range(10100, 10201)
OTHER_CODES = range(120001, 130001)
FRIENDS = "Sns.CallbackPrev"
"""Commands whose top-level code says that the app failed, which allows everything."""

JSON = {"Content-Type": "application/json"}


def ack_from_wire(response: Response, to: AnyEvent, options: Options) -> Ack:
    try:
        body = ACK(response.body)
    except (DecodeError, UnicodeDecodeError, RecursionError):
        return Failed()
    if body.ActionStatus != "OK":
        return Failed(reason=body.ErrorInfo or None)
    if response.status != 200:
        return Failed()
    code, reason = body.ErrorCode, body.ErrorInfo or None
    if code == ALLOW and isinstance(to, UnknownEvent) and refuses_somebody(body):
        return Failed()
    if code == ALLOW:
        rewritten = body.MsgBody is not None or body.CloudCustomData is not None
        return changes_from_wire(body) if rewritten and isinstance(to, MessageSending) else Allow()
    if to.phase != "before" or (to.command or "").startswith(FRIENDS):
        return Failed(reason=reason)
    if code == DISCARD and isinstance(to, MessageSending):
        return Discard()
    return Reject(code=None if code == REFUSE else code, reason=reason)


def ack_to_wire(ack: Ack, to: AnyEvent, context: Context) -> Response:
    match ack:
        case Allow():
            return allow(to)
        case Failed(reason=reason):
            body = wire.Ack(ActionStatus="FAIL", ErrorCode=REFUSE, ErrorInfo=reason or "")
            return Response(status=500, headers=JSON, body=encode(body))
        case _ if to.phase != "before":
            raise CannotExpress(f"{to.command}: what has happened can only be acknowledged")
        case _ if isinstance(to, UnknownEvent):
            raise CannotExpress(f"{to.command}: how to refuse here is not known")
        case Reject(code=code, reason=reason):
            return reply(refusal(code, to, context), reason or "")
        case Discard():
            return discard(to, context)
        case Rewrite(changes=changes):
            return rewrite(changes, to, context)
        case Partial():
            raise CannotExpress(f"{to.command}: nobody to refuse singly")
        case _:
            assert_never(ack)


def allow(to: AnyEvent) -> Response:
    """Let go on; a friend callback wants to hear it of each friend."""
    payload = to.payload if isinstance(to, UnknownEvent) and (to.command or "").startswith(FRIENDS) else None
    asked = (payload.get("FriendItem") or payload.get("ResponseFriendItem")) if isinstance(payload, dict) else None
    if not isinstance(asked, list):
        return reply(ALLOW)
    names = [friend.get("To_Account") for friend in asked if isinstance(friend, dict)]
    items = [
        wire.FriendResult(To_Account=name, ResultCode=ALLOW, ResultInfo="") for name in names if isinstance(name, str)
    ]
    body = wire.Ack(ActionStatus="OK", ErrorCode=ALLOW, ErrorInfo="", ResultItem=items)
    return Response(headers=JSON, body=encode(body))


def refusal(code: int | None, to: AnyEvent, context: Context) -> int:
    """Return the code that refuses: the given one if the vendor lets it through, else the plain one."""
    if code is None:
        return REFUSE
    if code in codes(to):
        return code
    if context.choice("reject", "closest") in ("strict", "refuse"):
        raise CannotExpress(f"code {code} is outside {codes(to).start}…{codes(to).stop - 1}")
    return REFUSE


def discard(to: AnyEvent, context: Context) -> Response:
    options: Options = context.options
    direct = isinstance(to, MessageSending) and to.message.conversation.kind not in ("group", "room", "channel")
    if isinstance(to, MessageSending) and (options.c2c_discard or not direct):
        return reply(DISCARD)
    if context.choice("discard", "strict") != "closest":
        raise CannotExpress(f"{to.command}: no silent discard here")
    return reply(REFUSE)


def rewrite(changes: MessageChanges, to: AnyEvent, context: Context) -> Response:
    try:
        return Response(headers=JSON, body=encode(changes_to_wire(changes, to, context)))
    except CannotExpress:
        choice = context.choice("rewrite", "strict")
        if choice == "reject":
            return reply(REFUSE)
        if choice not in ("closest", "allow"):
            raise
        return reply(ALLOW)


def changes_to_wire(changes: MessageChanges, to: AnyEvent, context: Context) -> wire.Ack:
    said = changes.parts is not UNSET or changes.ext is not UNSET
    if not isinstance(to, MessageSending) or not said:
        raise CannotExpress(f"{to.command}: only parts and ext of a message can be rewritten")
    body = wire.Ack(ActionStatus="OK", ErrorCode=ALLOW, ErrorInfo="")
    if changes.parts is not UNSET:
        if not context.options.media_rewrites and any(isinstance(part, MEDIA) for part in changes.parts or ()):
            raise CannotExpress(f"{to.command}: a reply of the older kind cannot hold media")
        body.MsgBody = parts_to_wire(changes.parts or (), context, several=False)
    if changes.ext is not UNSET:
        body.CloudCustomData = cloud_to_wire(to.message.quote, changes.ext, context) or ""
    return body


def refuses_somebody(body: wire.Ack) -> bool:
    """Tell whether a reply lets the whole pass but not everyone in it."""
    items = any(item.ResultCode for item in body.ResultItem or ())
    return items or bool(body.RefusedMembers_Account or body.RefusedSubscribers_Account)


def changes_from_wire(body: wire.Ack) -> Rewrite:
    return Rewrite(
        changes=MessageChanges(
            parts=parts_from_wire(body.MsgBody) if body.MsgBody is not None else UNSET,
            ext=cloud_from_wire(body.CloudCustomData)[1] if body.CloudCustomData is not None else UNSET,
        )
    )


def codes(to: AnyEvent) -> range:
    """Return the codes that reach the client, which depend on the command."""
    kind = None if isinstance(to, UnknownEvent) else to.message.conversation.kind
    return GROUP_CODES if kind in ("group", "room") else OTHER_CODES


def reply(code: int, reason: str = "") -> Response:
    return Response(headers=JSON, body=encode(wire.Ack(ActionStatus="OK", ErrorCode=code, ErrorInfo=reason)))


ACK = Reader(wire.Ack).strict
