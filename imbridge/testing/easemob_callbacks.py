"""Easemob callbacks about a message that is there already: recalled, edited, read, reacted to.

Written from the vendor's documents alone.
"""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from imbridge.testing.documents import ABSENT, MISSING, Draw, Odd, maybe, seldom
from imbridge.testing.easemob_bodies import bodies
from imbridge.testing.easemob_envelope import (
    GROUPS,
    KINDS,
    PEOPLE,
    Setting,
    digits,
    envelope,
    groups,
    place,
    spelled,
    users,
)
from imbridge.testing.easemob_ext import ext
from imbridge.testing.jsons import counts, ids, millis, words

Tree = dict[str, Any]
Maker = Callable[[Draw, Setting], Tree]

handles = digits | words
"""Ids of messages."""

moments: st.SearchStrategy[Any] = st.sampled_from((Odd(0), MISSING, Odd("1733300000456"), Odd(None)))
"""Other spellings of a time, or of none."""


def moment(draw: Draw) -> Any:
    return seldom(draw, draw(millis), draw(moments))


def streamed(draw: Draw, setting: Setting, chat: str) -> Tree:
    """Draw the members of what comes in the stream of messages; the id is that of the callback itself."""
    return {
        **envelope(draw, setting),
        "chat_type": chat,
        "eventType": seldom(draw, "chat", Odd("chat_offline"), MISSING),
        "msg_id": seldom(draw, Odd(draw(handles)), MISSING, Odd("")),
    }


def nothing(draw: Draw) -> Tree:
    """Draw the content of what has none."""
    return {"bodies": seldom(draw, [], MISSING, Odd(None)), "ext": seldom(draw, {}, MISSING, Odd(None), Odd({"k": 1}))}


def somewhere(draw: Draw) -> tuple[str, str, str, str]:
    """Draw a kind with its two names, and an id, of a group or room."""
    kind = draw(st.sampled_from(("group", "room")))
    return (kind, *KINDS[kind], draw(groups))


def recall(where: str) -> Maker:
    def make(draw: Draw, setting: Setting) -> Tree:
        message = draw(handles)
        one, other = draw(st.sampled_from(((message, message),) * 6 + ((MISSING, message), (message, MISSING))))
        payload = {**nothing(draw), "ack_message_id": other}
        body = {**streamed(draw, setting, "recall"), "from": spelled(draw, setting, draw(users)), "recall_id": one}
        told: Tree = {}
        if where == "direct":
            told = {"to": place(draw, setting, draw(users), PEOPLE), "group_id": seldom(draw, ABSENT, Odd(""))}
            segment, type = KINDS["direct"]
        elif where == "group":
            kind, segment, type, group = somewhere(draw)
            to = place(draw, setting, group, GROUPS)
            told = {"to": to, "group_id": seldom(draw, place(draw, setting, group, GROUPS), MISSING, Odd(""))}
            if kind == "group" and isinstance(told["group_id"], str) and draw(st.booleans()):
                return {**body, **told, "payload": {**payload, "type": MISSING}}  # it is of a group all the same
        else:
            to = place(draw, setting, draw(groups), GROUPS)
            return {**body, "to": to, "group_id": seldom(draw, ABSENT, Odd("")), "payload": payload}
        if draw(st.sampled_from((True, False, False))):
            return {
                **body,
                **told,
                "content_type": Odd(f"chat:{segment}:text"),
                "payload": {**payload, "type": MISSING},
            }
        return {**body, **told, "payload": {**payload, "type": type}}

    return make


