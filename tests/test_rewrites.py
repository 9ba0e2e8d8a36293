"""What backends of another vendor change of a message reaches the one that asked, and nothing else does."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from imbridge import Request, Response, ack_losses, evolve, vendor
from imbridge.errors import CannotExpress
from imbridge.model import (
    Allow,
    Custom,
    Mention,
    Merged,
    Message,
    MessageChanges,
    MessageSending,
    Participant,
    Reject,
    Rewrite,
    Text,
    UnknownPart,
)

Json = dict[str, Any]
Answer = Callable[[Json], Json]

TENCENT, OPENIM, EASEMOB = vendor("tencent"), vendor("openim"), vendor("easemob", rewritable="any")


def tencent_event(*elements: Json, **more: Any) -> MessageSending:
    body = {
        "CallbackCommand": "C2C.CallbackBeforeSendMsg",
        "From_Account": "lena",
        "To_Account": "omar",
        "MsgSeq": 7,
        "MsgRandom": 9,
        "MsgTime": 1,
        "MsgKey": "7_9_1",
        "MsgBody": list(elements),
        **more,
    }
    url = "https://app.example/?SdkAppid=1&CallbackCommand=C2C.CallbackBeforeSendMsg"
    event = TENCENT.decode_callback(Request(url=url, body=json.dumps(body).encode()))
    assert isinstance(event, MessageSending)
    return event


def easemob_event(*bodies: Json, **ext: Any) -> MessageSending:
    body = {
        "callId": "c",
        "timestamp": 1,
        "chat_type": "chat",
        "from": "lena",
        "to": "omar",
        "msg_id": "7",
        "payload": {"bodies": list(bodies), "ext": ext},
    }
    event = EASEMOB.decode_callback(Request(body=json.dumps(body).encode()))
    assert isinstance(event, MessageSending)
    return event


def openim_event(code: int, content: str) -> MessageSending:
    body = {
        "callbackCommand": "callbackBeforeMsgModifyCommand",
        "sendID": "lena",
        "serverMsgID": "s",
        "sessionType": 1,
        "contentType": code,
        "content": content,
    }
    event = OPENIM.decode_callback(Request(body=json.dumps(body).encode()))
    assert isinstance(event, MessageSending)
    return event


def tencent_asks_openim(event: MessageSending, answer: Answer) -> Json:
    """Return what Tencent is told after OpenIM's modify hook has answered."""
    event = evolve(event, "stage", "rewrite")
    asked = json.loads(OPENIM.encode_callback(event).body)
    ack = OPENIM.decode_ack(Response(body=json.dumps({"actionCode": 0, **answer(asked)}).encode()), to=event)
    assert ack_losses(ack, to=event, codec=TENCENT) == ()
    return told(TENCENT.encode_ack(ack, to=event))


def easemob_asks_tencent(event: MessageSending, answer: Answer) -> Json:
    asked = json.loads(TENCENT.encode_callback(event).body)
    reply = {"ActionStatus": "OK", "ErrorCode": 0, "ErrorInfo": "", **answer(asked)}
    ack = TENCENT.decode_ack(Response(body=json.dumps(reply).encode()), to=event)
    assert ack_losses(ack, to=event, codec=EASEMOB) == ()
    return told(EASEMOB.encode_ack(ack, to=event))


def told(response: Response) -> Json:
    body: Json = json.loads(response.body)
    return body


def text(said: str) -> Json:
    return {"MsgType": "TIMTextElem", "MsgContent": {"Text": said}}


def masked(word: str, key: str, by: str = "***") -> Answer:
    """Put something in the place of a word, wherever it stands in a member of what was asked."""
    return lambda asked: {key: json.loads(json.dumps(asked[key]).replace(word, by))}


def test_a_word_in_parts_that_one_custom_part_stood_for() -> None:
    event = tencent_event(text("code tulip"), {"MsgType": "TIMFaceElem", "MsgContent": {"Index": 1, "Data": "x"}})
    assert tencent_asks_openim(event, masked("tulip", "content"))["MsgBody"] == [
        text("code ***"),
        {"MsgType": "TIMFaceElem", "MsgContent": {"Index": 1, "Data": "x"}},
    ]


