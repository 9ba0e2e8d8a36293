"""Callbacks to measure with: rings of requests that differ in every id, time, address and text.

A request that comes again and again would flatter any cache, in the library or in a baseline.
"""

import json
from base64 import b64encode
from collections.abc import Callable
from hashlib import md5
from itertools import permutations
from typing import Any
from urllib.parse import quote, urlencode

from imbridge import Request

RING = 64

VENDORS = ("tencent", "openim", "easemob")
PAIRS = tuple(permutations(VENDORS, 2))
KINDS = ("text", "image", "custom", "group text")

SECONDS = 1_781_000_000
PLATFORMS = ("iOS", "Android", "Web", "Windows")
APPKEY = "acme-shop#helpdesk"


def ring(vendor: str, kind: str, before: bool = False, size: int = RING) -> list[Request]:
    """Return `size` different callbacks of one kind: before or after the sending of a message."""
    return [BUILDERS[vendor](kind, before, n) for n in range(size)]


def tencent(kind: str, before: bool, n: int) -> Request:
    group = kind == "group text"
    command = f"{'Group' if group else 'C2C'}.Callback{'Before' if before else 'After'}SendMsg"
    body: dict[str, Any] = {"CallbackCommand": command}
    if group:
        body |= {"GroupId": f"@TGS#3{n:03}HVXJ5C6", "Type": "Public", "From_Account": f"guest_{n}"}
        body |= {"Operator_Account": f"guest_{n}", "Random": 3_105_470_137 + 7 * n, "OnlineOnlyFlag": 0}
        if not before:
            body |= {"MsgSeq": 6100 + n, "MsgTime": SECONDS + n}
        body |= {"MsgId": msg_id(n), "EventTime": SECONDS * 1000 + n * 1000 + 210}
    else:
        body |= {"From_Account": f"guest_{n}", "To_Account": f"desk_{n % 7}", "MsgSeq": 48_200_000 + n}
        body |= {"MsgRandom": 2_837_461_005 + n, "MsgTime": SECONDS + n}
        body |= {"MsgKey": f"{48_200_000 + n}_{n}_{SECONDS + n}", "MsgId": msg_id(n), "OnlineOnlyFlag": 0}
        if not before:
            body |= {"SendMsgResult": 0, "ErrorInfo": "send msg succeed", "UnreadMsgNum": n % 9}
    body |= {"MsgBody": [tencent_element(kind, n)], "CloudCustomData": ext(n)}
    query = {
        "SdkAppid": "1400098765",
        "CallbackCommand": command,
        "contenttype": "json",
        "ClientIP": f"203.0.113.{n + 1}",
        "OptPlatform": PLATFORMS[n % 4],
    }
    return Request(
        url=f"https://chat.example.com/callbacks/tencent?{urlencode(query)}",
        headers={"Host": "chat.example.com", "Content-Type": "application/json", "Accept": "*/*"},
        body=compact(body).encode(),
    )


def tencent_element(kind: str, n: int) -> dict[str, Any]:
    if kind == "image":
        return {
            "MsgType": "TIMImageElem",
            "MsgContent": {
                "UUID": f"1400098765_guest_{n}_9d2be1c07f",
                "ImageFormat": 1,
                "ImageInfoArray": [
                    {"Type": 1, "Size": 183_370 + n, "Width": 1080, "Height": 1920, "URL": picture(n, "0")},
                    {"Type": 2, "Size": 65_848 + n, "Width": 720, "Height": 1280, "URL": picture(n, "720")},
                    {"Type": 3, "Size": 4_721 + n, "Width": 198, "Height": 352, "URL": picture(n, "198")},
                ],
            },
        }
    if kind == "custom":
        content = {"Data": payload(n), "Desc": f"Order {n} is ready", "Ext": f"shop://orders/{n}", "Sound": "ding.caf"}
        return {"MsgType": "TIMCustomElem", "MsgContent": content}
    return {"MsgType": "TIMTextElem", "MsgContent": {"Text": text(n)}}


def openim(kind: str, before: bool, n: int) -> Request:
    group = kind == "group text"
    command = f"callback{'Before' if before else 'After'}Send{'Group' if group else 'Single'}MsgCommand"
    code, content = openim_content(kind, n)
    group_id, recv_id = (f"27{n:04}1189", "") if group else ("", f"desk_{n % 7}")
    body = {
        "sendID": f"guest_{n}",
        "callbackCommand": command,
        "serverMsgID": f"b1946ac92492d2347c6235b4d26{n:05}",
        "clientMsgID": f"5d41402abc4b2a76b9719d911{n:07}",
        "operationID": f"op-{SECONDS + n}-{n}",
        "senderPlatformID": n % 4 + 1,
        "senderNickname": f"Guest {n}",
        "sessionType": 3 if group else 1,
        "msgFrom": 100,
        "contentType": code,
        "status": 1,
        "sendTime": SECONDS * 1000 + n * 1000 + 321,
        "createTime": SECONDS * 1000 + n * 1000 + 254,
        "content": go(content),
        "seq": 0,
        "atUserList": None,
        "faceURL": f"https://cdn.example.com/faces/{n}.png",
        "ex": ext(n),
    }
    body |= {"groupID": group_id} if group else {"recvID": recv_id}
    key = compact({"sendID": body["sendID"], "recvID": recv_id, "groupID": group_id})
    handle = "" if before else f"?key={quote(b64encode(key.encode()).decode(), safe='')}"
    return Request(
        url=f"https://chat.example.com/callbacks/openim/{command}{handle}",
        headers={
            "Host": "chat.example.com",
            "User-Agent": "Go-http-client/1.1",
            "Content-Type": "application/json; charset=utf-8",
            "Operationid": f"op-{SECONDS + n}-{n}",
            "Accept-Encoding": "gzip",
        },
        body=f"{go(body)}\n".encode(),
    )


