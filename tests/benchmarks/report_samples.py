"""Callbacks that are about no message, to measure with: who came, who joined, who has read."""

from collections.abc import Callable
from hashlib import md5
from typing import Any
from urllib.parse import urlencode

from imbridge import Request
from tests.benchmarks.samples import APPKEY, PLATFORMS, RING, SECONDS, compact, go

REPORTS = ("presence", "member join", "read")

NONE_FOR = frozenset({("openim", "easemob", "read"), ("easemob", "openim", "read")})
"""What one vendor names by a number and the other by an id, so that neither can be told of the other's."""

PLATFORM_NAMES = ("IOS", "Android", "Windows", "OSX")
SYSTEMS = ("ios", "android", "webim", "android")


def report_ring(vendor: str, kind: str, other: str, size: int = RING) -> list[Request]:
    """Return `size` different callbacks of one kind, such as the other vendor has, too."""
    return [BUILDERS[vendor](kind, other, n) for n in range(size)]


def tencent(kind: str, other: str, n: int) -> Request:
    time = SECONDS * 1000 + n * 1000 + 210
    if kind == "presence":
        command = "State.StateChange"
        info = {"Action": "Login", "To_Account": f"guest_{n}", "Reason": "Register"}
        body: dict[str, Any] = {"CallbackCommand": command, "EventTime": time, "Info": info}
    elif kind == "member join":
        command = "Group.CallbackAfterNewMemberJoin"
        body = {"CallbackCommand": command, "GroupId": f"@TGS#3{n:03}HVXJ5C6", "Type": "Public", "JoinType": "Apply"}
        body |= {
            "Operator_Account": f"guest_{n}",
            "NewMemberList": [{"Member_Account": f"guest_{n}"}],
            "EventTime": time,
        }
    elif other == "easemob":
        command = "C2C.CallbackAfterMsgReport"
        body = {"CallbackCommand": command, "Report_Account": f"desk_{n % 7}", "Peer_Account": f"guest_{n}"}
        body |= {"LastReadTime": SECONDS + n, "UnreadMsgNum": n % 9}
    else:
        command = "Group.CallbackAfterReadReceipt"
        body = {"CallbackCommand": command, "GroupId": f"@TGS#3{n:03}HVXJ5C6", "Type": "Public"}
        receipt: dict[str, Any] = {"MsgSeq": 6100 + n, "ReadNum": n % 7, "UnreadNum": 7 - n % 7}
        receipt["ReadReceiptMembers"] = [{"Member_Account": f"guest_{n}"}]
        body |= {"GroupMsgReceiptList": [receipt], "EventTime": time}
    query = {"SdkAppid": "1400098765", "CallbackCommand": command, "contenttype": "json"}
    query |= {"ClientIP": f"203.0.113.{n + 1}", "OptPlatform": PLATFORMS[n % 4]}
    return Request(
        url=f"https://chat.example.com/callbacks/tencent?{urlencode(query)}",
        headers={"Host": "chat.example.com", "Content-Type": "application/json", "Accept": "*/*"},
        body=compact(body).encode(),
    )


def openim(kind: str, other: str, n: int) -> Request:
    trace = f"op-{SECONDS + n}-{n}"
    if kind == "presence":
        command = "callbackAfterUserOnlineCommand"
        body: dict[str, Any] = {"callbackCommand": command, "operationID": trace, "platformID": n % 4 + 1}
        body |= {"platform": PLATFORM_NAMES[n % 4], "userID": f"guest_{n}", "seq": SECONDS * 1000 + n * 1000 + 321}
        body |= {"isAppBackground": n % 2 == 0, "connID": f"conn_{n:06}"}
    elif kind == "member join":
        command = "callbackAfterJoinGroupCommand"
        body = {"callbackCommand": command, "operationID": trace, "groupID": f"27{n:04}1189"}
        body |= {"reqMessage": f"order {4700 + n}", "joinSource": n % 4 + 1, "inviterUserID": f"guest_{n}"}
    else:
        command = "callbackAfterSingleMsgReadCommand"
        body = {"callbackCommand": command, "conversationID": f"sg_27{n:04}1189", "userID": f"guest_{n}"}
        body |= {"Seqs": [6100 + n, 6101 + n, 6102 + n], "contentType": 3}
    return Request(
        url=f"https://chat.example.com/callbacks/openim/{command}",
        headers={
            "Host": "chat.example.com",
            "User-Agent": "Go-http-client/1.1",
            "Content-Type": "application/json; charset=utf-8",
            "Operationid": trace,
            "Accept-Encoding": "gzip",
        },
        body=f"{go(body)}\n".encode(),
    )


def easemob(kind: str, other: str, n: int) -> Request:
    msg_id, time = str(1_399_000_111_222_333_444 + 1001 * n), SECONDS * 1000 + n * 1000 + 456
    call_id = f"{APPKEY}_{msg_id}"
    body: dict[str, Any] = {"callId": call_id}
    if kind == "presence":
        system = SYSTEMS[n % 4]
        body |= {"reason": "login", "status": "online", "os": system, "ip": f"203.0.113.{n + 1}:{40000 + n}"}
        body |= {"user": f"{APPKEY}_guest_{n}@easemob.com/{system}_9d2be1c0{n:04}", "version": "4.15.0"}
        body |= {"host": f"msync@ebs-ali-hangzhou-{n % 3}", "appkey": APPKEY}
    elif kind == "member join":
        body |= {"appkey": APPKEY, "id": f"27{n:04}11895040", "type": "GROUP", "event": "group_op_event"}
        body |= {"operation": "JOIN", "operator": f"guest_{n}", "member_count": 3 + n}
        body["payload"] = {"type": "DIRECT", "member": [f"guest_{n}"]}
    else:
        payload = {"ext": {}, "ack_message_id": str(1_399_000_111_222_000_000 + n), "bodies": []}
        body |= {"eventType": "chat", "chat_type": "channel_ack", "from": f"desk_{n % 7}", "to": f"guest_{n}"}
        body |= {"msg_id": msg_id, "payload": payload, "appkey": APPKEY, "host": f"msync@ebs-ali-hangzhou-{n % 3}"}
    body |= {"timestamp": time, "security": md5(f"{call_id}Blue-Kite-88{time}".encode()).hexdigest()}
    return Request(
        url="https://chat.example.com/callbacks/easemob",
        headers={"Host": "chat.example.com", "Content-Type": "application/json", "Accept": "*/*"},
        body=compact(body).encode(),
    )


BUILDERS: dict[str, Callable[[str, str, int], Request]] = {"tencent": tencent, "openim": openim, "easemob": easemob}
