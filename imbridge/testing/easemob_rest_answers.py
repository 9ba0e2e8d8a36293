"""What Easemob's server answers to a REST call, failures included. Written from the vendor's documents alone."""

import json
from typing import Any, NamedTuple

from hypothesis import strategies as st

from imbridge.http import Response
from imbridge.testing.documents import ABSENT, MISSING, Draw, Free, Odd, finish, maybe, seldom
from imbridge.testing.easemob_envelope import digits
from imbridge.testing.easemob_rest_calls import calls
from imbridge.testing.jsons import words
from imbridge.testing.rest import Answer

Tree = dict[str, Any]


class Failure(NamedTuple):
    """A row of the vendor's table of errors."""

    status: int
    error: str
    exception: str
    description: str
    code: int | None = None


JAVA = "java.lang.IllegalArgumentException"
SEND = "MessageSendException"

FAILURES = (
    Failure(400, "json_parse", "org.codehaus.jackson.JsonParseException", "Unexpected character ('}' (code 125))"),
    Failure(400, "invalid_request_body", "InvalidRequestBodyException", "Request body is invalid."),
    Failure(400, "illegal_argument", JAVA, "from can't be empty"),
    Failure(400, "illegal_argument", JAVA, "target_type must be provided"),
    Failure(400, "illegal_argument", JAVA, "target_type can only be 'users' or 'chatgroups' or 'chatrooms'"),
    Failure(400, "illegal_argument", JAVA, "message is too large"),
    Failure(400, "illegal_argument", JAVA, "ext must be JSONObject"),
    Failure(400, "illegal_argument", JAVA, "message body not allow empty"),
    Failure(400, "message_send_error", SEND, "param from can't be empty", 14001),
    Failure(400, "message_send_error", SEND, "param to can't be empty", 14002),
    Failure(400, "message_send_error", SEND, "param type can't be empty"),
    Failure(400, "message_send_error", SEND, "param body can't be empty", 14005),
    Failure(400, "message_send_error", SEND, "param ext must be JSONObject"),
    Failure(400, "message_send_error", SEND, "params to's size can't exceed limit 600"),
    Failure(400, "message_send_error", SEND, "message is too large", 14007),
    Failure(403, "message_send_error", SEND, "message send reach limit"),
    Failure(400, "message_recall_error", "MessageRecallException", "param msg_id can't be empty"),
    Failure(403, "message_recall_error", "MessageRecallException", "exceed recall time limit"),
    Failure(403, "message_recall_error", "MessageRecallException", "can't find msg to"),
    Failure(500, "message_recall_error", "MessageRecallException", "internal error"),
    Failure(401, "auth_bad_access_token", "org.apache.usergrid.rest.exceptions.SecurityException", "corrupt token"),
    Failure(401, "unauthorized", "EasemobSecurityException", "Unable to authenticate (OAuth)"),
    Failure(403, "message_rewrite_error", "EditLimitExceededException", "too many edits"),
    Failure(404, "message_rewrite_error", "MessageNotFoundException", "no such message"),
    Failure(409, "concurrent_operation_error", "ConcurrentOperationException", "edited by somebody else"),
    Failure(403, "forbidden_op", "EasemobForbiddenOpException", "broadcast quota used up"),
    Failure(404, "organization_application_not_found", "OrganizationApplicationNotFoundException", "no such app"),
    Failure(404, "service_resource_not_found", "ServiceResourceNotFoundException", "Service resource not found"),
    Failure(404, "storage_object_not_found", "StorageObjectNotFoundException", "no file"),
    Failure(405, "web_application", "javax.ws.rs.WebApplicationException", "Method Not Allowed"),
    Failure(408, "web_application", "javax.ws.rs.WebApplicationException", "Request Timeout"),
    Failure(415, "web_application", "javax.ws.rs.WebApplicationException", "Unsupported Media Type"),
    Failure(413, "Request Entity Too Large", "RequestTooLargeException", "Request Entity Too Large"),
    Failure(429, "reach_limit", "ReachLimitException", "This request has reached api limit"),
    Failure(429, "resource_limited", "ResourceLimitedException", "plan limit"),
    Failure(500, "no_full_text_index", "NoFullTextIndexException", "no index"),
    Failure(500, "unsupported_service_operation", "UnsupportedServiceOperationException", "not supported"),
    Failure(503, "web_application", "javax.ws.rs.WebApplicationException", "Service Unavailable"),
    Failure(400, "future_error", "FutureException", "nobody knows"),
)
"""What the table lists, in words of our own where the wording says nothing."""

OTHERWISE = (
    (413, "<html><body>Request Entity Too Large</body></html>"),
    (502, ""),
    (504, "upstream request timeout"),
    (500, "x" * 300),
    (429, "[]"),
    (500, "{}"),
    (503, '{"message":"no server"}'),
    (404, "null"),
    (400, '"text"'),
)
"""What stands between the app and the vendor's server answers like this."""

UNTOLD = ("{}", '{"data":[]}', '{"data":null}', '{"data":"failure"}', '{"msgs":[]}')
"""Answers that do not say that anything was done."""


