"""Law 1 for each setting of a vendor's options: a setting changes what is said elsewhere, never what goes back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imbridge import vendor
from imbridge.codec import Codec
from imbridge.testing import laws, rest_laws
from imbridge.testing.documents import Document
from imbridge.testing.rest import rest_sheet
from tests.laws.subjects import SHEETS, VENDORS

SETTINGS = [
    *[("openim", "release", release) for release in ("2", "3.0", "3.5", "3.6")],
    ("easemob", "generation", "G2"),
    ("easemob", "rewritable", "any"),
    ("easemob", "interception", "silent"),
    ("tencent", "group_type", "Private"),
    ("tencent", "room_type", "Community"),
]
each_setting = pytest.mark.parametrize(
    ("name", "codec"),
    [pytest.param(name, vendor(name, **{option: value}), id=f"{option}={value}") for name, option, value in SETTINGS],
)


def rest_documents(name: str) -> st.SearchStrategy[Document]:
    sheet = rest_sheet(name)
    return st.sampled_from(sheet.CALLS).flatmap(sheet.calls) | st.sampled_from(sheet.RECORDS).flatmap(sheet.records)


def test_settings_are_of_every_vendor() -> None:
    assert {name for name, *_ in SETTINGS} == set(VENDORS)


@each_setting
@given(data=st.data())
def test_callbacks_go_back(name: str, codec: Codec, data: st.DataObject) -> None:
    laws.identity(codec, data.draw(SHEETS[name].callbacks() | SHEETS[name].reports()))


@each_setting
@given(data=st.data())
def test_calls_and_records_go_back(name: str, codec: Codec, data: st.DataObject) -> None:
    rest_laws.identity(codec, data.draw(rest_documents(name)))
