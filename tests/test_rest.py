"""The REST side: splits and limits, receipts that are joined, credentials that go nowhere."""

import json
from typing import Any

import pytest

from imbridge import (
    CannotExpress,
    Endpoint,
    ImbridgeError,
    Malformed,
    Request,
    Response,
    TooLarge,
    dump,
    evolve,
    load,
    translate_history,
    translate_send,
    vendor,
)
from imbridge.codec import Codec
from imbridge.context import Limits
from imbridge.model import (
    Conversation,
    Custom,
    Edit,
    Error,
    HistoryRecord,
    Image,
    Import,
    Markdown,
    Media,
    Mention,
    Message,
    MessageId,
    Notice,
    Part,
    Participant,
    Quote,
    Recall,
    Receipt,
    Result,
    RichText,
    Send,
    Text,
    UnknownPart,
)

EASEMOB, OPENIM, TENCENT = vendor("easemob"), vendor("openim"), vendor("tencent")
ANN = Participant(id="ann")
HELLO = (Text(text="hello"),)


def users(count: int) -> tuple[Participant, ...]:
    return tuple([Participant(id=f"u{index}") for index in range(count)])


def mentions(count: int) -> tuple[Mention, ...]:
    return tuple([Mention(id=f"u{index}") for index in range(count)])


def send(**fields: Any) -> Send:
    """Return a send that came from no vendor."""
    said: dict[str, Any] = {"conversation": Conversation(kind="direct"), "sender": ANN, "parts": HELLO, **fields}
    return Send(message=Message(**said))


def bodies(requests: tuple[Request, ...]) -> list[Any]:
    return [json.loads(request.body) for request in requests]


def tencent(command: str, body: Any, query: str = "sdkappid=1400&identifier=admin&usersig=sEcReT&random=5") -> Request:
    return Request(url=f"https://console.tim.qq.com/v4/openim/{command}?{query}", body=json.dumps(body).encode())


# splits


@pytest.mark.parametrize(
    ("codec", "count", "wanted"),
    [
        (EASEMOB, 600, [600]),
        (EASEMOB, 601, [600, 1]),
        (TENCENT, 500, [500]),
        (TENCENT, 1001, [500, 500, 1]),
        (OPENIM, 1000, [1000]),
        (OPENIM, 1001, [1000, 1]),
    ],
)
def test_recipients_beyond_a_limit_are_split_in_order(codec: Codec, count: int, wanted: list[int]) -> None:
    found = [
        held.get("to") or held.get("To_Account") or held.get("recvIDs") or [held["recvID"]]
        for held in bodies(codec.encode_send(send(recipients=users(count))))
    ]
    listed = [[held] if isinstance(held, str) else held for held in found]
    assert [len(held) for held in listed] == wanted
    assert [user for held in listed for user in held] == [f"u{index}" for index in range(count)]


@pytest.mark.parametrize(("kind", "most", "path"), [("group", 3, "chatgroups"), ("room", 10, "chatrooms")])
def test_groups_and_rooms_are_split_by_their_own_limits(kind: str, most: int, path: str) -> None:
    call = send(conversation=Conversation(kind=kind, id="g0"))
    call = evolve(call, "also", tuple([f"g{index}" for index in range(1, most + 1)]))
    requests = EASEMOB.encode_send(call)
    assert [request.url for request in requests] == [f"http://localhost/messages/{path}"] * 2
    assert [held["to"] for held in bodies(requests)] == [[f"g{index}" for index in range(most)], [f"g{most}"]]
    one_each = TENCENT.encode_send(call)
    assert [held["GroupId"] for held in bodies(one_each)] == [f"g{index}" for index in range(most + 1)]
    assert len({held["Random"] for held in bodies(one_each)}) == most + 1


def test_parts_are_sent_one_after_the_other_where_one_fits() -> None:
    call = send(recipients=users(601), parts=(Text(text="a"), Text(text="b")))
    assert [held["body"]["msg"] for held in bodies(EASEMOB.encode_send(call))] == ["a", "a", "b", "b"]
    assert [held["content"]["content"] for held in bodies(OPENIM.encode_send(call))] == ["a", "b"]
    assert len(bodies(TENCENT.encode_send(call))) == 2


def test_a_second_custom_part_folds_at_tencent() -> None:
    (body,) = bodies(TENCENT.encode_send(send(recipients=users(1), parts=(Custom(data="a"), Custom(data="b")))))
    assert [elem["MsgType"] for elem in body["MsgBody"]] == ["TIMCustomElem"]
    assert "imb_parts" in body["MsgBody"][0]["MsgContent"]["Data"]


def test_a_few_members_of_a_group_are_never_all_of_them() -> None:
    call = send(conversation=Conversation(kind="group", id="g"), recipients=users(51))
    assert [len(held["To_Account"]) for held in bodies(TENCENT.encode_send(call))] == [50, 1]
    assert [len(held["users"]) for held in bodies(EASEMOB.encode_send(call))] == [20, 20, 11]
    with pytest.raises(CannotExpress, match="a few members"):
        OPENIM.encode_send(call)


@pytest.mark.parametrize("codec", [EASEMOB, OPENIM, TENCENT], ids=lambda codec: str(codec.name))
def test_nobody_is_no_target(codec: Codec) -> None:
    for call in (send(), send(conversation=Conversation(kind="group"))):
        with pytest.raises(CannotExpress):
            codec.encode_send(call)


