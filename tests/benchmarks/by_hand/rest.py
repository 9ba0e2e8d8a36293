"""REST sends and records of history, by hand."""

import json
from collections.abc import Callable
from typing import Any

from imbridge import Request
from tests.benchmarks.by_hand.names import DIRECT
from tests.benchmarks.by_hand.openim_easemob import body_to_content, content_to_body
from tests.benchmarks.by_hand.reports import digest
from tests.benchmarks.by_hand.tencent_easemob import body_to_element, element_to_body
from tests.benchmarks.by_hand.tencent_openim import content_to_element, element_to_content
from tests.benchmarks.by_hand.texts import dumps, hex_id, numbers, read_data, read_ext, write_data, write_object

Sent = tuple[str, bytes, dict[str, str]]
"""A url, a body and headers."""

Json = dict[str, Any]

ADMIN = "imAdmin"
RECALLED, SENT = 8, 1


def tencent_send_to_openim(request: Request) -> Sent:
    call = json.loads(request.body)
    code, content = element_to_content(*only(call["MsgBody"]))
    send = {"sendID": call.get("From_Account") or ADMIN, "recvID": call["To_Account"], "content": content}
    send |= {"contentType": code, "sessionType": DIRECT}
    if call.get("MsgTimeStamp"):
        send["sendTime"] = call["MsgTimeStamp"] * 1000
    if call.get("OnlineOnlyFlag"):
        send["isOnlineOnly"] = True
    ext = read_cloud(call)
    if ext:
        send["ex"] = write_data(ext)
    return openim_call(send, key_of("tencent", "sendmsg", call))


def tencent_send_to_easemob(request: Request) -> Sent:
    call = json.loads(request.body)
    body, sync = element_to_body(*only(call["MsgBody"])), call.get("SyncOtherMachine")
    send = {"to": [call["To_Account"]], "type": body.pop("type"), "body": body}
    if call.get("From_Account"):
        send["from"] = call["From_Account"]
    if call.get("MsgTimeStamp"):
        send["msg_timestamp"] = call["MsgTimeStamp"] * 1000
    if sync:
        send["sync_device"] = sync == 1
    if call.get("OnlineOnlyFlag"):
        send["routetype"] = "ROUTE_ONLINE"
    ext = read_cloud(call)
    if ext:
        send["ext"] = write_object(ext)
    return "http://localhost/messages/users", dumps(send).encode(), {}


def openim_send_to_tencent(request: Request) -> Sent:
    call = json.loads(request.body)
    random, _ = numbers(key_of("openim", "send_msg", call))
    element = content_to_element(call["contentType"], call["content"])
    send = {"From_Account": call["sendID"], "To_Account": direct(call), "MsgRandom": random, "MsgBody": [element]}
    if call.get("sendTime"):
        send["MsgTimeStamp"] = call["sendTime"] // 1000
    if call.get("isOnlineOnly"):
        send["OnlineOnlyFlag"] = 1
    if call.get("notOfflinePush"):
        send["OfflinePushInfo"] = {"PushFlag": 1}
    if call.get("ex"):
        send["CloudCustomData"] = write_data(read_data(call["ex"]))
    return tencent_call(send)


def openim_send_to_easemob(request: Request) -> Sent:
    call = json.loads(request.body)
    body = content_to_body(call["contentType"], call["content"])
    send = {"from": call["sendID"], "to": [direct(call)], "type": body.pop("type"), "body": body}
    if call.get("sendTime"):
        send["msg_timestamp"] = call["sendTime"]
    if call.get("isOnlineOnly"):
        send["routetype"] = "ROUTE_ONLINE"
    ext = write_object(read_data(call["ex"])) if call.get("ex") else {}
    if call.get("notOfflinePush"):
        ext["em_ignore_notification"] = True
    if ext:
        send["ext"] = ext
    return "http://localhost/messages/users", dumps(send).encode(), {}


