"""Law 8, for what OpenIM asks about that is no message: what its server does is what the ack says."""

import json
import re
from collections.abc import Iterable
from typing import Any

from msgspec import UNSET

from imbridge.codec import Codec
from imbridge.errors import CannotExpress
from imbridge.http import Response
from imbridge.model import (
    Ack,
    Allow,
    AnyEvent,
    Failed,
    GroupChanges,
    Partial,
    ProfileChanges,
    Reject,
    Rewrite,
    UserChanges,
)
from imbridge.model.acks import (
    ConversationChanges,
    FriendChanges,
    MemberChanges,
    PushChanges,
    RemarkChanges,
)
from imbridge.model.canonical import canonical
from imbridge.testing.differences import NOTHING, attribute, equal, leaves
from imbridge.testing.documents import Document
from imbridge.testing.judging import ALLOW, FAILED, REFUSE, Judged, Server
from imbridge.testing.laws import Broken
from imbridge.testing.openim_report_acks import asked_about
from imbridge.testing.openim_report_servers import (
    ACCOUNTS,
    CARDS,
    CREATE,
    JOINING,
    JOINING_ONE,
    MEMBER,
    NEW_GROUP,
    OFFLINE,
    ONLINE,
    ONLINE_GROUP,
    PROFILE_EX,
    PROFILE_OLD,
    PUSHES,
    RECORDED,
    RECORDS,
    REGISTER,
    SET_EX,
    SET_OLD,
    SETTINGS,
    current,
    judge,
    left,
    written,
)
from imbridge.testing.servers import meant
from imbridge.translation import ack_losses

Json = dict[str, Any]
Leaves = dict[str, Any]


def _places(table: Json) -> set[str]:
    return {place for place, _ in table.values()}


CLASSES: dict[str, type[Any]] = {
    "group.creating": GroupChanges,
    "group.updating": GroupChanges,
    "member.joining": MemberChanges,
    "member.updating": MemberChanges,
    "friend.remark_updating": RemarkChanges,
    "friend.importing": FriendChanges,
    "user.registering": UserChanges,
    "user.updating": ProfileChanges,
    "conversation.creating": ConversationChanges,
    "push.sending": PushChanges,
}
"""The events whose reply may change what is asked about, and the class of such changes."""


def can_say(server: Server, asked: Json, event: AnyEvent, ack: Ack) -> bool | None:
    """Tell whether a server can be told an ack without a policy; None: it is not settled."""
    match ack:
        case Allow():
            return True
        case Reject():
            return server.refuses
        case Rewrite(changes=changes):
            if CLASSES.get(event.type) is not type(changes):
                return False
            return _can_change(current(asked["callbackCommand"]), asked, event, canonical(changes))
        case _:
            return False


def _can_change(command: str, asked: Json, event: AnyEvent, changes: Json) -> bool | None:
    said = canonical(event)
    match changes["type"]:
        case "remark":
            return bool(changes["remark"])
        case "friends":
            return bool(changes.get("user_ids"))
        case "users":
            return bool(changes.get("users"))
        case "members":
            cards = {one["id"]: set(one) & _places(CARDS) for one in changes["members"]}
            if not cards.keys() <= {one["id"] for one in said.get("members", ())}:
                return False
            return True if all(cards.values()) else None
        case "profile" if changes["user"]["id"] != said["user"]["id"]:
            return False
        case "profile":
            wanted = set(changes["user"]) & _places(CARDS)
            asked_for = {"nickname": "nickName", "avatar": "faceURL", "ext": "ex"}
            if command == PROFILE_EX and any(
                type(asked.get(asked_for[name])) is not str for name in wanted & set(asked_for)
            ):
                return False
            return True if wanted else None
        case "conversation":
            return True if set(changes["settings"]) & _places(RECORDS) else None
        case "push":
            return _can_push(command, changes)
        case _ if command in (SET_EX, SET_OLD):
            settable = _places(SETTINGS) - {"announcement"}
            return True if not changes["group"] or set(changes["group"]) & settable else None
        case _:
            return True if set(changes["group"]) & {*_places(NEW_GROUP), "muted"} else None


