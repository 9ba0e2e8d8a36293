"""What every codec has, tried on small values: options, policies, limits, dump and load, errors."""

import json
from collections import OrderedDict
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
    UnknownVendor,
    ack_losses,
    dump,
    evolve,
    load,
    translate,
    vendor,
)
from imbridge.model import (
    Allow,
    Audio,
    Card,
    Command,
    Conversation,
    ConversationRead,
    Custom,
    Discard,
    Face,
    Failed,
    File,
    Image,
    Location,
    Markdown,
    Media,
    Member,
    MemberChanges,
    MembersJoining,
    Merged,
    Message,
    MessageChanges,
    MessageFailed,
    MessageId,
    MessageOffline,
    MessageRead,
    MessageSending,
    MessageSent,
    Notice,
    Part,
    Partial,
    Participant,
    PresenceChanged,
    Quote,
    Reject,
    Rewrite,
    Text,
    UnknownEvent,
    UnknownPart,
    Verdict,
    Video,
)
from imbridge.translation.acks import joined_acks

ANN, BEN = Participant(id="ann"), Participant(id="ben")


def said(*parts: Part, **more: Any) -> MessageSent:
    """Return a message of nobody's, from Ann to Ben."""
    message = Message(
        conversation=Conversation(kind="direct"), sender=ANN, recipients=(BEN,), sent_at=5000, parts=parts, **more
    )
    return MessageSent(vendor="elsewhere", message=message)


def element(part: Part, **how: Any) -> Any:
    """Return the element that Tencent makes of one part."""
    return json.loads(vendor("tencent").encode_callback(said(part), **how).body)["MsgBody"][0]


def callback(**more: Any) -> Request:
    body = {
        "CallbackCommand": "C2C.CallbackBeforeSendMsg",
        "From_Account": "ann",
        "To_Account": "ben",
        "MsgBody": [{"MsgType": "TIMTextElem", "MsgContent": {"Text": "hi"}}],
        **more,
    }
    return Request(url="http://localhost?SdkAppid=14", body=json.dumps(body).encode())


def test_a_vendor_that_nobody_has() -> None:
    with pytest.raises(UnknownVendor, match="openim, tencent") as caught:
        vendor("smoke signals")
    assert caught.value.status == 404
    assert isinstance(caught.value, LookupError)


@pytest.mark.parametrize(("options", "about"), [({"colour": 1}, "no option 'colour'"), ({"release": "9"}, "option")])
def test_an_option_that_the_vendor_does_not_have(options: dict[str, Any], about: str) -> None:
    with pytest.raises(ImbridgeError, match=about):
        vendor("openim", **options)


def test_a_policy_and_a_phase_that_do_not_exist() -> None:
    with pytest.raises(ImbridgeError, match="no policy 'maybe'"):
        vendor("tencent").encode_callback(said(Text(text="x")), policy={"text": "maybe"})
    with pytest.raises(ImbridgeError, match="no phase 'during'"):
        vendor("tencent").decode_callback(callback(), phase="during")


def test_limits() -> None:
    small = vendor("tencent", limits={"body": 64, "parts": 5})
    with pytest.raises(TooLarge, match="the limit is 64"):
        small.decode_callback(callback())
    few = vendor("tencent", limits={"parts": 3})
    with pytest.raises(TooLarge, match="4 parts; the limit is 3"):
        few.decode_callback(callback(MsgBody=[{"MsgType": "TIMTextElem", "MsgContent": {"Text": "hi"}}] * 4))


def test_the_phase_of_what_is_unknown_is_the_callers() -> None:
    event = vendor("tencent").decode_callback(callback(CallbackCommand="Group.CallbackAfterX"), phase="notice")
    assert isinstance(event, UnknownEvent)
    assert event.phase == "notice"


