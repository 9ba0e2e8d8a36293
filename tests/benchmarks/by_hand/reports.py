"""Callbacks that are about no message, by hand."""

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from imbridge import Request
from tests.benchmarks.by_hand.names import PLATFORM_IDS, PLATFORMS
from tests.benchmarks.by_hand.texts import Written, decimal_id, dumps, hex_id

SYSTEMS = {"ios": "ios", "android": "android", "webim": "web", "win": "windows", "linux": "linux"}
SYSTEM_NAMES = {platform: name for name, platform in SYSTEMS.items()}
PLATFORM_WORDS = {1: "IOS", 2: "Android", 3: "Windows", 4: "OSX", 5: "Web", 7: "Linux", 9: "IPad", 10: "Admin"}
TENCENT_NAMES = {"mac": "Mac", "ios": "iOS", "android": "Android", "web": "Web", "windows": "Windows", "linux": "Linux"}


def tencent_presence_to_openim(request: Request) -> Written:
    body, query = json.loads(request.body), query_of(request)
    info = body["Info"]
    return openim_presence(info["Action"] == "Login", info["To_Account"], body["EventTime"], platform_id(query))


def tencent_presence_to_easemob(request: Request) -> Written:
    body, query = json.loads(request.body), query_of(request)
    info = body["Info"]
    key = tencent_key("presence.changed", body, query)
    system = query.get("OptPlatform", "").lower()
    return easemob_presence(key, info["Action"] == "Login", info["To_Account"], body["EventTime"], system, query)


def openim_presence_to_tencent(request: Request) -> Written:
    body = json.loads(request.body)
    return tencent_presence(body["callbackCommand"], body["userID"], body["seq"], PLATFORMS.get(body["platformID"]))


def openim_presence_to_easemob(request: Request) -> Written:
    body = json.loads(request.body)
    key = openim_key("presence.changed", body, request)
    system = PLATFORMS.get(body["platformID"], "").lower()
    return easemob_presence(key, "Online" in body["callbackCommand"], body["userID"], body["seq"], system, {})


def easemob_presence_to_tencent(request: Request) -> Written:
    body = json.loads(request.body)
    platform = TENCENT_NAMES.get(SYSTEMS[body["os"]])
    command = "Online" if body["status"] == "online" else "Offline"
    return tencent_presence(command, easemob_user(body), body["timestamp"], platform, body["ip"])


def easemob_presence_to_openim(request: Request) -> Written:
    body = json.loads(request.body)
    return openim_presence(
        body["status"] == "online", easemob_user(body), body["timestamp"], PLATFORM_IDS.get(SYSTEMS[body["os"]], 0)
    )


def openim_presence(online: bool, user: str, time: int, platform: int) -> Written:
    command = f"callbackAfterUser{'Online' if online else 'Offline'}Command"
    body = {"callbackCommand": command, "operationID": "", "platformID": platform}
    body |= {"platform": PLATFORM_WORDS.get(platform, ""), "userID": user, "seq": time}
    if online:
        body["isAppBackground"] = False
    return f"http://localhost/{command}", dumps(body | {"connID": ""}).encode()


def tencent_presence(command: str, user: str, time: int, platform: str | None, address: str = "") -> Written:
    action, reason = ("Login", "Register") if "Online" in command else ("Disconnect", "LinkClose")
    body = {"CallbackCommand": "State.StateChange", "EventTime": time}
    body["Info"] = {"Action": action, "To_Account": user, "Reason": reason}
    platform = "IOS" if platform == "iOS" else platform
    return tencent_url("State.StateChange", platform, address), dumps(body).encode()


def easemob_presence(key: str, online: bool, user: str, time: int, system: str, query: dict[str, str]) -> Written:
    body = {"callId": hex_id(key), "timestamp": time, "user": f"{user}@easemob.com"}
    body |= {"status": "online" if online else "offline", "reason": "login" if online else "logout"}
    body |= {"os": SYSTEM_NAMES.get(system, ""), "ip": query.get("ClientIP", "")}
    return "http://localhost", dumps(body).encode()


def tencent_join_to_openim(request: Request) -> Written:
    body = json.loads(request.body)
    command, (member,) = "callbackAfterJoinGroupCommand", body["NewMemberList"]
    joined = {"callbackCommand": command, "operationID": "", "groupID": body["GroupId"], "reqMessage": ""}
    joined |= {"joinSource": 0, "inviterUserID": member["Member_Account"]}
    return f"http://localhost/{command}", dumps(joined).encode()


def openim_join_to_tencent(request: Request) -> Written:
    body = json.loads(request.body)
    return tencent_join(body["groupID"], body["inviterUserID"], [body["inviterUserID"]], None)


def easemob_join_to_tencent(request: Request) -> Written:
    body = json.loads(request.body)
    return tencent_join(body["id"], body["operator"], body["payload"]["member"], body["timestamp"])


def easemob_join_to_openim(request: Request) -> Written:
    body = json.loads(request.body)
    command, (member,) = "callbackAfterJoinGroupCommand", body["payload"]["member"]
    joined = {"callbackCommand": command, "operationID": "", "groupID": body["id"], "reqMessage": ""}
    joined |= {"joinSource": 0, "inviterUserID": member}
    return f"http://localhost/{command}", dumps(joined).encode()


def tencent_join_to_easemob(request: Request) -> Written:
    body, query = json.loads(request.body), query_of(request)
    key = tencent_key("member.joined", body, query)
    members = [member["Member_Account"] for member in body["NewMemberList"]]
    kind = "APPLY" if body["JoinType"] == "Apply" else "INVITE"
    return easemob_join(key, body["GroupId"], body["Operator_Account"], members, kind, body["EventTime"])