def _can_push(command: str, changes: Json) -> bool | None:
    targets, push = (changes.get(name, NOTHING) for name in ("targets", "push"))
    if command == ONLINE or (targets is not NOTHING and not targets):
        return False
    if command == ONLINE_GROUP:
        return (None if targets is not NOTHING else False) if push is not NOTHING else targets is not NOTHING or None
    if push is NOTHING:
        return targets is not NOTHING or None
    return True if push and set(push) & _places(PUSHES) else None


def normal(event: AnyEvent, ack: Ack) -> Ack:
    """Return what a partial refusal of all alike, or of nobody, says in one word."""
    if not isinstance(ack, Partial):
        return ack
    asked = asked_about(event)
    alike = {(verdict.code, verdict.reason) for verdict in ack.verdicts}
    if not alike:
        return Allow()
    whole = asked and len(alike) == 1 and set(asked) <= {verdict.id for verdict in ack.verdicts}
    return Reject(code=ack.verdicts[0].code, reason=ack.verdicts[0].reason) if whole else ack


def report_verdict(server: Server, codec: Codec, callback: Document, ack: Ack, policy: Any = None) -> bool:
    """What a server makes of a reply is what the ack says. Returns whether the ack could be said."""
    event, asked = codec.decode_callback(callback.request), json.loads(callback.request.body)
    given, ack = ack, normal(event, ack)
    can = policy is not None or can_say(server, asked, event, ack)
    try:
        reply = codec.encode_ack(given, to=event, policy=policy)
    except CannotExpress as problem:
        _hold(policy is not None or not can, "refused to say", ack, problem)
        return False
    _hold(can is not False, "said what it cannot", ack, reply)
    judged = judge(server, asked, reply)
    _hold(judged.verdict in meant(server, ack, policy), "the server decides otherwise", ack, judged, reply)
    if isinstance(ack, Reject) and judged.verdict == REFUSE:
        _shown(ack, judged)
    if judged.verdict == ALLOW:
        lost = ack_losses(given, to=event, codec=codec, policy=policy)
        rewritten = isinstance(ack, Rewrite) and not any(loss.path in WHOLE for loss in lost)
        if policy is None and can:
            _declared(current(asked["callbackCommand"]), event, ack, lost)
        wanted = _after(ack, lost) if rewritten else _unchanged(event)
        found = _flat(dict(judged.changes))
        _hold(equal(found, wanted), "the server keeps something else", ack, reply, found, wanted)
        if not isinstance(ack, Rewrite):
            _untouched(asked, reply)
    return True


def report_read_alike(server: Server, codec: Codec, callback: Document, reply: Response) -> None:
    """A reply is read as the server reads it."""
    event, asked = codec.decode_callback(callback.request), json.loads(callback.request.body)
    judged, ack = judge(server, asked, reply), codec.decode_ack(reply, to=event)
    read = {Allow: ALLOW, Rewrite: ALLOW, Reject: REFUSE, Failed: FAILED}.get(type(ack))
    _hold(read == judged.verdict, "read otherwise than by the server", reply, ack, judged)
    if isinstance(ack, Reject):
        _hold((ack.code, ack.reason) == (judged.code, judged.reason), "read another code", reply, ack)
    if judged.verdict == ALLOW:
        found = _flat(_said(ack.changes)) if isinstance(ack, Rewrite) else _unchanged(event)
        wanted = _flat(dict(judged.changes))
        _hold(equal(found, wanted), "read other changes", reply, ack, judged, found, wanted)


def _declared(command: str, event: AnyEvent, ack: Ack, lost: Iterable[Any]) -> None:
    """Nothing is lost that the server has a place for, but that it knows of no number that says nothing."""
    if any(loss.path in WHOLE for loss in lost):
        same = isinstance(ack, Rewrite) and _flat(_said(ack.changes)) == _unchanged(event)
        _hold(same or _empty(ack), "all changes are lost", ack, lost)
        return
    for loss in lost:
        if loss.path.startswith("code"):
            continue  # a refusal has a number that can be one
        _, place, *field = re.sub(r"\[\d+\]", "", loss.path).split(".")
        placed = PLACED[command].get(place, frozenset())
        invented = loss.was is UNSET and (command, place) in INVENTED
        _hold((bool(field) and field[0] not in placed) or invented, "lost without being declared", ack, loss)


