"""Input that has crashed parsers, one by one, and work that has to stay in proportion."""

import json
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from imbridge import dump, evolve, translate
from imbridge.codec import Codec
from imbridge.errors import ImbridgeError, Malformed, TooLarge
from imbridge.http import Request
from imbridge.model import AnyEvent, Text, UnknownEvent, UnknownPart
from imbridge.model.canonical import canonical
from imbridge.testing import laws
from imbridge.testing.documents import Document
from imbridge.testing.spoil import HOLE, RAW, filled, places, replaced
from tests.laws.subjects import CODECS, VENDORS

Json = dict[str, Any]

DIRECT: Json = {
    "CallbackCommand": "C2C.CallbackAfterSendMsg",
    "From_Account": "ann",
    "To_Account": "ben",
    "MsgSeq": 7,
    "MsgRandom": 9,
    "MsgTime": 1700000000,
    "MsgKey": "7_9_1700000000",
    "MsgId": "144-1700000000-9",
    "OnlineOnlyFlag": 1,
    "SendMsgResult": 0,
    "ErrorInfo": "send msg succeed",
    "UnreadMsgNum": 3,
    "MsgBody": [
        {"MsgType": "TIMTextElem", "MsgContent": {"Text": "hello"}},
        {"MsgType": "TIMSoundElem", "MsgContent": {"UUID": "u", "Size": 5, "Second": 6}},
        {
            "MsgType": "TIMImageElem",
            "MsgContent": {
                "UUID": "i",
                "ImageFormat": 1,
                "ImageInfoArray": [{"Type": 1, "Size": 1, "Width": 2, "Height": 3, "URL": "https://files.example/i"}],
            },
        },
        {
            "MsgType": "TIMRelayElem",
            "MsgContent": {
                "Title": "t",
                "MsgNum": 1,
                "CompatibleText": "c",
                "AbstractList": ["a"],
                "MsgList": [
                    {
                        "From_Account": "cid",
                        "To_Account": "ann",
                        "MsgSeq": 1,
                        "MsgRandom": 2,
                        "MsgTimeStamp": 3,
                        "MsgBody": [{"MsgType": "TIMFaceElem", "MsgContent": {"Index": 4, "Data": "d"}}],
                        "CloudCustomData": "x",
                    }
                ],
            },
        },
    ],
    "CloudCustomData": json.dumps(
        {"k": 1, "messageReply": {"messageID": "m", "messageAbstract": "a", "messageSender": "s", "messageType": 1}}
    ),
}
GROUP: Json = {
    "CallbackCommand": "Group.CallbackAfterSendMsg",
    "GroupId": "@TGS#1",
    "Type": "Community",
    "From_Account": "ann",
    "Operator_Account": "admin",
    "Random": 5,
    "MsgSeq": 6,
    "MsgTime": 1700000000,
    "MsgId": "144-1700000000-5",
    "TopicId": "@TGS#1@TOPIC#_a",
    "EventTime": 1700000000123,
    "OnlineOnlyFlag": 0,
    "MsgBody": [{"MsgType": "TIMLocationElem", "MsgContent": {"Desc": "d", "Latitude": 1.5, "Longitude": 2}}],
    "GroupAtInfo": [{"GroupAtAllFlag": 0, "GroupAt_Account": "ben"}, {"GroupAtAllFlag": 1}],
}
CHANNEL: Json = {
    "CallbackCommand": "OfficialAccount.CallbackAfterSendMsg",
    "Official_Account": "@TOA#_a",
    "MsgKey": "key",
    "MsgTime": 1700000000,
    "EventTime": 1700000000123,
    "MsgBody": [{"MsgType": "TIMCustomElem", "MsgContent": {"Data": '{"a":1}', "Desc": "d", "Ext": "e"}}],
}