TWO_FRIENDS = {
    "CallbackCommand": "Sns.CallbackPrevFriendAdd",
    "Requester_Account": "lena",
    "From_Account": "lena",
    "FriendItem": [
        {"To_Account": "omar", "Remark": "", "GroupName": "", "AddSource": "AddSource_Type_Web", "AddWording": "hi"},
        {"To_Account": "ida", "Remark": "", "GroupName": "", "AddSource": "AddSource_Type_Web", "AddWording": "hi"},
    ],
    "AddType": "Add_Type_Both",
    "ForceAddFlags": 0,
    "EventTime": 1767225842000,
}
YES = b'{"actionCode":0,"errCode":0,"errMsg":"","errDlt":"","nextCode":0}'
NO = b'{"actionCode":0,"errCode":38001,"errMsg":"no","errDlt":"","nextCode":1}'


@pytest.mark.parametrize(
    ("replies", "codes"),
    [((YES, YES), [0, 0]), ((NO, YES), [38001, 0]), ((YES, NO), [0, 38001]), ((NO, NO), [38001, 38001])],
)
def test_who_is_refused_in_one_of_several_replies_is_refused_alone(
    replies: tuple[bytes, ...], codes: list[int]
) -> None:
    url = "http://localhost?SdkAppid=14&CallbackCommand=Sns.CallbackPrevFriendAdd&contenttype=json"
    translation = translate(Request(url=url, body=json.dumps(TWO_FRIENDS).encode()), "tencent", "openim")
    assert [json.loads(request.body)["toUserID"] for request in translation.requests] == ["omar", "ida"]
    ack = translation.ack([Response(body=reply) for reply in replies])
    answer = json.loads(vendor("tencent").encode_ack(ack, to=translation.event).body)
    assert answer["ErrorCode"] == 0
    assert [item["To_Account"] for item in answer["ResultItem"]] == ["omar", "ida"]
    assert [item["ResultCode"] for item in answer["ResultItem"]] == codes
    with pytest.raises(ImbridgeError, match="1 replies to 2 requests"):
        translation.ack(Response(body=YES))


def test_replies_that_no_one_ack_says() -> None:
    members = [Member(id="ida"), Member(id="omar")]
    asked = [MembersJoining(conversation=Conversation(kind="group", id="g"), members=(one,)) for one in members]
    changes = [Rewrite(changes=MemberChanges(members=(Member(id=one.id, nickname="x"),))) for one in members]
    assert joined_acks(asked, changes) == Rewrite(
        changes=MemberChanges(members=(Member(id="ida", nickname="x"), Member(id="omar", nickname="x")))
    )
    assert joined_acks(asked, [Allow(), changes[1]]) == changes[1]
    assert joined_acks(asked, [Allow(), Failed()]) == Failed()
    assert joined_acks(asked, [Discard(), Failed()]) == Partial(verdicts=(Verdict(id="ida"),))
    assert joined_acks([], []) == Allow()
    partial = Partial(verdicts=(Verdict(id="omar", code=7),))
    assert joined_acks(asked, [Allow(), partial]) == partial
    with pytest.raises(CannotExpress):
        joined_acks(asked, [Reject(), changes[1]])
    with pytest.raises(CannotExpress):
        joined_acks([said(Text(text="x")), said(Text(text="y"))], [Reject(), Allow()])


ASKED: dict[str, Any] = {
    "callId": "acme#demo_1",
    "timestamp": 1767004087000,
    "chat_type": "chat",
    "from": "ann",
    "to": "ben",
    "msg_id": "1410000000000000001",
    "payload": {
        "bodies": [
            {
                "type": "img",
                "url": "https://cdn.example/1.png",
                "secret": "s3cret",
                "filename": "1.png",
                "file_length": 9,
            },
            {"type": "txt", "msg": "cheap gold"},
        ],
        "ext": {"k": 1},
    },
}


