"""The conformance suite holds, and its runner notices every kind of wrong half."""

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from imbridge import ImbridgeError, Malformed, Request, Response, load
from imbridge import cases as runner
from imbridge.cases import (
    CallCase,
    Case,
    RecordCase,
    RecordedRequest,
    check,
    gaps,
    gather,
    recorded_request,
    recorded_response,
    request_of,
    rewrite,
)
from imbridge.codec import Codec

SPECS = Path(__file__).parent.parent / "specs"
FILES = {path.as_posix(): path.read_bytes() for path in sorted(SPECS.glob("*/*.json")) if path.parent.name != "schema"}
LOCATED, WRONG = gather(FILES)

BODY = {
    "CallbackCommand": "C2C.CallbackBeforeSendMsg",
    "From_Account": "ines",
    "To_Account": "paul",
    "MsgSeq": 12,
    "MsgRandom": 34,
    "MsgTime": 1769000000,
    "MsgKey": "12_34_1769000000",
    "OnlineOnlyFlag": 0,
    "Shade": "teal",
    "MsgBody": [{"MsgType": "TIMTextElem", "MsgContent": {"Text": "High tide at six."}}],
}

GOOD: dict[str, Any] = {
    "about": "a text, an unknown key and three answers",
    "source": {"url": "https://example.com/manual", "seen": "2026-01-31"},
    "request": {"url": "https://hook.example.com/im?SdkAppid=1400&contenttype=json", "headers": {}, "body": BODY},
    "event": {
        "type": "message.sending",
        "vendor": "tencent",
        "command": "C2C.CallbackBeforeSendMsg",
        "occurred_at": 1769000000000,
        "app": "1400",
        "actor": {"id": "ines"},
        "message": {
            "id": {"server": "12_34_1769000000", "seq": 12, "random": 34},
            "conversation": {"kind": "direct"},
            "sender": {"id": "ines"},
            "recipients": [{"id": "paul"}],
            "sent_at": 1769000000000,
            "parts": [{"type": "text", "text": "High tide at six."}],
            "delivery": {"online_only": False},
        },
        "stage": "decide",
        "key": "tencent:message.sending:C2C.CallbackBeforeSendMsg||ines|paul|12_34_1769000000",
    },
    "native": ["/body/Shade", "/query/CallbackCommand"],
    "to": {
        "openim": {
            "request": {
                "url": "http://localhost/callbackBeforeSendSingleMsgCommand",
                "body": {
                    "callbackCommand": "callbackBeforeSendSingleMsgCommand",
                    "sendID": "ines",
                    "recvID": "paul",
                    "serverMsgID": "12_34_1769000000",
                    "clientMsgID": "",
                    "operationID": "",
                    "senderPlatformID": 0,
                    "senderNickname": "",
                    "sessionType": 1,
                    "msgFrom": 0,
                    "contentType": 101,
                    "status": 1,
                    "sendTime": 1769000000000,
                    "createTime": 1769000000000,
                    "content": '{ "content": "High tide at six." }',
                    "seq": 12,
                    "atUserList": None,
                    "faceURL": "",
                    "ex": "",
                },
            },
            "losses": [
                {"path": "message.delivery.online_only", "kind": "dropped", "was": False},
                {"path": "/query/CallbackCommand", "kind": "native"},
                {"path": "/body/Shade", "kind": "native", "was": "teal"},
            ],
        }
    },
    "acks": [
        {
            "ack": {"type": "reject", "code": 120005, "reason": "no"},
            "response": {"body": {"ActionStatus": "OK", "ErrorCode": 120005, "ErrorInfo": "no"}},
        },
        {
            "ack": {"type": "reject", "code": 5},
            "response": {"status": 200, "body": {"ActionStatus": "OK", "ErrorCode": 1, "ErrorInfo": ""}},
            "losses": [{"path": "code", "kind": "dropped", "was": 5}],
        },
        {"ack": {"type": "failed"}, "response": {"status": 500, "body": "oops"}, "only": "decode"},
        {"ack": {"type": "partial", "verdicts": [{"id": "paul"}]}, "error": {"type": "CannotExpress"}},
    ],
}

