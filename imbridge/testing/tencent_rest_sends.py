"""Bodies of Tencent's REST sends as the vendor's documents show them, odd ones too. Written from those alone."""

from typing import Any

from hypothesis import strategies as st

from imbridge.testing.documents import ABSENT, MISSING, Draw, Inside, Odd, Raw, maybe, seldom
from imbridge.testing.jsons import free_texts, ids, objects, seconds, texts, u32, words
from imbridge.testing.tencent import mentions
from imbridge.testing.tencent_elements import SENDABLE, cloud, elements

Body = dict[str, Any]

flags = st.sampled_from((0, 1))


def flag(draw: Draw) -> Any:
    """Draw a flag that need not be there; what is no flag says nothing."""
    return seldom(draw, maybe(draw, flags), Odd(None), Odd("1"), Odd(2))


def sendmsg(draw: Draw) -> Body:
    return {
        **_to_users(draw),
        "To_Account": draw(ids),
        "MsgTimeStamp": seldom(draw, maybe(draw, seconds), Odd(0)),
        "ForbidCallbackControl": forbidden(draw),
    }


def batchsendmsg(draw: Draw) -> Body:
    accounts = st.lists(ids, min_size=1, max_size=3, unique=True)
    return {**_to_users(draw), "To_Account": seldom(draw, draw(accounts), Odd(draw(ids)))}


def _to_users(draw: Draw) -> Body:
    """Draw what a message to users has, to one of them or to many."""
    return {
        "From_Account": seldom(draw, maybe(draw, ids), Odd(""), Odd(None)),
        "SyncOtherMachine": seldom(draw, maybe(draw, st.sampled_from((1, 2))), Odd(3), Odd("1")),
        "OnlineOnlyFlag": flag(draw),
        "MsgLifeTime": seldom(draw, maybe(draw, st.sampled_from((0, 1, 604800))), Odd("60"), Odd(None)),
        "MsgSeq": seldom(draw, maybe(draw, u32), Odd(0)),
        "MsgRandom": seldom(draw, draw(u32), Odd(0), MISSING),
        "MsgBody": elements(draw, kinds=SENDABLE),
        "SendMsgControl": control(draw),
        "CloudCustomData": cloud(draw),
        "OfflinePushInfo": push(draw),
        "SupportMessageExtension": flag(draw),
        "IsNeedReadReceipt": flag(draw),
    }


def send_group_msg(draw: Draw) -> Body:
    online = flag(draw)
    if draw(st.sampled_from((False,) * 7 + (True,))):  # as a kit of 2021 spells it
        once = {"OnlineOnlyFlag": MISSING, "MsgOnlineOnlyFlag": Odd(draw(flags))}
    else:
        once = {"OnlineOnlyFlag": online}
    return {
        **once,
        "GroupId": draw(ids),
        "Random": seldom(draw, draw(u32), Odd(0), MISSING),
        "MsgPriority": seldom(
            draw, maybe(draw, st.sampled_from(("High", "Normal", "Low", "Lowest", "Sofa"))), Odd(1), Odd(None)
        ),
        "From_Account": seldom(draw, maybe(draw, ids), Odd(""), Odd(None)),
        "MsgBody": elements(draw, kinds=SENDABLE),
        "OfflinePushInfo": push(draw),
        "ForbidCallbackControl": forbidden(draw),
        "SendMsgControl": control(draw),
        "CloudCustomData": cloud(draw),
        "GroupAtInfo": maybe(draw, st.lists(mentions, min_size=1, max_size=3) | st.just([]).map(Odd)),
        "SupportMessageExtension": flag(draw),
        "To_Account": _targeted(draw),
        "TopicId": topic(draw),
        "NeedReadReceipt": flag(draw),
    }


def send_group_system_notification(draw: Draw) -> Body:
    return {
        "GroupId": draw(ids),
        "Content": draw(texts),
        "ToMembers_Account": _targeted(draw),
        "TopicId": topic(draw),
    }


def _targeted(draw: Draw) -> Any:
    return maybe(draw, st.lists(ids, min_size=1, max_size=3, unique=True))


def topic(draw: Draw) -> Any:
    """Draw the topic of a community that a message is in."""
    return seldom(draw, maybe(draw, words), Odd(""), Odd(None))