def single(code: int, content: Json) -> Json:
    return {
        "sendID": "ann",
        "callbackCommand": "callbackAfterSendSingleMsgCommand",
        "serverMsgID": "a" * 32,
        "clientMsgID": "b" * 32,
        "operationID": "op",
        "senderPlatformID": 2,
        "senderNickname": "Ann",
        "sessionType": 1,
        "msgFrom": 100,
        "contentType": code,
        "status": 1,
        "sendTime": 1700000000123,
        "createTime": 1700000000123,
        "content": json.dumps(content),
        "seq": 0,
        "atUserList": ["ben"],
        "faceURL": "https://files.example/f",
        "ex": json.dumps({"k": 1}),
        "recvID": "ben",
    }


NESTED: Json = {
    "clientMsgID": "c",
    "serverMsgID": "s",
    "createTime": 5,
    "sendTime": 5,
    "sessionType": 1,
    "sendID": "cid",
    "recvID": "ann",
    "msgFrom": 100,
    "contentType": 102,
    "senderPlatformID": 1,
    "seq": 3,
    "isRead": True,
    "status": 1,
    "pictureElem": {
        "sourcePicture": {"uuid": "u", "type": "image/png", "size": 1, "width": 2, "height": 3, "url": "x"}
    },
    "offlinePush": {"title": "t", "desc": "d", "ex": "", "iOSPushSound": "", "iOSBadgeCount": True, "signalInfo": ""},
}
AT: Json = {
    "text": "@ben hi",
    "atUserList": ["ben", "AtAllTag"],
    "atUsersInfo": [{"atUserID": "ben", "groupNickname": "Ben"}],
    "quoteMessage": NESTED,
    "isAtSelf": False,
}
MERGED: Json = {
    "title": "t",
    "abstractList": ["a"],
    "multiMessage": [NESTED],
    "messageEntityList": [{"type": "link", "offset": 1, "length": 2, "url": "x", "ex": "y"}],
}
GROUPED: Json = {
    **{name: value for name, value in single(108, {}).items() if name != "recvID"},
    "callbackCommand": "callbackBeforeSendGroupMsgCommand",
    "sessionType": 3,
    "groupID": "g",
    "content": json.dumps({"userID": "u", "nickname": "n", "faceURL": "f", "ex": ""}),
}

SAMPLES: dict[str, tuple[Json, ...]] = {
    "tencent": (DIRECT, GROUP, CHANNEL),
    "openim": (single(101, {"content": "hello"}), single(106, AT), single(107, MERGED), GROUPED),
}

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
}
"""What says who, whom or what, at the top of a body; nothing else makes a callback Malformed."""

each_sample = pytest.mark.parametrize(
    ("name", "body"), [(name, body) for name in VENDORS for body in SAMPLES[name]], ids=lambda value: str(value)[:40]
)


def request(name: str, body: Any) -> Request:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    command = "" if isinstance(body, bytes) else body.get("CallbackCommand")
    return Request(url=f"https://app.example/hook?CallbackCommand={command}&contenttype=json", body=raw)


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
    for field in set(body) & (REQUIRED - {"CallbackCommand"}):
        for spoiled in ({k: v for k, v in body.items() if k != field}, {**body, field: None}, {**body, field: 1.5}):
            with pytest.raises(Malformed) as caught:
                CODECS[name].decode_callback(request(name, spoiled))
            assert caught.value.pointer == f"/{field}"
            assert caught.value.vendor == name


@pytest.mark.parametrize("name", VENDORS)
@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"null", b"[]", b"5", b'"x"', b"\xef\xbb\xbf{}", b"\xff\xfe{\x00}\x00", b"{}", b'{"a":1}x', b"{'a':1}"],
)
def test_no_callback(name: str, body: bytes) -> None:
    with pytest.raises(Malformed) as caught:
        CODECS[name].decode_callback(Request(url="https://app.example", body=body))
    assert caught.value.vendor == name
    assert caught.value.status == 400


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
    assert not isinstance(event, UnknownEvent)
    assert not isinstance(whole, UnknownEvent)
    parts = list(event.message.parts)
    assert isinstance(parts.pop(at), UnknownPart)
    assert parts == list(whole.message.parts)
    laws.identity(CODECS["tencent"], Document(vendor="tencent", request=sent))