def test_what_tencent_has_no_call_for() -> None:
    for scope in ("all_users", "online_users"):
        with pytest.raises(CannotExpress, match=scope):
            TENCENT.encode_send(evolve(send(), "scope", scope))
    (request,) = TENCENT.encode_send(evolve(send(conversation=Conversation(kind="room")), "scope", "all_rooms"))
    assert request.url == "http://localhost/v4/group_open_http_svc/send_broadcast_msg?contenttype=json"


def test_an_edit_of_nothing_is_no_call_of_tencents() -> None:
    direct = Edit(
        conversation=Conversation(kind="direct"),
        message=MessageId(server="1_2_3"),
        sender=ANN,
        peer=Participant(id="ben"),
    )
    group = Edit(conversation=Conversation(kind="group", id="g"), message=MessageId(seq=7))
    for edit in (direct, group):
        with pytest.raises(CannotExpress, match="parts or ext"):
            TENCENT.encode_send(edit)
        (body,) = bodies(TENCENT.encode_send(evolve(edit, "ext", {"a": 1})))
        assert body["CloudCustomData"] == '{"a":1}'
    body = b'{"GroupId":"g","MsgSeq":7}'
    url = "http://localhost/v4/openim/modify_group_msg?contenttype=json"
    (request,) = TENCENT.encode_send(TENCENT.decode_send(Request(url=url, body=body)))
    assert request.body == body


def test_tencent_mentions_thirty_at_once() -> None:
    call = send(conversation=Conversation(kind="group", id="g"), mentions=mentions(30))
    (body,) = bodies(TENCENT.encode_send(call))
    assert len(body["GroupAtInfo"]) == 30
    with pytest.raises(CannotExpress, match="30"):
        TENCENT.encode_send(evolve(call, "message.mentions", mentions(31)))


@pytest.mark.parametrize("random", [2**32, -1])
@pytest.mark.parametrize("kind", ["direct", "group", "channel"])
def test_a_random_number_of_more_than_32_bits_is_none_to_tencent(kind: str, random: int) -> None:
    to: dict[str, Any] = {"recipients": users(1)} if kind == "direct" else {}
    where = Conversation(kind=kind, id=None if kind == "direct" else "g")
    name = "MsgRandom" if kind == "direct" else "Random"
    (most,) = bodies(TENCENT.encode_send(send(conversation=where, id=MessageId(random=2**32 - 1), **to)))
    (other,) = bodies(TENCENT.encode_send(send(conversation=where, id=MessageId(random=random), **to)))
    assert most[name] == 2**32 - 1
    assert 0 <= other[name] < 2**32


def test_an_imported_message_has_a_random_number_of_32_bits() -> None:
    one = Message(
        id=MessageId(random=2**40),
        conversation=Conversation(kind="group", id="g"),
        sender=ANN,
        sent_at=1719880000000,
        parts=HELLO,
    )
    (body,) = bodies(TENCENT.encode_send(Import(message=one, more=(one,))))
    assert all(0 <= held["Random"] < 2**32 for held in body["MsgList"])


def test_an_admin_sends_what_nobody_does() -> None:
    call = send(sender=None, recipients=users(1))
    assert bodies(OPENIM.encode_send(call))[0]["sendID"] == "imAdmin"
    assert bodies(vendor("openim", admin="root").encode_send(call))[0]["sendID"] == "root"
    assert "from" not in bodies(EASEMOB.encode_send(call))[0]
    assert "From_Account" not in bodies(TENCENT.encode_send(call))[0]


@pytest.mark.parametrize(("release", "kind"), [("3.7", 106), ("3.6", 106), ("3.5", 101), ("3.0", 101)])
def test_openim_takes_what_its_release_takes(release: str, kind: int) -> None:
    mention = {"id": "ida"}
    text = json.dumps(
        {"from": "ann", "to": ["g"], "type": "txt", "body": {"msg": "@ida"}, "ext": {"em_at_list": [mention["id"]]}}
    )
    request = Request(url="https://h/o/a/messages/chatgroups", body=text.encode())
    (body,) = bodies(translate_send(request, "easemob", vendor("openim", release=release)).requests)
    assert body["contentType"] == kind


@pytest.mark.parametrize("release", ["3.7", "3.6"])
def test_openim_takes_no_quote_but_beside_a_mention(release: str) -> None:
    quote = Quote(message=Message(id=MessageId(client="c1")))
    codec = vendor("openim", release=release)
    for parts in ((Text(text="yes"),), (RichText(text="yes"),), (Markdown(text="yes"),)):
        (body,) = bodies(codec.encode_send(send(recipients=users(1), parts=parts, quote=quote)))
        assert (body["contentType"], body["content"]) == (101, {"content": "yes"})
    called = send(recipients=users(1), parts=(Text(text="yes"),), quote=quote, mentions=(Mention(id="ida"),))
    (body,) = bodies(codec.encode_send(called))
    assert (body["contentType"], body["content"]["quoteMessage"]["clientMsgID"]) == (106, "c1")


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize(("release", "older"), [("3.0", {"text": "hello"}), ("3.5", {}), ("3.6", {}), ("3.7", {})])
def test_an_openim_before_3_4_has_another_name_for_a_text(release: str, older: dict[str, str], count: int) -> None:
    codec = vendor("openim", release=release)
    (request,) = codec.encode_send(send(recipients=users(count)))
    said = json.loads(request.body)
    assert said["content"] == {"content": "hello", **older}
    for content, known in (({"text": "a", "x": 1}, bool(older)), ({"content": "b", "text": "a", "x": 1}, True)):
        body = json.dumps({**said, "content": content}).encode()
        came: Any = codec.decode_send(Request(url=request.url, body=body))
        assert isinstance(came.message.parts[0], Text if known else UnknownPart)
        assert codec.encode_send(came)[0].body == body
        if older:
            (edited,) = bodies(codec.encode_send(evolve(came, "message.parts[0].text", "c")))
            assert edited["content"] == {"content": "c", "text": "c", "x": 1}


