"""A vendor is found by its folder, or through an entry point of somebody else's package."""

from pathlib import Path

import pytest

from imbridge import ImbridgeError, Request, UnknownVendor, vendor, vendor_names
from imbridge.vendors import loaded

PACKAGE = """
from dataclasses import replace
from imbridge.vendors.openim import codec as openim

codec = replace(openim, name="brookchat", callbacks=replace(openim.callbacks, vendor="brookchat"))
misnamed = openim
number = 7
"""
POINTS = """[imbridge.vendors]
brookchat = brookchat_imbridge:codec
openim = brookchat_imbridge:number
reed = brookchat_imbridge:misnamed
moss = brookchat_imbridge:number
gone = brookchat_imbridge.nowhere:codec
"""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Install a package that offers vendors."""
    (tmp_path / "brookchat_imbridge.py").write_text(PACKAGE)
    meta = tmp_path / "brookchat_imbridge-1.0.dist-info"
    meta.mkdir()
    (meta / "METADATA").write_text("Metadata-Version: 2.1\nName: brookchat-imbridge\nVersion: 1.0\n")
    (meta / "entry_points.txt").write_text(POINTS)
    monkeypatch.syspath_prepend(str(tmp_path))


def test_the_built_in_vendors() -> None:
    assert vendor_names() == ("easemob", "openim", "tencent")
    assert set(vendor_names()) <= set(vendor_names(installed=True))


@pytest.mark.usefixtures("installed")
def test_a_vendor_of_another_package() -> None:
    assert "brookchat" in vendor_names(installed=True)
    codec = vendor("brookchat", release="3.5")
    body = (
        b'{"callbackCommand":"callbackAfterSendSingleMsgCommand","sendID":"pim","recvID":"wes",'
        b'"sessionType":1,"contentType":101,"content":"{}"}'
    )
    assert codec.name == "brookchat"
    assert codec.decode_callback(Request(body=body)).native.vendor == "brookchat"


@pytest.mark.usefixtures("installed")
def test_a_built_in_vendor_is_not_replaced() -> None:
    loaded.cache_clear()
    assert vendor("openim").name == "openim"


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(("name", "word"), [("reed", "no codec"), ("moss", "no codec"), ("gone", "does not load")])
def test_a_package_that_offers_none(name: str, word: str) -> None:
    with pytest.raises(ImbridgeError, match=word) as caught:
        vendor(name)
    assert caught.value.vendor == name


def test_nobody_has_the_name() -> None:
    with pytest.raises(UnknownVendor, match="easemob, openim, tencent"):
        vendor("eezemob")
