"""A small model of what Tencent's server makes of the reply to a callback that is about no message.

Written from the vendor's documents. Some replies decide for each user alone, so that a verdict is one
for each user who was asked about.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from imbridge.codec import Codec
from imbridge.errors import CannotExpress
from imbridge.http import Response
from imbridge.model import Ack, Allow, AnyEvent, Discard, Failed, Partial, Reject, Rewrite
from imbridge.model.canonical import canonical
from imbridge.testing.differences import attribute, leaves
from imbridge.testing.documents import Document
from imbridge.testing.judging import ALLOW, FAILED, REFUSE, UNDOCUMENTED
from imbridge.testing.laws import Broken
from imbridge.testing.losses import general
from imbridge.translation import ack_losses

PARTLY = "partly"
"""The verdict that refuses some of those who were asked about."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """How the server reads the reply to one command."""

    codes: range = range(0)  # refusals whose code and text reach the client
    people: tuple[str, str] | None = None  # in the request: the list of those asked about, and the name of an id
    refused: str | None = None  # in the reply: the list of those refused
    each: bool = False  # the reply has an item for each of them


GROUPS, ACCOUNTS, FRIENDS = range(10100, 10201), range(120001, 130001), range(38000, 39001)

ASKED: Mapping[str, Asked] = {
    "Group.CallbackBeforeCreateGroup": Asked(codes=GROUPS),
    "Group.CallbackBeforeCreateTopic": Asked(codes=GROUPS),
    "Group.CallbackBeforeApplyJoinGroup": Asked(codes=GROUPS),
    "Group.CallbackBeforeInviteJoinGroup": Asked(
        codes=GROUPS, people=("DestinationMembers", "Member_Account"), refused="RefusedMembers_Account"
    ),
    "OfficialAccount.CallbackBeforeCreateOfficialAccount": Asked(codes=ACCOUNTS),
    "OfficialAccount.CallbackBeforeAddSubscriber": Asked(
        people=("SubscribeAccountList", "Subscriber_Account"), refused="RefusedSubscribers_Account"
    ),
    "Sns.CallbackPrevFriendAdd": Asked(codes=FRIENDS, people=("FriendItem", "To_Account"), each=True),
    "Sns.CallbackPrevFriendResponse": Asked(codes=FRIENDS, people=("ResponseFriendItem", "To_Account"), each=True),
}

Told = tuple[int | None, str | None]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What the server does, and what it tells whom: everyone, or each of those refused."""

    verdict: str
    told: Told = (None, None)
    refused: Mapping[str, Told] = field(default_factory=dict)


def people(asked: Asked, callback: Document) -> tuple[str, ...]:
    """Return whom a callback asks about, each once."""
    if asked.people is None:
        return ()
    items, name = asked.people
    return tuple(dict.fromkeys([item[name] for item in json.loads(callback.request.body)[items]]))


def judge(asked: Asked, whom: tuple[str, ...], reply: Response) -> Outcome:
    """Return what the server makes of a reply to what was asked about some people."""
    body = _readable(reply)
    if body is None:
        return Outcome(verdict=FAILED)
    code, told = body["ErrorCode"], body.get("ErrorInfo") or None
    if asked.each:
        return _judge_each(whom, body) if code == 0 else Outcome(verdict=FAILED)
    if code == 0:
        listed = body.get(asked.refused or "") or []
        if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
            return Outcome(verdict=UNDOCUMENTED)
        return _of_each(whom, {one: (None, None) for one in whom if one in listed})
    if code == 1:
        return Outcome(verdict=REFUSE, told=(None, told))
    return Outcome(verdict=REFUSE if code in asked.codes else UNDOCUMENTED, told=(code, told))


def _readable(reply: Response) -> dict[str, Any] | None:
    if reply.status != 200:
        return None
    try:
        body = json.loads(reply.body)
    except ValueError:
        return None
    good = isinstance(body, dict) and body.get("ActionStatus") == "OK" and type(body.get("ErrorCode")) is int
    return body if good else None


def _judge_each(whom: tuple[str, ...], body: dict[str, Any]) -> Outcome:
    """Read one item per user: any code but 0 refuses that one."""
    items = body.get("ResultItem")
    if not isinstance(items, list) or {item["To_Account"] for item in items} < set(whom):
        return Outcome(verdict=UNDOCUMENTED)
    refused: dict[str, Told] = {
        item["To_Account"]: (item["ResultCode"], item.get("ResultInfo") or None)
        for item in items
        if item["ResultCode"] != 0 and item["To_Account"] in whom
    }
    return _of_each(whom, refused)


def _of_each(whom: tuple[str, ...], refused: dict[str, Told]) -> Outcome:
    if not refused:
        return Outcome(verdict=ALLOW)
    return Outcome(verdict=REFUSE if len(refused) == len(whom) else PARTLY, refused=refused)


