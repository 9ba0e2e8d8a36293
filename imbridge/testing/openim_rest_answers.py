"""What OpenIM's servers answer to REST requests: successes, errors, and what stands in their way.

Written from the vendor's documents and the server's source alone.
"""

import json
from typing import Any

from hypothesis import strategies as st

from imbridge.http import Response
from imbridge.testing.documents import ABSENT, MISSING, Document, Draw, Free, Inside, Odd, finish, maybe, seldom
from imbridge.testing.jsons import ids, millis, texts, values, words
from imbridge.testing.openim_contents import ALL, CONTENTS, ext, push
from imbridge.testing.openim_rest_calls import calls
from imbridge.testing.rest import Answer

Json = dict[str, Any]

CODES = (
    *(500, 1001, 1002, 1003, 1004, 1050, 1101, 1102, 1201, 1202, 1203, 1204, 1205, 1206, 1301, 1302, 1303, 1304, 1305),
    *(1401, 1402, 1403, 1404, 1405, 1501, 1502, 1503, 1504, 1505, 1506, 1507, 1520, 1601, 1602, 1603, 1604, 1701),
    *(80000, 90002, 90004, 90007, 20001, 25000, 29999),  # the last three are a webhook's own
    *(4242, 30000, 1, -1, 2**31 - 1, 9999),  # and these nobody's
)

LIMITED = 429

TEXTS, CUSTOM, AT, QUOTE = (101, 118), 110, 106, 114

QUOTING = (101, AT, QUOTE)
"""Texts, which are of one type or another by what goes with them."""

MODIFIABLE = tuple(code for code in CONTENTS if code not in (119, 120))


def modified(draw: Draw, own: int) -> Any:
    """Draw the fields of a message that a webhook changed, or a spelling of none; `own` is its content type."""
    match draw(st.sampled_from(("absent", "absent", "null", "content", "content", "beside", "beside", "others"))):
        case "absent":
            return ABSENT
        case "null":
            return Odd(None)
        case "content":
            return content(draw, own)
        case "others":
            named = ("senderNickname", "senderFaceURL", "sendID", "recvID", "groupID")
            return Odd(draw(st.fixed_dictionaries({}, optional=dict.fromkeys(named, words))))
    listed = maybe(draw, st.lists(ids | st.just(ALL), min_size=1, max_size=2, unique=True))
    told = MISSING if own in QUOTING and listed is not ABSENT else ABSENT  # those of a text are inside it
    held = {
        "content": told,
        "contentType": told,
        "ex": maybe(draw, st.composite(lambda d: ext(d, ""))()),
        "atUserIDList": listed,
        "options": maybe(draw, st.just(switches(draw))),
        "offlinePushInfo": maybe(draw, st.just(push(draw))),
        "status": maybe(draw, st.just(Odd(1))),
        "isRead": maybe(draw, st.just(Odd(False))),
        "createTime": maybe(draw, millis.map(Odd)),
        "attachedInfo": maybe(draw, words.map(Odd)),
    }
    said = any(held[name] is not ABSENT for name in ("ex", "atUserIDList", "options", "offlinePushInfo"))
    return held if said else Odd(held)


def content(draw: Draw, own: int) -> Json:
    """Draw a new content; no change has a place for a quote."""
    code = own if own in TEXTS and draw(st.booleans()) else draw(st.sampled_from(MODIFIABLE))
    said = CONTENTS[code][0](draw, 1)
    listed = {"atUserIDList": said["atUserList"]} if code == AT else {}
    if code in QUOTING and (own in (AT, QUOTE) or code == QUOTE or said.get("quoteMessage", ABSENT) is not ABSENT):
        return {"contentType": Odd(code), "content": Odd(Inside(said)), **listed}
    told = code if code not in (own, CUSTOM) else Odd(code) if draw(st.booleans()) or code == CUSTOM else ABSENT
    return {"contentType": told, "content": Inside(said), **listed}


def switches(draw: Draw) -> Any:
    """Draw options that a webhook set; they replace all that there were."""
    gone = draw(st.booleans())
    stored = {"history": not gone, "persistent": not gone} if draw(st.booleans()) else {"unreadCount": gone}
    return Free({**stored, "senderSync": draw(st.booleans()), "notPrivate": maybe(draw, st.booleans().map(Odd))})