def test_a_word_in_an_element_that_only_its_vendor_knows() -> None:
    event = tencent_event({"MsgType": "TIMNewElem", "MsgContent": {"word": "tulip"}})
    found = tencent_asks_openim(event, masked("tulip", "content"))
    assert found["MsgBody"] == [{"MsgType": "TIMNewElem", "MsgContent": {"word": "***"}}]


def test_a_description_alone_is_no_change_of_what_it_stands_for() -> None:
    event = evolve(
        tencent_event(text("code tulip"), text("b"), {"MsgType": "TIMNewElem", "MsgContent": {}}), "stage", "rewrite"
    )
    asked = json.loads(json.loads(OPENIM.encode_callback(event).body)["content"])
    reply = {"content": json.dumps({**asked, "description": "***"})}
    ack = OPENIM.decode_ack(Response(body=json.dumps(reply).encode()), to=event)
    assert isinstance(ack, Rewrite)
    assert isinstance(ack.changes, MessageChanges)
    assert [type(part) for part in ack.changes.parts or ()] == [Custom]  # which may be masked by nothing else


def test_what_openim_does_not_show_of_a_custom_part_stays() -> None:
    content = {"Data": "d", "Desc": "tulip", "Ext": "e", "Sound": "dingdong.aiff"}
    found = tencent_asks_openim(
        tencent_event({"MsgType": "TIMCustomElem", "MsgContent": content}), masked("tulip", "content")
    )
    assert found["MsgBody"] == [{"MsgType": "TIMCustomElem", "MsgContent": {**content, "Desc": "***"}}]


def test_what_openim_does_not_show_of_merged_messages_stays() -> None:
    entry = {
        "From_Account": "u",
        "To_Account": "v",
        "MsgSeq": 1,
        "MsgRandom": 5,
        "MsgTimeStamp": 3,
        "MsgBody": [text("i")],
    }
    content = {"Title": "tulip", "MsgNum": 1, "CompatibleText": "old", "AbstractList": ["a"], "MsgList": [entry]}
    found = tencent_asks_openim(
        tencent_event({"MsgType": "TIMRelayElem", "MsgContent": content}), masked("tulip", "content")
    )
    assert found["MsgBody"] == [{"MsgType": "TIMRelayElem", "MsgContent": {**content, "Title": "***"}}]


@pytest.mark.parametrize(
    "answer",
    [
        lambda asked: {"serverMsgID": asked["serverMsgID"], "clientMsgID": asked["clientMsgID"]},
        lambda asked: {"recvID": "omar"},
        lambda asked: {"options": {}},
        lambda asked: {"content": asked["content"], "contentType": asked["contentType"], "sessionType": 1},
    ],
)
def test_what_openim_says_again_is_an_allow(answer: Answer) -> None:
    assert tencent_asks_openim(tencent_event(text("hi")), answer) == {
        "ActionStatus": "OK",
        "ErrorCode": 0,
        "ErrorInfo": "",
    }


def test_a_group_that_is_made_as_it_was_asked_is_an_allow() -> None:
    body = {
        "CallbackCommand": "Group.CallbackBeforeCreateGroup",
        "Operator_Account": "lena",
        "Owner_Account": "lena",
        "Type": "Public",
        "Name": "Tulips",
        "CreateGroupNum": 1,
        "MemberList": [{"Member_Account": "omar"}],
    }
    event = TENCENT.decode_callback(Request(url="https://app.example/?SdkAppid=1", body=json.dumps(body).encode()))
    asked = json.loads(OPENIM.encode_callback(event).body)
    shown = {name: asked[name] for name in ("groupName", "introduction", "faceURL", "needVerification", "status")}
    for reply in ({"groupName": "Tulips"}, shown):
        assert OPENIM.decode_ack(Response(body=json.dumps(reply).encode()), to=event) == Allow()
    other = OPENIM.decode_ack(Response(body=b'{"groupName":"Roses"}'), to=event)
    assert isinstance(other, Rewrite)


