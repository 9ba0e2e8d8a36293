"""OpenIM's REST requests as backends write them, odd ones too. Written from the vendor's documents and
the server's source alone.
"""

import json
from base64 import b64encode
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from imbridge.http import Request
from imbridge.testing.documents import ABSENT, MISSING, Document, Draw, Inside, Odd, Raw, finish, maybe, seldom, url
from imbridge.testing.jsons import compact, ids, loose, millis, objects, texts, urls, words
from imbridge.testing.openim_contents import CONTENTS, ext, push, slot
from imbridge.testing.openim_reports import direct_id

Json = dict[str, Any]

ELEMENTS = "/body/content"

HEADERS = ("operationID",)

HOSTS = ("https://im.example.org:10002/msg/", "http://localhost:10002//msg/", "https://im.example.org/api/msg/")

SINGLE, LEGACY, GROUP, NOTICE = 1, 2, 3, 4
"""Session types."""

platforms = st.sampled_from((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 77))

seqs: st.SearchStrategy[int] = st.sampled_from((1, 2**31, 2**63 - 1)) | st.integers(1, 2**40)


def oa(draw: Draw) -> Any:
    """Draw the content of a notification account's message; the app reads all of it."""
    said = {
        "notificationName": draw(words),
        "notificationFaceURL": draw(texts),
        "notificationType": draw(st.integers(1, 9)),
        "text": draw(words),
        "url": draw(texts),
        "mixType": draw(st.integers(0, 5)),
        "ex": draw(texts),
    }
    return Raw(said | (draw(objects) if draw(st.booleans()) else {}))


def content(draw: Draw, session: int) -> tuple[Any, Any]:
    """Draw a content type and the content that goes with it, which is an object here."""
    if session == NOTICE:
        return 1400, oa(draw)
    match draw(st.sampled_from((*("known",) * 12, "unknown", "nobody", "older"))):
        case "known":
            code = draw(st.sampled_from(tuple(CONTENTS)))
            return Odd(120) if code == 120 else code, CONTENTS[code][0](draw, 0)
        case "unknown":
            return draw(st.sampled_from((113, 121, 203, 9999))), Raw(draw(st.just({}) | objects))
        case "nobody":
            return Odd(106), Odd({"text": draw(texts), "atUserList": [], "isAtSelf": False})
        case _:
            return 101, Odd({"text": draw(texts)})


def pushed(draw: Draw) -> Any:
    """Draw push information; the keys of it may be absent."""
    if draw(st.booleans()):
        return push(draw)
    said = {**push(draw), "title": draw(words)}
    gone = draw(st.sets(st.sampled_from(("desc", "ex", "iOSPushSound", "iOSBadgeCount", "signalInfo"))))
    return said | dict.fromkeys(sorted(gone), MISSING)


def no_text(draw: Draw, strategy: st.SearchStrategy[Any]) -> Any:
    """Draw a text that need not be there; empty or no text at all, it is native."""
    return seldom(draw, maybe(draw, strategy), Odd(""), Odd(7), Odd(None))


def options(draw: Draw) -> Json:
    """Draw what sends may say beside the message; all of it may be absent."""
    return {
        "senderNickname": no_text(draw, words),
        "senderFaceURL": no_text(draw, urls),
        "senderPlatformID": seldom(draw, maybe(draw, platforms), Odd(0), Odd("ios")),
        "isOnlineOnly": seldom(draw, maybe(draw, st.just(True)), Odd(False), Odd("true")),
        "notOfflinePush": seldom(draw, maybe(draw, st.just(True)), Odd(False), Odd(1)),
        "sendTime": seldom(draw, maybe(draw, millis), Odd(0), Odd("yesterday")),
        "offlinePushInfo": seldom(draw, pushed(draw) if draw(st.booleans()) else ABSENT, Odd(None), Odd({}), Odd("p")),
        "ex": seldom(draw, ext(draw, ABSENT), Odd(""), Odd(5)),
    }


def message(draw: Draw, session: int) -> Json:
    """Draw what send_msg and batch_send_msg share."""
    code, said = content(draw, session)
    body = {"sendID": draw(ids), "content": said, "contentType": code, "sessionType": session, **options(draw)}
    if code == Odd(120) and body["isOnlineOnly"] is ABSENT:
        body["isOnlineOnly"] = MISSING
    return body


def send_msg(draw: Draw) -> Json:
    """Draw a request to a user, a group, or from a notification account."""
    session = draw(st.sampled_from((SINGLE, SINGLE, GROUP, GROUP, LEGACY, NOTICE)))
    stray = seldom(draw, ABSENT, Odd(""), Odd(draw(ids)))
    user, group = (draw(ids), stray) if session in (SINGLE, NOTICE) else (stray, draw(ids))
    return {"recvID": user, "groupID": group, **message(draw, session)}


def batch_send_msg(draw: Draw) -> Json:
    """Draw a request to several users, or to all of them."""
    users = draw(st.lists(ids, min_size=1, max_size=3))
    whom = draw(
        st.sampled_from(
            (
                *({"recvIDs": users},) * 4,
                {"recvIDs": users, "isSendAll": Odd(False)},
                {"recvIDs": [], "isSendAll": True},
                {"recvIDs": Odd(users), "isSendAll": True},
            )
        )
    )
    session = draw(st.sampled_from((SINGLE, SINGLE, SINGLE, NOTICE)))
    return {**whom, "groupID": seldom(draw, ABSENT, Odd("")), **message(draw, session)}