def edit(kind: str) -> Maker:
    """Return what draws an edit in one of three layouts: who is concerned stands outside, inside or twice."""

    def make(draw: Draw, setting: Setting) -> Tree:
        segment, group, to = "user", "", draw(users)
        if kind == "group":
            _, segment, _, group = somewhere(draw)
            to = group
        body = streamed(draw, setting, "edit")
        before = setting.command.endswith("before")
        body["eventType"] = ABSENT if before else seldom(draw, "chat", MISSING)
        sender, operator = draw(users), draw(users)
        acting: Any = spelled(draw, setting, operator)
        written: Any = operator
        match draw(st.sampled_from(("self", "self", "server", "untold", "nobody"))):
            case "server":
                written, acting = "easemob_rest_app_admin", Odd(sender)
            case "untold":
                written = MISSING
            case "nobody":
                sender = ""
        said, _ = bodies(draw, False)
        group_id = seldom(draw, place(draw, setting, group, GROUPS), MISSING) if group else ABSENT
        domain = GROUPS if group else PEOPLE
        meta = {
            "chat_type": f"chat:{segment}",
            "send_time": moment(draw),
            "edit_time": moment(draw),
            "sender": sender,
            "operator": written,
            "count": seldom(draw, draw(counts), MISSING, Odd(0)),
        }
        payload = {
            "edit_message_id": draw(handles),
            "bodies": said,
            "ext": ext(draw),
            "meta": {"edit_msg": meta},
            "type": seldom(draw, "edit", MISSING),
        }
        place_of: Tree = {"from": acting, "to": place(draw, setting, to, domain), "group_id": group_id}
        match draw(st.sampled_from(("outside", "outside", "inside", "twice"))):
            case "inside":
                inner = written if written is not MISSING else operator
                place_of |= {"from": MISSING, "to": MISSING}
                payload |= {"from": Odd(inner), "to": Odd(to)}
            case "twice" if body["eventType"] == "chat":
                payload |= {"from": Odd(draw(users)), "to": Odd(draw(users))}
            case "twice":  # the first layout, whose outer pair is for the vendor itself
                inner = written if written is not MISSING else operator
                place_of |= {"from": Odd(draw(users)), "to": Odd(draw(users))}
                payload |= {"from": Odd(inner), "to": Odd(to)}
        return {**body, **place_of, "payload": payload}

    return make


def ack(chat: str, kind: str) -> Maker:
    """Return what draws a sign of one message being read or delivered."""

    def make(draw: Draw, setting: Setting) -> Tree:
        body = streamed(draw, setting, chat)
        by = draw(users)
        body["from"] = spelled(draw, setting, by)
        payload: Tree = {"ack_message_id": draw(handles)}
        if kind == "direct":
            peer = draw(users)
            channel = maybe(draw, st.just(Odd(setting.jid(peer, GROUPS))))
            told = {"to": place(draw, setting, peer, PEOPLE), "channel_channel": channel}
            return {**body, **told, "payload": {**payload, **nothing(draw), "type": seldom(draw, ABSENT, Odd(chat))}}
        group = draw(groups)
        config = seldom(draw, Odd({"allow_group_ack": True}), Odd({"allow_group_ack": False}), Odd({}), MISSING)
        marked = config is not MISSING
        told = {
            "to": place(draw, setting, group, GROUPS),
            "group_id": seldom(draw, MISSING, Odd(group)),
            "content_type": seldom(draw, "chat:ack:read", *([MISSING] if marked else [])),
            "channel_channel": Odd(setting.jid(group, GROUPS)),
            "channel_user": maybe(draw, st.sampled_from((by, by, "ben")).map(lambda who: Odd(setting.jid(who)))),
            "writed_channel": maybe(draw, st.booleans().map(Odd)),
        }
        held = {"ext": seldom(draw, {}, MISSING), "bodies": seldom(draw, MISSING, Odd([])), "msg_config": config}
        return {**body, **told, "payload": {**payload, **held, "type": seldom(draw, Odd(chat), MISSING)}}

    return make


def channel_ack(draw: Draw, setting: Setting) -> Tree:
    body = streamed(draw, setting, "channel_ack")
    peer = draw(users)
    channel = maybe(draw, st.just(Odd(setting.jid(peer, GROUPS))))
    empty = seldom(draw, {}, {"bodies": Odd([]), "ext": Odd({})})
    read = seldom(draw, draw(handles), Odd(""))
    payload = {"ack_message_id": read, "type": seldom(draw, "channel_ack", MISSING), **empty}
    told = {"from": spelled(draw, setting, draw(users)), "to": place(draw, setting, peer, PEOPLE)}
    return {**body, **told, "channel_channel": channel, "payload": payload}