def easemob_send_to_tencent(request: Request) -> Sent:
    call = json.loads(request.body)
    random, _ = numbers(key_of("easemob", "users", call))
    (recipient,) = call["to"]
    element = body_to_element({"type": call["type"], **call["body"]})
    send: Json = {"To_Account": recipient, "MsgRandom": random, "MsgBody": [element]}
    if "from" in call:
        send["From_Account"] = call["from"]
    if call.get("msg_timestamp"):
        send["MsgTimeStamp"] = call["msg_timestamp"] // 1000
    if call.get("sync_device") is not None:
        send["SyncOtherMachine"] = 1 if call["sync_device"] else 2
    if call.get("routetype") == "ROUTE_ONLINE":
        send["OnlineOnlyFlag"] = 1
    ext = read_ext(call.get("ext", {}))
    if ext:
        send["CloudCustomData"] = write_data(ext)
    return tencent_call(send)


def easemob_send_to_openim(request: Request) -> Sent:
    call = json.loads(request.body)
    (recipient,) = call["to"]
    code, content = body_to_content({"type": call["type"], **call["body"]})
    send = {"sendID": call.get("from", ADMIN), "recvID": recipient, "content": content}
    send |= {"contentType": code, "sessionType": DIRECT}
    if call.get("msg_timestamp"):
        send["sendTime"] = call["msg_timestamp"]
    if call.get("routetype") == "ROUTE_ONLINE":
        send["isOnlineOnly"] = True
    ext = read_ext(call.get("ext", {}))
    if ext:
        send["ex"] = write_data(ext)
    return openim_call(send, key_of("easemob", "users", call))


def tencent_record_to_openim(line: bytes) -> bytes:
    record = json.loads(line)
    code, content = element_to_content(*only(record["MsgBody"]))
    log = openim_log(record["From_Account"], record["To_Account"], record["MsgTimeStamp"] * 1000, code, content)
    log |= {"serverMsgID": record["MsgKey"], "seq": record["MsgSeq"], "ex": write_data(read_cloud(record) or "")}
    return dumps({"chatLog": log, "isRevoked": record["MsgFlagBits"] == RECALLED}).encode()


def tencent_record_to_easemob(line: bytes) -> bytes:
    record = json.loads(line)
    body, ext = element_to_body(*only(record["MsgBody"])), read_cloud(record)
    sender, recipient, time = record["From_Account"], record["To_Account"], record["MsgTimeStamp"] * 1000
    return easemob_line(record["MsgKey"], sender, recipient, time, body, ext)


def openim_record_to_tencent(line: bytes) -> bytes:
    found = json.loads(line)
    log = found["chatLog"]
    body = content_to_element(log["contentType"], json.loads(log["content"]))
    roamed = tencent_entry(log["serverMsgID"], log["sendID"], direct(log), log["sendTime"], body)
    roamed |= {"MsgSeq": log["seq"], "MsgFlagBits": RECALLED if found["isRevoked"] else 0}
    if log["ex"]:
        roamed["CloudCustomData"] = write_data(read_data(log["ex"]))
    return dumps(roamed).encode()


def openim_record_to_easemob(line: bytes) -> bytes:
    log = json.loads(line)["chatLog"]
    body, ext = content_to_body(log["contentType"], json.loads(log["content"])), read_data(log["ex"])
    return easemob_line(log["serverMsgID"], log["sendID"], direct(log), log["sendTime"], body, ext)


def easemob_record_to_tencent(line: bytes) -> bytes:
    record = json.loads(line)
    payload = record["payload"]
    (body,) = payload["bodies"]
    sender, recipient = payload.get("from") or record["from"], payload.get("to") or record["to"]
    roamed = tencent_entry(record["msg_id"], sender, recipient, record["timestamp"], body_to_element(body))
    ext = read_ext(payload["ext"])
    if ext:
        roamed["CloudCustomData"] = write_data(ext)
    return dumps(roamed).encode()