@pytest.mark.parametrize("content", ["not json", "", "[]", "null", "{", '{"index":"x"}', '{"index":1.5}', '"x"'])
def test_an_unreadable_content_is_an_unknown_part(content: str) -> None:
    sent = request("openim", {**SAMPLES["openim"][0], "contentType": 115, "content": content, "atUserList": None})
    event = CODECS["openim"].decode_callback(sent)
    assert not isinstance(event, UnknownEvent)
    assert event.message.parts == (UnknownPart(vendor="openim", type="115", payload=content),)
    laws.identity(CODECS["openim"], Document(vendor="openim", request=sent))


@pytest.mark.parametrize("raw", [b"9" * 5000, b'"\x80"', b'"\\ud800"', b"null", b"5", b"[]", b"[" * 300], ids=repr)
@pytest.mark.parametrize("member", ["key", "type", "vendor", "message", "native", "new"])
def test_a_spoiled_dump_is_malformed(member: str, raw: bytes) -> None:
    dumped = json.loads(dump(CODECS["tencent"].decode_callback(request("tencent", DIRECT))))
    dumped["event"][member] = HOLE
    laws.total_load(CODECS["tencent"], filled(dumped, raw))


def work(do: Callable[[], object]) -> int:
    """Return how many calls something takes: a measure that no busy machine disturbs."""
    calls = 0

    def count(frame: Any, happening: str, argument: Any) -> None:
        nonlocal calls
        calls += happening in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        do()
    finally:
        sys.setprofile(before)
    return calls


def many_parts(size: int) -> tuple[str, Json]:
    return "tencent", {**DIRECT, "MsgBody": [{**DIRECT["MsgBody"][i % 3], "x": i} for i in range(size)]}


def many_equal_parts(size: int) -> tuple[str, Json]:
    return "tencent", {**DIRECT, "MsgBody": [{**DIRECT["MsgBody"][0], "x": 1}] * size}


def many_unknown_elements(size: int) -> tuple[str, Json]:
    return "tencent", {**DIRECT, "MsgBody": [{"MsgType": "New", "MsgContent": i} for i in range(size)]}


def many_unknown_fields(size: int) -> tuple[str, Json]:
    return "tencent", {**DIRECT, **{f"x{i}": i for i in range(size)}}


def many_keys_in_ext(size: int) -> tuple[str, Json]:
    return "openim", {**SAMPLES["openim"][0], "ex": json.dumps({f"x{i}": {"y": i} for i in range(size)})}


def many_mentions(size: int) -> tuple[str, Json]:
    listed = [f"user {i}" for i in range(size)]
    content = {**AT, "atUserList": listed, "atUsersInfo": [{"atUserID": id, "groupNickname": id} for id in listed]}
    return "openim", {**single(106, content), "atUserList": listed}


def many_messages(size: int) -> tuple[str, Json]:
    return "openim", single(107, {**MERGED, "multiMessage": [{**NESTED, "seq": i, "x": i} for i in range(size)]})


def long_text(size: int) -> tuple[str, Json]:
    return "openim", single(101, {"content": "{[" * size * 50})


@pytest.mark.parametrize(
    "sized",
    [
        many_parts,
        many_equal_parts,
        many_unknown_elements,
        many_unknown_fields,
        many_keys_in_ext,
        many_mentions,
        many_messages,
        long_text,
    ],
)
def test_work_grows_no_faster_than_the_callback(sized: Callable[[int], tuple[str, Json]]) -> None:
    counts = []
    for size in (150, 600):
        name, body = sized(size)
        counts.append(work(partial(everything, name, request(name, body))))
    assert counts[1] < 4.4 * counts[0], counts


def everything(name: str, sent: Request) -> None:
    """Do all that can be done with one callback."""
    codec = CODECS[name]
    event: AnyEvent = codec.decode_callback(sent)
    canonical(event)
    dump(event)
    assert not isinstance(event, UnknownEvent)
    codec.encode_callback(evolve(event, "message.parts", (Text(text="new"), *event.message.parts[1:])))
    for other in VENDORS:
        try:
            translate(sent, name, other).losses()
        except ImbridgeError:
            continue
