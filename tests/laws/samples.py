"""Plain callbacks of each vendor, and how to send them and count what that takes."""

import json
import sys
from collections.abc import Callable
from typing import Any

from imbridge.http import Request

Json = dict[str, Any]

DIRECT: Json = {
    "CallbackCommand": "C2C.CallbackAfterSendMsg",
    "From_Account": "ann",
    "To_Account": "ben",
    "MsgSeq": 7,
    "MsgRandom": 9,
    "MsgTime": 1700000000,
    "MsgKey": "7_9_1700000000",
    "MsgId": "144-1700000000-9",
    "OnlineOnlyFlag": 1,
    "SendMsgResult": 0,
    "ErrorInfo": "send msg succeed",
    "UnreadMsgNum": 3,
    "MsgBody": [
        {"MsgType": "TIMTextElem", "MsgContent": {"Text": "hello"}},
        {"MsgType": "TIMSoundElem", "MsgContent": {"UUID": "u", "Size": 5, "Second": 6}},
        {
            "MsgType": "TIMImageElem",
            "MsgContent": {
                "UUID": "i",
                "ImageFormat": 1,
                "ImageInfoArray": [{"Type": 1, "Size": 1, "Width": 2, "Height": 3, "URL": "https://files.example/i"}],
            },
        },
        {
            "MsgType": "TIMRelayElem",
            "MsgContent": {
                "Title": "t",
                "MsgNum": 1,
                "CompatibleText": "c",
                "AbstractList": ["a"],
                "MsgList": [
                    {
                        "From_Account": "cid",
                        "To_Account": "ann",
                        "MsgSeq": 1,
                        "MsgRandom": 2,
                        "MsgTimeStamp": 3,
                        "MsgBody": [{"MsgType": "TIMFaceElem", "MsgContent": {"Index": 4, "Data": "d"}}],
                        "CloudCustomData": "x",
                    }
                ],
            },
        },
    ],
    "CloudCustomData": json.dumps(
        {"k": 1, "messageReply": {"messageID": "m", "messageAbstract": "a", "messageSender": "s", "messageType": 1}}
    ),
}
GROUP: Json = {
    "CallbackCommand": "Group.CallbackAfterSendMsg",
    "GroupId": "@TGS#1",
    "Type": "Community",
    "From_Account": "ann",
    "Operator_Account": "admin",
    "Random": 5,
    "MsgSeq": 6,
    "MsgTime": 1700000000,
    "MsgId": "144-1700000000-5",
    "TopicId": "@TGS#1@TOPIC#_a",
    "EventTime": 1700000000123,
    "OnlineOnlyFlag": 0,
    "MsgBody": [{"MsgType": "TIMLocationElem", "MsgContent": {"Desc": "d", "Latitude": 1.5, "Longitude": 2}}],
    "GroupAtInfo": [{"GroupAtAllFlag": 0, "GroupAt_Account": "ben"}, {"GroupAtAllFlag": 1}],
}
CHANNEL: Json = {
    "CallbackCommand": "OfficialAccount.CallbackAfterSendMsg",
    "Official_Account": "@TOA#_a",
    "MsgKey": "key",
    "MsgTime": 1700000000,
    "EventTime": 1700000000123,
    "MsgBody": [{"MsgType": "TIMCustomElem", "MsgContent": {"Data": '{"a":1}', "Desc": "d", "Ext": "e"}}],
}


def single(code: int, content: Json) -> Json:
    return {
        "sendID": "ann",
        "callbackCommand": "callbackAfterSendSingleMsgCommand",
        "serverMsgID": "a" * 32,
        "clientMsgID": "b" * 32,
        "operationID": "op",
        "senderPlatformID": 2,
        "senderNickname": "Ann",
        "sessionType": 1,
        "msgFrom": 100,
        "contentType": code,
        "status": 1,
        "sendTime": 1700000000123,
        "createTime": 1700000000123,
        "content": json.dumps(content),
        "seq": 0,
        "atUserList": ["ben"],
        "faceURL": "https://files.example/f",
        "ex": json.dumps({"k": 1}),
        "recvID": "ben",
    }