@pytest.mark.parametrize("text", ["cheap gold", "cheap ****"])
def test_a_tencent_reply_with_the_message_as_it_was_changes_nothing(text: str) -> None:
    request = Request(body=json.dumps(ASKED).encode())
    event = vendor("easemob").decode_callback(request, phase="before")
    body = json.loads(translate(request, "easemob", "tencent", phase="before").request.body)
    body["MsgBody"][1]["MsgContent"]["Text"] = text
    said = {name: body[name] for name in ("MsgBody", "CloudCustomData")}
    reply = Response(body=json.dumps({"ActionStatus": "OK", "ErrorCode": 0, "ErrorInfo": "", **said}).encode())
    ack = vendor("tencent").decode_ack(reply, to=event)
    if text == "cheap gold":
        assert ack == Allow()
        assert json.loads(vendor("easemob").encode_ack(ack, to=event).body) == {"valid": True}
        return
    assert isinstance(event, MessageSending)
    assert ack == Rewrite(changes=MessageChanges(parts=(event.message.parts[0], Text(text=text))))
    answer = json.loads(vendor("easemob", rewritable="any").encode_ack(ack, to=event).body)
    assert answer["payload"]["bodies"] == [ASKED["payload"]["bodies"][0], {"type": "txt", "msg": text}]


REPLYING = '"messageReply":{"messageID":"m1","messageAbstract":"hey","messageSender":"bob","messageType":1,"version":1}'
QUOTING = f'{{"k":1,{REPLYING}}}'
QUOTED = Message(id=MessageId(client="m1"), sender=Participant(id="bob"))


@pytest.mark.parametrize(
    ("data", "changes"),
    [
        (QUOTING, None),
        ('{"k":1}', MessageChanges(quote=None)),
        ("", MessageChanges(ext=None, quote=None)),
        (QUOTING.replace("hey", "ho"), MessageChanges(quote=Quote(message=QUOTED, preview="ho", kind="text"))),
        (QUOTING.replace('"k":1', '"k":2'), MessageChanges(ext={"k": 2})),
    ],
)
def test_a_tencent_reply_puts_the_quote_in_its_place_too(data: str, changes: MessageChanges | None) -> None:
    event = vendor("tencent").decode_callback(callback(CloudCustomData=QUOTING))
    reply = {"ActionStatus": "OK", "ErrorCode": 0, "ErrorInfo": "", "CloudCustomData": data}
    ack = vendor("tencent").decode_ack(Response(body=json.dumps(reply).encode()), to=event)
    assert ack == (Allow() if changes is None else Rewrite(changes=changes))
    answer = json.loads(vendor("tencent").encode_ack(ack, to=event).body)
    assert answer.get("CloudCustomData") == (None if changes is None else data)
    assert ack_losses(ack, to=event, codec=vendor("tencent")) == ()


def test_an_easemob_reply_without_the_quote_takes_it_away() -> None:
    quote = {"msgID": "m1", "msgPreview": "hey", "msgSender": "bob", "msgType": "txt"}
    text = {"bodies": [{"type": "txt", "msg": "hi"}], "ext": {"k": 1, "msgQuote": quote}}
    event = vendor("easemob").decode_callback(Request(body=json.dumps({**ASKED, "payload": text}).encode()), "before")
    reply = {"valid": True, "payload": {**text, "ext": {"k": 1}}}
    ack = vendor("easemob").decode_ack(Response(body=json.dumps(reply).encode()), to=event)
    assert ack == Rewrite(changes=MessageChanges(quote=None))
    assert json.loads(vendor("easemob").encode_ack(ack, to=event).body) == reply


@pytest.mark.parametrize(
    "names", [("OperationID", "operationID"), ("operationid", "Operationid"), ("OPERATIONID", "x")]
)
def test_losses_leave_a_header_that_is_doubled_as_it_is(names: tuple[str, str]) -> None:
    body = {
        "callbackCommand": "callbackUserOnlineCommand",
        "operationID": "op",
        "userID": "ann",
        "platformID": 1,
        "seq": 1,
    }
    request = Request(
        url="http://localhost/callbackUserOnlineCommand",
        headers=dict(zip(names, ("first", "second"), strict=True)),
        body=json.dumps(body).encode(),
    )
    asked, left = (translate(request, "openim", "tencent") for _ in range(2))
    asked.losses()
    assert dump(asked.event) == dump(left.event)


