"""OpenIM's records of history in the shape that its reports of losses speak of.

A message out of `search_msg` stands in `chatLog`, which older servers leave out; the content of a pulled
one is base64.
"""

from base64 import b64decode
from typing import Any

Json = dict[str, Any]


def usual(body: Json) -> tuple[Json, bool]:
    """Return a record in its usual shape, with the content as text, and whether it had another one."""
    if "chatLog" in body:
        return body, False
    if PULLED & body.keys():
        return opened(body)
    log = {name: held for name, held in body.items() if name != "isRevoked"}
    return {"chatLog": log, "isRevoked": body.get("isRevoked", False)}, True


def opened(body: Json) -> tuple[Json, bool]:
    """Return a pulled message with its content as text, and whether that is not what it was."""
    try:
        return {**body, "content": b64decode(body["content"], validate=True).decode()}, False
    except (KeyError, TypeError, ValueError):
        return body, True


PULLED = frozenset({"options", "isRead", "atUserIDList", "offlinePushInfo", "attachedInfo"})
"""Members that only a pulled message has."""
