"""Easemob callbacks about users who come and go, contacts, pushes, and checks of what was said.

Written from the vendor's documents alone.
"""

from typing import Any

from hypothesis import strategies as st

from imbridge.testing.documents import ABSENT, MISSING, Draw, Odd, Raw, maybe, seldom
from imbridge.testing.easemob_callbacks import Maker, Tree, handles, streamed
from imbridge.testing.easemob_envelope import (
    GROUPS,
    KINDS,
    PEOPLE,
    PLATFORMS,
    Setting,
    devices,
    envelope,
    groups,
    long_form,
    place,
    users,
)
from imbridge.testing.jsons import urls, values, words

STATES = (("login", "online"), ("logout", "offline"), ("replaced", "offline"), ("Fridge", "offline"))


def noticed(draw: Draw, setting: Setting) -> Tree:
    return {key: value for key, value in envelope(draw, setting).items() if key != "msg_id"}


def status(draw: Draw, setting: Setting) -> Tree:
    reason, state = draw(st.sampled_from(STATES))
    user, os = draw(users), draw(st.sampled_from(PLATFORMS))
    device = draw(devices)
    long, short = setting.jid(user), setting.jid(user, "")
    match draw(st.sampled_from(("device", "device", "device", "short", "none", "other"))):
        case "device":
            jid: Any = f"{long}/{os}_{device}"
        case "short":
            jid = Odd(f"{short}/{os}_{device}")
        case "none":
            jid = Odd(long)
        case _:
            jid = Odd(f"{long}/Sofa_{device}")
    return {
        **noticed(draw, setting),
        "reason": reason,
        "status": state,
        "os": os,
        "ip": seldom(draw, draw(st.sampled_from(("198.51.100.7:40000", "198.51.100.7", "[2001:db8::1]:443"))), MISSING),
        "user": jid,
        "name": seldom(draw, Odd(user), MISSING, Odd("Sofa")),
        "version": seldom(draw, Odd("4.8.1"), MISSING),
    }


KINDS_OF_CONTENT = ("text", "image", "voice", "location", "video", "file", "command", "custom", "txt", "Sofa")


def elsewhere(draw: Draw, kind: str) -> tuple[str, str]:
    """Draw a kind of conversation and the id of whom or what it is with."""
    if kind == "direct":
        return "direct", draw(users)
    return draw(st.sampled_from(("group", "room"))), draw(groups)


def long_or_odd(draw: Draw, long: str, *odd: str) -> Any:
    return seldom(draw, long, *[Odd(one) for one in odd if one != long])


def keyword_alert(kind: str) -> Maker:
    def make(draw: Draw, setting: Setting) -> Tree:
        where, other = elsewhere(draw, kind)
        owner = draw(users)
        receiver = setting.jid(other) if kind == "direct" else setting.jid(other, GROUPS)
        return {
            **noticed(draw, setting),
            "eventType": "keyword_alert",
            "alertReason": seldom(draw, Odd("intercepted"), Odd("through"), MISSING),
            "status": draw(st.sampled_from(("pass", "refuse", "replace", "Fridge"))),
            "sensitiveWords": draw(st.lists(words, max_size=3, unique=True)),
            "contentOwner": long_or_odd(draw, setting.jid(owner), owner, setting.jid(owner, "")),
            "contentReceiver": long_or_odd(draw, receiver, other, setting.jid(other, "")),
            "contentUri": "msync:" + draw(handles),
            "contentType": seldom(draw, "message", MISSING, Odd("x")),
            "chatType": seldom(
                draw, f"chat:{KINDS[where][0]}:{draw(st.sampled_from(KINDS_OF_CONTENT))}", Odd(KINDS[where][1])
            ),
        }

    return make


def moderation(kind: str) -> Maker:
    def make(draw: Draw, setting: Setting) -> Tree:
        where, other = elsewhere(draw, kind)
        type = draw(st.sampled_from(("txt", "img", "audio", "video", "custom", "Sofa")))
        return {
            **noticed(draw, setting),
            "eventType": "moderation",
            "moderationResult": draw(st.sampled_from(("PASS", "REJECT", "EXCHANGE", "RECALL", "Fridge"))),
            "providerResult": seldom(draw, draw(st.sampled_from(("PASS", "REVIEWED", "REJECT", "Fridge"))), MISSING),
            "messageType": type,
            "messageId": draw(handles),
            "targetType": KINDS[where][1],
            "riskType": seldom(draw, draw(st.sampled_from(("广告", "涉政", "无风险"))), MISSING, Odd("")),
            "source": seldom(draw, Odd({}), Odd({"k": 1}), MISSING),
            "from": draw(users),
            "to": other,
            "msg": draw(words) if type == "txt" else seldom(draw, ABSENT, Odd("")),
            "url": draw(urls) if type in ("img", "audio", "video") else seldom(draw, "", MISSING),
        }

    return make


DETAILS = ("no push binding", "notifier is ban", "push yet but fail")
CHANNELS = ("APNS", "ANDROID", "XIAOMI", "HUAWEI", "MEIZU", "OPPO", "VIVO", Odd("VIVOPUSH"), "Fridge")


def push(kind: str) -> Maker:
    def make(draw: Draw, setting: Setting) -> Tree:
        result = draw(st.sampled_from(("success", "fail", "error")))
        timestamp = seldom(draw, 1733300000456, Odd("1733300000456"), 0, MISSING)
        return {
            **noticed(draw, setting),
            "timestamp": timestamp,
            "step": "push",
            "status": result,
            "chat_type": KINDS[kind][1],
            "group_id": maybe(draw, groups) if kind == "group" else ABSENT,
            "msg_id": draw(handles),
            "target": draw(users),
            "from": maybe(draw, users),
            "channel": maybe(draw, st.sampled_from(CHANNELS)),
            "device_id": maybe(draw, words),
            "device_token": maybe(draw, words),
            "detail": ABSENT if result == "success" else maybe(draw, st.sampled_from(DETAILS)),
            "e_message": ABSENT if result == "success" else maybe(draw, words),
            "notifier_name": maybe(draw, st.just(Odd("acme"))),
            "data": maybe(draw, values.map(Raw).map(Odd)),
            "payload": maybe(draw, st.just(Odd({"bodies": [], "ext": {}}))),
        }

    return make


NOTICES: dict[str, Maker] = {
    "user_status": status,
    **{f"keyword_alert {kind}": keyword_alert(kind) for kind in ("direct", "group")},
    **{f"moderation {kind}": moderation(kind) for kind in ("direct", "group")},
    **{f"push {kind}": push(kind) for kind in ("direct", "group")},
}


def contact(name: str) -> Maker:
    def make(draw: Draw, setting: Setting) -> Tree:
        listed = name in ("ban", "allow")
        payload = {
            "operation": name,
            "reason": seldom(draw, draw(words), Odd(""), MISSING) if name == "add" else ABSENT,
            "roster_ver": ABSENT if name == "add" or listed else maybe(draw, st.just(Odd("ab" * 20))),
            "status": maybe(draw, st.just(Odd({"error_code": "ok"}))) if listed else ABSENT,
        }
        return {
            **streamed(draw, setting, "roster"),
            "from": long_form(draw, setting, draw(users)),
            "to": place(draw, setting, draw(users), PEOPLE),
            "payload": payload,
        }

    return make


CONTACTS: dict[str, Maker] = {
    f"roster:{name}": contact(name)
    for name in ("add", "accept", "decline", "remote_accept", "remote_decline", "remove", "ban", "allow")
}