def test_an_openim_reply_with_the_content_as_it_was_changes_nothing() -> None:
    alone = {**ASKED, "payload": {"bodies": ASKED["payload"]["bodies"][:1]}}
    event = vendor("easemob").decode_callback(Request(body=json.dumps(alone).encode()), phase="before")
    asked = evolve(event, "stage", "rewrite")
    content = json.loads(vendor("openim").encode_callback(asked).body)["content"]
    ack = vendor("openim").decode_ack(Response(body=json.dumps({"content": content}).encode()), to=asked)
    assert ack == Allow()


def test_an_endpoint_names_url_and_application() -> None:
    endpoint = Endpoint(url="https://backend.example/hooks?tenant=3", app="77")
    request = vendor("tencent").encode_callback(said(Text(text="x")), endpoint=endpoint)
    assert request.url.startswith("https://backend.example/hooks?tenant=3&SdkAppid=77&CallbackCommand=")
    own = vendor("tencent").decode_callback(callback(X=1))
    moved = vendor("tencent").encode_callback(own, endpoint=endpoint)
    assert moved.url == "https://backend.example/hooks?tenant=3&SdkAppid=14"
    assert json.loads(moved.body)["X"] == 1


@pytest.mark.parametrize("kind", ["direct", "system", "a kind of tomorrow", None])
def test_a_message_between_two_needs_a_recipient(kind: str | None) -> None:
    body = b'{"CallbackCommand":"Group.CallbackBeforeSendMsg","GroupId":"g1","Type":"Public","From_Account":"ann",'
    body += b'"Operator_Account":"ann","Random":5,"MsgBody":[]}'
    event = vendor("tencent").decode_callback(Request(body=body))
    moved = evolve(event, "message.conversation.kind", kind)
    with pytest.raises(CannotExpress, match=r"needs message\.recipients"):
        vendor("tencent").encode_callback(moved)
    with pytest.raises(CannotExpress):
        vendor("openim").encode_callback(moved)
    told = vendor("tencent").encode_callback(evolve(moved, "message.recipients", (BEN,)))
    assert json.loads(told.body)["To_Account"] == "ben"


def test_a_recipient_that_tencent_left_out_stays_so() -> None:
    tencent = vendor("tencent")
    named = {"CallbackCommand": "C2C.CallbackBeforeSendMsg", "From_Account": "ann", "To_Account": "", "MsgKey": "1_5_5"}
    body = {**named, "MsgSeq": 1, "MsgRandom": 5, "MsgTime": 5, "MsgBody": []}
    event = tencent.decode_callback(Request(body=json.dumps(body).encode()))
    stored: Any = load(dump(event))
    for came, sender in ((event, "ann"), (stored, "ann"), (evolve(event, "message.sender.id", "cat"), "cat")):
        assert json.loads(tencent.encode_callback(came).body) == {**body, "From_Account": sender}


def test_a_direct_message_is_in_no_group_of_openims() -> None:
    event = evolve(said(Text(text="hi")), "message.conversation.id", "g1")
    body = json.loads(vendor("openim").encode_callback(event).body)
    assert (body["callbackCommand"], body["sessionType"]) == ("callbackAfterSendSingleMsgCommand", 1)
    assert (body["recvID"], "groupID" in body) == ("ben", False)


def test_a_time_that_only_the_caller_knows() -> None:
    event = evolve(said(Text(text="x")), "message.sent_at", None)
    assert json.loads(vendor("openim").encode_callback(event, now=7000).body)["sendTime"] == 7000
    assert json.loads(vendor("openim").encode_callback(event).body)["sendTime"] == 0


def test_events_without_a_counterpart_are_dropped_only_when_told_so() -> None:
    offline = MessageOffline(vendor="elsewhere", message=said(Text(text="x")).message)
    for name in ("tencent", "openim"):
        with pytest.raises(CannotExpress, match=r"message\.offline"):
            vendor(name).encode_callback(offline)
        assert vendor(name).encode_callbacks(offline, policy={"message.offline": "drop"}) == ()
        with pytest.raises(CannotExpress, match="takes 0 requests"):
            vendor(name).encode_callback(offline, policy="drop")


