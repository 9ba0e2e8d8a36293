"""A backend of another vendor that sends back what it was shown changes nothing; one that masks a text, only that."""

import json
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from imbridge.errors import CannotExpress
from imbridge.http import Request, Response
from imbridge.model import Allow, MessageChanges, MessageSending, Rewrite, Text
from imbridge.model.base import evolve
from imbridge.model.canonical import canonical
from imbridge.testing.documents import Document
from imbridge.vendors import vendor
from tests.laws.subjects import SHEETS

Json = dict[str, Any]

ECHOED = {
    "openim": {
        "content": "content",
        "contentType": "contentType",
        "ex": "ex",
        "serverMsgID": "serverMsgID",
        "clientMsgID": "clientMsgID",
        "senderNickname": "senderNickname",
        "faceURL": "senderFaceURL",
        "senderPlatformID": "senderPlatformID",
        "sessionType": "sessionType",
        "msgFrom": "msgFrom",
        "atUserList": "atUserIDList",
    },
    "tencent": {"MsgBody": "MsgBody", "CloudCustomData": "CloudCustomData"},
    "easemob": {"payload": "payload"},
}
"""What a callback shows, and how the reply to it calls that."""

PLAIN: dict[str, Json] = {
    "openim": {"actionCode": 0, "errCode": 0, "errMsg": "", "errDlt": "", "nextCode": 0},
    "tencent": {"ActionStatus": "OK", "ErrorCode": 0, "ErrorInfo": ""},
    "easemob": {"valid": True},
}

pairs = pytest.mark.parametrize(("source", "target"), [(a, b) for a in SHEETS for b in SHEETS if a != b])


def asked(data: st.DataObject, source: str, target: str) -> MessageSending:
    """Draw a message that is about to be sent, and that the target's backend is asked about."""
    drawn: Document = data.draw(SHEETS[source].callbacks(ASKING[source]))
    event = vendor(source).decode_callback(drawn.request, drawn.phase)
    assume(isinstance(event, MessageSending))
    assert isinstance(event, MessageSending)
    return evolve(event, "stage", "rewrite" if target == "openim" else "decide")


def shown(event: MessageSending, target: str) -> Request:
    """Return the callback that the target's backend gets."""
    try:
        return vendor(target).encode_callback(event)
    except CannotExpress:
        assume(False)
        raise


def echo(target: str, request: Request) -> Json:
    body = json.loads(request.body)
    held = {name: body[key] for key, name in ECHOED[target].items() if body.get(key) is not None}
    return {**PLAIN[target], **held}


@pairs
@given(data=st.data())
def test_an_echo_is_an_allow(source: str, target: str, data: st.DataObject) -> None:
    event = asked(data, source, target)
    reply = Response(body=json.dumps(echo(target, shown(event, target))).encode())
    assume(target != "easemob" or len(reply.body) < 1000)
    assert vendor(target).decode_ack(reply, to=event) == Allow()


@pairs
@given(data=st.data())
def test_a_masked_text_is_all_that_changes(source: str, target: str, data: st.DataObject) -> None:
    event = asked(data, source, target)
    parts = event.message.parts
    assume(parts and isinstance(parts[0], Text) and parts[0].text and (target != "openim" or len(parts) == 1))
    held = echo(target, shown(event, target))
    mask(target, held)
    assume(held != echo(target, shown(event, target)))
    reply = Response(body=json.dumps(held).encode())
    assume(target != "easemob" or len(reply.body) < 1000)
    ack = vendor(target).decode_ack(reply, to=event)
    assert isinstance(ack, Rewrite)
    assert isinstance(ack.changes, MessageChanges)
    assert canonical(ack.changes) == canonical(MessageChanges(parts=(Text(text="***"), *parts[1:])))
    for part, other in zip(parts[1:], (ack.changes.parts or ())[1:], strict=True):
        assert part.native is other.native


def mask(target: str, held: Json) -> None:
    """Put asterisks in the place of the first text of a reply."""
    if target == "openim":
        content = json.loads(held["content"])
        content["text" if "text" in content else "content"] = "***"
        held["content"] = json.dumps(content)
    elif target == "tencent":
        held["MsgBody"][0]["MsgContent"]["Text"] = "***"
    else:
        held["payload"]["bodies"][0]["msg"] = "***"


ASKING = {
    "openim": ("callbackBeforeSendSingleMsgCommand", "callbackBeforeSendGroupMsgCommand"),
    "tencent": ("C2C.CallbackBeforeSendMsg", "Group.CallbackBeforeSendMsg"),
    "easemob": ("presend",),
}
