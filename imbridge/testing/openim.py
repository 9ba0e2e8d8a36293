"""OpenIM callbacks as its servers write them, odd ones too. Written from the vendor's documents and
the server's source alone.
"""

import json
from base64 import b64encode
from typing import Any

from hypothesis import strategies as st

from imbridge.http import Request
from imbridge.testing.documents import (
    ABSENT,
    MISSING,
    Document,
    Draw,
    Inside,
    Odd,
    Raw,
    finish,
    maybe,
    seldom,
    url,
)
from imbridge.testing.jsons import (
    compact,
    counts,
    data,
    degrees,
    free_texts,
    ids,
    is_object_text,
    millis,
    objects,
    plain,
    texts,
    u32,
    urls,
    values,
    whole,
    words,
)

ELEMENTS = "/body/content"

BEFORE = ("callbackBeforeSendSingleMsgCommand", "callbackBeforeSendGroupMsgCommand")
AFTER = ("callbackAfterSendSingleMsgCommand", "callbackAfterSendGroupMsgCommand")
MODIFY = "callbackBeforeMsgModifyCommand"
SAVE = "callbackAfterMsgSaveDBCommand"
COMMANDS = (*BEFORE, *AFTER, MODIFY, SAVE)
KEYED = (*AFTER, SAVE)

ALL = "AtAllTag"

sizes = st.just(0) | counts
optional = words | st.just("").map(Odd)
"""A key that the SDKs leave out when empty; written empty all the same, it is native."""


def slot(draw: Draw, empty: Any) -> Any:
    """Draw a text that the app may have put JSON into; `empty` is how the vendor writes nothing."""
    match draw(st.sampled_from(("empty", "text", "object", "loose", "braces"))):
        case "empty":
            return empty
        case "text":
            return draw(free_texts)
        case "braces":
            return Odd("{}")
        case spelled:
            return Inside(Raw(draw(objects)), loosely=spelled == "loose")


def text(draw: Draw, depth: int) -> Any:
    return {"content": draw(texts)}


def pictures(draw: Draw, depth: int) -> Any:
    return {
        "sourcePath": maybe(draw, words.map(Odd)),
        "sourcePicture": maybe(draw, st.composite(lambda d: picture(d, sized=True))()),
        "bigPicture": maybe(draw, st.composite(picture)()),
        "snapshotPicture": maybe(draw, st.composite(picture)()),
    }


def picture(draw: Draw, sized: bool = False) -> Any:
    return {
        "uuid": maybe(draw, optional),
        "type": maybe(draw, optional),
        "size": draw(counts if sized else sizes),
        "width": seldom(draw, draw(sizes), Odd("640"), MISSING),
        "height": draw(sizes),
        "url": maybe(draw, urls),
    }


def sound(draw: Draw, depth: int) -> Any:
    return {
        "uuid": maybe(draw, optional),
        "soundPath": maybe(draw, words.map(Odd)),
        "sourceUrl": maybe(draw, urls),
        "dataSize": seldom(draw, draw(sizes), MISSING),
        "duration": draw(sizes),
        "soundType": maybe(draw, optional),
    }


def video(draw: Draw, depth: int) -> Any:
    return {
        "videoPath": maybe(draw, words.map(Odd)),
        "videoUUID": maybe(draw, optional),
        "videoUrl": maybe(draw, urls),
        "videoType": maybe(draw, optional),
        "videoSize": draw(sizes),
        "duration": draw(sizes),
        "snapshotPath": maybe(draw, words.map(Odd)),
        "snapshotUUID": maybe(draw, optional),
        "snapshotSize": draw(sizes),
        "snapshotUrl": maybe(draw, urls),
        "snapshotWidth": draw(sizes),
        "snapshotHeight": draw(sizes),
        "snapshotType": maybe(draw, optional),
    }


def file(draw: Draw, depth: int) -> Any:
    return {
        "filePath": maybe(draw, words.map(Odd)),
        "uuid": maybe(draw, optional),
        "sourceUrl": maybe(draw, urls),
        "fileName": maybe(draw, optional),
        "fileSize": draw(sizes),
        "fileType": maybe(draw, optional),
    }