def _empty(ack: Ack) -> bool:
    """Tell whether changes change nothing: of a user, they say no more than which."""
    flat = _flat(_said(ack.changes)) if isinstance(ack, Rewrite) else {}
    return not flat


WHOLE = ("type", "changes")

_SETTINGS = frozenset(_places(SETTINGS)) - {"announcement"}

PLACED: dict[str, dict[str, frozenset[str]]] = {
    CREATE: {"group": frozenset({*_places(NEW_GROUP), "muted", "disabled"})},
    SET_EX: {"group": _SETTINGS},
    SET_OLD: {"group": _SETTINGS},
    JOINING: {"members": frozenset(_places(CARDS))},
    JOINING_ONE: {"members": frozenset(_places(CARDS))},
    MEMBER: {"members": frozenset(_places(CARDS)) - {"muted_until"}},
    PROFILE_EX: {"user": frozenset({"nickname", "avatar", "ext"})},
    PROFILE_OLD: {"user": frozenset({"nickname", "avatar", "ext"})},
    REGISTER: {"users": frozenset(_places(ACCOUNTS))},
    OFFLINE: {"push": frozenset(_places(PUSHES)), "targets": frozenset()},
    **{command: {"settings": frozenset(_places(RECORDS))} for command in RECORDED},
}
"""What a server takes from a reply, by the field of the changes; of what stands alone, nothing is ever lost."""

INVENTED = {(SET_OLD, "group"), (OFFLINE, "push"), (REGISTER, "users")}
"""Where a number or flag is said that the changes do not say: what was asked for stays, or a zero."""


def _shown(ack: Reject, judged: Judged) -> None:
    """The acting user is shown the code and the text; a code that cannot be is another one, and is a refusal."""
    fits = ack.code is not None and 0 < ack.code < 2**31
    _hold(judged.code == ack.code if fits else bool(judged.code), "the user is shown another code", ack, judged)
    _hold(judged.reason == ack.reason, "the user is shown another text", ack, judged)


def _untouched(asked: Json, reply: Response) -> None:
    """What an allow lets happen is what was going to happen, in the vendor's own words."""
    old = asked["callbackCommand"] == SET_OLD
    for key, value in (left(asked, reply) or {}).items():
        was = asked.get(key)
        same = equal(was or "", value or "") if old and not isinstance(was, int) else equal(was, value)
        _hold(same or not written(key, was), "an allow changes something", key, was, value)


def _unchanged(event: AnyEvent) -> Leaves:
    """Return what a server keeps where nothing is changed: of settings, all that were asked for."""
    return _flat({"group": canonical(event)["changes"]}) if event.type == "group.updating" else {}


def _said(changes: Any) -> Json:
    return {name: value for name, value in canonical(changes).items() if name != "type"}


def _after(ack: Ack, lost: Iterable[Any]) -> Leaves:
    """Return what changes say once what is lost is taken off."""
    assert isinstance(ack, Rewrite)
    said: dict[str, Any] = {attribute(one.path): one.was for one in leaves(_said(ack.changes), {})}
    for loss in lost:
        path = loss.path.removeprefix("changes.")
        for name in [name for name in said if name == path or name.startswith((path + ".", path + "["))]:
            del said[name]
        if loss.now is not UNSET:
            said[path] = loss.now
    return _by_user(said)


def _flat(changes: Json) -> Leaves:
    return _by_user({attribute(one.path): one.was for one in leaves(changes, {})})


UNSAID = ((".level", 0), (".receive_mode", "notify"))
"""What an account is made with where nothing is said of it."""


def _by_user(flat: Leaves) -> Leaves:
    """Name members by their ids, in whatever order they stand, and leave out those of whom nothing is said."""
    named: Leaves = {}
    for path, value in flat.items():
        head, bracket, rest = path.partition("]")
        if head.startswith("members[") and bracket:
            if rest != ".id":
                named[f"{flat[head + '].id']}{rest}"] = value
        elif head.startswith("users[") and (rest, value) in UNSAID:
            continue
        elif value not in ([], {}) and path != "user.id":
            named[path] = value
    return named


def _hold(holds: bool, what: str, *details: Any) -> None:
    if not holds:
        raise Broken("verdict", " | ".join([what, *map(repr, details)]))
