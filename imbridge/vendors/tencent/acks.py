"""Tencent callback replies to acks and back.

A refusal is still `ActionStatus: OK`; what decides is `ErrorCode`, whose free range depends on the
command. Of friends it is a `ResultCode` for each, and `ErrorCode` only says whether the app failed.
"""

from collections.abc import Sequence
from typing import Any, assert_never

from msgspec import UNSET, DecodeError, ValidationError
from msgspec.structs import replace

from imbridge.context import Context
from imbridge.errors import CannotExpress, Malformed
from imbridge.http import Response
from imbridge.model import (
    Ack,
    Allow,
    AnyEvent,
    Audio,
    Changes,
    Discard,
    Failed,
    File,
    FriendRequesting,
    FriendResponding,
    GroupCreating,
    Image,
    InviteRequesting,
    JoinRequesting,
    MembersJoining,
    Message,
    MessageChanges,
    MessageSending,
    Partial,
    Reject,
    Rewrite,
    TopicCreating,
    UnknownEvent,
    Verdict,
    Video,
)
from imbridge.vendors.tencent.messages import cloud_from_wire, cloud_to_wire, parts_from_wire, parts_to_wire
from imbridge.vendors.tencent.options import Options
from imbridge.vendors.tencent.wire import acks as wire
from imbridge.wire import Reader, encode, members, parse

ALLOW, REFUSE, DISCARD = 0, 1, 2
REFUSE_FRIEND = 38000
MEDIA = (Audio, Image, File, Video)
GROUP_CODES = range(10100, 10201)
OTHER_CODES = range(120001, 130001)
FRIEND_CODES = range(REFUSE_FRIEND, 39001)
NO_CODES = range(0)
FRIENDS = "Sns.CallbackPrev"
"""Commands whose top-level code says that the app failed, which allows everything."""

OfFriends = FriendRequesting | FriendResponding
OfMembers = InviteRequesting | MembersJoining
Asking = MessageSending | GroupCreating | TopicCreating | JoinRequesting | OfMembers | OfFriends
"""What the vendor asks about."""

SAYABLE = ("parts", "ext", "quote")
"""What of a message a reply can say."""

JSON = {"Content-Type": "application/json"}


def ack_from_wire(response: Response, to: AnyEvent, options: Options) -> Ack:
    try:
        body = read(response.body)
    except (Malformed, DecodeError, UnicodeDecodeError, RecursionError):
        return Failed()
    reason = body.ErrorInfo or None
    if body.ActionStatus != "OK":
        return Failed(reason=reason)
    if response.status != 200:
        return Failed()
    if body.ErrorCode == ALLOW:
        return go_on_from_wire(body, to)
    if to.phase != "before" or isinstance(to, OfFriends) or (to.command or "").startswith(FRIENDS):
        return Failed(reason=reason)
    if body.ErrorCode == DISCARD and isinstance(to, MessageSending):
        return Discard()
    return Reject(code=None if body.ErrorCode == REFUSE else body.ErrorCode, reason=reason)


def read(document: bytes) -> wire.Ack:
    """Read a reply: a refusal stands whatever is wrong beside it, and what lets pass has to be readable.

    Raises what `Reader` and msgspec raise.
    """
    try:
        return ACK.strict(document)
    except ValidationError:
        body = ACK.read(document)
    if body.ErrorCode != ALLOW:
        return body
    found = members(document)
    found.pop("ErrorInfo", None)
    return ACK.strict(encode(found))


def ack_to_wire(ack: Ack, to: AnyEvent, context: Context) -> Response:
    match ack:
        case Allow():
            return friends_to_wire((), to) if isinstance(to, OfFriends) else reply(ALLOW)
        case Failed(reason=reason):
            body = wire.Ack(ActionStatus="FAIL", ErrorCode=REFUSE, ErrorInfo=reason or "")
            return Response(status=500, headers=JSON, body=encode(body))
        case _ if to.phase != "before":
            raise CannotExpress(f"{to.command}: what has happened can only be acknowledged")
        case _ if not isinstance(to, Asking):
            raise CannotExpress(f"{to.command}: how to refuse here is not known")
        case Reject():
            return reject(ack, to, context)
        case Discard():
            return discard(to, context)
        case Rewrite(changes=changes):
            return rewrite(changes, to, context)
        case Partial():
            return partial(ack, to, context)
        case _:
            assert_never(ack)


