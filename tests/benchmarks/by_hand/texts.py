"""JSON in texts, the ids that one vendor wants and another has not, and the urls."""

import json
from base64 import b64encode
from hashlib import sha256
from typing import Any
from urllib.parse import quote, urlencode

Written = tuple[str, bytes]

RESERVED = frozenset(
    {"em_at_list", "msgQuote", "em_push_ext", "em_apns_ext", "em_ignore_notification", "em_force_notification"}
)
"""Keys of Easemob's `ext` that are no data of the app's."""

MAP_KEYS = 16
PLAIN = (str, int, float, bool)


def dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def read_data(text: str) -> Any:
    """Read what an app put into a text slot: an object, if it looks like one."""
    return json.loads(text) if text.startswith("{") else text


def write_data(data: Any) -> str:
    return data if isinstance(data, str) else dumps(data)


def read_object(held: dict[str, Any]) -> Any:
    """Read what an app put into an object slot of Easemob's, where a text needs a name."""
    return held.get("imb_text", held) if len(held) == 1 else held


def write_object(data: Any) -> dict[str, Any]:
    return {"imb_text": data} if isinstance(data, str) else data


def read_ext(ext: dict[str, Any]) -> Any:
    """Read Easemob's `ext`."""
    if not RESERVED.isdisjoint(ext):
        raise ValueError("mentions, a quote or how to push")
    return read_object(ext)


def write_exts(data: Any) -> dict[str, Any]:
    """Write what an app means by a custom body as Easemob's map of a few plain values."""
    if isinstance(data, dict) and len(data) <= MAP_KEYS and all(isinstance(value, PLAIN) for value in data.values()):
        return data
    return {"imb_text": write_data(data)}


def tencent_key(callback: dict[str, Any]) -> str:
    command = callback["CallbackCommand"]
    after = command.endswith("AfterSendMsg")
    fields = [command]
    if "GroupId" not in callback:
        fields += ["", callback["From_Account"], callback["To_Account"], callback["MsgKey"]]
    elif after:
        fields += [callback["GroupId"], callback.get("TopicId", ""), callback["MsgSeq"]]
    else:
        fields += [callback["GroupId"], callback.get("TopicId", ""), callback["From_Account"]]
        fields += [callback["Random"], callback["EventTime"]]
    return f"tencent:message.{'sent' if after else 'sending'}:" + joined(fields)


def openim_key(message: dict[str, Any]) -> str:
    command = message["callbackCommand"]
    fields = [command, message["serverMsgID"], message.get("recvID", ""), message.get("groupID", "")]
    return f"openim:message.{'sent' if 'After' in command else 'sending'}:" + joined(fields)


def easemob_key(callback: dict[str, Any]) -> str:
    sent = "sent" if "eventType" in callback else "sending"
    return f"easemob:message.{sent}:" + joined([callback["callId"], callback["to"]])


def joined(fields: list[Any]) -> str:
    return "|".join(quote(str(field), safe="") for field in fields)


def hex_id(key: str) -> str:
    return sha256(key.encode()).hexdigest()[:32]


def decimal_id(key: str) -> str:
    return str(int(sha256(key.encode()).hexdigest()[:15], 16)).zfill(18)


def numbers(key: str) -> tuple[int, int]:
    digest = sha256(key.encode()).digest()
    return int.from_bytes(digest[:4], "big"), int.from_bytes(digest[4:8], "big")


def tencent_url(command: str, platform: str | None = None) -> str:
    query = {"CallbackCommand": command, "contenttype": "json"}
    if platform:
        query["OptPlatform"] = platform
    return "http://localhost?" + urlencode(query)


def openim_url(message: dict[str, Any]) -> str:
    """Return where a message is reported, with the handle for a reply once it was sent."""
    command = message["callbackCommand"]
    if "Before" in command:
        return f"http://localhost/{command}"
    handle = {
        "sendID": message["sendID"],
        "recvID": message.get("recvID", ""),
        "groupID": message.get("groupID", ""),
    }
    return f"http://localhost/{command}?" + urlencode({"key": b64encode(dumps(handle).encode()).decode()})
