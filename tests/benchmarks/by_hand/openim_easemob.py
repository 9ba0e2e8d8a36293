"""From OpenIM to Easemob by hand, and back."""

import json
from typing import Any

from imbridge import Request
from tests.benchmarks.by_hand.names import CUSTOM, DIRECT, GROUP, PICTURE, TEXT, WORDS
from tests.benchmarks.by_hand.texts import (
    Written,
    dumps,
    hex_id,
    openim_key,
    openim_url,
    read_data,
    read_ext,
    read_object,
    write_data,
    write_exts,
    write_object,
)


def openim_to_easemob(request: Request) -> Written:
    message = json.loads(request.body)
    group = message["sessionType"] == GROUP
    after = "After" in message["callbackCommand"]
    body = content_to_body(message["contentType"], json.loads(message["content"]))
    ext = read_data(message["ex"])
    callback = {
        "callId": hex_id(openim_key(message)),
        "timestamp": message["sendTime"],
        "from": message["sendID"],
        "msg_id": message["serverMsgID"],
        "payload": {"bodies": [body], "ext": write_object(ext) if ext else {}},
    }
    if group:
        callback["chat_type"] = "groupchat" if after else "group"
        callback["group_id"] = callback["to"] = message["groupID"]
    else:
        callback["chat_type"] = "chat"
        callback["to"] = message["recvID"]
    if after:
        callback["eventType"] = "chat"
        callback["content_type"] = f"chat:{'group' if group else 'user'}:{WORDS[body['type']]}"
    return "http://localhost", dumps(callback).encode()


def easemob_to_openim(request: Request) -> Written:
    callback = json.loads(request.body)
    payload = callback["payload"]
    group = callback["chat_type"] != "chat"
    kind, content = body_to_content(payload["bodies"][0])
    sent_at = callback["timestamp"]
    stage = "After" if "eventType" in callback else "Before"
    message = {
        "sendID": callback["from"],
        "callbackCommand": f"callback{stage}Send{'Group' if group else 'Single'}MsgCommand",
        "serverMsgID": callback["msg_id"],
        "clientMsgID": "",
        "operationID": "",
        "senderPlatformID": 0,
        "senderNickname": "",
        "sessionType": GROUP if group else DIRECT,
        "msgFrom": 0,
        "contentType": kind,
        "status": 1,
        "sendTime": sent_at,
        "createTime": sent_at,
        "content": dumps(content),
        "seq": 0,
        "atUserList": None,
        "faceURL": "",
        "ex": write_data(read_ext(payload["ext"]) or ""),
    }
    if group:
        message["groupID"] = callback["group_id"]
    else:
        message["recvID"] = callback["to"]
    return openim_url(message), dumps(message).encode()


def content_to_body(kind: int, content: dict[str, Any]) -> dict[str, Any]:
    if kind == TEXT:
        return {"type": "txt", "msg": content["content"]}
    if kind == PICTURE:
        source = content["sourcePicture"]
        image = {"type": "img", "url": source["url"], "file_length": source["size"]}
        image["size"] = {"width": source["width"], "height": source["height"]}
        if "snapshotPicture" in content:
            image["thumb"] = content["snapshotPicture"]["url"]
        return image
    if kind == CUSTOM:
        custom: dict[str, Any] = {"type": "custom"}
        if content.get("data"):
            exts = write_exts(read_data(content["data"]))
            custom["v2:customExts"] = exts
            custom["customExts"] = [{name: value} for name, value in exts.items()]
        return custom
    raise ValueError(kind)


def body_to_content(body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    type = body["type"]
    if type == "txt":
        return TEXT, {"content": body["msg"]}
    if type == "img":
        source = {"size": body["file_length"], "width": body["size"]["width"], "height": body["size"]["height"]}
        source["url"] = body["url"]
        pictures = {"sourcePicture": source}
        if "thumb" in body:
            pictures["snapshotPicture"] = {"size": 0, "width": 0, "height": 0, "url": body["thumb"]}
        return PICTURE, pictures
    if type == "custom":
        custom = {}
        if body.get("v2:customExts"):
            custom["data"] = write_data(read_object(body["v2:customExts"]))
        return CUSTOM, custom
    raise ValueError(type)
