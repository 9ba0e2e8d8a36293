"""The laws of one vendor: round trips, native, keys, edits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imbridge.model import UnknownEvent
from imbridge.testing import laws
from imbridge.testing.acks import acks
from imbridge.testing.changes import changes
from imbridge.testing.retries import others_of, retries
from imbridge.testing.tables import SAYS
from imbridge.testing.values import expressible_in
from tests.laws.subjects import CODECS, SHEETS, VENDORS, documents

each_vendor = pytest.mark.parametrize("name", VENDORS)


@each_vendor
@given(data=st.data())
def test_identity(name: str, data: st.DataObject) -> None:
    laws.identity(CODECS[name], data.draw(SHEETS[name].callbacks()))


@each_vendor
@given(data=st.data())
def test_identity_of_what_is_no_message(name: str, data: st.DataObject) -> None:
    callback = data.draw(SHEETS[name].others())
    laws.identity(CODECS[name], callback)
    laws.nothing_forgotten(CODECS[name], callback)
    event = CODECS[name].decode_callback(callback.request)
    assert isinstance(event, UnknownEvent)
    assert event.name == event.command == (callback.row or None)


@pytest.mark.parametrize(("name", "row"), [(name, row) for name in VENDORS for row in sorted(SAYS[name].rows)])
@given(data=st.data())
def test_canonical_identity(name: str, row: str, data: st.DataObject) -> None:
    laws.canonical_identity(CODECS[name], data.draw(expressible_in(name, row)))


@each_vendor
@given(data=st.data())
def test_nothing_forgotten(name: str, data: st.DataObject) -> None:
    laws.nothing_forgotten(CODECS[name], data.draw(SHEETS[name].callbacks()))


@each_vendor
@given(data=st.data())
def test_stable_key(name: str, data: st.DataObject) -> None:
    callback = data.draw(SHEETS[name].callbacks())
    laws.stable_key(CODECS[name], callback, data.draw(retries(callback)), data.draw(others_of(callback)))


@each_vendor
@given(data=st.data())
def test_edits_win(name: str, data: st.DataObject) -> None:
    callbacks = SHEETS[name].callbacks()
    laws.edits_win(CODECS[name], data.draw(changes(CODECS[name], callbacks, SHEETS[name].ELEMENTS)))


@each_vendor
@given(data=st.data())
def test_pure(name: str, data: st.DataObject) -> None:
    laws.pure(CODECS[name], data.draw(documents(name)), data.draw(acks(name)))
