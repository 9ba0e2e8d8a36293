"""Easemob callbacks that no class is there for: kinds and operations nobody knows, operations that failed."""

import json
from typing import Any

from hypothesis import strategies as st

from imbridge.http import Request
from imbridge.testing.documents import Document, Draw, maybe, url
from imbridge.testing.jsons import ids, millis, plain, values, words

Said = tuple[str, dict[str, Any]]


def notice(draw: Draw) -> Said:
    """Draw a notice of a kind that is not known, or not told."""
    kind = draw(st.sampled_from(("future", "pin", "")))
    payload = {"data": draw(values), **({"type": kind} if kind else {})}
    return f"notify:{kind}" if kind else "notify", {"chat_type": "notify", "eventType": "chat", "payload": payload}


PAIRS = (
    ("FUTURE", "NEW"),
    ("JOIN", "NEW"),
    ("LEAVE", "FUTURE"),
    ("UPDATE", "PIN"),
    ("ADMIN", "MUTE"),
    ("WHITE", "DIRECT"),
    ("join", "DIRECT"),
    ("FUTURE", ""),
)
"""Operations and types: the vendor says that there will be more of both."""


def operation(draw: Draw) -> Said:
    """Draw a group operation of the newer form, of which more will come."""
    scope = {"type": draw(st.sampled_from(("GROUP", "CHATROOM"))), "operator": draw(ids), "id": draw(ids)}
    named, type = draw(st.sampled_from(PAIRS))
    payload = {"member": ["ben"], **({"type": type} if type else {})}
    said = {"event": "group_op_event", "operation": named, "payload": payload, "member_count": 5, **scope}
    return f"group_op_event:{named}/{type}" if type else f"group_op_event:{named}", said


def inner(draw: Draw) -> Said:
    """Draw a group operation of the older form, or one among contacts, that is not known or not told."""
    chat = draw(st.sampled_from(("muc", "roster")))
    named = draw(st.sampled_from(("future", "Kick", "assign_owner", "")))
    payload = {"reason": draw(words), "is_chatroom": False, **({"operation": named} if named else {})}
    return f"{chat}:{named}" if named else chat, {
        "chat_type": chat,
        "eventType": "chat",
        "from": "acme#demo_ann@easemob.com/ios_5F",
        "payload": payload,
    }


def failed(draw: Draw) -> Said:
    """Draw a group operation that did not come about."""
    named = draw(st.sampled_from(("kick", "destroy", "invite", "set_metadata", "update_announcement")))
    status = {"description": "no such user", "error_code": draw(st.sampled_from(("failed", "not_found", "OK?")))}
    payload = {"reason": "", "is_chatroom": False, "operation": named, "status": status}
    return f"muc:{named}", {
        "chat_type": "muc",
        "eventType": "chat",
        "group_id": "280000000000001",
        "from": "acme#demo_ann@easemob.com/ios_5F",
        "to": "ben",
        "payload": payload,
    }


UNHEARD_OF: tuple[Said, ...] = (
    ("future", {"chat_type": "future", "eventType": "chat", "from": "ann", "to": "ben", "payload": {}}),
    ("chat", {"chat_type": "chat", "eventType": "chat_new", "from": "ann", "to": "ben", "payload": {}}),
    ("call", {"eventType": "call"}),
    ("call", {"chat_type": "", "eventType": "call", "event": "other"}),
    ("thing", {"event": "thing", "chat_type": None}),
    ("deliver", {"step": "deliver", "status": "ok", "msg_id": "1"}),
    ("user_status", {"user": "acme#demo_ann@easemob.com", "status": "away"}),
    ("", {"status": "away"}),
    ("", {"chat_type": "", "eventType": 5, "step": None}),
)
"""Documents of no family that is known: the first name that one gives, if any, is its name."""


def unheard_of(draw: Draw) -> Said:
    said: Said = draw(st.sampled_from(UNHEARD_OF))
    return said


FAMILIES = (notice, operation, operation, inner, failed, unheard_of)


@st.composite
def others(draw: Draw) -> Document:
    """Draw a callback that no class is there for; `row` is what it has to be called."""
    name, said = draw(st.sampled_from(FAMILIES))(draw)
    more = {f"new {key}": value for key, value in draw(st.dictionaries(plain, values, max_size=3)).items()}
    header = {
        "callId": maybe(draw, words, None),
        "timestamp": maybe(draw, millis, None),
        "appkey": maybe(draw, st.just("acme#demo"), None),
        "security": maybe(draw, st.just("ab" * 16), None),
        "host": maybe(draw, st.just("msync@n1"), None),
    }
    body = {**more, **{key: value for key, value in header.items() if value is not None}, **said}
    query = draw(st.sampled_from(({}, {}, {"x": "1", "y": "&="}, {"room": "a b"})))
    return Document(
        vendor="easemob",
        request=Request(url=url("https://app.example/hook", query), body=json.dumps(body).encode()),
        native=frozenset({"/body/security"}),
        volatile=("/body/security",),
        row=name,
    )
