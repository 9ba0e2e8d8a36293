"""Easemob callbacks as four generations of the vendor's documents show them, odd ones too.

Written from those alone.
"""

import json
from typing import Any

from hypothesis import strategies as st

from imbridge.http import Request
from imbridge.testing.documents import (
    ABSENT,
    MISSING,
    Document,
    Draw,
    Free,
    Odd,
    finish,
    seldom,
    url,
)
from imbridge.testing.easemob_bodies import bodies, one_body
from imbridge.testing.easemob_drawn import REPORTS, reports
from imbridge.testing.easemob_envelope import (
    GROUPS,
    KINDS,
    VOLATILE,
    Setting,
    digits,
    envelope,
    groups,
    place,
    sender,
    users,
)
from imbridge.testing.easemob_ext import ext
from imbridge.testing.easemob_others import others

__all__ = ["COMMANDS", "ELEMENTS", "REPORTS", "callbacks", "others", "reports"]

ELEMENTS = "/body/payload/bodies"

PRESEND, SENT, OFFLINE = COMMANDS = ("presend", "chat", "chat_offline")


def recipient(draw: Draw, setting: Setting) -> Any:
    return seldom(draw, place(draw, setting, draw(users), "@easemob.com"), "")


def where(draw: Draw, setting: Setting, threaded: bool) -> tuple[dict[str, Any], Any]:
    """Draw the members that say where the message went, and `payload.meta`."""
    if setting.kind == "direct":
        return {"group_id": seldom(draw, ABSENT, Odd(""), Odd("280")), "to": recipient(draw, setting)}, stray(draw)
    group = draw(groups)
    named = seldom(draw, place(draw, setting, group, GROUPS), Odd(""), MISSING)
    if setting.command == OFFLINE:
        known = seldom(draw, place(draw, setting, group, GROUPS), "", "", MISSING)
        return {"group_id": known, "to": recipient(draw, setting)}, stray(draw)
    if threaded:
        thread = {
            "msg_parent_id": draw(digits | st.just("")),
            "thread_name": seldom(draw, "", Odd("a thread"), MISSING),
            "muc_parent_id": group,
        }
        return {"group_id": named, "to": place(draw, setting, draw(groups), GROUPS)}, {"thread": thread}
    to = place(draw, setting, group, GROUPS)
    if setting.command == PRESEND and isinstance(named, str) and named:  # some samples show a member there
        to = seldom(draw, to, Odd(draw(users)), Odd(""))
    return {"group_id": named, "to": to}, stray(draw)


def stray(draw: Draw) -> Any:
    """Draw a `payload.meta` that is about no thread."""
    return seldom(draw, ABSENT, Odd({"x": 1}), Odd(5), Odd({"thread": None}), Odd({}))


def marks(draw: Draw, setting: Setting, word: str | None) -> tuple[dict[str, Any], Any]:
    """Draw what tells the kind of conversation: `chat_type` and `content_type`, and `payload.type`."""
    segment, kind = KINDS[setting.kind]
    full = f"chat:{segment}:{word}"
    beside = seldom(draw, ABSENT, Odd(kind))
    if setting.command == PRESEND:
        usual = {"direct": "chat", "group": "group", "room": "chatroom"}[setting.kind]
        chat = seldom(draw, usual, *([] if setting.kind == "direct" else [Odd("groupchat")] * 3))
        told = setting.kind == "room" and chat != usual
        return {"chat_type": chat, "content_type": seldom(draw, ABSENT, Odd(full))}, Odd(kind) if told else beside
    others = {"direct": (), "group": (Odd("group"),), "room": (Odd("chatroom"), Odd("chatroom"))}[setting.kind]
    chat = seldom(draw, "chat" if setting.kind == "direct" else "groupchat", *others)
    if setting.generation == 3:
        written: Any = Odd(full) if word is None else full
        content = seldom(draw, written, Odd(f"chat:{segment}:other"), Odd(f"chat:{segment}"))
        return {"chat_type": chat, "content_type": content}, seldom(draw, beside, Odd("chatroom"), Odd("x"))
    told = setting.kind == "room" and chat == "groupchat"
    content = seldom(draw, MISSING, Odd("chat:ack:read"), Odd(5))
    return {"chat_type": chat, "content_type": content}, Odd(kind) if told else seldom(draw, beside, Odd("x"))