def test_a_dropped_translation_lists_the_whole_event() -> None:
    body = {"CallbackCommand": "C2C.CallbackAfterSendMsg", "SendMsgResult": 20012}
    gone = translate(callback(**body), "tencent", "openim", policy={"message.failed": "drop"})
    assert isinstance(gone.event, MessageFailed)
    assert gone.requests == ()
    assert next((loss.path, loss.kind) for loss in gone.losses()) == ("", "dropped")
    with pytest.raises(CannotExpress, match="came to 0 requests"):
        _ = gone.request


@pytest.mark.parametrize(
    ("part", "text"),
    [
        (Markdown(text="**x**"), "**x**"),
        (Notice(code="1501"), "[Notice 1501]"),
        (Card(user=Participant(id="c", nickname="Cy")), "[Card] Cy"),
        (Command(action="go"), ""),
        (UnknownPart(vendor="elsewhere", type="9"), "[Message]"),
    ],
)
def test_text_stands_for_what_tencent_has_no_words_for(part: Part, text: str) -> None:
    assert element(part, policy="text") == {"MsgType": "TIMTextElem", "MsgContent": {"Text": text}}
    with pytest.raises(CannotExpress):
        element(part, policy="refuse")


def test_readable_forms_of_folded_parts() -> None:
    media = Media(url="https://f.example/x", name="x.pdf")
    parts: tuple[Part, ...] = (
        Image(),
        Audio(),
        Video(),
        File(media=media),
        Location(latitude=1, longitude=2, description="Pier"),
        Face(index=1),
        Custom(data="d"),
        Merged(title="T", abstract=("a", "b")),
    )
    body = json.loads(vendor("openim").encode_callback(said(*parts)).body)
    content = json.loads(body["content"])
    words = "[Image] [Audio] [Video] [File] x.pdf [Location] Pier [Face] [Custom] [Chat history] T\na\nb"
    assert (body["contentType"], content["description"]) == (110, words)
    assert [part["type"] for part in json.loads(content["data"])["imb_parts"]] == [
        *("image", "audio", "video", "file", "location", "face", "custom", "merged")
    ]


def test_the_url_follows_the_readable_form_of_media() -> None:
    merged = Merged(title="T", media=Media(url="https://f.example/m"))
    request = vendor("openim").encode_callback(said(merged), policy="closest")
    assert json.loads(json.loads(request.body)["content"])["description"] == "[Chat history] T"


def test_dump_and_load_acks_and_events() -> None:
    changed = Rewrite(changes=MessageChanges(parts=(Text(text="y"),), ext=None))
    for value in (Allow(), Reject(code=1, reason="r"), changed, said(Text(text="x"), ext={"a": [1]})):
        assert load(dump(value)) == value


@pytest.mark.parametrize(
    ("document", "about"),
    [
        (b"{}", "Object missing"),
        (b'{"schema":1}', "neither"),
        (b'{"schema":2,"ack":{"type":"allow"}}', "schema 2"),
        (b'{"schema":1,"ack":{"type":"allow","x":1}}', "unknown field"),
        (b'{"schema":1,"event":{"type":"unknown","key":1}}', "wanted a text"),
        (b"{", "not JSON"),
        (b"\xff", "not JSON"),
    ],
)
def test_load_refuses_what_dump_did_not_write(document: bytes, about: str) -> None:
    with pytest.raises(Malformed, match=about):
        load(document)


def test_a_hostile_native_changes_no_meaning() -> None:
    event = vendor("tencent").decode_callback(callback())
    document = json.loads(dump(event))
    document["event"]["native"] = {
        "vendor": "tencent",
        "edits": [
            {"path": ["body", "From_Account"], "was": "ann", "now": "mallory"},
            {"path": ["body", "Harmless"], "now": 1},
            {"path": ["headers"], "was": {}, "now": 7},
        ],
    }
    body = json.loads(vendor("tencent").encode_callback(load_event(document)).body)
    assert (body["From_Account"], body["Harmless"]) == ("ann", 1)