def at_text(draw: Draw, depth: int) -> Any:
    mentioned = draw(st.lists(ids | st.just(ALL), min_size=1, max_size=3, unique=True))
    named = [{"atUserID": id, "groupNickname": draw(words)} for id in mentioned if draw(st.booleans())]
    return {
        "text": draw(texts),
        "atUserList": mentioned,
        "atUsersInfo": named or ABSENT,
        "quoteMessage": nested(draw, depth + 1) if depth < 2 and draw(st.booleans()) else ABSENT,
        "isAtSelf": seldom(draw, False, Odd(True), MISSING),
    }


def merger(draw: Draw, depth: int) -> Any:
    return {
        "title": maybe(draw, optional),
        "abstractList": maybe(draw, st.lists(texts, min_size=1, max_size=2)),
        "multiMessage": [nested(draw, depth + 1) for _ in range(draw(st.integers(1, 2)))],
        "messageEntityList": maybe(draw, st.lists(st.composite(entity)(), min_size=1, max_size=2)),
    }


def entity(draw: Draw) -> Any:
    return {
        "type": draw(words),
        "offset": draw(st.integers(0, 99)),
        "length": draw(st.integers(0, 99)),
        "url": maybe(draw, urls),
        "ex": slot(draw, ABSENT),
    }


def card(draw: Draw, depth: int) -> Any:
    return {
        "userID": draw(ids),
        "nickname": seldom(draw, draw(texts), MISSING),
        "faceURL": draw(texts),
        "ex": slot(draw, ""),
    }


def location(draw: Draw, depth: int) -> Any:
    return {"description": maybe(draw, optional), "longitude": draw(degrees), "latitude": draw(degrees)}


def custom(draw: Draw, depth: int) -> Any:
    return {"data": slot(draw, ABSENT), "description": maybe(draw, texts), "extension": maybe(draw, texts)}


def quote(draw: Draw, depth: int) -> Any:
    return {
        "text": draw(texts),
        "quoteMessage": nested(draw, depth + 1),
        "messageEntityList": maybe(draw, st.lists(st.composite(entity)(), min_size=1, max_size=2)),
    }


def face(draw: Draw, depth: int) -> Any:
    return {"index": draw(whole), "data": maybe(draw, texts)}


def advanced(draw: Draw, depth: int) -> Any:
    return {
        "text": draw(texts),
        "messageEntityList": maybe(draw, st.lists(st.composite(entity)(), min_size=1, max_size=2)),
    }


CONTENTS = {
    101: (text, "textElem"),
    102: (pictures, "pictureElem"),
    103: (sound, "soundElem"),
    104: (video, "videoElem"),
    105: (file, "fileElem"),
    106: (at_text, "atTextElem"),
    107: (merger, "mergeElem"),
    108: (card, "cardElem"),
    109: (location, "locationElem"),
    110: (custom, "customElem"),
    114: (quote, "quoteElem"),
    115: (face, "faceElem"),
    117: (advanced, "advancedTextElem"),
    118: (text, "markdownTextElem"),
    119: (custom, "customElem"),
    120: (custom, "customElem"),
}
NESTING = (106, 107, 114)


def content(draw: Draw) -> tuple[Any, Any]:
    """Draw a content type and the content that goes with it."""
    match draw(st.sampled_from((*("known",) * 10, "loose", "bare", "unknown", "broken", "notice", "nobody"))):
        case "known" | "loose" as spelled:
            code = draw(st.sampled_from(tuple(CONTENTS)))
            return code, Inside(CONTENTS[code][0](draw, 0), loosely=spelled == "loose")
        case "bare":
            said = draw(texts.filter(lambda t: not is_object_text(t)))
            return draw(st.sampled_from((101, Odd(1)))), Odd(said)
        case "unknown":
            return draw(st.sampled_from((113, 121, 203, 9999))), draw(texts | objects.map(compact))
        case "broken":
            broken = draw(st.sampled_from(("not json", "", "[]", '{"index":"x"}', "{")))
            return draw(st.sampled_from((115, 109))), broken
        case "notice":
            return draw(st.sampled_from((1000, 1501, 2101, 5000))), slot(draw, "")
        case _:
            return Odd(106), Odd(compact({"text": draw(texts), "atUserList": [], "isAtSelf": False}))