def sent(draw: Draw, modify: Any) -> Json:
    """Draw what is told of a message that was taken."""
    return {
        "serverMsgID": draw(ids | st.just("")),
        "clientMsgID": seldom(draw, draw(texts), MISSING),
        "sendTime": seldom(draw, draw(millis | st.just(0)), MISSING),
        "modify": modify,
    }


def batched(draw: Draw, call: Json) -> Json:
    """Draw who of a batch got the message and who did not."""
    if call.get("isSendAll"):
        users = draw(st.lists(ids, max_size=3, unique=True))
    else:
        users = list(dict.fromkeys(call["recvIDs"]))
    taken = [user for user in users if draw(st.sampled_from((True, True, False)))]
    failed = [user for user in users if user not in taken]
    results = [{**sent(draw, seldom(draw, ABSENT, Odd(None))), "recvID": user} for user in taken]
    return {"results": results or empty(draw), "failedUserIDs": failed or empty(draw)}


def empty(draw: Draw) -> Any:
    """Draw a list of nobody, which the server writes as null."""
    return seldom(draw, None, Odd([]), MISSING)


def success(draw: Draw, command: str, call: Json) -> Json:
    """Draw the envelope of a request that was carried out."""
    if command == "batch_send_msg":
        data: Any = batched(draw, call)
    elif command == "revoke_msg":
        data = seldom(draw, ABSENT, Odd(None), Odd({}))
    elif command == "modify_message":
        data = {"modifiedTime": draw(millis.map(Odd)), "modifiedCount": Odd(1)}
        data = seldom(draw, data, ABSENT, Odd(None))
    else:
        data = sent(draw, modified(draw, call.get("contentType", 118 if command == "send_simple_msg" else 2001)))
    return {
        "errCode": 0,
        "errMsg": seldom(draw, "", Odd("success"), MISSING),
        "errDlt": seldom(draw, "", Odd("ok"), MISSING),
        "data": data,
    }


def refusal(draw: Draw) -> tuple[Json, int, bool]:
    """Draw the envelope of a request that was not, the status, and whether that is native."""
    code = draw(st.sampled_from(CODES))
    status = draw(st.sampled_from((200, 200, 200, 400, 500)))
    if draw(st.sampled_from((False, False, False, False, True))):
        code = status = LIMITED
    body = {
        "errCode": code,
        "errMsg": seldom(draw, draw(texts), MISSING),
        "errDlt": seldom(draw, draw(texts), MISSING),
        "data": seldom(draw, ABSENT, Odd(None), Odd(draw(values))),
    }
    return body, status, status not in (200, LIMITED)


NO_ANSWERS = (
    Response(status=404, body=b"404 page not found"),
    Response(status=500, body=b""),
    Response(status=429, body=b"slow down"),
    Response(status=502, body=b"<html>" + b"Bad Gateway " * 30 + b"</html>"),
    Response(status=504, body="Zeitüberschreitung".encode()),
    Response(status=401, body=b"[]"),
    Response(status=200, body=b"ok"),
    Response(status=413, body=b"\xff\xfe"),
)
"""What comes from whatever stands before the server, or from one that has fallen over."""


@st.composite
def answers(draw: Draw, command: str, most: int = 4) -> Answer:
    """Draw a request of one command, and what is answered."""
    call: Document = draw(calls(command, most=0))
    match draw(st.sampled_from(("success", "success", "success", "refusal", "refusal", "none"))):
        case "success":
            tree, status, odd = success(draw, command, json.loads(call.request.body)), 200, False
        case "refusal":
            tree, status, odd = refusal(draw)
        case _:
            whole = frozenset(("/0/body", "/0/base64", "/0/status"))
            return Answer(call, (draw(st.sampled_from(NO_ANSWERS)),), whole)
    finished, walk = finish(draw, {"body": tree}, "/body/data", most)
    text = json.dumps(finished["body"], ensure_ascii=draw(st.booleans())).encode()
    pointers = {*walk.native, *[unknown.pointer for unknown in walk.unknown], *(("/status",) if odd else ())}
    return Answer(call, (Response(status=status, body=text),), frozenset(["/0" + pointer for pointer in pointers]))