def test_the_oldest_openim_has_another_interface() -> None:
    with pytest.raises(CannotExpress, match="v2"):
        vendor("openim", release="2").encode_send(send(recipients=users(1)))


def test_a_picture_without_a_size_is_no_picture_to_openim() -> None:
    call = send(recipients=users(1), parts=(Image(original=Media(url="https://h/a.png")),))
    assert bodies(OPENIM.encode_send(call))[0]["contentType"] == 110
    with pytest.raises(CannotExpress):
        OPENIM.encode_send(call, policy="strict")


# where requests go


def test_an_endpoint_says_where_a_request_goes() -> None:
    call, to = send(recipients=users(1)), Endpoint(url="https://im.example.com/", app="acme#ferry")
    assert EASEMOB.encode_send(call, endpoint=to)[0].url == "https://im.example.com/acme/ferry/messages/users"
    assert OPENIM.encode_send(call, endpoint=to)[0].url == "https://im.example.com/msg/send_msg"
    there = Endpoint(url="https://console.tim.qq.com", app="1400")
    wanted = "https://console.tim.qq.com/v4/openim/sendmsg?sdkappid=1400&contenttype=json"
    assert TENCENT.encode_send(call, endpoint=there)[0].url == wanted


def test_a_request_of_its_own_may_go_elsewhere() -> None:
    request = Request(url="https://a1.example.com/acme/ferry/messages?useMsgId=true", body=V2)
    call = EASEMOB.decode_send(request)
    assert EASEMOB.encode_send(call) == (request,)
    (moved,) = EASEMOB.encode_send(call, endpoint=Endpoint(url="https://a2.example.com"))
    assert moved.url == "https://a2.example.com/acme/ferry/messages?useMsgId=true"


@pytest.mark.parametrize(
    ("query", "said"), [("", "success"), ("?useMsgId=false", "success"), ("?useMsgId=true", "m-1")]
)
def test_the_older_send_is_answered_with_ids_where_it_asked_for_them(query: str, said: str) -> None:
    call = EASEMOB.decode_send(Request(url=f"https://h/acme/ferry/messages{query}", body=V2))
    receipt = Receipt(vendor="openim", results=(Result(target="bob", id=MessageId(server="m-1")),))
    for to in (call, load(dump(call))):
        assert isinstance(to, Send)
        (response,) = EASEMOB.encode_receipt(receipt, to=to)
        assert json.loads(response.body) == {"data": {"bob": said}}


V2 = b'{"target_type":"users","target":["bob"],"msg":{"type":"txt","msg":"hi"},"from":"ann"}'


def test_openim_is_given_an_operation_id_that_is_the_same_each_time() -> None:
    call = EASEMOB.decode_send(Request(url="https://h/o/a/messages", body=V2))
    (first,), (again,) = OPENIM.encode_send(call), OPENIM.encode_send(call)
    assert first == again
    assert len(first.headers["operationID"]) == 32


# credentials


def test_credentials_are_kept_nowhere() -> None:
    body = {"To_Account": "bob", "MsgRandom": 7, "MsgBody": []}
    call = TENCENT.decode_send(tencent("sendmsg", body))
    (request,) = TENCENT.encode_send(call)
    for held in (repr(call), dump(call).decode(), request.url, repr(request)):
        assert "sEcReT" not in held
    assert "identifier=admin" in request.url
    headers = {"Authorization": "Bearer sEcReT", "token": "sEcReT", "operationID": "op"}
    for codec, url, given in (
        (EASEMOB, "https://h/o/a/messages", V2),
        (
            OPENIM,
            "https://h/msg/send_msg",
            b'{"sendID":"a","recvID":"b","content":{},"contentType":101,"sessionType":1}',
        ),
    ):
        call = codec.decode_send(Request(url=url, headers=headers, body=given))
        assert "sEcReT" not in repr(codec.encode_send(call)) + dump(call).decode()


def test_an_escaped_credential_is_one_too() -> None:
    call = TENCENT.decode_send(tencent("sendmsg", {"To_Account": "b", "MsgBody": []}, "sdkappid=1&user%73ig=sEcReT"))
    assert "sEcReT" not in TENCENT.encode_send(call)[0].url + dump(call).decode()


# bad input


@pytest.mark.parametrize("codec", [EASEMOB, OPENIM, TENCENT], ids=lambda codec: str(codec.name))
def test_a_call_that_nobody_knows_is_malformed(codec: Codec) -> None:
    for url in (
        "",
        "https://h",
        "https://h/v4/openim/account_import",
        "https://h/o/a/users",
        "https://h/msg/delete_msgs",
    ):
        with pytest.raises(Malformed) as found:
            codec.decode_send(Request(url=url, body=b"{}"))
        assert found.value.vendor == codec.name
    with pytest.raises(ImbridgeError, match="no command 'nowhere'; there are "):
        codec.decode_send(Request(body=b"{}"), command="nowhere")


