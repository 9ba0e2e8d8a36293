"""`imbridge decode`: callbacks in, canonical events out."""

import json
import sys
from base64 import b64encode
from collections.abc import Mapping

import pytest

from imbridge import load
from imbridge.cli.output import emit
from imbridge.model import AnyEvent
from tests.cli.running import BODY, OPENIM, TENCENT, documents_of, run


def test_decode_writes_the_canonical_event() -> None:
    result = run("decode", "--vendor", "tencent", TENCENT)
    assert (result.exit_code, result.stderr) == (0, "")
    (event,) = documents_of(result)
    assert event["type"] == "message.sending"
    assert event["message"]["sender"] == {"id": "lena"}
    assert event["key"].startswith("tencent:message.sending:")
    assert {edit["path"][-1] for edit in event["native"]["edits"]} == {"url", "Sign", "RequestTime"}


def test_decode_dumps_what_load_reads() -> None:
    event = load(run("decode", "--vendor", "openim", "--dump", OPENIM).stdout_bytes)
    assert isinstance(event, AnyEvent)
    assert event.native.edits


@pytest.mark.parametrize(
    "given",
    [
        BODY,
        {"url": "http://x", "body": BODY},
        {"method": "POST", "url": "http://x", "headers": {}, "body": json.dumps(BODY), "seen_at": 1},
        {"url": "http://x", "body_base64": b64encode(json.dumps(BODY).encode()).decode()},
        {"about": "a case", "request": {"url": "http://x", "body": BODY}, "event": {}},
        {"request": {"query": {"contenttype": "json"}, "body": BODY}, "options": {"c2c_discard": False}},
    ],
    ids=["bare", "recorded", "text", "base64", "case", "case with options"],
)
def test_every_form_of_input_is_read(given: Mapping[str, object]) -> None:
    result = run("decode", "--vendor", "tencent", "-", given=given)
    assert (result.exit_code, result.stderr) == (0, "")
    assert documents_of(result)[0]["message"]["sender"] == {"id": "ines"}


@pytest.mark.parametrize("indent", [1, 2, "\t", None])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_one_document_may_take_many_lines(indent: int | str | None, bom: bytes) -> None:
    result = run("decode", "--from", "tencent", given=bom + b"\n\n" + json.dumps(BODY, indent=indent).encode())
    assert result.exit_code == 0
    assert len(documents_of(result)) == 1


def test_json_lines_come_out_as_lines() -> None:
    result = run("decode", "--vendor", "tencent", given=[BODY, {**BODY, "From_Account": "olga"}])
    assert [event["actor"]["id"] for event in documents_of(result)] == ["ines", "olga"]


def test_the_phase_of_an_unknown_callback_can_be_given() -> None:
    unknown = {"CallbackCommand": "Robot.CallbackBeforeWalk"}
    asked = run("decode", "--vendor", "tencent", "--phase", "notice", given=unknown)
    assert documents_of(asked)[0]["phase"] == "notice"
    in_case = run("decode", "--vendor", "tencent", given={"request": {"body": unknown}, "phase": "notice"})
    assert documents_of(in_case)[0]["phase"] == "notice"


def test_a_person_gets_indented_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    emit({"a": [1]})
    assert capsys.readouterr().out == '{\n  "a": [\n    1\n  ]\n}\n'