def nested(draw: Draw, depth: int) -> Any:
    """Draw a whole message as the SDK nests it in a quote or a merged message."""
    codes = [code for code in CONTENTS if depth < 2 or code not in NESTING]
    code = draw(st.sampled_from(codes))
    make, name = CONTENTS[code]
    time = draw(millis)
    return {
        "clientMsgID": maybe(draw, optional),
        "serverMsgID": maybe(draw, words),
        "createTime": seldom(draw, time, Odd(1)),
        "sendTime": time,
        "sessionType": draw(st.sampled_from((1, 2, 3, 4))),
        "sendID": draw(ids),
        "recvID": maybe(draw, ids),
        "msgFrom": draw(st.sampled_from((100, 200, 0))),
        "contentType": code,
        "senderPlatformID": draw(st.integers(0, 11)),
        "senderNickname": maybe(draw, optional),
        "senderFaceUrl": maybe(draw, urls),
        "groupID": maybe(draw, ids),
        "content": maybe(draw, st.just(Odd(""))),
        "seq": draw(sizes),
        "isRead": seldom(draw, draw(st.booleans()), MISSING),
        "status": seldom(draw, 1, Odd(2)),
        "offlinePush": push(draw) if draw(st.booleans()) else ABSENT,
        "attachedInfo": maybe(draw, words.map(Odd)),
        "localEx": maybe(draw, words.map(Odd)),
        "attachedInfoElem": maybe(draw, st.just(Odd({"isPrivateChat": False, "burnDuration": 5}))),
        "ex": slot(draw, ABSENT),
        name: make(draw, depth),
    }


def push(draw: Draw) -> Any:
    return {
        "title": draw(texts),
        "desc": draw(texts),
        "ex": slot(draw, ""),
        "iOSPushSound": draw(texts),
        "iOSBadgeCount": draw(st.booleans()),
        "signalInfo": seldom(draw, "", Odd("call")),
    }


def block(draw: Draw, command: str) -> dict[str, Any]:
    """Draw the MSG block that all message hooks share."""
    platform, time = draw(st.sampled_from((0, 1, 2, 5, 10, 11, 12, 77))), draw(millis)
    operation = draw(ids)
    code, said = content(draw)
    mentions: Any = maybe(draw, st.lists(ids | st.just(ALL), min_size=1, max_size=2), None)
    if isinstance(said, Inside) and isinstance(said.value, dict) and "atUserList" in said.value:
        mentions = seldom(draw, said.value["atUserList"], Odd(None), Odd(["somebody else"]))
    elif code == Odd(106):
        mentions = None
    sent = draw(st.sampled_from((True, True, True, False)))
    own = 0 if platform == 10 else 1
    return {
        "sendID": draw(ids),
        "callbackCommand": command,
        "serverMsgID": draw(words),
        "clientMsgID": seldom(draw, draw(texts), MISSING),
        "operationID": seldom(draw, operation, Odd("")),
        "senderPlatformID": platform,
        "senderNickname": draw(texts),
        "sessionType": 1,
        "msgFrom": draw(st.sampled_from((100, 200, 1, 0))),
        "contentType": code,
        "status": seldom(draw, own, Odd(2), Odd(1 - own)),
        "sendTime": time if sent else draw(st.sampled_from((0, MISSING))),
        "createTime": seldom(draw, time, Odd(time + 7)) if sent else Odd(time),
        "content": said,
        "seq": draw(st.just(0) | u32),
        "atUserList": seldom(draw, mentions, Odd([])) if mentions is None else mentions,
        "faceURL": draw(st.just("") | urls),
        "ex": seldom(draw, slot(draw, ""), MISSING),
    } | {"//operation": operation}


