"""Tencent callbacks as the vendor's documents show them, odd ones too. Written from those alone."""

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
    Inside,
    Odd,
    Raw,
    finish,
    maybe,
    seldom,
    url,
)
from imbridge.testing.jsons import (
    counts,
    degrees,
    free_texts,
    ids,
    millis,
    objects,
    plain,
    seconds,
    texts,
    u32,
    urls,
    values,
    whole,
    words,
)

ELEMENTS = "/body/MsgBody"

RESERVED = ("imb_text", "imb_text$", "messageReply")

DIRECT = ("C2C.CallbackBeforeSendMsg", "C2C.CallbackAfterSendMsg", "Bot.OnC2CMessage")
GROUP = (
    "Group.CallbackBeforeSendMsg",
    "Group.CallbackAfterSendMsg",
    "Group.CallbackSendMsgException",
    "Bot.OnGroupMessage",
)
CHANNEL = ("OfficialAccount.CallbackBeforeSendMsg", "OfficialAccount.CallbackAfterSendMsg")
SIGNAL = "Chatbot.OnC2CSignalMessage"
COMMANDS = (*DIRECT, *GROUP, *CHANNEL, SIGNAL)

sizes = st.just(0) | counts


def text_elem(draw: Draw, depth: int) -> Any:
    return {"Text": draw(texts)}


def location_elem(draw: Draw, depth: int) -> Any:
    return {
        "Desc": seldom(draw, draw(texts), MISSING),
        "Latitude": draw(degrees),
        "Longitude": draw(degrees),
    }


def face_elem(draw: Draw, depth: int) -> Any:
    return {"Index": draw(whole), "Data": maybe(draw, texts)}


def custom_elem(draw: Draw, depth: int) -> Any:
    data = draw(st.sampled_from(("absent", "text", "object", "empty", "loose")))
    return {
        "Data": {"absent": ABSENT, "empty": Odd(draw(st.sampled_from(("", "{}"))))}.get(data)
        or (draw(free_texts) if data == "text" else Inside(Raw(draw(objects)), loosely=data == "loose")),
        "Desc": maybe(draw, texts),
        "Ext": maybe(draw, texts),
        "Sound": maybe(draw, texts),
    }


def sound_elem(draw: Draw, depth: int) -> Any:
    url = maybe(draw, urls)
    return {
        "Url": url,
        "UUID": seldom(draw, draw(texts), MISSING),
        "Size": seldom(draw, draw(sizes), MISSING, Odd("12"), Odd(480.0), Odd(None)),
        "Second": draw(sizes),
        "Download_Flag": flag(draw, url),
    }


def flag(draw: Draw, url: Any) -> Any:
    """Return a download flag: 2 beside a url, else nothing."""
    usual = ABSENT if url is ABSENT else 2
    return seldom(draw, usual, Odd(1), *([] if url is ABSENT else [MISSING]))


def image_elem(draw: Draw, depth: int) -> Any:
    infos: list[Any] = [image_info(draw, size) for size in draw(st.sets(st.sampled_from((1, 2, 3))).map(sorted))]
    odd = draw(st.sampled_from(("", "", "", "order", "double", "strange")))
    if odd == "order" and len(infos) > 1:
        infos = infos[::-1]
    elif odd == "double" and infos:
        infos = [*infos, infos[0]]
    elif odd == "strange":
        infos = [*infos, image_info(draw, 9)]
    else:
        odd = ""
    return {
        "UUID": draw(texts),
        "ImageFormat": seldom(draw, draw(st.sampled_from((1, 2, 3, 4, 255))), 7, MISSING),
        "ImageInfoArray": Odd(infos) if odd else infos,
    }


def image_info(draw: Draw, size: int) -> Any:
    return {
        "Type": size,
        "Size": draw(sizes),
        "Width": draw(sizes),
        "Height": draw(sizes),
        "URL": draw(urls) if size == 1 else draw(st.just("") | urls),
    }


def file_elem(draw: Draw, depth: int) -> Any:
    url = maybe(draw, urls)
    return {
        "Url": url,
        "UUID": draw(texts),
        "FileSize": draw(sizes),
        "FileName": seldom(draw, draw(texts), MISSING),
        "Download_Flag": flag(draw, url),
    }


