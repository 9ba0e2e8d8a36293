"""`imbridge vendors`."""

import io
import sys
from pathlib import Path

import pytest
from rich.console import Console

from imbridge import vendor, vendor_names
from imbridge.cli.completion import vendors
from imbridge.vendors import loaded
from tests.cli.running import TENCENT, documents_of, run


@pytest.mark.parametrize("words", [[], ["--json"]])
def test_every_vendor_is_a_line_of_json(words: list[str]) -> None:
    result = run("vendors", *words)
    assert (result.exit_code, result.stderr) == (0, "")
    found = documents_of(result)
    assert tuple(one["name"] for one in found) == vendor_names()
    for one in found:
        defaults = {option["name"]: option["default"] for option in one["options"] if option["name"] != "limits"}
        assert vendor(one["name"], **defaults) == vendor(one["name"])


def test_an_option_says_what_it_may_be() -> None:
    (openim,) = [one for one in documents_of(run("vendors")) if one["name"] == "openim"]
    assert {"name": "release", "default": "3.7", "choices": ["2", "3.0", "3.5", "3.6", "3.7"]} in openim["options"]


def test_a_person_gets_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = io.StringIO()
    monkeypatch.setattr("imbridge.cli.vendors.seen", lambda stream: stream is sys.stdout)
    monkeypatch.setattr("imbridge.cli.vendors.Console", lambda: Console(file=shown, width=100))
    assert run("vendors").exit_code == 0
    rows = [row.split() for row in shown.getvalue().splitlines()]
    assert ["vendor", "built", "in", "option", "default", "choices"] in rows
    assert ["release", "3.7", "2", "3.0", "3.5", "3.6", "3.7"] in rows
    assert ["limits.url", "16384"] in rows
    assert [row[0] for row in rows if row and row[0] in vendor_names()] == list(vendor_names())
    shown.truncate(0)
    assert documents_of(run("vendors", "--json"))
    assert shown.getvalue() == ""


@pytest.fixture
def _installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Install a package that offers two vendors, one of which is none."""
    (tmp_path / "wharf_imbridge.py").write_text(
        "from dataclasses import replace\n"
        "from imbridge import vendor\n"
        "codec = replace(vendor('tencent'), name='wharfchat')\n"
    )
    meta = tmp_path / "wharf_imbridge-1.0.dist-info"
    meta.mkdir()
    (meta / "METADATA").write_text("Metadata-Version: 2.1\nName: wharf-imbridge\nVersion: 1.0\n")
    (meta / "entry_points.txt").write_text(
        "[imbridge.vendors]\nwharfchat = wharf_imbridge:codec\njetty = wharf_imbridge:none\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    loaded.cache_clear()


@pytest.mark.usefixtures("_installed")
def test_a_vendor_of_another_package_is_one_of_them() -> None:
    result = run("vendors")
    (other,) = [one for one in documents_of(result) if not one["built_in"]]
    assert other["name"] == "wharfchat"
    assert "group_type" in {option["name"] for option in other["options"]}
    assert (result.exit_code, result.stderr) == (1, "imbridge: jetty: its package does not load (AttributeError)\n")
    assert vendors("w") == ["wharfchat"]
    assert run("decode", "--vendor", "wharfchat", TENCENT).exit_code == 0
    assert "; did you mean wharfchat?" in run("decode", "--vendor", "warfchat", TENCENT).stderr
