"""REST documents with what is seldom drawn, each by hand."""

import json
from base64 import b64encode
from typing import Any

from imbridge.http import Request
from imbridge.testing.documents import Document

Json = dict[str, Any]


def call(vendor: str, url: str, body: Json, *headers: str) -> Document:
    named = dict.fromkeys(headers, "op")
    request = Request(url=url, headers=named, body=json.dumps(body).encode())
    return Document(vendor=vendor, request=request, headers=headers, row=url.rpartition("/")[2])


def line(vendor: str, body: Json) -> Document:
    return Document(vendor=vendor, request=Request(body=json.dumps(body).encode()))


def easemob_line(bodies: list[Json], ext: Json, **more: Any) -> Document:
    people = {"from": "ann", "to": "280000000000001"}
    payload = {"bodies": bodies, "ext": ext, **people, "type": "groupchat", **more}
    head = {"msg_id": "1399000111222333444", "timestamp": 1733300000456, "chat_type": "groupchat", **people}
    return line("easemob", {**head, "payload": payload})


def nested(content: Json, **more: Any) -> Json:
    push = {"title": "t", "desc": "d", "ex": "e", "iOSPushSound": "s", "iOSBadgeCount": True, "signalInfo": ""}
    return {
        "clientMsgID": "c",
        "serverMsgID": "s",
        "createTime": 5000,
        "sendTime": 5000,
        "sessionType": 2,
        "sendID": "cid",
        "groupID": "g",
        "msgFrom": 100,
        "senderPlatformID": 1,
        "senderNickname": "Cid",
        "senderFaceUrl": "https://files.example/f",
        "seq": 3,
        "isRead": True,
        "status": 1,
        "offlinePush": push,
        "ex": "x",
        **content,
        **more,
    }


MARKS = [{"type": "b", "offset": 0, "length": 1}]
CUSTOM = {"customElem": {"data": "d", "description": "", "extension": ""}}
MENTIONS = {
    "contentType": 106,
    "atTextElem": {
        "text": "t",
        "atUserList": ["ben", "AtAllTag"],
        "atUsersInfo": [{"atUserID": "ben", "groupNickname": "Ben"}],
        "quoteMessage": nested({"contentType": 101, "textElem": {"content": "before"}}),
    },
}
FORWARDED = (
    nested(MENTIONS),
    nested({"contentType": 119, **CUSTOM}, sessionType=1, recvID="ben"),
    nested({"contentType": 120, **CUSTOM}, sessionType=1, recvID="ben"),
)
LOG = {
    "serverMsgID": "s",
    "clientMsgID": "c",
    "sendID": "ann",
    "recvID": "ben",
    "groupID": "",
    "senderPlatformID": 2,
    "senderNickname": "Ann",
    "senderFaceURL": "",
    "sessionType": 1,
    "msgFrom": 100,
    "status": 1,
    "sendTime": 1733300000000,
    "createTime": 1733300000000,
    "ex": "",
    "seq": 7,
}
"""The header of an entry of OpenIM's history."""

PICTURE = {"uuid": "u", "type": "image/png", "size": 1, "width": 2, "height": 3, "url": "https://files.example/i"}


def quoting(message: Json) -> Document:
    body = {"sendID": "ann", "recvID": "ben", "sessionType": 1, "contentType": 114}
    content = {"text": "t", "quoteMessage": message, "messageEntityList": MARKS}
    url = "https://im.example/msg/send_msg"
    return call("openim", url, {**body, "content": content}, "operationID")


def pulled(code: int, content: Json, **more: Any) -> Document:
    text = b64encode(json.dumps(content).encode()).decode()
    rest = {"isRead": False, "offlinePushInfo": None, "atUserIDList": None, "attachedInfo": ""}
    return line("openim", {**LOG, **rest, "contentType": code, "content": text, **more})


def tencent(path: str, body: Json) -> Document:
    return call("tencent", f"https://console.tim.qq.com/v4/{path}", body)


IMAGE = {
    "MsgType": "TIMImageElem",
    "MsgContent": {
        "UUID": "u",
        "ImageFormat": 3,
        "ImageInfoArray": [{"Type": 1, "Size": 5, "Width": 6, "Height": 7, "URL": "https://files.example/i"}],
    },
}
TEXT = {"MsgType": "TIMTextElem", "MsgContent": {"Text": "hi"}}
OLD: Json = {"From_Account": "ann", "SendTime": 1700000000, "Random": 5, "MsgBody": [TEXT]}
EVERYONE = [{"GroupAtAllFlag": 1}, {"GroupAtAllFlag": 0, "GroupAt_Account": "ben"}]
PUSH = {"PushFlag": 0, "Title": "t", "ApnsInfo": {"BadgeMode": 0, "SubTitle": "s"}}

