"""From Tencent to Easemob by hand, and back."""

import json
from typing import Any

from imbridge import Request
from tests.benchmarks.by_hand.names import OTHER_FORMAT, WORDS
from tests.benchmarks.by_hand.texts import (
    Written,
    decimal_id,
    dumps,
    easemob_key,
    hex_id,
    numbers,
    read_data,
    read_ext,
    read_object,
    tencent_key,
    tencent_url,
    write_data,
    write_exts,
    write_object,
)


def tencent_to_easemob(request: Request) -> Written:
    callback = json.loads(request.body)
    command = callback["CallbackCommand"]
    group = command.startswith("Group.")
    after = command.endswith("AfterSendMsg")
    key = tencent_key(callback)
    element = callback["MsgBody"][0]
    body = element_to_body(element["MsgType"], element["MsgContent"])
    ext = read_data(callback.get("CloudCustomData", ""))
    if isinstance(ext, dict) and "messageReply" in ext:
        raise ValueError("a quote")
    message = {
        "callId": hex_id(key),
        "timestamp": callback["MsgTime"] * 1000 if "MsgTime" in callback else callback["EventTime"],
        "from": callback["From_Account"],
        "msg_id": callback.get("MsgKey") or decimal_id(key),
        "payload": {"bodies": [body], "ext": write_object(ext) if ext else {}},
    }
    if group:
        message["chat_type"] = "groupchat" if after else "group"
        message["group_id"] = message["to"] = callback["GroupId"]
    else:
        message["chat_type"] = "chat"
        message["to"] = callback["To_Account"]
    if after:
        message["eventType"] = "chat"
        message["content_type"] = f"chat:{'group' if group else 'user'}:{WORDS[body['type']]}"
    return "http://localhost", dumps(message).encode()


def easemob_to_tencent(request: Request) -> Written:
    message = json.loads(request.body)
    payload = message["payload"]
    after = "eventType" in message
    sent_at = message["timestamp"] // 1000
    callback: dict[str, Any] = {}
    if message["chat_type"] == "chat":
        command = f"C2C.Callback{'After' if after else 'Before'}SendMsg"
        callback["From_Account"] = message["from"]
        callback["To_Account"] = message["to"]
        callback["MsgSeq"] = 0
        callback["MsgRandom"] = 0
        callback["MsgTime"] = sent_at
        callback["MsgKey"] = message["msg_id"]
        if after:
            callback["SendMsgResult"] = 0
            callback["ErrorInfo"] = "send msg succeed"
    else:
        command = f"Group.Callback{'After' if after else 'Before'}SendMsg"
        random, seq = numbers(easemob_key(message))
        callback["GroupId"] = message["group_id"]
        callback["Type"] = "Public"
        callback["From_Account"] = message["from"]
        callback["Operator_Account"] = message["from"]
        callback["Random"] = random
        callback["EventTime"] = message["timestamp"]
        if after:
            callback["MsgSeq"] = seq
            callback["MsgTime"] = sent_at
    callback["CallbackCommand"] = command
    callback["MsgBody"] = [body_to_element(payload["bodies"][0])]
    ext = read_ext(payload["ext"])
    if ext:
        callback["CloudCustomData"] = write_data(ext)
    return tencent_url(command), dumps(callback).encode()


def element_to_body(type: str, content: dict[str, Any]) -> dict[str, Any]:
    if type == "TIMTextElem":
        return {"type": "txt", "msg": content["Text"]}
    if type == "TIMImageElem":
        infos = {info["Type"]: info for info in content["ImageInfoArray"]}
        image = {"type": "img", "url": infos[1]["URL"], "file_length": infos[1]["Size"]}
        image["size"] = {"width": infos[1]["Width"], "height": infos[1]["Height"]}
        if 3 in infos:
            image["thumb"] = infos[3]["URL"]
        return image
    if type == "TIMCustomElem":
        custom: dict[str, Any] = {"type": "custom"}
        if content.get("Data"):
            exts = write_exts(read_data(content["Data"]))
            custom["v2:customExts"] = exts
            custom["customExts"] = [{name: value} for name, value in exts.items()]
        return custom
    raise ValueError(type)


def body_to_element(body: dict[str, Any]) -> dict[str, Any]:
    type = body["type"]
    if type == "txt":
        return {"MsgType": "TIMTextElem", "MsgContent": {"Text": body["msg"]}}
    if type == "img":
        infos = [
            {
                "Type": 1,
                "Size": body["file_length"],
                "Width": body["size"]["width"],
                "Height": body["size"]["height"],
                "URL": body["url"],
            }
        ]
        if "thumb" in body:
            infos.append({"Type": 3, "Size": 0, "Width": 0, "Height": 0, "URL": body["thumb"]})
        image = {"UUID": "", "ImageFormat": OTHER_FORMAT, "ImageInfoArray": infos}
        return {"MsgType": "TIMImageElem", "MsgContent": image}
    if type == "custom":
        custom = {}
        if body.get("v2:customExts"):
            custom["Data"] = write_data(read_object(body["v2:customExts"]))
        return {"MsgType": "TIMCustomElem", "MsgContent": custom}
    raise ValueError(type)
