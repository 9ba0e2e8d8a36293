"""What OpenIM and its SDKs put into the content of a message. Written from the server and SDK source alone."""

from typing import Any

from hypothesis import strategies as st

from imbridge.testing.documents import ABSENT, MISSING, Draw, Inside, Odd, Raw, maybe, own_text, seldom
from imbridge.testing.jsons import (
    compact,
    counts,
    degrees,
    free_texts,
    ids,
    is_object_text,
    millis,
    objects,
    texts,
    urls,
    whole,
    words,
)

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


def ext(draw: Draw, empty: Any) -> Any:
    """Draw the app's own of a message, where the library may have a key of its own."""
    held = slot(draw, empty)
    return own_text(held.value.value, held.loosely) if isinstance(held, Inside) else held


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
        "text": maybe(draw, optional),
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
        "text": maybe(draw, optional),
        "quoteMessage": nested(draw, depth + 1),
        "messageEntityList": maybe(draw, st.lists(st.composite(entity)(), min_size=1, max_size=2)),
    }


def face(draw: Draw, depth: int) -> Any:
    return {"index": draw(whole), "data": maybe(draw, texts)}


def advanced(draw: Draw, depth: int) -> Any:
    return {
        "text": maybe(draw, optional),
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


def content(draw: Draw, nesting: bool) -> tuple[Any, Any]:
    """Draw a content type and the content that goes with it; `nesting`, one with messages inside."""
    if nesting:
        code = draw(st.sampled_from(NESTING))
        return code, Inside(CONTENTS[code][0](draw, 0))
    match draw(st.sampled_from((*("known",) * 10, "loose", "bare", "unknown", "broken", "notice", "nobody"))):
        case "known" | "loose" as spelled:
            code = draw(st.sampled_from((*CONTENTS, 102, 102)))  # a picture has the most to it
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


def addressed(draw: Draw, nesting: bool) -> tuple[Any, Any, Any]:
    """Draw a content type, the content that goes with it, and the list of who is mentioned."""
    code, said = content(draw, nesting)
    mentions: Any = maybe(draw, st.lists(ids | st.just(ALL), min_size=1, max_size=2), None)
    if isinstance(said, Inside) and isinstance(said.value, dict) and "atUserList" in said.value:
        mentions = seldom(draw, said.value["atUserList"], Odd(None), Odd(["somebody else"]))
    elif code == Odd(106):
        mentions = None
    if mentions is not None and _is_text(code, said):  # with mentions, a text is of another type
        code, said, mentions = (Odd(code), Odd(said), mentions) if draw(st.booleans()) else (code, said, None)
    return code, said, seldom(draw, mentions, Odd([])) if mentions is None else mentions


def _is_text(code: Any, said: Any) -> bool:
    """Tell whether a content is a text without marked ranges, of a type that is not for mentions."""
    if isinstance(said, Inside) and isinstance(said.value, dict):
        return code == 101 or (code == 114 and said.value["messageEntityList"] is ABSENT)
    return code in (101, Odd(1))


def nested(draw: Draw, depth: int) -> Any:
    """Draw a whole message as the SDK nests it in a quote or a merged message."""
    codes = [code for code in (*CONTENTS, 106, 106) if depth < 2 or code not in NESTING]
    code = draw(st.sampled_from(codes))
    make, name = CONTENTS[code]
    time, session = draw(millis), draw(st.sampled_from((1, 2, 3, 4)))
    return {
        "clientMsgID": maybe(draw, optional),
        "serverMsgID": maybe(draw, words),
        "createTime": seldom(draw, time, Odd(1)),
        "sendTime": time,
        "sessionType": session,
        "sendID": draw(ids),
        "recvID": draw(ids) if session in (1, 4) else ABSENT,
        "msgFrom": draw(st.sampled_from((100, 200, 0))),
        "contentType": code,
        "senderPlatformID": draw(st.integers(0, 11)),
        "senderNickname": maybe(draw, optional),
        "senderFaceUrl": maybe(draw, urls),
        "groupID": draw(ids) if session in (2, 3) else ABSENT,
        "content": maybe(draw, st.just(Odd(""))),
        "seq": draw(sizes),
        "isRead": seldom(draw, draw(st.booleans()), MISSING),
        "status": seldom(draw, 1, Odd(2)),
        "offlinePush": push(draw) if draw(st.booleans()) else ABSENT,
        "attachedInfo": maybe(draw, words.map(Odd)),
        "localEx": maybe(draw, words.map(Odd)),
        "attachedInfoElem": maybe(draw, st.just(Odd({"isPrivateChat": False, "burnDuration": 5}))),
        "ex": ext(draw, ABSENT),
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