def load_event(document: Any) -> Any:
    return load(json.dumps(document).encode())


def test_values_of_the_wrong_type_are_refused_in_words() -> None:
    wrong: Any = said(Text(text=b"bytes"))  # type: ignore[arg-type]
    for attempt in (
        lambda: vendor("tencent").encode_callback(evolve(wrong, "message.sender", "ann")),
        lambda: vendor("tencent").encode_callback(said(Text(text="\ud800"))),
        lambda: vendor("openim").encode_callback(evolve(wrong, "message.sent_at", object())),
        lambda: dump(evolve(wrong, "message.sent_at", object())),
        lambda: vendor("openim").encode_ack(Reject(code="x"), to=sending()),  # type: ignore[arg-type]
    ):
        with pytest.raises(CannotExpress, match="wrong type"):
            attempt()


def sending() -> MessageSending:
    return MessageSending(vendor="openim", message=said(Text(text="x")).message)


def test_evolve_names_the_step_that_is_not_there() -> None:
    with pytest.raises(CannotExpress, match="no field 'colour' on the way"):
        evolve(said(), "message.colour", 1)
    with pytest.raises(CannotExpress, match="no field '3'"):
        evolve(said(Text(text="x")), "message.parts[3].text", "y")


STATUS = {
    "callId": "acme#demo_6f0a-1",
    "reason": "login",
    "os": "ios",
    "appkey": "acme#demo",
    "user": "acme#demo_ann@easemob.com/ios_4F2A",
    "timestamp": 1733300000456,
    "status": "online",
}

CHANNEL_ACK = {
    "callId": "acme#demo_1399000111222333447",
    "eventType": "chat",
    "chat_type": "channel_ack",
    "from": "ann",
    "to": "bob",
    "msg_id": "1399000111222333447",
    "payload": {"ack_message_id": "1399000111222333440", "type": "channel_ack"},
    "appkey": "acme#demo",
    "timestamp": 1733300000456,
}


@pytest.mark.parametrize(
    ("document", "copies", "path", "now"),
    [
        (STATUS, {}, "user.id", {"user": "acme#demo_zed@easemob.com/ios_4F2A"}),
        (STATUS, {"name": "ann"}, "user.id", {"user": "acme#demo_zed@easemob.com/ios_4F2A", "name": "zed"}),
        (STATUS, {"name": "Ann B."}, "user.id", {"user": "acme#demo_zed@easemob.com/ios_4F2A"}),  # is no copy
        (CHANNEL_ACK, {}, "actor.id", {"from": "zed"}),
        (
            CHANNEL_ACK,
            {"channel_user": "acme#demo_ann@easemob.com"},
            "actor.id",
            {"from": "zed", "channel_user": "acme#demo_zed@easemob.com"},
        ),
        (
            {**CHANNEL_ACK, "chat_type": "read_ack", "content_type": "chat:ack:read", "to": "28"},
            {"channel_channel": "acme#demo_28@conference.easemob.com"},
            "conversation.id",
            {"to": "zed", "channel_channel": "acme#demo_zed@conference.easemob.com"},
        ),
    ],
)
def test_what_only_repeats_another_member_follows_it(
    document: dict[str, Any], copies: dict[str, str], path: str, now: dict[str, str]
) -> None:
    given = {**document, **copies}
    event = vendor("easemob").decode_callback(Request(url="http://localhost", body=json.dumps(given).encode()))
    for held in (event, load(dump(event))):
        assert isinstance(held, PresenceChanged | ConversationRead | MessageRead)
        assert json.loads(vendor("easemob").encode_callback(held).body) == given
        changed = vendor("easemob").encode_callback(evolve(held, path, "zed"))
        assert json.loads(changed.body) == {**given, **now}