@pytest.mark.parametrize("codec", [EASEMOB, OPENIM, TENCENT], ids=lambda codec: str(codec.name))
def test_limits_hold_for_calls_answers_and_lines(codec: Codec) -> None:
    small = codec.with_options(limits=Limits(body=10))
    with pytest.raises(TooLarge):
        small.decode_history(b'{"a": "0123456789"}')
    with pytest.raises(TooLarge):
        small.decode_receipt(Response(body=b'{"a": "0123456789"}'), to=send(recipients=users(1)))
    with pytest.raises(Malformed):
        codec.decode_history(b"[]")
    strange: Any = 5
    for wrong in (lambda: codec.decode_history(strange), lambda: codec.decode_send(strange)):
        with pytest.raises(ImbridgeError):
            wrong()
    with pytest.raises(ImbridgeError):
        codec.encode_send(strange)
    with pytest.raises(ImbridgeError):
        codec.encode_receipt(strange, to=send(recipients=users(1)))


def test_recalls_of_several_conversations_are_several_values() -> None:
    one = {"msg_id": "1", "to": "bob", "chat_type": "chat", "from": "ann", "force": False}
    body = json.dumps({"msgs": [one, {**one, "msg_id": "2", "to": "ida"}]}).encode()
    with pytest.raises(CannotExpress) as found:
        EASEMOB.decode_send(Request(url="https://h/o/a/messages/batch_recall", body=body))
    assert found.value.pointer == "/msgs/1"


# receipts


def test_an_answer_that_is_none_is_an_error_of_its_status() -> None:
    call = send(recipients=users(1))
    for codec in (EASEMOB, OPENIM, TENCENT):
        receipt = codec.decode_receipt(Response(status=503, body=b"<html>busy</html>"), to=call)
        assert receipt.error == Error(code=503, family="server", reason="<html>busy</html>")
        assert receipt.error.retryable
        assert codec.decode_receipt(Response(status=429), to=call).error == Error(code=429, family="rate_limited")
        assert codec.encode_receipt(receipt, to=call)[0].body == b"<html>busy</html>"
        assert load(dump(receipt)) == receipt


def test_answers_of_several_requests_are_joined() -> None:
    call = send(recipients=users(601))
    answers = [
        Response(body=json.dumps({"data": {f"u{index}": f"m{index}" for index in range(600)}}).encode()),
        Response(status=429, body=b'{"error":"reach_limit","error_description":"This request has reached api limit"}'),
    ]
    receipt = EASEMOB.decode_receipt(answers, to=call)
    assert receipt.error is None
    assert [result.target for result in receipt.results] == [f"u{index}" for index in range(601)]
    failed = receipt.results[600].error
    assert failed is not None
    assert (failed.family, failed.code) == ("rate_limited", "reach_limit")
    with pytest.raises(ImbridgeError, match="1 responses to 2 requests"):
        EASEMOB.decode_receipt(answers[0], to=call)
    both = EASEMOB.decode_receipt([answers[1], answers[1]], to=call)
    assert both.error == failed
    assert both.results == ()


def test_a_target_of_several_parts_keeps_its_first_id_and_any_error() -> None:
    call = send(recipients=users(1), parts=(Text(text="a"), Text(text="b")))
    taken = b'{"errCode":0,"errMsg":"","errDlt":"","data":{"serverMsgID":"s1","clientMsgID":"","sendTime":7}}'
    refused = b'{"errCode":1302,"errMsg":"blocked","errDlt":""}'
    receipt = OPENIM.decode_receipt([Response(body=taken), Response(body=refused)], to=call)
    blocked = Error(code=1302, family="blocked", reason="blocked")
    assert receipt.results == (Result(target="u0", id=MessageId(server="s1"), sent_at=7, error=blocked),)


@pytest.mark.parametrize(
    ("family", "easemob", "openim", "code"),
    [
        ("malformed", (400, "json_parse"), 1001, 60003),
        ("unauthenticated", (401, "auth_bad_access_token"), 1501, 60004),
        ("forbidden", (403, "forbidden_op"), 1002, 10007),
        ("not_found_user", (404, "service_resource_not_found"), 1101, 90048),
        ("already_exists", (409, "concurrent_operation_error"), 1003, 10021),
        ("blocked", (500, "web_application"), 1302, 20007),
        ("muted", (500, "web_application"), 1402, 20012),
        ("rejected", (400, "message_send_error", "custom logic denied"), 20001, 20006),
        ("too_late", (403, "message_recall_error", "exceed recall time limit"), 1701, 20016),
        ("too_many", (400, "message_send_error", "params to's size can't exceed limit"), 500, 90011),
        ("rate_limited", (429, "reach_limit"), 429, 60007),
        ("webhook_failed", (400, "message_send_error", "custom internal error"), 90004, 90992),
        ("unknown", (500, "web_application"), 500, 91000),
    ],
)
def test_an_error_goes_by_its_family(family: str, easemob: tuple[Any, ...], openim: int, code: int) -> None:
    call = send(recipients=users(1))
    receipt = Receipt(vendor="elsewhere", error=Error(code="x7", family=family, reason="no"))
    (there,) = EASEMOB.encode_receipt(receipt, to=call)
    held = json.loads(there.body)
    status, name, *words = easemob
    assert (there.status, held["error"], held["error_description"]) == (status, name, ": ".join([*words, "no"]))
    assert json.loads(OPENIM.encode_receipt(receipt, to=call)[0].body)["errCode"] == openim
    wanted = {"ActionStatus": "FAIL", "ErrorInfo": "no", "ErrorCode": code}
    assert json.loads(TENCENT.encode_receipt(receipt, to=call)[0].body) == wanted