def where(draw: Draw, command: str, body: dict[str, Any]) -> dict[str, Any]:
    """Add what says where the message went, by command."""
    if command in (BEFORE[1], AFTER[1]):
        return body | {"sessionType": seldom(draw, 3, 2), "groupID": draw(ids)}
    if command in (BEFORE[0], AFTER[0]):
        return body | {"sessionType": 1, "recvID": draw(ids)}
    if command == MODIFY:
        return body | {"sessionType": draw(st.sampled_from((1, 2, 3)))}
    session = draw(st.sampled_from((1, 3, 4)))
    group, user = ("", draw(ids)) if session != 3 else (draw(ids), "")
    return body | {"sessionType": session, "recvID": user, "groupID": group}


def line(draw: Draw, command: str, body: dict[str, Any]) -> dict[str, Any]:
    """Draw the query: nothing, the command as in 3.0, a word of the documents, the newest server's key."""
    query: dict[str, Any] = {}
    if command in KEYED:
        handle = {"sendID": body["sendID"], "recvID": body.get("recvID", ""), "groupID": body.get("groupID", "")}
        key = b64encode(compact(handle).encode()).decode()
        query["key"] = seldom(draw, key, MISSING, Odd("bm8="))
    if draw(st.sampled_from((False, False, True))):
        query |= draw(st.sampled_from(({"command": Odd(command)}, {"contenttype": Odd("json")})))
    return query


def header(draw: Draw, operation: str, said: Any) -> tuple[dict[str, Any], Any, bool]:
    """Draw the header's copy of the operation id.

    Returns the headers, the body's copy, and whether the header is native.
    """
    if isinstance(said, Odd):  # the body's copy is empty, the header's is the only one
        return {draw(st.sampled_from(("operationID", "Operationid"))): operation}, said, False
    match draw(st.sampled_from(("same", "same", "absent", "other", "none", "empty"))):
        case "same":
            return {draw(st.sampled_from(("operationID", "Operationid", "operationid"))): operation}, said, False
        case "absent":
            return {}, said, True
        case "other":
            return {"Operationid": "other"}, Odd(said), False
        case "none":
            return {}, "", False
        case _:
            return {"Operationid": ""}, "", True


HANDLES = {
    **dict.fromkeys((*BEFORE, *AFTER, SAVE), ("serverMsgID", "recvID", "groupID")),
    MODIFY: ("serverMsgID", "sendID"),
}


@st.composite
def callbacks(draw: Draw, commands: tuple[str, ...] = COMMANDS, most: int = 4) -> Document:
    """Draw a message callback with up to `most` unknown fields."""
    command = draw(st.sampled_from(commands))
    body = where(draw, command, block(draw, command))
    headers, body["operationID"], alone = header(draw, body.pop("//operation"), body["operationID"])
    tree = {"query": line(draw, command, body), "body": body}
    finished, walk = finish(draw, tree, ELEMENTS, most)
    base = draw(st.sampled_from(("https://app.example/hook/" + command, "http://localhost//" + command)))
    return Document(
        vendor="openim",
        request=Request(
            url=url(base, finished["query"]),
            headers={"Content-Type": "application/json; charset=utf-8", **headers},
            body=json.dumps(finished["body"], ensure_ascii=draw(st.booleans())).encode() + b"\n",
        ),
        native=frozenset(walk.native | ({"/headers/operationID"} if alone else set())),
        unknown=tuple(walk.unknown),
        identity=tuple([f"/body/{name}" for name in HANDLES[command] if finished["body"].get(name)]),
        row=row(command, finished["body"]["sessionType"]),
    )


def row(command: str, session: int) -> str:
    """Return the row of the table that an event of this command and session type is in."""
    return f"{command} {session}" if command in (MODIFY, SAVE) else command


@st.composite
def others(draw: Draw) -> Document:
    """Draw a callback that is about no message."""
    command = draw(st.sampled_from(("callbackAfterUserOnlineCommand", "callbackBeforeJoinGroupCommand")))
    body = {**draw(st.dictionaries(plain, values, max_size=3)), "callbackCommand": command, "ex": draw(data)}
    headers = maybe(draw, st.just({"Operationid": "op 7"}), {})
    query = draw(st.sampled_from(({}, {"command": command}, {"contenttype": "json"})))
    return Document(
        vendor="openim",
        request=Request(
            url=url("https://app.example/" + command, query), headers=headers, body=json.dumps(body).encode()
        ),
        row=command,
    )