NEW = {"MsgType": "TIMNewElem", "MsgContent": {"a": 1}}
REPLY = {"messageID": "m", "messageAbstract": "a", "messageSender": "s", "messageType": 1, "messageRootID": "r"}
ENTRY = {
    "From_Account": "cid",
    "To_Account": "ann",
    "MsgSeq": 1,
    "MsgRandom": 2,
    "MsgTimeStamp": 3,
    "MsgBody": [TEXT],
    "CloudCustomData": json.dumps({"messageReply": REPLY}),
}
RELAYED = {
    "From_Account": "ann",
    "To_Account": "ben",
    "MsgSeq": 7,
    "MsgRandom": 9,
    "MsgTimeStamp": 1700000000,
    "MsgFlagBits": 0,
    "MsgKey": "7_9_1700000000",
    "MsgBody": [
        {
            "MsgType": "TIMRelayElem",
            "MsgContent": {
                "Title": "t",
                "MsgNum": 3,
                "CompatibleText": "c",
                "AbstractList": ["a"],
                "MsgList": [ENTRY],
            },
        }
    ],
}

RARE: dict[str, tuple[Document, ...]] = {
    "easemob": (
        easemob_line([{"type": "cmd"}], {}),
        easemob_line([{"type": "txt", "msg": "a"}, {"type": "txt", "msg": "b"}], {}),
        easemob_line([{"type": "custom", "customExts": {"k": "v"}}, {"type": "custom"}], {}),
        easemob_line(
            [
                {
                    "type": "txt",
                    "subType": "sub_combine",
                    "combineLevel": 1,
                    "title": "t",
                    "summary": "a",
                    "msg": "m",
                    "url": "https://files.example/c",
                    "secret": "s",
                    "filename": "f",
                    "file_length": 5,
                }
            ],
            {"em_push_ext": {"title": "t", "content": "c", "custom": {"k": 1}}, "em_apns_ext": {"em_push_sound": "s"}},
            meta={"thread": {"msg_parent_id": "1", "thread_name": "t", "muc_parent_id": "280000000000002"}},
        ),
        call(
            "easemob",
            "https://a1.easemob.com/acme/demo/messages/users",
            {
                "from": "ann",
                "to": ["ben"],
                "type": "cmd",
                "body": {"action": "a"},
                "routetype": "ROUTE_ONLINE",
                "msg_timestamp": 1733300000456,
                "ext": {"k": 1},
            },
        ),
        call(
            "easemob",
            "https://a1.easemob.com/acme/demo/messages/chatgroups",
            {
                "from": "ann",
                "to": ["280000000000001"],
                "type": "img",
                "body": {"url": "https://files.example/i", "filename": "f", "secret": "s"},
                "ext": {"em_push_ext": {"title": "t", "content": "c", "custom": {"k": 1}}},
            },
        ),
    ),
    "openim": (
        quoting(nested({"contentType": 119, **CUSTOM})),
        quoting(nested({"contentType": 120, **CUSTOM})),
        quoting(nested(MENTIONS)),
        quoting(nested({"contentType": 101, "textElem": {"content": "t"}}, sessionType=1, recvID="ben")),
        pulled(107, {"title": "t", "abstractList": ["a"], "multiMessage": FORWARDED, "messageEntityList": MARKS}),
        pulled(117, {"text": "t", "messageEntityList": MARKS}),
        pulled(102, {"sourcePicture": PICTURE, "bigPicture": PICTURE, "snapshotPicture": PICTURE}),
        pulled(106, MENTIONS["atTextElem"], options={"offlinePush": False}),  # type: ignore[arg-type]
        call(
            "openim",
            "https://im.example/msg/batch_send_msg",
            {
                "sendID": "ann",
                "recvIDs": ["ben"],
                "isSendAll": True,
                "sessionType": 1,
                "contentType": 119,
                "sendTime": 1733300000123,
                "content": {"data": "d", "description": "e", "extension": "f"},
            },
            "operationID",
        ),
    ),
    "tencent": (
        tencent("openim/modify_group_msg", {"GroupId": "g", "MsgSeq": 7, "MsgBody": [None], "CloudCustomData": "x"}),
        tencent("openim/modify_group_msg", {"GroupId": "g", "MsgSeq": 7, "MsgBody": [NEW]}),
        line("tencent", RELAYED),
        tencent(
            "group_open_http_svc/send_group_msg",
            {
                "GroupId": "g",
                "Random": 5,
                "From_Account": "ann",
                "MsgBody": [IMAGE, TEXT],
                "GroupAtInfo": EVERYONE,
                "OfflinePushInfo": PUSH,
                "CloudCustomData": json.dumps({"messageReply": {"messageID": "m", "messageSender": "ben"}}),
            },
        ),
        tencent(
            "openim/sendmsg",
            {
                "To_Account": "ben",
                "MsgRandom": 5,
                "MsgBody": [TEXT],
                "CloudCustomData": json.dumps({"messageReply": {"messageID": "m", "messageSender": "ben"}}),
            },
        ),
        tencent("group_open_http_svc/import_group_msg", {"GroupId": "g", "MsgList": [OLD, OLD]}),
    ),
}
