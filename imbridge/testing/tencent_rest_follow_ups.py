"""Bodies of Tencent's recalls, edits and imports, and its records of history. Written from the documents alone."""

from typing import Any

from hypothesis import strategies as st

from imbridge.testing.documents import ABSENT, MISSING, Draw, Inside, Odd, Raw, maybe, own_text, seldom
from imbridge.testing.jsons import free_texts, ids, objects, seconds, u32, words
from imbridge.testing.tencent_elements import SENDABLE, cloud, elements, sizes
from imbridge.testing.tencent_rest_sends import Body, flags, topic


def admin_msgwithdraw(draw: Draw) -> Body:
    return {"From_Account": draw(ids), "To_Account": draw(ids), "MsgKey": draw(words)}


def group_msg_recall(draw: Draw) -> Body:
    return {
        "GroupId": draw(ids),
        "MsgSeqList": [{"MsgSeq": seq} for seq in draw(st.lists(u32, min_size=1, max_size=3, unique=True))],
        "TopicId": topic(draw),
        "Reason": seldom(draw, maybe(draw, words), Odd("")),
    }


def modify_c2c_msg(draw: Draw) -> Body:
    return {"From_Account": draw(ids), "To_Account": draw(ids), "MsgKey": draw(words), **_new(draw)}


def modify_group_msg(draw: Draw) -> Body:
    return {"GroupId": draw(ids), "MsgSeq": draw(u32), "TopicId": topic(draw), **_new(draw)}


def _new(draw: Draw) -> Body:
    """Draw the new content of a message: elements, cloud data, or both."""
    which = draw(st.sampled_from(("elements", "cloud", "both")))
    return {
        "MsgBody": elements(draw, kinds=SENDABLE) if which != "cloud" else ABSENT,
        "CloudCustomData": _new_cloud(draw) if which != "elements" else ABSENT,
    }


def _new_cloud(draw: Draw) -> Any:
    """Draw cloud data that takes the place of what was there: nothing is lifted out of it."""
    kind = draw(st.sampled_from(("text", "object", "loose", "quote", "empty")))
    match kind:
        case "text":
            return draw(free_texts)
        case "quote":
            return Inside(Raw({"messageReply": {"messageID": "m", "messageSender": "bob", "version": 1}, "k": 1}))
        case "empty":
            return Odd("")
        case _:
            return own_text(draw(objects), kind == "loose")


def importmsg(draw: Draw) -> Body:
    return {
        "SyncFromOldSystem": seldom(draw, draw(st.sampled_from((2, 5))), Odd(1), Odd(7), MISSING),
        "From_Account": draw(ids),
        "To_Account": draw(ids),
        "MsgSeq": seldom(draw, maybe(draw, u32), Odd(0)),
        "MsgRandom": seldom(draw, draw(u32), MISSING),
        "MsgTimeStamp": seldom(draw, draw(seconds), 0),
        "MsgBody": elements(draw, kinds=SENDABLE),
        "CloudCustomData": cloud(draw),
    }


def import_group_msg(draw: Draw) -> Body:
    times = sorted(draw(st.lists(seconds, min_size=1, max_size=3)))
    return {
        "GroupId": draw(ids),
        "TopicId": topic(draw),
        "RecentContactFlag": maybe(draw, flags.map(Odd)),
        "MsgList": [
            {
                "From_Account": draw(ids),
                "SendTime": time,
                "Random": maybe(draw, u32),
                "MsgBody": elements(draw, kinds=SENDABLE),
            }
            for time in times
        ],
    }


def admin_getroammsg(draw: Draw) -> Body:
    seq, random, time = draw(sizes), draw(u32), draw(seconds)
    return {
        "From_Account": draw(ids),
        "To_Account": draw(ids),
        "MsgSeq": seq,
        "MsgRandom": random,
        "MsgTimeStamp": time,
        "MsgClientTime": maybe(draw, seconds.map(Odd)),
        "MsgFlagBits": seldom(draw, draw(st.sampled_from((0, 8))), Odd(1)),
        "IsPeerRead": maybe(draw, flags),
        "MsgKey": seldom(draw, f"{seq}_{random}_{time}", draw(words)),
        "MsgBody": elements(draw),
        "CloudCustomData": cloud(draw),
    }


def group_msg_get_simple(draw: Draw) -> Body:
    return {
        "From_Account": seldom(draw, draw(ids), ""),
        "IsPlaceMsg": draw(st.sampled_from((0, 0, 1, 2))),
        "IsSystemMsg": seldom(draw, maybe(draw, st.just(1)), Odd(0)),
        "MsgBody": seldom(draw, elements(draw), Odd(""), MISSING),
        "MsgPriority": maybe(draw, st.sampled_from((1, 2, 3, 4, 7))),
        "MsgRandom": draw(u32),
        "MsgSeq": draw(u32),
        "MsgTimeStamp": draw(seconds),
    }
