"""Whatever comes in, there is an event or an ImbridgeError."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imbridge.http import Request, Response
from imbridge.storage import dump
from imbridge.testing import fuzz, laws
from imbridge.testing.acks import REPLIES
from imbridge.testing.spoil import spoiled, spoiled_bytes
from tests.laws.subjects import CODECS, VENDORS, documents

each_vendor = pytest.mark.parametrize("name", VENDORS)


@each_vendor
@given(data=st.data())
def test_spoiled_callbacks(name: str, data: st.DataObject) -> None:
    laws.total(CODECS[name], data.draw(spoiled(documents(name, most=1))), CODECS.values())


@each_vendor
@given(body=st.binary(max_size=64), url=st.text(max_size=40), headers=st.dictionaries(st.text(), st.text(), max_size=2))
def test_any_bytes(name: str, body: bytes, url: str, headers: dict[str, str]) -> None:
    laws.total(CODECS[name], Request(url=url, headers=headers, body=body), CODECS.values())


@each_vendor
@given(data=st.data())
def test_spoiled_dumps(name: str, data: st.DataObject) -> None:
    event = CODECS[name].decode_callback(data.draw(documents(name)).request)
    for codec in CODECS.values():
        laws.total_load(codec, data.draw(spoiled_bytes(dump(event))))


@pytest.mark.parametrize("target", sorted(fuzz.TARGETS))
def test_the_fuzzer_runs(target: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert fuzz.spoil(target, 0.001, examples=20) > 0
    fuzz.one_input(target, b"{}")


@each_vendor
@given(data=st.data())
def test_any_reply(name: str, data: st.DataObject) -> None:
    event = CODECS[name].decode_callback(data.draw(documents(name, most=0)).request)
    noise = st.builds(Response, status=st.sampled_from((200, 500)), body=st.binary(max_size=40))
    laws.total_ack(CODECS[name], data.draw(REPLIES[name] | noise), event)