NESTED: Json = {
    "clientMsgID": "c",
    "serverMsgID": "s",
    "createTime": 5,
    "sendTime": 5,
    "sessionType": 1,
    "sendID": "cid",
    "recvID": "ann",
    "msgFrom": 100,
    "contentType": 102,
    "senderPlatformID": 1,
    "seq": 3,
    "isRead": True,
    "status": 1,
    "pictureElem": {
        "sourcePicture": {"uuid": "u", "type": "image/png", "size": 1, "width": 2, "height": 3, "url": "x"}
    },
    "offlinePush": {"title": "t", "desc": "d", "ex": "", "iOSPushSound": "", "iOSBadgeCount": True, "signalInfo": ""},
}
AT: Json = {
    "text": "@ben hi",
    "atUserList": ["ben", "AtAllTag"],
    "atUsersInfo": [{"atUserID": "ben", "groupNickname": "Ben"}],
    "quoteMessage": NESTED,
    "isAtSelf": False,
}
MERGED: Json = {
    "title": "t",
    "abstractList": ["a"],
    "multiMessage": [NESTED],
    "messageEntityList": [{"type": "link", "offset": 1, "length": 2, "url": "x", "ex": "y"}],
}
GROUPED: Json = {
    **{name: value for name, value in single(108, {}).items() if name != "recvID"},
    "callbackCommand": "callbackBeforeSendGroupMsgCommand",
    "sessionType": 3,
    "groupID": "g",
    "content": json.dumps({"userID": "u", "nickname": "n", "faceURL": "f", "ex": ""}),
}

BODIES: list[Json] = [
    {"type": "txt", "msg": "hello"},
    {
        "type": "img",
        "url": "https://files.example/i",
        "secret": "s",
        "filename": "i.png",
        "file_length": 5,
        "size": {"width": 6, "height": 7},
    },
    {"type": "video", "url": "https://files.example/v", "length": 8, "thumb": "https://files.example/t"},
    {"type": "loc", "lat": 1.5, "lng": "2.5", "addr": "there"},
    {"type": "custom", "customEvent": "e", "customExts": [{"k": "v"}], "v2:customExts": {"k": "v"}},
    {
        "type": "txt",
        "subType": "sub_combine",
        "combineLevel": 1,
        "title": "t",
        "summary": "a\nb",
        "msg": "m",
        "url": "https://files.example/c",
    },
    {"type": "cmd", "action": "sync", "param": {"a": 1}},
]
EXT: Json = {
    "k": 1,
    "em_at_list": ["ben"],
    "em_ignore_notification": True,
    "em_push_ext": {"title": "t", "custom": {"a": 1}, "group_user_nickname": "n"},
    "em_apns_ext": {"em_push_mutable_content": True},
    "msgQuote": {"msgID": "1", "msgPreview": "p", "msgSender": "ben", "msgType": "txt"},
}
UPLINK: Json = {
    "callId": "acme#demo_1399000111222333444",
    "eventType": "chat",
    "chat_type": "groupchat",
    "content_type": "chat:group:text",
    "group_id": "280000000000001",
    "from": "acme#demo_ann@easemob.com/ios_5F",
    "to": "280000000000007",
    "msg_id": "1399000111222333444",
    "payload": {
        "bodies": BODIES,
        "ext": EXT,
        "meta": {"thread": {"msg_parent_id": "13", "thread_name": "t", "muc_parent_id": "280000000000001"}},
    },
    "securityVersion": "1.0.0",
    "appkey": "acme#demo",
    "host": "msync@n1",
    "timestamp": 1733300000456,
    "security": "fd4be9ab8e1819cf98545cd0cc8794d2",
}
UNREAD: Json = {
    **{name: value for name, value in UPLINK.items() if name not in ("group_id", "content_type")},
    "eventType": "chat_offline",
    "chat_type": "chat",
    "to": "ben",
    "payload": {"bodies": BODIES[:1], "ext": {}},
}
ASKING: Json = {
    "callId": "acme#demo_5b0f",
    "timestamp": 1733300000456,
    "chat_type": "chat",
    "from": "ann",
    "to": "ben",
    "msg_id": "1399000111222333444",
    "payload": {**BODIES[1], "ext": {"k": 1}},
    "security": "fd4be9ab8e1819cf98545cd0cc8794d2",
}

SAMPLES: dict[str, tuple[Json, ...]] = {
    "easemob": (UPLINK, UNREAD, ASKING),
    "tencent": (DIRECT, GROUP, CHANNEL),
    "openim": (single(101, {"content": "hello"}), single(106, AT), single(107, MERGED), GROUPED),
}


def request(name: str, body: Any) -> Request:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    command = "" if isinstance(body, bytes) else body.get("CallbackCommand")
    return Request(url=f"https://app.example/hook?CallbackCommand={command}&contenttype=json", body=raw)


def work(do: Callable[[], object]) -> int:
    """Return how many calls something takes: a measure that no busy machine disturbs."""
    calls = 0

    def count(frame: Any, happening: str, argument: Any) -> None:
        nonlocal calls
        calls += happening in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        do()
    finally:
        sys.setprofile(before)
    return calls