def verdict(codec: Codec, callback: Document, ack: Ack, policy: Any = None) -> bool:
    """Law 8: what the server makes of an ack is what the ack says; return whether it could be said."""
    event = codec.decode_callback(callback.request)
    can = sayable(event, ack)
    try:
        reply = codec.encode_ack(ack, to=event, policy=policy)
    except CannotExpress as problem:
        _hold(not can or policy is not None, "refused to say", ack, problem)
        return False
    _hold(can is not False or policy is not None, "said what it cannot", ack)
    if event.phase != "before":
        back = codec.decode_ack(reply, to=event)
        _hold(type(back) is type(ack), "read otherwise", ack, reply)
        _hold((_readable(reply) is not None) == isinstance(ack, Allow), "the server takes it otherwise", ack, reply)
        return True
    asked = ASKED[event.command or ""]
    whom = people(asked, callback)
    outcome = judge(asked, whom, reply)
    _hold(outcome.verdict in meant(asked, whom, ack, policy), "the server decides otherwise", ack, outcome, reply)
    if policy is None:
        _told(asked, whom, ack, outcome)
        _back(codec, event, ack, reply)
    return True


def read_alike(codec: Codec, callback: Document, reply: Response) -> None:
    """Law 8, the other way: an ack that is read is what the server makes of the reply."""
    event = codec.decode_callback(callback.request)
    asked = ASKED[event.command or ""]
    whom = people(asked, callback)
    outcome, ack = judge(asked, whom, reply), codec.decode_ack(reply, to=event)
    match outcome.verdict:
        case "undocumented":  # a code that nobody knows is no allow; an answer without items may be one
            _hold(asked.each or not isinstance(ack, Allow | Rewrite), "an unknown reply was read as an allow", reply)
        case "allow":
            _hold(isinstance(ack, Allow), "read otherwise than by the server", ack, reply)
        case "failed":
            _hold(isinstance(ack, Failed), "read otherwise than by the server", ack, reply)
        case _:
            _hold(_refusals(ack, whom) == _refusals(outcome, whom), "read other refusals", ack, outcome, reply)


def sayable(event: AnyEvent, ack: Ack) -> bool | None:
    """Tell whether an ack can be said without being given a policy; None: it is not settled."""
    if isinstance(ack, Allow | Failed):
        return True
    if event.phase != "before":
        return False
    match ack:
        case Reject():
            return True
        case Partial(verdicts=verdicts):
            asked = ASKED[event.command or ""]
            if asked.people is None:
                return False
            whom = _whom(event)
            return True if all(one.id in whom for one in verdicts) else None
        case _:
            return False


def _whom(event: AnyEvent) -> set[str]:
    said = canonical(event)
    return {one["user_id"] for one in said.get("relations", ())} | {one["id"] for one in said.get("members", ())}


def meant(asked: Asked, whom: tuple[str, ...], ack: Ack, policy: Any) -> tuple[str, ...]:
    """Return the verdicts that an ack may come to; a policy names the exceptions by itself."""
    words = set(policy.values()) if isinstance(policy, dict) else {policy}
    match ack:
        case Allow():
            return (ALLOW,)
        case Failed():
            return (FAILED,)
        case Rewrite():
            return (ALLOW, REFUSE) if "reject" in words else (ALLOW,)
        case Partial(verdicts=verdicts) if asked.people is not None:
            return (_of_each(whom, {one.id: (None, None) for one in verdicts if one.id in whom}).verdict,)
        case Partial():
            return (ALLOW, REFUSE)
        case Reject() | Discard():
            return (REFUSE,)


def _refusals(said: Ack | Outcome, whom: tuple[str, ...]) -> dict[str, Told]:
    """Return what each user is told who is refused; nobody asked about: what the acting user is told."""
    match said:
        case Outcome(refused=refused) if refused:
            return dict(refused)
        case Outcome(told=told):
            return dict.fromkeys(whom or ("",), told)
        case Partial(verdicts=verdicts):
            return {one.id: (one.code, one.reason) for one in verdicts if one.id in whom}
        case Reject(code=code, reason=reason):
            return dict.fromkeys(whom or ("",), (code, reason))
        case _:
            return {}


def _told(asked: Asked, whom: tuple[str, ...], ack: Ack, outcome: Outcome) -> None:
    """Who is refused is told what the ack says, as far as a code can be said and a text has a place."""
    if not isinstance(ack, Reject | Partial):
        return
    wanted, shown = _refusals(ack, whom), _refusals(outcome, whom)
    _hold(wanted.keys() == shown.keys(), "others are refused", wanted, shown)
    if isinstance(ack, Partial) and not asked.each:
        return
    for user, (code, reason) in wanted.items():
        plain = asked.codes.start if asked.each else None
        expected = (code if code in asked.codes else plain, reason)
        _hold(shown[user] == expected, "the user is shown something else", shown[user], expected)


LOSSES = (
    "reject.code",
    "reject.detail",
    "partial.type",  # all are refused: that is a reject
    "partial.code",
    "partial.reason",
    "partial.verdicts",
)
"""What an ack can lose: codes out of range, details, and where only names are listed, what each is told."""


def _back(codec: Codec, event: AnyEvent, ack: Ack, reply: Response) -> None:
    """What the codec reads of its own reply is the ack, up to the losses it lists."""
    back = codec.decode_ack(reply, to=event)
    lost = sorted([attribute(one.path) for one in leaves(canonical(ack), canonical(back))])
    listed = sorted([loss.path for loss in ack_losses(ack, to=event, codec=codec)])
    _hold(lost == listed, "lost and listed differ", lost, listed)
    for path in lost:
        name = f"{canonical(ack)['type']}.{general(path)}"
        _hold(name.startswith(LOSSES), "lost without being declared", name)


def _hold(holds: bool, what: str, *details: Any) -> None:
    if not holds:
        raise Broken("verdict", " | ".join([what, *map(repr, details)]))
