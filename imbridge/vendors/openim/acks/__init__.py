"""OpenIM callback replies to acks and back.

What refuses depends on the server's release, and only the JSON of a reply counts, never its status. A
reply that the server cannot read stops the operation since v3.7.
"""

from collections.abc import Callable
from typing import assert_never

from imbridge.context import Context
from imbridge.errors import CannotExpress
from imbridge.http import Response
from imbridge.model import (
    Ack,
    Allow,
    AnyEvent,
    Changes,
    ConversationCreating,
    Discard,
    Event,
    Failed,
    FriendsImporting,
    GroupCreating,
    GroupUpdating,
    InviteRequesting,
    JoinRequesting,
    MembersJoining,
    MembersUpdating,
    MessageSending,
    Partial,
    ProfileUpdating,
    PushSending,
    Reject,
    Relation,
    RemarkUpdating,
    Rewrite,
    UnknownEvent,
    UserRegistering,
)
from imbridge.vendors.openim.acks import friends, groups, members, messages, push, users
from imbridge.vendors.openim.acks.replies import (
    MAX_CODE,
    OK,
    STOP,
    UNREADABLE,
    Rewriting,
    command_of,
    extras_of,
    go_on,
    members_of,
    read_reply,
    readable,
    release_of,
    reply,
)
from imbridge.vendors.openim.options import Options, Release
from imbridge.vendors.openim.wire import acks as wire

PLAIN_CODE = 20001  # the first of the range that the documents give to apps
PLAIN_CODE_V2 = 201  # what v2 makes of a refusal without code

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
    row, release = rewriting_of(to), release_of(to, options)
    try:
        ack = read_reply(response.body, wire.Ack if row is None else row.shape, release)
        if REFUSES[release](ack):
            return Reject(code=ack.errCode or None, reason=ack.errMsg or None, detail=ack.errDlt or None)
        changes = None if row is None else row.from_wire(ack, to, options)
    except UNREADABLE:
        return Failed()
    return Allow() if changes is None else Rewrite(changes=changes)


def rewriting_of(to: AnyEvent) -> Rewriting | None:
    """Return how the reply to an event may change what is asked about, if it may."""
    if isinstance(to, MessageSending):
        return messages.MODIFY if to.stage == "rewrite" else None
    if isinstance(to, PushSending):
        return push.BY_CHANNEL.get(to.channel) or push.OFFLINE
    return OTHERS.get((type(to), command_of(to))) or REWRITINGS.get(type(to))


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
            settled = settle(ack, to)
            if not isinstance(settled, Partial):
                return ack_to_wire(settled, to, context)
            return choose("partial", "either way somebody's verdict would be reversed", to, context)
        case Failed():
            if context.choice("failed", "strict") != "closest":
                raise CannotExpress(f"{to.command}: a reply that fails stops the operation")
            return allow(to, context)
        case _:
            assert_never(ack)


def settle(ack: Partial, to: AnyEvent) -> Ack:
    """Bring a partial refusal to its normal form: all refused alike is a refusal, none is none."""
    if not ack.verdicts:
        return Allow()
    first, asked = ack.verdicts[0], asked_about(to)
    alike = all((one.code, one.reason) == (first.code, first.reason) for one in ack.verdicts)
    if alike and asked and {one.id for one in ack.verdicts}.issuperset(asked):
        return Reject(code=first.code, reason=first.reason)
    return ack


def asked_about(to: AnyEvent) -> list[str]:
    """Return the users whom a partial refusal may name."""
    if isinstance(to, JoinRequesting):
        return [to.applicant.id]
    held = getattr(to, to.many) if to.many else ()
    return [one.user_id if isinstance(one, Relation) else one.id for one in held]


def allow(to: AnyEvent, context: Context) -> Response:
    row = rewriting_of(to)
    unchanged = wire.Ack() if row is None or row.unchanged is None else row.unchanged(to, context)
    return go_on(unchanged, to, context.options)


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


def rewrite(changes: Changes, to: AnyEvent, context: Context) -> Response:
    row = rewriting_of(to)
    if row is None or row.changes is None:
        return choose("rewrite", "the server reads no changes here", to, context)
    if changes.__class__ is not row.changes:
        raise CannotExpress(f"{to.command}: changes of another kind of event")
    try:
        ack = row.to_wire(changes, to, context)
    except CannotExpress as problem:
        return choose("rewrite", problem.detail, to, context)
    extras = extras_of(ack)
    if not extras:
        return choose("rewrite", "none of these fields can be changed", to, context)
    kinds = members_of(row.shape)
    if not all(readable(kinds[name], value) for name, value in extras.items()):
        return choose("rewrite", "a value is of the wrong type or out of range", to, context)
    return go_on(ack, to, context.options)


def choose(kind: str, reason: str, to: AnyEvent, context: Context) -> Response:
    """Answer by policy what has no words: allow, refuse, or raise."""
    choice = context.choice(kind, "strict")
    if choice == "reject":
        return reject(Reject(), to, context)
    if choice == "allow" or (choice == "closest" and kind == "rewrite"):
        return allow(to, context)
    raise CannotExpress(f"{to.command}: {reason}")


REWRITINGS: dict[type[Event], Rewriting] = {
    GroupCreating: groups.CREATING,
    GroupUpdating: groups.UPDATING_EX,
    InviteRequesting: members.INVITING,
    MembersJoining: members.JOINING,
    MembersUpdating: members.UPDATING,
    RemarkUpdating: friends.REMARK,
    FriendsImporting: friends.IMPORTING,
    UserRegistering: users.REGISTERING,
    ProfileUpdating: users.UPDATING_EX,
    ConversationCreating: users.CREATING,
}

OTHERS: dict[tuple[type[Event], str | None], Rewriting] = {
    (GroupUpdating, "callbackBeforeSetGroupInfoCommand"): groups.UPDATING,
    (MembersJoining, "callbackBeforeMemberJoinGroupCommand"): members.JOINING_ONE,
    (ProfileUpdating, "callbackBeforeUpdateUserInfoCommand"): users.UPDATING,
}
"""Where another command than the usual one for an event has another reply."""