def nested(draw: Draw, setting: Setting, nesting: bool) -> tuple[dict[str, Any], dict[str, Any]]:
    """Draw the payload as messages have it: `bodies` and `ext`.

    Returns what stands beside it, and the payload.
    """
    said, word = bodies(draw, nesting)
    members, meta = where(draw, setting, setting.kind == "group" and draw(st.sampled_from((False, False, True))))
    told, type = marks(draw, setting, word)
    nothing = not said and type is ABSENT and draw(st.booleans())
    payload = {
        "bodies": draw(st.sampled_from((MISSING, Odd(None)))) if nothing else said,
        "ext": ext(draw, quoting=nesting),
        "type": type,
        "from": seldom(draw, ABSENT, Odd(draw(users))),
        "to": seldom(draw, ABSENT, Odd(draw(users))),
        "meta": meta,
    }
    return told | members, payload


def flat(draw: Draw, setting: Setting) -> tuple[dict[str, Any], Any]:
    """Draw the payload as some pages show it before sending: the one body, and the ext among its members.

    It is drawn as `nested` has it, for `flattened` to spread.
    """
    body, _ = one_body(draw)
    members, _ = where(draw, setting, False)
    told, _ = marks(draw, setting, None)
    if setting.kind == "room":
        told["chat_type"] = "chatroom"  # `payload.type` is that of the body
    return told | members, Free({"bodies": [body], "ext": ext(draw)})


def flattened(body: dict[str, Any]) -> dict[str, Any]:
    """Spread the one body of a payload among the payload's own members."""
    payload = dict(body["payload"])
    return {**body, "payload": {**payload.pop("bodies")[0], **payload}}


def identity(setting: Setting, body: dict[str, Any], native: set[str]) -> tuple[str, ...]:
    """Return what tells one callback from another: the vendor's id and whom it is about; else any leaf does."""
    if not body.get("callId"):
        return tuple([f"/body/{name}" for name in ("msg_id", "from", "chat_type") if body.get(name)])
    told = ["/body/callId"]
    if (setting.kind == "direct" or setting.command == OFFLINE) and body["to"] and "/body/to" not in native:
        told.append("/body/to")
    return tuple(told)


@st.composite
def callbacks(draw: Draw, commands: tuple[str, ...] = COMMANDS, most: int = 4, nesting: bool = False) -> Document:
    """Draw a message callback with up to `most` unknown fields; `nesting`, of a message with others inside."""
    command, kind = draw(st.sampled_from(commands)), draw(st.sampled_from(sorted(KINDS)))
    generation = draw(st.sampled_from((3, 3, 3, 2, 1) if command == PRESEND else (3, 3, 3, 2, 1, 0)))
    app = draw(st.sampled_from(("acme#demo", "acme#demo_x", None))) if generation else None
    setting = Setting(command, kind, generation, app)
    if command == PRESEND and not nesting and draw(st.sampled_from((False, False, True))):
        beside, payload = flat(draw, setting)
        spread: tuple[str, ...] = ("ext",)
    else:
        beside, payload = nested(draw, setting, nesting)
        spread = ()
    body = {
        **envelope(draw, setting),
        **beside,
        "eventType": seldom(draw, ABSENT, Odd("")) if command == PRESEND else command,
        "from": sender(draw, setting),
        "payload": payload,
    }
    finished, walk = finish(draw, {"query": {}, "body": body}, ELEMENTS, most)
    if spread:
        finished["body"] = flattened(finished["body"])
        walk.native.add("/shape")
    return Document(
        vendor="easemob",
        request=Request(
            url=url(draw(st.sampled_from(("https://app.example/hook", "http://localhost"))), finished["query"]),
            headers={"Content-Type": "application/json"},
            body=json.dumps(finished["body"], ensure_ascii=draw(st.booleans())).encode(),
        ),
        native=frozenset(walk.native),
        unknown=tuple(walk.unknown),
        identity=identity(setting, finished["body"], walk.native),
        volatile=VOLATILE,
        row=f"{command} {kind}",
        spread=spread,
    )
