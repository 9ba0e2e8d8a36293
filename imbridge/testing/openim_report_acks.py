"""Acks to OpenIM's callbacks that ask before anything but a message happens, and replies as backends write them."""

import json
from typing import Any

import msgspec
from hypothesis import strategies as st

from imbridge.http import Response
from imbridge.model import Ack, AnyEvent, JoinRequesting
from imbridge.model.canonical import canonical
from imbridge.testing.acks import codes
from imbridge.testing.documents import Draw
from imbridge.testing.jsons import compact, counts, data, free_texts, ids, millis, objects, urls, words
from imbridge.testing.openim_report_servers import EXTRAS, JOINING, Shape, current

Json = dict[str, Any]

flags = st.booleans()


def _object(required: Json, **optional: st.SearchStrategy[Any]) -> st.SearchStrategy[Json]:
    return st.fixed_dictionaries(required, optional=optional)


_policies = st.sampled_from(("invite_open", "approval", "open", "7"))
_roles = st.sampled_from(("owner", "admin", "member", "7"))
_modes = st.sampled_from(("notify", "none", "silent", "7"))

SETTINGS: Json = {
    "name": words,
    "introduction": words,
    "announcement": words,
    "avatar": urls,
    "ext": data,
    "join_policy": _policies,
    "member_lookup": flags,
    "member_friending": flags,
}

NEW_GROUP: Json = {
    **SETTINGS,
    "id": ids,
    "owner_id": ids,
    "creator_id": ids,
    "type": st.sampled_from(("normal", "super", "working", "7")),
    "muted": st.just(True),
}

CARD: Json = {"nickname": words, "avatar": urls, "ext": data}

RECORD: Json = {
    "receive_mode": _modes,
    "pinned": flags,
    "private": flags,
    "burn_after": st.integers(1, 2**31 - 1),
    "mention_state": st.sampled_from(("none", "me", "all", "all_and_me", "group_notice")),
    "attached": words,
    "ext": data,
}

ACCOUNT: Json = {
    **CARD,
    "created_at": millis,
    "level": st.integers(0, 4),
    "receive_mode": _modes,
}

PUSH: Json = {"title": words, "body": words, "ext": data, "ios_sound": words, "ios_badge": flags}

NOWHERE: dict[str, Json] = {
    "group": {"max_members": counts, "public": flags},
    "members": {"allowlisted": flags, "platform": st.just("ios")},
    "users": {"gender": st.just("male"), "signature": words},
    "user": {"gender": st.just("male"), "level": st.integers(0, 4)},
    "settings": {},
    "push": {"ios_title": words, "mode": st.just("silent")},
}
"""What the vendor has no place for."""


def _some(draw: Draw, required: Json, optional: Json, place: str) -> Json:
    beyond = NOWHERE[place] if draw(st.sampled_from((False, False, False, True))) else {}
    held: Json = draw(_object(required, **optional, **beyond))
    return held


def _changes(draw: Draw, event: AnyEvent) -> Json:
    """Draw changes of the class that an event takes, mostly such as its document has a place for."""
    said = canonical(event)
    match said["type"]:
        case "group.creating":
            return {"type": "group", "group": _some(draw, {}, NEW_GROUP, "group")}
        case "group.updating":
            kept = draw(st.sampled_from((said["changes"], {})))
            return {"type": "group", "group": kept | _some(draw, {}, SETTINGS, "group")}
        case "member.joining" | "member.updating":
            known = [one["id"] for one in said["members"]] if said.get("members") else ["nobody"]
            whom = draw(st.lists(st.sampled_from(known), min_size=1, max_size=2, unique=True))
            whom = draw(st.sampled_from((*[whom] * 5, [*whom, "somebody else"], ["somebody else"])))
            timed = {"muted_until": millis} if said["type"] == "member.joining" else {}
            fields = {**CARD, "role": _roles, **timed}
            return {"type": "members", "members": [_some(draw, {"id": st.just(id)}, fields, "members") for id in whom]}
        case "friend.remark_updating":
            return {"type": "remark", "remark": draw(st.sampled_from(("", "pal")) | words)}
        case "friend.importing":
            return {"type": "friends", "user_ids": draw(st.lists(ids, max_size=3))}
        case "user.registering":
            users = [_some(draw, {"id": ids}, ACCOUNT, "users") for _ in range(draw(st.integers(0, 2)))]
            return {"type": "users", "users": users}
        case "user.updating":
            return {"type": "profile", "user": _some(draw, {"id": st.just(said["user"]["id"])}, CARD, "user")}
        case "conversation.creating":
            return {"type": "conversation", "settings": _some(draw, {}, RECORD, "settings")}
        case "push.sending":
            shown = _some(draw, {}, PUSH, "push") or None
            both = _object({}, targets=st.none() | st.lists(ids, max_size=2), push=st.sampled_from((None, shown)))
            return {"type": "push", **draw(both)}
        case _:
            return {"type": "remark", "remark": "pal"}