def send_business_notification(draw: Draw) -> Json:
    """Draw a signal to a user or to a group."""
    there, other = ("recvUserID", "recvGroupID") if draw(st.booleans()) else ("recvGroupID", "recvUserID")
    return {
        "sendUserID": draw(ids),
        there: draw(ids),
        other: seldom(draw, ABSENT, Odd("")),
        "key": seldom(draw, draw(texts), MISSING, Odd(5)),
        "data": seldom(draw, slot(draw, ""), MISSING, Odd(5)),
        "sendMsg": seldom(draw, False, Odd(True), MISSING),
        "reliabilityLevel": seldom(draw, 1, Odd(2), MISSING),
    }


def send_simple_msg(draw: Draw) -> Json:
    """Draw a reply by the key that a webhook brought; `//key` is that key."""
    single = draw(st.booleans())
    held: Json = {"sendID": "", "recvID": "", "groupID": draw(ids)}
    if single:
        held = {"sendID": draw(ids), "recvID": draw(ids), "groupID": ""}
    key: Any = b64encode(compact(held).encode()).decode()
    if draw(st.sampled_from((False, False, False, True))):  # the user who asked, another order, another spelling
        held = {"groupID": held["groupID"], "sendID": held["sendID"] or draw(ids), "recvID": held["recvID"]}
        held |= draw(st.sampled_from(({}, {"extra": 1})))
        key = Odd(b64encode(draw(st.sampled_from((compact, loose)))(held).encode()).decode())
    return {
        "//key": key,
        "content": draw(words),
        "sendID": seldom(draw, ABSENT, Odd(""), Odd(draw(ids))) if single else draw(ids),
        "offlinePushInfo": pushed(draw) if draw(st.booleans()) else ABSENT,
        "ex": seldom(draw, ext(draw, ABSENT), Odd("")),
    }


def conversation(draw: Draw, user: str) -> str:
    """Draw the id of a conversation, of this user's or of one that cannot be taken apart."""
    match draw(st.sampled_from(("group", "group", "direct", "direct", "legacy", "system", "others", "crossed", "odd"))):
        case "group":
            return "sg_" + str(draw(ids))
        case "legacy":
            return "g_" + str(draw(ids))
        case "direct":
            return direct_id(user, draw(ids))
        case "system":
            return str(draw(st.sampled_from(("sn_", "n_")))) + "_".join(draw(st.lists(ids, min_size=1, max_size=2)))
        case "others":
            return direct_id(draw(ids), draw(ids))
        case "crossed":
            return "si_" + "_".join(sorted((user, draw(ids)), reverse=True))
        case _:
            return str(draw(words))


def revoke_msg(draw: Draw) -> Json:
    """Draw a request to take a message back."""
    user = draw(ids)
    return {"conversationID": conversation(draw, user), "seq": draw(seqs), "userID": user}


def modify_message(draw: Draw) -> Json:
    """Draw a request to replace a content; texts alone are understood."""
    match draw(st.sampled_from(("text", "text", "loose", "other", "bare"))):
        case "text":
            said: Any = Inside({"content": draw(texts)})
        case "loose":
            said = Inside({"content": draw(texts)}, loosely=True)
        case "other":
            said = draw(objects.filter(lambda held: not isinstance(held.get("content"), str)).map(compact))
        case _:
            said = draw(words.filter(lambda text: not text.lstrip().startswith("{")))
    return {
        "conversationID": conversation(draw, draw(ids)),
        "seq": draw(seqs),
        "newContent": said,
        "oldContent": maybe(draw, texts.map(Odd)),
    }


BODIES: dict[str, Callable[[Draw], Json]] = {
    "send_msg": send_msg,
    "batch_send_msg": batch_send_msg,
    "send_simple_msg": send_simple_msg,
    "send_business_notification": send_business_notification,
    "revoke_msg": revoke_msg,
    "modify_message": modify_message,
}

CALLS = tuple(BODIES)


def headers(draw: Draw) -> tuple[Json, bool]:
    """Draw headers, credentials among them, and whether the operation id says nothing."""
    spelled = draw(st.sampled_from(("operationID", "Operationid", "operationid", "OPERATIONID")))
    said = seldom(draw, draw(ids), "", None)
    held = {"Content-Type": "application/json", "User-Agent": "backend/1"}
    if said is not None:
        held[spelled] = said
    if draw(st.booleans()):
        held[draw(st.sampled_from(("token", "Token")))] = "eyJhbGciOi.SECRET.x"
    return held, said == ""


@st.composite
def calls(draw: Draw, command: str, most: int = 4) -> Document:
    """Draw a request of one command, with up to `most` unknown fields."""
    body = BODIES[command](draw)
    key = body.pop("//key", ABSENT)
    finished, walk = finish(draw, {"query": {"key": key}, "body": body}, ELEMENTS, most)
    held, empty = headers(draw)
    return Document(
        vendor="openim",
        request=Request(
            url=url(draw(st.sampled_from(HOSTS)) + command, finished["query"]),
            headers=held,
            body=json.dumps(finished["body"], ensure_ascii=draw(st.booleans())).encode(),
        ),
        headers=HEADERS,
        native=frozenset(walk.native | ({"/headers/operationID"} if empty else set())),
        unknown=tuple(walk.unknown),
        row=command,
    )