def video_elem(draw: Draw, depth: int) -> Any:
    url, thumb = maybe(draw, urls), maybe(draw, urls)
    return {
        "VideoUrl": url,
        "VideoUUID": draw(texts),
        "VideoSize": draw(sizes),
        "VideoSecond": draw(sizes),
        "VideoFormat": draw(texts),
        "VideoDownloadFlag": flag(draw, url),
        "ThumbUrl": thumb,
        "ThumbUUID": draw(texts),
        "ThumbSize": draw(sizes),
        "ThumbWidth": draw(sizes),
        "ThumbHeight": draw(sizes),
        "ThumbFormat": draw(texts),
        "ThumbDownloadFlag": flag(draw, thumb),
    }


def relay_elem(draw: Draw, depth: int) -> Any:
    key = draw(st.booleans())
    entries = [] if key else [relay_entry(draw, depth + 1) for _ in range(draw(st.integers(0, 2)))]
    return {
        "Title": draw(texts),
        "MsgNum": seldom(draw, len(entries), 77),
        "CompatibleText": draw(texts),
        "AbstractList": draw(st.lists(texts, max_size=2)),
        "MsgList": ABSENT if key else entries,
        "JsonMsgKey": draw(words) if key else ABSENT,
    }


def relay_entry(draw: Draw, depth: int) -> Any:
    source = draw(st.sampled_from(("To_Account", "GroupId", None)))
    return {
        "From_Account": draw(ids),
        **({source: draw(ids)} if source else {}),
        "MsgSeq": draw(sizes),
        "MsgRandom": draw(sizes),
        "MsgTimeStamp": draw(seconds),
        "MsgBody": elements(draw, depth),
        "CloudCustomData": cloud(draw),
    }


ELEMS = {
    "TIMTextElem": text_elem,
    "TIMLocationElem": location_elem,
    "TIMFaceElem": face_elem,
    "TIMCustomElem": custom_elem,
    "TIMSoundElem": sound_elem,
    "TIMImageElem": image_elem,
    "TIMFileElem": file_elem,
    "TIMVideoFileElem": video_elem,
    "TIMRelayElem": relay_elem,
}


def elements(draw: Draw, depth: int = 0) -> list[Any]:
    """Draw MsgBody: any number of elements, at most one custom one among them."""
    names = draw(st.lists(st.sampled_from((*ELEMS, "TIMTextElem", "other")), max_size=3 if depth == 0 else 1))
    if depth > 1:
        names = [name for name in names if name != "TIMRelayElem"]
    first = {name: index for index, name in reversed(list(enumerate(names)))}
    return [
        element(draw, name, depth)
        for index, name in enumerate(names)
        if name != "TIMCustomElem" or first[name] == index
    ]


def element(draw: Draw, name: str, depth: int) -> Any:
    if name in ELEMS:
        return {"MsgType": name, "MsgContent": ELEMS[name](draw, depth)}
    broken = [
        {"MsgType": "TIMTextElem", "MsgContent": Raw({"Text": 5})},
        {"MsgType": "TIMTextElem", "MsgContent": Raw(None)},
        {"MsgType": "TIMFaceElem", "MsgContent": Raw({"Data": "no index"})},
        {"MsgType": "TIMLocationElem", "MsgContent": Raw([1, 2])},
        {"MsgType": "TIMFutureElem", "MsgContent": Raw(draw(values))},
        Raw(draw(st.sampled_from((None, 5, "text", [], {"MsgType": 7}, {"MsgType": "TIMTextElem"}, {"Other": {}})))),
    ]
    return draw(st.sampled_from(broken))


def cloud(draw: Draw) -> Any:
    """Draw CloudCustomData: absent, text, an object, an object with a quote, odd spellings of nothing."""
    kind = draw(st.sampled_from(("absent", "text", "object", "loose", "quote", "lookalike", "empty")))
    own: dict[str, Any] = {key: Raw(value) for key, value in draw(objects).items() if key not in RESERVED} or {"k": 1}
    match kind:
        case "absent":
            return ABSENT
        case "text":
            return draw(free_texts)
        case "object" | "loose":
            return Inside(Raw(draw(objects.filter(lambda o: "messageReply" not in o))), loosely=kind == "loose")
        case "quote":
            return Inside(Free({**maybe(draw, st.just(own), {}), "messageReply": reply(draw)}))
        case "lookalike":
            other = draw(st.sampled_from(("no quote", {}, {"messageID": 5}, [], {"messageRootID": "r"})))
            return Inside(Raw({"k": 1, "messageReply": other}))
        case _:
            return Odd(draw(st.sampled_from(("", "{}"))))


def reply(draw: Draw) -> Any:
    return {
        "messageID": draw(texts),
        "messageAbstract": draw(texts),
        "messageSender": draw(texts),
        "messageType": seldom(draw, draw(st.sampled_from((1, 2, 3, 4, 5, 6, 7, 8, 10))), 9, ABSENT),
        "messageRootID": maybe(draw, words),
        "version": seldom(draw, 1, Odd(2), MISSING),
    }