def reaction(draw: Draw) -> Tree:
    made = {"reactionType": seldom(draw, "create", "delete", "Fridge"), "operator": draw(users)}
    return {
        "reaction": draw(words),
        "count": draw(st.integers(0, 9)),
        "userList": draw(st.lists(ids, max_size=3, unique=True)),
        "op": draw(st.sampled_from((ABSENT, [made], [made], Odd([])))),
    }


def reactions(kind: str) -> Maker:
    """Return what draws the reactions that a message has now, or a few messages."""

    def make(draw: Draw, setting: Setting) -> Tree:
        type, group = KINDS[kind][1], draw(groups)
        data = []
        for _ in range(draw(st.sampled_from((1, 1, 1, 2)))):
            data.append(
                {
                    "messageId": draw(handles),
                    "from": seldom(draw, draw(users), ""),
                    "to": group if kind == "group" else draw(users),
                    "channel_type": seldom(draw, type, MISSING, Odd("other")),
                    "ts": moment(draw),
                    "reactions": [reaction(draw) for _ in range(draw(st.sampled_from((1, 1, 2, 0))))],
                }
            )
        body = streamed(draw, setting, "notify")
        return {
            **body,
            "callId": seldom(draw, body["callId"], MISSING, MISSING),
            "from": spelled(draw, setting, draw(users)),
            "to": seldom(draw, data[0]["to"], Odd("else")),
            "group_id": seldom(draw, MISSING, Odd(group)) if kind == "group" else ABSENT,
            "payload": {
                "type": "reaction",
                "channel_type": type,
                "num": seldom(draw, len(data), MISSING, Odd(7)),
                "data": data,
            },
        }

    return make


def last_message(draw: Draw, setting: Setting, thread: str, root: str, group: str) -> Tree:
    """Draw what was said last in a thread, people and thread in the form without a domain."""

    def form(id: str) -> Any:
        short = setting.jid(id, "")
        return draw(st.sampled_from((Odd(short), Odd(short), Odd(setting.jid(id)), Odd(id))))

    said, _ = bodies(draw, False)
    meta = {"msg_parent_id": root, "thread_name": seldom(draw, MISSING, Odd("t")), "muc_parent_id": group}
    return {
        "id": draw(handles),
        "from": form(draw(users)),
        "to": form(thread),
        "timestamp": moment(draw),
        "payload": {
            "from": seldom(draw, MISSING, Odd("ann")),
            "to": seldom(draw, MISSING, Odd(thread)),
            "type": seldom(draw, MISSING, Odd("groupchat")),
            "ext": ext(draw),
            "bodies": said,
            "meta": {"thread": meta},
        },
    }


def thread(draw: Draw, setting: Setting) -> Tree:
    group, topic = draw(groups), draw(groups)
    root = seldom(draw, draw(handles), "")
    body = streamed(draw, setting, "notify")
    data = {
        "id": topic,
        "name": seldom(draw, Odd("a thread"), MISSING),
        "from": draw(users),
        "operation": seldom(draw, "update_msg", "Fridge"),
        "msg_parent_id": root,
        "muc_parent_id": group,
        "message_count": seldom(draw, draw(counts), MISSING),
        "timestamp": seldom(draw, Odd(1733300000456), MISSING),
        "last_message": maybe(draw, st.composite(last_message)(setting, topic, root, group)),
    }
    return {
        **body,
        "callId": seldom(draw, body["callId"], MISSING, MISSING),
        "from": seldom(draw, "admin", Odd("ann"), MISSING),
        "to": seldom(draw, group, Odd("else"), MISSING),
        "group_id": seldom(draw, MISSING, Odd(group)),
        "payload": {"type": "thread", "data": data},
    }


FOLLOW_UPS: dict[str, Maker] = {
    "recall": recall("unknown"),
    "recall direct": recall("direct"),
    "recall group": recall("group"),
    **{f"edit {kind}{when}": edit(kind) for kind in ("direct", "group") for when in ("", " before")},
    **{f"{chat} {kind}": ack(chat, kind) for chat in ("read_ack", "delivery_ack") for kind in ("direct", "group")},
    "channel_ack direct": channel_ack,
    **{f"notify:reaction {kind}": reactions(kind) for kind in ("direct", "group")},
    "notify:thread": thread,
}
