"""Input that has crashed parsers, one by one, and work that has to stay in proportion."""

import json
from contextlib import suppress
from typing import Any

import pytest

from imbridge import Loss, dump, evolve, load, translate
from imbridge.codec import Codec
from imbridge.errors import CannotExpress, Malformed, TooLarge
from imbridge.http import Request
from imbridge.model import MessageEvent, UnknownPart
from imbridge.testing import laws
from imbridge.testing.documents import Document
from imbridge.testing.spoil import HOLE, RAW, filled, places, replaced
from tests.laws.samples import DIRECT, SAMPLES, Json, request, work
from tests.laws.subjects import CODECS, VENDORS

REQUIRED = {
    "From_Account",
    "To_Account",
    "GroupId",
    "Official_Account",
    "MsgBody",
    "CallbackCommand",
    "sendID",
    "recvID",
    "groupID",
    "sessionType",
    "contentType",
    "content",
    "callbackCommand",
    "from",
    "to",
    "payload",
    "chat_type",
}
"""What says who, whom or what, at the top of a body; nothing else makes a callback Malformed."""

INSTEAD = {"CallbackCommand", "chat_type"}
"""Of these, those without which something else may say what a callback is."""

each_sample = pytest.mark.parametrize(
    ("name", "body"), [(name, body) for name in VENDORS for body in SAMPLES[name]], ids=lambda value: str(value)[:40]
)


def with_raw(name: str, body: Json, path: tuple[Any, ...], raw: bytes) -> Request:
    return request(name, filled(replaced(body, path, HOLE), raw))


@each_sample
@pytest.mark.parametrize("raw", RAW, ids=lambda raw: raw[:12].decode("latin1"))
def test_raw_bytes_in_every_place(name: str, body: Json, raw: bytes) -> None:
    for path in [("unknown",), *places(body)]:
        laws.total(CODECS[name], with_raw(name, {**body, "unknown": 0}, path, raw), CODECS.values())


def is_malformed(codec: Codec, sent: Request) -> bool:
    try:
        codec.decode_callback(sent)
    except Malformed:
        return True
    return False


@each_sample
@pytest.mark.parametrize("value", [None, 5, -1, "text", "", [], {}, True, 1.5, [None], {"a": 1}], ids=repr)
def test_another_type_in_every_place(name: str, body: Json, value: Any) -> None:
    codec = CODECS[name]
    for path in places(body):
        spoiled = request(name, replaced(body, path, value))
        if is_malformed(codec, spoiled):
            assert path == path[:1]
            assert path[0] in REQUIRED
            continue
        laws.identity(codec, Document(vendor=name, request=spoiled))


@each_sample
def test_a_field_that_is_not_needed_may_be_null(name: str, body: Json) -> None:
    for field in set(body) - REQUIRED:
        event = CODECS[name].decode_callback(request(name, {**body, field: None}))
        assert event.key


@each_sample
def test_a_field_that_is_needed_is_named_when_it_is_missing(name: str, body: Json) -> None:
    for field in set(body) & (REQUIRED - INSTEAD):
        for spoiled in ({k: v for k, v in body.items() if k != field}, {**body, field: None}, {**body, field: 1.5}):
            with pytest.raises(Malformed) as caught:
                CODECS[name].decode_callback(request(name, spoiled))
            assert caught.value.pointer == f"/{field}"
            assert caught.value.vendor == name


@pytest.mark.parametrize("name", VENDORS)
@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"null", b"[]", b"5", b'"x"', b"\xef\xbb\xbf{}", b"\xff\xfe{\x00}\x00", b'{"a":1}x', b"{'a':1}"],
)
def test_no_callback(name: str, body: bytes) -> None:
    with pytest.raises(Malformed) as caught:
        CODECS[name].decode_callback(Request(url="https://app.example", body=body))
    assert caught.value.vendor == name
    assert caught.value.status == 400


@pytest.mark.parametrize("name", ["openim", "tencent"])
def test_an_object_without_the_command_that_each_callback_has_is_malformed(name: str) -> None:
    with pytest.raises(Malformed) as caught:
        CODECS[name].decode_callback(Request(url="https://app.example", body=b"{}"))
    assert caught.value.vendor == name


@each_sample
def test_a_byte_order_mark_is_malformed(name: str, body: Json) -> None:
    with pytest.raises(Malformed):
        CODECS[name].decode_callback(request(name, b"\xef\xbb\xbf" + json.dumps(body).encode()))


@each_sample
@pytest.mark.parametrize("depth", [2_000, 100_000])
def test_deep_nesting_is_refused_before_anything_recurses(name: str, body: Json, depth: int) -> None:
    for raw in (b"[" * depth + b"]" * depth, b'{"a":' * depth + b"1" + b"}" * depth):
        for bad in (request(name, raw), with_raw(name, {**body, "unknown": 0}, ("unknown",), raw)):
            with pytest.raises((TooLarge, Malformed)):
                CODECS[name].decode_callback(bad)


@pytest.mark.parametrize("depth", [100, 300, 2_000, 20_000])
def test_deep_nesting_inside_a_content(depth: int) -> None:
    content = '{"content":"hello","x":' + "[" * depth + "]" * depth + "}"
    sent = request("openim", {**SAMPLES["openim"][0], "content": content, "atUserList": None})
    laws.total(CODECS["openim"], sent, CODECS.values())
    laws.identity(CODECS["openim"], Document(vendor="openim", request=sent))


