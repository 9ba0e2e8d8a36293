"""Easemob's REST calls as the documents of three generations show them, odd ones too.

Written from those alone.
"""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from hypothesis import strategies as st

from imbridge.http import Request
from imbridge.testing.documents import ABSENT, MISSING, Document, Draw, Odd, Raw, finish, maybe, seldom, url
from imbridge.testing.easemob_envelope import digits, groups, users
from imbridge.testing.easemob_rest_bodies import apart, ext, new_ext, one_body
from imbridge.testing.jsons import millis, words

Tree = dict[str, Any]
Maker = Callable[[Draw], Tree]

LISTS = {"users": (users, 4), "chatgroups": (groups, 3), "chatrooms": (groups, 4)}
"""Who is in `to`, and how many at most: for groups that is what the vendor allows."""

HOSTS = ("https://a1.example.com", "http://localhost", "https://im.example:8443")
APPS = ("acme#demo", "acme#demo_x", "1101220101#im-demo", None)

ids = digits | words.map(lambda text: text.replace("/", "-"))
"""Ids of messages."""


def switch(draw: Draw) -> Any:
    """Draw a boolean that may be left out, seldom of another type."""
    return seldom(draw, maybe(draw, st.booleans()), Odd("true"), Odd(1), Odd(None))


def moment(draw: Draw) -> Any:
    return seldom(draw, maybe(draw, millis), Odd(0), Odd("1733300000456"), Odd(None), Odd(0.5))


def options(draw: Draw, kind: str, newer: bool) -> Tree:
    """Draw the members of a send that say how it is delivered."""
    held: Tree = {
        "sync_device": switch(draw),
        "routetype": seldom(draw, maybe(draw, st.just("ROUTE_ONLINE")), Odd("ROUTE_ALL"), Odd(""), Odd(5)),
    }
    if kind == "chatrooms":
        held["chatroom_msg_level"] = level(draw)
    if not newer:
        return held
    held["msg_timestamp"] = moment(draw)
    held["env"] = maybe(draw, st.just(Odd("test1")))
    if kind != "users":
        held["roam_ignore_users"] = seldom(draw, ABSENT, Odd(["ann"]), Odd([]))
    if kind == "chatgroups":
        held["need_group_ack"] = switch(draw)
    return held


def level(draw: Draw) -> Any:
    return seldom(draw, maybe(draw, st.sampled_from(("high", "normal", "low"))), "Fridge", Odd(""), Odd(1))


def content(draw: Draw) -> Tree:
    return {"from": maybe(draw, users), "ext": ext(draw)}


def v2(draw: Draw) -> Tree:
    kind = draw(st.sampled_from(sorted(LISTS)))
    targets = draw(st.lists(LISTS[kind][0], min_size=1, max_size=5, unique=True))
    told: Tree = {"target_type": kind, "target": targets, "msg": one_body(draw)}
    return {**told, **content(draw), **options(draw, kind, newer=False)}


def v3(kind: str) -> Maker:
    def make(draw: Draw) -> Tree:
        who, most = LISTS[kind]
        targets = draw(st.lists(who, min_size=1, max_size=most, unique=True))
        return {"to": targets, **apart(one_body(draw)), **content(draw), **options(draw, kind, newer=True)}

    return make


def targeted(kind: str) -> Maker:
    def make(draw: Draw) -> Tree:
        members = draw(st.lists(users, min_size=1, max_size=4, unique=True))
        told = {"to": [draw(groups)], "users": members, **apart(one_body(draw))}
        return {**told, **content(draw), **options(draw, kind, newer=True)}

    return make


def broadcast(**more: Callable[[Draw], Any]) -> Maker:
    def make(draw: Draw) -> Tree:
        told = {name: member(draw) for name, member in more.items()}
        return {**told, "msg": one_body(draw), **content(draw)}

    return make


