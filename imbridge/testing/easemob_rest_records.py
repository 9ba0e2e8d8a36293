"""Easemob's lines of history as two generations of the documents show them. Written from those alone."""

import json
from typing import Any

from hypothesis import strategies as st

from imbridge.http import Request
from imbridge.testing.documents import ABSENT, MISSING, Document, Draw, Odd, finish, maybe, seldom
from imbridge.testing.easemob_bodies import bodies
from imbridge.testing.easemob_envelope import digits, groups, users
from imbridge.testing.easemob_ext import ext
from imbridge.testing.jsons import millis, words

KINDS = {"direct": "chat", "group": "groupchat", "room": "chatroom"}


def where(draw: Draw, kind: str) -> tuple[str, Any]:
    """Draw whom a message went to, and `payload.meta`."""
    if kind == "group" and draw(st.sampled_from((False, False, False, True))):
        thread = {
            "msg_parent_id": draw(digits | st.just("")),
            "thread_name": seldom(draw, "", Odd("a thread"), MISSING),
            "muc_parent_id": draw(groups),
        }
        return draw(groups), {"thread": thread}
    to = draw(users if kind == "direct" else groups)
    return to, seldom(draw, ABSENT, Odd({"x": 1}), Odd(5), Odd({}))


def line(draw: Draw) -> dict[str, Any]:
    """Draw a line: sender and recipient stand outside, inside, or both; the inner ones are those of the app."""
    chat: Any
    kind = draw(st.sampled_from(sorted(KINDS)))
    sender, (to, meta) = draw(users), where(draw, kind)
    said, _ = bodies(draw, False)
    outside: dict[str, Any] = {"from": sender, "to": to}
    inside: dict[str, Any] = {"from": sender, "to": to}
    match draw(st.sampled_from(("both", "both", "outside", "inside", "differ"))):
        case "outside":
            inside = {"from": MISSING, "to": MISSING}
        case "inside":
            outside = {"from": MISSING, "to": MISSING}
        case "differ":
            outside = {"from": Odd(draw(users)), "to": Odd(draw(users))}
    chat, told = KINDS[kind], seldom(draw, ABSENT, Odd(KINDS[kind]))
    if kind == "room" and draw(st.sampled_from((False,) * 7 + (True,))):  # as callbacks have it
        chat, told = Odd("groupchat"), Odd("chatroom")
    return {
        "msg_id": seldom(draw, draw(digits), draw(words), "", MISSING, Odd(1399000111222333444)),
        "timestamp": seldom(draw, draw(millis), 0, MISSING, Odd("1733300000456"), Odd(0.5)),
        "direction": seldom(draw, maybe(draw, st.sampled_from(("outgoing", "incoming"))), "Fridge"),
        **outside,
        "chat_type": chat,
        "payload": {
            "bodies": said,
            "ext": ext(draw),
            **inside,
            "type": told,
            "meta": meta,
        },
    }


@st.composite
def records(draw: Draw, command: str = "history", most: int = 4) -> Document:
    """Draw a line of history with up to `most` unknown fields."""
    finished, walk = finish(draw, {"body": line(draw)}, "/body/payload/bodies", most)
    return Document(
        vendor="easemob",
        request=Request(body=json.dumps(finished["body"], ensure_ascii=draw(st.booleans())).encode()),
        native=frozenset(walk.native),
        unknown=tuple(walk.unknown),
        row=command,
    )
