"""REST sends and records of history to measure with: a text with an app's data, from one user to another."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from imbridge import Request
from tests.benchmarks.samples import APPKEY, RING, SECONDS, compact, ext, go, msg_id, text

SEND, HISTORY = "send", "history"


def send_ring(vendor: str, size: int = RING) -> list[Request]:
    """Return `size` different requests that each send one text to one user."""
    return [SENDS[vendor](n) for n in range(size)]


def history_ring(vendor: str, size: int = RING) -> list[bytes]:
    """Return `size` different records, each of one text from one user to another."""
    return [compact(RECORDS[vendor](n)).encode() for n in range(size)]


def tencent_send(n: int) -> Request:
    body: dict[str, Any] = {"SyncOtherMachine": 2, "From_Account": f"desk_{n % 7}", "To_Account": f"guest_{n}"}
    body |= {"MsgSeq": 48_200_000 + n, "MsgRandom": 2_837_461_005 + n, "MsgLifeTime": 86_400 + n}
    body["MsgTimeStamp"] = SECONDS + n
    body |= {"MsgBody": [{"MsgType": "TIMTextElem", "MsgContent": {"Text": letter(n)}}], "CloudCustomData": ext(n)}
    query = {"sdkappid": "1400098765", "identifier": "administrator", "usersig": f"eJwtzMEKgkAUheFXkVmH3Bln{n:04}"}
    query |= {"random": str(99_999_999 - 7 * n), "contenttype": "json"}
    return Request(
        url=f"https://console.example.com/v4/openim/sendmsg?{urlencode(query)}",
        headers={"Content-Type": "application/json", "Accept": "*/*"},
        body=compact(body).encode(),
    )


def openim_send(n: int) -> Request:
    body: dict[str, Any] = {"sendID": f"desk_{n % 7}", "recvID": f"guest_{n}", "groupID": ""}
    body |= {"senderNickname": f"Desk {n % 7}", "senderFaceURL": f"https://cdn.example.com/faces/{n}.png"}
    body |= {"senderPlatformID": n % 4 + 1, "content": {"content": letter(n)}, "contentType": 101, "sessionType": 1}
    body |= {"isOnlineOnly": False, "notOfflinePush": False, "sendTime": SECONDS * 1000 + n * 1000 + 321, "ex": ext(n)}
    return Request(
        url=f"https://im-{n % 3}.example.com:10002/msg/send_msg",
        headers={
            "Content-Type": "application/json",
            "operationID": f"op-{SECONDS + n}-{n}",
            "token": f"eyJhbGciOiJIUzI1NiJ9.{n:04}",
        },
        body=go(body).encode(),
    )


def easemob_send(n: int) -> Request:
    org, _, app = APPKEY.partition("#")
    body: dict[str, Any] = {"from": f"desk_{n % 7}", "to": [f"guest_{n}"], "type": "txt", "body": {"msg": letter(n)}}
    body |= {"ext": data(n), "routetype": "ROUTE_ALL", "sync_device": n % 2 == 0}
    return Request(
        url=f"https://a{n % 3 + 1}.example.com/{org}/{app}/messages/users",
        headers={"Content-Type": "application/json", "Authorization": f"Bearer YWMtQMiH4HDkEe2v8Qm4{n:04}"},
        body=compact(body).encode(),
    )


def tencent_record(n: int) -> dict[str, Any]:
    record: dict[str, Any] = {"From_Account": f"guest_{n}", "To_Account": f"desk_{n % 7}", "MsgSeq": 48_200_000 + n}
    record |= {"MsgRandom": 2_837_461_005 + n, "MsgTimeStamp": SECONDS + n, "MsgFlagBits": 0, "IsPeerRead": n % 2}
    record |= {"MsgKey": f"{48_200_000 + n}_{n}_{SECONDS + n}", "MsgId": msg_id(n), "CloudCustomData": ext(n)}
    return record | {"MsgBody": [{"MsgType": "TIMTextElem", "MsgContent": {"Text": text(n)}}]}


def openim_record(n: int) -> dict[str, Any]:
    log: dict[str, Any] = {"serverMsgID": f"b1946ac92492d2347c6235b4d26{n:05}"}
    log |= {"clientMsgID": f"5d41402abc4b2a76b9719d911{n:07}", "sendID": f"guest_{n}", "recvID": f"desk_{n % 7}"}
    log |= {"groupID": "", "recvNickname": f"Desk {n % 7}", "senderPlatformID": n % 4 + 1}
    log |= {"senderNickname": f"Guest {n}", "senderFaceURL": f"https://cdn.example.com/faces/{n}.png"}
    log |= {"groupName": "", "sessionType": 1, "msgFrom": 100, "contentType": 101}
    log |= {"content": compact({"content": text(n)}), "status": 1, "sendTime": SECONDS * 1000 + n * 1000 + 321}
    log |= {"createTime": SECONDS * 1000 + n * 1000 + 254, "ex": ext(n), "groupFaceURL": "", "groupMemberCount": 0}
    return {"chatLog": log | {"seq": 6100 + n, "groupOwner": "", "groupType": 0}, "isRevoked": False}


def easemob_record(n: int) -> dict[str, Any]:
    sender, recipient = f"guest_{n}", f"desk_{n % 7}"
    payload = {"ext": data(n), "bodies": [{"msg": text(n), "type": "txt"}], "meta": {}}
    payload |= {"from": sender, "to": recipient, "type": "chat"}
    record: dict[str, Any] = {"msg_id": str(1_399_000_111_222_333_444 + 1001 * n)}
    record |= {"timestamp": SECONDS * 1000 + n * 1000 + 456, "direction": "outgoing", "to": recipient, "from": sender}
    return record | {"chat_type": "chat", "payload": payload}


def letter(n: int) -> str:
    paid = f"It was paid on day {n} and leaves by tram {n % 9}; the shop in 杭州 shuts at 18:{n:02}."
    return f"{text(n)} {paid} Should it not be there by then, ask at the desk, which is open all night."


def data(n: int) -> dict[str, Any]:
    return {"ticket": f"T-{9000 + n}", "vip": n % 2 == 0, "level": n % 5, "shop": {"id": n, "city": "杭州"}}


SENDS: dict[str, Callable[[int], Request]] = {
    "tencent": tencent_send,
    "openim": openim_send,
    "easemob": easemob_send,
}
RECORDS: dict[str, Callable[[int], dict[str, Any]]] = {
    "tencent": tencent_record,
    "openim": openim_record,
    "easemob": easemob_record,
}