def test_no_policy_reverses_a_verdict_unless_told_by_name() -> None:
    to = sending()
    partial = Partial(verdicts=(Verdict(id="ben"),))
    for name in ("tencent", "openim"):
        for policy in (None, "strict", "closest"):
            with pytest.raises(CannotExpress):
                vendor(name).encode_ack(partial, to=evolve(to, "vendor", name), policy=policy)
    strict = vendor("openim", release="3.6")
    with pytest.raises(CannotExpress):
        strict.encode_ack(Reject(), to=to)
    assert strict.decode_ack(strict.encode_ack(Reject(), to=to, policy="closest"), to=to) == Allow()
    for code in (0, 2**31):
        with pytest.raises(CannotExpress):
            vendor("openim").encode_ack(Reject(code=code), to=to, policy="strict")


def test_what_happened_can_only_be_acknowledged() -> None:
    for name in ("tencent", "openim"):
        to = evolve(said(Text(text="x")), "vendor", name)
        for ack in (Reject(), Discard(), Rewrite(changes=MessageChanges(ext="x"))):
            with pytest.raises(CannotExpress):
                vendor(name).encode_ack(ack, to=to)
        assert vendor(name).decode_ack(vendor(name).encode_ack(Allow(), to=to), to=to) == Allow()
    assert ack_losses(Failed(reason="r"), to=evolve(said(), "vendor", "tencent"), codec=vendor("tencent")) == ()


def test_a_key_of_a_value_that_no_vendor_sent() -> None:
    assert said(Text(text="x")).key == said(Text(text="x")).key != said(Text(text="y")).key
    assert said().key.startswith("elsewhere:message.sent:")


def test_errors_say_where_and_never_what() -> None:
    with pytest.raises(Malformed) as caught:
        vendor("tencent").decode_callback(callback(From_Account={"secret": "hunter2"}))
    assert (caught.value.vendor, caught.value.pointer, caught.value.status) == ("tencent", "/From_Account", 400)
    assert str(caught.value) == "tencent at /From_Account: the required field has the wrong type"
    assert "hunter2" not in repr(caught.value)
    assert "***" in repr(Media(secret="hunter2"))
    assert "hunter2" not in repr(Media(secret="hunter2"))


def refused_by_tencent(elements: bytes, code: int) -> Any:
    body = b'{"CallbackCommand":"C2C.CallbackBeforeSendMsg","From_Account":"a","To_Account":"b","MsgBody":[]}'
    event = vendor("tencent").decode_callback(Request(body=body))
    reply = b'{"ActionStatus":"OK","ErrorCode":%d,"ErrorInfo":"why","MsgBody":%s}' % (code, elements)
    return vendor("tencent").decode_ack(Response(body=reply), to=event)


@pytest.mark.parametrize(
    "elements", [b'[{"MsgType":"Neu","MsgContent":1}]', b'[{"MsgType":"TIMTextElem","MsgContent":{"Text":5}}]', b"[5]"]
)
def test_an_odd_element_in_a_reply_is_no_failure_of_it(elements: bytes) -> None:
    assert refused_by_tencent(elements, 1) == Reject(reason="why")
    assert refused_by_tencent(elements, 2) == Discard()
    rewrite = refused_by_tencent(elements, 0)
    assert isinstance(rewrite, Rewrite)
    assert isinstance(rewrite.changes, MessageChanges)
    assert isinstance(rewrite.changes.parts, tuple)


def test_an_endpoint_that_is_none_is_refused_in_words() -> None:
    event = MessageSent(message=Message(sender=ANN, recipients=(BEN,), parts=(Text(text="x"),)))
    request = vendor("tencent").encode_callback(event)
    odd: Any
    for odd in ("", 0, False, {}, "https://im.example"):
        with pytest.raises(CannotExpress):
            vendor("tencent").encode_callback(event, endpoint=odd)
        with pytest.raises(CannotExpress):
            translate(request, "tencent", "openim", endpoint=odd)