BAD: dict[str, Any] = {
    "about": "a message from nobody",
    "source": {"url": "https://example.com/manual", "seen": "2026-01-31"},
    "request": {"query": {"SdkAppid": "1400"}, "body": '{"CallbackCommand": "C2C.CallbackBeforeSendMsg"}'},
    "error": {"type": "Malformed", "pointer": "/From_Account"},
}

DROP = object()


def case(document: dict[str, Any]) -> Case:
    """Read a case from a JSON value."""
    return msgspec.json.decode(json.dumps(document), type=Case)


def changed(path: str, value: object, document: dict[str, Any] = GOOD) -> dict[str, Any]:
    """Return a case with one thing changed, or dropped."""
    document = copy.deepcopy(document)
    holder: Any = document
    *steps, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    for step in steps:
        holder = holder[step]
    if value is DROP:
        del holder[last]
    else:
        holder[last] = value
    return document


def suite(*documents: dict[str, Any]) -> dict[str, bytes]:
    """Return the files of a suite with one file."""
    return {"specs/tencent/own.json": json.dumps({"cases": documents}).encode()}


def test_the_suite_is_sound_and_covers_every_vendor() -> None:
    assert [*WRONG, *gaps(LOCATED)] == []
    assert len(LOCATED) > 100


CALLBACKS = [(found.vendor, found.case) for found in LOCATED if isinstance(found.case, Case)]
COMMANDS: dict[str, list[str]] = json.loads((Path(__file__).parent / "commands.json").read_bytes())
NAMED = [(whose.partition(",")[0], command) for whose, commands in COMMANDS.items() for command in commands]


@pytest.mark.parametrize(("name", "command"), NAMED, ids=lambda one: one)
def test_every_callback_has_a_case_and_a_class(name: str, command: str) -> None:
    said = [case.event for whose, case in CALLBACKS if whose == name and case.event is not None]
    types = {event["type"] for event in said if event.get("command") == command}
    assert types - {"unknown"}, "no case"


CALLS: dict[str, list[str]] = json.loads((Path(__file__).parent / "calls.json").read_bytes())


@pytest.mark.parametrize(("name", "command"), [(name, one) for name, held in CALLS.items() for one in held])
def test_every_rest_document_has_a_case_and_its_answer_too(name: str, command: str) -> None:
    cases = [found.case for found in LOCATED if found.vendor == name]
    calls = [case for case in cases if isinstance(case, CallCase) and (case.send or {}).get("command") == command]
    records = [case for case in cases if isinstance(case, RecordCase) and (case.record or {}).get("command") == command]
    assert calls or records, "no case"
    assert records or any(case.receipts for case in calls), "no answer"


@pytest.mark.parametrize("located", LOCATED, ids=[found.case.about for found in LOCATED])
def test_the_code_agrees(located: runner.Located) -> None:
    assert check(located.case, located.vendor) == []


@pytest.mark.parametrize("document", [GOOD, BAD], ids=["event", "error"])
def test_a_right_case_is_right(document: dict[str, Any]) -> None:
    assert check(case(document), "tencent") == []


