"""What Tencent's servers answer to REST requests, odd answers too. Written from the vendor's documents alone."""

import json
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from imbridge.http import Response
from imbridge.testing.documents import ABSENT, MISSING, Document, Draw, Odd, finish, maybe, seldom
from imbridge.testing.jsons import seconds, texts, u32, words
from imbridge.testing.rest import Answer
from imbridge.testing.tencent_rest_errors import codes

Body = dict[str, Any]

BODY = "/0/body"


def direct(draw: Draw, call: Body) -> Body:
    return {"MsgTime": draw(seconds), "MsgKey": draw(words), "MsgId": maybe(draw, words)}


def batch(draw: Draw, call: Body) -> Body:
    """Draw the answer for many users: some of them may have got nothing."""
    accounts = call["To_Account"] if isinstance(call["To_Account"], list) else [call["To_Account"]]
    failed = [account for account in accounts if draw(st.sampled_from((False, False, True)))]
    if not failed:
        return {"MsgKey": draw(words), "MsgId": maybe(draw, words), "ErrorList": seldom(draw, ABSENT, Odd([]))}
    errors = [{"To_Account": account, "ErrorCode": draw(codes)} for account in failed]
    if len(failed) == len(accounts):
        return {"ActionStatus": "FAIL", "ErrorCode": draw(codes), "ErrorInfo": draw(texts), "ErrorList": errors}
    return {"ActionStatus": "SomeError", "MsgKey": draw(words), "MsgId": maybe(draw, words), "ErrorList": errors}


def group(draw: Draw, call: Body) -> Body:
    return {
        "MsgTime": draw(seconds),
        "MsgSeq": draw(u32),
        "MsgDropReason": seldom(draw, ABSENT, "MsgFreqCtrl", "Other reason"),
    }


def room(draw: Draw, call: Body) -> Body:
    return {"MsgTime": draw(seconds), "MsgSeq": draw(u32)}


def channel(draw: Draw, call: Body) -> Body:
    return {"MsgTime": draw(seconds), "MsgKey": draw(words)}


def nothing(draw: Draw, call: Body) -> Body:
    return {}


def recalled(draw: Draw, call: Body) -> Body:
    """Draw what became of each message, under the name of the documents or that of a kit."""
    found = [{"MsgSeq": one["MsgSeq"], "RetCode": draw(st.just(0) | codes)} for one in call["MsgSeqList"]]
    if draw(st.sampled_from((False,) * 7 + (True,))):
        return {"RecallRetList": MISSING, "Results": Odd(found)}
    return {"RecallRetList": seldom(draw, found, MISSING)}


def imported(draw: Draw, call: Body) -> Body:
    """Draw what became of each message, each with its time."""
    found = [
        {"MsgSeq": seldom(draw, draw(u32), MISSING), "MsgTime": one["SendTime"], "Result": draw(st.just(0) | codes)}
        for one in call["MsgList"]
    ]
    return {"ImportMsgResult": seldom(draw, found, MISSING)}


DONE: dict[str, Callable[[Draw, Body], Body]] = {
    "sendmsg": direct,
    "batchsendmsg": batch,
    "send_group_msg": group,
    "send_group_system_notification": nothing,
    "send_broadcast_msg": room,
    "send_official_account_msg": channel,
    "admin_msgwithdraw": nothing,
    "group_msg_recall": recalled,
    "modify_c2c_msg": nothing,
    "modify_group_msg": nothing,
    "importmsg": nothing,
    "import_group_msg": imported,
}


def done(draw: Draw, command: str, call: Body) -> Body:
    """Draw the answer to a call that was taken."""
    return {
        "ActionStatus": "OK",
        "ErrorInfo": seldom(draw, "", Odd("succeed"), MISSING),
        "ErrorCode": 0,
        "RequestId": maybe(draw, words.map(Odd)),
        **DONE[command](draw, call),
    }


def failed(draw: Draw) -> Body:
    """Draw the answer to a call that was refused."""
    return {
        "ActionStatus": seldom(draw, "FAIL", Odd("FAILURE"), MISSING),
        "ErrorInfo": seldom(draw, draw(texts), MISSING),
        "ErrorCode": draw(codes),
        "ErrorDisplay": seldom(draw, maybe(draw, words), Odd("")),
        "RequestId": maybe(draw, words.map(Odd)),
    }


FOREIGN = (
    Response(status=502, body=b"<html><h1>502 Bad Gateway</h1></html>"),
    Response(status=504, body=b""),
    Response(status=413, body=b"x" * 300),
    Response(status=429, body=b"[]"),
    Response(status=200, body=b"OK"),
    Response(status=403, body="gebührenfrei".encode("latin-1")),
)
"""What a gateway answers, and no server of Tencent's."""


@st.composite
def answered(draw: Draw, command: str, call: Document) -> Answer:
    """Draw the answer to a call: taken, in part perhaps, or refused, or no answer of Tencent's at all."""
    kind = draw(st.sampled_from(("done",) * 4 + ("failed",) * 3 + ("foreign",)))
    if kind == "foreign":
        return Answer(call, (draw(st.sampled_from(FOREIGN)),), frozenset({BODY, "/0/status", "/0/text", "/0/base64"}))
    tree = failed(draw) if kind == "failed" else done(draw, command, json.loads(call.request.body))
    finished, walk = finish(draw, {"body": tree}, "")
    native = {"/0" + pointer for pointer in (*walk.native, *[unknown.pointer for unknown in walk.unknown])}
    body = json.dumps(finished["body"], ensure_ascii=False).encode()
    return Answer(call, (Response(body=body),), frozenset(native))