def go_on_from_wire(body: wire.Ack, to: AnyEvent) -> Ack:
    """Read a reply that lets the whole pass, though maybe changed, or not everyone in it."""
    match to:
        case MessageSending() if body.MsgBody is not None or body.CloudCustomData is not None:
            return changes_from_wire(body)
        case FriendRequesting() | FriendResponding():
            return friends_from_wire(body, to)
        case InviteRequesting():
            return refused_from_wire(body.RefusedMembers_Account, to)
        case MembersJoining():
            return refused_from_wire(body.RefusedSubscribers_Account, to)
        case UnknownEvent() if refuses_somebody(body):
            return Failed()
        case _:
            return Allow()


def reject(ack: Reject, to: Asking, context: Context) -> Response:
    if isinstance(to, OfFriends):
        if not to.relations:
            raise CannotExpress(f"{to.command}: nobody to refuse")
        return friends_to_wire([Verdict(id=id, code=ack.code, reason=ack.reason) for id in asked(to)], to, context)
    return reply(refusal(ack.code, codes(to), REFUSE, context), ack.reason or "")


def refusal(code: int | None, codes: range, plain: int, context: Context) -> int:
    """Return the code that refuses: the given one if the vendor lets it through, else the plain one."""
    if code is None or code in codes:
        return plain if code is None else code
    if context.choice("reject", "closest") in ("strict", "refuse"):
        raise CannotExpress(f"code {code} is outside {codes.start}…{codes.stop - 1}" if codes else "takes no code")
    return plain


def partial(ack: Partial, to: Asking, context: Context) -> Response:
    """Refuse some; where that is nobody, or all of them alike, there is a plainer answer."""
    if not isinstance(to, OfFriends | OfMembers):
        raise CannotExpress(f"{to.command}: nobody to refuse singly")
    verdicts, everyone = ack.verdicts, asked(to)
    if not {verdict.id for verdict in verdicts} <= set(everyone):
        raise CannotExpress(f"{to.command}: a verdict on somebody who was not asked about")
    if isinstance(to, OfFriends):
        return friends_to_wire(verdicts, to, context)
    plain = settled([Verdict(id=verdict.id, code=verdict.code, reason=verdict.reason) for verdict in verdicts], to)
    if isinstance(plain, Reject):
        return reject(plain, to, context)
    return refused_to_wire([verdict.id for verdict in verdicts], to)


def settled(verdicts: Sequence[Verdict], to: OfFriends | OfMembers) -> Ack:
    """Return verdicts in their normal form: none is an allow, the same on everyone a refusal."""
    if not verdicts:
        return Allow()
    refused = {verdict.id for verdict in verdicts}
    alike = len({(verdict.code, verdict.reason) for verdict in verdicts}) == 1
    if alike and refused.issuperset(asked(to)):
        return Reject(code=verdicts[0].code, reason=verdicts[0].reason)
    return Partial(verdicts=tuple(verdicts))


def asked(to: OfFriends | OfMembers) -> list[str]:
    """Return whom it is asked about."""
    if isinstance(to, OfFriends):
        return [relation.user_id for relation in to.relations]
    return [member.id for member in to.members]


def refused_from_wire(refused: list[str] | None, to: OfMembers) -> Ack:
    members = set(asked(to))
    return settled([Verdict(id=id) for id in dict.fromkeys(refused or ()) if id in members], to)


def refused_to_wire(refused: list[str], to: OfMembers) -> Response:
    body = wire.Ack(ActionStatus="OK", ErrorCode=ALLOW, ErrorInfo="")
    if refused and isinstance(to, InviteRequesting):
        body.RefusedMembers_Account = refused
    elif refused:
        body.RefusedSubscribers_Account = refused
    return Response(headers=JSON, body=encode(body))


def friends_from_wire(body: wire.Ack, to: OfFriends) -> Ack:
    """Read what was said of each; whoever is not mentioned is not refused."""
    said = {item.To_Account: item for item in body.ResultItem or () if item.ResultCode}
    verdicts = [
        Verdict(id=id, code=said[id].ResultCode, reason=said[id].ResultInfo or None)
        for id in dict.fromkeys(asked(to))
        if id in said
    ]
    return settled(verdicts, to)