WRONG_HALVES = [
    ("event/message/sender/id", "olga", '/event/message/sender/id: expected "olga", got "ines"'),
    ("event/message/sent_at", 1769000000000.0, "/event/message/sent_at: expected 1769000000000.0, got 1769000000000"),
    ("event/message/ext", {}, "/event/message/ext: expected {}, got nothing"),
    ("event/message/delivery", DROP, '/event/message/delivery: expected nothing, got {"online_only":false}'),
    ("event/key", "tencent:other", '/event/key: expected "tencent:other", got "tencent:message.sending:C2C.Callba'),
    ("event", {"type": "unknown"}, '/event/type: expected "unknown", got "message.sending"'),
    ("native", ["/body/Shade"], '/native: expected nothing, got "/query/CallbackCommand"'),
    ("native", ["/body/Shade", "/query/CallbackCommand", "/x"], '/native: expected "/x", got nothing'),
    ("to/openim/request/body/sendID", "olga", '/to/openim/request/body/sendID: expected "olga", got "ines"'),
    ("to/openim/request/body/ex", {}, '/to/openim/request/body/ex: expected {}, got ""'),
    (
        "to/openim/request/body/content",
        '{"content":"?"}',
        '/to/openim/request/body/content/content: expected "?", got "High tide at six."',
    ),
    (
        "to/openim/request/url",
        "http://localhost/x?key=a",
        '/to/openim/request/query/key: expected "a", got nothing',
    ),
    ("to/openim/request/headers", {"operationID": "1"}, '/to/openim/request/headers/operationid: expected "1", got no'),
    ("to/openim/losses/2/was", "red", '/to/openim/losses: expected {"path":"/body/Shade","kind":"native","was":"red"}'),
    ("to/openim/losses/2", DROP, '/to/openim/losses: expected nothing, got {"path":"/body/Shade","kind":"native"'),
    ("to/openim", {"error": {"type": "CannotExpress"}}, '/to/openim/error: expected {"type":"CannotExpress"}, got no'),
    ("to/openim/policy", "drop", "/to/openim/request: expected {"),
    ("to/openim/options", {"release": "9"}, '/to/openim/error: expected nothing, got {"type":"ImbridgeError"'),
    ("to/openim/error", {"type": "CannotExpress"}, "/to/openim: wanted either a request or an error"),
    ("acks/0/response/body/ErrorCode", 7, "/acks/0/response/body/ErrorCode: expected 7, got 120005"),
    ("acks/0/response/body/ErrorCode", 7, "/acks/0/ack/code: expected 120005, got 7"),
    ("acks/0/response/status", 201, "/acks/0/response/status: expected 201, got 200"),
    ("acks/0/response/headers", {"X": "1"}, '/acks/0/response/headers/x: expected "1", got nothing'),
    ("acks/0/error", {"type": "CannotExpress"}, "/acks/0: wanted either a response or an error"),
    ("acks/1/losses", DROP, '/acks/1/losses: expected nothing, got {"path":"code","kind":"dropped","was":5}'),
    ("acks/2/ack", {"type": "allow"}, '/acks/2/ack/type: expected "allow", got "failed"'),
    ("acks/2/ack", {"type": "maybe"}, '/acks/2/ack: expected {"type":"maybe"}, got "not a canonical value'),
    ("acks/2/only", "both", "/acks/2/only: wanted encode or decode"),
    ("acks/3/error/type", "Malformed", '/acks/3/error/type: expected "Malformed", got "CannotExpress"'),
    ("acks/1/policy", "strict", '/acks/1/error: expected nothing, got {"type":"CannotExpress"'),
    ("error", {"type": "Malformed"}, "/event: wanted either an event or an error"),
    ("event", {}, "/event: wanted either an event or an error"),
    ("options", {"colour": 1}, "/: tencent: no option 'colour'"),
    ("request/body_base64", "?", "/error: expected nothing, got {"),
    ("request/body/From_Account", DROP, '/error: expected nothing, got {"type":"Malformed","pointer":"/From_Account"'),
    ("source/url", "http://example.com", "/source/url: wanted an https address"),
    ("source/seen", "yesterday", "/source/seen: wanted a day"),
    ("about", " ", "/about: says nothing"),
]


@pytest.mark.parametrize(("path", "value", "line"), WRONG_HALVES, ids=[line for _, _, line in WRONG_HALVES])
def test_a_wrong_half_is_told(path: str, value: object, line: str) -> None:
    assert [found for found in check(case(changed(path, value)), "tencent") if found.startswith(line)]


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        ("error/type", "TooLarge", '/error/type: expected "TooLarge", got "Malformed"'),
        ("error/pointer", "/To_Account", '/error/pointer: expected "/To_Account", got "/From_Account"'),
        ("error/pointer", None, '/error/pointer: expected null, got "/From_Account"'),
        ("native", ["/body/X"], "/error: what is no event has no native, to or acks"),
        ("request/body", BODY, '/error: expected {"type":"Malformed","pointer":"/From_Account"}, got nothing'),
    ],
)
def test_a_wrong_error_is_told(path: str, value: object, line: str) -> None:
    assert line in check(case(changed(path, value, BAD)), "tencent")


def test_a_pointer_that_is_left_out_may_be_anything() -> None:
    assert check(case(changed("error/pointer", DROP, BAD)), "tencent") == []


def test_a_vendor_that_nobody_has_is_told() -> None:
    assert check(case(GOOD), "nobody")[0].startswith("/: no vendor 'nobody'")


