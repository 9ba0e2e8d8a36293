"""The baseline that people write today: dicts in, dicts out, with the standard library's `json`.

Says what the codecs say of a message that is sent to one user or to a group, and nothing of errors.
It opens the JSON texts that the codecs and the floor open, since the app's own data comes out in one
spelling whatever the one it came in.
"""

import json
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from imbridge import Request

Written = tuple[str, bytes]

COMMANDS = {
    "C2C.CallbackBeforeSendMsg": "callbackBeforeSendSingleMsgCommand",
    "C2C.CallbackAfterSendMsg": "callbackAfterSendSingleMsgCommand",
    "Group.CallbackBeforeSendMsg": "callbackBeforeSendGroupMsgCommand",
    "Group.CallbackAfterSendMsg": "callbackAfterSendGroupMsgCommand",
}
COMMANDS_BACK = {openim: tencent for tencent, openim in COMMANDS.items()}

PLATFORM_IDS = {
    "ios": 1,
    "android": 2,
    "windows": 3,
    "mac": 4,
    "macos": 4,
    "web": 5,
    "linux": 7,
    "ipad": 9,
    "restapi": 10,
}
PLATFORMS = {1: "iOS", 2: "Android", 3: "Windows", 4: "Mac", 5: "Web", 7: "Linux", 9: "iPad", 10: "RESTAPI"}
REST = 10

FORMATS = {1: "image/jpeg", 2: "image/gif", 3: "image/png", 4: "image/bmp"}
CODES = {"image/jpeg": 1, "jpeg": 1, "jpg": 1, "image/gif": 2, "gif": 2, "image/png": 3, "png": 3, "image/bmp": 4}
SIZES = {1: "sourcePicture", 2: "bigPicture", 3: "snapshotPicture"}

TEXT, PICTURE, CUSTOM = 101, 102, 110
DIRECT, GROUP = 1, 3


def tencent_to_openim(request: Request) -> Written:
    query = parse_qs(urlsplit(request.url).query)
    callback = json.loads(request.body)
    command = callback["CallbackCommand"]
    name = COMMANDS[command]
    group = command.startswith("Group.")
    after = command.endswith("AfterSendMsg")
    platform = PLATFORM_IDS.get(query["OptPlatform"][0].lower(), 0) if "OptPlatform" in query else 0
    element = callback["MsgBody"][0]
    kind, content = element_to_content(element["MsgType"], element["MsgContent"])
    ext = read_data(callback.get("CloudCustomData", ""))
    if isinstance(ext, dict) and "messageReply" in ext:
        raise ValueError("a quote")
    sent_at = callback["MsgTime"] * 1000 if "MsgTime" in callback else callback["EventTime"]
    key = callback.get("MsgKey")
    message = {
        "sendID": callback["From_Account"],
        "callbackCommand": name,
        "serverMsgID": key or message_id(group_key(callback) if after else pending_key(callback)),
        "clientMsgID": callback.get("MsgId", ""),
        "operationID": "",
        "senderPlatformID": platform,
        "senderNickname": "",
        "sessionType": GROUP if group else DIRECT,
        "msgFrom": 0,
        "contentType": kind,
        "status": 0 if platform == REST else 1,
        "sendTime": sent_at,
        "createTime": sent_at,
        "content": dumps(content),
        "seq": callback.get("MsgSeq", 0),
        "atUserList": None,
        "faceURL": "",
        "ex": write_data(ext),
    }
    if group:
        message["groupID"] = callback["GroupId"]
    else:
        message["recvID"] = callback["To_Account"]
    url = f"http://localhost/{name}"
    if after:
        handle = {
            "sendID": message["sendID"],
            "recvID": message.get("recvID", ""),
            "groupID": message.get("groupID", ""),
        }
        url += "?" + urlencode({"key": b64encode(dumps(handle).encode()).decode()})
    return url, dumps(message).encode()