def friends_to_wire(verdicts: Sequence[Verdict], to: OfFriends, context: Context | None = None) -> Response:
    said: dict[str | None, Verdict] = {verdict.id: verdict for verdict in verdicts}
    items = [wire.FriendResult(To_Account=id, ResultCode=ALLOW, ResultInfo="") for id in asked(to)]
    for item in items:
        verdict = said.get(item.To_Account)
        if verdict is not None and context is not None:
            item.ResultCode = refusal(verdict.code, FRIEND_CODES, REFUSE_FRIEND, context)
            item.ResultInfo = verdict.reason or ""
    body = wire.Ack(ActionStatus="OK", ErrorCode=ALLOW, ErrorInfo="", ResultItem=items)
    return Response(headers=JSON, body=encode(body))


def discard(to: Asking, context: Context) -> Response:
    options: Options = context.options
    direct = isinstance(to, MessageSending) and to.message.conversation.kind not in ("group", "room", "channel")
    if isinstance(to, MessageSending) and (options.c2c_discard or not direct):
        return reply(DISCARD)
    if context.choice("discard", "strict") != "closest":
        raise CannotExpress(f"{to.command}: no silent discard here")
    return reject(Reject(), to, context)


def rewrite(changes: Changes, to: Asking, context: Context) -> Response:
    try:
        return Response(headers=JSON, body=encode(changes_to_wire(changes, to, context)))
    except CannotExpress:
        choice = context.choice("rewrite", "strict")
        if choice == "reject":
            return reject(Reject(), to, context)
        if choice not in ("closest", "allow"):
            raise
        return ack_to_wire(Allow(), to, context)


def changes_to_wire(changes: Changes, to: Asking, context: Context) -> wire.Ack:
    said = {name: held for name in SAYABLE if (held := getattr(changes, name, UNSET)) is not UNSET}
    if not isinstance(to, MessageSending) or not said:
        raise CannotExpress(f"{to.command}: only parts, ext and quote of a message can be rewritten")
    message = replace(to.message, **(said if said.get("parts", True) else {**said, "parts": ()}))
    exact = written(message, to, context)
    body = wire.Ack(ActionStatus="OK", ErrorCode=ALLOW, ErrorInfo="")
    if "parts" in said:
        if not context.options.media_rewrites and any(isinstance(part, MEDIA) for part in message.parts):
            raise CannotExpress(f"{to.command}: a reply of the older kind cannot hold media")
        elements = parts_to_wire(message.parts, context, several=False)
        body.MsgBody = exact["MsgBody"] if len(exact.get("MsgBody") or ()) == len(elements) > 0 else elements
    if "ext" in said or "quote" in said:
        body.CloudCustomData = exact.get("CloudCustomData") or cloud_to_wire(message.quote, message.ext, context) or ""
    return body


def written(message: Message, to: MessageSending, context: Context) -> dict[str, Any]:
    """Return the callback of another message in the place of one: in it, what was not touched is as it came."""
    if not context.own or context.exact is None:
        return {}
    body: dict[str, Any] = parse(context.exact(replace(to, message=message, stage="decide")).body)
    return body


def refuses_somebody(body: wire.Ack) -> bool:
    """Tell whether a reply lets the whole pass but not everyone in it."""
    items = any(item.ResultCode for item in body.ResultItem or ())
    return items or bool(body.RefusedMembers_Account or body.RefusedSubscribers_Account)


def changes_from_wire(body: wire.Ack) -> Rewrite:
    """Read what stands in the place of a message's elements, and of its own data with the quote in it."""
    parts = UNSET if body.MsgBody is None else parts_from_wire(body.MsgBody)
    quote, ext = (UNSET, UNSET) if body.CloudCustomData is None else cloud_from_wire(body.CloudCustomData)
    return Rewrite(changes=MessageChanges(parts=parts, ext=ext, quote=quote))


def codes(to: Asking) -> range:
    """Return the codes that reach the client, which depend on the command."""
    match to:
        case MessageSending():
            return GROUP_CODES if to.message.conversation.kind in ("group", "room") else OTHER_CODES
        case GroupCreating():
            return OTHER_CODES if to.group.kind == "channel" else GROUP_CODES
        case TopicCreating() | JoinRequesting() | InviteRequesting():
            return GROUP_CODES
        case MembersJoining():
            return NO_CODES
        case FriendRequesting() | FriendResponding():
            return FRIEND_CODES
        case _:
            assert_never(to)


def reply(code: int, reason: str = "") -> Response:
    return Response(headers=JSON, body=encode(wire.Ack(ActionStatus="OK", ErrorCode=code, ErrorInfo=reason)))


ACK = Reader(wire.Ack)