@st.composite
def report_acks(draw: Draw, event: AnyEvent) -> Ack:
    """Draw an ack to an event, half of them changes of what it asks about."""
    match draw(st.sampled_from(("rewrite", "rewrite", "rewrite", "allow", "plain", "other"))):
        case "allow":
            ack: Json = {"type": "allow"}
        case "plain":
            ack = draw(
                _object({"type": st.just("reject")}, code=codes, reason=words, detail=words)
                | st.just({"type": "discard"})
                | _object({"type": st.just("failed")}, reason=words)
                | _refusals(event)
            )
        case "other":
            ack = {"type": "rewrite", "changes": draw(_of_another_event)}
        case _:
            ack = {"type": "rewrite", "changes": _changes(draw, event)}
    return msgspec.convert(ack, Ack)  # type: ignore[no-any-return]


def asked_about(event: AnyEvent) -> list[str]:
    """Return the ids that a partial refusal of an event may name."""
    if isinstance(event, JoinRequesting):
        return [event.applicant.id]
    held = getattr(event, event.many) if event.many else ()
    return [getattr(one, "user_id", None) or one.id for one in held]


def _refusals(event: AnyEvent) -> st.SearchStrategy[Json]:
    """Return partial refusals, some of everybody who is asked about."""
    asked = asked_about(event)
    some = st.lists(_object({"id": st.sampled_from(asked) if asked else ids}, code=codes), min_size=1, max_size=3)
    every = codes.map(lambda code: [{"id": id, "code": code} for id in asked or ["nobody"]])
    return (some | every).map(lambda refused: {"type": "partial", "verdicts": refused})


_of_another_event: st.SearchStrategy[Json] = st.sampled_from(
    (
        {"type": "message", "ext": {"k": 1}},
        {"type": "group", "group": {"name": "n"}},
        {"type": "members", "members": [{"id": "alice", "nickname": "n"}]},
        {"type": "friends", "user_ids": ["alice"]},
        {"type": "users", "users": [{"id": "alice"}]},
        {"type": "profile", "user": {"id": "alice", "nickname": "n"}},
        {"type": "conversation", "settings": {"pinned": True}},
        {"type": "push", "targets": ["alice"]},
    )
)

_NUMBERS: dict[str, tuple[int, ...]] = {
    "needVerification": (0, 1, 2, 77),
    "lookMemberInfo": (0, 1),
    "applyMemberFriend": (0, 1),
    "status": (0, 1, 3),
    "groupType": (0, 1, 2),
    "roleLevel": (100, 60, 20, 77),
    "recvMsgOpt": (0, 1, 2),
    "globalRecvMsgOpt": (0, 1, 2),
    "groupAtType": (0, 1, 2, 3, 4),
    "appMangerLevel": (0, 2),
}
"""Numbers that mean something; elsewhere any does."""

_own = free_texts | objects.map(compact)

WRONG: tuple[Any, ...] = (1.5, {"value": "x"}, True, "1", 2**31, ["x"], {})
"""Values of a type that not every field takes."""


def _extra(draw: Draw, name: str, shape: Shape, users: list[str | None]) -> Any:
    if isinstance(shape, dict):
        return {key: _extra(draw, key, inner, users) for key, inner in shape.items() if draw(flags)}
    if isinstance(shape, list):
        if isinstance(shape[0], dict):
            return [_extra(draw, name, shape[0], users) | {"userID": user} for user in users[: draw(st.integers(0, 3))]]
        return draw(st.lists(ids, max_size=2))
    match shape.removesuffix("?"):
        case "str":
            return draw(_own if name == "ex" else words)
        case "bool":
            return draw(flags)
        case "i64":
            return draw(millis)
        case _:
            return draw(st.sampled_from(_NUMBERS.get(name, (1, 86400))))


@st.composite
def report_replies(draw: Draw, asked: Json, event: AnyEvent) -> Response:
    """Draw a reply to a callback: the common fields, and what there is beyond them, some of it wrong."""
    command = current(asked["callbackCommand"])
    said = canonical(event)
    users = [one["id"] for one in said.get("members") or ()] + ["zed", *([None] if command == JOINING else [])]
    pairs: list[tuple[str, Any]] = []
    for name in ("actionCode", "errCode", "nextCode"):
        if draw(flags):
            pairs.append((_spelled(draw, name), draw(st.sampled_from((0, 0, 0, 0, 1, 1, 5000, -1, None, "1", 1.0)))))
    for name in ("errMsg", "errDlt"):
        if draw(flags):
            pairs.append((name, draw(words)))
    shapes = EXTRAS.get(command, {})
    echoed = command.startswith("callbackBeforeSetGroupInfo") and draw(flags)
    for name, shape in shapes.items():
        if echoed and draw(st.sampled_from((True, True, True, False))):
            pairs.append((name, asked.get(name)))
        elif draw(st.sampled_from((True, True, False))):
            wrong = draw(st.sampled_from((False,) * 15 + (True,)))
            given = draw(st.sampled_from(WRONG)) if wrong else _extra(draw, name, shape, users)
            pairs.append((_spelled(draw, name), given))
    pairs += draw(st.sampled_from(([], [("other", {"a": 1})], [("operationID", 5)])))
    written = ",".join([f"{json.dumps(name)}:{json.dumps(value)}" for name, value in pairs])
    return Response(status=draw(st.sampled_from((200, 500))), body=f"{{{written}}}".encode())


def _spelled(draw: Draw, name: str) -> str:
    spelled: str = draw(st.sampled_from((name, name, name, name.lower())))
    return spelled
