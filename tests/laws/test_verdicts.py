"""What the vendors' servers make of a reply is what the ack says."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imbridge.http import Request
from imbridge.model import MessageChanges, Notice, Reject, Rewrite, UnknownPart
from imbridge.testing import laws
from imbridge.testing.acks import POLICIES, REPLIES, TOLD, acks
from imbridge.testing.documents import Document
from imbridge.testing.judging import Server
from imbridge.testing.servers import MODIFY, OLDER_MODIFY
from imbridge.vendors import vendor
from tests.laws.samples import ASKING, request
from tests.laws.subjects import ASKED, SHEETS, commands

each_server = pytest.mark.parametrize("server", ASKED, ids=lambda server: server.name)


@each_server
@given(data=st.data())
def test_verdict(server: Server, data: st.DataObject) -> None:
    sheet, codec = SHEETS[server.vendor], vendor(server.vendor, **server.options)
    asked = sheet.callbacks(commands(server))
    callback = data.draw(asked | asked | sheet.others())
    laws.verdict(server, codec, callback, data.draw(acks(server.vendor)), data.draw(st.sampled_from(POLICIES)))


@pytest.mark.parametrize(
    "server",
    [one for one in ASKED if one.options.get("release") in ("3.0", "3.5", "3.6")],
    ids=lambda one: str(one.name),
)
@given(data=st.data())
def test_verdict_of_a_hook_by_its_older_name(server: Server, data: st.DataObject) -> None:
    codec = vendor(server.vendor, **server.options)
    callback = data.draw(SHEETS[server.vendor].callbacks((MODIFY,)))
    drawn = callback.request
    url, body = drawn.url.replace(MODIFY, OLDER_MODIFY), drawn.body.replace(MODIFY.encode(), OLDER_MODIFY.encode())
    renamed = replace(callback, request=Request(method=drawn.method, url=url, headers=drawn.headers, body=body))
    assert codec.decode_callback(renamed.request).command == OLDER_MODIFY
    laws.verdict(server, codec, renamed, data.draw(acks(server.vendor)), data.draw(st.sampled_from(POLICIES)))


@each_server
@given(data=st.data())
def test_verdict_of_a_reply(server: Server, data: st.DataObject) -> None:
    sheet, codec = SHEETS[server.vendor], vendor(server.vendor, **server.options)
    laws.verdict(server, codec, data.draw(sheet.callbacks(commands(server))), data.draw(REPLIES[server.vendor]))


@pytest.mark.parametrize(
    "part",
    [
        Notice(code="1000"),
        Notice(code="1501", detail="plain"),
        Notice(code="1501", detail={"a": 1}),
        UnknownPart(vendor="openim", type="113", payload="text"),
        UnknownPart(vendor="openim", type="113", payload='{"a":1}'),
    ],
    ids=repr,
)
@pytest.mark.parametrize(
    "server", [server for server in ASKED if server.name == "openim 3.7"], ids=lambda one: one.name
)
def test_a_changed_content_is_an_object(server: Server, part: Notice | UnknownPart) -> None:
    """The newest servers refuse to send a message whose content was changed to anything else."""
    body = {
        "sendID": "ann",
        "callbackCommand": "callbackBeforeMsgModifyCommand",
        "serverMsgID": "s",
        "sessionType": 1,
        "contentType": 101,
        "content": '{"content":"hello"}',
    }
    callback = Document(vendor="openim", request=Request(body=json.dumps(body).encode()))
    codec = vendor(server.vendor, **server.options)
    laws.verdict(server, codec, callback, Rewrite(changes=MessageChanges(parts=(part,))))


@pytest.mark.parametrize("server", [server for server in ASKED if server.name == "easemob"], ids=lambda one: one.name)
def test_a_number_is_told_in_the_text_to_whom_no_number_is_shown(server: Server) -> None:
    codec = vendor(server.vendor, **server.options)
    event = codec.decode_callback(request(server.vendor, ASKING))
    reply = codec.encode_ack(Reject(code=7, reason="no"), to=event, policy=TOLD)
    assert server.judge("presend", reply).reason == "7 no"
