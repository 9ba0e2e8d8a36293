"""What Easemob's REST calls, answers and lines of history can say, as literal tables written from its documents."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from hypothesis import strategies as st

from imbridge.testing.documents import Draw, maybe, seldom
from imbridge.testing.easemob_envelope import digits, groups, users
from imbridge.testing.easemob_rest_calls import ids
from imbridge.testing.easemob_says import EASEMOB, EASEMOB_ROWS
from imbridge.testing.jsons import data, millis, objects, words
from imbridge.testing.narrowing import narrow, narrow_part
from imbridge.testing.says import Row
from imbridge.testing.values import canonical_events, parts

Json = dict[str, Any]

SENDABLE = EASEMOB.parts - {"merged", "unknown"}
"""The kinds of part that a send can have, apart from what only this vendor knows."""


@dataclass(frozen=True, kw_only=True)
class Way:
    """What one call that sends can say beyond a sender, one part, and what stands in the ext."""

    kind: str  # of the conversation
    most: int = 0  # users or groups that it goes to
    scope: str | None = None
    targeted: bool = False  # users of a group are named
    delivery: tuple[str, ...] = ()
    dated: bool = False


OLDER = ("online_only", "sync_to_sender")

SENDS: Mapping[str, tuple[Way, ...]] = {
    "v2": (
        Way(kind="direct", most=4, delivery=OLDER),
        Way(kind="group", most=3, delivery=OLDER),
        Way(kind="room", most=4, delivery=(*OLDER, "priority")),
    ),
    "users": (Way(kind="direct", most=4, delivery=OLDER, dated=True),),
    "chatgroups": (Way(kind="group", most=3, delivery=(*OLDER, "receipt"), dated=True),),
    "chatrooms": (Way(kind="room", most=4, delivery=(*OLDER, "priority"), dated=True),),
    "chatgroups/users": (Way(kind="group", most=1, targeted=True, delivery=(*OLDER, "receipt"), dated=True),),
    "chatrooms/users": (Way(kind="room", most=1, targeted=True, delivery=(*OLDER, "priority"), dated=True),),
    "broadcast": (Way(kind="direct", scope="all_users"),),
    "users/broadcast": (Way(kind="direct", scope="online_users"),),
    "chatrooms/broadcast": (Way(kind="room", scope="all_rooms", delivery=("priority",)),),
}

DELIVERY: Mapping[str, st.SearchStrategy[Any]] = {
    "online_only": st.just(True),
    "sync_to_sender": st.booleans(),
    "receipt": st.booleans(),
    "priority": st.sampled_from(("high", "normal", "low", "Fridge")),
}

unknown_parts: st.SearchStrategy[Json] = st.fixed_dictionaries(
    {
        "type": st.just("unknown"),
        "vendor": st.just("easemob"),
        "name": st.sampled_from(("unknown", "future")),
        "payload": objects.map(lambda held: {key: value for key, value in held.items() if key != "type"}),
    }
)

one_part: st.SearchStrategy[Json] = (
    parts(EASEMOB, SENDABLE, 1).map(lambda part: narrow_part(part, EASEMOB)) | unknown_parts
)

NEW = Row(command="", tag="", kind="direct", lacks=frozenset({"message.id.server", "message.recipients"}))


def content(draw: Draw) -> Json:
    """Draw a message with one part and all that stands in the ext, and nobody to go to yet."""
    event = narrow(draw(canonical_events(EASEMOB, NEW)), EASEMOB, NEW)
    held = {name: value for name, value in event["message"].items() if name in ("mentions", "quote", "ext", "push")}
    message = {"id": {}, "conversation": {}, **held, "parts": [draw(one_part)]}
    return {**message, "sender": draw(people)} if draw(st.booleans()) else message


people: st.SearchStrategy[Json] = users.map(lambda id: {"id": id})


def send(draw: Draw, command: str) -> Json:
    way = draw(st.sampled_from(SENDS[command]))
    message = content(draw)
    value: Json = {"message": message}
    if way.scope is not None:
        value["scope"] = way.scope
        message["conversation"] = {"kind": way.kind}
    elif way.kind == "direct":
        message["conversation"] = {"kind": "direct"}
        message["recipients"] = draw(st.lists(people, min_size=1, max_size=way.most))
    else:
        first, *more = draw(st.lists(groups, min_size=1, max_size=way.most, unique=True))
        message["conversation"] = {"kind": way.kind, "id": first}
        value |= {"also": more} if more else {}
    if way.targeted:
        message["recipients"] = draw(st.lists(people, min_size=1, max_size=4))
    delivery = {name: draw(DELIVERY[name]) for name in way.delivery if draw(st.booleans())}
    message |= {"delivery": delivery} if delivery else {}
    if way.dated and draw(st.booleans()):
        message["sent_at"] = draw(millis)
    return {"type": "send", **value}


def recall(draw: Draw, command: str) -> Json:
    most = 1 if command == "msg_recall" else 4
    value: Json = {
        "type": "recall",
        "messages": [{"server": id} for id in draw(st.lists(ids, min_size=1, max_size=most))],
        "force": draw(st.booleans()),
        **maybe(draw, words.map(lambda reason: {"reason": reason}), {}),
    }
    kind = draw(st.sampled_from(("direct", "group", "room")))
    who = maybe(draw, people)
    if kind == "direct":
        acting = {"sender": who} if isinstance(who, dict) else {}
        return {**value, "conversation": {"kind": kind}, "peer": draw(people), **acting}
    acting = {"actor": who} if isinstance(who, dict) else {}
    return {**value, "conversation": {"kind": kind, "id": draw(groups)}, **acting}


def edit(draw: Draw, command: str) -> Json:
    return {
        "type": "edit",
        "conversation": {},
        "message": {"server": draw(ids)},
        **draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "actor": people,
                    "parts": one_part.map(lambda part: [part]),
                    "ext": data,
                    "merge_ext": st.booleans(),
                },
            )
        ),
    }


def importing(draw: Draw, command: str) -> Json:
    direct = command == "users/import"
    conversation = {"kind": "direct"} if direct else {"kind": "group", "id": draw(groups)}
    more = draw(st.fixed_dictionaries({"sender": people}, optional={"sent_at": millis, "is_read": st.booleans()}))
    message = {**content(draw), "conversation": conversation, **more}
    return {"type": "import", "message": {**message, "recipients": [draw(people)]} if direct else message}


def history(draw: Draw, command: str) -> Json:
    row = EASEMOB_ROWS[f"chat {draw(st.sampled_from(('direct', 'group', 'room')))}"]
    message = narrow(draw(canonical_events(EASEMOB, row)), EASEMOB, row)["message"]
    direction = seldom(draw, maybe(draw, st.sampled_from(("outgoing", "incoming"))), "Fridge")
    return {
        "type": "history",
        "message": message,
        **({"direction": direction} if isinstance(direction, str) else {}),
    }


MAKERS = {
    **dict.fromkeys(SENDS, send),
    **dict.fromkeys(("msg_recall", "batch_recall", "recall"), recall),
    "rewrite": edit,
    **dict.fromkeys(("users/import", "chatgroups/import"), importing),
    "history": history,
}

APPS = ("acme#demo", "acme#demo_x")


@st.composite
def _said(draw: Draw, command: str) -> Json:
    value = {"vendor": "easemob", "command": command, **MAKERS[command](draw, command)}
    if command != "history" and draw(st.booleans()):
        value["app"] = draw(st.sampled_from(APPS))
    return value


@cache
def said(command: str) -> st.SearchStrategy[Json]:
    """Return what a call, or a line of history, can say."""
    return _said(command)


ERRORS = (
    ("json_parse", "malformed"),
    ("invalid_request_body", "malformed"),
    ("illegal_argument", "malformed"),
    (14001, "malformed"),
    (14002, "malformed"),
    (14005, "malformed"),
    (14007, "too_large"),
    ("auth_bad_access_token", "unauthenticated"),
    ("unauthorized", "unauthenticated"),
    ("forbidden_op", "forbidden"),
    ("storage_object_not_found", "not_found_message"),
    ("organization_application_not_found", "not_found_group"),
    ("concurrent_operation_error", "already_exists"),
    ("message_rewrite_error", "conflict"),
    ("reach_limit", "rate_limited"),
    ("resource_limited", "rate_limited"),
    ("unsupported_service_operation", "unsupported"),
)
"""Codes of a failed call that are of one family whatever is said beside them."""

EXPLAINED = (
    ("message_send_error", "message send reach limit", "rate_limited"),
    ("message_send_error", "params to's size can't exceed limit 600", "too_many"),
    ("illegal_argument", "message is too large", "too_large"),
    ("message_recall_error", "exceed recall time limit", "too_late"),
    ("message_recall_error", "not_found msg", "not_found_message"),
)
"""Failures whose explanation tells the family."""

UNRECALLED = (("not_found msg", "not_found_message"), ("exceed recall time limit", "too_late"))


def error(draw: Draw) -> Json:
    detail = maybe(draw, st.sampled_from(("SecurityException", "x")).map(lambda detail: {"detail": detail}), {})
    if draw(st.booleans()):
        code, reason, family = draw(st.sampled_from(EXPLAINED))
        return {"code": code, "family": family, "reason": reason, **detail}
    named, family = draw(st.sampled_from(ERRORS))
    return {"code": named, "family": family, **maybe(draw, WHY, {}), **detail}


WHY = st.sampled_from(("no", "Ünïcode")).map(lambda reason: {"reason": reason})


def outcomes(draw: Draw, call: Json) -> list[Json]:
    """Draw what became of each target, or of each message, of a call."""
    if call["type"] == "recall":
        return [{"id": id, **maybe(draw, failures, {})} for id in call["messages"]]
    if call["type"] == "edit":
        return [{"id": call["message"]}]
    message = call["message"]
    direct = message["conversation"]["kind"] == "direct"
    targets = [user["id"] for user in message["recipients"]] if direct else [message["conversation"]["id"]]
    if call["type"] == "import":
        return [{"target": targets[0], "id": {"server": draw(digits)}}]
    named = list(dict.fromkeys([*targets, *call.get("also", ())]))
    return [{"target": target, "id": maybe(draw, digits.map(lambda id: {"server": id}), {})} for target in named]


failures: st.SearchStrategy[Json] = st.sampled_from(UNRECALLED).map(
    lambda found: {"error": {"code": found[0], "family": found[1]}}
)


@st.composite
def _receipts(draw: Draw, command: str) -> tuple[Json, Json]:
    call = draw(said(command))
    receipt: Json = {"type": "receipt", "vendor": "easemob"}
    if draw(st.sampled_from((True, False, False))):
        return call, {**receipt, "error": error(draw)}
    if "scope" in call:
        return call, {**receipt, "operation_id": draw(st.sampled_from(("1399000999888777666", "1", "b-7")))}
    return call, {**receipt, "results": outcomes(draw, call)}


@cache
def receipts(command: str) -> st.SearchStrategy[tuple[Json, Json]]:
    """Return calls with what an answer to each can say."""
    return _receipts(command)
