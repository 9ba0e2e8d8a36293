"""OpenIM's history as its REST interface gives it, message by message, odd ones too.

Written from the vendor's documents and the server's source alone.
"""

import json
from base64 import b64encode
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from imbridge.http import Request
from imbridge.testing.documents import ABSENT, MISSING, Document, Draw, Free, Inside, Odd, finish, maybe, seldom
from imbridge.testing.jsons import ids, millis, texts, u32, urls
from imbridge.testing.openim_contents import addressed, content, ext, push, slot
from imbridge.testing.openim_rest_calls import GROUP, LEGACY, NOTICE, SINGLE, oa, platforms

Json = dict[str, Any]

SEARCHED, PULLED = RECORDS = ("search_msg", "pull_msg_by_seq")

CUSTOM = (110, 119, 120)
"""Content types of one element: the last two say how the message travels, as options do."""

seqs: st.SearchStrategy[int] = st.sampled_from((0, 1, 2**32, 2**63 - 1)) | u32


def notified(draw: Draw) -> tuple[Any, Any]:
    """Draw what the server itself writes: the detail of a notification is a text inside the content."""
    match draw(st.sampled_from(("notice", "notice", "business", "account", "nothing"))):
        case "notice":
            code = draw(st.sampled_from((1000, 1501, 1520, 2101, 2102, 5000)))
            return code, Inside({"detail": seldom(draw, slot(draw, ""), Odd(""))})
        case "business":
            held = {"key": draw(texts), "data": slot(draw, "")}
            return 2001, Inside({"detail": Inside(held)})
        case "account":
            return 1400, Inside({"detail": Inside(oa(draw))})
        case _:
            return 1501, Odd("")


def bare(code: Any, said: Any) -> Any:
    """Return a content as it is; the detail of a notification is wrapped by all who store it."""
    return Odd(said) if isinstance(code, int) and 1000 <= code <= 5000 else said


def whole(draw: Draw, session: int) -> Json:
    """Draw what both forms of a record have."""
    time = draw(millis)
    single = session in (SINGLE, NOTICE)
    user, group = (draw(ids), "") if single else ("", draw(ids))
    return {
        "sendID": draw(ids),
        "recvID": user,
        "groupID": group,
        "clientMsgID": seldom(draw, draw(texts), MISSING),
        "serverMsgID": draw(ids | st.just("")),
        "senderPlatformID": draw(st.just(0) | platforms),
        "senderNickname": seldom(draw, draw(texts), MISSING),
        "senderFaceURL": draw(st.just("") | urls),
        "sessionType": session,
        "msgFrom": draw(st.sampled_from((100, 200, 1, 0))),
        "seq": seldom(draw, draw(seqs), MISSING),
        "sendTime": time,
        "createTime": seldom(draw, time, Odd(time + 7), MISSING),
        "status": seldom(draw, draw(st.sampled_from((1, 1, 1, 4))), Odd(2), Odd(0), MISSING),
        "ex": seldom(draw, ext(draw, ""), MISSING),
    }


def plain(draw: Draw) -> tuple[Any, Any]:
    code, said = content(draw, nesting=False)
    return code, bare(code, said)


def session_type(draw: Draw) -> int:
    return int(draw(st.sampled_from((SINGLE, SINGLE, GROUP, GROUP, LEGACY, NOTICE))))


def searched(draw: Draw) -> tuple[Json, Any]:
    """Draw an entry of the log, and whether it was revoked."""
    session = session_type(draw)
    code, said = notified(draw) if draw(st.sampled_from((False, False, True))) else plain(draw)
    log = whole(draw, session)
    if session in (GROUP, LEGACY):
        log["recvID"] = seldom(draw, log["groupID"], Odd(""), Odd("somebody"))
        log["senderFaceURL"] = draw(st.sampled_from(("", Odd("https://files.example/group.png"))))  # the group's
    revoked = draw(st.sampled_from((False, False, False, True)))
    if revoked and log["status"] == 4:
        log["status"] = Odd(4)
    return {
        **log,
        "contentType": code,
        "content": said,
        "recvNickname": seldom(draw, "", Odd("Bob"), MISSING),
        "groupName": seldom(draw, "", Odd("Choir"), MISSING),
        "groupFaceURL": seldom(draw, "", Odd("https://files.example/g.png"), MISSING),
        "groupMemberCount": seldom(draw, 0, Odd(7), MISSING),
        "groupOwner": seldom(draw, "", Odd("alice"), MISSING),
        "groupType": seldom(draw, 0, Odd(2), MISSING),
    }, seldom(draw, revoked, Odd(None), MISSING) if not revoked else True


