"""`imbridge vendors`."""

import io
import sys

import pytest
from rich.console import Console

from imbridge import vendor, vendor_names
from tests.cli.running import documents_of, run


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
    assert ["vendor", "option", "default", "choices"] in rows
    assert ["release", "3.7", "2", "3.0", "3.5", "3.6", "3.7"] in rows
    assert [row[0] for row in rows if row and row[0] in vendor_names()] == list(vendor_names())
    shown.truncate(0)
    assert documents_of(run("vendors", "--json"))
    assert shown.getvalue() == ""