def recalled(draw: Draw) -> Tree:
    kind = draw(st.sampled_from(("chat", "groupchat", "chatroom")))
    return {
        "msg_id": draw(ids),
        "to": draw(users if kind == "chat" else groups),
        "chat_type": kind,
        "from": maybe(draw, users),
        "force": seldom(draw, draw(st.booleans()), MISSING, Odd("true"), Odd(None)),
        "sync_device": seldom(draw, ABSENT, Odd(True), Odd(False)),
        "recallMessageExtensionInfo": seldom(draw, maybe(draw, words), Odd(""), Odd(5)),
    }


def batch(draw: Draw) -> Tree:
    """Draw the recall of some messages of one conversation."""
    first = recalled(draw)
    more = draw(st.lists(ids, max_size=3))
    return {"msgs": [first, *({**first, "msg_id": message} for message in more)]}


def rewrite(draw: Draw) -> Tree:
    """Draw an edit: of text and custom messages the content, of others only the ext, so that they are near empty."""
    only_ext = Raw({"type": draw(st.sampled_from(("img", "audio", "video", "file", "loc", "image")))})
    return {
        "user": maybe(draw, users),
        "new_msg": seldom(draw, one_body(draw), only_ext, ABSENT),
        "new_ext": new_ext(draw),
        "is_combine_ext": switch(draw),
    }


def importing(who: st.SearchStrategy[str]) -> Maker:
    def make(draw: Draw) -> Tree:
        return {
            "from": draw(users),
            "target": draw(who),
            **imported(draw),
            "ext": ext(draw),
            "is_ack_read": switch(draw),
            "msg_timestamp": moment(draw),
            "need_download": seldom(draw, ABSENT, Odd(True), Odd(False)),
        }

    return make


def imported(draw: Draw) -> Tree:
    """Draw the content of an import; an SDK for servers has it in `msg`."""
    body = one_body(draw)
    if draw(st.sampled_from((False,) * 15 + (True,))):
        return {"type": MISSING, "body": MISSING, "msg": Odd(body)}
    return apart(body)


MAKERS: dict[str, Maker] = {
    "v2": v2,
    **{kind: v3(kind) for kind in LISTS},
    "chatgroups/users": targeted("chatgroups"),
    "chatrooms/users": targeted("chatrooms"),
    "broadcast": broadcast(target_type=lambda draw: "users"),
    "users/broadcast": broadcast(),
    "chatrooms/broadcast": broadcast(chatroom_msg_level=level),
    "msg_recall": recalled,
    "batch_recall": batch,
    "recall": batch,
    "rewrite": rewrite,
    "users/import": importing(users),
    "chatgroups/import": importing(groups),
}
"""Every call, by its path behind `/messages/`."""

CONTENT = {
    **dict.fromkeys(("v2", "broadcast", "users/broadcast", "chatrooms/broadcast"), "/body/msg"),
    "rewrite": "/body/new_msg",
}
"""Where the members of a body stand; elsewhere that is `/body/body`."""


def place(draw: Draw, command: str) -> str:
    """Draw the url of a call, without query."""
    app = draw(st.sampled_from(APPS))
    within = "" if app is None else "/" + app.replace("#", "/")
    way = "/messages" if command == "v2" else f"/messages/{command}"
    message = f"/{quote(draw(ids), safe='')}" if command == "rewrite" else ""
    return f"{draw(st.sampled_from(HOSTS))}{within}{way}{message}"


@st.composite
def calls(draw: Draw, command: str, most: int = 4) -> Document:
    """Draw a call with up to `most` unknown fields."""
    query = {"useMsgId": Odd("true")} if command == "v2" and draw(st.booleans()) else {}
    tree = {"query": query, "body": MAKERS[command](draw)}
    finished, walk = finish(draw, tree, CONTENT.get(command, "/body/body"), most)
    return Document(
        vendor="easemob",
        request=Request(
            method="PUT" if command == "rewrite" else "POST",
            url=url(place(draw, command), finished["query"]),
            headers={
                "Content-Type": "application/json",
                "Accept": "application/json",
                "Authorization": "Bearer not-a-token",
            },
            body=json.dumps(finished["body"], ensure_ascii=draw(st.booleans())).encode(),
        ),
        native=frozenset(walk.native),
        unknown=tuple(walk.unknown),
        row=command,
    )
