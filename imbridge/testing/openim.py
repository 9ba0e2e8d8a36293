"""OpenIM callbacks as its servers write them, odd ones too. Written from the vendor's documents and
the server's source alone.
"""

import json
from base64 import b64encode
from typing import Any

from hypothesis import strategies as st

from imbridge.http import Request
from imbridge.testing.documents import ABSENT, MISSING, Document, Draw, Odd, finish, maybe, seldom, url
from imbridge.testing.jsons import (
    compact,
    data,
    ids,
    millis,
    plain,
    texts,
    u32,
    urls,
    values,
    words,
)
from imbridge.testing.openim_callbacks import (
    BOTH,
    EMPTY,
    FOLLOW_UPS,
    PRESENCE,
    PUSHES,
    Form,
    online_of_2,
)
from imbridge.testing.openim_contents import addressed, ext
from imbridge.testing.openim_group_callbacks import GROUPS, MEMBERS
from imbridge.testing.openim_reports import OLDER
from imbridge.testing.openim_user_callbacks import FRIENDS, USERS

ELEMENTS = "/body/content"

BEFORE = ("callbackBeforeSendSingleMsgCommand", "callbackBeforeSendGroupMsgCommand")
AFTER = ("callbackAfterSendSingleMsgCommand", "callbackAfterSendGroupMsgCommand")
MODIFY = "callbackBeforeMsgModifyCommand"
SAVE = "callbackAfterMsgSaveDBCommand"
COMMANDS = (*BEFORE, *AFTER, MODIFY, SAVE)
KEYED = (*AFTER, SAVE)

HEADERS = ("operationID",)


def block(draw: Draw, command: str, nesting: bool) -> dict[str, Any]:
    """Draw the MSG block that all message hooks share."""
    platform, time = draw(st.sampled_from((0, 1, 2, 5, 10, 11, 12, 77))), draw(millis)
    operation = draw(ids)
    code, said, mentions = addressed(draw, nesting)
    sent = draw(st.sampled_from((True, True, True, False)))
    own = 0 if platform == 10 else 1
    return {
        "sendID": draw(ids),
        "callbackCommand": command,
        "serverMsgID": draw(words),
        "clientMsgID": seldom(draw, draw(texts), MISSING),
        "operationID": seldom(draw, operation, Odd("")),
        "senderPlatformID": platform,
        "senderNickname": draw(texts),
        "sessionType": 1,
        "msgFrom": draw(st.sampled_from((100, 200, 1, 0))),
        "contentType": code,
        "status": seldom(draw, own, Odd(2), Odd(1 - own)),
        "sendTime": time if sent else draw(st.sampled_from((0, MISSING))),
        "createTime": seldom(draw, time, Odd(time + 7)) if sent else Odd(time),
        "content": said,
        "seq": draw(st.just(0) | u32),
        "atUserList": mentions,
        "faceURL": draw(st.just("") | urls),
        "ex": seldom(draw, ext(draw, ""), MISSING),
    } | {"//operation": operation}


def where(draw: Draw, command: str, body: dict[str, Any]) -> dict[str, Any]:
    """Add what says where the message went, by command."""
    if command in (BEFORE[1], AFTER[1]):
        return body | {"sessionType": seldom(draw, 3, 2), "groupID": draw(ids)}
    if command in (BEFORE[0], AFTER[0]):
        return body | {"sessionType": 1, "recvID": draw(ids)}
    if command == MODIFY:
        return body | {"sessionType": draw(st.sampled_from((1, 2, 3)))}
    session = draw(st.sampled_from((1, 3, 4)))
    group, user = ("", draw(ids)) if session != 3 else (draw(ids), "")
    return body | {"sessionType": session, "recvID": user, "groupID": group}


def line(draw: Draw, command: str, body: dict[str, Any]) -> dict[str, Any]:
    """Draw the query: nothing, the command as in 3.0, a word of the documents, the newest server's key."""
    query: dict[str, Any] = {}
    if command in KEYED:
        handle = {"sendID": body["sendID"], "recvID": body.get("recvID", ""), "groupID": body.get("groupID", "")}
        key = b64encode(compact(handle).encode()).decode()
        query["key"] = seldom(draw, key, MISSING, Odd("bm8="))
    if draw(st.sampled_from((False, False, True))):
        query |= draw(st.sampled_from(({"command": Odd(command)}, {"contenttype": Odd("json")})))
    return query


def header(draw: Draw, operation: str, said: Any) -> tuple[dict[str, Any], Any, bool]:
    """Draw the header's copy of the operation id.

    Returns the headers, the body's copy, and whether the header is native.
    """
    if isinstance(said, Odd):  # the body's copy is empty, the header's is the only one
        return ({draw(st.sampled_from(("operationID", "Operationid"))): operation}, said, False)
    match draw(st.sampled_from(("same", "same", "absent", "other", "none", "empty"))):
        case "same":
            return ({draw(st.sampled_from(("operationID", "Operationid", "operationid"))): operation}, said, False)
        case "absent":
            return {}, said, True
        case "other":
            return {"Operationid": "other"}, Odd(said), False
        case "none":
            return {}, "", False
        case _:
            return {"Operationid": ""}, "", True


HANDLES = {
    **dict.fromkeys((*BEFORE, *AFTER, SAVE), ("serverMsgID", "recvID", "groupID")),
    MODIFY: ("serverMsgID", "sendID"),
}