def test_what_tencent_does_not_show_of_a_file_stays() -> None:
    sound = {"type": "audio", "url": "https://h.example/a", "secret": "s", "filename": "a.amr", "length": 3}
    found = easemob_asks_tencent(easemob_event(sound), masked('"Second": 3', "MsgBody", '"Second": 5'))
    assert found["payload"]["bodies"] == [{**sound, "length": 5}]


def test_of_another_file_nothing_of_the_first_is_true() -> None:
    sound = {"type": "audio", "url": "https://h.example/a", "secret": "s", "filename": "a.amr", "length": 3}
    found = easemob_asks_tencent(easemob_event(sound), masked("https://h.example/a", "MsgBody", "https://h.example/b"))
    assert found["payload"]["bodies"] == [{"type": "audio", "url": "https://h.example/b", "length": 3}]


def test_an_attachment_stays_under_another_title() -> None:
    combined = {
        "type": "txt",
        "subType": "sub_combine",
        "title": "tulip",
        "summary": "l",
        "msg": "f",
        "combineLevel": 2,
    }
    combined |= {"url": "https://h.example/c", "secret": "s", "filename": "c"}
    found = easemob_asks_tencent(easemob_event(combined), masked("tulip", "MsgBody"))
    assert found["payload"]["bodies"] == [{**combined, "title": "***"}]


def test_custom_parts_that_were_put_into_one_come_apart_again() -> None:
    first, second = ({"type": "custom", "customEvent": name, "customExts": [{"k": name}]} for name in "ab")
    found = easemob_asks_tencent(
        easemob_event({"type": "txt", "msg": "tulip"}, first, second), masked("tulip", "MsgBody")
    )
    assert found["payload"]["bodies"] == [{"type": "txt", "msg": "***"}, first, second]


def test_a_quote_keeps_the_id_that_tencent_has_no_place_for() -> None:
    quote = {"msgID": "1399", "msgPreview": "tulip", "msgSender": "omar", "msgType": "txt"}
    event = easemob_event({"type": "txt", "msg": "hi"}, msgQuote=quote)
    found = easemob_asks_tencent(event, masked("tulip", "CloudCustomData"))
    assert found["payload"]["ext"] == {"msgQuote": {**quote, "msgPreview": "***"}}


def test_tencent_gets_back_as_it_came_what_a_reply_leaves_alone() -> None:
    sound = {"Url": "https://h.example/a", "UUID": "i", "Size": 3, "Second": 4, "NewField": "v"}
    custom = {"MsgType": "TIMCustomElem", "MsgContent": {"Data": '{"a": 1.0}', "Desc": "d"}}
    reply = {
        "messageID": "m",
        "messageAbstract": "a",
        "messageSender": "s",
        "messageType": 1,
        "version": 2,
        "messageTime": 5,
    }
    cloud = json.dumps({"messageReply": reply, "k": 1})
    event = tencent_event(
        text("tulip"), {"MsgType": "TIMSoundElem", "MsgContent": sound}, custom, CloudCustomData=cloud
    )
    new = MessageChanges(parts=(Text(text="***"), *event.message.parts[1:]))
    found = told(TENCENT.encode_ack(Rewrite(changes=new), to=event))
    assert found["MsgBody"] == [text("***"), {"MsgType": "TIMSoundElem", "MsgContent": sound}, custom]
    assert "CloudCustomData" not in found
    found = told(TENCENT.encode_ack(Rewrite(changes=MessageChanges(ext={"k": 2})), to=event))
    assert json.loads(found["CloudCustomData"]) == {"messageReply": reply, "k": 2}