def envelope(draw: Draw, path: str) -> Tree:
    """Draw what the server says of itself in every reply."""
    return {
        "action": seldom(draw, Odd("post"), ABSENT),
        "application": maybe(draw, st.just(Odd("8be024f0-e978-11e8-b697-5d598d5f8402"))),
        "path": maybe(draw, st.just(Odd(path))),
        "uri": maybe(draw, st.just(Odd(f"https://a1.example.com/acme/demo{path}"))),
        "entities": seldom(draw, Odd([]), ABSENT),
        "timestamp": seldom(draw, Odd(1733300000200), ABSENT),
        "duration": Odd(draw(st.integers(0, 99))),
        "organization": maybe(draw, st.just(Odd("acme"))),
        "applicationName": maybe(draw, st.just(Odd("demo"))),
    }


def failure(draw: Draw) -> tuple[Tree, int, set[str]]:
    """Draw a failure of the whole call: the body, the HTTP status, and what else is native."""
    row = draw(st.sampled_from(FAILURES))
    code = row.code if row.code is not None and draw(st.booleans()) else None
    why = seldom(draw, row.description, draw(words), ABSENT)
    status = draw(st.sampled_from((row.status,) * 7 + (500, 400)))
    body = {
        "error": row.error if code is None else seldom(draw, row.error, Odd("illegal_argument")),
        "exception": seldom(draw, row.exception, ABSENT),
        "timestamp": seldom(draw, Odd(1733300000300), ABSENT),
        "duration": seldom(draw, Odd(0), ABSENT),
        "error_code": ABSENT if code is None else code,
        "error_description": why,
    }
    usual = row.error not in UNSETTLED and status == row.status and why == row.description
    return body, status, set() if usual else {"/0/status"}


UNSETTLED = ("message_recall_error", "message_rewrite_error", "web_application", "unsupported_service_operation")
"""What comes with more than one HTTP status."""


def recalled(draw: Draw, message: Tree, outcome: str) -> Tree:
    """Draw what became of one message that was to be taken back."""
    where = {name: message[held] for name, held in RECALLED.items() if held in message}
    told = {
        name: seldom(draw, held, MISSING) if outcome == "yes" else maybe(draw, st.just(Odd(held)))
        for name, held in where.items()
    }
    return {"recalled": outcome, "msg_id": message["msg_id"], **told}


RECALLED = {"chattype": "chat_type", "from": "from", "to": "to"}

FAILED = ("not_found msg", "exceed recall time limit", "can't find msg to", "internal error")

outcomes: st.SearchStrategy[str] = st.sampled_from((*("yes",) * 4, *FAILED))


def recalled_many(draw: Draw, command: str, messages: list[Tree]) -> Tree:
    """Draw what became of several messages; the older name of the call is that of the older failures."""
    if command == "batch_recall":
        return {"data": [recalled(draw, one, draw(outcomes)) for one in messages]}
    if draw(st.booleans()):
        return {"msgs": [failed(draw, one) for one in messages]}
    return {"data": [recalled(draw, one, "yes") for one in messages]}


def failed(draw: Draw, message: Tree) -> Tree:
    """Draw how an older server says that a message was not taken back."""
    return {"msg_id": message["msg_id"], "recalled": draw(st.sampled_from(FAILED))}


def success(draw: Draw, command: str, body: Tree) -> Tree:
    """Draw what says that a call was taken, by target or by message."""
    if command.endswith("broadcast"):
        number = draw(st.sampled_from((1399000999888777666, 1, 2**63 - 1)))
        return {"data": {"id": seldom(draw, number, Odd(str(number)))}}
    if command.endswith("import"):
        return {"data": {"msg_id": draw(digits)}}
    if command == "rewrite":
        return {"data": "success"}
    if command == "msg_recall":
        return {"data": recalled(draw, body, "yes")} if draw(st.booleans()) else {"msgs": [failed(draw, body)]}
    if command.endswith("recall"):
        return recalled_many(draw, command, body["msgs"])
    targets = draw(st.permutations(body["target" if command == "v2" else "to"]))
    usual = st.just("success") | digits if command == "v2" else seldom(draw, digits, st.just("success"))
    said = seldom(draw, usual, st.just(Odd(1399000111222333444)))
    return {"data": Free({target: draw(said) for target in targets[: seldom(draw, len(targets), 1)]})}


@st.composite
def answers(draw: Draw, command: str) -> Answer:
    """Draw a call and what is answered to it, with up to two unknown fields."""
    call = draw(calls(command, most=0))
    kind = draw(st.sampled_from(("success", "success", "success", "failure", "failure", "untold", "other")))
    if kind == "untold":
        said = Response(body=draw(st.sampled_from(UNTOLD)).encode())
        return Answer(call=call, responses=(said,), native=frozenset({"/0/body", "/0/status"}))
    if kind == "other":
        status, text = draw(st.sampled_from(OTHERWISE))
        replaced = frozenset({"/0/body"})
        return Answer(call=call, responses=(Response(status=status, body=text.encode()),), native=replaced)
    if kind == "failure":
        body, status, native = failure(draw)
    else:
        status, native = 200, set()
        body = {**success(draw, command, json.loads(call.request.body)), **envelope(draw, f"/messages/{command}")}
    finished, walk = finish(draw, {"0": Free({"body": body})}, "/none", 2)
    native |= walk.native | {unknown.pointer for unknown in walk.unknown}
    text = json.dumps(finished["0"]["body"], ensure_ascii=draw(st.booleans()))
    return Answer(
        call=call,
        responses=(Response(status=status, body=text.encode()),),
        native=frozenset(native),
    )