@st.composite
def callbacks(draw: Draw, commands: tuple[str, ...] = COMMANDS, most: int = 4, nesting: bool = False) -> Document:
    """Draw a message callback with up to `most` unknown fields; `nesting`, of a message with others inside."""
    command = draw(st.sampled_from(commands))
    body = where(draw, command, block(draw, command, nesting))
    headers, body["operationID"], alone = header(draw, body.pop("//operation"), body["operationID"])
    tree = {"query": line(draw, command, body), "body": body}
    finished, walk = finish(draw, tree, ELEMENTS, most)
    base = draw(st.sampled_from(("https://app.example/hook/" + command, "http://localhost//" + command)))
    return Document(
        vendor="openim",
        request=Request(
            url=url(base, finished["query"]),
            headers={"Content-Type": "application/json; charset=utf-8", **headers},
            body=json.dumps(finished["body"], ensure_ascii=draw(st.booleans())).encode() + b"\n",
        ),
        headers=HEADERS,
        native=frozenset(walk.native | ({"/headers/operationID"} if alone else set())),
        unknown=tuple(walk.unknown),
        identity=tuple([f"/body/{name}" for name in HANDLES[command] if finished["body"].get(name)]),
        row=row(command, finished["body"]["sessionType"]),
    )


def row(command: str, session: int) -> str:
    """Return the row of the table that an event of this command and session type is in."""
    return f"{command} {session}" if command in (MODIFY, SAVE) else command


FORMS: dict[str, Form] = {**FOLLOW_UPS, **PUSHES, **PRESENCE, **GROUPS, **MEMBERS, **FRIENDS, **USERS}
FORMS = {
    **{old: FORMS[now] for old, now in OLDER.items()},
    **FORMS,
    "callbackUserOnlineCommand": Form(body=online_of_2, trace=BOTH),
}

REPORTS = tuple(FORMS)

WHO = frozenset(
    {
        *("conversationID", "seq", "connID", "clientMsgID", "groupID", "groupId", "sendID", "applyID", "inviterUserID"),
        *("userID", "userId", "ownerUserID", "ownerUserId", "fromUserID", "toUserID", "friendUserID", "blackUserID"),
        *("oldOwnerUserID", "newOwnerUserID", "user_id", "group_id"),
    }
)
"""Members of a body that say who or which."""


def operation(draw: Draw, place: str) -> tuple[dict[str, Any], Any, bool]:
    """Draw where a callback has its operation id: headers, the body's copy, and whether the header is native."""
    said = draw(ids)
    if place == BOTH:
        return header(draw, said, seldom(draw, said, Odd("")))
    spelled = draw(st.sampled_from(("operationID", "Operationid", "operationid")))
    body = seldom(draw, "", MISSING) if place == EMPTY else ABSENT
    match draw(st.sampled_from(("there", "there", "there", "none", "empty", "copied", "misplaced"))):
        case "there":
            return {spelled: said}, body, False
        case "none":
            return {}, body, False
        case "empty":
            return {spelled: ""}, body, True
        case "copied":  # as in older releases
            return {spelled: said}, Odd(said), False
        case _:
            return {}, Odd(said), True


@st.composite
def reports(draw: Draw, rows: tuple[str, ...] = REPORTS, most: int = 4) -> Document:
    """Draw a callback that is about no message, with up to `most` unknown fields."""
    named = draw(st.sampled_from(rows))
    command, form = named.partition(" ")[0], FORMS[named]
    headers, copy, alone = operation(draw, form.trace)
    body = {"callbackCommand": command, "operationID": copy, **form.body(draw)}
    finished, walk = finish(draw, {"query": line(draw, command, body), "body": body}, ELEMENTS, most)
    said = finished["body"]
    lists = [f"/body/{name}/0/userID" for name in ("users", "initMemberList") if name in said]
    return Document(
        vendor="openim",
        request=Request(
            url=url("https://app.example/hook/" + command, finished["query"]),
            headers={"Content-Type": "application/json; charset=utf-8", **headers},
            body=json.dumps(said, ensure_ascii=draw(st.booleans())).encode() + b"\n",
        ),
        headers=HEADERS,
        native=frozenset(walk.native | ({"/headers/operationID"} if alone else set())),
        unknown=tuple(walk.unknown),
        identity=(*[f"/body/{name}" for name in sorted(WHO) if said.get(name)], *lists),
        row=named,
    )


UNHEARD_OF = (
    "callbackBeforeSetMessageReactionExtensionCommand",
    "callbackAddMessageListReactionExtensionsCommand",
    "callbackAfterSomethingNewCommand",
    "callbackBeforeSomethingNewCommand",
)


@st.composite
def others(draw: Draw) -> Document:
    """Draw a callback that no class is there for."""
    command = draw(st.sampled_from(UNHEARD_OF))
    body = {**draw(st.dictionaries(plain, values, max_size=3)), "callbackCommand": command, "ex": draw(data)}
    headers = maybe(draw, st.just({"Operationid": "op 7"}), {})
    query = draw(st.sampled_from(({}, {"command": command}, {"contenttype": "json"})))
    return Document(
        vendor="openim",
        request=Request(
            url=url("https://app.example/" + command, query), headers=headers, body=json.dumps(body).encode()
        ),
        headers=HEADERS,
        row=command,
    )