def send_broadcast_msg(draw: Draw) -> Body:
    return {
        "From_Account": seldom(draw, maybe(draw, ids), Odd(""), Odd(None)),
        "Random": seldom(draw, draw(u32), Odd(0), MISSING),
        "MsgBody": elements(draw, kinds=SENDABLE),
        "CloudCustomData": cloud(draw),
    }


def send_official_account_msg(draw: Draw) -> Body:
    return {
        "Official_Account": draw(ids),
        "Random": seldom(draw, draw(u32), Odd(0), MISSING),
        "MsgBody": elements(draw, kinds=SENDABLE),
        "OfflinePushInfo": push(draw),
        "ForbidCallbackControl": forbidden(draw),
        "OnlineOnlyFlag": flag(draw),
        "SendMsgControl": control(draw),
        "CloudCustomData": cloud(draw),
    }


def forbidden(draw: Draw) -> Any:
    """Draw which webhooks are not to be called."""
    before, after = "ForbidBeforeSendMsgCallback", "ForbidAfterSendMsgCallback"
    usual = maybe(draw, st.sampled_from(([before], [after], [before, after], [after, before])))
    return seldom(draw, usual, Odd([]), [after, "ForbidOther"])


def control(draw: Draw) -> Any:
    """Draw SendMsgControl; that the receiver's phone stays mute has no canonical place."""
    usual = maybe(draw, st.sampled_from((["NoUnread"], ["NoLastMsg"], ["NoUnread", "NoLastMsg"])))
    mute = ["NoLastMsg", "WithMuteNotifications"]
    return seldom(draw, usual, Odd([]), Odd(mute), Odd(mute[1:]), Odd(["NoLastMsg", "NoUnread"]))


def push(draw: Draw) -> Any:
    """Draw OfflinePushInfo: absent, what every vendor has, and what only Tencent knows of phone makers."""
    if draw(st.booleans()):
        return seldom(draw, ABSENT, Odd({}))
    ext = draw(st.sampled_from(("absent", "text", "object", "loose", "empty")))
    return _told(
        {
            "PushFlag": seldom(draw, maybe(draw, flags), Odd(2)),
            "Title": maybe(draw, words),
            "Desc": maybe(draw, words),
            "Ext": {"absent": ABSENT, "empty": Odd("")}.get(ext)
            or (draw(free_texts) if ext == "text" else Inside(Raw(draw(objects)), loosely=ext == "loose")),
            "AndroidInfo": maybe(draw, st.builds(_android, st.none() | texts, st.booleans())),
            "ApnsInfo": maybe(draw, apple()),
        }
    )


def _told(members: Body) -> Any:
    """Return an object, odd if nothing is in it."""
    return members if any(value is not ABSENT for value in members.values()) else Odd({})


def _android(sound: str | None, rich: bool) -> Body:
    """Return what is for Android phones: of it, only the sound is said by others too."""
    own = {
        "PushStyle": 1,
        "HuaWeiChannelID": "h 1",
        "XiaoMiChannelID": "x1",
        "OPPOChannelID": "",
        "GoogleChannelID": "g",
        "VIVOClassification": 0,
        "VIVOCategory": "IM",
        "HuaWeiCategory": "IM",
        "HuaWeiImportance": "LOW",
        "HonorImportance": "NORMAL",
        "ExtAsHuaweiIntentParam": 1,
        "HuaWeiImage": "https://files.example/h.png",
        "HonorImage": "x",
        "GoogleImage": "x",
    }
    held = {name: Odd(value) for name, value in own.items()} if rich else {"OPPOChannelID": Odd("o1")}
    return held if sound is None else {"Sound": sound or Odd(""), **held}


@st.composite
def apple(draw: Draw) -> Any:
    """Draw what is for Apple's phones."""
    return _told(
        {
            "Sound": seldom(draw, maybe(draw, words), Odd(""), Odd(None)),
            "BadgeMode": seldom(draw, maybe(draw, flags), Odd(7)),
            "Title": maybe(draw, words),
            "SubTitle": maybe(draw, words),
            "Image": maybe(draw, words.map(Odd)),
            "MutableContent": seldom(draw, maybe(draw, flags), Odd("yes")),
            "InterruptionLevel": maybe(draw, st.sampled_from(("active", "time-sensitive")).map(Odd)),
            "ContentAvailable": maybe(draw, st.just(1).map(Odd)),
        }
    )
