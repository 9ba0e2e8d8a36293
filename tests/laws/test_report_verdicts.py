"""What the vendors' servers make of a reply to what is no message is what the ack says."""

import json
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imbridge.model import AnyEvent
from imbridge.testing import laws, tencent_report_acks, tencent_report_servers
from imbridge.testing.acks import POLICIES, REPLIES, acks
from imbridge.testing.easemob_report_servers import EDITING
from imbridge.testing.judging import Server
from imbridge.testing.openim_report_acks import report_acks, report_replies
from imbridge.testing.openim_report_verdicts import report_read_alike, report_verdict
from imbridge.testing.servers import OPENIM
from imbridge.testing.tables import SAYS
from imbridge.vendors import vendor
from tests.laws.subjects import CODECS, SHEETS, of_row

BEFORE = {str(shape.__struct_config__.tag) for shape in get_args(AnyEvent) if shape.phase == "before"}


def asking(name: str) -> list[str]:
    """Return the rows of a vendor that ask before something happens."""
    return sorted([row for row, report in SAYS[name].reports.items() if report.tag in BEFORE])


@pytest.mark.parametrize("row", asking("openim"))
@of_row
@given(server=st.sampled_from(OPENIM), data=st.data())
def test_openim(row: str, server: Server, data: st.DataObject) -> None:
    codec = vendor("openim", **server.options)
    callback = data.draw(SHEETS["openim"].reports((row,), 1))
    ack = data.draw(report_acks(codec.decode_callback(callback.request)))
    report_verdict(server, codec, callback, ack, data.draw(st.sampled_from(POLICIES)))


@pytest.mark.parametrize("row", asking("openim"))
@of_row
@given(server=st.sampled_from(OPENIM), data=st.data())
def test_openim_reads_a_reply(row: str, server: Server, data: st.DataObject) -> None:
    codec = vendor("openim", **server.options)
    callback = data.draw(SHEETS["openim"].reports((row,), 1))
    asked, event = json.loads(callback.request.body), codec.decode_callback(callback.request)
    report_read_alike(server, codec, callback, data.draw(report_replies(asked, event)))


@pytest.mark.parametrize("row", SHEETS["tencent"].REPORTS)
@of_row
@given(data=st.data())
def test_tencent(row: str, data: st.DataObject) -> None:
    callback = data.draw(SHEETS["tencent"].reports((row,), 1))
    ack, policy = data.draw(tencent_report_acks.report_acks(callback)), data.draw(st.sampled_from(POLICIES))
    tencent_report_servers.verdict(CODECS["tencent"], callback, ack, policy)


@pytest.mark.parametrize("row", asking("tencent"))
@of_row
@given(data=st.data())
def test_tencent_reads_a_reply(row: str, data: st.DataObject) -> None:
    callback = data.draw(SHEETS["tencent"].reports((row,), 1))
    reply = data.draw(tencent_report_acks.report_replies(callback))
    tencent_report_servers.read_alike(CODECS["tencent"], callback, reply)


@pytest.mark.parametrize("row", SHEETS["easemob"].REPORTS)
@of_row
@given(server=st.sampled_from(EDITING), data=st.data())
def test_easemob(row: str, server: Server, data: st.DataObject) -> None:
    codec = vendor("easemob", **server.options)
    callback = data.draw(SHEETS["easemob"].reports((row,), 1))
    laws.verdict(server, codec, callback, data.draw(acks("easemob")), data.draw(st.sampled_from(POLICIES)))


@pytest.mark.parametrize("row", asking("easemob"))
@of_row
@given(server=st.sampled_from(EDITING), data=st.data())
def test_easemob_reads_a_reply(row: str, server: Server, data: st.DataObject) -> None:
    codec = vendor("easemob", **server.options)
    callback = data.draw(SHEETS["easemob"].reports((row,), 1))
    laws.verdict(server, codec, callback, data.draw(REPLIES["easemob"]))