@pytest.mark.parametrize("length", [1, 5_000])
def test_what_an_app_nests_too_deep_is_refused_however_long_the_body(length: int) -> None:
    body = {**SAMPLES["easemob"][0], "unknown": "x" * length}
    deep: dict[str, Any] = {}
    for _ in range(300):
        deep = {"k": deep}
    event = CODECS["easemob"].decode_callback(request("easemob", body))
    with pytest.raises(TooLarge):
        CODECS["easemob"].encode_callback(evolve(event, "message.ext", {**deep, "long": "x" * length}))


@each_sample
@pytest.mark.parametrize("hides", ["]", "}]", '"]', "\\]", '\\"]', '[]]"\\'])
def test_brackets_in_texts_do_not_count(name: str, body: Json, hides: str) -> None:
    hiding = {"hides": hides * 2_000, "before": hides, **body, "unknown": 0, "feigns": "[{" * 2_000}
    raw = [b"[" * depth + b"]" * depth for depth in (255, 256, 900)]
    fits, deep, deeper = (with_raw(name, hiding, ("unknown",), one) for one in raw)
    event = CODECS[name].decode_callback(fits)
    assert load(dump(event)) == event
    for target in VENDORS:
        repr(losses(fits, name, target))
    for one in (deep, deeper):
        with pytest.raises(TooLarge):
            CODECS[name].decode_callback(one)


def losses(sent: Request, source: str, target: str) -> tuple[Loss, ...]:
    try:
        return translate(sent, source, target).losses()
    except CannotExpress:
        return ()


@pytest.mark.parametrize("target", VENDORS)
@pytest.mark.parametrize("times", [10, 100, 150, 170, 200, 240, 300])
def test_losses_of_merged_messages_nested_deep(target: str, times: int) -> None:
    inner: Json = {"sendID": "ann", "contentType": 101, "textElem": {"content": "hi"}}
    for _ in range(times):
        inner = {"sendID": "ann", "contentType": 107, "mergeElem": {"title": "t", "multiMessage": [inner]}}
    content = json.dumps({"title": "t", "multiMessage": [inner]})
    body = {**SAMPLES["openim"][0], "contentType": 107, "content": content, "atUserList": None}
    with suppress(TooLarge, Malformed):
        repr(losses(request("openim", body), "openim", target))


@pytest.mark.parametrize("name", VENDORS)
def test_a_body_beyond_the_limit_is_not_looked_at(name: str) -> None:
    huge = Request(url="https://app.example", body=b"[" * (50 * 1024 * 1024))

    def decode() -> None:
        with pytest.raises(TooLarge):
            CODECS[name].decode_callback(huge)

    assert work(decode) < 200


@pytest.mark.parametrize("name", VENDORS)
def test_the_limits_can_be_set(name: str) -> None:
    body = SAMPLES[name][0]
    with pytest.raises(TooLarge):
        CODECS[name].with_options(limits={"body": 20}).decode_callback(request(name, body))


def test_too_many_parts_are_refused() -> None:
    codec = CODECS["tencent"].with_options(limits={"parts": 3})
    with pytest.raises(TooLarge):
        codec.decode_callback(request("tencent", DIRECT))


@pytest.mark.parametrize(
    "broken",
    [
        None,
        5,
        "text",
        [],
        {},
        {"MsgType": "TIMFutureElem", "MsgContent": {"a": 1}},
        {"MsgType": "TIMFutureElem"},
        {"MsgType": ["TIMTextElem"], "MsgContent": {"Text": "a"}},
        {"MsgType": {}, "MsgContent": {}},
        {"MsgType": "TIMTextElem", "MsgContent": {"Text": 5}},
        {"MsgType": "TIMTextElem", "MsgContent": None},
        {"MsgType": "TIMTextElem"},
        {"MsgType": "TIMLocationElem", "MsgContent": {"Latitude": "north", "Longitude": 1}},
    ],
    ids=repr,
)
@pytest.mark.parametrize("at", [0, 2, 4])
def test_an_unknown_element_costs_itself_only(broken: Any, at: int) -> None:
    elements = [*DIRECT["MsgBody"][:at], broken, *DIRECT["MsgBody"][at:]]
    sent = request("tencent", {**DIRECT, "MsgBody": elements})
    event, whole = (CODECS["tencent"].decode_callback(one) for one in (sent, request("tencent", DIRECT)))
    assert isinstance(event, MessageEvent)
    assert isinstance(whole, MessageEvent)
    parts = list(event.message.parts)
    assert isinstance(parts.pop(at), UnknownPart)
    assert parts == list(whole.message.parts)
    laws.identity(CODECS["tencent"], Document(vendor="tencent", request=sent))


@pytest.mark.parametrize("content", ["not json", "", "[]", "null", "{", '{"index":"x"}', '{"index":1.5}', '"x"'])
def test_an_unreadable_content_is_an_unknown_part(content: str) -> None:
    sent = request("openim", {**SAMPLES["openim"][0], "contentType": 115, "content": content, "atUserList": None})
    event = CODECS["openim"].decode_callback(sent)
    assert isinstance(event, MessageEvent)
    assert event.message.parts == (UnknownPart(vendor="openim", type="115", payload=content),)
    laws.identity(CODECS["openim"], Document(vendor="openim", request=sent))


@pytest.mark.parametrize("raw", [b"9" * 5000, b'"\x80"', b'"\\ud800"', b"null", b"5", b"[]", b"[" * 300], ids=repr)
@pytest.mark.parametrize("member", ["key", "type", "vendor", "message", "native", "new"])
def test_a_spoiled_dump_is_malformed(member: str, raw: bytes) -> None:
    dumped = json.loads(dump(CODECS["tencent"].decode_callback(request("tencent", DIRECT))))
    dumped["event"][member] = HOLE
    laws.total_load(CODECS["tencent"], filled(dumped, raw))
