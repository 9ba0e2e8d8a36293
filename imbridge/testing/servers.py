"""Small models of what the vendors' servers make of a reply, one per release family.

Written from the vendors' documents and server source; `judge` knows nothing of how imbridge writes.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from msgspec import UNSET

from imbridge.http import Request, Response
from imbridge.model import (
    Ack,
    Allow,
    AnyEvent,
    Discard,
    Failed,
    MessageChanges,
    MessageSending,
    Notice,
    Part,
    PushInfo,
    Reject,
    Rewrite,
    RichText,
    Text,
    UnknownEvent,
    UnknownPart,
)
from imbridge.testing import easemob_server
from imbridge.testing.jsons import is_object_text
from imbridge.testing.judging import ALLOW, BROKEN, DISCARD, FAILED, REFUSE, UNDOCUMENTED, Judged, Server


def _tencent(command: str, reply: Response) -> Judged:
    if reply.status != 200:
        return BROKEN
    try:
        body = json.loads(reply.body)
    except ValueError:
        return BROKEN
    if not isinstance(body, dict) or body.get("ActionStatus") != "OK" or type(body.get("ErrorCode")) is not int:
        return BROKEN
    code, reason = body["ErrorCode"], body.get("ErrorInfo") or None
    if not isinstance(reason, str):
        reason = None
    if code == 0:
        wrong = not isinstance(body.get("MsgBody", []), list) or not isinstance(body.get("CloudCustomData", ""), str)
        if wrong:
            return BROKEN
        changes = {name: body[name] for name in ("MsgBody", "CloudCustomData") if body.get(name) is not None}
        return Judged(ALLOW, changes=changes)
    first, last = (10100, 10200) if command.startswith("Group.") else (120001, 130000)
    if code == 1:
        return Judged(REFUSE, None, reason)
    if code == 2:
        return Judged(DISCARD)
    return Judged(REFUSE, code, reason) if first <= code <= last else Judged(UNDOCUMENTED, code, reason)


TENCENT = Server(
    name="tencent",
    vendor="tencent",
    judge=_tencent,
    discards=True,
    changes=("parts", "ext", "quote"),
    quotes=lambda parts: True,
)


I32 = range(-(2**31), 2**31)
COMMON = {"actioncode": int, "errcode": int, "errmsg": str, "errdlt": str, "nextcode": int}
V2 = {"actioncode": int, "errcode": int, "errmsg": str, "operationid": str}
V3 = {"actioncode": int, "errcode": int, "errmsg": str, "errdlt": str}
KNOWN: dict[str, dict[str, type]] = {"2": V2, "3.0": V3, "3.5": COMMON, "3.6": COMMON, "3.7": COMMON}
"""The common fields of a reply, by release: what is not among them is not looked at."""

MODIFIED = {
    "content": "content",
    "sendernickname": "senderNickname",
    "senderfaceurl": "faceURL",
    "senderplatformid": "senderPlatformID",
    "sessiontype": "sessionType",
    "msgfrom": "msgFrom",
    "contenttype": "contentType",
    "atuseridlist": "atUserList",
    "clientmsgid": "clientMsgID",
    "servermsgid": "serverMsgID",
    "ex": "ex",
}
"""Fields of the modify reply and what they replace in the message, as far as a webhook shows it."""

NUMBERS = ("senderplatformid", "sessiontype", "msgfrom", "contenttype")
MODIFY = "callbackBeforeMsgModifyCommand"
OLDER_MODIFY = "callbackMsgModifyCommand"
"""How v3.0 to v3.6 call the same hook."""


def _unmarshal(body: bytes, known: dict[str, type], modifying: bool) -> dict[str, Any] | None:
    """Read a reply like the server's language: keys in any case, no conversion of types; None: an error."""

    try:
        read = json.loads(body.decode("utf-8", "replace"), object_pairs_hook=_Members, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        return None
    if read is None:
        return {}
    if not isinstance(read, _Members):
        return None
    held: dict[str, Any] = {}
    for key, given in read:
        name, value = key.lower(), dict(given) if isinstance(given, _Members) else given
        kind = known.get(name) or (_kind_of_change(name) if modifying else None)
        if value is None:
            continue
        if kind is not None and (type(value) is not kind or (kind is int and value not in I32)):
            return None  # an error that a later, better value of the same key does not mend
        if modifying and name == "msgdatalist" and not _is_packed(value):
            return None
        held[name] = value
    return held


def _is_packed(value: Any) -> bool:
    """Tell whether a value is bytes: standard base64, or the numbers themselves."""
    if isinstance(value, list):
        return all(one is None or (type(one) is int and one in range(256)) for one in value)
    return isinstance(value, str) and re.fullmatch(BASE64, value) is not None


class _Members(list[tuple[str, Any]]):
    """A JSON object as it stands, doubled keys included."""


BASE64 = r"([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"


def _kind_of_change(name: str) -> type | None:
    if name in NUMBERS:
        return int
    return list if name == "atuseridlist" else dict if name == "options" else str if name in MODIFIED else None


def _no_constant(name: str) -> None:
    raise ValueError(name)


REFUSING: dict[str, Callable[[int, int, int], bool]] = {
    "2": lambda action, err, next: action != 0,
    "3.0": lambda action, err, next: action != 0 or err != 0,
    "3.5": lambda action, err, next: action != 0 or next == 1,
    "3.6": lambda action, err, next: False,
    "3.7": lambda action, err, next: action == 0 and next == 1,
}
"""Which of actionCode, errCode and nextCode stop a server of a release family."""


def _openim(release: str) -> Callable[[str, Response], Judged]:
    def judge(command: str, reply: Response) -> Judged:
        modifying = command in (MODIFY, OLDER_MODIFY)
        read = _unmarshal(reply.body, KNOWN[release], modifying)
        if read is None:
            return BROKEN
        codes = [read.get(name, 0) for name in ("actioncode", "errcode", "nextcode")]
        if REFUSING[release](*codes):
            return Judged(REFUSE, codes[1] or None, read.get("errmsg") or None)
        changes = {MODIFIED[name]: value for name, value in read.items() if name in MODIFIED} if modifying else {}
        if "content" in changes and not _is_json_object(changes["content"]):
            return BROKEN  # the newest servers refuse to send it
        return Judged(ALLOW, changes=changes)

    return judge


def _is_text(parts: tuple[Part, ...]) -> bool:
    """Tell whether parts are the one kind that is sent with a quote."""
    part = parts[0] if parts else Text(text="")
    return isinstance(part, Text) or (isinstance(part, RichText) and bool(part.entities))


def _is_json_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


OPENIM = tuple(
    [
        Server(
            name=f"openim {release}",
            vendor="openim",
            judge=_openim(release),
            options={"release": release},
            refuses=release != "3.6",
            lacks=(MODIFY, "callbackAfterMsgSaveDBCommand") if release == "2" else (),
            changes=("parts", "ext", "mentions", "quote", "origin"),
            quotes=_is_text,
        )
        for release in REFUSING
    ]
)

SERVERS = (TENCENT, *OPENIM, *easemob_server.EASEMOB)


def delivered(request: Request, judged: Judged) -> Request:
    """Return the callback as it would be for the message that the server sends on."""
    body = {**json.loads(request.body), **judged.changes}
    return Request(url=request.url, headers=request.headers, body=json.dumps(body).encode())


def meant(server: Server, ack: Ack, policy: Any) -> tuple[str, ...]:
    """Return the verdicts that an ack may come to; a policy names the exceptions by itself."""
    words = set(policy.values()) if isinstance(policy, dict) else {policy}
    refused = REFUSE if server.tells else DISCARD
    match ack:
        case Reject() if not server.tells:
            return (DISCARD,)
        case Reject():
            return (REFUSE, ALLOW) if not server.refuses and "closest" in words else (REFUSE,)
        case Discard():
            given_up = not server.refuses and "closest" in words
            return (DISCARD, REFUSE, ALLOW) if given_up else (DISCARD,) if policy is None else (DISCARD, REFUSE)
        case Rewrite():
            return (ALLOW, refused) if "reject" in words else (ALLOW,)
        case Failed():
            return (ALLOW,) if server.vendor == "openim" else (FAILED,)
        case Allow():
            return (ALLOW,)
        case _:
            return (ALLOW, refused)


def _in_an_object(part: Part) -> bool:
    """Tell whether OpenIM says a part in a JSON object, which a changed content has to be."""
    if isinstance(part, Notice):
        return isinstance(part.detail, dict)
    return not isinstance(part, UnknownPart) or is_object_text(str(part.payload))


def _says(changes: MessageChanges, event: MessageSending) -> bool:
    """Tell whether changes give OpenIM's modify reply something to hold that the message did not hold before."""
    message = event.message
    if changes.quote is not UNSET and changes.quote != message.quote and _is_text(message.parts):
        return True
    if any(getattr(changes, name) is not UNSET for name in ("parts", "ext", "mentions", "recipients", "origin")):
        return True
    if changes.delivery is None or changes.push is not UNSET:
        return True
    if changes.delivery:
        way = changes.delivery
        if {way.online_only, way.count_unread, way.update_conversation, way.sync_to_sender} != {None}:
            return True
    if changes.id:
        ids = [(changes.id.server, message.id.server), (changes.id.client, message.id.client)]
        if any(now not in (None, was) for now, was in ids):
            return True
    if changes.conversation:
        places = [(one.id, one.kind, one.type) for one in (changes.conversation, message.conversation)]
        if places[0] != places[1]:
            return True
    if changes.sender is UNSET:
        return False
    now, was = changes.sender, message.sender
    shown = [(one.nickname or "", one.avatar or "") if one else ("", "") for one in (now, was)]
    return shown[0] != shown[1] or (now is not None and now.platform not in (None, event.platform))


def sayable(server: Server, event: AnyEvent, ack: Ack) -> bool | None:
    """Tell whether a vendor can say an ack to an event without being given a policy; None: it is not settled."""
    tencent = server.vendor == "tencent"
    if isinstance(ack, Allow) or (isinstance(ack, Failed) and server.vendor != "openim"):
        return True
    if event.phase != "before" or isinstance(event, UnknownEvent):
        return False
    match ack:
        case Reject():
            return server.refuses
        case Discard():
            return server.discards
        case Rewrite(changes=changes) if server.vendor == "easemob":
            return easemob_server.can_rewrite(server, event, changes)
        case Rewrite(changes=changes):
            if not isinstance(changes, MessageChanges):
                return False
            if tencent:
                return any(getattr(changes, name) is not UNSET for name in ("parts", "ext", "quote"))
            if not isinstance(event, MessageSending) or event.stage != "rewrite":
                return False
            says = _says(changes, event)
            mute = changes.push is UNSET or changes.push == PushInfo(mode="silent")
            return says and mute and all(map(_in_an_object, changes.parts or ()))
        case _:
            return False


ACK_LOSSES: dict[str, tuple[str, ...]] = {
    "tencent": (
        "reject.code",
        "reject.detail",
        "rewrite.type",  # nothing is left of a rewrite that clears what there is not
        *[
            f"rewrite.changes.{name}"
            for name in ("mentions", "push", "delivery", "sender", "recipients", "conversation", "id", "origin")
        ],
    ),
    "openim": (
        "reject.code",
        "rewrite.type",  # nothing is left of a rewrite that only quotes something where no quote can be
        *[f"rewrite.changes.{name}" for name in ("mentions", "quote", "delivery", "sender", "recipients")],
        "rewrite.changes.id",  # the id that is not said stays
        "rewrite.changes.parts",  # said again where nobody is mentioned any more
    ),
    "openim 2": ("reject.detail",),
    **easemob_server.LOSSES,
}
"""What an ack can lose with a vendor, as the vendors' documents have it."""