def openim_join_to_easemob(request: Request) -> Written:
    body = json.loads(request.body)
    key = openim_key("member.joined", body, request)
    return easemob_join(key, body["groupID"], body["inviterUserID"], [body["inviterUserID"]], "DIRECT", 0)


def tencent_join(group: str, operator: str, members: list[str], time: int | None) -> Written:
    command = "Group.CallbackAfterNewMemberJoin"
    body: dict[str, Any] = {"CallbackCommand": command, "GroupId": group, "Type": "Public", "JoinType": "Apply"}
    body |= {"Operator_Account": operator, "NewMemberList": [{"Member_Account": member} for member in members]}
    if time is not None:
        body["EventTime"] = time
    return tencent_url(command), dumps(body).encode()


def easemob_join(key: str, group: str, operator: str, members: list[str], way: str, time: int) -> Written:
    body: dict[str, Any] = {"callId": hex_id(key), "timestamp": time, "id": group, "type": "GROUP"}
    body |= {"event": "group_op_event", "operation": "JOIN", "operator": operator}
    body["payload"] = {"type": way, "member": members}
    return "http://localhost", dumps(body).encode()


def tencent_read_to_openim(request: Request) -> Written:
    body = json.loads(request.body)
    receipts = body["GroupMsgReceiptList"]
    (reader,) = {member["Member_Account"] for receipt in receipts for member in receipt["ReadReceiptMembers"]}
    command = "callbackAfterSingleMsgReadCommand"
    read = {"callbackCommand": command, "conversationID": f"sg_{body['GroupId']}", "userID": reader}
    read |= {"Seqs": [receipt["MsgSeq"] for receipt in receipts], "contentType": 3}
    return f"http://localhost/{command}", dumps(read).encode()


def openim_read_to_tencent(request: Request) -> Written:
    body = json.loads(request.body)
    command, reader = "Group.CallbackAfterReadReceipt", [{"Member_Account": body["userID"]}]
    read = {"CallbackCommand": command, "EventTime": 0, "GroupId": body["conversationID"].removeprefix("sg_")}
    read["Type"] = "Public"
    read["GroupMsgReceiptList"] = [{"MsgSeq": seq, "ReadReceiptMembers": reader} for seq in body["Seqs"]]
    return tencent_url(command), dumps(read).encode()


def tencent_read_to_easemob(request: Request) -> Written:
    body, query = json.loads(request.body), query_of(request)
    key = tencent_key("conversation.read", body, query)
    read = {"callId": hex_id(key), "timestamp": body["LastReadTime"] * 1000, "eventType": "chat"}
    read |= {"from": body["Report_Account"], "to": body["Peer_Account"], "msg_id": decimal_id(key)}
    read |= {"chat_type": "channel_ack", "payload": {"ack_message_id": "", "type": "channel_ack"}}
    return "http://localhost", dumps(read).encode()


def easemob_read_to_tencent(request: Request) -> Written:
    body = json.loads(request.body)
    command = "C2C.CallbackAfterMsgReport"
    read = {"CallbackCommand": command, "Report_Account": body["from"], "Peer_Account": body["to"]}
    read["LastReadTime"] = body["timestamp"] // 1000
    return tencent_url(command), dumps(read).encode()


def query_of(request: Request) -> dict[str, str]:
    return dict(parse_qsl(request.url.partition("?")[2]))


def platform_id(query: dict[str, str]) -> int:
    return PLATFORM_IDS.get(query.get("OptPlatform", "").lower(), 0)


def tencent_url(command: str, platform: str | None = None, address: str = "") -> str:
    query = {"CallbackCommand": command, "contenttype": "json"}
    if address:
        query["ClientIP"] = address
    if platform:
        query["OptPlatform"] = platform
    return f"http://localhost?{urlencode(query)}"


def easemob_user(body: dict[str, Any]) -> str:
    user: str = body["user"].removeprefix(f"{body['appkey']}_").partition("/")[0]
    return user.removesuffix("@easemob.com")


def tencent_key(tag: str, body: dict[str, Any], query: dict[str, str]) -> str:
    return f"tencent:{tag}:{query['CallbackCommand']}|{query['SdkAppid']}|{digest(body)}"


def openim_key(tag: str, body: dict[str, Any], request: Request) -> str:
    trace = quote(request.headers.get("Operationid") or body.get("operationID", ""), safe="")
    return f"openim:{tag}:{body['callbackCommand']}|{trace}|{digest(body)}"


def digest(body: dict[str, Any]) -> str:
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()[:32]


REPORTS: dict[tuple[str, str, str], Callable[[Request], Written]] = {
    ("presence", "tencent", "openim"): tencent_presence_to_openim,
    ("presence", "tencent", "easemob"): tencent_presence_to_easemob,
    ("presence", "openim", "tencent"): openim_presence_to_tencent,
    ("presence", "openim", "easemob"): openim_presence_to_easemob,
    ("presence", "easemob", "tencent"): easemob_presence_to_tencent,
    ("presence", "easemob", "openim"): easemob_presence_to_openim,
    ("member join", "tencent", "openim"): tencent_join_to_openim,
    ("member join", "tencent", "easemob"): tencent_join_to_easemob,
    ("member join", "openim", "tencent"): openim_join_to_tencent,
    ("member join", "openim", "easemob"): openim_join_to_easemob,
    ("member join", "easemob", "tencent"): easemob_join_to_tencent,
    ("member join", "easemob", "openim"): easemob_join_to_openim,
    ("read", "tencent", "openim"): tencent_read_to_openim,
    ("read", "tencent", "easemob"): tencent_read_to_easemob,
    ("read", "openim", "tencent"): openim_read_to_tencent,
    ("read", "easemob", "tencent"): easemob_read_to_tencent,
}
"""By kind, source and target."""