def test_openim_sets_keeps_and_clears_a_quote() -> None:
    quoted = {"clientMsgID": "q", "createTime": 0, "sendTime": 0, "contentType": 101, "textElem": {"content": "before"}}
    event = openim_event(114, json.dumps({"text": "hi", "quoteMessage": quoted}))
    cleared = told(OPENIM.encode_ack(Rewrite(changes=MessageChanges(quote=None)), to=event))
    assert (cleared["contentType"], json.loads(cleared["content"])) == (101, {"content": "hi"})
    other = told(OPENIM.encode_ack(Rewrite(changes=MessageChanges(parts=(Text(text="***"),))), to=event))
    said = json.loads(other["content"])
    assert (said["text"], said["quoteMessage"]["clientMsgID"]) == ("***", "q")
    reply = {"contentType": 101, "content": '{"content":"hi"}'}
    ack = OPENIM.decode_ack(Response(body=json.dumps(reply).encode()), to=event)
    assert ack == Rewrite(changes=MessageChanges(quote=None))


def test_openim_sets_an_online_only_message_back_to_an_ordinary_one() -> None:
    event = openim_event(120, '{"data":"d"}')
    ack = OPENIM.decode_ack(Response(body=b'{"contentType":110}'), to=event)
    assert ack == Rewrite(changes=MessageChanges(delivery=None))
    assert told(OPENIM.encode_ack(ack, to=event))["contentType"] == 110


def test_openim_says_the_content_type_where_the_message_had_come_under_another() -> None:
    event = openim_event(114, '{"text":"tulip"}')
    found = told(OPENIM.encode_ack(Rewrite(changes=MessageChanges(parts=(Text(text="***"),))), to=event))
    assert (found["contentType"], json.loads(found["content"])) == (101, {"content": "***"})
    ack = OPENIM.decode_ack(Response(body=b'{"content":"{\\"text\\":\\"***\\"}"}'), to=event)
    assert ack == Rewrite(changes=MessageChanges(parts=(Text(text="***"),)))


def test_easemob_reads_a_change_in_the_older_form_of_custom_data_alone() -> None:
    old = {"type": "custom", "customEvent": "a", "customExts": [{"k": "v"}], "v2:customExts": {"k": "v"}}
    event = easemob_event(old)
    for new in {"customExts": [{"k": "***"}]}, {"v2:customExts": {"k": "***"}}:
        reply = {"valid": True, "payload": {"bodies": [{**old, **new}], "ext": {}}}
        ack = EASEMOB.decode_ack(Response(body=json.dumps(reply).encode()), to=event)
        assert ack == Rewrite(changes=MessageChanges(parts=(Custom(name="a", data={"k": "***"}),)))


def test_easemob_takes_no_merged_messages_without_an_attachment() -> None:
    new = MessageChanges(parts=(Merged(title="t", abstract=("a",), fallback="f"),))
    with pytest.raises(CannotExpress, match="needs a url"):
        EASEMOB.encode_ack(Rewrite(changes=new), to=easemob_event({"type": "txt", "msg": "hi"}))


def test_a_refusal_is_one_whatever_was_shown() -> None:
    event = evolve(tencent_event({"MsgType": "TIMNewElem", "MsgContent": {}}), "stage", "rewrite")
    reply = b'{"actionCode":0,"errCode":20001,"errMsg":"no","errDlt":"","nextCode":1}'
    assert OPENIM.decode_ack(Response(body=reply), to=event) == Reject(code=20001, reason="no")


def easemob_answers(event: MessageSending, payload: Json) -> Any:
    reply = Response(body=json.dumps({"valid": True, "payload": payload}).encode())
    return EASEMOB.decode_ack(reply, to=event)


def test_to_clear_what_only_the_backend_took_for_a_push_text_is_no_allow() -> None:
    event = tencent_event(text("hi"), CloudCustomData='{"em_push_ext":{"title":"tulip"}}')
    ack = easemob_answers(event, {"bodies": [{"type": "txt", "msg": "hi"}], "ext": {}})
    assert ack == Rewrite(changes=MessageChanges(push=None))
    with pytest.raises(CannotExpress):
        TENCENT.encode_ack(ack, to=event)