@pytest.mark.parametrize(
    "family", ["rejected", "too_late", "too_many", "webhook_failed", "not_found_group", "not_found_message", "timeout"]
)
@pytest.mark.parametrize("call", [send(recipients=users(1)), Recall(messages=(MessageId(server="7"),))])
def test_what_is_told_in_words_is_read_as_the_same_family(family: str, call: Send | Recall) -> None:
    receipt = Receipt(vendor="elsewhere", error=Error(family=family))
    error = EASEMOB.decode_receipt(EASEMOB.encode_receipt(receipt, to=call), to=call).error
    assert error is not None
    assert error.family == family


def test_who_is_muted_in_a_group_has_another_code() -> None:
    call = send(conversation=Conversation(kind="group", id="g"))
    receipt = Receipt(error=Error(family="muted"))
    assert json.loads(TENCENT.encode_receipt(receipt, to=call)[0].body)["ErrorCode"] == 10017


def test_a_receipt_is_written_as_it_came_but_for_what_was_changed() -> None:
    call = TENCENT.decode_send(tencent("sendmsg", {"To_Account": "bob", "MsgRandom": 7, "MsgBody": []}))
    body = b'{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0,"MsgTime":7,"MsgKey":"k","RequestId":"r","Odd":{"a":1}}'
    receipt = TENCENT.decode_receipt(Response(body=body), to=call)
    assert TENCENT.encode_receipt(receipt, to=call) == (Response(body=body),)
    for held in (receipt, load(dump(receipt))):
        assert isinstance(held, Receipt)
        changed = json.loads(TENCENT.encode_receipt(evolve(held, "results[0].id.server", "z"), to=call)[0].body)
        assert changed == {**json.loads(body), "MsgKey": "z"}


def test_recalls_are_answered_one_by_one() -> None:
    call = Recall(
        conversation=Conversation(kind="group", id="g"),
        messages=tuple([MessageId(seq=index) for index in range(1, 13)]),
    )
    assert [len(held["MsgSeqList"]) for held in bodies(TENCENT.encode_send(call))] == [10, 2]
    answers = [
        {
            "ActionStatus": "OK",
            "ErrorCode": 0,
            "RecallRetList": [{"MsgSeq": index, "RetCode": 0} for index in range(1, 11)],
        },
        {
            "ActionStatus": "OK",
            "ErrorCode": 0,
            "RecallRetList": [{"MsgSeq": 11, "RetCode": 0}, {"MsgSeq": 12, "RetCode": 10031}],
        },
    ]
    receipt = TENCENT.decode_receipt([Response(body=json.dumps(one).encode()) for one in answers], to=call)
    assert [result.id.seq for result in receipt.results] == list(range(1, 13))
    assert [result.error.family for result in receipt.results if result.error] == ["too_late"]


# history


def test_a_record_goes_anywhere_and_back() -> None:
    line = (
        b'{"msg_id":"1","timestamp":1767225842000,"from":"ann","to":"bob","chat_type":"chat","payload":{"bodies":'
        b'[{"type":"txt","msg":"hi"}],"ext":{},"from":"ann","to":"bob"}}'
    )
    for name in ("openim", "tencent"):
        there = translate_history(line, "easemob", name)
        assert there.losses() == ()
        assert there.record == EASEMOB.decode_history(line)
        assert json.loads(translate_history(there.line, name, "easemob").line) == json.loads(line)


def test_an_import_takes_as_many_calls_as_it_must() -> None:
    old = Message(conversation=Conversation(kind="group", id="g"), sender=ANN, sent_at=5000, parts=HELLO)
    call = Import(message=old, more=(old,) * 20)
    assert [len(held["MsgList"]) for held in bodies(TENCENT.encode_import(call))] == [20, 1]
    assert len(EASEMOB.encode_import(call)) == len(OPENIM.encode_import(call)) == 21
    record = HistoryRecord(message=evolve(old, "parts", (Text(text="a"), Text(text="b"))))
    assert [held["body"]["msg"] for held in bodies(EASEMOB.encode_import(record))] == ["a", "b"]
    assert bodies(OPENIM.encode_import(record))[0]["sendTime"] == 5000


def test_tencent_imports_into_one_group_at_a_time() -> None:
    texts = [{"MsgType": "TIMTextElem", "MsgContent": {"Text": "hi"}}]
    first, second = ({"From_Account": "ann", "SendTime": 5, "Random": number, "MsgBody": texts} for number in (1, 2))
    body = json.dumps({"GroupId": "g1", "MsgList": [first, second]}).encode()
    url = "https://console.tim.qq.com/v4/group_open_http_svc/import_group_msg?sdkappid=1400"
    call = TENCENT.decode_send(Request(url=url, body=body))
    stored: Any = load(dump(call))
    for came in (call, stored):
        assert bodies(TENCENT.encode_send(evolve(came, "more[0].conversation.id", "g2"))) == [
            {"GroupId": "g1", "MsgList": [first]},
            {"GroupId": "g2", "MsgList": [second]},
        ]