def openim_to_tencent(request: Request) -> Written:
    message = json.loads(request.body)
    name = message["callbackCommand"]
    command = COMMANDS_BACK[name]
    after = "After" in name
    sent_at = message["sendTime"] // 1000
    callback: dict[str, Any] = {"CallbackCommand": command}
    if message["sessionType"] == GROUP:
        digest = sha256(message_key(message).encode()).digest()
        callback["GroupId"] = message["groupID"]
        callback["Type"] = "Public"
        callback["From_Account"] = message["sendID"]
        callback["Operator_Account"] = message["sendID"]
        callback["Random"] = int.from_bytes(digest[:4], "big")
        callback["EventTime"] = message["sendTime"]
        if after:
            callback["MsgSeq"] = message["seq"] or int.from_bytes(digest[4:8], "big")
            callback["MsgTime"] = sent_at
    else:
        callback["From_Account"] = message["sendID"]
        callback["To_Account"] = message["recvID"]
        callback["MsgSeq"] = message["seq"]
        callback["MsgRandom"] = 0
        callback["MsgTime"] = sent_at
        callback["MsgKey"] = message["serverMsgID"]
        if after:
            callback["SendMsgResult"] = 0
            callback["ErrorInfo"] = "send msg succeed"
    if message["clientMsgID"]:
        callback["MsgId"] = message["clientMsgID"]
    callback["MsgBody"] = [content_to_element(message["contentType"], json.loads(message["content"]))]
    if message["ex"]:
        callback["CloudCustomData"] = write_data(read_data(message["ex"]))
    query = {"CallbackCommand": command, "contenttype": "json"}
    platform = PLATFORMS.get(message["senderPlatformID"])
    if platform:
        query["OptPlatform"] = platform
    return "http://localhost?" + urlencode(query), dumps(callback).encode()


def element_to_content(type: str, content: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    if type == "TIMTextElem":
        return TEXT, {"content": content["Text"]}
    if type == "TIMImageElem":
        pictures = {SIZES[info["Type"]]: info_to_picture(info) for info in content["ImageInfoArray"]}
        named = {"uuid": content["UUID"], "type": FORMATS[content["ImageFormat"]]}
        pictures["sourcePicture"] = named | pictures["sourcePicture"]
        return PICTURE, pictures
    if type == "TIMCustomElem":
        names = {"Data": "data", "Desc": "description", "Ext": "extension"}
        custom = {names[name]: value for name, value in content.items() if name in names}
        if "data" in custom:
            custom["data"] = write_data(read_data(custom["data"]))
        return CUSTOM, custom
    raise ValueError(type)


def content_to_element(kind: int, content: dict[str, Any]) -> dict[str, Any]:
    if kind == TEXT:
        return {"MsgType": "TIMTextElem", "MsgContent": {"Text": content["content"]}}
    if kind == PICTURE:
        source = content["sourcePicture"]
        infos = [picture_to_info(type, content[size]) for type, size in SIZES.items() if size in content]
        image = {"UUID": source.get("uuid", ""), "ImageFormat": CODES[source["type"]], "ImageInfoArray": infos}
        return {"MsgType": "TIMImageElem", "MsgContent": image}
    if kind == CUSTOM:
        names = {"data": "Data", "description": "Desc", "extension": "Ext"}
        custom = {names[name]: value for name, value in content.items() if name in names}
        if "Data" in custom:
            custom["Data"] = write_data(read_data(custom["Data"]))
        return {"MsgType": "TIMCustomElem", "MsgContent": custom}
    raise ValueError(kind)


def info_to_picture(info: dict[str, Any]) -> dict[str, Any]:
    return {"size": info["Size"], "width": info["Width"], "height": info["Height"], "url": info["URL"]}


def picture_to_info(type: int, picture: dict[str, Any]) -> dict[str, Any]:
    return {
        "Type": type,
        "Size": picture["size"],
        "Width": picture["width"],
        "Height": picture["height"],
        "URL": picture["url"],
    }


def group_key(callback: dict[str, Any]) -> str:
    fields = (callback["CallbackCommand"], callback["GroupId"], callback.get("TopicId", ""), callback["MsgSeq"])
    return "tencent:message.sent:" + "|".join(quote(str(field), safe="") for field in fields)


def pending_key(callback: dict[str, Any]) -> str:
    fields = (
        callback["CallbackCommand"],
        callback["GroupId"],
        callback.get("TopicId", ""),
        callback["From_Account"],
        callback["Random"],
        callback["EventTime"],
    )
    return "tencent:message.sending:" + "|".join(quote(str(field), safe="") for field in fields)


def message_key(message: dict[str, Any]) -> str:
    name = message["callbackCommand"]
    tag = "message.sent" if "After" in name else "message.sending"
    fields = (name, message["serverMsgID"], message.get("recvID", ""), message.get("groupID", ""))
    return f"openim:{tag}:" + "|".join(quote(field, safe="") for field in fields)


def message_id(key: str) -> str:
    return sha256(key.encode()).hexdigest()[:32]


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


def read_data(text: str) -> Any:
    """Read what an app put into a text slot: an object, if it looks like one."""
    return json.loads(text) if text.startswith("{") else text


def write_data(data: Any) -> str:
    return data if isinstance(data, str) else dumps(data)


def dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


TRANSLATE: dict[str, Callable[[Request], Written]] = {"tencent": tencent_to_openim, "openim": openim_to_tencent}
ANSWER: dict[str, Callable[[Request], bytes]] = {"tencent": answer_tencent, "openim": answer_openim}