def test_what_an_app_wrote_to_look_like_parts_of_ours_is_never_opened() -> None:
    custom = {"Data": '{"imb_parts":[{"type":"text","text":"a"},{"type":"notice","code":"1509"}]}', "Desc": "tulip"}
    event = tencent_event(text("tulip"), {"MsgType": "TIMCustomElem", "MsgContent": custom})
    asked = json.loads(EASEMOB.encode_callback(event).body)["payload"]
    for masked_too in ("tulip", "1509"):
        ack = easemob_answers(event, json.loads(json.dumps(asked).replace("tulip", "***").replace(masked_too, "***")))
        found = told(TENCENT.encode_ack(ack, to=event))["MsgBody"]
        assert [one["MsgType"] for one in found] == ["TIMTextElem", "TIMCustomElem"]


def test_an_emptied_description_is_a_change() -> None:
    event = evolve(tencent_event(text("tulip"), {"MsgType": "TIMNewElem", "MsgContent": {}}), "stage", "rewrite")
    asked = json.loads(json.loads(OPENIM.encode_callback(event).body)["content"])
    reply = {"content": json.dumps({**asked, "description": ""})}
    assert OPENIM.decode_ack(Response(body=json.dumps(reply).encode()), to=event) != Allow()


def test_a_part_that_easemob_has_no_words_for_comes_back_as_what_it_is() -> None:
    event = tencent_event({"MsgType": "TIMFaceElem", "MsgContent": {"Index": 1, "Data": "tulip"}}, text("hi"))
    asked = json.loads(EASEMOB.encode_callback(event).body)["payload"]
    ack = easemob_answers(event, json.loads(json.dumps(asked).replace("tulip", "***")))
    assert told(TENCENT.encode_ack(ack, to=event))["MsgBody"] == [
        {"MsgType": "TIMFaceElem", "MsgContent": {"Index": 1, "Data": "***"}},
        text("hi"),
    ]


def test_nobody_mentioned_gets_the_name_of_another() -> None:
    names = [{"atUserID": id, "groupNickname": id.title()} for id in ("zoe", "yan")]
    event = openim_event(106, json.dumps({"text": "hi", "atUserList": ["zoe", "yan"], "atUsersInfo": names}))
    event = evolve(evolve(event, "stage", "decide"), "message.recipients", (Participant(id="omar"),))
    payload = json.loads(EASEMOB.encode_callback(event).body)["payload"]
    ack = easemob_answers(event, {**payload, "ext": {"em_at_list": ["yan", "kim"]}})
    assert ack.changes.mentions == (Mention(id="yan", nickname="Yan"), Mention(id="kim"))


def test_a_message_without_elements_is_written_whoever_asked() -> None:
    event = easemob_event({"type": "txt", "msg": "hi"})
    assert told(TENCENT.encode_ack(Rewrite(changes=MessageChanges(parts=None)), to=event))["MsgBody"] == []


def test_older_custom_data_is_told_by_what_it_was_not_by_its_place() -> None:
    old = {"type": "custom", "customEvent": "a", "customExts": [{"k": "tulip"}], "v2:customExts": {"k": "tulip"}}
    event = easemob_event({"type": "txt", "msg": "hi"}, old)
    ack = easemob_answers(event, {"bodies": [{**old, "customExts": [{"k": "***"}]}], "ext": {}})
    assert ack.changes.parts == (Custom(name="a", data={"k": "***"}),)


def test_a_hand_made_event_that_cannot_be_shown_is_still_refused() -> None:
    part = UnknownPart(vendor="openim", type="abc", payload={})
    event = MessageSending(message=Message(parts=(part,), sender=Participant(id="lena")))
    reply = b'{"actionCode":0,"errCode":20001,"errMsg":"no","errDlt":"","nextCode":1}'
    assert OPENIM.decode_ack(Response(body=reply), to=event) == Reject(code=20001, reason="no")
