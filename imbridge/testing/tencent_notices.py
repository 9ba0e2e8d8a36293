"""Tencent callbacks about what became of messages and pushes, and alarms. Written from the vendor's documents alone."""

from typing import Any

from hypothesis import strategies as st

from imbridge.testing.documents import ABSENT, MISSING, Draw, Odd, maybe, own_text, seldom
from imbridge.testing.jsons import WORDS, free_texts, ids, objects, seconds, texts, u32, urls, words
from imbridge.testing.tencent_callbacks import Body, in_seconds, numbers, pair, timed, title


def read(draw: Draw) -> Body:
    time = draw(seconds)
    return {
        "Report_Account": draw(ids),
        "Peer_Account": draw(ids),
        "LastReadTime": seldom(draw, time, Odd("now"), MISSING, Odd(0)),
        "UnreadMsgNum": seldom(draw, draw(numbers), MISSING, Odd("5")),
    }


def withdrawn(draw: Draw) -> Body:
    body: Body = pair(draw, MsgKey=draw(words), UnreadMsgNum=draw(numbers.map(Odd) | st.just(MISSING)))
    return body


def extended(draw: Draw) -> Body:
    return {
        "OperateType": seldom(draw, draw(st.sampled_from((1, 2, 3))), 7),
        "ExtensionList": [
            {"Key": key, "Value": draw(texts), "Seq": seldom(draw, draw(numbers), MISSING, Odd("1"))}
            for key in draw(st.lists(words, max_size=3, unique=True))
        ],
        "Seq": seldom(draw, draw(numbers), MISSING, Odd("1")),
        "EventTime": timed(draw),
    }


def extended_direct(draw: Draw) -> Body:
    return {**pair(draw, MsgKey=draw(words)), **extended(draw)}


def extended_group(draw: Draw) -> Body:
    return {"GroupId": draw(ids), "MsgSeq": draw(u32), **extended(draw)}


def push(draw: Draw) -> Body:
    code = draw(st.sampled_from((0, 0, 20006, 80001, 22003, 4242)))
    quiet = seldom(draw, "", Odd("all fine"), MISSING)
    return {
        "EventTime": in_seconds(draw),
        "To_Account": draw(ids),
        "PushPlatform": seldom(draw, draw(st.integers(0, 8)), 42),
        "PushStage": seldom(draw, draw(st.integers(1, 3)), 9),
        "ErrCode": code,
        "ErrInfo": draw(texts) if code else quiet,
    }


def offline_push(draw: Draw) -> Body:
    direct = draw(st.booleans())
    return {
        "EventType": 1 if direct else 2,
        "From_Account": draw(ids),
        "MsgKey": draw(words) if direct else ABSENT,
        "GroupID": ABSENT if direct else draw(ids),
        "MsgSeq": seldom(draw, draw(u32), Odd(0), MISSING),
        "MsgRandom": seldom(draw, draw(u32), Odd(0), MISSING),
        "MsgTime": seldom(draw, draw(seconds), Odd(0), MISSING),
        **push(draw),
    }


def push_to_all(draw: Draw) -> Body:
    time = seldom(draw, draw(seconds), Odd(0), MISSING)
    return {"EventType": Odd(1), "TaskId": draw(words), "TaskTime": time, **push(draw)}


SCENES = ("C2C", "C2CCustom", "Group", "GroupCustom", "GroupInfo", "GroupMemberInfo", "RelationChain", "UserInfo")
LABELS = ("Normal", "Illegal", "Abuse", "Polity", "Ad", "Porn", "Sexy", "Terror", "Composite", "Rude")


def moderated(draw: Draw, app: Any) -> Body:
    """Draw a result of moderation; `app` is what the query calls the app."""
    numbered = isinstance(app, str) and app.isdecimal()
    own = seldom(draw, int(app), Odd(1400000999), MISSING) if numbered else draw(st.just(Odd(1400000001)))
    contact: Any = ABSENT
    handle: Any = ABSENT
    match draw(st.sampled_from(("direct", "group", "nowhere"))):
        case "direct":
            contact = {"ContactType": 1, "To_Account": draw(ids)}
            handle = maybe(draw, words)
        case "group":
            contact = {"ContactType": 2, "ToGroupId": draw(ids)}
            handle = maybe(draw, u32.map(str) | st.just(Odd("no number")))
        case _:
            pass
    return {
        "SdkAppId": own,
        "Scene": seldom(draw, draw(st.sampled_from(SCENES)), "Karaoke"),
        "From_Account": draw(ids),
        "ContactItem": contact,
        "ContentType": seldom(draw, draw(st.sampled_from(("Text", "Image", "Audio", "Video"))), "Hologram"),
        "TextContent": maybe(draw, some(words)),
        "FileURL": maybe(draw, urls),
        "MsgID": handle,
        "CtxcbResult": seldom(draw, draw(st.sampled_from((0, 1))), 2),
        "CtxcbRequestId": draw(words),
        "CtxcbKeywords": maybe(draw, some(words)),
        "CtxcbSuggestion": maybe(draw, st.sampled_from(("Block", "Review", "Normal", "Wait"))),
        "CtxcbLabel": maybe(draw, st.sampled_from(LABELS)),
        "CtxcbSubLabel": maybe(draw, st.sampled_from(WORDS)),
        "CtxcbSubLabelDesc": maybe(draw, texts.map(Odd)),
        "CtxcbLibName": maybe(draw, texts.map(Odd)),
        "CloudCustomData": custom_data(draw),
    }


def some(held: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(held, min_size=1, max_size=2) | st.just([]).map(Odd)


def custom_data(draw: Draw) -> Any:
    match draw(st.sampled_from(("absent", "text", "object", "loose", "empty"))):
        case "absent":
            return ABSENT
        case "text":
            return draw(free_texts)
        case "empty":
            return Odd(draw(st.sampled_from(("", "{}"))))
        case kind:
            return own_text(draw(objects), kind == "loose")


def over_limit(draw: Draw) -> Body:
    return {
        "ServiceName": title(draw),
        "Command": title(draw),
        "Request": seldom(draw, draw(numbers), Odd("260"), MISSING),
        "Limit": seldom(draw, draw(numbers), MISSING),
    }


NOTICE_BODIES = {
    "C2C.CallbackAfterMsgReport": read,
    "C2C.CallbackAfterMsgWithDraw": withdrawn,
    "C2C.CallbackAfterC2CMsgExtension": extended_direct,
    "Group.CallbackAfterGroupMsgExtension": extended_group,
    "Push.OfflinePush": offline_push,
    "Push.AllMemberPush": push_to_all,
    "Alert.RequestOverLimit": over_limit,
}
"""What stands in the body beside its name."""

MODERATION = "ContentCallback.ResultNotify"
"""The one command that only the query names."""
