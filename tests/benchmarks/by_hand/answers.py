"""A callback read by hand, and refused."""

import json
from urllib.parse import parse_qs, urlsplit

from imbridge import Request
from tests.benchmarks.by_hand.names import CUSTOM, PLATFORMS
from tests.benchmarks.by_hand.texts import dumps, read_data, read_ext, read_object


def answer_tencent(request: Request) -> bytes:
    """Read the facts of a callback, and refuse it."""
    query = parse_qs(urlsplit(request.url).query)
    callback = json.loads(request.body)
    element = callback["MsgBody"][0]
    content = element["MsgContent"]
    event = {
        "command": callback["CallbackCommand"],
        "app": query["SdkAppid"][0],
        "platform": query["OptPlatform"][0].lower(),
        "client_ip": query["ClientIP"][0],
        "sender": callback["From_Account"],
        "recipient": callback.get("To_Account"),
        "group": callback.get("GroupId"),
        "sent_at": callback.get("MsgTime", 0) * 1000,
        "key": callback.get("MsgKey"),
        "id": callback.get("MsgId"),
        "seq": callback.get("MsgSeq"),
        "random": callback.get("MsgRandom", callback.get("Random")),
        "type": element["MsgType"],
        "part": content,
        "data": read_data(content["Data"]) if element["MsgType"] == "TIMCustomElem" else None,
        "ext": read_data(callback.get("CloudCustomData", "")),
    }
    code = 10100 if event["group"] else 120001
    return dumps({"ActionStatus": "OK", "ErrorCode": code, "ErrorInfo": "not here"}).encode()


def answer_openim(request: Request) -> bytes:
    """Read the facts of a callback, and refuse it."""
    message = json.loads(request.body)
    content = json.loads(message["content"])
    event = {
        "command": message["callbackCommand"],
        "trace": request.headers.get("Operationid") or message["operationID"],
        "platform": PLATFORMS[message["senderPlatformID"]],
        "sender": message["sendID"],
        "nickname": message["senderNickname"],
        "avatar": message["faceURL"],
        "recipient": message.get("recvID"),
        "group": message.get("groupID"),
        "sent_at": message["sendTime"],
        "key": message["serverMsgID"],
        "id": message["clientMsgID"],
        "seq": message["seq"],
        "type": message["contentType"],
        "part": content,
        "data": read_data(content["data"]) if message["contentType"] == CUSTOM else None,
        "ext": read_data(message["ex"]),
    }
    code = 20001 if event["sender"] else 0
    return dumps({"actionCode": 0, "errCode": code, "errMsg": "not here", "errDlt": "", "nextCode": 1}).encode()


def answer_easemob(request: Request) -> bytes:
    """Read the facts of a callback, and refuse it."""
    callback = json.loads(request.body)
    payload = callback["payload"]
    body = payload["bodies"][0]
    event = {
        "command": callback.get("eventType", "presend"),
        "id": callback["callId"],
        "app": callback.get("appkey"),
        "sender": callback["from"],
        "recipient": callback["to"],
        "group": callback.get("group_id"),
        "kind": callback["chat_type"],
        "sent_at": callback["timestamp"],
        "key": callback["msg_id"],
        "type": body["type"],
        "part": body,
        "data": read_object(body["v2:customExts"]) if body["type"] == "custom" else None,
        "ext": read_ext(payload["ext"]),
    }
    valid = not event["key"]
    return dumps({"valid": valid, "code": "not here"}).encode()