def options(draw: Draw) -> Any:
    """Draw the map of options, in which a missing key means true."""
    kept = draw(st.sampled_from(("kept", "kept", "gone", "half", "true")))
    stored: dict[str, Json] = {
        "kept": {},
        "gone": {"history": False, "persistent": False},
        "half": {draw(st.sampled_from(("history", "persistent"))): Odd(False)},
        "true": {"history": Odd(True), "persistent": Odd(True)},
    }
    said: Json = {
        **stored[kept],
        "offlinePush": seldom(draw, maybe(draw, st.just(False)), Odd(True)),
        "unreadCount": maybe(draw, st.booleans()),
        "conversationUpdate": maybe(draw, st.booleans()),
        "senderSync": maybe(draw, st.booleans()),
        "notPrivate": maybe(draw, st.booleans().map(Odd)),
        "isSendMsg": seldom(draw, ABSENT, Odd(False)),
    }
    held = Free(said) if any(value is not ABSENT for value in said.values()) else Odd({})
    return seldom(draw, maybe(draw, st.just(held)), Odd(None))


def pulled(draw: Draw) -> Json:
    """Draw a message as it is stored; its content is base64 in the end."""
    if draw(st.sampled_from((False, False, True))):
        (code, said), mentions = notified(draw), None
    else:
        code, said, mentions = addressed(draw, nesting=False)
        said = bare(code, said)
    body = whole(draw, session_type(draw))
    return {
        **body,
        "contentType": code,
        "content": said,
        "isRead": seldom(draw, draw(st.booleans()), MISSING),
        "options": options(draw),
        "offlinePushInfo": seldom(draw, push(draw) if draw(st.booleans()) else None, MISSING),
        "atUserIDList": mentions,
        "attachedInfo": seldom(draw, "", Odd('{"burnDuration":30}'), MISSING),
    }


def line(draw: Draw, command: str, body: Any, native: frozenset[str], unknown: Any) -> Document:
    text = json.dumps(body, ensure_ascii=draw(st.booleans())).encode()
    return Document(vendor="openim", request=Request(body=text), native=native, unknown=tuple(unknown), row=command)


@st.composite
def searches(draw: Draw, most: int = 4) -> Document:
    log, revoked = searched(draw)
    if draw(st.sampled_from((False, False, False, True))):
        return flat(draw, log, most)
    tree = {"body": {"chatLog": log, "isRevoked": revoked}}
    finished, walk = finish(draw, tree, "/body/chatLog/content", most)
    return line(draw, SEARCHED, finished["body"], frozenset(walk.native), walk.unknown)


def flat(draw: Draw, log: Json, most: int) -> Document:
    """Draw an entry as older servers gave it: its members stand in the line itself."""
    finished, walk = finish(draw, {"body": log}, "/body/content", most)
    return line(draw, SEARCHED, finished["body"], frozenset({*walk.native, "/body"}), walk.unknown)


@st.composite
def pulls(draw: Draw, most: int = 4) -> Document:
    finished, walk = finish(draw, {"body": pulled(draw)}, "/body/content", most)
    body = finished["body"]
    body["content"] = b64encode(body["content"].encode()).decode()
    twice = ("/body/contentType", "/body/options") if body["contentType"] in CUSTOM and "options" in body else ()
    document = line(draw, PULLED, body, frozenset({*walk.native, *twice}), walk.unknown)
    if not any(unknown.pointer.startswith("/body/content/") for unknown in walk.unknown):
        return replace(document, **draw(broken(body, walk.native)))
    return document


@st.composite
def broken(draw: Draw, body: Json, native: set[str]) -> Json:
    """Draw, seldom, content that is none: not base64, or null."""
    said = seldom(draw, ABSENT, "%%%", None)
    if said is ABSENT:
        return {}
    text = json.dumps({**body, "content": said}).encode()
    return {"request": Request(body=text), "native": frozenset({*native, "/body"})}


def records(command: str, most: int = 4) -> st.SearchStrategy[Document]:
    """Return records of one kind, with up to `most` unknown fields."""
    return searches(most) if command == SEARCHED else pulls(most)