def test_tencent_imports_into_groups_and_between_users_apart() -> None:
    grouped = Message(conversation=Conversation(kind="group", id="g1"), sender=ANN, sent_at=5000, parts=HELLO)
    direct = Message(conversation=Conversation(kind="direct"), sender=ANN, recipients=users(1), sent_at=5000)
    held = bodies(TENCENT.encode_import(Import(message=grouped, more=(grouped, direct, direct, grouped))))
    assert [len(one.get("MsgList", ())) for one in held] == [2, 0, 0, 1]
    assert [one.get("To_Account") for one in held] == [None, "u0", "u0", None]


def test_what_only_a_record_can_say_is_not_imported() -> None:
    line = (
        b'{"From_Account":"ann","To_Account":"bob","MsgSeq":7,"MsgRandom":8,"MsgTimeStamp":1781000000,"MsgFlagBits":0,'
    )
    line += b'"X_Odd":1,"MsgBody":[{"MsgType":"TIMTextElem","MsgContent":{"Text":"hi"},"X_Elem":2}]}'
    (body,) = bodies(TENCENT.encode_import(TENCENT.decode_history(line)))
    assert "X_Odd" not in body
    assert body["MsgBody"] == [{"MsgType": "TIMTextElem", "MsgContent": {"Text": "hi"}, "X_Elem": 2}]


def test_a_notice_of_a_mere_text_is_no_content_of_a_call() -> None:
    notice = Notice(code="1400", detail="hello")
    message = Message(conversation=Conversation(kind="direct"), sender=ANN, recipients=(ANN,), parts=(notice,))
    with pytest.raises(CannotExpress, match="needs an object"):
        OPENIM.encode_send(Send(vendor="openim", message=message))
    told = evolve(message, "parts", (Notice(code="1400", detail={"a": 1}),))
    assert bodies(OPENIM.encode_send(Send(vendor="openim", message=told)))[0]["content"] == {"a": 1}


ACCOUNT_NOTICE = {"notificationName": "desk", "notificationType": 2, "text": "a parcel", "url": ""}


@pytest.mark.parametrize("release", ["3.0", "3.5", "3.6", "3.7"])
def test_a_notification_account_sends_its_notices_whole(release: str) -> None:
    message = Message(
        conversation=Conversation(kind="system"),
        sender=ANN,
        recipients=users(1),
        parts=(Notice(code="1400", detail=ACCOUNT_NOTICE),),
    )
    (body,) = bodies(vendor("openim", release=release).encode_send(Send(message=message)))
    assert (body["contentType"], body["sessionType"], body["content"]) == (1400, 4, ACCOUNT_NOTICE)


@pytest.mark.parametrize(
    "part",
    [
        Text(text="a parcel"),
        Notice(code="1501", detail=ACCOUNT_NOTICE),
        Notice(code="1400", detail="a parcel"),
        *[
            Notice(code="1400", detail={**ACCOUNT_NOTICE, key: no})
            for key in ("notificationName", "text")
            for no in ("", 5)
        ],
        *[Notice(code="1400", detail={**ACCOUNT_NOTICE, "notificationType": no}) for no in (0, "2", True)],
    ],
)
def test_a_notification_account_sends_nothing_else(part: Part) -> None:
    message = Message(conversation=Conversation(kind="system"), sender=ANN, recipients=users(1), parts=(part,))
    with pytest.raises(CannotExpress, match="notification account"):
        OPENIM.encode_send(Send(message=message))


def test_a_vendor_without_a_rest_side_says_so() -> None:
    from dataclasses import replace

    poor = replace(TENCENT, calls=None, receipts=None, records=None)
    for attempt in (
        lambda: poor.decode_send(Request()),
        lambda: poor.encode_send(send()),
        lambda: poor.decode_history(b"{}"),
        lambda: poor.decode_receipt([], to=send()),
        lambda: translate_send(Request(), poor, "easemob"),
        lambda: translate_history(b"{}", "easemob", poor),
    ):
        with pytest.raises(ImbridgeError):
            attempt()


# what a reviewer broke


@pytest.mark.parametrize(
    ("codec", "url", "body", "pointer"),
    [
        (
            EASEMOB,
            "https://h/o/a/messages/chatgroups/users",
            {"to": ["g"], "users": [], "type": "txt", "body": {}},
            "/users",
        ),
        (EASEMOB, "https://h/o/a/messages/users", {"to": [], "type": "txt", "body": {}}, "/to"),
        (EASEMOB, "https://h/o/a/messages", {"target_type": "users", "target": [""], "msg": {}}, "/target"),
        (TENCENT, "https://h/v4/x/send_group_msg", {"GroupId": "g", "To_Account": [""], "MsgBody": []}, "/To_Account"),
        (TENCENT, "https://h/v4/x/batchsendmsg", {"To_Account": [], "MsgBody": []}, "/To_Account"),
        (
            TENCENT,
            "https://h/v4/x/send_group_system_notification",
            {"GroupId": "g", "Content": "c", "ToMembers_Account": []},
            "/ToMembers_Account",
        ),
        (
            OPENIM,
            "https://h/msg/batch_send_msg",
            {"sendID": "a", "recvIDs": [], "content": {}, "contentType": 101, "sessionType": 1},
            "/recvIDs",
        ),
    ],
)
def test_a_list_that_names_nobody_is_never_everybody(codec: Codec, url: str, body: Any, pointer: str) -> None:
    with pytest.raises(Malformed) as found:
        codec.decode_send(Request(url=url, body=json.dumps(body).encode()))
    assert found.value.pointer == pointer