def direct(draw: Draw, command: str) -> dict[str, Any]:
    seq, random, time = draw(sizes), draw(u32), draw(seconds)
    body = {
        "From_Account": draw(ids),
        "To_Account": draw(ids),
        "MsgSeq": seldom(draw, seq, MISSING),
        "MsgRandom": random,
        "MsgTime": time,
        "MsgKey": seldom(draw, f"{seq}_{random}_{time}", draw(words), ""),
        "MsgId": maybe(draw, words),
        "OnlineOnlyFlag": maybe(draw, st.sampled_from((0, 1))),
        "MsgBody": elements(draw),
        "CloudCustomData": cloud(draw),
    }
    if command == "C2C.CallbackAfterSendMsg":
        if draw(st.booleans()):
            body |= {"SendMsgResult": 0, "ErrorInfo": seldom(draw, "send msg succeed", Odd("ok"), MISSING)}
            body["UnreadMsgNum"] = maybe(draw, st.integers(0, 2**40))
        else:
            code = draw(st.sampled_from((20006, 20012, 80001, 90992, 120001, 4242)))
            body |= {"SendMsgResult": code, "ErrorInfo": draw(texts)}
            body["UnreadMsgNum"] = draw(st.sampled_from((-1, 0, 7)))
    elif command == "Bot.OnC2CMessage":
        body |= {
            "SendMsgResult": seldom(draw, 0, Odd(20006), MISSING),
            "ErrorInfo": seldom(draw, "send msg succeed", Odd("no"), MISSING),
            "UnreadMsgNum": maybe(draw, st.integers(0, 9).map(Odd)),
            "EventTime": event_time(draw, time),
        }
    return body


def event_time(draw: Draw, sent: int | None) -> Any:
    """Draw EventTime: a number or, in several samples, a text of digits; nothing in older traffic."""
    time = draw(millis)
    if sent is not None and time == sent * 1000:
        return Odd(time)
    return draw(st.sampled_from((ABSENT, time, Odd(str(time)))))


def group(draw: Draw, command: str) -> dict[str, Any]:
    types = ("Private", "Public", "ChatRoom", "AVChatRoom", "Community", "BChatRoom", "Live")
    time = draw(seconds)
    body = {
        "GroupId": draw(ids),
        "Type": seldom(draw, draw(st.sampled_from(types)), "Sofa", Odd("Work"), Odd("Meeting"), MISSING),
        "From_Account": draw(ids),
        "Operator_Account": seldom(draw, draw(ids), MISSING),
        "Random": seldom(draw, draw(u32), Odd(0), MISSING),
        "MsgId": maybe(draw, words),
        "OnlineOnlyFlag": maybe(draw, st.sampled_from((0, 1))),
        "MsgBody": elements(draw),
        "CloudCustomData": cloud(draw),
        "TopicId": maybe(draw, words | st.just("").map(Odd)),
        "EventTime": event_time(draw, time),
    }
    if command in ("Group.CallbackAfterSendMsg", "Bot.OnGroupMessage"):
        body |= {"MsgSeq": draw(u32), "MsgTime": time}
    if command == "Group.CallbackAfterSendMsg":
        body["GroupAtInfo"] = maybe(draw, st.lists(mentions, min_size=1, max_size=3) | st.just([]).map(Odd))
    elif command == "Bot.OnGroupMessage":
        body["AtRobots_Account"] = draw(st.lists(ids, max_size=2))
    elif command == "Group.CallbackSendMsgException":
        body |= {
            "ErrorCode": draw(st.sampled_from((10016, 10017, 80001, 10150, 4242))),
            "ErrorInfo": draw(texts),
        }
    return body


mentions: st.SearchStrategy[Any] = st.one_of(
    st.just({"GroupAtAllFlag": 1}),
    ids.map(lambda account: {"GroupAtAllFlag": 0, "GroupAt_Account": account}),
    st.sampled_from(("__kImSDK_MesssageAtALL__", "__kImSDK_MessageAtALL__")).map(
        lambda account: {"GroupAtAllFlag": Odd(0), "GroupAt_Account": Odd(account)}
    ),
)


def channel(draw: Draw, command: str) -> dict[str, Any]:
    time = draw(seconds)
    body: dict[str, Any] = {"Official_Account": draw(ids)}
    if command == "OfficialAccount.CallbackAfterSendMsg":
        body |= {"MsgKey": draw(texts), "MsgTime": time}
    return body | {
        "OnlineOnlyFlag": maybe(draw, st.sampled_from((0, 1))),
        "MsgBody": elements(draw),
        "CloudCustomData": cloud(draw),
        "EventTime": event_time(draw, time),
    }