def test_data_is_an_object_whatever_its_class() -> None:
    message = Message(sender=ANN, recipients=(BEN,), parts=(Text(text="x"),), ext=OrderedDict(a=1))
    event = MessageSent(message=message)
    assert json.loads(vendor("easemob").encode_callback(event).body)["payload"]["ext"] == {"a": 1}
    assert json.loads(vendor("tencent").encode_callback(event).body)["CloudCustomData"] == '{"a":1}'
    wrong: Any
    for wrong in (5, [1], ["a"], {1, 2}):
        odd = evolve(event, "message.ext", wrong)
        for name in ("easemob", "openim", "tencent"):
            with pytest.raises(CannotExpress):
                vendor(name).encode_callback(odd)


def test_the_operation_id_is_a_text_under_whatever_name() -> None:
    openim = vendor("openim")
    body = b'{"callbackCommand":"callbackUserOnlineCommand","userID":"ann"}'
    said: Any
    for said, trace in (
        ({"Operationid": "B"}, "B"),
        ({"operationID": "a", "Operationid": "B"}, "a"),
        ({"OPERATIONID": "c"}, "c"),
        ({"Operationid": ["B"]}, None),
        ({"operationID": 5}, None),
    ):
        event = openim.decode_callback(Request(headers=said, body=body))
        assert event.trace == trace
        assert event.key.startswith("openim:presence.changed:")
        assert openim.encode_callback(event).body == body


def test_what_is_deep_in_an_app_text_within_merged_messages_can_be_loaded() -> None:
    deep = '{"a":' * 250 + "1" + "}" * 250
    nested: Any = {"contentType": 101, "textElem": {"content": "t"}, "ex": deep}
    for _ in range(30):
        nested = {"contentType": 107, "mergeElem": {"multiMessage": [nested]}}
    body = {"callbackCommand": "callbackAfterSendSingleMsgCommand", "sendID": "a", "recvID": "b", "sessionType": 1}
    content = {"contentType": 107, "content": json.dumps(nested["mergeElem"])}
    event = vendor("openim").decode_callback(Request(body=json.dumps({**body, **content}).encode()))
    assert load(dump(event)) == event


def test_who_acted_stays_where_another_member_is_put_in() -> None:
    body = b'{"CallbackCommand":"Group.CallbackAfterMemberExit","GroupId":"g","Type":"Public","ExitType":"Quit",'
    body += b'"ExitMemberList":[{"Member_Account":"ann"}]}'
    request = Request(url="https://app.example/?CallbackCommand=Group.CallbackAfterMemberExit", body=body)
    tencent = vendor("tencent")
    event = tencent.decode_callback(request)
    assert tencent.encode_callback(event) == request
    changed = evolve(event, "members[0].id", "ben")
    assert tencent.decode_callback(tencent.encode_callback(changed)) == changed


def test_a_rewritten_at_text_is_told_as_one_where_the_message_was_not() -> None:
    openim = vendor("openim")
    body = b'{"callbackCommand":"callbackBeforeMsgModifyCommand","sendID":"ann","sessionType":1,"contentType":%d,'
    body += b'"content":"{\\"content\\":\\"hi\\",\\"text\\":\\"hi\\"}","atUserList":["ben"]}'
    rewrite = Rewrite(changes=MessageChanges(parts=(Text(text="bye"),)))
    told = []
    for code in (101, 106):
        event = openim.decode_callback(Request(body=body % code))
        told.append(json.loads(openim.encode_ack(rewrite, to=event).body).get("contentType"))
    assert told == [106, None]


def test_those_mentioned_in_a_content_alone_stay_when_it_becomes_another_one() -> None:
    openim = vendor("openim")
    body = b'{"callbackCommand":"callbackBeforeMsgModifyCommand","sendID":"ann","sessionType":1,"contentType":106,'
    body += b'"content":"{\\"text\\":\\"hi\\",\\"atUserList\\":[\\"ben\\"]}","atUserList":%s}'
    rewrite = Rewrite(changes=MessageChanges(parts=(Audio(media=Media(url="https://files.example/a")),)))
    told = []
    for listed in (b"null", b'["ben"]'):
        event = openim.decode_callback(Request(body=body % listed))
        told.append(json.loads(openim.encode_ack(rewrite, to=event).body).get("atUserIDList"))
    assert told == [["ben"], None]