def openim_content(kind: str, n: int) -> tuple[int, dict[str, Any]]:
    if kind == "image":
        full = {"uuid": f"guest_{n}/9d2be1c07f.jpeg", "type": "image/jpeg", "size": 183_370 + n}
        full |= {"width": 1080, "height": 1920, "url": picture(n, "0")}
        small = {"type": "image/jpeg", "size": 4_721 + n, "width": 198, "height": 352, "url": picture(n, "198")}
        return 102, {"sourcePicture": full, "bigPicture": full, "snapshotPicture": small}
    if kind == "custom":
        return 110, {"data": payload(n), "description": f"Order {n} is ready", "extension": f"shop://orders/{n}"}
    return 101, {"content": text(n)}


def easemob(kind: str, before: bool, n: int) -> Request:
    group = kind == "group text"
    word, content = easemob_body(kind, n)
    sender, recipient = f"guest_{n}", f"27{n:04}11895040" if group else f"desk_{n % 7}"
    msg_id, time = str(1_399_000_111_222_333_444 + 1001 * n), SECONDS * 1000 + n * 1000 + 456
    call_id = f"{APPKEY}_{msg_id}"
    chat_type = "chat" if not group else "group" if before else "groupchat"
    data = {"ticket": f"T-{9000 + n}", "vip": n % 2 == 0, "level": n % 5, "shop": {"id": n, "city": "杭州"}}
    payload: dict[str, Any] = {"ext": data, "bodies": [content]}
    body: dict[str, Any] = {"callId": call_id}
    if not before:
        payload |= {"meta": {}, "from": sender, "to": recipient, "type": chat_type}
        body["eventType"] = "chat"
    body["chat_type"] = chat_type
    if not before:
        body["content_type"] = f"chat:{'group' if group else 'user'}:{word}"
    if group:
        body["group_id"] = recipient
    body |= {"from": sender, "to": recipient, "msg_id": msg_id, "payload": payload, "securityVersion": "1.0.0"}
    if not before:
        body |= {"appkey": APPKEY, "host": f"msync@ebs-ali-hangzhou-{n % 3}"}
    body |= {"timestamp": time, "security": md5(f"{call_id}Blue-Kite-88{time}".encode()).hexdigest()}
    return Request(
        url="https://chat.example.com/callbacks/easemob",
        headers={"Host": "chat.example.com", "Content-Type": "application/json", "Accept": "*/*"},
        body=compact(body).encode(),
    )


def easemob_body(kind: str, n: int) -> tuple[str, dict[str, Any]]:
    """Return the word for a body in `content_type`, and the body."""
    if kind == "image":
        image = {"type": "img", "filename": f"IMG_{n:04}.jpeg", "file_length": 183_370 + n}
        image |= {"size": {"width": 1080, "height": 1920}, "secret": f"nYx1AqYVEe2v8Qm4{n:04}"}
        return "image", image | {"url": f"https://a1.example.com/acme-shop/helpdesk/chatfiles/9d2be1c0-7f{n:04}"}
    if kind == "custom":
        exts = {"order": str(4700 + n), "sku": f"A{n}", "count": "2", "paid": "true"}
        older = [{key: value} for key, value in exts.items()]
        return "custom", {"type": "custom", "customEvent": "order_card", "customExts": older, "v2:customExts": exts}
    return "text", {"type": "txt", "msg": text(n)}


def text(n: int) -> str:
    return f"Good morning, is order {4700 + n} ready? 谢谢 🙂"


def ext(n: int) -> str:
    return spelt({"ticket": f"T-{9000 + n}", "vip": n % 2 == 0, "level": n % 5}, n)


def payload(n: int) -> str:
    items = [{"sku": f"A{n}", "count": 2}]
    return spelt({"businessID": "order_card", "order": 4700 + n, "items": items, "paid": True}, n)


def spelt(value: object, n: int) -> str:
    """Write an app's data by turns as a browser and as Python's `json` would."""
    return json.dumps(value) if n % 2 else compact(value)


def picture(n: int, size: str) -> str:
    return f"https://cdn.example.com/pictures/{n}/9d2be1c07f.jpeg?size={size}&v=2"


def msg_id(n: int) -> str:
    return f"144115198371610486-{SECONDS + n}-{2_837_461_005 + n}"


def compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def go(value: object) -> str:
    """Write JSON as OpenIM's server does, which escapes what is special in HTML."""
    return compact(value).replace("&", r"\u0026").replace("<", r"\u003c").replace(">", r"\u003e")


BUILDERS: dict[str, Callable[[str, bool, int], Request]] = {
    "tencent": tencent,
    "openim": openim,
    "easemob": easemob,
}
