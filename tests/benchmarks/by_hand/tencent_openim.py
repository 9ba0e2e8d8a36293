"""From Tencent to OpenIM by hand, and back."""

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

from imbridge import Request
from tests.benchmarks.by_hand.names import (
    CODES,
    COMMANDS,
    COMMANDS_BACK,
    CUSTOM,
    DIRECT,
    FORMATS,
    GROUP,
    PICTURE,
    PLATFORM_IDS,
    PLATFORMS,
    REST,
    SIZES,
    TEXT,
)
from tests.benchmarks.by_hand.texts import (
    Written,
    dumps,
    hex_id,
    numbers,
    openim_key,
    openim_url,
    read_data,
    tencent_key,
    tencent_url,
    write_data,
)


def tencent_to_openim(request: Request) -> Written:
    query = parse_qs(urlsplit(request.url).query)
    callback = json.loads(request.body)
    command = callback["CallbackCommand"]
    name = COMMANDS[command]
    group = command.startswith("Group.")
    platform = PLATFORM_IDS.get(query["OptPlatform"][0].lower(), 0) if "OptPlatform" in query else 0
    element = callback["MsgBody"][0]
    kind, content = element_to_content(element["MsgType"], element["MsgContent"])
    ext = read_data(callback.get("CloudCustomData", ""))
    if isinstance(ext, dict) and "messageReply" in ext:
        raise ValueError("a quote")
    sent_at = callback["MsgTime"] * 1000 if "MsgTime" in callback else callback["EventTime"]
    message = {
        "sendID": callback["From_Account"],
        "callbackCommand": name,
        "serverMsgID": callback.get("MsgKey") or hex_id(tencent_key(callback)),
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
    return openim_url(message), dumps(message).encode()


def openim_to_tencent(request: Request) -> Written:
    message = json.loads(request.body)
    name = message["callbackCommand"]
    command = COMMANDS_BACK[name]
    after = "After" in name
    sent_at = message["sendTime"] // 1000
    callback: dict[str, Any] = {"CallbackCommand": command}
    if message["sessionType"] == GROUP:
        random, seq = numbers(openim_key(message))
        callback["GroupId"] = message["groupID"]
        callback["Type"] = "Public"
        callback["From_Account"] = message["sendID"]
        callback["Operator_Account"] = message["sendID"]
        callback["Random"] = random
        callback["EventTime"] = message["sendTime"]
        if after:
            callback["MsgSeq"] = message["seq"] or seq
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
    return tencent_url(command, PLATFORMS.get(message["senderPlatformID"])), dumps(callback).encode()


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
