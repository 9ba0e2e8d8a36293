"""Easemob callbacks that are about no new message: one skeleton per family of the vendor's documents."""

import json
from typing import Any

from hypothesis import strategies as st

from imbridge.http import Request
from imbridge.testing.documents import Document, Draw, maybe, url
from imbridge.testing.jsons import ids, millis, plain, values, words

Said = tuple[str, dict[str, Any]]

FOLLOW_UPS: tuple[Said, ...] = (
    ("recall", {"recall_id": "13"}),
    ("edit", {}),
    ("read_ack", {"content_type": "chat:ack:read"}),
    ("read_ack", {}),
    ("delivery_ack", {}),
    ("channel_ack", {}),
)

OPERATIONS = (
    ("CREATE", {"role": {"ann": "owner"}, "member": ["ann"], "info": {"public": "true"}}),
    ("JOIN", {"type": "INVITE", "member": ["ben"]}),
    ("LEAVE", {"type": "KICK", "member": ["ben"]}),
    ("UPDATE", {"type": "MUTE", "mute": True}),
    ("SHARE_FILE", {"type": "ADD", "share_file": ["uuid"]}),
    ("FUTURE", {"type": "NEW"}),
)


def follow_up(draw: Draw) -> Said:
    """Draw what happens to a message, or a sign of life of its reader."""
    chat, beside = draw(st.sampled_from(FOLLOW_UPS))
    meta = {"edit_msg": {"chat_type": "chat:user", "send_time": 1, "edit_time": 2, "sender": "ann", "count": 1}}
    payload = {"ack_message_id": "13", "bodies": [], "ext": {}, **({"meta": meta} if chat == "edit" else {})}
    return chat, {"chat_type": chat, "eventType": "chat", "payload": payload, **beside}


def notice(draw: Draw) -> Said:
    """Draw a reaction, a thread, or a notice of a kind that is not told."""
    kind = draw(st.sampled_from(("reaction", "thread", "")))
    payload = {"data": draw(values), **({"type": kind} if kind else {})}
    return f"notify:{kind}" if kind else "notify", {"chat_type": "notify", "eventType": "chat", "payload": payload}


def operation(draw: Draw) -> Said:
    """Draw a group operation of the new form."""
    scope = {"type": draw(st.sampled_from(("GROUP", "CHATROOM"))), "operator": draw(ids), "id": draw(ids)}
    if draw(st.booleans()):
        return "group_op_event:DELETE", {"event": "group_op_event", "operation": "DELETE", **scope}
    named, payload = draw(st.sampled_from(OPERATIONS))
    name = f"{named}/{payload['type']}" if "type" in payload else named
    return f"group_op_event:{name}", {
        "event": "group_op_event",
        "operation": named,
        "payload": payload,
        "member_count": 5,
        **scope,
    }


def inner(draw: Draw) -> Said:
    """Draw a group operation of the old form, or one among contacts."""
    chat = draw(st.sampled_from(("muc", "roster")))
    named = draw(st.sampled_from(("kick", "assing_owner", "add", "remote_accept", "future", "")))
    payload = {"reason": draw(words), "is_chatroom": False, **({"operation": named} if named else {})}
    return f"{chat}:{named}" if named else chat, {
        "chat_type": chat,
        "eventType": "chat",
        "from": "acme#demo_ann@easemob.com/ios_5F",
        "payload": payload,
    }


def status(draw: Draw) -> Said:
    said = draw(st.sampled_from((("login", "online"), ("logout", "offline"), ("replaced", "offline"))))
    user = {"user": "acme#demo_ann@easemob.com/ios_5F", "os": "ios", "ip": "198.51.100.7:40000", "version": "4.8.1"}
    return "user_status", {"reason": said[0], "status": said[1], **user}


REPORTS: tuple[Said, ...] = (
    ("keyword_alert", {"eventType": "keyword_alert", "status": "refuse", "sensitiveWords": ["x"]}),
    ("moderation", {"eventType": "moderation", "moderationResult": "REJECT", "source": {}}),
    ("push", {"step": "push", "status": "fail", "chat_type": "chat", "msg_id": "13", "target": "ben"}),
)
"""What the vendor reports or warns of."""

UNHEARD_OF: tuple[Said, ...] = (
    ("future", {"chat_type": "future", "eventType": "chat", "from": "ann", "to": "ben", "payload": {}}),
    ("chat", {"chat_type": "chat", "eventType": "chat_new", "from": "ann", "to": "ben", "payload": {}}),
    ("call", {"eventType": "call"}),
    ("call", {"chat_type": "", "eventType": "call", "event": "other"}),
    ("thing", {"event": "thing", "chat_type": None}),
)
"""Documents of no family that is known: the first name that one gives is its name."""


def literal(draw: Draw) -> Said:
    name, said = draw(st.sampled_from((*REPORTS, *UNHEARD_OF)))
    return name, said


FAMILIES = (follow_up, notice, operation, inner, status, literal, literal)


@st.composite
def others(draw: Draw) -> Document:
    """Draw a callback that is about no new message; `row` is what it has to be called."""
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