@pytest.mark.parametrize("status", [429, 502, 503])
@pytest.mark.parametrize("body", [b'{"message":"busy"}', b"{}"])
def test_a_gateway_that_answers_in_json_has_not_sent_anything(status: int, body: bytes) -> None:
    call = send(recipients=users(1))
    for codec in (EASEMOB, OPENIM, TENCENT):
        error = codec.decode_receipt(Response(status=status, body=body), to=call).error
        assert error is not None
        assert (error.code, error.retryable) == (status, True)


@pytest.mark.parametrize(
    ("codec", "body", "family"),
    [
        (TENCENT, {"ActionStatus": "FAIL", "ErrorCode": "60007", "ErrorInfo": "x"}, "rate_limited"),
        (TENCENT, {"ErrorCode": 60007.0, "ErrorInfo": "x"}, "rate_limited"),
        (TENCENT, {"ErrorCode": "what", "ActionStatus": "OK"}, "unknown"),
        (OPENIM, {"errCode": "1004", "errMsg": "x"}, "not_found_message"),
        (OPENIM, {"errCode": None, "errMsg": "boom"}, "unknown"),
        (EASEMOB, {"error": 5, "error_description": "x"}, "unknown"),
        (EASEMOB, {"error_code": "14007", "error_description": "x"}, "too_large"),
    ],
)
def test_a_code_in_another_spelling_is_no_success(codec: Codec, body: Any, family: str) -> None:
    receipt = codec.decode_receipt(Response(body=json.dumps(body).encode()), to=send(recipients=users(1)))
    assert receipt.error is not None
    assert receipt.error.family == family
    assert receipt.results == ()


def test_of_whom_the_answer_does_not_tell_is_not_told_a_success() -> None:
    body = {
        "To_Account": ["a", "b", "c"],
        "MsgRandom": 7,
        "MsgBody": [{"MsgType": "TIMTextElem", "MsgContent": {"Text": "x"}}],
    }
    done = translate_send(tencent("batchsendmsg", body), "tencent", "easemob")
    held = json.loads(done.receipt([Response(body=b'{"data":{"a":"1","b":"2","mallory":"3"}}')]).body)
    assert (held["ActionStatus"], held["ErrorList"]) == ("SomeError", [{"To_Account": "c", "ErrorCode": 91000}])
    single = translate_send(tencent("sendmsg", {**body, "To_Account": "a"}), "tencent", "easemob")
    assert json.loads(single.receipt([Response(body=b'{"data":{}}')]).body)["ActionStatus"] == "FAIL"


@pytest.mark.parametrize(
    ("why", "family", "code"), [("MsgFreqCtrl", "rate_limited", 429), ("Another reason", "rejected", 20001)]
)
def test_what_was_thrown_away_was_not_sent(why: str, family: str, code: int) -> None:
    call = evolve(send(conversation=Conversation(kind="group", id="g1")), "also", ("g2",))
    told = {"ActionStatus": "OK", "ErrorInfo": "", "ErrorCode": 0, "MsgTime": 1767225842, "MsgSeq": 0}
    answers = [Response(body=json.dumps(held).encode()) for held in ({**told, "MsgDropReason": why}, told)]
    receipt = TENCENT.decode_receipt(answers, to=call)
    assert [result.dropped for result in receipt.results] == [why, None]
    assert TENCENT.decode_receipt(TENCENT.encode_receipt(receipt, to=call), to=call) == receipt
    refused, taken = OPENIM.encode_receipt(receipt, to=call)
    assert json.loads(refused.body) == {"errCode": code, "errMsg": why, "errDlt": ""}
    assert json.loads(taken.body)["errCode"] == 0
    (both,) = EASEMOB.encode_receipt(receipt, to=call)
    assert json.loads(both.body) == {"data": {"g2": "success"}}
    failed = OPENIM.decode_receipt([refused, refused], to=call).error
    assert failed is not None
    assert failed.family == family


def test_what_was_taken_back_is_not_imported() -> None:
    line = (
        b'{"From_Account":"a","To_Account":"b","MsgSeq":1,'
        b'"MsgRandom":2,"MsgTimeStamp":3,"MsgFlagBits":8,"MsgKey":"k","MsgBody":[]}'
    )
    for codec in (EASEMOB, OPENIM, TENCENT):
        with pytest.raises(CannotExpress, match="taken back"):
            codec.encode_import(TENCENT.decode_history(line))


@pytest.mark.parametrize(
    "query",
    [
        "sdkappid=1#usersig=sEcReT",
        "sdkappid=1?usersig=sEcReT",
        "sdkappid=1;usersig=sEcReT",
        "UserSig=sEcReT",
        "usersig%3DsEcReT",
    ],
)
def test_a_credential_hides_nowhere(query: str) -> None:
    element = {"MsgType": "TIMTextElem", "MsgContent": {"Text": "x"}}
    request = tencent("sendmsg", {"To_Account": "b", "MsgBody": [element]}, query)
    call = TENCENT.decode_send(Request(url=request.url.replace("//", "//u:sEcReT@"), body=request.body))
    done = translate_send(request, "tencent", "openim")
    held = [repr(call), dump(call).decode(), repr(TENCENT.encode_send(call)), repr(done.losses()), repr(done.send)]
    assert "sEcReT" not in "".join(held)