def test_a_crash_is_told_with_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object, **__: object) -> None:
        raise KeyError("oops")

    monkeypatch.setattr("imbridge.cases.outcome.translate", crash)
    (line,) = check(case(GOOD), "tencent")
    assert line.startswith("/: the code crashed: KeyError('oops') at tests.test_cases:")


@pytest.mark.parametrize(
    ("spoil", "line"),
    [
        (lambda request: Request(url=request.url, body=request.body[:-1] + b',"Z":1}'), "/request/body/Z: expected no"),
        (lambda request: Request(url=request.url + "&z=1", body=request.body), "/request/query/z: expected nothing"),
        (lambda request: Request(url="https://x" + request.url[8:], body=request.body), "/request/url: expected"),
    ],
)
def test_a_request_that_does_not_come_back_is_told(
    monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Request], Request], line: str
) -> None:
    honest = Codec.encode_callback
    monkeypatch.setattr(Codec, "encode_callback", lambda *given, **named: spoil(honest(*given, **named)))
    found = [found for found in check(case(changed("to", {})), "tencent") if found.startswith(line)]
    assert [found.rpartition(" once ")[2] for found in found] == ["encoded", "dumped, loaded and encoded"]


def test_an_event_that_does_not_survive_its_dump_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    spoilt = lambda dumped: load(dumped.replace(b"High tide", b"Low tide"))  # noqa: E731
    monkeypatch.setattr("imbridge.cases.outcome.load", spoilt)
    found = check(case(GOOD), "tencent")
    assert '/event/message/parts/0/text: expected "High tide at six.", got "Low tide at six."' in found[0]
    assert found[0].endswith("once dumped and loaded")


def test_two_cases_about_the_same_are_told() -> None:
    _, wrong = gather(suite(GOOD, GOOD))
    assert wrong == ["2 cases are about 'a text, an unknown key and three answers'"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (b'{"cases": []}', "no cases"),
        (b'{"cases": [', "not JSON"),
        (b"\xff", "not JSON"),
        (b"[]", "Expected `object`, got `array`"),
        (b'{"cases": [], "more": 1}', "Object contains unknown field `more`"),
        (json.dumps({"cases": [changed("abuot", 1)]}).encode(), "at /cases/0: Object contains unknown field `abuot`"),
        (json.dumps({"cases": [GOOD, changed("to/openim/los", 1)]}).encode(), "at /cases/1/to/…: Object contains unkn"),
        (json.dumps({"cases": [changed("acks/1/losses/0/wsa", 1)]}).encode(), "at /cases/0/acks/1/losses/0: Object co"),
        (json.dumps({"cases": [changed("request/headres", {})]}).encode(), "at /cases/0/request: Object contains unk"),
        (json.dumps({"cases": [changed("request", DROP)]}).encode(), "at /cases/0: Object missing required field `re"),
    ],
)
def test_an_unreadable_file_is_told(text: bytes, line: str) -> None:
    _, wrong = gather({"specs/tencent/own.json": text})
    assert wrong[0].startswith(f"specs/tencent/own.json: {line}")


def test_a_vendor_without_cases_is_told() -> None:
    located, _ = gather(suite(GOOD))
    assert gaps(located) == ["no cases for the vendor easemob", "no cases for the vendor openim"]
    assert len(gaps([])) >= 2


def wrong_and_right() -> Iterator[dict[str, Any]]:
    """Yield cases with halves to rewrite."""
    for path, value in [
        ("event/message/sender/id", "olga"),
        ("native", ["/body/Y"]),
        ("native", DROP),
        ("to/openim/request/body/sendID", "olga"),
        ("to/openim", {"error": {"type": "CannotExpress"}}),
        ("to/openim/losses", []),
        ("acks/0/response/body/ErrorCode", 7),
        ("acks/1/losses", DROP),
        ("acks/2/ack", {"type": "allow"}),
        ("acks/3/error/type", "Malformed"),
    ]:
        yield changed(path, value)
    yield changed("error", {"type": "TooLarge"}, BAD)