def signal(draw: Draw, command: str) -> dict[str, Any]:
    return {
        "From_Account": draw(ids),
        "To_Account": draw(ids),
        "MsgSeq": draw(sizes),
        "MsgRandom": draw(u32),
        "MsgKey": draw(texts),
        "EventTime": seldom(draw, draw(millis), ABSENT),
        "Data": draw(free_texts) if draw(st.booleans()) else Inside(Raw(draw(objects))),
    }


def line(draw: Draw, command: str) -> dict[str, Any]:
    """Draw the query of the request line."""
    platforms = ("RESTAPI", "Web", "Android", "iOS", "Windows", "Mac", "iPad", "Unknown", "Fridge")
    query = {
        "SdkAppid": maybe(draw, st.sampled_from(("1400000001", "1400 000"))),
        "CallbackCommand": seldom(draw, command, Odd("C2C.CallbackOther"), MISSING),
        "contenttype": seldom(draw, "json", Odd("JSON"), MISSING),
        "ClientIP": maybe(draw, st.sampled_from(("192.0.2.7", "2001:db8::1"))),
        "OptPlatform": seldom(draw, draw(st.sampled_from(platforms)), ABSENT, Odd("IOS"), Odd("IPad"), Odd("macOS")),
    }
    if draw(st.booleans()):
        query |= {"Sign": Odd(draw(st.sampled_from(("ab" * 32, "cd" * 32)))), "RequestTime": Odd("1669872112")}
    return query


def identity(command: str, body: dict[str, Any]) -> tuple[str, ...]:
    """Return what tells one callback from another, where the vendor gives a handle; else any leaf does."""
    if command in (*GROUP[1:2], "Bot.OnGroupMessage"):
        names: tuple[str, ...] = ("GroupId", "TopicId", "MsgSeq")
    elif command in GROUP:
        names = ("GroupId", "TopicId", "From_Account", "Random", "EventTime")
    elif command in CHANNEL:
        names = ("Official_Account", "MsgKey")
    else:
        names = ("From_Account", "To_Account", "MsgKey")
    return tuple([f"/body/{name}" for name in names if body.get(name)])


def request(tree: dict[str, Any], base: str) -> Request:
    """Write a finished tree as the request that carries it."""
    return Request(url=url(base, tree["query"]), body=json.dumps(tree["body"], ensure_ascii=False).encode())


@st.composite
def callbacks(draw: Draw, commands: tuple[str, ...] = COMMANDS, most: int = 4) -> Document:
    """Draw a message callback with up to `most` unknown fields."""
    command = draw(st.sampled_from(commands))
    make = direct if command in DIRECT else group if command in GROUP else signal if command == SIGNAL else channel
    body = {"CallbackCommand": command, **make(draw, command)}
    tree = {"query": line(draw, command), "body": body}
    finished, walk = finish(draw, tree, ELEMENTS, most)
    row = command
    if command == "C2C.CallbackAfterSendMsg" and finished["body"].get("SendMsgResult"):
        row += " failed"
    elif command in GROUP:
        rooms = ("AVChatRoom", "BChatRoom", "Live")
        row += " room" if finished["body"].get("Type") in rooms else " group"
    return Document(
        vendor="tencent",
        request=request(finished, draw(st.sampled_from(("https://app.example/hook", "http://localhost")))),
        native=frozenset(walk.native),
        unknown=tuple(walk.unknown),
        identity=identity(command, finished["body"]),
        volatile=("Sign", "RequestTime", "ClientIP"),
        row=row,
    )


@st.composite
def others(draw: Draw) -> Document:
    """Draw a callback that is about no message."""
    command = draw(st.sampled_from(("State.StateChange", "Group.CallbackAfterMemberExit", "Sns.CallbackPrevFriendAdd")))
    body = {"CallbackCommand": command, **draw(st.dictionaries(plain, values, max_size=3))}
    body["CallbackCommand"] = command
    finished, walk = finish(draw, {"query": line(draw, command), "body": Raw(body)}, ELEMENTS, 0)
    finished["query"] |= draw(st.sampled_from(({}, {"room": "a b"}, {"x": "1", "y": "&="})))
    return Document(
        vendor="tencent",
        request=request(finished, "https://app.example/hook"),
        native=frozenset(walk.native),
        volatile=("Sign", "RequestTime", "ClientIP"),
        row=command,
    )