def easemob_record_to_openim(line: bytes) -> bytes:
    record = json.loads(line)
    payload = record["payload"]
    (body,) = payload["bodies"]
    sender, recipient = payload.get("from") or record["from"], payload.get("to") or record["to"]
    log = openim_log(sender, recipient, record["timestamp"], *body_to_content(body))
    log |= {"serverMsgID": record["msg_id"], "ex": write_data(read_ext(payload["ext"]) or "")}
    return dumps({"chatLog": log, "isRevoked": False}).encode()


def openim_log(sender: str, recipient: str, time: int, code: int, content: Json) -> Json:
    log: Json = {"serverMsgID": "", "clientMsgID": "", "sendID": sender, "recvID": recipient, "groupID": ""}
    log |= {"recvNickname": "", "senderPlatformID": 0, "senderNickname": "", "senderFaceURL": "", "groupName": ""}
    log |= {"sessionType": DIRECT, "msgFrom": 0, "contentType": code, "content": dumps(content), "status": SENT}
    log |= {"sendTime": time, "createTime": time, "ex": "", "groupFaceURL": "", "groupMemberCount": 0, "seq": 0}
    return log | {"groupOwner": "", "groupType": 0}


def tencent_entry(id: str, sender: str, recipient: str, time: int, element: Json) -> Json:
    entry: Json = {"From_Account": sender, "To_Account": recipient, "MsgSeq": 0, "MsgRandom": 0}
    return entry | {"MsgTimeStamp": time // 1000, "MsgFlagBits": 0, "MsgKey": id, "MsgBody": [element]}


def easemob_line(id: str, sender: str, recipient: str, time: int, body: Json, ext: Any) -> bytes:
    payload = {"bodies": [body], "ext": write_object(ext) if ext else {}, "from": sender, "to": recipient}
    line = {"msg_id": id, "timestamp": time, "to": recipient, "from": sender, "chat_type": "chat", "payload": payload}
    return dumps(line).encode()


def openim_call(send: Json, key: str) -> Sent:
    return "http://localhost/msg/send_msg", dumps(send).encode(), {"operationID": hex_id(key)}


def tencent_call(send: Json) -> Sent:
    return "http://localhost/v4/openim/sendmsg?contenttype=json", dumps(send).encode(), {}


def only(elements: list[Json]) -> tuple[str, Json]:
    (element,) = elements
    return element["MsgType"], element["MsgContent"]


def read_cloud(body: Json) -> Any:
    ext = read_data(body.get("CloudCustomData", ""))
    if isinstance(ext, dict) and "messageReply" in ext:
        raise ValueError("a quote")
    return ext


def direct(message: Json) -> str:
    """Return whom a message of OpenIM's goes to, if that is a user."""
    if message["sessionType"] != DIRECT:
        raise ValueError("a group")
    recipient: str = message["recvID"]
    return recipient


def key_of(vendor: str, command: str, call: Json) -> str:
    return f"{vendor}:send:{command}|{digest(call)}"


SENDS: dict[tuple[str, str], Callable[[Request], Sent]] = {
    ("tencent", "openim"): tencent_send_to_openim,
    ("tencent", "easemob"): tencent_send_to_easemob,
    ("openim", "tencent"): openim_send_to_tencent,
    ("openim", "easemob"): openim_send_to_easemob,
    ("easemob", "tencent"): easemob_send_to_tencent,
    ("easemob", "openim"): easemob_send_to_openim,
}
RECORDS: dict[tuple[str, str], Callable[[bytes], bytes]] = {
    ("tencent", "openim"): tencent_record_to_openim,
    ("tencent", "easemob"): tencent_record_to_easemob,
    ("openim", "tencent"): openim_record_to_tencent,
    ("openim", "easemob"): openim_record_to_easemob,
    ("easemob", "tencent"): easemob_record_to_tencent,
    ("easemob", "openim"): easemob_record_to_openim,
}