@pytest.mark.parametrize("document", list(wrong_and_right()))
def test_an_update_makes_a_wrong_case_right(document: dict[str, Any]) -> None:
    text = (json.dumps({"cases": [document]}, indent=2) + "\n").encode()
    new, refusals = rewrite(text, "tencent")
    (after,) = json.loads(new)["cases"]
    assert refusals == []
    assert check(case(document), "tencent") != []
    assert check(case(after), "tencent") == []
    assert after["request"] == document["request"]
    assert new.decode() == json.dumps({"cases": [after]}, indent=2, ensure_ascii=False) + "\n"


def test_an_update_touches_nothing_that_is_right() -> None:
    text = json.dumps({"cases": [GOOD, BAD]}).encode()
    assert rewrite(text, "tencent") == (text, [])
    new, _ = rewrite(json.dumps({"cases": [changed("native", []), BAD]}).encode(), "tencent")
    assert json.loads(new)["cases"] == [changed("native", GOOD["native"]), BAD]


def test_an_update_keeps_the_order_of_keys() -> None:
    turned = {**GOOD, "event": dict(reversed(GOOD["event"].items()))}
    text = json.dumps({"cases": [changed("event/message/sender/id", "olga", turned), BAD]}, indent=2) + "\n"
    new, _ = rewrite(text.encode(), "tencent")
    assert new.decode() == json.dumps({"cases": [turned, BAD]}, indent=2) + "\n"


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (changed("event", {}), "nothing is expected yet"),
        (changed("event", DROP), "nothing is expected yet"),
        (changed("request/body/From_Account", DROP), "came to tencent at /From_Account"),
        (changed("request/body", BODY, BAD), "came to an event of type message.sending"),
        (changed("options", {"colour": 1}), "no option 'colour'"),
    ],
)
def test_an_update_refuses_what_a_person_has_to_write(document: dict[str, Any], why: str) -> None:
    text = suite(document)["specs/tencent/own.json"]
    new, refusals = rewrite(text, "tencent")
    assert new == text
    assert refusals[0].startswith(f"{document['about']}: {why}")


def test_an_update_raises_for_what_is_no_file() -> None:
    with pytest.raises(Malformed):
        rewrite(b"[", "tencent")
    with pytest.raises(ImbridgeError):
        runner.update(b"{}", "tencent")


@pytest.mark.parametrize(
    ("recorded", "request_"),
    [
        ({"url": "https://x?a=1", "body": {"b": 1}}, Request(url="https://x?a=1", body=b'{"b": 1}')),
        ({"query": {"a": "ä&", "c": ["1", "2"]}}, Request(url="http://localhost?a=%C3%A4%26&c=1&c=2")),
        ({"url": "https://x", "query": {"a": "1"}, "body": "{1"}, Request(url="https://x?a=1", body=b"{1")),
        ({"url": "https://x", "body_base64": "/w=="}, Request(url="https://x", body=b"\xff")),
        (
            {"url": "https://x", "method": "PUT", "headers": {"A": "b"}},
            Request(url="https://x", method="PUT", headers={"A": "b"}),
        ),
    ],
)
def test_a_recorded_request_is_read(recorded: dict[str, Any], request_: Request) -> None:
    assert request_of(msgspec.json.decode(json.dumps(recorded), type=RecordedRequest)) == request_


def test_a_broken_base64_body_is_malformed() -> None:
    with pytest.raises(Malformed) as told:
        request_of(RecordedRequest(body_base64="?"))
    assert told.value.pointer == "/body_base64"


@pytest.mark.parametrize("body", [b'{"a":1.50,"a":\n2}', b"[1]", b'"text"', b"{", "日".encode(), b"\xff\x00", b""])
def test_a_request_that_was_recorded_is_the_same_when_read(body: bytes) -> None:
    written = msgspec.json.encode(recorded_request(Request(url="https://x", headers={"A": "b"}, body=body)))
    back = request_of(msgspec.json.decode(written, type=RecordedRequest))
    assert back == Request(url="https://x", headers={"A": "b"}, body=body.replace(b"\n", b""))
    assert b"\n" not in written


def test_a_recorded_response_shows_its_body() -> None:
    shown = msgspec.json.encode(recorded_response(Response(status=500, body=b'{"a": 1}')))
    assert shown == b'{"status":500,"headers":{},"body":{"a":1}}'