def test_the_url_is_part_of_what_a_call_is() -> None:
    body = b'{"new_msg":{"type":"txt","msg":"x"}}'
    calls = [
        EASEMOB.decode_send(Request(method="PUT", url=f"https://h/o/{app}", body=body))
        for app in ("a/messages/rewrite/1", "a/messages/rewrite/2", "b/messages/rewrite/1")
    ]
    assert len({call.key for call in calls}) == 3


def test_an_edited_send_is_another_one_to_the_vendor() -> None:
    call = EASEMOB.decode_send(Request(url="https://h/o/a/messages", body=V2))
    other = evolve(call, "message.parts", (Text(text="another"),))
    assert bodies(TENCENT.encode_send(call))[0]["MsgRandom"] != bodies(TENCENT.encode_send(other))[0]["MsgRandom"]
    assert OPENIM.encode_send(call)[0].headers != OPENIM.encode_send(other)[0].headers
    again = load(dump(call))
    assert isinstance(again, Send)
    assert TENCENT.encode_send(again) == TENCENT.encode_send(call)


def test_a_vendors_own_call_is_split_too_once_it_is_too_big() -> None:
    call = EASEMOB.decode_send(Request(url="https://h/o/a/messages", body=V2))
    assert len(EASEMOB.encode_send(evolve(call, "message.recipients", users(601)))) == 2
    assert len(EASEMOB.encode_send(evolve(call, "message.parts", HELLO * 2))) == 2
    many = {**json.loads(V2), "target": [f"u{index}" for index in range(700)]}
    request = Request(url="https://h/o/a/messages", body=json.dumps(many).encode())
    assert EASEMOB.encode_send(EASEMOB.decode_send(request)) == (request,)


def test_a_topic_is_not_its_whole_group() -> None:
    body = {
        "GroupId": "g",
        "TopicId": "t",
        "Random": 1,
        "MsgBody": [{"MsgType": "TIMTextElem", "MsgContent": {"Text": "x"}}],
    }
    request = tencent("send_group_msg", body)
    for name in ("easemob", "openim"):
        with pytest.raises(CannotExpress, match="topic"):
            translate_send(request, "tencent", name)
        (loss,) = [
            one for one in translate_send(request, "tencent", name, policy="closest").losses() if "topic" in one.path
        ]
        assert (loss.path, loss.kind) == ("message.conversation.topic_id", "dropped")


def test_nobody_gets_it_twice_because_it_was_split() -> None:
    call = send(recipients=(*users(500), *users(1)))
    requests = bodies(TENCENT.encode_send(call))
    assert [user for held in requests for user in held["To_Account"]] == [f"u{index}" for index in range(500)]


def test_a_policy_that_drops_drops() -> None:
    request = Request(url="https://h/o/a/messages", body=V2)
    done = translate_send(request, "easemob", "tencent", policy="drop")
    assert done.requests == ()
    assert [(loss.path, loss.kind) for loss in done.losses()] == [("", "dropped")]
    with pytest.raises(CannotExpress, match="drops"):
        TENCENT.encode_history(HistoryRecord(message=Message()), policy="drop")


def test_joins_lose_nobody() -> None:
    old = Message(conversation=Conversation(kind="group", id="g"), sender=ANN, sent_at=5000, parts=HELLO)
    call = Import(message=old, more=(old,) * 24)
    failed = b'{"ActionStatus":"FAIL","ErrorCode":10015,"ErrorInfo":"gone"}'
    results = [{"MsgSeq": index, "MsgTime": 5, "Result": 0} for index in range(21, 26)]
    taken = json.dumps({"ActionStatus": "OK", "ErrorCode": 0, "ImportMsgResult": results}).encode()
    receipt = TENCENT.decode_receipt([Response(body=failed), Response(body=taken)], to=call)
    assert [result.id.seq for result in receipt.results] == [None] * 20 + [21, 22, 23, 24, 25]
    (first, second) = TENCENT.encode_receipt(Receipt(results=receipt.results), to=call)
    assert [len(json.loads(one.body)["ImportMsgResult"]) for one in (first, second)] == [20, 5]


def test_strange_answers_are_one_of_our_errors() -> None:
    call, strange = send(recipients=users(1)), [None, 5, "x", [None]]
    for codec in (EASEMOB, OPENIM, TENCENT):
        for given in strange:
            wrong: Any = given
            with pytest.raises(ImbridgeError):
                codec.decode_receipt(wrong, to=call)
        status: Any = "200"
        with pytest.raises(ImbridgeError):
            codec.decode_receipt(Response(status=status), to=call)
    headers: Any = {1: 2}
    with pytest.raises(ImbridgeError):
        OPENIM.decode_send(Request(url="https://h/msg/send_msg", headers=headers, body=b"{}"))


def test_an_edited_import_keeps_a_mode_that_nobody_knows_beside_a_number_that_is_drawn_anew() -> None:
    tencent = vendor("tencent")
    body = {
        "SyncFromOldSystem": 7,
        "From_Account": "lena",
        "To_Account": "omar",
        "MsgTimeStamp": 5,
        "MsgBody": [{"MsgType": "TIMTextElem", "MsgContent": {"Text": "hi"}}],
    }
    url = "https://console.tim.qq.com/v4/openim/importmsg?contenttype=json"
    call = tencent.decode_send(Request(url=url, body=json.dumps(body).encode()))
    (request,) = tencent.encode_send(evolve(call, "message.sender.id", "ida"))
    written = json.loads(request.body)
    assert (written["SyncFromOldSystem"], written["From_Account"]) == (7, "ida")
